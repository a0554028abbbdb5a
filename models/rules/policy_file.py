"""A policy file read: TOML text in, a `Policy` out, every mistake with its line.

What is left out has the default of procedure.md; an unknown key is a mistake.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from models.rules.policy import Policy
from models.rules.policy_lines import Path, line_of, lines_of
from models.rules.policy_values import mistake, of_heading, of_headings, of_words

FREE = {"words": of_words, "headings": of_headings}


class PolicyRefused(ValueError):  # noqa: N818 - it reads as what happened
    """The file is no policy; its text is one sentence a line, each with the line of the file."""


def parse_policy(text: str, number: int = 0) -> Policy:
    """The policy that a text says, under a number; an empty text is the default policy.

    Raises PolicyRefused with all mistakes at once.
    """
    reading = _Reading(lines=lines_of(text))
    policy = Policy(number=number)
    policy = replace(policy, **reading.changes(policy, _toml(text), ()))
    reading.hold_together(policy)
    if reading.problems:
        raise PolicyRefused("\n".join(reading.problems))
    return policy


def _toml(text: str) -> Mapping[str, Any]:
    """The text as TOML reads it. A number of thousands of digits is a ValueError of another kind,
    and lists within lists by the thousand are a RecursionError: neither is a policy.
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise PolicyRefused(f"The policy is not TOML: {error}.") from None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file under way: where its settings are written, and the mistakes found so far."""

    lines: Mapping[Path, int]
    problems: list[str] = field(default_factory=list)

    def changes(self, default: Any, given: Mapping[str, Any], section: Path) -> dict[str, Any]:
        """What a section changes of its default; what is wrong is noted and changes nothing."""
        known = {one.name for one in fields(default)} - {"number"}
        changed: dict[str, Any] = {}
        for key, new in given.items():
            path = (*section, key)
            if key not in known:
                names = ", ".join(sorted(known))
                self._note(path, f"the policy has no such setting; it knows {names}")
            else:
                changed[key] = self._value(getattr(default, key), new, path)
        return changed

    def _value(self, old: Any, new: Any, path: Path) -> Any:
        if is_dataclass(old) and not isinstance(old, type):
            if isinstance(new, Mapping):
                return replace(old, **self.changes(old, new, path))
            said = f"it is a section, written [{path[-1]}]"
        else:
            said = FREE[path[0]](new) if path[0] in FREE else mistake(path, old, new)
        if said:
            self._note(path, said)
            return old
        if path == ("headings",):
            self._headings(new)
        return _frozen(new)

    def _headings(self, new: Mapping[str, Any]) -> None:
        """Note each of [headings] that names no column, or one that another column has."""
        for name in new:
            said = of_heading(name, new)
            if said:
                self._note(("headings", name), said)

    def hold_together(self, policy: Policy) -> None:
        """Note settings that are each right and cannot be together."""
        if policy.hours.first >= policy.hours.last:
            self._note(("hours",), "the first hour is before the last")
        freeze, draft, issue = policy.pack.cutoff_days
        if not freeze >= draft >= issue:
            self._note(("pack",), "a pack is frozen, then drafted, then issued: its days go down")
        if policy.pack.circulate == "link" and not policy.pack.shared_folder:
            said = "a link wants shared_folder, the address where members find the pack"
            self._note(("pack", "circulate"), said)

    def _note(self, path: Path, said: str) -> None:
        self.problems.append(f"line {line_of(path, self.lines)}, {'.'.join(path)}: {said}.")


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
