"""The register kept by hand on the command line."""

from __future__ import annotations

import pytest

from tests.deployments.commands import Matters
from tests.stories.world import CHAIR, DEPUTY, HEAD, LEAD, SECRETARY


def test_an_action_is_added_handed_over_and_split(known: Matters) -> None:
    """Each says what it came to; the history has an entry of each."""
    by = ("--by", SECRETARY)
    added = known(
        *("add", "child-q", "--recommendation", "7", "--text", "Do it.", "--lead", LEAD),
        *("--due", "2010-11-01", *by),
    )
    assert added.out == "child-q/7: added; due 2010-11-01.\n"
    edited = known(
        *("edit", "child-q/7", "--lead", DEPUTY, "--contributor", HEAD),
        *("--short-title", "Night staff", "--reason", "Moved.", *by),
    )
    assert edited.out == f"child-q/7: edited; led by {DEPUTY}, with {HEAD}.\n"
    assert "child-q/7.1 split off" in known("split", "child-q/7", *by).out
    said = known("history", "child-q/7").out
    assert all(word in said for word in ("action added", "handed over", "edited", "split"))
    assert f"from {LEAD} to {DEPUTY}, {HEAD}; Moved." in said
    assert "to “Night staff”; Moved." in said
    assert said.count(SECRETARY) == 4
    assert known("verify").status == 0


def test_a_review_is_silenced(known: Matters) -> None:
    """All that is open in it, with a reason and a last day."""
    asked = ("silence", "--review", "child-q", "--reason", "Moving.", "--by", SECRETARY)
    said = known(*asked, "--until", "2010-09-10")
    assert said.out == "2 actions silenced up to and including 2010-09-10: child-q/1, child-q/2.\n"
    assert "; up to and including 2010-09-10" in known("history", "child-q/1").out
    known(*asked, "--until", "tomorrow").refused("--until tomorrow: a day is written as")
    known(*asked, "--until", "2010-12-01").refused(
        "child-q/1: an action is silenced for at most 20"
    )


def test_an_entry_is_struck_and_stays_to_be_read(known: Matters) -> None:
    """The history shows it as struck, and by which entry; the register is as before."""
    closes = ("decide", "child-q/1", "outside-control", "--chairs-action", "--by", CHAIR)
    assert known(*closes).status == 0
    found = known("history", "child-q/1", "--json").document
    entry = next(h["seq"] for h in found if h["what"] == "decided outside-control")
    correct = ("correct", entry, "--reason", "The wrong one.", "--by", SECRETARY)
    said = known(*correct)
    assert said.out == (
        f"Entry {entry}, decided outside-control of child-q/1, is struck by entry {entry + 1}.\n"
    )
    shown = known("history", "child-q/1").out
    assert f"decided outside-control (struck by {entry + 1})" in shown
    assert f"strikes entry {entry}, decided outside-control; The wrong one." in shown
    before = known("history", "child-q/1", "--recorded-by", "2010-09-05")
    assert "struck" not in before.out
    known(*correct).refused(f"Entry {entry} was struck on 6 September 2010 already")
    (first, _) = known("actions", "--json").document
    assert first["progress"] == "not-started"
    assert known("verify").status == 0


def test_what_was_recorded_at_night_was_known_on_the_boards_own_day(
    known: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half past midnight in summer is still the day before in UTC, and not for the board."""
    monkeypatch.setenv("MATTERS_CLOCK", "2010-09-07T00:30")
    assert known("respond", "child-q/1", "--note", "Begun.", "--by", LEAD).status == 0
    shown = known("history", "child-q/1", "--recorded-by", "2010-09-07").out
    assert "2010-09-07 00:30" in shown
    assert "answered" not in known("history", "child-q/1", "--recorded-by", "2010-09-06").out


def test_a_test_message_is_a_file_where_no_server_is_set(known: Matters) -> None:
    """It says where it went; who is not known is a sentence."""
    said = known("test-message", LEAD)
    assert said.status == 0
    assert said.out.startswith("Accepted: written. Message-ID <")
    known("test-message", "Nobody").refused("nobody of that post, name or address")
    known("test-message", LEAD, "--clear").refused("say with --by who clears")
    known("test-message", LEAD, "--clear", "--by", SECRETARY).refused("no mail server is set")


def test_a_message_in_the_dark_is_settled_by_its_number(known: Matters) -> None:
    """Without a number those that are undecided are listed; each mistake is a sentence."""
    assert known("settle").out == "No message is undecided.\n"
    known("settle", "m1").refused("m1: say --arrived or --lost, --reason TEXT and --by POST.")
    said = ("--arrived", "--reason", "It is in the log.", "--by", SECRETARY)
    known("settle", "m1", *said).refused("m1: no such message is undecided")
