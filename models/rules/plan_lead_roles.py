"""Which part a post of a lead cell has in the action: it leads, or it supports who does.

Source: procedure, "Who may do what": the first lead named is accountable, the others contribute;
where the cell itself says who leads, it is that one.
"""

from __future__ import annotations

import re

from models.rules.plan_offices import OfficeWords

LEADS, SUPPORTS = "leads", "supports"
_OF = r"(?: (?:officers?|agenc(?:y|ies)|person|posts?))?"
_BEFORE = re.compile(
    rf"^(?:jointly|(?:joint |overall )?(?P<leads>leads?|owner){_OF}"
    rf"|(?P<supports>support(?:ing)?){_OF})\s*:\s*|^with\s+(?=[A-Z])",
    re.IGNORECASE,
)
_PART = r"(?:(?:joint |overall |co-)?(?P<leads{n}>lead(?:ing|s)?)|(?:in |to )?support(?:ing|s)?)"
_AFTER = re.compile(
    rf"\s*(?:[\u2013\u2014:]|\s-)\s*{_PART.format(n=1)}$|\s*\({_PART.format(n=2)}\)$", re.IGNORECASE
)
# "Lead: Matron. Support: Named GP": behind a post's name another role begins.
_BEGINS = re.compile(rf"\s*[.,;]\s*(?=(?:leads?|owner|support(?:ing)?){_OF}\s*:)", re.IGNORECASE)
_BESIDE = re.compile(rf"(\({_PART.format(n=1)}\))\s*(?:[,/]|\band\b|&)\s*(?=[A-Z])", re.IGNORECASE)
# "Ward Managers (lead: Matron)": it says itself which of the two answers for it.
_LED_BY = re.compile(
    r"([^();]+?)\s*\((?:(?:joint |overall )?lead(?: officer)?\s*[:\u2013-]|led by)\s*([^()]+)\)",
    re.IGNORECASE,
)


def at_roles(text: str, words: OfficeWords) -> str:
    """An entry with a semicolon before each role that begins in it; who leads in brackets first."""
    match = _LED_BY.fullmatch(text)
    are_two = match and all(words.is_post(one) or words.is_service(one) for one in match.groups())
    said = f"{match[2]}; {match[1]}" if match and are_two else text
    return _BESIDE.sub(r"\1;", _BEGINS.sub("; ", said))


def role_before(part: str) -> tuple[str, str]:
    """A part without the role that stands before it, and the role: "Support: Named GP"."""
    match = _BEFORE.match(part)
    if not match:
        return part, ""
    role = LEADS if match["leads"] else SUPPORTS if match["supports"] else ""
    return part[match.end() :], role


def role_after(name: str, words: OfficeWords) -> tuple[str, str]:
    """A post or an agency without the role behind it, and the role: "Head of Audit (lead)"."""
    match = _AFTER.search(name)
    bare = name[: match.start()] if match else ""
    if not match or not (words.is_post(bare) or words.is_service(bare)):
        return name, ""
    return bare, LEADS if match["leads1"] or match["leads2"] else SUPPORTS
