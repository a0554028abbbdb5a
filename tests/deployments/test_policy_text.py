"""A policy written out is a policy file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deployments.policy_text import policy_text
from models.rules.policy import CalendarRules, Hours, Ladder, Policy, ReviewGate
from models.rules.policy_file import parse_policy

DAYS = st.dates().filter(lambda d: (d.month, d.day) != (2, 29)).map(lambda d: f"{d:%m-%d}")
FIVE = st.lists(st.integers(0, 250), min_size=5, max_size=5, unique=True).map(sorted).map(tuple)
LADDERS = st.builds(Ladder, normal=FIVE, high=FIVE, no_date_wd=st.integers(0, 250))
# A text of TOML is Unicode: it has no half of a pair.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
POLICIES = st.builds(
    Policy,
    words=st.dictionaries(TEXTS, TEXTS, max_size=3),
    calendar=st.builds(
        CalendarRules, closed=st.lists(st.tuples(DAYS, DAYS), max_size=3).map(tuple)
    ),
    hours=st.builds(
        Hours, first=st.sampled_from(["00:00", "08:30"]), last=st.sampled_from(["12:00", "23:59"])
    ),
    ladder=LADDERS,
    review_gate=st.builds(ReviewGate, on=st.booleans(), stages=st.just(("E5",))),
    headings=st.dictionaries(TEXTS, st.lists(TEXTS, max_size=3), max_size=3),
    assured_domains=st.lists(TEXTS, max_size=3).map(tuple),
    markings=st.lists(TEXTS.filter(bool), min_size=1, max_size=3).map(tuple),
)


def test_the_default_policy_read_again_is_the_default_policy() -> None:
    """`matters policy --show` prints a file that changes nothing."""
    assert parse_policy(policy_text(Policy())) == Policy()


def test_all_of_the_policy_is_written_out_but_its_number() -> None:
    """Whoever looks for a setting finds it, and the number is given at adoption."""
    text = policy_text(Policy(number=7))
    for said in ("normal = [1, 5, 10, 20, 40]", "[storm_guard]\nmessages = 200", "on = false"):
        assert said in text
    assert "number" not in text


@given(POLICIES)
def test_any_policy_read_again_is_the_same_policy(policy: Policy) -> None:
    """Whatever a board's words, headings and numbers are, none is lost or changed in a file."""
    assert parse_policy(policy_text(policy)) == policy
