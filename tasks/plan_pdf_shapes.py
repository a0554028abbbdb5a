"""What is drawn on a PDF's page: its lines, stroked or filled and thin, and its filled areas."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tasks.plan_colours import colour_word
from tasks.plan_pdf_page import Area, Rule

Point = Callable[[float, float], tuple[float, float]]
Ends = tuple[float, float, float, float]
DEEPEST = 8
DENSE = 128  # of 255: what is filled more thinly shows what is below it
THIN = 4.0  # points: a filled shape as thin as this is a line
_SLANT = 1.0
_AS_IT_IS = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawn:
    """The lines along and down a page, its filled areas, and how many pictures it has."""

    rules: list[Rule] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    pictures: int = 0


def drawn_on(page: Any, point: Point) -> Drawn:
    """What is drawn on a page."""
    import pypdfium2.raw as pdfium

    drawn = Drawn()
    for shape, matrix in _shapes(page, _AS_IT_IS, DEEPEST):
        kind = pdfium.FPDFPageObj_GetType(shape)
        drawn.pictures += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(drawn, shape, matrix, point)
    return drawn


def _shapes(holder: Any, matrix: tuple[float, ...], depth: int) -> Iterator[tuple[Any, Any]]:
    """Each shape with how it is moved on the page, those of forms within it too."""
    import pypdfium2.raw as pdfium

    inner = depth < DEEPEST
    count = pdfium.FPDFFormObj_CountObjects if inner else pdfium.FPDFPage_CountObjects
    take = pdfium.FPDFFormObj_GetObject if inner else pdfium.FPDFPage_GetObject
    for at in range(count(holder)):
        shape = take(holder, at)
        moved = _through(_matrix_of(shape), matrix)
        if pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_FORM:
            yield shape, moved
        elif depth:
            yield from _shapes(shape, moved, depth - 1)


def _matrix_of(shape: Any) -> tuple[float, ...]:
    import pypdfium2.raw as pdfium

    own = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(shape, own):
        return _AS_IT_IS
    return own.a, own.b, own.c, own.d, own.e, own.f


def _through(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix that does the one and then the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _add_path(drawn: Drawn, shape: Any, matrix: tuple[float, ...], point: Point) -> None:
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape, fill, stroke)
    for points, straight in _outlines(shape, matrix, point):
        if stroke.value:
            edges = zip(points, points[1:], straight[1:], strict=False)
            found = (_rule(*a, *b) for a, b, is_straight in edges if is_straight)
            drawn.rules.extend(rule for rule in found if rule)
        if fill.value:
            across, down = [x for x, _ in points], [y for _, y in points]
            ends = min(across), min(down), max(across), max(down)
            _add_filled(drawn, ends, _colour(shape), stroked=bool(stroke.value))


def _colour(shape: Any) -> str:
    """The colour word of what a shape is filled with; "" where that shows through or is none."""
    import pypdfium2.raw as pdfium

    red, green, blue, dense = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(shape, red, green, blue, dense):
        return ""
    rgb = f"{red.value:02X}{green.value:02X}{blue.value:02X}"
    return colour_word(rgb) if dense.value >= DENSE else ""


def _add_filled(drawn: Drawn, ends: Ends, colour: str, *, stroked: bool) -> None:
    """A filled shape as the line that it looks like, or as an area."""
    rule = _thin(*ends)
    if rule and not stroked:
        drawn.rules.append(rule)
    elif not rule and all(map(math.isfinite, ends)):
        left, top, right, bottom = (round(end, 2) for end in ends)
        drawn.areas.append(Area(left, top, right, bottom, colour))


def _outlines(
    shape: Any, matrix: tuple[float, ...], point: Point
) -> Iterator[tuple[list[tuple[float, float]], list[bool]]]:
    """Each outline of a path: its points, and whether a straight line leads to each."""
    import pypdfium2.raw as pdfium

    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    straight: list[bool] = []
    for at in range(pdfium.FPDFPath_CountSegments(shape)):
        segment = pdfium.FPDFPath_GetPathSegment(shape, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points, straight
            points, straight = [], []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(point(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        straight.append(kind == pdfium.FPDF_SEGMENT_LINETO)
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
            straight.append(True)
    if points:
        yield points, straight


def _rule(left: float, top: float, right: float, bottom: float) -> Rule | None:
    """The line between two points, where it runs along the page or down it; None of any other."""
    if not all(map(math.isfinite, (left, top, right, bottom))):
        return None
    across, down = abs(right - left), abs(bottom - top)
    if across < _SLANT < down:
        middle = round((left + right) / 2, 2)
        return Rule(middle, round(min(top, bottom), 2), middle, round(max(top, bottom), 2))
    if down < _SLANT < across:
        middle = round((top + bottom) / 2, 2)
        return Rule(round(min(left, right), 2), middle, round(max(left, right), 2), middle)
    return None


def _thin(left: float, top: float, right: float, bottom: float) -> Rule | None:
    """The line that a filled shape looks like; None where it is an area or a dot."""
    across, down = right - left, bottom - top
    if across <= THIN < down:
        return _rule((left + right) / 2, top, (left + right) / 2, bottom)
    if down <= THIN < across:
        return _rule(left, (top + bottom) / 2, right, (top + bottom) / 2)
    return None
