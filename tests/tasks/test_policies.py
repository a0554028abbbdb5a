"""A policy adopted: shown, decided, numbered, and asked of every action from the next WD."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from models.answers import Decision
from models.database import reading
from models.governance import PolicyVersion
from models.rules.rehearsal_difference import Changed
from models.rules.words import DecisionKind
from settings import Settings
from tasks import policies, rehearsal
from tasks.committee import enter_committee
from tasks.explaining import why
from tasks.looking import history, verify_history
from tasks.policies import Adopting, adopt, held_by
from tasks.policy_files import in_play
from tasks.refused import Refused
from tasks.rehearsal import rehearse
from tasks.rehearsed import Rehearsed
from tests.stories.furnished import BOARD_FILE
from tests.stories.world import CHAIR, FIRST, LEAD, SECRETARY, World, row

DUE = "17 September 2010"
SOONER = "[ladder]\nnormal = [1, 2, 10, 20, 40]\n"
EARLIER = "[reminders]\nnormal = [20, 8, 0]\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A policy under which E2 goes 2 WD after the due date, and not 5."""
    path = tmp_path / "policy.toml"
    path.write_text(SOONER, encoding="utf-8")
    return path


def by_chair(file: Path) -> Adopting:
    """Adopted by the chair between meetings."""
    return Adopting(path=file, by=CHAIR, chairs_action=True)


def test_a_policy_is_kept_with_its_number_and_the_decision(world: World, file: Path) -> None:
    """At a meeting with its minute; it holds from the next WD and not before."""
    world.on(date(2010, 9, 7))
    done = adopt(
        world.office,
        Adopting(path=file, by=SECRETARY, meeting_on=date(2010, 9, 7), minute="4.2"),
    )
    assert (done.number, done.holds_from) == (1, date(2010, 9, 8))
    assert held_by(world.office, "").policy.number == 0
    held = held_by(world.on(date(2010, 9, 8)).office, "")
    assert (held.policy.number, held.policy.ladder.normal[1]) == (1, 2)
    with reading(world.office.engine) as session:
        kept = session.exec(select(PolicyVersion).where(col(PolicyVersion.number) == 1)).one()
        decided = session.exec(select(Decision)).one()
        assert (kept.text, kept.decision_id) == (SOONER, decided.id)
        assert (decided.kind, decided.minute_ref) == (DecisionKind.ADOPT, "4.2")
    assert history(world.office)[-1].what == "policy adopted"
    assert verify_history(world.office) == []


def test_it_shows_first_what_it_would_change(world: World, file: Path) -> None:
    """The next sixty days under both: E2 moves, and what follows it keeps its day."""
    world.import_plan(row("1", DUE))
    world.run()
    world.inbox(LEAD).expect("Yours")
    world.on(date(2010, 9, 8))
    before = len(history(world.office))
    shown = adopt(world.office, by_chair(file), keep=False).played.compared
    assert shown is not None
    assert [(d.step, d.changed, d.was_on, d.is_on) for d in shown.differences] == [
        ("E2", Changed.MOVED, date(2010, 9, 24), date(2010, 9, 21))
    ]
    assert (len(history(world.office)), held_by(world.office, "").policy.number) == (before, 0)


def test_a_second_policy_of_a_day_is_compared_with_the_first(world: World, file: Path) -> None:
    """It takes the place of that one, and not of the one that holds until tomorrow."""
    world.import_plan(row("1", DUE))
    first = adopt(world.office, by_chair(file)).played.compared
    file.write_text("", encoding="utf-8")
    second = adopt(world.office, by_chair(file)).played.compared
    assert first is not None
    assert second is not None
    assert (first.policy, second.policy) == (0, 1)
    assert {(d.was_on, d.is_on) for d in first.differences} == {
        (d.is_on, d.was_on) for d in second.differences
    }


def test_every_action_is_asked_again_and_each_notice_names_its_version(
    world: World, file: Path
) -> None:
    """What was shown is what happens; E1 was told under version 0 and E2 under version 1."""
    world.import_plan(row("1", DUE))
    world.run()
    world.advance(to=date(2010, 9, 13))
    shown = adopt(world.office, by_chair(file)).played
    # A second run of the day of the change is still the old policy's, and looks at everything.
    world.advance(to=date(2010, 10, 15), every_day=True)
    told = {
        (t.step.value, t.told_on)
        for t in world.told()
        if t.told_on and t.told_on > date(2010, 9, 13)
    }
    assert told == {(n.step, n.on) for n in shown.notices if n.on <= date(2010, 10, 15)}
    versions = {t.step: t.policy for t in why(world.office, "child-q/1").told}
    assert (versions["R5"], versions["E2"]) == (0, 1)
    assert ("E2", date(2010, 9, 21)) in told
    world.let_pass()


def test_the_run_of_the_next_day_asks_all_whatever_was_asked_on_the_day_of_the_change(
    world: World, tmp_path: Path
) -> None:
    """R20 becomes 40 WD, 3 September, and is told on the fifth WD after the change of the 6th.

    After the first run the action's own next day was that of its old R20, the 1st of October.
    """
    far = tmp_path / "far.toml"
    far.write_text("[reminders]\nnormal = [40, 8, 0]\n", encoding="utf-8")
    world.import_plan(row("1", "29 October 2010"))
    world.run()
    adopt(world.office, by_chair(far))
    world.run()
    world.advance(to=date(2010, 9, 30))
    assert "R20 2010-09-13" in world.steps("1")
    world.let_pass()


@pytest.mark.clause("1.1", "5.14")
def test_another_divisions_holidays_leave_the_days_before_them_as_they_were(
    world: World, tmp_path: Path
) -> None:
    """30 November is free in Scotland alone: E2 of a date before it is planned a day later.

    What was told by the old days keeps them, and the committee's file cannot change them.
    """
    scottish = tmp_path / "scotland.toml"
    scottish.write_text('[calendar]\ndivision = "scotland"\n', encoding="utf-8")
    world.import_plan(row("1", "25 November 2010"), row("2", DUE))
    world.advance(to=date(2010, 10, 18))
    before = world.steps("2")
    adopt(world.office, by_chair(scottish))
    world.advance(to=date(2010, 12, 3))
    assert world.steps("2")[: len(before)] == before
    assert {"E1 2010-11-26", "E2 2010-12-03"} <= set(world.steps("1"))
    world.let_pass()


def test_a_committees_file_cannot_change_the_holidays_that_days_were_counted_by(
    world: World, tmp_path: Path
) -> None:
    """Before the first run a mistake is mended by the file, after it by a policy."""
    other = tmp_path / "board.toml"
    other.write_text(BOARD_FILE.replace("[committee]", 'division = "scotland"\n[committee]'))
    enter = partial(enter_committee, world.office.engine, other, world.office.clock.now(), FIRST)
    assert enter(dry_run=True).changed
    world.run()
    with pytest.raises(Refused, match=r"board.toml, division: .* \(matters policy adopt\)"):
        enter()


@pytest.mark.parametrize(
    ("by", "said", "sentence"),
    [
        (LEAD, {"chairs_action": True}, "only the chair of a committee"),
        (SECRETARY, {"chairs_action": True}, "only the chair of a committee"),
        (LEAD, {"meeting_on": date(2010, 9, 7), "minute": "1"}, "somebody who sits on one"),
        (SECRETARY, {}, "give --meeting and --minute, or --chairs-action"),
        (SECRETARY, {"meeting_on": date(2010, 9, 8), "minute": "1"}, "has no meeting"),
        (SECRETARY, {"meeting_on": date(2010, 9, 7)}, "names its minute"),
        (SECRETARY, {"meeting_on": date(2010, 9, 7), "minute": "1"}, "has not been held yet"),
    ],
)
def test_nobody_adopts_who_may_not(
    world: World, file: Path, by: str, said: dict[str, object], sentence: str
) -> None:
    """Nor without an authority, nor at a meeting that is none; nothing is recorded."""
    before = len(history(world.office))
    with pytest.raises(Refused, match=sentence):
        adopt(world.office, Adopting(path=file, by=by, **said))  # type: ignore[arg-type]
    assert len(history(world.office)) == before


def test_what_was_shown_is_what_is_adopted(
    world: World, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another policy was adopted while the days were played, the second is refused."""
    other = tmp_path / "other.toml"
    other.write_text(EARLIER, encoding="utf-8")
    play = rehearsal.rehearse_change

    def overtaken(*given: Any) -> Rehearsed:
        monkeypatch.setattr(policies, "rehearse_change", play)
        adopt(world.office, by_chair(other))
        return play(*given)

    monkeypatch.setattr(policies, "rehearse_change", overtaken)
    with pytest.raises(Refused, match="Version 1 was adopted meanwhile"):
        adopt(world.office, by_chair(file))
    assert [h.what for h in history(world.office)].count("policy adopted") == 1


def test_a_policy_that_changes_nothing_is_refused(world: World, tmp_path: Path) -> None:
    """An empty file says what the shipped policy says."""
    empty = tmp_path / "policy.toml"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(Refused, match="says what version 0 says"):
        adopt(world.office, by_chair(empty))


def test_a_zone_that_nobody_knows_is_refused_with_its_line(world: World, tmp_path: Path) -> None:
    """Its form alone does not make a time zone: no message could leave under it."""
    far = tmp_path / "policy.toml"
    far.write_text('[hours]\nzone = "Elsewhere/Capital"\n', encoding="utf-8")
    with pytest.raises(Refused, match=r"line 2, hours\.zone: there is no time zone Elsewhere"):
        adopt(world.office, by_chair(far))


def test_the_setting_is_for_play_and_rehearsal_alone(world: World, tmp_path: Path) -> None:
    """MATTERS_POLICY: in play it holds; out of it a rehearsal tries it."""
    file = tmp_path / "policy.toml"
    file.write_text(EARLIER, encoding="utf-8")
    world.import_plan(row("1", "29 October 2010"))
    play = Settings(home=tmp_path, clock=FIRST, policy=file)
    real = Settings(home=tmp_path, policy=file)
    assert in_play(world.office.engine, real) is world.office.engine
    world.settings(policy=file, clock=None)
    tried = rehearse(world.office, FIRST, date(2010, 10, 29))
    assert tried.compared is not None
    assert [d.step for d in tried.compared.differences] == ["R5"]
    world.settings(clock=FIRST)
    with in_play(world.office.engine, play).connect() as connection:
        assert connection.get_execution_options()["played_policy"].reminders.normal[1] == 8


def test_a_message_has_the_boards_own_words_for_a_step(world: World, file: Path) -> None:
    """As the policy has them under [words], from the day on which it holds."""
    file.write_text('[words]\nA = "Now with you"\n', encoding="utf-8")
    adopt(world.office, by_chair(file))
    world.on(date(2010, 9, 7)).import_plan(row("1", "29 October 2010"))
    world.run()
    world.inbox(LEAD).expect("NOW WITH YOU (1)")
