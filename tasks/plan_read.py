"""A plan's file read: by itself, or under the policy of the board it is entered for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from models.database import reading
from models.places_known import known_places
from models.policy_reading import policy_in_force
from models.rules.plan_actions import planned_actions
from models.rules.plan_agencies import strangers
from models.rules.plan_items import PlanReading
from models.rules.plan_report import ReadPlan, read_plan_report
from models.rules.policy import Policy
from models.rules.words import Division
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.plan_asked import Import, board_asked, committee_asked
from tasks.plan_files import read_plan_file
from tasks.policy_files import policy_of
from tasks.refused import Refused
from tasks.register_back import is_own

YEARS = 6


def read(
    path: Path,
    *,
    agreed_on: date,
    commissioned_on: date | None,
    policy_file: Path | None = None,
    as_of: date | None = None,
) -> PlanReading:
    """How a plan's file would be read under the default policy, or one tried; saves nothing.

    Raises Refused for a policy with mistakes, each with its line.
    """
    policy = policy_of(policy_file, "MATTERS_POLICY") if policy_file else Policy()
    years = [agreed_on.year, (commissioned_on or agreed_on).year]
    calendar = board_calendar(
        Division.ENGLAND_AND_WALES, policy, min(years) - 1, max(years) + YEARS
    )
    return read_plan_file(
        path,
        agreed_on=agreed_on,
        commissioned_on=commissioned_on,
        calendar=calendar,
        headings=policy.headings or None,
        terms=policy.terms,
        offices=policy.offices,
        as_of=as_of,
    )


def report(reading: PlanReading, path: Path, review: str = "") -> ReadPlan:
    """A reading as it is shown, with the references that a first import would give."""
    return read_plan_report(reading, path.name, planned_actions(reading), review)


def plan_asked(office: Office, what: Import, today: date) -> PlanReading:
    """The plan as its file is read under the board's policy; no transaction waits for it."""
    if is_own(what.path):
        raise Refused(
            f"{what.path.name} is the register's own workbook. A person records what was edited in"
            " it: `matters import FILE --update --by YOU`."
        )
    with reading(office.engine) as session:
        board = board_asked(session, what.board)
        committee_asked(session, board, what.committee)
        policy = policy_in_force(session, board.board_id, today).policy
        known = known_places(session, board.board_id, board.name)
    years = [what.agreed_on.year, (what.commissioned_on or what.agreed_on).year, today.year]
    plan = read_plan_file(
        what.path,
        agreed_on=what.agreed_on,
        commissioned_on=what.commissioned_on,
        calendar=board_calendar(board.division, policy, min(years) - 1, max(years) + YEARS),
        headings=policy.headings or None,
        terms=policy.terms,
        offices=policy.offices,
        agencies=(*known.agencies, *known.own_sections),
        as_of=today,
    )
    if not plan.accepted:
        raise Refused("\n".join(p.message for p in plan.problems if p.severity == "error"))
    return replace(plan, problems=(*plan.problems, *strangers(plan.items, known)))
