"""How a snapshot is written down: the same bytes for the same pack, and read back or refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from models.rules.packs_json import LATER, from_json, to_json
from models.rules.words import Step
from tests.tables import table


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a snapshot."""

    step: Step
    on: date | None
    pair: tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A snapshot in small."""

    title: str
    parts: tuple[Part, ...]
    late: bool = field(default=False, metadata=LATER)


PART = Part(step=Step.E1, on=date(2010, 10, 18), pair=("é", 2))
WHOLE = Whole(title="Child X", parts=(PART, replace(PART, on=None)))
BYTES = (
    b'{"parts":[{"on":"2010-10-18","pair":["\\u00e9",2],"step":"E1"},'
    b'{"on":null,"pair":["\\u00e9",2],"step":"E1"}],"title":"Child X"}'
)


def test_the_bytes_are_in_order_without_spaces_or_what_came_later() -> None:
    """A field that came later is left out while it has its default, and said where it has not."""
    assert to_json(WHOLE) == BYTES
    assert from_json(BYTES, Whole) == WHOLE
    late = replace(WHOLE, late=True)
    assert to_json(late) == BYTES.replace(b'{"parts', b'{"late":true,"parts')
    assert from_json(to_json(late), Whole) == late


@table(
    ("old", "new", "says"),
    [
        (b'"title":"Child X"', b'"title":7', "whole.title: 7 is not a str"),
        (b'"title":"Child X"', b'"to":1,"a":1', "whole: missing or unknown: a, title, to"),
        (
            b'"title":"Child X"',
            b'"g":1,"b":1,"e":1,"a":1,"f":1,"d":1,"c":1',
            "whole: missing or unknown: a, b, c, d, e, f, g, title",
        ),
        (b",2]", b",2,3]", "whole.parts[0].pair: 2 values are expected, 3 are there"),
        (b",2]", b",true]", "whole.parts[0].pair[1]: True is not a int"),
        (b'"E1"', b'"E9"', "whole.parts[0].step: 'E9' is not a Step"),
        (b'"2010-10-18"', b'"2010-10-48"', "whole.parts[0].on: '2010-10-48' is not a date"),
        (b'"2010-10-18"', b"7", "whole.parts[0].on: 7 is not a date"),
        (b'["\\u00e9",2]', b'"x"', "whole.parts[0].pair: a list is expected"),
        (BYTES, b"[]", "whole: missing or unknown: an object"),
        (BYTES, b"{", "this is not the JSON of a whole: "),
    ],
)  # fmt: skip
def test_what_is_not_a_snapshot_is_refused_with_its_place(
    old: bytes, new: bytes, says: str
) -> None:
    """It is not printed with a gap."""
    with pytest.raises(ValueError, match=r"\w") as refused:
        from_json(BYTES.replace(old, new), Whole)
    assert str(refused.value).startswith(says)
