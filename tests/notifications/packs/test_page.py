"""The HTML twin of a pack: one file, the PDF's words, no script, headings with a scope."""

from __future__ import annotations

import dataclasses
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from models.rules.packs import ChairsAction, Snapshot, SnapshotRow
from models.rules.packs_figures import figures
from models.rules.words import DecisionKind, Edition
from notifications.packs.content import document
from notifications.packs.document import Table
from notifications.packs.page import page

MakeSnapshot = Callable[..., Snapshot]
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Reader(HTMLParser):
    """Gathers tags, text and what does not close in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.unclosed: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag that holds nothing."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Note a tag that closes out of its turn."""
        if not self.unclosed or self.unclosed.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        """Remember text."""
        self.words.append(data)


@pytest.fixture(scope="module")
def text(snapshot: Snapshot) -> str:
    """The restricted edition of the example."""
    return page(document(figures(snapshot), Edition.RESTRICTED)).decode("utf-8")


@pytest.fixture(scope="module")
def read(text: str) -> Reader:
    """The same, read."""
    return Reader(text)


def test_every_tag_closes_in_its_turn(read: Reader) -> None:
    """The page is well formed."""
    assert read.wrong == []
    assert read.unclosed == []


def test_fetches_and_runs_nothing(read: Reader) -> None:
    """There is no script, no address outside the page, and the policy forbids both."""
    assert not {"script", "link", "iframe", "img", "form", "object"} & {t for t, _ in read.tags}
    assert not [a for _, a in read.tags for name in a if name.startswith("on") or name == "src"]
    assert all((a.get("href") or "#").startswith("#") for _, a in read.tags)
    policies = [a["content"] for t, a in read.tags if t == "meta" and "http-equiv" in a]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_headings_go_down_one_level_at_a_time(read: Reader) -> None:
    """One heading of the first level, and none skips a level."""
    levels = [int(tag[1]) for tag, _ in read.tags if tag in {"h1", "h2", "h3"}]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_heading_of_a_table_has_a_scope(read: Reader) -> None:
    """Column and row headings say which they are, and each table has a caption."""
    scopes = [a.get("scope") for tag, a in read.tags if tag == "th"]
    assert set(scopes) == {"col", "row"}
    tables = sum(tag == "table" for tag, _ in read.tags)
    assert tables == sum(tag == "caption" for tag, _ in read.tags) > 12


def test_every_link_has_its_target(read: Reader) -> None:
    """Each name is given once, and each link leads to one."""
    names = [a["id"] for _, a in read.tags if "id" in a]
    assert len(names) == len(set(names))
    assert {(a["href"] or "")[1:] for t, a in read.tags if t == "a"} <= set(names)


def test_every_drawing_is_named_and_drawn(snapshot: Snapshot, read: Reader) -> None:
    """A chart has its figures as its name; a drawing without one is hidden from a voice."""
    named = [a.get("aria-label") or "" for _, a in read.tags if a.get("role") == "img"]
    assert {
        "Police: 1 green, 1 blue.",
        "Alder House: 1 red, 2 amber, 2 green, 1 blue, 1 grey.",
    } <= {*named}
    made = document(figures(snapshot), Edition.RESTRICTED)
    cells = [c for s in made.sections for b in s.blocks if isinstance(b, Table) for c in b.rows]
    drawings = [cell.picture for row in cells for cell in row if cell.picture]
    for drawing in drawings:
        assert ET.fromstring(drawing.svg).tag.endswith("svg")  # noqa: S314 - our own


def test_text_is_never_markup(make_snapshot: MakeSnapshot) -> None:
    """What looks like a tag is text; what no page can show is shown as its code point."""
    odd = "<script>alert(1)</script> & \x00 \u202e"
    snapshot = make_snapshot(words=odd, board=odd, committee=odd)
    lost: set[str] = set()
    made = page(document(figures(snapshot), Edition.RESTRICTED), lost).decode("utf-8")
    assert "<script" not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; [U+0000] [U+202E]" in made
    assert lost == {"U+0000", "U+202E"}


def test_zero_is_said_in_words(make_snapshot: MakeSnapshot) -> None:
    """A pack of nothing says so in every section, and has no empty table."""
    nothing = dataclasses.replace(make_snapshot(rows=0), previous=None, exceptions=())
    made = page(document(figures(nothing), Edition.RESTRICTED)).decode("utf-8")
    for said in (
        "No decision is required.",
        "No actions are overdue or escalated.",
        "No evidence waits for a decision.",
        "No extension is asked for.",
        "No open action falls due by 13 April 2011.",
        "Every open action has an agreed date.",
        "No impact check is due and none was answered.",
        "No escalation was told since the last pack.",
        "The plan has no actions.",
    ):
        assert said in made


def test_public_edition_leaves_out_what_it_says(snapshot: Snapshot) -> None:
    """No answer, reason, evidence note, stage, letter or note on the data is in it."""
    private = (
        "The second cohort is not booked yet.",
        "The analyst post is vacant.",
        "Register of attendance",
        "Re-audit: 18 of 20 files.",
        "Chief officer",
        "Escalation log",
        "head of inclusion",
        "OFFICIAL-SENSITIVE",
        "leaves out",
    )
    made = figures(snapshot)
    whole = page(document(made, Edition.RESTRICTED)).decode("utf-8")
    public = page(document(made, Edition.PUBLIC)).decode("utf-8")
    assert [words for words in private if words not in whole] == []
    assert [words for words in private if words in public] == []


def test_who_was_told_together_stands_together(snapshot: Snapshot) -> None:
    """One stage of one day told to two posts is one row of the log."""
    row = snapshot.rows[0]
    also = dataclasses.replace(row.escalations[-1], told_to="Designated nurse", stands_in_for=None)
    both = dataclasses.replace(row, escalations=(*row.escalations, also))
    made = figures(dataclasses.replace(snapshot, rows=(both, *snapshot.rows[1:])))
    log = next(s for s in document(made, Edition.RESTRICTED).sections if s.anchor == "log")
    table = log.blocks[0]
    assert isinstance(table, Table)
    assert table.caption == "2 escalations told, the oldest first"
    assert [line.text for line in table.rows[1][3].lines] == [
        "Chair of the committee",
        "for Secretary",
        "Designated nurse",
    ]


def test_of_whom_nothing_was_heard_is_said_in_a_sentence(snapshot: Snapshot) -> None:
    """Who answered stands in a table with the answer; where nobody did, that is said."""
    row = snapshot.rows[0]
    silent = [
        dataclasses.replace(row, reference=f"alder-house/8{n}", last_answer=None)
        for n in range(1, 3)
    ]

    def said(*late: SnapshotRow) -> list[str]:
        whole = dataclasses.replace(snapshot, previous=None, rows=(*late, *snapshot.rows[1:]))
        made = figures(whole)
        sections = document(made, Edition.RESTRICTED).sections
        blocks = next(s for s in sections if s.anchor == "overdue").blocks
        return [b.caption if isinstance(b, Table) else getattr(b, "text", "") for b in blocks[1:]]

    heard = "What their leads last answered"
    assert said(row, *silent) == [
        heard,
        "No answer was reported on 2 actions: alder-house/81, alder-house/82.",
    ]
    assert said(*silent) == ["No lead of these actions has answered."]
    assert said(row) == [heard]


def test_what_the_chair_decided_is_reported(snapshot: Snapshot) -> None:
    """A chair's decision stands with its day in both editions, its reason in one."""
    taken = ChairsAction(
        reference="alder-house/7",
        decision=DecisionKind.HOLD,
        decided_on=date(2010, 12, 3),
        reason="The inquest sits in March.",
    )
    made = figures(dataclasses.replace(snapshot, chairs_actions=(taken,)))
    whole, public = (page(document(made, e)).decode("utf-8") for e in Edition)
    assert "1 decision of the chair between meetings, to be noted" in whole
    assert "3 Dec 2010" in whole
    assert "3 Dec 2010" in public
    assert ("inquest" in whole, "inquest" in public) == (True, False)


def test_long_plans_are_printed_in_the_workbook(make_snapshot: MakeSnapshot) -> None:
    """Above five hundred actions the plan's section says where it is."""
    made = page(document(figures(make_snapshot(rows=501)), Edition.RESTRICTED)).decode("utf-8")
    assert "The plan has 501 actions; the workbook issued with this pack holds them." in made
    few = document(figures(make_snapshot(printed_actions=6)), Edition.RESTRICTED)
    assert "The plan has 7 actions; the workbook" in page(few).decode("utf-8")


def test_what_changed_and_the_year_are_said(text: str, make_snapshot: MakeSnapshot) -> None:
    """With the actions they are of; what the last pack did not keep is not guessed."""
    assert "What changed since the last pack, beside what came and went" in text
    assert "The last pack did not keep which actions were overdue" in text
    assert "is counted from 1 April 2010 to 31 December 2010; what is open, overdue" in text
    the_year = text[text.index('id="year"') : text.index('id="log"')]
    assert "Taken into the new protocol." in the_year
    first = document(figures(make_snapshot(previous=None)), Edition.RESTRICTED)
    assert "What changed since" not in page(first).decode("utf-8")
