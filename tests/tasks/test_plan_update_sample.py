"""The sample plan as it might come again: mended, renumbered, shortened and longer, many times."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from deployments.sample import make
from models.rules.plan_actions import planned_actions
from models.rules.plan_matching import Words, match
from tasks.plan_read import read

PLAN = Path(make.__file__).parent / "plan.csv"
Row = tuple[int | None, Words]


@pytest.fixture(scope="module")
def known() -> list[Words]:
    """The sample's actions, as a register knows them."""
    reading = read(PLAN, agreed_on=date(2010, 10, 20), commissioned_on=date(2010, 4, 20))
    return [
        Words(
            reference="",
            number=one.item.number,
            section=one.item.agency_group,
            recommendation=one.item.recommendation,
            actions=one.item.key_actions,
            leads=one.leads,
            date=one.date.text,
        )
        for one in planned_actions(reading)
    ]


def mended(text: str, changes: int, words: list[str], dice: random.Random) -> str:
    """A sentence with a few words put in, left out or taken for others."""
    said = text.split()
    for _ in range(changes):
        at = dice.randrange(len(said))
        said[at : at + dice.randint(0, 1)] = dice.choices(words, k=dice.randint(0, 1))
    return " ".join(said) or text


def newer(known: list[Words], dice: random.Random) -> list[Row]:
    """A newer version: each row with the place of the action it is, or None for a new one."""
    words = [word for one in known for word in one.recommendation.split()]
    rows: list[Row] = []
    for at, one in enumerate(known):
        if dice.random() < 0.06:
            continue
        changes = dice.choice([0, 0, 0, 1, 2, 4])
        wish = mended(one.recommendation, changes, words, dice)
        date_, leads = dice.choice([(one.date, one.leads)] * 4 + [("May 2012", ("Somebody",))])
        rows.append((at, replace(one, recommendation=wish, date=date_, leads=leads)))
    for _ in range(3):
        new = " ".join(dice.choices(words, k=22))
        rows.insert(dice.randrange(len(rows)), (None, replace(known[0], recommendation=new)))
    return [(at, replace(one, number=str(n))) for n, (at, one) in enumerate(rows, 1)]


def test_no_row_of_the_sample_is_taken_for_another(known: list[Words]) -> None:
    """However it comes again: what is not plain is said, and that is little."""
    dice = random.Random(20)  # noqa: S311 - the same plans each time
    rows = doubts = 0
    for _ in range(25):
        plan = newer(known, dice)
        found = match(known, [one for _, one in plan])
        doubted = {doubt.row for doubt in found.doubts}
        for row, (at, _) in enumerate(plan):
            if row not in doubted:
                assert found.pairs.get(row) == at
        rows, doubts = rows + len(plan), doubts + len(doubted)
    assert doubts < rows / 25
