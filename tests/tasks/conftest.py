"""The mail server that these tests send to, and the process that reads their PDFs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tasks import plan_pdf
from tests.notifications.channels.conftest import authenticator, authority, credentials, serve
from tests.tasks.plan_reader import Reader

__all__ = ["authenticator", "authority", "credentials", "serve"]


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """A reader of PDFs for the session."""
    reader = Reader()
    yield reader
    reader.end()


@pytest.fixture(autouse=True)
def _read_by_a_fork(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF is read by a fork of what stands ready, in the process of a test."""
    monkeypatch.setattr(plan_pdf, "read_apart", reader)
