"""What people record about one action: a walk through its states, each step one that may be taken.

Left out because the procedure says nothing of them: an answer while evidence waits, a second
request while one waits, a decision on the date of an action held or with evidence in, anything
after a correction. Silences are at most 20 WD in all, and one an action, or several beside holds
and evidence where "many-silences" are asked for.
"""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.oracle.scenario import CLOSURES, Action, Event, Kind

Walk = list[Event]
STRUCK = CLOSURES | {"extend", "set-date", "hold", "evidence", "priority-high", "reopen"}
LONGEST = {"silence": 25, "hold": 40}  # 25 days are at most 20 WD
UNTIL = {"forecast", "ask-extension", "extend", "set-date", "reopen", "hold", "silence"}


class Path:
    """Where the walk has come to."""

    def __init__(self, features: frozenset[str], action: Action) -> None:
        self.features, self.action = features, action
        self.due, self.recurring = action.due, action.recurring
        self.evidence = self.closed = self.asked = False
        self.left = LONGEST["silence"]  # days that may still be silenced
        self.held_to: date | None = None
        self.events: Walk = []

    def may(self, on: date) -> list[Kind]:
        """What may be recorded on the day."""
        if self.closed:
            return ["reopen"] if self._wants("decisions") else []
        held = self.held_to is not None and on <= self.held_to
        kinds = self._answers() + self._decisions(held=held)
        kinds += self._silences(apart=held or self.evidence)
        if self._wants("handovers"):
            kinds.append("change-lead")
        return kinds

    def _silences(self, *, apart: bool) -> list[Kind]:
        if self._wants("many-silences"):
            return ["silence"] * 6 if self.left else []
        once = self._wants("silences") and self.left == LONGEST["silence"] and not apart
        return ["silence"] if once else []

    def _wants(self, feature: str) -> bool:
        return feature in self.features

    def _answers(self) -> list[Kind]:
        if self.evidence or not self._wants("answers"):
            return []
        kinds: list[Kind] = ["progress", "progress", "not-mine", "evidence", "evidence"]
        if self.due:
            kinds.append("forecast")
            kinds += [] if self.asked else ["ask-extension"]
        return kinds

    def _decisions(self, *, held: bool) -> list[Kind]:
        if not self._wants("decisions"):
            return []
        kinds: list[Kind] = ["superseded", "not-implemented", "outside-control"]
        if self.evidence:
            return [*kinds[:1], "accept", "accept", "return", "return"]
        if not held:
            kinds += ["hold", "hold", "priority-high", "priority-normal"]
            kinds += ["extend", "extend", "set-date"] if self.due else []
            kinds += ["interval"] * 3 if self.recurring else []
            kinds += [] if self.due or self.recurring else ["set-date", "set-date"]
        return kinds

    def record(self, event: Event) -> None:
        """Go on from an event."""
        self.events.append(event)
        kind = event.kind
        self.closed = kind in CLOSURES or (self.closed and kind != "reopen")
        declines = kind == "return" and not self.evidence
        self.evidence = kind == "evidence" or (
            self.evidence and kind != "return" and kind not in CLOSURES
        )
        decided = declines or kind in {"extend", "set-date", "reopen"} or kind in CLOSURES
        self.asked = kind == "ask-extension" or (self.asked and not decided)
        if kind == "hold":
            self.held_to = event.until
        if kind == "silence" and event.until:
            self.left -= (event.until - event.on).days
        if kind in {"extend", "set-date", "reopen"}:
            self.due, self.recurring = event.until, False


@st.composite
def walk(
    draw: st.DrawFn, features: frozenset[str], action: Action, last: date, leads: list[str]
) -> Walk:
    """Up to five events of an action, in order."""
    path = Path(features, action)
    on = action.follow_from or action.entered_on
    for _ in range(draw(st.integers(0, 5))):
        on += timedelta(days=draw(st.integers(0, 8) | st.integers(0, 40)))
        kinds = path.may(on)
        if on > last or not kinds:
            break
        kind = draw(st.sampled_from(kinds))
        path.record(draw(one_event(on, kind, path, leads)))
        if "corrections" in features and kind in STRUCK and draw(st.integers(0, 9)) == 0:
            on += timedelta(days=draw(st.integers(0, 15)))
            place = len(path.events) - 1
            path.record(Event(on, "correct", action.reference, strikes=place))
            break
    return [event for event in path.events if event.on <= last]


@st.composite
def others(draw: st.DrawFn, path: Path, leads: list[str]) -> tuple[str, ...]:
    """Who leads from now on, some with a contributor."""
    most = 2 if "contributors" in path.features else 1
    return tuple(draw(st.lists(st.sampled_from(leads), min_size=1, max_size=most, unique=True)))


@st.composite
def one_event(draw: st.DrawFn, on: date, kind: Kind, path: Path, leads: list[str]) -> Event:
    """An event of a kind, with what it needs; an extension is to a day after the due date, too."""
    most = path.left if kind == "silence" else LONGEST.get(kind, 90)
    since = max(on, path.due or on) if kind in {"ask-extension", "extend"} else on
    until = since + timedelta(days=draw(st.integers(1, most))) if kind in UNTIL else None
    posts = draw(others(path, leads)) if kind == "change-lead" else ()
    months = draw(st.integers(1, 4)) if kind == "interval" else 3
    return Event(on, kind, path.action.reference, until, months, posts)
