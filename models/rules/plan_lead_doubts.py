"""Whether what was read as one post may be two: a word for an office stands on one side alone.

The other side is a service, or words for one who does something that no list has ("Bed Finder").
Only a warning rests on it. Source: procedure, "Dates as plans write them"; no post is guessed.
"""

from __future__ import annotations

import re

from models.rules.plan_first_names import FIRST_NAMES
from models.rules.plan_lead_joins import is_alone, is_whole, joins_of
from models.rules.plan_offices import QUALIFIERS, OfficeWords, words_in
from models.rules.plan_ordinary_words import ORDINARY_WORDS, PLACES, TITLES

_STROKE = re.compile(r"(?<!\band)(?<!\b[A-Za-z])/(?!or\b)(?=\s?[A-Za-z(])")
_BRACKETED_JOIN = re.compile(r"\((?:[^()]*\s)?(?:&|and)\s[^()]*\)")
_LED = re.compile(r"\((?:[^()]* )?(?:lead(?: officer)?\s*[:\u2013-]|led by)\s", re.IGNORECASE)
_BESIDE = re.compile(r", | with (?!responsib)")
_TAIL = re.compile(r"(?:, | \(| (?:for|of|in|at|to|from|with) ).*")
_DETERMINER = re.compile(r"(?:the|an?|all|any|each|every|his|her|its|our|their)\s", re.IGNORECASE)
# Who does it: "finder", "auditor", "archivist", "custodian", "attendant", "steward", "foreman".
_DOER = re.compile(r"\w{2,}(?:er|or|[iy]st|ian|ant|ward|man|woman|person)")
_NO_DOER = frozenset(
    """adopter asian border cancer career civilian covenant disorder error forward foster harbour
    learner leaver letter major matter minor motor number order other outdoor paper power prisoner
    register restaurant river sector shelter significant traveller under user veteran younger
    """.split()  # noqa: SIM905 - words read best as words
)
_TOWN = re.compile(r"\w*(?:chester|cester|caster|minster|dover|water)|exeter|windsor|bangor")
# Who has no such ending.
_PEOPLE = frozenset(
    """agent aide apprentice associate buddy captain coach concierge dean delegate envoy fellow imam
    intern judge magistrate marshal nominee partner pilot priest provost rabbi scribe spoc tsar
    vicar""".split()  # noqa: SIM905 - words read best as words
)
_PAIR = 2
_OF_SUBJECT = re.compile(
    r"(?:.* )?(\w+) (?:of|for) (?!the\b)[^,;]*(?<!\bof)(?<!\band)(?<!\bthe)(?<!\bfor)(?<!&)"
)
_JOINED = re.compile(r"(?:^| )(?:and|&|of|for|to) ")
# A post that begins anew behind another's office, as where a line's end between them is lost.
_ANEW = re.compile(r" (?=(?:Chair|Chief|Clerk|Deputy|Designated|Director|Head|Named)\b)")
_LEADING_JOIN = re.compile(r"\W*(?:&|\+|/|,|and\b)", re.IGNORECASE)
_NAMED_NO_FURTHER = frozenset(
    ["director", "headteacher", "leader", "manager", "matron", "superintendent"]
)
_OF_CASES = frozenset(["account", "care", "case", "contract", "project"])
_TEAM_LEAD = ("team", "lead")
_OF_ONE = QUALIFIERS | {"chief", "executive", "head"}  # "Executive Director"


def is_unsure(post: str, offices: OfficeWords) -> bool:
    """True of one post's name in which a second may stand: behind a stroke, a join, a bracket."""
    if any(sign.search(post) for sign in (_STROKE, _BRACKETED_JOIN, _LED)):
        return True
    for left, right, join in joins_of(post):
        if _may_be_two(left, right, offices) or _are_joined(left, right, join, offices):
            return True
    for at in _BESIDE.finditer(post):
        if _are_beside(post[: at.start()], post[at.end() :], offices):
            return True
    if any(is_ended(post[: at.start()], offices) for at in _ANEW.finditer(post)):
        return True
    left, _, right = post.partition(") ")  # "Head of Care (North) Team Manager"
    return offices.is_post(left) and offices.is_post(right)


def begins_anew(left: str, right: str, offices: OfficeWords) -> bool:
    """True of two lines of a lead's cell that are two posts, where nothing stands between them."""
    whole = len(words_in(right)) >= _PAIR and offices.is_post(right)
    return whole and bool(_ANEW.match(f" {right}")) and is_ended(left, offices)


def are_two(left: str, right: str, offices: OfficeWords) -> bool:
    """True of two lines that no name of one post joins: who leads a team is named no further.

    "Health Visitor" above "Team Lead" may be one post, and so may "Case Manager" above it.
    """
    *_, before, last = ["", "", *words_in(left)]
    ends = (last in _NAMED_NO_FURTHER and before not in _OF_CASES) or (before, last) == _TEAM_LEAD
    return ends and may_be_run_together(left, right, offices)


def may_be_run_together(left: str, right: str, offices: OfficeWords) -> bool:
    """True of two lines that are a whole post's name each: "Team Lead" and "Housing Manager".

    So are "Head of Safeguarding" and "Department Matron": who heads something is named no further.
    What "and" or "&" joins is parted by it, and not by the line's end.
    """
    if _LEADING_JOIN.match(right):
        return False
    ended = _is_whole_post(left, offices) or _is_headed(left, right, offices)
    return ended and _is_whole_post(right, offices)


def _is_whole_post(text: str, offices: OfficeWords) -> bool:
    """True of a post that ends with its office, be it the lead of something."""
    words = words_in(text)
    is_lead = words[-1:] == ["lead"] and len(words) >= _PAIR
    return is_lead or is_ended(text, offices)


def _is_headed(left: str, right: str, offices: OfficeWords) -> bool:
    """True of an office of something, and a post that no "and" joins to it."""
    found = _OF_SUBJECT.fullmatch(left)
    return found is not None and offices.is_office(found[1].lower()) and not _JOINED.search(right)


def is_ended(left: str, offices: OfficeWords) -> bool:
    """True of a whole post that ends with its office: "Ward manager" before "Chair of Audit"."""
    words = words_in(left)
    last = words[-1] if len(words) >= _PAIR and left[-1].isalpha() else ""
    return offices.is_office(last) and last not in _OF_ONE


def _may_be_two(left: str, right: str, offices: OfficeWords) -> bool:
    head, _, tail = left.rpartition(", ")
    if offices.is_office((words_in(left) or [""])[-1]):
        return True
    both = offices.is_service(left) and offices.is_service(right)
    return both or bool(head and offices.is_agency(tail) and offices.is_agency(right))


def _are_joined(left: str, right: str, join: str, offices: OfficeWords) -> bool:
    """True of "Head of Law and Records Keeper", in either order: neither is the other's subject."""
    if not is_whole(left, offices):
        return is_doer(left, offices) and (
            is_alone(right, join, offices) or is_doer(right, offices)
        )
    bare = _TAIL.sub("", right)
    return bool(_DETERMINER.match(right)) or is_doer(bare, offices)


def _are_beside(left: str, right: str, offices: OfficeWords) -> bool:
    """True of "Named Nurse, Records Keeper"; what is after a comma is mostly an agency's name."""
    if left.count("(") > left.count(")") or _begins_a_name(right):
        return False
    begun = is_whole(left, offices) or is_doer(left, offices)
    return begun and is_a_doer(_TAIL.sub("", right), offices)


def _begins_a_name(text: str) -> bool:
    first = text.partition(" ")[0].strip(".")
    return first in FIRST_NAMES or first in TITLES or first == "St"


def is_a_doer(text: str, offices: OfficeWords) -> bool:
    """True of two words or more that name one who does something: one alone may be a town."""
    return len(words_in(text)) >= _PAIR and is_doer(text, offices)


def is_doer(text: str, offices: OfficeWords) -> bool:
    """True of a text whose last word is shaped as one who does something, and is no subject."""
    last = (words_in(text) or [""])[-1]
    return last in _PEOPLE or (bool(_DOER.fullmatch(last)) and not _is_known(last, offices))


def _is_known(word: str, offices: OfficeWords) -> bool:
    """True of a word for a subject, an organisation or a place."""
    if offices.is_organisation(word) or _TOWN.fullmatch(word):
        return True
    return word in ORDINARY_WORDS or word in PLACES or word in _NO_DOER
