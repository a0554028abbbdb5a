"""The packs whose freeze has come are drafted; a second run drafts none again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.packs_due import PackDue
from models.rules.words import Edition
from tasks.follow_up import boards
from tasks.office import Do
from tasks.packs import PackMade, Wanted, make_pack
from tasks.packs_due import packs_due as asked


@dataclass(frozen=True, slots=True, kw_only=True)
class PacksReport:
    """The packs that were drafted, and those that were not, with the reasons."""

    made: tuple[PackMade, ...]
    left: tuple[PackDue, ...]


def packs_due(
    do: Do, as_of: date | None = None, *, edition: Edition = Edition.RESTRICTED
) -> PacksReport:
    """A draft for each meeting that takes a pack and whose freeze has come; nothing is issued."""
    found = [one for board_id in do(boards) for one in do(asked, board_id, as_of)]
    made = [
        do(
            make_pack,
            Wanted(
                committee=one.committee,
                meeting_on=one.meeting_on,
                as_of=one.freeze_on,
                edition=edition,
            ),
        )
        for one in found
        if one.due
    ]
    return PacksReport(made=tuple(made), left=tuple(one for one in found if not one.due))
