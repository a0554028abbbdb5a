"""Tables of a document under the lines above them: whose they are, and for what."""

from __future__ import annotations

from dataclasses import replace

from models.rules.plan_sheets import Problem, Sheet, SheetRow
from models.rules.plan_tables import tables
from models.rules.plan_titles import Titled, sectioned, titled
from models.rules.plan_unnamed import WAY

ROW = SheetRow(file_row=2, cells=("Write",))
ACTIONS = Sheet(name="", header=("Action", "Lead"), rows=(ROW,))


EARLIER = Problem(code="no_lead", severity="warning", message="Nobody leads it.")


def of(lines: str, *, headed: str = "", title: str = "") -> Titled:
    """A table under lines parted by /, of which some are set as headings."""
    sheet = Sheet(name="", header=ACTIONS.header, rows=(ROW,), title=title)
    (one,) = titled([sheet], lines.split(" / "), headed.split(" / "))
    return one


def sections(*found: Titled) -> list[str]:
    """The section of each table's row."""
    return [sheet.rows[0].section for sheet in sectioned(found)]


def test_the_lines_set_as_headings_name_the_agency_first() -> None:
    """Where they name none, the last line that does."""
    assert of("Police / Health", headed="Housing").named == "Housing"
    assert of("Police / Health", headed="Action plan").named == "Health"
    assert of("Recommendation 1: Share").sheet.rows[0].recommendation == "Recommendation 1: Share"


def test_a_table_alone_takes_only_a_line_that_says_it_names_an_agency() -> None:
    """The last of several such lines."""
    assert sections(of("Housing")) == [""]
    assert sections(of("Agency: Housing / The year")) == ["Housing"]
    assert sections(of("Agency: Housing / Agency: Police")) == ["Police"]


def test_several_tables_are_each_its_own_agencys() -> None:
    """By its own title or the lines above it; one without goes on with the one before."""
    assert sections(of("Housing"), of("x", title="Police"), of("")) == [
        "Housing",
        "Police",
        "Police",
    ]
    assert sections(of("Agency: Health"), of(""), of("Police")) == ["Health", "Health", "Police"]
    assert sections(of("Housing", title="Fire"), of("Police")) == ["Fire", "Police"]
    named = [of("Agency: Health / Agency: Schools"), of("")]
    assert sections(*named) == ["Schools", "Schools"]
    assert sections(of("Housing"), of("Housing")) == ["", ""]


def test_a_heading_of_plan_words_ends_the_section_before_it() -> None:
    """The board's and all agencies' keep its words; one that names nobody leaves none."""
    assert sections(of("Fire"), of("Board tasks"), of("All agencies")) == [
        "Fire",
        "Board tasks",
        "All agencies",
    ]
    beside = of("Single agency tasks / The year")
    assert sections(of("Fire"), of("Health"), beside, of("")) == ["Fire", "Health", "", ""]
    assert sections(of("Fire"), of("Health"), of("Single agency tasks"), of("")) == [
        "Fire",
        "Health",
        "",
        "",
    ]
    assert sections(of("Fire"), of("Health"), of("Closed tasks")) == ["Fire", "Health", "Health"]
    parts = [of("Section 1: Fire"), of("Section 2: Health"), of("Section 3. Theme: Records")]
    assert sections(*parts) == ["Fire", "Health", ""]
    assert sections(*parts[:2], of(""), parts[2]) == ["Fire", "Health", "Health", ""]
    assert sections(of("1. Fire Service"), of("2. Health"), of("1. Records"), of("")) == [
        "Fire Service",
        "Health",
        "Health",
        "Health",
    ]


def notes(*found: Titled) -> list[str]:
    """What is said of each heading that names nobody."""
    return [one.message for sheet in sectioned(found) for one in sheet.problems]


def test_a_heading_that_names_nobody_is_noted() -> None:
    """With where its rows then stand; not of a plan without sections, nor of the plan's title."""
    assert notes(of("Fire"), of("Health"), of("Closed tasks")) == [
        "“Closed tasks” above a table names no agency: the rows below it stay under “Health”."
    ]
    assert notes(of("Single agency tasks"), of("Fire"), of("Health")) == [
        "“Single agency tasks” above a table names no agency: the rows below it stand under none."
    ]
    assert notes(of("Action plan"), of("Fire"), of(""), of("Health / Note: see the report")) == []
    assert notes(of("Agency: Fire"), of("Agency: Health / Section 2")) == []
    assert notes(of("Fire"), of("Health"), of("Page 2 of 3 / OFFICIAL")) == []
    assert notes(of("Action plan"), of("Closed tasks")) == []


def test_a_heading_in_a_sheet_that_names_nobody_is_noted() -> None:
    """As above the tables of a document."""
    grid = [["Fire"], ["Action", "Lead"], ["Write", "Matron"], ["Health"], ["No", "Action", "Lead"],
            ["1", "Write", "Matron"], ["Closed tasks"], ["Ref", "Action", "Lead"],
            ["2", "Write", "Matron"]]  # fmt: skip
    found = tables("", list(enumerate(grid, 1)))
    said = [one.message for sheet in found for one in sheet.problems]
    assert said == [
        "“Closed tasks” above a table names no agency: the rows below it stand under none."
    ]


def test_the_heading_that_is_noted_is_the_nearest_that_names_nobody() -> None:
    """No longer than a title, and no sentence; nothing is said where it names one after all."""
    begun = "Closed tasks " * 6
    said = {
        "Closed tasks / Completed actions": "Completed actions",
        "Closed tasks / ": "Closed tasks",
        "B": "B",
        f"{begun}of": f"{begun}of",
        f"Closed tasks / {begun}the": "Closed tasks",
        "Closed tasks / Closed actions.": "Closed tasks",
    }
    found = {lines: notes(of("Fire"), of("Health"), of(lines)) for lines in said}
    assert {lines: one[0].split("”")[0][1:] for lines, one in found.items()} == said
    assert notes(of("Fire"), of("Health", title="Police")) == []
    empty = of("Closed tasks")
    bare = empty._replace(sheet=replace(empty.sheet, rows=()))
    assert notes(of("Fire"), of("Health"), bare) == []


def test_a_heading_that_names_nobody_is_a_note_with_a_way_out() -> None:
    """Nothing of the plan is wrong; whoever wrote it may say whose the rows are."""
    noted = of("Closed tasks")
    known = replace(noted.sheet, problems=(EARLIER,))
    found = sectioned([of("Fire"), of("Health"), noted._replace(sheet=known)])[2]
    earlier, one = found.problems
    assert earlier == EARLIER
    assert (one.code, one.severity, one.suggestion) == ("unnamed_section", "note", WAY)
