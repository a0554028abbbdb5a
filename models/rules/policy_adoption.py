"""Who may adopt a policy: a committee of the board at a meeting, or its chair between meetings.

Source: procedure.md, "Who may do what"; interface.md, `matters policy adopt`.
"""

from __future__ import annotations

from models.rules.date_words import day_words
from models.rules.facts import BoardFacts, CommitteeFacts
from models.rules.progress import Actor, Deciding, NotAllowed, is_blank


def adopting_committee(what: Deciding, by: Actor, board: BoardFacts) -> CommitteeFacts:
    """The committee that adopts the policy, at its meeting or by its chair.

    Raises NotAllowed where a person or a meeting is not one that may.
    """
    if what.chairs_action == (what.meeting_on is not None):
        raise NotAllowed(
            "A policy is adopted at a meeting, which names its minute, or by a chair's action:"
            " give --meeting and --minute, or --chairs-action."
        )
    sits = [one for one in board.committees.values() if by.post_ids & _seats(one, what)]
    if not sits:
        whom = "the chair of a committee" if what.chairs_action else "somebody who sits on one"
        raise NotAllowed(f"{board.name}: only {whom} can adopt its policy.")
    if what.chairs_action:
        return sits[0]
    return _at_meeting(what, sits)


def _seats(committee: CommitteeFacts, what: Deciding) -> frozenset[int]:
    if what.chairs_action:
        return frozenset({committee.chair_id})
    return frozenset({committee.secretary_id, committee.chair_id, *committee.member_ids})


def _at_meeting(what: Deciding, sits: list[CommitteeFacts]) -> CommitteeFacts:
    met = [one for one in sits if what.meeting_on in {m.on for m in one.meetings}]
    if not met:
        raise NotAllowed(
            f"The {sits[0].name} has no meeting on {day_words(what.meeting_on)}; "
            "enter it with `matters meeting`."
        )
    if is_blank(what.minute):
        raise NotAllowed("A decision at a meeting names its minute.")
    if what.meeting_on is not None and what.meeting_on > what.on:
        raise NotAllowed(f"The meeting of {day_words(what.meeting_on)} has not been held yet.")
    return met[0]
