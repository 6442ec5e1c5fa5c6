"""The letters of a print: Fira Sans in all the files that a text needs, and drawn signs for what Fira Sans lacks.

No other font may embed itself unasked, and no sign may vanish. So the worker sees our own files only, each under a name
of its own, and a sign that none of them has comes from a small font made for that text (see `tekenletter`). Its
glyphs keep their true code point: a copied or read text is the text that was written.
"""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from functools import lru_cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Final

from django.conf import settings

from .tekens import tekenletter

BRON: Final = Path(settings.BASE_DIR) / "node_modules" / "@fontsource" / "fira-sans" / "files"
FAMILIES: Final = {
    "latin": "Fira Sans",
    "latin-ext": "Fira Sans Latin Ext",
    "greek": "Fira Sans Greek",
    "greek-ext": "Fira Sans Greek Ext",
    "cyrillic": "Fira Sans Cyrillic",
    "cyrillic-ext": "Fira Sans Cyrillic Ext",
    "vietnamese": "Fira Sans Vietnamese",
}
SNEDEN: Final = (("400", "normal"), ("400", "italic"), ("500", "normal"), ("600", "normal"), ("600", "italic"))
TEKENS: Final = "Fira Sans Tekens"
_ONZICHTBAAR: Final = frozenset(
    chain(
        (0xAD, 0x2060, 0xFEFF),
        range(0x20),
        range(0x7F, 0xA0),
        range(0x200B, 0x2010),
        range(0x2028, 0x202F),
        range(0x2066, 0x2070),
        range(0xFE00, 0xFE10),
        range(0xE0000, 0xE01F0),
    )
)
"""Signs without a form of their own (joiners, directions, variants): the engine handles them without a glyph."""


class LettersOntbreken(RuntimeError):
    """The npm package with the font is not installed."""


@lru_cache(maxsize=64)
def _kenmerk(bron: Path) -> str:
    try:
        return hashlib.sha256(bron.read_bytes()).hexdigest()[:16]
    except FileNotFoundError:
        raise LettersOntbreken(f"{bron.name} is er niet") from None


def bestand(subset: str, gewicht: str, stijl: str) -> Path:
    """A font file, unpacked once: unpacking costs 100 ms, reading 1 ms. Kept in VAR by the hash of its source."""
    bron = BRON / f"fira-sans-{subset}-{gewicht}-{stijl}.woff2"
    doel = Path(settings.VAR) / "letters" / f"{bron.stem}-{_kenmerk(bron)}-2.ttf"
    if not doel.exists():
        uit = _uitgepakt(bron.read_bytes(), FAMILIES[subset])
        doel.parent.mkdir(parents=True, exist_ok=True)
        fd, tijdelijk = tempfile.mkstemp(dir=doel.parent)
        with os.fdopen(fd, "wb") as open_:
            open_.write(uit)
        os.replace(tijdelijk, doel)
    return doel


def _uitgepakt(woff: bytes, familie: str) -> bytes:
    """The font as TrueType, under the name of its family only.

    The regular files all call themselves "Fira Sans": left so, the engine takes the regular Greek for a bold one.
    """
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(woff), recalcTimestamp=False) as font:
        font.flavor = None
        namen = font["name"]
        stijl = namen.getDebugName(4).removeprefix("Fira Sans").strip() or "Regular"
        namen.names = [n for n in namen.names if n.nameID in (0, 5, 13, 14)]
        for nummer, tekst in (
            (1, familie),
            (2, stijl),
            (4, f"{familie} {stijl}"),
            (6, f"{familie}-{stijl}".replace(" ", "")),
        ):
            namen.setName(tekst, nummer, 3, 1, 0x409)
        uit = BytesIO()
        font.save(uit)
    return uit.getvalue()


@lru_cache(maxsize=16)
def dekking(subset: str) -> frozenset[int]:
    """The code points that a file has glyphs for."""
    from fontTools.ttLib import TTFont

    with TTFont(bestand(subset, "400", "normal"), lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=4)
def breedtes(gewicht: str = "400") -> dict[str, float]:
    """Advance width in em of every sign of the latin file, for estimates."""
    from fontTools.ttLib import TTFont

    with TTFont(bestand("latin", gewicht, "normal"), lazy=True) as font:
        maten = font["hmtx"].metrics
        per_em = font["head"].unitsPerEm
        return {chr(punt): maten[glyph][0] / per_em for punt, glyph in font.getBestCmap().items()}


def breedte(woorden: str, gewicht: str = "400") -> float:
    """Width in em of a text on one line, without kerning."""
    tabel = breedtes(gewicht)
    return sum(tabel.get(teken, 0.6) for teken in woorden)


def kies(tekst: str) -> tuple[tuple[str, ...], frozenset[int]]:
    """The files that a text needs, "latin" always first, and the code points that none of them has."""
    alle = {ord(t) for t in set(tekst) if not t.isascii()} - dekking("latin")
    over = alle - _ONZICHTBAAR
    subsets = ["latin"]
    for subset in FAMILIES:
        if subset != "latin" and over and (er := over & dekking(subset)):
            subsets.append(subset)
            over -= er
    # joiners within a run of drawn signs need a glyph in the same font, though an empty one
    return tuple(subsets), frozenset(over | (alle & _ONZICHTBAAR) if over else over)


def letterblad(tekst: str) -> tuple[str, dict[str, str]]:
    """The @font-face rules for a text, and the files they name: address → path. Deterministic."""
    subsets, over = kies(tekst)
    regels, bestanden, families = [], {}, []
    for subset in subsets:
        families.append(FAMILIES[subset])
        for gewicht, stijl in SNEDEN:
            pad = bestand(subset, gewicht, stijl)
            adres = f"druk:{pad.name}"
            bestanden[adres] = str(pad)
            regels.append(_face(FAMILIES[subset], gewicht, stijl, adres))
    if over:
        families.append(TEKENS)
        letter = tekenletter(bestand("latin", "400", "normal"), over)
        adres = "data:font/ttf;base64," + base64.b64encode(letter).decode("ascii")
        regels.append(_face(TEKENS, "400", "normal", adres))
    namen = ", ".join(f'"{naam}"' for naam in families)
    return "\n".join([*regels, f"html {{ font-family: {namen}; }}", f"svg text {{ font-family: {namen}; }}"]), bestanden


def _face(familie: str, gewicht: str, stijl: str, adres: str) -> str:
    return (
        f'@font-face {{ font-family: "{familie}"; font-weight: {gewicht}; font-style: {stijl}; src: url("{adres}"); }}'
    )
