"""docs/procedure.md is the procedure that is tested: clause by clause, and number by number."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from calendar import month_name
from dataclasses import fields, is_dataclass
from typing import Any

from models.rules.policy import Policy
from models.rules.step_words import STEP_CLAUSES
from models.rules.words import Step
from tests import clauses
from tests.clauses import OF_FILES, OF_THE_PROCEDURE, PROCEDURE, RULES, held_by, marked

# Beside a number stands the setting that it is, which a page does not show.
SETTING = re.compile(r"<!--(?:\[(\w+)\] )?(\w+=.+?)-->")
# Settings of which the procedure does not speak: words, headings, forms, how much is printed, and
# how long names are kept.
BESIDE = {"number", "words", "headings", "markings", "review_gate", "pack.printed_actions"}
BESIDE |= {"retention", "pack.files_mb", "pack.shared_folder"}


def test_every_clause_has_a_number_of_its_own() -> None:
    """A number names one clause, and clauses stand in the order of their numbers."""
    numbers = clauses.clauses()
    assert len(numbers) == len(set(numbers))

    def place(number: str) -> tuple[int, int, str]:
        section, clause, letter = re.fullmatch(r"(\d+)\.(\d+)([a-z]?)", number).groups()  # type: ignore[union-attr]
        return int(section), int(clause), letter

    assert numbers == sorted(numbers, key=place)


def test_no_clause_is_without_a_test() -> None:
    """What nobody tests, nobody knows to hold."""
    found = held_by()
    assert [number for number in clauses.clauses() if not found.get(number)] == []


def test_every_test_of_the_procedure_names_its_clause() -> None:
    """Whoever reads a red test finds the clause that does not hold; no test names one of none."""
    known = set(clauses.clauses())
    for one in marked():
        if clauses.must_be_marked(one.path):
            assert one.clauses, f'{one} says no clause: give it @pytest.mark.clause("...")'
        assert set(one.clauses) <= known, f"{one} names {set(one.clauses) - known}"


def test_every_file_of_rules_is_of_the_procedure_or_of_a_file() -> None:
    """A new file of tests is listed in tests/clauses.py, so that none stands aside unseen."""
    there = {path.stem.removeprefix("test_") for path in RULES.glob("test_*.py")}
    assert there == {*OF_THE_PROCEDURE, *OF_FILES}
    assert not set(OF_THE_PROCEDURE) & set(OF_FILES)


def test_the_table_of_steps_has_every_step() -> None:
    """No step is told that the procedure does not tell of."""
    text = PROCEDURE.read_text(encoding="utf-8")
    rows = "\n".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| **"))
    assert [step for step in Step if not re.search(rf"\b{step}\b", rows)] == []


def test_the_numbers_are_those_of_the_default_policy_each_said_once() -> None:
    """Whoever changes a default, or adds a setting, says so in the procedure."""
    defaults = _settings(Policy(), "")
    found: dict[str, Any] = {}
    for section, text in SETTING.findall(PROCEDURE.read_text(encoding="utf-8")):
        ((key, value),) = tomllib.loads(text).items()
        (name,) = [name for name in defaults if _is_named(name, section, key)]
        assert name not in found, f"{name} is said twice"
        found[name] = value
    assert {name: defaults[name] for name in found} == found
    assert set(defaults) - set(found) == {name for name in defaults if _is_beside(name)}


def _is_named(name: str, section: str, key: str) -> bool:
    """True of "ladder.silence_wd" for its key, and for its section where that is said."""
    *sections, last = name.split(".")
    return last == key and (not section or sections == [section])


def test_a_number_is_printed_before_its_setting() -> None:
    """What a reader sees in the sentence is what the policy has, in figures or as a day."""
    for clause in PROCEDURE.read_text(encoding="utf-8").split("\n\n"):
        sentence = ""
        for part in re.split(r"(<!--.+?-->)", clause):
            setting = SETTING.fullmatch(part)
            ((_, value),) = tomllib.loads(setting[2]).items() if setting else [("", [])]
            missing = [one for one in _printed(value) if one not in sentence]
            assert not missing, f"{missing} before {part}"
            sentence += " ".join(part.split()) if not setting else ""


def _printed(value: Any) -> list[str]:
    """ "20", "Europe/London", "24 December": a value as it is read."""
    if isinstance(value, list):
        return [text for part in value for text in _printed(part)]
    day = re.fullmatch(r"(\d\d)-(\d\d)", f"{value}")
    return [f"{int(day[2])} {month_name[int(day[1])]}"] if day else [f"{value}"]


def _is_beside(name: str) -> bool:
    return name in BESIDE or name.partition(".")[0] in BESIDE


def _settings(values: Any, section: str) -> dict[str, Any]:
    """ "ladder.normal": [1, 5, 10, 20, 40], for every setting of a policy."""
    found: dict[str, Any] = {}
    for one in fields(values):
        value = getattr(values, one.name)
        if is_dataclass(value):
            found |= _settings(value, f"{one.name}.")
        else:
            found[f"{section}{one.name}"] = _as_toml(value)
    return found


def _as_toml(value: Any) -> Any:
    return [_as_toml(part) for part in value] if isinstance(value, tuple) else value


def test_the_table_of_clauses_is_printed() -> None:
    """`python -m tests.clauses` lists each clause with its tests."""
    command = [sys.executable, "-m", "tests.clauses"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=PROCEDURE.parents[1]
    )
    lines = done.stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == clauses.clauses()
    assert "    models/rules/test_stages.py::test_no_stage_is_told_before_a" in lines


def test_each_step_is_told_by_a_clause_that_is_there() -> None:
    """`matters why` names the clause of each notice; its line in the table names the step."""
    text = PROCEDURE.read_text(encoding="utf-8")
    for step in Step:
        line = next(
            one for one in text.splitlines() if one.startswith(f"| **{STEP_CLAUSES[step]}**")
        )
        assert step.value in line
