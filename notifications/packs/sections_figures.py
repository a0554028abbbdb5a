"""The figures of a pack: its position at a glance, by agency and by review."""

from __future__ import annotations

from models.rules.date_words import day_words
from models.rules.packs import PackCounts
from models.rules.packs_figures import PackFigures
from models.rules.packs_position import Breakdown, ColourLine
from models.rules.packs_words import BRAG_MEANING, STANDING_MEANING, STANDING_WORDS
from notifications.packs import charts
from notifications.packs.cells import colour_word, lines, number, short_day, text
from notifications.packs.document import (
    Block,
    Cell,
    Chart,
    Chip,
    Column,
    Paragraph,
    Section,
    Table,
    Voice,
)
from notifications.packs.sections_since import changed, names_of


def position(figures: PackFigures) -> Section:
    """Counts by colour with their definition, by standing, the reconciling line and the trend."""
    line = figures.reconciliation
    since = _since(figures)
    blocks: list[Block] = [
        _colour_table(figures),
        Paragraph(text=f"Open actions {since}: {line.line}.", voice=Voice.STRONG),
        _reconciling(figures),
        _standing_table(figures),
        *changed(figures),
        *_trend(figures.trend),
    ]
    return Section(anchor="position", heading="Position at a glance", blocks=tuple(blocks))


def _since(figures: PackFigures) -> str:
    previous = figures.snapshot.previous
    if previous is None:
        return "in this first pack, which opens at none"
    return f"from {day_words(previous.counts.freeze_on)} to {day_words(figures.snapshot.freeze_on)}"


def _colour_table(figures: PackFigures) -> Table:
    previous = figures.snapshot.previous
    before = (Column(title="Last pack", share=0, right=True),) if previous else ()
    change = (Column(title="Change", share=0, right=True),) if previous else ()
    columns = (
        Column(title="Colour", share=0),
        Column(title="What it means", share=1),
        *before,
        Column(title="Now", share=0, right=True),
        *change,
    )
    rows = [_colour_row(line) for line in figures.colours]
    total = len(figures.snapshot.rows)
    was = (number(previous.counts.actions),) if previous else ()
    diff = (number(_signed(total - previous.counts.actions)),) if previous else ()
    rows.append((text("All actions"), text("Open and closed"), *was, number(total), *diff))
    return Table(caption="Actions by colour", columns=columns, rows=tuple(rows), total=True)


def _colour_row(line: ColourLine) -> tuple[Cell, ...]:
    word = Cell(chip=Chip(brag=line.brag, word=colour_word(line.brag)))
    was = () if line.previous is None else (number(line.previous),)
    change = () if line.change is None else (number(_signed(line.change)),)
    return (word, text(line.meaning), *was, number(line.count), *change)


def _signed(n: int) -> str:
    return f"{n:+,}".replace("-", "\u2212") if n else "0"


def _reconciling(figures: PackFigures) -> Table:
    line = figures.reconciliation
    parts = (
        ("Opening", line.opening, "Open in the last issued pack"),
        ("New", len(line.new), names_of(line.new)),
        ("Reopened", len(line.reopened), names_of(line.reopened)),
        ("Closed", -len(line.closed), names_of(line.closed)),
        ("Closing", line.closing, "Open at this pack's freeze"),
    )
    rows = tuple(
        (text(word), number(n if n >= 0 else _signed(n)), text(names)) for word, n, names in parts
    )
    columns = (
        Column(title="Line", share=0),
        Column(title="Actions", share=0, right=True),
        Column(title="Which", share=1),
    )
    return Table(caption="How the open actions reconcile", columns=columns, rows=rows, total=True)


def _standing_table(figures: PackFigures) -> Table:
    rows = tuple(
        (text(STANDING_WORDS[s]), text(STANDING_MEANING[s]), number(n))
        for s, n in figures.standings
    )
    columns = (
        Column(title="Standing", share=0),
        Column(title="What it means", share=1),
        Column(title="Actions", share=0, right=True),
    )
    total = (text("All actions"), text("Open and closed"), number(len(figures.snapshot.rows)))
    return Table(caption="Actions by standing", columns=columns, rows=(*rows, total), total=True)


def _trend(packs: tuple[PackCounts, ...]) -> tuple[Block, ...]:
    if not packs:
        said = "There is no trend yet: no earlier pack was issued."
        return (Paragraph(text=said, voice=Voice.QUIET),)
    titles = ("Open", "Overdue", "New", "Reopened", "Closed")
    columns = (
        Column(title="Pack", share=1),
        *(Column(title=colour_word(b), share=0, right=True) for b in BRAG_MEANING),
        *(Column(title=title, share=0, right=True) for title in titles),
    )
    rows = tuple(_trend_row(pack) for pack in packs)
    return (
        Chart(caption="Actions by colour, pack by pack", picture=charts.trend(packs)),
        Table(caption="The same figures, with what came and went", columns=columns, rows=rows),
    )


def _trend_row(pack: PackCounts) -> tuple[Cell, ...]:
    flow = (pack.open, pack.overdue, pack.new, pack.reopened, pack.closed)
    named = lines((pack.number, Voice.PLAIN), (short_day(pack.freeze_on), Voice.QUIET))
    return (named, *(number(pack.of(b)) for b in BRAG_MEANING), *(number(n) for n in flow))


def breakdowns(figures: PackFigures) -> Section:
    """The actions of each agency and each review, a bar beside the figures it draws."""
    titles = {review.reference: review.title for review in figures.snapshot.reviews}
    if not figures.by_agency:
        blocks: tuple[Block, ...] = (Paragraph(text="There are no actions."),)
    else:
        blocks = (
            _breakdown("Agency", figures.by_agency, {}),
            _breakdown("Review", figures.by_review, titles),
        )
    return Section(anchor="breakdowns", heading="By agency and by review", blocks=blocks)


def _breakdown(word: str, lines_: tuple[Breakdown, ...], titles: dict[str, str]) -> Table:
    most = max(line.all for line in lines_)
    columns = (
        Column(title=word, share=1.3),
        Column(title="Actions by colour", share=1.4),
        *(Column(title=colour_word(b), share=0, right=True) for b in BRAG_MEANING),
        Column(title="Overdue", share=0, right=True),
        Column(title="All", share=0, right=True),
    )
    named = [(titles.get(line.name, line.name) or f"No {word.lower()} named") for line in lines_]
    rows = [
        (
            text(name),
            Cell(picture=charts.bar(name, line, most)),
            *(number(n) for _, n in line.counts),
            number(line.overdue),
            number(line.all),
        )
        for name, line in zip(named, lines_, strict=True)
    ]
    sums = [sum(dict(line.counts)[b] for line in lines_) for b in BRAG_MEANING]
    late, every = sum(line.overdue for line in lines_), sum(line.all for line in lines_)
    total = (text(f"All {word.lower()}s" if word == "Review" else "All agencies"), Cell())
    rows.append((*total, *(number(n) for n in (*sums, late, every))))
    caption = f"By {word.lower()}, those with most red actions first"
    return Table(caption=caption, columns=columns, rows=tuple(rows), total=True)
