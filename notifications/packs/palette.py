"""The palette of a pack; a test holds its contrasts (4.5:1 for text, 3:1 for edges)."""

from __future__ import annotations

from models.rules.words import Brag

INK = "#16202a"
QUIET = "#4d5862"
LATE = "#9a1c12"
RULE = "#b9c0c7"
ACCENT = "#1d4f7c"
WASH = "#f1f4f7"

FILL = {
    Brag.RED: "#c5362b",
    Brag.AMBER: "#f2b632",
    Brag.GREEN: "#2c7a4b",
    Brag.BLUE: "#2a66a8",
    Brag.GREY: "#7a838c",
}
EDGE = {
    Brag.RED: "#8f1f17",
    Brag.AMBER: "#8a5a00",
    Brag.GREEN: "#1c5433",
    Brag.BLUE: "#1b4777",
    Brag.GREY: "#525a62",
}
INK_ON = {
    Brag.RED: "#ffffff",
    Brag.AMBER: "#16202a",
    Brag.GREEN: "#ffffff",
    Brag.BLUE: "#ffffff",
    Brag.GREY: "#000000",
}
TINT = {
    Brag.RED: "#fbe3e0",
    Brag.AMBER: "#fdf0cf",
    Brag.GREEN: "#dcefe3",
    Brag.BLUE: "#dde9f6",
    Brag.GREY: "#e6e9ec",
}
WORD = {
    Brag.RED: "#7d170f",
    Brag.AMBER: "#5c3c00",
    Brag.GREEN: "#164228",
    Brag.BLUE: "#173d66",
    Brag.GREY: "#3a4249",
}


def palette() -> dict[str, str | dict[str, str]]:
    """Every colour by its name, as a template takes it."""
    tables = {"fill": FILL, "edge": EDGE, "ink_on": INK_ON, "tint": TINT, "word": WORD}
    by_brag = {name: {b.value: v for b, v in table.items()} for name, table in tables.items()}
    plain = {"ink": INK, "quiet": QUIET, "late": LATE, "rule": RULE, "accent": ACCENT, "wash": WASH}
    return {**plain, **by_brag}
