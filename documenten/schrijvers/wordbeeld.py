"""A picture in a Word file: the drawing in its paragraph, and the parts that hold its bytes.

Its name says what it shows, so that it is found back; its description is what people hear who do not see it.
"""

from __future__ import annotations

from html import escape
from typing import Final

from .opbouw import LEEG_BEELD, Schrijfalinea, Schrijfbeeld, veilig

A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_SVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_UITBREIDING: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_EMU: Final = 9525
"""Per pixel, at 96 to the inch."""
_BREEDST: Final = 140 * 36_000
_HOOGST: Final = 180 * 36_000


class Wordbeelden:
    """The pictures of one file, each kept once."""

    def __init__(self) -> None:
        self.delen: dict[str, bytes] = {}
        self.relaties: dict[str, str] = {}
        self.geteld = 0
        self.namen: set[str] = set()

    def _deel(self, beeld: Schrijfbeeld) -> str:
        """The relation of these bytes."""
        for naam, inhoud in self.delen.items():
            if inhoud == beeld.inhoud:
                return next(code for code, doel in self.relaties.items() if doel == naam)
        n = len(self.delen) + 1
        naam = f"media/beeld{n}.{beeld.eind}"
        self.delen[naam] = beeld.inhoud
        self.relaties[f"rBeeld{n}"] = naam
        return f"rBeeld{n}"

    def tekening(self, alinea: Schrijfalinea, beeld: Schrijfbeeld) -> str:
        self.geteld += 1
        eigen = eigen_naam(alinea.beeld, self.namen)
        breed, hoog = maat(beeld, _BREEDST, _HOOGST, _EMU)
        naam = f'id="{9000 + self.geteld}" name="{escape(eigen)}" descr="{escape(veilig(alinea.alt or ""))}"'
        blip = f'<a:blip r:embed="{self._deel(LEEG_BEELD if beeld.eind == "svg" else beeld)}"/>'
        if beeld.eind == "svg":  # what Word shows; other programs have the one before it
            uit = f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{self._deel(beeld)}"/>'
            blip = f'{blip[:-2]}><a:extLst><a:ext uri="{_SVG_UITBREIDING}">{uit}</a:ext></a:extLst></a:blip>'
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{breed}" cy="{hoog}"/><wp:docPr {naam}/><a:graphic xmlns:a="{A}">'
            f'<a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}"><pic:nvPicPr><pic:cNvPr {naam}/><pic:cNvPicPr/>'
            f"</pic:nvPicPr><pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
            f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{breed}" cy="{hoog}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )


def eigen_naam(beeld: str, namen: set[str]) -> str:
    """The name of a drawing, unlike any before it: other programs take the name from a second of that name."""
    naam, n = beeld, 1
    while naam in namen:
        n += 1
        naam = f"{beeld} {n}"
    namen.add(naam)
    return naam


def maat(beeld: Schrijfbeeld, breedst: float, hoogst: float, per_punt: float) -> tuple[int, int]:
    """Width and height as it stands on paper: its own size, or as large as fits."""
    breed, hoog = beeld.breedte * per_punt, beeld.hoogte * per_punt
    schaal = min(1.0, breedst / breed, hoogst / hoog)
    return max(1, round(breed * schaal)), max(1, round(hoog * schaal))
