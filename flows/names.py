"""What a run is called: what and when, from its form."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from pydantic import BaseModel

from models.rules.date_words import day_words
from tasks.opening import local_now

F = TypeVar("F", bound=BaseModel)


def asked_for(form: type[F]) -> F:
    """The form of the run that is about to begin, as it was filled in."""
    from prefect.runtime import flow_run

    parameters: dict[str, object] = flow_run.parameters or {}
    filled: object = next(iter(parameters.values()), {})
    return filled if isinstance(filled, form) else form.model_validate(filled)


def day_or_today(day: date | None) -> str:
    """The day in words; the board's today where none was chosen."""
    return day_words(day or local_now().date())


def moment_words() -> str:
    """ "3 November 2010, 09:05", on the board's clock."""
    now = local_now()
    return f"{day_words(now.date())}, {now:%H:%M}"
