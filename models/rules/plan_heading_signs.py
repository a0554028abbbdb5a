"""The headings that may mean one column or another, and the signs by which others are told."""

from __future__ import annotations

from collections.abc import Mapping

# A heading that may mean one or another: it takes the first that no other column of the row has.
# Where it stands among the synonyms too, it means the first as plainly as it says there.
EITHER: Mapping[str, tuple[str, ...]] = {
    "Lead agency": ("lead", "agency"),
    "Lead organisation": ("lead", "agency"),
    "Lead org": ("lead", "agency"),
    "Lead service": ("lead", "agency"),
    "Lead partner": ("lead", "agency"),
    "Responsible agency": ("lead", "agency"),
    "Responsible organisation": ("lead", "agency"),
    "Accountable agency": ("lead", "agency"),
    "Agency responsible": ("lead", "agency"),
    "Organisation responsible": ("lead", "agency"),
    "Owning agency": ("lead", "agency"),
    "Completion date": ("date", "completed"),
    "Completion": ("date", "completed"),
    "Milestone date": ("date", "milestones"),
    "Complete": ("completed", "status"),
    "Completed": ("completed", "status"),
    "Closed": ("completed", "status"),
    "Done": ("completed", "status"),
    "Rec": ("recommendation", "number"),
    "What": ("key_actions", "recommendation"),
    "Next step": ("key_actions", "progress"),
    "Change required": ("recommendation", "key_actions"),
    "Required change": ("recommendation", "key_actions"),
    "Improvement required": ("recommendation", "key_actions"),
    "Improvement needed": ("recommendation", "key_actions"),
    "Proposed change": ("key_actions", "outcomes"),
    "Description": ("key_actions", "recommendation"),
    "What needs to change": ("recommendation", "key_actions"),
    "What must change": ("recommendation", "key_actions"),
    "What will change": ("key_actions", "outcomes"),
    "Change needed": ("recommendation", "key_actions"),
    "Management response": ("key_actions", "progress"),
    "Agency response": ("key_actions", "progress"),
    "Response": ("key_actions", "progress"),
    "How": ("key_actions", "evidence"),
    "Success criteria": ("outcomes", "evidence"),
    "Success criterion": ("outcomes", "evidence"),
    "Success measure": ("outcomes", "evidence"),
    "Measure of success": ("outcomes", "evidence"),
    "Measure": ("evidence", "outcomes"),
    "How will we know it has worked": ("evidence", "outcomes"),
    "How will success be measured": ("evidence", "outcomes"),
    "How will we know it has made a difference": ("evidence", "outcomes"),
    "How will we know we have made a difference": ("evidence", "outcomes"),
    "How will we know if it has made a difference": ("evidence", "outcomes"),
}

# What an audit measures by, or a plan aims at: the recommendation only where no heading names one.
STAND_INS = (
    "Standard", "Audit standard", "Standard / criterion", "Criterion", "Criteria",
    "Audit criterion", "Audit criteria", "Requirement", "Objective", "Aim", "Priority area",
    "Key priority", "Strategic priority",
)  # fmt: skip

# When an action starts is no date on which it is due: "Start" beside "End", "Timescale from".
_START = r"(?:(?:start|begin)\w*|commenc\w+)"
_WHEN = r"(?:timescale|time ?frame|timing|period|date|target)"
_MEANT_FOR = (
    r"(?:target|expect|anticipat|propos|forecast|origin|initial|agreed|plan)\w*(?: \w+)* "
    r"(?:date|deadline|timescale|month|complet\w*|finish\w*|implement\w*)"
)
# What is said to be done about is the noun of its heading: "Recommendation from the agency's
# report" and "Agency recommendation" are no agency.
_NOUN = r"(?:recommendation|finding|lesson|learning)"
_OF_NO_PART = r"(?!(?:action|response|against|by|for|from|of|on|or|per|to|about|address)\b)"
_SAID_BY_WHOM = rf"^{_NOUN} (?:from|of|by|in|made|for)\b|^(?:{_OF_NO_PART}\w+ ){{1,3}}{_NOUN}$"

_PROVE = r"convince|demonstrate|reassure"
_WHO_REVIEWED = (
    r"(?:reviews?|reports?|panel|author|coroner|inquiry|(?:inspect|audit|investigat|review)\w*)"
)

# Where no wording fits: the first of these that a heading holds. () is none of our columns.
SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"scope|theme|category|risk|cost|budget|resource|critical friend|barrier|reason", ()),
    (r"rationale|background|context|why|^complian\w*(?: rate| score| level)?$|^score$", ()),
    (r"(?:approved|signed off|checked|reviewed) by|contact|telephone|e ?mail|link|frequency", ()),
    (r"(?:assurance|monitoring|oversight|reporting|scrutiny) (?:committee|group|forum|board)", ()),
    (r"single .*multi|number of (?:times|extension|revision)\w*|times (?:extend|revis)\w*", ()),
    (r"(?:date|day|when) (?:of )?(?:last |next )?(?:add|rais|open|agre|report|updat)\w*", ()),
    (r"(?:date|day|when) (?:of )?(?:last |next )?(?:review|meeting|start|identif|assign)\w*", ()),
    (r"(?:target|complet\w*|deadline|timescale) .*\breview|review (?:and )?(?:target|complet\w*)",
     ("date",)),
    (r"(?:date|day|when|timescale|due) .*\breview\w*|\breview\w* due|(?:to be|last|next) review\w*",
     ()),
    (rf"{_START} (?:date|by|on)|(?:review|meeting|last|next) (?:date|by|on|updat\w*)", ()),
    (rf"^(?:{_START}|from)$|{_WHEN} (?:to |of )?(?:{_START}|from)$", ()),
    (r"^(?:by )?when (?:will|is|are|must|should|do|does|can)", ("date",)),
    (r"b?ragb?|traffic light|colou?r", ("rag",)),
    (r"(?:revis|extend|extension|amend|reschedul|renegotiat|slip)\w*|moved to", ("revised",)),
    (r"(?:new|now|current|updated|latest) (?:\w+ )?(?:date|deadline|timescale|due|target)",
     ("revised",)),
    (_MEANT_FOR, ("date",)),
    (r"target for deliver\w*", ("date",)),
    (r"(?:date|when|day) (?!for|by|to)(?:\w+ )?(?:complet|clos|achiev|implement|sign|finish)\w*",
     ("completed", "date")),
    (r"actual\w*|(?:complet|clos|achiev|deliver|implement|finish)\w* (?:on|date)|done on",
     ("completed", "date")),
    (r"^progress", ("progress",)),
    (r"(?:action|step|work)\w* (?:already |been )?(?:taken|done|completed|to date|so far)",
     ("progress",)),
    (r"(?:further|remaining|outstanding|additional) (?:action|work|step)\w*", ("key_actions",)),
    (r"mileston\w*|checkpoint|interim", ("milestones",)),
    (r"evidenc\w*|assur\w*|proof|prove|show|how .*\bsure", ("evidence",)),
    (r"how .*\b(?:know|measur|monitor|check|test)\w*", ("evidence",)),
    (r"how .*\b(?:deliver|achiev|do|done|implement|happen)\w*", ("key_actions", "evidence")),
    (rf"what (?:will|would|shall|can|could) .*\b(?:tell|say|{_PROVE})", ("evidence",)),
    (r"what .*\b(?:say|said|says|tells?|told)", ("recommendation",)),
    (rf"what (?:the )?{_WHO_REVIEWED}(?! (?:will|shall|must|should|has|is))", ("recommendation",)),
    (r"^(?:(?:so|then|now|therefore) )?we (?:will|shall|agreed to|are going to)", ("key_actions",)),
    (r"^(?:so |therefore )?we (?:want|wish|need|aim|hope)", ("recommendation", "outcomes")),
    (r"what (?:has|have|had|was|were|is|we) .*\bagree\w*", ("key_actions",)),
    (r"(?:intend|expect|desir|hop)\w+ (?:for|result|effect|change)|results?", ("outcomes",)),
    (r"(?:want|need)\w* .*\b(?:change|different)\w*",
     ("recommendation", "key_actions", "outcomes")),
    (r"what (?:will|would|should|is) .*\bdifferent\b", ("outcomes",)),
    (r"outcome|impact|difference|benefit|success\w*|look like|better", ("outcomes", "evidence")),
    (r"status|state of", ("status", "progress")),
    (r"progress\w*|update|position|comment\w*|so far|to date|how far|news|latest", ("progress",)),
    (r"where .*\bwe\b|(?:have|has) (?:been done|happened)", ("progress",)),
    (r"what (?:has|will|must|need|should)\w* .*happen", ("key_actions",)),
    (r"(?:rec\w*|item|issue|finding|ref\w*) (?:no|number|ref\w*|id|#)|reference", ("number",)),
    (r"action (?:no|number|ref\w*|id|#)", ("action_no",)),
    (r"(?:ref|no|number|id|#)$", ("number",)),
    (r"timescale|time ?frame|deadline|by when|due|date (?:for|by)", ("date",)),
    (r"(?:in (?:place|force|use)|live|ready) (?:by|from|for)", ("date", "completed")),
    (r"to be (?:finish|end|complet|deliver|implement|achiev|done)\w*", ("date",)),
    (r"(?:finish|end|complet|deliver|implement|achiev|done|plan\w*)\w* (?:by|for)",
     ("date", "completed")),
    (r"target(?: (?:date|complet|deadline|month|quarter).*)?$", ("date",)),
    (_SAID_BY_WHOM, ("recommendation",)),
    (r"lead (?:agenc|organisation|service|partner)\w*", ("lead", "agency")),
    (r"(?:agenc|organisation)\w* .*responsib\w*", ("lead", "agency")),
    (r"lead\w*|own(?:s|er\w*)|responsib\w*|accountab\w*|whom?|post|officer", ("lead",)),
    (r"^(?:action|response)", ("key_actions", "progress")),
    (r"agenc\w*|organisation\w*|partner\w*", ("agency",)),
    (r"priorit\w*", ("priority",)),
    (r"(?:agreed|planned|will|to) (?:\w+ )?(?:do|take|change)\b", ("key_actions",)),
    (r"observation|non ?complian\w*|shortfall|deficienc\w*", ("recommendation",)),
    (r"recommend\w*|proposal|finding|found|learn\w*|lesson|issue|weakness\w*|shortcoming|concern|gap",
     ("recommendation",)),
    (r"respon[sd]\w*|action\w*|task|step|what .*\bdo(?:ing|ne)?\b", ("key_actions", "progress")),
    (r"date|when", ("date",)),
)  # fmt: skip
