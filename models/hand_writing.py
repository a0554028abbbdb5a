"""What the secretary does by hand, as rows with their history entries: silences and edits.

All in the caller's transaction. No flow reaches this module.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from models import outbox_statements as statements
from models.answers import Edit, Stop
from models.chain import Change, append, text_hash
from models.day_writing import ask_on
from models.effects_writing import When
from models.ledger import Notice
from models.plan import Action, ActionLead
from models.recording import number
from models.rules.by_hand import Editing
from models.rules.facts import ActionFacts
from models.rules.progress import Actor, NewStop
from models.rules.words import NoticeState

HANDED_OVER = "the action has another lead"


def record_silence(
    session: Session, board_id: int, action: ActionFacts, new: NewStop, *, by: Actor, when: When
) -> None:
    """Record that an action is silenced; what waits is held back when it is about to leave."""
    row = Stop(
        action_id=action.action_id,
        kind=new.kind,
        from_on=new.from_on,
        until_on=new.until_on,
        own_until_on=new.until_on,
        recorded_at=when.at,
        reason=new.reason,
    )
    session.add(row)
    session.flush()
    ask_on(session, [action.action_id], when.holds_from)
    facts = {"until": new.until_on, "reason": text_hash(new.reason), "post": by.post_id}
    change = _change("silenced", ("stop", number(row)), action, by, when)
    change.facts.update(facts)
    append(session, board_id, [change], when.at)


def record_handover(
    session: Session,
    board_id: int,
    action: ActionFacts,
    leads: Sequence[int],
    reason: str,
    *,
    by: Actor,
    when: When,
) -> None:
    """Record that other posts lead an action: what waits for those who do not is withdrawn."""
    ended, begun = _hand_over(session, action.action_id, leads, when.holds_from)
    before, after = {"leads": list(action.leads)}, {"leads": list(leads)}
    edit = Edit(
        action_id=action.action_id,
        holds_from=when.holds_from,
        recorded_at=when.at,
        before=before | {"rows": ended},
        after=after | {"rows": begun},
        reason=reason,
        person_id=by.person_id,
        post_id=by.post_id,
    )
    session.add(edit)
    session.flush()
    gone = set(action.leads) - set(leads)
    change = _change("handed over", ("edit", number(edit)), action, by, when)
    change.facts.update(
        {
            "from": list(action.leads),
            "to": list(leads),
            "reason": text_hash(reason),
            "withdrawn": withdraw_from(session, action.action_id, gone, HANDED_OVER),
        }
    )
    ask_on(session, [action.action_id], when.holds_from)
    append(session, board_id, [change], when.at)


def _hand_over(
    session: Session, action_id: int, leads: Sequence[int], day: date
) -> tuple[list[int], list[int]]:
    """The numbers of the rows that end on a day and of those that begin; who stays in place stays.

    A contributor who becomes accountable begins anew in that place.
    """
    wanted = {(post, place) for place, post in enumerate(leads)}
    held = {(row.post_id, row.place): row for row in lead_rows(session, action_id, day)}
    ended = [row for key, row in held.items() if key not in wanted]
    for row in ended:
        row.until_on = day
    begun = [
        ActionLead(action_id=action_id, post_id=post, place=place, from_on=day)
        for post, place in sorted(wanted - set(held), key=lambda one: one[1])
    ]
    session.add_all(begun)
    session.flush()
    return [number(row) for row in ended], [number(row) for row in begun]


def lead_rows(session: Session, action_id: int, day: date) -> Sequence[ActionLead]:
    """The rows of the posts that lead an action on a day, the accountable first."""
    query = (
        select(ActionLead)
        .where(
            col(ActionLead.action_id) == action_id,
            col(ActionLead.from_on) <= day,
            col(ActionLead.struck_on).is_(None),
            or_(col(ActionLead.until_on).is_(None), col(ActionLead.until_on) > day),
        )
        .order_by(col(ActionLead.place), col(ActionLead.id))
    )
    return session.exec(query).all()


def withdraw_from(
    session: Session, action_id: int, posts: Collection[int], because: str
) -> list[int]:
    """Withdraw what waits for posts of an action and is in no message yet; the notices' numbers."""
    meant = or_(col(Notice.post_id).in_(posts), col(Notice.for_post_id).in_(posts))
    overtaken = (
        update(Notice)
        .where(
            col(Notice.action_id) == action_id,
            col(Notice.state) == NoticeState.WAITING,
            statements.UNSENT,
            meant,
        )
        .values(state=NoticeState.WITHDRAWN, withdrawn_because=because)
        .returning(col(Notice.id))
        .execution_options(synchronize_session=False)
    )
    return sorted(i for i in session.execute(overtaken).scalars() if i is not None)


def record_title(
    session: Session, board_id: int, action: ActionFacts, what: Editing, *, by: Actor, when: When
) -> None:
    """Record that an action has another short title, by which messages name it."""
    row = session.get_one(Action, action.action_id)
    edit = Edit(
        action_id=action.action_id,
        holds_from=when.holds_from,
        recorded_at=when.at,
        before={"short_title": row.short_title},
        after={"short_title": what.short_title},
        reason=what.reason,
        person_id=by.person_id,
        post_id=by.post_id,
    )
    facts = {"from": row.short_title, "to": what.short_title, "reason": what.reason}
    row.short_title = what.short_title or row.short_title
    session.add(edit)
    session.flush()
    change = _change("edited", ("edit", number(edit)), action, by, when)
    change.facts.update({name: text_hash(text) for name, text in facts.items()})
    append(session, board_id, [change], when.at)


def _change(
    what: str, subject: tuple[str, int], action: ActionFacts, by: Actor, when: When
) -> Change:
    return Change(
        what=what,
        subject=subject[0],
        subject_id=subject[1],
        action_id=action.action_id,
        person_id=by.person_id,
        holds_from=when.holds_from,
        facts={"post": by.post_id},
    )
