"""The word behind the text of a draft: drawn as one shape, so it is no text that one copies, searches or hears."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .letters import bestand, dekking

KLEUR: Final = "#edeff1"
"""So light that the smallest grey text on it keeps 7:1."""
LANGST: Final = 20
_BREED, _HOOG = 150.0, 212.0  # mm; also in regelnummers.py
_LANGS: Final = 225.0  # mm along the diagonal for a long word


def schoon(woord: str) -> str:
    """A watermark as it can be drawn: one short line in signs that the font has."""
    heel = " ".join("".join(t for t in woord if t == " " or (t.isprintable() and ord(t) in dekking("latin"))).split())
    return re.sub(r"^\W+$", "", heel)[:LANGST].strip()


@lru_cache(maxsize=32)
def watermerk(woord: str) -> str:
    """The drawing, 150 by 212 mm: the word from bottom left to top right. Empty for no word."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    woord = schoon(woord)
    if not woord:
        return ""
    with TTFont(bestand("latin", "600", "normal"), lazy=True) as font:
        per_em, cmap, glyphs = font["head"].unitsPerEm, font.getBestCmap(), font.getGlyphSet()
        breed = sum(glyphs[cmap[ord(t)]].width for t in woord)
        maat = min(42.0, _LANGS / (breed / per_em))
        schaal, x = maat / per_em, -breed * maat / per_em / 2
        pen = SVGPathPen(glyphs, ntos=lambda getal: f"{getal:.2f}".rstrip("0").rstrip("."))
        for teken in woord:
            glyph = glyphs[cmap[ord(teken)]]
            glyph.draw(TransformPen(pen, (schaal, 0, 0, -schaal, x, maat * 0.33)))
            x += glyph.width * schaal
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_BREED:g}mm" height="{_HOOG:g}mm"'
        f' viewBox="0 0 {_BREED:g} {_HOOG:g}"><path transform="translate({_BREED / 2:g} {_HOOG / 2:g}) rotate(-54)"'
        f' fill="{KLEUR}" d="{pen.getCommands()}"/></svg>'
    )
