"""Reports as mail servers write them."""

from __future__ import annotations

OURS = "0123456789abcdef@eastmere.example.org"
MAIL = f"""From: Board <actions@eastmere.example.org>
To: Lead <lead@trust.example.org>
Message-ID: <{OURS}>
Subject: OFFICIAL-SENSITIVE: Overdue

Hello.
"""
NO_SUCH = "smtp; 550 5.1.1 <lead@trust.example.org>: no such user here"


def report(
    message_id: str = OURS,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    diagnostic: str = NO_SUCH,
    returned: str = "message/rfc822",
    report_type: str = "delivery-status",
    status_type: str = "message/delivery-status",
) -> bytes:
    """A report on one message to one addressee, in three parts (RFC 3464, appendix E)."""
    mail = MAIL.replace(OURS, message_id)
    if "headers" in returned:
        mail = mail.partition("\n\n")[0] + "\n"
    text = f"""From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
To: bounces@eastmere.example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <20101103.1@mx.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type={report_type};
\tboundary="=_part"

This is a MIME-encapsulated message.

--=_part
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered.

--=_part
Content-Description: Delivery report
Content-Type: {status_type}

Reporting-MTA: dns; mx.example.org
Arrival-Date: Wed, 3 Nov 2010 09:00:00 +0000

Final-Recipient: rfc822; lead@trust.example.org
Original-Recipient: rfc822;lead@trust.example.org
Action: {action}
Status: {status}
Remote-MTA: dns; mail.trust.example.org
Diagnostic-Code: {diagnostic}

--=_part
Content-Description: Undelivered Message
Content-Type: {returned}

{mail}
--=_part--
"""
    return text.replace("\n", "\r\n").encode()
