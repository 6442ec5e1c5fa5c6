"""Headings of a fiche and of the chapters, with the variants that plans print. A heading is always a whole line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_FICHE: Final[dict[str, tuple[str, ...]]] = {
    "opgave": ("opgave", "de opgave", "omschrijving opgave"),
    "situatie": (
        "huidige situatie en context",
        "huidige situatie",
        "situatie en context",
        "context en huidige situatie",
    ),
    "trajecten": (
        "lopende trajecten tussen rijk en regio",
        "lopende trajecten rijk en regio",
        "lopende trajecten rijk regio",
        "lopende trajecten",
    ),
    "eigenaarschap": ("eigenaarschap in de regio", "eigenaarschap regio", "eigenaarschap"),
    "ministeries": ("betrokken ministeries", "betrokken ministerie", "betrokken departementen"),
    "nodig": ("wat is aanvullend nodig", "wat is er aanvullend nodig", "aanvullend nodig"),
    "knelpunten": ("geconstateerde knelpunten", "knelpunten"),
    "impact": ("regionale impact knelpunten", "regionale impact van knelpunten", "regionale impact"),
    "interventies": ("mogelijke interventies", "interventies"),
    "vervolg": ("vervolgafspraken", "vervolgafspraak"),
}
_PER_KOP: Final = {kop: soort for soort, koppen in _FICHE.items() for kop in koppen}
_MET_STAART: Final = (
    ("mogelijke interventies", "interventies"),
    ("eigenaarschap in de regio", "eigenaarschap"),
)
"""Headings that may carry words on: "als start voor gesprek Rijk", "(voorstel)"."""
_STAART = re.compile(
    r"\s*(?:\([^()]{1,80}\)|als (?:start|basis|begin) voor (?:het )?gesprek(?: met)?(?: het)? rijk)\s*"
)
_LANGST: Final = 90

_LABEL = re.compile(r"(?:\*\*)?\s*(?:rijk|regio|bestuurlijk|uitvoering)\b[^:.]{0,25}:", re.I)


def normaal(tekst: str) -> str:
    """Lower case without accents, marks or double spaces; for comparing, never for printing."""
    if not tekst.isascii():
        tekst = unicodedata.normalize("NFKD", tekst.replace("’", "'").replace("‘", "'"))
        tekst = "".join(t for t in tekst if not unicodedata.combining(t))
    return " ".join(tekst.casefold().replace("*", " ").split())


def letters(tekst: str) -> str:
    """Letters and digits only, in lower case without accents."""
    return re.sub(r"[^0-9a-z]", "", normaal(tekst))


def lijkt_op(links: str, rechts: str, fouten: int) -> bool:
    """Whether two short texts differ by at most so many letters (inserted, dropped or changed)."""
    if abs(len(links) - len(rechts)) > fouten:
        return False
    begin = next(
        (n for n, (a, b) in enumerate(zip(links, rechts, strict=False)) if a != b), min(len(links), len(rechts))
    )
    links, rechts = links[begin:], rechts[begin:]
    while links and rechts and links[-1] == rechts[-1]:
        links, rechts = links[:-1], rechts[:-1]
    rij = list(range(len(rechts) + 1))
    for i, a in enumerate(links, 1):
        nieuw = [i]
        for j, b in enumerate(rechts, 1):
            nieuw.append(min(nieuw[-1] + 1, rij[j] + 1, rij[j - 1] + (a != b)))
        if min(nieuw) > fouten:
            return False
        rij = nieuw
    return rij[-1] <= fouten


def fichekop(tekst: str, *, ruim: bool = True) -> str:
    """The kind of section that this line is the heading of, or empty. Tolerant for case and spaces; `ruim`: and for
    spelling.
    """
    if len(tekst) > _LANGST:
        return ""
    kaal = re.sub(r"^\d{1,2}[.)]?\s+|^[a-j][.)]\s+", "", normaal(tekst)).strip(" ?:.!")
    if (soort := _PER_KOP.get(kaal)) is not None:
        return soort
    for begin, soort in _MET_STAART:
        if kaal.startswith(begin) and _STAART.fullmatch(
            kaal.removeprefix(begin) + (")" if "(" in kaal and not kaal.endswith(")") else "")
        ):
            return soort
    if len(kaal) < 12 or not ruim:
        return ""
    for kop, soort in _PER_KOP.items():
        if len(kop) >= 12 and kaal[0] == kop[0] and lijkt_op(letters(kaal), letters(kop), 2 if len(kop) > 20 else 1):
            return soort
    return ""


def staart(tekst: str) -> str:
    """What a heading of a fiche carries in brackets, as in "Eigenaarschap in de regio (voorstel)"."""
    gevonden = re.search(r"\(([^()]{1,40})\)?\s*[:?]?\s*$", tekst)
    return normaal(gevonden[1]) if gevonden else ""


def is_label(tekst: str) -> bool:
    """Whether the line opens with a party or a role: "Rijk:", "Rijk/Regio:", "Bestuurlijk:"."""
    return _LABEL.match(tekst) is not None


def is_kop(tekst: str) -> bool:
    """Whether the line is a heading by its form alone: of a fiche, or all in capitals."""
    return bool(fichekop(tekst)) or in_hoofdletters(tekst)


def in_hoofdletters(tekst: str) -> bool:
    """All in capitals and long enough to be no abbreviation; at most a dozen words."""
    if len(tekst) > 200 or tekst.upper() != tekst:
        return False
    woorden = tekst.split()
    groot = sum(t.isupper() for t in tekst)
    return (
        groot >= 4
        and len(woorden) <= 14
        and (len(woorden) > 1 or groot >= 6)
        and tekst.rstrip()[-1] not in ".;,"
        and "(" not in tekst
    )


_WOORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class Woordvormen:
    """How the running text of a plan writes its words: gives a heading in capitals back its ordinary form."""

    def __init__(self, teksten: Iterable[str]) -> None:
        vormen: dict[str, dict[str, int]] = {}
        for tekst in teksten:
            if in_hoofdletters(tekst):
                continue
            for gevonden in _WOORD.finditer(tekst):
                woord = gevonden[0]
                begin = tekst[: gevonden.start()][-4:].strip(" *“\"'(")
                if (not begin or begin[-1] in ".!?:") and not woord[1:].isupper():
                    continue  # the first word of a sentence says nothing about its capital
                keren = vormen.setdefault(woord.casefold(), {})
                keren[woord] = keren.get(woord, 0) + 1
        self._vormen = vormen

    def zin(self, kop: str) -> str:
        """ "SCHAALSPRONG IN TWENTE" → "Schaalsprong in Twente". A heading that is not in capitals stays as it is."""
        if any(t.islower() for t in kop) or sum(t.isupper() for t in kop) < 4:
            return kop
        zin = _WOORD.sub(lambda m: self._woord(m[0]), kop)
        eerste = re.search(r"[^\W\d_]", zin)
        if eerste is None or (eerste.start() and zin[eerste.start() - 1].isdigit()):
            return zin
        return zin[: eerste.start()] + eerste[0].upper() + zin[eerste.end() :]

    def _woord(self, woord: str) -> str:
        vormen = self._vormen.get(woord.casefold())
        klein = woord.lower()
        if not vormen or klein in vormen:
            return woord if not vormen and not set(klein) & set("aeiouyáéíóúäëïöü") else klein  # NPVR
        return max(vormen, key=lambda vorm: vormen[vorm])
