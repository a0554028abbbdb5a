"""The sample plan through the product's own reader: what the demo will follow."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import holidays
import pytest

from deployments.sample import make
from models.rules.calendar import Calendar, Quarter, closures, cutoffs, quarter_of
from models.rules.contacts import match_key
from models.rules.plan_actions import PlannedAction, planned_actions
from models.rules.plans import PlanItem, PlanReading
from models.rules.words import DecisionKind, ResponseKind
from tasks.plan_files import read_plan_file

SAMPLE = Path(make.__file__).parent
REVIEW = "child-n/"
AGREED_ON, COMMISSIONED_ON = date(2010, 10, 20), date(2010, 4, 20)
FREEZE, DRAFT, ISSUE = 10, 8, 6  # WD before a meeting, as the procedure has them
ENDING = {
    DecisionKind.ACCEPT,
    DecisionKind.SUPERSEDED,
    DecisionKind.NOT_IMPLEMENTED,
    DecisionKind.OUTSIDE_CONTROL,
}


@cache
def calendar() -> Calendar:
    """The working days of the board's years."""
    first, last = 2009, 2012
    banks = holidays.country_holidays("GB", subdiv="ENG", years=range(first, last + 1))
    closed = frozenset(banks) | closures(first, last, [("12-24", "01-01")])
    return Calendar(date(first, 1, 1), date(last, 12, 31), closed)


@cache
def reading(name: str) -> PlanReading:
    """One form of the sample plan as the product reads it."""
    return read_plan_file(
        SAMPLE / name,
        agreed_on=AGREED_ON,
        commissioned_on=COMMISSIONED_ON,
        calendar=calendar(),
    )


@cache
def load(name: str) -> Mapping[str, Any]:
    """A TOML file of the sample."""
    return tomllib.loads((SAMPLE / name).read_text(encoding="utf-8"))


def facts(item: PlanItem) -> tuple[object, ...]:
    """What an item says, whatever file it was read from."""
    leads = tuple((lead.name, lead.date.due, lead.date.needs_decision) for lead in item.leads)
    texts = (item.recommendation, item.key_actions, item.evidence, item.outcomes)
    return (item.number, item.agency_group, *texts, leads, item.date.due)


@cache
def actions() -> dict[str, PlannedAction]:
    """The actions that the plan makes, by their full references."""
    made = planned_actions(reading("plan.csv"))
    return {f"{REVIEW}{action.reference}": action for action in made}


def scheduled() -> dict[str, date | None]:
    """The date on which each action is due before anybody decides: None where none is agreed."""
    return {
        reference: None if action.date.needs_decision else action.date.due
        for reference, action in actions().items()
    }


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx"])
def test_the_three_forms_read_to_the_same_items(name: str) -> None:
    """Word, Excel and CSV give the same 49 items with the same leads and dates."""
    mine, theirs = reading(name), reading("plan.csv")
    assert mine.accepted
    assert len(mine.items) == 49
    assert [facts(item) for item in mine.items] == [facts(item) for item in theirs.items]


def test_every_lead_named_in_the_plan_is_a_post_of_the_contacts() -> None:
    """Whom the plan names, the contacts know; a plan does not keep to one use of capitals."""
    with (SAMPLE / "contacts.csv").open(encoding="utf-8", newline="") as file:
        posts = {match_key(row["Post"]) for row in csv.DictReader(file)}
    named = {lead.name for item in reading("plan.csv").items for lead in item.leads}
    assert named
    assert not {name for name in named if match_key(name) not in posts}


def of_actions() -> list[dict[str, Any]]:
    """The entries on actions; the others are on packs."""
    return [entry for entry in load("answers.toml")["entry"] if "action" in entry]


def test_one_item_makes_two_actions() -> None:
    """Of the 49 items, the one whose leads have different dates makes two actions."""
    assert len(actions()) == 50
    assert {entry["action"] for entry in of_actions()} <= set(actions())


def test_leads_answer_for_their_own_actions_and_nobody_decides_on_one_they_lead() -> None:
    """Who responds leads the action; who confirms or decides does not."""
    for entry in of_actions():
        own = entry["by"] in actions()[entry["action"]].leads
        assert own == (entry["command"] == "respond"), entry


def test_only_readings_that_need_a_decision_are_confirmed_or_set() -> None:
    """Each action without a scheduled date is given one in the year, and no other is."""
    undated = {reference for reference, due in scheduled().items() if due is None}
    dated = {
        entry["action"]
        for entry in load("answers.toml")["entry"]
        if entry["command"] == "confirm" or entry.get("decision") == DecisionKind.SET_DATE
    }
    assert dated == undated


def open_and_due(as_of: date) -> tuple[set[str], set[str]]:
    """The actions open without evidence as of a day: those overdue, and those held."""
    due = scheduled()
    quiet: set[str] = set()
    held: dict[str, date] = {}
    for entry in of_actions():
        if entry["on"] > as_of:
            break
        reference, kind = entry["action"], entry.get("decision", entry.get("progress"))
        if entry["command"] == "confirm":
            due[reference] = actions()[reference].date.due
        elif kind == DecisionKind.HOLD:
            held[reference] = entry["until"]
        elif "until" in entry:
            due[reference] = entry["until"]
        if kind in ENDING or kind == ResponseKind.EVIDENCE:
            quiet.add(reference)
        if kind in {DecisionKind.RETURN, DecisionKind.REOPEN}:
            quiet.discard(reference)
    late = {reference for reference, day in due.items() if day and day < as_of} - quiet
    return late, {reference for reference, until in held.items() if until >= as_of}


def test_an_extension_is_asked_for_by_the_date_it_would_move() -> None:
    """No lead asks for more time when the time is over."""
    due = scheduled()
    for entry in load("answers.toml")["entry"]:
        if "extension" in entry:
            day = due[entry["action"]]
            assert day is not None
            assert entry["on"] <= day < entry["extension"], entry


def meetings_with_a_pack() -> list[date]:
    """The first meeting after each quarter's end, which takes a pack where no file says more."""
    first: dict[Quarter, date] = {}
    for meeting in load("board.toml")["committee"]["meetings"]:
        first.setdefault(quarter_of(meeting), meeting)
    return list(first.values())


def test_each_pack_has_a_few_overdue_actions_to_show() -> None:
    """At the freeze of each pack, from three to six actions are overdue without evidence in."""
    packs = meetings_with_a_pack()
    assert len(packs) == 4
    for meeting in packs:
        late, held = open_and_due(cutoffs(meeting, calendar(), (FREEZE, DRAFT, ISSUE)).freeze_on)
        assert 3 <= len(late - held) <= 6, (meeting, sorted(late - held))


def test_each_pack_is_approved_and_then_issued_before_its_meeting() -> None:
    """By the committee's chair and its secretary, from the day of its draft to its meeting."""
    standing = load("board.toml")["committee"]
    packs = {f"pack-{meeting}": meeting for meeting in meetings_with_a_pack()}
    on_packs = [entry for entry in load("answers.toml")["entry"] if "pack" in entry]
    issued: list[str] = []
    approved: set[str] = set()
    for entry in on_packs:
        meeting = packs[entry["pack"]]
        frozen = cutoffs(meeting, calendar(), (FREEZE, DRAFT, ISSUE)).freeze_on
        assert frozen <= entry["on"] < meeting, entry
        if entry["command"] == "approve":
            assert entry["by"] == standing["chair"]
            approved.add(entry["pack"])
        else:
            assert (entry["by"], entry["pack"] in approved) == (standing["secretary"], True)
            issued.append(entry["pack"])
    assert issued == list(packs)
