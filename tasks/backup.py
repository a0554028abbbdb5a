"""The whole of a home in one file: the register as it is at one moment, evidence, packs, templates.

It can be restored on another machine and into another kind of database. What is not in it: the
settings and their secrets, and messages that were written as files.
"""

from __future__ import annotations

import errno
import hashlib
import json
import tarfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, Engine

from models.backup import table_names, written_lines
from models.backup_writing import record_backup
from models.database import writing
from models.files_named import Named
from models.migrate import HEAD
from tasks.home_files import digest_of, files_of, is_of
from tasks.office import Office
from tasks.refused import Refused
from tasks.room import refuse_without_room
from tasks.sealing import NO_KEY, is_public_key, seal
from tasks.workplace import workplace

FORM = "matters backup 1"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What a backup holds: rows, files, its own size and SHA-256, and whether it is sealed.

    `lacking` are files that the register names and the home does not hold as it knows them.
    """

    file: Path
    rows: int
    files: int
    size: int
    sha256: str
    sealed: bool
    lacking: tuple[Named, ...]


def back_up(office: Office, file: Path) -> BackedUp:
    """One file with all of the home, made while anything may run, and proved by restoring it.

    It is sealed where MATTERS_BACKUP_KEY is set. Raises Refused where the file is there already
    or cannot be written, where there is no room for it or the key is none, and where what was
    restored differs; then no file is left. What the home lacks is no such reason: the rest is kept.
    """
    if file.exists():
        raise Refused(f"{file} is there already: name another file.")
    key = office.settings.backup_key
    if key is not None and not is_public_key(key):
        raise Refused(f"{NO_KEY}.")
    home = office.settings.home
    try:
        files_now = (path for path, _ in files_of(home))
        refuse_without_room(home, file.parent, office.settings.register_path, files_now)
        with workplace(home, ".backup-") as folder:
            plain = folder / "plain"
            rows, files = _pack(office, folder, plain)
            lacking = _prove(plain, folder / "proof")
            seal(plain, file, key)
    except OSError as error:
        raise Refused(_not_written(file, home, error)) from None
    digest = digest_of(file)
    with writing(office.engine) as session:
        lacks = Counter(one.board_id for one in lacking)
        record_backup(session, digest, office.clock.today(), office.clock.now(), lacks)
    return BackedUp(
        file=file,
        rows=rows,
        files=files,
        size=file.stat().st_size,
        sha256=digest,
        sealed=key is not None,
        lacking=lacking,
    )


def _not_written(file: Path, home: Path, error: OSError) -> str:
    """Why there is no backup, by the file that is the cause."""
    cause = Path(str(error.filename or ""))
    if is_of(home, cause):
        return (
            f"{cause.relative_to(home)} in the home: it cannot be read ({error.strerror}), and no"
            " backup leaves it out. Give it to the user that the program runs as (chown), or take"
            " it away."
        )
    return f"{file}: the backup could not be written ({error.strerror})."


def _pack(office: Office, folder: Path, plain: Path) -> tuple[int, int]:
    """The register's tables and the home's files as one archive; how many rows and files."""
    manifest: dict[str, object] = {"form": FORM, "schema": HEAD, "members": {}}
    members: dict[str, str] = {}
    rows = 0
    with tarfile.open(plain, "w:gz", compresslevel=6, dereference=True) as archive:
        with one_state(office.engine) as connection:
            for name in table_names():
                table = folder / name
                rows += _write_table(connection, name, table)
                _add(archive, table, f"tables/{name}.jsonl", members)
                table.unlink()
        # Files come after the rows that name them: none of those is missing.
        tables = len(members)
        for path, name in files_of(office.settings.home):
            # One that was taken away meanwhile is no part of the home any more.
            with suppress(FileNotFoundError):
                _add(archive, path, name, members)
        manifest["members"] = members
        (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        archive.add(folder / MANIFEST, MANIFEST)
    return rows, len(members) - tables


@contextmanager
def one_state(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the register as it is at one moment, whatever is written meanwhile."""
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**level) as connection, connection.begin():
        yield connection


def _write_table(connection: Connection, name: str, target: Path) -> int:
    count = -1
    with target.open("w", encoding="utf-8") as out:
        for line in written_lines(connection, name):
            out.write(f"{line}\n")
            count += 1
    return count


class Hashed:
    """A file that is read once, and hashed as it is: it may be changed the moment after."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, so many; raises OSError, by the file's name, where they are not there."""
        try:
            data = self.file.read(size)
        except OSError as error:
            raise OSError(error.errno, error.strerror, self.file.name) from None
        if len(data) < size:
            raise OSError(errno.EIO, "it was changed meanwhile", self.file.name)
        self.sha256.update(data)
        return data


def _add(archive: tarfile.TarFile, path: Path, name: str, members: dict[str, str]) -> None:
    with path.open("rb") as file:
        once = Hashed(file)
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=file), once)
    members[name] = once.sha256.hexdigest()


def _prove(plain: Path, proof: Path) -> tuple[Named, ...]:
    """Restore what was written into a home of its own; what it lacks.

    Raises Refused where it does not hold.
    """
    from tasks.restore import restored_into

    proof.mkdir(mode=0o700)
    return restored_into(plain, proof, f"sqlite:///{proof / 'register.db'}").lacking
