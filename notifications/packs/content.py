"""A pack's figures, put into sections in the procedure's order, for one of the two editions."""

from __future__ import annotations

from models.rules.date_words import day_words
from models.rules.packs_figures import PackFigures
from models.rules.packs_words import pack_words, sentence
from models.rules.words import Edition
from notifications.packs import sections_back as back
from notifications.packs import sections_lists as lists
from notifications.packs import sections_since as since
from notifications.packs.cover import TITLE, cover
from notifications.packs.cut import cut_short
from notifications.packs.document import Document, Section
from notifications.packs.plan import full_plan
from notifications.packs.sections_decisions import decisions_required
from notifications.packs.sections_figures import breakdowns, position


def document(figures: PackFigures, edition: Edition) -> Document:
    """The whole pack in the order of "Meetings and packs", the same for every format.

    The public edition has no escalation log, no data-quality notes and nothing a lead answered.
    """
    snapshot = figures.snapshot
    restricted = edition is Edition.RESTRICTED
    name = sentence(pack_words(snapshot.number))
    return Document(
        title=f"{TITLE}: {snapshot.committee}, {day_words(snapshot.meeting_on)}",
        board=snapshot.board,
        marking=snapshot.marking if restricted else snapshot.public_marking,
        footer=f"{name}, data as at {day_words(snapshot.freeze_on)}",
        frozen_on=snapshot.freeze_on.isoformat(),
        cover=cover(figures, edition),
        sections=cut_short(_sections(figures, edition)),
    )


def _sections(figures: PackFigures, edition: Edition) -> tuple[Section, ...]:
    restricted = edition is Edition.RESTRICTED
    return (
        decisions_required(figures, edition),
        position(figures),
        lists.overdue(figures, edition),
        lists.evidence(figures, edition),
        lists.extensions(figures, edition),
        lists.closed(figures),
        lists.due_next(figures),
        lists.undated(figures),
        back.impact(figures, edition),
        breakdowns(figures),
        since.year(figures),
        *((back.log(figures), back.notes(figures)) if restricted else ()),
        full_plan(figures, edition),
    )
