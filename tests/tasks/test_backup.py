"""A home in one file, and back: on another machine, in another database, whole or not at all."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pyrage
import pytest
from sqlalchemy import Engine, text

from models.backup import table_names, written_lines
from models.backup_writing import record_backup
from models.database import open_engine, reading, writing
from models.files_named import lacking
from models.migrate import HEAD, is_current
from settings import Settings
from tasks import backup
from tasks.backup import back_up, one_state
from tasks.backup_daily import back_up_day
from tasks.health import health
from tasks.home_files import files_of
from tasks.looking import history, verify_history
from tasks.machine import machine
from tasks.office import Office
from tasks.refused import Refused
from tasks.restore import restore
from tests.stories.world import BOARD_ID, World, row
from tests.stories.world import HEAD as SCHOOLS_HEAD

Change = Callable[[dict[str, bytes]], object]


@pytest.fixture
def busy(world: World) -> Iterator[World]:
    """A world with messages, an answer with a file, a decision and a deputy's post."""
    world.import_plan(row("1", "17 September 2010"), row("2", "TBC", lead=SCHOOLS_HEAD))
    world.run()
    world.let_pass()
    world.respond("1", "evidence", evidence="What was agreed.")
    world.decide("1", "return")
    templates = world.office.settings.home / "templates"
    templates.mkdir()
    for name in ("letter.txt", "Chair's letter (old).txt~"):
        (templates / name).write_text("A template.", encoding="utf-8")
    (templates / "linked.txt").symlink_to("letter.txt")
    yield world
    world.let_pass()


def contents(engine: Engine) -> dict[str, list[str]]:
    """Every table of a register as it is written down."""
    with one_state(engine) as connection:
        return {name: list(written_lines(connection, name)) for name in table_names()}


def files(home: Path) -> dict[str, bytes]:
    """The files of a home that no database holds."""
    found = (p for f in ("evidence", "templates") for p in (home / f).rglob("*"))
    return {str(path.relative_to(home)): path.read_bytes() for path in found}


def refused(settings: Settings, file: Path, sentence: str, key: Path | None = None) -> None:
    """The backup is not restored, with a sentence; nothing of it is left."""
    before = sorted(settings.home.rglob("*"))
    with pytest.raises(Refused, match=sentence):
        restore(settings, file, key)
    assert sorted(settings.home.rglob("*")) == before


def test_what_was_backed_up_comes_back_as_it_was(busy: World, tmp_path: Path) -> None:
    """Rows and files, readable by their owner alone; the history is whole and goes on."""
    office, file = busy.office, tmp_path / "b"
    kept = contents(office.engine)
    done = back_up(office, file)
    assert (done.sealed, done.files, file.stat().st_mode & 0o777) == (False, 4, 0o600)
    settings = Settings(home=tmp_path / "other", clock=busy.today)
    settings.home.mkdir()
    settings.home.chmod(0o755)
    back = restore(settings, file)
    assert (back.rows, back.files) == (done.rows, 4)
    assert files(settings.home) == files(office.settings.home)
    modes = {p.stat().st_mode & 0o077 for p in [settings.home, *settings.home.rglob("*")]}
    assert modes == {0}
    engine = open_engine(settings.register_url)
    assert contents(engine) == kept
    other = Office(settings=settings, engine=engine, clock=office.clock)
    assert verify_history(other) == []
    engine.dispose()


def test_the_history_says_that_a_backup_was_made(busy: World, tmp_path: Path) -> None:
    """By the hash of its file."""
    done = back_up(busy.office, tmp_path / "b")
    last = history(busy.office)[-1]
    assert (last.what, json.loads(last.facts)) == ("backed up", {"sha256": done.sha256})


def test_a_home_without_its_evidence_has_no_whole_backup(busy: World, tmp_path: Path) -> None:
    """It is made and says what it lacks, lets the last whole one not go, and health says so.

    A file that was changed is as good as none; that of a struck answer may be gone.
    """
    office, days, evidence = busy.office, tmp_path / "days", busy.office.settings.home / "evidence"
    days.mkdir()
    busy.settings(backup_folder=days)
    for day in range(1, 32):
        (days / f"2010-08-{day:02}.matters").touch()
        with writing(office.engine) as session:
            lacks = {} if day == 1 else {BOARD_ID: 1}
            record_backup(session, "0" * 64, date(2010, 8, day), office.clock.now(), lacks)
    evidence.rename(tmp_path / "away")
    with pytest.raises(Refused, match=r"backup was made\. It lacks 1 file that the register names"):
        back_up_day(busy.office)
    names = [f"2010-08-{day:02}.matters" for day in (1, *range(3, 32))]
    assert sorted(path.name for path in days.iterdir()) == [*names, "2010-09-06.matters"]
    assert "the last backup lacks 1 file" in " ".join(health(busy.office)[0].wrong)
    back = restore(Settings(home=tmp_path / "other"), days / "2010-09-06.matters")
    (lost,) = back.lacking
    assert lost.name == f"evidence/{lost.sha256}"
    (tmp_path / "away").rename(evidence)
    assert back_up(office, tmp_path / "b").lacking == ()
    assert "lacks" not in " ".join(health(busy.office)[0].wrong)
    with reading(office.engine) as session:
        assert lacking(session, {lost.name: "0" * 64}) == (lost,)
        session.execute(text("UPDATE response SET struck_on = '2010-09-06'"))
        assert lacking(session, {}) == ()


def test_one_database_is_restored_into_another(
    busy: World, tmp_path: Path, postgres_empty_url: str
) -> None:
    """From SQLite to PostgreSQL and back again: nothing is lost, and new rows find a number."""
    file = tmp_path / "b"
    kept = contents(busy.office.engine)
    back_up(busy.office, file)
    there = Settings(home=tmp_path / "there", database_url=postgres_empty_url, clock=busy.today)
    restore(there, file)
    engine = open_engine(postgres_empty_url)
    assert contents(engine) == kept
    office = Office(settings=there, engine=engine, clock=busy.office.clock)
    again = tmp_path / "again"
    back_up(office, again)  # its entry is a new row of PostgreSQL's own numbering
    engine.dispose()
    home = Settings(home=tmp_path / "back", clock=busy.today)
    restore(home, again)
    back = open_engine(home.register_url)
    assert contents(back) == kept
    back.dispose()


def test_it_is_sealed_for_whoever_holds_the_key(busy: World, tmp_path: Path) -> None:
    """The machine has the public half alone; without the secret half nothing opens."""
    secret, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    busy.settings(backup_key=str(secret.to_public()))
    file, key = tmp_path / "b", tmp_path / "key"
    assert back_up(busy.office, file).sealed
    assert b"What was agreed" not in file.read_bytes()
    settings = Settings(home=tmp_path / "home")
    settings.home.mkdir(mode=0o700)
    refused(settings, file, "give the file of its secret key")
    refused(settings, file, "no line AGE-SECRET-KEY", tmp_path / "none")
    key.write_text(f"# a comment\n{other}\n", encoding="ascii")
    refused(settings, file, "does not open it", key)
    key.write_text(f"# a comment\n{other}\n{secret}\n", encoding="ascii")
    assert restore(settings, file, key).files == 4


def test_a_key_that_is_none_leaves_no_backup(busy: World, tmp_path: Path) -> None:
    """The sentence names the setting, and not what it holds."""
    busy.settings(backup_key="AGE-SECRET-KEY-1SOMETHING")
    with pytest.raises(Refused, match="MATTERS_BACKUP_KEY: it is the public half") as raised:
        back_up(busy.office, tmp_path / "b")
    assert "SOMETHING" not in str(raised.value)
    assert list(tmp_path.glob("b*")) == []
    assert [one.partition(":")[0] for one in machine(busy.office).wrong] == ["MATTERS_BACKUP_KEY"]


def test_a_backup_without_room_is_refused_before_it_begins(
    busy: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With how much is wanted; the disk for backups is looked at beforehand."""
    big = busy.office.settings.home / "evidence" / "big"
    big.parent.mkdir(exist_ok=True)
    with big.open("wb") as file:
        file.truncate(40_000_000)
    usage = shutil.disk_usage(tmp_path)._replace(free=119_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    said = r"the backup wants 12[1-9] MB there, and 119 MB are free\. Make room"
    with pytest.raises(Refused, match=said):
        back_up(busy.office, tmp_path / "b")
    busy.settings(backup_folder=tmp_path)
    assert any("disk of MATTERS_BACKUP_FOLDER" in one for one in machine(busy.office).wrong)


def test_a_file_that_cannot_be_read_is_named_and_one_that_is_gone_is_not_missed(
    busy: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the home's files and not the backup's; no backup is left."""
    gone = busy.office.settings.home / "templates" / "gone"
    listed = (gone, "templates/gone")
    monkeypatch.setattr(backup, "files_of", lambda home: (listed, *files_of(home)))
    assert back_up(busy.office, tmp_path / "b").files == 4
    gone.symlink_to("x" * 300)
    with pytest.raises(Refused, match=r"^templates/gone in the home: .* read \(File name"):
        back_up(busy.office, tmp_path / "c")
    assert not (tmp_path / "c").exists()
    with (
        pytest.raises(OSError, match="changed meanwhile"),
        (gone.parent / "letter.txt").open("rb") as file,
    ):
        backup.Hashed(file).read(100)


def test_nothing_is_overwritten(busy: World, tmp_path: Path, postgres_url: str) -> None:
    """Neither a backup, nor a home in use, nor a database that holds a register."""
    file = tmp_path / "b"
    back_up(busy.office, file)
    with pytest.raises(Refused, match="is there already"):
        back_up(busy.office, file)
    refused(busy.office.settings, file, "is in use already")
    full = Settings(home=tmp_path / "full", database_url=postgres_url)
    full.home.mkdir(mode=0o700)
    refused(full, file, "The database is not empty")
    full.home.chmod(0o755)
    (full.home / "notes").touch()
    refused(full, file, "open to others and holds other files")
    (full.home / "evidence").mkdir()
    (full.home / "evidence" / "x").touch()
    refused(full, file, "is in use already")


def changed(file: Path, change: Change) -> Path:
    """A backup of which something was changed by hand."""
    with tarfile.open(file) as archive:
        found = {m.name: archive.extractfile(m).read() for m in archive}  # type: ignore[union-attr]
    change(found)
    target = file.with_name("changed")
    with tarfile.open(target, "w:gz") as archive:
        for name, data in found.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return target


def test_a_damaged_backup_is_refused(busy: World, tmp_path: Path) -> None:
    """Cut off, altered, with a file too many or one that leads out of the home."""
    file = tmp_path / "b"
    back_up(busy.office, file)
    settings = Settings(home=tmp_path / "home")
    settings.home.mkdir(mode=0o700)
    cut = tmp_path / "cut"
    cut.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    refused(settings, cut, "no backup of Matters Arising, or it is damaged")
    (tmp_path / "words").write_text("words", encoding="utf-8")
    refused(settings, tmp_path / "words", "no backup of Matters Arising")
    refused(settings, tmp_path / "absent", "could not be restored")
    changes: tuple[Change, ...] = (
        lambda found: found.update({"tables/person.jsonl": b'["id"]\n'}),
        lambda found: found.update({"../out": b"x"}),
        lambda found: found.update({"evidence/../../out": b"x"}),
        lambda found: found.update({"evidence/more": b"x"}),
        lambda found: found.pop("tables/notice.jsonl"),
        lambda found: found.pop("manifest.json"),
    )
    for change in changes:
        refused(settings, changed(file, change), "is damaged")
    assert not (tmp_path / "out").exists()


def test_a_history_that_was_altered_is_not_restored(busy: World, tmp_path: Path) -> None:
    """Not even from a backup that fits its own manifest."""
    with busy.office.engine.execution_options(writes=True).begin() as connection:
        what = connection.scalar(text("SELECT what FROM history WHERE seq = 3"))
        connection.execute(text("DROP TRIGGER history_no_update"))
        connection.execute(text("UPDATE history SET what = 'nothing' WHERE seq = 3"))
    with pytest.raises(Refused, match="The history in the backup is not whole"):
        back_up(busy.office, tmp_path / "b")
    assert list(tmp_path.glob("b*")) == []
    with busy.office.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE history SET what = :what WHERE seq = 3"), {"what": what})


def test_an_older_backup_is_brought_up_to_date(busy: World, tmp_path: Path) -> None:
    """Of the schema before the page of the leads: its tables are made, and all else is there."""
    file = tmp_path / "b"
    back_up(busy.office, file)

    def older(found: dict[str, bytes]) -> None:
        manifest = json.loads(found["manifest.json"])
        for name in ("page_code", "links_revoked"):
            del found[f"tables/{name}.jsonl"]
            del manifest["members"][f"tables/{name}.jsonl"]
        found["manifest.json"] = json.dumps(manifest | {"schema": "0007"}).encode()

    settings = Settings(home=tmp_path / "home")
    restore(settings, changed(file, older))
    engine = open_engine(settings.register_url)
    assert is_current(engine)
    engine.dispose()


def test_a_newer_backup_is_refused(busy: World, tmp_path: Path) -> None:
    """With the schema that is known here."""
    file = tmp_path / "b"
    back_up(busy.office, file)

    def newer(found: dict[str, bytes]) -> None:
        manifest = json.loads(found["manifest.json"])
        found["manifest.json"] = json.dumps(manifest | {"schema": "9999"}).encode()

    settings = Settings(home=tmp_path / "home")
    settings.home.mkdir(mode=0o700)
    refused(settings, changed(file, newer), f"9999 is not known here .the newest is {HEAD}")


def test_the_days_backups_are_made_once_and_thinned_out(busy: World, tmp_path: Path) -> None:
    """Other files in the folder stay; a folder that is not there is said without its place."""
    busy.settings(backup_folder=tmp_path / "away")
    with pytest.raises(Refused, match="the folder is not there") as raised:
        back_up_day(busy.office)
    assert str(tmp_path) not in str(raised.value)
    busy.settings(backup_folder=tmp_path)
    names = {f"2010-08-{day:02}.matters" for day in range(1, 32)}
    for name in (*names, "notes.txt", "2010-08-01 of the pilot.matters"):
        (tmp_path / name).touch()
    made = back_up_day(busy.office)
    assert made is not None
    assert (made.made, made.let_go) == (True, 2)
    left = {path.name for path in tmp_path.iterdir()}
    assert names - left == {"2010-08-01.matters", "2010-08-02.matters"}
    assert left - names == {"2010-09-06.matters", "notes.txt", "2010-08-01 of the pilot.matters"}
    again = back_up_day(busy.office)
    assert again is not None
    assert not again.made
