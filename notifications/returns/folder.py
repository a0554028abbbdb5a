"""A folder into which reports are saved, by a mail server's rule or by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from notifications.returns.mailbox import LARGEST, MailboxUnavailable

READ = "read"


def saved_mail(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Each file of the folder with its bytes, the oldest name first; raises MailboxUnavailable."""
    try:
        files = sorted(path for path in folder.iterdir() if _is_mail(path))
    except OSError as error:
        raise MailboxUnavailable(
            f"The folder {folder} cannot be read ({error.strerror})"
        ) from error
    for path in files:
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST)
        except OSError as error:
            raise MailboxUnavailable(f"{path} cannot be read ({error.strerror})") from error
        yield path, data


def _is_mail(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def put_away(path: Path) -> None:
    """Move a file that was read into the folder below; raises MailboxUnavailable."""
    try:
        (path.parent / READ).mkdir(exist_ok=True)
        path.replace(path.parent / READ / path.name)
    except OSError as error:
        raise MailboxUnavailable(
            f"{path} was read and cannot be moved into {READ} ({error.strerror}): it will be read "
            "again, which does no harm"
        ) from error
