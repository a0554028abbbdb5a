"""What a message looks like in text and in HTML, and what it cannot say."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendar import Calendar
from models.rules.letters import Letter, Line, Part
from models.rules.wording import Occasion, Reader, answer_by, wanted, why
from models.rules.words import Step
from notifications.layouts import WIDTH, folded
from notifications.render import render

GOLDEN = Path(__file__).parent / "golden"
MakeLine = Callable[..., Line]
MakeLetter = Callable[..., Letter]


def held_against(name: str, text: str, tmp_path: Path) -> None:
    """Compare with the text kept beside the tests; what came out is left where it can be read."""
    came = tmp_path / name
    came.write_text(text, encoding="utf-8")
    kept = (GOLDEN / name).read_text(encoding="utf-8")
    assert text == kept, f"{came} differs: read it, and copy it to {GOLDEN} if it is better"


@pytest.fixture
def mixed(make_line: MakeLine, make_letter: MakeLetter) -> Letter:
    """A lead's message with five kinds of line, one of them for a vacant post."""
    return make_letter(
        make_line(
            number=9,
            original_due_on=date(2010, 9, 30),
            milestones=("by the start of the spring term 2011",),
        ),
        make_line(number=10, last_answer=None),
        make_line(
            Step.R0,
            12,
            due_on=date(2010, 11, 1),
            standing="Due today.",
            wanted="Please send evidence by the end of the due date.",
            wanted_by=date(2010, 11, 1),
            why="Sent as step R0: the due date is today (policy version 1).",
        ),
        make_line(
            Step.A,
            44,
            due_on=None,
            date_words="no date yet",
            standing="No agreed date.",
            wanted="This is yours. Please say by when it can be done.",
            last_answer=None,
            why="Sent as step A: the action is new to you (policy version 1).",
            stand_in_for="Designated doctor",
        ),
        make_line(Step.E2, 2, copy=True, agency="Police"),
        make_line(Step.E2, 3, copy=True),
    )


def test_the_text_of_a_leads_message(mixed: Letter, tmp_path: Path) -> None:
    """The text part stands on its own: what is wanted, of what, by when, and how to reply."""
    held_against("mixed.txt", render(mixed).text, tmp_path)


def test_the_text_of_a_list_of_twenty(
    make_line: MakeLine, make_letter: MakeLetter, tmp_path: Path
) -> None:
    """A long list says once what its lines share, and lines its dates up."""
    lines = (
        make_line(
            Step.M,
            number,
            due_on=date(2010, 10, number + 5) if number < 15 else None,
            standing="Overdue." if number < 15 else "No agreed date.",
            wanted="Please say of each action below how it stands, or send evidence.",
            why="Sent as step M: the monthly list of open actions (policy version 1).",
        )
        for number in range(1, 21)
    )
    held_against("twenty.txt", render(make_letter(*lines)).text, tmp_path)


READERS = {
    Step.E2: Reader.SAFEGUARDING_LEAD,
    Step.E3: Reader.BOARD_MEMBER,
    Step.E4: Reader.CHAIR,
    Step.E5: Reader.INDEPENDENT_CHAIR,
    Step.S: Reader.SECRETARY,
    Step.Z: Reader.BOARD_MEMBER,
    Step.V: Reader.BOARD_MEMBER,
    Step.P: Reader.CHAIR,
    Step.W10: Reader.SECRETARY,
    Step.W30: Reader.CHAIR,
    Step.U40: Reader.CHAIR,
}


def test_the_text_of_every_step(
    make_line: MakeLine, make_letter: MakeLetter, tmp_path: Path
) -> None:
    """Each step is worded for the one it is told to, most serious first."""
    calendar = Calendar(date(2010, 1, 1), date(2011, 12, 31))
    lines = []
    for number, step in enumerate(Step, start=1):
        due_on = None if step is Step.U40 else date(2010, 11, 1)
        told = Occasion(
            step=step,
            reader=READERS.get(step, Reader.LEAD),
            as_of=date(2010, 11, 1),
            due_on=due_on,
            lead="Head of children's nursing",
            agency="Community health trust",
            meeting_on=date(2010, 11, 17),
            letter_to="the Chief executive of the trust",
            outcome="an extension to 31 January 2011 was asked for on 18 October 2010",
            vacant_post="Designated doctor",
        )
        lines.append(
            make_line(
                step,
                number,
                due_on=due_on,
                wanted=wanted(told),
                wanted_by=answer_by(told, calendar),
                why=why(told, working_days=10, policy="1"),
                standing="Its standing.",
            )
        )
    held_against("every_step.txt", render(make_letter(*lines)).text, tmp_path)


def test_the_text_of_the_secretarys_list(
    make_line: MakeLine, make_letter: MakeLetter, tmp_path: Path
) -> None:
    """The secretary's day: answers, exceptions and vacancies apart, each counted."""

    def entry(part: Part, number: int | None, reference: str, words: str) -> Line:
        return make_line(
            Step.S,
            action_id=number,
            reference=reference,
            short_title="",
            agency="",
            date_words="",
            due_on=None,
            wanted=words,
            wanted_by=None,
            last_answer=None,
            standing="",
            why="Sent as step S: the secretary's list of the day (policy version 1).",
            part=part,
        )

    listed = make_letter(
        entry(Part.VACANCIES, None, "Designated doctor", "Nobody holds this post."),
        entry(Part.ANSWERS, 9, "child-k/9", "Please look at this: evidence came in."),
        entry(Part.ANSWERS, 10, "child-k/10", "Please look at this: an extension is asked for."),
        entry(Part.HELD, None, "run of 1 November 2010", "Please release or refuse 212 messages."),
        to_post="Serious case review co-ordinator",
    )
    held_against("secretary.txt", render(listed).text, tmp_path)


def test_the_text_of_a_bare_notice(mixed: Letter, make_letter: MakeLetter, tmp_path: Path) -> None:
    """A mailbox that is not assured gets marking, references, due dates and how to reply."""
    bare = make_letter(*mixed.lines, assured=False)
    held_against("bare.txt", render(bare).text, tmp_path)


@pytest.mark.clause("8.2")
def test_a_bare_notice_says_none_of_the_rest(make_line: MakeLine, make_letter: MakeLetter) -> None:
    """Not one fact that is kept to assured domains stands in any part of a bare notice."""
    secret = make_line(
        short_title="SECRETtitle",
        agency="SECRETagency",
        wanted="SECRETwanted.",
        last_answer="SECRETanswer",
        why="SECRETwhy.",
        standing="SECRETstanding.",
        date_words="SECRETwords",
        stand_in_for="SECRETvacant",
        milestones=("SECRETmilestone",),
        original_due_on=date(1999, 9, 9),
    )
    undated = make_line(number=2, due_on=None, date_words="SECRETwords")
    bare = render(
        make_letter(
            secret,
            undated,
            assured=False,
            to_post="SECRETpost",
            committee="SECRETcommittee",
            page_url="https://SECRETpage.example.org/",
        )
    )
    said = f"{bare.subject}\n{bare.text}\n{bare.html}"
    assert not re.search("secret(?!ary)", said, re.IGNORECASE)
    assert "1999" not in said
    for fact in ("OFFICIAL-SENSITIVE", "child-k/1", "29 October 2010", "reviews@northmoor"):
        assert fact in bare.text
        assert fact in bare.html


def test_a_bare_notice_lists_an_action_once(make_line: MakeLine, make_letter: MakeLetter) -> None:
    """Steps are not named in it, so one reference for each of them would tell nobody anything."""
    lines = (make_line(Step.E1, 7), make_line(Step.M, 7), make_line(Step.M, 8))
    bare = render(make_letter(*lines, assured=False))
    assert "REFERENCES (2)" in bare.text
    assert [bare.text.count(f"child-k/{n} ") for n in (7, 8)] == [1, 1]
    assert "Due and standing" in bare.html
    pack = make_line(Step.P, action_id=None, reference="the meeting", due_on=None, date_words="")
    assert "Due and standing" not in render(make_letter(pack, assured=False)).html


@pytest.mark.clause("8.1")
def test_a_full_message_says_all_of_it(make_line: MakeLine, make_letter: MakeLetter) -> None:
    """Every fact of a line and of a letter stands in the text and in the HTML."""
    line = make_line(
        short_title="Ftitle",
        agency="Fagency",
        wanted="Fwanted.",
        last_answer="Fanswer",
        why="Fwhy.",
        standing="Fstanding.",
        stand_in_for="Fvacant",
        milestones=("Fmilestone", "Fother"),
        original_due_on=date(1999, 9, 9),
    )
    full = render(make_letter(line, committee="Fcommittee", how_to_reply="Freply."))
    facts = "title agency wanted answer why standing vacant milestone other committee reply"
    expected = [f"F{fact}" for fact in facts.split()]
    expected += ["9 September 1999", "8 November 2010", "https://actions.northmoor.example.org/p/"]
    for fact in expected:
        assert fact in full.text
        assert fact in full.html


def test_a_pilots_message_names_its_true_addressee_first(
    make_line: MakeLine, make_letter: MakeLetter
) -> None:
    """A redirected message says for whom it is before anything else."""
    pilot = render(make_letter(make_line(), redirect_to="pilot@example.org"))
    first = pilot.text.splitlines()[0]
    assert first.startswith("Pilot: for nursing.head@example.org (Head of children's nursing)")
    assert "sent to pilot@example.org instead" in " ".join(pilot.html.split())


def test_text_keeps_to_its_columns(mixed: Letter) -> None:
    """No line of the text part is longer than 76 columns."""
    assert max(map(len, render(mixed).text.splitlines())) <= WIDTH


class Outline(HTMLParser):
    """The elements of a page, and those left open."""

    VOID = frozenset({"meta", "br", "link", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last, and no other."""
        assert self.open.pop() == tag


def outline(html: str) -> Outline:
    """The page read to its end, every element closed in turn."""
    read = Outline()
    read.feed(html)
    assert read.open == []
    return read


@pytest.mark.parametrize("other", [{}, {"redirect_to": "pilot@example.org"}, {"marking": ""}])
def test_the_page_is_well_formed_whatever_it_leaves_out(
    mixed: Letter, make_letter: MakeLetter, other: dict[str, str]
) -> None:
    """Every element is closed in turn, with and without a marking, a pilot or an assured domain."""
    for assured in (True, False):
        outline(render(make_letter(*mixed.lines, assured=assured, **other)).html)


def test_the_page_has_a_language_and_heads(mixed: Letter) -> None:
    """Readers aloud are told the language, the title, the headings and the column heads."""
    html = render(mixed).html
    assert html.startswith("<!DOCTYPE html>")
    seen = outline(html).seen
    assert ("html", {"lang": "en-GB"}) in seen
    assert [tag for tag, _ in seen if tag == "h1"] == ["h1"]
    heads = [attributes["scope"] for tag, attributes in seen if tag == "th"]
    assert {"col", "row"} == set(heads)


def test_tables_that_only_lay_out_say_so(mixed: Letter) -> None:
    """A table is a list of actions, with heads, or has the role of a presentation."""
    tables = [attributes for tag, attributes in outline(render(mixed).html).seen if tag == "table"]
    plain = [attributes for attributes in tables if attributes.get("role") != "presentation"]
    assert all(attributes["class"] == "rows" for attributes in plain)
    assert len(tables) > len(plain) > 0


def test_styles_stand_in_the_elements(mixed: Letter) -> None:
    """Mail programs drop style sheets: every classed element has its style with it."""
    classed = [a for _, a in outline(render(mixed).html).seen if "class" in a]
    assert classed
    assert all(attributes.get("style") for attributes in classed)


def test_no_command_of_the_template_is_left_in_the_page(mixed: Letter) -> None:
    """What is not filled in would be read by a person."""
    html = render(mixed).html
    for trace in ("{{", "}}", "<!--%", "%-->", "{%"):
        assert trace not in html


HOSTILE = "<script>alert(1)</script> & \"x\" '{{ 7*7 }}' <!--% if x %-->"


def test_values_are_data_in_html(make_line: MakeLine, make_letter: MakeLetter) -> None:
    """Markup and template commands in a title are printed, not obeyed."""
    line = make_line(short_title=HOSTILE, standing=HOSTILE, milestones=(HOSTILE,))
    html = render(make_letter(line, how_to_reply=HOSTILE, ask_post=HOSTILE)).html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "{{ 7*7 }}" in html
    assert "<!--%" not in html


def test_a_link_that_would_run_is_refused(make_line: MakeLine, make_letter: MakeLetter) -> None:
    """Only web addresses become links."""
    with pytest.raises(ValueError, match="must start with https"):
        render(make_letter(make_line(), page_url="javascript:alert(1)"))


def test_without_a_page_there_is_no_link_to_it(
    make_line: MakeLine, make_letter: MakeLetter
) -> None:
    """Where no page is set, a message says how to reply and offers no link."""
    said = render(make_letter(make_line(), page_url=None))
    assert "Your actions:" not in said.text
    assert "Open the page" not in said.html


def test_without_a_marking_there_is_no_empty_band(
    make_line: MakeLine, make_letter: MakeLetter
) -> None:
    """An unmarked board's message begins with what is wanted."""
    said = render(make_letter(make_line(), marking=""))
    assert said.text.startswith("Wanted of you")
    assert 'class="marking' not in said.html


def test_a_line_break_in_a_title_starts_no_line_of_its_own(
    make_line: MakeLine, make_letter: MakeLetter
) -> None:
    """A title from a cell with breaks is folded like any other words."""
    said = render(make_letter(make_line(short_title="One\r\nHOW TO REPLY\r\nto nobody"))).text
    assert "    One HOW TO REPLY to nobody\n" in said
    assert said.count("\nHOW TO REPLY\n") == 1


def test_the_same_letter_is_the_same_message(mixed: Letter) -> None:
    """Nothing in a message depends on when or how often it is rendered."""
    assert render(mixed) == render(mixed)


@given(st.text(max_size=400), st.sampled_from(["", "    "]))
def test_folding_keeps_the_words_and_the_width(words: str, indent: str) -> None:
    """Folded words are the same words, and only a word too long to fold passes the edge."""
    lines = folded(words, indent).split("\n")
    assert " ".join(lines).split() == words.split()
    for line in lines:
        assert len(line) <= WIDTH or len(line.split()) == 1
