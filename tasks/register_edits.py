"""The edits of a register's workbook, recorded as the commands record them: all of them or none.

No flow calls this: people edit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from sqlmodel import Session, col, select

from models.action_reading import action_facts, some
from models.answer_writing import record_confirmation, record_response
from models.answers import Response
from models.chain import chain_end
from models.database import writing
from models.effects_writing import When
from models.hand_writing import record_handover, record_title
from models.plan import Action
from models.proposing import proposals, record_proposal
from models.rules import by_hand, decisions, responses
from models.rules.by_hand import Editing
from models.rules.contacts import match_key
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.packs_figures import figures
from models.rules.progress import Actor, NotAllowed, Said, refuse_closed, refuse_not_secretary
from models.rules.words import Priority, VersionCause
from models.rules.workbook import (
    CONFIRM,
    LEADS,
    NOTE,
    PRIORITY,
    PROPOSED,
    SHORT_TITLE,
    CellEdit,
    Edits,
    edits,
)
from notifications.packs.working import working_cells, working_columns
from tasks.acting import actor_of, sits
from tasks.office import Office
from tasks.refused import Refused
from tasks.register_back import read_back
from tasks.register_file import frozen_register

YES = frozenset({"yes", "y", "x", "ok", "true"})
REASON = "edited in the register's workbook"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """What a workbook came to: the cells recorded, those refused, and how many were so already."""

    recorded: tuple[CellEdit, ...]
    refused: tuple[CellEdit, ...]
    already: int
    rows: int

    @property
    def has_exceptions(self) -> bool:
        """True where a cell was edited that is not edited there."""
        return bool(self.refused)


def take_back(
    office: Office, path: Path, *, by: str, reason: str = "", keep: bool = True
) -> GivenBack:
    """Record what a person edited in the register's workbook; nothing is kept on a dry run.

    A cell that is not edited there is listed with the command that changes it. Raises Refused for
    an edit that the rules do not allow, each named; then nothing is recorded, of no row.
    """
    if not by.strip():
        raise Refused(
            "--by: this is the register's own workbook; its edits are recorded by a person."
        )
    returned = read_back(path)
    today = office.clock.today()
    with writing(office.engine) as session:
        board, frozen = frozen_register(session, today)
        # Nobody else records anything meanwhile.
        chain_end(session, board.board_id)
        plan = figures(frozen).plan
        proposed = proposals(session, board.board_id, today)
        columns = working_columns(plan, proposed)
        titles = [title for title, _, _ in columns]
        cells = working_cells(plan, columns)
        now = {ref: dict(zip(titles, texts, strict=True)) for ref, texts in cells.items()}
        found = edits(returned, now)
        when = When(holds_from=today, at=office.clock.now())
        hand = _Hand(session, board, found, now, by, when, reason.strip() or REASON)
        recorded = hand.record()
        if not keep:
            session.rollback()
    return GivenBack(
        recorded=recorded,
        refused=tuple(found.refused),
        already=found.already + len(found.taken) - len(recorded),
        rows=found.rows,
    )


@dataclass
class _Hand:
    """The person at work: each edit as the command for it would record it."""

    session: Session
    board: BoardFacts
    found: Edits
    now: Mapping[str, Mapping[str, str]]
    by: str
    when: When
    reason: str
    actors: dict[tuple[int, ...], Actor] = field(default_factory=dict)

    def record(self) -> tuple[CellEdit, ...]:
        """The edits recorded; Refused with every fault, a line each."""
        ways: Mapping[str, Callable[[ActionFacts, CellEdit], bool]] = {
            SHORT_TITLE: self._title,
            LEADS: self._leads,
            PRIORITY: self._priority,
            NOTE: self._note,
            CONFIRM: self._confirm,
        }
        actions = self._actions()
        recorded, faults = [], []
        for edit in self.found.taken:
            try:
                if ways[edit.title](actions[edit.reference], edit):
                    recorded.append(edit)
            except (NotAllowed, Refused) as error:
                faults.append(f"row {edit.row}, {edit.title}: {error}")
        if faults:
            raise Refused("\n".join((*faults, "Nothing of the workbook was recorded.")))
        return tuple(recorded)

    @property
    def today(self) -> date:
        """The day of the edits."""
        return self.when.holds_from

    @cached_property
    def _posts(self) -> dict[str, int]:
        return {match_key(post.name): i for i, post in self.board.posts.items()}

    def _actions(self) -> dict[str, ActionFacts]:
        references = {edit.reference for edit in self.found.taken}
        query = select(Action.id).where(col(Action.reference).in_(references))
        ids = [i for i in self.session.exec(query) if i is not None]
        facts = action_facts(self.session, some(ids), self.today)
        return {action.reference: action for action in facts}

    def _actor(self, *prefer: int) -> Actor:
        if prefer not in self.actors:
            self.actors[prefer] = actor_of(
                self.session, self.board, self.by, self.today, prefer=prefer
            )
        return self.actors[prefer]

    def _secretary(self, action: ActionFacts) -> Actor:
        return self._actor(*sits(self.board, action))

    def _title(self, action: ActionFacts, edit: CellEdit) -> bool:
        by = self._secretary(action)
        what = Editing(short_title=" ".join(edit.after.split()), reason=self.reason)
        by_hand.edit(action, what, by, self.board, self.today)
        record_title(self.session, self.board.board_id, action, what, by=by, when=self.when)
        return True

    def _leads(self, action: ActionFacts, edit: CellEdit) -> bool:
        by = self._secretary(action)
        named = [self._post(name) for name in edit.after.splitlines() if name.strip()]
        if not named:
            raise Refused(f"{action.reference}: an action has a lead; name a post.")
        what = Editing(lead=named[0], contributors=tuple(named[1:]), reason=self.reason)
        leads = by_hand.edit(action, what, by, self.board, self.today)
        if leads == action.leads:
            return False
        record_handover(
            self.session, self.board.board_id, action, leads, self.reason, by=by, when=self.when
        )
        return True

    def _post(self, name: str) -> int:
        found = self._posts.get(match_key(name))
        if found is None:
            raise Refused(f"there is no post “{name.strip()}”; `matters contacts` enters it.")
        return found

    def _priority(self, action: ActionFacts, edit: CellEdit) -> bool:
        by = self._secretary(action)
        refuse_not_secretary(action.committee_id, by, self.board, "proposes a priority")
        refuse_closed(action, self.today)
        said = edit.after.lower() or action.priority.value
        if said not in {priority.value for priority in Priority}:
            raise Refused(f"“{edit.after}” is no priority; it is high or normal.")
        if not edit.before and said == action.priority.value:
            return False
        record_proposal(
            self.session, self.board.board_id, action, Priority(said), by=by, when=self.when
        )
        return True

    def _note(self, action: ActionFacts, edit: CellEdit) -> bool:
        said = Said(note=edit.after)
        known = select(Response.id).where(
            col(Response.action_id) == action.action_id,
            col(Response.note) == edit.after,
            col(Response.struck_on).is_(None),
        )
        if self.session.exec(known).first() is not None:
            return False
        by = self._actor(*action.leads, *sits(self.board, action)[:1])
        effects = responses.respond(action, said, by, self.board, self.today)
        record_response(
            self.session, self.board.board_id, action, said,
            effects=effects, by=by, files=(), when=self.when,
        )  # fmt: skip
        return True

    def _confirm(self, action: ActionFacts, edit: CellEdit) -> bool:
        day = self.now[edit.reference][PROPOSED]
        if action.due_on is not None and action.version.cause is VersionCause.CONFIRMED:
            return False
        if edit.after.lower() not in YES and edit.after != day:
            raise Refused(
                f"“{edit.after}” is neither yes nor the day proposed; any other date is the "
                f"committee's: `matters decide {action.reference} set-date`."
            )
        by = self._secretary(action)
        proposed = date.fromisoformat(day) if day else None
        effects = decisions.confirm(action, proposed, by, self.board, self.today)
        record_confirmation(
            self.session, self.board.board_id, action, effects=effects, by=by, when=self.when
        )
        return True
