"""The headings of other boards' plans: what names a column, and which rows head a table."""

from __future__ import annotations

from models.rules.plan_heading_offers import (
    BY_SIGN,
    heading_key,
    is_none_of_ours,
    offer_of,
    unknown_fields,
)
from models.rules.plan_headings import also_told, column_fields, header_of_two, is_header
from models.rules.plan_synonyms import SYNONYMS
from models.rules.plan_tables import tables
from tests.models.rules.plan_rows import read
from tests.readings import wanted
from tests.tables import table

PLANS = {
    "adults": "Ref=number|Recommendation=recommendation|Relevant agencies=agency"
    "|Action(s)=key_actions|Action owner=lead|Due=date|Supporting evidence=evidence"
    "|Critical friend comments=|Revised due date=revised|Progress update=progress|BRAG=rag",
    "homicide": "Recommendation=recommendation|Scope of recommendation i.e. local or regional="
    "|Action to take=key_actions|Lead agency=lead"
    "|Key milestones achieved in enacting recommendation=milestones|Target date=date"
    "|Date of completion and outcome=completed",
    "learning": "Learning point=recommendation|What needs to change=key_actions"
    "|Desired outcome=outcomes|Measure of success=evidence|Who=lead|By when=date",
    "questions": "What did we find?=recommendation|What are we going to do about it?=key_actions"
    "|Who is going to lead on this?=lead|When will it be done by?=date"
    "|How will we know we have made a difference?=evidence|Where are we now?=progress",
    "audit": "Ref=number|Rec=recommendation|Management response=key_actions"
    "|Responsible officer=lead|Original target date=date|Revised target date=revised"
    "|Status=status|Comments=progress|Priority=priority|Risk rating=",
    "independent": "Issues identified=recommendation|Actions to be taken (numbered)=key_actions"
    "|Person responsible=lead|Target completion date (numbered to match)=date"
    "|Evidence to be provided=evidence|Progress to date=progress",
    "service": 'Service=agency|Action=key_actions|Evidence (and assurance)=evidence'
    '|Lead/Ownership "Roles no names"=lead|Target date "Realistic target date"=date',
    "joined": "No. =number|Finding / issue=recommendation|Planned response=key_actions"
    "|Who / when=lead|RAG (see key)=rag|Date last updated=|Start date=",
    "ours twice": "Recommendation=recommendation|Finding=|Action=key_actions"
    "|Lead agency=agency|Lead officer=lead|Target date=date|Completion date=completed",
    "other words": "SAR rec #=number|What the review recommended=recommendation"
    "|What we agreed to do=key_actions|Accountable lead (job title)=lead|Finish by=date"
    "|New finish date if slipped=revised|How far have we got?=progress|Proof we will hold=evidence"
    "|Colour=rag|Sub-group=",
    "no wording of ours": "Recommendation from the review=recommendation|Scale="
    "|Steps we will take=key_actions|Leading post=lead|Planned by=date|Delivered on=completed"
    "|Where we are now=progress|Outcome we want=outcomes",
    "wishes": "Finding=recommendation|What do we want to change?=outcomes"
    "|What will we do to get there?=key_actions|Who will make sure it happens?=lead"
    "|By what date?=date|How will we check?=evidence",
    "issue and rec": "Issue=|Rec=recommendation|Improvement actions=key_actions|Exec lead=lead"
    "|Operational lead=|Deadline for delivery=date|Expected result=outcomes",
    "with a month": "Review=|Recommendation number=number|Recommendation wording=recommendation"
    "|Action agreed by agency=key_actions|Named officer (post)=lead"
    "|Agreed date for completion=date|Extension to=revised|Assurance given to board=evidence"
    "|BRAG at June 2023=rag",
    "short": "Item=number|Finding and recommendation=recommendation|Our action=key_actions"
    "|Accountable=lead|By=date|Done?=completed|Note of progress=progress",
    "months": "Ref.=number|Reviewers' proposal=recommendation|Board decision="
    "|What has to happen=key_actions|Lead post=lead|Month due=date|Month moved to=revised"
    "|How we will be sure=evidence|What has happened since=progress|Colour now=rag",
    "yes and when": "Rec no=number|Recommendation (IMR)=recommendation|Action plan=key_actions"
    "|Officer responsible=lead|Complete by=date|Complete Y/N and date=completed",
    "half of it": "Learning from the review=recommendation|Agreed response=key_actions"
    "|Post that will take this forward=lead|To be finished=date"
    "|How the partnership will be assured=evidence|Difference for children=outcomes"
    "|Latest news=progress|State of play=status|Minutes=",
    "weaknesses": "Audit ref=number|Weakness found=recommendation"
    "|Agreed management action=key_actions|Grade=|Action owner (post)=lead"
    "|Implementation date=date|Current position=progress|Closed Y/N=completed",
    "safety actions": "Safety action description (SMART)=key_actions"
    "|Safety action owner (role, team)=lead|Target date for implementation=date"
    "|Date implemented=completed|Tool/measure=evidence|Measurement frequency=",
    "homicide, newer": "Recommendation=recommendation|Key actions to enact=key_actions"
    "|Lead agency=lead|Key milestones achieved=milestones|Target date=date"
    "|Completion date and outcome=completed",
    "audit with revisions": "Finding=recommendation|Agreed management action=key_actions"
    "|Responsible officer=lead|Original implementation date=date"
    "|Revised implementation date=revised|Current status=status|Management comments=progress",
    "what, so what, now what": "What?=recommendation|So what?=|Now what?=key_actions|Who?=lead"
    "|When?=date|Impact=outcomes",
    "inquest": "Matter of concern=recommendation|Action already taken=progress"
    "|Further action to be taken=key_actions|By whom=lead|By when=date",
    "inspection": "Cause of concern / AFI=recommendation|Source=|Strategic lead=lead"
    "|Tactical lead=|Timescale=date|Update=progress|RAGB=rag",
    "improvement": "Priority area=recommendation|Desired outcome=outcomes|Key tasks=key_actions"
    "|Lead partner=lead|Timescales=date|Progress against milestones=progress|Risk rating=",
    "asides": "Ref=number|Agency action=key_actions|Leads=lead|Timescale (original)=date"
    "|Timescale (revised)=revised|Reason for revision=|Status=status",
    "questions, newer": "What are we worried about?=recommendation"
    "|What needs to happen?=key_actions|Whose job is it?=lead|When will you do it by?=date"
    "|How will you know?=evidence"
    "|What difference has been made?=outcomes",
    "description": "Recommendation no.=number|Description=recommendation|Agreed action=key_actions"
    "|Lead org=agency|Lead person=lead|Target quarter=date|Milestone dates=milestones",
    "Welsh": "Argymhelliad=recommendation|Camau gweithredu=key_actions|Arweinydd=lead"
    "|Dyddiad cwblhau=date|Canlyniad=outcomes",
    "whose": "What we will do=key_actions|Recommendation from an agency's review=recommendation"
    "|Named lead=lead|Agencies=agency",
    "whose, shorter": "Agency recommendation=recommendation|Response to the recommendation="
    "key_actions|Owner=lead",
    "what is told, and what will tell": "What the review asks for=recommendation"
    "|What was agreed=key_actions|Post=lead|In place by=date|Now due=revised|Done on=completed"
    "|What will tell us it is working=evidence",
    "numbered": "1. Recommendation=recommendation|2. Action=key_actions|3. Lead=lead",
}  # fmt: skip


@table("plan", PLANS.values(), ids=PLANS)
def test_the_headings_of_a_board_are_told_for_what_they_mean(plan: str) -> None:
    """Each column of a plan has its field, and a column that is none of ours has none."""
    pairs = [one.rpartition("=") for one in plan.split("|")]
    header = [heading for heading, _, _ in pairs]
    found = column_fields(header)
    assert [found.get(at, "") for at in range(len(header))] == [name for _, _, name in pairs]
    assert is_header(header)


@table(
    ("row", "heads"),
    [
        ("Ambition|Owner|Due date|Status|Evidence", True),
        ("Ambition|Owner|Due date|Status", False),
        ("Ambition|Owner|Status|Evidence|Priority", False),
        ("Ambition|Due date|Status|Evidence|Priority", False),
        ("Owner|Due date|Status|Evidence", False),
        ("Nurse leading|Owner|Due date|Status|Evidence", False),
    ],
)
def test_who_and_when_and_more_head_a_plan_with_a_heading_of_no_meaning(
    row: str, *, heads: bool
) -> None:
    """What is to be done is then told by its cells; below a header it is a row."""
    assert is_header(row.split("|")) is heads
    assert not is_header(row.split("|"), again=True)


def test_a_heading_that_joins_two_fields_tells_both() -> None:
    """A second field is read from the same cell, where no column is its own."""
    header = ["Recommendation", "Action", "Who / when", "Progress and RAG status"]
    assert also_told(header, column_fields(header)) == {"date": 2, "rag": 3}
    reading = read(["1. Share", "Write", "Matron - March 2011", "Green: drafted"], header=header)
    (item,) = reading.items
    assert ([lead.name for lead in item.leads], item.rag) == (["Matron"], "green")
    assert item.leads[0].date.due is not None


@table(
    ("header", "place"),
    [
        ("Standard|What the review recommended|Lead", 1),
        ("Aim|What did we find?|Lead", 1),
        ("Recommendation|Standard|Lead", 0),
        ("Standard|Aim|Lead", 0),
        ("Standard|Action|Lead", 0),
    ],
)
def test_a_standard_is_laid_aside_where_another_heading_says_what_was_found(
    header: str, place: int
) -> None:
    """However plainly it is one itself; where each is one, the first of them stands."""
    fields = column_fields(header.split("|"))
    assert [at for at, name in fields.items() if name == "recommendation"] == [place]


def test_two_rows_of_headings_are_one() -> None:
    """A group's heading and the one below it are read together, or the lower one alone."""
    upper = ["Ref", "Recommendation", "Action", "", "Target date", "", "Progress", ""]
    lower = ["", "", "What", "Who", "Original", "Revised", "Update", "RAG"]
    header = header_of_two(upper, lower, heads=False)
    assert sorted(column_fields(header)) == [*range(8)]
    assert [column_fields(header)[at] for at in range(8)] == [
        "number", "recommendation", "key_actions", "lead", "date", "revised", "progress", "rag",
    ]  # fmt: skip
    (sheet,) = tables("", list(enumerate([upper, lower, ["1", "Share"]], 1)))
    assert [row.file_row for row in sheet.rows] == [3]


@table(
    ("upper", "lower", "both"),
    [
        ("Hut|Action|Lead|Target", "||officer|date", "Hut|Action|Lead officer|Target date"),
        ("Finding|Lead||", "|Agency|Officer|Date", "Finding|Lead Agency|Lead Officer|Date"),
        ("Action|Lead|", "||Date", "Action|Lead|Date"),
        ("Ref|Lead", "no|officer", ""),
        ("Ref|Recommendation|Delivery||Date", "||Who|Hut|", ""),
        ("Hut|Finding|Response", "|Issue|Action|Lead|Date", "Hut|Issue|Action|Lead|Date"),
        ("Finding|Action|Lead", "Recommendation|Task|Owner", ""),
        ("Finding|Action|Lead|", "Share learning|See action|Matron leads|Proof seen|Room 7", ""),
    ],
)
def test_two_rows_make_one_header(upper: str, lower: str, both: str) -> None:
    """Where each cell of the lower one ends a heading, or it says more; a row of data does not."""
    rows = upper.split("|"), lower.split("|")
    assert "|".join(header_of_two(*rows, heads=is_header(rows[0]))) == both


def test_a_header_that_is_merged_downwards_is_one_of_two_rows_too() -> None:
    """A file that repeats a merged cell's text says no more than one that leaves it empty."""
    upper = ["Recommendation", "Action", "Completion", "Completion"]
    lower = ["Recommendation", "Action", "Target date", "Actual date"]
    assert list(column_fields(header_of_two(upper, lower, heads=False)).values()) == [
        "recommendation", "key_actions", "date", "completed",
    ]  # fmt: skip


@table(
    "row",
    [
        ["Review the policy", "Lead nurse", "Audit of records", "Update training"],
        ["Recommendation 4", "Action agreed", "Lead matron", "March 2011", "Not started"],
        ["Progress is good", "Due soon", "Status quo"],
    ],
)
def test_a_row_of_data_is_no_header(row: list[str]) -> None:
    """Words that stand in headings stand in plans too."""
    assert not is_header(row)
    assert not is_header(row, again=True)


def test_a_boards_own_heading_is_not_strange() -> None:
    """Beside who and when a heading of no meaning stands for what is to be done; this has one."""
    row = ["Zebra", "Lead", "Date", "Status", "Progress"]
    assert is_header(row)
    assert not is_header(row, {"evidence": ["Zebra"]})


def test_a_boards_own_heading_goes_before_ours() -> None:
    """A wording that a policy gives to a field means it, whatever it means elsewhere."""
    own = {"outcomes": ["Progress"]}
    header = ["Recommendation", "Action", "Progress"]
    assert column_fields(header, own)[2] == "outcomes"
    assert column_fields(["Wish"], {"outcomes": ["Wish(es)"]}) == {0: "outcomes"}


def test_where_no_row_is_plainly_a_header_three_fields_are_enough() -> None:
    """Other words around them, and a year, do not hide a plan; a list of places is none."""
    header = ["Strand", "Panel's view 2021", "Recommended step", "Sponsor", "Nurse leading",
              "Finish by", "Sites 1-9"]  # fmt: skip
    reading = read(["A", "", "Share", "", "Matron", "May 2011", ""], header=header)
    (item,) = reading.items
    assert (item.lead_text, item.date.text) == ("Matron", "May 2011")
    assert tables("", [(1, ["Names", "Numbers", "Places"]), (2, ["A", "1", "B"])]) == ()


def said(heading: str) -> list[str]:
    """The fields that a heading may mean, and whether it says so or only has a sign of it."""
    rank, names = offer_of(heading, {})
    if not names:
        return ["none of ours" if is_none_of_ours(heading, {}) else "unknown"]
    return [("perhaps " if rank == BY_SIGN else "") + " or ".join(names)]


def test_what_a_heading_says() -> None:
    """The column that it names, the likeliest first where it may name one or another."""
    headings = wanted("headings")
    assert {text: said(text.replace("\\n", "\n")) for text in headings} == headings


@table(
    ("heading", "longest", "says"),
    [
        ("Lead {}", 80, "perhaps lead"),
        ("Lead / date ({})", 80, "lead or date"),
        ("Date ({})", 200, "date"),
    ],
)
def test_a_heading_is_no_longer_than_a_sentence(heading: str, longest: int, says: str) -> None:
    """What is longer is a row of the plan; asides count where a heading is asked whole."""
    fits = heading.format("x" * (longest - len(heading) + 2))
    assert (len(fits), said(fits)) == (longest, [says])
    assert said(fits.replace("xx", "xxx", 1)) != [says]


def test_a_wording_goes_before_a_sign() -> None:
    """A column that says that it may be the lead's is so, rather than one that hints at it."""
    assert column_fields(["Leads of it", "Lead agency"]) == {1: "lead"}
    assert column_fields(["Leading it", "Who / when"]) == {1: "lead"}


@table(
    "row",
    [["Actions", "Leads"], ["Recommendation", "Responsibility"], ["Change needed", "Done", "Lead"]],
)
def test_other_headings_are_told_below_a_table(row: list[str]) -> None:
    """By the words that headings open with, however long they are."""
    assert is_header(row, again=True)


def test_a_wording_stands_once_under_its_field() -> None:
    """The first of a list is the plainest: a second place would say that it is not."""
    for wordings in SYNONYMS.values():
        keys = [heading_key(wording) for wording in wordings]
        assert len(set(keys)) == len(keys)


def test_fields_that_a_plan_has_not_are_named_in_their_order() -> None:
    """A board's [headings] are refused by name."""
    assert unknown_fields({"wind": [], "lead": [], "rain": []}).startswith(
        "[headings] names rain, wind;"
    )


SIGNS = ("Recommended step", "Nurse leading", "Finished by us", "Evidence seen")
X = "x" * 193


@table(
    ("is_one", "row"),
    [
        ("heads", SIGNS),
        ("is none", SIGNS[:3]),
        ("heads", (*SIGNS, "", "", "", "", "")),
        ("heads", ("Action", *SIGNS[1:3])),
        ("heads", ("Action", *SIGNS[1:3], "Hut", "Hall", "Inn")),
        ("is none", ("Action", *SIGNS[1:3], "Hut", "Hall", "Inn", "Barn")),
        ("is none", ("Action", *SIGNS[1:3], "Room 7")),
        ("is none", ("Action", "Hut", "Evidence seen")),
        ("is none", ("Scope", "Evidence seen", "Nurse leading", "Finished by us", "Colour now")),
        ("heads", ("Action", f"Date ({X})")),
        ("is none", ("Action", f"Date ({X}x)", "Lead")),
        ("is none", ("Action", "7", "Lead")),
        ("heads", ("Who / when", "Steps agreed", "Recommended by us")),
    ],
)
def test_a_row_heads_a_table_where_enough_of_it_is_known(is_one: str, row: tuple[str, ...]) -> None:
    """Of a plan's wordings two; of signs three beside one of those, or four; and half of all."""
    assert is_header(row) is (is_one == "heads")


@table(
    ("is_one", "row"),
    [
        ("heads", ("Action", "Leads who tell", "Date of it")),
        ("heads", ("Standard", "Action")),
        ("is none", ("Action", "Leads who tell", "Date of it", "Hut")),
        ("is none", SIGNS),
        ("is none", ("Review it", "Lead it")),
    ],
)
def test_below_a_table_each_cell_of_a_header_is_known(is_one: str, row: tuple[str, ...]) -> None:
    """And one at least in so many words."""
    assert is_header(row, again=True) is (is_one == "heads")


def test_a_boards_own_headings_head_its_tables() -> None:
    """In one row or in two, and again below the table."""
    own = {"date": ["Bis"], "lead": ["Wer"], "key_actions": ["Was"]}
    assert not is_header(["Was", "Wer", "Bis"])
    assert is_header(["Was", "Wer", "Bis"], own)
    assert is_header(["Was", "Wer", "Bis"], own, again=True)
    ends = ["Was", "Wer", "Bis"], ["", "", "wann"], {**own, "date": ["Bis wann"]}
    assert header_of_two(*ends, heads=False) == ("Was", "Wer", "Bis wann")
    upper, lower = ["Was", "Wer", "", "Bis"], ["", "Post", "Agency", ""]
    assert header_of_two(upper, lower, own, heads=False) != ()
    assert header_of_two(upper, lower, heads=False) == ()
