"""Text that can be printed: no character stops a pack, and none is lost without a word.

A character that no shipped font has, or that is there to deceive the eye (controls, overrides of
direction), is printed as its code point in brackets and listed. Marks that show nothing and
deceive nobody (a byte order mark, a soft hyphen, a space without width) are left out.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = frozenset("\u200e\u200f\ufeff\u200b\u2060\u00ad")
_NOT_TEXT = frozenset({"Cc", "Cs", "Co", "Cn"})


@cache
def covered() -> frozenset[int]:
    """The code points that a shipped face has in every weight it comes in."""
    from fontTools.ttLib import TTFont

    families: dict[str, list[frozenset[int]]] = {}
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            families.setdefault(path.stem.split("-")[0], []).append(frozenset(font.getBestCmap()))
    return frozenset().union(*(frozenset.intersection(*faces) for faces in families.values()))


def legible(text: str, lost: set[str] | None = None) -> str:
    """The text in NFC, with what no page can show as `[U+XXXX]`; `lost` gathers those.

    For HTML and Excel, whose readers bring their own fonts: controls, overrides of direction,
    surrogates, private and unassigned characters are shown, and a tab is a space.
    """
    if text.isascii() and text.isprintable():
        return text
    whole = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_shown(c, _is_text(c), lost) for c in whole)


def printable(text: str, lost: set[str] | None = None) -> str:
    """The text as `legible` has it, and what no shipped font has as `[U+XXXX]` as well."""
    if text.isascii() and text.isprintable():
        return text
    fonts = covered()
    return "".join(_shown(c, c == "\n" or ord(c) in fonts, lost) for c in legible(text, lost))


def _is_text(c: str) -> bool:
    return c in "\n\t" or (c not in _OVERRIDES and unicodedata.category(c) not in _NOT_TEXT)


def _shown(c: str, fits: bool, lost: set[str] | None) -> str:  # noqa: FBT001 - asked of one character
    if c == "\t":
        return " "
    if c in _UNSEEN:
        return ""
    if fits:
        return c
    point = f"U+{ord(c):04X}"
    if lost is not None:
        lost.add(point)
    return f"[{point}]"
