"""From render to the server's 250, beside the same templates, EmailMessage and smtplib by hand.

python -m tests.benchmarks.sending [MESSAGES] prints the peak memory of sending so many as well.
"""

from __future__ import annotations

import resource
import smtplib
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from itertools import count

from models.rules.letters import Letter, Line
from models.rules.words import Outcome, Step
from notifications.channels.base import Outgoing
from notifications.channels.smtp import SmtpChannel
from notifications.mail import build
from notifications.render import render
from tests.benchmarks import floor
from tests.benchmarks.measuring import Figure, Shown, in_turn

TURNS, BATCH, BAR = 10, 100, 1.3
AT = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
SENDER = "actions@northmoor.example.org"
STEPS = (Step.E1, Step.R0, Step.R5, Step.R20)


def letters(first: int, how_many: int) -> Iterator[Letter]:
    """Letters to as many people, with seven actions each, as the bench's day owes them."""
    for n in range(first, first + how_many):
        yield Letter(
            board="Northmoor LSCB",
            committee="Standing committee",
            marking="OFFICIAL-SENSITIVE",
            to_post=f"Lead {n:05d}",
            to_person_name=f"Holder {n:05d}",
            to_address=f"lead{n:05d}@northmoor.example.org",
            assured=True,
            lines=tuple(_line(n, k) for k in range(7)),
            as_of=AT.date(),
            sender_name="Northmoor LSCB",
            sender_address=SENDER,
            reply_to=SENDER,
            ask_post="Secretary",
            ask_address="secretary@northmoor.example.org",
            how_to_reply="Reply to this message; it reaches the Secretary.",
        )


def _line(n: int, k: int) -> Line:
    return Line(
        step=STEPS[k % 4],
        action_id=n * 7 + k,
        reference=f"bench/{n * 7 + k}",
        short_title=f"Measured, recommendation {n * 7 + k}, Housing",
        agency="Housing",
        due_on=date(2026, 11, 9 + k),
        wanted="Please send evidence, or ask for more time and give the reason.",
        wanted_by=date(2026, 11, 16),
        why=f"Sent as step {STEPS[k % 4]}: 1 working day after the due date (policy version 1).",
        standing="Overdue by 1 working day.",
    )


def ours(port: int) -> Callable[[Letter], None]:
    """Rendered, frozen and handed over as a delivery does."""
    channel = SmtpChannel(f"smtp://127.0.0.1:{port}")
    channel.open()

    def send(letter: Letter) -> None:
        message_id = f"{letter.to_post[5:]}.ours@northmoor.example.org"
        attempt = channel.send(
            Outgoing(
                message_id=message_id,
                day_on=letter.as_of,
                envelope_from=SENDER,
                to=letter.to_address,
                content=build(letter, render(letter), message_id=message_id, date_at=AT),
            )
        )
        if attempt.outcome is not Outcome.ACCEPTED:
            raise RuntimeError(attempt.text)

    return send


def by_hand(port: int) -> Callable[[Letter], None]:
    """The same templates and headers, the library's own message, one connection for all."""
    link = smtplib.SMTP("127.0.0.1", port)

    def send(letter: Letter) -> None:
        words = render(letter)
        message = EmailMessage(policy=SMTP)
        message["From"] = Address(letter.sender_name, addr_spec=letter.sender_address)
        message["To"] = Address(letter.to_person_name or "", addr_spec=letter.to_address)
        message["Reply-To"] = Address(letter.sender_name, addr_spec=letter.reply_to)
        message["Subject"] = words.subject
        message["Date"] = format_datetime(AT)
        message["Message-ID"] = f"<{letter.to_post[5:]}.hand@northmoor.example.org>"
        message["List-Id"] = "<northmoor-lscb.northmoor.example.org>"
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
        message.set_content(words.text)
        message.add_alternative(words.html, subtype="html")
        link.sendmail(SENDER, letter.to_address, message.as_bytes())

    return send


def sending_beside_hand() -> Iterator[Shown]:
    """A thousand messages each way, a hundred at a time in turn."""
    with floor.sink() as sink:
        ways = {"ours": _batches(ours(sink.port)), "hand": _batches(by_hand(sink.port))}
        # The first hundred of each warm it up.
        in_turn(ways, 1)
        costs = in_turn(ways, TURNS)
        sunk = int(sink.ask("STATS")["messages"])
    if sunk != len(ways) * (TURNS + 1) * BATCH:
        raise RuntimeError(f"{sunk} messages were sunk")
    what = f"{BATCH} messages from render to 250"
    yield Figure(what, costs["ours"], costs["hand"], BAR, beside="by hand")


def _batches(way: Callable[[Letter], None]) -> Callable[[], float]:
    """A hundred more letters each time, to other people than before."""
    firsts = count(0, BATCH)
    return lambda: _cpu(way, list(letters(next(firsts), BATCH)))


def _cpu(way: Callable[[Letter], None], some: list[Letter]) -> float:
    began = time.process_time()
    for letter in some:
        way(letter)
    return time.process_time() - began


def main(messages: int) -> int:
    """The ratio, and the peak of memory after a thousand messages and after all of them."""
    shown = list(sending_beside_hand())
    print(*shown, sep="\n")
    with floor.sink() as sink:
        way = ours(sink.port)
        for n, letter in enumerate(letters(0, messages), 1):
            way(letter)
            if n in {1_000, messages}:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"{n:,} messages: {peak:.1f} MiB at most")
    return int(any(one.missed for one in shown))


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if sys.argv[1:] else 10_000))
