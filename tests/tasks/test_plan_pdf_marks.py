"""Raised numbers of a PDF: marks of footnotes, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tasks.plan_papers import read as reading
from tests.tasks.plan_pdf_papers import Look, as_pdf

HEADER = ["No", "Recommendation", "Action", "Lead", "Due date"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("31 March 2026#super(typographic: false)[1]", "31 March 2026"),
        ("31 March 2026 #super(typographic: false)[12]", "31 March 2026"),
        ("31 March#super(typographic: false)[1] 2026", "31 March 2026"),
        ("1#super[st] December 2026", "1st December 2026"),
        ("31 March 2026 #text(size: 6pt)[1]", "31 March 2026 1"),  # small and not raised
        ("31 March 202#sub(typographic: false)[1]", "31 March 2021"),  # lower
        ("31 March 2026 #super(typographic: false)[or later]", "31 March 2026 or later"),
    ],
)
@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
def test_a_raised_number_is_no_part_of_a_date(
    tmp_path: Path, stroke: str, written: str, read: str
) -> None:
    """Be there lines around the cells or none."""
    more = f"[1], [Share the records], [Write a guide], [Matron], [{written}],"
    path = as_pdf(
        tmp_path / "plan.pdf", ("Plan", [HEADER]),
        look=Look(stroke=stroke, more=more, columns="(1cm, 4cm, 4cm, 3cm, 5cm)"),
    )  # fmt: skip
    found = reading(path)
    assert [item.date.text for item in found.items] == [read], found.problems


def test_a_raised_number_behind_a_word_goes_and_that_of_a_measure_stays(tmp_path: Path) -> None:
    """The note below the table is said to be left out."""
    more = (
        "[1], [Share the records#super(typographic: false)[1,2]], "
        "[Let 20 m#super(typographic: false)[2] of it], [Matron], [May 2026],)\n"
        "#super(typographic: false)[1] The group asked for this in the spring.\n#box("
    )
    found = reading(as_pdf(tmp_path / "plan.pdf", ("Plan", [HEADER]), look=Look(more=more)))
    assert found.items[0].recommendation == "Share the records"
    assert found.items[0].key_actions == ("Let 20 m² of it",)
    notes = [one.message for one in found.problems if one.code == "left_out"]
    assert [one.partition("”")[0] for one in notes] == [
        "“¹ The group asked for this in the spring."
    ]
