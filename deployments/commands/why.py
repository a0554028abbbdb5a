"""The command that explains an action, in sentences that can be read aloud."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.commands.look import action_json
from deployments.commands.plans import Json
from deployments.office import day, open_office
from deployments.printing import print_json

if TYPE_CHECKING:
    from models.date_reading import DateLine
    from tasks.explained import Next, Told, Why

PANEL = "Looking things up"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("why", rich_help_panel=PANEL)(why)


def why(
    *,
    action: Annotated[str, typer.Argument(help="The action's reference.")],
    as_of: Annotated[str | None, typer.Option(help="The day; default today.")] = None,
    json: Json = False,
) -> None:
    """Explain an action: its date, its standing, what was told, what comes next."""
    from tasks.explaining import why as explain

    found = explain(open_office(), action, day(as_of, "--as-of"))
    if json:
        print_json(why_json(found))
    else:
        print("\n".join(why_lines(found)))


def why_lines(found: Why) -> list[str]:
    """The explanation in words: what it is, how it stands, what was told, what comes next."""
    return [
        *_head(found),
        "",
        "Told",
        *(_told(found.told) or ["  Nothing yet."]),
        "",
        "Held back or passed over",
        *(_held_back(found) or ["  Nothing."]),
        "",
        "What comes next, if nobody answers",
        *(_next(found.next_steps) or ["  Nothing."]),
    ]


def _head(found: Why) -> Iterator[str]:
    from models.rules.date_words import day_words
    from models.rules.packs_words import PROGRESS_WORDS, STANDING_WORDS
    from models.rules.words import Progress

    line = found.line
    yield f"{line.reference}  {line.title}"
    yield f"Lead: {'; '.join(line.leads) or 'none named'} ({line.agency})"
    yield from _dates(found)
    standing = STANDING_WORDS[line.standing]
    yield f"On {day_words(found.as_of)}: {standing.lower()}. {line.why}"
    yield f"Colour: {line.brag}. {found.colour_why}"
    for one in found.stopped:
        yield f"Stopped: {one}."
    heard = f"Last answer on {day_words(found.heard_on)}" if found.heard_on else "No answer yet"
    yield f"Progress: {PROGRESS_WORDS[Progress(line.progress)].lower()}. {heard}."


def _dates(found: Why) -> Iterator[str]:
    """What the plan says and how it was read, then what was made of it since."""
    from models.rules.date_words import day_words

    first, last = found.dates[0], found.dates[-1]
    said = f'The plan says "{first.as_written}".' if first.as_written else "The plan gives no date."
    yield f"{said} {first.read_as}".rstrip()
    for one in found.dates[1:]:
        yield f"{_changed(one)}.{_read_anew(one)}"
    if last.due_on is None and last.proposed_due_on is not None:
        proposed = day_words(last.proposed_due_on)
        yield f"Proposed: {proposed}; a person must confirm it, or the committee set another."


def _changed(one: DateLine) -> str:
    """ "The date was extended on 2 March 2011 to 30 April 2011, at the meeting ..."."""
    from models.rules.date_words import day_words
    from models.rules.entries import BECAUSE
    from models.rules.words import DateState, VersionCause

    named = one.cause is VersionCause.SET and one.state is DateState.AWAITING_TRIGGER
    said = "the event that it waits for was named" if named else BECAUSE[one.cause]
    joined = "as" if one.cause is VersionCause.CONFIRMED else "to"
    to = f" {joined} {day_words(one.due_on)}" if one.due_on else ""
    return f"{said[0].upper()}{said[1:]} on {day_words(one.from_on)}{to}{_authority(one)}"


def _read_anew(one: DateLine) -> str:
    """What a version without a date waits for, and when that is looked at again."""
    from models.rules.date_words import day_words

    if one.due_on is not None or not one.read_as:
        return ""
    said = one.read_as.rstrip(".")
    if one.review_on is None or day_words(one.review_on) in said:
        return f" {said}."
    return f" {said}. Looked at again on {day_words(one.review_on)}."


def _authority(one: DateLine) -> str:
    from models.rules.date_words import day_words

    if one.meeting_on is not None:
        return f", at the meeting of {day_words(one.meeting_on)}, minute {one.minute}"
    return ", by a chair's action" if one.chairs_action else ""


def _told(told: Iterable[Told]) -> list[str]:
    """Each step that was told on a day, once, with all the posts it went to."""
    alike: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for each in told:
        alike[each.on, each.step, each.state, each.reason, each.policy].append(each)
    lines: list[str] = []
    for same in alike.values():
        one = same[0]
        state = "" if one.state == "told" else f" ({one.state})"
        lines += _step(one.on, one.step, state)
        to = [_to(t) for t in same if not t.copy]
        lines += _whom(to, [_to(t) for t in same if t.copy])
        lines.append(f"      {_sentence(one.reason)} {_rule(one.clause, one.policy)}")
    return lines


def _to(one: Told) -> str:
    return f"{one.to} (for {one.instead_of})" if one.instead_of else one.to


def _rule(clause: str, policy: int) -> str:
    return f"Clause {clause} of the procedure, policy version {policy}."


def _held_back(found: Why) -> list[str]:
    from models.rules.date_words import day_words
    from models.rules.step_words import STEP_NAMES

    lines = []
    for one in found.held_back:
        planned = f", planned for {day_words(one.planned_on)}" if one.planned_on else ""
        what = one.verdict.value.replace("-", " ").capitalize()
        lines.append(f"  {one.step.value}  {STEP_NAMES[one.step]}{planned}. {what}.")
        lines.append(f"      {_sentence(one.reason)}")
    return lines


def _next(steps: Iterable[Next]) -> list[str]:
    lines = []
    for one in steps:
        lines += _step(one.planned_on, one.step.value)
        lines += _whom(one.to, one.copies)
        lines.append(f"      {_sentence(one.reason)}")
    return lines


def _step(on: object, step: str, state: str = "") -> list[str]:
    from models.rules.step_words import STEP_NAMES
    from models.rules.words import Step

    return [f"  {on}  {step}  {STEP_NAMES[Step(step)]}{state}"]


def _whom(to: Iterable[str], copies: Iterable[str]) -> list[str]:
    told, copied = "; ".join(dict.fromkeys(to)), "; ".join(dict.fromkeys(copies))
    if not told and not copied:
        return []
    if not copied:
        return [f"      To {told}."]
    return [f"      To {told}. Copied to {copied}." if told else f"      Copied to {copied}."]


def _sentence(text: str) -> str:
    """A reason as a sentence, beginning with a capital and ending with a stop."""
    from models.rules.packs_words import sentence

    return f"{sentence(text).rstrip('.')}."


def why_json(found: Why) -> dict[str, object]:
    """The explanation as JSON."""
    return {
        **action_json(found.line),
        "as_of": found.as_of,
        "colour_reason": found.colour_why,
        "date_text": found.as_written,
        "date_reason": found.read_as,
        "stopped": list(found.stopped),
        "dates": [_date_json(one) for one in found.dates],
        "told": [_told_json(one) for one in found.told],
        "held_back": [
            {"step": v.step, "on": v.planned_on, "verdict": v.verdict, "reason": v.reason}
            for v in found.held_back
        ],
        "next": [
            {
                "step": v.step,
                "on": v.planned_on,
                "verdict": v.verdict,
                "reason": v.reason,
                "to": list(v.to),
                "copies": list(v.copies),
            }
            for v in found.next_steps
        ],
    }


def _told_json(one: Told) -> dict[str, object]:
    return {
        "step": one.step,
        "to": one.to,
        "copy": one.copy,
        "instead_of": one.instead_of or None,
        "state": one.state,
        "told_on": one.told_on,
        "recorded_on": one.recorded_on,
        "reason": one.reason,
        "clause": one.clause,
        "policy": one.policy,
    }


def _date_json(one: DateLine) -> dict[str, object]:
    return {
        "from": one.from_on,
        "cause": one.cause,
        "state": one.state,
        "due": one.due_on,
        "proposed": one.proposed_due_on,
        "review": one.review_on,
        "read_as": one.read_as,
        "meeting": one.meeting_on,
        "minute": one.minute,
        "chairs_action": bool(one.chairs_action),
    }
