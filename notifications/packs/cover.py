"""The cover of a pack: whose it is, what it says in three sentences, and what it asks."""

from __future__ import annotations

from collections import Counter

from models.rules.date_words import day_words
from models.rules.packs_decisions import Decision
from models.rules.packs_figures import PackFigures
from models.rules.packs_position import ColourLine
from models.rules.packs_words import day_or, more_or_fewer, pack_words, sentence, some
from models.rules.words import Brag, Edition
from notifications.packs.cells import colour_word
from notifications.packs.document import Chip, Cover, Tile

TITLE = "Progress on review actions"
_TILE = {
    Brag.RED: "overdue or forecast late",
    Brag.AMBER: "due soon unanswered, slipped or undated",
    Brag.GREEN: "every other open action",
    Brag.BLUE: "closed, evidence accepted",
    Brag.GREY: "closed in another way",
}


def cover(figures: PackFigures, edition: Edition) -> Cover:
    """The first page, from the figures alone ("Order: cover ...")."""
    return Cover(
        title=TITLE,
        subtitle=figures.quarter.words,
        facts=_facts(figures, edition),
        tiles=tuple(_tile(line) for line in figures.colours),
        says=_says(figures, edition),
        asks=_asks(figures),
        resolutions=_resolutions(figures, edition),
        seal=f"Fingerprint of the data (SHA-256): {figures.fingerprint}",
    )


def _says(figures: PackFigures, edition: Edition) -> tuple[str, ...]:
    """What the figures say; what was answered, and so what was not, is for the restricted one."""
    late, *others = figures.sentences
    heard = figures.silence if edition is Edition.RESTRICTED else ""
    return (late, *((heard,) if heard else ()), *others)


def _resolutions(figures: PackFigures, edition: Edition) -> tuple[str, ...]:
    return (*(worded(decision, edition) for decision in figures.decisions), *figures.noted)


def worded(decision: Decision, edition: Edition) -> str:
    """The draft resolution of a decision, in the words of the edition."""
    return decision.in_public if edition is Edition.PUBLIC else decision.resolution


def _facts(figures: PackFigures, edition: Edition) -> tuple[tuple[str, str], ...]:
    snapshot = figures.snapshot
    previous = snapshot.previous
    compared = "Nothing: no earlier pack was issued"
    if previous:
        name = sentence(pack_words(previous.counts.number))
        compared = f"{name}, data as at {day_words(previous.counts.freeze_on)}"
    return (
        ("Committee", snapshot.committee),
        ("Meeting", day_words(snapshot.meeting_on)),
        ("Purpose", "For decision" if figures.decisions else "For noting"),
        ("Pack", f"{snapshot.number.removeprefix('pack-')}, {edition.value} edition"),
        ("Data as at", day_words(snapshot.freeze_on)),
        ("Compared with", compared),
        ("Report of", snapshot.prepared_by),
        ("Next meeting", day_or(snapshot.next_meeting_on, "not yet known")),
        ("Reviews", "; ".join(review.title for review in snapshot.reviews) or "None"),
    )


def _tile(line: ColourLine) -> Tile:
    change = "" if line.change is None else more_or_fewer(line.change)
    made = Chip(brag=line.brag, word=colour_word(line.brag))
    return Tile(count=f"{line.count:,}", chip=made, note=_TILE[line.brag], change=change)


def _asks(figures: PackFigures) -> str:
    n = len(figures.decisions)
    if not n:
        return "No decision is asked of the committee; the pack is for noting."
    under = Counter(item.row.reference for d in figures.decisions for item in d.items)
    noted = len(figures.noted)
    also = sum(times > 1 for times in under.values())
    beside = f" {_stand(also)} under more than one decision." if also else ""
    return (
        f"The committee is asked for {some(n, 'decision')} ({_numbers(1, n)}) on "
        f"{some(len(under), 'action')}, and to note {noted} ({_numbers(n + 1, n + noted)}).{beside}"
    )


def _numbers(first: int, last: int) -> str:
    """ "7", "7 and 8" or "1 to 6": the numbers of resolutions that follow one another."""
    between = {0: "", 1: f" and {last}"}.get(last - first, f" to {last}")
    return f"{first}{between}"


def _stand(n: int) -> str:
    return "1 action stands" if n == 1 else f"{n} actions stand"
