"""Which runs of a Word document are struck through: by themselves, or by the style they are in."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

_RUN, _PARAGRAPH = qn("w:r"), qn("w:p")
_LINES = tuple(map(qn, ("w:strike", "w:dstrike")))
_PROPERTIES, _OF_PARAGRAPH = qn("w:rPr"), qn("w:pPr")
_IN_STYLE, _BASED_ON, _VALUE = qn("w:rStyle"), qn("w:basedOn"), qn("w:val")
_PARAGRAPHS_STYLE = qn("w:pStyle")
_OFF = frozenset(["0", "false", "off"])
OLDEST = 12  # styles that may be based one on another


class StruckRuns:
    """What a line goes through in one document; each style is looked up once."""

    def __init__(self, document: Any) -> None:
        self._styles = {style.style_id: style.element for style in document.styles}
        self._known: dict[str, bool] = {}

    def __contains__(self, run: Any) -> bool:
        """True of a run that a line goes through; what it says itself governs over its style."""
        if run.tag != _RUN:
            return False
        own = run.find(_PROPERTIES)
        said = _said(own)
        if said is not None:
            return said
        paragraph = next(run.iterancestors(_PARAGRAPH), None)
        above = None if paragraph is None else paragraph.find(_OF_PARAGRAPH)
        names = (_named(own, _IN_STYLE), _named(above, _PARAGRAPHS_STYLE))
        return any(map(self._is_struck, filter(None, names)))

    def _is_struck(self, name: str) -> bool:
        """True of a style with a line through its words, or one that it is based on."""
        if name not in self._known:
            self._known[name] = self._looked_up(name)
        return self._known[name]

    def _looked_up(self, name: str) -> bool:
        for _ in range(OLDEST):
            element = self._styles.get(name)
            if element is None:
                return False
            said = _said(element.find(_PROPERTIES))
            if said is not None:
                return said
            name = _named(element, _BASED_ON)
        return False


def _said(properties: Any) -> bool | None:
    """Whether properties have a line through the words; None where they say nothing of it."""
    if properties is None:
        return None
    lines = [line for tag in _LINES if (line := properties.find(tag)) is not None]
    return any(line.get(_VALUE, "1") not in _OFF for line in lines) if lines else None


def _named(parent: Any, tag: str) -> str:
    found = None if parent is None else parent.find(tag)
    return "" if found is None else str(found.get(_VALUE, ""))
