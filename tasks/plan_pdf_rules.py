"""The drawn lines of a PDF's page, those that a border is made of joined to one."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.plan_pdf_page import NEAR, Page, Rule

LEAST_SHADE = 8.0  # points


def joined(rules: Iterable[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright lines, those in one place joined to one."""
    drawn = list(rules)
    across = [(rule.top, rule.left, rule.right) for rule in drawn if rule.level]
    down = [(rule.left, rule.top, rule.bottom) for rule in drawn if not rule.level]
    return (
        [Rule(start, place, end, place) for place, start, end in _runs(across)],
        [Rule(place, start, place, end) for place, start, end in _runs(down)],
    )


def shades(page: Page) -> list[Rule]:
    """Where the shades behind a page's rows begin and end, as level lines.

    Those that are drawn cell by cell are one; what is too low for a line of text is none.
    """
    tall = [area for area in page.areas if area.bottom - area.top > LEAST_SHADE]
    ends = ((Rule(a.left, a.top, a.right, a.top), Rule(a.left, a.bottom, a.right, a.bottom))
            for a in tall)  # fmt: skip
    return joined(end for pair in ends for end in pair)[0]


def _runs(lines: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """(place, start, end) of lines along one direction, those that touch as one."""
    found: list[tuple[float, float, float]] = []
    for group in _groups(lines):
        place = sum(at for at, _, _ in group) / len(group)
        start, end = group[0][1], group[0][2]
        for _, left, right in sorted(group, key=lambda line: line[1]):
            if left > end + NEAR:
                found.append((place, start, end))
                start, end = left, right
            start, end = min(start, left), max(end, right)
        found.append((place, start, end))
    return found


def _groups(lines: list[tuple[float, float, float]]) -> list[list[tuple[float, float, float]]]:
    """Lines whose places are near the first of their group."""
    groups: list[list[tuple[float, float, float]]] = []
    for line in sorted(lines):
        if groups and line[0] - groups[-1][0][0] <= NEAR:
            groups[-1].append(line)
        else:
            groups.append([line])
    for group in groups:
        group.sort(key=lambda line: line[1])
    return groups
