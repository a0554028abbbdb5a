"""A pack of 50, 500 and 5,000 actions: CPU and memory, and beside what Typst alone takes."""

from __future__ import annotations

import dataclasses
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import typst

from models.rules.packs import (
    Escalation,
    PackCounts,
    PreviousPack,
    PreviousRow,
    Review,
    Snapshot,
    SnapshotRow,
)
from models.rules.words import Brag, DateState, Edition, Progress, Standing, Step
from notifications.packs.build import build_pack
from tests.benchmarks.measuring import Figure, Most, Shown, quartile

SIZES = (50, 500, 5_000)
TURNS = 3
MORE, MANY_MORE, BESIDE_TYPST, MEGABYTES = 5.0, 15.0, 3.0, 700
"""500 to 50 rows, 5,000 to 500, all formats of 500 to Typst alone, and 5,000 in memory."""
FREEZE = date(2026, 10, 13)
SAID = (
    "Each agency should check that what was agreed is written down and sent within five days to "
    "all who came, with a post beside each action, and report once a year how often it was."
)
OVERDUE: dict[str, Any] = {
    "standing": Standing.OVERDUE,
    "brag": Brag.RED,
    "due_on": FREEZE - timedelta(days=40),
    "days_late": 40,
    "escalations": (
        Escalation(stage=Step.E3, told_on=FREEZE - timedelta(days=9), told_to="Board member"),
    ),
    "last_answer": "The second group is not booked yet.",
    "last_answer_on": FREEZE - timedelta(days=50),
}
EVIDENCE: dict[str, Any] = {
    "progress": Progress.EVIDENCE_SUBMITTED,
    "standing": Standing.AWAITING_DECISION,
    "evidence_since": FREEZE - timedelta(days=12),
    "evidence_note": "Register of attendance.",
}
ASKED: dict[str, Any] = {
    "brag": Brag.AMBER,
    "extension_asked_on": FREEZE - timedelta(days=6),
    "extension_until": FREEZE + timedelta(days=90),
    "extension_reason": "The post is vacant.",
}
UNDATED: dict[str, Any] = {
    "date_state": DateState.TO_BE_AGREED,
    "standing": Standing.NO_DATE,
    "brag": Brag.AMBER,
    "due_on": None,
    "original_due_on": None,
}
CLOSED: dict[str, Any] = {
    "progress": Progress.CLOSED_ACCEPTED,
    "standing": Standing.CLOSED,
    "brag": Brag.BLUE,
    "closed_on": FREEZE - timedelta(days=30),
}
HUNDRED = (*[OVERDUE] * 8, *[EVIDENCE] * 4, *[ASKED] * 2, *[UNDATED] * 4, *[CLOSED] * 30)
"""What a hundred actions are like; the others are on track. A sixth of the closed are new."""
BAD = (*[OVERDUE] * 30, *[EVIDENCE] * 10, *[ASKED] * 7, *[UNDATED] * 10, *[CLOSED] * 20)
"""A hundred of a board in trouble: long lists, of which the first rows are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of CPU of all formats, those of Typst for the PDF, and the most memory in MB."""

    whole: float
    typst: float
    megabytes: int


def packs_beside_typst() -> Iterator[Shown]:
    """The restricted edition of each size, a process each, all of them in turn."""
    kinds: list[tuple[int, *tuple[str, ...]]] = [(size,) for size in SIZES]
    kinds.append((SIZES[-1], "bad"))
    runs = [[_measured(*kind) for kind in kinds] for _ in range(TURNS)]
    few, some, many, bad = (_quartile(of_a_kind) for of_a_kind in zip(*runs, strict=True))
    yield Figure("a pack of 500 actions", some.whole, few.whole, MORE, beside="of 50")
    yield Figure("a pack of 5,000 actions", many.whole, some.whole, MANY_MORE, beside="of 500")
    what = "a pack of 500 in all formats"
    yield Figure(what, some.whole, some.typst, BESIDE_TYPST, beside="Typst's PDF alone")
    yield Most("the most memory of a pack of 5,000", many.megabytes, MEGABYTES)
    what = "the same where 57 of 100 actions want the committee"
    yield Most(what, bad.megabytes, MEGABYTES)


def _measured(size: int, *like: str) -> Cost:
    words = [sys.executable, "-m", "tests.benchmarks.packs", str(size), *like]
    done = subprocess.run(words, check=True, capture_output=True)
    return Cost(**json.loads(done.stdout))


def _quartile(runs: Sequence[Cost]) -> Cost:
    """Of the CPU the lower quartile, as of every other figure; of the memory the most."""
    return Cost(
        whole=quartile([one.whole for one in runs]),
        typst=quartile([one.typst for one in runs]),
        megabytes=max(one.megabytes for one in runs),
    )


def measure(size: int, *like: str) -> Cost:
    """Build a pack in this process, with what Typst takes for its PDF counted apart."""
    spent = [0.0]
    compiled = typst.compile

    def timed(*args: Any, **options: Any) -> Any:
        began = time.process_time()
        made = compiled(*args, **options)
        spent[0] += (time.process_time() - began) * (options["format"] == "pdf")
        return made

    snapshot = example(size, BAD if like else HUNDRED)
    typst.compile = timed
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        build_pack(snapshot, Edition.RESTRICTED, Path(folder))
    whole = time.process_time() - began
    most = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
    return Cost(whole=whole, typst=spent[0], megabytes=most)


def example(size: int, hundred: tuple[dict[str, Any], ...] = HUNDRED) -> Snapshot:
    """A register of that many actions, compared with the pack before."""
    rows = tuple(_row(n, hundred) for n in range(size))
    counts = PackCounts(
        number="1", freeze_on=FREEZE - timedelta(days=91), blue=0, grey=0, red=0, amber=0,
        green=size, open=sum(map(_was_open, rows)), overdue=0,
    )  # fmt: skip
    return Snapshot(
        number="2026-10-27, version 1",
        board="A board",
        committee="A committee",
        marking="OFFICIAL-SENSITIVE",
        prepared_by="Secretary",
        chair="Chair",
        policy_version="1",
        meeting_on=FREEZE + timedelta(days=14),
        freeze_on=FREEZE,
        next_meeting_on=FREEZE + timedelta(days=105),
        previous=PreviousPack(
            counts=counts,
            meeting_on=FREEZE - timedelta(days=77),
            rows=tuple(
                PreviousRow(reference=r.reference, is_open=_was_open(r), is_overdue=False)
                for r in rows
            ),
        ),
        reviews=(Review(reference="alder", title="Alder"),),
        rows=rows,
    )


def _was_open(row: SnapshotRow) -> bool:
    return row.is_open or int(row.number) % 6 == 0


def _row(n: int, hundred: tuple[dict[str, Any], ...]) -> SnapshotRow:
    row = SnapshotRow(
        reference=f"alder/{n}",
        review="alder",
        number=str(n),
        recommendation=SAID,
        section="Recommendations for all",
        agency=f"Agency {n % 12}",
        key_actions=("Write a standard.", "Train those who minute."),
        evidence=("A standard in use.",),
        outcomes=("It is known who decided.",),
        lead_text="Named nurse",
        leads=("Named nurse", "Legal adviser"),
        date_text="March 2027",
        entered_on=FREEZE - timedelta(days=200),
        date_state=DateState.DATED,
        original_due_on=date(2027, 3, 31),
        due_on=date(2027, 3, 31),
        progress=Progress.IN_PROGRESS,
        standing=Standing.ON_TRACK,
        standing_reason="Due 31 March 2027.",
        brag=Brag.GREEN,
    )
    return dataclasses.replace(row, **dict(enumerate(hundred)).get(n % 100, {}))


if __name__ == "__main__":
    print(json.dumps(dataclasses.asdict(measure(int(sys.argv[1]), *sys.argv[2:]))))
