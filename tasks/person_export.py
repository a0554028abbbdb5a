"""All that is held on one person, for them to have (UK GDPR, article 15)."""

from __future__ import annotations

from typing import Any

from models import lookup
from models.board_reading import board_ids
from models.database import reading
from models.person_rows import rows_on, texts_to
from notifications.sent_text import text_of
from tasks.office import Office
from tasks.refused import Refused


def export_person(office: Office, person: str) -> dict[str, Any]:
    """The rows that name a person, and the messages to them in words; nobody else's.

    `person` is an address, a name or a post that they hold. Raises Refused for nobody and several.
    """
    with reading(office.engine) as session:
        found = [
            person_id
            for board_id in board_ids(session)
            for person_id in lookup.persons_named(session, board_id, person, office.clock.today())
        ]
        if not found:
            raise Refused(f"{person}: nobody of that post, name or address is known.")
        if len(found) > 1:
            raise Refused(f"{person}: {len(found)} people are called so; give the address.")
        (person_id,) = found
        texts = texts_to(session, person_id)
        rows = rows_on(session, person_id)
    return {
        "of": person,
        "on": office.clock.today().isoformat(),
        "register": rows,
        "messages": [{"message_id": name, "text": text_of(data)} for name, data in texts],
    }
