"""The pack: the committee's actions frozen, its files built, the draft kept for the chair."""

from __future__ import annotations

from pathlib import Path

from tasks.office import Do
from tasks.packs import PackMade, Wanted, make_pack


def pack(do: Do, wanted: Wanted, *, out: Path | None = None) -> PackMade:
    """A draft pack for a meeting; nothing is approved or issued by itself."""
    return do(make_pack, wanted, out=out)
