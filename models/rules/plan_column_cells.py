"""A column that no heading tells, known by its cells: dates are dates, and posts are posts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from models.rules.plan_heading_offers import BY_SIGN, is_none_of_ours, offer_of, stands_in
from models.rules.plan_line import clean
from models.rules.plan_offices import office_words
from models.rules.plan_sheets import Sheet
from models.rules.plan_spans import spans
from models.rules.plan_states import is_state, rag_of
from models.rules.policy import Offices, Terms

FIRST_CELLS = 40
MOST = 0.6
SENTENCE = 4  # words
LONGEST_DATE, LONGEST_LEAD, LONGEST_STATE = 40, 90, 30
_UNNAMED_DAY = re.compile(
    r"(?:immediate|ongoing|on-going|tbc|tba|asap|to be (?:agreed|confirmed)|n/?a$"
    r"|(?:within )?\d+ (?:day|week|month)s?\b)"
)
_REFERENCE = re.compile(
    r"(?!(?:19|20)\d\d\b)[A-Z]{0,5}[ /.-]?\d{1,3}(?:[./-]\d{1,3}){0,3}[a-z]?[.)]?", re.IGNORECASE
)
_PART = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]?", re.IGNORECASE)
_OFFICES, _TERMS = office_words(Offices()), Terms()
_DATES = ("date", "revised")


class Kind(NamedTuple):
    """What the cells of a column are where it holds a field: a test, and the words for it."""

    fits: Callable[[str], bool]
    says: str


def _is_date(text: str) -> bool:
    line = clean(text)
    named = _UNNAMED_DAY.match(line) or any(span.last for span in spans(line, _TERMS))
    return len(line) <= LONGEST_DATE and bool(named)


def _is_post(text: str) -> bool:
    return len(text) <= LONGEST_LEAD and _OFFICES.is_post(text)


def _is_agency(text: str) -> bool:
    return len(text) <= LONGEST_LEAD and _OFFICES.is_service(" ".join(text.split()))


def _is_colour(text: str) -> bool:
    return len(text) <= LONGEST_STATE and bool(rag_of(text))


def _is_state(text: str) -> bool:
    return len(text) <= LONGEST_STATE and is_state(text)


def _is_reference(text: str) -> bool:
    return bool(_REFERENCE.fullmatch(text.strip()))


def _is_part(text: str) -> bool:
    return bool(_PART.fullmatch(text.strip()))


def _is_prose(text: str) -> bool:
    return len(text.split()) > 1 and not _is_date(text)


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= SENTENCE and not _is_date(text)


# In this order each takes the first column that fits it and that no heading tells.
KINDS: dict[str, Kind] = {
    "number": Kind(_is_reference, "its cells are short references"),
    "date": Kind(_is_date, "its cells are dates"),
    "lead": Kind(_is_post, "its cells name posts"),
    "agency": Kind(_is_agency, "its cells name agencies"),
    "rag": Kind(_is_colour, "its cells are colours"),
    "status": Kind(_is_state, "its cells say how far it is"),
}


KINDS_OF_PROSE: dict[str, Kind] = {
    "key_actions": Kind(_is_prose, "it stands between the recommendation and its lead"),
    "action_no": Kind(_is_part, "its cells are the letters of parts"),
    "recommendation": Kind(_is_sentence, "it stands in front of what is to be done"),
}


def told_by_cells(
    sheet: Sheet, fields: Mapping[int, str], added: Mapping[str, str]
) -> dict[int, str]:
    """The columns of a plan that only their cells tell, where no heading tells that field.

    Most of a column's cells are then of its kind, and its heading is unknown or there is none; a
    number stands in front of all that is known.
    """
    unknown = (at for at in range(len(sheet.header)) if at not in fields)
    letters = [at for at in unknown if _are_letters(said_in(sheet, at))]
    told = _lettered(letters, fields)
    for name, kind in KINDS.items():
        if name in fields.values():
            continue
        places = range(min(fields) if name == "number" else len(sheet.header))
        free = (at for at in places if not (at in fields or at in told or at in letters))
        found = next((at for at in free if _mostly(sheet, at, kind, added)), None)
        if found is not None:
            told[found] = name
    return told | _told_by_place(sheet, {**fields, **told}, added)


def _lettered(letters: Iterable[int], fields: Mapping[int, str]) -> dict[int, str]:
    """The parts of what is to be done: "a", "b", "c" under "Step", where nothing numbers them."""
    places = {name: at for at, name in fields.items()}
    before = (at for at in letters if at < places.get("key_actions", 0))
    return {} if "action_no" in places else dict.fromkeys(islice(before, 1), "action_no")


def _are_letters(said: Sequence[str]) -> bool:
    """True of parts, of which one is a second; "a" and "g", or "a" alone, may be colours."""
    letters = {text.strip(" ().").lower() for text in said}
    several = "b" in letters and ("c" in letters or not letters & {"r", "g"})
    return several and _most(said, _is_part)


def _told_by_place(
    sheet: Sheet, fields: Mapping[int, str], added: Mapping[str, str]
) -> dict[int, str]:
    """What is to be done, or why: the prose beside the other, where no heading names it.

    It stands behind the recommendation and in front of who and when, or next before the action.
    """
    places = {name: at for at, name in fields.items()}
    if "key_actions" not in places:
        name, behind = "key_actions", _before_who_and_when(sheet, places)
    elif not _has_recommendation(sheet, places):
        name, behind = "recommendation", range(places["key_actions"])[-1:]
    else:
        return {}
    free = (at for at in behind if at not in fields)
    found = next((at for at in free if _mostly(sheet, at, KINDS_OF_PROSE[name], added)), None)
    if found is None:
        return {}
    return {found: name, **_told_by_place(sheet, {**fields, found: name}, added)}


def _before_who_and_when(sheet: Sheet, places: Mapping[str, int]) -> Sequence[int]:
    """Where what is to be done may stand: next behind its recommendation, else next before who."""
    ends = (places[name] for name in ("lead", "date") if name in places)
    before = range(min(ends, default=len(sheet.header)))
    if "recommendation" in places:
        return before[places["recommendation"] + 1 :]
    return before[::-1]


def _has_recommendation(sheet: Sheet, places: Mapping[str, int]) -> bool:
    return "recommendation" in places or any(row.recommendation for row in sheet.rows)


def as_its_cells_say(sheet: Sheet, added: Mapping[str, str]) -> list[str]:
    """The header, with "Rec" said as what its cells are: references, or recommendations."""
    return [
        _plain_rec(said_in(sheet, at)) if _is_rec(text, added) else text
        for at, text in enumerate(sheet.header)
    ]


def _is_rec(text: str, added: Mapping[str, str]) -> bool:
    return set(offer_of(text, added)[1]) == {"recommendation", "number"}


def _plain_rec(said: list[str]) -> str:
    return "Rec No" if _most(said, _is_reference) else "Recommendation"


def without_misread(
    sheet: Sheet, fields: Mapping[int, str], added: Mapping[str, str]
) -> dict[int, str]:
    """The fields without those that a heading only may mean and that its cells speak against.

    "Target" heads dates in one plan and "95% of staff" in another; the letters under "Step" number
    what is to be done, and are no progress.
    """
    return {at: name for at, name in fields.items() if not _misread(sheet, at, name, added)}


def may_be_dates(sheet: Sheet, at: int) -> bool:
    """True of a column with a date in it, and of one that is empty."""
    said = said_in(sheet, at)
    return not said or any(map(_is_date, said))


def _misread(sheet: Sheet, at: int, name: str, added: Mapping[str, str]) -> bool:
    weak = offer_of(sheet.header[at], added)[0] >= BY_SIGN or clean(sheet.header[at]) in _WEAK
    said = said_in(sheet, at) if weak else []
    if name in _DATES:
        return len(said) > 1 and not any(map(_is_date, said))
    return name == "progress" and _are_letters(said)


_WEAK = frozenset({"target", "targets", "by", "timing"})


def _mostly(sheet: Sheet, at: int, kind: Kind, added: Mapping[str, str]) -> bool:
    """True of a column with a heading that we do not know and with cells of one kind."""
    heading = sheet.header[at]
    if is_none_of_ours(heading, added) or stands_in(heading, added):
        return False
    return _most(said_in(sheet, at), kind.fits)


def _most(said: Sequence[str], fits: Callable[[str], bool]) -> bool:
    """True where most of what is said is of a kind."""
    return bool(said) and sum(map(fits, said)) >= MOST * len(said)


def said_in(sheet: Sheet, at: int) -> list[str]:
    """The first cells of a column that say anything."""
    texts = (row.cells[at] for row in sheet.rows if at < len(row.cells))
    return list(islice((text for text in texts if text.strip()), FIRST_CELLS))
