"""What a message that came back says of the address it was sent to."""

from __future__ import annotations

from models.rules.returned import About, about, takes_nothing_more
from tests.tables import table


@table(
    ("status", "what"),
    [
        ("5.1.1", About.ADDRESS),
        ("5.2.1", About.ADDRESS),
        ("5.1.7", About.US),
        ("5.1.8", About.US),
        ("5.1.10", About.ADDRESS),
        ("5.5.0", About.US),
        ("5.7.1", About.US),
        ("5.4.7", About.ADDRESS),
        ("4.4.7", About.TIME),
        ("4.7.1", About.TIME),
    ],
)
def test_a_status_speaks_of_the_address_of_us_or_of_time(status: str, what: About) -> None:
    """The mailbox, a policy or a sender of ours, or a server that was out of reach for days."""
    assert about(status) is what


@table(
    ("what", "refused_us", "nothing_more"),
    [
        (About.ADDRESS, 9, "nothing more"),
        (About.TIME, 0, "goes on"),
        (About.US, 4, "nothing more"),
        (About.US, 5, "goes on"),
    ],
)
def test_that_many_refuse_us_is_a_fault_of_ours(
    what: About, refused_us: int, nothing_more: str
) -> None:
    """Of one or a few addresses it counts against them; of five at once it does not."""
    said = takes_nothing_more(what, range(refused_us))
    assert said is (nothing_more == "nothing more")
