"""The words of the procedure, as the register writes them down.

Every value is the text that stands in the database, in JSON and on the command line.
"""

from __future__ import annotations

from enum import StrEnum


class Progress(StrEnum):
    """What is said of an action, one at a time ("Progress, standing, colour")."""

    AWAITING_ALLOCATION = "awaiting-allocation"
    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    EVIDENCE_SUBMITTED = "evidence-submitted"
    CLOSED_ACCEPTED = "closed-accepted"
    CLOSED_NOT_IMPLEMENTED = "closed-not-implemented"
    CLOSED_SUPERSEDED = "closed-superseded"
    CLOSED_OUTSIDE_CONTROL = "closed-outside-control"

    @property
    def is_closed(self) -> bool:
        """True of the four ways in which an action ends."""
        return self.value.startswith("closed-")


class DateState(StrEnum):
    """Whether an action has an agreed date, and if not, what it waits for."""

    DATED = "dated"
    TO_BE_AGREED = "to-be-agreed"
    AWAITING_TRIGGER = "awaiting-trigger"
    RECURRING = "recurring"


class Precision(StrEnum):
    """How exactly a plan's own words give a date ("Dates as plans write them")."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    RANGE = "range"
    IMMEDIATE = "immediate"
    RELATIVE = "relative"
    EVENT = "event"
    RECURRING = "recurring"
    NONE = "none"


class Standing(StrEnum):
    """How an action stands on a day: computed, never stored, the first that fits."""

    CLOSED_LATE = "closed-late"
    CLOSED = "closed"
    AWAITING_DECISION = "awaiting-decision"
    NO_DATE = "no-date"
    OVERDUE = "overdue"
    AT_RISK = "at-risk"
    DUE_SOON = "due-soon"
    UPDATE_OVERDUE = "update-overdue"
    ON_TRACK = "on-track"


class Brag(StrEnum):
    """The colour of an action, always printed with its word."""

    BLUE = "blue"
    GREY = "grey"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Step(StrEnum):
    """A row of the table of steps."""

    A = "A"
    M = "M"
    R20 = "R20"
    R5 = "R5"
    R0 = "R0"
    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    E4 = "E4"
    E5 = "E5"
    Z = "Z"
    D = "D"
    S = "S"
    V = "V"
    P = "P"
    C = "C"
    I6 = "I6"
    I12 = "I12"
    W10 = "W10"
    W30 = "W30"
    U40 = "U40"

    @property
    def is_stage(self) -> bool:
        """True of E1 to E5."""
        return self in STAGES

    @property
    def is_reminder(self) -> bool:
        """True of R20, R5 and R0."""
        return self in REMINDERS


REMINDERS = (Step.R20, Step.R5, Step.R0)
STAGES = (Step.E1, Step.E2, Step.E3, Step.E4, Step.E5)


class Priority(StrEnum):
    """High priority shortens the ladder (rule 9)."""

    NORMAL = "normal"
    HIGH = "high"


class Level(StrEnum):
    """Who answers for an action: one agency, several, the board itself, or the nation."""

    SINGLE_AGENCY = "single-agency"
    MULTI_AGENCY = "multi-agency"
    BOARD = "board"
    NATIONAL = "national"


class PostKind(StrEnum):
    """What a post does in the procedure, as a contacts file writes it."""

    LEAD = "lead"
    SAFEGUARDING_LEAD = "safeguarding lead"
    BOARD_MEMBER = "board member"
    CHIEF_OFFICER = "chief officer"
    SECRETARY = "secretary"
    CHAIR = "chair"
    INDEPENDENT_CHAIR = "independent chair"
    MEMBER = "member"


class Channel(StrEnum):
    """By what a message travels; a post chooses e-mail, Teams or both."""

    EMAIL = "email"
    TEAMS = "teams"
    BOTH = "both"


class VersionCause(StrEnum):
    """Why an action has the version of its due date that it has (rule 11)."""

    ENTERED = "entered"
    PLAN_REVISED = "plan-revised"
    CONFIRMED = "confirmed"
    EXTENDED = "extended"
    SET = "set"
    REOPENED = "reopened"
    CORRECTED = "corrected"
    FOLLOWED = "followed"


class StopKind(StrEnum):
    """What stops steps (rule 10), and a secretary's silence."""

    EVIDENCE = "evidence"
    HOLD = "hold"
    CLOSURE = "closure"
    EXTENSION_ASKED = "extension-asked"
    SILENCE = "silence"


class DecisionKind(StrEnum):
    """What the committee, its chair or (for a return) the secretary may decide."""

    ACCEPT = "accept"
    RETURN = "return"
    EXTEND = "extend"
    SET_DATE = "set-date"
    PRIORITY_HIGH = "priority-high"
    PRIORITY_NORMAL = "priority-normal"
    INTERVAL = "interval"
    HOLD = "hold"
    NOT_IMPLEMENTED = "not-implemented"
    SUPERSEDED = "superseded"
    OUTSIDE_CONTROL = "outside-control"
    REOPEN = "reopen"
    IMPACT_HELD = "impact-held"
    IMPACT_NOT_HELD = "impact-not-held"
    LETTER_SENT = "letter-sent"
    LETTER_NOT_SENT = "letter-not-sent"
    ADOPT = "adopt"
    CONCLUDE = "conclude"


class ResponseKind(StrEnum):
    """What a lead may say of progress."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    NOT_MINE = "not-mine"
    EVIDENCE = "evidence"


class NoticeState(StrEnum):
    """A notice waits, was told, or was withdrawn with a reason; passed over counts as told."""

    WAITING = "waiting"
    TOLD = "told"
    PASSED_OVER = "passed-over"
    WITHDRAWN = "withdrawn"


class MessageState(StrEnum):
    """Where a message is on its way."""

    QUEUED = "queued"
    HELD = "held"
    SENDING = "sending"
    ACCEPTED = "accepted"
    BOUNCED = "bounced"
    FAILED = "failed"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """How one attempt to deliver ended (architecture, rule 7)."""

    ACCEPTED = "accepted"
    TRANSIENT = "transient"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"


class Division(StrEnum):
    """Whose bank holidays a board keeps."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


class Edition(StrEnum):
    """Two editions of a pack are made from one snapshot."""

    RESTRICTED = "restricted"
    PUBLIC = "public"
