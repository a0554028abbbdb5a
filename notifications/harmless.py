"""Whether a page made with a board's own template runs, fetches or links to anything.

A message is opened on machines we know nothing of: what it fetches tells a stranger who reads it,
and words of a plan that became markup or an address would go where nobody sent them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

# What runs, and what is fetched from elsewhere when a message is opened.
FORBIDDEN = re.compile(
    r"<\s*(script|iframe|frame|frameset|object|embed|applet|form|input|button|img|link|base|svg"
    r"|math|video|audio|picture|source|track)\b"
    r"|<[^>]*\b(src|srcset|background|poster|action|formaction|ping|data|cite|longdesc)\s*="
    r"|\son\w+\s*=|javascript:|@import|@font-face|url\s*\(|image-set\s*\(|http-equiv",
    re.IGNORECASE,
)
LINK = re.compile(r"\bhref\s*=\s*[\"']?([^\"'>\s]*)", re.IGNORECASE)
# What stands between tags is read; what stands in one, or in a style sheet, is obeyed.
OBEYED = re.compile(r"<style\b.*?</style>|<[a-z][^>]*>", re.IGNORECASE | re.DOTALL)
# CSS writes any letter as a backslash and its number: no word would be found then.
DISGUISED = re.compile(r"\\[0-9a-f]", re.IGNORECASE)
MARK = "written.invalid"
HOSTILE = f"<u>//{MARK}/x</u> https://{MARK}/y "


def hostile(words: Mapping[str, Any], ours: Collection[str]) -> dict[str, Any]:
    """The same words as somebody would write them who wants them to be markup, but for ours."""
    return {name: said if name in ours else _hostile(said) for name, said in words.items()}


def _hostile(said: Any) -> Any:
    if isinstance(said, str):
        return HOSTILE + said if said else said
    return tuple(map(_hostile, said)) if isinstance(said, tuple) else said


def dangers(said: str, links: Collection[str]) -> Iterator[str]:
    """What runs, fetches or links elsewhere, a sentence each."""
    found = FORBIDDEN.search(said)
    if found:
        yield f"It has {found[0].strip()!r}: a message runs nothing and fetches nothing."
    if any(DISGUISED.search(obeyed) for obeyed in OBEYED.findall(said)):
        yield "It has a letter of a style written as a number: write it as it is."
    for link in LINK.findall(said):
        if link not in links:
            yield f"It links to {link}: a message links to the page and to whom to ask."


def obeyed(said: str) -> Iterator[str]:
    """Where words of a plan became markup; `said` was made with hostile ones."""
    if "<u>" in said or any(MARK in one for one in OBEYED.findall(said)):
        yield "It makes markup, or an address, of words that people wrote: let them stand as text."
