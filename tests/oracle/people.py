"""Who holds which post, who stands in, and whom each stage of the ladder names.

Read as:
- "the post's deputy, then the agency's safeguarding lead, ...": the agency of the post to be told
  (of the action's section where no lead is named); a post of the board or committee has none, so
  its stand-ins are its deputy, the secretary, the chair, the independent chair.
- "if the person to tell is vacant, gone or undeliverable": copies and members have stand-ins as
  anybody else; a post that two ways lead to is told once, and told rather than copied.
- "one that does not exist is skipped": a stand-in that is vacant or undeliverable is passed by and
  is no vacancy found; only a person to tell is. A contact the agency does not have at all (no
  safeguarding lead, no board member, no independent chair) is vacant.
- "the standing committee: its secretary, its chair and its members": named in that order.
- rule 13, "E4 the committee and the independent chair": secretary, chair, members, then the
  independent chair.
"""

from dataclasses import dataclass
from datetime import date

from tests.oracle.scenario import Action, Agency, Post, Scenario, Tenure


@dataclass(frozen=True)
class Want:
    """A post that a step is for, before stand-ins: by name, or by what it would be called."""

    post: str | None
    label: str
    agency: str | None
    copy: bool = False


@dataclass(frozen=True)
class Address:
    """Whom a step reaches: the post told, its holder, and the vacant post it stands in for."""

    to: str
    person: str
    for_post: str | None
    copy: bool


class People:
    """Posts and people of a scenario, and what became known of addresses as it was played."""

    def __init__(self, scenario: Scenario) -> None:
        self.board = scenario.board
        self.posts = {post.name: post for post in scenario.posts}
        self.agencies = {agency.name: agency for agency in scenario.agencies}
        self.bad: dict[str, tuple[date, date | None]] = {}  # found on, cleared on

    def tenure(self, post: str | None, day: date) -> Tenure | None:
        """The tenure of the post on the day, none where it is vacant."""
        for tenure in self.posts[post].tenures if post in self.posts else ():
            if tenure.first <= day and (tenure.last is None or day <= tenure.last):
                return tenure
        return None

    def holder(self, post: str | None, day: date) -> str | None:
        """Who holds the post on the day."""
        tenure = self.tenure(post, day)
        return tenure.person if tenure else None

    def reachable(self, post: str | None, day: date) -> str | None:
        """Its holder, where there is one with an address that delivers."""
        person = self.holder(post, day)
        found_on, cleared_on = self.bad.get(person or "", (None, None))
        undeliverable = found_on is not None and (cleared_on is None or day < cleared_on)
        return None if undeliverable else person

    def want(self, post: str | None, label: str = "", agency: str | None = None) -> Want:
        """A post wanted, with its agency."""
        named: Post | None = self.posts.get(post or "")
        return Want(post, post or label, (named.agency if named else None) or agency)

    def stand_ins(self, want: Want) -> list[str | None]:
        """Rule 7: who is told in its place, in order."""
        named = self.posts.get(want.post or "")
        agency = self.agencies.get(want.agency or "")
        return [
            named.deputy if named else None,
            agency.safeguarding_lead if agency else None,
            self.board.secretary,
            self.board.chair,
            self.board.independent_chair,
        ]

    def reach(self, want: Want, day: date) -> Address | None:
        """The wanted post, or the first stand-in who can be told; none where nobody can."""
        for post in [want.post, *self.stand_ins(want)]:
            person = self.reachable(post, day)
            if post and person:
                return Address(post, person, None if post == want.post else want.label, want.copy)
        return None

    def leads(self, action: Action, posts: tuple[str, ...]) -> list[Want]:
        """The lead and the contributors; "no lead named is a vacant lead"."""
        if not posts:
            return [Want(None, f"lead of {action.reference}", action.agency)]
        return [self.want(post, agency=action.agency) for post in posts]

    def contacts(self, action: Action, posts: tuple[str, ...], stage: int) -> list[Want]:
        """ "Told to" of a stage, the first-named first, without the copies."""
        if stage == 1:
            return self.leads(action, posts)
        if action.own:
            return self._own(stage)
        agency = self._agency(action, posts)
        if stage == 2:
            return [self._of(agency.safeguarding_lead, "safeguarding lead", agency)]
        if stage == 3:
            return [
                self._of(agency.board_member, "board member", agency),
                self.want(self.board.secretary),
            ]
        return self.committee() if stage == 4 else [self.independent_chair()]

    def committee(self) -> list[Want]:
        """The standing committee."""
        board = self.board
        return [self.want(post) for post in (board.secretary, board.chair, *board.members)]

    def independent_chair(self) -> Want:
        """The independent chair of the board."""
        return self.want(self.board.independent_chair, "independent chair")

    def board_member(self, agency: str) -> Want:
        """Whom V tells."""
        found = self.agencies[agency]
        return self._of(found.board_member, "board member", found)

    def _own(self, stage: int) -> list[Want]:
        """Rule 13: the contacts of the board's own actions."""
        return {
            2: [self.want(self.board.secretary)],
            3: [self.want(self.board.chair)],
            4: [*self.committee(), self.independent_chair()],
            5: [self.independent_chair()],
        }[stage]

    def _agency(self, action: Action, posts: tuple[str, ...]) -> Agency:
        """ "The accountable lead's agency"."""
        lead = self.posts.get(posts[0]) if posts else None
        return self.agencies[(lead.agency if lead else None) or action.agency]

    def _of(self, post: str | None, kind: str, agency: Agency) -> Want:
        return self.want(post, f"{kind} of {agency.name}", agency.name)
