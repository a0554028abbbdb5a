"""A policy file: what it leaves out has its default, and every mistake has its line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.policy import (
    CalendarRules,
    Hours,
    Ladder,
    Offices,
    PackRules,
    Policy,
    Reminders,
    ReviewGate,
    StormGuard,
    Terms,
)
from models.rules.policy_file import PolicyRefused, parse_policy
from tests.readings import wanted
from tests.tables import table


def mistakes(text: str) -> list[str]:
    """The sentences with which a file is refused."""
    with pytest.raises(PolicyRefused) as refused:
        parse_policy(text)
    return str(refused.value).splitlines()


@table("text", ["", "\n# nothing yet\n", "[ladder]\n", "[words]\n[headings]\n"])
def test_what_is_left_out_has_the_default(text: str) -> None:
    """A board that says nothing has the procedure's own numbers."""
    assert parse_policy(text) == Policy()


def test_a_policy_has_the_number_under_which_it_was_adopted() -> None:
    """Each notice names the version that caused it; the default has number 0."""
    assert parse_policy("", 3) == Policy(number=3)
    assert mistakes("number = 4")[0].startswith("line 1, number: the policy has no such setting")


@table(
    ("text", "policy"),
    [
        ("[ladder]\nnormal = [2, 6, 11, 21, 41]", Policy(ladder=Ladder(normal=(2, 6, 11, 21, 41)))),
        ("ladder.no_date_wd = 30", Policy(ladder=Ladder(no_date_wd=30))),
        ("[reminders]\nhigh = [15, 3, 0]", Policy(reminders=Reminders(high=(15, 3, 0)))),
        (
            '[calendar]\ndivision = "scotland"',
            Policy(calendar=CalendarRules(division="scotland")),
        ),
        ("[calendar]\nclosed = []", Policy(calendar=CalendarRules(closed=()))),
        (
            '[calendar]\nclosed = [["12-20", "01-02"], ["08-01", "08-05"]]',
            Policy(calendar=CalendarRules(closed=(("12-20", "01-02"), ("08-01", "08-05")))),
        ),
        ("[storm_guard]\nmessages = 0", Policy(storm_guard=StormGuard(messages=0))),
        ("[review_gate]\non = true", Policy(review_gate=ReviewGate(on=True))),
        ('[hours]\nfirst = "08:30"', Policy(hours=Hours(first="08:30"))),
        ('[words]\nE1 = "Late"', Policy(words={"E1": "Late"})),
        ('[headings]\ndate = ["By when"]', Policy(headings={"date": ["By when"]})),
        ('markings = ["PROTECT"]', Policy(markings=("PROTECT",))),
        ('[offices]\nposts = ["navigator"]', Policy(offices=Offices(posts=("navigator",)))),
        ('[terms]\nends = ["2010-12-17"]', Policy(terms=Terms(ends=("2010-12-17",)))),
        ("[pack]\nfreeze_wd = 12", Policy(pack=PackRules(freeze_wd=12))),
    ],
)
def test_what_is_said_takes_the_place_of_the_default(text: str, policy: Policy) -> None:
    """One setting changes and every other stays as it was."""
    assert parse_policy(text) == policy


@table(
    ("text", "said"),
    [
        ("[ladder]\nnormal = [1, 5]", "line 2, ladder.normal: it is 5 whole numbers from 0"),
        (
            "[ladder]\nnormal = [1, 5, 10, 40, 20]",
            "line 2, ladder.normal: each number is above the one",
        ),
        (
            "[reminders]\nnormal = [0, 5, 20]",
            "line 2, reminders.normal: each number is below the one",
        ),
        ("[ladder]\nhigh = [1, 2, 3, 4, 900]", "line 2, ladder.high: it is at most 250 working"),
        ("[pack]\nfreeze_wd = 900", "line 2, pack.freeze_wd: it is at most 250 working days."),
        ("[ladder]\nhigh = [0, 2, 3, 4, 5]", "line 2, ladder.high: an action is overdue"),
        ("[ladder]\nnormal = [0, 5, 10, 20, 40]", "line 2, ladder.normal: an action is overdue"),
        ("[ladder]\nno_date_wd = -1", "line 2, ladder.no_date_wd: it is a whole number from 0"),
        ("[ladder]\nno_date_wd = true", "line 2, ladder.no_date_wd: it is a whole number from 0"),
        ("[ladder]\nno_date_wd = 4.5", "line 2, ladder.no_date_wd: it is a whole number from 0"),
        ("[review_gate]\non = 1", "line 2, review_gate.on: it is true or false, not 1."),
        ('[review_gate]\nstages = ["E9"]', "line 2, review_gate.stages: there is no stage E9"),
        ('[hours]\nfirst = "25:00"', "line 2, hours.first: it is an hour, HH:MM"),
        ('[hours]\nlast = "06:00"', "line 1, hours: the first hour is before the last."),
        ('[hours]\nzone = "../London"', "line 2, hours.zone: it is a time zone such as"),
        ('[terms]\nautumn = "31-12"', "line 2, terms.autumn: it is a day of the year, MM-DD"),
        ('[terms]\nspring = "02-29"', "line 2, terms.spring: it is a day of the year, MM-DD"),
        ('[terms]\nends = ["17-12-2010"]', "line 2, terms.ends: it is a list of days, YYYY-MM-DD"),
        ("[terms]\nends = [1]", "line 2, terms.ends: it is a list of texts, not [1]."),
        ('[offices]\nposts = ["link worker"]', "line 2, offices.posts: each is one word, and"),
        ("[offices]\norganisations = 1", "line 2, offices.organisations: it is a list, not 1."),
        ('[calendar]\ndivision = "wales"', "line 2, calendar.division: 'wales' is none of england"),
        ('[calendar]\nclosed = ["12-24"]', "line 2, calendar.closed: each period is two days"),
        ('[calendar]\nclosed = [["12-24"]]', "line 2, calendar.closed: each period is two days"),
        (
            '[calendar]\nclosed = [["24-12", "01-01"]]',
            "line 2, calendar.closed: each period is two days",
        ),
        ('\nhours.last = "06:00"', "line 1, hours: the first hour is before the last."),
        (
            '[pack]\nshared_folder = "https://example.org/a\\u200bb"',
            "line 2, pack.shared_folder: it is the address of a folder",
        ),
        ("[calendar]\nclosed = [[1, 2]]", "line 2, calendar.closed: each period is two days"),
        (
            '[calendar]\nclosed = [["12-01", "01-31"], ["08-01", "08-31"]]',
            "line 2, calendar.closed: it is at most 90 days a year, not 93.",
        ),
        ("[pack]\ndraft_wd = 12", "line 1, pack: a pack is frozen, then drafted, then issued"),
        ('[pack]\ncirculate = "post"', "line 2, pack.circulate: a pack goes round as files or as"),
        ('[pack]\ncirculate = "link"', "line 2, pack.circulate: a link wants shared_folder"),
        (
            '[pack]\nshared_folder = "http://example.org"',
            "line 2, pack.shared_folder: it is the address of a folder, https://..., not",
        ),
        ("markings = []", "line 1, markings: it has at least one text, and none is empty."),
        ("\nassured_domains = [1]", "line 2, assured_domains: it is a list of texts, not [1]."),
        ("\nassured_domains = 1", "line 2, assured_domains: it is a list, not 1."),
        ("ladder = 3", "line 1, ladder: it is a section, written [ladder]."),
        (
            "[words]\nE1 = 1",
            "line 1, words: each of its words is a text of one line, of at most 60",
        ),
        ('[words]\nE1 = " "', "line 1, words: each of its words is a text of one line"),
        ('[words]\nlead = "owner"', "line 1, words: lead is no step; the steps are A, M, R20"),
        ('[headings]\ndate = "Date"', "line 1, headings: each heading is a list of texts."),
        ("words = 1", "line 1, words: each of its words is a text of one line"),
        ("[ladders]", "line 1, ladders: the policy has no such setting; it knows assured_domains"),
        ("\n[ladder]\nnorml = 1", "line 3, ladder.norml: the policy has no such setting; it knows"),
        ("ladder = { normal = 1 }", "line 1, ladder.normal: it is a list, not 1."),
        ("ladder.normal = 1", "line 1, ladder.normal: it is a list, not 1."),
        ("a = ", "The policy is not TOML"),
        ("a = " + "9" * 9999, "The policy is not TOML"),
        ("a = " + "[" * 9999, "The policy is not TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, said: str) -> None:
    """Whoever wrote the file finds the place, and reads what may stand there."""
    (sentence,) = mistakes(text)
    assert sentence.startswith(said)
    assert sentence.endswith(".")


@table(
    "text",
    [
        '[calendar]\nclosed = [["12-01", "01-31"], ["08-01", "08-28"]]',
        '[pack]\nshared_folder = "https://example.org/folder"',
        '[pack]\ncirculate = "link"\nshared_folder = "https://example.org/folder"',
        '[hours]\nfirst = "08:00"',
    ],
)
def test_what_is_allowed_to_its_edge(text: str) -> None:
    """Ninety days of closure, and a link where there is a folder."""
    assert parse_policy(text) != Policy()


@table(
    ("setting", "first", "last"),
    [
        ("reminders.checkpoint_months", 1, 24),
        ("reminders.month_days_ahead", 0, 366),
        ("storm_guard.runs_before", 1, 250),
        ("storm_guard.runs_counted", 1, 250),
        ("retention.leavers_months", 0, 1200),
        ("retention.messages_months", 0, 1200),
        ("retention.papers_months", 0, 1200),
    ],
)
def test_a_number_with_which_no_day_can_be_counted_is_refused(
    setting: str, first: int, last: int
) -> None:
    """A checkpoint every 0 months never ends, of no runs nothing is usual, and no year is 10000."""
    for allowed in (first, last):
        parse_policy(f"{setting} = {allowed}")
    for beyond in (last + 1, 10**12, *([0] if first else [])):
        (sentence,) = mistakes(f"{setting} = {beyond}")
        said = f"it is a whole number from {first} to {last}, not {beyond}."
        assert sentence == f"line 1, {setting}: {said}"


def test_a_setting_of_the_same_name_is_found_in_its_own_section() -> None:
    """`normal` stands in two sections: the mistake is in the second."""
    text = "[reminders]\nnormal = [20, 5, 0]\n\n[ladder]\nnormal = [5, 1, 10, 20, 40]\n"
    assert mistakes(text) == ["line 5, ladder.normal: each number is above the one before it."]


def test_all_mistakes_are_told_at_once() -> None:
    """A file is mended in one go."""
    text = '[ladder]\nnormal = 1\nhigh = 2\n[hours]\nfirst = "noon"\n[ladders]\n'
    assert [one.partition(":")[0] for one in mistakes(text)] == [
        "line 2, ladder.normal",
        "line 3, ladder.high",
        "line 5, hours.first",
        "line 6, ladders",
    ]


@given(st.text())
def test_any_text_is_a_policy_or_is_refused(text: str) -> None:
    """Whatever a file says, it is a policy whose cut-offs and hours are in order, or refused."""
    try:
        policy = parse_policy(text)
    except PolicyRefused:
        return
    assert policy.hours.first < policy.hours.last
    assert list(policy.pack.cutoff_days) == sorted(policy.pack.cutoff_days, reverse=True)


SCALARS = st.one_of(
    st.integers(-3, 300).map(str),
    st.sampled_from(["true", "1.5", '"x"', '"07:00"', "[]", "[1, 2, 3]", '["E4"]', '[["01-01"]]']),
    st.lists(st.integers(-1, 60), max_size=6).map(str),
)
KNOWN = [
    f"{section}.{setting}"
    for section, of in (
        ("ladder", ("normal", "high", "no_date_wd")),
        ("reminders", ("normal", "high", "month_days_ahead")),
        ("calendar", ("closed",)),
        ("hours", ("first", "last", "zone")),
        ("review_gate", ("on", "stages")),
        ("pack", ("freeze_wd", "draft_wd", "issue_wd")),
    )
    for setting in of
]


@given(st.dictionaries(st.sampled_from([*KNOWN, "markings", "ladder", "words.E1"]), SCALARS))
def test_any_value_of_a_known_setting_is_kept_or_refused(given_values: dict[str, str]) -> None:
    """What is kept can be planned with: stages go up, reminders go down, a gate names stages."""
    text = "".join(f"{key} = {value}\n" for key, value in given_values.items())
    try:
        policy = parse_policy(text)
    except PolicyRefused:
        return
    for days in (policy.ladder.normal, policy.ladder.high):
        assert list(days) == sorted(set(days))
    for days_before in (policy.reminders.normal, policy.reminders.high):
        assert list(days_before) == sorted(set(days_before), reverse=True)
    assert replace(policy, number=1) == parse_policy(text, 1)


def test_a_heading_is_of_a_column_and_of_one_alone() -> None:
    """A column that no plan has, and a wording given to two, are each named with their line."""
    said = mistakes('[headings]\nleed = ["Champion"]\nlead = ["Doer"]\ndate = ["Doers"]')
    assert [one.partition(":")[0] for one in said] == [
        "line 2, headings.leed",
        "line 3, headings.lead",
        "line 4, headings.date",
    ]
    assert "a plan has no such column; it has number" in said[0]
    assert said[1].endswith("one of its headings is also given to date.")


def said(text: str) -> list[str]:
    """What is wrong with a policy, or that nothing is."""
    try:
        parse_policy(text)
    except PolicyRefused as refused:
        return str(refused).splitlines()
    return ["it is right"]


def test_what_a_setting_may_be() -> None:
    """Its limits, and the sentence for what is beyond them."""
    cases = wanted("policies")
    assert {case: said(case.replace("\\n", "\n")) for case in cases} == cases
