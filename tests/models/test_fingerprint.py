"""A pack's fingerprint, found again by processes of another making."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.rules.packs import canonical_json, fingerprint
from tests.models.rules.test_packs import SNAPSHOT

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_fingerprint_is_the_same_in_any_process(seed: str) -> None:
    """Another process with another hash seed, zone and language finds the same fingerprint."""
    code = (
        "import sys; from models.rules.packs import *; "
        "print(fingerprint(snapshot_from_json(sys.stdin.buffer.read())))"
    )
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Karachi", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=canonical_json(SNAPSHOT),
        capture_output=True,
        cwd=ROOT,
        env=env,
        check=True,
    )
    assert done.stdout.decode().strip() == fingerprint(SNAPSHOT)
