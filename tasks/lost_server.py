"""Whether a board that a mail server served has none set any more.

A file of settings that was lost would make every message a file that counts as told for good, and
nobody would hear of it.
"""

from __future__ import annotations

from sqlmodel import Session

from models.outbox_reading import last_went_by_server
from tasks.office import Office

LOST = (
    "MATTERS_SMTP_URL is not set, and the last message left by a mail server: what is owed waits,"
    " and becomes no file in its stead. Set it again, where this program is started from"
)


def server_lost(office: Office, session: Session, board_id: int) -> str:
    """The sentence; empty where a server is set, none was before, or days are played."""
    settings = office.settings
    if settings.smtp_url is not None or office.way is not None or settings.clock is not None:
        return ""
    return LOST if last_went_by_server(session, board_id) else ""
