"""How a selection of actions is asked of, as of a day: written down once, and fetched at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date, Select, bindparam
from sqlmodel import Session

AS_OF = bindparam("as_of", type_=Date)
KEPT = 64


def rows(session: Session, query: Select[Any], as_of: date) -> Any:
    """The rows of a question as of a day."""
    return session.connection().execute(query, {"as_of": as_of}).all()
