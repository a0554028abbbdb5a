"""Where the files of a pack stand in the home."""

from __future__ import annotations

from pathlib import Path

from models.pack_circulation import folder_of
from tasks.office import Office


def pack_folder(office: Office, reference: str, version: int) -> Path:
    """One folder a version, under the home's packs."""
    return packs_folder(office) / folder_of(reference, version)


def packs_folder(office: Office) -> Path:
    """The folder of all packs."""
    return office.settings.home / "packs"
