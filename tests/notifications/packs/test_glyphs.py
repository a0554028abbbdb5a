"""What can be printed is printed as it is; what cannot is shown and listed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.packs.glyphs import FONTS, covered, legible, printable

ANY_TEXT = st.text(alphabet=st.characters())


@given(ANY_TEXT)
def test_printable_text_has_glyphs(words: str) -> None:
    """Whatever comes in, each character that goes out is in a font we ship."""
    assert all(c == "\n" or ord(c) in covered() for c in printable(words))


@given(ANY_TEXT)
def test_legible_text_can_be_written(words: str) -> None:
    """Whatever comes in, what goes out is UTF-8 without a control or an override of direction."""
    shown = legible(words)
    shown.encode("utf-8")
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c != "\n" for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    "words",
    ["Łódź, ngŵydd, Đặng, Ωμέγα, Київ", "بچوں کا تحفظ", "“quoted” – dashes — and … £€"],
)
def test_languages_of_the_country_are_printed_as_they_are(words: str) -> None:
    """Welsh, Polish, Vietnamese, Greek, Ukrainian and Urdu need no brackets."""
    lost: set[str] = set()
    assert printable(words, lost) == unicodedata.normalize("NFC", words)
    assert lost == set()


@pytest.mark.parametrize(
    ("words", "shown", "point"),
    [
        ("a\U0001f642b", "a[U+1F642]b", "U+1F642"),
        ("a\x07b", "a[U+0007]b", "U+0007"),
        ("a\u202eb", "a[U+202E]b", "U+202E"),
        ("a\ud83db", "a[U+D83D]b", "U+D83D"),
    ],
)
def test_what_cannot_be_printed_is_shown_and_listed(words: str, shown: str, point: str) -> None:
    """A character without a glyph, a control and an override are shown as their code points."""
    lost: set[str] = set()
    assert printable(words, lost) == shown
    assert lost == {point}


def test_unseen_characters_go_and_lines_stay() -> None:
    """A byte order mark goes, a tab is a space, and every kind of line end is one."""
    assert printable("\ufeffa\tb\r\nc\rd") == "a b\nc\nd"


def test_every_font_has_its_licence_beside_it() -> None:
    """A family of fonts is shipped with the text of the licence it is shipped under."""
    for font in FONTS.glob("*.ttf"):
        licence = (FONTS / f"{font.stem.split('-')[0]}-OFL.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert "Copyright" in licence
