"""What a text without a day says: one table of wordings, of which the first that fits holds."""

from __future__ import annotations

import re

from models.rules import plan_date_words as words
from models.rules.plan_date_reading import DateReading, undecided, unreadable
from models.rules.words import Precision

_WAITS = "It waits for an event: a decision sets a day, or names the event and a day of review."
_RECURS = "It recurs or goes on without an end; checkpoints are kept until a date is decided."
Table = tuple[tuple[re.Pattern[str], Precision, str], ...]

# Ends whose days the procedure does not know, with a year beside them or without.
PARTS_OF_TERMS: Table = (
    (words.HALF_TERM, Precision.TERM, "It is not agreed on which day half a term ends."),
    (
        words.OTHER_TERM,
        Precision.TERM,
        "Only the autumn, spring and summer terms have an agreed end.",
    ),
)
ENDS: Table = (
    *PARTS_OF_TERMS,
    (words.OTHER_YEAR, Precision.RANGE, "It is not agreed on which day such a year ends."),
    (words.HOLIDAYS, Precision.RANGE, "Holidays are not taken for a due date."),
)
UNDATED: Table = (
    (words.LATER, Precision.NONE, "The plan leaves the date to be agreed."),
    (words.WAITS_FOR_DONE, Precision.EVENT, _WAITS),
    (words.DONE, Precision.NONE, "It says that the action is done, which is not a date."),
    (words.STOPPED, Precision.NONE, "It says that the action does not go on, which is no date."),
    (words.AGAIN, Precision.RECURRING, _RECURS),
    (words.NO_YEAR, Precision.DAY, "It gives no year."),
    *ENDS,
    (words.YEAR_END, Precision.RANGE, "It does not say which year ends, and where."),
    (words.MONTH_END, Precision.MONTH, "It does not say which month."),
    (words.EVENT, Precision.EVENT, _WAITS),
    (words.VAGUE, Precision.NONE, "It says roughly how soon, and gives no date."),
)


def undated(line: str) -> DateReading:
    """The reading of a line that names no day of the calendar; a person must give one."""
    return found_in(UNDATED, line) or unreadable("No date could be read in it.")


def found_in(table: Table, line: str) -> DateReading | None:
    """The reading of the first wording of a table that a line has."""
    fits = ((precision, why) for wording, precision, why in table if wording.search(line))
    first = next(fits, None)
    return undecided(*first) if first else None
