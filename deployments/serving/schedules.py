"""What is deployed and when it runs: the facts from which every registration is made.

Nothing here loads Prefect. Times are the board's own; none lies between one and two at night,
when clocks change, and none is an interval, which would shift with every restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

ZONE = "Europe/London"
AT_ONCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """When a deployment runs by itself, with which parameters; the slug keeps it the same one."""

    cron: str
    slug: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """A flow as it is offered: its name for people, what it does, and its schedule if it has one.

    `flow` is the name of its module, and of the function in it, below `flows`. Where `at_once` runs
    go on already, another one `waits` for them, or is turned away.
    """

    name: str
    flow: str
    description: str
    tags: tuple[str, ...]
    timed: Timed | None = None
    at_once: int | None = 1
    waits: bool = False

    @property
    def entrypoint(self) -> str:
        """The flow as a module path, so that a worker may be started in any folder."""
        return f"flows.{self.flow}.{self.flow}"


FOLLOW_UP = Deployed(
    name="Follow up a day",
    flow="follow_up",
    description=(
        "Finds what the day owes, records it and tells it. Runs by itself on every working-day"
        " morning; a second run of a day tells nobody twice. To see what a day would owe, run it"
        " with *Only look* on."
    ),
    tags=("matters", "follow-up"),
    # The story itself is quiet on bank holidays and closure days.
    timed=Timed(
        cron="30 7 * * 1-5",
        slug="working-day-mornings",
        parameters={"scan": {"dry_run": False, "as_of": None}},
    ),
    waits=True,
)
DELIVER = Deployed(
    name="Send what waits",
    flow="deliver",
    description=(
        "Sends what waits, each person one message, and tries again what could not be sent. Runs by"
        " itself every five minutes of the working hours; nothing is ever sent twice."
    ),
    tags=("matters", "delivery"),
    timed=Timed(cron="*/5 7-18 * * 1-5", slug="working-hours"),
)
PACK = Deployed(
    name="Draft a pack",
    flow="quarterly_pack",
    description=(
        "Freezes the figures for a meeting and builds the pack's files. Runs by itself on every"
        " working-day morning and drafts what is due; a draft is approved and issued by people,"
        " with `matters approve` and `matters issue`."
    ),
    tags=("matters", "pack"),
    # After the morning's follow-up: the freeze of a cut-off is taken after the day's run.
    timed=Timed(cron="0 8 * * 1-5", slug="cut-off-mornings"),
    waits=True,
)
AUDIT = Deployed(
    name="Check what was told",
    flow="audit",
    description=(
        "Works out anew what should have been told in the last thirty working days and holds it"
        " against the ledger. Runs by itself on every working-day morning; what is new goes into"
        " the secretary's next message. It mends nothing and tells nobody."
    ),
    tags=("matters", "audit"),
    # After the morning's follow-up and its delivery.
    timed=Timed(cron="0 9 * * 1-5", slug="checking-mornings"),
)
BOUNCES = Deployed(
    name="Read what came back",
    flow="bounces",
    description=(
        "Reads the bounce mailbox, if one is set. What a message told that came back is due again,"
        " to the stand-in where the address is at fault. Runs by itself before the morning's"
        " follow-up and every half hour of the working hours."
    ),
    tags=("matters", "bounces"),
    timed=Timed(cron="10,40 7-18 * * 1-5", slug="half-hours"),
)
BACKUP = Deployed(
    name="Back up",
    flow="backup",
    description=(
        "Writes the register, evidence and packs to one file in the folder for backups, if one is"
        " set, proves it by restoring it, and keeps the last thirty and the last of each month."
        " Runs by itself every evening."
    ),
    tags=("matters", "backup"),
    timed=Timed(cron="0 20 * * *", slug="evenings"),
    waits=True,
)
PURGE = Deployed(
    name="Purge what is old",
    flow="purge",
    description=(
        "Takes names and addresses of people who left, and the texts of old messages, out of the"
        " register, and old working papers out of the home, as the board's policy sets it; what was"
        " decided stays, and a plan in the inbox that was never entered. Runs by itself on the"
        " first evening of each month. To see what would go, run it with *Only look* on."
    ),
    tags=("matters", "purge"),
    # After the evening's backup.
    timed=Timed(
        cron="0 22 1 * *", slug="first-evenings", parameters={"purging": {"dry_run": False}}
    ),
    waits=True,
)
IMPORT = Deployed(
    name="Import a plan",
    flow="import_plan",
    description=(
        "Reads an action plan that was put into the inbox and enters its actions under a review."
        " Look first with *Only look* on, then run it with it off."
    ),
    tags=("matters", "import"),
)
REHEARSE = Deployed(
    name="Rehearse days ahead",
    flow="rehearsal",
    description=(
        "Plays days forward as if nobody answered and says who would be told what. It changes"
        " nothing and tells nobody."
    ),
    tags=("matters", "rehearsal"),
)
# On several machines the day is shared out: one run a board, and no limit to the runs at once.
EVERY_BOARD = Deployed(
    name="Follow up every board",
    flow="follow_up_every",
    description=(
        "Begins one follow-up a board, for whichever worker is free. Runs by itself on every"
        " working-day morning; a second time on a day it begins those alone that are missing or"
        " that failed."
    ),
    tags=("matters", "follow-up"),
    timed=FOLLOW_UP.timed and replace(FOLLOW_UP.timed, parameters={}),
    waits=True,
)
A_BOARD = Deployed(
    name="Follow up a board",
    flow="follow_up_board",
    description=(
        "Finds what a board's day owes, records it and tells it. It is begun for each board by"
        " *Follow up every board*; a second run of a day tells nobody twice."
    ),
    tags=("matters", "follow-up"),
    at_once=None,
)
ALL = (FOLLOW_UP, DELIVER, BOUNCES, PACK, AUDIT, BACKUP, PURGE, IMPORT, REHEARSE)
SHARED = (
    EVERY_BOARD,
    A_BOARD,
    replace(FOLLOW_UP, timed=None),
    # One that takes longer than five minutes is joined by the next; no message is sent twice.
    replace(DELIVER, at_once=4),
    *ALL[2:],
)
