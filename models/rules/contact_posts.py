"""The rows of a contacts file that name one post, held against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from models.rules.contacts import Contact, ContactProblem, ContactsReading, match_key
from models.rules.mail_address import address_key

SAID_OF_THE_POST = ("agency", "kind", "deputy", "teams", "channel")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPost:
    """A post of the file: what all its rows say of it, and who holds it, the earliest first.

    A holder whose row has no To is followed, on the day it gives, by the next row's.
    """

    said: Contact
    holders: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostsReading:
    """The posts of a file, the mistakes that only show between rows, and what is worth a look.

    `notes` need nobody's attention; `doubtful` are sentences that a person should see.
    """

    posts: tuple[ContactPost, ...]
    problems: tuple[ContactProblem, ...]
    notes: tuple[str, ...]
    doubtful: tuple[str, ...]


def posts_of(reading: ContactsReading) -> PostsReading:
    """The posts of a file: rows whose Post differs in case, spacing or punctuation are one."""
    groups: dict[str, list[Contact]] = defaultdict(list)
    for contact in reading.contacts:
        groups[match_key(contact.post)].append(contact)
    problems: list[ContactProblem] = []
    notes: list[str] = []
    posts = tuple(_post(rows, problems, notes) for rows in groups.values())
    return PostsReading(
        posts=posts,
        problems=tuple(problems),
        notes=(*reading.notes, *notes),
        doubtful=tuple(_shared_addresses(reading.contacts)),
    )


def _post(rows: Sequence[Contact], problems: list[ContactProblem], notes: list[str]) -> ContactPost:
    said = rows[0]
    for row in rows[1:]:
        for name in SAID_OF_THE_POST:
            here, there = getattr(row, name), getattr(said, name)
            if here and there and match_key(here) != match_key(there):
                message = f'row {said.row} says "{there}" of the same post.'
                problems.append(
                    ContactProblem(row=row.row, column=name.capitalize(), message=message)
                )
            said = replace(said, **{name: there or here})
    return ContactPost(said=said, holders=_holders(_once(rows, notes), problems))


def _once(rows: Sequence[Contact], notes: list[str]) -> list[Contact]:
    """The rows without those that say again who holds the post in the same days."""
    first: dict[tuple[object, ...], Contact] = {}
    for row in rows:
        known = first.setdefault((address_key(row.email or ""), row.from_on, row.until_on), row)
        if known is not row:
            notes.append(f"row {row.row}, Post: it says again what row {known.row} says.")
    return list(first.values())


def _holders(rows: Sequence[Contact], problems: list[ContactProblem]) -> tuple[Contact, ...]:
    if len(rows) > 1:
        problems += [
            ContactProblem(
                row=row.row, column="Person", message="other rows of this post name who holds it."
            )
            for row in rows
            if row.is_vacant
        ]
    held = [row for row in rows if not row.is_vacant]
    held.sort(key=lambda row: row.from_on or date.min)
    for earlier, later in pairwise(held):
        message = _clash(earlier, later)
        if message:
            problems.append(ContactProblem(row=later.row, column="From", message=message))
    followed = [
        replace(earlier, until_on=earlier.until_on or later.from_on)
        for earlier, later in pairwise(held)
    ]
    return (*followed, *held[-1:])


def _clash(earlier: Contact, later: Contact) -> str | None:
    """Why two rows cannot both hold: one post has one holder on a day."""
    if later.from_on == earlier.from_on:
        return f"row {earlier.row} names a holder from the same day; give each a day of their own."
    if (earlier.until_on or date.min) > (later.from_on or date.min):
        return f"the holder of row {earlier.row} holds the post on that day still."
    return None


def _shared_addresses(contacts: Iterable[Contact]) -> Iterable[str]:
    """People are one where their address is the same; two names for one are worth a look."""
    first: dict[str, Contact] = {}
    for contact in contacts:
        if contact.email is None:
            continue
        known = first.setdefault(address_key(contact.email), contact)
        if known.person and match_key(contact.person or "") not in ("", match_key(known.person)):
            yield (
                f"row {contact.row}, Email: the address is that of row {known.row}, so the two are"
                " one person under the name given there."
            )
