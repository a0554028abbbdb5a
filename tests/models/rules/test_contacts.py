"""Contacts files are read as people write them, and every mistake is named with its row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from models.rules.contact_posts import PostsReading, posts_of
from models.rules.contacts import COLUMNS, Contact, ContactsReading, match_key, read_contacts
from models.rules.mail_address import address_fault, address_key
from models.rules.words import Channel, PostKind
from tests.tables import table

NURSE: dict[str, object] = {
    "Post": "Named Nurse",
    "Agency": "Health",
    "Person": "Nurse",
    "Email": "n@example.org",
}


def read(*rows: Mapping[str, object]) -> ContactsReading:
    """The reading of a file with these rows below its heading, which is row 1."""
    table = [COLUMNS, *([row.get(name) for name in COLUMNS] for row in rows)]
    return read_contacts(enumerate(table, start=1))


def posts(*rows: Mapping[str, object]) -> PostsReading:
    """The posts of a file without a mistake in any row."""
    reading = read(*rows)
    assert reading.problems == ()
    return posts_of(reading)


def sentences(*rows: Mapping[str, object]) -> list[str]:
    """The mistakes of a file."""
    return [problem.sentence for problem in read(*rows).problems]


def test_a_whole_row_is_read() -> None:
    """Every column has its value; the last day of a tenure is part of it."""
    row = NURSE | {
        "Teams": "health-team",
        "Kind": "Safeguarding Lead",
        "Deputy": "Deputy Nurse",
        "From": "2010-10-01",
        "To": "2011-01-31",
        "Channel": "Both",
    }
    (contact,) = read(row).contacts
    assert (contact.row, contact.post, contact.agency) == (2, "Named Nurse", "Health")
    assert (contact.person, contact.email, contact.teams) == (
        "Nurse",
        "n@example.org",
        "health-team",
    )
    assert (contact.kind, contact.channel) == (PostKind.SAFEGUARDING_LEAD, Channel.BOTH)
    assert (contact.from_on, contact.until_on) == (date(2010, 10, 1), date(2011, 2, 1))
    assert contact.deputy == "Deputy Nurse"
    assert not contact.is_vacant


def test_a_row_with_neither_person_nor_address_is_a_vacant_post() -> None:
    """A post may be named before anybody holds it."""
    (contact,) = read({"Post": "Named Nurse", "Email": " ", "Agency": " "}).contacts
    assert contact.is_vacant
    assert contact == Contact(row=2, post="Named Nurse")


def test_a_cell_is_read_as_people_see_it() -> None:
    """A whole number has no decimals, and an address no "mailto:" before it."""
    (contact,) = read(NURSE | {"Post": 7.0, "Email": "mailto:n@example.org"}).contacts
    assert (contact.post, contact.email) == ("7", "n@example.org")


@table(
    "given_day",
    [
        "2010-10-01",
        "1/10/2010",
        "01.10.2010",
        "1 October 2010",
        "1 Oct 2010",
        date(2010, 10, 1),
        datetime(2010, 10, 1, 9),  # noqa: DTZ001 - a spreadsheet knows no time zone
    ],
)
def test_a_day_is_read_as_it_is_written_here(given_day: object) -> None:
    """ISO, day first, in words, or a true date of a spreadsheet."""
    (contact,) = read(NURSE | {"From": given_day}).contacts
    assert contact.from_on == date(2010, 10, 1)


@table(
    ("change", "says"),
    [
        ({"Email": None}, "row 2, Email: the person has no address"),
        ({"Email": "nurse"}, 'row 2, Email: "nurse" is no address'),
        ({"Email": "n@example.org\nBcc: x@example.org"}, "row 2, Email: an address has no space"),
        ({"Post": " "}, "row 2, Post: the row names no post"),
        ({"Post": "--"}, "row 2, Post: the row names no post"),
        ({"Kind": "boss"}, 'row 2, Kind: "boss" is none of lead, safeguarding lead,'),
        ({"Kind": "board member", "Agency": None}, "row 2, Agency: a board member is of an agency"),
        ({"Kind": "safeguarding lead", "Agency": ""}, "row 2, Agency: a safeguarding lead is of"),
        ({"Kind": "chief officer", "Agency": None}, "row 2, Agency: a chief officer is of an"),
        ({"Channel": "both"}, "row 2, Channel: both wants the name of a secret under Teams"),
        ({"To": "soon"}, 'row 2, To: "soon" is no day'),
        ({"Person": None, "Email": None, "From": "2011-01-31"}, "row 2, Person: a day without"),
        ({"Deputy": "named nurse"}, "row 2, Deputy: a post is no deputy of its own"),
        ({"Teams": "https://example.org/hook"}, "row 2, Teams: it names a secret"),
        ({"Channel": "teams"}, "row 2, Channel: teams wants the name of a secret under Teams"),
        ({"Channel": "fax"}, 'row 2, Channel: "fax" is none of email, teams, both'),
        ({"From": "soon"}, 'row 2, From: "soon" is no day; write it as 2010-11-30'),
        ({"To": "9999-12-31"}, "row 2, To: 9999-12-31 is hardly meant; leave it empty where"),
        ({"To": datetime(2101, 1, 1)}, "row 2, To: 2101-01-01 is hardly meant"),  # noqa: DTZ001
        ({"From": "31/9/2010"}, 'row 2, From: "31/9/2010" is no day'),
        ({"From": "2011-02-01", "To": "2011-01-31"}, "row 2, To: it is before From"),
        ({"Person": None, "Email": None, "To": "2011-01-31"}, "row 2, Person: a day without"),
    ],
)
def test_a_mistake_is_named_with_row_and_column(change: dict[str, object], says: str) -> None:
    """Each mistake says where it is and what would be right."""
    (sentence,) = sentences(NURSE | change)
    assert read(NURSE | change).contacts == ()
    assert sentence.startswith(says)
    assert sentence.endswith(".")


def test_all_mistakes_are_told_at_once() -> None:
    """Rows are told by their number in the file, blank ones counted."""
    found = sentences(NURSE | {"Email": None}, {}, NURSE | {"Kind": "boss", "From": "soon"})
    assert [sentence.split(":")[0] for sentence in found] == [
        "row 2, Email",
        "row 4, Kind",
        "row 4, From",
    ]


@table(
    ("heading", "says"),
    [
        (("Post", "Person"), "row 1, Email: the file has no such column."),
        (("Post", "Email"), "row 1, Person: the file has no such column."),
        (("Person", "Email"), "row 1, Post: the file has no such column."),
        (("Post", "Person", "Email", "Deputty"), "row 1, Deputty: did you mean Deputy?"),
        (("Post", "Person", "Email", "post"), "row 1, post: it stands there twice."),
    ],
)
def test_a_heading_must_name_what_is_needed(heading: tuple[str, ...], says: str) -> None:
    """A column that is misspelt is not passed over as an unknown one."""
    reading = read_contacts([(1, heading), (2, ("Nurse", "N", "n@example.org", ""))])
    assert [problem.sentence for problem in reading.problems] == [says]
    assert reading.contacts == ()


def test_a_column_of_the_boards_own_is_noted() -> None:
    """Other columns do no harm; that they are not read is said."""
    heading, row = ("POST", "E-Mail", "person", "Forum", ""), ("Nurse", "n@example.org", "N", "1")
    reading = read_contacts([(1, heading), (2, row)])
    assert reading.problems == ()
    assert reading.contacts[0].email == "n@example.org"
    assert reading.notes == ("row 1, Forum: this column is not read.",)
    assert reading.columns == {"Post", "Email", "Person"}
    assert posts_of(reading).notes == reading.notes
    assert read_contacts([(1, ("Post", "Forum"))]).notes == reading.notes


def test_an_empty_file_is_a_mistake() -> None:
    """A file without a heading says nothing."""
    for rows in ([], [(1, ()), (2, (None, " "))]):
        assert read_contacts(rows).problems[0].sentence == "row 1, Post: the file is empty."


@given(st.lists(st.lists(st.none() | st.text() | st.integers() | st.floats() | st.dates())))
def test_whatever_stands_in_the_rows_is_answered(rows: list[list[object]]) -> None:
    """No content raises: it is read or it is a sentence."""
    reading = read_contacts([(1, COLUMNS), *enumerate(rows, start=2)])
    posts_of(reading)
    assert all(problem.message.endswith((".", "?")) for problem in reading.problems)


# --- Rows of one post --------------------------------------------------------------------------


def test_one_post_is_known_by_its_name_however_it_is_written() -> None:
    """Case, spacing and punctuation do not make another post; what a row leaves out is no word."""
    found = posts(NURSE | {"Deputy": "Deputy"}, NURSE | {"Post": "NAMED  nurse.", "Deputy": None})
    assert [post.said.deputy for post in found.posts] == ["Deputy"]
    assert [len(post.holders) for post in found.posts] == [1]
    assert found.notes == ("row 3, Post: it says again what row 2 says.",)


def test_who_follows_ends_the_time_of_who_went_before() -> None:
    """Two holders in one file, the second from a day on."""
    second = NURSE | {"Email": "second@example.org", "From": "2011-02-01"}
    found = posts(second, NURSE)
    assert found.problems == ()
    (post,) = found.posts
    assert [(h.email, h.from_on, h.until_on) for h in post.holders] == [
        ("n@example.org", None, date(2011, 2, 1)),
        ("second@example.org", date(2011, 2, 1), None),
    ]


def test_a_time_may_end_before_the_next_begins_or_on_the_day_before_it() -> None:
    """The last day that a row gives is kept, and the next holder may follow at once."""
    first, until = NURSE | {"From": "2010-09-01"}, date(2011, 2, 1)
    for begins in ("2011-02-01", "2011-03-01"):
        second = NURSE | {"Email": "b@example.org", "From": begins}
        found = posts(first | {"To": "2011-01-31"}, second)
        assert found.problems == ()
        assert found.posts[0].holders[0].until_on == until
    again = posts(first, NURSE | {"From": "2010-12-01"}).posts[0]
    assert [holder.until_on for holder in again.holders] == [date(2010, 12, 1), None]
    one = NURSE | {"From": "2010-09-01", "To": "2010-09-30"}
    (problem,) = posts(one, one | {"To": "2010-10-31"}).problems
    assert problem.message.startswith("row 2 names a holder from the same day")


def test_what_one_row_leaves_out_another_says() -> None:
    """Of the post; and what two rows say of it must be the same."""
    assert posts({"Post": "Named Nurse"}).problems == ()
    of_post = {"Kind": "lead", "Deputy": "Other", "Teams": "health", "Channel": "teams"}
    bare = {name: NURSE[name] for name in ("Post", "Person", "Email")}
    for rows in ((bare, NURSE | of_post), (NURSE | of_post, bare)):
        said = posts(*rows).posts[0].said
        assert (said.agency, said.kind, said.deputy) == ("Health", PostKind.LEAD, "Other")
        assert (said.teams, said.channel) == ("health", Channel.TEAMS)
    other = {"Kind": "board member", "Deputy": "Third", "Teams": "two", "Channel": "both"}
    problems = posts(NURSE | of_post, NURSE | other).problems
    assert [problem.column for problem in problems] == ["Kind", "Deputy", "Teams", "Channel"]


@table(
    ("change", "column", "says"),
    [
        ({"Agency": "Police"}, "Agency", 'row 2 says "Health" of the same post.'),
        ({"Email": "b@example.org"}, "From", "row 2 names a holder from the same day"),
        ({"Email": "b@example.org", "From": "2011-01-15"}, "From", "the holder of row 2 holds"),
        ({"Person": None, "Email": None}, "Person", "other rows of this post name who holds it"),
    ],
)
def test_rows_of_one_post_must_agree(change: dict[str, object], column: str, says: str) -> None:
    """One post has one agency, and one holder on a day."""
    until = {"To": "2011-01-31"} if "From" in change else {}
    (problem,) = posts(NURSE | until, NURSE | change).problems
    assert (problem.row, problem.column) == (3, column)
    assert problem.message.startswith(says)


def test_two_names_at_one_address_are_worth_a_look() -> None:
    """People are one where their address is the same; a slip of the hand would send mail astray."""
    found = posts(NURSE, NURSE | {"Post": "Other", "Person": "Somebody", "Email": "N@Example.ORG"})
    assert found.problems == ()
    assert found.doubtful[0].startswith("row 3, Email: the address is that of row 2")
    assert posts(NURSE, NURSE | {"Post": "Other"}).doubtful == ()
    unnamed = NURSE | {"Post": "Third", "Person": None}
    assert posts(NURSE, unnamed).doubtful == posts(unnamed, NURSE).doubtful == ()


# --- Names and addresses -----------------------------------------------------------------------


@table(
    ("one", "other"),
    [
        ("Group Manager (Fieldwork)", "group manager, fieldwork"),
        ("Prevention & Family", "Prevention and Family"),
        ("Co-ordinator", "Coordinator"),
        ("Children’s services", "Children's  Services"),
        ("Zoe\u0308", "Zoë"),
    ],
)
def test_one_name_in_two_ways(one: str, other: str) -> None:
    """Two ways to write a name match."""
    assert match_key(one) == match_key(other)


def test_two_names_do_not_match() -> None:
    """What differs in a letter or a figure differs."""
    assert match_key("Team 1") != match_key("Team 11")
    assert match_key("Zoë") != match_key("Zoe")


@given(st.text())
def test_matching_twice_is_matching_once(name: str) -> None:
    """A key is the key of itself."""
    assert match_key(match_key(name)) == match_key(name)


def test_an_address_has_a_greatest_length() -> None:
    """254 characters in all (RFC 5321), 64 of them before the @."""
    local, domain = "x" * 64, f"{'y' * 61}.{'y' * 61}.{'y' * 60}.or"
    assert len(f"{local}@{domain}") == 252
    assert address_fault(f"{local}@{domain}rg") is None
    assert (
        address_fault(f"{local}@{domain}rgs") == f'"{domain}rgs" is no domain, such as example.org'
    )


@table(
    ("address", "says"),
    [
        ("a b@example.org", "an address has no space and no line break in it"),
        ("a\x07@example.org", "an address has no space and no line break in it"),
        ("example.org", '"example.org" is no address: it wants one @'),
        ("@example.org", '"@example.org" is no address: it wants one @'),
        ("a@", '"a@" is no address: it wants one @'),
        ("a..b@example.org", '"a..b" cannot stand before the @ of an address'),
    ],
)
def test_what_is_wrong_with_an_address_is_said(address: str, says: str) -> None:
    """So that it can be put right."""
    assert str(address_fault(address)).startswith(says)


@table(
    "address",
    ["o'brien@example.org", "a.b+c@sub.example.org", "x@exämple.org", "x@xn--exmple-cua.org"],
)
def test_an_address_is_taken(address: str) -> None:
    """Apostrophes, and domains in any script."""
    assert address_fault(address) is None


@table(
    "address",
    [
        "", "@example.org", "a@", "a@b", "a b@example.org", "a@example.org\r\n", "a..b@example.org",
        "a@exa mple.org", "a@-example.org", "a@example..org", "<a@example.org>", "a@b@example.org",
        "zoë@example.org", "x" * 65 + "@example.org", "a@" + "x" * 64 + ".org",
        "a@" + "x." * 130 + "org", "a,b@example.org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    """Nothing that a mail server would refuse, or that would end a header, is taken."""
    assert address_fault(address)


def test_one_mailbox_in_two_spellings() -> None:
    """Case does not count, and a domain is the same in its two spellings."""
    assert address_key("Pat@EXÄMPLE.org") == address_key("pat@xn--exmple-cua.org")
    assert address_key("pat@example.org") != address_key("sam@example.org")
    assert address_key("Pat@Nowhere") == "pat@nowhere"


@given(st.text())
def test_any_text_is_an_address_or_not(text: str) -> None:
    """No text raises, and one that is taken has no line break."""
    address_key(text)
    if address_fault(text) is None:
        assert len(text.splitlines()) == 1
