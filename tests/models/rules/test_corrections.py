"""Which entries may be struck, and which are struck first."""

from __future__ import annotations

import pytest

from models.rules.corrections import (
    Line,
    may_be_struck,
    refuse_built_on,
    refuse_first,
    refuse_other,
)
from models.rules.progress import NotAllowed
from models.rules.words import DecisionKind
from tests.models.rules.builders import day
from tests.tables import table


def line(what: str, seq: int = 7) -> Line:
    """An entry of 14 September 2010."""
    return Line(seq=seq, what=what, on=day("2010-09-14"))


@pytest.mark.clause("2.2")
@table(
    "what",
    [
        *(f"decided {kind}" for kind in DecisionKind),
        *("answered", "answered late", "date confirmed", "silenced"),
        *("handed over", "edited", "split", "action added"),
    ],
)
def test_what_people_said_decided_and_did_may_be_struck(what: str) -> None:
    """With a reason; without one nothing may."""
    assert may_be_struck(what)
    refuse_other(line(what), "A slip.")
    with pytest.raises(NotAllowed, match="A correction has a reason"):
        refuse_other(line(what), " ")


@pytest.mark.clause("2.2")
@table(
    ("what", "why"),
    [
        ("run", "what was told stays told"),
        ("entry struck", "recorded again"),
        ("action entered", "closed by a decision"),
        ("policy adopted", "another policy is adopted"),
        ("action split off", "strike the entry of the whole's split"),
        ("plan entered", "what a plan entered is closed by a decision"),
        ("plan updated", "a newer version of the plan is laid beside the register again"),
        ("plan reworded", "a newer version of the plan says it otherwise"),
        ("priority proposed", "propose another one, or let the committee decide"),
        ("tenure-begun", "it records what happened"),
    ],
)
def test_what_happened_cannot_be_struck(what: str, why: str) -> None:
    """The sentence says what to do instead."""
    with pytest.raises(NotAllowed, match=f"Entry 7, “{what}” of 14 .* cannot be struck: .*{why}"):
        refuse_other(line(what), "A slip.")


@pytest.mark.clause("2.2")
@table(
    ("what", "later", "rests"),
    [
        ("handed over", "handed over", True),
        ("handed over", "split", True),
        ("split", "handed over", True),
        ("split", "answered", True),
        ("action added", "answered", True),
        ("edited", "edited", True),
        ("decided hold", "split", True),
        ("decided extend", "split", True),
        ("decided set-date", "split", True),
        ("decided reopen", "split", True),
        ("date confirmed", "split", True),
        ("handed over", "answered", False),
        ("decided hold", "decided hold", False),
        ("decided extend", "decided accept", False),
        ("answered", "split", False),
        ("edited", "handed over", False),
        ("silenced", "silenced", False),
    ],
)
def test_what_rests_on_an_entry_whatever_the_rules_say(what: str, later: str, rests: bool) -> None:  # noqa: FBT001 - a row of the table
    """All else is put to the rules again."""
    if not rests:
        refuse_built_on(line(what), line(later, 9))
        return
    with pytest.raises(NotAllowed, match=r"it rests on that one.*first: `matters correct 9`"):
        refuse_built_on(line(what), line(later, 9))


@pytest.mark.clause("2.2")
def test_a_refusal_names_the_entry_to_strike_first() -> None:
    """And says what the rules say of it without the other."""
    said = refuse_first(
        line("answered"), line("decided accept", 9), "child-x/1: no evidence waits."
    )
    assert str(said) == (
        "Entry 7, “answered” of 14 September 2010 cannot be struck before entry 9, “decided "
        "accept” of 14 September 2010: child-x/1: no evidence waits. Strike that one first: "
        "`matters correct 9`."
    )
