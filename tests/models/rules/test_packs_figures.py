"""What a pack says: its sections in order, what changed, zero in words."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from models.rules.packs import ChairsAction, ImpactCheck, Letter, PreviousRow, Snapshot, SnapshotRow
from models.rules.packs_figures import PackFigures, figures
from models.rules.words import Brag, DateState, DecisionKind, Progress, Standing, Step
from tests.models.rules.snapshots import (
    BEFORE,
    CHECK,
    CLOSED,
    EMPTY,
    FREEZE,
    LATE,
    NEXT,
    PREVIOUS,
    ROWS,
    SNAPSHOT,
    UNDATED,
    row,
    stage,
)
from tests.readings import wanted
from tests.tables import table


def after(*rows: SnapshotRow, closed: tuple[str, ...] = ()) -> Snapshot:
    """The pack of these actions after one that had them all, due on 30 November, these closed."""
    before = tuple(
        PreviousRow(
            reference=r.reference, is_open=r.reference not in closed, due_on=date(2010, 11, 30)
        )
        for r in rows
    )
    counts = dataclasses.replace(PREVIOUS.counts, open=len(rows) - len(closed))
    previous = dataclasses.replace(PREVIOUS, counts=counts, rows=before)
    return dataclasses.replace(EMPTY, previous=previous, earlier=(counts,) * 6, rows=rows)


@pytest.fixture(scope="module")
def made() -> PackFigures:
    """The figures of the example."""
    return figures(SNAPSHOT)


def numbers(rows: tuple[SnapshotRow, ...]) -> list[str]:
    """The rows' numbers, in their order."""
    return [r.number for r in rows]


@pytest.mark.clause("3.5", "6.5")
def test_each_list_has_its_actions_in_its_order(made: PackFigures) -> None:
    """Overdue by lateness, evidence and extensions in plan order, what falls due by its day."""
    assert numbers(made.overdue) == ["7", "2", "1"]
    assert numbers(made.evidence) == ["3"]
    assert numbers(made.extensions) == ["4"]
    assert numbers(made.closed) == ["9"]
    assert numbers(made.due_next) == ["3", "4", "8", "11"]
    assert numbers(made.undated) == ["5", "6"]
    assert numbers(made.anomalies) == ["8"]
    assert numbers(made.impact) == ["10"]
    assert numbers(made.plan) == [str(n) for n in range(1, 12)]


@pytest.mark.clause("6.3")
def test_log_has_the_stages_since_the_last_freeze(made: PackFigures) -> None:
    """A stage told before the last pack's freeze was in that pack and is not in this one."""
    assert [(r.number, e.stage) for r, e in made.log] == [("1", Step.E4)]
    both = (stage(Step.E4, BEFORE), stage(Step.E5, FREEZE))
    assert [e.stage for _, e in figures(after(row(1, **LATE, escalations=both))).log] == [Step.E5]


@pytest.mark.clause("6.3")
def test_quarter_is_the_last_whole_one_before_the_freeze(made: PackFigures) -> None:
    """The pack is named after the quarter that ended before its freeze, months printed."""
    assert made.quarter.words == "Quarter 3 2010/11 (October to December 2010)"


@pytest.mark.clause("4.15", "6.5")
def test_a_missed_checkpoint_counts_among_what_is_overdue() -> None:
    """It has no date to be late by: it stands last in the list, and nowhere with its days."""
    missed = row(12, **{**UNDATED, "date_state": DateState.RECURRING, "standing": Standing.OVERDUE})
    first = dataclasses.replace(EMPTY, rows=(missed, ROWS[0]))
    made = figures(first)
    assert [r.number for r in made.overdue] == ["1", "12"]
    assert made.sentences[0] == (
        "2 of 2 open actions are overdue; there is no earlier issued pack to compare with. The "
        "longest, in calendar days: alder/1, Hospital, by 43 days."
    )
    assert "The longest" not in figures(dataclasses.replace(first, rows=(missed,))).sentences[0]


@pytest.mark.clause("6.5")
def test_a_day_late_is_late_and_what_is_closed_is_not() -> None:
    """Though it was late when it was closed."""
    late, over = row(1, **{**LATE, "days_late": 2}), row(2, **CLOSED, days_late=90)
    others = {"standing": Standing.AWAITING_DECISION, "days_late": 1}
    made = figures(dataclasses.replace(EMPTY, rows=(row(3, **others), late, over)))
    assert [r.number for r in made.overdue] == ["1", "3"]
    longest = (
        "The longest, in calendar days: alder/1, Hospital, by 2 days; alder/3, Hospital, by 1 day."
    )
    assert made.sentences[0].endswith(longest)


@pytest.mark.clause("6.5")
def test_three_sentences_say_what_changed(made: PackFigures) -> None:
    """What is late, what closed and what moved, each against the last pack."""
    assert made.sentences == (
        (
            "3 of 9 open actions are overdue, 2 more than in the last pack. The longest, in "
            "calendar days: alder/7, Hospital, by 70 days; alder/2, Hospital, by 60 days; "
            "alder/1, Hospital, by 43 days."
        ),
        (
            "1 action closed with evidence accepted (alder/9) since the last pack; 2 of 11 are "
            "now closed."
        ),
        (
            "3 due dates moved later since 13 October 2010, by 121 days on average (alder/3, "
            "alder/4 and alder/8)."
        ),
    )


@pytest.mark.clause("6.5")
def test_what_is_as_late_as_the_last_named_is_counted() -> None:
    """Three are named with whose they are; the others that are as late are not passed over."""
    rows = tuple(row(n, **LATE) for n in range(1, 6))
    late = figures(dataclasses.replace(EMPTY, rows=(*rows, row(6)))).sentences[0]
    assert late.endswith("alder/3, Hospital, by 43 days; and 2 more by 43 days.")
    later = tuple(row(n, **{**LATE, "days_late": days}) for n, days in ((8, 70), (9, 60)))
    late = figures(dataclasses.replace(EMPTY, rows=(*rows, *later))).sentences[0]
    assert late.endswith("alder/1, Hospital, by 43 days; and 4 more by 43 days.")


@pytest.mark.clause("6.5")
@table(
    ("answers", "words"),
    [
        ((None, "In hand"), "Nothing has been heard on 1 of the 2 overdue actions."),
        ((None, None), "Nothing has been heard on any of the 2 overdue actions."),
        ((None,), "Nothing has been heard on the one overdue action."),
        (("Begun", "In hand"), "Something has been heard on each of the 2 overdue actions."),
        ((), ""),
    ],
)
def test_on_how_many_nothing_was_heard(answers: tuple[str | None, ...], words: str) -> None:
    """The first page says how many overdue actions have no answer at all."""
    rows = tuple(row(n, **LATE, last_answer=said) for n, said in enumerate(answers))
    assert figures(dataclasses.replace(EMPTY, rows=rows)).silence == words


@pytest.mark.clause("6.3")
def test_first_pack_compares_with_nothing_and_says_so() -> None:
    """Without an issued pack before it, a pack has no change, no trend, and says why."""
    first = figures(dataclasses.replace(SNAPSHOT, previous=None))
    assert "no earlier issued pack" in first.sentences[0]
    assert first.trend == ()
    assert first.moved == ()
    assert {c.change for c in first.colours} == {None}
    assert [e.stage for _, e in first.log] == [Step.E1, Step.E4]


@pytest.mark.clause("6.5")
def test_empty_register_has_a_pack() -> None:
    """A committee without actions has a pack that says so in words, and decides nothing."""
    nothing = figures(EMPTY)
    assert nothing.decisions == ()
    assert nothing.sentences[0] == "No action is open."
    assert nothing.resolutions == (
        "That it be noted that on 12 January 2011 the committee had no action to follow.",
    )


@pytest.mark.clause("6.5")
def test_horizon_is_the_next_meeting_or_three_months(made: PackFigures) -> None:
    """What falls due is looked for up to the next meeting, or for three months without one."""
    alone = figures(dataclasses.replace(SNAPSHOT, next_meeting_on=None))
    assert (made.horizon_on, made.horizon_is_meeting) == (NEXT, True)
    assert (alone.horizon_on, alone.horizon_is_meeting) == (date(2011, 4, 12), False)


@pytest.mark.clause("6.3")
def test_trend_ends_with_this_pack(made: PackFigures) -> None:
    """The trend has the issued packs before and this one, oldest first."""
    assert [p.number for p in made.trend] == ["2010-2", "2010-3"]
    assert (made.trend[-1].open, made.trend[-1].overdue, made.trend[-1].new) == (9, 3, 1)
    again = figures(after(row(1), row(2), closed=("alder/2",)))
    assert (again.trend[-1].reopened, again.trend[-1].closed) == (1, 0)


@pytest.mark.clause("6.5")
def test_notes_carry_exceptions_and_each_actions_own(made: PackFigures) -> None:
    """A vacancy and a row's own note both stand among the notes on the data."""
    assert made.notes == (
        "The post of named nurse is vacant.",
        "alder/11: Two leads share one cell.",
    )


# --- Whole packs, in words -----------------------------------------------------------------------

CLOSED_OTHERWISE = {**CLOSED, "progress": Progress.CLOSED_NOT_IMPLEMENTED, "brag": Brag.GREY}
TWO_OF_EACH = (
    row(1, **LATE, escalations=(stage(Step.E5, date(2011, 1, 7)),)),
    row(2, **{**LATE, "days_late": 1}, escalations=(stage(Step.E4, FREEZE),)),
    row(3, evidence_since=date(2011, 1, 11)),
    row(4, evidence_since=date(2011, 1, 2)),
    row(5, extension_asked_on=FREEZE, extension_reason="The post was vacant."),
    row(6, extension_asked_on=FREEZE, extension_until=NEXT),
    row(7, **{**UNDATED, "date_text": ""}, date_reason="No date is written."),
    row(8, **{**UNDATED, "date_text": ""}),
    row(9, anomalies=("Dated before the review began.", "Look.")),
    row(10, anomalies=("Look.",)),
    row(11, **CLOSED, awaiting_adoption=True, anomalies=("Closed long ago.",)),
    row(12, **CLOSED, awaiting_adoption=True),
    row(13, **CLOSED, impact_checks=(dataclasses.replace(CHECK, answer="It has, in two audits."),)),
    row(14, **CLOSED, impact_checks=(dataclasses.replace(CHECK, confirmed_on=FREEZE),)),
    row(15, **CLOSED, impact_checks=(CHECK, ImpactCheck(step=Step.I6, asked_on=FREEZE))),
    row(16, **{**LATE, "days_late": 2}, escalations=(stage(Step.E3, FREEZE),)),
    row(17, escalations=(stage(Step.E4, FREEZE),)),
    row(18, evidence_since=FREEZE, unsent_letters=(Letter(to="Chief", drafted_on=FREEZE),)),
    row(19, unsent_letters=(Letter(to="Chief", drafted_on=BEFORE),)),
)
CHIEF = (Letter(to="Chief", drafted_on=FREEZE),)
BESIDE = (
    row(1, evidence_since=FREEZE, unsent_letters=CHIEF),
    row(2, extension_asked_on=FREEZE, extension_until=NEXT, unsent_letters=CHIEF),
    row(3, **UNDATED, unsent_letters=CHIEF),
    row(4, **LATE, escalations=(stage(Step.E4, FREEZE),), unsent_letters=CHIEF),
    row(5, anomalies=("Look.",), date_text="May", unsent_letters=CHIEF),
    row(6, **CLOSED, awaiting_adoption=True, unsent_letters=CHIEF),
    row(7, **CLOSED, impact_checks=(CHECK,), unsent_letters=CHIEF),
)
MANY = tuple(
    row(
        n, **LATE, escalations=(stage(Step.E4, FREEZE),), unsent_letters=CHIEF, anomalies=("Look.",)
    )
    for n in range(1, 14)
)
DOUBTS = tuple(row(n, anomalies=("Look.",), date_text="May") for n in range(1, 5))
FOURTH = stage(Step.E4, FREEZE)
INSTEAD = dataclasses.replace(FOURTH, told_to="Chair", stands_in_for="Secretary")
STAGE_BEFORE = dataclasses.replace(
    FOURTH, told_on=BEFORE, told_to="Nobody", stands_in_for="Member", current=False
)
PACKS = {
    "a pack of eleven actions": SNAPSHOT,
    "a pack of nothing": EMPTY,
    "a pack of nothing after another of nothing": after(),
    "the first pack": dataclasses.replace(SNAPSHOT, previous=None),
    "the first pack, of one action that slipped": dataclasses.replace(
        EMPTY, rows=(row(1, **LATE, slips=1),)
    ),
    "the first pack, of three actions in time": dataclasses.replace(
        EMPTY, rows=(row(1), row(2, slips=1), row(3, slips=2)), next_meeting_on=None
    ),
    "a pack of two of each": dataclasses.replace(EMPTY, rows=TWO_OF_EACH, next_meeting_on=None),
    "a pack of what is closed in two ways": dataclasses.replace(
        EMPTY, rows=(row(1, **CLOSED), row(2, **CLOSED_OTHERWISE), row(3, **CLOSED_OTHERWISE))
    ),
    "a pack of what is closed": dataclasses.replace(
        EMPTY,
        rows=(
            row(1, **CLOSED, evidence_since=BEFORE, extension_asked_on=BEFORE),
            row(2, **{**CLOSED, "date_state": DateState.TO_BE_AGREED, "days_late": 3}),
            row(3, **CLOSED, anomalies=("Look.",), escalations=(stage(Step.E4, FREEZE),)),
        ),
    ),
    "a pack of first and last days": dataclasses.replace(
        EMPTY,
        rows=(
            row(1, due_on=NEXT),
            row(2, due_on=FREEZE, agency="School"),
            row(3, due_on=date(2011, 4, 14), agency="School"),
            row(4, due_on=date(2011, 1, 11), agency="Police"),
            row(5, **LATE, days_late_original=50),
            row(6, **LATE, days_late_original=60, agency="Council"),
            row(8, **{**CLOSED, "closed_on": date(2010, 12, 2)}),
            row(7, **CLOSED),
            row(9, **{**CLOSED, "closed_on": date(2010, 11, 30)}),
        ),
    ),
    "a pack after a policy was adopted": dataclasses.replace(
        EMPTY,
        chairs_actions=(
            ChairsAction(
                reference="policy version 2", decision=DecisionKind.ADOPT, decided_on=FREEZE
            ),
            ChairsAction(
                reference="alder/1", decision=DecisionKind.EXTEND, decided_on=date(2011, 1, 4)
            ),
        ),
    ),
    "a pack of letters beside all that is asked": dataclasses.replace(EMPTY, rows=BESIDE),
    "a pack of a dozen that are asked of twice": dataclasses.replace(EMPTY, rows=MANY[:12]),
    "a pack of thirteen that are asked of twice": dataclasses.replace(EMPTY, rows=MANY),
    "a pack of two that were closed on one day": dataclasses.replace(
        EMPTY, rows=(row(2, **CLOSED), row(1, **CLOSED))
    ),
    "a pack of three entries in doubt": dataclasses.replace(EMPTY, rows=DOUBTS[:3]),
    "a pack of four entries in doubt": dataclasses.replace(EMPTY, rows=DOUBTS),
    "a pack of stages told to others, on this ladder and before": dataclasses.replace(
        EMPTY,
        rows=(
            row(1, **LATE, escalations=(INSTEAD, STAGE_BEFORE, stage(Step.E3, BEFORE))),
            row(2, **LATE, escalations=(dataclasses.replace(INSTEAD, stage=Step.E3), FOURTH)),
        ),
    ),
    "a pack with as many overdue as before": after(row(1, **LATE), row(2)),
    "a pack in which one date moved by a day": after(
        row(1, due_on=date(2010, 12, 1)), row(2, due_on=date(2010, 11, 30))
    ),
    "a pack in which what was closed is open": after(row(1), row(2), closed=("alder/2",)),
    "a pack in which what was reopened is open": after(
        row(1), row(2, reopened_on=FREEZE), closed=("alder/2",)
    ),
    "a pack in which what was reopened is closed again": after(
        row(1), row(2, **CLOSED, reopened_on=date(2010, 11, 1)), closed=("alder/2",)
    ),
    "a pack in which what was closed stays so": after(
        row(1), row(2, **CLOSED, reopened_on=BEFORE), closed=("alder/2",)
    ),
}


def said(snapshot: Snapshot) -> list[str]:
    """All that a pack says in words, and its lists by the numbers of their actions."""
    made = figures(snapshot)
    lists = {
        name: [getattr(one, "row", one).number for one in getattr(made, name)]
        for name in (
            *("overdue", "evidence", "extensions", "moved", "closed", "due_next", "undated"),
            *("anomalies", "impact", "letters"),
        )
    }
    return [
        made.reconciliation.line,
        *made.sentences,
        *([made.silence] if made.silence else []),
        *(
            line
            for one in made.decisions
            for line in (
                one.title,
                *(f"- {i.row.number}: {i.why}" for i in one.items),
                *(f"- {beside}" for beside in one.beside),
            )
        ),
        *made.resolutions,
        *(f"note: {note}" for note in made.notes),
        *(f"{name}: {', '.join(numbers)}" for name, numbers in lists.items() if numbers),
        *(f"told: {r.number} {e.stage} {e.told_on}" for r, e in made.log),
        *(f"trend: {counts.number} {counts.closed} closed" for counts in made.trend),
        *(f"agency: {one.name} {one.all}, {one.overdue} overdue" for one in made.by_agency),
    ]


@pytest.mark.clause("3.5", "6.3", "6.5")
def test_a_whole_pack_in_words() -> None:
    """Its line, its three sentences, what is asked and would be minuted, its notes and lists."""
    assert {name: said(pack) for name, pack in PACKS.items()} == wanted("packs")
