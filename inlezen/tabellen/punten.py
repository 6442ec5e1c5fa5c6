"""Items of one kind as a table: rows against the items of a plan. Pure: from a plan to its sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, Self

from governance.models import Regio
from npvr.getallen import getal
from opgaven.grenzen import ITEM_MAX, ITEMS_MAX
from opgaven.permissions import BEWERKERS
from plandocument import codes, tekst
from plandocument.boom import Item, Opgave, Plandocument, Sectie
from plandocument.itemsoorten import Itemsoort
from plandocument.sleutels import nieuwe_sleutel

from .soort import Mag, Tabelsoort
from .voorstel import (
    FOUT,
    GELIJK,
    GEWIJZIGD,
    NIEUW,
    VERWIJDERD,
    Celfout,
    Celwijziging,
    Tabelkolom,
    Tabelregel,
    Tabelrij,
    Tabelvoorstel,
    gewogen,
)

_OPGAVE: Final = Tabelkolom("opgave", "Opgave", ("nummer", "opgave nummer", "nr"))
_CODE: Final = Tabelkolom("code", "Code", ("plaats",), leest=False)
_SLEUTEL: Final = Tabelkolom("sleutel", "Sleutel", ("kenmerk",))
_WEG: Final = Tabelkolom("verwijderen", "Verwijderen", ("verwijder", "weg"))


@dataclass(frozen=True, slots=True)
class _Plaats:
    """An item where it stands."""

    opgave: Opgave
    sectie: Sectie
    item: Item
    code: str


@dataclass(frozen=True, slots=True)
class Puntdaad:
    """What a row does: `sleutel` of the item, the item as it becomes (None: it goes), and the section it stands in."""

    sectie: str
    sleutel: str
    item: Item | None


class Punten(Tabelsoort):
    """The items of one kind in a plan, as rows. `mag_opgave` and `dicht` are asked about the key of an opgave: whether
    this person may edit it, and whether it is closed."""

    itemsoort: ClassVar[Itemsoort]
    groep_ook: ClassVar[Mapping[str, str]] = {}
    """Other words that a table may have for a group, in lower case → its code."""
    tekstnaam: ClassVar[str]
    groepnaam: ClassVar[str]
    rollen = frozenset(BEWERKERS)
    wie = "een redacteur of de programmamanager"
    in_plan = True

    def __init_subclass__(cls) -> None:
        """A subclass names its kind of item; the columns follow."""
        soort = cls.itemsoort
        cls.code, cls.naam, cls.tekstnaam = soort.meervoud, soort.meervoud.capitalize(), soort.naam
        groep = soort.veld("groep")
        cls.groepnaam = groep.label if groep else ""
        kolommen = [_SLEUTEL, _OPGAVE, _CODE]
        kolommen += [Tabelkolom("groep", groep.label, ("voor wie", "wie", "groep"))] if groep else []
        kolommen.append(Tabelkolom("tekst", soort.naam, (soort.meervoud, "tekst"), moet=True))
        cls.kolommen = (*kolommen, _WEG)

    @classmethod
    def van(cls, regio: Regio, document: Plandocument, *, mag: Mag, dicht: Collection[str], slot: bool) -> Self:
        return cls(document, mag, frozenset(dicht))

    def __init__(self, document: Plandocument, mag: Mag, dicht: frozenset[str] = frozenset()) -> None:
        self.document, self.mag_opgave, self.dicht = document, mag, dicht
        self.per_sleutel: dict[str, _Plaats] = {}
        self.per_woorden: dict[tuple[int | None, str], list[str]] = {}
        self.per_opgave: dict[int, Opgave] = {}
        self.soorten = [s for s in self.document.sectiesoorten if s.itemklasse is self.itemsoort]
        self.groepen = self.itemsoort.groepen
        self.nummers = {o.nummer: o.sleutel for o in self.document.opgaven}
        for opgave in self.document.opgaven:
            self.per_opgave[opgave.nummer] = opgave
            for soort in self.soorten:
                for sectie in opgave.secties:
                    if sectie.soort == soort.code:
                        for regel in codes.plaats(opgave, soort, sectie).regels:
                            self.per_sleutel[regel.item.sleutel] = _Plaats(opgave, sectie, regel.item, regel.code)
                            for woorden in self._zegt(regel.item):
                                plek = (opgave.nummer, woorden)
                                self.per_woorden.setdefault(plek, []).append(regel.item.sleutel)

    # ---- out ----

    def _woorden(self, item: Item) -> str:
        return " ".join(tekst.plat(item.tekst, self.document.nummers).split())

    def _zegt(self, item: Item) -> set[str]:
        """Its words as the template has them, and as a printed table has them: with references as they are read."""
        return {self._woorden(item), " ".join(tekst.woorden(item.tekst, self.document.nummers).split())}

    def rijen(self) -> list[tuple[object, ...]]:
        """What stands now, in the order of the columns; only of opgaven that this person may edit."""
        uit: list[tuple[object, ...]] = []
        for plaats in self.per_sleutel.values():
            if not self.mag_opgave(plaats.opgave.sleutel):
                continue
            cellen = {
                "sleutel": plaats.item.sleutel,
                "opgave": plaats.opgave.nummer,
                "code": plaats.code,
                "groep": self.itemsoort.groepnaam(plaats.item.groep),
                "tekst": self._woorden(plaats.item),
            }
            uit.append(tuple(cellen.get(k.code, "") for k in self.kolommen))
        return uit

    # ---- in ----

    def voorstel(self, rijen: Iterable[Tabelrij]) -> Tabelvoorstel:
        gebruikt: dict[str, int] = {}
        erbij: dict[tuple[int, str, str], int] = {}
        per_sectie = {p.sectie.sleutel: len(p.sectie.items) for p in self.per_sleutel.values()}
        regels = []
        for rij in rijen:
            fouten = rij.fouten
            try:
                regel = self._regel(rij, gebruikt, erbij) if not fouten else None
            except Celfout as fout:
                regel, fouten = None, ((fout.kolom, fout.zin),)
            if regel is None:
                plaats = self.per_sleutel.get(rij["sleutel"].strip().lower())
                regel = Tabelregel(rij.nummer, FOUT, plaats.code if plaats else "", fouten=fouten)
            regel = gewogen(regel, rij)
            if regel.soort in (NIEUW, VERWIJDERD):
                sleutel = regel.data.sectie
                per_sectie[sleutel] = per_sectie.get(sleutel, 0) + (1 if regel.soort == NIEUW else -1)
            regels.append(regel)
        vol = {s for s, n in per_sectie.items() if n > ITEMS_MAX}
        zin = f"De lijst van deze opgave zou langer worden dan {ITEMS_MAX} punten."
        return Tabelvoorstel(
            tuple(
                replace(r, soort=FOUT, fouten=((self.tekstnaam, zin),), twijfel="", data=None)
                if r.soort == NIEUW and r.data.sectie in vol
                else r
                for r in regels
            )
        )

    def _regel(self, rij: Tabelrij, gebruikt: dict[str, int], erbij: dict[tuple[int, str, str], int]) -> Tabelregel:
        sleutel = rij["sleutel"].strip().lower()
        nummer = self._nummer(rij)
        plaats = self.per_sleutel.get(sleutel) if sleutel else self._zoek(rij, nummer, gebruikt)
        if sleutel and plaats is None:
            raise Celfout("Sleutel", "Dit punt staat niet in het plan. Maak de cel leeg om de rij als nieuw te lezen.")
        if plaats is not None:
            if (eerder := gebruikt.get(plaats.item.sleutel)) is not None:
                raise Celfout("Sleutel", f"Dit punt stond al in rij {eerder}.")
            gebruikt[plaats.item.sleutel] = rij.nummer
            if nummer is not None and nummer != plaats.opgave.nummer:
                raise Celfout("Opgave", f"Dit punt hoort bij opgave {plaats.opgave.nummer}, niet bij {nummer}.")
            return self._staand(rij, plaats)
        if rij.weg:
            raise Celfout("Verwijderen", "Dit punt staat niet in het plan, dus er is niets om te verwijderen.")
        return self._nieuw(rij, nummer, erbij)

    def _nummer(self, rij: Tabelrij) -> int | None:
        woord = rij["opgave"].strip()
        if not woord:
            return None
        cijfers = woord.casefold().removeprefix("opgave").split(".")[0].strip().rstrip(":")
        if not (cijfers.isascii() and cijfers.isdigit() and len(cijfers) <= 4 and int(cijfers) in self.per_opgave):
            raise Celfout("Opgave", "Dit nummer is geen opgave van dit plan.")
        return int(cijfers)

    def _zoek(self, rij: Tabelrij, nummer: int | None, gebruikt: dict[str, int]) -> _Plaats | None:
        """Without a key: the item of that opgave with the same words, each once."""
        groep = self._groep(rij) if rij["groep"] else None
        for sleutel in self.per_woorden.get((nummer, " ".join(rij["tekst"].split())), ()):
            if sleutel not in gebruikt and groep in (None, self.per_sleutel[sleutel].item.groep):
                return self.per_sleutel[sleutel]
        return None

    def _groep(self, rij: Tabelrij) -> str:
        woord = " ".join(rij["groep"].casefold().split())
        for code, naam in self.groepen.items():
            if woord in (code, naam.casefold()):
                return code
        if woord in self.groep_ook:
            return self.groep_ook[woord]
        namen = list(self.groepen.values())
        raise Celfout(self.groepnaam, f"Kies {', '.join(namen[:-1])} of {namen[-1]}.")

    def _tekst(self, rij: Tabelrij) -> str:
        woorden = " ".join(rij["tekst"].split())
        if len(woorden) > ITEM_MAX:
            raise Celfout(self.tekstnaam, f"Deze tekst is te lang: er passen {getal(ITEM_MAX)} tekens in.")
        net = tekst.schone_regel(tekst.regel_uit_plat(woorden, self.nummers))
        if not net:
            raise Celfout(self.tekstnaam, "Schrijf een tekst, of zet ‘ja’ in de kolom Verwijderen.")
        return net

    def _open(self, opgave: Opgave) -> None:
        if not self.mag_opgave(opgave.sleutel):
            raise Celfout("Opgave", f"U mag opgave {opgave.nummer} niet bewerken.")
        if opgave.sleutel in self.dicht:
            raise Celfout("Opgave", f"Opgave {opgave.nummer} is akkoord en staat dicht. Open die fiche eerst opnieuw.")

    def _staand(self, rij: Tabelrij, plaats: _Plaats) -> Tabelregel:
        item, sectie = plaats.item, plaats.sectie.sleutel
        if rij.weg:
            self._open(plaats.opgave)
            cel = Celwijziging(self.tekstnaam, self._woorden(item), "")
            return Tabelregel(rij.nummer, VERWIJDERD, plaats.code, (cel,), data=Puntdaad(sectie, item.sleutel, None))
        nieuw = item
        if " ".join(rij["tekst"].split()) not in self._zegt(item):
            nieuw = replace(nieuw, tekst=self._tekst(rij))
        if self.groepen and rij["groep"] and (groep := self._groep(rij)) != item.groep:
            nieuw = replace(nieuw, groep=groep)
        if nieuw == item:
            return Tabelregel(rij.nummer, GELIJK, plaats.code, data=Puntdaad(sectie, item.sleutel, item))
        self._open(plaats.opgave)
        cellen = []
        if nieuw.groep != item.groep:
            namen = [self.itemsoort.groepnaam(g) for g in (item.groep, nieuw.groep)]
            cellen.append(Celwijziging(self.groepnaam, *namen))
        if nieuw.tekst != item.tekst:
            cellen.append(Celwijziging(self.tekstnaam, self._woorden(item), self._woorden(nieuw)))
        return Tabelregel(rij.nummer, GEWIJZIGD, plaats.code, tuple(cellen), data=Puntdaad(sectie, item.sleutel, nieuw))

    def _nieuw(self, rij: Tabelrij, nummer: int | None, erbij: dict[tuple[int, str, str], int]) -> Tabelregel:
        if nummer is None:
            raise Celfout("Opgave", "Vul het nummer van de opgave in.")
        opgave = self.per_opgave[nummer]
        sectie = next((s for soort in self.soorten for s in opgave.secties if s.soort == soort.code), None)
        if sectie is None:
            raise Celfout("Opgave", f"Opgave {nummer} heeft geen sectie voor {self.itemsoort.meervoud}.")
        self._open(opgave)
        groep = ""
        if self.groepen:
            if not rij["groep"]:
                wat, keuzes = self.itemsoort.enkelvoud, ", ".join(self.groepen.values())
                raise Celfout(self.groepnaam, f"Vul in voor wie deze {wat} is: {keuzes}.")
            groep = self._groep(rij)
        net = self._tekst(rij)
        if (eerder := erbij.setdefault((nummer, groep, net), rij.nummer)) != rij.nummer:
            raise Celfout(self.tekstnaam, f"Dezelfde tekst staat ook in rij {eerder}.")
        item = Item("", net, groep=groep)
        cellen = [Celwijziging(self.groepnaam, "", self.groepen[groep])] if groep else []
        cellen.append(Celwijziging(self.tekstnaam, "", self._woorden(item)))
        naam = f"Opgave {nummer}"
        return Tabelregel(rij.nummer, NIEUW, naam, tuple(cellen), data=Puntdaad(sectie.sleutel, "", item))


def nieuwe_secties(
    punten: Punten, regels: Sequence[Tabelregel], gekozen: Callable[[Tabelregel], bool]
) -> dict[str, Sectie]:
    """The sections that the chosen rows change. Order is kept: a new item comes after the item of the row before it
    in the file, where that stands in the same section, and otherwise last."""
    secties: dict[str, Sectie] = {s.sleutel: s for _, s in punten.document.alle_secties()}
    lijsten: dict[str, list[Item]] = {}
    weg: set[str] = set()
    vorige: dict[str, str] = {}
    for regel in regels:
        daad: Any = regel.data
        if not isinstance(daad, Puntdaad):
            continue
        lijst = lijsten.setdefault(daad.sectie, list(secties[daad.sectie].items))
        if regel.doet_iets and gekozen(regel):
            if regel.soort == NIEUW and daad.item is not None:
                plek = next((n + 1 for n, i in enumerate(lijst) if i.sleutel == vorige.get(daad.sectie)), len(lijst))
                vorige[daad.sectie] = nieuwe_sleutel()
                lijst.insert(plek, replace(daad.item, sleutel=vorige[daad.sectie]))
                continue
            if daad.item is None:
                weg.add(daad.sleutel)
            else:
                lijst[:] = [daad.item if i.sleutel == daad.sleutel else i for i in lijst]
        if daad.sleutel:
            vorige[daad.sectie] = daad.sleutel
    uit = {}
    for sleutel, lijst in lijsten.items():
        sectie = secties[sleutel]
        items = tuple(i for i in lijst if i.sleutel not in weg)
        if items != sectie.items:
            uit[sleutel] = replace(sectie, items=codes.op_volgorde(punten.itemsoort, items))
    return uit


def geraakt(regels: Iterable[Tabelregel]) -> Counter[str]:
    """Section → how many rows change it."""
    return Counter(r.data.sectie for r in regels if r.doet_iets)
