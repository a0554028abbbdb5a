"""What a lead's page says of their actions: which comes first, what is wanted, what lies ahead.

Source: the lead's answer; "What a message may say": nothing here has the words of a plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.rules.date_words import day_words
from models.rules.days_ahead import Ahead, days_ahead
from models.rules.decided import TOLD_TO_NOBODY, decision_words
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.letters import reference_order
from models.rules.recipients import lead_agency
from models.rules.rehearsal import Later
from models.rules.standing import brief, standing_of
from models.rules.words import Standing, StopKind

# How long what was closed is still shown, and how many decisions of each action.
SHOWN_CLOSED = timedelta(days=90)
SHOWN_DECISIONS = 3

URGENCY = (
    Standing.OVERDUE,
    Standing.DUE_SOON,
    Standing.AT_RISK,
    Standing.UPDATE_OVERDUE,
    Standing.NO_DATE,
    Standing.ON_TRACK,
    Standing.AWAITING_DECISION,
    Standing.CLOSED,
    Standing.CLOSED_LATE,
)
STANDING_WORDS = {
    Standing.OVERDUE: "Overdue",
    Standing.DUE_SOON: "Due soon",
    Standing.AT_RISK: "At risk",
    Standing.UPDATE_OVERDUE: "No news",
    Standing.NO_DATE: "No date",
    Standing.ON_TRACK: "On track",
    Standing.AWAITING_DECISION: "With the committee",
    Standing.CLOSED: "Closed",
    Standing.CLOSED_LATE: "Closed late",
}
WANTED = {
    Standing.OVERDUE: "Send evidence, or say what stands in the way and when it will be done.",
    Standing.DUE_SOON: "Send evidence by the due date, or say now if it will be missed.",
    Standing.AT_RISK: "Say what would help, or ask for more time and give the reason.",
    Standing.UPDATE_OVERDUE: "Say how it stands: nothing has been heard for a while.",
    Standing.NO_DATE: "Say by when it can be done, or that it is not yours.",
    Standing.ON_TRACK: "Nothing is wanted now. Say so if anything changes.",
    Standing.AWAITING_DECISION: "Nothing is wanted of you: the committee has still to decide.",
    Standing.CLOSED: "Nothing more is wanted.",
    Standing.CLOSED_LATE: "Nothing more is wanted.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAction:
    """An action as its lead sees it: in words that any message may carry."""

    action_id: int
    reference: str
    short_title: str = ""
    agency: str
    post: str
    accountable: bool
    standing: Standing
    standing_words: str
    brief: str
    due_on: date | None
    due: str
    original: str
    wanted: str
    last_answer: str = ""
    decided: tuple[str, ...] = ()
    ahead: tuple[Ahead, ...] = field(default=(), repr=False)

    @property
    def is_open(self) -> bool:
        """False of what was closed."""
        return self.standing not in (Standing.CLOSED, Standing.CLOSED_LATE)


def own_action(
    action: ActionFacts,
    board: BoardFacts,
    posts: frozenset[int],
    as_of: date,
    later: tuple[Later, ...] = (),
) -> OwnAction:
    """An action as the person who holds these posts sees it on a day."""
    standing, _ = standing_of(action, board, as_of)
    mine = next(post for post in action.leads if post in posts)
    original = action.original_due_on
    is_open = action.stopped(as_of, StopKind.CLOSURE) is None
    return OwnAction(
        action_id=action.action_id,
        reference=action.reference,
        agency=board.agencies.get(lead_agency(action, board), ""),
        post=board.posts[mine].name,
        accountable=mine == action.leads[0],
        standing=standing,
        standing_words=STANDING_WORDS[standing],
        brief=brief(action, board, as_of),
        due_on=action.due_on,
        due=day_words(action.due_on) if action.due_on else "",
        original=day_words(original) if original not in {None, action.due_on} else "",
        wanted=WANTED[standing],
        decided=_decided(action),
        ahead=days_ahead(action, board, posts, as_of, later) if is_open else (),
    )


def _decided(action: ActionFacts) -> tuple[str, ...]:
    """The last decisions, the newest first."""
    told = [one for one in action.decisions if one.kind not in TOLD_TO_NOBODY]
    return tuple(_capital(decision_words(one)) for one in told[: -SHOWN_DECISIONS - 1 : -1])


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def in_order(actions: Iterable[OwnAction]) -> tuple[OwnAction, ...]:
    """The most urgent first: by standing, then the earliest due date, then the reference."""
    return tuple(
        sorted(
            actions,
            key=lambda one: (
                URGENCY.index(one.standing),
                one.due_on or date.max,
                reference_order(one.reference),
            ),
        )
    )


def summary(actions: Sequence[OwnAction]) -> str:
    """ "3 open actions: 1 overdue, 2 on track."."""
    if not actions:
        return "None of the open actions is yours today."
    counts = Counter(one.standing_words.lower() for one in actions)
    kinds = ", ".join(f"{n} {words}" for words, n in counts.items())
    return f"{len(actions)} open action{'s' if len(actions) > 1 else ''}: {kinds}."


def is_shown(action: ActionFacts, as_of: date) -> bool:
    """True of an open action, and of one that was closed in the last three months."""
    closure = action.stopped(as_of, StopKind.CLOSURE)
    return action.entered_on <= as_of and (
        closure is None or as_of - closure.from_on <= SHOWN_CLOSED
    )
