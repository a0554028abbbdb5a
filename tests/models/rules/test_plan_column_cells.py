"""A column that no heading tells is known by its cells, where that is plain."""

from __future__ import annotations

from datetime import date

from tests.models.rules.plan_rows import read

HEADER = ["Recommendation", "Action", "Champion", "Finish line", "Evidence"]


def test_dates_and_posts_are_known_without_their_headings() -> None:
    """Where no heading names them, a column of dates is the date and one of posts the lead."""
    reading = read(
        ["1. Share", "Write", "Ward Manager", "March 2011", "Text"],
        ["2. Look", "See", "Head of Housing", "TBC", "Report by the manager"],
        header=HEADER,
    )
    first, second = reading.items
    assert ([lead.name for lead in first.leads], first.date.due) == (
        ["Ward Manager"],
        date(2011, 3, 31),
    )
    notes = [(one.code, one.column) for one in reading.problems if not one.row]
    assert notes == [("told_by_cells", "Finish line"), ("told_by_cells", "Champion")]
    assert (second.date.text, dict(second.extra)) == ("TBC", {})


def test_what_the_cells_do_not_tell_plainly_stays_unknown() -> None:
    """A heading that names the field goes before; a note with a date in it is no date."""
    header = ["Recommendation", "Action", "Lead", "Remarks", "Date added"]
    note = "The manager said in March 2011 that this waits for the new building to be ready"
    (item,) = read(["1. Share", "Write", "Matron", note, "1 May 2011"], header=header).items
    assert dict(item.extra) == {"Remarks": note, "Date added": "1 May 2011"}
    assert item.date.due is None
