"""What may differ without a change of content: white space, capitals, typography, and the spellings listed here.

The list is short on purpose. A pair stands in it only when no sentence of a plan can mean something else with the one
than with the other: "teveel" and "te veel" do not, nor do "een" and "één". Sources: Woordenlijst Nederlandse Taal
(woordenlijst.org), Taaladvies.net of the Taalunie, the plan itself.
"""

from __future__ import annotations

import re
from typing import Final

SCHRIJFWIJZEN: Final[tuple[tuple[str, tuple[str, ...], str], ...]] = (
    ("mkb", ("m.k.b.", "midden- en kleinbedrijf"), "Woordenlijst: mkb; MKB verschilt alleen in hoofdletters"),
    ("euregio", ("eu-regio",), "naam van het samenwerkingsverband; EUREGIO verschilt alleen in hoofdletters"),
    ("regio deal", ("regiodeal", "regio-deal"), "het Rijk schrijft Regio Deal"),
    ("woondeal", ("woon deal", "woon-deal"), "samenstelling, Woordenlijst"),
    ("triple helix", ("triplehelix", "triple-helix"), "uit het Engels, los"),
    ("brede welvaart", ("brede-welvaart",), "het plan schrijft beide"),
    ("noordrijn-westfalen", ("noord-rijn-westfalen", "noordrijnwestfalen", "noordrijn westfalen"), "Woordenlijst"),
    ("nedersaksen", ("neder-saksen",), "Woordenlijst"),
    ("e-mail", ("email",), "Woordenlijst"),
    ("co2", ("co₂",), "opmaak van het cijfer"),
    ("m2", ("m²",), "opmaak van het cijfer"),
    ("km2", ("km²",), "opmaak van het cijfer"),
    ("coördinatie", ("coordinatie", "co-ordinatie"), "trema vergeten; Woordenlijst"),
    ("coöperatie", ("cooperatie",), "trema vergeten; Woordenlijst"),
    ("financiële", ("financiele",), "trema vergeten; Woordenlijst"),
    ("financieel", ("financiëel",), "trema te veel; Woordenlijst"),
    ("ministeriële", ("ministeriele",), "trema vergeten; Woordenlijst"),
    ("onder andere", ("o.a.",), "afkorting"),
    ("onder meer", ("o.m.",), "afkorting"),
    ("bijvoorbeeld", ("bijv.", "bv."), "afkorting"),
    ("enzovoort", ("enz.", "enzovoorts"), "afkorting"),
    ("et cetera", ("etc.", "etcetera"), "afkorting"),
    ("met betrekking tot", ("m.b.t.",), "afkorting"),
    ("met behulp van", ("m.b.v.",), "afkorting"),
    ("in verband met", ("i.v.m.",), "afkorting"),
    ("ten opzichte van", ("t.o.v.",), "afkorting"),
    ("ten behoeve van", ("t.b.v.",), "afkorting"),
    ("tot en met", ("t/m",), "afkorting"),
    ("circa", ("ca.",), "afkorting"),
    ("miljoen", ("mln.", "mln"), "afkorting"),
    ("miljard", ("mld.", "mld"), "afkorting"),
)
"""Spelling, other spellings that count as the same, and why. All in lower case: capitals never count."""

_PER_VORM: Final = {anders: vorm for vorm, rij, _ in SCHRIJFWIJZEN for anders in rij}
_ANDERS: Final = re.compile(
    r"(?<![\w.])(?:" + "|".join(re.escape(v) for v in sorted(_PER_VORM, key=len, reverse=True)) + r")(?!\w)"
)
_TYPOGRAFIE: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),  # not seen
        "…": "...",
    }
)
_AANHALING: Final = re.compile(r"(?<!\d)(?:''|[\"“”„‟«»‘’‚‛´`'])")
_MAAT: Final = (re.compile(r"(?<=\d)[‘’‚‛´`′]"), re.compile(r"(?<=\d)[“”„‟″]"))
_WIT: Final = re.compile(r"\s+")
_WIT_BIJ_TEKEN: Final = re.compile(r"(?<=[^\d\s]) (?=[,.;:!?)\]])|(?<=[(\[]) ")


def vorm(tekst: str) -> str:
    """The form in which two texts are alike when only white space, capitals, typography or listed spellings differ.

    `vorm(vorm(x)) == vorm(x)` holds for every listed spelling. Linear in the length of the text.
    """
    tekst = _WIT.sub(" ", tekst.translate(_TYPOGRAFIE)).strip().lower()
    tekst = _AANHALING.sub("'", _MAAT[1].sub('"', _MAAT[0].sub("'", tekst)))
    tekst = _ANDERS.sub(lambda m: _PER_VORM[m[0]], tekst)
    return _WIT_BIJ_TEKEN.sub("", tekst)


def zelfde(oud: str, nieuw: str) -> bool:
    """Whether the two differ in nothing that counts."""
    return oud == nieuw or vorm(oud) == vorm(nieuw)
