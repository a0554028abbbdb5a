"""Posts and their holders are entered from a contacts file, and nobody is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import Engine, func
from sqlmodel import SQLModel, col, select

from models.database import reading, writing
from models.governance import Agency, Board
from models.history import History
from models.history_checking import faults_of
from models.people import Address, Person, Post, Tenure
from models.rules.words import Channel, PostKind
from tasks.committee import enter_committee
from tasks.contacts import ContactsReport, enter_contacts
from tasks.refused import Refused

AT = datetime(2010, 10, 20, 9, 0, tzinfo=UTC)
TODAY = date(2010, 10, 20)
BOARD = """
board = "Northmoor LSCB"
[committee]
name = "Standing committee"
secretary = "Co-ordinator"
chair = "Chair"
"""
HEAD = "Post,Agency,Person,Email,Teams,Kind,Deputy,From,To,Channel\n"
PEOPLE = (
    "Co-ordinator,Board,Pat,pat@example.org,,secretary,Nurse,,,\n"
    "Chair,Board,Kim,kim@example.org,,chair,,,,\n"
    "Nurse,Health,Sam,sam@example.org,health,safeguarding lead,,2010-10-01,,both\n"
)
Enter = Callable[..., ContactsReport]
TABLES: tuple[type[SQLModel], ...] = (Agency, Post, Person, Tenure, Address, History)


@pytest.fixture
def boarded(sqlite_register: Engine, tmp_path: Path) -> Engine:
    """A register in a file with a board and its committee."""
    return with_board(sqlite_register, tmp_path)


def with_board(engine: Engine, folder: Path) -> Engine:
    """The register, with a board and its committee."""
    (folder / "board.toml").write_text(BOARD, encoding="utf-8")
    enter_committee(engine, folder / "board.toml", AT, TODAY)
    return engine


@pytest.fixture
def enter(boarded: Engine, tmp_path: Path) -> Enter:
    """Enter a contacts file of the given rows on a day."""

    def entered(rows: str, today: date = TODAY, *, dry_run: bool = False) -> ContactsReport:
        path = tmp_path / "contacts.csv"
        path.write_text(HEAD + rows, encoding="utf-8")
        return enter_contacts(boarded, path, AT, today, dry_run=dry_run)

    return entered


def counts(engine: Engine) -> list[int]:
    """How many rows each table has that contacts are written to."""
    with reading(engine) as session:
        return [session.exec(select(func.count()).select_from(table)).one() for table in TABLES]


def holders(engine: Engine, post: str) -> list[tuple[str, date, date | None]]:
    """Who held a post, and in which days."""
    query = (
        select(Person.name, Tenure)
        .join(Tenure, col(Tenure.person_id) == col(Person.id))
        .join(Post, col(Post.id) == col(Tenure.post_id))
        .where(col(Post.name) == post)
        .order_by(col(Tenure.from_on), col(Tenure.id))
    )
    with reading(engine) as session:
        return [(name, held.from_on, held.until_on) for name, held in session.exec(query)]


def in_use(engine: Engine) -> set[str]:
    """The addresses that mail would go to."""
    with reading(engine) as session:
        query = select(Address.email).where(
            col(Address.until_on).is_(None), col(Address.undeliverable_on).is_(None)
        )
        return set(session.exec(query))


def test_a_file_is_entered_whole(register: Engine, tmp_path: Path) -> None:
    """Agencies, posts, people, addresses, tenures and deputies, on both kinds of database."""
    with_board(register, tmp_path)
    path = tmp_path / "contacts.csv"
    path.write_text(HEAD + PEOPLE, encoding="utf-8")
    report = enter_contacts(register, path, AT, TODAY)
    assert (report.posts, report.people, report.exit_code) == (3, 3, 0)
    with reading(register) as session:
        posts = {post.name: post for post in session.exec(select(Post))}
        entries = session.exec(select(History).order_by(col(History.seq))).all()
        assert faults_of(session, 1) == []
        assert not any(name in entry.facts for entry in entries for name in ("Pat", "example.org"))
        nurse, secretary = posts["Nurse"], posts["Co-ordinator"]
        assert (secretary.deputy_post_id, secretary.kind) == (nurse.id, PostKind.SECRETARY)
        assert (nurse.kind, nurse.channel) == (PostKind.SAFEGUARDING_LEAD, Channel.BOTH)
        assert nurse.teams_secret == "health"
    assert holders(register, "Nurse") == [("Sam", date(2010, 10, 1), None)]
    before = counts(register)
    again = enter_contacts(register, path, AT, date(2010, 12, 1))
    assert (again.new, again.changed) == ((), ())
    assert counts(register) == before


def test_two_who_enter_one_file_at_once_enter_it_once(register: Engine, tmp_path: Path) -> None:
    """The second waits for the first and then finds nothing to do."""
    with_board(register, tmp_path)
    path = tmp_path / "contacts.csv"
    path.write_text(HEAD + PEOPLE, encoding="utf-8")
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: enter_contacts(register, path, AT, TODAY), range(4)))
    assert sorted(bool(report.changed) for report in done) == [False, False, False, True]
    assert counts(register)[:5] == [2, 3, 3, 3, 3]
    with reading(register) as session:
        assert faults_of(session, 1) == []


def test_a_dry_run_says_what_would_be_and_keeps_nothing(boarded: Engine, enter: Enter) -> None:
    """The same report, and the register as it was."""
    before = counts(boarded)
    dry = enter(PEOPLE, dry_run=True)
    assert counts(boarded) == before
    real = enter(PEOPLE)
    assert (dry.new, dry.changed, dry.vacant) == (real.new, real.changed, real.vacant)
    assert dry.as_json()["dry_run"]


def test_a_contact_without_an_address_is_refused_and_nothing_is_kept(
    boarded: Engine, enter: Enter
) -> None:
    """One bad row, and the good ones wait for it."""
    before = counts(boarded)
    with pytest.raises(Refused, match=r"contacts\.csv, row 5, Email: the person has no address"):
        enter(PEOPLE + "Head,Schools,Jo,,,,,,,\n")
    assert counts(boarded) == before


def test_mistakes_against_the_register_are_told_at_once(boarded: Engine, enter: Enter) -> None:
    """A deputy whom nobody knows and a handover without a day, in one go."""
    enter(PEOPLE)
    before = counts(boarded)
    with pytest.raises(Refused) as refused:
        enter(
            "Co-ordinator,Board,Pat,pat@example.org,,secretary,Nobody,,,\n"
            "Nurse,Health,Alex,alex@example.org,,,,,,\n"
        )
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == [
        "contacts.csv, row 2, Deputy",
        "contacts.csv, row 3, From",
    ]
    assert counts(boarded) == before


def test_vacant_posts_are_allowed_and_told(enter: Enter) -> None:
    """A post that the file names without a holder, and an office that nobody holds."""
    report = enter("Nurse,Health,,,,lead,,,,\n")
    assert report.vacant == ("Co-ordinator", "Chair", "Nurse")
    assert report.exit_code == 1


def test_who_is_missing_is_told_and_stays(boarded: Engine, enter: Enter) -> None:
    """A newer file without a row, or with the post alone, takes nobody's post away."""
    enter(PEOPLE)
    report = enter("Co-ordinator,Board,Pat,pat@example.org,,,,,,\nNurse,Health,,,,,,,,\n")
    assert report.missing == ("Chair", "Nurse")
    assert report.exit_code == 1
    assert holders(boarded, "Nurse") == [("Sam", date(2010, 10, 1), None)]


def test_a_tenure_includes_its_last_day(boarded: Engine, enter: Enter) -> None:
    """To 31 January is held on 31 January, and vacant on 1 February."""
    enter(PEOPLE)
    last = "Nurse,Health,Sam,sam@example.org,,,,,2011-01-31,\n"
    report = enter(last, date(2011, 1, 31))
    assert "Nurse" not in report.vacant
    assert "Nurse: held from 2010-10-01 up to and including 2011-01-31" in report.changed
    assert "Nurse" in enter(last, date(2011, 2, 1)).vacant
    assert holders(boarded, "Nurse")[0][2] == date(2011, 2, 1)


def test_a_post_is_handed_over_on_a_day(boarded: Engine, enter: Enter) -> None:
    """The new row's From ends the old holder's time."""
    enter(PEOPLE)
    enter("Nurse,Health,Alex,alex@example.org,,,,2011-02-01,,\n")
    assert holders(boarded, "Nurse") == [
        ("Sam", date(2010, 10, 1), date(2011, 2, 1)),
        ("Alex", date(2011, 2, 1), None),
    ]


def test_people_are_one_where_their_address_is_the_same(boarded: Engine, enter: Enter) -> None:
    """Two posts, one person: one message."""
    report = enter(PEOPLE + "Matron,Health,Sam,SAM@example.org,,lead,,,,\n")
    assert (report.posts, report.people) == (4, 3)
    assert counts(boarded)[2] == 3


def test_a_changed_address_clears_what_was_wrong_with_the_old_one(
    boarded: Engine, enter: Enter
) -> None:
    """The same person under a new address, in every post they hold."""
    two = PEOPLE + "Matron,Health,Sam,sam@example.org,,lead,,,,\n"
    enter(two)
    with writing(boarded) as session:
        address = session.exec(select(Address).where(Address.email == "sam@example.org")).one()
        address.undeliverable_on, address.refusal = TODAY, "5.1.1"
    assert "sam@example.org" not in in_use(boarded)
    report = enter(two.replace("sam@example.org", "sam@new.example.org"))
    assert report.changed.count("Nurse: the holder's address") == 1
    assert in_use(boarded) == {"pat@example.org", "kim@example.org", "sam@new.example.org"}
    assert [name for name, _, _ in holders(boarded, "Matron")] == ["Sam"]
    assert counts(boarded)[2] == 3
    # And back again: the old address was changed meanwhile, so it is tried anew.
    enter(two)
    assert "sam@example.org" in in_use(boarded)


def test_a_new_name_at_the_same_address_is_the_same_person(boarded: Engine, enter: Enter) -> None:
    """Who marries keeps their post, and a second row of the old name changes nothing back."""
    enter(PEOPLE)
    newer = PEOPLE.replace(",Sam,", ",Sam Newname,")
    assert "Nurse: the holder's name" in enter(newer).changed
    assert [name for name, _, _ in holders(boarded, "Nurse")] == ["Sam Newname"]
    report = enter(newer + "Matron,Health,Sam,sam@example.org,,lead,,,,\n")
    assert report.doubtful
    assert [name for name, _, _ in holders(boarded, "Matron")] == ["Sam Newname"]


def test_two_people_of_one_name_are_two(boarded: Engine, enter: Enter) -> None:
    """A successor of the same name, while the file still gives the old holder's address."""
    enter(PEOPLE)
    rows = "Matron,Health,Sam,sam@example.org,,,,,,\nNurse,Health,Sam,sam2@example.org,,,,{},,\n"
    with pytest.raises(Refused, match="row 3, From: somebody else holds this post"):
        enter(rows.format(""))
    enter(rows.format("2011-02-01"))
    assert len(holders(boarded, "Nurse")) == 2
    assert {"sam@example.org", "sam2@example.org"} <= in_use(boarded)


def test_the_committees_posts_are_known_by_their_names(boarded: Engine, enter: Enter) -> None:
    """Contacts that name the secretary in another spelling mean the same post, and its office."""
    before = counts(boarded)[1]
    enter("CO-ORDINATOR,Board,Pat,pat@example.org,,lead,,,,\n")
    assert counts(boarded)[1] == before
    with reading(boarded) as session:
        post = session.exec(select(Post).where(Post.match_key == "coordinator")).one()
        assert (post.name, post.kind) == ("Co-ordinator", PostKind.SECRETARY)


def test_a_column_that_is_left_out_says_nothing(
    boarded: Engine, enter: Enter, tmp_path: Path
) -> None:
    """A shorter file leaves deputies, channels and kinds as they are; an empty cell is a word."""
    enter(PEOPLE)
    path = tmp_path / "short.csv"
    path.write_text("Post,Person,Email\nNurse,Sam,sam@example.org\n", encoding="utf-8")
    assert enter_contacts(boarded, path, AT, TODAY).changed == ()
    report = enter("Co-ordinator,Board,Pat,pat@example.org,,,,,,\n")
    assert report.changed == ("Co-ordinator: deputy",)


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffPost,Person,Email\nZoë’s post,Zoë,zoe@example.org\n".encode(),
        "Post;Person;Email\r\nZoë’s post;Zoë;zoe@example.org\r\n".encode("cp1252"),
        "Post\tPerson\tEmail\nZoë’s post\tZoë\tzoe@example.org\n".encode("utf-16"),
        '"Post","Person","Email"\n\n"Zoë’s\npost","Zoë","zoe@example.org"\n'.encode(),
    ],
)
def test_a_csv_is_read_as_programs_write_it(boarded: Engine, tmp_path: Path, data: bytes) -> None:
    """UTF-8 with its mark, Windows' own, UTF-16; comma, semicolon, tab; lines within a cell."""
    path = tmp_path / "contacts.csv"
    path.write_bytes(data)
    report = enter_contacts(boarded, path, AT, TODAY)
    assert report.new == ("the post Zoë’s post",)
    assert [name for name, _, _ in holders(boarded, "Zoë’s post")] == ["Zoë"]


def test_a_workbook_is_read_with_its_true_dates(boarded: Engine, tmp_path: Path) -> None:
    """The first sheet of an Excel file, blank rows and all."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Post", "Person", "Email", "From", "To"])
    sheet.append([])
    sheet.append(["Nurse", "Sam", "sam@example.org", datetime(2010, 10, 1), date(2011, 1, 31)])  # noqa: DTZ001
    book.save(tmp_path / "contacts.xlsx")
    enter_contacts(boarded, tmp_path / "contacts.xlsx", AT, TODAY)
    assert holders(boarded, "Nurse") == [("Sam", date(2010, 10, 1), date(2011, 2, 1))]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("contacts.xlsx", b"not a workbook", "is no Excel workbook that can be read"),
        ("contacts.csv", b"PK\x03\x04rest", "an Excel file is named .xlsx"),
        ("contacts.csv", b"Post,Person\0", "is no text file"),
        ("contacts.csv", b"", "row 1, Post: the file is empty."),
        ("contacts.csv", b'Post,Person,Email\n"' + b"x" * 200_000, "is no CSV file: field larger"),
    ],
)
def test_what_is_no_such_file_is_refused(
    boarded: Engine, tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    """A sentence, whatever the file is."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        enter_contacts(boarded, path, AT, TODAY)
    assert says in str(refused.value)


def test_contacts_want_a_board(sqlite_register: Engine, tmp_path: Path) -> None:
    """Without a board, or with several and none named, the sentence says what to do."""
    path = tmp_path / "contacts.csv"
    path.write_text(HEAD + PEOPLE, encoding="utf-8")
    with pytest.raises(Refused, match="There is no board yet"):
        enter_contacts(sqlite_register, path, AT, TODAY)
    with_board(sqlite_register, tmp_path)
    (tmp_path / "board.toml").write_text(BOARD.replace("North", "South"), encoding="utf-8")
    enter_committee(sqlite_register, tmp_path / "board.toml", AT, TODAY)
    with pytest.raises(Refused, match="There are several boards; name one with --board"):
        enter_contacts(sqlite_register, path, AT, TODAY)
    enter_contacts(sqlite_register, path, AT, TODAY, board="southmoor lscb")
    with reading(sqlite_register) as session:
        names = session.exec(select(Board.name).join(Agency, col(Agency.board_id) == col(Board.id)))
        assert set(names) == {"Southmoor LSCB"}
