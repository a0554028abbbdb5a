"""A lead with two actions whose page is served, in a world of the stories."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.deployments.page.served import Served, serving
from tests.stories.world import World, row
from tests.tasks.page_visits import newest

PLAN = (row("1", "17 September 2010"), row("2", "TBC"))


@pytest.fixture
def served(world: World) -> Iterator[Served]:
    """The page, after the first message with a link to it."""
    with serving(world) as served:
        world.import_plan(*PLAN)
        world.run()
        world.let_pass()
        served.follow()
        yield served
        world.let_pass()


@pytest.fixture
def link(served: Served) -> str:
    """The path of the link in the lead's message."""
    return path_in(newest(served.world).text)


def path_in(text: str) -> str:
    """The path of the link that a message carries."""
    return "/l/" + text.partition("/l/")[2].split()[0]
