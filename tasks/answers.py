"""What people say of an action, entered: an answer, a confirmed date.

No flow calls these: people decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlmodel import Session

from models import lookup
from models.answer_writing import record_confirmation, record_response
from models.answers_reading import later_change, same_answer
from models.database import writing
from models.effects_writing import When
from models.rules import decisions, responses
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.packs_impact import check_words
from models.rules.progress import Actor, Effects, Said
from models.rules.words import Progress
from tasks.acting import actor_of, allowed, day_of, facts_of, sits
from tasks.evidence import Offered, keep_evidence, read_evidence
from tasks.office import Office

Who = Callable[[Session, BoardFacts, ActionFacts], Actor]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What an answer or a decision came to: references and words only.

    `already` is true of what stood in the register before and was not recorded again; `late` says
    why an answer changes nothing, and `stands` what the accountable lead says otherwise.
    """

    reference: str
    on: date
    said: str
    due_on: date | None
    progress: Progress
    files: int = 0
    adopted: tuple[str, ...] = ()
    concluded: bool = False
    already: bool = False
    late: str = ""
    stands: str = ""
    asked: str = ""


def respond(
    office: Office,
    reference: str,
    said: Said,
    *,
    by: str,
    on: date | None = None,
    evidence: Sequence[Path] = (),
) -> Answered:
    """Record what a lead says of an action, with files of evidence. Raises Refused.

    The same answer twice is recorded once; one that came too late to change anything is kept.
    """
    offered = [read_evidence(path) for path in evidence]
    day = day_of(office, on)

    def named(session: Session, board: BoardFacts, action: ActionFacts) -> Actor:
        return actor_of(session, board, by, day, prefer=action.leads)

    return record_answer(office, reference, said, who=named, day=day, offered=offered)


def record_answer(
    office: Office,
    reference: str,
    said: Said,
    *,
    who: Who,
    day: date,
    offered: Sequence[Offered],
    how: str = "",
) -> Answered:
    """The same for whoever `who` finds, once the action is known; `how` is kept in the history."""
    said = replace(said, evidence_files=len(offered))
    files = [one.file for one in offered]
    with writing(office.engine) as session:
        action, board = facts_of(session, reference, day)
        actor = who(session, board, action)
        shas = [one.sha256 for one in files]
        known = same_answer(
            session, action.action_id, said, post_id=actor.post_id, on=day, files=shas
        )
        if known:
            return after(session, reference, day, "answered", already=True)
        effects = _effects(session, action, board, said, by=actor, day=day)
        when = When(holds_from=day, at=office.clock.now())
        record_response(
            session,
            board.board_id,
            action,
            said,
            effects=effects,
            by=actor,
            files=files,
            when=when,
            how=how,
        )
        # Kept before the answer is: an entry never names a file that is not there.
        keep_evidence(office.settings.home, offered)
        done = after(session, reference, day, "answered", files=len(files), late=effects.late)
        stands = _stands(action, board, said, actor, done)
        return replace(done, stands=stands, asked=check_words(action, board, day))


def _effects(
    session: Session,
    action: ActionFacts,
    board: BoardFacts,
    said: Said,
    *,
    by: Actor,
    day: date,
) -> Effects:
    """What follows from an answer; raises Refused for one that may not be given."""
    later = later_change(session, action.action_id, day)
    before = responses.overtaken([(later.what, later.on)] if later else [])
    return allowed(lambda: responses.respond(action, said, by, board, day, before=before))


def _stands(
    action: ActionFacts, board: BoardFacts, said: Said, actor: Actor, done: Answered
) -> str:
    """What the accountable lead says where a contributor has just said otherwise."""
    contributes = actor.post_id in action.leads[1:] and not said.is_evidence
    if done.late or not contributes or said.progress is None:
        return ""
    if responses.PROGRESS[said.progress] is done.progress:
        return ""
    lead = board.posts[action.leads[0]].name
    return f"The {lead} is accountable and said otherwise: progress stays {done.progress}."


def confirm(office: Office, reference: str, *, by: str, on: date | None = None) -> Answered:
    """Accept the proposed reading of an action's date. Raises Refused."""
    day = day_of(office, on)
    with writing(office.engine) as session:
        action, board = facts_of(session, reference, day)
        actor = actor_of(session, board, by, day, prefer=sits(board, action))
        proposed = lookup.proposed_due_on(session, action.action_id)
        effects: Effects = allowed(lambda: decisions.confirm(action, proposed, actor, board, day))
        when = When(holds_from=day, at=office.clock.now())
        record_confirmation(session, board.board_id, action, effects=effects, by=actor, when=when)
        return after(session, reference, day, "date confirmed")


def after(
    session: Session,
    reference: str,
    day: date,
    said: str,
    *,
    files: int = 0,
    already: bool = False,
    late: str = "",
) -> Answered:
    """How an action stands once something was recorded of it."""
    action, _ = facts_of(session, reference, day)
    return Answered(
        reference=reference,
        on=day,
        said=said,
        due_on=action.due_on,
        progress=action.progress,
        files=files,
        already=already,
        late=late,
    )
