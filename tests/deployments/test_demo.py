"""The sample year as `matters demo` plays it, without Prefect: its first three weeks."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

import pytest

from deployments.demo.command import where_to_look
from deployments.demo.play import Played, clean, enter_sample, open_demo, play_year
from deployments.demo.report import summary, write_report
from deployments.demo.visit import last_day
from deployments.demo.year import FIRST, weekdays
from deployments.page.app import make_app
from deployments.page.serving import HOST
from deployments.page.site import Site
from models.rules.words import Step
from tasks.audit import audit
from tasks.ledger import told
from tasks.packs import packs_made
from tasks.refused import Refused
from tests.deployments.commands import Matters
from tests.deployments.page.chromium import answered_by_keyboard, chromium, tab, well_laid
from tests.deployments.page.served import answering

BOARD_ID = 1
# The first pack is frozen on 2 November, approved on the 5th and issued on the 8th.
LAST = date(2010, 11, 9)
CHAIR = "Chair of the Standing Review Committee"


class Links(HTMLParser):
    """Gathers where a page's links lead, and its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the place of a link."""
        if tag == "a":
            self.links += [value for key, value in attrs if key == "href" and value]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo."""
    return tmp_path_factory.mktemp("demo") / "demo"


@pytest.fixture(scope="module")
def played(folder: Path) -> Iterator[Played]:
    """Three weeks, played once; the settings of whoever tests are put back."""
    before = {name: value for name, value in os.environ.items() if name.startswith("MATTERS_")}
    clean(folder)
    office = open_demo(folder)
    enter_sample(office)
    yield play_year(office, lambda _: None, last=LAST)
    office.engine.dispose()
    for name in [name for name in os.environ if name.startswith("MATTERS_")]:
        del os.environ[name]
    os.environ.update(before)


def test_each_weekday_has_a_run_and_what_was_said_is_entered(played: Played) -> None:
    """Every entry of the three weeks was accepted: none was refused on the way."""
    assert played.days == len(list(weekdays(FIRST, LAST)))
    assert played.answers > played.days / 2


def test_the_self_check_finds_nothing_in_it(played: Played) -> None:
    """Some fifty actions looked at, and all was told that should have been."""
    report = audit(played.office.on(LAST), BOARD_ID, keep=False)
    assert report.looked_at > 40
    assert report.findings == ()


def test_every_lead_is_told_of_their_actions_on_the_first_day(played: Played) -> None:
    """A step A for each action that is open, in one message a person."""
    lines = [line for line in told(played.office, BOARD_ID) if line.step is Step.A and line.first]
    first_day = [line for line in lines if line.told_on == FIRST]
    assert len({line.action for line in first_day}) == len(first_day) > 40
    assert len({line.message_id for line in first_day}) < len(first_day)


def test_each_message_lies_in_the_outbox_as_a_file(played: Played, folder: Path) -> None:
    """One file a message of the ledger, on the day it was told."""
    messages = {line.message_id: line.told_on for line in told(played.office, BOARD_ID)}
    files = list((folder / "home" / "outbox").rglob("*.eml"))
    assert len(files) == len(messages) > 0
    assert {path.parent.name for path in files} == {day.isoformat() for day in messages.values()}


def test_the_first_pack_was_frozen_at_its_cut_off(played: Played) -> None:
    """Ten working days before the meeting of 16 November, with its files."""
    (pack,) = packs_made(played.office)
    assert (pack.pack, pack.as_of) == ("pack-2010-11-16", date(2010, 11, 2))
    assert all((pack.folder / file.name).stat().st_size == file.size for file in pack.files)
    assert {Path(file.name).suffix for file in pack.files} >= {".pdf", ".html", ".xlsx"}
    assert (
        pack.totals["opening"] + pack.totals["new"] - pack.totals["closed"]
        == (pack.totals["closing"])
    )


def test_the_page_tells_the_weeks_and_every_link_leads_somewhere(
    played: Played, folder: Path
) -> None:
    """Each message, each file of the pack and the register are beside the page."""
    page = write_report(played, folder, BOARD_ID)
    text = page.read_text(encoding="utf-8")
    links = Links()
    links.feed(text)
    assert len(links.links) > played.days
    assert [link for link in links.links if not (folder / link).is_file()] == []
    assert "October 2010" in text
    assert "{{" not in text


def test_the_summary_counts_what_the_ledger_has(played: Played) -> None:
    """Messages, notices and the actions escalated, as the terminal prints them."""
    said = dict(summary(played, BOARD_ID))
    lines = told(played.office, BOARD_ID)
    assert said["Notices in them"] == str(len(lines))
    assert said["Messages"] == str(len({line.message_id for line in lines}))
    assert said["Packs drafted"] == "1"


@pytest.fixture
def copied(played: Played, folder: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it that may be changed, and the settings as they were put back."""
    before = {name: value for name, value in os.environ.items() if name.startswith("MATTERS_")}
    assert played.days
    shutil.copytree(folder, tmp_path / "demo")
    yield tmp_path / "demo"
    os.environ.update(before)


def letters(folder: Path, on: str, to: str) -> str:
    """The texts of all that an address was told on a day."""
    files = (folder / "home" / "outbox" / on).glob("*.eml")
    found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    bodies = [one.get_body(("plain",)) for one in found if to in str(one["To"])]
    return " ".join(word for body in bodies if body for word in body.get_content().split())


def run_on(matters: Matters, on: str) -> None:
    """A day's run, all of it told."""
    os.environ["MATTERS_CLOCK"] = on
    matters("follow-up", "--deliver")


def test_from_a_message_to_the_decision(copied: Path, matters: Matters, tmp_path: Path) -> None:
    """By keyboard alone, on 320 pixels, without a script: answered, told, decided, shown."""
    office, post, path = last_day(copied)
    site = Site(office.on(LAST))
    file = tmp_path / "minutes of the team.txt"
    file.write_text("It was agreed.", encoding="utf-8")
    with socket.socket() as held, chromium() as browser:
        held.bind((HOST, 0))
        with answering(make_app(site), held) as port:
            with tab(browser, width=320, java_script_enabled=False) as page:
                page.goto(f"http://{HOST}:{port}{path}")
                well_laid(page)
                reference = page.locator(".card .hidden").first.inner_text()
                shown = answered_by_keyboard(page, reference, file)
            for words in ("It is done", "All of it is done", file.name, "9 November 2010, 09:00"):
                assert words in shown
            run_on(matters, "2010-11-10")
            told = letters(copied, "2010-11-10", "review.coordinator@")
            assert f"{reference} Evidence sent, said the {post}" in told
            matters("decide", reference, "accept", "--chairs-action", "--by", CHAIR)
            run_on(matters, "2010-11-11")
            told = letters(copied, "2010-11-11", f"Holder of {post}")
            assert f"{reference} " in told
            assert "accepted" in told
            site.office = office.on(date(2010, 11, 11))
            with tab(browser, java_script_enabled=False) as page:
                page.goto(f"http://{HOST}:{port}{last_day(copied)[2]}")
                closed = page.locator("#closed + article").inner_text()
    assert reference in closed
    assert "accepted" in closed


def test_it_ends_with_where_to_look(folder: Path) -> None:
    """Last of all with how to open a lead's page, by a command that there is."""
    *places, page = where_to_look(folder, "matters")
    assert all(str(folder) in place for place in places)
    assert page.endswith("matters page --demo")


def test_a_folder_that_is_not_the_demos_own_is_left_alone(tmp_path: Path) -> None:
    """Nobody's papers are swept away for a demonstration."""
    (tmp_path / "papers.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="is not empty and was not made by the demo"):
        clean(tmp_path)
    assert (tmp_path / "papers.txt").read_text(encoding="utf-8") == "mine"
