"""The sentences of a notice."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from models.rules.calendar import Calendar
from models.rules.wording import Occasion, Reader, answer_by, wanted, why
from models.rules.words import Step
from tests.readings import wanted as readings_of
from tests.tables import table

CALENDAR = Calendar(date(2010, 1, 1), date(2011, 12, 31))
DUE = date(2010, 10, 29)


def occasion(step: Step, reader: Reader = Reader.LEAD, **other: Any) -> Occasion:
    """Facts for any step, on the Monday after the due date."""
    facts: dict[str, Any] = {
        "step": step,
        "reader": reader,
        "as_of": date(2010, 11, 1),
        "due_on": DUE,
        "lead": "Head of nursing",
        "agency": "Health trust",
        "outcome": "extended to 31 January 2011",
        "vacant_post": "Designated doctor",
    }
    return Occasion(**(facts | other))


@pytest.mark.clause("8.1")
def test_every_step_has_whole_sentences_for_every_reader() -> None:
    """Nothing is left unfilled, and each begins with a capital and ends with a stop."""
    said = {(step, who): wanted(occasion(step, who)) for step in Step for who in Reader}
    assert {at: text for at, text in said.items() if not re.fullmatch(r"[A-Z].*\.", text)} == {}
    assert {at: text for at, text in said.items() if re.search(r"[{}]|None|  |\.\.", text)} == {}


@pytest.mark.clause("4.9")
def test_the_independent_chair_is_told_that_a_letter_is_drafted_and_unsent() -> None:
    """E5 names the letter, to whom it is, and that only a person sends it."""
    said = wanted(
        occasion(Step.E5, Reader.INDEPENDENT_CHAIR, letter_to="the Chief executive of the trust")
    )
    assert "A letter to the Chief executive of the trust is drafted; it is unsent until" in said


@pytest.mark.clause("4.1")
def test_an_action_without_a_date_is_asked_for_one() -> None:
    """A of an undated action does not speak of a due date."""
    said = wanted(occasion(Step.A, due_on=None, date_words="no date yet"))
    assert "no agreed date (no date yet)" in said
    assert "by its due date" not in said


@pytest.mark.clause("2.1")
def test_a_contributor_is_told_whose_action_it_is() -> None:
    """Who is named beside the lead is not told that it is theirs."""
    said = wanted(occasion(Step.A, Reader.CONTRIBUTOR))
    assert "beside Head of nursing" in said
    assert "This is yours" not in said


@pytest.mark.clause("2.1")
def test_a_contributor_is_told_what_the_lead_is_told() -> None:
    """Where a step has no words of its own for contributors, the lead's hold."""
    for step in (Step.E1, Step.E2, Step.E5, Step.R5):
        assert wanted(occasion(step, Reader.CONTRIBUTOR)) == wanted(occasion(step))


@pytest.mark.clause("4.8")
def test_a_meeting_is_named_by_its_day_where_it_is_known() -> None:
    """E4 asks for the meeting of that day, else for the next one."""
    known = wanted(occasion(Step.E4, Reader.SECRETARY, meeting_on=date(2010, 11, 17)))
    assert "at its meeting on 17 November 2010" in known
    assert "at its next meeting" in wanted(occasion(Step.E4, Reader.SECRETARY))


@pytest.mark.clause("4.14")
def test_an_issued_pack_is_not_asked_to_be_approved() -> None:
    """P of a pack that was issued informs whoever reads it."""
    said = wanted(occasion(Step.P, Reader.SECRETARY, issued=True))
    assert said.startswith("The pack for")
    assert "has been issued" in said
    assert wanted(occasion(Step.P, Reader.SECRETARY)).startswith("The draft pack for")
    assert answer_by(occasion(Step.P, Reader.SECRETARY, issued=True), CALENDAR) is None


@pytest.mark.clause("4.14", "6.4")
def test_an_addendum_is_told_by_its_number() -> None:
    """It is to be read with the pack, and asks for no answer."""
    added = occasion(Step.P, Reader.SECRETARY, addendum=2, meeting_on=date(2011, 1, 26))
    assert wanted(added) == (
        "Addendum 2 to the pack for the meeting on 26 January 2011 has been issued. Please read it "
        "with the pack."
    )
    assert answer_by(added, CALENDAR) is None


@pytest.mark.clause("8.1")
@table("step", [Step.Z, Step.D, Step.S, Step.W10, Step.W30])
def test_a_sentence_with_a_blank_in_it_is_refused(step: Step) -> None:
    """A step that tells an outcome cannot go out without one."""
    with pytest.raises(ValueError, match="needs an outcome"):
        wanted(occasion(step, outcome=""))


@pytest.mark.clause("4.13")
def test_a_vacancy_names_its_post() -> None:
    """V without a post would ask for nobody."""
    with pytest.raises(ValueError, match="vacant"):
        wanted(occasion(Step.V, vacant_post=""))


@pytest.mark.clause("8.1")
def test_braces_in_a_name_are_not_filled_in() -> None:
    """A post called {agency} is printed as it is."""
    assert "{agency}" in wanted(occasion(Step.E2, Reader.SAFEGUARDING_LEAD, lead="{agency}"))


@pytest.mark.clause("8.1")
@table(
    ("given", "by"),
    [
        (occasion(Step.A, as_of=date(2010, 10, 1)), DUE),
        (occasion(Step.R5, as_of=date(2010, 10, 22)), DUE),
        (occasion(Step.R0, as_of=DUE), DUE),
        (occasion(Step.A), date(2010, 11, 8)),
        (occasion(Step.A, due_on=None), date(2010, 11, 8)),
        (occasion(Step.E1), date(2010, 11, 8)),
        (occasion(Step.E4, Reader.CHAIR, meeting_on=date(2010, 11, 17)), date(2010, 11, 17)),
        (occasion(Step.E4, Reader.LEAD, meeting_on=date(2010, 11, 17)), date(2010, 11, 8)),
        (occasion(Step.I6), date(2010, 11, 29)),
        (occasion(Step.Z), None),
        (occasion(Step.D), None),
        (occasion(Step.S, Reader.SECRETARY), None),
        (occasion(Step.M, Reader.SECRETARY), None),
        (occasion(Step.P, Reader.MEMBER), None),
    ],
)
def test_the_day_an_answer_is_wanted(given: Occasion, by: date | None) -> None:
    """The due date ahead, the meeting at E4, a few working days else, or no answer at all."""
    assert answer_by(given, CALENDAR) == by


@pytest.mark.clause("8.1")
def test_why_gives_step_working_days_and_policy() -> None:
    """The three facts by which anyone can check that a notice was due."""
    late = why(occasion(Step.E2), working_days=5, policy="3")
    assert late == (
        "Sent as step E2: 5 working days after the due date, 29 October 2010 (policy version 3)."
    )
    ahead = why(occasion(Step.R5, as_of=date(2010, 10, 22)), working_days=5, policy="3")
    assert "5 working days before the due date" in ahead
    assert "the due date is today" in why(occasion(Step.R0, as_of=DUE), working_days=0, policy="3")
    asked = why(occasion(Step.W10), working_days=10, policy="3")
    assert asked.endswith("waits for a decision, 10 working days since (policy version 3).")
    plain = why(occasion(Step.D), working_days=None, policy="3")
    assert plain == (
        "Sent as step D: a decision, a return or a correction was recorded (policy version 3)."
    )


@pytest.mark.clause("5.4")
def test_why_names_the_cut_off_that_brought_e4_forward() -> None:
    """A stage that came before its own day says so (rule 4)."""
    said = why(occasion(Step.E4), working_days=1, policy="1", cut_off_on=date(2010, 11, 3))
    assert "1 working day after" in said
    assert "brought forward to the paper cut-off of 3 November 2010" in said


@pytest.mark.clause("8.1")
def test_a_stage_without_its_count_is_refused() -> None:
    """An escalation that cannot say how late the action is must not go out."""
    with pytest.raises(ValueError, match="counts from a due date"):
        why(occasion(Step.E3), working_days=None, policy="1")
    with pytest.raises(ValueError, match="counts from a due date"):
        why(occasion(Step.E3, due_on=None), working_days=3, policy="1")


@pytest.mark.clause("8.1")
@table("step", [each for each in Step if not each.is_stage])
def test_every_other_step_can_say_why(step: Step) -> None:
    """Each step of the table has its reason in words."""
    said = why(occasion(step), working_days=20, policy="1")
    assert said.startswith(f"Sent as step {step}: ")


def said(case: str) -> list[str]:
    """What is wanted by when, and why: of a step, its reader, and what else is known.

    Of an occasion on 1 November 2010, whose due date is 29 October unless it says another.
    """
    name, who, *more = case.split(", ")
    pairs = (one.partition(" =") for one in more)
    known: dict[str, Any] = {key: value.strip() for key, _, value in pairs}
    days = {"due_on", "meeting_on", "as_of"} & set(known)
    known |= {key: date.fromisoformat(known[key]) if known[key] != "-" else None for key in days}
    known |= {"issued": known.get("issued") == "yes", "addendum": int(known.get("addendum", 0))}
    one = occasion(Step(name), Reader(who), **known)
    try:
        because = why(one, working_days=1, policy="3")
        return [wanted(one), f"by {answer_by(one, CALENDAR) or 'no day'}", because]
    except ValueError as refused:
        return [str(refused)]


@pytest.mark.clause("8.1")
def test_what_is_wanted_by_when_and_why() -> None:
    """Step, reader and facts; below them what the message says."""
    cases = readings_of("wordings")
    assert {case: said(case) for case in cases} == cases
