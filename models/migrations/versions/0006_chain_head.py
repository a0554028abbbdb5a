"""The end of each board's chain is kept beside it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import link, number, words

revision = "0006"
down_revision = "0005"

REFUSAL = "the head of the history only goes forward: an entry is added, never taken away"
SQLITE = (
    f"""CREATE TRIGGER chain_head_no_delete BEFORE DELETE ON chain_head
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER chain_head_no_return BEFORE UPDATE ON chain_head
        WHEN NEW.seq <= OLD.seq OR NEW.board_id <> OLD.board_id
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER chain_head_no_replace BEFORE INSERT ON chain_head
        WHEN EXISTS (SELECT 1 FROM chain_head WHERE board_id = NEW.board_id)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",  # noqa: S608 - the text is ours
)
POSTGRESQL = (
    f"""CREATE FUNCTION chain_head_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    """CREATE TRIGGER chain_head_no_delete BEFORE DELETE ON chain_head
        FOR EACH ROW EXECUTE FUNCTION chain_head_refuse()""",
    """CREATE TRIGGER chain_head_no_return BEFORE UPDATE ON chain_head
        FOR EACH ROW WHEN (NEW.seq <= OLD.seq OR NEW.board_id <> OLD.board_id)
        EXECUTE FUNCTION chain_head_refuse()""",
    """CREATE TRIGGER chain_head_no_truncate BEFORE TRUNCATE ON chain_head
        FOR EACH STATEMENT EXECUTE FUNCTION chain_head_refuse()""",
)


def upgrade() -> None:
    """What a history ended with when it was brought up to date is its head from then on."""
    op.create_table(
        "chain_head",
        link("board_id", "board", primary_key=True, index=False),
        number("seq"),
        words("hash"),
    )
    op.execute(
        "INSERT INTO chain_head SELECT board_id, seq, hash FROM history AS one WHERE seq ="
        " (SELECT max(seq) FROM history AS other WHERE other.board_id = one.board_id)"
    )
    dialect = op.get_context().dialect.name
    for statement in SQLITE if dialect == "sqlite" else POSTGRESQL:
        op.execute(sa.text(statement))
