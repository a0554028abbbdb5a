"""The card for Teams: valid, small, and with nothing of the plan but references and counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft6Validator  # type: ignore[import-untyped] # it ships no types

from models.rules.letters import Part
from models.rules.words import Step
from notifications.card import LARGEST, build_card
from tests.notifications.conftest import MakeLetter, MakeLine, a_letter, a_line

ID = "3f9c2a1b0d@northmoor.example.org"
CLOSING = (
    "How to reply: tell the Serious case review co-ordinator how it stands, by reference, or send "
    "them the evidence. They also answer questions."
)
SCHEMA = Path(__file__).parent / "schemas" / "adaptive-card-1.5.json"
VALID = Draft6Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def card_of(written: bytes) -> dict[str, Any]:
    """The Adaptive Card in the frame that a webhook takes, valid against the published schema."""
    message = json.loads(written)
    (attachment,) = message["attachments"]
    assert message["type"] == "message"
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    card: dict[str, Any] = attachment["content"]
    # The one key that Teams adds to the schema.
    assert card.pop("msteams") == {"width": "Full"}
    VALID.validate(card)
    assert card["version"] == "1.5"
    assert len(written) < LARGEST
    return card


def said(card: dict[str, Any]) -> list[str]:
    """The paragraphs of a card, in the order in which they are read out."""
    return ["".join(run["text"] for run in block["inlines"]) for block in card["body"]]


def test_a_card_has_references_and_counts_most_serious_first(
    make_letter: MakeLetter, make_line: MakeLine
) -> None:
    """Marking, counts, for whom, each kind with its references, how to reply and whom to ask."""
    letter = make_letter(
        make_line(Step.R20, 7), make_line(Step.E1, 12), make_line(Step.E1, 9), make_line(Step.M, 4)
    )
    card = card_of(build_card(letter, message_id=ID))
    assert said(card) == [
        "OFFICIAL-SENSITIVE",
        "Northmoor LSCB: 3 overdue, 1 coming up",
        "For: Head of children's nursing",
        "Overdue (2): child-k/9, child-k/12",
        "Coming up (1): child-k/7",
        "Your list for November 2010 (1): child-k/4",
        CLOSING,
        "Notice 3f9c2a1b. Please write no details of the case here.",
    ]
    assert "actions" not in card


def test_nothing_else_of_a_letter_gets_into_a_card(
    make_letter: MakeLetter, make_line: MakeLine
) -> None:
    """No title, agency, answer, date, address, name or personal link: a channel has readers."""
    line = make_line(last_answer="in progress", milestones=("By 3 May 2010",))
    letter = make_letter(line, to_person_name="Holder of the post")
    written = build_card(letter, message_id=ID).decode()
    hidden = (
        *(line.short_title, line.agency, "in progress", "3 May", "29 October", "8 November"),
        *(line.wanted, line.why, line.standing, "@", "Holder", letter.page_url),
    )
    assert [words for words in hidden if words is None or words in written] == []


def test_the_secretarys_list_is_counted_by_its_parts(
    make_letter: MakeLetter, make_line: MakeLine
) -> None:
    """What is no action has no reference to show: it is counted."""
    lines = (
        make_line(Step.S, 3, part=Part.ANSWERS),
        make_line(Step.S, action_id=None, reference="To the Ward manager", part=Part.EXCEPTIONS),
    )
    words = said(card_of(build_card(make_letter(*lines), message_id=ID)))
    assert words[1] == "Northmoor LSCB: 1 new answer, 1 exception"
    assert words[3:5] == ["New answers (1): child-k/3", "Exceptions (1)"]


def test_the_link_is_the_pages_own_address(make_letter: MakeLetter, make_line: MakeLine) -> None:
    """It opens the page, and only a web address is a link."""
    letter = make_letter(make_line())
    page = "https://actions.example.org"
    card = card_of(build_card(letter, message_id=ID, page_url=page))
    assert [(a["type"], a["url"]) for a in card["actions"]] == [("Action.OpenUrl", page)]
    with pytest.raises(ValueError, match="not a web address"):
        build_card(letter, message_id=ID, page_url="javascript:alert(1)")


def test_a_long_list_is_cut_short_and_counted(make_letter: MakeLetter, make_line: MakeLine) -> None:
    """A thousand actions still make a card of a few kilobytes, with the number left out."""
    lines = [make_line(Step.E1, n, reference=f"a-long-name-of-a-review/{n}") for n in range(1000)]
    words = said(card_of(build_card(make_letter(*lines), message_id=ID)))
    assert words[3].startswith("Overdue (1000): a-long-name-of-a-review/0, ")
    assert words[3].endswith(" and 960 more")
    long = [make_line(Step.E1, n, reference=f"{'r' * 900}/{n}") for n in range(1000)]
    assert said(card_of(build_card(make_letter(*long), message_id=ID)))[3].endswith("992 more")
    with pytest.raises(ValueError, match="larger than 28000 bytes"):
        build_card(make_letter(*lines, to_post="p" * LARGEST), message_id=ID)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.sampled_from(list(Step)))
def test_what_people_wrote_is_text_and_never_markup(words: str, step: Step) -> None:
    """Names with markdown, mentions or JSON come out as they are, in runs that know no markdown."""
    hostile = f"[x](https://evil.example) <at>all</at> ${{y}} {words}"
    letter = a_letter(a_line(step, reference=hostile), to_post=hostile, ask_post=hostile)
    card = card_of(build_card(letter, message_id=ID))
    assert said(card)[2] == f"For: {hostile}"
    assert {run["type"] for block in card["body"] for run in block["inlines"]} == {"TextRun"}
    assert "selectAction" not in json.dumps(card)
