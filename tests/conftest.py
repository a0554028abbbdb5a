"""What holds for every test: its databases, no setting that leaks in, and no skip unseen.

It imports neither Prefect nor SQLModel, so that the tests of the rules start at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import hypothesis
import pytest

from tests import halves, sharing, tables
from tests.postgres import (
    empty_engine,
    furnished,
    postgres_empty_url,
    postgres_furnished,
    postgres_process,
    postgres_server,
    postgres_template,
    postgres_url,
    register,
    sqlite_register,
    sqlite_template,
)
from tests.worlds import (
    engine,
    followed,
    followed_template,
    late,
    late_template,
    reminded,
    reminded_template,
    template,
    world,
)

# Fixtures are known from here on down, so that one PostgreSQL and one template serve all tests.
__all__ = [
    "empty_engine",
    "engine",
    "followed",
    "followed_template",
    "furnished",
    "late",
    "late_template",
    "postgres_empty_url",
    "postgres_furnished",
    "postgres_process",
    "postgres_server",
    "postgres_template",
    "postgres_url",
    "register",
    "reminded",
    "reminded_template",
    "sqlite_register",
    "sqlite_template",
    "template",
    "world",
]

# Samples that are not part of the project lie beside it on some machines; wanting them is the one
# good reason to skip where everything else was installed.
BESIDE = "../shared"
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

# Shared machines are slow now and then: a deadline would fail a test for its neighbours. A suite
# that answers at once is run often, and each run draws other examples; `make fuzz` draws many.
hypothesis.settings.register_profile("matters", deadline=None, max_examples=10)
hypothesis.settings.register_profile("fuzz", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("fuzz" if os.environ.get("MATTERS_FUZZ") == "1" else "matters")


# Told to the processes that share the tests, which see no setting of ours.
EVERYTHING_IS_THERE = "TESTS_MISS_NOTHING"


def nothing_may_be_missing(environ: Mapping[str, str]) -> bool:
    """True where .ci/run or another CI has installed all that tests want."""
    told = environ.get("MATTERS_CI") == "1" or environ.get(EVERYTHING_IS_THERE) == "1"
    return told or environ.get("CI") == "true"


# What pytest makes of a file of tests is kept for the next run, where the environment keeps no
# bytecode as well: making it anew costs the tests of the rules a tenth of their time.
sys.dont_write_bytecode = False

# What a test makes lives as long as the test: looking for garbage every few hundred objects finds
# none and takes a twelfth of the suite. A command does the same (deployments/cli.py).
gc.set_threshold(100_000, 20, 100)

STRICT = nothing_may_be_missing(os.environ)
if STRICT:
    os.environ[EVERYTHING_IS_THERE] = "1"
for name in [name for name in os.environ if name.startswith("MATTERS_")]:
    # What a developer has set for a register of their own is no part of a test.
    del os.environ[name]


@pytest.fixture(autouse=True, scope="session")
def home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path, None, None]:
    """A home for the session, so that no test finds or fills the checkout's own."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("MATTERS_HOME", str(home))
        yield home


def pytest_addoption(parser: pytest.Parser) -> None:
    """Each row of a table alone, where that is asked for."""
    said = "each row of a table as a test of its own"
    parser.addoption("--each-row", action="store_true", help=said)


def fuzzing(config: pytest.Config) -> bool:
    """True of `-m fuzz`: every property is tried at length then, and nothing else is run."""
    return str(config.getoption("markexpr")) == "fuzz"


def pytest_configure(config: pytest.Config) -> None:
    """Draw many examples where that is what was asked for, and take tables apart."""
    tables.each_row = config.getoption("each_row")
    if fuzzing(config):
        hypothesis.settings.load_profile("fuzz")


def pytest_unconfigure() -> None:
    """Leave what is left to the end of the process, as a command does."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Share the tests out file by file, the long ones first, where that is asked for."""
    return sharing.scheduler(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> bool | None:
    """The stories and the rules side by side, where both are asked for and nobody looks in."""
    return halves.part(session)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the properties, which belong to the suite in short, for the long run as well."""
    if hasattr(config, "workerinput"):
        items[:] = sharing.begun_first(items)
    for item in items if fuzzing(config) else ():
        if isinstance(item, pytest.Function) and hypothesis.is_hypothesis_test(item.function):
            item.add_marker("fuzz")


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why a test was skipped, in the words of whoever skipped it."""
    said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return said.removeprefix("Skipped: ")


def strictly(report: Report, *, strict: bool = STRICT) -> Report:
    """The report, failed where it is a skip that nothing excuses; an expected failure is none."""
    skipped = report.skipped and not hasattr(report, "wasxfail")
    if strict and skipped and BESIDE not in reason_of(report):
        report.longrepr = f"Skipped where nothing may be missing: {reason_of(report)}"
        report.outcome = "failed"
    return report


def counted(reports: Iterable[pytest.TestReport | pytest.CollectReport]) -> list[str]:
    """A line for each reason to skip, the commonest first."""
    reasons = Counter(reason_of(report) for report in reports)
    return [f"{count} skipped: {reason}" for reason, count in reasons.most_common()]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip in a test into a failure, where nothing may be missing."""
    return strictly((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole file into a failure, where nothing may be missing."""
    return strictly((yield))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was skipped, by reason and count."""
    lines = counted(terminalreporter.stats.get("skipped", []))
    if lines:
        terminalreporter.section("skipped, by reason")
        terminalreporter.write("".join(f"{line}\n" for line in lines))
