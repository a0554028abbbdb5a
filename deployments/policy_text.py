"""A policy as the TOML file it would be read from."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from typing import Any

from models.rules.policy import Policy

BARE = re.compile(r"[A-Za-z0-9_-]+")


def policy_text(policy: Policy) -> str:
    """All of a policy in the form of a policy file: read again, it is the same policy."""
    values = {one.name: getattr(policy, one.name) for one in fields(policy)}
    del values["number"]
    sections = {name: _settings(value) for name, value in values.items() if _is_section(value)}
    plain = {name: value for name, value in values.items() if name not in sections}
    blocks = [_lines(plain), *(f"[{name}]\n{_lines(of)}" for name, of in sections.items())]
    return "\n".join(blocks)


def _is_section(value: Any) -> bool:
    return isinstance(value, dict) or is_dataclass(value)


def _settings(section: Any) -> dict[str, Any]:
    if isinstance(section, dict):
        return section
    return {one.name: getattr(section, one.name) for one in fields(section)}


def _lines(values: dict[str, Any]) -> str:
    return "".join(f"{_key(key)} = {_value(value)}\n" for key, value in values.items())


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _value(key)


def _value(value: Any) -> str:
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    # JSON writes a text, a number and a truth as TOML does, but for one character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
