"""An action explained, as JSON."""

from __future__ import annotations

from deployments.commands.look import action_json
from models.date_reading import DateLine
from models.said_reading import SaidLine
from tasks.explained import HeldBack, Next, Told, Why


def why_json(found: Why) -> dict[str, object]:
    """The explanation as JSON."""
    return {
        **action_json(found.line),
        "as_of": found.as_of,
        "wanted": list(found.wanted),
        "board_own": found.board_own,
        "letter_to": found.letter_to,
        "colour_reason": found.colour_why,
        "date_text": found.as_written,
        "date_reason": found.read_as,
        "stopped": list(found.stopped),
        "follow_from": found.follow_from,
        "dates": [_date_json(one) for one in found.dates],
        "said": [_said_json(one) for one in found.said],
        "told": [_told_json(one) for one in found.told],
        "held_back": [_held_json(one) for one in found.held_back],
        "awaited": list(found.awaited),
        "next": [_next_json(one) for one in found.next_steps],
    }


def _said_json(one: SaidLine) -> dict[str, object]:
    return {
        "on": one.on,
        "recorded_on": one.recorded_on,
        "by": one.by,
        "answer": one.is_answer,
        "said": one.words,
        "reason": one.reason or None,
        "meeting": one.meeting_on,
        "minute": one.minute,
        "chairs_action": one.chairs_action,
        "into": one.into or None,
    }


def _told_json(one: Told) -> dict[str, object]:
    return {
        "step": one.step,
        "name": one.name,
        "to": one.to,
        "copy": one.copy,
        "as_well": one.as_well,
        "instead_of": one.instead_of or None,
        "own_right": one.own_right,
        "state": one.state,
        "told_on": one.told_on,
        "recorded_on": one.recorded_on,
        "reason": one.reason,
        "clause": one.clause,
        "policy": one.policy,
    }


def _held_json(one: HeldBack) -> dict[str, object]:
    return {
        "step": one.step,
        "name": one.name,
        "on": one.planned_on,
        "due": one.due_on,
        "verdict": one.verdict,
        "reason": one.reason,
        "clause": one.clause,
    }


def _next_json(one: Next) -> dict[str, object]:
    return {
        "step": one.step,
        "name": one.name,
        "on": one.planned_on,
        "verdict": one.verdict,
        "reason": one.reason,
        "to": list(one.to),
        "copies": list(one.copies),
        "as_well": list(one.as_well),
        "instead_of": dict(one.instead_of),
        "own_right": list(one.own_right),
        "held_by": one.held_by or None,
        "again": one.again or None,
        "clause": one.clause or None,
    }


def _date_json(one: DateLine) -> dict[str, object]:
    return {
        "number": one.number,
        "from": one.from_on,
        "cause": one.cause,
        "state": one.state,
        "due": one.due_on,
        "proposed": one.proposed_due_on,
        "review": one.review_on,
        "read_as": one.read_as,
        "meeting": one.meeting_on,
        "minute": one.minute,
        "chairs_action": bool(one.chairs_action),
    }
