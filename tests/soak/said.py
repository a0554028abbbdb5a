"""What happened in a soak, in one table."""

from __future__ import annotations

from tests.soak.days import Days
from tests.soak.ending import sizes
from tests.soak.trouble import VICTIMS, Trouble
from tests.soak.verdict import repeats


def said(days: Days, trouble: Trouble, took: float) -> str:
    """The table."""
    rows = [*_lived(days, took), *_troubles(days, trouble), *_kept(days), *_held(days, trouble)]
    return "\n".join(["What happened:", *(f"  {name:<44} {value}" for name, value in rows)])


def _lived(days: Days, took: float) -> list[tuple[str, object]]:
    wds = [day for day in days.lived if days.calendar.is_wd(day)]
    return [
        ("minutes", f"{took / 60:.1f}"),
        ("days, working days", f"{len(days.lived)}, {len(wds)} to {days.lived[-1]}"),
        ("actions", len(days.made.actions)),
        ("commands given while it ran", days.commands.given),
        ("follow-ups asked for", days.asked),
    ]


def _troubles(days: Days, trouble: Trouble) -> list[tuple[str, object]]:
    kills = ", ".join(f"{whom} {trouble.kills[whom]}" for whom in VICTIMS)
    disk = trouble.disk
    moods = ", ".join(f"{mood} {n}" for mood, n in sorted(days.mail.door.arrived.moods.items()))
    return [
        (f"kills: {sum(trouble.kills.values())}", kills),
        ("starts of serve", days.service.starts),
        ("the disk was full", f"{disk.fills} times, {disk.full:.0f} s" if disk else "never"),
        ("commands given again, there was no room", days.commands.again),
        ("outages of the mail server", f"{days.mail.outages}, {days.mail.away:.0f} s"),
        ("working days without it", len([d for d in days.was_away if days.calendar.is_wd(d)])),
        ("what the mail server did", moods),
    ]


def _kept(days: Days) -> list[tuple[str, object]]:
    arrived = days.mail.door.arrived
    return [
        ("notices told", len(days.register.heard())),
        ("messages arrived", len(arrived.kept)),
        ("of them again, the first reply lost", repeats(arrived)),
        ("put off to another day, by person", len(days.put_off)),
        ("settled by a person", days.settled),
    ]


def _held(days: Days, trouble: Trouble) -> list[tuple[str, object]]:
    """The memory of each part, and the databases."""
    rows: list[tuple[str, object]] = [
        (f"MB of {kind}: early, late, most", f"{early:.0f}, {late:.0f}, {most:.0f}")
        for kind, (early, late, most) in trouble.held().items()
    ]
    rows += [(f"MB of the {name}'s database", f"{mb:.1f}") for name, mb in sizes(days.service)]
    return rows
