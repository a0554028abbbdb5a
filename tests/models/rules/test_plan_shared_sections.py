"""A heading of a plan's own words: whose the rows below it are, or nobody's."""

from __future__ import annotations

import re

from models.rules.plan_shared_sections import ends_section, shared_section
from tests.tables import table

SHARED = """
Board action, Board actions, Board recommendation, Board recommendations, Board task, Board tasks
The board’s actions, Tasks of both boards, B. Board actions, Joint tasks
All agencies, Multi-agency recommendations, Joint agency items, Both agencies, Other agencies
Actions for the board and all agencies
"""
OF_NOBODY = """
Board, Board plan, Closed board tasks, IT board actions, Joint items, All tasks, Agency actions
Single agency actions, Actions for all single agencies, Actions for all individual agencies
"""


@table("line", re.split(", |\n", SHARED.strip()))
def test_a_heading_of_the_boards_or_of_all_agencies_is_a_section(line: str) -> None:
    """As it is written: the committee's file names which are the board's (rule 13)."""
    assert shared_section(line) == line
    assert ends_section(line) is (line != "Joint tasks")


@table("line", re.split(", |\n", OF_NOBODY.strip()))
def test_a_heading_of_a_plans_words_may_be_nobodys(line: str) -> None:
    """Of each agency for itself, or of no tasks at all."""
    assert shared_section(line) == ""
