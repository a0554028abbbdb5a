"""A reading as plain values: what a plan says, and null where it says nothing."""

from __future__ import annotations

from models.rules.plan_json import to_json
from tests.models.rules.test_plan_readings import read_case

FULL = (
    "Recommendation | Action | Lead | Date | Revised date | RAG | Progress | Action no | Status // "
    "1. Share | Write "
    "| Matron (April 2011), Head of Audit | Immediately | May 2011 | Green | Told | 4 | Under way"
)


def test_what_a_plan_says_stands_under_its_name() -> None:
    """Each lead with its own date, or with the date that counts for its row."""
    (item,) = to_json(read_case(FULL), "plan.csv")["items"]
    said = {"action_no": "4", "progress": "Told", "rag": "green", "needs_decision": False}
    said |= {"rag_text": "Green", "status_text": "Under way"}
    assert item.items() >= said.items()
    assert (item["revised_date_text"], item["revised_due"]) == ("May 2011", "2011-05-31")
    assert item["revisions"] == [
        {
            "date_text": "May 2011",
            "earliest": "2011-05-01",
            "due": "2011-05-31",
            "precision": "month",
            "needs_decision": False,
        }
    ]
    assert [(lead["name"], lead["due"], lead["needs_decision"]) for lead in item["leads"]] == [
        ("Matron", "2011-04-30", False),
        ("Head of Audit", "2010-10-27", False),
    ]
    late = FULL.replace("April 2011", "Immediately").replace("Immediately |", "April 2011 |")
    (item,) = to_json(read_case(late), "plan.csv")["items"]
    assert [lead["needs_decision"] for lead in item["leads"]] == [True, False]


def test_what_a_plan_does_not_say_is_null() -> None:
    """In items and in problems: no empty text, and no row 0."""
    plan = "Recommendation | Action | Lead // 1. Share | Write |  // 2. Meet | Ask | Matron"
    shown = to_json(read_case(plan), "plan.csv")
    item = shown["items"][0]
    names = ("action_no", "progress", "rag", "revised_date_text", "revised_due", "completed_date")
    assert {item[name] for name in names} == {None}
    row, whole = shown["problems"][0], shown["problems"][-1]
    assert (row["row"], row["column"], row["suggestion"][:13]) == (1, "Lead", "Name the post")
    assert (whole["row"], whole["column"]) == (None, None)
    dated = "Recommendation | Action | Lead | Date // 1. Share | Write | Matron | 31 February 2011"
    (problem,) = to_json(read_case(dated), "plan.csv")["problems"]
    assert problem["suggestion"] == "28 February 2011"
    led = "Recommendation | Action | Lead | Date // 1. Share | Write | {} | March 2011"
    for lead, begins in (
        ("Head of A and Bed Finder", "If they are two"),
        ("Matron; Head of Audit", "If a"),
    ):
        *_, problem = to_json(read_case(led.format(lead)), "plan.csv")["problems"]
        assert problem["suggestion"].startswith(begins)
    over = "Recommendation | Action | Lead | Date | Status // 1. A | B | Matron | TBC | Complete"
    (problem,) = to_json(read_case(over), "plan.csv")["problems"]
    assert (problem["severity"], problem["suggestion"]) == ("note", None)


def test_a_cell_of_numbered_dates_spans_them() -> None:
    """From the earliest to the last; without a day, or to be decided, where one of them is."""
    row = "1. Share | 1. Write\\n2. Ask | Matron | 1. {} 2. {}"
    plan = f"Recommendation | Action | Lead | Date // {row}"
    seen = {}
    for said in (("May 2011", "2 March 2011"), ("TBC", "May 2011"), ("Immediately", "May 2011")):
        (item,) = to_json(read_case(plan.format(*said)), "plan.csv")["items"]
        seen[said[0]] = (item["earliest"], item["due"], item["needs_decision"])
    assert seen == {
        "May 2011": ("2011-03-02", "2011-05-31", False),
        "TBC": ("2011-05-01", None, True),
        "Immediately": ("2010-10-20", "2011-05-31", True),
    }


def test_each_numbered_date_waits_only_for_itself() -> None:
    """One that is scheduled needs no decision because another does; a revised date is for both."""
    head = "Recommendation | Action | Lead | Date | Revised date // 1. Share | a) Write\\nb) Ask | "
    seen = []
    for revised in ("", "TBC"):
        plan = f"{head}Matron | a) May 2011 b) ongoing | {revised}"
        (item,) = to_json(read_case(plan), "plan.csv")["items"]
        seen.append([(lead["due"], lead["needs_decision"]) for lead in item["leads"]])
    assert seen == [[("2011-05-31", False), (None, True)], [("2011-05-31", True), (None, True)]]


def test_a_row_waits_for_its_leads_dates_where_these_are_all() -> None:
    """Nobody need decide what each lead has a day for; one that waits is enough to be told."""
    header = "Recommendation | Action | Who and by when"
    plan = header + " // 1. Share | Write | Matron - May 2011; Chair - {}"
    waits = {}
    for said in ("June 2011", "ongoing"):
        (item,) = to_json(read_case(plan.format(said)), "plan.csv")["items"]
        waits[said] = item["needs_decision"]
    assert waits == {"June 2011": False, "ongoing": True}
