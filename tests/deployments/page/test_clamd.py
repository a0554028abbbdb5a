"""Files that are sent to the page, looked at by a clamd with a signature of our own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deployments.page.served import SECRET, Answer, Served, dump, kept, multipart
from tests.deployments.page.test_forms import fields, opened

FOUND = b"the words that this scanner looks for"
PATIENCE = 30
CONFIG = """
LocalSocket {folder}/s
DatabaseDirectory {folder}
TemporaryDirectory {folder}
Foreground yes
Bytecode no
MaxThreads 2
"""


@dataclass(frozen=True)
class Scanner:
    """A scanner that runs, and where it listens."""

    place: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """It is gone."""
        self.process.terminate()
        self.process.wait(PATIENCE)


@pytest.fixture
def clamd() -> Iterator[Scanner]:
    """One that knows a single signature, on a socket of its own."""
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
    if program is None:
        pytest.skip("clamd is not installed (see .ci/packages)")
    # The path of a socket has room for about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="clamd"))
    (folder / "own.ndb").write_text(f"Own.Words:0:*:{FOUND.hex()}\n", encoding="ascii")
    config = folder / "clamd.conf"
    config.write_text(CONFIG.format(folder=folder), encoding="ascii")
    with subprocess.Popen([program, "-c", str(config)], stdout=subprocess.DEVNULL) as running:
        try:
            deadline = time.monotonic() + PATIENCE
            while not (folder / "s").exists():
                assert running.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.02)
            yield Scanner(f"unix:{folder}/s", running)
        finally:
            running.terminate()
    shutil.rmtree(folder)


def test_what_the_scanner_finds_is_refused_and_nothing_is_kept_without_it(
    served: Served, link: str, clamd: Scanner
) -> None:
    """A clean file is kept; one that is found is not; a dead scanner keeps none.

    An answer without a file still goes through.
    """
    served.world.settings(
        page_url=served.site.office.settings.page_url, secret_key=SECRET, clamd=clamd.place
    )
    served.follow()
    path, mine = opened(served, link)

    def sent(data: bytes | None, **given: str) -> Answer:
        said = fields(mine, **given)
        parts = [(f'name="{name}"', text.encode()) for name, text in said.items()]
        file = [] if data is None else [('name="files"; filename="a.txt"', data)]
        return served.post(path, multipart(parts + file), mine.cookies)

    before = dump(served.world)
    found = sent(b"x" * 70_000 + FOUND + b"y" * 70_000, note="With a file.")
    assert (found.status, "the virus scanner refused it" in found.text) == (422, True)
    assert "With a file." in found.text
    assert (dump(served.world), kept(served.world)) == (before, [])
    assert sent(b"x" * 200_000).status == 200
    assert len(kept(served.world)) == 1
    clamd.stop()
    before = dump(served.world)
    away = sent(b"Other words.", note="More.")
    assert (away.status, "could not be checked for viruses" in away.text) == (422, True)
    assert (dump(served.world), len(kept(served.world))) == (before, 1)
    assert sent(None, note="Without a file.").status == 200
