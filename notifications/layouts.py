"""The templates of a message: ours, or a board's own in the place of one of them.

Read, styled and compiled once a process, in a sandbox where a name that is not there is an error.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
TEXT, HTML = "letter.txt", "letter.html"
WIDTH = 76
INDENT = "    "
# They make markup of words, or a link of an address in them.
NOT_FILTERS = ("safe", "urlize", "xmlattr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The sources of a board's own templates; None where ours is used."""

    text: str | None = None
    html: str | None = None


NOTHING_OWN = Own()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layouts:
    """The text and the HTML template, compiled."""

    text: Template
    html: Template


@cache
def layouts(own: Own) -> Layouts:
    """The two templates; the style sheet is laid into the second once."""
    return Layouts(text=compiled(TEXT, own.text), html=compiled(HTML, own.html))


def compiled(name: str, source: str | None) -> Template:
    """A template of a name from its source, or ours."""
    text = source if source is not None else _source(name)
    template: Template = environment_of(name).from_string(_styled(text) if name == HTML else text)
    return template


@cache
def version_of(own: Own) -> str:
    """Twelve characters that change whenever a template does: each message records them."""
    digest = hashlib.sha256()
    for path in sorted(TEMPLATES.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    for source in (own.text, own.html):
        digest.update((source or "").encode())
    return digest.hexdigest()[:12]


def _source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _styled(source: str) -> str:
    import css_inline

    inliner = css_inline.CSSInliner(
        inline_style_tags=False,
        keep_style_tags=True,
        load_remote_stylesheets=False,
        extra_css=_source("letter.css"),
    )
    return inliner.inline(source) + "\n"


def environment_of(name: str) -> Any:
    """The sandbox in which a template is read and filled: nothing is changed, nothing missing."""
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """No product and no power: one of them could be larger than the machine."""

        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> Any:
            raise SecurityError(f"a template multiplies ({operator}): take it out")

    # Commands of the HTML template are comments, which an HTML parser leaves where they stand:
    # so styles are laid in once, into the template, and not again for every message. The parser
    # adds a missing <tbody> below whatever command comes first, so the template writes its own.
    commands = {"block_start_string": "<!--%", "block_end_string": "%-->"}
    environment = Sandbox(
        autoescape=name == HTML,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        **(commands if name == HTML else {}),
    )
    environment.filters.update(folded=folded, indented=indented, padded=str.ljust)
    for name_of in NOT_FILTERS:
        del environment.filters[name_of]
    return environment


def folded(words: str, indent: str = "") -> str:
    """The words on lines of at most 76 columns; a word longer than that is left whole.

    textwrap does the same for ten times the time, and would cut an address at its hyphens.
    """
    if len(indent) + len(words) <= WIDTH and "\n" not in words:
        return indent + words
    lines, line = [], indent
    for word in words.split():
        if len(line) > len(indent) and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = indent
        line += f" {word}" if len(line) > len(indent) else word
    return "\n".join([*lines, line])


def indented(words: str) -> str:
    """The words folded under a reference, four columns in."""
    return folded(words, INDENT)
