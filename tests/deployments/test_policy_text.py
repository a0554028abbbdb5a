"""A policy written out is a policy file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deployments.policy_text import policy_text
from models.rules.plan_synonyms import SYNONYMS
from models.rules.policy import CalendarRules, Hours, Ladder, Offices, Policy, ReviewGate, Terms
from models.rules.policy_file import parse_policy
from models.rules.words import Step
from tests.deployments.commands import Matters, entered
from tests.stories.world import BOARD, CHAIR

# Of a year without a leap day; three of them leave a board enough days to work on.
CLOSED = st.tuples(st.dates(date(2001, 1, 1), date(2001, 12, 31)), st.integers(0, 20)).map(
    lambda one: (f"{one[0]:%m-%d}", f"{one[0] + timedelta(days=one[1]):%m-%d}")
)
FIVE = st.lists(st.integers(1, 250), min_size=5, max_size=5, unique=True).map(sorted).map(tuple)
LADDERS = st.builds(Ladder, normal=FIVE, high=FIVE, no_date_wd=st.integers(0, 250))
# A text of TOML is Unicode: it has no half of a pair.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
HEADINGS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)
POLICIES = st.builds(
    Policy,
    words=st.dictionaries(st.sampled_from([*map(str, Step)]), HEADINGS, max_size=3),
    calendar=st.builds(CalendarRules, closed=st.lists(CLOSED, max_size=3).map(tuple)),
    hours=st.builds(
        Hours, first=st.sampled_from(["00:00", "08:30"]), last=st.sampled_from(["12:00", "23:59"])
    ),
    ladder=LADDERS,
    review_gate=st.builds(ReviewGate, on=st.booleans(), stages=st.just(("E5",))),
    headings=st.dictionaries(
        st.sampled_from(sorted(SYNONYMS)), st.lists(TEXTS, max_size=3), max_size=1
    ),
    terms=st.builds(Terms, ends=st.lists(st.dates().map(str), max_size=3).map(tuple)),
    offices=st.builds(
        Offices, posts=st.lists(st.sampled_from(["navigator", "o\u2019r"]), max_size=3).map(tuple)
    ),
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


def test_a_policy_is_adopted_by_a_command_that_shows_first_what_it_changes(
    known: Matters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 0; from the next WD `--show` prints it, and what it prints is the same policy."""
    file = tmp_path / "policy.toml"
    file.write_text("[reminders]\nnormal = [20, 4, 0]\n", encoding="utf-8")
    asked = ("policy", "adopt", file, "--board", BOARD, "--by", CHAIR, "--chairs-action")
    looked = known(*asked, "--dry-run")
    assert "version 1 would be adopted; it holds from 2010-09-07" in looked.out
    done = known(*asked)
    assert done.status == 0
    assert done.out.index("child-q/1") < done.out.index("version 1 is adopted")
    assert known("policy", "--show").out.startswith("# Version 0, as it is shipped.")
    monkeypatch.setenv("MATTERS_CLOCK", "2010-09-07")
    shown = known("policy", "--show").out
    assert shown.startswith("# Version 1, in force since 2010-09-07.")
    assert parse_policy(shown, 1) == parse_policy(file.read_text(encoding="utf-8"), 1)
    known(*asked).refused("says what version 1 says")


def test_a_policy_with_a_mistake_is_refused_with_its_line(matters: Matters, home: Path) -> None:
    """And so is a policy without a word of what to do."""
    file = home / "policy.toml"
    file.write_text("[ladder]\n\nnormall = [1, 5]\n", encoding="utf-8")
    asked = ("policy", "adopt", file, "--by", CHAIR, "--chairs-action")
    matters(*asked).refused("line 3, ladder.normall")
    matters("policy").refused("--show")


def test_in_play_the_policy_of_the_setting_holds(
    matters: Matters, home: Path, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MATTERS_POLICY, until it is taken away again; also of how long things are kept."""
    file = tmp_path / "policy.toml"
    both = "[reminders]\nnormal = [20, 8, 0]\n[retention]\npapers_months = 12\n"
    file.write_text(both, encoding="utf-8")
    entered(matters, plan)
    monkeypatch.setenv("MATTERS_POLICY", str(file))
    days = ("rehearse", "--from", "2010-09-06", "--to", "2010-09-17", "--json")
    told = {n["step"]: n["on"] for n in matters(*days).document["notices"]}
    assert told["R5"] == "2010-09-07"
    assert "normal = [20, 8, 0]" in matters("policy", "--show").out
    papers = "No working papers in inbox, reports and rehearsals of the home to go."
    assert papers in matters("purge", "--dry-run").out
    (home / "inbox").mkdir()
    (home / "inbox" / "new\x1b.docx").touch()
    monkeypatch.setenv("MATTERS_CLOCK", "2099-09-07")
    left, shown = matters("purge"), "  inbox/new\N{REPLACEMENT CHARACTER}.docx"
    assert (left.status, left.out.splitlines()[-1]) == (1, shown)
    monkeypatch.setenv("MATTERS_CLOCK", "2010-09-06")
    monkeypatch.delenv("MATTERS_POLICY")
    assert "everything is kept" in matters("purge").out
    told = {n["step"]: n["on"] for n in matters(*days).document["notices"]}
    assert told["R5"] == "2010-09-10"
