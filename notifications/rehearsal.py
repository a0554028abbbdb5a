"""A rehearsal as a page to take to a chair: a calendar, what would be told, to whom, day by day.

Values go in as data and are escaped; there is no script, and it prints.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from models.rules.date_words import day_words
from models.rules.packs_words import sentence
from models.rules.rehearsal_calendar import months, weeks
from models.rules.rehearsal_difference import Difference, difference_counts, difference_words
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Versus:
    """What a policy that is tried changes, and the version that it is held against."""

    policy: int
    differences: Sequence[Difference]


def rehearsal_page(
    start: date,
    end: date,
    policy: int,
    rows: Sequence[Row],
    messages: Sequence[tuple[date, str]],
    *,
    versus: Versus | None = None,
) -> str:
    """The page of a rehearsal from a day to a day; `messages` are each a day and a post."""
    sent = Counter(post for _, post in messages)
    days: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        days[row.on].append(row)
    return _template().render(
        title=f"Who would be told what, {day_words(start)} to {day_words(end)}",
        opening=_opening(len(days), sum(sent.values()), len(rows)),
        policy=_policy_words(policy, tried=versus is not None),
        versus=_versus(versus),
        months=_months(start, end, days, Counter(on for on, _ in messages)),
        steps=_steps(rows),
        posts=[(post, n, _worst(rows, post)) for post, n in sorted(sent.items())],
        days=[(on.isoformat(), _day_name(on), _lines(of)) for on, of in days.items()],
    )


def _day_name(on: date) -> str:
    return f"{on:%A} {day_words(on)}"


def _policy_words(policy: int, *, tried: bool) -> str:
    if tried:
        return f"a policy that is tried, which would be version {policy}"
    return f"version {policy} of the policy" if policy else "the policy as it is shipped"


def _versus(versus: Versus | None) -> dict[str, object] | None:
    """The differences in words: how many of each kind, then those that are alike in one line."""
    if versus is None:
        return None
    alike: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in versus.differences:
        step = f"{one.step} {STEP_NAMES[Step(one.step)]}"
        alike[step, difference_words(one), "; ".join(one.to)].append(one.action)
    return {
        "policy": _policy_words(versus.policy, tried=False),
        "counts": difference_counts(versus.differences),
        "lines": [
            {"step": step, "change": change, "to": to, "actions": ", ".join(actions)}
            for (step, change, to), actions in alike.items()
        ],
    }


def _months(
    start: date, end: date, days: Mapping[date, Sequence[Row]], sent: Mapping[date, int]
) -> list[dict[str, object]]:
    """Each month with its weeks; a day has its messages and its steps, the most serious first."""
    return [
        {
            "name": f"{first:%B %Y}",
            "weeks": [[_cell(on, days, sent) for on in week] for week in weeks(first)],
            "quiet": not any((on.year, on.month) == (first.year, first.month) for on in days),
        }
        for first in months(start, end)
    ]


def _cell(
    on: date | None, days: Mapping[date, Sequence[Row]], sent: Mapping[date, int]
) -> dict[str, object] | None:
    if on is None:
        return None
    steps = Counter(row.step for row in days.get(on, ()))
    return {
        "number": on.day,
        "name": _day_name(on),
        "id": on.isoformat(),
        "messages": _some(sent.get(on, 0), "message") if on in days else "",
        "steps": [(s.value, steps[s], s.is_stage) for s in SERIOUSNESS if steps[s]],
    }


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
