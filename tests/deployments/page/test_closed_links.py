"""Links that open nothing, and requests that only look: nobody learns, nothing changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from deployments.page.serving import server
from notifications.links import new_link
from tasks.visiting import revoke
from tests.deployments.page.served import SECRET, Answer, Served, dump
from tests.stories.world import HEAD, LEAD, SECRETARY, address_of

GOOD = "/l/"


def parts_of(answer: Answer) -> tuple[int, bytes, list[str]]:
    """What somebody who tries links could tell answers apart by."""
    dated = {name: text for name, text in answer.headers.items() if name != "date"}
    return answer.status, answer.body, sorted(f"{n}: {t}" for n, t in dated.items())


def test_closed_links_are_all_alike(served: Served, link: str) -> None:
    """Forged, cut, old, revoked, of nobody, of another's address: the same bytes for each."""
    world, now = served.world, served.site.office.clock.now()
    good = link.removeprefix("/l/")
    forged = [good[:20] + ("A" if good[20] != "A" else "B") + good[21:], "x" * 54, good[::-1]]
    cut = [good[:-1], good[:1], good + "A", "%C3%A9", "%00", "..", "a"]
    nobody = [new_link(SECRET, 999_999, "x@example.org", now), new_link(SECRET, 0, "", now)]
    foreign = [new_link(SECRET, 1, "other@example.org", now)]
    old = [new_link(SECRET, 1, address_of(LEAD), datetime(1999, 1, 1, tzinfo=UTC))]
    assert served.ask(link).status == 200
    tried = [*forged, *cut, *nobody, *foreign, *old]
    answers = [parts_of(served.ask(f"/l/{one}")) for one in tried]
    # Not before: a link that was revoked is shut for that alone, forged or not.
    revoke(world.office, LEAD, by=SECRETARY)
    answers.append(parts_of(served.ask(link)))
    assert answers[0][0] == 404
    assert all(answer == answers[0] for answer in answers)
    posts = [
        parts_of(served.send(f"/l/{one}{below}", {}, form="x", note="x"))
        for one in (good, forged[0], cut[0], nobody[0])
        for below in ("/1", "/2147483647", "/code", "/code/enter")
    ]
    assert all(answer == answers[0] for answer in posts)


def test_a_link_of_thirty_days_ago_answers_as_one_that_never_was(served: Served, link: str) -> None:
    """And it opened until then, with each day's own page; no run since is no health."""
    world = served.world
    assert "<br>6 September 2010</p>" in served.ask(link).text
    world.on(world.today + timedelta(days=30))
    served.follow()
    assert "<br>6 October 2010</p>" in served.ask(link).text
    world.on(world.today + timedelta(days=1))
    served.follow()
    assert parts_of(served.ask(link)) == parts_of(served.ask("/l/" + "x" * 54))
    health = served.ask("/health")
    assert (health.status, health.text) == (503, "look: matters health says at what")


def test_scanners_change_nothing(served: Served, link: str) -> None:
    """GET and HEAD of every address, twice and by the link of another visit."""
    number = served.ask(link).text.split(f'href="{link}/')[1].split('"')[0]
    before = dump(served.world)
    below = ("", "/code", f"/code?action={number}", f"/{number}", "/code/enter", "/99")
    paths = ["/", "/health", "/robots.txt", "/favicon.ico", *(link + end for end in below)]
    for path in paths:
        looked = [served.ask(path, method) for method in ("GET", "HEAD", "GET")]
        assert len({answer.status for answer in looked}) == 1
        assert looked[1].body == b""
        assert served.ask(path, "OPTIONS").status < 500
    assert dump(served.world) == before
    assert served.ask(link).status == 200


def test_every_answer_tells_the_browser_to_be_strict(served: Served, link: str) -> None:
    """No script, no other site, no frame, no trace of the link elsewhere; over TLS nothing else.

    What a browser keeps goes to this link alone, by no script, and over TLS only there.
    """
    number = served.ask(link).text.split(f'href="{link}/')[1].split('"')[0]
    for secure in (False, True):
        served.site.secure = served.app.secure = secure
        for path in (link, f"{link}/{number}", "/l/x", "/nothing"):
            said = served.ask(path).headers
            rules = dict(one.split(" ", 1) for one in said["content-security-policy"].split("; "))
            assert rules == {
                "default-src": "'none'",
                "style-src": "'self'",
                "img-src": "data:",
                "form-action": "'self'",
                "frame-ancestors": "'none'",
                "base-uri": "'none'",
            }
            assert (said["referrer-policy"], said["cache-control"]) == ("no-referrer", "no-store")
            assert said["x-content-type-options"] == "nosniff"
            assert said["x-robots-tag"] == "noindex, nofollow"
            assert ("strict-transport-security" in said) == secure
        cookie = set(served.ask(f"{link}/{number}").headers["set-cookie"].split("; ")[1:])
        flags = {"HttpOnly", "SameSite=lax", f"Path={link}"}
        assert cookie == (flags | {"Secure"} if secure else flags)


def test_the_page_is_served_on_this_machine_alone(served: Served) -> None:
    """Whatever its address is called: a web server stands before it."""
    assert server(served.app, 8300).config.host == "127.0.0.1"


def test_what_may_be_asked_is_said_where_it_was_asked_otherwise(served: Served, link: str) -> None:
    """RFC 9110, 15.5.6: with 405 comes Allow."""
    answer = served.ask(link, "DELETE")
    assert answer.status == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_nobody_is_sent_elsewhere_by_the_name_they_asked_for(served: Served, link: str) -> None:
    """A path with a stroke too many is not there, whatever Host says."""
    for path in (f"{link}/", "//elsewhere.example.org/", f"{link}/code/"):
        answer = served.ask(path, Host="elsewhere.example.org")
        assert (answer.status, "location" in answer.headers) == (404, False)


def test_an_action_of_others_is_as_one_that_is_not(served: Served, link: str) -> None:
    """Whether a number is somebody else's action is not said."""
    world = served.world
    world.import_plan(
        ("9", "Schools", "A wish", "Do it", HEAD, "30 September 2010"), review="child-r"
    )
    numbers = range(1, 12)
    mine = {n for n in numbers if served.ask(f"{link}/{n}").status == 200}
    assert len(mine) == 2
    others = [parts_of(served.ask(f"{link}/{n}")) for n in numbers if n not in mine]
    shown = {(status, body) for status, body, _ in others}
    assert len(shown) == 1
    assert others[0][0] == 404
