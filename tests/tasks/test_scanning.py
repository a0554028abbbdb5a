"""Files that are sent to the page: looked at before one of them is kept."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tasks.evidence import LARGEST
from tasks.refused import Refused
from tasks.scanning import looked_at
from tests.stories.world import World

GOOD = {
    "a.pdf": b"%PDF-1.7 and so on",
    "b.docx": b"PK\x03\x04 and so on",
    "c.XLSX": b"PK\x03\x04 and so on",
    "d.msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on",
    "e.png": b"\x89PNG\r\n\x1a\n and so on",
    "f.jpeg": b"\xff\xd8\xff and so on",
    "g.csv": "Zoë;12".encode("cp1252"),
    "h.txt": "Zoë".encode("utf-16"),
}
BAD = {
    "a.exe": b"MZ and so on",
    "b.pdf": b"MZ and so on",
    "c.docx": b"<html>",
    "d.html": b"<html>",
    "e.svg": b"<svg/>",
    "f.txt": b"MZ\x00\x01",
    "g": b"words",
    "h.pdf.js": b"%PDF-1.7",
    "i.docm": b"PK\x03\x04 and so on",
}


def test_a_file_is_what_its_name_says_or_it_is_refused(world: World) -> None:
    """By its ending and by how it begins; nothing that a browser or an office would run."""
    for name, data in GOOD.items():
        assert looked_at(world.office, name, data).file.name == name
    for name, data in BAD.items():
        with pytest.raises(Refused, match="not what its name says"):
            looked_at(world.office, name, data)


def test_a_name_leads_nowhere(world: World) -> None:
    """What is kept lies under its hash; the name is only shown."""
    found = looked_at(world.office, "../../etc/<b>x</b>\r\n.txt", b"words")
    assert found.file.name == "_.._etc_b_x_b_.txt"


def test_a_file_has_a_size(world: World) -> None:
    """None is refused, and so is more than 25 MB."""
    with pytest.raises(Refused, match="is empty"):
        looked_at(world.office, "a.txt", b"")
    with pytest.raises(Refused, match="over 25 MB"):
        looked_at(world.office, "a.txt", b"x" * (LARGEST + 1))


@contextmanager
def scanner(folder: Path, answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A scanner that gives one answer to one file: where it is, and what it was sent."""
    heard: list[bytes] = []
    place = str(folder / "s")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(place)
        server.listen(1)

        def answers() -> None:
            with server.accept()[0] as asked, asked.makefile("rb") as stream:
                heard.append(stream.read(len(b"zINSTREAM\x00")))
                while size := struct.unpack(">I", stream.read(4))[0]:
                    heard.append(stream.read(size))
                asked.sendall(answer)

        thread = threading.Thread(target=answers)
        thread.start()
        yield f"unix:{place}", heard
        thread.join(10)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (b"stream: OK\x00", ""),
        (b"stream: Eicar-Test-Signature FOUND\x00", "the virus scanner refused it"),
        (b"INSTREAM size limit exceeded. ERROR\x00", "could not be checked"),
        (b"", "could not be checked"),
    ],
)
def test_a_file_is_kept_only_where_the_scanner_lets_it(
    world: World, tmp_path: Path, answer: bytes, sentence: str
) -> None:
    """It is sent whole, in parts, and what the scanner does not say is no yes."""
    data = b"x" * 100_000
    with scanner(tmp_path, answer) as (place, heard):
        world.settings(clamd=place)
        if sentence:
            with pytest.raises(Refused, match=sentence):
                looked_at(world.office, "a.txt", data)
        else:
            assert looked_at(world.office, "a.txt", data).data == data
    assert heard[0] == b"zINSTREAM\x00"
    assert b"".join(heard[1:]) == data


def test_where_the_scanner_is_away_nothing_is_kept(world: World, tmp_path: Path) -> None:
    """An answer without the file still goes through."""
    for place in (f"unix:{tmp_path / 'none'}", "tcp://127.0.0.1:9"):
        world.settings(clamd=place)
        with pytest.raises(Refused, match="could not be checked for viruses"):
            looked_at(world.office, "a.txt", b"words")
