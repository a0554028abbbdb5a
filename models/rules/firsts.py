"""Which lines of the ledger are those of a step's first-named, or of who stood in.

Source: procedure.md, "Told", "A notice" and rule 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from models.rules.addressees import post_of
from models.rules.calendar import ONE_DAY
from models.rules.facts import ActionFacts, BoardFacts, Entry
from models.rules.stand_ins import Recipient, first_named, resolve
from models.rules.words import Step

Lines = Mapping[tuple[Step, str], tuple[Entry, ...]]


def firsts_of(
    action: ActionFacts, board: BoardFacts, as_of: date, lines: Lines, place: tuple[Step, str]
) -> tuple[Entry, ...]:
    """The lines of the first-named, or of a stand-in who had the step in a role of their own.

    A post is told a step once: where the first-named was refused and the stand-in is on the step
    already, that line is the step's, and stays so when the first-named can be told again.
    """
    found, (step, cause) = lines.get(place, ()), place
    firsts = tuple([e for e in found if e.first])
    if firsts or not found:
        return firsts
    if step is Step.Z or cause.startswith("x"):
        # Told to posts of old: nobody stands in the table of steps who could have had it.
        return ()
    whos = (first_named(action, board, step, as_of), _stood_in(action, board, as_of, place))
    posts = {who.post_id for who in whos if who is not None}
    return tuple(e for e in found if e.post_id in posts)


def _stood_in(
    action: ActionFacts, board: BoardFacts, as_of: date, place: tuple[Step, str]
) -> Recipient | None:
    """Who stood in, at the run after it, for a first-named whose address refused the step.

    Had the address been good again by that run, the step would have gone to it once more.
    """
    refused = [e for e in action.ledger if e.bounced and e.first and (e.step, e.cause) == place]
    if not refused or not _ran_since(board, refused[-1].recorded_on, as_of):
        return None
    out = board.undeliverable | {e.person_id for e in refused}
    meant = post_of(board, refused[-1].answers_for)
    after = replace(board, undeliverable=out)
    return resolve(meant, action, after, refused[-1].recorded_on + ONE_DAY)


def _ran_since(board: BoardFacts, on: date, as_of: date) -> bool:
    """True where a run came after a day and before today; of earlier months each WD had one."""
    this_month = (on.year, on.month) == (as_of.year, as_of.month)
    earlier = not this_month and board.calendar.between(on, as_of) > 1
    return earlier or any(on < day < as_of for day in board.month_runs)
