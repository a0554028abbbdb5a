"""By which channels a notice goes: its post's choice, and e-mail where that will not do.

Source: procedure.md, rule 5: "by the post's chosen channel (e-mail, Teams or both); E steps
always by e-mail too".
"""

from __future__ import annotations

from models.rules.facts import PostFacts
from models.rules.words import Channel, Step


def webhook_of(post: PostFacts, webhooks: frozenset[str]) -> str | None:
    """The name of the webhook by which a post is told, or None: not chosen, or not set."""
    if post.channel is Channel.EMAIL or post.teams_secret not in webhooks:
        return None
    return post.teams_secret


def goes_by_mail(post: PostFacts, step: Step, webhooks: frozenset[str]) -> bool:
    """True of what is chosen so, of every E step, and of a post whose webhook is not set."""
    only_teams = post.channel is Channel.TEAMS and webhook_of(post, webhooks) is not None
    return step.is_stage or not only_teams
