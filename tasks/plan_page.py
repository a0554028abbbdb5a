"""The page of a reading: kept in the home by an import, or written where it is wanted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from models.rules.plan_report import ReadPlan
from notifications.reading import Changes, Said, reading_page
from tasks.office import Office

FOLDER = "reports"
NOT_ENTERED = "Nothing has been entered."


def write_page(path: Path, plan: ReadPlan) -> None:
    """Write the page of a reading that enters nothing."""
    said = Said(title=f"How {plan.file} was read", standing=NOT_ENTERED)
    path.write_text(reading_page(plan, said), encoding="utf-8")


def keep_page(
    office: Office,
    plan: ReadPlan,
    called: str,
    *,
    changes: tuple[Changes, ...] = (),
    keep: bool,
) -> str:
    """The page's place below the home, such as reports/child-n-2010-10-20.html.

    The page of an import is never written over; that of a dry run is the last one's. The folder is
    0700 and the file 0600: a plan names posts.
    """
    today = office.clock.today()
    folder = office.settings.home / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = _place(folder, called, today) if keep else folder / f"{called}-{today}-dry-run.html"
    standing = f"It was entered on {today}." if keep else f"A dry run. {NOT_ENTERED}"
    page = reading_page(
        plan,
        Said(title=f"{called}: how {plan.file} was read", standing=standing, changes=changes),
    )
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    part.write_text(page, encoding="utf-8")
    part.replace(path)
    return f"{FOLDER}/{path.name}"


def _place(folder: Path, called: str, today: date) -> Path:
    """The first name of the day that no page has."""
    path = folder / f"{called}-{today}.html"
    count = 1
    while path.exists():
        count += 1
        path = folder / f"{called}-{today}-{count}.html"
    return path
