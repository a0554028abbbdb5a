"""What a delivery came to, in counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """How a delivery went: messages by outcome, persons for whom something still waits.

    `stopped` says why nothing left, or why not all did; `quiet` is true where that is only the
    hour or the day. `unwritten` are persons whose message could not be made, `undecided` messages
    of unknown outcome that are not tried again of themselves.
    """

    accepted: int = 0
    transient: int = 0
    permanent: int = 0
    unknown: int = 0
    waiting: int = 0
    withdrawn: int = 0
    unwritten: int = 0
    undecided: int = 0
    stopped: str = ""
    quiet: bool = False

    @property
    def has_exceptions(self) -> bool:
        """True where a person should look: something was refused, lost, or could not leave."""
        trouble = self.transient or self.permanent or self.unwritten
        trouble = trouble or self.unknown or self.undecided
        return bool(trouble or (self.stopped and not self.quiet))
