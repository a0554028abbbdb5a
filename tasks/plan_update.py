"""A plan beside its review in the register: what is new, what it says otherwise, what is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.plan_rewording import Reworded
from models.rules.plan_actions import PlannedAction, number_of, reference_numbers
from models.rules.plan_changes import (
    CellChange,
    Known,
    Outcome,
    cell_changes,
    follows,
    kept_cells,
)
from models.rules.plan_checks import place
from models.rules.plan_items import PlanItem
from models.rules.plan_matching import Matching, Words, match
from tasks.plan_asked import Import
from tasks.refused import Refused

NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One action whose row a newer plan says otherwise; `row` is the file's own."""

    reference: str
    row: int
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InDoubt:
    """A row that may be one of several actions: nothing was done with it.

    `row` is what `--same` calls it, `where` says the same with its page or its sheet.
    """

    row: int
    actions: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a plan brings; of a first import all of it is `added`.

    `called` are the rows that have their reference: all but those in doubt. `order` is the newer
    plan's: an action's id, or -1, -2 and so on for the first and second of `added`.
    """

    added: tuple[PlannedAction, ...] = ()
    called: tuple[PlannedAction, ...] = ()
    changed: tuple[RowChange, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    unchanged: int = 0
    gone: tuple[str, ...] = ()
    doubts: tuple[InDoubt, ...] = ()
    order: tuple[int, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """The references, without the review's, of rows that the register has already."""
        return frozenset(one.reference for one in self.called) - {
            one.reference for one in self.added
        }

    def cells(self, outcome: Outcome) -> Iterator[tuple[str, CellChange]]:
        """The changed cells of which that becomes, each with its action."""
        for row in self.changed:
            for change in row.cells:
                if change.outcome is outcome:
                    yield row.reference, change


def compare(
    known: Sequence[Known], taken: frozenset[str], planned: Sequence[PlannedAction], what: Import
) -> Compared:
    """A newer plan beside the actions of its review. Raises Refused for a row told apart wrongly.

    `taken` are all references that the review gave: none is given again.
    """
    _refuse_same(known, planned, what)
    new = {at for at, one in enumerate(planned) if what.same.get(one.item.row_called) == NEW}
    found = match([one.words for one in known], [_words(one, what) for one in planned], new)
    added = _added([planned[at] for at in found.added], taken)
    pairs = [(known[action], planned[row]) for row, action in sorted(found.pairs.items())]
    cells = [(known_, one, cell_changes(known_, one)) for known_, one in pairs]
    changed = [each for each in cells if each[2]]
    return Compared(
        added=added,
        called=(*(_called(one, k.reference) for k, one in pairs), *added),
        changed=tuple(
            RowChange(reference=k.reference, row=one.item.file_row, cells=changes)
            for k, one, changes in changed
        ),
        reworded=tuple(
            Reworded(known=k, one=one, changes=changes, cells=kept_cells(one, changes))
            for k, one, changes in changed
            if any(follows(changes))
        ),
        unchanged=len(pairs) - len(changed),
        gone=tuple(known[at].reference for at in found.gone if known[at].of_plan),
        doubts=tuple(
            InDoubt(
                row=planned[doubt.row].item.row_called,
                where=_where(planned[doubt.row].item),
                actions=tuple(known[action].reference for action in doubt.actions),
            )
            for doubt in found.doubts
        ),
        order=_order(known, found),
    )


def _where(item: PlanItem) -> str:
    return place(item, "") if item.page or item.table else f"row {item.file_row}"


def _called(one: PlannedAction, reference: str) -> PlannedAction:
    return replace(one, reference=reference.partition("/")[2])


def _words(one: PlannedAction, what: Import) -> Words:
    return Words(
        reference=_reference(one, what),
        number=one.item.number,
        section=one.item.agency_group,
        recommendation=one.item.recommendation,
        actions=one.item.key_actions,
        leads=one.leads,
        date=one.date.text,
    )


def _reference(one: PlannedAction, what: Import) -> str:
    """The reference that a person, or the plan's own number column, gives a row; else ""."""
    said = what.same.get(one.item.row_called, "")
    if not said:
        said = one.item.cells.get(one.item.columns.get("number", ""), "").strip()
    review, stroke, reference = said.partition("/")
    return reference if stroke and review.casefold() == what.review.casefold() else ""


def _refuse_same(known: Sequence[Known], planned: Sequence[PlannedAction], what: Import) -> None:
    """A row or an action that is not there is a slip of the pen."""
    rows = {one.item.row_called for one in planned}
    references = {one.reference for one in known} | {NEW}
    for row, reference in what.same.items():
        if row not in rows:
            raise Refused(f"--same {row}={reference}: row {row} is no row of the plan.")
        if reference not in references:
            raise Refused(f"--same {row}={reference}: {what.review} has no such action.")


def _added(new: Sequence[PlannedAction], taken: frozenset[str]) -> tuple[PlannedAction, ...]:
    references = reference_numbers([number_of(one.item) for one in new], taken)
    pairs = zip(new, references, strict=True)
    return tuple(replace(one, reference=reference) for one, reference in pairs)


def _order(known: Sequence[Known], found: Matching) -> tuple[int, ...]:
    """The actions that the plan has, in its order."""
    places = {row: known[action].action_id for row, action in found.pairs.items()}
    places |= {row: -1 - at for at, row in enumerate(found.added)}
    return tuple(places[row] for row in sorted(places))
