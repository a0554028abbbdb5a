"""What a form offers to choose from: files of the inbox, committees, meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from models.database import open_engine, reading
from models.meeting_reading import CommitteeNamed, MeetingNamed, committees_named, meetings_from
from models.migrate import NotARegister, is_current
from models.rules.date_words import day_words
from settings import Settings, SettingsRefused, read_settings
from tasks.clock import Clock
from tasks.office import Office
from tasks.refused import Refused

PLANS = (".csv", ".docx", ".pdf", ".xlsx")
LOOK_BACK = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The words that forms offer; each list is empty where there is nothing to choose."""

    files: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()


def choices() -> Choices:
    """What can be chosen at this moment; empty lists where there is no register to read.

    It changes nothing: it is asked while deployments are registered, perhaps before there is a
    register, and must not begin one.
    """
    try:
        settings = read_settings()
    except SettingsRefused:
        return Choices()
    committees, meetings = _of_register(settings)
    return Choices(files=inbox_files(settings), committees=committees, meetings=meetings)


def inbox_files(settings: Settings) -> tuple[str, ...]:
    """The names of the plans that lie in the home's inbox: files only, no folders and no links."""
    try:
        found = sorted((settings.home / "inbox").iterdir())
    except OSError:
        return ()
    return tuple(path.name for path in found if _is_plan(path))


def _is_plan(path: Path) -> bool:
    plain = path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    return plain and path.suffix.lower() in PLANS


def inbox_file(office: Office, name: str) -> Path:
    """The file of that name in the inbox. Raises Refused where it is not one of those offered.

    The name is looked up among the names that are there and never joined to a path, so that it
    cannot lead out of the inbox.
    """
    if name not in inbox_files(office.settings):
        raise Refused(
            "The file chosen is not in the inbox (any more). Put the plan into the folder `inbox`"
            " of the home as .csv, .docx, .xlsx or .pdf, and choose it again."
        )
    return office.settings.home / "inbox" / name


def committee_chosen(office: Office, words: str) -> CommitteeNamed:
    """The committee that a form's words name. Raises Refused where the register has no such one."""
    with reading(office.engine) as session:
        found = {committee_words(one): one for one in committees_named(session)}
    if words not in found:
        raise Refused(f"The register has no such committee. Known: {_known(found)}.")
    return found[words]


def meeting_chosen(office: Office, words: str) -> MeetingNamed:
    """The meeting that a form's words name. Raises Refused where none stands under them."""
    with reading(office.engine) as session:
        found = {meeting_words(one): one for one in meetings_from(session, date.min)}
    if words not in found:
        raise Refused("No meeting stands under these words (any more): choose it again.")
    return found[words]


def _known(found: dict[str, CommitteeNamed]) -> str:
    return "; ".join(found) or "none"


def committee_words(one: CommitteeNamed) -> str:
    """ "Standing committee, Board": a committee as forms name it."""
    return f"{one.committee}, {one.board}"


def meeting_words(one: MeetingNamed) -> str:
    """ "Standing committee, 25 January 2011": a meeting as forms name it."""
    return f"{one.committee}, {day_words(one.held_on)}"


def _of_register(settings: Settings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    path = settings.register_path
    if path is not None and not path.is_file():
        return (), ()
    engine = open_engine(settings.register_url)
    try:
        if not is_current(engine):
            return (), ()
        first = Clock(settings.clock).today() - LOOK_BACK
        with reading(engine) as session:
            committees = tuple(committee_words(one) for one in committees_named(session))
            meetings = tuple(meeting_words(one) for one in meetings_from(session, first))
    except (DatabaseError, NotARegister):
        # A register that cannot be read offers nothing; the run itself says why it is refused.
        return (), ()
    finally:
        engine.dispose()
    return committees, meetings
