"""A plan as PDF: the tables of its pages, whole again, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from models.rules.plan_tables import Sheet
from tasks.plan_files import PlanRefused, load_sheets
from tests.tasks.plan_papers import read as reading
from tests.tasks.plan_pdf_papers import Look, Rows, as_pdf

HEADER = ["Recommendation", "Key Actions", "Evidence", "Lead Officer", "Date"]
WISH = (
    "The {} should make certain that every record of a {} is shared between the services that know "
    "the family, and that the reasons for any refusal are written down on the day, so that a later "
    "reader can follow them"
)
WHAT = ["visit", "call", "review", "meeting", "strategy talk", "check", "case", "school"]


DOUBTFUL = [
    "Training Officer Housing Manager",
    "Health Visitor Lead Housing Options Manager",
    "Head of Safeguarding Emergency Department Matron",
    "Head of Legal Services and Monitoring Officer",
    "Director for the Named Safeguarding Manager",
    "Head of Safeguarding and Quality",
    "Housing Options and Support Manager",
    "Named Nurse Manager",
    "Team Manager (North East)",
]
TWO = "Health Team Lead Housing Options Manager"


def plan(items: int, *, sections: bool = False) -> list[list[str]]:
    """A plan's rows of very different heights, with a heading over each four where asked."""
    rows = [HEADER]
    for number in range(1, items + 1):
        if sections and number % 4 == 1:
            rows.append([f"Service {chr(64 + number)}"])
        wish = WISH.format(WHAT[number * 3 % 8], WHAT[number % 8])
        rows.append(
            [
                f"{number}. {wish[: 60 + number * 37 % 150].rsplit(' ', 1)[0]}",
                f"Write the {WHAT[number % 8]} protocol\nTell all of the staff what it says",
                "Protocol, signed" if number % 3 else "Audit of forty records, twice a year",
                "Head of Service" if number % 2 else "Matron, children's ward",
                f"{number} March 2011" if number % 5 else "TBC",
            ]
        )
    return rows


def said(*tables: tuple[str, Rows]) -> list[tuple[str, ...]]:
    """The section and the cells of each row that these tables should read as."""
    found = []
    for title, rows in tables:
        section = title if len(tables) > 1 else ""
        for row in rows[1:]:
            if len(row) == 1:
                section = row[0]
            else:
                found.append((section, *row))
    return found


def read(sheets: tuple[Sheet, ...]) -> list[tuple[str, ...]]:
    """The section and the cells of each row that was read."""
    return [(row.section, *row.cells) for sheet in sheets for row in sheet.rows]


LOOKS = {
    "ruled, small pages, running titles": Look(running="Action plan of the board"),
    "the heading row only on the first page": Look(repeat=False, running="Action plan"),
    "rows kept whole": Look(breakable=False),
    "portrait": Look(page='paper: "a4", margin: 2cm'),
    "landscape, justified": Look(page='paper: "a4", flipped: true, margin: 2cm', justify=True),
    "level lines alone": Look(stroke="(x: none, y: 0.5pt)"),
    "no lines": Look(stroke="none"),
    "a frame alone": Look(
        stroke="(x, y) => (top: if y < 2 {0.5pt}, left: if x == 0 {0.5pt}, bottom: if y > 16 {1pt},"
        "right: if x == 4 {0.5pt})"
    ),
    "no lines, tight, one heading row": Look(
        stroke="none", inset="(x: 4pt, y: 2pt)", repeat=False, running="Plan"
    ),
    "no lines, at the foot": Look(stroke="none", inset="5pt, align: bottom", breakable=False),
}

MIDDLE = "none, align: horizon"


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_a_plan_reads_the_same_however_it_is_laid_out(tmp_path: Path, look: Look) -> None:
    """Rows cut by the ends of pages are whole, and running titles are in none of them."""
    tables = [("Action plan of a review", plan(17))]
    assert read(load_sheets(as_pdf(tmp_path / "plan.pdf", *tables, look=look))) == said(*tables)


@pytest.mark.parametrize("stroke", ["0.5pt", "(x: none, y: 0.5pt)", "none", "none, align: horizon"])
def test_headings_within_a_table_name_the_section(tmp_path: Path, stroke: str) -> None:
    """A row merged over all columns is the section of the rows below it, over the page too."""
    tables = [("Action plan of a review", plan(17, sections=True))]
    look = Look(stroke=stroke, breakable=stroke != MIDDLE)
    assert read(load_sheets(as_pdf(tmp_path / "plan.pdf", *tables, look=look))) == said(*tables)


@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
def test_the_line_above_each_table_names_its_section(tmp_path: Path, stroke: str) -> None:
    """Two tables, also with other headings, each have the line above them as their section."""
    other = [["Ref", "Action", "Who", "By when"], *(["P1", "Do it", "Inspector", "May 2011"],) * 3]
    tables = [("Health", plan(6)), ("Police", plan(5)), ("Housing", other)]
    path = as_pdf(tmp_path / "plan.pdf", *tables, look=Look(stroke=stroke))
    sheets = load_sheets(path)
    assert [sheet.header[0] for sheet in sheets] == ["Recommendation", "Recommendation", "Ref"]
    assert read(sheets) == said(*tables)


def test_what_runs_on_at_the_foot_of_pages_is_no_agency(tmp_path: Path) -> None:
    """Markings with the page's number and the number of pages stand between the tables' parts."""
    foot = "footer: context [OFFICIAL -- SENSITIVE Page #counter(page).display() of "
    page = f"{Look().page}, header: [Board of a county], {foot}#counter(page).final().first()]"
    path = as_pdf(tmp_path / "plan.pdf", *(tables := [("Health", plan(6)), ("Police", plan(5))]),
                  look=Look(page=page))  # fmt: skip
    assert read(load_sheets(path)) == said(*tables)


def test_a_recommendation_above_its_table_is_that_of_its_rows(tmp_path: Path) -> None:
    """Also where it goes on over its line's end."""
    wish = "that every record of a visit is shared between the services which know the family well"
    header, row = ["Action", "Who", "By when"], ("Do it", "Inspector", "May 2011")
    titles = [f"Recommendation {n}: The agencies should make certain {wish}." for n in (1, 2)]
    path = as_pdf(tmp_path / "plan.pdf", *((title, [header, row]) for title in titles))
    assert [[one.recommendation for one in sheet.rows] for sheet in load_sheets(path)] == [
        [title] for title in titles
    ]


@pytest.mark.parametrize("stroke", ["(x: none, y: 0.5pt)", "none"])
def test_headings_over_several_lines_keep_to_their_row(tmp_path: Path, stroke: str) -> None:
    """The first row's words are none of the heading's; a row without a number is one all the same.

    Without lines around cells it is the room between the rows, or the level line, that tells.
    """
    header = ["Recommendation", "Which agencies does it apply to, all or one", "Action to take",
              "Key milestones that enact the recommendation", "Lead agency",
              "Date of completion and outcome"]  # fmt: skip
    rows = [header,
            ["Recommendation 1: Records of visits are shared by all who know the family", "Local",
             "Survey of agencies by the partnership", "Survey designed", "Police and health board",
             "30.09.24"],
            ["", "Local", "A second survey in the spring", "", "Coordinator", "March 2025"],
            ["Recommendation 2: The letter is written again", "National", "Letter", "Sent", "Chair",
             ""]]  # fmt: skip
    tables = [("Police", rows), ("Housing", rows[:2] + rows[3:])]
    look = Look(page='paper: "a4", flipped: true, margin: 2cm', stroke=stroke, inset="5pt")
    assert read(load_sheets(as_pdf(tmp_path / "plan.pdf", *tables, look=look))) == said(*tables)


def test_a_cell_merged_downwards_stands_in_each_of_its_rows(tmp_path: Path) -> None:
    """A recommendation merged over its actions is the recommendation of each."""
    path = as_pdf(tmp_path / "plan.pdf", ("Plan", [HEADER]), look=Look(more=(
        "table.cell(rowspan: 2)[1. Share], [First], [], [Matron], [May 2011],"
        "[Second], [], [Inspector], [June 2011],"
    )))  # fmt: skip
    assert read(load_sheets(path)) == [
        ("", "1. Share", "First", "", "Matron", "May 2011"),
        ("", "1. Share", "Second", "", "Inspector", "June 2011"),
    ]


def test_paragraphs_side_by_side_are_no_new_row(tmp_path: Path) -> None:
    """Where no lines part rows that are numbered, only a number or a whole row begins one."""
    rows = [
        HEADER,
        ["1. Share:\n(a) records;\n(b) letters.", "Write it.\nTell it.\nDo it.", "List", "Matron",
         "May 2011"],
        ["2. Look again", "Audit.\nTell.", "Audit", "Inspector", "June 2011"],
        ["", "Audit once more", "Audit", "Inspector", "July 2011"],
    ]  # fmt: skip
    path = as_pdf(tmp_path / "plan.pdf", ("Plan", rows), look=Look(stroke="none"))
    assert read(load_sheets(path)) == said(("Plan", rows))


def test_what_is_raised_or_joined_in_print_is_read_as_written(tmp_path: Path) -> None:
    """A raised "st" stays with its number, a ligature is its letters, a bullet begins an entry."""
    path = as_pdf(tmp_path / "plan.pdf", ("Plan", [HEADER]), look=Look(more=(
        "[1. Share office files], [- Find them\n- Offer them to staff of multi-agency teams],"
        "[A list], [Matron], [1#super[st] December 2011],"
    )))  # fmt: skip
    [row] = read(load_sheets(path))
    assert row[1] == "1. Share office files"
    assert row[2].split("\n") == ["• Find them", "• Offer them to staff of multi-agency teams"]
    assert row[5] == "1st December 2011"


def test_a_turned_page_reads_as_it_is_looked_at(tmp_path: Path) -> None:
    """A page that is stored on its side and turned to be read is read."""
    path = as_pdf(tmp_path / "plan.pdf", ("Plan", plan(3)), look=Look(running=""))
    whole = read(load_sheets(path))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for page in document.pages:
            left, bottom, right, top = map(float, page.mediabox)
            turn = f"q 0 1 -1 0 {top} 0 cm\n".encode()
            page.contents_add(turn, prepend=True)
            page.contents_add(b"Q")
            page.mediabox = pikepdf.Array([bottom, left, top, right])
            page.Rotate = 90
        document.save(path)
    assert read(load_sheets(path)) == whole
    assert len(whole) == 3


def refusal(path: Path) -> tuple[str, str]:
    """The code and the sentence with which a file is refused."""
    with pytest.raises(PlanRefused) as caught:
        load_sheets(path)
    return caught.value.problem.code, caught.value.problem.message


def saved(path: Path, contents: bytes = b"", lock: pikepdf.Encryption | None = None) -> Path:
    """A PDF of one page with these contents."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(800, 600))
    document.pages[0].Contents = document.make_stream(contents)
    document.save(path, encryption=lock or False)
    return path


def test_a_locked_pdf_is_refused_and_one_that_only_forbids_copying_is_read(tmp_path: Path) -> None:
    """A password to open refuses the file; none is tried. An owner's password alone does not."""
    lock = pikepdf.Encryption(user="river", owner="lake")
    code, message = refusal(saved(tmp_path / "locked.pdf", lock=lock))
    assert code == "password_protected"
    assert "print it to a new PDF" in message
    path = as_pdf(tmp_path / "plan.pdf", ("Plan", plan(2)))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.save(path, encryption=pikepdf.Encryption(user="", owner="lake"))
    assert len(read(load_sheets(path))) == 2


def test_a_damaged_pdf_is_read_with_a_warning(tmp_path: Path) -> None:
    """One with a broken stream, and one whose list of its parts is wrong; a whole one has none."""
    path = as_pdf(tmp_path / "plan.pdf", ("Plan", plan(2)))
    whole = path.read_bytes()
    font = whole.index(b"stream", whole.index(b"/CIDFontType0C"))
    at = whole.rindex(b"startxref") + len(b"startxref\n")
    faults = {
        whole: [],
        whole[: font + 60] + b"\xff" * 40 + whole[font + 100 :]: ["damaged_file"],
        whole[:at] + b"7" + whole[at + 1 :]: ["damaged_file"],
    }
    for data, codes in faults.items():
        path.write_bytes(data)
        problems = [one.code for sheet in load_sheets(path) for one in sheet.problems]
        assert [code for code in problems if code == "damaged_file"] == codes


def test_a_leads_cell_is_parted_where_its_line_ends(tmp_path: Path) -> None:
    """No other cell is, though its lines end behind a post as well; what may be two is asked."""
    said = "Training Officer Director of Care"
    rows = [HEADER, ["1. Share", said, "List", said, "May 2011"]]
    rows += [["2. Ask", said, "List", who, "May 2011"] for who in (*DOUBTFUL, TWO)]
    look = Look(columns="(3cm, 2.9cm, 3cm, 2.9cm, 3cm)")
    (sheet,) = load_sheets(as_pdf(tmp_path / "plan.pdf", ("Plan", rows), look=look))
    assert [row.cells[1] for row in sheet.rows] == [said] * (len(DOUBTFUL) + 2)
    assert sheet.rows[0].cells[3] == "Training Officer\nDirector of Care"
    assert sheet.rows[-1].cells[3] == "Health Team Lead\nHousing Options Manager"
    told = [one.message for one in sheet.problems if one.code == "joint_leads"]
    assert [one.partition("“")[2].partition("”")[0] for one in told] == DOUBTFUL[:3]
    assert told[0].startswith("Row 2 (page 1): ")


def test_a_row_of_a_pdf_is_told_by_its_page(tmp_path: Path) -> None:
    """Where it begins: no number of a row stands on paper."""
    rows = [HEADER, *([f"{n}. Share", "Write", "List", "Matron", "TBC"] for n in range(1, 9))]
    rows[-1] = ["Page 2 of 3"]
    look = Look(page="height: 5cm, width: 21cm, margin: 1cm", inset="6pt")
    path = as_pdf(tmp_path / "plan.pdf", ("", rows), look=look)
    said = [one.message for one in reading(path).problems]
    assert said[0].startswith("A row on page 3 (“Page 2 of 3”)")
    pages = {1: (1, 2), 2: (3, 4, 5), 3: (6, 7)}
    wanted = [f"row {n} (page {page})" for page, rows in pages.items() for n in rows]
    assert [one.partition(",")[0] for one in said[1:]] == wanted


def test_a_footnote_below_a_table_is_noted(tmp_path: Path) -> None:
    """Between two tables and below the last; above the first it is none."""
    one, two = ("* Provisional until May", [HEADER, *plan(1)[1:]]), ("* Agreed by all", plan(2))
    path = as_pdf(tmp_path / "plan.pdf", one, two, ("\u2020 Now with the trust", [["Kept", "by"]]))
    notes = [one.message.partition("”")[0] for one in reading(path).problems if not one.row]
    assert notes == ["“* Agreed by all", "“\u2020 Now with the trust"]


def test_pictures_of_pages_are_no_text(tmp_path: Path) -> None:
    """A scan, and a page with nothing on it, are refused by what they are."""
    path = saved(tmp_path / "scan.pdf", b"q 800 0 0 600 0 0 cm /Im0 Do Q")
    assert refusal(path)[0] == "empty_document"
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        picture = document.make_stream(
            b"\x7f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1,
            ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        document.save(path)
    code, message = refusal(path)
    assert code == "scanned_pdf"
    assert "Load the Word or Excel file" in message
    assert (
        refusal(as_pdf(tmp_path / "prose.pdf", look=Look(above="Recommendation 1: share.")))[0]
        == "no_table"
    )
