"""How a selection of actions is asked of, as of a day: written down once, and fetched at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, bindparam
from sqlmodel import Session

AS_OF = bindparam("as_of", type_=Date)
KEPT = 64
_ABOUT = "about"


def ask_about(session: Session, **whom: Collection[int]) -> None:
    """From now on the session's questions are about these ids, by the names of their parameters.

    A question of some people is then one object for all people, and is written down once.
    """
    session.info[_ABOUT] = {name: list(ids) for name, ids in whom.items()}


def values(session: Session, **more: Any) -> dict[str, Any]:
    """What a question is asked with."""
    return {**session.info.get(_ABOUT, {}), **more}


def rows(session: Session, query: Select[Any], as_of: date) -> Any:
    """The rows of a question as of a day."""
    return session.connection().execute(query, values(session, as_of=as_of)).all()
