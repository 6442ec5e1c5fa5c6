"""Fiches in a Word or ODT file without the marks of the portal, as Google Docs or a mail program leaves them. Pure.

Found by the names of their sections; read as our own files are read, so that points, groups and statuses come back.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Final

from documenten.schrijvers.opbouw import OVER, OVERIG, Schrijfalinea, kenmerken, veilig
from plandocument.boom import Opgave, Plandocument, Sectie
from plandocument.leeg import LEGE_ZINNEN
from plandocument.sleutels import nieuwe_sleutel

from .fiches import nummer_voor_titel
from .koppen import fichekop
from .overgeslagen import LANGST, Overgeslagen, terzijde_van
from .stroom import Leesalinea, Stroom
from .terug import Teruggelezen, voeg_in
from .terugtekst import zelfde

MINST: Final = 3
"""Headings of sections that make a fiche."""
_HOOG: Final = 6
_CONTROLEGETAL = re.compile(r"SHA-256:\s*((?:[0-9a-f]{4}\s*){16})")
_KENMERK = re.compile(r"(?:cluster|doelstelling(?:en)?)\s*:", re.I)


@dataclass(slots=True)
class Fichevondst:
    """Where a fiche stands in the paragraphs: its title (-1: none), its headings, and the first one after it."""

    titel: int
    koppen: dict[int, str] = field(default_factory=dict)
    einde: int = 0

    @property
    def begin(self) -> int:
        return self.titel if self.titel >= 0 else min(self.koppen)


@dataclass(frozen=True, slots=True)
class Los:
    """Loose fiches: `gelezen.document` holds only these, with keys of their own; `nummers` those that stand printed."""

    gelezen: Teruggelezen
    nummers: dict[str, int]
    overgeslagen: tuple[Overgeslagen, ...]


def controlegetal(stroom: Stroom) -> str:
    """The hash of the text that the file was made from, as the portal printed it at the end; empty when it is gone."""
    for alinea in reversed(stroom.alineas[-40:]):
        if (gevonden := _CONTROLEGETAL.search(alinea.woorden)) is not None:
            return "".join(gevonden[1].split())
    return ""


def vind(stroom: Stroom, plan: Plandocument, bekend: Collection[str]) -> list[Fichevondst]:
    """The fiches that carry none of the keys `bekend` in their marks."""
    rij = stroom.alineas
    koppen = {n: soort for n, a in enumerate(rij) if (soort := _soort(a, plan))}
    gevonden: list[Fichevondst] = []
    nu: Fichevondst | None = None
    for n, soort in koppen.items():
        if nu is None or soort in nu.koppen.values():
            nu = Fichevondst(-1)
            gevonden.append(nu)
        nu.koppen[n] = soort
    gevonden = [v for v in gevonden if len(v.koppen) >= min(MINST, len(plan.sectiesoorten))]
    vorige = -1
    for vondst in gevonden:
        vondst.titel = _titel(rij, min(vondst.koppen), vorige)
        vorige = max(vondst.koppen)
    for n, vondst in enumerate(gevonden):
        grens = gevonden[n + 1].begin if n + 1 < len(gevonden) else len(rij)
        laatste = max(vondst.koppen)
        vondst.einde = next((m for m in range(laatste + 1, grens) if _stopt(rij[m])), grens)
    return [v for v in gevonden if not any(_draagt(a, bekend) for a in rij[v.begin : v.einde])]


def zonder(stroom: Stroom, vondsten: list[Fichevondst]) -> Stroom:
    """The other paragraphs."""
    weg = {n for v in vondsten for n in range(v.begin, v.einde)}
    return replace(stroom, alineas=[a for n, a in enumerate(stroom.alineas) if n not in weg])


def lees_los(stroom: Stroom, vondsten: list[Fichevondst], plan: Plandocument, *, rest: bool) -> Los:
    """Read these fiches; the kinds of section are those of `plan`. `rest`: what stands outside them is named."""
    opgaven, alineas, nummers = [], [], {}
    boven = max((o.nummer for o in plan.opgaven), default=0)
    gedrukt = {_kenmerk_van(k) for o in plan.opgaven for k in kenmerken(plan, o)}
    for n, vondst in enumerate(vondsten, 1):
        secties = {s.code: Sectie(nieuwe_sleutel(), s.code) for s in plan.sectiesoorten}
        woorden = stroom.alineas[vondst.titel].woorden if vondst.titel >= 0 else ""
        titel, nummer = nummer_voor_titel(" ".join(woorden.split()))
        opgave = Opgave(nieuwe_sleutel(), boven + n, titel, secties=tuple(secties.values()))
        if nummer is not None:
            nummers[opgave.sleutel] = nummer
        opgaven.append(opgave)
        if titel:
            kop = replace(stroom.alineas[vondst.titel], soort="kop1", merken=(f"o_{opgave.sleutel}",), vak="")
            alineas.append(kop)
        soort = ""
        for m in range(vondst.begin, vondst.einde):
            alinea = stroom.alineas[m]
            if m == vondst.titel:
                continue
            if m in vondst.koppen:
                soort = vondst.koppen[m]
                alineas.append(replace(alinea, soort="kop2", merken=(f"s_{secties[soort].sleutel}",), vak=""))
            elif not soort and " ".join(alinea.woorden.split()) in gedrukt:
                alineas.append(replace(alinea, merken=(), vak="v_kenmerk"))  # what the portal wrote between them
            else:
                alineas.append(_schoon(alinea, plan, soort))
    buiten, over = _buiten(stroom, vondsten) if rest else ([], [])
    alineas += [replace(a, merken=(), vak="v_over") for a in over]
    leeg = replace(plan, opgaven=(*plan.opgaven, *opgaven), hoofdstukken=())
    gelezen = voeg_in(replace(stroom, alineas=alineas, los=stroom.los if rest else []), leeg)
    eigen = {o.sleutel: o for o in opgaven}
    kaal = tuple(  # the title without the number that stood before it
        replace(o, titel=eigen[o.sleutel].titel) for o in gelezen.document.opgaven if o.sleutel in eigen
    )
    document = replace(gelezen.document, opgaven=kaal)
    return Los(replace(gelezen, document=document), nummers, tuple(buiten))


def _kenmerk_van(alinea: Schrijfalinea) -> str:
    return " ".join("".join(veilig(s.tekst) for s in alinea.stukken).split())


def _soort(alinea: Leesalinea, plan: Plandocument) -> str:
    if not alinea.soort.startswith("kop"):
        return ""
    woorden = " ".join(alinea.woorden.split())
    eigen = next((s.code for s in plan.sectiesoorten if zelfde(s.naam.lower(), woorden.lower())), "")
    if eigen or alinea.soort == "kop1":
        return eigen
    gevonden = fichekop(woorden)
    return gevonden if gevonden in plan.soorten else ""


def _titel(rij: list[Leesalinea], kop: int, vorige: int) -> int:
    """The heading above the first section; without one, the first words above it that are no mark of the portal."""
    hoger = [n for n in range(kop - 1, vorige, -1) if rij[n].woorden.strip()]
    for begin in ("kop1", "kop"):
        if (gevonden := next((n for n in hoger if rij[n].soort.startswith(begin)), None)) is not None:
            return gevonden
    tekst = [n for n in hoger if not _KENMERK.match(rij[n].woorden.strip())]
    if vorige < 0 and len(tekst) <= _HOOG:
        return min(tekst, default=-1)
    return tekst[0] if tekst and vorige < 0 else -1


def _stopt(alinea: Leesalinea) -> bool:
    woorden = alinea.woorden.strip()
    return bool(woorden) and (alinea.soort == "kop1" or (alinea.soort.startswith("kop") and zelfde(woorden, OVER)))


def _draagt(alinea: Leesalinea, bekend: Collection[str]) -> bool:
    return any(m[2:] in bekend for m in (*alinea.merken, alinea.vak) if m[:2] in ("o_", "s_", "h_", "p_"))


def _schoon(alinea: Leesalinea, plan: Plandocument, soort: str) -> Leesalinea:
    """A paragraph without marks; the name of a group is its heading, and what says that nothing is there is empty."""
    woorden = " ".join(alinea.woorden.split())
    groepen = plan.soorten[soort].itemklasse.groepen if soort in plan.soorten else {}
    namen = {OVERIG.lower(), *(n.lower() for n in groepen.values())} if groepen else ()
    nieuw = replace(alinea, merken=(), vak="")
    if woorden in LEGE_ZINNEN:
        nieuw.stukken = []
    elif woorden.rstrip(":").lower() in namen:
        nieuw.soort = "kop3"
    elif nieuw.soort in ("kop1", "kop2"):
        nieuw.soort = "tekst"
    return nieuw


def _buiten(stroom: Stroom, vondsten: list[Fichevondst]) -> tuple[list[Overgeslagen], list[Leesalinea]]:
    """What stands before, between and after the fiches; and apart what the portal tells of the file itself."""
    binnen = {n for v in vondsten for n in range(v.begin, v.einde)}
    buiten: list[Overgeslagen] = []
    over: list[Leesalinea] = []
    in_over = False
    for n, alinea in enumerate(stroom.alineas):
        if n in binnen:
            in_over = False
            continue
        woorden = " ".join(alinea.woorden.split())
        if alinea.soort.startswith("kop"):
            in_over = zelfde(woorden, OVER)
        if in_over or alinea.soort == "inhoud":
            over.append(alinea)
            continue
        waar = "na de fiche" if n > vondsten[-1].begin else "tussen de fiches"
        waar = "boven de fiche" if n < vondsten[0].begin else waar
        if woorden:
            buiten.append(Overgeslagen(waar, woorden[:LANGST], "buiten"))
        buiten += terzijde_van(alinea, f"de tekst {waar}")
        buiten += [
            Overgeslagen(f"opmerking bij de tekst {waar}", "; ".join((k.tekst, *k.antwoorden))[:LANGST], "opmerking")
            for k in alinea.kanttekeningen
        ]
    return buiten, over


__all__ = ["Fichevondst", "Los", "controlegetal", "lees_los", "vind", "zonder"]
