"""How an issued pack goes round: what of it a message carries, and whom it has not reached.

Source: procedure.md, "Meetings and packs" and "What a message may say"; rule 7 for stand-ins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from models.rules.board_notices import PackNews, pack_news
from models.rules.date_words import day_words
from models.rules.facts import BoardFacts, CommitteeFacts, Entry, PackFacts
from models.rules.recipients import holder_of
from models.rules.vacancies import counts
from models.rules.words import Edition, Step

# A page is left out: many mail servers keep back what comes as HTML. The PDF says the same.
ENCLOSED = (".pdf", ".xlsx", ".docx")
MEGABYTE = 1_000_000
# Base64 and its line ends, RFC 2045, 6.8: 78 bytes travel for 57.
TRAVELS = 78 / 57


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file of a pack as it was issued: in which folder of the home it lies, and its seal."""

    edition: str
    name: str
    sha256: str
    size: int
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a message carries of a pack, and what it leaves out because it grew too large."""

    files: tuple[Enclosure, ...] = ()
    left_out: tuple[Enclosure, ...] = ()


Packed = Mapping[int, tuple[Enclosure, ...]]
"""The files of the packs that were issued, by pack."""


def carried(
    files: Iterable[Enclosure],
    editions: tuple[str, ...],
    megabytes: int,
    before: tuple[Enclosure, ...] = (),
) -> Carried:
    """The files of an edition, the PDF first, as far as the message stays within its size.

    Of `editions` the first that was made counts. Those `before` stand in the message already.
    """
    every = [f for f in files if f not in before]
    edition = next((e for e in editions if any(f.edition == e for f in every)), None)
    offered = [
        f for end in ENCLOSED for f in every if f.edition == edition and f.name.endswith(end)
    ]
    room = megabytes * MEGABYTE / TRAVELS - sum(file.size for file in before)
    kept: list[Enclosure] = []
    for one in offered:
        if one.size <= room:
            room -= one.size
            kept.append(one)
    return Carried(files=tuple(kept), left_out=tuple(f for f in offered if f not in kept))


def editions_for(
    post_id: int, for_post_id: int | None, committee: CommitteeFacts, board: BoardFacts
) -> tuple[str, ...]:
    """The editions that a post may be sent, the fullest first.

    The restricted one is the committee's: its members, secretary and chair, the independent
    chair, and the deputy of a member who cannot be told. Any other stand-in has the public one.
    """
    absent = board.post(for_post_id) if for_post_id in committee.member_ids else None
    own = {
        *(*committee.member_ids, committee.secretary_id, committee.chair_id),
        *(board.independent_chair_id, absent.deputy_id if absent else None),
    }
    return (Edition.RESTRICTED, Edition.PUBLIC) if post_id in own else (Edition.PUBLIC,)


def carried_words(said: Carried, ask: str, folder: str) -> str:
    """What of the pack comes with the message, in a sentence or two; empty where nothing does."""
    sentences = [f"Attached: {_names(said.files)}."] if said.files else []
    if said.left_out and folder:
        # Said here and not by a template alone: a board may have a template of its own.
        sentences.append(f"In the committee's folder: {_names(said.left_out)}. {folder}")
    elif said.left_out:
        sentences.append(f"Too large for a message: {_names(said.left_out)}; ask the {ask}.")
    elif folder and not said.files:
        sentences.append(f"In the committee's folder: {folder}")
    return " ".join(sentences)


def _names(files: Iterable[Enclosure]) -> str:
    return ", ".join(file.name for file in files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A post whose holder an issued pack, or an addendum to it, has not reached, and why."""

    committee_id: int
    post_id: int
    words: str


def missed(pack: PackFacts, board: BoardFacts, as_of: date) -> Iterator[Missed]:
    """The members whom what was issued of a pack has not reached by a day.

    A message that waits is no exception yet. `board.ledger` has the lines of P.
    """
    if pack.issued_on is None:
        return
    committee = board.committees[pack.committee_id]
    for said in pack_news(pack, committee, as_of):
        lines = [e for e in board.ledger if (e.step, e.cause) == (Step.P, said.cause) and counts(e)]
        for post_id in said.post_ids:
            why = _unreached(post_id, lines, board, said, as_of)
            if why:
                named = f"{said.reason} and has not reached the {board.posts[post_id].name}"
                yield Missed(
                    committee_id=pack.committee_id,
                    post_id=post_id,
                    words=f"{named[:1].upper()}{named[1:]}: {why}",
                )


def _unreached(
    post_id: int, lines: list[Entry], board: BoardFacts, said: PackNews, as_of: date
) -> str:
    """Why a member was not told of a pack; empty where they were, or still may be."""
    if any(e.post_id == post_id for e in lines):
        return ""
    instead = next((e for e in lines if e.for_post_id == post_id), None)
    if instead is not None:
        return f"the {board.posts[instead.post_id].name} is told in their place"
    post = board.posts[post_id]
    if holder_of(post, board, as_of) is None:
        held = post.holder(as_of)
        return "their address takes no messages" if held else "nobody holds the post"
    # A run has told others since: the message to this one was refused, and is due again.
    late = lines and post.holder(said.on) is not None
    return f"no message has arrived since {day_words(said.on)}" if late else ""
