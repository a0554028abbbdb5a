"""Why messages wait that a mail server or a webhook did not take yet."""

from __future__ import annotations

from models.database import reading
from models.put_off_reading import PutOff
from models.put_off_reading import put_off as waiting
from tasks.office import Office


def put_off(office: Office) -> list[PutOff]:
    """What was put off and is tried again, of all boards; nothing is changed."""
    with reading(office.engine) as session:
        return waiting(session)
