"""Two workers at once keep one pace: what each knows of the other stands in the register."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import pytest

from models.rules.mail_pace import MINUTE
from tasks.clock import Clock, machine_now
from tests.kills.trial import broken
from tests.kills.worker import CONTEXT
from tests.notifications.channels.conftest import Serve, serve
from tests.stories.anywhere import anywhere
from tests.stories.world import BOARD_ID, FIRST, World, address_of

__all__ = ["anywhere", "serve"]

TEAMS = range(1, 11)
A_MINUTE, PAUSES = 4, 2
# So much faster does the workers' minute pass than ours.
QUICK = 150


@dataclass(frozen=True)
class Quick:
    """The machine's clock, running fast from an instant on."""

    since: datetime

    def instant(self) -> datetime:
        """The instant on it."""
        return self.since + (machine_now() - self.since) * QUICK

    def sleep(self, seconds: float) -> None:
        """Sleep until so many of its seconds have passed."""
        time.sleep(seconds / QUICK)


def works(environment: dict[str, str], clock: Quick) -> None:
    """One worker's delivery, in a process of its own."""
    os.environ.update(environment)
    from models.database import open_engine
    from settings import Settings
    from tasks import deliver, telling
    from tasks.delivery_round import Round
    from tasks.office import Office

    settings = Settings()
    office = Office(
        settings=settings,
        engine=open_engine(settings.register_url),
        clock=Clock(settings.clock),
    )
    # What of a round is the machine's own runs fast.
    quick = partial(Round, instant=clock.instant, sleep=clock.sleep)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(telling, "Round", quick)
        deliver.deliver(office, BOARD_ID)
    os._exit(0)


def test_two_workers_share_one_pace(anywhere: World, serve: Serve) -> None:
    """Ten messages at four a minute are two pauses of a minute, for two workers as for one."""
    running = serve()
    anywhere.teams(*TEAMS)
    settings = anywhere.office.settings
    environment = {
        "MATTERS_HOME": str(settings.home),
        "MATTERS_DATABASE_URL": anywhere.office.engine.url.render_as_string(hide_password=False),
        "MATTERS_CLOCK": FIRST.isoformat(),
        "MATTERS_SMTP_URL": f"smtp://127.0.0.1:{running.port}",
        "MATTERS_MAIL_RATE": str(A_MINUTE),
    }
    began = machine_now()
    workers = [CONTEXT.Process(target=works, args=(environment, Quick(began))) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    took = (machine_now() - began) * QUICK
    assert sorted(to for _, to, _ in running.post.arrived) == sorted(
        address_of(f"Team {n}") for n in TEAMS
    )
    assert broken(anywhere) == []
    assert took >= PAUSES * MINUTE
