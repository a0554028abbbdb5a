"""Prefect's own database, begun anew where it is damaged: nothing of the register depends on it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

NAME = "prefect.db"
BESIDE = ("", "-wal", "-shm")
ASIDE = "spoilt-"
# A row that breaks a rule of its table can be read all the same.
NO_DAMAGE = ("CHECK constraint", "NULL value")


def is_damaged(folder: Path) -> bool:
    """True of a folder with a database that cannot be read through."""
    return (folder / NAME).exists() and not _is_whole(folder / NAME)


def put_aside(folder: Path) -> str:
    """A sentence where the database in the folder was damaged, and was put aside; else empty.

    No server may have it open.
    """
    if not is_damaged(folder):
        return ""
    for ending in BESIDE:
        path = folder / f"{NAME}{ending}"
        if path.exists():
            path.replace(folder / f"{ASIDE}{path.name}")
    return (
        f"Prefect's own database was damaged and is begun anew: {folder / (ASIDE + NAME)} may be"
        " thrown away. The register knows what was told."
    )


def _is_whole(file: Path) -> bool:
    """True of a database that can be read through, and of one that another process has locked."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
            return all(said == "ok" or said.startswith(NO_DAMAGE) for said in found)
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False
