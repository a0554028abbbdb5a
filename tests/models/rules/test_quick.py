"""Facts that are made quickly are the facts that the library makes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from models.rules.quick import quickly_made


@dataclass(frozen=True, slots=True)
class Slow:
    """As the library makes it."""

    place: int
    name: str = "none"
    parts: tuple[int, ...] = ()


@quickly_made
@dataclass(frozen=True, slots=True)
class Quick:
    """The same, made quickly."""

    place: int
    name: str = "none"
    parts: tuple[int, ...] = ()


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Made by name alone."""

    place: int
    name: str = "none"


def test_a_quick_fact_has_the_fields_of_a_slow_one() -> None:
    """By place, by name, with what is left out at its default; told apart and changed alike."""
    for given in ((1,), (1, "a"), (1, "a", (2, 3))):
        slow, quick = Slow(*given), Quick(*given)
        assert (quick.place, quick.name, quick.parts) == (slow.place, slow.name, slow.parts)
        assert hash(quick) == hash(slow)
        assert replace(quick, name="b") == Quick(1, "b", quick.parts) != quick
    assert Named(place=1) == Named(place=1, name="none")


def test_a_quick_fact_is_frozen_and_misses_nothing() -> None:
    """Nothing is set afterwards, and what must be given must be given."""
    with pytest.raises(FrozenInstanceError):
        Quick(1).name = "b"  # type: ignore[misc]
    with pytest.raises(TypeError, match="place"):
        Quick()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="positional"):
        Named(1)  # type: ignore[call-arg]
