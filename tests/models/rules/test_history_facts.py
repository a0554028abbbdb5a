"""The facts of an entry of the history in a reader's words."""

from __future__ import annotations

from models.rules.history_facts import said, texts_of
from tests.tables import table

HASHED = "0123456789abcdef" * 4
NAMES = {
    ("meeting", 5): "A committee, 2011-03-23",
    ("post", 3): "Ward manager",
    ("post", 4): "Deputy ward manager",
    ("agency", 2): "A trust",
    ("action", 22): "child-q/9",
    ("review", 1): "child-q",
    ("person", 7): "person 7",
}


MACHINES = (
    *("as_of", "attempt", "code", "correction", "decision", "entry", "number", "on", "person"),
    *("reference", "row_before", "rows", "version", "what"),
)


@table(
    ("facts", "words"),
    [
        ({"leads": [3, 4]}, "leads: Ward manager; Deputy ward manager"),
        ({"leads": []}, ""),
        ({"leads": [9]}, "leads: post 9"),
        ({"chair": 3, "secretary": 4}, "chair: Ward manager; secretary: Deputy ward manager"),
        ({"independent_chair_post_id": 3}, "independent chair: Ward manager"),
        ({"deputy_post_id": 4, "agency_id": 2}, "deputy: Deputy ward manager; agency: A trust"),
        ({"into": 22, "review": 1}, "carried on by: child-q/9; review: child-q"),
        ({"people": [7, 8], "messages": 2}, "people: person 7; person 8; messages 2"),
        ({"notices": [1, 2], "withdrawn": [3]}, "2 notices; 1 notice withdrawn"),
        ({"meeting": 5, "minute": HASHED}, "meeting: A committee, 2011-03-23"),
        ({"told": [72]}, "1 notice told because of it"),
        ({"notices": 71, "scanned": 50, "quiet": False}, "71 notices; actions asked 50"),
        ({"notices": 0, "quiet": True}, "quiet"),
        ({"evidence": [HASHED], "note": HASHED, "progress": "x"}, "1 file; progress x"),
        ({"sections": [HASHED, HASHED], "cells": [1]}, "2 sections; 1 cell"),
        ({"members": [3], "takes_pack": True}, "members: Ward manager; with a pack"),
        ({"what": "x", "a": None, "b": False, "c": "", "d": 0, "e": []}, ""),
        (dict.fromkeys(MACHINES, 7), ""),
        ({"meeting_on": "2010-11-16", "chairs_action": False}, "meeting of 2010-11-16"),
        ({"meeting_on": None, "chairs_action": True, "months": 3}, "chair's action; months 3"),
        ({"from": 22, "parts": [22], "rows": [5]}, "from: child-q/9; parts: child-q/9"),
        ({"from": [3], "to": [4], "withdrawn": [2]}, "1 notice withdrawn"),
        ({"from": [3], "to": [4]}, ""),
        ({"to": "x"}, "to x"),
        ({"steps": ["E1", "E2"], "status": "open"}, "steps E1, E2; status open"),
        ({"until": "2011-03-31", "attempt": 2, "number": 4, "post": 3}, "post: Ward manager"),
    ],
)  # fmt: skip
def test_no_number_is_said_without_a_name(facts: dict[str, object], words: str) -> None:
    """What has a name is named, what is many is counted, and hashes and machine's facts are not."""
    assert said(facts, NAMES, ["until"]) == words


def test_of_texts_that_were_changed_it_is_said_which() -> None:
    """The history has their hashes alone."""
    assert texts_of({"mail_from": HASHED, "marking": HASHED, "on": "2010"}) == "mail from, marking"
    assert texts_of({"marking": HASHED[1:], "name": None}) == ""
