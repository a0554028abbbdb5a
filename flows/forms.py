"""The forms: one titled model a flow. What is chosen from a list is never typed.

A form takes no answer, no decision and no person's name. The words typed are an import's reference
and title; everything typed or chosen stays readable in Prefect's history.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from models.rules.words import Edition
from tasks.choices import choices

WHICHEVER_DUE = "Whichever is due today"
NOTHING = "Nothing to choose yet"
A_DAY = "A day"
REFERENCE = r"^[A-Za-z0-9][A-Za-z0-9.-]{0,30}$"


def offering(what: str, *first: str) -> Callable[[dict[str, Any]], None]:
    """A list in the form: `first`, then what the register or the inbox has of it at the moment.

    The list is read when a deployment is registered. A run checks the choice again.
    """

    def offer(schema: dict[str, Any]) -> None:
        found = (*first, *getattr(choices(), what))
        schema["enum"] = list(found or (NOTHING,))

    return offer


def open_day(without: str) -> Callable[[dict[str, Any]], None]:
    """A day that may be left open, as two choices in words: `without` one, or *A day*."""

    def name(schema: dict[str, Any]) -> None:
        for choice in schema["anyOf"]:
            choice["title"] = without if choice["type"] == "null" else A_DAY

    return name


def titled(title: str) -> Any:
    """A heading over a form in place of the parameter's own name."""
    return Field(json_schema_extra={"title": title})


class Form(BaseModel):
    """What all forms have in common: a field that is not theirs is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Scan(Form):
    """Which day is followed up, and whether anything is kept."""

    dry_run: bool = Field(
        default=True,
        title="Only look",
        description=(
            "On: says what the day owes; nothing is recorded and nobody is told. Off: records what"
            " is owed and sends it."
        ),
    )
    as_of: date | None = Field(
        default=None,
        title="Day",
        description=(
            "Today is what the schedule follows up; choose *A day* for one gone by. A day to come"
            " is refused: that is what the rehearsal is for."
        ),
        json_schema_extra=open_day("Today"),
    )


class PlanToImport(Form):
    """A plan in the inbox and the review it belongs to."""

    file: str = Field(
        title="Plan",
        description=(
            "A file in the folder `inbox` of the home, .docx, .xlsx, .csv or .pdf. Name it without"
            " the name of a person: this choice stays readable here. A new file is offered within"
            " half a minute of being put there; open the form anew."
        ),
        json_schema_extra=offering("files"),
    )
    reference: str = Field(
        title="Reference of the review",
        description=(
            "Such as child-n: letters, digits, dots and hyphens. Every action will be known by it,"
            " and it never changes."
        ),
        pattern=REFERENCE,
    )
    title: str = Field(
        title="Title of the review",
        description="The title under which it is published. Never the name of a child or family.",
        min_length=1,
        max_length=120,
    )
    agreed_on: date = Field(
        title="Plan agreed on", description="The day on which the board agreed the plan."
    )
    commissioned_on: date | None = Field(
        default=None,
        title="Review commissioned on",
        description=(
            "Choose *A day* where it is known: dates in the plan before that day are questioned."
        ),
        json_schema_extra=open_day("Not known"),
    )
    committee: str = Field(
        title="Committee",
        description="The committee that oversees this review.",
        json_schema_extra=offering("committees"),
    )
    follow_from: date | None = Field(
        default=None,
        title="Tell nothing before",
        description=(
            "For a tracker that is old already: choose *A day*, and nobody is told anything of"
            " this plan before that day."
        ),
        json_schema_extra=open_day("From now on"),
    )
    update: bool = Field(
        default=False,
        title="A newer version",
        description=(
            "On: the review was entered before, and this is a newer version of its plan. Its words"
            " are followed; what only a person changes is listed and stays."
        ),
    )
    dry_run: bool = Field(
        default=True,
        title="Only look",
        description=(
            "On: says what would be entered and keeps nothing. Look at that first, then run it"
            " again with this off."
        ),
    )


class PackToDraft(Form):
    """The meeting a pack is for, and its edition."""

    meeting: str = Field(
        default=WHICHEVER_DUE,
        title="Meeting",
        description=(
            "Whichever is due today: a draft for each meeting that takes a pack and whose papers"
            " have closed, unless it is there already. Or one meeting: a new draft as of today,"
            " or as of its closing day once that is past."
        ),
        json_schema_extra=offering("meetings", WHICHEVER_DUE),
    )
    edition: Edition = Field(
        default=Edition.RESTRICTED,
        title="Edition",
        description=(
            "Restricted: for the committee. Public: without what must not be published. A draft is"
            " neither approved nor issued here."
        ),
    )


class DaysToRehearse(Form):
    """The days that are played forward."""

    first: date = Field(
        title="First day",
        description="From this day on it is assumed that nobody answers. Nobody is told.",
    )
    last: date = Field(
        title="Last day",
        description=(
            "At most ten years on. Who would be told what is written as a page into the folder"
            " `rehearsals` of the home; here stand only counts."
        ),
    )
