"""The headers of one e-mail: whom it names, and what is refused in a name, an address or an id."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.generator import BytesGenerator
from email.header import decode_header, make_header
from email.policy import SMTP
from email.utils import getaddresses, parsedate_to_datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.rules.letters import Letter, Line
from notifications import mail
from notifications.mail_words import mailbox
from notifications.render import render
from tests.notifications.mailed import AT, FILES, MESSAGE_ID, built, read
from tests.tables import table

MakeLine = Callable[..., Line]
MakeLetter = Callable[..., Letter]


def decoded(content: bytes, name: str) -> str:
    """A header's words as RFC 2047 has them: blanks between encoded words are not words."""
    return str(make_header(decode_header(message_from_bytes(content)[name])))


@pytest.fixture
def letter(make_line: MakeLine, make_letter: MakeLetter) -> Letter:
    """A letter about two actions."""
    return make_letter(make_line(number=1), make_line(number=2))


def test_headers_say_who_what_and_that_a_machine_wrote_it(letter: Letter) -> None:
    """The headers that mail servers and programs act on are there, as they were given."""
    message = read(built(letter))
    assert message["Message-ID"] == f"<{MESSAGE_ID}>"
    assert parsedate_to_datetime(message["Date"]) == AT
    assert message["From"] == "Northmoor LSCB <actions@northmoor.example.org>"
    assert message["To"].addresses[0].addr_spec == "nursing.head@example.org"
    assert message["To"].addresses[0].display_name == "Head of children's nursing"
    assert message["Reply-To"].addresses[0].addr_spec == "reviews@northmoor.example.org"
    assert message["Subject"].startswith("OFFICIAL-SENSITIVE: ")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["List-Id"] == "<northmoor-lscb.northmoor.example.org>"
    assert message["Content-Language"] == "en-GB"
    for absent in ("Cc", "Bcc"):
        assert absent not in message


def test_messages_of_one_action_stand_together(
    make_line: MakeLine, make_letter: MakeLetter
) -> None:
    """Few actions: a root for each; one action: a reply to its root; many: none."""
    one = read(built(make_letter(make_line(number=7))))
    assert one["References"] == one["In-Reply-To"] == "<action-7@northmoor.example.org>"
    two = read(built(make_letter(make_line(number=7), make_line(number=8))))
    assert two["References"].split() == [
        "<action-7@northmoor.example.org>",
        "<action-8@northmoor.example.org>",
    ]
    assert "In-Reply-To" not in two
    many = read(built(make_letter(*(make_line(number=n) for n in range(1, 6)))))
    assert "References" not in many
    assert "References" not in read(built(make_letter(make_line(action_id=None))))


@table(
    "address",
    [
        "o'brien@example.org",
        "DA'Costa@northmoor.gov.uk",
        "first.last+tag@example.org",
        "a{b}c~d@example.org",
    ],
)
def test_an_apostrophe_stays_in_its_address(
    make_line: MakeLine, make_letter: MakeLetter, address: str
) -> None:
    """What stands before an apostrophe is part of the mailbox."""
    message = read(built(make_letter(make_line(), to_address=address)))
    assert [each.addr_spec for each in message["To"].addresses] == [address]
    assert mailbox("to_address", address) == address


@table(
    "name",
    [
        "Pat O'Brien",
        "Smith, Jo",
        'The "other" Jo <jo@example.org>',
        "Zoë Łukasik",
        "Head; of: all, (things)",
        "",
        "长" * 60,
        "A" * 120,
        "Head of safeguarding, " * 6 + "(acting)",
        "=?utf-8?q?=22a=40b.org=22=2C?= Jo",
        'The "long" name, of somebody; with <all> that @ name can have: ' * 2 + "end",
    ],
)
def test_a_name_is_only_ever_a_name(
    make_line: MakeLine, make_letter: MakeLetter, name: str
) -> None:
    """Commas, quotes and brackets in a name make no second addressee, however long it is."""
    letter = make_letter(make_line(), to_post=name, to_person_name=name or None)
    content = built(letter)
    to = read(content)["To"].addresses
    assert [each.addr_spec for each in to] == ["nursing.head@example.org"]
    as_of_old = getaddresses([message_from_bytes(content)["To"]])
    assert [address for _, address in as_of_old] == ["nursing.head@example.org"]
    if name.isascii():
        assert to[0].display_name == name
    else:
        assert decoded(content, "To") == f"{name} <nursing.head@example.org>"


def test_a_domain_in_another_script_goes_out_in_ascii(
    make_line: MakeLine, make_letter: MakeLetter
) -> None:
    """A domain with accents is written as the mail system knows it."""
    message = read(built(make_letter(make_line(), to_address="jo@bücher.example.org")))
    assert message["To"].addresses[0].addr_spec == "jo@xn--bcher-kva.example.org"


@table(
    "address",
    [
        "zoë@example.org",
        "nobody",
        "@example.org",
        "jo@",
        "jo@exa mple.org",
        "jo@-example.org",
        "jo@example..org",
        "jo..jo@example.org",
        "jo,joe@example.org",
        "<jo@example.org>",
        '"jo jo"@example.org',
        "jo@" + "ü" * 80 + ".org",
        "j" * 65 + "@example.org",
        "jo@" + "a.example." * 30 + "org",
    ],
)
def test_what_is_no_plain_address_is_refused_with_its_place(address: str) -> None:
    """An address that few servers would take is an exception for a person, by its field."""
    with pytest.raises(ValueError, match="to_address: ") as raised:
        mailbox("to_address", address)
    assert not address or address not in str(raised.value)


@pytest.mark.parametrize(
    "subject",
    [
        "x " * 150,
        "Zoë – " * 50,
        "y" * 300,
        "z" * 2000,
        "=?utf-8?q?=0D=0ABcc=3A?= x",
        f'"{"q " * 600}"',
        "长" * 300,
    ],
)
def test_a_long_subject_comes_out_as_it_went_in(letter: Letter, subject: str) -> None:
    """Three hundred characters are folded and unfolded without a loss."""
    content = built(letter, subject=subject)
    head = content.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert decoded(content, "Subject").split() == subject.split()


BREAKS = ["\r\n", "\n", "\r", "\x00", "\u2028", "\x85"]
FIELDS = [
    "marking",
    "to_post",
    "to_address",
    "sender_name",
    "sender_address",
    "reply_to",
    "redirect_to",
]


@table(("field", "between"), list(product(FIELDS, BREAKS)))
def test_a_line_break_in_a_header_is_refused(
    make_line: MakeLine, make_letter: MakeLetter, field: str, between: str
) -> None:
    """A break would start a header of the writer's choosing: a sentence refuses it."""
    value = f"a@example.org{between}Bcc: b@example.org"
    with pytest.raises(ValueError, match="a line break or control character") as raised:
        built(make_letter(make_line(), **{field: value}))
    assert "example.org" not in str(raised.value)


def test_a_line_break_in_a_person_or_an_id_is_refused(
    make_line: MakeLine, make_letter: MakeLetter
) -> None:
    """A person's name and a Message-ID keep to their lines as well."""
    with pytest.raises(ValueError, match="line break"):
        built(make_letter(make_line(), to_person_name="Jo\r\nBcc: b@example.org"))
    with pytest.raises(ValueError, match="message_id"):
        built(make_letter(make_line()), message_id=f"{MESSAGE_ID}\r\nBcc: b@example.org")


@pytest.mark.parametrize(
    "field", ["short_title", "reference", "agency", "wanted", "why", "standing", "last_answer"]
)
def test_a_line_break_in_the_body_makes_no_header(
    make_line: MakeLine, make_letter: MakeLetter, field: str
) -> None:
    """What stands in a body stays in it."""
    line = make_line(**{field: "one\r\nBcc: b@example.org"})
    letter = make_letter(line, make_line(number=2))
    assert "Bcc" not in read(built(letter))


@pytest.mark.parametrize(
    "message_id", ["", "x", "<a@b.org>", "a b@example.org", "@example.org", "a@", "x" * 2000]
)
def test_what_is_no_message_id_is_refused(letter: Letter, message_id: str) -> None:
    """An id that no server would keep is useless for telling a repeat."""
    with pytest.raises(ValueError, match="message_id"):
        built(letter, message_id=message_id)


def test_a_long_message_id_is_not_encoded(letter: Letter) -> None:
    """An id longer than a line goes out as it is: an encoded one would be another id."""
    long = f"{'a' * 100}@{'b' * 60}.example.org"
    assert f"<{long}>".encode() in built(letter, message_id=long)


def test_an_instant_without_a_zone_is_refused(letter: Letter) -> None:
    """A Date header that means another hour elsewhere is no date."""
    with pytest.raises(ValueError, match="time zone"):
        mail.build(letter, render(letter), message_id=MESSAGE_ID, date_at=AT.replace(tzinfo=None))


def test_summer_time_is_written_with_its_offset(letter: Letter) -> None:
    """The board's own time is as good as UTC."""
    summer = datetime(2010, 7, 1, 9, 0, tzinfo=timezone(timedelta(hours=1)))
    content = mail.build(letter, render(letter), message_id=MESSAGE_ID, date_at=summer)
    assert read(content)["Date"] == "Thu, 01 Jul 2010 09:00:00 +0100"


def test_a_pilots_message_goes_to_the_pilot(make_line: MakeLine, make_letter: MakeLetter) -> None:
    """Redirected mail has one addressee, and it is not the true one."""
    message = read(built(make_letter(make_line(), redirect_to="pilot@example.org")))
    assert str(message["To"]) == "pilot@example.org"


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=120)
ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=120)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(name=WORDS, marking=WORDS)
def test_any_words_survive_the_headers(
    make_line: MakeLine, make_letter: MakeLetter, name: str, marking: str
) -> None:
    """A name and a marking in any script are read as they were written, but for blanks."""
    letter = make_letter(make_line(), to_person_name=name or None, marking=marking)
    content = built(letter)
    assert max(map(len, content.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 998
    assert decoded(content, "Subject").split() == render(letter).subject.split()
    assert [each.addr_spec for each in read(content)["To"].addresses] == [letter.to_address]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(name=ASCII, marking=ASCII, title=WORDS)
def test_our_headers_are_read_as_they_were_meant_and_the_rest_is_the_librarys(
    make_line: MakeLine, make_letter: MakeLetter, name: str, marking: str, title: str
) -> None:
    """One sender, one addressee, each with their name; the body to the byte as by email's SMTP."""
    facts: dict[str, Any] = {"to_post": name, "marking": marking, "sender_name": name}
    letter = make_letter(make_line(short_title=title), **facts)
    head, _, body = built(letter, files=FILES).partition(b"\r\n\r\n")
    message = read(head + b"\r\n\r\n")
    for field, address in (("From", letter.sender_address), ("To", letter.to_address)):
        (one,) = message[field].addresses
        assert (one.addr_spec, one.display_name.split()) == (address, name.split())
    lines = head.decode().split("\r\n")
    assert [line for line in lines if line.endswith(":") or not line.strip()] == []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mail, "POLICY", SMTP)
        patch.setattr(mail, "Generator", BytesGenerator)
        assert built(letter, files=FILES).partition(b"\r\n\r\n")[2] == body


def test_no_header_is_encoded_for_its_length(make_line: MakeLine, make_letter: MakeLetter) -> None:
    """The ids of a board whose domain is long are those that were given."""
    domain = f"{'a' * 60}.{'b' * 60}.example.org"
    lines = [make_line(number=n) for n in (1, 2)]
    content = built(make_letter(*lines, sender_address=f"actions@{domain}"))
    message = message_from_bytes(content)
    roots = [f"<action-{n}@{domain}>" for n in (1, 2)]
    assert message["References"].split() == roots
    assert message["List-Id"].split()[-1] == f"<northmoor-lscb.{domain}>"
