"""A Prefect of the tests' own, started once, and a register of the sample board for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import trustme

from flows.running import RunEnd, RunOnce, prefect_here
from settings import Settings
from tasks.clock import Clock
from tasks.committee import enter_committee
from tasks.contacts import enter_contacts
from tasks.office import Office
from tasks.plan_asked import Import
from tasks.plans import import_plan
from tasks.register import open_register

SAMPLE = Path(__file__).resolve().parents[2] / "deployments" / "sample"
ENTERED = date(2010, 10, 21)
COMMITTEE = "Standing Review Committee, Northmoor LSCB"


@dataclass(frozen=True, slots=True)
class Desk:
    """A home with the sample board, and the flows that work on it."""

    home: Path
    flows: RunOnce
    monkeypatch: pytest.MonkeyPatch

    def run(self, name: str, **parameters: object) -> RunEnd:
        """How a run of a flow ended."""
        return self.flows(name, **parameters)

    def on(self, day: date) -> Desk:
        """The desk on another day of play."""
        self.monkeypatch.setenv("MATTERS_CLOCK", day.isoformat())
        return self

    def office(self) -> Office:
        """The office of the day, for a look at the register."""
        settings = Settings()
        return Office(
            settings=settings, engine=open_register(settings), clock=Clock(settings.clock)
        )

    def letters(self) -> list[str]:
        """The names of the messages that were told, as files."""
        return sorted(str(path) for path in (self.home / "outbox").rglob("*.eml"))


@pytest.fixture(scope="session")
def prefect_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests' Prefect keeps all it knows."""
    return tmp_path_factory.mktemp("history") / "prefect"


@pytest.fixture(scope="session")
def flows_run(prefect_folder: Path) -> Iterator[RunOnce]:
    """A way to run a flow, on a server that is started once for all tests.

    Each of Prefect's clients reads all authorities of the world anew, a hundred and fifty of them
    here, and none has a certificate to look at: one authority is read as quickly as a file.
    """
    from prefect.settings import PREFECT_API_SSL_CERT_FILE, temporary_settings

    authority = prefect_folder.parent / "authority.pem"
    trustme.CA().cert_pem.write_to_path(authority)
    with (
        prefect_here(prefect_folder) as run,
        temporary_settings({PREFECT_API_SSL_CERT_FILE: str(authority)}),
    ):
        yield run


@pytest.fixture(scope="session")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample board, its people and its plan, entered on a day of October 2010."""
    home = tmp_path_factory.mktemp("entered") / "home"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("MATTERS_HOME", str(home))
        environment.setenv("MATTERS_CLOCK", ENTERED.isoformat())
        settings = Settings()
    engine = open_register(settings)
    office = Office(settings=settings, engine=engine, clock=Clock(ENTERED))
    enter_committee(engine, SAMPLE / "board.toml", office.clock.now(), ENTERED)
    enter_contacts(engine, SAMPLE / "contacts.csv", office.clock.now(), ENTERED)
    plan = Import(
        path=SAMPLE / "plan.docx",
        review="child-n",
        title="Child N",
        agreed_on=date(2010, 10, 20),
        commissioned_on=date(2010, 4, 20),
    )
    import_plan(office, plan)
    engine.dispose()
    (home / "inbox").mkdir()
    shutil.copy(SAMPLE / "plan.xlsx", home / "inbox" / "plan.xlsx")
    return home


@pytest.fixture
def desk(
    entered: Path, flows_run: RunOnce, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """A desk of the test's own, on the morning after the plan was entered."""
    home = tmp_path / "home"
    shutil.copytree(entered, home)
    monkeypatch.setenv("MATTERS_HOME", str(home))
    return Desk(home, flows_run, monkeypatch).on(date(2010, 10, 22))
