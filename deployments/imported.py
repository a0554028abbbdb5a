"""What an import came to: as JSON, and in words."""

from __future__ import annotations

from deployments.printing import plural
from deployments.reading_table import changes_table, reading_table
from tasks.plans import Imported


def imported_json(done: Imported, *, dry_run: bool) -> dict[str, object]:
    """An import's report as JSON."""
    compared = done.compared
    return {
        "review": done.review,
        "dry_run": dry_run,
        "actions": list(done.references),
        "unchanged": compared.unchanged,
        "changed": [row.reference for row in compared.changed],
        "changes": [
            {
                "action": row.reference,
                "row": row.row,
                "cell": cell.title,
                "before": cell.before,
                "after": cell.after,
                "outcome": cell.outcome.name.lower(),
                "why": cell.why,
            }
            for row in compared.changed
            for cell in row.cells
        ],
        "gone": list(compared.gone),
        "doubtful": [{"row": one.row, "actions": list(one.actions)} for one in compared.doubts],
        "needs_decision": list(done.undated),
        "vacant": list(done.vacant),
        "page": done.page,
        "problems": [
            {"code": p.code, "severity": p.severity, "row": p.row, "message": p.message}
            for p in done.problems
        ],
    }


def imported_words(done: Imported, *, dry_run: bool) -> str:
    """The plan's rows, what a newer version changes, and what wants a person."""
    verb = "would be entered" if dry_run else "entered"
    unchanged = done.compared.unchanged
    lines = [
        reading_table(done.plan),
        changes_table(done.changes).rstrip("\n"),
        f"Every row as written and as read: {done.page} in the home.",
        f"{plural(len(done.references), 'action')} {verb}.",
    ]
    if unchanged:
        lines.append(f"{plural(unchanged, 'action')} as in the register already.")
    lines += [f"{one[:1].upper()}{one[1:]}" for one in done.unknown]
    lines += [f"{one}: its date needs a decision (matters why {one})." for one in done.undated]
    lines += [
        f"Nobody holds the post of {post}: name a holder with matters contacts."
        for post in done.vacant
    ]
    return "\n".join(line for line in lines if line)
