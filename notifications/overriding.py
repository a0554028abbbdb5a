"""Whether a template of a board's own may be used: tried on letters before it is saved.

The trial is a process of its own with little time and little memory, since a template is a
program. Run as `python -m notifications.overriding letter.html` it reads the source from its input.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from models.rules.letters import Letter, Line, Part
from models.rules.words import Step
from notifications.harmless import dangers, hostile, obeyed
from notifications.layouts import HTML, TEXT, Own, environment_of, layouts
from notifications.render import filled

NAMES = (TEXT, HTML)
LARGEST = 64_000
SECONDS, MEMORY = 5, 1_000_000_000
LARGEST_MESSAGE = 500_000
PAGE, ASK = "https://actions.example.org", "secretary@example.org"
LINKS = (PAGE, f"mailto:{ASK}")
# What a template is given that is an address of ours.
ADDRESSES = ("page_url", "ask_link")


def faults_of(name: str, source: str) -> list[str]:
    """What keeps a source from being used as the template of a name, a sentence each."""
    if name not in NAMES:
        return [f"{name} is no template; there are {' and '.join(NAMES)}."]
    if len(source.encode()) > LARGEST:
        return [f"It has more than {LARGEST} bytes."]
    try:
        done = subprocess.run(  # noqa: S603 - this very module
            [sys.executable, "-m", __name__, name],
            input=source.encode(),
            capture_output=True,
            timeout=4 * SECONDS,
            check=True,
            env={k: v for k, v in os.environ.items() if not k.startswith("MATTERS_")},
        )
        faults: list[str] = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return ["Filling it takes too long, too much memory, or ends the program."]
    return faults


def _main(name: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    print(json.dumps(list(dict.fromkeys(trial(name, sys.stdin.read())))))  # noqa: T201 - its answer


def trial(name: str, source: str) -> Iterator[str]:
    """The faults that filling it for letters of every shape shows, in this very process."""
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        yield from _unknown(name, source)
        own = Own(html=source) if name == HTML else Own(text=source)
        for letter in _letters():
            words = filled(letter)
            template = layouts(own).html if name == HTML else layouts(own).text
            yield from _missing(letter, words, name, template.render(words))
            if name == HTML:
                yield from obeyed(template.render(hostile(words, ADDRESSES)))
    except TemplateSyntaxError as error:
        yield f"Line {error.lineno}: {(error.message or '').rstrip('.')}."
    except (TemplateError, ArithmeticError, TypeError, ValueError, AttributeError) as error:
        yield f"It cannot be filled: {error}."


def _unknown(name: str, source: str) -> Iterator[str]:
    """What no letter has or may do, wherever it stands: a branch may not have been tried."""
    from jinja2 import meta, nodes

    environment = environment_of(name)
    parsed = environment.parse(source)
    for one in sorted({one.name for one in parsed.find_all(nodes.Filter)}):
        if one not in environment.filters:
            yield f"It asks for the filter {one}, which is not there."
    if next(parsed.find_all(nodes.EvalContextModifier), None):
        yield "It turns off the escaping of words (autoescape): take that out."
    asked = meta.find_undeclared_variables(parsed)
    known = filled(_letters()[0])
    for one in sorted(asked - known.keys()):
        yield f"It asks for {one}, which no message has; there are {', '.join(sorted(known))}."


def _missing(letter: Letter, words: dict[str, Any], name: str, said: str) -> Iterator[str]:
    """What a message must say and does not, and what it must not have and has."""
    flat = " ".join(said.split())
    needed = {
        "the marking": letter.marking,
        "the opening": words["opening"],
        "how to reply": letter.how_to_reply,
        "whom to ask": letter.ask_post,
        "the pilot's line": words["pilot"],
        "the reference of each action": "child-z/7",
        "the due date": "29 October 2010",
    }
    if letter.assured:
        needed |= {"what is wanted": "Please send evidence", "why it was sent": "Sent as step"}
    for what, text in needed.items():
        if text not in flat:
            yield f"A message made with it does not say {what}."
    if len(said) > LARGEST_MESSAGE:
        yield f"A message made with it has more than {LARGEST_MESSAGE} letters."
    if name == HTML:
        yield from dangers(said, LINKS)


def _letters() -> tuple[Letter, ...]:
    """Letters of every shape: whole, bare, a pilot's, the secretary's."""
    whole = _letter(_line(Step.E1), _line(Step.A, stand_in_for="Ward manager"))
    entry = _line(Step.S, part=Part.EXCEPTIONS)
    return (
        whole,
        _letter(_line(Step.E1), assured=False),
        _letter(_line(Step.E4), redirect_to="pilot@example.org"),
        _letter(entry, page_url=None),
    )


def _line(step: Step, **other: Any) -> Line:
    facts: dict[str, Any] = {
        "step": step,
        "action_id": 7,
        "reference": "child-z/7",
        "short_title": "Child Z, recommendation 7",
        "agency": "An agency",
        "due_on": date(2010, 10, 29),
        "original_due_on": date(2010, 9, 30),
        "wanted": "Please send evidence.",
        "wanted_by": date(2010, 11, 8),
        "last_answer": "in progress (12 October 2010)",
        "why": "Sent as step E1: 1 working day after the due date (policy version 1).",
        "standing": "Overdue by 1 working day.",
        "milestones": ("a draft by 1 May 2010",),
    }
    return Line(**(facts | other))


def _letter(*lines: Line, **other: Any) -> Letter:
    facts: dict[str, Any] = {
        "board": "A board",
        "committee": "Its committee",
        "marking": "OFFICIAL-SENSITIVE",
        "to_post": "Ward manager",
        "to_address": "lead@example.org",
        "assured": True,
        "lines": lines,
        "as_of": date(2010, 11, 1),
        "sender_name": "A board",
        "sender_address": "actions@example.org",
        "reply_to": "actions@example.org",
        "ask_post": "Secretary",
        "ask_address": ASK,
        "how_to_reply": "Reply to this message; it reaches the Secretary.",
        "page_url": PAGE,
    }
    return Letter(**(facts | other))


if __name__ == "__main__":
    _main(sys.argv[1])
