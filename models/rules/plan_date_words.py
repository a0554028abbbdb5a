"""The words that turn a date text one way or the other: what a plan's writers say beside days."""

from __future__ import annotations

import re

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
_THEN = r"(?! (?:after|following|upon|on|once|when|prior|before)\b)"
NOW = re.compile(
    rf"\b(?:(?:immediate(?:ly)?|asap|as soon as (?:possible|practicable)|forthwith|straight ?away"
    rf"|at once|urgent(?:ly)?|right away)\b{_THEN}|a\.s\.a\.p\b)"
)
# Before a day beside "immediately": that day is the last on which it may be, or the first.
LIMITS = re.compile(r"\b(?:by|before|than|latest|until|till|to|from|effect|after|end)\b")
DONE = re.compile(rf"\b{_DONE}\b")
TO_BE_DONE = re.compile(
    rf"\b(?:to be |must be |will be |should be )?(?:{_DONE}|completion)(?: date)?"
    r" (?=by\b|before\b|on or before\b|no later\b)"
    rf"|\b(?:to|will|must|should) be {_DONE}\b|\bcompletion\b(?: date)?(?: is)?"
)
_WAITS = (
    r"(?:once|when|after|following|upon|until|as soon as|subject to|pending|awaiting|if|unless"
    r"|dependent|depend(?:s|ing)|before|prior to)"
)
WAITS_FOR_DONE = re.compile(rf"\b{_WAITS}\b.*\b{_DONE}\b")
_EVERY = r"(?:bi-?|half-? ?)?(?:annual|month|week|quarter|year|term|fortnight)l?y"
AGAIN = re.compile(
    rf"\b(?:on-? ?going|continu\w+|rolling|recurring|regular(?:ly)?|{_EVERY}|every|each|daily"
    r"|annual|per (?:annum|year|quarter|month)|twice a (?:year|month)|business as usual|bau"
    r"|standing item|as (?:and when )?required)\b"
)
THEN_AGAIN = re.compile(r"[\s,;:(&+-]*(?:(?:and|then|thereafter|with|followed by|reviewed)\b)")
EVENT = re.compile(
    rf"\b(?:on|at the|as and when|next|{_WAITS})\b|\bin line with\b|\blinked to\b|\bpost[- ]"
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
OTHER_YEAR = re.compile(r"\b(?:academic|school|municipal|council) year\b")
HOLIDAYS = re.compile(r"\b(?:holidays?|vacation)\b")
YEAR_END = re.compile(
    r"\byear[ -]end\b|\bend of (?:the |this )?(?:financial |fiscal |calendar )?year\b"
)
MONTH_END = re.compile(r"\b(?:end of|this|next|with ?in|by) (?:(?:the|this|next|coming) )*month\b")

# What stands beside a day.
DOUBTS = re.compile(
    r"\?|\b(?:tbc|tba|provisional(?:ly)?|approx(?:imately)?|circa|estimated?|possibly|subject to"
    r"|pending|dependent|depend(?:s|ing)|unless|if|hopefully|earliest|at least)\b"
)
PART_OF_IT = re.compile(
    r"\b(?:first|second|third|last|final|1st|2nd|3rd) (?:week|half|part|fortnight)\b|\bhalf of\b"
    r"|\bweeks?\b|\bfortnight\b|\b\d+ (?:working )?days\b|\bmonths? (?:before|after|prior)\b"
)
CONDITION = re.compile(r"\b(?:once|when|after|following|upon|as soon as|awaiting)\b")
WEEK_FROM = r"w/?[cb]|w/?k (?:commencing|beginning)|week (?:commencing|beginning)"
STARTS = re.compile(
    rf"\b(?:start(?:s|ing|ed)?|commenc\w+|begin\w*|not before|(?:no|not) earlier|{WEEK_FROM}"
    r"|roll(?:ed)? out)\b"
    r"|\b(?:from|since|after|following|post)(?: the)?(?: end of)?[ -]?$"
)
ONWARDS = re.compile(
    r"[\s,)-]*(?:onwards?|start(?:s|ing)?\b|commenc\w+|begins?\b|to commence|to start|and beyond"
    r"|\+)"
)
UNENDED = re.compile(r"(?:-|\bto|until)\s*\?*$")
BEFORE = re.compile(r"\b(?:before|prior to|in advance of|ahead of|pre)(?: the)?[ -]?$")
ON_OR_BEFORE = re.compile(r"\b(?:on or before|no later than|not later than|by)(?: the)? ?$")
BY = re.compile(r"\bby(?: the)? ?$")
BETWEEN = re.compile(
    rf" ?(?:-|to|until|till|til|through|up to|and) ?(?:the )?(?:end of )?(?:the )?(?:{_DAY_NAME} )?"
)
REVISED = re.compile(
    r"\b(?:revised?|extended|now|changed|moved|amended|slipped|new date|updated)\b"
)
FIRST_DAY = re.compile(
    rf"(?<![\d/.-])(\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|to|until) ?(?:{_DAY_NAME} )?(?:the )?$"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)? ?"
OTHER_DAY = re.compile(rf"(?<![\d/.-]){_DAY}(?:/|&|,|\band\b|\bor\b) ?(?:{_DAY})?$")
WEEKDAY = re.compile(rf"\b({_DAY_NAME})\b")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEK_ENDING = re.compile(r"\b(?:week[ -]end(?:ing)?|w/e)\b")
FILLER = re.compile(
    rf"\b(?:by|the|of|end|due|date|target|ready|for|no|not|later|than|on|or|before|in|to|be|and"
    rf"|from|during|between|{_DAY_NAME}|close|at|latest|with|effect|up|until|till|prior|midnight|noon"
    rf"|deadline|complete[d]?|done|action|timescale|financial|year|ending)\b|[^\w]"
)
