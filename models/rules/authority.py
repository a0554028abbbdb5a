"""Who may decide: the committee at a meeting, its chair between meetings, the secretary a little.

Source: procedure.md, "Who may do what".
"""

from __future__ import annotations

from datetime import date

from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts, CommitteeFacts
from models.rules.progress import Actor, Deciding, NotAllowed, is_blank
from models.rules.words import DecisionKind

# A return of incomplete evidence is the secretary's own; that a letter was sent, or is not to be,
# is for "a person" to record.
SECRETARYS = (DecisionKind.RETURN, DecisionKind.LETTER_SENT, DecisionKind.LETTER_NOT_SENT)


def refuse_wrong_hands(action: ActionFacts, what: Deciding, by: Actor, board: BoardFacts) -> None:
    """Raises NotAllowed where a decision is not this person's to take, or names no authority."""
    committee = board.committees[action.committee_id]
    if by.post_ids & set(action.leads):
        raise NotAllowed(f"{action.reference}: nobody decides on an action they lead.")
    if what.meeting_on is None and not is_blank(what.minute):
        raise NotAllowed("What has a minute names its meeting, too; a chair's action has none.")
    if what.chairs_action:
        _refuse_no_chair(what, by, board, committee)
    elif what.meeting_on is not None:
        _refuse_no_meeting(what, what.meeting_on, by, committee)
    elif what.kind not in SECRETARYS or committee.secretary_id not in by.post_ids:
        raise NotAllowed(
            f"{what.kind}: a decision names its meeting and minute, or is a chair's action."
        )


def _refuse_no_chair(
    what: Deciding, by: Actor, board: BoardFacts, committee: CommitteeFacts
) -> None:
    if what.meeting_on is not None:
        raise NotAllowed(
            "A decision is the committee's at a meeting or the chair's between meetings, not both."
        )
    if committee.chair_id not in by.post_ids:
        raise NotAllowed(f"Only the {board.posts[committee.chair_id].name} takes a chair's action.")


def _refuse_no_meeting(
    what: Deciding, meeting_on: date, by: Actor, committee: CommitteeFacts
) -> None:
    sits = {committee.secretary_id, committee.chair_id, *committee.member_ids}
    if not by.post_ids & sits:
        raise NotAllowed(f"Decisions of the {committee.name} are recorded by one who sits on it.")
    if meeting_on not in {m.on for m in committee.meetings}:
        raise NotAllowed(
            f"The {committee.name} has no meeting on {day_words(meeting_on)}; "
            "enter it with `matters meeting`."
        )
    if is_blank(what.minute):
        raise NotAllowed("A decision at a meeting names its minute.")
    if meeting_on > what.on:
        raise NotAllowed(f"The meeting of {day_words(meeting_on)} has not been held yet.")
