"""A policy file read: TOML text in, a `Policy` out, every mistake with its line.

What is left out has the default of procedure.md; an unknown key is a mistake.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from models.rules.policy import Policy

PLAIN = ("words", "headings")


class PolicyRefused(ValueError):  # noqa: N818 - it reads as what happened
    """The file is no policy; its text is one sentence a line, each with the line of the file."""


def parse_policy(text: str, number: int = 0) -> Policy:
    """The policy that a text says, under a number; an empty text is the default policy.

    Raises PolicyRefused with all mistakes at once.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyRefused(f"The policy is not TOML: {error}.") from None
    problems: list[str] = []
    policy = _filled(Policy(number=number), given, text, "", problems)
    if problems:
        raise PolicyRefused("\n".join(problems))
    return policy


def _filled(  # type: ignore[misc]
    default: Any, given: Mapping[str, Any], text: str, section: str, problems: list[str]
) -> Any:
    known = {f.name for f in fields(default)} - {"number"}
    changes: dict[str, Any] = {}
    for key, value in given.items():
        place = f"line {_line(text, key)}, {section}{key}"
        if key not in known:
            problems.append(f"{place}: the policy has no such setting; it knows {_list(known)}.")
            continue
        changes[key] = _value(getattr(default, key), value, text, f"{section}{key}.", problems)
    return replace(default, **changes)


def _value(old: Any, new: Any, text: str, section: str, problems: list[str]) -> Any:
    place = f"line {_line(text, section.rstrip('.').rpartition('.')[2])}, {section.rstrip('.')}"
    if is_dataclass(old):
        if isinstance(new, Mapping):
            return _filled(old, new, text, section, problems)
        problems.append(f"{place}: it is a section, written [{section.rstrip('.')}].")
        return old
    if isinstance(old, tuple):
        return _list_value(old, new, place, problems)
    if isinstance(new, bool) is not isinstance(old, bool) or not isinstance(new, type(old)):
        problems.append(f"{place}: it is {_kind(old)}, not {new!r}.")
        return old
    if isinstance(new, int) and not isinstance(new, bool) and new < 0:
        problems.append(f"{place}: it is not below 0.")
        return old
    return new


def _list_value(old: tuple[Any, ...], new: Any, place: str, problems: list[str]) -> Any:
    if not isinstance(new, list):
        problems.append(f"{place}: it is a list, not {new!r}.")
        return old
    value = tuple(tuple(one) if isinstance(one, list) else one for one in new)
    if old and isinstance(old[0], int):
        if len(value) != len(old) or not all(type(n) is int and n >= 0 for n in value):
            problems.append(f"{place}: it is {len(old)} whole numbers, not {new!r}.")
            return old
        if list(value) not in (sorted(value), sorted(value, reverse=True)):
            problems.append(f"{place}: its numbers stand in order.")
            return old
    elif not all(isinstance(one, (str, tuple)) for one in value):
        problems.append(f"{place}: it is a list of texts, not {new!r}.")
        return old
    return value


def _kind(old: Any) -> str:
    if isinstance(old, bool):
        return "true or false"
    return "a whole number" if isinstance(old, int) else "a text"


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _line(text: str, key: str) -> int:
    """The first line on which a key or its section is written; 1 where it cannot be told."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.split("=")[0].strip().strip("[]").split(".")[-1].strip() == key:
            return number
    return 1
