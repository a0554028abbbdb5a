"""What a rehearsal came to: notices, messages, and the difference that another policy makes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from models.rules.rehearsal_difference import Changed, Difference
from models.rules.words import Step
from notifications.rehearsal import Row, Versus, rehearsal_page


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedNotice:
    """One notice of a rehearsal: the day, the step, the action, the post it is told to."""

    on: date
    step: str
    action: str
    to: str
    copy: bool
    reason: str
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedMessage:
    """One message of a rehearsal: one person, named by the post first addressed, one day."""

    on: date
    to: str
    channel: str
    notices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The difference to the policy that is in force, and what that one would tell."""

    policy: int
    notices: int
    messages: int
    differences: tuple[Difference, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many steps are added, dropped and moved."""
        found = Counter(one.changed for one in self.differences)
        return {changed.value: found[changed] for changed in Changed}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """What a period would tell; `compared` where a policy was tried in place of the board's own.

    `unreached` are the posts for which there is nobody to tell, nor anybody to stand in.
    """

    start: date
    end: date
    policy: int
    notices: tuple[RehearsedNotice, ...]
    messages: tuple[RehearsedMessage, ...]
    unreached: tuple[str, ...] = ()
    compared: Compared | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which something would be told."""
        return tuple(sorted({n.on for n in self.notices}))

    def as_json(self) -> dict[str, object]:
        """The shape of interface.md, `matters rehearse --json`; beside it what a policy changes."""
        said: dict[str, object] = {
            "from": self.start,
            "to": self.end,
            "policy": self.policy,
            "notices": [
                {
                    "on": n.on,
                    "step": n.step,
                    "action": n.action or None,
                    "to": n.to,
                    "copy": n.copy,
                    "reason": n.reason,
                }
                for n in self.notices
            ],
            "messages": [
                {"on": m.on, "to": m.to, "channel": m.channel, "notices": m.notices}
                for m in self.messages
            ],
            "unreached": list(self.unreached),
        }
        return said if self.compared is None else said | compared_json(self.compared)

    def page(self) -> str:
        """The days as one HTML page without script, for the chair."""
        rows = [
            Row(
                on=n.on,
                step=Step(n.step),
                action=n.action,
                to=n.to,
                copied=n.copy,
                why=n.reason,
            )
            for n in self.notices
        ]
        sent = [(message.on, message.to) for message in self.messages]
        versus = None
        if self.compared is not None:
            versus = Versus(policy=self.compared.policy, differences=self.compared.differences)
        return rehearsal_page(self.start, self.end, self.policy, rows, sent, versus=versus)


def compared_json(compared: Compared) -> dict[str, object]:
    """What another policy changes, beside the shape of interface.md."""
    return {
        "compared_with": compared.policy,
        "counts": compared.counts,
        "differences": [
            {
                "action": one.action or None,
                "step": one.step,
                "change": one.changed.value,
                "was_on": one.was_on,
                "is_on": one.is_on,
                "to": list(one.to),
            }
            for one in compared.differences
        ],
    }
