"""Signs of symbol fonts, which stand in a file by their place in the font, as the signs that people see."""

from __future__ import annotations

import re
from typing import Final

ONBEKEND: Final = "\ufffd"
"""What stands for a sign that nobody knows; it is named beside the text."""


def _rij(vanaf: int, tekens: str) -> dict[int, str]:
    return dict(enumerate(tekens, vanaf))


_SYMBOL: Final = (
    _rij(0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_")
    | _rij(0x60, "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
    | _rij(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑")
    | {0xF1: "⟩", 0xF2: "∫"}
)  # fmt: skip
_WINGDINGS: Final = (
    {0x20: " ", 0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x37: "⌨", 0x3F: "✍", 0x41: "✌"}
    | {0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x51: "✈", 0x52: "☼", 0x54: "❄"}
    | {0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x78: "⌧"}
    | _rij(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩")
    | _rij(0x8B, "⓿❶❷❸❹❺❻❼❽❾❿")
    | {0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xE8: "➔"}
    | _rij(0xDF, "←→↑↓↖↗↙↘")
    | _rij(0xEF, "⇦⇨⇧⇩")
    | {0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}
)  # fmt: skip
_FONTEN: Final[dict[str, dict[int, str]]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑"},
    "wingdings 3": {0x7D: "▶"},
    "webdings": {0x61: "✔", 0x72: "✖", 0x6E: "●"},
    "mt extra": {},
    "zapfdingbats": {0x33: "✓", 0x34: "✔", 0x35: "✕", 0x36: "✖", 0x37: "✗"},
}
_ZONDER_FONT: Final = {0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0x2D: "-"}
"""Bullets that programs leave behind without their font."""
_EIGEN = re.compile("[\ue000-\uf8ff]")
_HOOG: Final = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_MACHT = re.compile(r"[+\-−]?\d{1,3}|n")


def is_tekenfont(font: str) -> bool:
    return font.strip().lower() in _FONTEN


def teken(font: str, code: int) -> str:
    """The sign at a place in a font; ONBEKEND when it is not known."""
    kaart = _FONTEN.get(font.strip().lower())
    if 0xF000 <= code <= 0xF0FF:
        return (_ZONDER_FONT if kaart is None else kaart).get(code - 0xF000, ONBEKEND)
    if kaart is not None and code < 0x100:
        return kaart.get(code, ONBEKEND)
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xF8FF else ONBEKEND


def leesbaar(woorden: str, font: str = "") -> str:
    """Words as a person sees them, where a symbol font dresses them or signs of such a font stand between them."""
    if is_tekenfont(font):
        return "".join(t if t in "\n\f\t" else teken(font, ord(t)) for t in woorden)
    return _EIGEN.sub(lambda t: teken(font, ord(t[0])), woorden) if _EIGEN.search(woorden) else woorden


def in_de_hoogte(woorden: str) -> str:
    """A raised number as a sign of its own (m², 10⁶), so that it is not read as a digit of what stands before it."""
    return woorden.translate(_HOOG) if _MACHT.fullmatch(woorden.strip()) else woorden
