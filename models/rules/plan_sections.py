"""What a line alone above or inside a plan's table says: an agency, or a recommendation.

A line names an agency unless all of its words are those of a plan's own furniture ("Closed
actions", "Sheet1") or of what plans are about ("Record keeping"), or it names a review; of such
words alone some name the board or all agencies. One that is numbered, or is a sentence, is a
recommendation for the rows below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from models.rules.plan_furniture import is_running
from models.rules.plan_section_labels import (
    LONGEST_SECTION,
    bare_section,
    is_like_an_agency,
    is_theme,
    without_order,
)
from models.rules.plan_shared_sections import shared_section

LONGEST_TITLE = 80
LONGEST_NOTE = 300
_FURNITURE = frozenset(
    """a action actions again agencies agency all and annex any appendix archive archived as at
    board board's by case closed complete completed copy current data date dated draft final
    for from full in individual joint item items last later latest list live log main master
    meeting multi new no not of old on open ongoing our other outstanding overdue page part
    pending plan planned plans progress recommendation recommendations record register
    requested review reviews section sheet since single smart started status summary tab
    table task tasks template the this to tracker update updated updates v ver version with
    year jan feb mar apr may jun jul aug sep sept oct nov dec january february march april
    june july august september october november december q qtr quarter extension extensions
    carried forward high immediate immediately long low medium month months phase previous
    priorities priority short stage term urgent week weeks within
    time tbc official sensitive restricted confidential protect marked""".split()  # noqa: SIM905 - words read best as words
)
# What a plan is about, of which no agency's name is made alone: "Record keeping".
_SUBJECTS = frozenset(
    """and of on the assessment assessments assurance awareness capacity child children's child's
    communication engagement escalation governance information keeping learning lessons mental
    oversight pathway pathways policies policy procedure procedures quality record recording records
    sharing supervision thresholds voice""".split()  # noqa: SIM905 - words read best as words
)
_REVIEW = re.compile(
    r"\b(?:ls?cspr|cspr|scr|sar|dhr|dardr|mhhr|review|child|adult|family|baby|case|mr|ms|mrs)"
    r"\s+[A-Z0-9]{1,3}\b(?!\w)",
    re.IGNORECASE,
)
_NO_AGENCY = _FURNITURE | _SUBJECTS
_LABEL = re.compile(
    r"^\s*(?:(?:lead|responsible|relevant)\s+)?(?:agency|agencies|organisation|service|department)"
    r"\s*[:\u2013-]\s*",
    re.IGNORECASE,
)
_PLAN = re.compile(r"[\s:\u2013-]+(?:single[- ]agency )?action plan$", re.IGNORECASE)
_PARTS = re.compile(r"(\s[|\u2013\u2014-]\s|:\s)")
# A part of a title that begins with the kind of a review and ends there, or names a plan.
_OF_REVIEW = re.compile(
    r"(?:(?:the )?(?:ls?cspr|cspr|scr|sar|dhr|dardr|mhhr|safeguarding adults? review"
    r"|domestic (?:homicide|abuse[- ]related death) review|mental health homicide review"
    r"|(?:local )?child safeguarding practice review|serious case review)\b"
    r"(?!.*\b(?:panel|(?:sub-?)?group|board|committee|team|chair|lead))"
    r"|.*\b(?:action|improvement|implementation|delivery|learning)s? (?:plan|log|tracker)s?\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\s*(?:[a-z]{0,4}\s*\d[\w.\-/]*[.):]?$|(?:rec\w*\s*)?\d[\d.]*[a-z]?[.):]\s)", re.IGNORECASE
)
_HEADS_ACTIONS = re.compile(
    r"\s*(?:recommendation|rec|finding|learning(?: point)?|lesson|issue|priority|objective)\b"
    r"\.?\s*(?:no\.?\s*)?(?:\w{0,3}\d|[:\u2013-]\s*\w)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:should|must|shall|ought to|needs? to)\b", re.IGNORECASE)
# What calls a footnote, or heads it, before at least three words.
_FOOTNOTE = re.compile(
    r"(?:(?P<sign>[*\u2020\u2021\u00a7\u00b9\u00b2\u00b3\u2070-\u2079]+)\s*"
    r"|(?:foot)?notes?\s*[:\u2013-]\s*|n\.?\s?b\.?[\s:]+)(?:\S+\s+){2,}\S",
    re.IGNORECASE,
)
SENTENCE_WORDS = 8


def agency_named(text: str) -> str:
    """The agency that a line names, without the label before it; "" for a plan's furniture.

    One for the board or for all agencies names them by its own words, as the committee's file does.
    """
    return shared_section(without_order(text)) or ("" if is_theme(text) else _strange(text))


def _strange(text: str) -> str:
    """An agency by a word of its own."""
    if is_labelled(text):
        return without_label(text)
    said = _without_plan(bare_section(text))
    words = re.findall(r"[a-z']+", said.lower().replace("\u2019", "'"))
    strange = [word for word in words if len(word) > 1 and word not in _NO_AGENCY]
    return said if strange and not _REVIEW.search(said) else ""


def _without_plan(text: str) -> str:
    """ "Housing" for "Housing \u2013 SAR Oak improvement plan": less the review and the plan."""
    parts = _PARTS.split(_PLAN.sub("", text))
    named = [at for at in range(0, len(parts), 2) if not _OF_REVIEW.match(parts[at])]
    return "".join("".join(parts[at - 1 if at else 0 : at + 1]) for at in named).lstrip(
        " :|\u2013-"
    )


def without_label(text: str) -> str:
    """ "Housing" for "Agency: Housing"; any other text as it is."""
    return _LABEL.sub("", " ".join(text.split()))


def is_labelled(text: str) -> bool:
    """True of a line that says itself that it names an agency."""
    return bool(_LABEL.match(text)) and bool(without_label(text))


def told_apart(titles: Sequence[str]) -> list[str]:
    """The agencies that the titles of several tables name; none where one title is for all."""
    return list(titles) if len(set(filter(None, titles))) > 1 else [""] * len(titles)


def title_agency(lines: Iterable[str]) -> str:
    """The agency that the last of the lines above a table names: no sentence, no furniture."""
    for line in reversed(list(lines)):
        text = " ".join(line.split())
        if len(text) <= LONGEST_TITLE and is_section(text) and not text.endswith((".", ";")):
            named = agency_named(text)
            if named:
                return named
    return ""


def title_recommendation(lines: Sequence[str]) -> str:
    """The recommendation that the last line above a table says its actions are for.

    A sentence or two between them is about it, and hides nothing.
    """
    said = (line for line in reversed(lines) if not is_labelled(line) and not _is_prose(line))
    last = next((line for line in said if _HEADS_ACTIONS.match(line) or _strange(line)), "")
    return last if _HEADS_ACTIONS.match(last) else ""


def _is_prose(line: str) -> bool:
    """True of a whole sentence that is not itself a recommendation."""
    whole = line.rstrip().endswith(".") and len(line.split()) > SENTENCE_WORDS
    return whole and not _HEADS_ACTIONS.match(line)


def is_section(text: str) -> bool:
    """True of a line in a table that may name the agency of the rows below it."""
    text = text.strip()
    return (
        len(text) <= LONGEST_SECTION
        and not is_running(text)
        and (not _NUMBERED.match(text) or is_like_an_agency(bare_section(text)))
        and not _HEADS_ACTIONS.match(text)
        and not _ASKS.search(text)
        and not _is_prose(text)
        and not is_footnote(text)
    )


def asks(text: str) -> bool:
    """True of a line that says what should be done."""
    return bool(_ASKS.search(text))


def is_numbered(text: str) -> bool:
    """True of a number, or of a text that begins with one."""
    return bool(_NUMBERED.match(text))


def is_note(text: str) -> bool:
    """True of a sentence to its stop that asks for nothing and has no number."""
    text = text.strip()
    said = _is_prose(text) and len(text) <= LONGEST_NOTE
    return said and not asks(text) and not is_numbered(text)


def is_footnote(text: str) -> bool:
    """True of a line that its sign or first word makes a note: "* Provisional until May"."""
    found = _FOOTNOTE.match(text)
    sign = found["sign"] if found else None
    return found is not None and not (sign and text.endswith(sign))
