"""Styles and lists of an ODT file: what people call them, and how they dress words."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
T: Final = f"{{{OASIS}text:1.0}}"
S: Final = f"{{{OASIS}style:1.0}}"
FO: Final = f"{{{OASIS}xsl-fo-compatible:1.0}}"
SVG: Final = f"{{{OASIS}svg-compatible:1.0}}"


def lees_xml(inhoud: bytes) -> Any:
    ontleder = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(inhoud, ontleder)


class OdtStijlen:
    """Styles of both parts of a file; those of the text itself come last and win."""

    def __init__(self, *bomen: Any) -> None:
        self.rij: dict[str, Any] = {}
        self.fonten: dict[str, str] = {}
        self.lijsten: dict[tuple[str, str], tuple[str, int]] = {}  # list and level → kind, start
        for boom in bomen:
            for stijl in boom.iter(f"{S}style"):
                self.rij[str(stijl.get(f"{S}name"))] = stijl
            for font in boom.iter(f"{S}font-face"):
                self.fonten[str(font.get(f"{S}name"))] = str(font.get(f"{SVG}font-family") or "").strip("'\" ")
            for lijst in boom.iter(f"{T}list-style"):
                for niveau in lijst:
                    self._niveau(str(lijst.get(f"{S}name")), niveau)
        self._ketens: dict[str, list[str]] = {}
        self._letters: dict[tuple[str, str], str | None] = {}

    def _niveau(self, naam: str, niveau: Any) -> None:
        soort = str(niveau.tag).rpartition("-")[2]
        if soort == "number" and not niveau.get(f"{S}num-format"):
            soort = "geen"
        start = str(niveau.get(f"{T}start-value") or "1")
        begin = int(start) if start.isdecimal() and len(start) < 7 else 1
        self.lijsten[naam, str(niveau.get(f"{T}level"))] = (soort, begin)

    def keten(self, stijl: str | None) -> list[str]:
        """Names of a style and of those it is based on, as people see them."""
        code = stijl or ""
        if code not in self._ketens:
            uit: list[str] = []
            hier: str | None = code
            while hier and (rij := self.rij.get(hier)) is not None and len(uit) < 10:
                uit.append((rij.get(f"{S}display-name") or hier.replace("_20_", " ")).lower())
                hier = rij.get(f"{S}parent-style-name")
            self._ketens[code] = uit
        return self._ketens[code]

    def letter(self, stijl: str | None, eigenschap: str) -> str | None:
        """A property of letters that a style sets, or one that it is based on; None where none does."""
        sleutel = (stijl or "", eigenschap)
        if sleutel not in self._letters:
            self._letters[sleutel] = self._zoek(*sleutel)
        return self._letters[sleutel]

    def _zoek(self, stijl: str, eigenschap: str) -> str | None:
        hier: str | None = stijl
        for _ in range(10):
            rij = self.rij.get(hier or "")
            if rij is None:
                return None
            letter = rij.find(f"{S}text-properties")
            if letter is not None and (waarde := letter.get(eigenschap)) is not None:
                return str(waarde)
            hier = rij.get(f"{S}parent-style-name")
        return None

    def verborgen(self, *stijlen: str | None) -> bool:
        return self._laatste(f"{T}display", *stijlen) == "none"

    def doorgehaald(self, *stijlen: str | None) -> bool:
        waarden = [self._laatste(f"{S}text-line-through-{w}", *stijlen) for w in ("style", "type")]
        return any(w not in (None, "none") for w in waarden) and "none" not in waarden

    def hoog(self, *stijlen: str | None) -> bool:
        return (self._laatste(f"{S}text-position", *stijlen) or "").startswith("super")

    def font(self, *stijlen: str | None) -> str:
        naam = self._laatste(f"{S}font-name", *stijlen)
        return self.fonten.get(naam, naam) if naam else self._laatste(f"{FO}font-family", *stijlen) or ""

    def _laatste(self, eigenschap: str, *stijlen: str | None) -> str | None:
        """Of styles from the outside in: what the innermost that speaks of it says."""
        for stijl in reversed(stijlen):
            if (waarde := self.letter(stijl, eigenschap)) is not None:
                return waarde
        return None
