"""A snapshot has one text, and reads back as what it was."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.packs import (
    Escalation,
    ImpactCheck,
    Letter,
    PackCounts,
    PreviousPack,
    PreviousRow,
    Snapshot,
    SnapshotRow,
    canonical_json,
    fingerprint,
    snapshot_from_json,
)
from models.rules.words import Brag, DateState, Progress, Standing, Step
from tests.tables import table

ROW = SnapshotRow(
    reference="alder/1",
    review="alder",
    number="1",
    recommendation="Write down who attends.",
    section="Health",
    agency="Hospital",
    entered_on=date(2010, 10, 20),
    date_state=DateState.DATED,
    due_on=date(2010, 12, 31),
    progress=Progress.IN_PROGRESS,
    standing=Standing.ON_TRACK,
    standing_reason="Due 31 December 2010.",
    brag=Brag.GREEN,
    extra=(("Theme", "records"),),
    impact_checks=(ImpactCheck(step=Step.I6, asked_on=date(2011, 7, 1)),),
    unsent_letters=(Letter(to="Chief officer", drafted_on=date(2011, 3, 1)),),
    escalations=(
        Escalation(stage=Step.E2, told_on=date(2011, 1, 10), told_to="Safeguarding lead"),
        Escalation(stage=Step.E1, told_on=date(2011, 1, 4), told_to="Named nurse"),
        Escalation(stage=Step.E4, told_on=date(2010, 9, 1), told_to="Committee", current=False),
    ),
)
COUNTS = PackCounts(
    number="1", freeze_on=date(2010, 10, 13), blue=0, grey=0, red=0, amber=0, green=1, open=1,
    overdue=0,
)  # fmt: skip
SNAPSHOT = Snapshot(
    number="2",
    board="A board",
    committee="A committee",
    marking="OFFICIAL",
    prepared_by="Secretary",
    chair="Chair",
    policy_version="1",
    meeting_on=date(2011, 1, 26),
    freeze_on=date(2011, 1, 12),
    previous=PreviousPack(
        counts=COUNTS,
        meeting_on=date(2010, 10, 27),
        rows=(PreviousRow(reference="alder/1", is_open=True, due_on=date(2010, 12, 31)),),
    ),
    rows=(ROW,),
)


def with_row(**changes: Any) -> Snapshot:
    """The snapshot with its one row changed."""
    return dataclasses.replace(SNAPSHOT, rows=(dataclasses.replace(ROW, **changes),))


@given(
    words=st.text(alphabet=st.characters(), max_size=30),
    due=st.none() | st.dates(),
    leads=st.lists(st.text(max_size=8), max_size=3).map(tuple),
    brag=st.sampled_from(Brag),
)
def test_reads_back_as_it_was(
    words: str, due: date | None, leads: tuple[str, ...], brag: Brag
) -> None:
    """Whatever stands in a snapshot, half surrogates too, reads back equal from its text."""
    snapshot = with_row(recommendation=words, due_on=due, leads=leads, brag=brag)
    text = canonical_json(snapshot)
    assert snapshot_from_json(text) == snapshot
    assert canonical_json(snapshot_from_json(text)) == text


def test_lone_surrogate_has_a_text() -> None:
    """Half a surrogate pair, which UTF-8 cannot write, stops no snapshot."""
    snapshot = with_row(recommendation="half \ud83d of a pair")
    assert snapshot_from_json(canonical_json(snapshot)) == snapshot


def test_fingerprint_changes_with_any_field() -> None:
    """Two snapshots that differ in one day have two fingerprints."""
    assert fingerprint(SNAPSHOT) != fingerprint(with_row(due_on=date(2010, 12, 30)))


@table(
    ("path", "value", "place"),
    [
        (("rows", 0, "brag"), "purple", "snapshot.rows[0].brag"),
        (("freeze_on",), "31/12/2010", "snapshot.freeze_on"),
        (("rows", 0, "slips"), "2", "snapshot.rows[0].slips"),
        (("rows",), {}, "snapshot.rows"),
        (("rows", 0, "extra"), [["one"]], "snapshot.rows[0].extra[0]"),
        (("unheard_of",), 1, "unheard_of"),
        (("format",), 99, "format 99"),
    ],
)
def test_refuses_with_the_place(path: tuple[str | int, ...], value: object, place: str) -> None:
    """A value, a key or a format that is not known is refused, and the place is named."""
    data = json.loads(canonical_json(SNAPSHOT))
    at = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(ValueError, match=place.replace("[", r"\[")):
        snapshot_from_json(json.dumps(data).encode())


def test_a_field_that_came_later_is_said_only_where_it_differs() -> None:
    """An older text reads, and keeps its bytes; what differs from the default is written."""
    assert b"printed_actions" not in canonical_json(SNAPSHOT)
    assert b"is_overdue" not in canonical_json(SNAPSHOT)
    fewer = dataclasses.replace(SNAPSHOT, printed_actions=40)
    assert snapshot_from_json(canonical_json(fewer)) == fewer
    assert fingerprint(fewer) != fingerprint(SNAPSHOT)
    data = json.loads(canonical_json(SNAPSHOT))
    del data["freeze_on"]
    with pytest.raises(ValueError, match="missing or unknown: freeze_on"):
        snapshot_from_json(json.dumps(data).encode())


def test_refuses_what_is_not_json() -> None:
    """A torn text is refused with a sentence."""
    with pytest.raises(ValueError, match="not the JSON of a snapshot"):
        snapshot_from_json(canonical_json(SNAPSHOT)[:-3])


def test_stage_is_the_highest_of_the_ladder_that_runs() -> None:
    """A stage of a ladder that ended is in the log, but is not the stage reached."""
    assert ROW.stage == ROW.escalations[0]
    assert (ROW.days_late, ROW.days_late_original, ROW.closed_late) == (0, 0, False)
    later = dataclasses.replace(ROW.escalations[0], told_on=date(2011, 1, 11), told_to="Deputy")
    both = dataclasses.replace(ROW, escalations=(*ROW.escalations, later))
    assert both.stage == later


def test_a_pack_counted_the_actions_of_every_colour() -> None:
    """Open and closed, each once."""
    counts = dataclasses.replace(COUNTS, blue=1, grey=2, red=4, amber=8, green=16)
    assert counts.actions == 31
    assert (counts.new, counts.reopened, counts.closed) == (0, 0, 0)
    assert [counts.of(brag) for brag in Brag] == [1, 2, 4, 8, 16]
