"""What people lead, read before they ask: in the page's own process, while nothing else goes on.

A lead opens the link on the day its message was sent, and waits for nothing then but the page.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from datetime import date

from deployments.page.site import Site
from models.page_news import heads, written_to
from models.page_reading import holder
from models.rules.links import LASTS
from tasks.own_played import MOST

LOG = logging.getLogger("matters.page")
# Seconds between two looks, and so the quiet after which a run is taken to be over.
LOOK_EVERY = 5.0


@dataclass(slots=True)
class Readying:
    """Reads what each of the people lead who were written to last, after the register was quiet.

    Of everybody else nothing is kept from then on.
    """

    site: Site
    every: float = LOOK_EVERY
    stop: threading.Event = field(default_factory=threading.Event)
    _seen: object = None
    _laid: object = None
    _said: dict[str, date] = field(default_factory=dict, repr=False)

    def start(self) -> threading.Thread:
        """A thread that looks until it is stopped, and keeps no process from ending."""
        thread = threading.Thread(target=self.run, name="readying", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Look again and again; what fails is said once a day, and tried again at each look."""
        while not self.stop.wait(self.every):
            try:
                self.look()
            except Exception as fault:  # noqa: BLE001 - the page answers without it
                self._say(type(fault).__name__)

    def look(self) -> int:
        """How many people's pages are ready, where nothing was recorded since the last look."""
        state = self._state()
        quiet, self._seen = state == self._seen, state
        if not quiet or state == self._laid:
            return 0
        laid = [person_id for person_id in self._people() if self._is_laid(person_id)]
        self.site.kept.keep(frozenset(laid), state[0])
        self._laid = state
        return len(laid)

    def _say(self, kind: str) -> None:
        """The text of a fault may hold what somebody wrote: its kind does not."""
        today = self.site.office.clock.today()
        if self._said.get(kind) != today:
            self._said[kind] = today
            LOG.error("The pages are not read ahead: %s", kind)

    def _state(self) -> tuple[date, object]:
        with self.site.office.engine.connect() as connection:
            return self.site.office.clock.today(), heads(connection)

    def _people(self) -> tuple[int, ...]:
        """The oldest first: who was written to last is forgotten last."""
        since = self.site.office.clock.now() - LASTS
        with self.site.office.engine.connect() as connection:
            return written_to(connection, since, MOST)[::-1]

    def _is_laid(self, person_id: int) -> bool:
        """True of a page that is ready; then rest as long as it took: whoever asks comes first.

        One that cannot be read stops no other, and is tried again after something is recorded.
        """
        if self.stop.is_set():
            return False
        began = time.monotonic()
        try:
            return self._lay(person_id)
        except Exception as fault:  # noqa: BLE001 - whoever it is may still ask for the page
            self._say(type(fault).__name__)
            return False
        finally:
            self.stop.wait(time.monotonic() - began)

    def _lay(self, person_id: int) -> bool:
        """Make one page ready, where the person has an address and it is not ready yet."""
        office, kept = self.site.office, self.site.kept
        with office.engine.connect() as connection:
            whose = holder(connection, person_id)
        if whose is not None and kept.found(office, whose) is None:
            kept.read(office, whose)
        return whose is not None
