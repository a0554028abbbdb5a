"""The parts of a plan's row as written, each beside what it was read as.

Source: procedure, "Dates as plans write them" (keep the text for ever; one sentence why).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.rules.date_words import day_words
from models.rules.dates import DateReading
from models.rules.plan_actions import lead_groups
from models.rules.plan_items import PlanItem
from models.rules.plan_sections import agency_named
from models.rules.plan_states import is_state, opening_colour, status_of
from models.rules.words import Precision, Priority

_SHEET = re.compile("the sheet “(.*)”")  # as `plan_whole` calls it
_BLANKS = re.compile(r"\s+")
PROSE = {
    "key_actions": "Key actions",
    "evidence": "Evidence",
    "outcomes": "Outcomes",
    "milestones": "Milestones",
}
KEPT = {"progress": "Progress", "action_no": "Action number"}
UNSAID = "The plan says nothing of it."
LEADS_OWN = "Each lead has a date of its own."
OPEN, COMPLETE, STOPPED = "open", "complete", "not proceeding"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadField:
    """One cell of a row as written, and what it was read as, a line each.

    No line where it was read as it is written.
    """

    name: str
    written: str
    read: tuple[str, ...] = ()
    why: str = ""


def fields_of(item: PlanItem) -> Iterator[ReadField]:
    """The parts of a row that say anything, in the order of a plan."""
    written = _Written(item)
    yield _recommendation(item, written("recommendation"))
    yield _agency(item, written("agency"))
    for name, title in PROSE.items():
        read: tuple[str, ...] = getattr(item, name)
        if read:
            yield _prose(title, written(name), read)
    leads = tuple(_leads(item))
    yield ReadField(name="Lead", written=written("lead"), read=leads or ("No lead is named.",))
    is_over = item.status in (COMPLETE, STOPPED)
    is_revised = item.revised is not None and not item.revised.needs_decision
    yield _due(item, written("date"), is_over=is_over or is_revised)
    for before in item.revisions[:-1]:
        yield _date("Revised before", before.text, before, is_over=is_over)
    if item.revised is not None:
        own = written("revised")
        own = own if own.strip() else item.revised.text
        yield _date("Revised date", own, item.revised, is_over=is_over)
    why = _status_why(item, written)
    yield ReadField(name="Status", written=written.status, read=(_status(item),), why=why)
    yield from _kept(item, written)


def _kept(item: PlanItem, written: _Written) -> Iterator[ReadField]:
    """What is kept as it is written, the columns that no field has among them."""
    if item.priority is Priority.HIGH:
        yield ReadField(name="Priority", written=written("priority"), read=("High.",))
    for name, title in KEPT.items():
        if written(name).strip():
            yield ReadField(name=title, written=written(name))
    for heading, text in item.extra.items():
        if heading != item.columns.get("priority"):
            yield ReadField(name=heading, written=text)


class _Written:
    """The cells of a row by the field that they were read as."""

    def __init__(self, item: PlanItem) -> None:
        self._item = item

    def __call__(self, name: str) -> str:
        return self._item.cells.get(self._item.columns.get(name, ""), "")

    @property
    def status(self) -> str:
        """What the row says of its state, in its own words."""
        said = dict.fromkeys(map(self, ("status", "completed", "rag")))
        return "\n".join(text for text in said if text.strip())


def _recommendation(item: PlanItem, written: str) -> ReadField:
    if item.carried_forward and not written.strip():
        carried = f"{item.recommendation} (carried on from the row above)"
        return ReadField(name="Recommendation", written=written, read=(carried,))
    same = not item.recommendation or _alike(written, (item.recommendation,))
    read = () if same else (item.recommendation,)
    return ReadField(name="Recommendation", written=written, read=read)


def _agency(item: PlanItem, written: str) -> ReadField:
    """The agency of a row: its own cell's, or that of its heading or its sheet."""
    said = written.strip()
    read = item.agency_group or "No agency is named."
    sheet = _SHEET.fullmatch(item.table)
    by_sheet = sheet is not None and agency_named(sheet[1]) == item.agency_group
    where = "the sheet's name" if by_sheet else "the heading above"
    headed = f" (from {where})" if item.agency_group and not said else ""
    return ReadField(name="Agency", written=said, read=(f"{read}{headed}",))


def _prose(title: str, written: str, read: tuple[str, ...]) -> ReadField:
    return ReadField(name=title, written=written, read=() if _alike(written, read) else read)


def _alike(written: str, read: Sequence[str]) -> bool:
    """True where one entry was read that has the words of the cell."""
    return len(read) == 1 and _BLANKS.sub(" ", written).strip() == read[0]


def _leads(item: PlanItem) -> Iterator[str]:
    """Each lead with its part: accountable, contributing, or with an action of its own."""
    groups = lead_groups(item)
    for number, group in enumerate(groups, 1):
        for place, lead in enumerate(group):
            said = date_said(lead.date, is_over=item.status in (COMPLETE, STOPPED))
            own = f": {said} {_reason(lead.date)}" if lead.has_own_date else ""
            part = _part(place, len(group))
            if len(groups) > 1:
                part = f" (action {number} of {len(groups)}{part and f', {part}'})"
            elif part:
                part = f" ({part})"
            yield f"{lead.name}{part}{own}".rstrip()


def _part(place: int, among: int) -> str:
    return "" if among == 1 else "contributes" if place else "accountable"


def _date(name: str, written: str, reading: DateReading, *, is_over: bool) -> ReadField:
    said = date_said(reading, is_over=is_over)
    return ReadField(name=name, written=written, read=(said,), why=_reason(reading))


def _due(item: PlanItem, written: str, *, is_over: bool) -> ReadField:
    """The date; of one for each number each as it was read, since each waits only for itself."""
    if item.is_dated_by_leads:
        return ReadField(name="Date", written=written, read=(LEADS_OWN,))
    due = _date("Date", written, item.date, is_over=is_over)
    each = (f"{label}) {date_said(one, is_over=is_over)}" for label, one in item.numbered.items())
    return replace(due, read=tuple(each) or due.read)


def _reason(reading: DateReading) -> str:
    """Why a date was read so; "" where the day that is written is the day that was read."""
    named = reading.due is not None and f"It names the day, {day_words(reading.due)}."
    return "" if reading.why == named else reading.why


def date_said(reading: DateReading, *, is_over: bool = False) -> str:
    """ "31 December 2010.": a reading in few words; what needs a decision says so.

    Of an action that is over, as the plan says, no date is asked for.
    """
    if reading.due is not None and (is_over or not reading.needs_decision):
        return f"{day_words(reading.due)}."
    what = "Recurring, with no due date" if reading.precision is Precision.RECURRING else "No date"
    if reading.due is not None:
        what = f"{day_words(reading.due)} is proposed"
    return f"{what}." if is_over else f"{what}; it needs a decision."


def _status(item: PlanItem) -> str:
    done = f", {day_words(item.completed_on)}" if item.completed_on else ""
    colour = f"; {item.rag}" if item.rag else ""
    said = f"{item.status.capitalize()}{done}{colour}."
    return f"{said} {ADOPTION}" if item.status in (COMPLETE, STOPPED) else said


def _status_why(item: PlanItem, written: _Written) -> str:
    """Where a state was found that no column of states has; that there is none."""
    if item.keyed:
        return f"The plan's own key says that “{item.keyed}” is {item.status}."
    if written.status:
        return ""
    progress, due = written("progress"), written("date")
    says_state = item.status == status_of({"progress": progress}) and is_state(progress)
    if says_state or (item.rag and item.rag == opening_colour(progress)):
        return "Its progress says so."
    if item.status != OPEN and item.status == status_of({"date": due}):
        return "Its date says so."
    if item.rag:
        return "The colour of its cells says so."
    return "Its progress does not say how far it is." if progress.strip() else UNSAID


ADOPTION = "As the plan says, until the committee adopts it; nothing is told about it."
