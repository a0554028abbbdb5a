"""The import as a Prefect flow: a plan of the inbox read and entered under its review."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from prefect import State, flow

from flows.artifacts import counts, joined, key, plural, references, table
from flows.doing import Ending, ended
from flows.forms import PlanToImport, titled
from flows.names import asked_for
from flows.story.import_plan import import_plan as story
from models.rules.date_words import day_words
from tasks.choices import committee_chosen, inbox_file
from tasks.office import Do
from tasks.plan_asked import Import
from tasks.plans import Imported

TIMEOUT = timedelta(minutes=30)
Asked = Annotated[PlanToImport, titled("Which plan")]


def run_name() -> str:
    """ "Import of child-n, agreed 20 October 2010", or "Dry run of the import of ..."."""
    plan = asked_for(PlanToImport)
    kind = "Dry run of the import" if plan.dry_run else "Import"
    return f"{kind} of {plan.reference}, agreed {day_words(plan.agreed_on)}"


@flow(
    name="import-plan",
    flow_run_name=run_name,
    timeout_seconds=TIMEOUT.total_seconds(),
    persist_result=False,
    log_prints=False,
)
def import_plan(plan: Asked) -> State[Any]:
    """Enters a plan from the inbox: its actions, leads and dates. On a dry run it keeps nothing.

    A date that the plan does not settle is never guessed: it is listed for a person to decide.
    """
    return ended(lambda do: _tell(do, plan))


def _tell(do: Do, plan: PlanToImport) -> Ending:
    committee = do(committee_chosen, plan.committee)
    what = Import(
        path=do(inbox_file, plan.file),
        review=plan.reference,
        title=plan.title,
        agreed_on=plan.agreed_on,
        commissioned_on=plan.commissioned_on,
        committee=committee.committee,
        board=committee.board,
        follow_from=plan.follow_from,
        update=plan.update,
    )
    return _ending(story(do, what, keep=not plan.dry_run), plan)


def _ending(done: Imported, plan: PlanToImport) -> Ending:
    verb = "would be entered" if plan.dry_run else "entered"
    return Ending(
        key=key("import", plan.reference, *(["dry-run"] if plan.dry_run else [])),
        about=f"{plural(len(done.references), 'action')} {verb}.",
        markdown=_markdown(done, plan, verb),
        exceptions=_exceptions(done, plan),
    )


def _markdown(done: Imported, plan: PlanToImport, verb: str) -> str:
    """The import in counts, references and the places of what the reading found."""
    rows = [
        (f"actions {verb}", len(done.references)),
        ("actions as in the register already", done.compared.unchanged),
        ("actions whose words the register follows", len(done.compared.reworded)),
        ("agencies that the contacts do not name", len(done.unknown)),
        ("posts named that nobody holds", len(done.vacant)),
        ("things to know about the file", len(done.problems)),
    ]
    found = [(p.severity, p.code.replace("_", " "), p.row or "the file") for p in done.problems]
    return joined(
        f"# {run_heading(plan)}",
        counts(rows),
        references("Whose date needs a decision", done.undated),
        f"## What the reading found\n\n{table(('', 'What', 'Row of the plan'), found)}"
        if found
        else "",
        references("What only a person changes", done.undecided),
        references("Gone from the plan, and followed all the same", done.compared.gone),
        _doubts(done),
        f"Every row as written and as it was read: `{done.page}` in the home.",
        references(f"Actions {verb}", done.references),
    )


def _doubts(done: Imported) -> str:
    """The rows of which a person has to say which action they are, with what they may be."""
    rows = [(one.row, ", ".join(one.actions)) for one in done.compared.doubts]
    head = table(("Row of the file", "May be"), rows)
    return f"## Rows in doubt\n\n{head}" if rows else ""


def run_heading(plan: PlanToImport) -> str:
    """What the artifact is about, in words."""
    kind = "Dry run: what an import would enter" if plan.dry_run else "Import"
    return f"{kind}, {plan.reference}"


def _exceptions(done: Imported, plan: PlanToImport) -> str:
    """Why a person should look, in counts."""
    parts = [
        f"{what}: {count}"
        for count, what in (
            (len(done.undated), "dates to decide"),
            (len(done.unknown), "agencies that the contacts do not name"),
            (len(done.vacant), "posts that nobody holds"),
            (len(done.undecided), "actions of which only a person changes what the plan does"),
            (len(done.compared.doubts), "rows in doubt"),
            (len(done.compared.gone), "actions gone from the plan"),
        )
        if count
    ]
    return f"{plan.reference}: {'; '.join(parts)}." if parts else ""
