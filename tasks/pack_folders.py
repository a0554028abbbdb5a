"""Where the files of a pack stand in the home."""

from __future__ import annotations

from pathlib import Path

from tasks.office import Office


def pack_folder(office: Office, reference: str, version: int) -> Path:
    """One folder a version, under the home's packs."""
    return office.settings.home / "packs" / f"{reference}-v{version}"
