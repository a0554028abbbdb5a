"""Which heading of a plan names which of its columns: one table of synonyms.

A heading is compared without case, punctuation and plural. A board adds its own under
`[headings]` of its policy: the field's name, and the headings that mean it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "No", "Number", "Ref", "Ref No", "Reference", "Rec No", "Rec", "Recommendation No",
        "Recommendation Number", "Recommendation Ref", "Item", "Item No", "ID", "#",
    ),
    "action_no": ("Action No", "Action Number", "Action Ref", "Action ID", "Sub No"),
    "agency": (
        "Agency", "Agencies", "Relevant agencies", "Lead agency", "Responsible agency", "Service",
        "Organisation", "Responsible organisation", "Partner agency",
    ),
    "recommendation": (
        "Recommendation", "Recommendation text", "Finding", "Learning point", "Issue",
        "Issue identified", "Learning", "Learning theme", "Recommendation / Finding",
        "What did we learn", "What needs to change",
    ),
    "key_actions": (
        "Key Actions", "Key Action", "Action", "Actions required", "Action required",
        "Action to take", "Actions to be taken", "Action to be taken", "What we will do",
        "What will we do", "What are we going to do", "Agreed action", "Planned action",
        "Action point", "Task",
    ),
    "evidence": (
        "Evidence", "Evidence required", "Evidence to be provided", "Supporting evidence",
        "Evidence (and assurance)", "Evidence of completion", "Evidence and assurance",
        "How will we know", "How we will know", "Assurance",
    ),
    "outcomes": (
        "Key Outcome(s)", "Key Outcomes", "Outcome", "Intended outcome", "Expected outcome",
        "Desired outcome", "Impact", "Intended impact", "What difference will it make",
        "Success criteria", "Success measure",
    ),
    "milestones": (
        "Key milestones", "Milestone", "Key milestones achieved",
        "Key milestones achieved in enacting recommendation",
    ),
    "lead": (
        "Lead Officer", "Lead", "Who", "Owner", "Action owner", "Responsible", "Person responsible",
        "Responsible person", "Responsible officer", "Responsible lead", "Identified lead",
        "Lead person", "Lead professional", "Lead / Ownership", "Lead agency", "Accountable lead",
        "By whom", "Lead officer / agency", "Who is responsible", "Named lead",
    ),
    "date": (
        "Date", "Due", "Due date", "By when", "Target date", "Timescale", "When", "Deadline",
        "Target completion date", "Completion date (target)", "Date due", "Original date",
        "Original target date", "Original due date", "Timeframe", "Date for completion",
        "Realistic target date", "To be completed by", "Complete by", "Completion date",
    ),
    "status": ("Status", "Current status", "Action status", "State"),
    "progress": (
        "Progress", "Progress update", "Progress to date", "Update", "Progress and RAG status",
        "Position", "Current position", "Latest update", "Progress / comments", "Comment",
    ),
    "completed": (
        "Date completed", "Completed", "Completion date", "Completed on", "Actual completion date",
        "Date of completion", "Date of completion and outcome", "Date closed",
    ),
    "revised": (
        "Revised date", "Revised due date", "Revised target date", "Revised completion date",
        "New date", "Extended to", "Extension date", "Current due date", "Revised timescale",
    ),
    "priority": ("Priority", "Priority rating", "Priority level"),
    "rag": ("RAG", "BRAG", "RAG status", "RAG rating", "BRAG status", "BRAG rating", "Rating",
        "Status (RAG)", "RAG / Status", "Status (BRAG)"),
}  # fmt: skip
_BRACKET_S = re.compile(r"\(\s*e?s\s*\)")
_NOT_WORDS = re.compile(r"[^a-z0-9#]+")
_DESCRIBES = frozenset({"recommendation", "key_actions"})
_ANSWERS = frozenset({"lead", "date", "evidence", "outcomes", "status", "progress", "rag"})
LONGEST_HEADING = 80
LONGEST_BESIDE = 200


def heading_key(text: str) -> str:
    """A heading as it is compared: lower case, words alone, without the plural's s."""
    words = _NOT_WORDS.sub(" ", _BRACKET_S.sub("", text.lower())).split()
    return " ".join(word.rstrip("s") if len(word) > 3 else word for word in words)  # noqa: PLR2004


_KNOWN: dict[str, tuple[tuple[str, int], ...]] = {}
for _field, _headings in SYNONYMS.items():
    for _rank, _heading in enumerate(_headings, 1):
        _key = heading_key(_heading)
        if _field not in {name for name, _ in _KNOWN.get(_key, ())}:
            _KNOWN[_key] = (*_KNOWN.get(_key, ()), (_field, _rank))


def _candidates(text: str, added: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """The fields that a heading may mean, each with how plainly: 1 is the form's own word."""
    if len(text) > LONGEST_HEADING:
        return ()
    key = heading_key(text)
    return ((added[key], 0),) if key in added else _KNOWN.get(key, ())


def column_fields(
    header: Sequence[str], headings: Mapping[str, Sequence[str]] | None = None
) -> dict[int, str]:
    """The field that each known column of a header holds, by place; unknown columns are absent.

    A field stands once, under the plainest of its headings ("Recommendation" before "Finding"). A
    heading that could mean two fields ("Lead agency", "Completion date") takes the one that no
    other heading has taken. Raises ValueError for a field we do not have.
    """
    added = _added(headings or {})
    offers = {place: _candidates(text, added) for place, text in enumerate(header)}
    fields: dict[int, str] = {}
    plain = {at: (len(found), found[0][1], at) for at, found in offers.items() if found}
    for place in sorted(plain, key=plain.__getitem__):
        free = [name for name, _ in offers[place] if name not in fields.values()]
        if free:
            fields[place] = "lead" if "lead" in free else free[0]
    return fields


def _added(headings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    unknown = sorted(set(headings) - set(SYNONYMS))
    if unknown:
        raise ValueError(
            f"[headings] names {', '.join(unknown)}; the columns of a plan are "
            f"{', '.join(SYNONYMS)}."
        )
    return {heading_key(text): name for name, texts in headings.items() for text in texts}


def is_header(cells: Sequence[str], headings: Mapping[str, Sequence[str]] | None = None) -> bool:
    """True of a row that heads a plan's table: what is to be done, and by whom or when."""
    if any(text.isdigit() or len(text) > LONGEST_BESIDE for text in cells):
        return False
    found = set(column_fields(cells, headings).values())
    return bool(found & _DESCRIBES) and (bool(found & _ANSWERS) or found >= _DESCRIBES)
