"""Which vacancies a pack names: the posts that its actions are told to and that nobody holds.

Source: procedure.md, rule 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from models.rules.addressees import Addressee, addressees
from models.rules.facts import ActionFacts, BoardFacts, PostFacts
from models.rules.packs_words import sentence
from models.rules.recipients import holder_of
from models.rules.vacancies import counts, vacant
from models.rules.words import STAGES, Step


def vacancies_told(
    actions: Iterable[ActionFacts], board: BoardFacts, as_of: date
) -> tuple[str, ...]:
    """A sentence on each vacancy above the leads that V told of and that lasts, once.

    An address that was refused is told of apart.
    """
    told = {e.cause for e in board.ledger if e.step is Step.V and counts(e)}
    found: dict[str, str] = {}
    for action in actions if told else ():
        for one in _out(action, board, as_of):
            gap = vacant(one, action, board, as_of)
            if gap.cause in told:
                found[gap.cause] = f"{sentence(gap.reason)}; messages go to a stand-in."
    return tuple(found.values())


def _out(action: ActionFacts, board: BoardFacts, as_of: date) -> Iterator[Addressee]:
    """Whom the stages above the lead's are meant for, and who cannot be told."""
    for step in STAGES[1:]:
        for one in addressees(action, board, step):
            post = board.post(one.post_id)
            out = holder_of(post, board, as_of) is None and not _is_refused(post, board, as_of)
            if out and not one.copy:
                yield one


def _is_refused(post: PostFacts | None, board: BoardFacts, as_of: date) -> bool:
    holder = post.holder(as_of) if post else None
    return holder is not None and holder.person_id in board.undeliverable
