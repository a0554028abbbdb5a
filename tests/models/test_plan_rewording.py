"""A newer plan's words, and a priority proposed, as rows: on both kinds of database."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from models.database import reading, writing
from models.effects_writing import When
from models.plan import Action, Recommendation
from models.proposing import proposals, record_proposal
from models.rules.progress import Actor
from models.rules.words import Priority
from tasks.acting import actor_of, facts_of
from tasks.office import straight
from tasks.plan_asked import Import
from tasks.plans import import_plan
from tests.stories.anywhere import anywhere
from tests.stories.world import FIRST, HEADINGS, REVIEW, SECRETARY, World, row, write_csv

__all__ = ["anywhere"]
DUE = "17 September 2010"


def lay(world: World, *rows: tuple[str, ...]) -> None:
    """A newer version laid beside the register."""
    path = write_csv(world.office.settings.home / "newer.csv", HEADINGS, rows)
    what = Import(path=path, review=REVIEW, title="Child Q", agreed_on=FIRST, update=True)
    straight(world.office)(import_plan, what)


def test_newer_words_stand_beside_the_older_in_the_plans_order(anywhere: World) -> None:
    """Two rows reworded and one put between them: written in sets, found in their places."""
    anywhere.import_plan(row("1", DUE), row("2", DUE))
    first, second = row("1", DUE), row("2", DUE)
    lay(
        anywhere,
        (*first[:2], f"{first[2]} At once.", *first[3:]),
        ("1a", first[1], "Something that nobody has thought of", "Think", *first[4:]),
        (*second[:3], f"{second[3]} with care", *second[4:]),
    )
    with reading(anywhere.office.engine) as session:
        query = select(Action).order_by(col(Action.place))
        actions = session.execute(query).scalars().all()
        texts = {r.id: r.text for r in session.execute(select(Recommendation)).scalars()}
        assert [a.reference.partition("/")[2] for a in actions] == ["1", "1a", "2"]
        assert [a.place for a in actions] == [0, 1, 2]
        assert actions[0].recommendation_id is not None
        assert texts[actions[0].recommendation_id].endswith("At once.")
        assert actions[2].key_actions == ["Carry out recommendation 2 with care"]
        assert len(texts) == 5, "the two rows before them are kept"


def test_a_proposal_is_the_latest_that_differs_and_is_undecided(anywhere: World) -> None:
    """One that says what holds is none; a decision settles it, whichever way it goes."""
    anywhere.import_plan(row("1", DUE), row("2", DUE))
    office = anywhere.office
    when = When(holds_from=FIRST, at=office.clock.now())

    def propose(number: str, priority: Priority) -> None:
        with writing(office.engine) as session:
            action, board = facts_of(session, f"{REVIEW}/{number}", FIRST)
            by: Actor = actor_of(session, board, SECRETARY, FIRST, prefer=())
            record_proposal(session, board.board_id, action, priority, by=by, when=when)

    def proposed() -> dict[str, Priority]:
        with reading(office.engine) as session:
            return proposals(session, 1, FIRST)

    propose("1", Priority.HIGH)
    propose("2", Priority.NORMAL)
    assert proposed() == {"child-q/1": Priority.HIGH}
    propose("1", Priority.NORMAL)
    assert proposed() == {}
    propose("1", Priority.HIGH)
    anywhere.decide("1", "priority-normal")
    assert proposed() == {}
