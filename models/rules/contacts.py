"""Rows of a contacts file as posts and the people who hold them, with every mistake at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from models.rules.calendar import SENSIBLE_YEARS
from models.rules.mail_address import address_fault
from models.rules.words import Channel, PostKind

COLUMNS = ("Post", "Agency", "Person", "Email", "Teams", "Kind", "Deputy", "From", "To", "Channel")
NEEDED = ("Post", "Person", "Email")
# These speak for an agency, so nobody could find one that has none.
OF_AN_AGENCY = (PostKind.SAFEGUARDING_LEAD, PostKind.BOARD_MEMBER, PostKind.CHIEF_OFFICER)
SECRET_NAME = re.compile(r"[\w][\w .-]*")
DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
ONE_DAY = timedelta(days=1)

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One row: a post and, unless it is vacant, who holds it from a day up to, and without, a day.

    What the file does not say is None; `columns` of the reading tells empty from not asked.
    """

    row: int
    post: str
    agency: str | None = None
    person: str | None = None
    email: str | None = None
    teams: str | None = None
    kind: PostKind | None = None
    deputy: str | None = None
    from_on: date | None = None
    until_on: date | None = None
    channel: Channel | None = None

    @property
    def is_vacant(self) -> bool:
        """True where the row names a post and nobody who holds it."""
        return self.email is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactProblem:
    """A mistake in a contacts file, with its row in the file and its column."""

    row: int
    column: str
    message: str

    @property
    def sentence(self) -> str:
        """ "row 4, Email: ..." """
        return f"row {self.row}, {self.column}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsReading:
    """What a contacts file says; where there are problems, nothing of it is saved."""

    contacts: tuple[Contact, ...] = ()
    problems: tuple[ContactProblem, ...] = ()
    notes: tuple[str, ...] = ()
    columns: frozenset[str] = frozenset()


def match_key(name: str) -> str:
    """The same text for two ways to write one name: case, spacing and punctuation do not count.

    "&" is read as "and".
    """
    plain = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    kept = "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LMN")
    # What stood apart may now stand together, a letter and its accent for one.
    return unicodedata.normalize("NFC", kept)


def read_contacts(rows: Iterable[tuple[int, Sequence[object]]]) -> ContactsReading:
    """The contacts of a table, whose first row that is not blank is its heading.

    A row is its number in the file and its cells: texts, numbers, days or None. Blank rows are
    passed over (interface.md, "Files").
    """
    filled = [(number, cells) for number, cells in rows if any(map(_text, cells))]
    if not filled:
        problem = ContactProblem(row=1, column="Post", message="the file is empty.")
        return ContactsReading(problems=(problem,))
    (head, heading), *body = filled
    columns, problems, notes = _columns(head, heading)
    if problems:
        return ContactsReading(problems=tuple(problems), notes=tuple(notes))
    contacts = [
        contact for number, cells in body if (contact := _row(number, cells, columns, problems))
    ]
    return ContactsReading(
        contacts=tuple(contacts),
        problems=tuple(problems),
        notes=tuple(notes),
        columns=frozenset(columns),
    )


def _columns(
    row: int, heading: Sequence[object]
) -> tuple[dict[str, int], list[ContactProblem], list[str]]:
    known = {match_key(name): name for name in COLUMNS}
    columns: dict[str, int] = {}
    problems, notes = [], []
    for place, cell in enumerate(heading):
        text = _text(cell)
        name = known.get(match_key(text))
        if name in columns:
            problems.append(ContactProblem(row=row, column=text, message="it stands there twice."))
        elif name:
            columns[name] = place
        elif near := get_close_matches(text, COLUMNS, cutoff=0.75):
            problems.append(
                ContactProblem(row=row, column=text, message=f"did you mean {near[0]}?")
            )
        elif text:
            notes.append(f"row {row}, {text}: this column is not read.")
    problems += [
        ContactProblem(row=row, column=name, message="the file has no such column.")
        for name in NEEDED
        if name not in columns
    ]
    return columns, problems, notes


def _row(
    number: int, cells: Sequence[object], columns: dict[str, int], problems: list[ContactProblem]
) -> Contact | None:
    raw = {name: cells[place] if place < len(cells) else None for name, place in columns.items()}
    before = len(problems)

    def wrong(column: str, message: str) -> None:
        problems.append(ContactProblem(row=number, column=column, message=message))

    text = {name: _text(cell) or None for name, cell in raw.items()}
    contact = Contact(
        row=number,
        post=text["Post"] or "",
        agency=text.get("Agency"),
        person=text["Person"],
        email=_email(raw["Email"]),
        teams=text.get("Teams"),
        kind=_word(text.get("Kind"), PostKind, "Kind", wrong),
        deputy=text.get("Deputy"),
        from_on=_day(raw.get("From"), "From", wrong),
        until_on=_after(_day(raw.get("To"), "To", wrong)),
        channel=_word(text.get("Channel"), Channel, "Channel", wrong),
    )
    _check(contact, wrong)
    return contact if len(problems) == before else None


Wrong = Callable[[str, str], None]


def _check(contact: Contact, wrong: Wrong) -> None:
    _check_post(contact, wrong)
    _check_holder(contact, wrong)
    if contact.teams and not SECRET_NAME.fullmatch(contact.teams):
        wrong("Teams", "it names a secret of the settings, such as social-care; never an address.")
    if contact.channel in (Channel.TEAMS, Channel.BOTH) and not contact.teams:
        wrong("Channel", f"{contact.channel} wants the name of a secret under Teams.")


def _check_post(contact: Contact, wrong: Wrong) -> None:
    if not match_key(contact.post):
        wrong("Post", "the row names no post.")
    if contact.kind in OF_AN_AGENCY and not contact.agency:
        wrong("Agency", f"a {contact.kind} is of an agency; name it.")
    if contact.deputy and match_key(contact.deputy) == match_key(contact.post):
        wrong("Deputy", "a post is no deputy of its own.")


def _check_holder(contact: Contact, wrong: Wrong) -> None:
    if contact.email:
        fault = address_fault(contact.email)
        if fault:
            wrong("Email", f"{fault}.")
    elif contact.person:
        wrong(
            "Email",
            "the person has no address, so nothing could be sent; give one, or leave the"
            " person out for a vacant post.",
        )
    elif contact.from_on or contact.until_on:
        wrong("Person", "a day without a person says nothing; name who holds the post.")
    if contact.from_on and contact.until_on and contact.until_on <= contact.from_on:
        wrong("To", "it is before From.")


def _text(cell: object) -> str:
    """A cell's text on one line; a whole number as people write it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).replace("\ufeff", "").split())


def _email(cell: object) -> str | None:
    """An address as it stands: a line break within is a mistake, not a space."""
    return None if cell is None else str(cell).strip().removeprefix("mailto:") or None


def _word(text: str | None, words: type[Word], column: str, wrong: Wrong) -> Word | None:
    if not text:
        return None
    found = next((word for word in words if match_key(word) == match_key(text)), None)
    if found is None:
        wrong(column, f'"{text}" is none of {", ".join(words)}.')
    return found


def _day(cell: object, column: str, wrong: Wrong) -> date | None:
    if isinstance(cell, datetime):
        return _sensible(cell.date(), column, wrong)
    if not _text(cell):
        return None
    for form in DAY_FORMS:
        with suppress(ValueError):
            day = datetime.strptime(_text(cell), form).date()  # noqa: DTZ007 - a day, no instant
            return _sensible(day, column, wrong)
    wrong(column, f'"{_text(cell)}" is no day; write it as 2010-11-30.')
    return None


def _sensible(day: date, column: str, wrong: Wrong) -> date | None:
    """The day; "never", as other systems write it (9999-12-31), is a mistake."""
    if day.year < SENSIBLE_YEARS.stop:
        return day
    wrong(column, f"{day} is hardly meant; leave it empty where there is no such day.")
    return None


def _after(day: date | None) -> date | None:
    return day + ONE_DAY if day else None
