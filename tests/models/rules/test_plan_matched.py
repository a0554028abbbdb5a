"""A newer plan beside the register, in few words: which row is which action."""

from __future__ import annotations

from models.rules.plan_matching import Words, match
from tests.readings import wanted


def words(text: str) -> Words:
    """ "1 North: share all / write @Matron ^May #1.2 !": a row, and whether it is said to be new.

    Number and section; recommendation and action; lead, date and reference.
    """
    place, _, said = text.partition(": ")
    number, _, section = place.partition(" ")
    more = {word[0]: word[1:] for word in said.split() if word[0] in "@^#"}
    plain = " ".join(word for word in said.split() if word[0] not in "@^#!")
    recommendation, _, action = plain.partition(" / ")
    return Words(
        reference=more.get("#", ""),
        number=number.strip("-"),
        section=section,
        recommendation=recommendation,
        actions=(action,),
        leads=(more.get("@", ""),),
        date=more.get("^", ""),
    )


def said(case: str) -> list[str]:
    """What each row is, and which actions have none."""
    actions, rows = ([one for one in side.split(" | ") if one] for side in case.split(" => "))
    new = [at for at, row in enumerate(rows) if row.endswith("!")]
    found = match([*map(words, actions)], [*map(words, rows)], new)
    return [
        *(f"row {row + 1} is action {action + 1}" for row, action in sorted(found.pairs.items())),
        *(
            f"row {one.row + 1} may be action {' or '.join(str(at + 1) for at in one.actions)}"
            for one in found.doubts
        ),
        *(f"row {row + 1} is new" for row in found.added),
        *(f"action {action + 1} is gone" for action in found.gone),
    ]


def test_which_row_is_which_action() -> None:
    """By reference, by words, by number where numbers have not moved; or in doubt."""
    cases = wanted("matched")
    assert {case: said(case) for case in cases} == cases
