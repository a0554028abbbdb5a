"""The words that turn a date text one way or the other: what a plan's writers say beside days."""

from __future__ import annotations

import re

from models.rules.plan_state_words import STOPPED as STOPPED_WORDS

_DONE = (
    r"(?:completed?|done|achieved|closed|implemented|finished|in place|actioned|delivered"
    r"|discharged)"
)
_DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"

# A whole cell that gives nothing, or leaves the date for later.
NONE = re.compile(r"(?:n\.?/?a\.?|none|not applicable|nil|no date|[-.?*/_~]*)")
LATER = re.compile(
    r"\b(?:tbc|tba|tbd|t\.b\.c\.?|t\.b\.a\.?|unknown|to follow|undated"
    r"|no (?:set |fixed |agreed )?(?:date|time ?-?scale|deadline|time ?-?frame)"
    r"|not (?:yet )?(?:known|set|agreed|confirmed|specified|decided)"
    r"|to be (?:agreed|confirmed|determined|decided|advised|set|arranged|finalised))\b"
)

# At once, done, again and again, or when something happens.
_THE_PLAN = r"(?:of )?(?:(?:the|this) )?(?:action )?plan"
_ACCEPTED = r"(?:agreement|approval|sign(?:ing)?[ -]?off|adoption|acceptance)"
OF_THE_PLAN = (
    rf"(?:the )?(?:date of )?(?:(?:agreement|approval)(?: date)?|{_ACCEPTED} {_THE_PLAN})\W*$"
    r"|(?:the )?(?:agreed date|date agreed)\W*$"
    r"|(?:the )?(?:date )?(?:of )?(?:this |the )?(?:action )?plan (?:being |is |was )?"
    rf"(?:agreed|approved|adopted|signed off|{_ACCEPTED})\W*$"
)
_THEN = rf"(?! (?:after|following|upon|on|once|when|prior|before) (?!{OF_THE_PLAN}))"
NOW = re.compile(
    r"\b(?:(?:immediate(?:ly)?|asap|as soon as (?:is |it is )?(?:reasonably )?(?:possible"
    rf"|practica(?:ble|l))|forthwith|straight ?away|at once|urgent(?:ly)?|right away)\b{_THEN}"
    r"|a\.s\.a\.p\b)|^now\W*$"
)
# Before a day beside "immediately": that day is the last on which it may be, or the first.
LIMITS = re.compile(r"\b(?:by|before|than|latest|until|till|to|from|effect|after|end)\b")
DONE = re.compile(rf"\b{_DONE}\b|[\u2713\u2714\u2611]")
STOPPED = re.compile(rf"^\W*(?:{STOPPED_WORDS})\b")
SHALL_BE_COMPLETE = re.compile(r"complete (?:(?:in|on|end|end of) )?(?:the )?$")
TO_BE_DONE = re.compile(
    rf"\b(?:not (?:yet )?|part(?:ly|ially)? |nearly |almost |in){_DONE}\b"
    rf"|\b(?:to be |must be |will be |should be )?(?:{_DONE}|completion)(?: date)?"
    r" (?=by\b|for\b|before\b|on or before\b|no later\b)"
    rf"|\b(?:to|will|must|should) be {_DONE}\b|\bcompletion\b(?: date)?(?: is)?"
)
_WAITS = (
    r"(?:once|when|after|following|upon|until|as soon as|subject to|pending|awaiting|if|unless"
    r"|dependent|depend(?:s|ing)|before|prior to)"
)
WAITS_FOR_DONE = re.compile(rf"\b{_WAITS}\b.*\b{_DONE}\b")
_EVERY = r"(?:bi-?|half-? ?)?(?:annual|month|week|quarter|year|term|fortnight)l?y"
AGAIN = re.compile(
    rf"\b(?:on-? ?going|o/g|continu\w+|rolling|recurring|regular(?:ly)?|{_EVERY}|every|each|daily"
    r"|(?:bi-?)?annual|q[tr]{1,2}ly|per (?:annum|year|quarter|month)|p\.a\b|twice a (?:year|month)"
    r"|business[ -]as[ -]usual|bau"
    r"|standing item|as (?:and when )?required)\b"
)
THEN_AGAIN = re.compile(r"[\s,;:(&+-]*(?:(?:and|then|thereafter|with|followed by|reviewed)\b)")
EVENT = re.compile(
    rf"\b(?:on|at (?:the|publication|completion|conclusion)|as and when|next|{_WAITS})\b"
    r"|\bin line with\b|\blinked to\b|\bpost[- ]"
)
# An event that has its name from a season or a term: "once the winter funding is agreed".
WAITS_FOR_NAMED = re.compile(
    r"(?:once|when|after|following|upon|on (?:completion|receipt)|as soon as|subject to|pending"
    r"|awaiting|if|unless|depend\w*)\b"
)
VAGUE = re.compile(r"\b(?:short|medium|long|longer)[ -]?term\b|\b(?:high|low|medium) priority\b")

# A day without its year, and ends that nobody but the board knows.
NO_YEAR = re.compile(r"^(?:by |before )?\d{1,2}[/.]\d{1,2}\.?$")
HALF_TERM = re.compile(r"\bhalf[ -]?terms?\b")
OTHER_TERM = re.compile(r"\b(?:(?:michaelmas|lent|trinity|hilary|easter) term|term [1-6])\b")
OTHER_YEAR = re.compile(r"\b(?:academic|school|municipal|council) year\b|\bay ?(?=\d)")
HOLIDAYS = re.compile(r"\b(?:holidays?|vacation)\b")
YEAR_END = re.compile(
    r"\byear[ -]end\b|\bend of (?:the |this )?(?:financial |fiscal |calendar )?year\b"
)
MONTH_END = re.compile(r"\b(?:end of|this|next|with ?in|by) (?:(?:the|this|next|coming) )*month\b")

# What stands beside a day.
DOUBTS = re.compile(
    r"[?~]|__|\bxx\b|\b(?:tbc|tba|provisional(?:ly)?|approx(?:imately)?|around|about|c(?:irca)?|est(?:imated?)?"
    r"|some ?time|was|originally|previously|formerly|initially|possibly|subject to"
    r"|pending|dependent|depend(?:s|ing)|unless|if|hopefully"
    r"|at least)\b"
)
OF_A_REVIEW = re.compile(
    r"\W*(?:to be |next |date of )?review(?:ed)?(?: date)?(?: due| in| on| by| for)?\W*"
)
PART_OF_IT = re.compile(
    r"\b(?:first|second|third|last|final|1st|2nd|3rd) (?:week|half|part|fortnight|working day|of)\b"
    rf"|\b(?:first|second|third|last|1st|2nd|3rd) {_DAY_NAME}\b|\bhalf of\b"
    r"|\b(?:drafts?|updates?|interim)\b"
    r"|\bweeks?\b|\bfortnight\b|\b\d+ (?:working )?days\b|\bmonths? (?:before|after|prior)\b"
)
CONDITION = re.compile(
    r"\b(?:once|when|after|following|upon|as soon as|awaiting)\b"
    r"|\bpost[ -](?:board|inquest|inspection|meeting|panel|publication|review|sab|trial)\b"
)
# A day in brackets behind what a period counts from: "6/12 from publication (4 November)".
OF_A_START = re.compile(r"\b(?:from|since)\b[^()]*[(-]\s*$")
WEEK_FROM = r"w[./]?[cb]|w/?k (?:commencing|beginning)|week (?:commencing|beginning)"
STARTS = re.compile(
    rf"\b(?:start(?:s|ing|ed)?|commenc\w+|begin\w*|not before|(?:no|not) earlier|{WEEK_FROM}"
    r"|w\.?e\.?f|effective|earliest"
    r"|roll(?:ed)? out)\b"
    r"|\b(?:from|since|after|following|post)(?: the)?(?: end of)?[ -]?$"
)
ONWARDS = re.compile(
    r"[\s,)-]*(?:on(?:wards?|$)|start(?:s|ing)?\b|commenc\w+|begins?\b|to commence|to start"
    r"|and beyond|(?:at )?(?:the )?earliest\b|\+)"
)
UNENDED = re.compile(r"(?:-|\bto|until)\s*\?*$")
BEFORE = re.compile(r"\b(?:before|prior to|in advance of|ahead of|pre)(?: the)?[ -]?$")
ON_OR_BEFORE = re.compile(r"\b(?:on or before|no later than|not later than|by)(?: the)? ?$")
BY = re.compile(r"\bby(?: the)? ?$")
BETWEEN = re.compile(
    rf" ?(?:-|to|until|till|til|through|up to|and) ?(?:the )?(?:end of )?(?:the )?(?:{_DAY_NAME})?"
)
REVISED = re.compile(
    r"\b(?:rev(?:ised?)?|extended|now|changed|moved|amended|slipped|new date|updated|put back"
    r"|was|original(?:ly)?|previously|formerly|initially)\b"
)
FIRST_DAY = re.compile(
    rf"(?<![\d/.-])(\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|to|until) ?(?:{_DAY_NAME} )?(?:the )?$"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)? ?"
OTHER_DAY = re.compile(rf"(?<![\d/.-]){_DAY}(?:/|&|,|\band\b|\bor\b) ?(?:{_DAY})?$")
WEEKDAY = re.compile(rf"\b({_DAY_NAME})\b")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# What before a day leaves it that day: "Friday 4 July", "(on the 4th of July)".
NO_LIMIT = re.compile(rf"(?:\b(?:{_DAY_NAME}|on|the)\b|\W)*")
WEEK_ENDING = re.compile(r"\b(?:week[ -]end(?:ing)?|w/e)\b")
FILLER = re.compile(
    rf"\b(?:by|the|of|end|due|date|target|ready|for|no|not|later|than|on|or|before|in|to|be|and"
    rf"|from|during|between|{_DAY_NAME}|close|at|latest|with|effect|up|until|till?|through|prior|midnight|noon"
    rf"|deadline|complete[d]?|done|action|timescale|financial|year|ending)\b|[^\w]"
)
