"""The year told on one page, and in a short table on the terminal."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from email import message_from_binary_file, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from deployments.demo.play import Played
from deployments.demo.year import FIRST, LAST, Review
from models.ledger_reading import ToldLine
from models.rules.date_words import day_words
from models.rules.step_words import STEP_NAMES
from models.rules.words import Step
from tasks.ledger import told
from tasks.packs import packs_made
from tasks.register_file import write_register

HIGH = (Step.E3, Step.E4, Step.E5)
INDEX = "index.html"
TEMPLATES = Path(__file__).parent / "templates"
KINDS = {
    ".pdf": "PDF",
    ".html": "Web page",
    ".xlsx": "Excel",
    ".docx": "Word",
    ".json": "Manifest",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message of the year: where it lies, to whom it went, what it was about."""

    day: date
    to: str
    subject: str
    eml: str
    page: str
    steps: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of the year: what was told in it."""

    title: str
    counts: tuple[tuple[str, int], ...]
    letters: tuple[Letter, ...]
    escalations: tuple[ToldLine, ...]


def write_report(played: Played, folder: Path, board_id: int) -> Path:
    """The page of the year, every message beside it as a page, the register as Excel."""
    lines = told(played.office, board_id)
    letters = _letters(folder, lines)
    write_register(played.office.on(LAST), folder / "register.xlsx", LAST)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("year.html.j2").render(_words(played, folder, lines, letters))
    target = folder / INDEX
    target.write_text(page, encoding="utf-8")
    return target


def _words(
    played: Played, folder: Path, lines: list[ToldLine], letters: list[Letter]
) -> dict[str, Any]:
    return {
        "review": Review().title,
        "first": day_words(FIRST),
        "last": day_words(LAST),
        "messages": len(letters),
        "notices": len(lines),
        "answers": played.answers,
        "days": played.days,
        "steps": step_counts(lines),
        "months": _months(lines, letters),
        "packs": [
            {
                "title": f"Pack for the meeting of {day_words(_meeting(p.pack))}",
                "as_of": day_words(p.as_of),
                "files": [
                    (KINDS.get(Path(f.name).suffix, f.name), _link(p.folder / f.name, folder))
                    for f in p.files
                ],
                "totals": p.totals,
            }
            for p in packs_made(played.office)
        ],
        "day_words": day_words,
    }


def _link(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _meeting(pack: str) -> date:
    return date.fromisoformat(pack.removeprefix("pack-")[:10])


def step_counts(lines: list[ToldLine]) -> list[tuple[str, int]]:
    """How many notices of each step were told, in the order of the table of steps; none at 0."""
    counts = Counter(line.step for line in lines)
    return [(name, counts[step]) for step, name in STEP_NAMES.items() if counts[step]]


def _months(lines: list[ToldLine], letters: list[Letter]) -> list[Month]:
    by_month: dict[str, list[ToldLine]] = defaultdict(list)
    for line in lines:
        by_month[f"{line.told_on:%Y-%m}"].append(line)
    return [
        Month(
            title=f"{some[0].told_on:%B %Y}",
            counts=tuple(step_counts(some)),
            letters=tuple(one for one in letters if f"{one.day:%Y-%m}" == key),
            escalations=tuple(one for one in some if one.step in HIGH and one.first),
        )
        for key, some in by_month.items()
    ]


def _letters(folder: Path, lines: list[ToldLine]) -> list[Letter]:
    """Each message, as it lies in the outbox, with its HTML part as a page that a browser shows."""
    steps: dict[str, list[Step]] = defaultdict(list)
    to: dict[str, str] = {}
    for line in sorted(lines, key=lambda one: one.copied):
        steps[line.message_id].append(line.step)
        to.setdefault(line.message_id, line.to)
    pages = folder / "messages"
    pages.mkdir(exist_ok=True)
    found = []
    for path in sorted((folder / "home" / "outbox").rglob("*.eml")):
        with path.open("rb") as file:
            message = message_from_binary_file(file, policy=policy.default)
        key = str(message["Message-ID"]).strip("<>")
        found.append(_letter(folder, path, message, to[key], steps[key]))
    return sorted(found, key=lambda one: (one.day, one.to))


def _letter(folder: Path, path: Path, message: EmailMessage, to: str, steps: list[Step]) -> Letter:
    page = folder / "messages" / f"{path.parent.name}-{path.stem[:12]}.html"
    body = message.get_body(("html",))
    page.write_text(body.get_content() if body else "", encoding="utf-8")
    return Letter(
        day=date.fromisoformat(path.parent.name),
        to=to,
        subject=str(message["Subject"]),
        eml=path.relative_to(folder).as_posix(),
        page=page.relative_to(folder).as_posix(),
        steps=", ".join(f"{n} {step}" for step, n in Counter(steps).items()),
    )


def summary(played: Played, board_id: int) -> list[tuple[str, str]]:
    """What was told, what was escalated, what was decided: the rows of the terminal's table."""
    lines = told(played.office, board_id)
    reached = Counter(line.step for line in lines if line.first)
    rows = [(name, str(n)) for name, n in step_counts(lines)]
    return [
        ("Runs, one each weekday", str(played.days)),
        ("Answers and decisions fed in", str(played.answers)),
        ("Messages", str(len({line.message_id for line in lines}))),
        ("Notices in them", str(len(lines))),
        *((f"  {name}", n) for name, n in rows),
        ("Actions escalated to the committee", str(reached[Step.E4])),
        ("Actions escalated to the independent chair", str(reached[Step.E5])),
        ("Packs drafted", str(len(packs_made(played.office)))),
    ]
