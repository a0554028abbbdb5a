"""A small file of JSON in the home: whole as it is now, or whole as it was before."""

from __future__ import annotations

import json
from pathlib import Path


def keep_json(kept: Path, said: object) -> None:
    """Written beside and moved into its place; raises OSError where the disk does not take it."""
    beside = kept.with_suffix(".new")
    beside.write_text(json.dumps(said), encoding="utf-8")
    beside.replace(kept)
