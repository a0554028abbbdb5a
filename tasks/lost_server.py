"""Whether a board that told people in earnest is set to do so no more.

A file of settings that was lost would make every message a file that counts as told for good, and
an old one would send all of them to a pilot's address; nobody would hear of it.
"""

from __future__ import annotations

from sqlmodel import Session

from models.waiting_reading import has_told_in_earnest, last_went_by_server
from tasks.office import Office

LOST = (
    "MATTERS_SMTP_URL is not set, and the last message left by a mail server: what is owed waits,"
    " and becomes no file in its stead. Set it again, where this program is started from"
)

PILOT_AGAIN = (
    "MATTERS_REDIRECT_TO is set, and messages of this board have gone to their addressees before:"
    " nobody but that address is told anything. Take it away"
)


def server_lost(office: Office, session: Session, board_id: int) -> str:
    """The sentence; empty where a server is set, none was before, or days are played."""
    settings = office.settings
    if settings.smtp_url is not None or office.way is not None or settings.clock is not None:
        return ""
    return LOST if last_went_by_server(session, board_id) else ""


def pilot_again(office: Office, session: Session, board_id: int) -> str:
    """The sentence; empty where no redirection is set, or all that was sent was a pilot's."""
    if office.settings.redirect_to is None or office.settings.clock is not None:
        return ""
    return PILOT_AGAIN if has_told_in_earnest(session, board_id) else ""
