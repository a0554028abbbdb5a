"""Several processes kept running together: started in order, restarted when one dies, stopped."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

from deployments.serving.process import how, kill, start

LOOK_EVERY = 0.5
LONGEST_PAUSE = 60.0
STEADY_AFTER = 120.0
REFUSED = 2
# So many times in a row, a minute apart: it hangs, and is not merely busy.
SILENT_AT_MOST = 5
# A part that dies so often in a row, each time within two minutes, is not kept up by starting it.
DEATHS_AT_MOST = 3
Say = Callable[[str], None]


def at_once() -> bool:
    """True: most parts are ready as soon as they run."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A process to keep: its command, and how to see that the next part may start.

    A quiet part's output is dropped; its errors are not.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    is_ready: Callable[[], bool] = at_once
    # Whether it still does, where nothing waits for it to be ready; else `is_ready` is asked again.
    answers: Callable[[], bool] | None = None
    patience: float = 180.0
    ask_every: float = 60.0
    to_stop: float = 20.0
    stop_with: signal.Signals = signal.SIGTERM
    quiet: bool = False


@dataclass(slots=True)
class _Kept:
    """A part as it runs: its process, when it was started, how often it died in a row."""

    part: Part
    process: subprocess.Popen[bytes]
    started: float
    deaths: int = 0
    again: float = 0.0
    given_up: bool = False
    asked: float = 0.0
    silent: int = 0

    def is_down(self, now: float) -> bool:
        """True of a part that stays stopped, or dies again and again."""
        steady = not self.again and now - self.started > STEADY_AFTER
        return self.given_up or (self.deaths >= DEATHS_AT_MOST and not steady)


@dataclass(slots=True)
class Supervisor:
    """Parts kept running until told to stop.

    Each part leads a process group of its own, so that what it started ends with it.
    """

    parts: Sequence[Part]
    say: Say
    # Told the names of the parts that are down, whenever these are others.
    note: Callable[[tuple[str, ...]], None] = lambda _down: None
    # True where all must be stopped to mend what they share; asked each hour, and where a part dies
    # again and again.
    is_spoilt: Callable[[], bool] = lambda: False
    ask_every: float = 3600.0
    stop: threading.Event = field(default_factory=threading.Event)
    anew: bool = False
    _kept: list[_Kept] = field(default_factory=list)
    _down: tuple[str, ...] = ()
    _asked: float = field(default_factory=time.monotonic)

    def run(self, when_ready: Callable[[], None] = lambda: None) -> bool:
        """True where all parts ran until the stop, or until they are to begin `anew`.

        False where one never became ready.
        """
        try:
            if not all(self._begin(part) for part in self.parts):
                return self.stop.is_set()
            when_ready()
            while not self.anew and not self.stop.wait(LOOK_EVERY):
                for kept in self._kept:
                    self._look(kept)
                self._note_down()
                if time.monotonic() - self._asked >= self.ask_every:
                    self._ask_whether_spoilt()
            return True
        finally:
            self._end()

    def stop_on_signals(self) -> None:
        """SIGTERM and SIGINT set the stop; a second one changes nothing."""

        def told(_number: int, _frame: FrameType | None) -> None:
            self.stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, told)

    def processes(self) -> dict[str, int]:
        """Per part the id of its process."""
        return {kept.part.name: kept.process.pid for kept in self._kept}

    def _begin(self, part: Part) -> bool:
        kept = _Kept(part, _started(part), time.monotonic())
        self._kept.append(kept)
        deadline = time.monotonic() + part.patience
        while not part.is_ready():
            if kept.process.poll() is not None:
                self.say(f"{part.name} stopped before it was ready ({how(kept.process)}).")
                return False
            if time.monotonic() > deadline:
                self.say(f"{part.name} was not ready within {part.patience:.0f} seconds.")
                return False
            if self.stop.wait(LOOK_EVERY):
                return False
        return True

    def _look(self, kept: _Kept) -> None:
        """Start a part again that has died, after a pause that doubles while it keeps dying."""
        if kept.given_up:
            return
        now = time.monotonic()
        if kept.process.poll() is None:
            self._ask(kept, now)
        elif not kept.again:
            self._died(kept, now)
        elif now >= kept.again:
            kept.process, kept.started, kept.again = _started(kept.part), now, 0.0
            kept.silent, kept.asked = 0, now

    def _note_down(self) -> None:
        now = time.monotonic()
        down = tuple(kept.part.name for kept in self._kept if kept.is_down(now))
        if down != self._down:
            self._down = down
            self.note(down)

    def _ask(self, kept: _Kept, now: float) -> None:
        """End a part that runs and has not answered for long, so that it is started again."""
        if now - max(kept.asked, kept.started) < kept.part.ask_every:
            return
        answers = kept.part.answers or kept.part.is_ready
        kept.silent = 0 if answers() else kept.silent + 1
        kept.asked = time.monotonic()
        if kept.silent >= SILENT_AT_MOST:
            self.say(f"{kept.part.name} runs and does not answer: it is ended.")
            kill(kept.process)

    def _died(self, kept: _Kept, now: float) -> None:
        kill(kept.process)
        if kept.process.returncode == REFUSED:
            kept.given_up = True
            self.say(f"{kept.part.name} was refused, as it said above, and stays stopped.")
            return
        kept.deaths = 1 if now - kept.started > STEADY_AFTER else kept.deaths + 1
        pause = min(2.0 ** (kept.deaths - 1), LONGEST_PAUSE)
        kept.again = now + pause
        self.say(
            f"{kept.part.name} stopped ({how(kept.process)}); starting it again in {pause:.0f} s."
        )
        if kept.deaths >= DEATHS_AT_MOST:
            self._ask_whether_spoilt()

    def _ask_whether_spoilt(self) -> None:
        self._asked = time.monotonic()
        self.anew = self.anew or self.is_spoilt()

    def _end(self) -> None:
        """Stop the parts, the last one first, and what each of them started."""
        for kept in reversed(self._kept):
            if kept.process.poll() is None:
                kept.process.send_signal(kept.part.stop_with)
                try:
                    kept.process.wait(kept.part.to_stop)
                except subprocess.TimeoutExpired:
                    self.say(f"{kept.part.name} did not stop by itself.")
            kill(kept.process)
            kept.process.wait()


def _started(part: Part) -> subprocess.Popen[bytes]:
    return start(part.command, part.environment, quiet=part.quiet)
