"""The page of a rehearsal: what a chair reads before anything is told."""

from __future__ import annotations

from datetime import date

from models.rules.rehearsal_difference import Changed, Difference
from models.rules.step_words import SERIOUSNESS, STEP_NAMES
from models.rules.words import Step
from notifications.rehearsal import Row, Versus, rehearsal_page

START, END = date(2010, 10, 1), date(2010, 10, 31)


def row(step: Step, on: date = START, *, to: str = "Ward manager", copied: bool = False) -> Row:
    """A notice of the rehearsal."""
    return Row(on=on, step=step, action="child-q/1", to=to, copied=copied, why="5 WD after d.")


def page(*rows: Row, policy: int = 0) -> str:
    """The page of these notices, a message each."""
    return rehearsal_page(START, END, policy, rows, [(one.on, one.to) for one in rows])


def test_the_page_counts_and_lists_what_would_be_told() -> None:
    """How much in all, who is told how often, and each notice under its day with its reason."""
    text = page(row(Step.R5), row(Step.E4, date(2010, 10, 29), to="Secretary"))
    assert "On 2 days 2 messages would leave, with 2 notices in them." in text
    assert "Friday 1 October 2010" in text
    assert text.index("E4 Overdue: the committee") < text.index("R5 Second reminder")
    assert "5 WD after d." in text
    assert "nobody has been told anything" in text.replace("\n", " ")


def test_the_calendar_shows_each_day_with_its_messages_and_steps() -> None:
    """Monday to Friday; a day that tells leads to its lines, and stages stand out in bold."""
    text = page(row(Step.R5), row(Step.E4, date(2010, 10, 29), to="Secretary"))
    assert "<caption>October 2010</caption>" in text
    assert 'href="#d2010-10-29"' in text
    assert 'id="d2010-10-29"' in text
    assert '<span class="told-step stage">E4&nbsp;×&nbsp;1</span>' in text
    assert '<td class="quiet">4</td>' in text
    assert '<td class="quiet">2</td>' not in text


def test_a_month_without_a_message_is_said_in_words() -> None:
    """And has no empty grid."""
    text = rehearsal_page(START, date(2010, 11, 30), 0, [row(Step.R5)], [(START, "Ward manager")])
    assert "November 2010: nothing would be told." in text
    assert "<caption>November 2010</caption>" not in text


def test_what_a_tried_policy_changes_comes_first() -> None:
    """In a count, and line by line; actions with the same change share a line."""
    moved = [
        Difference(
            action=action,
            step="R5",
            changed=Changed.MOVED,
            was_on=date(2010, 10, 8),
            is_on=date(2010, 10, 6),
            to=("Ward manager",),
        )
        for action in ("child-q/1", "child-q/2")
    ]
    sent = [(START, "Ward manager")]
    text = rehearsal_page(
        START, END, 2, [row(Step.R5)], sent, versus=Versus(policy=1, differences=moved)
    )
    assert "version 1 of the policy: no step added, none dropped, 2 told on another day." in text
    assert text.count("moved from 8 October 2010 to 6 October 2010") == 1
    assert "child-q/1, child-q/2" in text
    assert "a policy that is tried, which would be version 2" in text
    silent = rehearsal_page(START, END, 2, [], [], versus=Versus(policy=1, differences=moved))
    assert "child-q/1, child-q/2" in silent


def test_zero_is_said_in_words() -> None:
    """A quiet period has no empty table."""
    text = page()
    assert "Nothing would be told in these days." in text
    assert "<table" not in text


def test_the_policy_is_named() -> None:
    """A policy that is tried has its version; the default is the one that is shipped."""
    assert "version 3 of the policy" in page(policy=3)
    assert "the policy as it is shipped" in page()


def test_a_copy_is_told_apart() -> None:
    """In the counts, in the lines and where it is the most serious that a post is told."""
    text = page(row(Step.E3, copied=True))
    assert "E3 Overdue: the agency&#39;s board member (copy)" in text
    assert '<td class="n">0</td><td class="n">1</td>' in text


def test_nothing_that_a_plan_says_is_markup() -> None:
    """Names of posts and references come from files that others wrote."""
    text = page(row(Step.A, to="<script>alert(1)</script> & Co"))
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co" in text


def test_every_step_has_a_name_and_a_rank() -> None:
    """A step without either could not be listed."""
    assert set(STEP_NAMES) == set(SERIOUSNESS) == set(Step)
