"""Which mail server a setting names."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.channels.server import read_url


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("smtp://127.0.0.1:2525", ("smtp", "127.0.0.1", 2525, "", "")),
        ("smtp://mail.example.org", ("smtp", "mail.example.org", 25, "", "")),
        ("smtp://[::1]:2525/", ("smtp", "::1", 2525, "", "")),
        (
            "smtp+starttls://a%40example.org:p%2Fw%3A@mail.example.org:587",
            ("smtp+starttls", "mail.example.org", 587, "a@example.org", "p/w:"),
        ),
        ("smtps://u:p@mail.example.org", ("smtps", "mail.example.org", 465, "u", "p")),
    ],
)
def test_a_url_is_read_as_it_is_documented(
    url: str, wanted: tuple[str, str, int, str, str]
) -> None:
    """Scheme, host, port and login, the last percent-encoded."""
    server = read_url(url)
    assert (server.scheme, server.host, server.port, server.user, server.password) == wanted


@given(st.text(min_size=1).filter(lambda text: "\x00" not in text and text.isprintable()))
def test_any_password_survives_its_url(password: str) -> None:
    """What was percent-encoded into the URL is the password that comes out."""
    url = f"smtps://user:{quote(password, safe='')}@mail.example.org"
    assert read_url(url).password == password


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mailto://u:SECRET@mail.example.org", "it begins with smtp://"),
        ("http://mail.example.org", "it begins with smtp://"),
        ("smtp://u:SECRET@mail.example.org", "in the clear"),
        ("smtps://u@mail.example.org", "a user and a password, or neither"),
        ("smtps://:SECRET@mail.example.org", "a user and a password, or neither"),
        ("smtps://", "names a host"),
        ("smtps://u:SECRET/x@mail.example.org", "written %2F"),
        ("smtps://u:SECRET?x@mail.example.org", "written %2F"),
        ("smtps://u:SECRET#x@mail.example.org", "written %2F"),
        ("smtps://mail.example.org:99999", "port"),
        ("smtps://mail..example.org", "names a host"),
        ("smtp:// ", "names a host"),
        (f"smtp://{'m' * 64}.example.org", "names a host"),
    ],
)
def test_what_would_leak_or_miss_is_refused_without_the_password(url: str, why: str) -> None:
    """Each refusal says what to write instead and never repeats a password."""
    with pytest.raises(ValueError, match=why) as raised:
        read_url(url)
    assert "SECRET" not in str(raised.value)


def test_a_server_printed_has_no_login() -> None:
    """A server that ends in a log or a traceback gives nothing away."""
    printed = repr(read_url("smtps://actions:SECRET@mail.example.org"))
    assert printed == "SmtpServer(smtps://mail.example.org:465)"
