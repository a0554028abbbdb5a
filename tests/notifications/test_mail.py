"""The bytes of one e-mail: its words, its files, and how its lines end."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.rules.letters import Letter, Line
from notifications import mail
from notifications.mail_policy import POLICY, Generator
from notifications.render import Rendered, render
from tests.notifications.mailed import AT, FILES, MESSAGE_ID, built, read

MakeLine = Callable[..., Line]
MakeLetter = Callable[..., Letter]


@pytest.fixture
def letter(make_line: MakeLine, make_letter: MakeLetter) -> Letter:
    """A letter about two actions."""
    return make_letter(make_line(number=1), make_line(number=2))


def test_text_comes_first_and_html_last(letter: Letter) -> None:
    """A program shows the last part that it can (RFC 2046, 5.1.4)."""
    message = read(built(letter))
    assert message.get_content_type() == "multipart/alternative"
    text, html = (cast("EmailMessage", part) for part in message.iter_parts())
    words = render(letter)
    assert text.get_content_type() == "text/plain"
    assert text.get_content().replace("\r\n", "\n") == words.text
    assert html.get_content_type() == "text/html"
    assert html.get_content().replace("\r\n", "\n") == words.html


def test_the_same_letter_gives_the_same_bytes(letter: Letter) -> None:
    """Nothing in the message is drawn by lot or read from a clock."""
    assert built(letter) == built(letter)
    assert built(letter, files=FILES) == built(letter, files=FILES)


def test_files_come_behind_the_words(letter: Letter) -> None:
    """Each under its name and kind, byte for byte; the text and the page stay the body."""
    content = built(letter, files=FILES)
    found = read(content)
    parts = [(p.get_filename(), p.get_content_type()) for p in found.iter_attachments()]
    assert parts == [("pack.pdf", mail.KINDS[".pdf"]), ("pack.xlsx", mail.KINDS[".xlsx"])]
    assert [p.get_content() for p in found.iter_attachments()] == [f.content for f in FILES]
    assert [p.get_content_type() for p in found.walk()][:2] == [
        "multipart/mixed",
        "multipart/alternative",
    ]
    text = found.get_body(("plain",))
    assert text is not None
    assert text.get_content() == read(built(letter)).get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert found["Content-Language"] == "en-GB"
    assert max(map(len, content.split(b"\r\n"))) <= 998


def test_another_message_id_gives_another_boundary(letter: Letter) -> None:
    """Each message has a boundary of its own, made from its Message-ID."""
    other = "1f8fad5b-d9cb-469f-a165-70867728950e@northmoor.example.org"
    one, two = read(built(letter)), read(built(letter, message_id=other))
    assert one.get_boundary() != two.get_boundary()


def test_every_line_ends_as_mail_does_and_none_is_too_long(letter: Letter) -> None:
    """CRLF throughout, ASCII throughout, at most 998 characters a line (RFC 5322, 2.1.1)."""
    content = built(letter)
    assert content.isascii()
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    assert max(map(len, content.split(b"\r\n"))) <= 998


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=120)


BODIES = st.text(st.sampled_from("a .-\r\n\t\x0b\x0cé"), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(subject=WORDS, text=BODIES, html=BODIES, much=st.integers(996, 1001))
def test_the_most_usual_message_is_written_as_the_library_writes_it(
    letter: Letter, subject: str, text: str, html: str, much: int
) -> None:
    """Whatever its lines: those that end in nothing, in any way, or are nearly too long."""
    words = Rendered(subject=subject, text=text + "a" * much, html=html)
    ours = mail.build(letter, words, message_id=MESSAGE_ID, date_at=AT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mail, "written", as_the_library_does)
        assert mail.build(letter, words, message_id=MESSAGE_ID, date_at=AT) == ours


def as_the_library_does(headers: dict[str, str], text: str, html: str, boundary: str) -> bytes:
    """A message in ASCII by the library's own parts."""
    message = EmailMessage(policy=POLICY)
    for name, value in headers.items():
        message[name] = value
    message.set_content(text, cte="7bit")
    message.make_alternative(boundary=boundary)
    message.add_alternative(html, subtype="html", cte="7bit")
    message["Content-Language"] = "en-GB"
    whole = BytesIO()
    Generator(whole, mangle_from_=False, policy=POLICY).flatten(message)
    return whole.getvalue()
