"""The board of a scenario as the rules take it: posts, people, committee, meetings, calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from models.rules.calendar import ONE_DAY, Calendar, cutoffs
from models.rules.facts import (
    BoardFacts,
    CommitteeFacts,
    MeetingFacts,
    PackFacts,
    PostFacts,
    Tenure,
)
from models.rules.policy import Policy
from models.rules.words import Division, PostKind
from tasks.holidays import board_calendar
from tests.oracle.scenario import Scenario

BOARD_ID, COMMITTEE_ID = 1, 1
YEARS = 3


@dataclass(frozen=True)
class Names:
    """The numbers of a scenario's posts, people and agencies, by name."""

    posts: Mapping[str, int]
    people: Mapping[str, int]
    agencies: Mapping[str, int]

    @classmethod
    def of(cls, scenario: Scenario) -> Names:
        """Numbers in the order in which the scenario names them."""
        people = [tenure.person for post in scenario.posts for tenure in post.tenures]
        return cls(
            posts={post.name: n for n, post in enumerate(scenario.posts, 1)},
            people={name: n for n, name in enumerate(dict.fromkeys(people), 1)},
            agencies={agency.name: n for n, agency in enumerate(scenario.agencies, 1)},
        )

    def post(self, number: int) -> str:
        """The post that has a number."""
        return next(name for name, n in self.posts.items() if n == number)


def board_of(scenario: Scenario, names: Names, policy: Policy) -> BoardFacts:
    """The board on its first day, before anybody is told anything."""
    ours = scenario.board
    calendar = board_calendar(
        Division(ours.division),
        policy,
        scenario.first_day.year - 1,
        scenario.last_day.year + YEARS,
    )
    chair = names.posts[ours.independent_chair] if ours.independent_chair else None
    return BoardFacts(
        board_id=BOARD_ID,
        name="Board",
        calendar=calendar,
        policy=policy,
        posts=_posts(scenario, names),
        committees={COMMITTEE_ID: _committee(scenario, names)},
        agencies={n: name for name, n in names.agencies.items()},
        independent_chair_id=chair,
    )


def _committee(scenario: Scenario, names: Names) -> CommitteeFacts:
    ours = scenario.board
    return CommitteeFacts(
        committee_id=COMMITTEE_ID,
        name="Committee",
        secretary_id=names.posts[ours.secretary],
        chair_id=names.posts[ours.chair],
        member_ids=tuple(names.posts[name] for name in ours.members),
    )


def _posts(scenario: Scenario, names: Names) -> dict[int, PostFacts]:
    kinds = _kinds(scenario)
    tenure = iter(range(1, 10_000))
    return {
        names.posts[post.name]: PostFacts(
            post_id=names.posts[post.name],
            name=post.name,
            agency_id=names.agencies[post.agency] if post.agency else None,
            kind=kinds.get(post.name, PostKind.LEAD),
            deputy_id=names.posts[post.deputy] if post.deputy else None,
            tenures=tuple(
                Tenure(
                    tenure_id=next(tenure),
                    person_id=names.people[held.person],
                    from_on=held.first,
                    until_on=held.last + ONE_DAY if held.last else None,
                )
                for held in post.tenures
            ),
        )
        for post in scenario.posts
    }


def _kinds(scenario: Scenario) -> dict[str | None, PostKind]:
    ours = scenario.board
    kinds: dict[str | None, PostKind] = dict.fromkeys(ours.members, PostKind.MEMBER)
    kinds |= {
        ours.secretary: PostKind.SECRETARY,
        ours.chair: PostKind.CHAIR,
        ours.independent_chair: PostKind.INDEPENDENT_CHAIR,
    }
    for agency in scenario.agencies:
        kinds[agency.safeguarding_lead] = PostKind.SAFEGUARDING_LEAD
        kinds[agency.board_member] = PostKind.BOARD_MEMBER
        kinds[agency.chief_officer] = PostKind.CHIEF_OFFICER
    return kinds


def meetings_on(
    scenario: Scenario, calendar: Calendar, policy: Policy, day: date
) -> tuple[tuple[MeetingFacts, ...], tuple[MeetingFacts, ...]]:
    """The meetings that are known on a day and stand, and those that were cancelled by then."""
    known = [
        MeetingFacts(
            meeting_id=number,
            on=one.on,
            freeze_on=cutoffs(one.on, calendar, policy.pack.cutoff_days).freeze_on,
            takes_pack=one.takes_pack,
            entered_on=one.known_from,
            cancelled_on=one.cancelled_on,
        )
        for number, one in enumerate(scenario.board.meetings, 1)
        if one.known_from <= day
    ]
    standing = [m for m in known if m.counts_on(day)]
    return (
        tuple(replace(m, cancelled_on=None) for m in standing),
        tuple(m for m in known if m not in standing),
    )


def packs_on(
    scenario: Scenario, calendar: Calendar, policy: Policy, day: date
) -> tuple[PackFacts, ...]:
    """The packs of meetings to come that were drafted by a day: on time, or never."""
    signed = {(e.run_on, e.kind): e.on for e in scenario.events if e.run_on and e.on <= day}
    made = []
    for number, one in enumerate(scenario.board.meetings, 1):
        days = cutoffs(one.on, calendar, policy.pack.cutoff_days)
        called_off = one.cancelled_on is not None and one.cancelled_on <= day
        drafted = one.known_from <= days.draft_on <= day <= one.on
        made_late = day <= one.on and (one.on, "approve-pack") in signed
        if one.takes_pack and (drafted or made_late) and not called_off:
            made.append(
                PackFacts(
                    pack_id=number,
                    committee_id=COMMITTEE_ID,
                    meeting_on=one.on,
                    issue_by=days.issue_on,
                    approved_on=signed.get((one.on, "approve-pack")),
                    issued_on=signed.get((one.on, "issue-pack")),
                )
            )
    return tuple(made)
