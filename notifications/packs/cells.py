"""Cells of a pack's tables, made from an action: the same words wherever the action stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from models.rules.packs import SnapshotRow
from models.rules.packs_words import NOT_REPORTED, STANDING_WORDS, some
from models.rules.words import Brag, DateState
from notifications.packs.document import Cell, Chip, Line, Voice

SHORT = 140
"""Characters of a recommendation in a list of exceptions; the full plan has all of it."""

ROOM = 80
"""Characters more, about two lines, where the words are to be decided on."""
PHRASE_ENDS = (". ", "; ", ", ", ": ")


def text(words: str, voice: Voice = Voice.PLAIN) -> Cell:
    """One line of text, or "not reported" where there is none."""
    return Cell(lines=(Line(text=words or NOT_REPORTED, voice=voice),))


def number(n: int | str) -> Cell:
    """A figure, or a sign with a figure."""
    return Cell(lines=(Line(text=f"{n:,}" if isinstance(n, int) else n),))


def lines(*pairs: tuple[str, Voice]) -> Cell:
    """The lines that have words, in their voices."""
    return Cell(lines=tuple(Line(text=words, voice=voice) for words, voice in pairs if words))


def bullets(items: Iterable[str]) -> Cell:
    """The items as a list; one item stands without a mark."""
    given = [item for item in items if item.strip()]
    listed = len(given) > 1
    made = tuple(Line(text=item, bullet=listed) for item in given)
    return Cell(lines=made or (Line(text=NOT_REPORTED, voice=Voice.QUIET),))


def short_day(day: date | None) -> str:
    """ "31 Jan 2011", for columns; "" where there is none."""
    return f"{day.day} {day:%b %Y}" if day else ""


def colour_word(brag: Brag) -> str:
    """ "Red": the word that stands wherever its colour does."""
    return brag.value.capitalize()


def chip(row: SnapshotRow) -> Chip:
    """An action's colour with its word."""
    return Chip(brag=row.brag, word=row.brag_word or colour_word(row.brag))


def status(row: SnapshotRow, *, why: bool = False) -> Cell:
    """Colour, standing and, where asked, the sentence that explains it."""
    said = [Line(text=STANDING_WORDS[row.standing])]
    if row.held_until and row.is_open:
        said.append(Line(text=f"Held until {short_day(row.held_until)}", voice=Voice.QUIET))
    if why and row.standing_reason:
        said.append(Line(text=row.standing_reason, voice=Voice.QUIET))
    return Cell(chip=chip(row), lines=tuple(said))


def reference(row: SnapshotRow) -> Cell:
    """The reference, which names the row."""
    return text(row.reference, Voice.STRONG)


def action(row: SnapshotRow) -> Cell:
    """The short title, or the opening of the recommendation where none was set."""
    return text(row.short_title or opening(_said(row)))


def action_to_decide(row: SnapshotRow) -> Cell:
    """The same in up to two more lines, so that it ends where the sentence or phrase does."""
    flat = " ".join(_said(row).split())
    if row.short_title or len(flat) <= SHORT + ROOM:
        return text(row.short_title or flat)
    whole = max(flat.rfind(end, SHORT // 2, SHORT + ROOM) for end in PHRASE_ENDS)
    return text(opening(flat, whole + 2 if whole > 0 else SHORT))


def led_by(row: SnapshotRow) -> Cell:
    """The agency and lead, and which of the leads' posts is vacant."""
    made = agency_and_lead(row)
    if not row.vacant_leads:
        return made
    own = row.vacant_leads == row.leads[:1]
    said = "the post is vacant" if own else f"vacant: {'; '.join(row.vacant_leads)}"
    return replace(made, lines=(*made.lines, Line(text=said, voice=Voice.LATE)))


def _said(row: SnapshotRow) -> str:
    """The recommendation; where it ends in a colon, what it goes on to in the next column too."""
    said = row.recommendation.rstrip()
    goes_on = said.endswith(":") and row.key_actions
    return f"{said} {row.key_actions[0]}" if goes_on else said


def opening(words: str, most: int = SHORT) -> str:
    """The first words, whole, up to `most` characters, with a mark where more follow."""
    flat = " ".join(words.split())
    if len(flat) <= most:
        return flat
    return (
        flat[: flat.rfind(" ", 0, most) if " " in flat[:most] else most].rstrip(",;: ") + "\u00a0…"
    )


def agency_and_lead(row: SnapshotRow) -> Cell:
    """The agency, and the accountable lead's post below it."""
    lead = row.leads[0] if row.leads else "No lead named"
    more = f"with {some(len(row.leads) - 1, 'other')}" if len(row.leads) > 1 else ""
    return lines((row.agency, Voice.PLAIN), (lead, Voice.QUIET), (more, Voice.QUIET))


def due(row: SnapshotRow) -> Cell:
    """The current due date, the first one where it differs, and the forecast where it is later."""
    if row.due_on is None:
        return text(_undated(row), Voice.QUIET)
    said = [Line(text=short_day(row.due_on))]
    if row.original_due_on and row.original_due_on != row.due_on:
        said.append(Line(text=f"first {short_day(row.original_due_on)}", voice=Voice.QUIET))
    if row.forecast_on and row.forecast_on > row.due_on and row.is_open:
        said.append(Line(text=f"forecast {short_day(row.forecast_on)}", voice=Voice.LATE))
    return Cell(lines=tuple(said))


def _undated(row: SnapshotRow) -> str:
    words = {
        DateState.DATED: "no date",
        DateState.TO_BE_AGREED: "to be agreed",
        DateState.AWAITING_TRIGGER: "awaiting trigger",
        DateState.RECURRING: "recurring",
    }[row.date_state]
    next_on = f", next {short_day(row.checkpoint_on)}" if row.checkpoint_on else ""
    return words + next_on


def late(row: SnapshotRow) -> Cell:
    """Days late against the current date and against the first: both, never one alone."""
    now = _how_late(row)
    first = f"{some(row.days_late_original, 'day')} from the first date"
    moved = row.original_due_on != row.due_on and row.days_late_original > 0
    slips = some(row.slips, "slip") if row.slips else ""
    return lines(
        (now, Voice.LATE if row.days_late or row.is_overdue else Voice.QUIET),
        (first if moved else "", Voice.QUIET),
        (slips, Voice.QUIET),
    )


def _how_late(row: SnapshotRow) -> str:
    if row.days_late:
        return f"{some(row.days_late, 'day')} late"
    return "a checkpoint missed" if row.is_overdue else "not late"


def answer(row: SnapshotRow) -> Cell:
    """What the lead last answered, and when; "not reported" where nothing was."""
    if not row.last_answer:
        return text(NOT_REPORTED, Voice.QUIET)
    return lines((row.last_answer, Voice.PLAIN), (short_day(row.last_answer_on), Voice.QUIET))


def stage(row: SnapshotRow) -> Cell:
    """The highest stage told and the day it was told; "none told" where none was."""
    told = row.stage
    if told is None:
        return text("none told", Voice.QUIET)
    return lines((told.stage.value, Voice.STRONG), (short_day(told.told_on), Voice.QUIET))
