"""Equations as the signs in them. What only their layout says (a fraction, a root) is written out in one line."""

from __future__ import annotations

from typing import Any, Final

from .tekens import in_de_hoogte

_DIEPST: Final = 30


def van_word(knoop: Any) -> tuple[str, bool]:
    """The signs of an Office equation, and whether they say all of it: nothing stood above, below or under a root."""
    gewoon = all(_kort(k) in _PLAT for k in knoop.iter())
    return " ".join(_word(knoop, 0).split()), gewoon


def van_mathml(knoop: Any) -> tuple[str, bool]:
    """The same of MathML, as OpenDocument keeps it."""
    gewoon = all(_kort(k) in _PLAT_ML for k in knoop.iter())
    return " ".join(_mathml(knoop, 0).split()), gewoon


_PLAT: Final = {
    "oMath",
    "oMathPara",
    "oMathParaPr",
    "jc",
    "r",
    "rPr",
    "t",
    "ctrlPr",
    "rFonts",
    "i",
    "sty",
    "lang",
    "nor",
}
_PLAT_ML: Final = {"math", "semantics", "mrow", "mi", "mn", "mo", "mtext", "mspace", "annotation", "mstyle"}


def _kort(knoop: Any) -> str:
    return knoop.tag.rpartition("}")[2] if isinstance(knoop.tag, str) else ""


def _haken(woorden: str) -> str:
    woorden = woorden.strip()
    return woorden if len(woorden) < 2 or woorden.isalnum() else f"({woorden})"


def _machten(basis: str, macht: str) -> str:
    hoog = in_de_hoogte(macht.strip())
    return f"{basis}{hoog}" if hoog != macht.strip() or not hoog else f"{basis}^{_haken(hoog)}"


def _word(knoop: Any, diepte: int) -> str:
    if diepte > _DIEPST:
        return "".join(t.text or "" for t in knoop.iter() if _kort(t) == "t")

    def van(naam: str) -> str:
        return "".join(_word(k, diepte + 1) for k in knoop if _kort(k) == naam)

    soort = _kort(knoop)
    if soort in ("t", "delText"):
        return knoop.text or ""
    if soort.endswith("Pr"):
        return ""
    if soort == "f":
        return f"{_haken(van('num'))}/{_haken(van('den'))}"
    if soort == "sSup":
        return _machten(van("e"), van("sup"))
    if soort == "sSubSup":
        return _machten(f"{van('e')}_{_haken(van('sub'))}", van("sup"))
    if soort == "sSub":
        return f"{van('e')}_{_haken(van('sub'))}"
    if soort == "rad":
        return f"{van('deg').strip()}√{_haken(van('e'))}"
    if soort == "d":
        return f"({van('e')})"
    if soort == "nary":
        teken = next((w for k in knoop.iter() if _kort(k) == "chr" for w in k.attrib.values()), "∫")
        return f"{teken}({', '.join(d for d in (van('sub').strip(), van('sup').strip()) if d)}) {van('e')}"
    return "".join(_word(k, diepte + 1) for k in knoop)


def _mathml(knoop: Any, diepte: int) -> str:
    soort = _kort(knoop)
    if diepte > _DIEPST:
        return " ".join("".join(knoop.itertext()).split())
    if soort in ("mi", "mn", "mo", "mtext"):
        return " ".join("".join(knoop.itertext()).split())
    if soort == "annotation":
        return ""
    delen = [_mathml(k, diepte + 1) for k in knoop]
    if soort == "mfrac" and len(delen) == 2:
        return f"{_haken(delen[0])}/{_haken(delen[1])}"
    if soort == "msup" and len(delen) == 2:
        return _machten(delen[0], delen[1])
    if soort == "msub" and len(delen) == 2:
        return f"{delen[0]}_{_haken(delen[1])}"
    if soort == "msqrt":
        return f"√{_haken(''.join(delen))}"
    if soort == "mroot" and len(delen) == 2:
        return f"{delen[1]}√{_haken(delen[0])}"
    if soort == "mspace":
        return " "
    return "".join(delen)
