"""A home made anew from a backup, and proved before anybody uses it; nothing is overwritten."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sqlalchemy import Connection, Engine, inspect, text
from sqlmodel import Session

from models.backup import (
    NotABackup,
    go_on_counting,
    load_lines,
    point_back,
    table_names,
)
from models.board_reading import board_ids
from models.database import into_one_file, open_engine, reading
from models.files_named import Named, lacking
from models.history_checking import faults_of
from models.migrate import NotARegister, bring_up, build, in_one_go
from settings import Settings
from tasks.backup import FORM, MANIFEST
from tasks.home_files import FOLDERS, LOST_FOUND
from tasks.refused import OF_THE_DISK, Refused
from tasks.register import private_home, register_is_there
from tasks.sealing import is_sealed, unseal
from tasks.workplace import workplace

# Whatever a person called a file may stand in a backup; what would lead out of the home may not.
NAME = re.compile(r"tables/[a-z_]+\.jsonl|(evidence|packs|templates)(/[^/\0]+)+")
OUTSIDE = {".", ".."}
DAMAGED = "it is no backup of Matters Arising, or it is damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored: rows and files; the history of every board in it is whole.

    `lacking` are files that the register names and the backup does not hold as it knows them.
    """

    rows: int
    files: int
    lacking: tuple[Named, ...]


def restore(settings: Settings, file: Path, key_file: Path | None = None) -> Restored:
    """The home of the settings made from a backup. Raises Refused where anything is in its way.

    Nothing is kept of a backup that is damaged, or whose history is not whole.
    """
    home = settings.home
    _refuse_full(settings)
    private_home(home)
    try:
        with workplace(home, ".restore-") as folder:
            plain = file
            if is_sealed(file):
                plain = folder / "plain"
                unseal(file, plain, key_file)
            return _placed(settings, plain, folder)
    except OSError as error:
        raise Refused(f"{file}: it could not be restored ({error.strerror}).") from None


def _refuse_full(settings: Settings) -> None:
    """Raises Refused for a home with a register, or with files that a backup would bring."""
    full = [name for name in FOLDERS if _holds_files(settings.home / name)]
    if (settings.database_url is None and register_is_there(settings)) or full:
        raise Refused(
            f"{settings.home} is in use already: restore into an empty folder (MATTERS_HOME)."
        )


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(one.name != LOST_FOUND for one in folder.iterdir())


def _placed(settings: Settings, plain: Path, folder: Path) -> Restored:
    """Everything in its place, the register last: without it a home is empty."""
    staged = folder / "home"
    staged.mkdir(mode=0o700)
    inside = settings.database_url is None
    url = f"sqlite:///{staged / 'register.db'}" if inside else settings.register_url
    done = restored_into(plain, staged, url)
    for name in FOLDERS:
        if (staged / name).is_dir():
            shutil.rmtree(settings.home / name, ignore_errors=True)
            (staged / name).rename(settings.home / name)
    if inside:
        (staged / "register.db").chmod(0o600)
        (staged / "register.db").rename(settings.home / "register.db")
    return done


def restored_into(plain: Path, home: Path, url: str) -> Restored:
    """An archive laid out in an empty home and an empty database, and proved.

    Raises Refused for one that is damaged, of a newer program, or whose history is not whole.
    """
    try:
        with tarfile.open(plain, "r:gz") as archive:
            members = _laid_out(archive, home)
    except (tarfile.TarError, EOFError, ValueError, KeyError, OSError) as fault:
        if isinstance(fault, OSError) and fault.errno in OF_THE_DISK:
            raise
        raise Refused(f"{plain.name}: {DAMAGED} ({type(fault).__name__}).") from None
    schema = json.loads((home / MANIFEST).read_text(encoding="utf-8"))["schema"]
    engine = open_engine(url)
    try:
        rows = _filled(engine, home, schema)
        with reading(engine) as session:
            lacks = lacking(session, members)
        into_one_file(engine)
    except (NotABackup, NotARegister) as error:
        raise Refused(str(error)) from None
    finally:
        engine.dispose()
    shutil.rmtree(home / "tables")
    (home / MANIFEST).unlink()
    files = sum(not name.startswith("tables/") for name in members)
    return Restored(rows=rows, files=files, lacking=lacks)


def _laid_out(archive: tarfile.TarFile, home: Path) -> dict[str, str]:
    """The archive's files under the home, each with the hash that the manifest gives."""
    found: dict[str, str] = {}
    for member in archive:
        name = member.name
        leads_out = not OUTSIDE.isdisjoint(name.split("/"))
        if not member.isfile() or leads_out or not (name == MANIFEST or NAME.fullmatch(name)):
            raise ValueError(name)
        target = home / name
        _private_folders(target.parent, home)
        found[name] = _extracted(archive, member, target)
    manifest = json.loads((home / MANIFEST).read_text(encoding="utf-8"))
    del found[MANIFEST]
    if manifest["form"] != FORM or manifest["members"] != found:
        raise ValueError(FORM)
    return found


def _private_folders(folder: Path, home: Path) -> None:
    for one in reversed([folder, *folder.parents]):
        if one.is_relative_to(home):
            one.mkdir(mode=0o700, exist_ok=True)


def _extracted(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> str:
    digest = hashlib.sha256()
    source = archive.extractfile(member)
    if source is None:
        raise ValueError(member.name)
    with target.open("xb") as out:
        target.chmod(0o600)
        while block := source.read(1_000_000):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def _filled(engine: Engine, home: Path, schema: str) -> int:
    """The tables filled and proved, all in one transaction; how many rows there are."""
    with in_one_go(engine) as connection:
        build(connection, schema)
        there = set(inspect(connection).get_table_names())
        names = [name for name in table_names() if name in there]
        rows = 0
        for name in names:
            with _lines(home, name) as found:
                rows += load_lines(connection, name, found)
        for name in names:
            with _lines(home, name) as found:
                point_back(connection, name, found)
        bring_up(connection)
        go_on_counting(connection)
        _refuse_faults(connection)
    return rows


def _lines(home: Path, name: str) -> TextIO:
    return (home / "tables" / f"{name}.jsonl").open(encoding="utf-8")


def _refuse_faults(connection: Connection) -> None:
    """Raises Refused where a row points to none, or a history is not whole."""
    if connection.dialect.name == "sqlite":
        loose = connection.execute(text("PRAGMA foreign_key_check")).first()
        if loose is not None:
            raise Refused(f"A row of {loose[0]} points to one of {loose[2]} that is not there.")
    with Session(connection, join_transaction_mode="rollback_only") as session:
        faults = [said for board in board_ids(session) for said in faults_of(session, board)]
    if faults:
        raise Refused("\n".join(["The history in the backup is not whole:", *faults]))
