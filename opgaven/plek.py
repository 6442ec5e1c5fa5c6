"""One section in its place, from its rows: what reading and editing it needs, without building the whole plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from npvr import adressen
from npvr.documentadres import ontleed
from npvr.vaste_vraag import VasteRijen, VasteVraag
from plandocument import boom, codes
from plandocument.itemsoorten import Itemsoort, Verwijsveld
from plandocument.verwijzen import Verwijsdoel, doelen

from .aanleidingen import Aanleiding, aanleidingen, van_sectie
from .actions.secties import Regioregisters
from .bezoek import Bezoek, plan_en_rechten, werkversie
from .bij_bevinding import Herstelgang
from .bijwerken import sectie_van
from .bouw import bouw, bouw_sectie
from .gevolgd import gevolgd_document
from .models import Hoofdstuk, Opgave, Plan, Sectie
from .regels import Woordenboek

VEEL = 1000


@dataclass
class Sectievindplaats:
    """A section where somebody found it. `visite.document` knows the plan's title and opgaven, not their sections.

    `gang`: among which findings of the plancontrole somebody is, who came to mend one.
    """

    visite: Bezoek
    rij: Sectie
    inhoud: boom.Sectie
    soort: boom.Sectiesoort
    opgave: boom.Opgave | None = None
    hoofdstuk: int = 0
    nummer: int = 0
    gang: Herstelgang | None = None

    def met(self, inhoud: boom.Sectie) -> Sectievindplaats:
        """The same place with another text; what was looked up for it is not asked again."""
        ander = replace(self, inhoud=inhoud)
        for naam in ("registers", "aanleidingen", "opgaven", "heel"):
            if naam in self.__dict__:
                ander.__dict__[naam] = self.__dict__[naam]
        return ander

    @property
    def document(self) -> boom.Plandocument:
        return self.visite.document

    @cached_property
    def plaats(self) -> codes.Plaats | None:
        """The section with the codes of its items; None in a chapter, where items have none."""
        return codes.plaats(self.opgave, self.soort, self.inhoud) if self.opgave else None

    @property
    def code(self) -> str:
        """ "14.K" in a fiche, "H2.3" in a chapter."""
        return self.plaats.code if self.plaats else f"H{self.hoofdstuk}.{self.nummer}"

    @property
    def itemcode(self) -> str:
        """What the codes of its items start with."""
        return self.plaats.code if self.plaats else ""

    @property
    def naam(self) -> str:
        return self.soort.naam if self.opgave else self.inhoud.titel

    @property
    def houder(self) -> str:
        """The name of the page it stands on: "14 Goederenvervoer" or a chapter's title."""
        if self.opgave is not None:
            return f"{self.opgave.nummer} {self.opgave.titel}"
        return self.rij.hoofdstuk.titel if self.rij.hoofdstuk else ""

    @property
    def anker(self) -> str:
        """The id of the section's element."""
        return f"s-{self.soort.letter}" if self.opgave else f"s-{self.nummer}"

    @property
    def kop(self) -> str:
        """The id of its heading."""
        return self.anker.replace("s-", "k-", 1)

    @property
    def itemsoort(self) -> Itemsoort:
        """What its items are."""
        return self.soort.itemklasse

    @property
    def heeft_lijst(self) -> bool:
        """Whether there is a list to edit, also where a section holds points that its kind does not provide for."""
        return bool(self.soort.itemsoort or self.inhoud.items)

    @property
    def adres(self) -> str:
        return self._adres("sectie", "hoofdstuksectie")

    @property
    def bewerk_adres(self) -> str:
        return self._adres("bewerk", "hoofdstuk_bewerk")

    @property
    def stuur_adres(self) -> str:
        """Where the form goes: the same, with the finding that it mends."""
        return self.bewerk_adres + (self.gang.hier if self.gang else "")

    @property
    def geschiedenis_adres(self) -> str:
        return self._adres("geschiedenis", "hoofdstuk_geschiedenis")

    @property
    def klad_adres(self) -> str:
        return self._adres("klad", "hoofdstuk_klad")

    @property
    def dicht(self) -> bool:
        """Whether its fiche is *akkoord*: then the text stands until somebody opens it again."""
        return self.rij.opgave is not None and self.rij.opgave.status == Opgave.Status.AKKOORD

    def herstel_adres(self, versie: int) -> str:
        return self._adres("herstel", "hoofdstuk_herstel", versie)

    def _adres(self, fiche: str, hoofdstuk: str, *verder: int) -> str:
        regio = self.visite.regio.adres
        if self.opgave is not None:
            return reverse(f"opgaven:{fiche}", args=[regio, self.opgave.nummer, self.soort.code, *verder])
        return reverse(f"opgaven:{hoofdstuk}", args=[regio, self.hoofdstuk, self.nummer, *verder])

    @property
    def pagina(self) -> str:
        """The page it stands on, at the section."""
        regio = self.visite.regio.adres
        if self.opgave is not None:
            return f"{adressen.opgave(regio, self.opgave.nummer)}#{self.code}"
        return f"{adressen.hoofdstuk(regio, self.hoofdstuk)}#{self.code}"

    @property
    def kruimel(self) -> list[tuple[str, str]]:
        regio, soort = self.visite.regio, ontleed(self.visite.regio.adres)[1]
        boven = [(soort.naam.capitalize(), adressen.voorpagina(regio.adres))] if soort.pad else []
        return [(regio.naam, adressen.voorpagina(regio.code)), *boven, (self.houder, self.pagina)]

    @property
    def cluster(self) -> boom.Cluster | None:
        return next(iter(self.document.clusters), None)

    @property
    def woordenboek(self) -> Woordenboek:
        return Woordenboek(self.document.nummers, self.registers)

    @cached_property
    def registers(self) -> Regioregisters:
        """What its items may be linked to: one query."""
        return Regioregisters(self.visite.regio.pk)

    @cached_property
    def heel(self) -> boom.Plandocument:
        """The whole document that the section is of. No query where it was read before, else two."""
        return bouw(self.rij.plan)

    def verwijsdoelen(self, veld: Verwijsveld) -> dict[str, Verwijsdoel]:
        """What a fact of its items may refer to, by key: in its own blad, or in the whole document that is followed."""
        if veld.gevolgd:
            gevolgd = gevolgd_document(self.rij.plan)
            return doelen(gevolgd, veld.naar) if gevolgd else {}
        return doelen(self.heel, veld.naar, self.opgave.sleutel if self.opgave else "")

    @cached_property
    def aanleidingen(self) -> dict[str, Aanleiding]:
        """What a change of it can be *naar aanleiding van*: one query, and one for each kind of a higher room."""
        return aanleidingen(self.visite.regio) | van_sectie(self.rij)

    @cached_property
    def opgaven(self) -> dict[int, str]:
        """Number of an opgave → its key."""
        return {o.nummer: o.sleutel for o in self.document.opgaven}


def in_fiche(request: HttpRequest, regio: str, nummer: int, soort: str) -> Sectievindplaats:
    """The section of that kind in the fiche of that opgave, for who may see it; otherwise 404. Three queries; four
    where its text was not read before."""
    visite = _visite(request, regio)
    rij = next(iter(_IN_FICHE.rijen(visite.plan.pk, nummer, soort)), None)
    if rij is None or rij.opgave is None or rij.soort is None:
        raise Http404("Deze sectie bestaat niet in dit plan.")
    visite = visite.bij(request, rij.opgave.sleutel)
    cluster = rij.opgave.cluster
    if cluster is not None:
        visite = replace(
            visite,
            document=replace(visite.document, clusters=(boom.Cluster(cluster.sleutel, cluster.naam, cluster.kleur),)),
        )
    return _plek(
        visite,
        rij,
        boom.Sectiesoort(rij.soort.code, rij.soort.letter, rij.soort.naam, rij.soort.itemsoort),
        opgave=replace(visite.document.opgave(nummer), cluster=cluster.sleutel if cluster else ""),
    )


def hele_fiche(request: HttpRequest, regio: str, nummer: int) -> tuple[Bezoek, Opgave]:
    """The visit and the opgave, with its cluster, for who may see it; otherwise 404. Four queries."""
    visite = _visite(request, regio)
    opgave = visite.plan.opgaven.filter(nummer=nummer).select_related("cluster").first()
    if opgave is None:
        raise Http404(f"Opgave {nummer} bestaat niet in dit plan.")
    return visite, opgave


def in_hoofdstuk(request: HttpRequest, regio: str, hoofdstuk: int, sectie: int) -> Sectievindplaats:
    """The section at that place in that chapter, both counted from 1. Six queries."""
    visite = _visite(request, regio)
    if not (1 <= hoofdstuk < VEEL and 1 <= sectie < VEEL):
        raise Http404("Deze sectie bestaat niet in dit plan.")
    houder = (
        Hoofdstuk.objects.filter(plan=visite.plan).order_by("na_opgaven", "volgorde")[hoofdstuk - 1 : hoofdstuk].first()
    )
    gevonden = _secties(visite.plan).filter(hoofdstuk=houder).select_related("hoofdstuk", "gewijzigd_door")
    rij = gevonden.order_by("volgorde")[sectie - 1 : sectie].first() if houder else None
    if rij is None:
        raise Http404("Deze sectie bestaat niet in dit plan.")
    return _plek(visite, rij, boom.Sectiesoort("", str(sectie), rij.titel), hoofdstuk=hoofdstuk, nummer=sectie)


def vind(visite: Bezoek, sleutel: str) -> Sectievindplaats | None:
    """Where the section with this key stands now, with the rights there; None where it is gone. Four queries."""
    gevonden = _secties(visite.plan).filter(sleutel=sleutel.replace("\0", ""))
    rij = gevonden.select_related("opgave", "soort", "hoofdstuk", "gewijzigd_door").first()
    if rij is None:
        return None
    houder = rij.opgave
    if houder is not None and rij.soort is not None:
        visite = replace(visite, rechten=visite.rechten.voor(houder.sleutel))
        soort = boom.Sectiesoort(rij.soort.code, rij.soort.letter, rij.soort.naam, rij.soort.itemsoort)
        return _plek(visite, rij, soort, opgave=boom.Opgave(houder.sleutel, houder.nummer, houder.titel))
    hoofdstukken = Hoofdstuk.objects.filter(plan=visite.plan).order_by("na_opgaven", "volgorde")
    hoofdstuk = list(hoofdstukken.values_list("pk", flat=True)).index(rij.hoofdstuk_id or 0) + 1
    nummer = _secties(visite.plan).filter(hoofdstuk=rij.hoofdstuk, volgorde__lte=rij.volgorde).count()
    visite = replace(visite, rechten=visite.rechten.voor(""))
    return _plek(visite, rij, boom.Sectiesoort("", str(nummer), rij.titel), hoofdstuk=hoofdstuk, nummer=nummer)


_OPGAVEN = VasteVraag(
    lambda plan: Opgave.objects.filter(plan=plan).values_list("sleutel", "nummer", "titel"), getal=("plan",)
)
_IN_FICHE = VasteRijen(
    Sectie,
    *("opgave", "opgave__cluster", "soort", "gewijzigd_door"),
    zoek=lambda plan, nummer, soort: Sectie.objects.filter(plan=plan, opgave__nummer=nummer, soort__code=soort),
    getal=("plan", "nummer"),
)


def _secties(plan: Plan) -> QuerySet[Sectie]:
    return Sectie.objects.filter(plan=plan)


def _plek(
    visite: Bezoek,
    rij: Sectie,
    soort: boom.Sectiesoort,
    *,
    opgave: boom.Opgave | None = None,
    hoofdstuk: int = 0,
    nummer: int = 0,
) -> Sectievindplaats:
    rij.plan = visite.plan
    return Sectievindplaats(visite, rij, sectie_van(rij) or bouw_sectie(rij), soort, opgave, hoofdstuk, nummer)


def _visite(request: HttpRequest, regio: str) -> Bezoek:
    """As `bezoek`, but with the plan's title and opgaven alone: two queries, also right after a save."""
    plan, rechten = plan_en_rechten(request, regio)
    opgaven = _OPGAVEN(plan.pk)
    document = boom.Plandocument(
        regio=plan.regio.code,
        titel=plan.titel,
        label=plan.label,
        opgaven=tuple(boom.Opgave(sleutel, nummer, titel) for sleutel, nummer, titel in opgaven),
    )
    visite = Bezoek(plan.regio, plan, document, rechten, werkversie(plan), heel=False)
    request.bezoek = visite  # type: ignore[attr-defined]
    return visite
