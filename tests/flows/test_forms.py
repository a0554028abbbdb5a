"""What a form asks: titled and explained fields, and hardly a word to be typed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from flows.follow_up_board import OneBoard
from flows.forms import (
    A_DAY,
    NOTHING,
    WHICHEVER_DUE,
    DaysToRehearse,
    Form,
    PackToDraft,
    PlanToImport,
    Scan,
)
from tests.flows.conftest import COMMITTEE, ENTERED

FORMS = (Scan, OneBoard, PlanToImport, PackToDraft, DaysToRehearse)
TYPED = {"reference", "title"}


def fields(form: type[Form]) -> dict[str, dict[str, Any]]:
    """The fields of a form as Prefect is given them; a list of ours has its own title."""
    schema = form.model_json_schema()
    lists = {f"#/$defs/{name}": one for name, one in schema.get("$defs", {}).items()}
    return {
        name: lists.get(field.get("$ref"), {}) | field
        for name, field in schema["properties"].items()
    }


@pytest.mark.parametrize("form", FORMS)
def test_every_field_has_a_title_and_an_explanation(form: type[Form]) -> None:
    """A secretary reads sentences, not names of variables."""
    assert form.__doc__
    for name, field in fields(form).items():
        assert field["title"] != name
        assert field["title"][0].isupper()
        assert field["description"].endswith(".")
        choices = [choice["title"] for choice in field.get("anyOf", ())]
        assert choices[:1] in ([], [A_DAY])
        assert len(choices) in (0, 2)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_typed_but_an_imports_reference_and_title(form: type[Form]) -> None:
    """Every other text is chosen from a list, or is a day: no answer, decision or name goes in."""
    schema = form.model_json_schema()
    typed = {
        name
        for name, field in schema["properties"].items()
        if field.get("type") == "string" and not {"enum", "format"} & field.keys()
    }
    assert typed == (TYPED if form is PlanToImport else set())
    for definition in schema.get("$defs", {}).values():
        assert definition["enum"]


@pytest.mark.parametrize("form", FORMS)
def test_a_field_that_is_not_the_forms_is_refused(form: type[Form]) -> None:
    """Nothing can be slipped into the history beside the fields that are there."""
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        form.model_validate({"decision": "accept"})


@pytest.mark.parametrize("reference", ["child n", "child/n", "", "-n", "child\nn"])
def test_a_reference_is_letters_digits_dots_and_hyphens(reference: str) -> None:
    """What would not do in a reference is refused by the form itself."""
    with pytest.raises(ValidationError, match="reference"):
        PlanToImport(
            file="plan.xlsx",
            reference=reference,
            title="A title",
            agreed_on=date(2010, 10, 20),
            committee=COMMITTEE,
        )


def test_forms_offer_what_the_register_and_the_inbox_have(
    entered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files, committees and meetings are chosen; nothing else can be."""
    monkeypatch.setenv("MATTERS_HOME", str(entered))
    monkeypatch.setenv("MATTERS_CLOCK", ENTERED.isoformat())
    plan = fields(PlanToImport)
    assert plan["file"]["enum"] == ["plan.xlsx"]
    assert plan["committee"]["enum"] == [COMMITTEE]
    meetings = fields(PackToDraft)["meeting"]["enum"]
    assert meetings[0] == WHICHEVER_DUE
    assert "Standing Review Committee, 25 January 2011" in meetings


def test_without_a_register_there_is_nothing_to_choose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list stays a list: an empty one never becomes a field to type into, nor begins a home."""
    monkeypatch.setenv("MATTERS_HOME", str(tmp_path / "none"))
    assert fields(PlanToImport)["file"]["enum"] == [NOTHING]
    assert fields(PackToDraft)["meeting"]["enum"] == [WHICHEVER_DUE]
    assert not (tmp_path / "none").exists()


def test_only_plans_that_lie_in_the_inbox_are_offered(
    entered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link, a folder, a hidden file and another kind of file are no plans."""
    home = tmp_path / "home"
    shutil.copytree(entered, home)
    inbox = home / "inbox"
    (inbox / "link.docx").symlink_to(home / "register.db")
    (inbox / "folder.csv").mkdir()
    (inbox / ".hidden.csv").touch()
    (inbox / "letter.odt").touch()
    (inbox / "Second.XLSX").touch()
    monkeypatch.setenv("MATTERS_HOME", str(home))
    assert fields(PlanToImport)["file"]["enum"] == ["Second.XLSX", "plan.xlsx"]
