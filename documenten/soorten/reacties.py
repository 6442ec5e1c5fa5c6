"""Prints about what others said: the reactienota and the dossier of a ministry."""

from __future__ import annotations

from typing import Any, Final

from governance.models import Ministerie
from npvr.bestand import Bestand
from npvr.formaten import FORMATEN, PDF
from opgaven.bezoek import Bezoek
from plandocument.boom import Plandocument
from reacties.permissions import Inzage

from ..afdrukken import RUIM
from ..dossier import SOORT as DOSSIER
from ..dossier import dossier_van, dossier_zetsel, dossiernaam
from ..druk import pers
from ..druk.keuze import AFDRUKSOORTEN, INTERN, Drukkeuze, Onmogelijk
from ..nota import NOTAFORMATEN, BestaatNiet, Notakeuze, mag_nota, nota_als, nota_van, notanaam
from ..nota.keuze import SOORT
from ..nota.lezen import NIET_INTERN, rondes
from .basis import Afdruksoort, gekozen

GEEN_MINISTERIE: Final = "Dit ministerie staat niet in het register."


class OverReacties(Afdruksoort):
    """About what others said of the working copy; `intern` adds what was not released, for the NPVR-team."""

    vraagt = frozenset({"ministerie", "intern"})

    def houdt(self, keuze: Drukkeuze, document: Plandocument) -> dict[str, Any]:
        return {"ministerie": keuze.ministerie, "intern": keuze.intern}

    def te_lezen(self, keuze: Drukkeuze) -> str:
        return ""

    def bij_het_formulier(self, visite: Bezoek) -> dict[str, Any]:
        """One query."""
        ministeries = [(code, naam) for code, naam in Ministerie.objects.order_by("naam").values_list("code", "naam")]
        return {"ministeries": ministeries, "team": Inzage.uit(visite.rechten).team, "intern": INTERN}

    def eerste_zin(self, keuze: Drukkeuze, document: Plandocument, welke: str, nieuwste: str) -> str:
        return f"U krijgt {self.wat(keuze, document)} als {FORMATEN[keuze.formaat].naam}."

    def verdere_zinnen(self, keuze: Drukkeuze) -> tuple[str, ...]:
        if keuze.intern:
            return ("Met reacties en antwoorden die nog niet zijn vrijgegeven. Verstuur dit bestand niet.",)
        return ("Met alleen reacties en antwoorden die zijn vrijgegeven.",)

    def maak(self, visite: Bezoek, keuze: Drukkeuze, meld: pers.Meld | None = None) -> Bestand:
        inzage = Inzage.uit(visite.rechten)
        if not mag_nota(inzage, intern=keuze.intern):
            raise Onmogelijk(NIET_INTERN)
        return self.stuk(visite, inzage, keuze, meld)

    def stuk(self, visite: Bezoek, inzage: Inzage, keuze: Drukkeuze, meld: pers.Meld | None) -> Bestand:
        """The file, for who may have it. Raises Onmogelijk where what it is about is not there."""
        raise NotImplementedError


@AFDRUKSOORTEN.klasse
class Reactienota(OverReacties):
    """Every comment with its answer and what it changed; of a round, a ministry, one opgave, or all."""

    code = SOORT
    naam = "Reactienota"
    zin = "een reactienota"
    formaten = NOTAFORMATEN
    vraagt = OverReacties.vraagt | {"ronde", "opgaven"}
    formulier = "documenten/afdruk/reactienota.html"

    def houdt(self, keuze: Drukkeuze, document: Plandocument) -> dict[str, Any]:
        opgaven = tuple(o.sleutel for o in gekozen(keuze, document)[:1])
        return super().houdt(keuze, document) | {"ronde": keuze.ronde, "opgaven": opgaven}

    def bij_het_formulier(self, visite: Bezoek) -> dict[str, Any]:
        """Two queries."""
        mag = rondes(visite, Inzage.uit(visite.rechten)).values_list("code", "titel")
        return super().bij_het_formulier(visite) | {"rondes": list(mag)}

    def titel(self, keuze: Drukkeuze, document: Plandocument) -> str:
        naam = "Interne reactienota" if keuze.intern else self.naam
        nummers = [document.nummers[s] for s in keuze.opgaven if s in document.nummers]
        opgave = f"opgave {nummers[0]}" if nummers else ""
        return " ".join(filter(None, (naam, keuze.ronde, keuze.ministerie, opgave)))

    def wat(self, keuze: Drukkeuze, document: Plandocument) -> str:
        opgaven = gekozen(keuze, document)
        return f"{self.zin} over opgave {opgaven[0].nummer}, {opgaven[0].titel}" if opgaven else self.zin

    def stuk(self, visite: Bezoek, inzage: Inzage, keuze: Drukkeuze, meld: pers.Meld | None) -> Bestand:
        welke = Notakeuze(keuze.ronde, keuze.ministerie, "".join(keuze.opgaven[:1]), keuze.intern)
        try:
            nota = nota_van(visite, inzage, welke)
        except BestaatNiet as fout:
            raise Onmogelijk(str(fout)) from None
        inhoud = nota_als(keuze.formaat, nota, visite, RUIM, meld)
        return Bestand.als(keuze.formaat, notanaam(nota, welke, visite), inhoud)


@AFDRUKSOORTEN.klasse
class Dossierdruk(OverReacties):
    """What the plan asks of a ministry, what it said and what it heard."""

    code = DOSSIER
    naam = "Dossier van een ministerie"
    zin = "het dossier van een ministerie"
    formaten = (PDF,)
    formulier = "documenten/afdruk/dossier.html"

    def houdt(self, keuze: Drukkeuze, document: Plandocument) -> dict[str, Any]:
        if not keuze.ministerie:
            raise Onmogelijk("Kies een ministerie.")
        return super().houdt(keuze, document)

    def titel(self, keuze: Drukkeuze, document: Plandocument) -> str:
        return f"{'Intern dossier' if keuze.intern else 'Dossier'} {keuze.ministerie}"

    def stuk(self, visite: Bezoek, inzage: Inzage, keuze: Drukkeuze, meld: pers.Meld | None) -> Bestand:
        dossier = dossier_van(visite, inzage, keuze.ministerie, alleen_vrij=not keuze.intern)
        if dossier is None:
            raise Onmogelijk(GEEN_MINISTERIE)
        inhoud = pers.druk(dossier_zetsel(dossier, visite), RUIM, meld).lees()
        return Bestand.als(PDF, dossiernaam(dossier, visite), inhoud)
