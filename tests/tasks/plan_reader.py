"""The process that reads a PDF, forked for each file from one that has loaded what it needs.

The product starts one anew: a fifth of a second, of which nearly all is loading. This one runs the
same program under the same limits, and has nothing of the tests in it.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from tasks import plan_pdf

# What the product does itself, for those tests that are about it.
as_shipped = plan_pdf.read_apart


class Reader:
    """Answers as the product's `read_apart`; it is begun with the first file."""

    def __init__(self) -> None:
        self._ready: subprocess.Popen[bytes] | None = None

    def __call__(
        self, data: bytes, headings: Mapping[str, Sequence[str]] | None
    ) -> subprocess.CompletedProcess[bytes]:
        """What the forked process answers; where it stumbles it says so on our stderr."""
        asked = json.dumps(headings and dict(headings)).encode() + b"\n" + data
        process = self._ready = self._ready or _begun()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            _send(process.stdin, b"%d" % len(asked), asked)
            status, length = map(int, process.stdout.readline().split())
            return subprocess.CompletedProcess((), status, process.stdout.read(length))
        except BaseException:
            # The answer that was not waited for would be taken for that of the next file.
            process.kill()
            self.end()
            raise

    def end(self) -> None:
        """Nothing of it is left."""
        if self._ready is not None:
            with self._ready as process:
                assert process.stdin is not None
                process.stdin.close()
        self._ready = None


def _begun() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", str(Path(__file__).resolve())]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _send(pipe: IO[bytes], head: bytes, data: bytes) -> None:
    pipe.write(head + b"\n" + data)
    pipe.flush()


def _answered(asked: bytes) -> tuple[int, bytes]:
    """The status of a process that reads just this, and its answer."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(into, 1)
        sys.stdin = io.TextIOWrapper(io.BytesIO(asked))
        plan_pdf_apart.main()
        sys.stdout.flush()
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as file:
        said = file.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def _serve() -> None:
    asking, telling = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    while line := asking.readline():
        status, said = _answered(asking.read(int(line)))
        _send(telling, b"%d %d" % (status, len(said)), said)


if __name__ == "__main__":
    import pypdfium2  # noqa: F401 - a fork has it then, and need not load it itself

    from tasks import plan_pdf_apart

    _serve()
