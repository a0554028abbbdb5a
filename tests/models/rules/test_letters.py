"""What a letter holds, in what order, and to whom it may say so."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.circulation import Enclosure
from models.rules.letters import (
    bare_reference,
    heading,
    is_assured,
    ordered,
    reference_order,
    sections,
)
from models.rules.step_words import SERIOUSNESS, STEP_WORDS
from models.rules.words import Step
from tests.models.rules.written import AS_OF, letter, line
from tests.tables import table

ENCLOSED = Enclosure(
    edition="public", name="pack.pdf", sha256="", size=1, folder="pack-v1"
)  # fmt: skip


@pytest.mark.clause("8.2")
def test_a_bare_notice_has_neither_files_nor_a_folder() -> None:
    """And calls a line by its reference, or by what kind of step it is."""
    lines = (line(Step.P, files=(ENCLOSED,), folder_url="https://example.org"), line(Step.S, 2))
    whole, bare = letter(*lines), letter(*lines, assured=False)
    assert (whole.files, whole.folder_url) == ((ENCLOSED,), "https://example.org")
    assert (bare.files, bare.folder_url) == ((), "")
    assert letter(line()).folder_url == ""
    assert letter(line(), lines[0]).folder_url == "https://example.org"
    assert bare_reference(line()) == "child-k/1"
    assert bare_reference(line(Step.S, action_id=None)) == STEP_WORDS[Step.S].subject


@pytest.mark.clause("8.1")
@table(
    ("due", "first", "expected"),
    [
        (None, None, None),
        (AS_OF, None, None),
        (AS_OF, AS_OF, None),
        (AS_OF, date(2010, 9, 30), "30 September 2010"),
        (None, date(2010, 9, 30), "30 September 2010"),
    ],
)
def test_the_first_date_is_said_where_it_is_another(
    due: date | None, first: date | None, expected: str | None
) -> None:
    """Beside the current one."""
    assert line(due_on=due, original_due_on=first).original_words == expected


@pytest.mark.clause("8.2")
def test_an_address_without_a_domain_is_on_none() -> None:
    """Nor is any on a listed domain that is empty."""
    assert not is_assured("post@", [""])
    assert not is_assured("post@", ["gov.uk"])
    assert not is_assured("post@example.org", [""])


@pytest.mark.clause("5.5")
def test_every_step_has_a_place_and_words() -> None:
    """No step of the table can come to a person without a rank and a name."""
    assert sorted(SERIOUSNESS) == sorted(Step)
    assert set(STEP_WORDS) == set(Step)


@pytest.mark.clause("5.5")
def test_the_most_serious_comes_first() -> None:
    """E5 to E1, then R0, R5, R20, A and M, whatever the order they were gathered in."""
    wanted = [Step.E5, Step.E4, Step.E3, Step.E2, Step.E1, Step.R0, Step.R5, Step.R20, Step.A]
    wanted += [Step.M, Step.S]
    lines = [line(step) for step in wanted]
    random.Random(7).shuffle(lines)  # noqa: S311 - an order, not a secret
    assert [each.step for each in ordered(lines)] == wanted


@pytest.mark.clause("5.5")
def test_own_lines_come_before_copies_then_the_earliest_date_then_the_number() -> None:
    """Within a step a reader's own lines lead, and 9 stands before 10."""
    lines = [
        line(number=10),
        line(number=9),
        line(number=2, due_on=None),
        line(number=1, copy=True),
        line(number=3, due_on=date(2010, 9, 1)),
    ]
    assert [each.action_id for each in ordered(lines)] == [3, 9, 10, 2, 1]


@pytest.mark.clause("5.5")
@given(st.lists(st.text(alphabet="0123456789ab./²", max_size=6), max_size=6))
def test_any_references_can_be_put_in_order(references: list[str]) -> None:
    """Numbers and letters may stand anywhere in a reference; one order comes of any other."""
    backwards = list(reversed(references))
    assert sorted(references, key=reference_order) == sorted(backwards, key=reference_order)


@pytest.mark.clause("5.5")
def test_a_letter_without_a_line_is_refused() -> None:
    """An empty message would say nothing and count as told."""
    with pytest.raises(ValueError, match="no line"):
        letter()


@pytest.mark.clause("8.1")
def test_a_board_has_its_own_words_for_a_step() -> None:
    """They head the lines of the step, and its copies; other steps keep ours."""
    lines = (line(Step.E2), line(Step.E2, 2, copy=True), line(Step.E1, 3))
    parts = sections(replace(letter(*lines), words={"E2": "For the safeguarding lead"}))
    assert [part.heading for part in parts] == [
        "For the safeguarding lead",
        "For the safeguarding lead: your copy",
        "Overdue",
    ]


@pytest.mark.clause("5.5")
def test_lines_stand_under_a_heading_for_their_kind() -> None:
    """Each kind has a heading, with the month on a list and a copy called one."""
    parts = sections(
        letter(
            line(Step.E2),
            line(Step.E2, 2, copy=True),
            line(Step.E1, 3),
            line(Step.R0, 4, due_on=AS_OF),
            line(Step.M, 5),
            line(Step.M, 6),
        )
    )
    assert [(part.heading, len(part.lines)) for part in parts] == [
        ("Escalated to you", 1),
        ("Escalated to the agency's safeguarding lead: your copy", 1),
        ("Overdue", 1),
        ("Due today", 1),
        ("Your list for November 2010", 2),
    ]


@pytest.mark.clause("4.4")
def test_r0_before_a_day_off_does_not_say_today() -> None:
    """R0 of a Sunday goes out on the Friday: the date is not today."""
    saturday = line(Step.R0, due_on=date(2010, 10, 31))
    assert heading(saturday, date(2010, 10, 29), {}) == "Due before the next working day"


@pytest.mark.clause("5.5")
def test_what_all_lines_of_a_section_say_is_said_once() -> None:
    """A sentence that differs in one line belongs to the lines again."""
    same = sections(letter(line(number=1), line(number=2)))[0]
    assert (same.wanted, same.wanted_by) == ("Please answer.", date(2010, 11, 8))
    other = sections(letter(line(number=1), line(number=2, wanted="Please ring.")))[0]
    assert other.wanted is None
    assert other.agency == "Health trust"


@pytest.mark.clause("8.2")
@table(
    ("address", "assured"),
    [
        ("lead@northmoor.gov.uk", True),
        ("lead@gov.uk", True),
        ("lead@NHS.NET", True),
        ("lead@northmoor.gov.uk.", True),
        ("lead@notgov.uk", False),
        ("lead@gov.uk.example.org", False),
        ("gov.uk@example.org", False),
        ("lead@", False),
        ("", False),
    ],
)
def test_an_assured_address_is_on_a_listed_domain_or_below_it(
    address: str, *, assured: bool
) -> None:
    """A domain that only looks like a listed one gets the bare notice."""
    assert is_assured(address, ("gov.uk", "nhs.net")) is assured


@pytest.mark.clause("8.2")
def test_an_empty_entry_among_the_domains_assures_nobody() -> None:
    """A stray comma in a policy file must not open the door to every domain."""
    assert not is_assured("lead@example.org", ("", "."))
    assert not is_assured("lead@", ("", "."))


@pytest.mark.clause("8.1")
def test_the_first_date_is_told_only_where_it_changed() -> None:
    """A date that stands as it was is not printed twice."""
    moved = line(original_due_on=date(2010, 9, 30))
    assert moved.original_words == "30 September 2010"
    assert line(original_due_on=date(2010, 10, 29)).original_words is None
    assert line().original_words is None
