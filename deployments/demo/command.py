"""`matters demo`: the sample year played, told on a page, and summed up on the terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from deployments.demo.as_flows import TimedFlows, timed_flows
from deployments.demo.play import DEFAULT, Played, clean, enter_sample, open_demo, play_year
from deployments.demo.report import INDEX, summary, write_report
from deployments.demo.year import FIRST, LAST, weekdays
from models.database import reading
from models.lookup import board_rows
from models.rules.date_words import day_words
from tasks.office import Office


def run(folder: Path = DEFAULT) -> None:
    """Play the year into a folder and say where to look."""
    console = Console()
    console.print(
        f"A sample board follows up its plan from {day_words(FIRST)} to {day_words(LAST)}."
    )
    began = time.monotonic()
    clean(folder)
    office = open_demo(folder)
    enter_sample(office)
    with timed_flows(folder) as flows:
        played = _play(console, office, flows)
    write_report(played, folder, _board(office))
    _print(console, played, time.monotonic() - began - flows.seconds)
    for end in flows.ends:
        console.print(f"As a Prefect flow: {end.run}: {end.state}. {end.message}")
    console.print(f"The two flows took {flows.seconds:.0f} seconds, Prefect's start included.")
    console.print("\n" + "\n".join(where_to_look(folder, sys.argv[0])))


def where_to_look(folder: Path, program: str) -> list[str]:
    """What the demo has left, and how to open the page of a lead."""
    return [
        f"The year on one page:  {folder / INDEX}",
        f"Messages as files:     {folder / 'home' / 'outbox'}",
        f"The committee's packs: {folder / 'home' / 'packs'}",
        f"The register as Excel: {folder / 'register.xlsx'}",
        f"A lead's own page:     {program} page --demo",
    ]


def _play(console: Console, office: Office, flows: TimedFlows) -> Played:
    """The year, with a bar that moves a day at a time."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=sum(1 for _ in weekdays(FIRST, LAST)))
        return play_year(office, _tick(bar, task), flows=flows)


def _tick(bar: Progress, task: TaskID) -> Callable[[date], None]:
    def tick(day: date) -> None:
        bar.update(task, advance=1, description=f"{day:%d %b %Y}")

    return tick


def _board(office: Office) -> int:
    with reading(office.engine) as session:
        return board_rows(session)[0].board_id


def _print(console: Console, played: Played, took: float) -> None:
    table = Table(title=f"What the year came to ({took:.0f} seconds)", title_justify="left")
    table.add_column("What")
    table.add_column("How many", justify="right")
    for what, n in summary(played, _board(played.office)):
        table.add_row(what, n)
    console.print(table)
