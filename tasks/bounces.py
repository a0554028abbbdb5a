"""What came back is found out: reports are read, and what they tell of is due again."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from models.bounce_writing import Came, Sent, record_bounce, sent_as
from models.database import reading, writing
from models.rules.returned import About, takes_nothing_more
from notifications.returns.folder import put_away, saved_mail
from notifications.returns.mailbox import (
    Mailbox,
    MailboxUnavailable,
    Place,
    new_mail,
    read_mailbox_url,
    trusting,
)
from notifications.returns.report import Returned, read_report
from tasks.believed import runs_ahead
from tasks.kept_json import keep_json
from tasks.office import Office
from tasks.refused import Refused
from tasks.unread import PLACE, keep_unread

TOKEN_TIMEOUT = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounced:
    """What a reading came to, in counts.

    `read` mails, of which `bounced` were recorded, `known` had been before, and `not_ours` told of
    no failure of a message of ours. `refused_us` speak of our server and not of an address.
    `stopped` says why not all could be read.
    """

    read: int = 0
    bounced: int = 0
    known: int = 0
    not_ours: int = 0
    refused_us: int = 0
    stopped: str = ""
    is_set: bool = True

    @property
    def has_exceptions(self) -> bool:
        """True where a person should look."""
        return bool(self.bounced or self.stopped)


@dataclass(slots=True)
class _Reading:
    """One reading: what was found, and what is to be remembered once it is recorded."""

    counts: Counter[str] = field(default_factory=Counter)
    found: list[tuple[Sent, Returned]] = field(default_factory=list)
    stopped: str = ""


def read_bounces(office: Office) -> Bounced:
    """Every new report of the mailbox and of the folder is read and recorded once.

    A reading that is done twice records nothing twice. Nothing is read where neither is set, or
    the clock ran ahead: an address would be out from a day to come.
    """
    settings = office.settings
    if settings.bounces_url is None and settings.bounces_folder is None:
        keep_unread(office, "")
        return Bounced(is_set=False)
    if doubt := runs_ahead(office):
        return Bounced(stopped=doubt)
    turn = _read_both(office)
    keep_unread(office, turn.stopped)
    return Bounced(
        read=turn.counts["read"],
        bounced=turn.counts["bounced"],
        known=turn.counts["known"],
        not_ours=turn.counts["not ours"],
        refused_us=turn.counts["refused us"],
        stopped=turn.stopped,
    )


def _read_both(office: Office) -> _Reading:
    turn = _Reading()
    try:
        _from(turn, partial(_read_folder, office, turn))
        _from(turn, partial(_read_mailbox, office, turn))
    except Refused as refused:
        keep_unread(office, str(refused))
        raise
    return turn


def _from(turn: _Reading, source: partial[None]) -> None:
    """A source that cannot be read leaves the other to be read."""
    try:
        source()
    except MailboxUnavailable as error:
        turn.stopped = f"{turn.stopped} {error}.".strip()


def _read_folder(office: Office, turn: _Reading) -> None:
    folder = office.settings.bounces_folder
    if folder is None:
        return
    files = [path for path, data in saved_mail(folder) if _take(office, turn, data)]
    _record(office, turn)
    for path in files:
        put_away(path)


def _read_mailbox(office: Office, turn: _Reading) -> None:
    url = office.settings.bounces_url
    if url is None:
        return
    mailbox = _mailbox(url.get_secret_value())
    kept = office.settings.home / PLACE
    place = since = _last_place(kept, repr(mailbox))
    command = office.settings.bounces_token_command
    token = partial(_token, command) if command else None
    try:
        tls = trusting(office.settings.smtp_ca)
        for now_at, data in new_mail(mailbox, since, token=token, tls=tls):
            if not _take(office, turn, data):
                break
            place = now_at
    finally:
        # What was read before the line broke is not read again.
        _record(office, turn)
        if place != since:
            _keep_place(kept, repr(mailbox), place)


def _mailbox(url: str) -> Mailbox:
    try:
        return read_mailbox_url(url)
    except ValueError as error:
        raise Refused(f"MATTERS_BOUNCES_URL: {error}.") from None


def _take(office: Office, turn: _Reading, data: bytes) -> bool:
    """False of a report whose message is still being sent: it is read again the next time."""
    report = read_report(data)
    with reading(office.engine) as session:
        sent = sent_as(session, report.message_id) if report else None
    if sent is not None and sent.is_open:
        return False
    turn.counts["read"] += 1
    if report is None or sent is None:
        turn.counts["not ours"] += 1
    elif not sent.may_come_back:
        turn.counts["known"] += 1
    else:
        turn.found.append((sent, report))
    return True


def _record(office: Office, turn: _Reading) -> None:
    """What was found, each message in a transaction of its own."""
    refused_us = {sent.person_id for sent, one in turn.found if one.about is About.US}
    for sent, one in turn.found:
        out = takes_nothing_more(one.about, refused_us)
        came = Came(status=one.status, words=one.words, address_is_out=out)
        with writing(office.engine) as session:
            new = record_bounce(session, sent, came, office.clock.today(), office.clock.now())
        turn.counts["bounced" if new else "known"] += 1
        turn.counts["refused us"] += new and one.about is About.US and not out
    turn.found.clear()


def _last_place(kept: Path, mailbox: str) -> Place:
    """Where the last reading of this mailbox ended; its beginning where nothing tells."""
    try:
        said = json.loads(kept.read_text(encoding="utf-8"))
        if said["mailbox"] == mailbox:
            return Place(validity=int(said["validity"]), uid=int(said["uid"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return Place()


def _keep_place(kept: Path, mailbox: str, place: Place) -> None:
    """Lost, it costs one reading from the beginning."""
    keep_json(kept, {"mailbox": mailbox, "validity": place.validity, "uid": place.uid})


def _token(command: str) -> str:
    """What the command prints; raises MailboxUnavailable, without a word of its output."""
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own setting
            shlex.split(command), capture_output=True, timeout=TOKEN_TIMEOUT, check=True, text=True
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        why = type(error).__name__
        raise MailboxUnavailable(
            f"the command of MATTERS_BOUNCES_TOKEN_COMMAND gave no token ({why})"
        ) from None
    return done.stdout.strip()
