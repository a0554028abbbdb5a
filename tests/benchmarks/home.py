"""A home for measuring: made by the product's own commands, never by SQL.

N actions, a lead for each twenty, laid so that on one day each lead is owed one message with as
many lines as the floor's leads get on average.
"""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from tests.benchmarks import floor
from tests.benchmarks.measuring import Spent, spent

ENTERED = date(2026, 11, 2)
# The day before asks every open action, as one day a week does, so that DAY is an everyday one.
BEFORE = date(2026, 11, 9)
DAY = date(2026, 11, 10)
# Due dates that owe a step on DAY when A was told on ENTERED: E1, R0, R5 and R20 in turn.
OWED = (date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 17), date(2026, 12, 8))
LATER = date(2027, 9, 30)
PER_LEAD = 20
# A plan has at most 20,000 rows, and a contacts file at most 100,000.
LEADS_A_PLAN, LEADS_A_FILE = 500, 50_000
COLUMNS = ("Recommendation", "Key Actions", "Evidence", "Key Outcome(s)", "Lead Officer", "Date")
SECTION = ("Housing", "", "", "", "", "")
CONTACTS = ("Post", "Agency", "Person", "Email", "Kind")
OFFICERS = (
    ("Secretary", "Northmoor LSCB", "Secretary", "s@example.org", "secretary"),
    ("Chair", "Northmoor LSCB", "Chair", "c@example.org", "chair"),
)
MATTERS = (sys.executable, "-c", "from deployments.cli import main; main()")
ROOT = Path(__file__).resolve().parents[2]

COMMITTEE = """board = "Northmoor LSCB"
division = "england-and-wales"
mail_from = "actions@northmoor.example.org"
[committee]
name = "Standing committee"
secretary = "Secretary"
chair = "Chair"
members = []
meetings = [2027-01-20]
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A home that was made, and what a run of DAY must send from it.

    `told` is what the day of entry cost, which owes A of every action and a message to each lead;
    `asked` BEFORE, which asks every action, as one day a week does, and tells half of the leads.
    """

    home: Path
    leads: int
    lines: int
    told: Spent
    asked: Spent


def environment(home: Path, day: date, **settings: str) -> dict[str, str]:
    """The environment of a command on that home and day."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MATTERS_")}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "MATTERS_HOME": str(home),
        "MATTERS_CLOCK": day.isoformat(),
        "MATTERS_MAIL_RATE": "0",
        # Five hundred messages in a day are what is measured, and no storm.
        "MATTERS_POLICY": str(Path(__file__).with_name("no_guard.toml")),
        **settings,
    }


def matters(home: Path, day: date, *words: str, **settings: str) -> None:
    """Run a command on a day; exit status 1 (something to look at) is as good as 0 here."""
    done = subprocess.run(
        [*MATTERS, *words],
        env=environment(home, day, **settings),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)


def begun(folder: Path, **settings: str) -> Path:
    """A home with a board, and nobody on it but its secretary and its chair."""
    home = folder / "home"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "committee.toml").write_text(COMMITTEE, encoding="utf-8")
    matters(home, ENTERED, "committee", str(folder / "committee.toml"), **settings)
    write(folder / "officers.csv", CONTACTS, OFFICERS)
    matters(home, ENTERED, "contacts", str(folder / "officers.csv"), **settings)
    return home


def enter(home: Path, plan: Path, review: str, **settings: str) -> None:
    """Enter a plan as a review."""
    named = ("--review", review, "--title", "Measured", "--agreed", ENTERED.isoformat(), "--json")
    matters(home, ENTERED, "import", str(plan), *named, **settings)


def make(folder: Path, actions: int, lines: float, **settings: str) -> Made:
    """A home of so many actions, A told, on which DAY owes each lead `lines` on average."""
    home = begun(folder, **settings)
    leads = max(1, actions // PER_LEAD)
    for some in _parts(leads, LEADS_A_FILE):
        write(folder / "contacts.csv", CONTACTS, map(contact, some))
        matters(home, ENTERED, "contacts", str(folder / "contacts.csv"), **settings)
    owed = 0
    for number, some in enumerate(_parts(leads, LEADS_A_PLAN)):
        owed += _plan(folder / "plan.csv", some, actions // leads, lines)
        enter(home, folder / "plan.csv", f"bench-{number}", **settings)
    followed_up = (*MATTERS, "follow-up", "--deliver")
    told, asked = (
        spent(followed_up, environment(home, day, **settings)) for day in (ENTERED, BEFORE)
    )
    return Made(home, leads, owed, told, asked)


def _parts(leads: int, at_most: int) -> Iterator[range]:
    for first in range(0, leads, at_most):
        yield range(first, min(first + at_most, leads))


def kept(folder: Path, actions: int, lines: float) -> Made:
    """The same, made once in that folder and found there by the next run."""
    whole = folder / f"{actions}.json"
    if whole.exists():
        known = json.loads(whole.read_text("utf-8"))
        told, asked = Spent(**known.pop("told")), Spent(**known.pop("asked"))
        return Made(folder / str(actions) / "home", **known, told=told, asked=asked)
    shutil.rmtree(folder / str(actions), ignore_errors=True)
    with floor.sink() as sink:
        url = f"smtp://127.0.0.1:{sink.port}"
        made = make(folder / str(actions), actions, lines, MATTERS_SMTP_URL=url)
    known = {name: value for name, value in asdict(made).items() if name != "home"}
    whole.write_text(json.dumps(known), encoding="utf-8")
    return made


def copied(home: Path, to: Path) -> None:
    """A copy of a home to work on, in place of the last one.

    It is on the disk then: whoever works on it and waits for the disk waits for its own writing.
    """
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(home, to, ignore=shutil.ignore_patterns("outbox"))
    os.sync()


def _plan(path: Path, leads: range, each: int, lines: float) -> int:
    """Write the plan of some leads; the number of its actions that owe a step on DAY."""
    draw = random.Random(leads.start + 42)  # noqa: S311 - an example, not a secret
    owed = 0
    rows: list[Sequence[str]] = [SECTION]
    for n in range(len(leads) * each):
        # Each lead's first action is owed: every lead has a message.
        is_owed = n < len(leads) or draw.random() < (lines - 1) / (each - 1)
        owed += is_owed
        lead = leads.start + n % len(leads)
        rows.append(action(n, lead, OWED[n % 4] if is_owed else LATER))
    write(path, COLUMNS, rows)
    return owed


def action(n: int, lead: int, due: date) -> tuple[str, ...]:
    """The row of an action in a plan."""
    text = f"{n + 1}. Staff follow the procedure of part {n + 1}"
    return (text, "Write it down", "The text", "It is known", _lead(lead), f"{due:%d %B %Y}")


def contact(n: int) -> tuple[str, ...]:
    """The row of a lead in a contacts file."""
    return (_lead(n), "Housing", _lead(n), f"lead{n:05d}@example.org", "lead")


def _lead(n: int) -> str:
    return f"Lead {n:05d}"


def write(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as a file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heads, *rows])
