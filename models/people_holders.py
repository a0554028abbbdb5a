"""The people of a contacts file: one a mailbox, their addresses, and the posts they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from models.chain import Change
from models.people import Address, Person, Post, Tenure
from models.recording import Recording, number
from models.rules import facts
from models.rules.contact_posts import ContactPost
from models.rules.contacts import ONE_DAY, Contact, match_key
from models.rules.mail_address import address_key
from models.rules.tenures import EARLIEST, Wanted, plan_tenures


@dataclass(slots=True)
class People:
    """A board's people, addresses and tenures while a contacts file is entered.

    `touched` are the posts whose holder or the holder's address changed. The sentences name posts,
    never people.
    """

    recording: Recording
    board_id: int
    people: dict[int, Person] = field(default_factory=dict)
    addresses: dict[str, Address] = field(default_factory=dict)
    mailboxes: dict[int, list[Address]] = field(default_factory=lambda: defaultdict(list))
    tenures: dict[int, list[Tenure]] = field(default_factory=lambda: defaultdict(list))
    strangers: dict[str, Person] = field(default_factory=dict)
    begun: list[Tenure] = field(default_factory=list)
    in_file: set[str] = field(default_factory=set)
    named: set[int] = field(default_factory=set)
    readdressed: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)

    @property
    def session(self) -> Session:
        """The transaction that all this belongs to."""
        return self.recording.session

    @property
    def today(self) -> date:
        """The day of the entry."""
        return self.recording.today

    def load(self) -> None:
        """Read what the board has: three queries."""
        of_board = select(Person).where(col(Person.board_id) == self.board_id)
        self.people = {number(person): person for person in self.session.exec(of_board)}
        addressed = select(Address).where(col(Address.board_id) == self.board_id)
        for address in self.session.exec(addressed):
            self._know(address)
        held = (
            select(Tenure)
            .join(Post, col(Post.id) == col(Tenure.post_id))
            .where(col(Post.board_id) == self.board_id)
            .order_by(col(Tenure.from_on), col(Tenure.id))
        )
        for tenure in self.session.exec(held):
            self.tenures[tenure.post_id].append(tenure)

    def holder(self, post_id: int, day: date) -> Person | None:
        """Who holds a post on a day; None where it is vacant."""
        for tenure in self.tenures.get(post_id, ()):
            if _held(tenure, day):
                return self.people[tenure.person_id]
        return None

    def enter(self, posts: Sequence[tuple[ContactPost, Post]]) -> None:
        """The people of the file are there, each with the address that the file gives."""
        rows = [(contact, number(post)) for said, post in posts for contact in said.holders]
        self.in_file = {address_key(contact.email or "") for contact, _ in rows}
        for contact, post_id in rows:
            key = address_key(contact.email or "")
            namesake = self._namesake(contact, post_id)
            if key in self.addresses:
                self._keep(self.addresses[key], contact)
            elif namesake and key not in self.strangers:
                self._readdress(namesake, contact)
            elif key not in self.strangers:
                self._meet(key, contact)
        self.session.flush()
        self._address_strangers({address_key(c.email or ""): c for c, _ in reversed(rows)})

    def _meet(self, key: str, contact: Contact) -> None:
        person = Person(board_id=self.board_id, name=contact.person or "")
        self.strangers[key] = person
        self.session.add(person)

    def _address_strangers(self, first_rows: dict[str, Contact]) -> None:
        for key, person in self.strangers.items():
            self.people[number(person)] = person
            self._add_address(person, first_rows[key], EARLIEST)
            self._note("person-entered", number(person))

    def _add_address(self, person: Person, contact: Contact, from_on: date) -> None:
        email = contact.email or ""
        address = Address(
            board_id=self.board_id,
            person_id=number(person),
            email=email,
            match_key=address_key(email),
            from_on=from_on,
        )
        self._know(address)
        self.session.add(address)

    def _know(self, address: Address) -> None:
        self.addresses[address.match_key] = address
        self.mailboxes[address.person_id].append(address)

    def _namesake(self, contact: Contact, post_id: int) -> Person | None:
        """The post's holder, today or from a later day, where the row has the same name.

        One whose own address the file gives as well is another person of that name.
        """
        tenures = self.tenures.get(post_id, [])
        coming = self.people[tenures[-1].person_id] if tenures else None
        for person in (self.holder(post_id, self.today), coming):
            if person and match_key(person.name) == match_key(contact.person or "") != "":
                return None if self._is_in_file(person) else person
        return None

    def _is_in_file(self, person: Person) -> bool:
        mailboxes = self.mailboxes[number(person)]
        return any(box.match_key in self.in_file for box in mailboxes if box.until_on is None)

    def _keep(self, address: Address, contact: Contact) -> None:
        """The address stays, or comes back into use; the name is that of the person's first row."""
        if address.until_on is not None:
            address.until_on = None
            address.undeliverable_on = address.refusal = address.refused_at = None
            self._readdressed(address.person_id, contact)
        person = self.people[address.person_id]
        if address.person_id in self.named or person.purged_on or not contact.person:
            return
        self.named.add(address.person_id)
        if person.name != contact.person:
            person.name = contact.person
            self._note("person-renamed", address.person_id)
            self.recording.changed.append(f"{contact.post}: the holder's name")

    def _readdress(self, person: Person, contact: Contact) -> None:
        """A new address clears what was wrong with the old one, which ends today."""
        for old in self.mailboxes[number(person)]:
            if old.until_on is None:
                old.until_on = self.today
        self._add_address(person, contact, self.today)
        self._readdressed(number(person), contact)

    def _readdressed(self, person_id: int, contact: Contact) -> None:
        self._note("address-changed", person_id)
        self.recording.changed.append(f"{contact.post}: the holder's address")
        self.readdressed.add(person_id)

    def hold(self, said: ContactPost, post: Post) -> None:
        """The post is held as the file says.

        Raises TenureRefused where the file and the register cannot both hold.
        """
        before = {number(tenure): tenure for tenure in self.tenures.get(number(post), ())}
        after = plan_tenures(
            [_facts(tenure) for tenure in before.values()],
            [self._wanted(contact, number(post)) for contact in said.holders],
            self.today,
        )
        for planned in after:
            kept = before.get(planned.tenure_id)
            if kept is None:
                self._begin(post, planned)
            elif _facts(kept) != planned:
                self._correct(post, kept, planned)

    def _wanted(self, contact: Contact, post_id: int) -> Wanted:
        return Wanted(
            row=contact.row,
            person_id=self.addresses[address_key(contact.email or "")].person_id,
            from_on=contact.from_on,
            until_on=contact.until_on,
            same_name=self._namesake(contact, post_id) is not None,
        )

    def _begin(self, post: Post, planned: facts.Tenure) -> None:
        tenure = Tenure(
            post_id=number(post),
            person_id=planned.person_id,
            from_on=planned.from_on,
            until_on=planned.until_on,
        )
        self.session.add(tenure)
        self.begun.append(tenure)
        self.touched.add(number(post))
        since = "" if planned.from_on == EARLIEST else f" from {planned.from_on}"
        self.recording.changed.append(f"{post.name}: held{since}{_until(planned.until_on)}")

    def _correct(self, post: Post, tenure: Tenure, planned: facts.Tenure) -> None:
        tenure.from_on, tenure.until_on = planned.from_on, planned.until_on
        self.touched.add(number(post))
        self._note_tenure("tenure-changed", tenure)
        until = _until(tenure.until_on) or ", without an end"
        self.recording.changed.append(f"{post.name}: held from {tenure.from_on}{until}")

    def settle(self) -> None:
        """The tenures that began have their numbers and stand in the history."""
        self.session.flush()
        for tenure in self.begun:
            self.tenures[tenure.post_id].append(tenure)
            self._note_tenure("tenure-begun", tenure)
        for post_id, tenures in self.tenures.items():
            if any(t.person_id in self.readdressed and _held(t, self.today) for t in tenures):
                self.touched.add(post_id)

    def _note_tenure(self, what: str, tenure: Tenure) -> None:
        self.recording.changes.append(
            Change(
                what=what,
                subject="tenure",
                subject_id=number(tenure),
                holds_from=tenure.from_on,
                facts={
                    "post": tenure.post_id,
                    "person": tenure.person_id,
                    "until": tenure.until_on,
                },
            )
        )

    def _note(self, what: str, person_id: int) -> None:
        self.recording.note(what, "person", person_id)


def _held(tenure: Tenure, day: date) -> bool:
    return tenure.from_on <= day and (tenure.until_on is None or day < tenure.until_on)


def _facts(tenure: Tenure) -> facts.Tenure:
    return facts.Tenure(
        tenure_id=number(tenure),
        person_id=tenure.person_id,
        from_on=tenure.from_on,
        until_on=tenure.until_on,
    )


def _until(day: date | None) -> str:
    return f" up to and including {day - ONE_DAY}" if day else ""
