"""What somebody said of an action, shown back to them in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

from models.letter_reading import said_words
from models.rules.date_words import day_words
from notifications.page.rendering import CHOICES
from tasks.page_answers import Given

if TYPE_CHECKING:
    from models.page_reading import Answer
    from tasks.page_answers import Taken

LABELS = {value: words for value, words, _ in CHOICES}


def given_in(words: Mapping[str, str]) -> Given:
    """The form that some fields make."""
    return Given(**{one.name: words.get(one.name, "") for one in fields(Given)})


# What a fault begins with that is one field's, and the place of that field.
PLACES = {
    "When will it be done": "forecast",
    "More time until": "extension",
    "Whose is it": "whose",
}


def place_of(fault: str) -> str:
    """The field that a fault speaks of; empty where it is of the whole answer."""
    return PLACES.get(fault.partition(":")[0], "")


def written_in(given: Given) -> list[tuple[str, str]]:
    """What somebody wrote into a form, as it was typed, with its labels."""
    rows = (
        ("How it stands", LABELS.get(given.progress, "")),
        ("Whose it is", given.whose),
        ("Your note", given.note),
        ("It will be done", given.forecast),
        ("More time until", given.extension),
        ("The reason", given.reason),
    )
    return [(label, words) for label, words in rows if words.strip()]


def said_of(taken: Taken) -> list[tuple[str, str]]:
    """Each thing that was said, with its label, in the order of the form."""
    said = taken.said
    rows = (
        ("How it stands", LABELS.get(said.progress, "") if said.progress else ""),
        ("Your note", said.note or ""),
        ("Evidence", "\n".join(taken.files)),
        ("It will be done", day_words(said.forecast_on) if said.forecast_on else ""),
        ("More time until", day_words(said.extension_until) if said.extension_until else ""),
        ("The reason", said.reason or ""),
    )
    return [(label, words) for label, words in rows if words]


def notes_of(taken: Taken) -> list[str]:
    """What its sender should know: that it came late, that others said otherwise, what came."""
    done = taken.answered
    late = f"It is kept, and changes nothing: {done.late}." if done.late else ""
    asked = done.asked or late
    since = [f"While this form was open, {words}" for words in taken.meanwhile]
    return [words for words in (asked, done.stands, *since) if words]


def told_of(taken: Taken) -> str:
    """What happens next with what was said."""
    if taken.answered.already:
        return "Nothing was recorded a second time."
    # A file is evidence, whatever else is said beside it.
    if (taken.said.is_evidence or taken.files) and not taken.answered.late:
        return "The secretary is told, and the committee decides whether to accept the evidence."
    if taken.said.extension_until is not None and not taken.answered.late:
        return "The secretary is told, and the committee decides. Until then the due date stands."
    return "The secretary is told of it."


def answer_words(answer: Answer) -> str:
    """An earlier answer in few words: "in progress, forecast 31 January 2011"."""
    return said_words(
        answer.progress,
        answer.forecast_on,
        answer.extension_until,
        note=bool(answer.note),
        files=bool(answer.files),
    )
