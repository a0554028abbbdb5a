"""The soak knows the parts of the service by their commands: others it never kills."""

from __future__ import annotations

from deployments.serving.environment import Place, page_command, server_command
from tests.soak.processes import KINDS, kind_of


def test_a_part_is_known_by_its_command() -> None:
    """The server and the page by the commands that `serve` starts them with; no other is either."""
    place = Place(host="127.0.0.1", port=4200, behind="")
    parts = {"server": server_command(place), "page": page_command(8000)}
    assert {kind_of("\0".join(words)): kind for kind, words in parts.items()} == {
        "server": "server",
        "page": "page",
    }
    assert kind_of("prefect\0worker") == "other"
    assert parts.keys() <= KINDS.keys()
