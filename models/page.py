"""The lead's page: the codes that were sent to open it, and the links that were revoked."""

from datetime import datetime

from sqlmodel import Field

from models.base import Instant, Table


class PageCode(Table, table=True):
    """A code sent to a person, kept as a seal that only the holder of the secret can make."""

    __tablename__ = "page_code"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    seal: str
    sent_at: datetime = Field(sa_type=Instant)
    tries: int = 0
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class LinksRevoked(Table, table=True):
    """The links of a person that were revoked: all that had been made by an instant."""

    __tablename__ = "links_revoked"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    at: datetime = Field(sa_type=Instant)
