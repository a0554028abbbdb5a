"""For which day a step is planned once the policy has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts, BoardFacts, PolicyChange
from models.rules.policy import Policy
from models.rules.words import Step, StopKind
from tests.models.rules.answered import answers, ended
from tests.models.rules.builders import POLICY, a_board, an_action, day, heard, told
from tests.tables import table

R5, E1, E2 = Step.R5, Step.E1, Step.E2
SOON: Policy = replace(POLICY, ladder=replace(POLICY.ladder, normal=(1, 3, 6, 20, 40)))
SLOW: Policy = replace(POLICY, ladder=replace(POLICY.ladder, normal=(1, 9, 15, 20, 40)))
PROMPT: Policy = replace(POLICY, ladder=replace(POLICY.ladder, normal=(1, 2, 3, 4, 5)))
ACTION = heard(an_action(), told(E1, "2010-10-18"))
PLANNED_BEFORE = "; as it was planned before the policy or the calendar changed"
DUE = "15 October 2010"
ON_22 = "; planned for 22 October 2010"
FIFTH_DAY = "; at the earliest 5 working days after the policy or the calendar changed"


def changed(on: str, new: Policy, *older: Policy, action: ActionFacts = ACTION) -> list[str]:
    """E2 as of 25 October, the policy having changed on a day."""
    before: BoardFacts = a_board(policy=older[0] if older else POLICY)
    board = replace(a_board(policy=new), change=PolicyChange(on=day(on), before=before))
    return answers(action, "2010-10-25", E2, board=board)


CASES: dict[str, tuple[Callable[[], list[str]], list[str]]] = {
    "sooner, and the change is recent": (
        lambda: changed("2010-10-18", SOON),
        [
            f"E2 v1 on 22 Oct is due: E2: 6 working days after {DUE}{PLANNED_BEFORE}{ON_22}",
        ],
    ),
    "sooner, planned for later before, and the change is recent": (
        lambda: changed("2010-10-18", SOON, SLOW),
        [
            f"E2 v1 on 25 Oct is due: E2: 6 working days after 15 October 2010{FIFTH_DAY}",
        ],
    ),
    "sooner, and the change is just five WD old by then": (
        lambda: changed("2010-10-13", SOON),
        [
            f"E2 v1 on 20 Oct is due: E2: 6 working days after {DUE}; planned for 20 October 2010",
        ],
    ),
    "sooner, and the change is long past": (
        lambda: changed("2010-09-13", SOON),
        [
            f"E2 v1 on 20 Oct is due: E2: 6 working days after {DUE}; planned for 20 October 2010",
        ],
    ),
    "later": (
        lambda: changed("2010-10-18", SLOW),
        [
            "E2 v1 on 28 Oct is later: planned for 28 October 2010",
        ],
    ),
    "sooner than both": (
        lambda: changed("2010-10-19", PROMPT),
        [
            f"E2 v1 on 22 Oct is due: E2: 6 working days after {DUE}{PLANNED_BEFORE}{ON_22}",
        ],
    ),
    "sooner than a slow one": (
        lambda: changed("2010-10-19", PROMPT, SLOW),
        [
            "E2 v1 on 26 Oct is later: planned for 26 October 2010",
        ],
    ),
    "a stop with no end under the old": (
        lambda: changed(
            "2010-10-19",
            PROMPT,
            action=replace(ACTION, stops=(ended(StopKind.EXTENSION_ASKED, "2010-10-14"),)),
        ),
        [
            (
                "E2 v1 on 18 Nov is held-back: an extension was asked for on 14 October 2010, "
                "which stops E2 and above up to and including 10 November 2010"
            ),
        ],
    ),
}


@pytest.mark.clause("5.14")
@table("case", CASES)
def test_changed_rules(case: str) -> None:
    """None sooner than the fifth WD after the change, unless it was planned sooner already."""
    asked, said = CASES[case]
    assert asked() == said
