"""A policy as the TOML file it would be read from."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from models.rules.policy import Policy


def policy_text(policy: Policy) -> str:
    """All of a policy in the form of a policy file: read again, it is the same policy."""
    plain: list[str] = []
    sections: list[str] = []
    for field in fields(policy):
        value = getattr(policy, field.name)
        if field.name == "number":
            continue
        if is_dataclass(value):
            sections.append(_section(field.name, {f.name: getattr(value, f.name) for f in fields(value)}))
        elif isinstance(value, dict):
            sections.append(_section(field.name, value))
        else:
            plain.append(f"{field.name} = {_value(value)}")
    return "\n".join(plain) + "\n\n" + "\n".join(sections)


def _section(name: str, values: dict[str, Any]) -> str:
    lines = [f"{key} = {_value(value)}" for key, value in values.items()]
    return "\n".join([f"[{name}]", *lines, ""])


def _value(value: Any) -> str:
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)
