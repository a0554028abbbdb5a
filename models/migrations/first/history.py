"""The history, as first laid down, and the triggers that refuse to alter it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import day, instant, key, link, number, words

REFUSAL = "the history is append-only: an entry is struck by a correction, never changed or removed"


def create() -> None:
    """The tables stand, in an order in which each finds what it points to."""
    _history()
    _refuse_changes()


def _history() -> None:
    op.create_table(
        "history",
        key(),
        link("board_id", "board", index=False),
        number("seq"),
        instant("recorded_at"),
        day("holds_from"),
        words("what"),
        words("subject"),
        number("subject_id"),
        link("action_id", "action", null=True),
        link("person_id", "person", null=True),
        words("os_user"),
        words("facts"),
        words("previous"),
        words("hash"),
        sa.UniqueConstraint("board_id", "seq"),
    )


def _refuse_changes() -> None:
    dialect = op.get_context().dialect.name
    for statement in SQLITE if dialect == "sqlite" else POSTGRESQL:
        op.execute(sa.text(statement))


# INSERT OR REPLACE would remove a row without asking the trigger on DELETE.
SQLITE = (
    f"""CREATE TRIGGER history_no_update BEFORE UPDATE ON history
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER history_no_delete BEFORE DELETE ON history
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER history_no_replace BEFORE INSERT ON history
        WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id
            OR (board_id = NEW.board_id AND seq = NEW.seq))
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",  # noqa: S608 - the text is ours
)

POSTGRESQL = (
    f"""CREATE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    """CREATE TRIGGER history_no_change BEFORE UPDATE OR DELETE ON history
        FOR EACH ROW EXECUTE FUNCTION history_refuse()""",
    """CREATE TRIGGER history_no_truncate BEFORE TRUNCATE ON history
        FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()""",
)
