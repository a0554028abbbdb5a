"""What nobody's browser sends: no fault, no traceback, nothing recorded, always the headers."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from deployments.page.guard import HEADERS, MOST, MOST_ELSEWHERE
from notifications.page.rendering import style_mark
from tests.deployments.page.served import (
    BOUNDARY,
    CRLF,
    MULTIPART,
    Answer,
    Served,
    dump,
    kept,
    multipart,
)
from tests.deployments.page.test_forms import fields, opened

# What the server itself says to what is no HTTP, before there is a request.
NO_HTTP = b"Invalid HTTP request received."
# What an outside monitor is told by 503 where no follow-up has run yet: an answer, and no fault.
NOT_WELL = b"look: matters health says at what"
NASTY = (
    "", "0", "-1", "1", "2147483648", "9" * 5000, "../../etc/passwd", "..%2f..%2f", "%00", "%ff",
    "%F0%9F%92%A9", "<script>alert(1)</script>", "{{7*7}}", "${jndi:x}", "' OR 1=1--", "\x00",
    "a" * 3000, "é", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "%0d%0aX-Y:%201",
    "con", "..", ".", "x;y=z", "?", "#", "\u202e",
)  # fmt: skip
TYPES = (
    MULTIPART,
    "multipart/form-data",
    "multipart/form-data; boundary=",
    f"multipart/form-data; boundary={'b' * 500}",
    f"{MULTIPART}; charset=utf-7",
    f"{MULTIPART}; charset=undefined",
    f"{MULTIPART}; charset*=utf-8''idna",
    f"{MULTIPART}; charset=utf-8",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=punycode",
    "application/json",
    "text/plain; charset=\xff",
    "",
)
# Written here and held equal to the application's: what is drawn may depend on nothing that runs.
ROUTES = (
    "/", "/health", "/robots.txt", f"/page-{style_mark()}.css", "/l/{link}/code",
    "/l/{link}/code/enter", "/l/{link}/{action_id}",
)  # fmt: skip
PATHS = (*ROUTES, "/l/{link}", "/{link}", "{link}")
NAMES = (
    "Cookie", "Content-Type", "X-Forwarded-For", "X-Forwarded-Proto", "Host", "Expect", "Range",
    "Origin", "Referer", "Accept-Encoding", "If-None-Match", "Upgrade", "Content-Encoding",
    "Content-Disposition", "Authorization", "X-HTTP-Method-Override",
)  # fmt: skip
FIELDS = ("form", "seq", "progress", "note", "forecast", "extension", "reason", "whose", "files",
          "code", "action")  # fmt: skip
DISPOSED = (
    'name="{0}"', 'name="{0}"; filename="{1}"', 'name="{0}"; filename="{1}', "name={0}", "",
    'filename="{1}"', "name=\"{0}\"; filename*=utf-8''{1}", 'name="{0}"; name="{1}"', "{1}",
)  # fmt: skip


def says_not_well(answer: Answer) -> bool:
    """Whether it is that answer; one to HEAD has its length and no body."""
    length = answer.headers["content-length"] == str(len(NOT_WELL))
    return answer.status == 503 and length and answer.body in (NOT_WELL, b"")


def held(answer: Answer) -> None:
    """An answer as every answer is: no fault of ours, no inner word, all of the headers."""
    assert answer.status < 500 or says_not_well(answer), answer
    assert b"Traceback" not in answer.body
    assert b'File "/' not in answer.body
    if answer.status and NO_HTTP not in answer.body:
        for name, text in HEADERS.items():
            assert answer.headers[name.lower()] == text
        assert "server" not in answer.headers


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """A request to one of our routes, whatever is wrong with it; a good name is filled in later."""
    nasty = st.sampled_from(NASTY)
    path = draw(st.sampled_from(PATHS))
    for name in ("{link}", "{action_id}"):
        path = path.replace(name, name if draw(st.booleans()) else draw(nasty))
    query = draw(st.sampled_from(("", "?action={}", "?{}", "?action={}&action=2")))
    path = (path + query.format(draw(nasty))).replace("#", "%23")
    method = draw(st.sampled_from(("GET", "POST", "POST", "HEAD", "PUT", "TRACE", "get", "X" * 30)))
    kind = draw(st.sampled_from(TYPES))
    body = draw(bodies())
    heads = [f"Content-Type: {kind}", "Connection: close"]
    names = draw(st.lists(st.sampled_from(NAMES), max_size=4))
    heads += [f"{name}: {draw(nasty)}" for name in names]
    heads.append(draw(st.sampled_from((f"Content-Length: {len(body)}",) * 6 + LENGTHS)))
    head = "\r\n".join((f"{method} {path} HTTP/1.1", "Host: x", *heads))
    return head.encode("utf-8", "surrogatepass") + 2 * CRLF + body


LENGTHS = ("Content-Length: -1", "Content-Length: 1e3", "Content-Length: 0", "X: y",
           f"Content-Length: {'9' * 30}", "Content-Length: 1, 2")  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """A form with parts of any shape, perhaps cut short; or words that are none."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=60))
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        said = draw(st.sampled_from(DISPOSED))
        name, text = draw(st.sampled_from(FIELDS)), draw(st.sampled_from(NASTY))
        parts.append(
            (said.format(name, text), draw(st.sampled_from(NASTY)).encode("utf-8", "replace"))
        )
    whole = multipart(parts)
    return whole[: draw(st.integers(0, len(whole)))] if draw(st.booleans()) else whole


def paths_of(served: Served) -> set[str]:
    """Every path that the application says it has."""
    app: Any = served.app.app
    assert isinstance(app, FastAPI)
    return set(app.openapi()["paths"])


# One page serves all that is drawn: what it has recorded is what is looked for.
AT_LENGTH = settings(phases=[Phase.generate], suppress_health_check=list(HealthCheck))


@AT_LENGTH
@given(data=st.data())
def test_whatever_is_sent_is_answered_and_recorded_nowhere(
    served: Served, link: str, data: st.DataObject
) -> None:
    """Any method, path, header, cookie and body, at every route that there is."""
    drawn = data.draw(st.lists(requests(), min_size=4, max_size=12))
    assert paths_of(served) == set(ROUTES)
    served.opened_up()
    path, _ = opened(served, link)
    before = dump(served.world)
    good = (link.removeprefix("/l/").encode(), path.rpartition("/")[2].encode())
    for one in drawn:
        held(served.raw(one.replace(b"{link}", good[0]).replace(b"{action_id}", good[1])))
    assert (dump(served.world), kept(served.world)) == (before, [])
    assert served.ask(link).status == 200


NAUGHTY = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@AT_LENGTH
@given(
    said=st.dictionaries(st.sampled_from(FIELDS[1:8]), NAUGHTY, max_size=5),
    files=st.lists(st.tuples(NAUGHTY, st.binary(max_size=40)), max_size=3),
)
def test_whatever_a_form_of_ours_says_is_answered(
    served: Served, link: str, said: dict[str, str], files: list[tuple[str, bytes]]
) -> None:
    """With the seal of the visit, and any text or file in any field: taken or given back."""
    served.opened_up()
    path, mine = opened(served, link)
    parts = [
        (f'name="{name}"', text.encode("utf-8", "replace"))
        for name, text in fields(mine, **said).items()
    ]
    parts += [(f'name="files"; filename="{n}"', data) for n, data in files if '"' not in n]
    answer = served.post(path, multipart(parts), mine.cookies)
    held(answer)
    assert answer.status in {200, 400, 404, 422}
    assert served.ask(path).status == 200


def huge(parts: int) -> bytes:
    """A form of so many fields."""
    return multipart([(f'name="f{n}"', b"x") for n in range(parts)])


BODIES = {
    "ten thousand fields": huge(10_000),
    "eleven files": multipart([('name="files"; filename="a.txt"', b"x")] * 11),
    "a huge name": multipart([(f'name="{"n" * 100_000}"', b"x")]),
    "a huge file name": multipart([(f'name="files"; filename="{"n" * 100_000}.txt"', b"x")]),
    "a huge field": multipart([('name="note"', b"x" * 70_000)]),
    "a zero in a name": multipart([('name="no\x00te"', b"x"), ('name="form"', b"\x00")]),
    "no end": multipart([('name="note"', b"x")])[:-8],
    "another boundary": multipart([('name="note"', b"x")]).replace(BOUNDARY.encode(), b"other"),
    "no part at all": b"--" + BOUNDARY.encode() + b"--",
    "nothing": b"",
    "lines alone": b"\r\n" * 1000,
}


def test_forms_of_any_shape_are_refused_with_a_sentence(served: Served, link: str) -> None:
    """Ten thousand fields, huge names, zeros, broken boundaries, more files than fit."""
    path, mine = opened(served, link)
    before = dump(served.world)
    for what, body in BODIES.items():
        answer = served.post(path, body, mine.cookies)
        held(answer)
        assert answer.status in {400, 422}, what
    for kind in TYPES:
        answer = served.ask(path, "POST", body=huge(1), Content_Type=kind)
        held(answer)
        strange = "charset" in kind and not kind.endswith("charset=utf-8")
        assert answer.status == 415 if strange else answer.status in {400, 422}, kind
    assert (dump(served.world), kept(served.world)) == (before, [])


def test_lengths_that_are_lies(served: Served, link: str) -> None:
    """More than fits, none, less than said, in chunks without an end: nothing is recorded."""
    path, mine = opened(served, link)
    before = dump(served.world)
    start = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {MULTIPART}\r\n".encode()
    cookie = f"Cookie: visit={mine.cookies['visit']}\r\nConnection: close\r\n".encode()
    head = start + cookie
    said = [(f'name="{name}"', text.encode()) for name, text in fields(mine).items()]
    form = multipart(said)
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n"
    tried = {
        "too long": (413, [head + f"Content-Length: {MOST + 1}\r\n\r\n".encode()]),
        "beyond numbers": (400, [head + b"Content-Length: " + b"9" * 40 + 2 * CRLF]),
        "none": (422, [head + CRLF + form]),
        "two": (400, [head + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\n" + form]),
        "both": (400, [head + b"Content-Length: 3\r\nTransfer-Encoding: gzip\r\n\r\n" + form]),
        "no chunk": (400, [chunked + b"what\r\n" + form]),
        "more than said": (422, [head + b"Content-Length: 10\r\n\r\n" + form]),
    }
    for what, (status, sent) in tried.items():
        answer = served.raw(*sent)
        held(answer)
        # What comes after a form's end may be seen before it is answered, or after.
        assert answer.status in {status, 400}, what
    elsewhere = f"POST {link}/code HTTP/1.1\r\nHost: x\r\n".encode()
    long = elsewhere + f"Content-Length: {MOST_ELSEWHERE + 1}\r\nConnection: close\r\n\r\n".encode()
    assert served.raw(long).status == 413
    assert dump(served.world) == before
    whole = chunked + b"%x\r\n" % len(form) + form + b"\r\n0\r\n\r\n"
    assert served.raw(whole).status == 200


def test_whoever_hangs_up_leaves_nothing(served: Served, link: str) -> None:
    """A body that ends too soon is no answer."""
    path, mine = opened(served, link)
    before = dump(served.world)
    form = multipart([(f'name="{n}"', t.encode()) for n, t in fields(mine).items()])
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {MULTIPART}\r\n"
    cookie = f"Cookie: visit={mine.cookies['visit']}\r\nContent-Length: {len(form)}\r\n\r\n"
    served.hang_up((head + cookie).encode() + form[:-10])
    assert served.ask(link).status == 200
    assert dump(served.world) == before


def test_more_in_chunks_than_fits_is_refused_while_it_comes(
    served: Served, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody fills the disk of this machine by sending no length, nor keeps a line by waiting."""
    served.app.most = 200_000
    path, mine = opened(served, link)
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {MULTIPART}\r\nConnection: close\r\n"
    cookie = f"Cookie: visit={mine.cookies['visit']}\r\nTransfer-Encoding: chunked\r\n\r\n"
    body = multipart([('name="files"; filename="a.txt"', b"x" * 300_000)])
    whole = (head + cookie).encode() + b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
    assert served.raw(whole).status == 413
    monkeypatch.setattr("deployments.page.guard.PATIENCE", 0.2)
    assert served.raw((head + cookie).encode() + b"%x\r\n" % len(body) + body[:100]).status == 408
    assert kept(served.world) == []
