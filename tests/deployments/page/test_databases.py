"""The page on PostgreSQL, from the link to the plan's own words; all else of it is on SQLite."""

from __future__ import annotations

import re

import pytest

from deployments.page.readying import Readying
from tests.deployments.page.conftest import PLAN, path_in
from tests.deployments.page.served import serving
from tests.deployments.page.test_forms import code_of, codes, fields, opened
from tests.stories.anywhere import anywhere
from tests.stories.world import World
from tests.tasks.page_visits import newest

__all__ = ["anywhere"]


@pytest.mark.parametrize("furnished", ["postgresql"], indirect=True)
def test_a_lead_answers_and_opens_the_plans_words(anywhere: World) -> None:
    """A note with a zero in it, which PostgreSQL keeps in no text, is kept without.

    The page is served below a path, as where a board has one address for several things. It is
    read ahead there as well.
    """
    with serving(anywhere, "/actions") as served:
        anywhere.import_plan(*PLAN)
        anywhere.run()
        served.follow()
        inner = path_in(newest(anywhere).text)
        link = f"/actions{inner}"
        assert f":{served.port}{link} " in newest(anywhere).text
        assert served.ask(inner).status == 404
        sheet = re.search(r'href="(/actions/page-\w+\.css)"', served.ask(link).text)
        assert sheet
        assert served.ask(sheet[1]).status == 200
        path, mine = opened(served, link)
        assert served.send(path, mine.cookies, **fields(mine, note="Ha\x00lf.")).status == 200
        assert "in progress (6 September 2010)" in served.ask(link).text
        codes(served, f"{link}/code", mine)
        assert mine.headers["set-cookie"].count(f"Path={link};") == 1
        entered = codes(served, f"{link}/code/enter", mine, code=code_of(served))
        both = "; ".join(f"{k}={v}" for k, v in (mine.cookies | entered.cookies).items())
        shown = served.ask(path, Cookie=both).text
        assert "Carry out recommendation 1" in shown
        assert "<p>Half.</p>" in shown
        ahead = Readying(served.site)
        assert [ahead.look(), ahead.look()] == [0, 1]
