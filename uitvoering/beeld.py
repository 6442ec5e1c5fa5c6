"""What the pages of the agenda show, from the document alone: rows per opgave, activities in words, money in tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from plandocument import agenda, boom, codes, tekst, tijd
from plandocument.geld import stromen as geld
from plandocument.geld.bedrag import NUL, Bedrag, som
from plandocument.itemsoorten import ACTIVITEIT, GELDSTROOM, INTERVENTIE, STAND, TOEZEGGING
from plandocument.verwijzen import Verwijsdoel, alle_doelen

TEKENS: Final = {
    "voorstel": "open",
    "gepland": "agenda",
    "loopt": "half",
    "klaar": "check",
    "stilgelegd": "slot",
    "op_koers": "vol",
    "aandacht": "letop",
    "stokt": "fout",
    "niet_begonnen": "open",
    "afgerond": "check",
}
"""Code of a state → its sign; the word always stands beside it."""
KLEUREN: Final = {"op_koers": "goed", "afgerond": "goed", "aandacht": "letop", "stokt": "fout", "klaar": "goed"}
Naam = Callable[[boom.Koppeling], str]
GEEN_LEEG: Final = "–"


@dataclass(frozen=True, slots=True)
class Staatwoord:
    """A state in sign and word."""

    code: str
    woord: str

    @property
    def teken(self) -> str:
        return TEKENS.get(self.code, "open")

    @property
    def kleur(self) -> str:
        return KLEUREN.get(self.code, "")


@dataclass(frozen=True, slots=True)
class Balk:
    """The bar of an activity in a timeline, in thousandths of the whole; vague ends are drawn on their outer days."""

    links: int
    breed: int
    staat: str


@dataclass(frozen=True, slots=True)
class Bladpunt:
    """An item of a blad with its code, state and facts in words."""

    code: str
    item: boom.Item
    woorden: str
    staat: Staatwoord | None
    periode: str
    feiten: tuple[tuple[str, str], ...]
    balk: Balk | None = None


@dataclass(frozen=True)
class Agendabeeld:
    """The agenda as its pages show it. `gevolgd` is the version of the plan that it works out, where there is one."""

    document: boom.Plandocument
    gevolgd: boom.Plandocument | None
    naam: Naam

    @cached_property
    def jaren(self) -> tuple[int, int]:
        begin, _, eind = self.document.periode.partition("-")
        return (int(begin), int(eind)) if begin.isdecimal() and eind.isdecimal() else (2026, 2030)

    @cached_property
    def doelen(self) -> Mapping[str, Verwijsdoel]:
        """What a key stands for: in the plan, or in the agenda itself."""
        return (alle_doelen(self.gevolgd) if self.gevolgd else {}) | alle_doelen(self.document)

    def verwijzing(self, sleutel: str) -> str:
        return self.doelen[sleutel].code if sleutel in self.doelen else "iets dat er niet meer staat"

    def punten(self, opgave: boom.Opgave, soort: object) -> list[Bladpunt]:
        """The items of this kind on a blad, in printed order."""
        uit = []
        for plaats in codes.plaatsen(self.document, opgave):
            if plaats.soort.itemklasse is soort:
                uit += [self._punt(plaats.soort, regel) for regel in plaats.regels]
        return uit

    def _punt(self, soort: boom.Sectiesoort, regel: codes.Coderegel) -> Bladpunt:
        item, klasse = regel.item, soort.itemklasse
        staat = Staatwoord(item.status, item.status_naam) if item.status else None
        rollen = dict.fromkeys(link.rol for link in item.koppelingen if link.rol)
        links = [(klasse.rolnaam(rol), ", ".join(map(self.naam, item.links(rol)))) for rol in rollen]
        feiten = [
            (veld.label, woorden)
            for veld, woorden in klasse.feitregels(item, self.verwijzing)
            if veld.naam != "periode"
        ]
        groep = [("", klasse.groepnaam(item.groep))] if item.groep else []
        return Bladpunt(
            regel.code,
            item,
            tekst.woorden(item.tekst, self.document.nummers),
            staat,
            _periode(item).woorden if item.feit("periode") else "",
            (*groep, *links, *feiten),
            self.balk(item),
        )

    def balk(self, item: boom.Item) -> Balk | None:
        """None where it says no period, or one outside the years of the agenda."""
        periode = _periode(item)
        eerste, laatste = date(self.jaren[0], 1, 1), date(self.jaren[1], 12, 31)
        van = max(periode.van.eerste, eerste) if periode.van else eerste
        tot = min(periode.tot.laatste, laatste) if periode.tot else laatste
        if not (periode.van or periode.tot) or van > tot:
            return None
        dagen = (laatste - eerste).days
        return Balk(1000 * (van - eerste).days // dagen, 1000 * max((tot - van).days, 20) // dagen, item.status)

    @cached_property
    def rijen(self) -> list[Opgaverij]:
        per_geld = {g.opgave.sleutel: g for g in geld.per_opgave(self.document)}
        return [Opgaverij(self, o, per_geld.get(o.sleutel)) for o in self.document.opgaven]

    @property
    def met_activiteit(self) -> list[Opgaverij]:
        return [rij for rij in self.rijen if rij.activiteiten]

    @property
    def zonder_activiteit(self) -> list[Opgaverij]:
        return [rij for rij in self.rijen if not rij.activiteiten]

    @cached_property
    def gedekt(self) -> Bedrag:
        return som(s.gedekt for s in geld.stromen(self.document))

    @cached_property
    def nodig(self) -> Bedrag:
        return som(geld.kosten(self.document, o) for o in self.document.opgaven)

    @property
    def staten(self) -> list[tuple[int, str]]:
        """How many activities are in which state, in words."""
        geteld = Counter(p.item.status for rij in self.rijen for p in rij.activiteiten)
        return [(geteld[code], naam) for code, naam in ACTIVITEIT.statussen.items() if geteld[code]]

    @property
    def aantal_toezeggingen(self) -> int:
        return sum(len(rij.toezeggingen) for rij in self.rijen)

    def over(self, opgave: boom.Opgave) -> list[Verwijsdoel]:
        """The interventies of the plan for this opgave that no activity takes up, each with its key in `item`."""
        if self.gevolgd is None:
            return []
        genomen = agenda.opgepakt(self.document)
        return [
            doel
            for sleutel, doel in alle_doelen(self.gevolgd).items()
            if doel.opgave is not None
            and doel.opgave.sleutel == opgave.sleutel
            and doel.code.partition(".")[2][:1] == INTERVENTIE.letter
            and sleutel not in genomen
        ]


@dataclass(frozen=True)
class Opgaverij:
    """One opgave in the overview."""

    beeld: Agendabeeld
    opgave: boom.Opgave
    geld: geld.Opgavegeld | None

    @cached_property
    def activiteiten(self) -> list[Bladpunt]:
        return self.beeld.punten(self.opgave, ACTIVITEIT)

    @cached_property
    def toezeggingen(self) -> list[Bladpunt]:
        return self.beeld.punten(self.opgave, TOEZEGGING)

    @cached_property
    def stand(self) -> Bladpunt | None:
        """The latest: the last of its section."""
        return next(reversed(self.beeld.punten(self.opgave, STAND)), None)

    @property
    def cluster(self) -> boom.Cluster | None:
        return self.beeld.document.cluster_per_sleutel.get(self.opgave.cluster)

    @property
    def staten(self) -> str:
        geteld = Counter(p.item.status for p in self.activiteiten)
        return ", ".join(f"{geteld[code]} {naam}" for code, naam in ACTIVITEIT.statussen.items() if geteld[code])

    @property
    def van(self) -> str:
        momenten = [p.van for punt in self.activiteiten if (p := _periode(punt.item)).van]
        return min((m for m in momenten if m), key=lambda m: m.eerste).woorden if momenten else GEEN_LEEG

    @property
    def tot(self) -> str:
        momenten = [p.tot for punt in self.activiteiten if (p := _periode(punt.item)).tot]
        return max((m for m in momenten if m), key=lambda m: m.laatste).woorden if momenten else GEEN_LEEG


def _periode(item: boom.Item) -> tijd.Periode:
    try:
        return tijd.Periode.uit(item.feit("periode"))
    except tijd.GeenMoment:
        return tijd.Periode()


# ---- money in tables ----


@dataclass(frozen=True, slots=True)
class Geldtabelrij:
    """A row as it stands on paper and on screen: a name, the total first, then the columns. `soort`: bron, som,
    nodig, mist."""

    naam: str
    totaal: str
    cellen: tuple[str, ...]
    soort: str = "bron"
    erbij: str = ""


@dataclass(frozen=True, slots=True)
class Geldtabel:
    kolommen: tuple[str, ...]
    rijen: tuple[Geldtabelrij, ...]


def _rij(naam: str, regel: geld.Geldregel, jaren: Iterable[int], soort: str = "bron", erbij: str = "") -> Geldtabelrij:
    cellen = tuple(regel.per.get(jaar, NUL).duizenden() for jaar in jaren)
    return Geldtabelrij(naam, regel.totaal.duizenden(), cellen, soort, erbij)


def per_bron_en_jaar(document: boom.Plandocument, opgaven: Iterable[str], naam: Naam) -> Geldtabel:
    """What is covered by origin and year, what is needed and what is missing, of these opgaven (keys). What is
    missing is found per opgave: what one has too much does not help another."""
    hier = set(opgaven)
    alle = tuple(s for s in geld.stromen(document) if s.opgave.sleutel in hier)
    per = [g for g in geld.per_opgave(document) if g.opgave.sleutel in hier]
    nodig, mist = som(g.nodig for g in per), som(g.mist for g in per)
    jaren = geld.jaren(alle, document.periode)
    bronnen = geld.per_bron(alle)
    samen = geld.optel(bronnen.values())
    rijen = [
        _rij(naam(bron) if bron.doel else GELDSTROOM.groepnaam(groep) or "Geen bron genoemd", regel, jaren)
        for (groep, bron), regel in bronnen.items()
        if not regel.totaal.leeg
    ]
    rijen.append(_rij("Samen gedekt", samen, jaren, "som"))
    gevraagd = geld.tel(alle, lambda _: "", lambda s: s.jaar, geld.nog_gevraagd).get("", geld.Geldregel(NUL))
    leeg = tuple("" for _ in jaren)
    rijen.append(Geldtabelrij("Nodig", nodig.duizenden(), leeg, "nodig", "kosten van de activiteiten"))
    rijen.append(Geldtabelrij("Nog niet gedekt", mist.duizenden(), leeg, "mist"))
    rijen.append(_rij("Waarvan gevraagd", gevraagd, jaren, "nodig"))
    return Geldtabel(tuple(str(j) if j else "Zonder jaar" for j in jaren), tuple(rijen))


def per_opgave_en_bron(document: boom.Plandocument) -> Geldtabel:
    """What is covered of each opgave by kind of origin, what is needed and what is missing."""
    lijst = geld.per_opgave(document)
    vol = dict.fromkeys(k for g in lijst for k, bedrag in g.gedekt.per.items() if not bedrag.leeg)
    soorten = [s for s in GELDSTROOM.groepen if s in vol]
    over = [k for k in vol if k not in soorten]
    kolommen = [*soorten, *over]
    rijen = []
    for g in lijst:
        cellen = (*(g.gedekt.per.get(k, NUL).duizenden() for k in kolommen), g.nodig.duizenden(), g.mist.duizenden())
        rijen.append(Geldtabelrij(f"{g.opgave.nummer} {g.opgave.titel}", g.gedekt.totaal.duizenden(), cellen))
    samen, nodig = geld.optel(g.gedekt for g in lijst), som(g.nodig for g in lijst)
    cellen = (
        *(samen.per.get(k, NUL).duizenden() for k in kolommen),
        nodig.duizenden(),
        som(g.mist for g in lijst).duizenden(),
    )
    rijen.append(Geldtabelrij("Samen", samen.totaal.duizenden(), cellen, "som"))
    namen = (GELDSTROOM.groepnaam(str(k)) or "Geen soort" for k in kolommen)
    return Geldtabel((*namen, "Nodig", "Niet gedekt"), tuple(rijen))


def per_stand(alle: tuple[geld.Geldloop, ...]) -> Geldtabel:
    """By kind of origin: asked in all, still asked, promised, and what of that was granted and spent."""
    wat: tuple[Callable[[geld.Geldloop], Bedrag], ...] = (
        geld.nog_gevraagd,
        geld.gedekt,
        lambda s: s.op(geld.VERLEEND) or NUL,
        lambda s: s.op(geld.BESTEED) or NUL,
    )
    per = [geld.tel(alle, lambda s: s.bronsoort, lambda _: "", functie) for functie in wat]
    soorten = [*GELDSTROOM.groepen, *dict.fromkeys(s.bronsoort for s in alle if s.bronsoort not in GELDSTROOM.groepen)]
    rijen = []
    for soort in soorten:
        if any(soort in p for p in per):
            totaal = som(s.gevraagd for s in alle if s.bronsoort == soort)
            cellen = tuple(p[soort].totaal.duizenden() if soort in p else GEEN_LEEG for p in per)
            rijen.append(Geldtabelrij(GELDSTROOM.groepnaam(soort) or "Geen soort", totaal.duizenden(), cellen))
    samen = tuple(som(functie(s) for s in alle).duizenden() for functie in wat)
    rijen.append(Geldtabelrij("Samen", som(s.gevraagd for s in alle).duizenden(), samen, "som"))
    return Geldtabel(("Nog gevraagd", "Toegezegd", "Waarvan verleend", "Waarvan besteed"), tuple(rijen))
