"""Every message as a file under the outbox: what happens where no mail server is set."""

from __future__ import annotations

import os
import re
from pathlib import Path

from models.rules.words import Channel as ChannelName
from models.rules.words import Outcome
from notifications.channels.base import Attempt, ChannelUnavailable, Outgoing, Phase

_FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9@._+-]{0,199}")
_ENDINGS = {ChannelName.EMAIL: ".eml", ChannelName.TEAMS: ".json"}


class PaperChannel:
    """Writes `<outbox>/<date>/<message-id>.eml`, readable by the owner alone.

    A file appears whole or not at all, and a second attempt writes the same file again.
    """

    __slots__ = ("_outbox",)

    def __init__(self, outbox: Path) -> None:
        self._outbox = outbox

    def open(self) -> None:
        """Make the outbox, 0700; raises ChannelUnavailable where it cannot be written to."""
        try:
            self._outbox.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ChannelUnavailable(self._sentence(error.strerror or "")) from error
        if not os.access(self._outbox, os.W_OK | os.X_OK):
            raise ChannelUnavailable(self._sentence("Permission denied"))

    def send(self, outgoing: Outgoing) -> Attempt:
        """Accepted once the file stands under its name; transient where the disk refuses.

        Raises ValueError for a Message-ID that is no file name: it would lead out of the outbox.
        """
        path = self._path(outgoing)
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            _write(path, outgoing.content)
        except OSError as error:
            return Attempt(
                outcome=Outcome.TRANSIENT,
                phase=Phase.FILE,
                code=error.errno,
                text=f"the file could not be written: {error.strerror}",
            )
        return Attempt(outcome=Outcome.ACCEPTED, phase=Phase.FILE, code=None, text="written")

    def close(self) -> None:
        """Nothing is held open between messages."""

    def _path(self, outgoing: Outgoing) -> Path:
        if not _FILE_NAME.fullmatch(outgoing.message_id):
            raise ValueError(
                f"message_id {outgoing.message_id!r} cannot name a file: use a UUID and the "
                "sender's domain"
            )
        name = outgoing.message_id + _ENDINGS[outgoing.channel]
        return self._outbox / outgoing.day_on.isoformat() / name

    def _sentence(self, why: str) -> str:
        return f"the outbox {self._outbox} cannot be written to ({why}): messages wait until it can"


def _write(path: Path, content: bytes) -> None:
    """The whole file or none: written beside its place, then moved there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
