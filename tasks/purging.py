"""What a board keeps no longer, taken out of its register and its home (policy, `[retention]`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.board_reading import board_facts, board_ids
from models.chain import chain_end
from models.database import into_one_file, reading, writing
from models.purging import File, leavers, old_messages, purge
from models.rules.retention import kept_from
from tasks.believed import refuse, runs_ahead
from tasks.holidays import board_calendar
from tasks.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What went of one board, in counts; `set_up` is false where the board keeps everything."""

    board: str
    set_up: bool
    people: int
    messages: int


def purge_old(office: Office, *, only_look: bool = False) -> tuple[Purged, ...]:
    """Per board what is kept no longer, gone now unless one only looks.

    Raises Refused where the clock ran ahead: what went by it would be gone for good.
    """
    if not only_look:
        refuse(runs_ahead(office))
    with reading(office.engine) as session:
        ids = board_ids(session)
    done = tuple(_purge_board(office, board_id, only_look=only_look) for board_id in ids)
    if not only_look and any(one.people or one.messages for one in done):
        into_one_file(office.engine)
    return done


def _purge_board(office: Office, board_id: int, *, only_look: bool) -> Purged:
    today = office.clock.today()
    with writing(office.engine) as session:
        chain_end(session, board_id)
        board = board_facts(session, board_id, today, board_calendar)
        rules = board.policy.retention
        people = leavers(session, board_id, kept_from(today, rules.leavers_months))
        kept_on = kept_from(today, rules.messages_months)
        found = old_messages(session, board_id, people, kept_on)
        if (people or found) and not only_look:
            ids = tuple(i for i, _ in found)
            purge(session, board_id, people, ids, today=today, at=office.clock.now())
    if not only_look:
        for _, file in found:
            _unlink(office.settings.home / "outbox", file)
    set_up = bool(rules.leavers_months or rules.messages_months or rules.papers_months)
    return Purged(board=board.name, set_up=set_up, people=len(people), messages=len(found))


def _unlink(outbox: Path, file: File) -> None:
    """A message that went to a file is no longer in it; the day may be a neighbouring one."""
    _, name = file
    for path in outbox.glob(f"*/{name}.*"):
        path.unlink(missing_ok=True)
