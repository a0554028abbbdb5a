"""What holds of every play, whatever the world: nobody twice, no skipping, no bunching."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given

from tests.oracle.calendar import Calendar
from tests.oracle.colours import colour, standing
from tests.oracle.generate import EVERYTHING, scenarios
from tests.oracle.scenario import CLOSURES, Scenario
from tests.oracle.told import Told, play

STAGES = ("E1", "E2", "E3", "E4", "E5")
LEAST = {"E2": 2, "E3": 2, "E4": 5}  # WD after the stage before, whatever policy and priority
COLOURS = {"blue", "grey", "red", "amber", "green"}


def firsts(told: list[Told], action: str) -> dict[tuple[object, str], date]:
    """The day each step of an action was told, by cause."""
    days: dict[tuple[object, str], date] = {}
    for notice in told:
        if notice.action == action and notice.first and notice.told_on:
            key = (notice.cause, notice.step)
            days[key] = min(notice.told_on, days.get(key, notice.told_on))
    return days


def quiet(scenario: Scenario, action: str) -> bool:
    """True of an action that was never silenced or corrected."""
    kinds = {event.kind for event in scenario.events if event.action == action}
    return not kinds & {"silence", "correct"}


def nobody_is_told_the_same_step_for_the_same_cause_twice(told: list[Told]) -> None:
    """ "Unless withdrawn, it exists once"."""
    living = Counter(
        (notice.step, notice.action, notice.cause, notice.to) for notice in told if notice.lives
    )
    assert not [key for key, count in living.items() if count > 1]


def everything_leaves_on_a_working_day_that_had_a_run_and_a_server(
    scenario: Scenario, told: list[Told]
) -> None:
    """ "Nothing is told on a day that is not a WD"; what is withdrawn has a reason."""
    calendar = Calendar(scenario.board.division, scenario.policy)
    for notice in told:
        assert calendar.is_wd(notice.on)
        assert notice.on not in scenario.no_run
        if notice.told_on:
            assert calendar.is_wd(notice.told_on)
            assert notice.told_on not in scenario.no_run | scenario.no_server
            assert notice.withdrawn_on is None
        assert bool(notice.withdrawn_on) == bool(notice.why)


def stages_never_skip_nor_bunch_nor_come_before_a(scenario: Scenario, told: list[Told]) -> None:
    """ "Told in order, one a run", E1 five WD after A, E5 alone may go with E4."""
    calendar = Calendar(scenario.board.division, scenario.policy)
    for action in scenario.actions:
        days = firsts(told, action.reference)
        for (cause, step), on in days.items():
            if step not in STAGES or not quiet(scenario, action.reference):
                continue
            assert isinstance(cause, tuple)
            entry = days[("date", cause[1]), "A"]
            assert on >= calendar.plus(entry, 5)
            before = days.get((cause, f"E{int(step[1]) - 1}"))
            if step != "E1":
                assert before is not None
                assert before < on or (before == on and step == "E5")
                assert step == "E5" or on >= calendar.plus(before, LEAST[step])


def a_closure_ends_everything_but_what_answers_it(scenario: Scenario, told: list[Told]) -> None:
    """From the day of a closure to its reopening or correction: Z, D, I6 and I12 alone."""
    for place, event in enumerate(scenario.events):
        if event.kind in CLOSURES:
            later = [
                other.on
                for other in scenario.events[place:]
                if other.action == event.action and other.kind in {"reopen", "correct"}
            ]
            end = min(later, default=scenario.last_day + timedelta(days=1))
            steps = {
                notice.step
                for notice in told
                if notice.action == event.action
                and notice.told_on
                and event.on <= notice.told_on < end
            }
            assert steps <= {"Z", "D", "I6", "I12"}


def colours_add_up(scenario: Scenario, told: list[Told]) -> None:
    """Every action has one colour, and those closed are Blue or Grey."""
    day = scenario.last_day
    shown = {
        action.reference: colour(scenario, action.reference, day, told)
        for action in scenario.actions
    }
    assert sum(Counter(shown.values())[each] for each in COLOURS) == len(scenario.actions)
    for reference, each in shown.items():
        closed = standing(scenario, reference, day) in {"closed", "closed-late"}
        assert closed == (each in {"blue", "grey"})


@given(scenarios(EVERYTHING))
def test_what_the_procedure_promises_of_every_play(scenario: Scenario) -> None:
    """One play, held to each promise."""
    told = play(scenario)
    nobody_is_told_the_same_step_for_the_same_cause_twice(told)
    everything_leaves_on_a_working_day_that_had_a_run_and_a_server(scenario, told)
    stages_never_skip_nor_bunch_nor_come_before_a(scenario, told)
    a_closure_ends_everything_but_what_answers_it(scenario, told)
    colours_add_up(scenario, told)
