"""The colour word of a fill in Excel, Word or PDF: Red, Amber, Green or Blue, by its hue."""

from __future__ import annotations

import colorsys

_HUES = ((20, "Red"), (70, "Amber"), (170, "Green"), (265, "Blue"), (335, ""), (361, "Red"))
# Excel's own pale red and green are signs; a pale blue is how a table's bands are shaded.
_PALEST = {"Red": 0.12, "Amber": 0.12, "Green": 0.08, "Blue": 0.3}
_DARKEST = 0.3
# The palette of files that name a colour by its number, as far as it is coloured.
INDEXED = {
    2: "FF0000", 3: "00FF00", 4: "0000FF", 5: "FFFF00", 10: "FF0000", 11: "00FF00", 12: "0000FF",
    13: "FFFF00", 16: "800000", 17: "008000", 18: "000080", 19: "808000", 40: "00CCFF",
    42: "CCFFCC", 43: "FFFF99", 44: "99CCFF", 45: "FF99CC", 47: "FFCC99", 48: "3366FF",
    50: "99CC00", 51: "FFCC00", 52: "FF9900", 53: "FF6600", 57: "339966",
}  # fmt: skip


def colour_word(rgb: str, tint: float = 0.0) -> str:
    """Red, Amber, Green or Blue for six hexadecimal digits; "" for greys and other hues.

    `tint` is Excel's: towards white where it is above 0, towards black below.
    """
    try:
        red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return ""
    hue, light, depth = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    light = min(max(light, 0.0), 1.0)
    hue, saturation, value = colorsys.rgb_to_hsv(*colorsys.hls_to_rgb(hue, light, depth))
    word = next(word for limit, word in _HUES if hue * 360 < limit)
    return word if word and saturation >= _PALEST[word] and value >= _DARKEST else ""
