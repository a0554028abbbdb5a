"""How a pack that was just issued will go round: to whom, with what, and who cannot be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.board_reading import board_facts
from models.database import reading
from models.pack_circulation import enclosures
from models.pack_writing import KeptPack
from models.rules.addressees import post_of
from models.rules.circulation import carried, editions_for
from models.rules.facts import BoardFacts, CommitteeFacts
from models.rules.recipients import holder_of, resolve_in
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.pack_files import mend_files
from tasks.pack_folders import pack_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Circulation:
    """How many members are told of a pack, in what way, and a sentence for each who cannot be."""

    members: int
    how: str
    absent: tuple[str, ...]


def circulation(office: Office, kept: KeptPack) -> Circulation:
    """What the next run will send; the files stand ready in the home then, as they were issued."""
    today = office.clock.today()
    mend_files(office, kept.board_id, today)
    with reading(office.engine) as session:
        board = board_facts(session, kept.board_id, today, board_calendar)
        files = enclosures(session, [kept.pack_id]).get(kept.pack_id, ())
    committee, rules = board.committees[kept.committee_id], board.policy.pack
    if rules.circulate == "link":
        folder = pack_folder(office, kept.reference, kept.version)
        how = f"with a link: put the files of {folder} into {rules.shared_folder} before it leaves"
    else:
        post_id = (committee.member_ids or (committee.chair_id,))[0]
        said = carried(files, editions_for(post_id, None, committee, board), rules.files_mb)
        how = f"with {len(said.files)} files, assured addresses alone"
        left = ", ".join(one.name for one in said.left_out)
        how += f"; too large for a message: {left}" if left else ""
    absent = tuple(_absent(board, committee, post_id, today) for post_id in committee.member_ids)
    return Circulation(
        members=len(committee.member_ids), how=how, absent=tuple(filter(None, absent))
    )


def _absent(board: BoardFacts, committee: CommitteeFacts, post_id: int, today: date) -> str:
    """Why a member is not told by themselves; empty where they are."""
    post = board.posts[post_id]
    if holder_of(post, board, today) is not None:
        return ""
    why = "has no address that takes messages" if post.holder(today) else "is held by nobody"
    instead = resolve_in(post_of(board, post_id), committee, board, today)
    who = (
        f"the {board.posts[instead.post_id].name} is told instead" if instead else "nobody is told"
    )
    return f"The {post.name} {why}: {who}."
