"""Which part a post of a lead cell has in the action: it leads, or it supports who does.

Source: procedure, "Who may do what": the first lead named is accountable, the others contribute;
where the cell itself says who leads, it is that one.
"""

from __future__ import annotations

import re

from models.rules.plan_offices import OPENING_WORDS, OfficeWords, words_in

LEADS, SUPPORTS = "leads", "supports"
_OF = r"(?: (?:officers?|agenc(?:y|ies)|person|posts?))?"
_BEFORE = re.compile(
    rf"^(?:jointly|(?:joint |overall |co-)?(?P<leads>leads?|owner){_OF}"
    rf"|(?P<supports>support(?:ing)?){_OF})(?:\s*:\s*|(?P<dash>\s+[\u2013\u2014-])\s+)|^with\s+(?=[A-Z])",
    re.IGNORECASE,
)
_PART = r"(?:(?:joint |overall |co-)?lead(?:ing|s)?|(?:in |to )?support(?:ing|s)?)"
_AFTER = re.compile(
    rf"(?:\s*(?:[\u2013\u2014:]|\s-)\s*|\s(?=to support$)|\s+to (?=lead$))({_PART})$"
    rf"|\s*\(({_PART})\)$",
    re.IGNORECASE,
)
# "Lead: Matron. Support: Named GP": behind a post's name another role begins.
_BEGINS = re.compile(rf"\s*[.,;]\s*(?=(?:leads?|owner|support(?:ing)?){_OF}\s*:)", re.IGNORECASE)
_BESIDE = re.compile(rf"(\({_PART}\))\s*(?:[,/]|\band\b|&)\s*(?=[A-Z])", re.IGNORECASE)
# "Ward Managers (lead: Matron)": it says itself which of the two answers for it.
_LED_BY = re.compile(
    r"([^();]+?)\s*\((?:(?:joint |overall )?lead(?: officer)?\s*[:\u2013-]|led by)\s*([^()]+)\)",
    re.IGNORECASE,
)


def at_roles(text: str, words: OfficeWords) -> str:
    """An entry with a semicolon before each role that begins in it; who leads in brackets first."""
    match = _LED_BY.fullmatch(text)
    if match and all(_is_body(one, words) for one in match.groups()):
        text = f"{match[2]}; {match[1]}"
    return _BESIDE.sub(r"\1;", _BEGINS.sub("; ", text))


def _is_body(text: str, words: OfficeWords) -> bool:
    return words.is_post(text) or words.is_service(text)


def role_before(part: str, words: OfficeWords) -> tuple[str, str]:
    """A part without the role that stands before it, and the role: "Support: Named GP".

    "Lead \u2013 Adult Nurses" is a post's name; before a dash a role has a whole one behind it.
    """
    match = _BEFORE.match(part)
    if not match:
        return part, ""
    rest = part[match.end() :]
    if match["dash"] and not (words.is_post(rest) and (match["supports"] or _begins(rest))):
        return part, ""
    return rest, LEADS if match["leads"] else SUPPORTS if match["supports"] else ""


def _begins(text: str) -> bool:
    said = words_in(text)
    return len(said) == 1 or said[0] in OPENING_WORDS


def role_after(name: str, words: OfficeWords) -> tuple[str, str]:
    """A post or an agency without the role behind it, and the role: "Head of Audit (lead)"."""
    match = _AFTER.search(name)
    if not match or not _is_body(bare := name[: match.start()], words):
        return name, ""
    said = match[1] or match[2]
    return bare, LEADS if "lead" in said.lower() else SUPPORTS
