"""The words in which plans say the state of an action, as patterns of lower-case text."""

from __future__ import annotations

import re

STOPPED = (
    r"not (?:proceed\w*|accepted|agreed|(?:being )?(?:taken forward|pursued|progressed)"
    r"|to be implemented)|(?:closed|decided|agreed)(?: as)?\W+not implemented|no longer"
    r"|closed(?: as|,? but)?\W+not (?:achieved|delivered|met|completed?|done|fulfilled)"
    r"|will not be|withdrawn|rejected|declined|cancelled|superseded|replaced by"
    r"|merged (?:with|into)|discontinued|abandoned|removed"
)
_ENDED = r"(?:complete[d]?|closed|done|achieved|implemented|finished|embedded|delivered|actioned)"
_DAY = (
    r"(?:the )?(?:(?:end|start|close|middle|beginning|last day) of |early |mid[ -]?|late |end )?"
    r"(?:the )?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|autumn|winter|spring"
    r"|summer|easter|christmas|q[1-4]\b|next\b|then\b|term\b|year|month|week|quarter|financial"
    r"|school|half|(?:one|two|three|four|five|six|nine|twelve)\b)\w*"
)
# "Complete by 30 August" and "for the autumn term" say when it shall be done.
BY_A_DAY = (
    rf"(?:{_ENDED}|signed off)\W+(?:by|before|within|until|for|from|no later than|prior to"
    rf"|in time for)\W+{_DAY}"
)
UNSTARTED = (
    r"not (?:yet )?(?:started|begun|commenced|due|implemented)|to (?:be )?(?:start|begin|commence)"
    rf"(?:ed)?|(?:to|will|should|must|can) be (?:fully )?{_ENDED}|to complete|outstanding|overdue"
    rf"|no progress|{BY_A_DAY}|{_ENDED}\W+(?:no?|yes\W+no|y\W+n)(?=\W*$)"
)
UNDONE = (
    rf"incomplete|not (?:yet )?(?:fully )?(?:{_ENDED}|completely|met)"
    r"|part(?:ly|ially)?|nearly|almost|delayed|slipp\w+|off track|at risk|re-?opened|in error"
)
SHALL_BE = re.compile(rf"\b(?:to|will|should|must|can) be (?:fully )?{_ENDED}\b")
# A box before a state, and one that is ticked: only the ticked ones are said.
_TICK = "[\u2611-\u2612\u2713-\u2714\u2717-\u2718\u25a0\u25cf\u25c9]"
BOX = re.compile(rf"[\u2610\u25a1\u25cb\u25fb]|{_TICK}|[\[(]\s*x?\s*[\])]")
TICKED = re.compile(rf"x|{_TICK}")
DONE = (
    r"complete[d]?|closed|done|achieved|implemented|finished|embedded|signed off|discharged"
    r"|actioned|delivered|fulfilled|resolved"
)
MOVING = (
    r"in progress|in-progress|on-?going|on track|started|under ?way|commenced|progressing"
    r"|continuing|in hand"
)
# Only plain words for done open a cell: "Delivered training" is no state.
PLAIN = r"complete[d]?|closed|done|finished|achieved|implemented"
PLAINLY_DONE = rf"(?:fully |now )?(?:{PLAIN})"
# Said of what may never be done, or of a part of it.
UNSURE = (
    r"cannot|can't|unable|never|(?:may|might|could|would) be|(?:un)?likely|hope\w*|unless|once|when"
    r"|subject to|pending"
)
OF_A_PART = r"(?:\d+|one|two|three|four) of|\d+ out of|(?!100)\d{1,2} ?(?:%|per ?cent)"
