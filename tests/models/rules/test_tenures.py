"""Who holds a post once a contacts file holds: one person a day, and nobody removed unsaid."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.facts import Tenure
from models.rules.tenures import EARLIEST, NEW, TenureRefused, Wanted, plan_tenures
from tests.readings import wanted as readings_of

TODAY = date(2011, 1, 10)
OCTOBER, FEBRUARY = date(2010, 10, 1), date(2011, 2, 1)
PAT, SAM = 1, 2


def held(person: int, from_on: date, until_on: date | None = None, number: int = 7) -> Tenure:
    """A tenure of the register."""
    return Tenure(tenure_id=number, person_id=person, from_on=from_on, until_on=until_on)


def plan(
    before: list[Tenure], *wanted: Wanted, today: date = TODAY
) -> list[tuple[int, int, date, date | None]]:
    """The tenures once the file holds: number, person, days."""
    return [
        (t.tenure_id, t.person_id, t.from_on, t.until_on)
        for t in plan_tenures(before, wanted, today)
    ]


def row(
    person: int, from_on: date | None = None, until_on: date | None = None, *, same: bool = False
) -> Wanted:
    """A row of the file."""
    return Wanted(
        row=2 + person, person_id=person, from_on=from_on, until_on=until_on, same_name=same
    )


def test_the_first_holder_holds_the_post_since_before_any_plan() -> None:
    """A plan agreed before its contacts were entered still finds who led it."""
    assert plan([], row(PAT)) == [(NEW, PAT, EARLIEST, None)]


def test_a_holder_with_a_day_holds_the_post_from_it() -> None:
    """What the row says goes, to the last day, included."""
    assert plan([], row(PAT, OCTOBER, FEBRUARY)) == [(NEW, PAT, OCTOBER, FEBRUARY)]


def test_the_same_holder_again_changes_nothing() -> None:
    """A file may be entered every month."""
    for again in (row(PAT), row(PAT, OCTOBER)):
        assert plan([held(PAT, OCTOBER)], again) == [(7, PAT, OCTOBER, None)]


def test_to_ends_a_tenure_and_taking_it_away_opens_it_again() -> None:
    """A tenure is what the newest file says of it, and stays the same tenure."""
    assert plan([held(PAT, OCTOBER)], row(PAT, None, FEBRUARY)) == [(7, PAT, OCTOBER, FEBRUARY)]
    assert plan([held(PAT, OCTOBER, FEBRUARY)], row(PAT)) == [(7, PAT, OCTOBER, None)]


def test_from_is_corrected_on_the_same_tenure() -> None:
    """A day that was left out, or was wrong, is put right; nobody is handed anything over."""
    assert plan([held(PAT, EARLIEST)], row(PAT, OCTOBER)) == [(7, PAT, OCTOBER, None)]


def test_a_new_holder_with_a_day_ends_the_old_ones_time() -> None:
    """A post handed over from a day on, in the past or to come."""
    for day in (date(2010, 12, 1), FEBRUARY):
        assert plan([held(PAT, OCTOBER)], row(SAM, day)) == [
            (7, PAT, OCTOBER, day),
            (NEW, SAM, day, None),
        ]


def test_a_new_holder_without_a_day_is_refused_while_the_old_one_holds() -> None:
    """Nobody's time ends by a guess."""
    with pytest.raises(TenureRefused, match="from which day on") as refused:
        plan([held(PAT, OCTOBER)], row(SAM))
    assert (refused.value.row, refused.value.column) == (4, "From")


def test_the_same_name_at_another_known_address_needs_no_day() -> None:
    """Somebody whose two mailboxes were taken for two people holds the post from today."""
    assert plan([held(PAT, OCTOBER)], row(SAM, same=True)) == [
        (7, PAT, OCTOBER, TODAY),
        (NEW, SAM, TODAY, None),
    ]


def test_a_vacant_post_is_taken_today_or_when_the_old_holder_goes() -> None:
    """Nobody answers for days on which a post was known to be vacant."""
    gone = held(PAT, OCTOBER, date(2010, 12, 1))
    assert plan([gone], row(SAM))[1] == (NEW, SAM, TODAY, None)
    going = held(PAT, OCTOBER, FEBRUARY)
    assert plan([going], row(SAM))[1] == (NEW, SAM, FEBRUARY, None)


def test_a_mistaken_holder_is_left_with_no_day() -> None:
    """Another from the very same day: the first one never held the post."""
    assert plan([held(PAT, OCTOBER)], row(SAM, OCTOBER)) == [
        (7, PAT, OCTOBER, OCTOBER),
        (NEW, SAM, OCTOBER, None),
    ]


def test_who_was_followed_stays_followed() -> None:
    """An older file without To does not bring back who has gone, nor end who goes later."""
    later = [held(PAT, OCTOBER, FEBRUARY), held(SAM, FEBRUARY, number=8)]
    assert plan(later, row(PAT)) == [(7, PAT, OCTOBER, FEBRUARY), (8, SAM, FEBRUARY, None)]
    with pytest.raises(TenureRefused, match="from which day on"):
        plan(later, row(PAT), today=date(2011, 3, 1))


def test_who_comes_back_holds_the_post_a_second_time() -> None:
    """The time in between was another's."""
    spring = date(2011, 4, 1)
    before = [held(PAT, OCTOBER, FEBRUARY), held(SAM, FEBRUARY, number=8)]
    assert plan(before, row(PAT, spring)) == [
        (7, PAT, OCTOBER, FEBRUARY),
        (8, SAM, FEBRUARY, spring),
        (NEW, PAT, spring, None),
    ]


def test_two_who_would_hold_the_post_at_once_are_refused() -> None:
    """A time that falls into another's is a mistake of one of the two."""
    with pytest.raises(TenureRefused, match="two would hold this post"):
        plan([held(PAT, OCTOBER)], row(SAM, date(2010, 11, 1), date(2010, 12, 1)))
    with pytest.raises(TenureRefused, match="two would hold this post"):
        plan([held(PAT, FEBRUARY)], row(SAM, OCTOBER))


def test_a_time_that_ends_before_it_begins_is_refused() -> None:
    """A To before the day on which the register has the post taken."""
    with pytest.raises(TenureRefused, match="before the day") as refused:
        plan([held(PAT, OCTOBER)], row(PAT, None, date(2010, 9, 1)))
    assert refused.value.column == "To"
    assert str(refused.value) == refused.value.message


DAYS = st.dates(date(2010, 1, 1), date(2011, 12, 31))
WANTED = st.builds(row, st.integers(1, 3), st.none() | DAYS, st.none() | DAYS, same=st.booleans())


@given(st.lists(WANTED, max_size=6), DAYS)
def test_however_files_follow_one_another(files: list[Wanted], today: date) -> None:
    """One file a row: no day has two holders, nobody is lost, and a file twice is a file once."""
    tenures: list[Tenure] = []
    for wanted in files:
        try:
            after = plan_tenures(tenures, [wanted], today)
        except TenureRefused:
            continue
        numbered = [
            held(t.person_id, t.from_on, t.until_on, t.tenure_id or 100 + len(tenures))
            for t in after
        ]
        assert {t.tenure_id for t in tenures} <= {t.tenure_id for t in numbered}
        real = [t for t in numbered if t.from_on != t.until_on]
        ends = [t.until_on or date.max for t in real]
        assert all(end <= t.from_on for end, t in zip(ends, real[1:], strict=False))
        assert list(plan_tenures(numbered, [wanted], today)) == numbered
        tenures = numbered


def days(text: str) -> tuple[int, date | None, date | None]:
    """ "Pat 2010-10-01 2011-02-01": who, from a day to a day; an hyphen for none."""
    name, start, end = text.split()
    first, last = (None if one == "-" else date.fromisoformat(one) for one in (start, end))
    return {"Pat": PAT, "Sam": SAM}[name], first, last


def said(case: str) -> list[str]:
    """Who holds the post from when to when, or why the file is refused."""
    before, after = ([days(one) for one in side.split(", ") if one] for side in case.split(" + "))
    had = [held(who, first or EARLIEST, last, n) for n, (who, first, last) in enumerate(before, 1)]
    rows = [
        Wanted(row=n, person_id=who, from_on=first, until_on=last)
        for n, (who, first, last) in enumerate(after, 2)
    ]
    try:
        found = plan_tenures(had, rows, TODAY)
    except TenureRefused as why:
        return [f"row {why.row}, {why.column}: {why.message}"]
    names = {PAT: "Pat", SAM: "Sam"}
    return [
        f"{one.tenure_id or 'new'}: {names[one.person_id]} {one.from_on} to {one.until_on}"
        for one in found
    ]


def test_who_holds_a_post_by_what_was_held_and_what_a_file_says() -> None:
    """What the register had, then the rows of a file, on 10 January 2011."""
    cases = readings_of("tenures")
    assert {case: said(case) for case in cases} == cases
