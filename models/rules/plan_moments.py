"""How a plan writes the days of the calendar: one pattern, and one group of it for each kind.

`models.rules.plan_spans` finds them in a line; `models.rules.plan_span_kinds` says their days.
"""

from __future__ import annotations

import re
from calendar import month_name

MONTHS = {month_name[n][:3].lower(): n for n in range(1, 13)}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_YEAR = r"(?:(?:19|20|21)\d\d|'\d\d)"
# 2010, 2010/11, 2010-2011, and 10/11 where a word says that years are meant.
_YEARS = rf"(?:{_YEAR}(?:\s?[/-]\s?\d{{2,4}})?|\d\d\s?[/-]\s?\d\d)(?![\w/])"
_PART = r"(?:early|mid(?:dle)?|late|end|start|beginning)"
_ORDINAL = r"(?:\s*(?:st|nd|rd|th)(?![a-z]))?"
COUNT = {
    word: number
    for words in ("first second third fourth", "one two three four")
    for number, word in enumerate(words.split(), 1)
}
QUARTER = (
    r"(?:(?:q\.?|qtr\.?|quarter)\s?[1-4]|quarter\s+(?:one|two|three|four)"
    r"|(?:first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:quarter|qtr))\b"
)
TERMS = ("autumn", "spring", "summer")
_TERM = "|".join(TERMS)
FEASTS = r"christmas|xmas|easter|new\s+year"
_FINANCIAL = r"(?:the\s+)?(?:financial|fiscal)\s+year(?:\s+end(?:ing)?)?\s+|fy\s?|year[\s-]end\s+"
MOMENT = re.compile(
    rf"""(?<!\w)(?:(?<!/)|(?<=[a-z1-4]/)(?=[a-z])|(?<=\d/)(?=\d{{4}}-\d))(?:
    (?P<iso>(?!0000)\d{{4}}([./-])\d{{1,2}}\2\d{{1,2}})
        (?:[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?![\w-])
  | (?P<day_month>\d{{1,2}}(?P<stop>[./])\d{{1,2}})\.?
        (?=\s?(?:-|to|until|and|&)\s?\d{{1,2}}(?P=stop)\d{{1,2}}(?P=stop)\d)
  | (?P<numeric>\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:\d{{4}}|\d{{2}})
        |\d{{1,2}}\s\d{{1,2}}\s(?:19|20|21)\d\d)(?![\w/])
  | (?P<month_first>{_MONTH}\s+(?:the\s+)?\d{{1,2}}(?:(?:st|nd|rd|th)\b,?\s*(?:{_YEAR})?
        |,?\s+{_YEAR}))(?!\w)
  | (?:(?:(?:early|mid)\s?/\s?)?(?P<part>{_PART})[\s-]+(?:of\s+|in\s+)?(?:the\s+)?)?
    (?:(?P<quarter>{QUARTER})
        (?:[\s,(/-]*(?:of\s+)?(?:the\s+)?(?:fy\s?)?(?P<quarter_year>{_YEARS}))?
      |(?P<year_quarter>(?:fy\s?)?{_YEARS}[\s,:(-]+{QUARTER})
      |(?P<term>{_TERM})(?P<half>\s+half)?[\s-]+term\b
        (?:[\s,(]*(?:in\s+|of\s+)?(?P<term_year>{_YEAR}|\d\d(?!\d|(?:st|nd|rd|th)?\s?(?:of\s)?{_MONTH}
          |\s?[.:]|\s?(?:st|nd|rd|th|am|pm|days?|weeks?)\b|[/-]\d{{1,2}}[/-]))
          (?:[/-](?P<term_end>\d{{2,4}}))?)?
      |(?P<season>{_TERM}|winter)\b(?:[\s,]*(?:of\s+)?(?P<season_year>{_YEAR}))?
      |(?P<feast>{FEASTS})\b(?:[\s,]*(?P<feast_year>{_YEAR}))?
      |(?:(?<!\d[.])(?P<day>\d{{1,2}}){_ORDINAL}[\s./-]*(?:day\s+)?(?:of\s+)?)?(?P<month>{_MONTH})
        (?:(?:[\s,./-]*(?:of\s+|\()?(?P<year>{_YEAR})
            |(?:[\s,.]{{0,2}}|[/-])(?P<short>\d\d)(?!\d|(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}
              |\s*(?:st|nd|rd|th)\b))(?!\w))?
      |(?P<number_month>(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d)(?![\w/.-]\d)(?![\w/])
      |(?P<whole_year>(?P<said_year>{_FINANCIAL}|(?:the\s+)?(?:calendar\s+)?year\s+)?
        (?:(?(said_year){_YEARS}|{_YEAR}(?:\s?[/-]\s?(?:\d{{4}}|\d{{2}}))?)))(?![\w/])
    ))""",
    re.VERBOSE,
)
