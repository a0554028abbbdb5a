"""What a contacts file changes in who holds a post: tenures begun, ended and corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from models.rules.facts import Tenure

# A plan agreed before its contacts were entered must still find who led it.
EARLIEST = date(2000, 1, 1)
NEW = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A holder as a row of the file gives them; `same_name` where a new address may be all.

    A day range is half open.
    """

    row: int
    person_id: int
    from_on: date | None = None
    until_on: date | None = None
    same_name: bool = False


class TenureRefused(ValueError):  # noqa: N818 - it reads as what happened
    """The file and the register cannot both hold; `row` and `column` say where, the text why."""

    def __init__(self, row: int, column: str, message: str) -> None:
        super().__init__(message)
        self.row, self.column, self.message = row, column, message


def plan_tenures(
    held: Sequence[Tenure], wanted: Sequence[Wanted], today: date
) -> tuple[Tenure, ...]:
    """The tenures of a post once the file holds, the earliest first; a new one has the id NEW.

    - A tenure ends where the file says To, or where it gives the post to another from a day on.
    - Without From the first holder of a post holds it since EARLIEST; after an earlier holder has
      gone, since then or since today, whichever is later.
    - An empty tenure (from a day to the same day) is what is left of one that was a mistake.

    Raises TenureRefused where a post that somebody holds is given to another without a From, and
    where two would hold it on one day (interface.md, "Files").
    """
    rest, known = list(held), {}
    for one in wanted:
        mine = _mine(rest, held, one, today)
        if mine:
            rest.remove(mine)
            known[one.row] = mine
    named = [_named(one, known, rest, today) for one in wanted]
    kept = [_make_room(other, named) for other in rest]
    _one_holder_a_day(named, kept)
    return tuple(sorted((*kept, *(tenure for _, tenure in named)), key=_days))


Named = tuple[Wanted, Tenure]


def _days(tenure: Tenure) -> tuple[date, date]:
    return tenure.from_on, tenure.until_on or date.max


def _real(tenures: Sequence[Tenure]) -> list[Tenure]:
    return [tenure for tenure in tenures if tenure.until_on != tenure.from_on]


def _mine(
    rest: Sequence[Tenure], held: Sequence[Tenure], one: Wanted, today: date
) -> Tenure | None:
    """The tenure that the row speaks of: the same person's, in days that meet the row's."""
    own = sorted((t for t in _real(rest) if t.person_id == one.person_id), key=_days)
    if one.from_on is None:
        last = own[-1] if own else None
        # Who left and was followed does not come back by a row that says no day.
        left = last.until_on if last and not one.until_on else None
        gone = left and left <= today and any(t.from_on >= left for t in _real(held))
        return None if gone else last
    ends = one.until_on or date.max
    meeting = [t for t in own if t.from_on <= ends and one.from_on <= (t.until_on or date.max)]
    exact = [t for t in meeting if t.from_on == one.from_on]
    return next(iter(exact or meeting), None)


def _named(one: Wanted, known: Mapping[int, Tenure], rest: Sequence[Tenure], today: date) -> Named:
    """The tenure as the row has it; one that another follows stays ended without a To."""
    mine = known.get(one.row)
    if mine is None:
        start = one.from_on or _start((*rest, *known.values()), one, today)
        mine = Tenure(tenure_id=NEW, person_id=one.person_id, from_on=start)
    followed = any(other.from_on > mine.from_on for other in _real(rest))
    until = one.until_on or (mine.until_on if followed else None)
    tenure = replace(mine, from_on=one.from_on or mine.from_on, until_on=until)
    if until and until <= tenure.from_on:
        raise TenureRefused(one.row, "To", "it is before the day on which the post was taken.")
    return one, tenure


def _start(others: Sequence[Tenure], one: Wanted, today: date) -> date:
    """The first day of a holder whose row says none."""
    ends = [other.until_on for other in _real(others)]
    if not ends:
        return EARLIEST
    if None in ends and not one.same_name:
        message = "somebody else holds this post; say from which day on the new holder does."
        raise TenureRefused(one.row, "From", message)
    return max([today, *(end for end in ends if end)])


def _make_room(other: Tenure, named: Sequence[Named]) -> Tenure:
    """The other's tenure ends where a named one begins; begun the same day, it is left empty."""
    for _, mine in named:
        inside = other.from_on <= mine.from_on < (other.until_on or date.max)
        if inside and (mine.until_on or date.max) >= (other.until_on or date.max):
            other = replace(other, until_on=mine.from_on)
    return other


def _one_holder_a_day(named: Sequence[Named], kept: Sequence[Tenure]) -> None:
    pairs = [*named, *((None, tenure) for tenure in _real(kept))]
    pairs.sort(key=lambda pair: _days(pair[1]))
    for (one, earlier), (other, later) in pairwise(pairs):
        row = other or one
        if row and (earlier.until_on is None or earlier.until_on > later.from_on):
            message = f"two would hold this post on {later.from_on}; give From and To for both."
            raise TenureRefused(row.row, "From", message)
