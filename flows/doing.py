"""How a story runs under Prefect: each step a task, each ending a state that people can read.

Prefect keeps parameters, states, artifacts and logs in plain text, for anyone who can open its
pages. So a step's arguments and results stay in this process, a fault is told by its kind and its
place alone, and only refusals, which are sentences for whoever filled in the form, go through.
"""

from __future__ import annotations

import inspect
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import State, Task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.exceptions import FailedRun
from prefect.states import Completed, Failed

from tasks.office import Do, Office, P, Step
from tasks.opening import opened
from tasks.refused import Refused

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
WITH_EXCEPTIONS = "Completed with exceptions"
REFUSED = "Refused"


class StepFailed(Exception):  # noqa: N818 - it reads as what happened
    """A step stopped on a fault; the text names the step, the kind of fault and its place only.

    The fault's own text may quote a row of the register, and Prefect would keep it.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a step runs: how long it may take, how often it is tried again."""

    timeout: timedelta = timedelta(minutes=10)
    retries: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a flow ended: an artifact to read and, where a person should look, why in counts.

    A flow whose `markdown` is empty leaves no artifact: it moved nothing.
    """

    key: str
    markdown: str
    about: str
    exceptions: str = ""


@dataclass(frozen=True, slots=True)
class _Turned:
    """A refusal carried out of its task: nothing is tried again, no traceback is logged."""

    sentences: str


# A step that is not named here is short and safe to repeat. Delivery is neither: a message is
# tried again by the register, which knows whether it may have arrived (architecture, rule 7).
WAYS = {
    "deliver": Way(timeout=timedelta(hours=2), retries=0),
    "find_and_record": Way(timeout=timedelta(minutes=30)),
    "make_pack": Way(timeout=timedelta(minutes=30), retries=1),
    "rehearse": Way(timeout=timedelta(minutes=30), retries=1),
}
RETRY_AFTER = (5.0, 30.0)


def as_tasks(office: Office) -> Do:
    """Steps run one after the other, each as a Prefect task under its own name.

    The office and the arguments are closed over, so that Prefect sees neither.
    """

    def do(step: Step[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        way = WAYS.get(step.__name__, Way())

        def run() -> Any:
            return guarded(step.__name__, lambda: step(office, *args, **kwargs))

        named = step.__name__.replace("_", "-")
        kept: Any = Task(
            run,
            name=named,
            task_run_name=_run_name(step, named, args),
            retries=way.retries,
            retry_delay_seconds=list(RETRY_AFTER[: way.retries]),
            timeout_seconds=way.timeout.total_seconds(),
            cache_policy=NO_CACHE,
            persist_result=False,
            log_prints=False,
        )()
        if isinstance(kept, _Turned):
            raise Refused(kept.sentences)
        return cast("T", kept)

    return do


def _run_name(step: Callable[..., Any], named: str, args: tuple[object, ...]) -> str:
    """The step's name, and the board's id where the first thing it takes is a board."""
    takes = list(inspect.signature(step).parameters)
    return f"{named}, board {args[0]}" if args and takes[1] == "board_id" else named


def guarded(name: str, run: Callable[[], T]) -> T | _Turned:
    """What `run` returns, or its refusal; a fault comes out as StepFailed, without its own text."""
    try:
        return run()
    except Refused as refused:
        return _Turned(str(refused))
    except StepFailed:
        raise
    except Exception as fault:  # noqa: BLE001 - it is raised again, without what it may quote
        failed = StepFailed(f"{name} stopped on {type(fault).__name__} at {_place(fault)}.")
    raise failed


def _place(fault: Exception) -> str:
    """The last line of ours that the fault came through, such as models/chain.py line 40."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [f for f in frames if Path(f.filename).is_relative_to(ROOT)] or list(frames)
    last = ours[-1]
    path = Path(last.filename)
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
    return f"{shown} line {last.lineno} ({last.name})"


def ended(tell: Callable[[Do], Ending], *, on: date | None = None) -> State[None]:
    """The state in which a flow ends: Completed, Completed with exceptions, or Refused.

    `on` is the day asked for: in play (MATTERS_CLOCK) the clock stands there.

    Raises StepFailed where a step stopped on a fault.
    """

    def run() -> Ending:
        with opened(patience=RETRY_AFTER) as office:
            return tell(as_tasks(office.on(on) if on else office))

    ending = guarded("the flow", run)
    if isinstance(ending, _Turned):
        logging.getLogger("prefect.engine").addFilter(_without_traceback)
        return Failed(name=REFUSED, message=ending.sentences)
    if ending.markdown:
        create_markdown_artifact(key=ending.key, markdown=ending.markdown, description=ending.about)
    if ending.exceptions:
        return Completed(name=WITH_EXCEPTIONS, message=ending.exceptions)
    return Completed(message=ending.about)


def _without_traceback(record: logging.LogRecord) -> bool:
    """A refusal is a line of the journal; a fault keeps its traceback.

    Prefect raises what a flow returned as failed, and logs that as it logs a fault.
    """
    if record.exc_info and isinstance(record.exc_info[1], FailedRun):
        record.msg, record.args = "A run was refused; its state in Prefect says why.", ()
        record.exc_info = None
    return True
