"""Which tests hold which clause of docs/procedure.md: python -m tests.clauses.

A test says what it holds with @pytest.mark.clause("5.2", ...), on the function or on a row of its
table. The files are read, not run.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parent
PROCEDURE = TESTS.parent / "docs" / "procedure.md"
CLAUSE = re.compile(r"^(?:\| )?\*\*(\d+\.\d+[a-z]?)\*\*", re.MULTILINE)
RULES = TESTS / "models" / "rules"

# Every test in these holds a clause. What is neither here nor below is asked for.
OF_THE_PROCEDURE = (
    "allocation",
    "answering",
    "authority",
    "awaited",
    "awkward_days",
    "board_notices",
    "board_steps",
    "by_hand",
    "calendar",
    "causes",
    "causes_of_lists",
    "changed_rules",
    "checkpoints",
    "checkpoints_asked",
    "circulation",
    "closed_late",
    "colours",
    "conclusion",
    "corrections",
    "date_wordings",
    "dates",
    "dates_any",
    "decided",
    "decisions",
    "decisions_of_dates",
    "decisions_told",
    "drafted_letters",
    "entries",
    "entries_handed_over",
    "facts",
    "firsts",
    "holding",
    "impact",
    "ladder",
    "lead_wordings",
    "letters",
    "letters_first_words",
    "months",
    "months_kept_back",
    "next_on",
    "notices",
    "outbox",
    "pace",
    "passed_over",
    "packs_decisions",
    "packs_due",
    "packs_figures",
    "packs_impact",
    "packs_position",
    "packs_vacancies",
    "packs_words",
    "plan_lead_doubts",
    "plans_actions",
    "plans_leads",
    "plans_numbered",
    "plans_states",
    "policy",
    "policy_change",
    "questions",
    "recipients",
    "rehearsal",
    "reminders",
    "requests",
    "responses",
    "stages",
    "stages_after_stops",
    "stages_views",
    "stand_ins",
    "standing",
    "step_words",
    "stood_down",
    "stopped_stages",
    "stops",
    "undated",
    "undecided",
    "vacancies",
    "whole_days",
    "wording",
)
OF_FILES = {
    "audit": "in which order and words the self-check says what it finds",
    "audit_after": "what the self-check says of I6, I12, U40 and C",
    "audit_board": "what the self-check says of P and S",
    "audit_decisions": "what the self-check says of D and W",
    "audit_extra": "what the self-check says of lines that should not be there",
    "audit_ladder": "what the self-check says of a stage",
    "audit_lists": "what the self-check says of lists",
    "audit_missing": "what the self-check says of A",
    "audit_out_of_order": "what the self-check says of stages out of their order",
    "audit_partly": "what the self-check says of a step that reached some",
    "audit_reminders": "what the self-check says of reminders",
    "audit_stood_down": "what the self-check says of Z",
    "audit_stuck": "what the self-check says of what waits",
    "audit_vacancies": "what the self-check says of V",
    "alerts": "when the operator is told of a trouble",
    "backups": "which backups are kept",
    "open_hours": "how long messages have been able to leave",
    "channels": "by which channels a post is told",
    "committees": "how a committee's file is written",
    "contacts": "how a contacts file is written",
    "links": "when a link and a code of the lead's page are open",
    "overview": "what the lead's page says of an action",
    "mail_pace": "how fast messages leave",
    "packs": "how a snapshot is written down and read back",
    "packs_json": "in which bytes a snapshot is written down",
    "policy_adoption": "who may adopt a policy",
    "packs_since": "what a pack says of what changed since the last",
    "plan_headings": "which heading is which column of a plan",
    "plan_personal": "what in a plan is a person's",
    "plan_agencies": "which agencies of a plan the contacts do not name",
    "plan_heading_rows": "which line heads the rows below it",
    "plan_section_labels": "what a heading is called without its label",
    "plan_sections": "which section a row of a plan stands in",
    "plan_shared_sections": "which heading of a plan is the board's or all agencies'",
    "plan_column_cells": "what the cells of a column say of its heading",
    "plan_changes": "what a newer version of a plan says otherwise",
    "plan_keys": "what a plan's own key of its letters and colours is",
    "plan_json": "how a reading is written as JSON",
    "plan_matched": "which row of a newer plan is which action, in few words",
    "plan_matching": "which rows of a newer plan are which actions",
    "plan_posts_alike": "which posts of a plan may be one",
    "plan_readings": "how the cells of plans of all kinds are read",
    "plan_shown": "what is shown beside each row, and what is to be done",
    "plan_marks": "how a row is read in which words are struck through or have a footnote",
    "plan_notes": "what stands below a table of a plan and is no part of it",
    "plan_report": "how the reading of a plan is shown",
    "plan_sheets": "what of a table its file hides or fills, and what stands above it",
    "plan_titles": "whose the tables of a document are, by the lines above them",
    "plans": "what is wrong with a row of a plan, and where",
    "plans_tables": "where the table of a plan stands in its file",
    "policy_file": "how a policy is written",
    "history_facts": "what an entry of the history says",
    "quick": "that a fact which is made quickly is one that the library makes",
    "retention": "when a name is kept no longer",
    "rehearsal_difference": "how two rehearsals differ",
    "register_text": "how a cell of the register is kept from running",
    "returned": "what a message that came back says of an address",
    "tenures": "what a contacts file changes in who holds a post",
    "typed": "how a day is typed into a form",
    "vocabulary": "which words the rules know",
    "workbook": "what an edited workbook changes in the register",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A test and the clauses it holds."""

    path: Path
    name: str
    clauses: tuple[str, ...]

    def __str__(self) -> str:
        """ "models/rules/test_stages.py::test_no_stage_is_told_before_a"."""
        return f"{self.path.relative_to(TESTS)}::{self.name}"


def clauses() -> list[str]:
    """The numbers of the procedure's clauses, in their order."""
    return CLAUSE.findall(PROCEDURE.read_text(encoding="utf-8"))


@cache
def marked() -> tuple[Marked, ...]:
    """Every test there is, with the clauses that it and its rows name."""
    return tuple(one for path in sorted(TESTS.rglob("test_*.py")) for one in _of_file(path))


def _of_file(path: Path) -> Iterator[Marked]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            said = [text for decorator in node.decorator_list for text in _said(decorator)]
            yield Marked(path, node.name, tuple(said))


def _said(decorator: ast.expr) -> Iterator[str]:
    for node in ast.walk(decorator):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.clause":
            yield from (ast.literal_eval(arg) for arg in node.args)


def must_be_marked(path: Path) -> bool:
    """True of the stories, and of the tests of those rules that the procedure tells of."""
    if path.is_relative_to(TESTS / "stories"):
        return True
    return path.parent == RULES and path.stem.removeprefix("test_") in OF_THE_PROCEDURE


def held_by() -> dict[str, list[Marked]]:
    """For each clause that a test names, the tests that name it."""
    found: dict[str, list[Marked]] = defaultdict(list)
    for one in marked():
        for clause in one.clauses:
            found[clause].append(one)
    return found


def main() -> None:
    """Print the clauses with the tests that hold them."""
    found = held_by()
    for clause in clauses():
        print(clause, *(f"    {one}" for one in found.get(clause, ["no test"])), sep="\n")


if __name__ == "__main__":
    main()
