"""How much is new for a committee's secretary (step S), and how much is held.

New is what was recorded since the run that queued the secretary's last S. A fixed number of
queries a committee.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from models.asking import firsts
from models.ledger import Notice
from models.news_window import last_told, since
from models.outbox_statements import HELD
from models.prepared import Prepared
from models.rules.facts import BoardFacts, CommitteeFacts, News

_HOW_MANY_HELD = Prepared(
    select(func.count(func.distinct(col(Notice.person_id)))).where(
        col(Notice.board_id) == bindparam("board_id"), *HELD
    )
)


def with_news(session: Session, board: BoardFacts) -> BoardFacts:
    """The board with what is new by now for the secretary of each of its committees."""
    (held,) = firsts(session, _HOW_MANY_HELD, board_id=board.board_id)
    told = last_told(session, board.board_id)
    news = {
        i: _counted(session, board, one, told.get(one.secretary_id, 0), held)
        for i, one in board.committees.items()
    }
    return replace(board, news=news)


def _counted(
    session: Session, board: BoardFacts, committee: CommitteeFacts, last_run: int, held: int
) -> News:
    window = since(session, board.board_id, last_run)
    if window is None:
        return News(held=held)
    # Most days have nothing new, and load nothing that says it.
    from models.news_lines import answers, self_check, troubles, undelivered

    return News(
        answers=len(answers(session, board.board_id, committee, window)),
        exceptions=len(undelivered(session, board.board_id, window))
        + len(self_check(session, board, committee, window))
        + len(troubles(session, board.board_id, window)),
        held=held,
    )
