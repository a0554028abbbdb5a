"""A rehearsal as a page to take to a chair: what would be told, to whom, and day by day.

Values go in as data and are escaped; there is no script, and it prints.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from models.rules.date_words import day_words
from models.rules.packs_words import sentence
from models.rules.step_words import SERIOUSNESS, STEP_NAMES
from models.rules.words import Step

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One notice of the page: its step, its action, the post it goes to, and why."""

    on: date
    step: Step
    action: str
    to: str
    copied: bool
    why: str

    @property
    def name(self) -> str:
        """ "E4 Overdue: the committee": the step with its name."""
        return f"{self.step.value} {STEP_NAMES[self.step]}"


def rehearsal_page(
    start: date, end: date, policy: int, rows: Sequence[Row], messages: Iterable[str]
) -> str:
    """The page of a rehearsal from a day to a day; `messages` names a post for each message."""
    sent = Counter(messages)
    days: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        days[row.on].append(row)
    return _template().render(
        title=f"Who would be told what, {day_words(start)} to {day_words(end)}",
        opening=_opening(len(days), sum(sent.values()), len(rows)),
        policy=f"version {policy} of the policy" if policy else "the policy as it is shipped",
        steps=_steps(rows),
        posts=[(post, n, _worst(rows, post)) for post, n in sorted(sent.items())],
        days=[(f"{on:%A} {day_words(on)}", _lines(of)) for on, of in days.items()],
    )


def _opening(days: int, messages: int, notices: int) -> str:
    if not days:
        return "Nothing would be told in these days."
    return (
        f"On {_some(days, 'day')} {_some(messages, 'message')} would leave, "
        f"with {_some(notices, 'notice')} in them."
    )


def _some(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _steps(rows: Iterable[Row]) -> list[tuple[str, int, int]]:
    """Per step, the most serious first, how many notices and how many copies of them."""
    own: Counter[Step] = Counter()
    copies: Counter[Step] = Counter()
    for row in rows:
        (copies if row.copied else own)[row.step] += 1
    told = [step for step in SERIOUSNESS if own[step] or copies[step]]
    return [(f"{step.value} {STEP_NAMES[step]}", own[step], copies[step]) for step in told]


def _worst(rows: Iterable[Row], post: str) -> str:
    """The most serious step that a post is told, as its own or as a copy."""
    of_post = [row for row in rows if row.to == post]
    worst = min(of_post, key=_rank, default=None)
    return f"{worst.name}{' (copy)' if worst.copied else ''}" if worst else ""


def _rank(row: Row) -> tuple[int, bool]:
    return SERIOUSNESS.index(row.step), row.copied


def _lines(rows: Iterable[Row]) -> list[dict[str, object]]:
    return [
        {"step": r.name, "action": r.action, "to": r.to, "copied": r.copied, "why": sentence(r.why)}
        for r in sorted(rows, key=_rank)
    ]


@cache
def _template() -> Template:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("rehearsal.html")
