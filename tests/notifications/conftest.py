"""A letter with every kind of line, for the tests of what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.rules.letters import Letter, Line
from models.rules.words import Step

MakeLine = Callable[..., Line]
MakeLetter = Callable[..., Letter]


def a_line(step: Step = Step.E1, number: int = 1, **other: Any) -> Line:
    """A line of a made-up action; any fact can be given by name."""
    facts: dict[str, Any] = {
        "step": step,
        "action_id": number,
        "reference": f"child-k/{number}",
        "short_title": f"Review of services to Child K, recommendation {number} (health)",
        "agency": "Community health trust",
        "due_on": date(2010, 10, 29),
        "wanted": "The due date has passed. Please send evidence, or say what stands in the "
        "way and when it will be done.",
        "wanted_by": date(2010, 11, 8),
        "last_answer": "in progress, 12 October 2010",
        "why": "Sent as step E1: 1 working day after the due date, 29 October 2010 "
        "(policy version 1).",
        "standing": "Overdue by 1 working day.",
    }
    return Line(**(facts | other))


def a_letter(*lines: Line, **other: Any) -> Letter:
    """A letter of a made-up board to the post of an assured domain."""
    facts: dict[str, Any] = {
        "board": "Northmoor LSCB",
        "committee": "Standing serious case review committee",
        "marking": "OFFICIAL-SENSITIVE",
        "to_post": "Head of children's nursing",
        "to_address": "nursing.head@example.org",
        "assured": True,
        "lines": lines,
        "as_of": date(2010, 11, 1),
        "sender_name": "Northmoor LSCB",
        "sender_address": "actions@northmoor.example.org",
        "reply_to": "reviews@northmoor.example.org",
        "ask_post": "Serious case review co-ordinator",
        "ask_address": "reviews@northmoor.example.org",
        "how_to_reply": "Reply to this message and keep its subject. Please send no details "
        "of the child or the family by e-mail.",
        "page_url": "https://actions.northmoor.example.org/p/3f9c2a",
    }
    return Letter(**(facts | other))


@pytest.fixture
def make_line() -> MakeLine:
    """Lines of made-up actions."""
    return a_line


@pytest.fixture
def make_letter() -> MakeLetter:
    """Letters of a made-up board."""
    return a_letter
