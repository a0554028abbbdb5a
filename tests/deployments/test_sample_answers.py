"""The year of the sample board: answers and decisions that the procedure allows."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from deployments.sample import make
from models.rules.words import DecisionKind, ResponseKind

SAMPLE = Path(make.__file__).parent
REVIEW = "child-n/"
AGREED_ON = date(2010, 10, 20)
SATURDAY = 5
ENDING = {
    DecisionKind.ACCEPT,
    DecisionKind.SUPERSEDED,
    DecisionKind.NOT_IMPLEMENTED,
    DecisionKind.OUTSIDE_CONTROL,
}
DATED = {DecisionKind.EXTEND, DecisionKind.SET_DATE, DecisionKind.HOLD, DecisionKind.REOPEN}
REASONED = (ENDING - {DecisionKind.ACCEPT}) | {DecisionKind.RETURN}


def answers() -> list[dict[str, Any]]:
    """The entries of the year, in the order of the file."""
    entries = tomllib.loads((SAMPLE / "answers.toml").read_text(encoding="utf-8"))["entry"]
    assert isinstance(entries, list)
    return entries


def committee() -> dict[str, Any]:
    """The committee of the board's file."""
    file = tomllib.loads((SAMPLE / "board.toml").read_text(encoding="utf-8"))["committee"]
    assert isinstance(file, dict)
    return file


def numbers() -> set[str]:
    """The numbers of the plan's items."""
    rows = make.read_rows(SAMPLE / "plan.csv")[1:]
    return {str(make.numbered(row[0])[0]) for row in rows if not make.is_agency(row)}


def number_of(reference: str) -> str:
    """The number of the item that an action came from."""
    assert reference.startswith(REVIEW)
    return reference.removeprefix(REVIEW).partition(".")[0]


def test_answers_are_in_order_and_refer_to_actions_of_the_plan() -> None:
    """Entries stand in the order of their weekdays and name actions that exist."""
    entries = answers()
    assert [e["on"] for e in entries] == sorted(e["on"] for e in entries)
    assert all(e["on"].weekday() < SATURDAY and e["on"] >= AGREED_ON for e in entries)
    named = {e[key] for e in entries for key in ("action", "into") if key in e}
    assert {number_of(reference) for reference in named} <= numbers()


def test_every_document_handed_in_is_there() -> None:
    """Each evidence entry names a file of the sample, and no file of it is left over."""
    named = {name for e in answers() for name in e.get("evidence", [])}
    assert named == {f"evidence/{path.name}" for path in (SAMPLE / "evidence").iterdir()}


def test_decisions_are_taken_at_a_meeting_or_by_the_chair() -> None:
    """A decision has a known meeting and its own minute, or is the chair's, or a mere return."""
    standing = committee()
    minutes: list[tuple[date, str]] = []
    for e in answers():
        if e["command"] != "decide":
            continue
        if "meeting" in e:
            assert e["meeting"] == e["on"]
            assert e["meeting"] in standing["meetings"]
            assert e["by"] == standing["secretary"]
            minutes.append((e["meeting"], e["minute"]))
        elif e.get("chairs_action"):
            assert e["by"] == standing["chair"]
        else:
            assert (e["decision"], e["by"]) == (DecisionKind.RETURN, standing["secretary"])
    assert len(set(minutes)) == len(minutes)
    assert {day for day, _ in minutes} == set(standing["meetings"])


def test_decisions_have_what_the_procedure_asks_of_them() -> None:
    """A date lies ahead of its decision; closing without evidence and returning have a reason."""
    for e in answers():
        if "decision" not in e:
            continue
        kind = DecisionKind(e["decision"])
        assert ("until" in e) == (kind in DATED), e
        assert e.get("until", date.max) > e["on"], e
        assert ("into" in e) == (kind is DecisionKind.SUPERSEDED)
        assert e.get("reason") or kind not in REASONED, e


def test_only_waiting_evidence_is_decided_on_and_nothing_is_answered_when_closed() -> None:
    """Evidence is accepted or returned once it is in; a closed action is only asked after."""
    waiting: set[str] = set()
    closed: set[str] = set()
    for e in (e for e in answers() if "action" in e):
        ref, kind = e["action"], e.get("decision", e.get("progress", "ask"))
        assert (ref in closed) == (kind in {DecisionKind.IMPACT_HELD, DecisionKind.REOPEN}), e
        if kind == ResponseKind.EVIDENCE:
            assert ref not in waiting, e
            waiting.add(ref)
        if kind in {DecisionKind.ACCEPT, DecisionKind.RETURN}:
            assert ref in waiting, e
            waiting.remove(ref)
        if kind in ENDING:
            closed.add(ref)
        if kind == DecisionKind.REOPEN:
            closed.remove(ref)
    assert len(waiting) == 1


def test_an_extension_is_decided_on_only_where_one_was_asked_for() -> None:
    """Each extension granted was asked for before, for the day that was granted."""
    asked: dict[str, date] = {}
    for e in answers():
        if "extension" in e:
            assert e["reason"]
            asked[e["action"]] = e["extension"]
        if e.get("decision") == DecisionKind.EXTEND:
            assert asked.pop(e["action"]) == e["until"], e
    assert len(asked) == 1


def test_a_few_actions_stay_open_without_evidence_for_the_packs_to_show() -> None:
    """From three to six items are neither closed nor have evidence in at the end of the year."""
    done = {
        number_of(e["action"])
        for e in answers()
        if e.get("decision") in ENDING or e.get("progress") == ResponseKind.EVIDENCE
    }
    assert 3 <= len(numbers() - done) <= 6
