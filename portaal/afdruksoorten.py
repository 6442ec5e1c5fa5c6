"""Kinds of print that need names from the registers or addresses of pages: the plancontrole, and tables of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import tablib
from django.conf import settings
from django.utils import timezone

from documenten import passing
from documenten.afdrukken import RUIM, uitgave
from documenten.druk import pers
from documenten.druk.keuze import AFDRUKSOORTEN, Drukkeuze
from documenten.druk.verslag import Opzij, html_verslag
from documenten.soorten.basis import Afdruksoort
from governance.registers import registernamen
from npvr.bladschrijver import BLADEN
from npvr.cellen import veilige_cel
from npvr.formaten import ODS, PDF, XLSX
from npvr.getallen import datum
from opgaven.bevindingen import Bevindingwegwijzer
from opgaven.bezoek import Bezoek
from opgaven.controle import afwijzingen, controle
from plandocument import tekst
from plandocument.boom import Opgave, Plandocument
from plandocument.codes import plaatsen
from plandocument.itemsoorten import ITEMSOORTEN, Itemsoort

from .overzicht import kaarten
from .resources import BevindingResource, OpgaveResource

VOOR: Final = ("Opgave", "Titel van de opgave", "Cluster", "Code")


class MetTabel(Afdruksoort):
    """One that comes as a sheet: `titel_blad` is the name of that, `rijen` are its rows."""

    titel_blad: str
    formaten: tuple[str, ...] = (XLSX, ODS)

    def inhoud(self, visite: Bezoek, keuze: Drukkeuze, meld: pers.Meld | None) -> bytes:
        blad = self.rijen(visite, settings.BASIS_URL.rstrip("/"))
        blad.title = self.titel_blad
        return BLADEN[keuze.formaat](blad)

    def rijen(self, visite: Bezoek, basis: str) -> tablib.Dataset:
        """Harmless cells. `basis` is the address of the portal."""
        raise NotImplementedError


@AFDRUKSOORTEN.klasse
class Plancontrole(MetTabel):
    """What the plancontrole finds now in the working copy, with what was set aside and why."""

    code = "plancontrole"
    naam = "Verslag van de plancontrole"
    zin = "het verslag van de plancontrole"
    formaten = (PDF, XLSX, ODS)
    formulier = "portaal/afdruk/plancontrole.html"
    titel_blad = "Plancontrole"

    def houdt(self, keuze: Drukkeuze, document: Plandocument) -> dict[str, Any]:
        return {}

    def te_lezen(self, keuze: Drukkeuze) -> str:
        return ""

    def inhoud(self, visite: Bezoek, keuze: Drukkeuze, meld: pers.Meld | None) -> bytes:
        if keuze.formaat == PDF:
            return pers.druk(pers.zetsel(self.html(visite)), RUIM if meld else None, meld).lees()
        return super().inhoud(visite, keuze, meld)

    def html(self, visite: Bezoek) -> str:
        document = visite.document
        gemeten = passing.bladzijden(document)
        stand = controle(visite.plan, document, gemeten)
        redenen = afwijzingen(visite.plan)
        opzij = [
            (b, Opzij(redenen[b.afdruk].reden, datum(timezone.localdate(redenen[b.afdruk].op))))
            for b in stand.alle
            if b.afdruk in redenen
        ]
        return html_verslag(document, uitgave(visite), stand.open, opzij, len(document.opgaven) - len(gemeten))

    def rijen(self, visite: Bezoek, basis: str) -> tablib.Dataset:
        """Two queries."""
        stand = controle(visite.plan, visite.document, passing.bladzijden(visite.document))
        weg, redenen = Bevindingwegwijzer(visite.document), afwijzingen(visite.plan)
        return BevindingResource(basis).export([weg.rij(b, afwijzing=redenen.get(b.afdruk)) for b in stand.alle])


@AFDRUKSOORTEN.klasse
class Opgaven(MetTabel):
    """The list of opgaven, a row for each."""

    code = "opgaven"
    naam = "Tabel van de opgaven"
    zin = "een tabel met de opgaven"
    titel_blad = "Opgaven"

    def rijen(self, visite: Bezoek, basis: str) -> tablib.Dataset:
        """Three queries at most."""
        return OpgaveResource(visite, registernamen(visite.regio), basis).export(kaarten(visite))


class Itemtabel(MetTabel):
    """A row for each item of one kind, in the columns that the kind itself names."""

    def __init__(self, itemsoort: Itemsoort) -> None:
        self.itemsoort = itemsoort
        self.code = itemsoort.meervoud
        self.naam = f"Tabel van de {itemsoort.meervoud}"
        self.zin = f"een tabel met alle {itemsoort.meervoud}"
        self.titel_blad = itemsoort.meervoud.capitalize()

    def rijen(self, visite: Bezoek, basis: str) -> tablib.Dataset:
        """No query."""
        blad = tablib.Dataset(headers=[*VOOR, *self.itemsoort.tabel, "Adres"])
        for opgave in visite.document.opgaven:
            for rij in self._van(visite, opgave, basis):
                blad.append([veilige_cel(cel) for cel in rij])
        return blad

    def _van(self, visite: Bezoek, opgave: Opgave, basis: str) -> Iterator[tuple[Any, ...]]:
        document = visite.document
        cluster = document.cluster_per_sleutel.get(opgave.cluster)
        for plaats in plaatsen(document, opgave):
            if plaats.soort.itemklasse is not self.itemsoort:
                continue
            for groep in plaats.groepen:
                for regel in groep.regels:
                    cellen = {
                        "groep": groep.naam,
                        "tekst": tekst.woorden(regel.item.tekst, document.nummers),
                        "deelthema": regel.item.deelthema,
                        "status": regel.item.status_naam,
                    }
                    voor = (opgave.nummer, opgave.titel, cluster.naam if cluster else "", regel.code)
                    adres = f"{basis}{visite.adres('opgave', opgave.nummer)}#{regel.code}"
                    yield (*voor, *(cellen[veld] for veld in self.itemsoort.tabel.values()), adres)


for _soort in sorted(ITEMSOORTEN.values(), key=lambda s: "deelthema" not in s.tabel.values()):  # points before names
    if _soort.tabel:
        AFDRUKSOORTEN.neem_op(Itemtabel(_soort))
