"""The register as CSV to be edited and given back, with the same columns as the workbook.

The last column carries the marks by which edits are known, and the last line the headings they
stand for (source: `models.rules.workbook`).
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Mapping, Sequence

from models.rules.packs_figures import PackFigures
from models.rules.register_text import kept_as_text
from models.rules.words import Priority
from models.rules.workbook import AS_EXPORTED, KIND, REFERENCE, mark
from notifications.packs.working import working_cells, working_columns


def working_csv(figures: PackFigures, proposed: Mapping[str, Priority]) -> bytes:
    """The register as UTF-8 with the mark by which Excel knows it; no cell of it runs."""
    columns = working_columns(figures.plan, proposed)
    titles = [title for title, _, _ in columns]
    out = io.StringIO(newline="")
    write = csv.writer(out).writerow
    write([*map(kept_as_text, titles), KIND])
    for cells in working_cells(figures.plan, columns).values():
        write([*map(kept_as_text, cells), " ".join(map(mark, cells))])
    write(_last(titles))
    return codecs.BOM_UTF8 + out.getvalue().encode()


def _last(titles: Sequence[str]) -> list[str]:
    """The line that names the headings in the order of the marks; people leave it as it is."""
    line = [""] * len(titles)
    line[titles.index(REFERENCE)] = AS_EXPORTED
    return [*line, json.dumps(titles, ensure_ascii=False)]
