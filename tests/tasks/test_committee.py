"""A board and its committee are entered from their file, once, with their history."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func
from sqlmodel import Session, SQLModel, col, select

from models.answers import Decision
from models.database import reading, writing
from models.governance import (
    Board,
    BoardSection,
    Committee,
    CommitteeMember,
    Meeting,
    PolicyVersion,
)
from models.history import History
from models.history_checking import faults_of
from models.people import Person, Post
from models.rules.words import DecisionKind, Division, PostKind
from tasks.committee import enter_committee, enter_meeting
from tasks.refused import Refused

AT = datetime(2010, 10, 20, 9, 0, tzinfo=UTC)
TODAY = date(2010, 10, 20)
FILE = """
board = "Northmoor LSCB"
division = "scotland"
independent_chair = "Independent chair"
board_sections = ["For the board"]
mail_from = "actions@northmoor.example.org"
[committee]
name = "Standing committee"
secretary = "Co-ordinator"
chair = "Chair of the committee"
members = ["Lay member", "Legal adviser"]
meetings = [2010-11-17, 2011-01-26]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a board and its committee."""
    path = tmp_path / "board.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def change(path: Path, old: str, new: str) -> None:
    """Alter the file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def count(engine: Engine, table: type[SQLModel]) -> int:
    """How many rows a table has."""
    with reading(engine) as session:
        return session.exec(select(func.count()).select_from(table)).one()


def entries(session: Session) -> list[History]:
    """The history in order."""
    return list(session.exec(select(History).order_by(col(History.seq))))


def test_a_board_is_made_with_all_that_its_file_says(register: Engine, file: Path) -> None:
    """Board, posts, committee, members, sections, meetings, the default policy, a history."""
    report = enter_committee(register, file, AT, TODAY)
    with reading(register) as session:
        board = session.exec(select(Board)).one()
        committee = session.exec(select(Committee)).one()
        posts = {post.id: post for post in session.exec(select(Post))}
        members = session.exec(select(CommitteeMember).order_by(col(CommitteeMember.place))).all()
        policy = session.exec(select(PolicyVersion)).one()
        assert (board.name, board.division) == ("Northmoor LSCB", Division.SCOTLAND)
        assert posts[board.independent_chair_post_id].kind is PostKind.INDEPENDENT_CHAIR
        assert posts[committee.secretary_post_id].name == "Co-ordinator"
        assert posts[committee.chair_post_id].kind is PostKind.CHAIR
        assert [posts[m.post_id].name for m in members] == ["Lay member", "Legal adviser"]
        assert (policy.number, policy.text) == (0, "")
        assert session.exec(select(BoardSection.name)).all() == ["For the board"]
        found = entries(session)
        assert faults_of(session, 1) == []
        assert {entry.what for entry in found} >= {
            "board-entered", "policy-entered", "post-entered", "committee-entered",
            "meeting-entered", "members-set", "sections-set",
        }  # fmt: skip
    assert report.meetings == (date(2010, 11, 17), date(2011, 1, 26))
    assert len(report.vacant) == 5
    assert report.exit_code == 1
    assert report.changed == ()


def test_the_history_holds_no_name(register: Engine, file: Path) -> None:
    """Names stand in their own tables alone, so that the chain outlives them."""
    enter_committee(register, file, AT, TODAY)
    with reading(register) as session:
        facts = " ".join(entry.facts for entry in entries(session))
    assert not any(name in facts for name in ("Northmoor", "Co-ordinator", "Lay", "example.org"))


def test_the_same_file_again_changes_nothing(register: Engine, file: Path) -> None:
    """Not a row and not an entry more."""
    enter_committee(register, file, AT, TODAY)
    before = [count(register, table) for table in (Post, Meeting, CommitteeMember, History)]
    report = enter_committee(register, file, AT, date(2010, 12, 1))
    assert (report.made, report.changed, report.notes) == ((), (), ())
    assert [count(register, table) for table in (Post, Meeting, CommitteeMember, History)] == before


def test_a_dry_run_says_what_would_be_and_keeps_nothing(register: Engine, file: Path) -> None:
    """The same report, and an empty register."""
    dry = enter_committee(register, file, AT, TODAY, dry_run=True)
    assert count(register, Board) == count(register, History) == 0
    real = enter_committee(register, file, AT, TODAY)
    assert (dry.made, dry.vacant, dry.meetings) == (real.made, real.vacant, real.meetings)
    assert dry.sentences()[0].startswith("Nothing is kept")


def test_a_newer_file_changes_what_it_says(sqlite_register: Engine, file: Path) -> None:
    """A new secretary, a member less, a meeting more: told, and in the history."""
    enter_committee(sqlite_register, file, AT, TODAY)
    change(file, 'secretary = "Co-ordinator"', 'secretary = "Head of reviews"')
    change(file, '"Lay member", ', "")
    change(file, "2011-01-26]", "2011-01-26, 2011-03-23]")
    report = enter_committee(sqlite_register, file, AT, TODAY)
    assert report.made == ("the post Head of reviews", "the meeting of 2011-03-23")
    assert "Standing committee: secretary" in report.changed
    assert "Standing committee: members" in report.changed
    with reading(sqlite_register) as session:
        kinds = dict(session.exec(select(Post.name, Post.kind)).all())
        assert faults_of(session, 1) == []
    # An office that was given to another post leaves none of its rights behind.
    assert kinds["Co-ordinator"] is PostKind.MEMBER
    assert kinds["Head of reviews"] is PostKind.SECRETARY


def test_a_meeting_that_a_newer_file_leaves_out_stays_and_is_told(
    sqlite_register: Engine, file: Path
) -> None:
    """A meeting ends by being cancelled, never by being forgotten."""
    enter_committee(sqlite_register, file, AT, TODAY)
    change(file, "2010-11-17, ", "")
    report = enter_committee(sqlite_register, file, AT, TODAY)
    assert date(2010, 11, 17) in report.meetings
    assert report.notes == (
        "The meeting of 2010-11-17 is not in the file; it stays until it is cancelled.",
    )


@pytest.mark.clause("6.1")
def test_packs_are_the_files_or_the_defaults(sqlite_register: Engine, file: Path) -> None:
    """A meeting says whether it takes a pack only where the file does."""

    def packs() -> list[bool | None]:
        with reading(sqlite_register) as session:
            return list(session.exec(select(Meeting.takes_pack).order_by(col(Meeting.held_on))))

    enter_committee(sqlite_register, file, AT, TODAY)
    assert packs() == [None, None]
    change(file, "2011-01-26]", "2011-01-26]\npacks = [2011-01-26]")
    enter_committee(sqlite_register, file, AT, TODAY)
    assert packs() == [False, True]


def test_a_second_committee_joins_its_board(sqlite_register: Engine, file: Path) -> None:
    """One file a committee; the board and posts of the same name are the same."""
    enter_committee(sqlite_register, file, AT, TODAY)
    change(file, "Northmoor LSCB", "NORTHMOOR  LSCB")
    change(file, "Standing committee", "Learning committee")
    change(file, '"Co-ordinator"', '"Coordinator"')
    report = enter_committee(sqlite_register, file, AT, TODAY)
    assert report.made[0] == "the committee Learning committee"
    assert (count(sqlite_register, Board), count(sqlite_register, Committee)) == (1, 2)
    assert count(sqlite_register, Post) == 5


def test_mistakes_are_told_with_their_lines_and_nothing_is_kept(
    sqlite_register: Engine, file: Path
) -> None:
    """Every mistake at once, each where it stands."""
    change(file, "secretary =", "secratary =")
    change(file, '"scotland"', '"wales"')
    with pytest.raises(Refused) as refused:
        enter_committee(sqlite_register, file, AT, TODAY)
    assert set(str(refused.value).splitlines()) == {
        (
            'board.toml, line 3, division: "wales" is none of england-and-wales, scotland,'
            " northern-ireland."
        ),
        (
            "board.toml, line 9, committee.secratary: the file knows no such key; did you mean"
            " secretary?"
        ),
        (
            "board.toml, committee.secretary: a committee has a secretary; name the post that"
            " records for it."
        ),
    }
    assert count(sqlite_register, Board) == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"board = ", "board.toml is not TOML: Invalid value (at"),
        (b"board = 'a'\nmarking = '\xff'", "board.toml, line 2: it is not UTF-8 text"),
        (b"#" * 1_000_001, "is larger than 1 MB"),
    ],
)
def test_what_is_no_such_file_is_refused(file: Path, content: bytes, says: str) -> None:
    """A file that cannot be read at all is refused with the place."""
    file.write_bytes(content)
    with pytest.raises(Refused) as refused:
        enter_committee(Engine.__new__(Engine), file, AT, TODAY)
    assert says in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The sentence names the file."""
    with pytest.raises(Refused, match=r"none\.toml cannot be read"):
        enter_committee(Engine.__new__(Engine), tmp_path / "none.toml", AT, TODAY)


@pytest.mark.clause("6.1")
def test_a_meeting_is_added_cancelled_and_taken_up_again(register: Engine, file: Path) -> None:
    """Each is a sentence and an entry; what was so already is neither twice."""
    enter_committee(register, file, AT, TODAY)
    day, name = date(2011, 3, 23), "standing COMMITTEE"
    said = [
        enter_meeting(register, name, day, AT, TODAY, cancel=cancel)
        for cancel in (False, False, True, True, False)
    ]
    assert [sentence.removeprefix("Standing committee: the meeting of ") for sentence in said] == [
        "2011-03-23 is entered.",
        "2011-03-23 is entered, as it was.",
        "2011-03-23 is cancelled; what was told because of it stays told.",
        "2011-03-23 is cancelled; what was told because of it stays told, as it was.",
        "2011-03-23 is entered.",
    ]
    with reading(register) as session:
        whats = [entry.what for entry in entries(session) if entry.subject == "meeting"]
        assert faults_of(session, 1) == []
    assert whats[-3:] == ["meeting-entered", "meeting-changed", "meeting-changed"]


def test_a_cancelled_meeting_stays_cancelled_though_the_file_names_it(
    sqlite_register: Engine, file: Path
) -> None:
    """The file was written before; a person takes the meeting up again."""
    enter_committee(sqlite_register, file, AT, TODAY)
    enter_meeting(sqlite_register, "Standing committee", date(2010, 11, 17), AT, TODAY, cancel=True)
    report = enter_committee(sqlite_register, file, AT, TODAY)
    assert report.meetings == (date(2011, 1, 26),)
    assert report.notes == ("The meeting of 2010-11-17 was cancelled and stays cancelled.",)


def test_a_meeting_that_decisions_name_took_place(sqlite_register: Engine, file: Path) -> None:
    """What was decided at a meeting would have no meeting left."""
    enter_committee(sqlite_register, file, AT, TODAY)
    with writing(sqlite_register) as session:
        session.add(Person(board_id=1, name="Somebody"))
        session.flush()
        decision = Decision(
            board_id=1,
            kind=DecisionKind.CONCLUDE,
            holds_from=date(2010, 11, 17),
            recorded_at=AT,
            meeting_id=1,
            minute_ref="4.1",
            person_id=1,
            post_id=1,
        )
        session.add(decision)
    day, name = date(2010, 11, 17), "Standing committee"
    with pytest.raises(Refused, match="so it took place"):
        enter_meeting(sqlite_register, name, day, AT, TODAY, cancel=True)
    with writing(sqlite_register) as session:
        session.exec(select(Decision)).one().struck_on = TODAY
    assert "is cancelled" in enter_meeting(sqlite_register, name, day, AT, TODAY, cancel=True)


def test_a_changed_meeting_has_every_action_asked_again(
    sqlite_register: Engine, file: Path
) -> None:
    """A cut-off moves steps, so the next run looks at all."""
    enter_committee(sqlite_register, file, AT, TODAY)
    for cancel in (False, True):
        with writing(sqlite_register) as session:
            session.exec(select(Board)).one().asked_all_on = TODAY
        day = date(2011, 3, 23)
        enter_meeting(sqlite_register, "Standing committee", day, AT, TODAY, cancel=cancel)
        with reading(sqlite_register) as session:
            assert session.exec(select(Board)).one().asked_all_on is None


@pytest.mark.parametrize(
    ("committee", "board", "cancel", "says"),
    [
        ("Standing committee", None, True, "has no meeting on 2011-03-23"),
        ("Other", None, False, 'No committee is called "Other". Known: Standing committee.'),
        ("Standing committee", "Southmoor", False, 'No board is called "Southmoor"'),
    ],
)
def test_a_meeting_of_nobody_is_refused(
    sqlite_register: Engine,
    file: Path,
    committee: str,
    board: str | None,
    *,
    cancel: bool,
    says: str,
) -> None:
    """The sentence says what there is."""
    enter_committee(sqlite_register, file, AT, TODAY)
    with pytest.raises(Refused) as refused:
        enter_meeting(
            sqlite_register, committee, date(2011, 3, 23), AT, TODAY, cancel=cancel, board=board
        )
    assert says in str(refused.value)
