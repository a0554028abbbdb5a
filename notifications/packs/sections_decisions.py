"""The decisions a pack requires, each with its actions, and those of the chair between meetings."""

from __future__ import annotations

from models.rules.packs import ChairsAction
from models.rules.packs_decisions import Ask, Decision, Item, chairs_words
from models.rules.packs_figures import PackFigures
from models.rules.packs_words import STAGES, sentence, some
from models.rules.words import Edition
from notifications.packs.cells import (
    action_to_decide,
    agency_and_lead,
    led_by,
    reference,
    short_day,
    text,
)
from notifications.packs.cover import worded
from notifications.packs.document import (
    Asked,
    Block,
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
    Voice,
)

NOT_PUBLIC = frozenset({Ask.EXTENSION, Ask.IMPACT, Ask.ESCALATED, Ask.LETTER})
"""Decisions whose sentence quotes a lead or an escalation: the public edition leaves it out."""


def decisions_required(figures: PackFigures, edition: Edition) -> Section:
    """Each decision with the actions it covers and room to write what was decided."""
    blocks: list[Block] = []
    for n, decision in enumerate(figures.decisions, start=1):
        said = worded(decision, edition)
        blocks.append(Asked(number=n, title=f"{decision.title}.", resolution=said))
        blocks.append(_asked_table(n, decision, edition))
        if edition is Edition.RESTRICTED:
            stages = (STAGES,) if decision.ask is Ask.ESCALATED else ()
            blocks += (Paragraph(text=x, voice=Voice.QUIET) for x in (*stages, *decision.beside))
    if not blocks:
        blocks.append(Paragraph(text="No decision is required."))
    if figures.snapshot.chairs_actions:
        blocks.append(_chairs_table(figures.snapshot.chairs_actions, edition))
    return Section(anchor="decisions", heading="Decisions required", blocks=tuple(blocks))


def _asked_table(n: int, decision: Decision, edition: Edition) -> Table:
    quiet = edition is Edition.PUBLIC and decision.ask in NOT_PUBLIC
    columns = (
        Column(title="Reference", share=0),
        Column(title="Action", share=2.2),
        Column(title="Agency and lead", share=1.5),
        *(() if quiet else (Column(title="Why it is here", share=2),)),
    )
    rows = tuple(_asked_row(item, edition, quiet=quiet) for item in decision.items)
    covered = some(len(rows), "action")
    return Table(caption=f"Decision {n}: {covered}", columns=columns, rows=rows)


def _asked_row(item: Item, edition: Edition, *, quiet: bool) -> tuple[Cell, ...]:
    row = item.row
    # That a post is vacant is a note on the data, which the public edition leaves out.
    led = led_by(row) if edition is Edition.RESTRICTED else agency_and_lead(row)
    why = () if quiet else (text(item.why),)
    return (reference(row), action_to_decide(row), led, *why)


def _chairs_table(taken: tuple[ChairsAction, ...], edition: Edition) -> Table:
    """What the chair decided between meetings; the reason is for the restricted edition."""
    restricted = edition is Edition.RESTRICTED
    columns = (
        Column(title="Reference", share=0),
        Column(title="Decided on", share=0),
        Column(title="Decision", share=1),
        *((Column(title="Reason", share=2),) if restricted else ()),
    )
    rows = tuple(
        (
            text(one.reference, Voice.STRONG),
            text(short_day(one.decided_on)),
            text(sentence(chairs_words(one))),
            *((text(one.reason or ""),) if restricted else ()),
        )
        for one in taken
    )
    decided = f"{some(len(rows), 'decision')} of the chair between meetings, to be noted"
    return Table(caption=decided, columns=columns, rows=rows)
