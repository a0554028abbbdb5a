"""Reports of failures, read from their bytes: what is one, of which message, and about what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.returned import MANY, About, takes_nothing_more
from notifications.returns.report import Returned, read_report
from tests.notifications.returns.reports import MAIL, OURS, report


def test_a_failure_names_our_message_its_status_and_the_servers_words() -> None:
    """The words have no address in them, since they are kept and shown."""
    assert read_report(report()) == Returned(
        message_id=OURS,
        status="5.1.1",
        about=About.ADDRESS,
        words="5.1.1 smtp; 550 5.1.1 <(address)>: no such user here",
    )


@pytest.mark.parametrize(
    ("returned", "status_type"),
    [
        ("message/rfc822", "message/delivery-status"),
        ("text/rfc822-headers", "message/delivery-status"),
        ("text/rfc822-headers; charset=utf-8", "message/delivery-status"),
        ("message/global-headers", "message/global-delivery-status"),
        ("message/global", "message/global-delivery-status"),
    ],
)
def test_a_report_may_return_the_message_or_its_headers(returned: str, status_type: str) -> None:
    """In the types of RFC 3464 and of RFC 6533, whose addresses may have accents."""
    found = read_report(report(returned=returned, status_type=status_type))
    assert found
    assert (found.message_id, found.status) == (OURS, "5.1.1")


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        ("5.1.1", About.ADDRESS),
        ("5.1.10 (no such recipient)", About.ADDRESS),
        ("5.2.1", About.ADDRESS),
        ("5.2.2", About.ADDRESS),
        ("5.4.1", About.ADDRESS),
        ("5.0.0", About.ADDRESS),
        ("none", About.ADDRESS),
        ("5.7.1", About.US),
        ("5.7.133", About.US),
        ("5.1.8", About.US),
        ("5.5.0", About.US),
        ("4.4.7", About.TIME),
        ("4.2.2", About.TIME),
    ],
)
def test_a_status_speaks_of_the_address_of_us_or_of_time(status: str, meant: About) -> None:
    """RFC 3463: the second number says what it is about, a 4 that it was given up waiting."""
    found = read_report(report(status=status))
    assert found
    assert found.about is meant


@pytest.mark.parametrize(
    "mail",
    [
        *(report(action=a) for a in ("delayed", "delivered", "relayed", "expanded", "")),
        report(report_type="disposition-notification"),
        report(report_type=""),
        report(returned="text/plain"),
        report(message_id=""),
        report(status_type="text/plain"),
        report().replace(b"multipart/report", b"multipart/mixed"),
        MAIL.encode(),
        b"Auto-Submitted: auto-replied\r\nSubject: Out of office\r\n\r\nBack on Monday.",
        b"",
        report()[:300],
    ],
)
def test_whatever_is_no_failure_of_a_message_is_passed_over(mail: bytes) -> None:
    """Delays, receipts, absences, other mail, and reports that were cut off."""
    assert read_report(mail) is None


def test_a_report_on_several_is_about_the_one_that_failed() -> None:
    """The first group may say that a list was expanded, the second that one address failed."""
    mail = report().replace(
        b"Final-Recipient: rfc822; lead",
        b"Final-Recipient: rfc822; list@example.org\r\nAction: expanded\r\nStatus: 2.0.0\r\n\r\n"
        b"Final-Recipient: rfc822; lead",
    )
    found = read_report(mail)
    assert found
    assert found.status == "5.1.1"


@given(st.binary(max_size=400), st.integers(0, 1400), st.integers(0, 300))
def test_no_bytes_stop_the_reading(junk: bytes, start: int, length: int) -> None:
    """A report with anything in any place of it, or a mail that is nothing but that."""
    whole = report()
    read_report(whole[:start] + junk + whole[start + length :])
    read_report(junk)


@pytest.mark.clause("7.1")
def test_an_address_takes_nothing_more_unless_the_fault_is_ours() -> None:
    """A policy's refusal counts against an address, unless many servers say so at once."""
    assert takes_nothing_more(About.ADDRESS, range(99))
    assert not takes_nothing_more(About.TIME, ())
    assert takes_nothing_more(About.US, range(MANY - 1))
    assert not takes_nothing_more(About.US, range(MANY))
