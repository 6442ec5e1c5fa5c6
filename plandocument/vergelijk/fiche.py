"""Opgaven, chapters, their sections and items: what was added, went, moved or changed."""

from __future__ import annotations

from dataclasses import replace

from .. import boom
from ..boom import Item
from ..itemsoorten import PUNT, Itemsoort
from ..plek import Plek
from .bouw import Ding, Verzamelaar
from .kaart import Id, Itemplek, Plankaart, Sectieplek
from .reeks import ineen
from .tekst import Tekstregel
from .volgorde import verplaatst


def vergelijk_opgave(bij: Verzamelaar, wie: Id) -> None:
    """One opgave: that it came or went, or its own fields and its sections."""
    oud, nieuw = bij.oud.opgaven.get(wie), bij.nieuw.opgaven.get(wie)
    ding = Ding("opgave", wie[1], "opgave", *bij.plekken(wie))
    if oud is None or nieuw is None:
        bij.erbij(ding, replace(oud or nieuw, nummer=0))  # type: ignore[type-var]
    else:
        _velden(bij, ding, oud, nieuw)
    for sectie in _op_rang(bij, _secties(bij, wie)):
        _sectie(bij, sectie, los=oud is None or nieuw is None)


def vergelijk_hoofdstuk(bij: Verzamelaar, wie: Id) -> None:
    """One chapter, as an opgave; its sections have a title and an order of their own."""
    oud, nieuw = bij.oud.hoofdstukken.get(wie), bij.nieuw.hoofdstukken.get(wie)
    ding = Ding("hoofdstuk", wie[1], "hoofdstuk", *bij.plekken(wie))
    gegaan: set[Id] = set()
    if oud is None or nieuw is None:
        bij.erbij(ding, oud or nieuw)
    else:
        bij.titel(ding, "titel", oud.titel, nieuw.titel)
        waar = [("na de opgaven" if h.na_opgaven else "vóór de opgaven") for h in (oud, nieuw)]
        bij.feit(ding, "plaats", (waar[0], waar[1]))
        van, naar = bij.oud.per_houder[wie], bij.nieuw.per_houder[wie]
        gegaan = verplaatst([s for s in van if s in naar], [s for s in naar if s in van])
    for sectie in _secties(bij, wie):
        _sectie(bij, sectie, los=oud is None or nieuw is None, verschoven=sectie in gegaan)


def _velden(bij: Verzamelaar, ding: Ding, oud: boom.Opgave, nieuw: boom.Opgave) -> None:
    bij.feit(ding, "nummer", (str(oud.nummer), str(nieuw.nummer)))
    bij.titel(ding, "titel", oud.titel, nieuw.titel)
    for veld in ("cluster", "cluster_overzicht"):
        van, naar = getattr(oud, veld), getattr(nieuw, veld)
        namen = [k.document.cluster_per_sleutel for k in (bij.oud, bij.nieuw)]
        woorden = [n[s].naam if s in n else s for n, s in zip(namen, (van, naar), strict=True)]
        bij.feit(ding, veld, (van, naar), (woorden[0], woorden[1]))
    doelen = []
    for kaart, opgave in ((bij.oud, oud), (bij.nieuw, nieuw)):
        namen_doel = {d.sleutel: d.kort or d.naam for d in kaart.document.doelstellingen}
        doelen.append(", ".join(namen_doel.get(s, s) for s in opgave.doelstellingen))
    merk = ("\x1f".join(oud.doelstellingen), "\x1f".join(nieuw.doelstellingen))
    bij.feit(ding, "doelstellingen", merk, (doelen[0], doelen[1]))
    bij.tekst(ding, "overzicht", oud.overzicht, nieuw.overzicht)


def _secties(bij: Verzamelaar, houder: Id) -> list[Id]:
    """The sections to tell of here: those that stand here now, and those that stood here and are gone."""
    van, naar = (kaart.per_houder.get(houder, ()) for kaart in (bij.oud, bij.nieuw))
    return [s for s in ineen(van, naar) if s not in bij.nieuw.secties or bij.nieuw.secties[s].houder == houder]


def _op_rang(bij: Verzamelaar, secties: list[Id]) -> list[Id]:
    """Sections of a fiche in the order of the plan's kinds; what is gone stands where its kind stands."""
    rang: dict[str, int] = {}
    for soort in (*bij.nieuw.document.sectiesoorten, *bij.oud.document.sectiesoorten):
        rang.setdefault(soort.code, len(rang))

    def plaats(wie: Id) -> int:
        plek = bij.nieuw.secties.get(wie) or bij.oud.secties[wie]
        return rang.get(plek.sectie.soort, len(rang))

    return sorted(secties, key=plaats)


def _sectie(bij: Verzamelaar, wie: Id, *, los: bool, verschoven: bool = False) -> None:
    """One section. `los`: what holds it is new or gone, so that it came or went along need not be told."""
    oud, nieuw = bij.oud.secties.get(wie), bij.nieuw.secties.get(wie)
    if oud is not None and nieuw is not None:
        _zelfde_sectie(bij, oud, nieuw, verschoven)
        return
    er = nieuw or oud
    assert er is not None
    kaart, ander = (bij.nieuw, bij.oud) if nieuw else (bij.oud, bij.nieuw)
    if not los:
        eigen = tuple(kaart.items[i].item for i in er.items if i not in ander.items)
        kern = replace(er.sectie, items=eigen)
        ding = Ding("sectie", er.sectie.sleutel, "onderdeel", *_kanten(oud, nieuw))
        bij.erbij(ding, kern, _regels(bij, kern, nieuw=nieuw is not None))
    for item in nieuw.items if nieuw else ():
        if item in bij.oud.items:
            _item(bij, item)


def _regels(bij: Verzamelaar, sectie: boom.Sectie, *, nieuw: bool) -> tuple[Tekstregel, ...]:
    items = [bij.alleen(i.tekst, nieuw=nieuw) for i in sectie.items]
    als_punt = [replace(regel, vorm="ul1") for rij in items for regel in rij]
    return (*bij.alleen(sectie.opening, nieuw=nieuw), *als_punt, *bij.alleen(sectie.slot, nieuw=nieuw))


def _kanten(oud: Sectieplek | Itemplek | None, nieuw: Sectieplek | Itemplek | None) -> tuple[Plek | None, Plek | None]:
    return (oud.plek if oud else None, nieuw.plek if nieuw else None)


def _zelfde_sectie(bij: Verzamelaar, oud: Sectieplek, nieuw: Sectieplek, verschoven: bool) -> None:
    ding = Ding("sectie", nieuw.sectie.sleutel, "onderdeel", oud.plek, nieuw.plek)
    if oud.houder != nieuw.houder or verschoven:
        bij.verplaatst(ding)
    if oud.sectie == nieuw.sectie and oud.items == nieuw.items:
        return
    if oud.sectie.soort != nieuw.sectie.soort:
        namen = [p.soort.naam if p.soort else p.sectie.soort for p in (oud, nieuw)]
        bij.feit(ding, "soort", (oud.sectie.soort, nieuw.sectie.soort), (namen[0], namen[1]))
    bij.titel(ding, "titel", oud.sectie.titel, nieuw.sectie.titel)
    bij.tekst(ding, "opening", oud.sectie.opening, nieuw.sectie.opening)
    _primair(bij, ding, oud, nieuw)
    buren = _verschoven(bij, oud, nieuw)
    hier = set(nieuw.items)
    for item in ineen(oud.items, nieuw.items):
        if item in hier or item not in bij.nieuw.items:  # what went elsewhere is told there
            _item(bij, item, buren.get(item))
    bij.tekst(ding, "slot", oud.sectie.slot, nieuw.sectie.slot)
    bij.titel(ding, "gedrukt", oud.sectie.gedrukt, nieuw.sectie.gedrukt)


def _verschoven(bij: Verzamelaar, oud: Sectieplek, nieuw: Sectieplek) -> dict[Id, tuple[str, str]]:
    """Items that changed place among those that stayed, each with the key of what it stood and stands behind.

    One that went to another group is told by that fact.
    """
    samen = set(oud.items) & set(nieuw.items)
    samen = {i for i in samen if bij.oud.items[i].item.groep == bij.nieuw.items[i].item.groep}
    van, naar = ([i for i in plek.items if i in samen] for plek in (oud, nieuw))
    gegaan = verplaatst(van, naar)
    achter: list[dict[Id, str]] = [{}, {}]
    for rij, buren in ((van, achter[0]), (naar, achter[1])) if gegaan else ():
        vorige = ""
        for item in rij:
            if item in gegaan:
                buren[item] = vorige
            else:
                vorige = bij.oud.items[item].item.sleutel
    return {item: (achter[0][item], achter[1][item]) for item in gegaan}


def _primair(bij: Verzamelaar, ding: Ding, oud: Sectieplek, nieuw: Sectieplek) -> None:
    """Which items are primair, as one fact: "OCW → EZ"."""
    kanten = []
    for kaart, plek in ((bij.oud, oud), (bij.nieuw, nieuw)):
        kanten.append([i for i in plek.items if kaart.items[i].item.primair])
    if set(kanten[0]) != set(kanten[1]):
        merk = ["\x1f".join(sorted(map(repr, rij))) for rij in kanten]
        woorden = [
            ", ".join(_kort(bij, kaart.items[i].item, nieuw=bool(n)) for i in rij)
            for n, (kaart, rij) in enumerate(zip((bij.oud, bij.nieuw), kanten, strict=True))
        ]
        bij.feit(ding, "primair", (merk[0], merk[1]), (woorden[0], woorden[1]))


def _kort(bij: Verzamelaar, item: Item, *, nieuw: bool) -> str:
    """An item in a few words: the ministries it is linked to, or else its own words."""
    if doelen := item.doelen("ministerie"):
        return " en ".join(bij.namen.get(("ministerie", doel), doel) for doel in doelen)
    woorden = " ".join(regel.delen[0].tekst for regel in bij.alleen(item.tekst, nieuw=nieuw) if regel.delen)
    return woorden if len(woorden) <= 60 else f"{woorden[:60].rsplit(' ', 1)[0]} …"


def _item(bij: Verzamelaar, wie: Id, buren: tuple[str, str] | None = None) -> None:
    """One item. `buren`: it changed place in its section, and stood and stands behind these."""
    oud, nieuw = bij.oud.items.get(wie), bij.nieuw.items.get(wie)
    er = nieuw or oud
    assert er is not None
    naam = (bij.nieuw if nieuw else bij.oud).secties[er.sectie].itemnaam
    ding = Ding("item", er.item.sleutel, naam, *_kanten(oud, nieuw))
    if oud is None or nieuw is None:
        bij.erbij(ding, er.item, bij.alleen(er.item.tekst, nieuw=nieuw is not None))
        return
    if oud.sectie != nieuw.sectie or buren:
        bij.verplaatst(ding, *(buren or ()))
    bij.tekst(ding, "tekst", oud.item.tekst, nieuw.item.tekst, regel=True)
    _feiten(bij, ding, oud, nieuw)


def _feiten(bij: Verzamelaar, ding: Ding, oud: Itemplek, nieuw: Itemplek) -> None:
    a, b = oud.item, nieuw.item
    groepen = [_groepnaam(k, p) for k, p in ((bij.oud, oud), (bij.nieuw, nieuw))]
    bij.feit(ding, "groep", (a.groep, b.groep), (groepen[0], groepen[1]))
    bij.titel(ding, "deelthema", a.deelthema, b.deelthema)
    bij.feit(ding, "status", (a.status, b.status), (a.status_naam, b.status_naam))
    for soort, rol in dict.fromkeys((k.soort, k.rol) for k in (*a.koppelingen, *b.koppelingen)):
        doelen = tuple(tuple(k.doel for k in i.koppelingen if (k.soort, k.rol) == (soort, rol)) for i in (a, b))
        woorden = [", ".join(bij.namen.get((soort, doel), doel) for doel in rij) for rij in doelen]
        veld = "primair" if soort == "ministerie" and a.primair and b.primair else soort
        veld = _klasse(bij.nieuw, nieuw).rolnaam(rol) if rol else veld
        bij.feit(ding, veld, ("\x1f".join(doelen[0]), "\x1f".join(doelen[1])), (woorden[0], woorden[1]))
    if a.feiten != b.feiten:
        _feitregels(bij, ding, oud, nieuw)


def _feitregels(bij: Verzamelaar, ding: Ding, oud: Itemplek, nieuw: Itemplek) -> None:
    """Facts that are told by the kind of the item, each as its kind calls and reads it."""
    klasse = _klasse(bij.nieuw, nieuw)
    van, naar = ({veld.label: woorden for veld, woorden in klasse.feitregels(p.item)} for p in (oud, nieuw))
    for label in dict.fromkeys((*van, *naar)):
        bij.feit(ding, label, (van.get(label, ""), naar.get(label, "")))


def _groepnaam(kaart: Plankaart, plek: Itemplek) -> str:
    return _klasse(kaart, plek).groepnaam(plek.item.groep)


def _klasse(kaart: Plankaart, plek: Itemplek) -> Itemsoort:
    soort = kaart.secties[plek.sectie].soort
    return soort.itemklasse if soort else PUNT
