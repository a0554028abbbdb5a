"""What a message may say, in what order, and the first words of it.

A letter is all that a message is made of: posts, references, dates and sentences made by rule.
It has no place for the words of a recommendation ("What a message may say").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from models.rules.circulation import Enclosure
from models.rules.date_words import day_words
from models.rules.quick import quickly_made
from models.rules.step_words import SERIOUSNESS, STEP_WORDS
from models.rules.words import Channel, Step

_NUMBER = re.compile(r"([0-9]+)")
_PLACE = {step: place for place, step in enumerate(SERIOUSNESS)}


class Part(StrEnum):
    """A part of the secretary's list, in the order in which the list has them (steps M and S)."""

    ANSWERS = "New answers"
    EXCEPTIONS = "Exceptions"
    HELD = "Held messages"
    VACANCIES = "Vacancies"
    OVERDUE = "Overdue"
    UNDATED = "Without an agreed date"
    UNDECIDED = "Waiting for a decision"


_PART_COUNTED = {
    Part.ANSWERS: ("new answer", "new answers"),
    Part.EXCEPTIONS: ("exception", "exceptions"),
    Part.HELD: ("held message", "held messages"),
    Part.VACANCIES: ("vacancy", "vacancies"),
    Part.OVERDUE: ("overdue", "overdue"),
    Part.UNDATED: ("without an agreed date", "without an agreed date"),
    Part.UNDECIDED: ("waiting for a decision", "waiting for a decision"),
}
_PART_PLACE = {part: place for place, part in enumerate(Part)}


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One action in a message, or one entry of the secretary's list.

    `wanted`, `why` and `standing` are whole sentences (see wording.py). `wanted_by` None says that
    no answer is asked for. `date_words` stands where there is no due date. `stand_in_for` names
    the vacant post (rule 7). `copy` is true of who is told beside the one addressed. `files` of an
    issued pack go with the message, `enclosed` says which, and `folder_url` is where they stand.
    """

    step: Step
    action_id: int | None
    reference: str
    short_title: str
    agency: str
    due_on: date | None = None
    original_due_on: date | None = None
    date_words: str = "no date yet"
    wanted: str
    wanted_by: date | None = None
    last_answer: str | None = None
    why: str
    standing: str
    copy: bool = False
    stand_in_for: str | None = None
    milestones: tuple[str, ...] = ()
    part: Part | None = None
    enclosed: str = ""
    files: tuple[Enclosure, ...] = ()
    folder_url: str = ""

    @property
    def due_words(self) -> str:
        """The due date as people write it, or the words that stand for one."""
        return day_words(self.due_on) if self.due_on else self.date_words

    @property
    def original_words(self) -> str | None:
        """The first date, where it is not the current one."""
        first = self.original_due_on
        return None if first is None or first == self.due_on else day_words(first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """All that one message to one person says; its lines are kept most serious first.

    `assured` False makes it the bare notice (`is_assured`). `sender_name` and `sender_address` are
    the board's; `ask_post` and `ask_address` say whom to ask. `redirect_to` is the pilot's
    address; `words` are the headings that the board gives to steps. Raises ValueError for a letter
    without a line.
    """

    board: str
    committee: str
    marking: str
    to_post: str
    to_person_name: str | None = None
    to_address: str
    channel: Channel = Channel.EMAIL
    assured: bool
    lines: tuple[Line, ...]
    as_of: date
    sender_name: str
    sender_address: str
    reply_to: str
    ask_post: str
    ask_address: str
    how_to_reply: str
    page_url: str | None = None
    redirect_to: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Put the lines in order once, so that no reader of a letter need do it."""
        if not self.lines:
            raise ValueError(f"a letter to {self.to_post} has no line: leave it unwritten")
        object.__setattr__(self, "lines", ordered(self.lines))

    @property
    def files(self) -> tuple[Enclosure, ...]:
        """The files that go with it; a bare notice has none ("What a message may say")."""
        if not self.assured:
            return ()
        return tuple(file for line in self.lines for file in line.files)

    @property
    def folder_url(self) -> str:
        """Where the files of a pack stand, if a line says so and it is no bare notice."""
        said = (line.folder_url for line in self.lines if self.assured and line.folder_url)
        return next(said, "")

    @property
    def secretary_list(self) -> bool:
        """True of a letter that is the secretary's own list and nothing else."""
        return all(line.part for line in self.lines)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; what all of them share is said once."""

    heading: str
    lines: tuple[Line, ...]
    wanted: str | None = field(init=False)
    wanted_by: date | None = field(init=False)
    why: str | None = field(init=False)
    agency: str | None = field(init=False)

    def __post_init__(self) -> None:
        """Find the sentences that every line has, so that a list of twenty stays short."""
        for name in ("wanted", "wanted_by", "why", "agency"):
            found = {getattr(line, name) for line in self.lines}
            object.__setattr__(self, name, found.pop() if len(found) == 1 else None)
        # An entry of the secretary's list is a name and its sentence, and reads in that order.
        if len(self.lines) == 1 and self.lines[0].part is not None:
            object.__setattr__(self, "wanted", None)


def ordered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, most serious first: E5 to E1, R0, R5, R20, A, M, then the others.

    Within a step the reader's own come before copies, then the earliest due date, then the
    reference with its numbers read as numbers (rule 5: "most serious first").
    """
    return tuple(sorted(lines, key=_rank))


def _rank(line: Line) -> tuple[int, int, bool, date, list[tuple[int, str]]]:
    part = -1 if line.part is None else _PART_PLACE[line.part]
    due = line.due_on or date.max
    return (_PLACE[line.step], part, line.copy, due, reference_order(line.reference))


def reference_order(reference: str) -> list[tuple[int, str]]:
    """A sorting key in which 9 comes before 10: numbers are read as numbers."""
    pieces = _NUMBER.split(reference)
    return [(int(piece) if at % 2 else 0, piece) for at, piece in enumerate(pieces)]


def heading(line: Line, as_of: date, own: Mapping[str, str]) -> str:
    """The heading a line stands under: its part of the secretary's list, the board's own words for
    its step (`[words]` of the policy), or ours.
    """
    if line.part is not None:
        return line.part.value
    if line.step in own:
        return f"{own[line.step]}: your copy" if line.copy else own[line.step]
    words = STEP_WORDS[line.step]
    plain = words.copied if line.copy else words.own
    if line.step is Step.M:
        return plain.replace("Your list", f"Your list for {as_of:%B %Y}")
    if line.step is Step.R0 and line.due_on != as_of:
        return plain.replace("today", "before the next working day")
    return plain


def sections(letter: Letter) -> tuple[Section, ...]:
    """The letter's lines under their headings, in the order of the lines."""
    found: dict[str, list[Line]] = {}
    for line in letter.lines:
        found.setdefault(heading(line, letter.as_of, letter.words), []).append(line)
    return tuple(Section(words, tuple(lines)) for words, lines in found.items())


def counted(letter: Letter) -> str:
    """What the letter holds, as counts: "2 overdue, 1 due now"."""
    number = Counter(_kind(line, letter.as_of) for line in once(letter.lines))
    return ", ".join(f"{count} {words[count > 1]}" for words, count in number.items())


def once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each matter once, by its first line: an action told by three steps is one action."""
    seen: dict[object, Line] = {}
    for line in lines:
        own = (line.reference, line.short_title, line.wanted, line.part)
        matter = line.action_id if line.action_id is not None else own
        seen.setdefault(matter, line)
    return tuple(seen.values())


def _kind(line: Line, as_of: date) -> tuple[str, str]:
    """What a line is counted as, for one and for several."""
    if line.part is not None:
        return _PART_COUNTED[line.part]
    words = STEP_WORDS[_counted_as(line, as_of)].counted
    return words, words


def _counted_as(line: Line, as_of: date) -> Step:
    """A line of the month's list is counted as what its date makes of it."""
    if line.step is not Step.M:
        return line.step
    if line.due_on is None:
        return Step.U40
    return Step.E1 if line.due_on < as_of else Step.R20


def opening(letter: Letter) -> str:
    """The first line: what is wanted of whom by when, or that nothing is.

    With several lines it counts what wants an answer and gives the earliest day; the words of
    each follow under its heading. A bare notice says no more than that there is one.
    """
    days = [line.wanted_by for line in letter.lines if line.wanted_by is not None]
    if not letter.assured:
        return f"{_things(letter.lines)} below, and how to reply."
    if letter.secretary_list:
        return f"For {letter.to_post}: the list of {day_words(letter.as_of)}, to look through."
    if not days:
        return f"To {letter.to_post}: for your information. No answer is needed."
    by = day_words(min(days))
    if len(once(letter.lines)) == 1:
        return f"Wanted of you, {letter.to_post}: an answer by {by}."
    asked = (line for line in letter.lines if line.wanted_by is not None)
    first = "" if len(set(days)) == 1 else "the first "
    return f"Wanted of you, {letter.to_post}: an answer on {_things(asked)}, {first}by {by}."


def _things(lines: Iterable[Line]) -> str:
    found = once(lines)
    word = "action" if all(line.action_id is not None for line in found) else "matter"
    return f"{len(found)} {word}" if len(found) == 1 else f"{len(found)} {word}s"


def subject(letter: Letter) -> str:
    """The marking first, then the most serious thing the letter says; never a title.

    One action is named by its reference and its date, several by their counts. A bare notice
    gives the reference or the number of them and no more ("What a message may say").
    """
    return f"{letter.marking}: {_matter(letter)}" if letter.marking else _matter(letter)


def _matter(letter: Letter) -> str:
    line, number = letter.lines[0], len(once(letter.lines))
    if not letter.assured:
        return f"Notice {_bare(line) if number == 1 else f'about {_things(letter.lines)}'}"
    if letter.secretary_list:
        return f"Secretary's list, {day_words(letter.as_of)}: {counted(letter)}"
    if number == 1:
        due = f", due {day_words(line.due_on)}" if line.due_on else ""
        said = STEP_WORDS[line.step].subject
        return f"{said}{'' if said.endswith('?') else ':'} {line.reference}{due}"
    if all(each.step is Step.M for each in letter.lines):
        return f"Your list for {letter.as_of:%B %Y}: {_things(letter.lines)}"
    kinds = {_kind(each, letter.as_of) for each in letter.lines}
    if len(kinds) == 1:
        return f"{_things(letter.lines)} {kinds.pop()[1]}"
    return f"{_things(letter.lines)}: {counted(letter)}"


def _bare(line: Line) -> str:
    kind = STEP_WORDS[line.step].counted
    return f"about {line.reference}" if line.action_id is not None else kind


def bare_reference(line: Line) -> str:
    """What a bare notice calls a line by: an action's reference, else the kind of step it is."""
    return line.reference if line.action_id is not None else STEP_WORDS[line.step].subject


def is_assured(address: str, domains: Iterable[str]) -> bool:
    """True where the address is on a listed domain or below one ("What a message may say").

    The caller adds the sender's own domain to `domains`. A look-alike ending such as notgov.uk
    is not below gov.uk.
    """
    return _is_below(address.rpartition("@")[2], tuple(domains))


@lru_cache(maxsize=256)
def _is_below(given: str, domains: tuple[str, ...]) -> bool:
    """The same of a domain: few are written to, and one after the other."""
    domain = given.strip().rstrip(".").casefold()
    listed = (each.strip().strip(".").casefold() for each in domains)
    return any(domain == each or domain.endswith(f".{each}") for each in listed if each)
