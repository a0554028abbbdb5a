"""By which channels a post is told: as it chose, and by e-mail where that will not do."""

from __future__ import annotations

from dataclasses import replace

from models.rules.channels import goes_by_mail, webhook_of
from models.rules.words import Channel, Step
from tests.models.rules.builders import LEAD, post
from tests.tables import table

SET = frozenset({"lead-room"})


@table(
    ("channel", "room", "webhook", "mail", "stage_mail"),
    [
        (Channel.EMAIL, "lead-room", None, "mail", "mail"),
        (Channel.TEAMS, "lead-room", "lead-room", "no mail", "mail"),
        (Channel.BOTH, "lead-room", "lead-room", "mail", "mail"),
        (Channel.TEAMS, "other-room", None, "mail", "mail"),
        (Channel.TEAMS, None, None, "mail", "mail"),
    ],
)
def test_a_post_is_told_by_what_it_chose(
    channel: Channel, room: str | None, webhook: str | None, mail: str, stage_mail: str
) -> None:
    """A stage always by e-mail too, and so where the room it chose is not set."""
    one = replace(post(LEAD), channel=channel, teams_secret=room)
    assert webhook_of(one, SET) == webhook
    assert goes_by_mail(one, Step.R5, SET) is (mail == "mail")
    assert goes_by_mail(one, Step.E1, SET) is (stage_mail == "mail")
