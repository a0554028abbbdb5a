"""A board's own template, from the file it is saved from to the message that is made with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.ledger import Message
from notifications.layouts import TEXT, version_of
from tasks.deliver import deliver
from tasks.refused import Refused
from tasks.templates import forget_template, own_templates, save_template, template_of
from tests.stories.world import BOARD_ID, World
from tests.tasks.delivering import rows


def test_a_template_is_saved_used_and_taken_back(world: World, tmp_path: Path) -> None:
    """Each message records the version that it was made with."""
    office, file = world.office, tmp_path / "ours.txt"
    file.write_text(template_of(office, TEXT).replace("HOW TO REPLY", "HOW TO ANSWER US"))
    save_template(office, TEXT, file, dry_run=True)
    assert own_templates(office).text is None
    save_template(office, TEXT, file)
    assert template_of(office, TEXT) == file.read_text()
    world.teams(1)
    assert deliver(office, BOARD_ID).accepted == 1
    assert world.letterbox.arrived[0].says("HOW TO ANSWER US")
    sent: list[Message] = rows(office.engine)
    assert [one.template for one in sent] == [version_of(own_templates(office))]
    forget_template(office, TEXT)
    assert "HOW TO REPLY" in template_of(office, TEXT)


def test_one_that_may_not_be_used_is_refused_and_nothing_is_kept(
    world: World, tmp_path: Path
) -> None:
    """Every fault in a sentence, with the file's name."""
    file = tmp_path / "bad.txt"
    file.write_text("{{ nothing }}")
    with pytest.raises(Refused, match=r"bad.txt: It asks for nothing, which no message has"):
        save_template(world.office, TEXT, file)
    assert own_templates(world.office).text is None
    for name, path in (("../register.db", file), (TEXT, tmp_path / "none")):
        with pytest.raises(Refused, match=r"is no template|cannot be read"):
            save_template(world.office, name, path)
