"""What a register's workbook came to that was given back: as JSON, and in words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from deployments.printing import plural, printable
from models.rules.workbook import CellEdit
from tasks.register_edits import GivenBack

WIDTH = 100


def given_back_json(done: GivenBack, *, dry_run: bool) -> dict[str, object]:
    """The edits recorded and refused, as plain values."""
    return {
        "dry_run": dry_run,
        "rows": done.rows,
        "already": done.already,
        "recorded": [_edit(edit) for edit in done.recorded],
        "refused": [{**_edit(edit), "why": edit.why} for edit in done.refused],
    }


def _edit(edit: CellEdit) -> dict[str, object]:
    return {
        "action": edit.reference,
        "row": edit.row,
        "column": edit.title,
        "before": edit.before,
        "after": edit.after,
    }


def given_back_words(done: GivenBack, *, dry_run: bool) -> str:
    """Each edit in a sentence: those recorded, then those that are not made in a workbook."""
    verb = "Would be recorded" if dry_run else "Recorded"
    lines = [
        *_listed(verb, done.recorded),
        *_listed("Not taken: this is not edited in the workbook", done.refused),
    ]
    edits, refused = plural(len(done.recorded), "edit"), plural(len(done.refused), "edit")
    already = f", {done.already} so already" if done.already else ""
    verb = verb[0].lower() + verb[1:]
    lines.append(f"{edits} {verb}, {refused} not taken{already}; {plural(done.rows, 'row')} read.")
    return printable("\n".join(lines))


def _listed(title: str, edits: Iterable[CellEdit]) -> Iterator[str]:
    lines = [line for edit in edits for line in _lines(edit)]
    if lines:
        yield from (title, *lines, "")


def _lines(edit: CellEdit) -> list[str]:
    said = f"{edit.reference} (row {edit.row}), {edit.sentence}"
    return textwrap.wrap(said, WIDTH, initial_indent="  - ", subsequent_indent="    ")
