"""The pieces of text on a page of a PDF, each with its place, its width and whether it is bold.

pypdf reads the file and follows the matrices. Its own text joins what stands on one height, also across the columns of
a table; here every drawn piece stays apart. Where that does not give exactly the letters that pypdf reads (a font it
cannot measure, text in a nested form), pypdf's pieces are used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Pdfstuk:
    tekst: str
    x: float
    y: float  # from the bottom of the page
    grootte: float
    breedte: float
    vet: bool


def stukken(pagina: Any) -> list[Pdfstuk]:
    """All pieces in the order in which they are drawn. Errors of pypdf pass."""
    tekenaar = _Tekenaar(pagina)
    samen: list[Pdfstuk] = []

    def neem(tekst: str, cm: list[float], tm: list[float], lettertype: Any, grootte: float) -> None:
        x, y = _plek(cm, tm)
        maat = _maat(grootte, cm, tm)
        for n, deel in enumerate(tekst.rstrip("\n").split("\n")):
            if deel:
                samen.append(Pdfstuk(deel, x, y - 1.2 * n * maat, maat, 0.5 * maat * len(deel), _is_vet(lettertype)))

    pagina.extract_text(visitor_text=neem, visitor_operand_before=tekenaar.neem)
    if tekenaar.heel and _letters(tekenaar.stukken) == _letters(samen):
        return tekenaar.stukken
    return samen


def _letters(rij: list[Pdfstuk]) -> str:
    return re.sub(r"\s+", "", "".join(s.tekst for s in rij))


def _plek(cm: list[float], tm: list[float]) -> tuple[float, float]:
    return tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]


def _maat(grootte: float, cm: list[float], tm: list[float]) -> float:
    return abs(grootte * (tm[3] or tm[1] or 1) * (cm[3] or cm[1] or 1)) or 1.0


def _is_vet(lettertype: Any) -> bool:
    naam = str((lettertype or {}).get("/BaseFont", "")).lower()
    return re.search(r"bold|black|heavy|semibd|demi", naam) is not None


class _Tekenaar:
    """Follows the operators that show text; gives up (`heel` is false) at the first that it does not know for sure."""

    def __init__(self, pagina: Any) -> None:
        self.stukken: list[Pdfstuk] = []
        self.heel = True
        self._fonts: dict[str, Any] = {}
        self._breedtes: dict[str, dict[str, float]] = {}
        self._naam = ""
        self._grootte = 12.0
        self._vorige: tuple[tuple[float, ...], float] | None = None  # the last matrix, and how far along it we are
        self._bronnen: Any = {}
        try:
            self._bronnen = pagina["/Resources"]["/Font"]
        except (KeyError, TypeError):
            self.heel = False

    def neem(self, operator: bytes, waarden: list[Any], cm: list[float], tm: list[float]) -> None:
        if not self.heel:
            return
        try:
            self._neem(operator, waarden, cm, tm)
        except Exception:  # whatever it is, pypdf's own pieces are there
            self.heel = False

    def _neem(self, operator: bytes, waarden: list[Any], cm: list[float], tm: list[float]) -> None:
        if operator == b"Tf":
            self._naam, self._grootte = str(waarden[0]), float(waarden[1])
        elif operator in (b"'", b'"'):
            self.heel = False
        elif operator in (b"Tj", b"TJ"):
            delen = waarden[0] if operator == b"TJ" else [waarden[0]]
            self._toon(delen, cm, tm)

    def _toon(self, delen: list[Any], cm: list[float], tm: list[float]) -> None:
        lettertype = self._bronnen[self._naam].get_object()
        font = self._font(lettertype)
        x, y = _plek(cm, tm)
        maat = _maat(self._grootte, cm, tm)
        matrix = (*cm, *tm)
        begin = self._vorige[1] if self._vorige is not None and self._vorige[0] == matrix else x
        tekst, hier = "", begin
        for deel in delen:
            if isinstance(deel, (int, float)):
                schuif = -float(deel) / 1000 * maat
                if schuif > 0.2 * maat and not tekst.endswith(" "):
                    tekst += " "
                hier += schuif
                continue
            codes = self._codes(font, deel)
            tekst += "".join(font.character_map.get(c, c) for c in codes)
            breedtes = self._breedtes[self._naam]
            hier += maat * sum(breedtes.get(c, breedtes["default"]) for c in codes) / 1000
        if tekst:
            self.stukken.append(Pdfstuk(tekst, begin, y, maat, hier - begin, _is_vet(lettertype)))
        self._vorige = (matrix, hier)

    def _font(self, lettertype: Any) -> Any:
        if (font := self._fonts.get(self._naam)) is None:
            from pypdf.generic._font import Font

            font = self._fonts[self._naam] = Font.from_font_resource(lettertype)
            self._breedtes[self._naam] = {"default": 500.0} | {c: float(w) for c, w in font.character_widths.items()}
        return font

    @staticmethod
    def _codes(font: Any, deel: Any) -> str:
        if isinstance(deel, str):
            return deel
        if isinstance(font.encoding, str):
            return bytes(deel).decode(font.encoding, "surrogatepass")
        return "".join(font.encoding.get(b, chr(b)) for b in bytes(deel))
