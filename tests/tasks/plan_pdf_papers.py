"""Plans as PDF, laid out for a test: ruled or not, on pages of any size, cut where they end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a plan is laid out; `above` and `more` are markup before the tables and in each."""

    page: str = "height: 12cm, width: 21cm, margin: 1.5cm"
    stroke: str = "0.5pt"
    inset: str = "4pt"
    columns: str = ""
    repeat: bool = True
    justify: bool = False
    above: str = ""
    running: str = ""
    breakable: bool = True
    more: str = ""


def as_pdf(path: Path, *tables: tuple[str, Rows], look: Look | None = None) -> Path:
    """A document of tables, each with the line above it. A row of one text is merged across."""
    look = look or Look()
    parts = [_page(look), look.above]
    for title, rows in tables:
        parts += [f'#text(weight: "bold")[{_said(title)}]\n', _table(rows, look)]
    path.write_bytes(typst.compile("\n".join(parts).encode()))
    return path


def _page(look: Look) -> str:
    footer = "footer: context [Page #counter(page).display()],"
    running = f"header: [{look.running}], {footer}" if look.running else ""
    return (
        f"#set page({look.page}, {running})\n#set text(size: 9pt)\n"
        f"#set par(justify: {str(look.justify).lower()})\n"
    )


def _table(rows: Rows, look: Look) -> str:
    width = max(len(row) for row in rows)
    columns = look.columns or f"({'1fr,' * width})"
    header = ", ".join(f"[{_said(text)}]" for text in rows[0])
    repeat = str(look.repeat).lower()
    cells = ",\n".join(_cell(text, row, width, look) for row in rows[1:] for text in row)
    return (
        f"#table(columns: {columns}, stroke: {look.stroke}, inset: {look.inset},\n"
        f"table.header(repeat: {repeat}, {header}),\n{cells}\n{look.more})\n"
    )


def _cell(text: str, row: Sequence[str], width: int, look: Look) -> str:
    span = f"colspan: {width}, " if len(row) == 1 else ""
    whole = "" if look.breakable else "breakable: false, "
    return f"table.cell({span}{whole})[{_said(text)}]"


def _said(text: str) -> str:
    r"""The text as Typst shows it: each line a paragraph, a bullet a list's, nothing run."""
    lines = (f"#{_quoted(line)}" for line in text.split("\n"))
    return "\n\n".join(lines)


def _quoted(line: str) -> str:
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
