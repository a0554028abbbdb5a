"""The facts of an entry of the history as a reader would say them: no number without a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

Subject = tuple[str, int]
Names = Mapping[Subject, str]

HASH = re.compile(r"[0-9a-f]{64}")
# What a fact is the number of; a list of them is of each.
NUMBERED = {
    "agency_id": "agency",
    "chair": "post",
    "deputy_post_id": "post",
    "from": "action",
    "independent_chair_post_id": "post",
    "into": "action",
    "leads": "post",
    "meeting": "meeting",
    "members": "post",
    "parts": "action",
    "people": "person",
    "post": "post",
    "review": "review",
    "secretary": "post",
}
# Of these a reader wants to know how many.
COUNTED = {
    "cells": "cell",
    "evidence": "file",
    "notices": "notice",
    "sections": "section",
    "told": "notice told because of it",
    "withdrawn": "notice withdrawn",
}
# Of no use to a reader: what its subject says already, or what is for the machine.
UNSAID = {
    *("as_of", "attempt", "code", "correction", "decision", "entry", "number", "on", "person"),
    *("reference", "row_before", "rows", "version", "what"),
}
LABELS = {
    "chairs_action": "chair's action",
    "into": "carried on by",
    "meeting_on": "meeting of",
    "scanned": "actions asked",
    "takes_pack": "with a pack",
}


def said(facts: Mapping[str, Any], names: Names, left_out: Collection[str] = ()) -> str:
    """ "agency: Health; deputy: Deputy ward manager": the facts of an entry with names for numbers.

    The history keeps of texts their hashes alone; those say nothing.
    """
    kept = {name: value for name, value in facts.items() if name not in (*left_out, *UNSAID)}
    if {"from", "to"} <= kept.keys():
        # Of an edit it is said in words already from what to what.
        kept = {name: value for name, value in kept.items() if name not in ("from", "to")}
    return "; ".join(word for name, value in kept.items() if (word := _said(name, value, names)))


def texts_of(facts: Mapping[str, Any]) -> str:
    """ "marking, accountable body": which texts an entry has the hashes of."""
    return ", ".join(_label(name) for name, value in facts.items() if _is_hash(value))


def _said(name: str, value: Any, names: Names) -> str:
    if value in (None, "", 0, []):
        return ""
    if name in COUNTED:
        return _counted(COUNTED[name], len(value) if isinstance(value, list) else value)
    if name in NUMBERED:
        return f"{_label(name)}: {'; '.join(_named(NUMBERED[name], names, value))}"
    if value is True:
        return _label(name)
    return "" if _is_hash(value) else f"{_label(name)} {_listed(value)}"


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _named(subject: str, names: Names, value: Any) -> Iterator[str]:
    for number in value if isinstance(value, list) else [value]:
        yield names.get((subject, number), f"{subject} {number}")


def _counted(what: str, count: object) -> str:
    """ "3 notices withdrawn"."""
    noun, _, rest = what.partition(" ")
    return f"{count} {noun if count == 1 else noun + 's'} {rest}".rstrip()


def _label(name: str) -> str:
    """ "independent chair", for the name of a column."""
    return LABELS.get(name) or name.removesuffix("_id").removesuffix("_post").replace("_", " ")


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and HASH.fullmatch(value) is not None
