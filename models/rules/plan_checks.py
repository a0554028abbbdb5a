"""What a person should know about a plan's rows: every problem at once, as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from models.rules.date_words import day_words
from models.rules.dates import DateReading
from models.rules.plan_actions import lead_groups
from models.rules.plan_completions import completion_of
from models.rules.plan_items import Mark, PlanItem
from models.rules.plan_leads import LONGEST_CELL
from models.rules.plan_marks import WHAT
from models.rules.plan_personal import named_as_lead, personal_data
from models.rules.plan_states import IN_PROGRESS, OPEN, answered, is_known_state
from models.rules.plan_tables import Problem
from models.rules.plan_text import character_codes, inner_dates, is_plain

LONGEST_QUOTED = 80
_OPENS_A_SENTENCE = frozenset(
    ["A", "Holidays", "It", "Its", "Mid", "No", "Only", "Several", "The", "Within"]
)
_TELL_STATE = frozenset({"status", "rag", "completed"})
_CHARACTERS = {
    "formula_like_text": "begins like a formula; it is kept as plain text",
    "invisible_characters": "holds characters that cannot be seen; they are kept in the text only",
    "bidi_control": "holds marks that turn the direction of writing; read it with care",
    "non_latin_digits": "holds digits of another script; they were read as 0 to 9",
}
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_A_DAY = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d(?: .*)?"
    rf"|\d{{1,2}}[ -]{_MONTH}(?:[ -]\d+)?|{_MONTH}[ -]\d+",
    re.IGNORECASE,
)
_NAMES = "“{}” may name a person; a plan names posts"


def place(item: PlanItem, column: str) -> str:
    """Where a problem stands: "row 9 (row 14 of the file), Date"."""
    stands = f"row {item.file_row} of {item.table or 'the file'}"
    where = f"row {item.row} ({f'page {item.page}' if item.page else stands})"
    return f"{where}, {column}" if column else where


def problem(
    item: PlanItem, code: str, says: str, *, column: str = "", severity: str = "warning",
    suggestion: str = "",
) -> Problem:  # fmt: skip
    """A problem of an item, whose message names its place."""
    meant = f"; did you mean {suggestion}?" if suggestion else ""
    message = f"{place(item, column)}: {says.rstrip('.')}{meant or '.'}"
    return Problem(
        code=code, severity=severity, message=message, row=item.row, column=column,
        suggestion=suggestion,
    )  # fmt: skip


class Checker:
    """Looks through the items of one plan; a text that stands in many cells is looked at once."""

    def __init__(self) -> None:
        self._of_text = cache(_of_text)
        self._is_known_state = cache(is_known_state)
        self._completion_of = cache(completion_of)
        self._dates: dict[tuple[str, ...], tuple[tuple[str, DateReading], ...]] = {}
        self._leads: dict[object, tuple[tuple[str, str, str], ...]] = {}

    def problems(self, item: PlanItem, columns: Mapping[str, str]) -> Iterator[Problem]:
        """The problems of one item; `columns` are the headings of its table by field."""
        for heading, text in item.cells.items():
            for code, says in self._of_text(text):
                yield problem(item, code, says, column=heading)
        yield from _missing(item, columns)
        yield from _of_number(item, columns)
        for name, reading in self._of_dates(item):
            column = _heading_of(item, name, columns)
            if column:
                yield _reading(item, reading, column, is_first=name == "date")
        for code, severity, says in self._of_leads(item):
            column = columns.get(_column_of(item, code), "")
            yield problem(item, code, says, column=column, severity=severity)
        yield from _beside(item, columns)
        if not _TELL_STATE.isdisjoint(columns):
            yield from self._not_completed(item, columns)
            yield from self._of_state(item, columns)

    def _of_state(self, item: PlanItem, columns: Mapping[str, str]) -> Iterator[Problem]:
        """What a status or a colour says that is neither: the action is then open."""
        for column in dict.fromkeys((columns.get("status", ""), columns.get("rag", ""))):
            said = item.cells.get(column, "")
            is_known = self._is_known_state(answered(column, said))
            if said.strip() != item.keyed and not is_known:
                says = f"\u201c{_quoted(said)}\u201d is no state and no one colour that is known"
                yield problem(item, "unknown_state", says, column=column)

    def _not_completed(self, item: PlanItem, columns: Mapping[str, str]) -> Iterator[Problem]:
        """What a completion cell says that was not taken for one, where it might be one."""
        column = columns.get("completed", "")
        said = item.cells.get(column, "")
        cell = self._completion_of(said)
        status = item.cells.get(columns.get("status", ""), "")
        if item.completed_on and item.status in (OPEN, IN_PROGRESS):
            says = (
                f"{day_words(item.completed_on)} stands here, and the status is "
                f"“{_quoted(status)}”; the action stays open"
            )
            yield problem(item, "not_completed", says, column=column)
        elif cell.on and not item.completed_on:
            says = f"{day_words(cell.on)} is still to come; nothing was completed on it"
            yield problem(item, "not_completed", says, column=column)
        elif cell.is_in_doubt and item.status in (OPEN, IN_PROGRESS):
            says = f"“{_quoted(said)}” was not taken for a completion, and the action stays open"
            yield problem(item, "not_completed", says, column=column)

    def _of_dates(self, item: PlanItem) -> tuple[tuple[str, DateReading], ...]:
        """The readings of dates that are a problem; rows that say the same have the same ones."""
        revised = [one.text for one in item.revisions]
        key = (item.lead_text, item.date.text, item.date.why, *revised)
        if key not in self._dates:
            self._dates[key] = tuple(
                (name, one) for name, one in _dates(item) if one.problem or one.flags
            )
        return self._dates[key]

    def _of_leads(self, item: PlanItem) -> tuple[tuple[str, str, str], ...]:
        """Initials or a name for a post, and several posts where one is accountable."""
        key = (item.lead_text, *[lead.date.due for lead in item.leads], *item.numbered)
        if key not in self._leads:
            self._leads[key] = tuple(_leads(item))
        return self._leads[key]


def _of_text(text: str) -> tuple[tuple[str, str], ...]:
    """The problems of a cell's text alone, each with its code and what it says."""
    found: tuple[tuple[str, str], ...] = ()
    if not is_plain(text):
        found = tuple((code, f"the text {_CHARACTERS[code]}") for code in character_codes(text))
    named = personal_data(text)
    return (*found, ("personal_data", _NAMES.format(named))) if named else found


def _quoted(text: str) -> str:
    """The text on one line, cut after a word where it is long."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_QUOTED:
        return line
    return f"{line[:LONGEST_QUOTED].rpartition(' ')[0]} \u2026".lstrip()


def _leads(item: PlanItem) -> Iterator[tuple[str, str, str]]:
    """The code, severity and words of what a person should know of a row's leads."""
    names = {lead.name: lead.is_unsure for lead in item.leads}
    if not personal_data(item.lead_text):
        for named in filter(None, map(named_as_lead, names)):
            yield "personal_data", "warning", _NAMES.format(named)
    for name, is_unsure in names.items():
        if is_unsure:
            says = f"“{name}” may be more than one post; it was read as one"
            yield "joint_leads", "warning", says
        for said in inner_dates(name) if len(name) <= LONGEST_CELL else ():
            says = f"“{said}” stands in the name “{name}” and was not read as its date"
            yield "date_in_lead", "warning", says
    if len(item.leads) > 1:
        yield _several(item)


def _column_of(item: PlanItem, code: str) -> str:
    """In which column it is told what several leads come to."""
    return "date" if code == "separate_actions" and _has_numbered_actions(item) else "lead"


def _has_numbered_actions(item: PlanItem) -> bool:
    """True of a row whose leads stand in it once for each of its numbered actions."""
    return len({lead.name for lead in item.leads}) < len(item.leads)


def _several(item: PlanItem) -> tuple[str, str, str]:
    """What several leads of a row come to: one action of them all, or one for each date."""
    groups, names = lead_groups(item), [lead.name for lead in item.leads]
    if _has_numbered_actions(item):
        says = f"each of its numbered actions has its date; the row becomes {len(groups)} actions"
        return "separate_actions", "note", says
    said = f"{len(names)} leads are named ({'; '.join(names)})"
    if len(groups) == 1:
        says = f"{said}; the first is accountable, the others contribute"
        return "joint_leads", "note", says
    own = "each with its own lead" if len(groups) == len(item.leads) else "one for each date"
    says = f"{said} with different dates, so that the row becomes {len(groups)} actions, {own}"
    return "separate_actions", "note", says


def _of_number(item: PlanItem, columns: Mapping[str, str]) -> Iterator[Problem]:
    """A number that is a day: so Excel shows 2.1 and 2/1."""
    if is_a_day(item.number):
        says = f"the number “{item.number}” is a day, which Excel may have made of it"
        yield problem(item, "number_is_a_day", says, column=columns.get("number", ""))


def is_a_day(number: str) -> bool:
    """True of a number that is a day, as Excel shows 2/1."""
    return bool(_A_DAY.fullmatch(number))


def _missing(item: PlanItem, columns: Mapping[str, str]) -> Iterator[Problem]:
    if item.recommendation and item.key_actions and item.leads:
        return
    absent = {
        "recommendation": (not item.recommendation, "missing_recommendation", "recommendation"),
        "key_actions": (not item.key_actions, "missing_action", "action"),
        "lead": (not item.leads, "missing_lead", "lead"),
    }
    for name, (is_absent, code, word) in absent.items():
        if is_absent and name in columns:
            said = f"“{item.lead_text}” names" if name == "lead" and item.lead_text else ""
            says = f"{said} no lead" if said else f"no {word} is written"
            yield problem(item, code, says, column=columns[name])


def _dates(item: PlanItem) -> Iterator[tuple[str, DateReading]]:
    """The readings of a row that a person should know of, each with the field of its column."""
    own = [lead.date for lead in item.leads if lead.has_own_date]
    if item.numbered:
        yield from (("date", reading) for reading in item.numbered.values())
    elif not item.is_dated_by_leads:
        yield "date", item.date
    yield from (("lead", reading) for reading in own)
    if item.revised is not None:
        yield "revised", item.revised


def _heading_of(item: PlanItem, name: str, columns: Mapping[str, str]) -> str:
    """The heading of a date's column; a revised date may stand in the cell of the first one."""
    column = columns.get(name, "")
    return column if item.cells.get(column, "").strip() else columns.get("date", "")


def _reading(item: PlanItem, reading: DateReading, column: str, *, is_first: bool) -> Problem:
    """What is to be known of a date; of a first one that was revised nobody need decide."""
    is_revised = is_first and item.revised is not None and not item.revised.needs_decision
    is_open = item.status in (OPEN, IN_PROGRESS)
    is_asked = reading.needs_decision and is_open and not is_revised
    severity = "warning" if is_asked else "note"
    said = _quoted(reading.text)
    quoted = said and not reading.why.startswith("“")
    why = _within(reading.why)
    says = f"“{said}”: {why}" if quoted else why
    says = "; ".join((says.rstrip("."), *reading.reservations))
    return problem(
        item, reading.problem or "flagged_date", says, column=column, severity=severity,
        suggestion=reading.suggestion,
    )  # fmt: skip


def _within(why: str) -> str:
    """A sentence as it goes on behind a colon; a month, a term or a day keeps its capital."""
    first = why.partition(" ")[0]
    return f"{first.lower()}{why[len(first) :]}" if first in _OPENS_A_SENTENCE else why


def _beside(item: PlanItem, columns: Mapping[str, str]) -> Iterator[Problem]:
    """The dates inside a row's prose, and its footnotes and struck words."""
    for name, said in item.inner.items():
        says = f"the text also mentions {', '.join(f'“{one}”' for one in said)}"
        yield problem(item, "inner_date", says, column=columns.get(name, ""), severity="note")
    yield from (_of_mark(item, mark) for mark in item.marks if _is_told(mark))


def _is_told(mark: Mark) -> bool:
    """False of a date that is struck through whole: its reading says so."""
    return not (mark.is_whole and mark.of == "date")


def _of_mark(item: PlanItem, mark: Mark) -> Problem:
    """A footnote with its words; what is struck through, and what that may mean."""
    quoted = _quoted(mark.words)
    code = "left_out"
    if mark.is_first:
        says = f"“{quoted}” is struck through in the file, and was read as the first date"
        return problem(item, "flagged_date", says, column=mark.column, severity="note")
    if mark.is_footnote:
        says = f"it has the footnote “{quoted}”, which is kept with the cell"
    elif not mark.column:
        code = "needs_decision"
        says = (
            "the row is struck through in the file; if it is withdrawn, say so in its status or "
            "take it out"
        )
    elif mark.is_whole and mark.of in WHAT:
        code = "needs_decision"
        says = f"“{quoted}” is struck through in the file, and nothing stands in its place"
    else:
        says = f"“{quoted}” is struck through in the file, and was not read"
    return problem(item, code, says, column=mark.column)
