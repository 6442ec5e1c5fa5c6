"""A small font for the signs that Fira Sans lacks: some drawn from its own letters, the rest as a box with the number
of the sign in it. Nothing is left out, and copying gives the sign itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

Tekenaar = Callable[["_Pot"], int]
"""Draws one glyph and returns its width, in units of 1000 to the em."""

_SPATIES: Final = {
    0x20: 265,
    0x2002: 500, 0x2003: 1000, 0x2004: 333, 0x2005: 250, 0x2006: 167, 0x2007: 560,
    0x2008: 265, 0x2009: 200, 0x200A: 100, 0x202F: 200, 0x205F: 222, 0x3000: 1000,
}  # fmt: skip
_LIGATUREN: Final = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_VARIANTEN: Final = frozenset(range(0xFE00, 0xFE10)) | frozenset(range(0xE0100, 0xE01F0))
_GENOEG: Final = 2000
"""More different signs than this share one plain box."""


class _Pot:
    """A pen on one glyph, with the letters of Fira Sans to copy from."""

    def __init__(self, bron: Any) -> None:
        from fontTools.pens.ttGlyphPen import TTGlyphPen

        self.bron = bron
        self.cmap = bron.getBestCmap()
        self.glyphs = bron.getGlyphSet()
        self.pen = TTGlyphPen(None)

    def letter(self, teken: str, schaal: float = 1, x: float = 0, y: float = 0, draai: tuple[float, ...] = ()) -> int:
        from fontTools.pens.recordingPen import DecomposingRecordingPen
        from fontTools.pens.transformPen import TransformPen

        glyph = self.glyphs[self.cmap[ord(teken)]]
        los = DecomposingRecordingPen(self.glyphs)
        glyph.draw(los)
        los.replay(TransformPen(self.pen, draai or (schaal, 0, 0, schaal, x, y)))
        return round(glyph.width * schaal)

    def vlak(self, *punten: tuple[float, float]) -> None:
        self.pen.moveTo(punten[0])
        for punt in punten[1:]:
            self.pen.lineTo(punt)
        self.pen.closePath()

    def rechthoek(self, x: float, y: float, breed: float, hoog: float, gat: float = 0) -> None:
        self.vlak((x, y), (x, y + hoog), (x + breed, y + hoog), (x + breed, y))
        if gat:
            x, y, breed, hoog = x + gat, y + gat, breed - 2 * gat, hoog - 2 * gat
            self.vlak((x, y), (x + breed, y), (x + breed, y + hoog), (x, y + hoog))


def _klein(teken: str, y: float) -> Tekenaar:
    return lambda pot: pot.letter(teken, 0.62, 0, y)


def _gelijk_aan(teken: str) -> Tekenaar:
    def teken_het(pot: _Pot) -> int:
        breed = pot.letter(teken, 1, 0, 70)
        pot.rechthoek(50, 0, breed - 100, 62)
        return breed

    return teken_het


def _ongelijk(pot: _Pot) -> int:
    breed = pot.letter("=")
    pot.vlak((breed * 0.28, 60), (breed * 0.6, 640), (breed * 0.72, 640), (breed * 0.4, 60))
    return breed


def _ongeveer(pot: _Pot) -> int:
    pot.letter("~", 1, 0, 95)
    return pot.letter("~", 1, 0, -95)


def _pijl(rechts: bool, links: bool) -> Tekenaar:
    def teken_het(pot: _Pot) -> int:
        pot.rechthoek(150 if links else 60, 305, 700 - (90 if links else 0) - (90 if rechts else 0), 64)
        if rechts:
            pot.vlak((620, 520), (850, 337), (620, 154), (585, 205), (740, 337), (585, 469))
        if links:
            pot.vlak((290, 520), (325, 469), (170, 337), (325, 205), (290, 154), (60, 337))
        return 910

    return teken_het


def _vink(pot: _Pot) -> int:
    pot.vlak((60, 300), (120, 350), (250, 200), (560, 640), (630, 595), (265, 70))
    return 690


def _blok(gat: float, maat: float) -> Tekenaar:
    def teken_het(pot: _Pot) -> int:
        pot.rechthoek(70, 330 - maat / 2, maat, maat, gat)
        return round(maat + 140)

    return teken_het


def _driehoek(pot: _Pot) -> int:
    pot.vlak((80, 100), (80, 580), (520, 340))
    return 600


def _promille(pot: _Pot) -> int:
    breed = pot.letter("%")
    return breed + pot.letter("0", 0.5, breed - 30, 0)


def _rij(tekens: str) -> Tekenaar:
    def teken_het(pot: _Pot) -> int:
        x = 0
        for teken in tekens:
            x += pot.letter(teken, 1, x)
        return x

    return teken_het


_BEKEND: Final[dict[str, Tekenaar]] = {
    "‐": _rij("-"), "‑": _rij("-"), "‒": _rij("–"), "―": _rij("—"), "‰": _promille,
    "≥": _gelijk_aan(">"), "≤": _gelijk_aan("<"), "≠": _ongelijk, "≈": _ongeveer,
    "→": _pijl(True, False), "←": _pijl(False, True), "↔": _pijl(True, True), "⇒": _pijl(True, False),
    "✓": _vink, "✔": _vink, "☑": _vink,
    "●": lambda pot: pot.letter("•", 1.5, 0, -170), "◦": lambda pot: pot.letter("°", 1, 0, -250),
    "○": lambda pot: pot.letter("°", 1.4, 0, -450), "■": _blok(0, 520), "□": _blok(60, 520), "☐": _blok(60, 520),
    "▪": _blok(0, 320), "▫": _blok(50, 320), "►": _driehoek, "▶": _driehoek, "▸": _driehoek, "‣": _driehoek,
    "\uf0b7": lambda pot: pot.letter("•"), "\uf0a7": _blok(0, 320), "\uf0fc": _vink, "\uf0e0": _pijl(True, False),
} | {t: _klein(d, -130) for t, d in zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)} | {
    t: _klein(d, 270) for t, d in zip("⁰⁴⁵⁶⁷⁸⁹", "0456789", strict=True)
}  # fmt: skip
"""The private ones (f0b7 and on) are bullets and arrows of Word's symbol fonts, which come along with pasted text."""


def _leeg(pot: _Pot) -> int:
    return 0


def _doos(punt: int | None) -> Tekenaar:
    """A box with the number of the sign in hexadecimal, in two rows."""

    def teken_het(pot: _Pot) -> int:
        cijfers = f"{punt:04X}" if punt is not None else "?"
        half = (len(cijfers) + 1) // 2
        breed = 120 + 215 * max(half, 1)
        pot.rechthoek(40, -110, breed, 800, 36)
        for rij, (stuk, y) in enumerate(((cijfers[:half], 330), (cijfers[half:], -20))):
            x = 100.0 + (0 if rij == 0 else 107.5 * (half - len(stuk)))
            for cijfer in stuk:
                pot.letter(cijfer, 0.38, x, y)
                x += 215
        return breed + 80

    return teken_het


def _tekenaar(punt: int) -> Tekenaar:
    if unicodedata.category(chr(punt)) in ("Cf", "Cc", "Zl", "Zp") or punt in _VARIANTEN:
        return _leeg
    if punt in _SPATIES:
        return lambda pot: _SPATIES[punt]
    if punt in _LIGATUREN:
        return _rij(_LIGATUREN[punt])
    return _BEKEND.get(chr(punt)) or _doos(punt)


def tekenletter(latin: Path, punten: Iterable[int]) -> bytes:
    """A TrueType font with a glyph for each of the code points. The same points give the same bytes."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib import TTFont

    rij = sorted({0x20, *punten})
    with TTFont(latin, recalcTimestamp=False) as bron:
        tekenaars: dict[str, Tekenaar] = {".notdef": _doos(None)}
        cmap = {}
        for n, punt in enumerate(rij):
            naam = f"u{punt:X}" if n < _GENOEG else ".notdef"
            cmap[punt] = naam
            if n < _GENOEG:
                tekenaars[naam] = _tekenaar(punt)
        glyphs, maten = {}, {}
        for naam, teken in tekenaars.items():
            pot = _Pot(bron)
            breed = teken(pot)
            glyphs[naam] = pot.pen.glyph()
            maten[naam] = (breed, getattr(glyphs[naam], "xMin", 0) or 0)
        bouwer = FontBuilder(bron["head"].unitsPerEm, isTTF=True)
        bouwer.font.recalcTimestamp = False
        bouwer.setupGlyphOrder(list(tekenaars))
        bouwer.setupCharacterMap(cmap)
        bouwer.setupGlyf(glyphs)
        bouwer.setupHorizontalMetrics(
            {n: (b, glyphs[n].xMin if hasattr(glyphs[n], "xMin") else 0) for n, (b, _) in maten.items()}
        )
        bouwer.setupHorizontalHeader(ascent=bron["hhea"].ascent, descent=bron["hhea"].descent)
        bouwer.setupNameTable(
            {"familyName": "Fira Sans Tekens", "styleName": "Regular", "psName": "FiraSansTekens-Regular"}
        )
        bouwer.setupOS2(sTypoAscender=bron["OS/2"].sTypoAscender, sTypoDescender=bron["OS/2"].sTypoDescender)
        bouwer.setupPost()
        bouwer.updateHead(created=0, modified=0)
        uit = BytesIO()
        bouwer.save(uit)
    return uit.getvalue()
