"""A real browser, spoken to by its own protocol: what a page is to those who see and hear it."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import connect
from websockets.sync.connection import Connection

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--hide-scrollbars", "--remote-debugging-port=0",
)  # fmt: skip
SPOKEN = {"heading", "StaticText", "columnheader", "rowheader", "cell", "link"}


class Browser:
    """One page of a browser that runs."""

    def __init__(self, link: Connection) -> None:
        self._link = link
        self._numbers = itertools.count(1)
        page = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = ""
        attached = self._ask("Target.attachToTarget", targetId=page, flatten=True)
        self._session = attached["sessionId"]

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        said: dict[str, Any] = {"id": number, "method": method, "params": params}
        if getattr(self, "_session", ""):
            said["sessionId"] = self._session
        self._link.send(json.dumps(said))
        while True:
            answer = json.loads(self._link.recv(timeout=60))
            if answer.get("id") == number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def show(self, html: str, *, width: int = 600, dark: bool = False) -> None:
        """Lay a page out, so wide, in light or dark."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=1000, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme])
        frame = self._ask("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self._ask("Page.setDocumentContent", frameId=frame, html=html)

    def value(self, expression: str) -> Any:
        """What an expression comes to in the page."""
        found = self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    def spoken(self) -> list[tuple[str, str]]:
        """What a screen reader comes to, in its order: role and name."""
        nodes = {n["nodeId"]: n for n in self._ask("Accessibility.getFullAXTree")["nodes"]}
        root = next(n for n in nodes.values() if "parentId" not in n)
        return list(_walk(root, nodes))


def _walk(node: dict[str, Any], nodes: dict[str, Any]) -> Iterator[tuple[str, str]]:
    role = node.get("role", {}).get("value", "")
    name = str(node.get("name", {}).get("value", "")).strip()
    if role in SPOKEN and name and not node.get("ignored"):
        yield role, name
    for child in node.get("childIds", ()):
        if child in nodes:
            yield from _walk(nodes[child], nodes)


@contextmanager
def browser(home: Path) -> Iterator[Browser]:
    """Chromium, on the loopback and with nothing of its own kept."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed (see .ci/packages)")
    command = [program, *FLAGS, f"--user-data-dir={home}", "about:blank"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stderr
            lines = iter(running.stderr.readline, "")
            url = next(m[1] for line in lines if (m := re.search(r"listening on (ws://\S+)", line)))
            with connect(url, max_size=None, open_timeout=60) as link:
                yield Browser(link)
        finally:
            running.terminate()
            running.communicate(timeout=30)
