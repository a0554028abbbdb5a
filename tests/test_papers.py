"""The papers say what is so: what they link, show, and tell somebody to type is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

from deployments.cli import app
from settings import IN_FILES, PREFIX, TEAMS_PREFIX, Settings
from tasks.home_files import FOLDERS
from tests.tables import table

ROOT = Path(__file__).resolve().parents[1]
RUNBOOK = ROOT / "docs" / "runbook.md"
RECORDS = ROOT / "docs" / "adr"
PICTURES = ROOT / "docs" / "pictures"
PAPERS = sorted(
    [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        ROOT / "deployments" / "sample" / "README.md",
        *(ROOT / "docs").rglob("*.md"),
    ]
)
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"(?:^ {4}\S.*\n)+", re.MULTILINE)
INLINE = re.compile(r"`([^`]+)`")
MATTERS = re.compile(r"(?:^|[\s/])matters ([a-z][a-z-]*)([^\n;|&]*)", re.MULTILINE)
MAKE = re.compile(r"(?:^|[\s&])make ([a-z][a-z-]*)", re.MULTILINE)
SETTING = re.compile(rf"{PREFIX}[A-Z_]*[A-Z]")
OPTION = re.compile(r"--[a-z][a-z-]*")
LARGEST = 200_000

each_paper = table("paper", PAPERS, ids=[str(path.relative_to(ROOT)) for path in PAPERS])


def links(paper: Path) -> Iterator[tuple[str, str, str]]:
    """What a paper links or shows in this project: "!" or "", the words, the target."""
    for mark, words, target in LINK.findall(paper.read_text(encoding="utf-8")):
        if "://" not in target:
            yield mark, words, target


def anchors(paper: Path) -> set[str]:
    """The names under which a page on a code host finds a paper's headings."""
    titles = re.findall(r"^#+ (.+)$", paper.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def code(paper: Path) -> str:
    """What a paper prints as something to type or to read on a screen, a command a line."""
    text = paper.read_text(encoding="utf-8")
    blocks = FENCED.findall(text) + INDENTED.findall(FENCED.sub("", text))
    spans = (" ".join(span.split()) for span in INLINE.findall(FENCED.sub("", text)))
    return re.sub(r"\\\n\s*", "", "\n".join([*blocks, *spans]))


@cache
def commands() -> dict[str, set[str]]:
    """Each command of `matters` with its options, those of its own commands among them."""
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return {name: options(command) for name, command in group.commands.items()}


def options(command: Any) -> set[str]:
    """The options of a command and of the commands below it."""
    below = command.commands.values() if isinstance(command, TyperGroup) else ()
    own = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
    return own.union(*(options(one) for one in below))


def targets() -> set[str]:
    """The targets of the Makefile that its help lists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))


@each_paper
def test_a_link_leads_somewhere(paper: Path) -> None:
    """Every relative link and picture is a file of the project, and its heading is in it."""
    for _, _, target in links(paper):
        place, _, heading = target.partition("#")
        file = (paper.parent / place).resolve() if place else paper
        assert file.is_relative_to(ROOT), target
        assert file.exists(), target
        assert not heading or heading in anchors(file), target


@each_paper
def test_a_picture_is_told_in_words(paper: Path) -> None:
    """Whoever does not see a picture reads what it shows."""
    untold = [target for mark, words, target in links(paper) if mark and len(words.split()) < 4]
    assert not untold


@table("picture", sorted(PICTURES.iterdir()))
def test_a_picture_is_small(picture: Path) -> None:
    """A picture is a PNG of less than 200 kB: the papers are read over slow lines as well."""
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < LARGEST


def test_every_picture_is_shown() -> None:
    """No picture lies about that no paper shows."""
    shown = {
        (paper.parent / target).resolve()
        for paper in PAPERS
        for mark, _, target in links(paper)
        if mark
    }
    assert set(PICTURES.iterdir()) <= shown


@each_paper
def test_a_command_named_is_there(paper: Path) -> None:
    """Every `matters` command that a paper tells to type exists, and takes the options shown."""
    for name, rest in MATTERS.findall(code(paper)):
        assert name in commands(), name
        typed = {word for word in words_of(rest) if OPTION.fullmatch(word)}
        assert typed <= commands()[name] | {"--help"}, f"matters {name}: {typed - commands()[name]}"


def words_of(line: str) -> list[str]:
    """A command line in words, as a shell parts them; one that is cut off is parted at blanks."""
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        return line.split()


@each_paper
def test_a_make_target_named_is_there(paper: Path) -> None:
    """Every `make` target that a paper tells to type is one that `make help` lists."""
    assert set(MAKE.findall(code(paper))) <= targets()


@each_paper
def test_a_setting_named_is_there(paper: Path) -> None:
    """Every setting that a paper names is one that is read: a misspelt one would be refused."""
    known = {f"{PREFIX}{field.upper()}" for field in Settings.model_fields}
    known |= {f"{PREFIX}{field.upper()}_FILE" for field in IN_FILES}
    named = set(SETTING.findall(paper.read_text(encoding="utf-8")))
    assert {name for name in named if not name.startswith(TEAMS_PREFIX)} <= known


def test_the_readme_names_its_two_commands() -> None:
    """A newcomer finds `make demo` and `make test` first, and the commands of a followed plan."""
    text = code(ROOT / "README.md")
    assert MAKE.findall(text)[:2] == ["demo", "test"]
    followed = {"committee", "contacts", "read", "import", "rehearse", "follow-up", "respond"}
    followed |= {"decide", "why", "pack", "approve", "issue"}
    assert followed <= {name for name, _ in MATTERS.findall(text)}


def test_every_decision_record_is_listed() -> None:
    """The index of records names each record once, by its own title and in its order."""
    index = read(RECORDS / "README.md")
    listed = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \|$", index, re.MULTILINE)
    records = sorted(RECORDS.glob("0*.md"))
    titles = [read(path).splitlines()[0].removeprefix("# ") for path in records]
    assert [f"{number}. {title}" for number, title, _ in listed] == titles
    assert [file for _, _, file in listed] == [path.name for path in records]


def read(path: Path) -> str:
    """The text of a paper."""
    return path.read_text(encoding="utf-8")


def test_the_way_into_the_reading_names_each_of_its_files() -> None:
    """What it names is there, and every file of the rules of a plan is named."""
    named = set(re.findall(r"\bplan_\w+", (ROOT / "docs" / "reading.md").read_text("utf-8")))
    rules = {path.stem for path in (ROOT / "models" / "rules").glob("plan_*.py")}
    there = rules | {path.stem for path in (ROOT / "tasks").glob("plan_*.py")}
    assert named - there == set()
    assert rules - named == set()


def test_the_runbook_says_what_of_a_home_is_in_a_backup() -> None:
    """The register, and the folders whose files a backup takes; nothing else."""
    row = re.compile(r"^\| `([\w.]+)/?`.*\| (yes|no)\b[^|]*\|$", re.MULTILINE)
    rows = row.findall(RUNBOOK.read_text("utf-8"))
    assert {name for name, said in rows if said == "yes"} == {"register.db", *FOLDERS}
    assert {"inbox", "outbox", "reports", "rehearsals", "prefect"} <= dict(rows).keys()
