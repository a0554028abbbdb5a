"""The house stands as it was drawn: names, layers, sizes, and nothing that ties it to a machine."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import EVERYTHING_IS_THERE
from tests.tables import table

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("deployments", "flows", "models", "notifications", "tasks")
OURS = (*PACKAGES, "settings", "tests")
LONGEST_FILE, LONGEST_FUNCTION = 350, 40


def sources(*folders: str) -> list[Path]:
    """Every Python file of the folders, in a steady order."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def module_name(path: Path) -> str:
    """The name by which a file is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def texts() -> Iterator[tuple[str, str]]:
    """Every file of the project as text, with its place; the tools' own folders are none of it."""
    tops = (*PACKAGES, "tests", "docs", ".ci")
    files = [path for top in tops for path in (ROOT / top).rglob("*") if path.is_file()]
    for path in [*files, *(path for path in ROOT.iterdir() if path.is_file())]:
        if "__pycache__" not in path.parts:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8", errors="ignore")


def loaded_by(*modules: str) -> set[str]:
    """What a fresh interpreter has loaded after importing the modules."""
    code = (
        "import importlib, sys; before = set(sys.modules); sys.path.insert(0, sys.argv[1]);"
        "[importlib.import_module(name) for name in sys.argv[2:]];"
        "print(*(set(sys.modules) - before))"
    )
    command = [sys.executable, "-I", "-c", code, str(ROOT), *modules]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_no_other_distribution_claims_our_names() -> None:
    """Names as plain as `tasks` are safe only while nothing else that is installed has them."""
    owners = importlib.metadata.packages_distributions()
    others = {name: set(owners.get(name, ())) - {"matters-arising"} for name in OURS}
    assert {name: claimed for name, claimed in others.items() if claimed} == {}


def test_every_package_is_empty_at_its_door() -> None:
    """Importing a rule runs every __init__.py above it: a line there would be paid by all."""
    doors = [path for path in sources(*PACKAGES) if path.name == "__init__.py"]
    assert len(doors) >= len(PACKAGES)
    assert [str(path) for path in doors if path.read_text(encoding="utf-8").strip()] == []


def who_loads(modules: Sequence[str], is_wrong: Callable[[str], bool]) -> dict[str, set[str]]:
    """The modules that load what they may not, each with what it loads.

    What one loads is loaded where all are: only where that is wrong is each asked by itself.
    """
    if not any(map(is_wrong, loaded_by(*modules))):
        return {}
    alone = {name: set(filter(is_wrong, loaded_by(name))) for name in modules}
    return {name: wrong for name, wrong in alone.items() if wrong}


def test_a_rule_loads_only_rules_and_the_standard_library() -> None:
    """The ground floor can be asked anywhere, at once."""
    rules = [module_name(path) for path in sources("models/rules")]

    def is_wrong(name: str) -> bool:
        ours = name == "models" or f"{name}.".startswith("models.rules.")
        return not ours and name.partition(".")[0] not in sys.stdlib_module_names

    assert len(rules) > len(PACKAGES)
    assert who_loads(rules, is_wrong) == {}
    assert who_loads(["models", "json"], lambda name: name == "json") == {"json": {"json"}}


def test_below_the_flows_nothing_loads_prefect() -> None:
    """Stories, the page and most commands run without Prefect, which takes seconds to load.

    The tests of the stories answer at once: they load none of it either.
    """
    below = sources("models", "notifications", "tasks", "flows/story", "tests/stories")
    modules = [module_name(path) for path in below if "migrations" not in path.parts]
    modules.append("tests.conftest")
    assert len(modules) > len(PACKAGES)
    assert who_loads(modules, lambda name: name == "prefect") == {}


def test_the_tests_of_rules_load_no_database() -> None:
    """They answer at once: the conftest above all tests loads none."""
    rules = [module_name(path) for path in sources("tests/models/rules")]
    slow = {"alembic", "jinja2", "prefect", "sqlalchemy", "sqlmodel"}
    assert len(rules) > len(PACKAGES)
    assert slow & loaded_by("tests.conftest", *rules) == set()


def test_channels_alone_load_apprise() -> None:
    """Rendering and packs need no sender, and mail nothing that posts cards."""
    modules = [module_name(path) for path in sources("notifications")]
    others = [name for name in modules if not name.startswith("notifications.channels")]
    assert {"apprise", "smtplib"} & loaded_by(*others) == set()
    assert "requests" not in loaded_by("notifications.channels.smtp")


def test_no_file_names_a_package_index_or_a_machine() -> None:
    """The project installs anywhere, so it names no host of packages and no one's folders."""
    hosts = r"[p]ypi\.org|[p]ythonhosted|[i]ndex-url\s*[= ]\s*\S*:/|[f]ind-links"
    folders = r"/[r]oot/|/[w]ork/|/[h]ome/\w|/[U]sers/\w|/opt/[pw](?:ypi|heels)|\.[p]yenv"
    named = re.compile(f"{hosts}|{folders}")
    assert [
        (place, found.group()) for place, text in texts() if (found := named.search(text))
    ] == []


# A name may have extras; the pins must have them too, or pip finds no hash for what asks for them.
NAME = r"([\w.-]+)(?:\[[\w., -]+\])?"
PINNED = rf"{NAME}==\S+ .*--hash=sha256:"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_each_requirement_is_pinned_and_hashed(name: str) -> None:
    """Only a file that was published under this name and version is installed, from any index."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(lines) > len(PACKAGES)
    assert [line for line in lines if not re.match(PINNED, line)] == []
    assert "://" not in text


def test_the_requirements_hold_all_that_the_project_asks_for() -> None:
    """Whoever adds a dependency makes the requirements anew (make requirements)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [item for item in project["dependency-groups"]["dev"] if isinstance(item, str)]
    for name, needs in (
        ("requirements.txt", project["project"]["dependencies"]),
        ("requirements-dev.txt", [*project["project"]["dependencies"], *asked]),
    ):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = set(re.findall(rf"^{NAME}==", text, flags=re.MULTILINE))
        wanted = {re.split(r"[^\w.-]", need)[0].lower() for need in needs}
        assert wanted - pinned == set()


def test_development_runs_what_is_shipped() -> None:
    """The tools' requirements change no version that the program runs on."""
    pin = re.compile(rf"^{NAME}==(\S+)", re.MULTILINE)
    shipped, tools = (
        dict(pin.findall((ROOT / name).read_text(encoding="utf-8")))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert {name: tools.get(name) for name in shipped} == shipped


FILES = [*sources(*PACKAGES), ROOT / "settings.py"]


@table("path", FILES, ids=map(module_name, FILES))
def test_files_and_functions_stay_small(path: Path) -> None:
    """What does not fit on a screen or two is two things."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    functions = (
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


@pytest.fixture
def skipping(tmp_path: Path) -> Path:
    """A folder with our conftest and two tests that skip, one for want of the samples."""
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_skips.py").write_text(
        "import pytest\n"
        "def test_beside(): pytest.skip('no ../shared beside the checkout')\n"
        "def test_browser(): pytest.skip('no browser')\n",
        encoding="utf-8",
    )
    return tmp_path


@pytest.mark.parametrize(("strict", "closing"), [("0", "2 skipped"), ("1", "1 failed, 1 skipped")])
def test_a_skip_is_counted_and_fails_where_nothing_may_be_missing(
    skipping: Path, strict: str, closing: str
) -> None:
    """Where all was installed, only the samples beside the checkout may be missing."""
    told = {"MATTERS_CI": strict, "CI": "", EVERYTHING_IS_THERE: "", "PYTHONPATH": str(ROOT)}
    environment = {**os.environ, **told}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(skipping)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, cwd=skipping
    )
    assert closing in done.stdout.splitlines()[-1]
    assert "1 skipped: no ../shared beside the checkout" in done.stdout
    assert done.returncode == int(strict)
