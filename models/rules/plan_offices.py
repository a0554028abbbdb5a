"""The words by which a lead cell is known to name a post or an agency: data that a board extends.

A board adds its own under `[offices]` of its policy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from models.rules.policy import Offices

# What a post is, in one word: each stands for an office wherever it stands in a name.
POST_WORDS = frozenset({
    "administrator", "adviser", "ceo", "cno", "coo", "dass", "dph", "hos", "insp", "sgt", "supt",
     "advisor", "advocate", "analyst", "assistant", "auditor",
    "chair", "chairman", "chairperson", "champion", "chief", "clerk", "commander",
    "commissioner", "constable", "consultant", "convenor", "convener", "coordinator",
    "co-ordinator", "coroner", "dci", "dcs", "dcss", "deputy", "developer", "di", "director",
    "doctor", "dsl", "educator", "executive", "facilitator", "governor", "gp", "head",
    "headteacher", "inspector", "iro", "lado", "lead", "leader", "lecturer", "manager",
    "matron", "member", "midwife", "nurse", "officer", "owner", "paediatrician", "pharmacist",
    "physician", "practitioner", "president", "principal", "professional", "psychiatrist",
    "psychologist", "registrar", "representative", "secretary", "senco", "sergeant",
    "solicitor", "specialist", "sro", "superintendent", "supervisor", "teacher", "therapist",
    "trainer", "treasurer", "visitor", "warden", "worker",
    "author", "bursar", "chaplain", "councillor", "counsellor",
    "dcc", "guardian", "investigator", "paramedic", "psw",
    "reviewer", "scrutineer", "surgeon", "trustee",
})  # fmt: skip
# The words with which a post's name begins.
OPENING_WORDS = frozenset({
    "assistant", "associate", "chair", "chief", "clerk", "consultant", "dci", "dcs", "deputy",
    "designated", "detective", "director", "dph", "head", "heads", "headteacher", "hos", "interim",
    "lead",     "named", "principal", "strategic", "senior", "superintendent", "vice",
})  # fmt: skip
# The words that stand only before an office: "Designated and Named Nurse" are two nurses.
QUALIFIERS = frozenset({
    "acting", "assistant", "associate", "deputy", "designated", "interim", "joint", "lead",
    "named", "principal", "senior", "specialist", "vice",
})  # fmt: skip
ORGANISATION_WORDS = frozenset({
    "agency", "association", "authority", "board", "borough", "centre", "clinic", "college",
    "commission", "constabulary", "council", "foundation", "group", "hospital",
    "icb", "infirmary", "nhs", "organisation", "partnership", "pct", "police", "practice",
    "provider", "school", "service", "services", "society", "team", "trust", "unit",
    "university",
})  # fmt: skip
# Agencies that are named by one word, and services that a plan names without any other word.
AGENCIES = frozenset({
    "ambulance", "cafcass", "camhs", "ccg", "connexions", "cps", "csp", "icb", "lscb", "lscp",
    "mash", "nhs", "nhs england", "nspcc", "pct", "police", "probation", "sab", "yos", "yot",
})  # fmt: skip
# The words for a part of a body: "Adult Social Care / Children's Services" may be one post's.
DEPARTMENTS = frozenset({"service", "services", "team", "teams", "unit", "group"})
SUBJECTS = frozenset({
    "adults", "children", "education", "health", "housing", "legal", "licensing", "schools",
    "social care", "social work", "adult social care", "public health", "early help",
    "children's social care", "youth justice",
})  # fmt: skip
_WORD = re.compile(r"[A-Za-z][A-Za-z\u2019'\-]*")


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """The words of one reading: ours, and those that the board adds."""

    posts: frozenset[str]
    organisations: frozenset[str]

    def is_post(self, text: str) -> bool:
        """True of a text in which a word for an office stands."""
        return any(map(self.is_office, words_in(text)))

    def is_office(self, word: str) -> bool:
        """True of a word for an office, in lower case, one or many."""
        return word in self.posts or singular(word) in self.posts

    def opens_post(self, text: str) -> bool:
        """True of a text that begins as a post does, or ends with the word for an office."""
        words = words_in(text)
        return bool(words) and (words[0] in OPENING_WORDS or self.is_office(words[-1]))

    def is_organisation(self, text: str) -> bool:
        """True of a text in which a word for an organisation stands."""
        return any(word in self.organisations for word in words_in(text))

    def is_agency(self, text: str) -> bool:
        """True of a text that is an agency's whole name: it needs no word after it."""
        words = words_in(text)
        if not words or self.is_post(text):
            return False
        ends = words[-1] in self.organisations or singular(words[-1]) in self.organisations
        return ends or self.is_known_agency(text) or is_abbreviation(text)

    def is_known_agency(self, text: str) -> bool:
        """True of an agency that is known by one word or its letters."""
        return plain(text) in AGENCIES

    def is_body(self, text: str) -> bool:
        """True of an agency that is no mere service of one: a department is another's part."""
        words = words_in(text)
        return self.is_agency(text) and words[-1] not in DEPARTMENTS and plain(text) not in SUBJECTS

    def is_service(self, text: str) -> bool:
        """True of an agency's whole name, and of a service named without any other word."""
        return self.is_agency(text) or plain(text) in SUBJECTS


@lru_cache(maxsize=8)
def office_words(added: Offices) -> OfficeWords:
    """The words of a board: those of the procedure's plans, and its own."""
    return OfficeWords(
        posts=POST_WORDS | {word.lower() for word in added.posts},
        organisations=ORGANISATION_WORDS | {word.lower() for word in added.organisations},
    )


def words_in(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def is_abbreviation(text: str) -> bool:
    """True of a text of nothing but abbreviations."""
    words = _WORD.findall(text)
    return bool(words) and all(word.isupper() and len(word) > 1 for word in words)


def plain(text: str) -> str:
    """A name as the lists above have it: lower case, a plain apostrophe."""
    return text.lower().replace("\u2019", "'").strip()


def singular(word: str) -> str:
    """One of many: "midwives" are each a midwife, "secretaries" each a secretary."""
    for ending, one in (("wives", "wife"), ("ies", "y"), ("s", "")):
        if word.endswith(ending):
            return word.removesuffix(ending) + one
    return word
