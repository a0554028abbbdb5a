"""What a person should know of a plan taken as a whole: its numbers, its posts, its columns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from models.rules.plan_checks import problem
from models.rules.plan_columns import Columns
from models.rules.plan_items import PlanItem
from models.rules.plan_offices import OfficeWords
from models.rules.plan_personal import named_as_lead
from models.rules.plan_posts_alike import nearly_equal_posts
from models.rules.plan_tables import Problem, Sheet, SheetRow

MOST_NAMED = 20
_OF_MANY = re.compile(r"(?:all|any|both|each|every)\b", re.IGNORECASE)
ToldRow = tuple[SheetRow, str]  # with what it is where it is no action


def duplicates(items: Sequence[PlanItem], column: str) -> Iterator[Problem]:
    """A problem for each row whose number is also another recommendation's.

    One for them all in a plan that begins to number anew under each agency or recommendation.
    """
    rows: dict[str, list[PlanItem]] = defaultdict(list)
    for item in items:
        if item.number and not item.carried_forward:
            rows[item.number].append(item)
    twice = {number: same for number, same in rows.items() if len(same) > 1}
    under = _numbered_anew(items, twice) if twice else ""
    if under:
        yield _anew(under, twice, column)
        return
    for number, same in twice.items():
        for item in same:
            others = _others(item, same)
            says = f"the reference {number} is used again in row {others}; each row gets its own"
            yield problem(item, "duplicate_reference", says, column=column)


def _numbered_anew(items: Sequence[PlanItem], twice: Mapping[str, Sequence[PlanItem]]) -> str:
    """Under what the numbers of a plan begin anew; "" where they only stand more than once."""
    firsts: dict[str, str] = {}
    for item in items:
        firsts.setdefault(item.agency_group, _stem(item.number))
    alike = max(Counter(firsts.values()).values())
    apart = all(len({one.agency_group for one in same}) == len(same) for same in twice.values())
    if apart and 1 < alike >= len(firsts) / 2:
        return "agency"
    goes_on = {
        one.recommendation for one in items if one.carried_forward and one.number not in twice
    }
    numbered_on = all(one.recommendation in goes_on for same in twice.values() for one in same)
    return "recommendation" if numbered_on else ""


def _stem(number: str) -> str:
    """ "1" of "1a" and of "R1.2"."""
    found = re.search(r"\d+", number)
    return found[0] if found else number


def _anew(under: str, twice: Mapping[str, Sequence[PlanItem]], column: str) -> Problem:
    number = next(iter(twice))
    stand = "one of its numbers stands" if len(twice) == 1 else f"{len(twice)} of its numbers stand"
    message = (
        f"The plan begins to number anew under each {under}, so that {stand} more than once; "
        f"in the references each gets a further number, as {number}.1 and "
        f"{number}.2."
    )
    return Problem(
        code="duplicate_reference", severity="note", message=message, column=column,
        suggestion="Nothing need be done; messages name the section beside the number.",
    )  # fmt: skip


def similar_posts(items: Iterable[PlanItem]) -> Iterator[Problem]:
    """A note for each two leads whose names are nearly equal, in the first row of the second."""
    rows = _first_rows(items)
    for pair in nearly_equal_posts(rows):
        item, column = rows[pair.second], rows[pair.second].columns.get("lead", "")
        says = (
            f"“{pair.second}” and “{pair.first}” (row {rows[pair.first].row}) may be one post: "
            f"{pair.reason}"
        )
        says = f"{says}, and they are followed up as one" if pair.is_one else says
        yield problem(item, "similar_posts", says, column=column, severity="note")


def no_posts(items: Iterable[PlanItem], offices: OfficeWords) -> Iterator[Problem]:
    """A note for each agency that stands for a lead, in its first row; a warning for "all" of them.

    Messages go to who holds a post. Source: procedure, "Steps".
    """
    for name, item in _first_rows(items).items():
        of_many = _OF_MANY.match(name)
        if offices.is_post(name) or named_as_lead(name):
            continue
        if of_many or offices.is_service(name):
            says = f"“{name}” names no post that answers for it"
            severity, column = "warning" if of_many else "note", item.columns.get("lead", "")
            yield problem(item, "no_post", says, column=column, severity=severity)


def _first_rows(items: Iterable[PlanItem]) -> dict[str, PlanItem]:
    """The first row of each lead."""
    rows: dict[str, PlanItem] = {}
    for item in items:
        for lead in item.leads:
            rows.setdefault(lead.name, item)
    return rows


def _others(item: PlanItem, same: Sequence[PlanItem]) -> str:
    """The other rows of a number; where it stands in very many, the first of them."""
    named = list(islice((str(other.row) for other in same if other is not item), MOST_NAMED))
    left_out = len(same) - 1 - len(named)
    return " and ".join([*named, f"{left_out} more"] if left_out else named)


def absent_columns(heads: Sequence[Columns], tables: Sequence[Sheet]) -> Iterator[Problem]:
    """One problem for each column that no table of the plan has."""
    wanted = {
        "recommendation": "missing_recommendation", "key_actions": "missing_action",
        "lead": "missing_lead", "date": "missing_date",
    }  # fmt: skip
    has = {name for head in heads for name in head.headings}
    if any(row.recommendation for table in tables for row in table.rows):
        has.add("recommendation")
    for name, code in wanted.items():
        if tables and name not in has:
            message = (
                f"The plan has no column for {name.replace('_', ' ')}; if it has one, head it so "
                f'in the file, or name it in the policy: [headings] {name} = ["..."].'
            )
            yield Problem(code=code, severity="warning", message=message)


def tables_called(tables: Sequence[Sheet]) -> list[str]:
    """What each table is called where two of them have a row of the same number; else ""."""
    rows = [row.file_row for table in tables for row in table.rows]
    if len(set(rows)) == len(rows):
        return [""] * len(tables)
    return [
        f"the sheet “{table.name}”" if table.name else f"the plan's table {number}"
        for number, table in enumerate(tables, 1)
    ]


def of_table(table: Sheet, rows: Iterable[ToldRow], called: str) -> Iterator[Problem]:
    """What a table's file says of it, its rows that are no action, and its hidden columns."""
    yield from table.problems
    for row, what in rows:
        if what:
            said = ", ".join(dict.fromkeys(" ".join(c.split()) for c in row.cells if c.strip()))
            stands = row.stands(called or "the file")
            where = f"A row on {stands}" if row.page else f"R{stands[1:]}"
            message = f"{where} (“{said}”) {what}: passed over."
            way = "If it is an action of the plan, say in its row what is to be done."
            yield Problem(code="passed_over", severity="note", message=message, suggestion=way)
    for heading in table.hidden:
        where = f"{heading}” of the sheet “{table.name}” is" if table.name else f"{heading}” is"
        message = f"The column “{where} hidden in the file; it was read like the others."
        yield Problem(code="hidden_column", severity="note", message=message, column=heading)
