"""The commands of the page: what they refuse, and links revoked."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from deployments.page.serving import HOST
from tests.deployments.commands import Matters
from tests.stories.world import LEAD, SECRETARY


def test_a_page_without_a_secret_or_a_port_is_refused(
    matters: Matters, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the name of what is missing, or of what is there already."""
    with socket.socket() as held:
        held.bind((HOST, 0))
        port = held.getsockname()[1]
        matters("page", "--port", port).refused("MATTERS_SECRET_KEY")
        monkeypatch.setenv("MATTERS_SECRET_KEY", "a-secret-of-these-tests")
        held.listen()
        matters("page", "--port", port).refused(f"--port {port}: another program answers there")


def test_the_links_of_a_person_are_revoked_by_somebody_who_may(
    matters: Matters, home: Path
) -> None:
    """It is said whose and until when, and the history tells who."""
    matters("links", "Nobody", "--by", SECRETARY).refused("Nobody: nobody of that post")
    matters("links", LEAD, "--by", "Nobody").refused("nobody of that post")
    said = matters("links", LEAD, "--by", SECRETARY)
    assert (said.status, said.out.startswith(f"The links of Holder of {LEAD} made until")) == (
        0,
        True,
    )
    last = matters("history", "--json").document[-1]
    assert (last["what"], last["by"]) == ("links revoked", SECRETARY)
