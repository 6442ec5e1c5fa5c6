"""What is still open in a text that somebody is about to freeze or to publish: one list for both acts.

Reading it changes nothing. Who goes on all the same sends back its `merk`, so that the act knows that this very list
was on screen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from npvr.getallen import aantal, datum
from opgaven.controle import afwijzingen, controle, omgeving
from opgaven.models import Opgave, Plan
from plandocument.boom import Hoofdstuk, Plandocument
from plandocument.codes import plaatsen
from plandocument.controleer import Bevinding, controleer
from plandocument.plek import Plek

from .models import GOEDGEKEURD, Amendement, Goedkeuring, Versie

LEEG, FOUTEN, FICHES, BESLUITEN, GEVRAAGD = "leeg", "fouten", "fiches", "besluiten", "gevraagd"
KOPPEN: Final = {
    LEEG: "Lege onderdelen",
    FOUTEN: "Fouten uit de plancontrole",
    FICHES: "Fiches die niet akkoord zijn",
    BESLUITEN: "Besluiten",
    GEVRAAGD: "Gevraagde wijzigingen die niet zijn uitgevoerd",
}
"""The kinds of what can be open, in the order of the list."""
ZINNEN: Final = {
    LEEG: ("onderdeel is leeg", "onderdelen zijn leeg"),
    FOUTEN: ("fout uit de plancontrole staat open", "fouten uit de plancontrole staan open"),
    FICHES: ("fiche is nog niet akkoord", "fiches zijn nog niet akkoord"),
    BESLUITEN: ("besluit ontbreekt", "besluiten ontbreken of zijn niet bevestigd"),
    GEVRAAGD: ("gevraagde wijziging is niet uitgevoerd", "gevraagde wijzigingen zijn niet uitgevoerd"),
}
"""What a number of them is called: one, and more."""
GEEN_BESLUIT: Final = "Geen bevestigd besluit stelt deze versie vast of gaat ermee akkoord."
ZWAAR: Final = "fout"
SECTIE_LEEG: Final = "sectie-leeg"
"""The rule of the plancontrole about empty sections, which are a kind of their own here."""


@dataclass(frozen=True, slots=True)
class Openpunt:
    """One thing that is open. `sleutel` tells it apart within its kind; `plek` is where it is, in the text at hand, and
    `versie` the code of the version whose page tells of it."""

    sleutel: str
    woorden: str
    plek: Plek | None = None
    versie: str = ""


@dataclass(frozen=True, slots=True)
class Opendeel:
    """What is open of one kind; never empty."""

    soort: str
    punten: tuple[Openpunt, ...]

    @property
    def kop(self) -> str:
        return KOPPEN[self.soort]

    @property
    def zin(self) -> str:
        """ "21 fiches zijn nog niet akkoord." """
        if self.soort == BESLUITEN and len(self.punten) == 1:
            return self.punten[0].woorden
        een, meer = ZINNEN[self.soort]
        return f"{aantal(len(self.punten), een, meer)}."


@dataclass(frozen=True, slots=True)
class StaatOpen:
    """All that is open, by kind."""

    delen: tuple[Opendeel, ...]

    @property
    def hoeveel(self) -> int:
        return sum(len(d.punten) for d in self.delen)

    @property
    def merk(self) -> str:
        """The same for the same list, whatever the order; empty when nothing is open."""
        if not self.delen:
            return ""
        regels = sorted(f"{d.soort}\x1f{p.sleutel}" for d in self.delen for p in d.punten)
        return hashlib.sha256("\x1e".join(regels).encode()).hexdigest()[:32]


class NietErkend(Exception):
    """Something is open that the person was not shown, or that changed since. `open` is the list as it is now."""

    def __init__(self, open_: StaatOpen) -> None:
        super().__init__(f"{open_.hoeveel} open")
        self.open = open_


def eis_erkend(open_: StaatOpen, erkend: str) -> None:
    """Raises NietErkend unless nothing is open, or `erkend` is the `merk` of this very list."""
    if open_.merk and open_.merk != erkend:
        raise NietErkend(open_)


def bij_vastleggen(plan: Plan, document: Plandocument, uitgevoerd: Iterable[int] = ()) -> StaatOpen:
    """What is open in the working copy (`document` is what `bouw(plan)` gives); `uitgevoerd` are the keys of amendments
    that the version will carry out. Four queries, and three more when the plancontrole has to look anew."""
    return _samen(
        document,
        controle(plan, document).open,
        Opgave.objects.filter(plan=plan),
        _onbevestigd(Goedkeuring.objects.filter(versie__plan=plan)),
        Amendement.objects.filter(goedkeuring__versie__plan=plan, uitgevoerd_in=None).exclude(pk__in=list(uitgevoerd)),
    )


def bij_publiceren(versie: Versie, document: Plandocument) -> StaatOpen:
    """What is open in a version that people are about to make public (`document` is its text). Nine queries, some 0.1 s
    for the plancontrole. Whether a fiche is akkoord is asked of the working copy as it is now."""
    plan = versie.plan
    opzij = afwijzingen(plan)
    bevindingen = controleer(document, omgeving=omgeving(plan.regio))
    tot_hier = Goedkeuring.objects.filter(versie__plan=plan, versie__nummer__lte=versie.nummer)
    besluiten = _onbevestigd(tot_hier)
    goed = tot_hier.filter(versie=versie, bevestigd_op__isnull=False, besluit__uitkomst__in=GOEDGEKEURD)
    if not goed.exists():
        besluiten = [Openpunt("geen", GEEN_BESLUIT, versie=versie.code), *besluiten]
    return _samen(
        document,
        [b for b in bevindingen if b.afdruk not in opzij],
        Opgave.objects.filter(plan=plan, sleutel__in=[o.sleutel for o in document.opgaven]),
        besluiten,
        Amendement.objects.filter(
            Q(uitgevoerd_in=None) | Q(uitgevoerd_in__nummer__gt=versie.nummer), goedkeuring__in=tot_hier
        ),
    )


def _samen(
    document: Plandocument,
    bevindingen: Iterable[Bevinding],
    opgaven: Iterable[Opgave],
    besluiten: Iterable[Openpunt],
    gevraagd: QuerySet[Amendement],
) -> StaatOpen:
    delen = {
        LEEG: _lege_secties(document),
        FOUTEN: _fouten(bevindingen),
        FICHES: _niet_akkoord(opgaven),
        BESLUITEN: besluiten,
        GEVRAAGD: _gevraagd(gevraagd),
    }
    vol = ((soort, tuple(punten)) for soort, punten in delen.items())
    return StaatOpen(tuple(Opendeel(soort, punten) for soort, punten in vol if punten))


def _lege_secties(document: Plandocument) -> Iterator[Openpunt]:
    """In printed order: chapters before the fiches, fiches, chapters after."""

    def van_hoofdstukken(rij: Iterable[Hoofdstuk], nummer: int) -> Iterator[Openpunt]:
        for n, hoofdstuk in enumerate(rij, nummer):
            for m, sectie in enumerate(hoofdstuk.secties, 1):
                if sectie.leeg:
                    naam = sectie.titel or hoofdstuk.titel
                    plek = Plek(hoofdstuk=hoofdstuk.sleutel, sectie=sectie.sleutel, code=f"H{n}.{m}", naam=naam)
                    yield Openpunt(sectie.sleutel, naam, plek)

    voor = document.hoofdstukken_voor()
    yield from van_hoofdstukken(voor, 1)
    for opgave in document.opgaven:
        for plaats in plaatsen(document, opgave):
            if plaats.sectie.leeg:
                soort = plaats.soort
                plek = Plek(
                    opgave.sleutel, sectie=plaats.sectie.sleutel, soort=soort.code, code=plaats.code, naam=soort.naam
                )
                yield Openpunt(plaats.sectie.sleutel, soort.naam, plek)
    yield from van_hoofdstukken(document.hoofdstukken_na(), len(voor) + 1)


def _fouten(bevindingen: Iterable[Bevinding]) -> Iterator[Openpunt]:
    for b in bevindingen:
        if b.gewicht == ZWAAR and b.regel != SECTIE_LEEG:
            yield Openpunt(b.afdruk, b.zin, b.plek)


def _niet_akkoord(opgaven: Iterable[Opgave]) -> Iterator[Openpunt]:
    rijen = [o for o in opgaven if o.status != Opgave.Status.AKKOORD]
    for o in sorted(rijen, key=lambda o: o.nummer):
        woord = str(o.get_status_display()).lower()
        yield Openpunt(o.sleutel, f"{o.titel} ({woord})", Plek(o.sleutel, code=str(o.nummer), naam=o.titel))


def _onbevestigd(goedkeuringen: QuerySet[Goedkeuring]) -> list[Openpunt]:
    """Decisions that somebody recorded and nobody confirmed. One query."""
    rijen = (
        goedkeuringen.filter(bevestigd_op__isnull=True)
        .select_related("besluit__gremium", "versie")
        .defer("versie__inhoud")
    )
    return [
        Openpunt(
            f"besluit-{g.pk}",
            f"Het besluit van {g.besluit.gremium} ({datum(g.besluit.datum)}) over {g.versie.label} is niet bevestigd.",
            versie=g.versie.code,
        )
        for g in rijen
    ]


def _gevraagd(amendementen: QuerySet[Amendement]) -> Iterator[Openpunt]:
    """Of confirmed decisions. One query."""
    rijen = (
        amendementen.filter(goedkeuring__bevestigd_op__isnull=False)
        .select_related("goedkeuring__besluit__gremium", "goedkeuring__versie")
        .defer("goedkeuring__versie__inhoud")
        .order_by("goedkeuring__besluit__datum", "goedkeuring", "nummer")
    )
    for a in rijen:
        besluit = a.goedkeuring.besluit
        woorden = " ".join(filter(None, (f"{a.plaats}:" if a.plaats else "", a.tekst)))
        yield Openpunt(
            f"wijziging-{a.pk}",
            f"{woorden} ({besluit.gremium}, {datum(besluit.datum)})",
            versie=a.goedkeuring.versie.code,
        )
