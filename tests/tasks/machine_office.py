"""What the chair and the secretary do with policies, with what is held, and with packs."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from models.database import reading
from models.ledger import Notice, Run
from models.pack import Pack
from tasks.holding import refuse_held, release_held
from tasks.pack_issuing import approve_pack, issue_pack
from tasks.packs import Wanted, make_pack
from tasks.policies import Adopting, adopt
from tasks.refused import Refused
from tests.stories.world import CHAIR, SECRETARY, World

PLAIN = "# The procedure as it stands.\n"


def take_up(world: World, text: str) -> None:
    """The chair adopts a policy between meetings; it holds from the next WD."""
    path = world.office.settings.home / "policy.toml"
    path.write_text(text, encoding="utf-8")
    adopt(world.office, Adopting(path=path, by=CHAIR, chairs_action=True))


def settle(world: World, which: str, *, let_go: bool) -> None:
    """A held run or escalation is let go, or kept back for a reason."""
    if let_go:
        release_held(world.office, which, by=SECRETARY)
    else:
        refuse_held(world.office, which, by=SECRETARY, reason="It was told by telephone.")


def held_things(world: World) -> list[str]:
    """Whatever may be released: runs by their number, and escalations by theirs."""
    with reading(world.office.engine) as session:
        runs = [str(number) for number in _kept(session, Run)]
        return [*runs, *(f"n{number}" for number in _kept(session, Notice))]


def _kept(session: Session, table: type[Run | Notice]) -> list[int | None]:
    """The rows of a table that were held or refused, and not released since."""
    kept = select(col(table.id)).where(
        or_(col(table.held_on).is_not(None), col(table.refused_on).is_not(None)),
        col(table.released_on).is_(None),
    )
    return list(session.scalars(kept.order_by(col(table.id))))


def let_all_go(world: World) -> None:
    """The plain procedure again, and whatever was held or kept back is let go."""
    if not has_changed(world):
        return
    with suppress(Refused):  # it is the plain one already
        take_up(world, PLAIN)
    for which in held_things(world):
        with suppress(Refused):  # its run was released with it, or nothing of it stands
            release_held(world.office, which, by=SECRETARY)


def has_changed(world: World) -> bool:
    """True where a policy was adopted."""
    return (world.office.settings.home / "policy.toml").exists()


# --- Packs ---------------------------------------------------------------------------------------


def put_together(world: World, meeting_on: date) -> None:
    """The draft of a pack; it is frozen as of today or of its cut-off."""
    make_pack(world.office, Wanted(committee="", meeting_on=meeting_on))


def sign(world: World) -> None:
    """The chair approves the newest pack by the fingerprint on its cover."""
    reference, fingerprint = _newest(world)
    approve_pack(world.office, reference, fingerprint, by=CHAIR)


def hand_out(world: World) -> None:
    """The secretary issues the newest pack."""
    issue_pack(world.office, _newest(world)[0], by=SECRETARY)


def _newest(world: World) -> tuple[str, str]:
    query = select(col(Pack.reference), col(Pack.fingerprint)).order_by(col(Pack.id).desc())
    with reading(world.office.engine) as session:
        found = session.execute(query.limit(1)).first()
    if found is None:
        raise Refused("There is no pack.")
    reference, fingerprint = found
    return reference, fingerprint
