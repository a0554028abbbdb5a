"""A link's seal: what was made here is read back, and nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from notifications.links import (
    LENGTH,
    address_digest,
    is_sealed,
    new_link,
    read_link,
    sealed,
)

KEY, OTHER = "a-secret-of-the-test", "another-secret-of-it"
NOW = datetime(2010, 11, 1, 9, 30, tzinfo=UTC)
ADDRESS = "ward.manager@example.org"
LINK = new_link(KEY, 7, ADDRESS, NOW)


def test_a_link_is_read_back_as_it_was_made() -> None:
    """The person, the minute, and the address as a digest that two spellings share."""
    found = read_link(KEY, LINK)
    assert found is not None
    assert (found.person_id, found.made_at) == (7, NOW)
    assert found.address == address_digest(KEY, "Ward.Manager@EXAMPLE.org")
    assert found.address != address_digest(KEY, "ward.manager@example.com")


def test_no_two_links_are_alike_and_each_is_short_enough_for_a_line() -> None:
    """Two of the same minute for the same person differ."""
    assert new_link(KEY, 7, ADDRESS, NOW) != LINK
    assert (len(LINK), LINK.isascii()) == (LENGTH, True)


def test_no_character_of_a_link_can_be_changed() -> None:
    """Not even the last, of which some bits are spare."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for place in range(LENGTH):
        for letter in letters:
            changed = f"{LINK[:place]}{letter}{LINK[place + 1 :]}"
            assert changed == LINK or read_link(KEY, changed) is None


@given(st.text() | st.text(alphabet="AZaz09-_+/= ", min_size=52, max_size=56))
def test_any_other_text_is_no_link(text: str) -> None:
    """And never an error."""
    assert read_link(KEY, text) is None


def test_another_secret_reads_nothing() -> None:
    """Whoever changes MATTERS_SECRET_KEY ends all links."""
    assert read_link(OTHER, LINK) is None


def test_a_seal_is_for_one_purpose_and_for_these_words() -> None:
    """The same words parted otherwise are other words."""
    seal = sealed(KEY, "form", "a", "b")
    assert is_sealed(KEY, seal, "form", "a", "b")
    for purpose, words in (("code", ("a", "b")), ("form", ("ab",)), ("form", ("a", "c"))):
        assert not is_sealed(KEY, seal, purpose, *words)
    assert not is_sealed(OTHER, seal, "form", "a", "b")
    assert not is_sealed(KEY, "", "form", "a", "b")
    assert not is_sealed(KEY, "é", "form", "a", "b")
