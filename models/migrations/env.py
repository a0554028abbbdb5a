"""What Alembic runs: the migrations, on the connection and in the transaction it was handed."""

from __future__ import annotations

from alembic import context
from sqlalchemy import MetaData

from models.base import NAMING

# Names come from the convention alone: what the tables are is said by each migration itself.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=MetaData(naming_convention=NAMING),
)
with context.begin_transaction():
    context.run_migrations()
