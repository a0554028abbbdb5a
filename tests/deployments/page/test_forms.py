"""Forms that change something: only those that were opened here, and codes only a few times."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from deployments.page.answering import answered
from deployments.page.filling import Filled
from deployments.page.limits import Bucket
from tasks.visiting import revoke
from tests.deployments.page.served import Answer, Served, dump, kept, multipart
from tests.stories.world import HEAD, LEAD, SECRETARY, address_of, row
from tests.tasks.page_visits import later, newest

SIX = re.compile(r"\b\d{6}\b")
PLAIN = "application/x-www-form-urlencoded"


def opened(served: Served, link: str) -> tuple[str, Answer]:
    """The path of the first action at a link, and its page."""
    path = link + "/" + served.ask(link).text.split(f'href="{link}/')[1].split('"')[0]
    return path, served.ask(path)


def fields(answer: Answer, **given: str) -> dict[str, str]:
    """What the form of a page sends, with what was filled in."""
    return {"form": answer.form, "seq": "1", "progress": "in-progress", **given}


def codes(served: Served, path: str, answer: Answer, **given: str) -> Answer:
    """A form of the code's page, sent as a browser sends it."""
    said = "; ".join(f"{name}={value}" for name, value in answer.cookies.items())
    body = urlencode({"form": answer.form, **given}).encode()
    return served.ask(path, "POST", body=body, Content_Type=PLAIN, Cookie=said)


def code_of(served: Served) -> str:
    """The code in the lead's last message."""
    found = SIX.search(newest(served.world).text)
    assert found
    return found[0]


def test_a_form_without_the_visits_own_seal_changes_nothing(served: Served, link: str) -> None:
    """None, a made-up one, that of another visit, and that of another's link: words are kept."""
    path, mine = opened(served, link)
    _, other = opened(served, link)
    before = dump(served.world)
    for cookies, seal in (
        ({}, mine.form),
        (mine.cookies, ""),
        (mine.cookies, "A" * 22),
        (mine.cookies, other.form),
        (other.cookies, mine.form),
        ({"visit": "0" * 32}, mine.form),
    ):
        answer = served.send(path, cookies, **fields(mine, note="Half is done.") | {"form": seal})
        assert (answer.status, "not opened here" in answer.text) == (422, True)
        assert "Half is done." in answer.text
        for below in ("/code", "/code/enter"):
            sent = served.send(link + below, cookies, form=seal, code="000000")
            assert sent.status == 422
    assert dump(served.world) == before
    assert served.send(path, mine.cookies, **fields(mine)).status == 200
    assert dump(served.world) != before


def test_what_one_link_was_given_does_nothing_at_another(served: Served, link: str) -> None:
    """Cookies and seals of one lead at the page of another, and the code that one entered."""
    served.world.import_plan(row("9", "30 September 2010", lead=HEAD), review="child-r")
    served.world.run()
    served.world.let_pass()
    path, mine = opened(served, link)
    theirs = "/l/" + newest(served.world, HEAD).text.partition("/l/")[2].split()[0]
    their_path, _ = opened(served, theirs)
    codes(served, f"{link}/code", mine)
    entered = codes(served, f"{link}/code/enter", mine, code=code_of(served))
    assert entered.status == 303
    both = mine.cookies | entered.cookies
    said = "; ".join(f"{name}={value}" for name, value in both.items())
    assert "What the plan says</h2>" in served.ask(path, Cookie=said).text
    assert "What the plan says</h2>" not in served.ask(their_path, Cookie=said).text
    assert served.send(their_path, both, **fields(mine)).status == 422
    one_visit = f"visit={mine.cookies['visit']}"
    assert "What the plan says</h2>" not in served.ask(path, Cookie=one_visit).text


def test_a_code_is_tried_five_times_and_used_once(served: Served, link: str) -> None:
    """An old one opens nothing after a new one, nor after ten minutes."""
    _, mine = opened(served, link)
    ask, enter = f"{link}/code", f"{link}/code/enter"
    assert codes(served, ask, mine).status == 200
    first = code_of(served)
    assert "less than a minute" in codes(served, ask, mine).text
    wrong = f"{(int(first) + 1) % 1_000_000:06}"
    for _ in range(5):
        assert "not the code" in codes(served, enter, mine, code=wrong).text
    assert "five times" in codes(served, enter, mine, code=first).text
    later(served.world, minutes=2)
    served.follow()
    assert codes(served, ask, mine).status == 200
    second = code_of(served)
    if first != second:
        assert "not the code" in codes(served, enter, mine, code=first).text
    later(served.world, minutes=11)
    served.follow()
    assert "ten minutes" in codes(served, enter, mine, code=second).text
    assert codes(served, ask, mine).status == 200
    third = code_of(served)
    assert codes(served, enter, mine, code=third).status == 303
    assert "no code" in codes(served, enter, mine, code=third).text


def test_what_was_opened_is_shut_after_an_hour(served: Served, link: str) -> None:
    """And a cookie with another hour in it opens nothing; before it nobody reads what was said."""
    path, mine = opened(served, link)
    answer_with(served, path, mine, ("minutes.txt", b"Words"))
    for page in (link, path):
        assert "&lt;b&gt;" not in served.ask(page).text
        assert "minutes.txt" not in served.ask(page).text
    codes(served, f"{link}/code", mine)
    entered = codes(served, f"{link}/code/enter", mine, code=code_of(served))
    visit, good = mine.cookies["visit"], entered.cookies["opened"]
    until, _, seal = good.partition(".")
    longer = f"{int(until) + 3600}.{seal}"

    def shown(value: str) -> bool:
        page = served.ask(path, Cookie=f"visit={visit}; opened={value}")
        return "<p>Ä&lt;b&gt;</p>" in page.text and "Files: minutes.txt" in page.text

    assert [shown(v) for v in (good, longer, "", ".", f"{'9' * 5000}.x")] == [True] + 4 * [False]
    served.world.office = served.world.office.on(served.world.today + timedelta(days=1))
    served.follow()
    assert not shown(good)


def test_files_go_nowhere_but_under_their_hash(served: Served, link: str) -> None:
    """Names that lead elsewhere are only shown, and nothing that was sent can be fetched."""
    path, mine = opened(served, link)
    names = (
        "../../../etc/cron.d/x.txt",
        "..\\\\..\\\\x.txt",
        "%2e%2e%2fx.txt",
        "/abs/x.txt",
        ".txt",
    )
    words = [(f'name="{name}"', text.encode()) for name, text in fields(mine).items()]
    files = [
        (f'name="files"; filename="{name}"', f"Words {n}".encode()) for n, name in enumerate(names)
    ]
    answer = served.post(path, multipart(words + files), mine.cookies)
    assert answer.status == 200, answer.text
    assert "the committee decides whether to accept the evidence" in answer.text
    home = served.world.office.settings.home
    assert len(kept(served.world)) == len(names)
    assert all(len(name) == 64 for name in kept(served.world))
    assert {file.name for file in home.iterdir() if file.suffix == ".txt"} == set()
    sha = kept(served.world)[0]
    for place in (
        f"{link}/{sha}",
        f"{path}/{sha}",
        f"/evidence/{sha}",
        f"{link}/../evidence/{sha}",
    ):
        assert served.ask(place).status == 404


def answer_with(served: Served, path: str, mine: Answer, *files: tuple[str, bytes]) -> Answer:
    """An answer with a note and some files, sent by the form of a page."""
    parts = [(f'name="{name}"', text.encode()) for name, text in fields(mine, note="Ä<b>").items()]
    parts += [(f'name="files"; filename="{name}"', data) for name, data in files]
    return served.post(path, multipart(parts), mine.cookies)


def test_files_that_do_not_fit_keep_all_of_them_out(
    served: Served, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is half recorded, and what was written is given back with the reason."""
    monkeypatch.setattr("deployments.page.filling.MOST_KEPT", 100_000)
    path, mine = opened(served, link)
    before = dump(served.world)
    good, bad = ("good.txt", b"Words"), ("bad.exe", b"MZ")
    tried = {
        "bad.exe: it is no": ([bad], [good, bad]),
        "Up to ten files": ([good] * 11, [good, ("long.txt", b"x" * 100_000)]),
    }
    for reason, each in tried.items():
        for files in each:
            answer = answer_with(served, path, mine, *files)
            assert (answer.status, reason in answer.text) == (422, True)
            assert "Ä&lt;b&gt;</textarea>" in answer.text
    assert (dump(served.world), kept(served.world)) == (before, [])
    assert answer_with(served, path, mine, *[good] * 10).status == 200
    served.site.uploads = Bucket(a_minute=1, most=50)
    assert answer_with(served, path, mine, *[good] * 9).status == 200
    before = dump(served.world)
    answer = answer_with(served, path, mine, ("more.txt", b"Other words"))
    assert (answer.status, "may send in an hour" in answer.text) == (422, True)
    assert dump(served.world) == before


def test_what_was_written_is_given_back_where_nobody_can_take_it(served: Served, link: str) -> None:
    """The action has a new lead since the form was opened; then the link itself is shut.

    Only to whom the form was opened: whoever else sends one hears what they always hear.
    """
    path, mine = opened(served, link)
    other = served.ask(path)
    cookie = (b"cookie", f"visit={mine.cookies['visit']}".encode())
    seen = served.site.seen(Request({"type": "http", "headers": [cookie]}), link[3:])
    served.world.leaves(LEAD, served.world.today - timedelta(days=1))
    before = dump(served.world)
    given_back = answer_with(served, path, mine, ("good.txt", b"Words"))
    assert (given_back.status, "<p>Ä&lt;b&gt;</p>" in given_back.text) == (409, True)
    assert address_of(SECRETARY) in given_back.text
    assert dump(served.world) == before
    revoke(served.world.office, f"Holder of {LEAD}", by=SECRETARY)
    given_back = answer_with(served, path, mine)
    assert (given_back.status, "<p>Ä&lt;b&gt;</p>" in given_back.text) == (409, True)
    assert address_of(SECRETARY) not in given_back.text
    last_moment = answered(seen, seen.own.actions[0], Filled(words=fields(mine, note="Ä<b>")))
    assert (last_moment.status_code, last_moment.body) == (409, given_back.body)
    stranger = served.send(path, other.cookies, **fields(mine, note="Read me."))
    assert (stranger.status, stranger.body) == (404, served.ask(link).body)
    assert kept(served.world) == []


def test_what_nobody_types_is_left_out_of_a_note(served: Served, link: str) -> None:
    """Zeros, which PostgreSQL keeps in no text, what turns text round, and the ends of lines."""
    path, mine = opened(served, link)
    answer = served.send(path, mine.cookies, **fields(mine, note="One\x00\r\n\u202eTwo\x1b[0m"))
    assert answer.status == 200
    assert "<p>One</p>\n<p>Two[0m</p>" in answer.text
    again = served.send(path, mine.cookies, **fields(mine, note="One\nTwo[0m"))
    assert "said this already" in again.text


def test_who_asks_too_often_waits(served: Served, link: str) -> None:
    """A link's own limit, of which a form takes more, then the client's for everything.

    Nobody else's link is shut by it.
    """
    served.app.clients.clock = served.app.links.clock = lambda: 0.0
    served.app.links.a_minute, served.app.clients.a_minute = 7, 8
    asked = ("GET", "POST", "POST", "GET", "GET", "GET")
    answers = [served.ask(link, method) for method in asked]
    assert [a.status for a in answers] == [200, 405, 429, 200, 200, 429]
    assert answers[-1].headers["retry-after"] == "60"
    assert answers[-1].headers["content-security-policy"].startswith("default-src 'none'")
    assert [served.ask("/").status for _ in range(3)] == [200, 200, 429]
    assert LEAD not in answers[-1].text
