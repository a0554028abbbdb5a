"""Working papers that no board keeps any longer, deleted from the home (policy, `[retention]`).

They are of the home and not of one board: a file stays as long as the board says that keeps them
longest. A file of the inbox that was never entered as a plan stays beyond that: perhaps nobody has
read it, and it is the only one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from models.board_reading import board_ids
from models.database import reading, writing
from models.policy_reading import policy_in_force
from models.purging import plans_entered, record_papers
from models.rules.retention import kept_from, longest
from tasks.believed import refuse, runs_ahead
from tasks.home_files import digest_of
from tasks.office import Office
from tasks.plan_page import FOLDER as REPORTS
from tasks.refused import Refused
from tasks.rehearsed_page import FOLDER as REHEARSALS

INBOX = "inbox"
HIDDEN = (".", "~$")
FOLDERS = (INBOX, REPORTS, REHEARSALS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """How many files went; `set_up` is false where a board keeps its papers for ever.

    `unread` are files of the inbox that are as old, and stay: none was entered as a plan.
    """

    set_up: bool
    files: int = 0
    unread: tuple[str, ...] = ()


def purge_papers(office: Office, *, only_look: bool = False) -> Papers:
    """What lies in the home's working papers for too long, gone now unless one only looks.

    Raises Refused where the clock ran ahead, or a file cannot be deleted: what could be, is gone.
    """
    if not only_look:
        refuse(runs_ahead(office))
    found = _old(office)
    if found is None:
        return Papers(set_up=False)
    unread = _unread(office, found)
    old = [path for path in found if path not in unread]
    if not only_look:
        _delete(office, old)
    names = tuple(str(path.relative_to(office.settings.home)) for path in unread)
    return Papers(set_up=True, files=len(old), unread=names)


def unread_plans(office: Office) -> int:
    """How many files of the inbox would go by their age, and stay since nobody has entered them."""
    return len(_unread(office, _old(office) or []))


def _old(office: Office) -> list[Path] | None:
    """The papers that no board keeps any longer; None where one keeps them for ever."""
    today = office.clock.today()
    kept = kept_from(today, _months(office, today))
    return None if kept is None else list(_older(office.settings.home, kept))


def _unread(office: Office, old: list[Path]) -> list[Path]:
    """The files of the inbox that are no plan which the register has, as they are now.

    A link is not one: what it leads to stays where it is. Nor is what a program hides there.
    """
    inbox = office.settings.home / INBOX
    plans = [
        path
        for path in old
        if path.is_relative_to(inbox) and not path.is_symlink() and not path.name.startswith(HIDDEN)
    ]
    if not plans:
        return []
    with reading(office.engine) as session:
        entered = plans_entered(session)
    return [path for path in plans if _sha256(path) not in entered]


def _sha256(path: Path) -> str:
    """What a file is known by; empty of one that cannot be read, which nobody knows."""
    try:
        return digest_of(path)
    except OSError:
        return ""


def _months(office: Office, today: date) -> int:
    with reading(office.engine) as session:
        ids = board_ids(session)
        kept = [policy_in_force(session, one, today).policy.retention.papers_months for one in ids]
    return longest(kept)


def _older(home: Path, kept: date) -> Iterator[Path]:
    """The files that lie there since before a day; a link is one itself, and is not followed.

    A folder that is a link itself is somebody else's, and left alone.
    """
    for name in FOLDERS:
        if (home / name).is_symlink():
            continue
        for path in sorted((home / name).rglob("*")):
            # Somebody may take one away meanwhile.
            with suppress(FileNotFoundError):
                if (path.is_symlink() or path.is_file()) and _lies_since(path) < kept:
                    yield path


def _lies_since(path: Path) -> date:
    """The day a file was written, or was put there: a copy may say that it is older than that."""
    found = path.lstat()
    return datetime.fromtimestamp(max(found.st_mtime, found.st_ctime), UTC).date()


def _delete(office: Office, files: list[Path]) -> None:
    """What can be is gone, and the history of every board says how many were."""
    left = [(path, why) for path in files if (why := _deleted(path))]
    if gone := len(files) - len(left):
        with writing(office.engine) as session:
            record_papers(session, gone, office.clock.today(), office.clock.now())
    if left:
        path, why = left[0]
        said = f"{path.relative_to(office.settings.home)} in the home: it cannot be deleted ({why})"
        more = f", nor can {len(left) - 1} more" if left[1:] else ""
        raise Refused(f"{said}{more}. Delete it, or give it to this user.")


def _deleted(path: Path) -> str:
    """Why a file is there still; empty where it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        return error.strerror or "it is refused"
    return ""
