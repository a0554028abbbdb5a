"""A person's own link to the lead's page, as a message carries it."""

from __future__ import annotations

from datetime import datetime

from models.rules.outbox import Waiting
from notifications.links import new_link
from tasks.desk_facts import Desk

# Below the page's address; the rest of the path is the link.
PLACE = "l"


def own_link(desk: Desk, person_id: int, notices: list[Waiting], now: datetime) -> str | None:
    """The address of a person's page, new with each message; None where there is none to give.

    A message has one where links are set up and the person leads an action of it: nobody else
    could answer there.
    """
    if desk.page_root is None or desk.link_key is None or not _leads_one(desk, person_id, notices):
        return None
    link = new_link(desk.link_key, person_id, desk.mailboxes[person_id].email, now)
    return address_of(desk.page_root, link)


def address_of(page_root: str, link: str) -> str:
    """Where a link opens the page."""
    return f"{page_root}/{PLACE}/{link}"


def _leads_one(desk: Desk, person_id: int, notices: list[Waiting]) -> bool:
    actions = (desk.actions.get(n.action_id) for n in notices if n.action_id is not None)
    posts = {post for action in actions if action is not None for post in action.leads}
    holders = (desk.board.posts[post].holder(desk.as_of) for post in posts)
    return any(holder is not None and holder.person_id == person_id for holder in holders)
