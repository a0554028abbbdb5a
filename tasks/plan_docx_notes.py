"""The footnotes and endnotes of a Word document: the words of each, by the mark that calls it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

_KINDS = {"footnotes": qn("w:footnoteReference"), "endnotes": qn("w:endnoteReference")}
_NOTE = {"footnotes": qn("w:footnote"), "endnotes": qn("w:endnote")}
NOTES = frozenset(_KINDS.values())
_ID, _TEXT, _PARAGRAPH, _TYPE = qn("w:id"), qn("w:t"), qn("w:p"), qn("w:type")


def footnotes_of(document: Any) -> dict[tuple[str, str], str]:
    """The words of each note, by the tag of its mark and its number."""
    found: dict[tuple[str, str], str] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _KINDS and not relation.is_external:
            notes = parse_xml(relation.target_part.blob)
            found.update(_notes(notes, kind))
    return found


def _notes(notes: Any, kind: str) -> Iterator[tuple[tuple[str, str], str]]:
    for note in notes.iterchildren(_NOTE[kind]):
        if note.get(_TYPE, "normal") == "normal":
            lines = ("".join(t.text or "" for t in p.iter(_TEXT)) for p in note.iter(_PARAGRAPH))
            yield (_KINDS[kind], note.get(_ID)), " ".join(" ".join(lines).split())
