"""A letter of 1 November 2010 and its lines, with the least a test needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.rules.letters import Letter, Line
from models.rules.words import Step

AS_OF = date(2010, 11, 1)


def line(step: Step = Step.E1, number: int = 1, **other: Any) -> Line:
    """A line with the least a test needs."""
    facts: dict[str, Any] = {
        "step": step,
        "action_id": number,
        "reference": f"child-k/{number}",
        "short_title": "Review K, recommendation",
        "agency": "Health trust",
        "due_on": date(2010, 10, 29),
        "wanted": "Please answer.",
        "wanted_by": date(2010, 11, 8),
        "why": "Sent as a step.",
        "standing": "Overdue by 1 working day.",
    }
    return Line(**(facts | other))


def letter(*lines: Line, **other: Any) -> Letter:
    """A letter to a post of an assured domain."""
    facts: dict[str, Any] = {
        "board": "Northmoor LSCB",
        "committee": "Standing committee",
        "marking": "OFFICIAL",
        "to_post": "Head of nursing",
        "to_address": "nursing@example.org",
        "assured": True,
        "lines": lines,
        "as_of": AS_OF,
        "sender_name": "Northmoor LSCB",
        "sender_address": "actions@northmoor.example.org",
        "reply_to": "reviews@northmoor.example.org",
        "ask_post": "Co-ordinator",
        "ask_address": "reviews@northmoor.example.org",
        "how_to_reply": "Reply to this message.",
    }
    return Letter(**(facts | other))
