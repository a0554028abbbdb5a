"""How a selection of actions is asked of, as of a day: written down once, and fetched at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Date, Integer, Select, Text, bindparam, cast, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlmodel import Session

from models.prepared import Prepared

AS_OF = bindparam("as_of", type_=Date)
KEPT = 64
_ABOUT = "about"
_IDS = "ids"
Question = Select[Any] | CompoundSelect[Any] | Prepared


class Numbers(GenericFunction[Any]):
    """The numbers of a JSON list, as the rows of a table with one column, `value`."""

    name = "numbers"
    inherit_cache = True


@compiles(Numbers, "sqlite")
def _each(element: Any, compiler: Any, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(Numbers, "postgresql")
def _elements(element: Any, compiler: Any, **kw: Any) -> str:
    return f"jsonb_array_elements_text(CAST({compiler.process(element.clauses, **kw)} AS jsonb))"


def numbers_of(name: str) -> Select[Any]:
    """The numbers that a question is asked with by a name.

    However many they are they go in as one value: the question is one object for any of them.
    """
    return _rows_of(bindparam(name, type_=Text))


def these(numbers: Iterable[int]) -> Select[Any]:
    """Numbers as a selection, however many, for a statement that is made for them alone."""
    return _rows_of(literal(listed(numbers), Text))


def _rows_of(numbers: Any) -> Select[Any]:
    return select(cast(Numbers(numbers).table_valued("value").c.value, Integer))


ASKED = numbers_of(_IDS)


def listed(numbers: Iterable[int]) -> str:
    """Numbers as a question is asked with them."""
    return json.dumps(list(numbers))


def one_of(column: Any, words: Iterable[Any]) -> Any:
    """True where a column has one of these words, each a value of the statement as written."""
    return column.in_([literal(word, column.type) for word in words])


def ask_of(session: Session, ids: Iterable[int]) -> None:
    """From now on the session's questions of `ASKED` are of these ids, and about nobody else."""
    session.info[_ABOUT] = {_IDS: listed(ids)}


def ask_about(session: Session, **whom: Collection[int]) -> None:
    """From now on the session's questions are about these ids, by the names of their parameters.

    A question of some people is then one object for all people, and is written down once.
    """
    session.info[_ABOUT] = {name: listed(ids) for name, ids in whom.items()}


def values(session: Session, **more: Any) -> dict[str, Any]:
    """What a question is asked with."""
    return {**session.info.get(_ABOUT, {}), **more}


def once(chosen: Select[Any]) -> Select[Any]:
    """A selection that nobody asks of again: what is asked of it is not worth writing down."""
    return chosen.execution_options(asked_once=True)


def of(chosen: Select[Any] | None, query: Select[Any] | CompoundSelect[Any]) -> Question:
    """A question of a selection, written down where it may be asked again."""
    asked_once = chosen is not None and chosen.get_execution_options().get("asked_once")
    return query if asked_once else Prepared(query)


def rows(session: Session, question: Question, as_of: date) -> Any:
    """The rows of a question as of a day."""
    return said(session, question, as_of=as_of)


def said(session: Session, question: Question, **more: Any) -> Any:
    """The rows of a question, asked with these values besides."""
    asked = values(session, **more)
    if isinstance(question, Prepared):
        return question.read(session.connection(), asked)
    return session.connection().execute(question, asked).all()


def firsts(session: Session, question: Question, **more: Any) -> list[Any]:
    """The first value of each row of a question."""
    return [row[0] for row in said(session, question, **more)]
