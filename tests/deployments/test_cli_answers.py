"""Answers and decisions as they are given on the command line."""

from __future__ import annotations

from tests.deployments.commands import Matters
from tests.stories.world import CHAIR, FIRST, LEAD, SECRETARY


def by_chair(known: Matters, *words: object) -> str:
    """What a chair's action on the second action says."""
    said = known("decide", "child-q/2", *words, "--chairs-action", "--by", CHAIR)
    assert said.status == 0, said.err
    return said.out


def test_an_action_waits_for_an_event(known: Matters) -> None:
    """Named with --event, with the day to look again; recorded a second time it is said."""
    event = ("set-date", "--event", "The new law is in force", "--until", "2011-01-31")
    assert "set-date recorded on 2010-09-06; not-started, no agreed date" in by_chair(known, *event)
    assert "set-date of 2010-09-06 was recorded already; nothing changed" in by_chair(known, *event)


def test_an_interval_is_given_in_months(known: Matters) -> None:
    """And refused where nothing recurs."""
    said = known(
        "decide", "child-q/2", "interval", "--months", "6", "--chairs-action", "--by", CHAIR
    )
    said.refused("child-q/2 does not recur")


def test_an_answer_that_came_late_says_so(known: Matters) -> None:
    """Kept, with the reason why it changes nothing; the same again is said."""
    by_chair(known, "outside-control")
    answer = ("respond", "child-q/2", "--note", "It was done.", "--by", LEAD)
    said = known(*answer)
    assert said.status == 0
    assert "came late" in said.out
    assert "closed on 6 September 2010" in said.out
    assert "recorded already" in known(*answer).out
    assert "answered late" in known("history", "child-q/2").out


def test_a_review_is_concluded_when_nothing_is_missing(known: Matters) -> None:
    """Refused with the list of what is; then it ends, once."""
    conclude = ("decide", "child-q", "conclude", "--chairs-action", "--by", CHAIR)
    known(*conclude).refused("child-q cannot be concluded yet", "child-q/1 is open", "child-q/2 is")
    for action in ("child-q/1", "child-q/2"):
        closes = ("outside-control", "--chairs-action", "--by", CHAIR)
        assert known("decide", action, *closes).status == 0
    assert f"child-q: concluded on {FIRST}." in known(*conclude).out
    assert "recorded already" in known(*conclude).out
    known("decide", "child-q", "conclude", "--by", SECRETARY).refused("names its meeting")
    known("decide", "child-q", "accept", "--chairs-action", "--by", CHAIR).refused("is a review")
