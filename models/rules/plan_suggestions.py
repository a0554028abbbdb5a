"""What a person can do about a problem of a plan, where the problem does not say it itself."""

from __future__ import annotations

from datetime import date

from models.rules.date_words import day_words
from models.rules.plan_tables import Problem

DATES = frozenset(
    {"needs_decision", "unreadable_date", "impossible_date", "due_before_plan", "flagged_date"}
)
SUGGESTIONS = {
    "duplicate_reference": "Number each recommendation once if that was not meant.",
    "missing_recommendation": "Write the recommendation, or its number if it stands above.",
    "number_is_a_day": "Type the number anew in a column of texts: Excel makes a day of 2/1.",
    "missing_action": "Write what is to be done, or follow the recommendation as it stands.",
    "missing_lead": "Name the post that answers for it; until then it awaits allocation.",
    "missing_date": "Give it a date, or let the committee set one.",
    "personal_data": "Put the post in the place of the person.",
    "joint_leads": "If another of them answers for it, put that post first.",
    "no_post": "Write the post there that leads, or name in the contacts who holds it.",
    "date_in_lead": "If it is the lead's date, write it alone behind the post: “Post – date”.",
    "separate_actions": "If it is one action, write one date for all of its leads.",
    "similar_posts": (
        "If they are one post, write it in one way here and in the contacts; in the register "
        "`matters edit ACTION --lead POST` does it."
    ),
    "unknown_agency": (
        "Write the agency alike in the plan and in the contacts; once it is entered, give the "
        "lead's post its agency in the contacts."
    ),
    "inner_date": "It is named in messages, and nothing is escalated on it.",
    "not_completed": "If it is done, write “Completed” and the day, and nothing else, in the cell.",
    "unknown_state": "Say not started, in progress, complete or not proceeding; or one colour.",
    "formula_like_text": "Begin the cell with another sign if it was meant otherwise.",
    "invisible_characters": "Type the cell anew if it looks other than it was meant.",
    "bidi_control": "Type the cell anew.",
    "non_latin_digits": "Type the figures anew.",
    "mixed_encoding": "Save the file as CSV UTF-8 and compare these words.",
    "hidden_column": "Take the column out of the file if it is none of the plan's.",
    "hidden_rows": "Take the filter off to see them; delete them if they are none of the plan's.",
    "tracked_changes": "Accept or reject the changes in Word and read the file again.",
    "passed_over": "If it belongs to the plan, give it the plan's headings.",
    "left_out": "Write in the cell what the plan should keep of it.",
    "rules_for_colour": "Write the colour's word or letter in the cell.",
    "hidden_sheet": "Show the sheet if it belongs to the plan.",
}
ONE_OR_TWO = (
    "If they are two, write each on a line of its own; if it is one post, leave it as it stands."
)


def suggestion_of(problem: Problem, reference: str, proposed: date | None) -> str:
    """What to do about a problem of an action so called, of which its reading may propose a day."""
    if problem.code in DATES:
        return _date(problem, reference, proposed)
    if problem.suggestion not in problem.message:
        return problem.suggestion
    return usual_way(problem)


def usual_way(problem: Problem) -> str:
    """What is done about every problem of its kind; "" where the problem says it itself."""
    if problem.code == "joint_leads" and problem.severity == "warning":
        return ONE_OR_TWO
    return SUGGESTIONS.get(problem.code, "")


def _date(problem: Problem, reference: str, proposed: date | None) -> str:
    """The way to a date: who reads confirms what is proposed, and the committee sets any other."""
    if problem.severity == "note":
        return "It is followed up as it stands."
    sets = f"`matters decide {reference} set-date`"
    if proposed:
        accepts = f"`matters confirm {reference}` accepts {day_words(proposed)}"
        return f"{accepts}; any other is the committee's, {sets}."
    return f"The committee sets a date, {sets}."
