"""The day's backup in the folder of MATTERS_BACKUP_FOLDER, and which of the older ones are kept."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.backup_writing import are_whole
from models.database import reading
from models.rules.backups import lacks_words, to_let_go
from tasks.backup import back_up
from tasks.believed import refuse, runs_ahead
from tasks.office import Office
from tasks.refused import Refused

ENDING = ".matters"
NAME = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """What a day's backup came to, in counts; `made` is false where there was one already."""

    made: bool
    rows: int = 0
    files: int = 0
    size: int = 0
    sealed: bool = False
    let_go: int = 0


def back_up_day(office: Office) -> Daily | None:
    """The backup of today, made once; None where no folder is set.

    Raises Refused where it cannot be written, or is not whole, or the clock ran ahead: then no
    older one is let go. One that lacks files is refused as well, so that people hear of it; it
    stays, and for it go the older ones that always do, but never the last that lacks nothing.
    """
    folder = office.settings.backup_folder
    if folder is None:
        return None
    if not folder.is_dir():
        raise Refused("MATTERS_BACKUP_FOLDER: the folder is not there; make it, or mount its disk.")
    refuse(runs_ahead(office))
    today = office.clock.today()
    file = folder / f"{today}{ENDING}"
    if file.exists():
        return Daily(made=False)
    done = back_up(office, file)
    old = _let_go(office, folder, today)
    if done.lacking:
        raise Refused(f"Today's backup was made. It lacks {lacks_words(len(done.lacking))}.")
    return Daily(
        made=True,
        rows=done.rows,
        files=done.files,
        size=done.size,
        sealed=done.sealed,
        let_go=old,
    )


def _let_go(office: Office, folder: Path, today: date) -> int:
    """How many older backups are not kept any more; they are gone."""
    days = _days(folder)
    with reading(office.engine) as session:
        whole = are_whole(session, days)
    old = to_let_go(days, today, whole)
    for day in old:
        (folder / f"{day}{ENDING}").unlink(missing_ok=True)
    return len(old)


def newest_on(folder: Path, today: date) -> date | None:
    """The day of the newest backup that lies in the folder; one of a day to come is none."""
    return max((day for day in _days(folder) if day <= today), default=None)


def _days(folder: Path) -> list[date]:
    """The days of the backups in the folder; other files in it are nobody's business."""
    found = []
    for path in folder.glob(f"*{ENDING}"):
        # What only looks like a day, the 31st of June say, is another file.
        with suppress(ValueError):
            if NAME.fullmatch(path.stem):
                found.append(date.fromisoformat(path.stem))
    return found
