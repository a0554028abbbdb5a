"""A board and its committee as their file gives them, with every mistake at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from email.utils import parseaddr
from typing import Any

from models.rules.calendar import SENSIBLE_YEARS, quarter_of
from models.rules.contacts import match_key
from models.rules.mail_address import address_fault
from models.rules.words import Division

BOARD_TEXTS = ("board", "independent_chair", "accountable_body", "mail_from", "reply_to", "marking")
BOARD_KEYS = (*BOARD_TEXTS, "division", "board_sections", "committee")
COMMITTEE_KEYS = ("name", "secretary", "chair", "members", "meetings", "packs")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeFile:
    """What the file says of a board and one committee of it.

    `packs` is None where the file leaves to the default which meetings take a pack.
    """

    board: str
    division: Division
    name: str
    secretary: str
    chair: str
    independent_chair: str = ""
    accountable_body: str = ""
    board_sections: tuple[str, ...] = ()
    mail_from: str = ""
    reply_to: str = ""
    marking: str = ""
    members: tuple[str, ...] = ()
    meetings: tuple[date, ...] = ()
    packs: frozenset[date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileProblem:
    """A mistake in the file: the key it stands under, and a sentence."""

    key: str
    message: str


@dataclass(slots=True)
class _Reader:
    """A table of the file, read key by key; what is wrong is noted and the rest read on."""

    table: Mapping[str, Any]
    section: str
    problems: list[FileProblem] = field(default_factory=list)

    def wrong(self, key: str, message: str) -> None:
        self.problems.append(FileProblem(key=f"{self.section}{key}", message=message))

    def only(self, keys: Collection[str]) -> None:
        """An unknown key is a mistake, never passed over: it may be a known one misspelt."""
        for key in self.table:
            if key not in keys:
                near = get_close_matches(key, keys)
                meant = f"did you mean {near[0]}?" if near else f"known are {', '.join(keys)}."
                self.wrong(key, f"the file knows no such key; {meant}")

    def words(self, key: str, *, needed: str = "") -> str:
        """A text on one line, "" where it is absent and not needed."""
        value = self.table.get(key, "")
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if not isinstance(value, str):
            self.wrong(key, 'it is a text in quotation marks, such as "Chair".')
        elif needed and not text:
            self.wrong(key, needed)
        return text

    def list_of_words(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(key, 'it is a list of texts, such as ["One", "Another"].')
            return ()
        texts = tuple(text for item in value if (text := " ".join(item.split())))
        for text in _doubled(texts, match_key):
            self.wrong(key, f'"{text}" stands there twice.')
        return texts

    def days(self, key: str) -> tuple[date, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(map(_is_day, value)):
            self.wrong(key, "it is a list of days without quotation marks, such as [2010-11-17].")
            return ()
        for day in _doubled(value, str):
            self.wrong(key, f"{day} stands there twice.")
        for day in value:
            if day.year not in SENSIBLE_YEARS:
                self.wrong(key, f"{day} is hardly the day of a meeting; is the year right?")
        return tuple(sorted(set(value)))

    def address(self, key: str) -> str:
        """One mail address, with or without a name before it."""
        text = self.words(key)
        fault = address_fault(parseaddr(text)[1]) if text else None
        if fault:
            self.wrong(key, f"{fault}.")
        return text

    def division(self) -> Division:
        text = self.words("division") or Division.ENGLAND_AND_WALES.value
        try:
            return Division(text)
        except ValueError:
            self.wrong("division", f'"{text}" is none of {", ".join(Division)}.')
            return Division.ENGLAND_AND_WALES


def read_committee(parsed: Mapping[str, Any]) -> tuple[CommitteeFile | None, list[FileProblem]]:
    """The board and committee of a parsed file, or None and every mistake in it.

    The keys are those of interface.md, "Files". A committee without a secretary is refused: no
    letter would say whom to ask.
    """
    board = _Reader(parsed, "")
    board.only(BOARD_KEYS)
    table = parsed.get("committee", {})
    if not isinstance(table, Mapping):
        board.wrong("committee", "it is a section, written [committee].")
        table = {}
    committee = _Reader(table, "committee.", board.problems)
    committee.only(COMMITTEE_KEYS)
    file = _file(board, committee)
    return (None if board.problems else file), board.problems


def _file(board: _Reader, committee: _Reader) -> CommitteeFile:
    meetings = committee.days("meetings")
    return CommitteeFile(
        board=board.words("board", needed="the file names the board."),
        division=board.division(),
        independent_chair=board.words("independent_chair"),
        accountable_body=board.words("accountable_body"),
        board_sections=board.list_of_words("board_sections"),
        mail_from=board.address("mail_from"),
        reply_to=board.address("reply_to"),
        marking=board.words("marking"),
        name=committee.words("name", needed="the committee has a name."),
        secretary=committee.words(
            "secretary", needed="a committee has a secretary; name the post that records for it."
        ),
        chair=committee.words("chair", needed="a committee has a chair; name the post."),
        members=committee.list_of_words("members"),
        meetings=meetings,
        packs=_packs(committee, meetings),
    )


def _packs(committee: _Reader, meetings: tuple[date, ...]) -> frozenset[date] | None:
    if "packs" not in committee.table:
        return None
    packs = committee.days("packs")
    for day in packs:
        if day not in meetings:
            committee.wrong("packs", f"{day} is not among the meetings.")
    return frozenset(packs)


def takes_pack(meetings: Iterable[date], explicit: Collection[date] | None) -> set[date]:
    """The meetings that take a pack: those named, or else the first after each quarter's end.

    A quarter in which nobody meets has its pack at the first meeting after it, which is that
    quarter's own first as well (procedure.md, "Meetings and packs").
    """
    if explicit is not None:
        return set(meetings) & set(explicit)
    firsts: dict[date, date] = {}
    for day in sorted(meetings):
        firsts.setdefault(quarter_of(day).first, day)
    return set(firsts.values())


def _is_day(value: object) -> bool:
    # TOML's date and time is a datetime, and that is a date as well.
    return isinstance(value, date) and not isinstance(value, datetime)


def _doubled(items: Iterable[Any], key: Any) -> list[Any]:
    seen: set[Any] = set()
    doubled = []
    for item in items:
        if key(item) in seen:
            doubled.append(item)
        seen.add(key(item))
    return doubled
