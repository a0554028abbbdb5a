"""Steps that reached some of those they are for and not all: the first-named, and each lead.

Source: procedure.md, the table of steps ("told to"), "Told", rule 7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.rules.audit_facts import Audited, Finding, missed, reachable, standing, taken_back
from models.rules.facts import ActionFacts, Entry
from models.rules.words import NoticeState, Step

TOLD_TO_LEADS = frozenset({Step.C, Step.D})


def partly_missed(a: Audited, action: ActionFacts) -> Iterator[Finding]:
    """The posts that a step of the last WDs was for, that could be told, and have no line of it."""
    for (step, cause), lines in _lately(a, action).items():
        on = min(e.recorded_on for e in standing(action, step, cause))
        if on <= a.known_on(action) or taken_back(action, step, cause, a.since):
            continue
        if not any(e.first for e in lines) and not _unreached(a, action, step):
            yield missed(action, step, cause, on, None)
        for lead in action.leads:
            told = any(lead in (e.post_id, e.for_post_id) for e in standing(action, step, cause))
            if not told and reachable(a, lead, on) is not None:
                yield missed(action, step, cause, on, lead)


def _lately(a: Audited, action: ActionFacts) -> dict[tuple[Step, str], list[Entry]]:
    """The lines since the first of the days looked back on, by step and cause."""
    found: dict[tuple[Step, str], list[Entry]] = defaultdict(list)
    for entry in action.ledger:
        step = entry.step
        theirs = step.is_stage or step.is_reminder or step in TOLD_TO_LEADS
        late = entry.recorded_on >= a.since and entry.state is not NoticeState.WITHDRAWN
        if theirs and late:
            found[step, entry.cause].append(entry)
    return found


def _unreached(a: Audited, action: ActionFacts, step: Step) -> bool:
    return any((action.action_id, step) in run.unreached for run in a.runs)
