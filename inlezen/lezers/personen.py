"""Lines that name persons: lists of team members and contacts. They are recognised so that they can be left out.

A line counts as a person's when it is short, holds no sentence, consists of a name (capitalised words with Dutch
particles between, perhaps a role in brackets), and stands in a run of short lines below an organisation, a ministry or
a role. Running prose can never match: it is longer, has words in lower case, and ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from .koppen import in_hoofdletters, normaal
from .opmaak import kaal
from .regels import Bronregel

_TUSSEN: Final = frozenset(
    re.findall(
        r"\S+",
        """aan af al bij bin d' da de del della den der des di do dos du een el het in la las le les lo los of onder op
        over 's 't te ten ter tot uit uijt van vande vanden vander vd v.d. ver von voor zu zum zur ibn abu ben""",
    )
)
_TITEL = re.compile(r"(?:dhr|mw|mevr|dr|drs|ir|ing|mr|prof|bc|msc|bsc|ma|ba|mba|phd|llm)\.?,?", re.I)
_VOORLETTERS = re.compile(r"(?:[^\W\d_a-z][a-z]?\.)+")
_DEEL = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_MET_TITEL = re.compile(
    r"\b(?:dhr|mw|mevr|mevrouw|de heer|drs|ing|prof)\.? (?:[A-Z]\.\s?)*(?:[a-z']{1,4} ){0,3}[A-Z][a-z]"
    r"|\b[A-Z]\.\s?(?:[A-Z]\.\s?){0,4}(?:(?:van|de|der|den|ter|ten|te|'t|von|el|la) ){0,3}[A-Z][a-zà-ÿ]{2,}"
)
_HAAKJES = re.compile(r"\s*\([^()]{0,80}\)\s*")
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,}|\b0\d(?:[\s-]?\d){8}\b|\+31(?:[\s(-]*\d\)?){9}")

_SOORT: Final = frozenset(
    re.findall(
        r"\S+",
        """gemeente gemeenten provincie ministerie ministeries waterschap universiteit hogeschool roc stichting
        vereniging veiligheidsregio ggd omgevingsdienst kamer rijk regio programma projectbureau programmabureau
        kernteam stuurgroep werkgroep bestuur college raad dienst directie afdeling hoofd koninklijke coöperatie
        woningstichting samenwerkingsverband woningcorporatie ziekenhuis bureau rijkswaterstaat staatsbosbeheer
        prorail platform netwerk alliantie economic board overige externe extern interne algemeen dagelijks
        rijksdienst""",
    )
)
"""First words of organisations, bodies and ministries."""
_ERGENS: Final = frozenset(
    {"board", "bureau", "netwerk", "alliantie", "platform", "federatie", "koepel", "development"}
)
_ERGENS_KORT: Final = frozenset({"bv", "nv", "b.v.", "n.v.", "vno-ncw", "mkb"})
_ROL = re.compile(
    r"(?:manager|ondersteuner|ondersteuning|adviseur|co[oö]rdinator|secretaris|voorzitter|projectleider|programmaleider"
    r"|directeur|wethouder|burgemeester|gedeputeerde|contactpersoon|contactpersonen|vertegenwoordigers?|kwartiermaker"
    r"|regisseur|medewerker|teamleider|teamlid|teamleden|\bleden|bestuurder|dijkgraaf|trekkers?|vacature|auteurs?|redactie"
    r"|eindredactie|vormgeving|fotografie|opgesteld door|samengesteld door|\bteam|samenstelling)\b",
    re.I,
)
_OPEN = re.compile(r"\b(?:en|&) \S+$|\ben$|[-,&/]$")
"""The end of a line whose last name goes on below: "… en Voornaam"."""
_LANGST: Final = 80


def heeft_contactgegevens(tekst: str) -> bool:
    """Whether an e-mail address or a telephone number stands in it."""
    return _CONTACT.search(tekst) is not None


def is_naam(tekst: str) -> bool:
    """Whether the words are a person's name by their form: at least two, each with a capital or a particle between."""
    woorden = [w for w in tekst.replace("\t", " ").split() if not _TITEL.fullmatch(w)]
    if not 2 <= len(woorden) <= 8 or woorden[0].lower() in _TUSSEN:
        return False
    namen = [w for w in woorden if w.lower() not in _TUSSEN]
    if len(namen) < 2 or not all(_is_naamwoord(w) for w in namen):
        return False
    return woorden[-1].lower() not in _TUSSEN and any(t.islower() for t in tekst)


def _is_naamwoord(woord: str) -> bool:
    """A word of a name: initials, or letters (also "d'Arc", "Hendrik-Jan") that begin with a capital."""
    if _VOORLETTERS.fullmatch(woord):
        return True
    kern = re.sub(r"^(?:d|l|O)['’]", "", woord)
    return bool(kern) and kern[0].isupper() and _DEEL.fullmatch(kern) is not None


def _is_voornaam(tekst: str) -> bool:
    return _is_naamwoord(tekst) and any(t.islower() for t in tekst)


def noemt_persoon(tekst: str) -> bool:
    """Whether a short line of a fiche names somebody beyond doubt: by title, by initials, or with an address."""
    if len(tekst.split()) > 14:
        return False
    return heeft_contactgegevens(tekst) or _MET_TITEL.search(tekst) is not None


class Herkenner:
    """Tells persons from organisations. `organisaties` are names that the registers know."""

    def __init__(self, regionaam: str, organisaties: Iterable[str] = ()) -> None:
        self.regio = normaal(regionaam)
        self.organisaties = {normaal(o) for o in organisaties}
        self.organisaties |= {re.sub(r"\s*\([^()]*\)", "", o) for o in self.organisaties}

    def is_organisatie(self, tekst: str) -> bool:
        """An organisation, a body, a ministry or a role, by its words or because the registers know it."""
        kort = normaal(tekst).strip(" :.")
        if kort in self.organisaties or re.sub(r"\s*\([^()]*\)", "", kort) in self.organisaties:
            return True
        woorden = kort.split()
        if not woorden or len(tekst) > _LANGST:
            return False
        if woorden[0] in _SOORT or not (_ERGENS | _ERGENS_KORT).isdisjoint(woorden) or _ROL.search(kort) is not None:
            return True
        if self.regio and self.regio in woorden:
            return True
        return len(woorden) == 1 and tekst.isupper() and len(kort) <= 6

    def is_persoon(self, tekst: str) -> bool:
        """A line that holds the name of one or more persons, perhaps with a role, an organisation or an address."""
        tekst = kaal(tekst)
        if heeft_contactgegevens(tekst):
            return len(tekst.split()) <= 14
        if any(is_naam(h) and not self.is_organisatie(h) for h in re.findall(r"\(([^()]{3,80})\)", tekst)):
            return True
        zonder = re.sub(r"(?:[\s,&/;]|\ben\b)+$", "", _HAAKJES.sub(" ", tekst).strip())
        if zonder.endswith(".") and is_naam(zonder[:-1]):
            zonder = zonder[:-1]
        if len(zonder) > _LANGST or not zonder or zonder[-1] in "!?;" or in_hoofdletters(zonder):
            return False
        if re.search(r"[.!?]\s+[A-Z]", re.sub(r"\b(?:[A-Z]|[A-Za-z]{1,4})\.", "", zonder)):
            return False
        delen = [d.strip() for d in re.split(r",|:|\t|\s[-–—|/&]\s|\s(?:en|&)\s", zonder) if d.strip()]
        namen = [d for d in delen if is_naam(d) and not self.is_organisatie(d)]
        if not namen:
            return False
        rest = [d for d in delen if d not in namen]
        return all(self.is_organisatie(d) or _is_voornaam(d) or _TITEL.fullmatch(d) or d.isupper() for d in rest)

    def ontdoe(
        self, regels: Sequence[Bronregel], boven: Bronregel | None = None
    ) -> tuple[list[str], list[Bronregel]] | None:
        """A run of short lines without its persons: the words that are kept, and the lines that are not.

        None when nobody is named there. `boven` is the line above the run. A single capitalised word right below a
        person's line is the rest of a name. A vacancy is told of the role it belongs to.
        """
        onder = boven is not None and _ROL.search(boven.tekst) is not None
        merken: list[str] = []  # per line: houd, weg, vacature
        for n, regel in enumerate(regels):
            tekst = kaal(regel.tekst)
            organisatie = self.is_organisatie(tekst)
            onder = onder or organisatie
            persoon = (onder or heeft_contactgegevens(tekst)) and self.is_persoon(tekst)
            vervolg = merken[-1:] == ["weg"] and (not regel.wit or _OPEN.search(kaal(regels[n - 1].tekst)) is not None)
            if normaal(tekst).strip("()") == "vacature":
                merken.append("vacature")
            elif (persoon and (not organisatie or re.search(r"[,:\t(@]| [-–|] ", regel.tekst))) or (
                vervolg and not organisatie and _is_voornaam(tekst)
            ):
                merken.append("weg")
            else:
                merken.append("houd")
        if "weg" not in merken:
            return None
        return _woorden(regels, merken), [r for r, merk in zip(regels, merken, strict=True) if merk == "weg"]


def _woorden(regels: Sequence[Bronregel], merken: Sequence[str]) -> list[str]:
    houd: list[str] = []
    rollen: list[int] = []  # places in `houd` of the lines of the last block of roles or organisations
    leden = 0
    for regel, merk in zip(regels, merken, strict=True):
        tekst = regel.tekst
        if merk == "houd":
            if houd and tekst.startswith("(") and tekst.endswith(")"):
                houd[-1] += f" {tekst}"
                continue
            rollen = [*(rollen if not leden else []), len(houd)]
            leden = 0
            houd.append(tekst)
            continue
        if merk == "vacature":
            if leden < len(rollen):
                houd[rollen[leden]] += f": {tekst.lower()}"
            else:
                houd.append(tekst)
        leden += 1
    return houd


def is_kort(regel: Bronregel) -> bool:
    """Short and no sentence: a line that can stand in a list of organisations and persons."""
    tekst = kaal(regel.tekst)
    woorden = tekst.split()
    if (heeft_contactgegevens(tekst) and len(woorden) <= 14) or is_naam(tekst.rstrip(".")):
        return True
    return len(woorden) <= 12 and len(tekst) <= _LANGST + 20 and tekst[-1] not in ".!?;" and not tekst[0].isdigit()
