"""How a plan was read, as a page to look through before anything is entered.

Values go in as data and are escaped; there is no script, and it prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from models.rules.packs_words import some
from models.rules.plan_report import ReadPlan, ReadRow, Remark, counted

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
Fields = tuple[tuple[str, str, tuple[str, ...], str], ...]
_OF_A_FIELD = attrgetter("name", "written", "read", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a page says beside the rows: its heading, a line on what it is, what would change."""

    title: str
    standing: str
    changes: tuple[Changes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """One list of a newer version beside the register: what it is, and its lines."""

    title: str
    says: str
    lines: tuple[tuple[str, str], ...]


def reading_page(plan: ReadPlan, said: Said) -> str:
    """The page of a reading: what to look at first, then every row as written and as read."""
    return _template().render(
        title=said.title,
        standing=said.standing,
        file=plan.file,
        opening=opening(plan),
        changes=said.changes,
        whole=plan.remarks,
        flags=tuple(_flags(plan.rows)),
        notes=sum(not remark.is_flag for row in plan.rows for remark in row.remarks),
        sections=list(_sections(plan.rows)),
    )


def opening(plan: ReadPlan) -> str:
    """How many rows were read, and how many of their dates need a decision."""
    count = counted(plan)
    if not count["rows"]:
        return "Nothing was read."
    were = "was" if count["rows"] == 1 else "were"
    need = "needs" if count["decide"] == 1 else "need"
    said = (
        f"{some(count['rows'], 'row')} {were} read; "
        f"{some(count['decide'], 'date').lower()} {need} a decision."
    )
    if count["over"]:
        are = "is" if count["over"] == 1 else "are"
        return f"{said} {some(count['over'], 'row')} {are} complete or not going ahead in the plan."
    if not count["stated"]:
        return f"{said} The plan says of no row how far it is: each is entered as open."
    return said


def _flags(rows: Iterable[ReadRow]) -> Iterator[tuple[ReadRow, Remark]]:
    """Every warning with its row, for the list at the top."""
    for row in rows:
        for remark in row.remarks:
            if remark.is_flag:
                yield row, remark


def _sections(rows: Iterable[ReadRow]) -> Iterator[tuple[str, list[tuple[ReadRow, Fields]]]]:
    """Each row with its fields as tuples, since the sandbox weighs every attribute."""
    for name, group in groupby(rows, lambda row: row.section):
        yield name, [(row, tuple(map(_OF_A_FIELD, row.fields))) for row in group]


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
    return environment.get_template("reading.html")
