"""An action explained, in sentences that can be read aloud: what it is, what was told, what comes.

What the sentences name is explained at their end, for who has never seen the procedure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from deployments.explained_head import head, said_lines
from deployments.printing import printable
from models.rules.date_words import day_words
from models.rules.ladder import Verdict
from models.rules.packs_words import listed, sentence
from models.rules.words import Step
from tasks.explained import HeldBack, Next, Told, Why

NOTES = (
    "A, M, R20 and so on are steps of the procedure; E1 to E5 are the stages at which others are",
    "told of a late action. docs/procedure.md explains the steps in section 4, and every clause",
    "named here. The secretary's daily list (step S) is not shown here. `matters policy --show`",
    "prints the numbers of the policy; version 0 is the default, with which a board begins. No",
    "weekend, bank holiday or day on which the board is closed is a working day (clause 1.1).",
)

AS_WELL = (
    "{} is told at this stage already, because the one whom it tells first leads the action, or was"
    " told first at an earlier stage. Clause 5.7a."
)

ONLY_LATER = (
    "  Only what comes later all the same: it stands under what comes next, with why it waits."
)


def why_lines(found: Why) -> list[str]:
    """The explanation in words: what it is, how it stands, what was told, what comes next."""
    lines = [
        *head(found),
        "",
        "Answered and decided",
        *(list(said_lines(found.said)) or ["  Nothing yet."]),
        "",
        "Told",
        *(_told(found) or ["  Nothing yet."]),
        "",
        "Held back or passed over",
        *(_held_back(found) or [_nothing(found)]),
        *_without_a_date(found),
        "",
        *_awaited(found.awaited),
        "What comes next" if found.is_closed else "What comes next, if nobody answers or decides",
        *(list(_next(found)) or ["  Nothing."]),
        "",
        *NOTES,
    ]
    return [printable(line) for line in lines]


def _awaited(awaited: Iterable[str]) -> list[str]:
    """What people are waited for, under a heading of its own; nothing where nobody is."""
    lines = [f"  {one}" for one in awaited]
    return ["Awaited", *lines, ""] if lines else []


def _told(found: Why) -> list[str]:
    """Each step that was told on a day, once, with all the posts it went to."""
    alike: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for each in found.told:
        alike[each.on, each.step, each.state, each.reason, each.clause, each.policy].append(each)
    lines: list[str] = []
    for same in alike.values():
        one = same[0]
        state = "" if one.state == "told" else f" ({one.state})"
        lines.append(f"  {one.on}  {one.step}  {one.name}{state}")
        to = [_to(t) for t in same if not t.copy]
        lines += _whom(to, [_to(t) for t in same if t.copy])
        lines += _as_well(t.to for t in same if t.as_well)
        rule = f" Clause {one.clause}, policy version {one.policy}."
        lines.append(f"      {_sentence(one.reason)}{_letter(one.step, found)}{rule}")
    return lines


def _to(one: Told) -> str:
    return _named(one.to, one.instead_of, own=one.own_right)


def _named(post: str, vacant: str, *, own: bool) -> str:
    """ "Deputy matron (for Matron)", where a post stands in for one that nobody holds."""
    return f"{post} ({'also ' if own else ''}for {vacant})" if vacant else post


def _held_back(found: Why) -> list[str]:
    """What was not told or will not be; what only comes later stands with what comes."""
    comes = _comes_held(found)
    alike: dict[tuple[str, ...], list[HeldBack]] = defaultdict(list)
    for one in found.held_back:
        if one.verdict is Verdict.PASSED_OVER or one.step not in comes:
            alike[_what(one), _became(one, found), one.reason, one.clause].append(one)
    lines = []
    for (what, became, reason, clause), same in alike.items():
        days = [day_words(one.planned_on) for one in same if one.planned_on]
        planned = f", planned for {listed(days)}" if days else ""
        lines.append(f"  {what}{planned}. {became}.")
        lines.append(f"      {_sentence(reason)} Clause {clause}.")
    return lines


def _comes_held(found: Why) -> set[Step]:
    """The steps that are held back now and come all the same."""
    return {one.step for one in found.next_steps if one.held_by}


def _nothing(found: Why) -> str:
    """Nothing at all, or nothing beside what is held back and still told."""
    return ONLY_LATER if _comes_held(found) else "  Nothing."


def _without_a_date(found: Why) -> list[str]:
    """What an open action that has no day is never told (rule 8)."""
    undated = found.dates[-1].due_on is None and not found.is_closed
    return ["  Without a date there are no reminders and no stages. Clause 5.8."] if undated else []


def _what(one: HeldBack) -> str:
    """ "R20  First reminder of 31 March 2011": a date that was extended has had its own."""
    due = day_words(one.due_on) if one.due_on and one.step.is_reminder else ""
    of = f" of {due}" if due and due not in one.name else ""
    return f"{one.step.value}  {one.name}{of}"


def _became(one: HeldBack, found: Why) -> str:
    """ "Passed over", or of what is still ahead "Will be passed over"."""
    said = one.verdict.value.replace("-", " ")
    ahead = one.planned_on is not None and one.planned_on > found.as_of
    return sentence(f"will be {said}" if ahead and one.verdict is Verdict.PASSED_OVER else said)


def _next(found: Why) -> Iterator[str]:
    for one in found.next_steps:
        yield f"  {one.planned_on}  {one.step.value}  {one.name}"
        yield from _whom(*([_next_to(one, post) for post in some] for some in (one.to, one.copies)))
        yield from _as_well(one.as_well)
        held = f" Held back until then: {one.held_by}." if one.held_by else ""
        again = f" {one.again}" if one.again else ""
        clause = f" Clause {one.clause}." if one.clause else ""
        yield f"      {_sentence(one.reason)}{held}{_letter(one.step, found)}{again}{clause}"


def _next_to(one: Next, post: str) -> str:
    return _named(post, one.instead_of.get(post, ""), own=post in one.own_right)


def _letter(step: str, found: Why) -> str:
    """That a letter is drafted, and to whom: with E5 (clause 4.19)."""
    return f" A letter to {found.letter_to} is drafted with it." if step == Step.E5 else ""


def _whom(to: Iterable[str], copies: Iterable[str]) -> list[str]:
    told, copied = "; ".join(dict.fromkeys(to)), "; ".join(dict.fromkeys(copies))
    if not told and not copied:
        return []
    if not copied:
        return [f"      To {told}."]
    return [f"      To {told}. Copied to {copied}." if told else f"      Copied to {copied}."]


def _as_well(posts: Iterable[str]) -> list[str]:
    """Why the first of a later stage is told at this one."""
    said = listed(list(dict.fromkeys(posts)))
    return [f"      {AS_WELL.format(said)}"] if said else []


def _sentence(text: str) -> str:
    """A reason as a sentence, beginning with a capital and ending with a stop."""
    return f"{sentence(text).rstrip('.')}."
