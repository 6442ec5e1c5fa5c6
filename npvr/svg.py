"""An SVG made safe: only shapes, words and their dress stay. No scripts, no styles, nothing from elsewhere."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from .xmlkeur import VerbodenXml, Voorwerk

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "{http://www.w3.org/1999/xlink}href"
MAX_DELEN: Final = 20_000
MAX_DIEP: Final = 60
_DELEN: Final = frozenset(
    [
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "title",
        "desc",
        "defs",
        "symbol",
        "use",
        "marker",
        "clipPath",
        "mask",
        "linearGradient",
        "radialGradient",
        "stop",
        "pattern",
    ]
)
_KLEED: Final = frozenset(
    [
        "fill",
        "fill-opacity",
        "fill-rule",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-miterlimit",
        "stroke-opacity",
        "opacity",
        "color",
        "display",
        "visibility",
        "font-family",
        "font-size",
        "font-weight",
        "font-style",
        "font-variant",
        "text-anchor",
        "dominant-baseline",
        "letter-spacing",
        "word-spacing",
        "text-decoration",
        "stop-color",
        "stop-opacity",
        "clip-path",
        "clip-rule",
        "mask",
        "marker-start",
        "marker-mid",
        "marker-end",
        "paint-order",
        "vector-effect",
    ]
)
_MATEN: Final = frozenset(
    [
        "id",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "dx",
        "dy",
        "d",
        "points",
        "width",
        "height",
        "viewBox",
        "preserveAspectRatio",
        "transform",
        "offset",
        "gradientUnits",
        "gradientTransform",
        "spreadMethod",
        "clipPathUnits",
        "maskUnits",
        "maskContentUnits",
        "patternUnits",
        "patternContentUnits",
        "patternTransform",
        "markerWidth",
        "markerHeight",
        "markerUnits",
        "refX",
        "refY",
        "orient",
        "rotate",
        "textLength",
        "lengthAdjust",
        "pathLength",
        "version",
    ]
)
_EIGEN: Final = re.compile(r"#[\w.:-]{1,200}")
_URL: Final = re.compile(r"url\(\s*['\"]?(#[\w.:-]{1,200})['\"]?\s*\)")
_FOUT_TEKEN: Final = re.compile(r"[\\<>@{}]|/\*|javascript:|data:|https?:|//|expression", re.I)
_LENGTE: Final = re.compile(r"\s*(\d{1,6}(?:\.\d+)?)\s*(px|pt|mm|cm|in)?\s*")
_PER: Final = {"": 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


class OngeldigeSvg(ValueError):
    """No SVG that can be shown. The sentence is for people."""


def veilige_svg(inhoud: bytes) -> tuple[bytes, int, int]:
    """The SVG with only what is allowed, its width and height in pixels. What was made safe once comes out the same.

    Raises OngeldigeSvg where leaving out what is not allowed would make it another picture. Linear.
    """
    try:
        keur = Voorwerk()
        keur.neem(inhoud)
        ontleder = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        wortel = etree.fromstring(inhoud, ontleder)
    except VerbodenXml as fout:
        raise OngeldigeSvg("Deze SVG begint met een DOCTYPE. Sla hem op als gewone SVG, of als PNG.") from fout
    except (etree.XMLSyntaxError, ValueError) as fout:
        raise OngeldigeSvg("Dit is geen leesbare SVG.") from fout
    if wortel.tag != f"{{{SVG}}}svg":
        raise OngeldigeSvg("Dit is geen SVG.")
    nieuw = _deel(wortel, 0, [0])
    breed, hoog = _maat(wortel)
    if "viewBox" not in nieuw.attrib:
        nieuw.set("viewBox", f"0 0 {breed} {hoog}")
    nieuw.set("width", str(breed))
    nieuw.set("height", str(hoog))
    kenmerken = sorted(nieuw.attrib.items())
    nieuw.attrib.clear()
    for naam, waarde in kenmerken:
        nieuw.set(naam, waarde)
    return etree.tostring(nieuw, encoding="utf-8"), breed, hoog


def _deel(knoop: Any, diep: int, geteld: list[int]) -> Any:
    geteld[0] += 1
    if geteld[0] > MAX_DELEN or diep > MAX_DIEP:
        raise OngeldigeSvg("Deze SVG heeft te veel onderdelen. Sla hem op als PNG.")
    nieuw = etree.Element(f"{{{SVG}}}{_naam(knoop)}", nsmap={None: SVG})
    for naam, waarde in _kenmerken(knoop):
        nieuw.set(naam, waarde)
    _vul(nieuw, knoop, diep, geteld)
    return nieuw


def _vul(nieuw: Any, knoop: Any, diep: int, geteld: list[int]) -> None:
    _zeg(nieuw, knoop.text)
    for kind in knoop:
        naam = _naam(kind)
        if naam in _DELEN:
            nieuw.append(_deel(kind, diep + 1, geteld))
        elif naam == "style" and (kind.text or "").strip():
            raise OngeldigeSvg("De kleuren van deze SVG staan in een stijlblad. Sla hem op zonder, of als PNG.")
        elif naam in ("image", "feImage"):
            raise OngeldigeSvg("In deze SVG staat een foto of een ander bestand. Sla hem op als PNG of JPEG.")
        elif naam in ("a", "switch"):
            groep = etree.SubElement(nieuw, f"{{{SVG}}}{'tspan' if _naam(knoop) in ('text', 'tspan') else 'g'}")
            _vul(groep, kind, diep + 1, geteld)
        _zeg(nieuw, kind.tail)


def _naam(knoop: Any) -> str:
    """Its name where it is of SVG; empty for what others put in."""
    if not isinstance(knoop.tag, str):
        return ""
    ruimte, _, naam = knoop.tag[1:].rpartition("}")
    return naam if ruimte == SVG else ""


def _zeg(nieuw: Any, woorden: str | None) -> None:
    """Words count in a text only; between shapes they are white space."""
    if not woorden or etree.QName(nieuw).localname not in ("text", "tspan", "title", "desc"):
        return
    if len(nieuw):
        nieuw[-1].tail = (nieuw[-1].tail or "") + woorden
    else:
        nieuw.text = (nieuw.text or "") + woorden


def _kenmerken(knoop: Any) -> list[tuple[str, str]]:
    uit: dict[str, str] = {}
    for naam, waarde in knoop.attrib.items():
        if naam in ("href", XLINK):
            if not _EIGEN.fullmatch(waarde.strip()):
                if _naam(knoop) == "use":
                    raise OngeldigeSvg("Deze SVG haalt een deel uit een ander bestand. Sla hem op als PNG.")
                continue
            uit["href"] = waarde.strip()
        elif naam == "style":
            for regel in waarde.split(";"):
                kleed, _, hoe = regel.partition(":")
                if kleed.strip() in _KLEED and (net := _veilig(hoe)):
                    uit[kleed.strip()] = net
        elif (naam in _KLEED or naam in _MATEN) and naam not in uit and (net := _veilig(waarde)):
            uit[naam] = net
    return sorted(uit.items())


def _veilig(waarde: str) -> str:
    net = " ".join(waarde.replace("!important", "").split())
    kaal = _URL.sub("", net)
    if "url" in kaal.lower() or _FOUT_TEKEN.search(kaal):
        return ""
    return _URL.sub(r"url(\1)", net)


def _maat(wortel: Any) -> tuple[int, int]:
    maten = [_LENGTE.fullmatch(wortel.get(naam) or "") for naam in ("width", "height")]
    if all(maten):
        breed, hoog = (float(m[1]) * _PER[m[2] or ""] for m in maten if m)
    else:
        kader = re.split(r"[\s,]+", (wortel.get("viewBox") or "").strip())
        try:
            breed, hoog = float(kader[2]), float(kader[3])
        except (IndexError, ValueError) as fout:
            raise OngeldigeSvg("Deze SVG zegt niet hoe groot hij is. Sla hem op met een breedte en hoogte.") from fout
    if not (1 <= breed <= 20_000 and 1 <= hoog <= 20_000):
        raise OngeldigeSvg("Deze SVG is leeg of te groot.")
    return round(breed), round(hoog)
