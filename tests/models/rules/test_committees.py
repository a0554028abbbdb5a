"""A committee's file is read whole, and every mistake in it is named."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendar import quarter_of
from models.rules.committees import CommitteeFile, read_committee, takes_pack
from models.rules.words import Division
from tests.tables import table

MEETINGS = "[2011-01-26, 2010-11-17, 2011-03-23, 2010-09-15, 2011-02-16]"
FILE = f"""
board = "Northmoor LSCB"
division = "scotland"
independent_chair = "Independent chair"
accountable_body = "Northmoor Council"
board_sections = ["For the board"]
reply_to = "reviews@northmoor.example.org"
mail_from = "Actions <actions@northmoor.example.org>"
marking = "RESTRICTED"
[committee]
name = "Standing committee"
secretary = "Co-ordinator"
chair = "Chair of the committee"
members = ["Lay member", "Legal adviser"]
meetings = {MEETINGS}
packs = [2011-01-26]
"""


def problems(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    """The mistakes of the file with some of its text changed."""
    text = FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file, found = read_committee(tomllib.loads(text))
    assert (file is None) == bool(found)
    return [(problem.key, problem.message) for problem in found]


@pytest.mark.clause("6.1")
def test_a_whole_file_is_read() -> None:
    """Everything that the file says is there, the meetings in the order of their days."""
    file, found = read_committee(tomllib.loads(FILE))
    assert found == []
    assert file is not None
    meetings = ("2010-09-15", "2010-11-17", "2011-01-26", "2011-02-16", "2011-03-23")
    assert file == CommitteeFile(
        board="Northmoor LSCB",
        division=Division.SCOTLAND,
        name="Standing committee",
        secretary="Co-ordinator",
        chair="Chair of the committee",
        independent_chair="Independent chair",
        accountable_body="Northmoor Council",
        board_sections=("For the board",),
        mail_from="Actions <actions@northmoor.example.org>",
        reply_to="reviews@northmoor.example.org",
        marking="RESTRICTED",
        members=("Lay member", "Legal adviser"),
        meetings=tuple(map(date.fromisoformat, meetings)),
        packs=frozenset({date(2011, 1, 26)}),
    )


def test_a_meeting_is_of_our_time() -> None:
    """From 1990 to 2100: another year is a slip of the hand."""
    for year, wrong in ((1989, True), (1990, False), (2100, False), (2101, True)):
        assert bool(problems(("2010-09-15", f"{year}-09-15"))) == wrong


def test_a_committee_is_a_section() -> None:
    """Anything else under its name is said to be none."""
    file, found = read_committee({"board": "B", "committee": "Standing committee"})
    assert file is None
    assert (found[0].key, found[0].message) == (
        "committee", "it is a section, written [committee]."
    )  # fmt: skip


@pytest.mark.clause("6.1")
def test_what_may_be_left_out_has_a_default() -> None:
    """Board, name, secretary and chair are enough; packs are then left to the default."""
    text = 'board = "B"\n[committee]\nname = "C"\nsecretary = "S"\nchair = "Ch"'
    file, found = read_committee(tomllib.loads(text))
    assert found == []
    assert file is not None
    assert file.division is Division.ENGLAND_AND_WALES
    assert (file.packs, file.meetings, file.members, file.independent_chair) == (None, (), (), "")


@table(
    ("old", "new", "key", "says"),
    [
        ('secretary = "Co-ordinator"', "", "committee.secretary", "has a secretary"),
        ('secretary = "Co-ordinator"', 'secretary = " "', "committee.secretary", "has a secretary"),
        ('chair = "Chair of the committee"', "", "committee.chair", "has a chair"),
        ('name = "Standing committee"', "", "committee.name", "has a name"),
        ('board = "Northmoor LSCB"', "", "board", "names the board"),
        ("members =", "membres =", "committee.membres", "did you mean members?"),
        ("marking =", "colour =", "colour", "known are board,"),
        ('"scotland"', '"wales"', "division", '"wales" is none of england-and-wales'),
        ('marking = "RESTRICTED"', "marking = 3", "marking", "a text in quotation marks"),
        (MEETINGS, '["2011-01-26"]', "committee.meetings", "without quotation"),
        (MEETINGS, "[2011-01-26T10:00:00]", "committee.meetings", "list of days"),
        ("2010-11-17", "2011-01-26", "committee.meetings", "2011-01-26 stands there twice"),
        ("2010-11-17", "0210-11-17", "committee.meetings", "is the year right?"),
        (
            "packs = [2011-01-26]",
            "packs = [2011-03-30]",
            "committee.packs",
            "not among the meetings",
        ),
        ('"Legal adviser"', '"lay  member"', "committee.members", "stands there twice"),
        ('["For the board"]', '"For the board"', "board_sections", "list of texts"),
        ("actions@northmoor.example.org", "actions", "mail_from", "no address"),
    ],
)
def test_a_mistake_is_named_with_its_key(old: str, new: str, key: str, says: str) -> None:
    """Each mistake is a sentence under the key at which it stands."""
    found = problems((old, new))
    assert [place for place, message in found if says in message] == [key]


def test_all_mistakes_are_told_at_once() -> None:
    """Whoever mends the file mends it once."""
    found = problems(
        ('secretary = "Co-ordinator"', ""), ('"scotland"', '"wales"'), ("members", "membres")
    )
    assert {key for key, _ in found} == {"committee.secretary", "division", "committee.membres"}


def test_a_file_without_a_committee_is_refused() -> None:
    """A section is missing, or something else stands under its name."""
    for text in ('board = "B"', 'board = "B"\ncommittee = "C"'):
        file, found = read_committee(tomllib.loads(text))
        assert file is None
        assert "committee.secretary" in {problem.key for problem in found}


WORDS = st.text(max_size=12)
LEAVES = st.none() | st.booleans() | st.integers() | WORDS | st.dates()
LISTS = st.lists(LEAVES, max_size=3) | st.dictionaries(WORDS, LEAVES, max_size=2)
VALUES = LEAVES | LISTS | st.lists(LISTS, max_size=2)
KEYS = st.sampled_from(["board", "division", "members", "meetings", "packs", "mail_from", "name"])


@given(st.dictionaries(KEYS, VALUES), st.dictionaries(KEYS, VALUES))
def test_whatever_stands_in_the_file_is_answered(top: Any, committee: Any) -> None:
    """No content raises: it is read or it is a sentence."""
    file, found = read_committee({**top, "committee": committee})
    assert file is None
    assert all(problem.message.endswith((".", "?")) for problem in found)


@pytest.mark.clause("6.1")
@table(
    ("meetings", "packs"),
    [
        # Quarters end on 30 September, 31 December and 31 March.
        ([(2010, 11, 17), (2011, 1, 26)], [(2010, 11, 17), (2011, 1, 26)]),
        ([(2010, 10, 6), (2010, 11, 17), (2010, 12, 8)], [(2010, 10, 6)]),
        # A file may name them in any order.
        ([(2010, 12, 8), (2010, 10, 6), (2010, 11, 17)], [(2010, 10, 6)]),
        ([(2011, 3, 31), (2011, 4, 1)], [(2011, 3, 31), (2011, 4, 1)]),
        # Nobody meets from January to March, so April's meeting has that quarter's pack too.
        ([(2010, 12, 8), (2011, 4, 20), (2011, 5, 4)], [(2010, 12, 8), (2011, 4, 20)]),
        ([], []),
    ],
)
def test_the_first_meeting_after_a_quarters_end_takes_a_pack(
    meetings: list[tuple[int, int, int]], packs: list[tuple[int, int, int]]
) -> None:
    """Where the file names no packs, the calendar does."""
    assert takes_pack([date(*day) for day in meetings], None) == {date(*day) for day in packs}


def test_packs_that_the_file_names_are_the_only_ones() -> None:
    """What the committee says goes; a meeting that was cancelled takes none."""
    days = [date(2010, 11, 17), date(2011, 1, 26)]
    assert takes_pack(days, {days[1], date(2011, 3, 30)}) == {days[1]}


@given(st.lists(st.dates(date(2000, 1, 1), date(2040, 1, 1))))
def test_each_quarter_with_a_meeting_has_one_pack(meetings: list[date]) -> None:
    """No quarter has two packs, and none with a meeting goes without."""
    packs = takes_pack(meetings, None)
    assert sorted(map(str, {quarter_of(day) for day in meetings})) == sorted(
        str(quarter_of(day)) for day in packs
    )
