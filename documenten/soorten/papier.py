"""The plan itself on paper and as a file: whole, some of its opgaven, or one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings

from governance.models import Ministerie
from npvr.formaten import ARCHIEF, JSON, ODT, PDF, WORD
from npvr.getallen import opsomming
from opgaven.bezoek import Bezoek
from plandocument.boom import Plandocument

from .. import afdrukken, schrijvers
from ..druk import pers
from ..druk.gremia import Overleggen, overleggen
from ..druk.keuze import AFDRUKSOORTEN, BIJLAGEN, GEWOON, LANGST, Drukkeuze, Onmogelijk
from ..druk.matrix import matrix
from ..druk.opmaak import html_fiche, html_plan, html_selectie
from ..druk.uitgave import Uitgave
from ..druk.watermerk import schoon
from ..schrijvers.opbouw import Stuktekst
from .basis import Afdruksoort, gekozen

GEEN_BESLUIT: Final = (
    "Van deze versie is geen archiefstuk: er is nog geen bevestigd besluit dat haar vaststelt of er akkoord mee gaat."
)
GEEN_VERGADERVERSIE: Final = (
    "Een vergaderversie maakt u van een vastgelegde versie. Wat iemand op papier schrijft, hoort dan bij een tekst die "
    "niet meer verandert, en is later in te voeren. Kies een versie, of laat de regelnummers weg."
)
GEEN_WOORD: Final = "Dit woord kan niet achter de tekst staan. Gebruik gewone letters en cijfers."


class OpPapier(Afdruksoort):
    """Text of the plan: its PDF can have codes, line numbers and a word behind it."""

    formaten: tuple[str, ...] = (PDF, WORD, ODT)
    vraagt = frozenset({"codes", "regelnummers", "watermerk"})
    onder: tuple[str, ...] = ("documenten/afdruk/_papier.html",)
    op_papier = True

    def houdt(self, keuze: Drukkeuze, document: Plandocument) -> dict[str, Any]:
        uit = super().houdt(keuze, document)
        if keuze.formaat == PDF:
            woord = " ".join(keuze.watermerk.split())[:LANGST].strip()
            uit |= {"codes": keuze.codes, "regelnummers": keuze.regelnummers, "watermerk": woord}
        return uit

    def controleer(self, visite: Bezoek, keuze: Drukkeuze) -> None:
        if keuze.archief and not afdrukken.is_goedgekeurd(afdrukken.uitgave(visite)):
            raise Onmogelijk(GEEN_BESLUIT)
        if keuze.watermerk and not schoon(keuze.watermerk):
            raise Onmogelijk(GEEN_WOORD)
        if keuze.vergaderversie and visite.werkversie:
            raise Onmogelijk(GEEN_VERGADERVERSIE)

    def verdere_zinnen(self, keuze: Drukkeuze) -> tuple[str, ...]:
        if keuze.formaat != PDF:
            return ()
        uit = ["Met de codes van de onderdelen (zoals 14.K2)." if keuze.codes else "Zonder codes."]
        if keuze.regelnummers:
            uit.append("In de kantlijn staat bij elke vijfde regel een regelnummer.")
        if keuze.watermerk:
            uit.append(f"Achter de tekst staat lichtgrijs het woord ‘{keuze.watermerk}’.")
        return tuple(uit)

    def inhoud(self, visite: Bezoek, keuze: Drukkeuze, meld: pers.Meld | None) -> bytes:
        if keuze.pdf:
            grenzen = afdrukken.RUIM if keuze.regelnummers or meld else None
            return pers.druk(self.zetsel(visite, keuze), grenzen, meld).lees()
        return schrijvers.SCHRIJVERS[keuze.formaat](self.stuk(visite, keuze, afdrukken.uitgave(visite)))

    def zetsel(self, visite: Bezoek, keuze: Drukkeuze) -> pers.Zetsel:
        """Ready for the press."""
        identiteit, bijlage = afdrukken.uitgave(visite), None
        if keuze.archief:
            identiteit, bijlage = afdrukken.voor_archief(visite, identiteit)
        return pers.zetsel(
            self.html(visite, keuze, identiteit),
            regelnummers=keuze.regelnummers,
            woord=keuze.watermerk,
            bijlage=bijlage,
        )

    def html(self, visite: Bezoek, keuze: Drukkeuze, identiteit: Uitgave) -> str:
        raise NotImplementedError

    def stuk(self, visite: Bezoek, keuze: Drukkeuze, identiteit: Uitgave) -> Stuktekst:
        """The same for Word and ODT."""
        raise NotImplementedError


@AFDRUKSOORTEN.klasse
class HeelPlan(OpPapier):
    """The whole plan, with what stands behind it."""

    code = GEWOON
    naam = "Het hele plan"
    zin = "het hele plan"
    formaten = (PDF, ARCHIEF, WORD, ODT, JSON)
    vraagt = OpPapier.vraagt | {"bijlagen"}
    onder = (*OpPapier.onder, "documenten/afdruk/_bijlagen.html")

    def houdt(self, keuze: Drukkeuze, document: Plandocument) -> dict[str, Any]:
        """An archive copy is what was decided on: codes, no line numbers, no word behind the text."""
        if keuze.archief and not keuze.versie:
            raise Onmogelijk("Een archiefstuk maakt u van een versie waarover is besloten, niet van de werkversie.")
        bijlagen = keuze.bijlagen & frozenset(BIJLAGEN) if keuze.pdf else frozenset()
        return super().houdt(keuze, document) | {"bijlagen": bijlagen if keuze.versie else bijlagen - {"besluiten"}}

    def verdere_zinnen(self, keuze: Drukkeuze) -> tuple[str, ...]:
        uit = list(super().verdere_zinnen(keuze))
        if keuze.archief:
            uit.append("In het bestand zit ook de tekst zelf als gegevensbestand (JSON), zodat zij leesbaar blijft.")
        if keuze.pdf:
            namen = [BIJLAGEN[b].partition(":")[0].lower() for b in BIJLAGEN if b in keuze.bijlagen]
            uit.append(f"Achterin: {opsomming(namen)}." if namen else "Zonder bijlagen.")
        return tuple(uit)

    def deel(self, keuze: Drukkeuze, document: Plandocument) -> str:
        return super().deel(keuze, document) if keuze.regelnummers else ""

    def inhoud(self, visite: Bezoek, keuze: Drukkeuze, meld: pers.Meld | None) -> bytes:
        if keuze.formaat == JSON:
            return schrijvers.json_bytes(visite.document)
        return super().inhoud(visite, keuze, meld)

    def html(self, visite: Bezoek, keuze: Drukkeuze, identiteit: Uitgave) -> str:
        namen = {}
        if "matrix" in keuze.bijlagen:
            rijen = Ministerie.objects.values_list("code", "afkorting", "naam")
            namen = {code: (kort, naam) for code, kort, naam in rijen}
        bij = overleggen(visite.regio) if "overleggen" in keuze.bijlagen else Overleggen()
        return html_plan(
            visite.document,
            identiteit,
            bij.lagen,
            plaat=bij.plaat,
            matrix=matrix(visite.document, namen) if "matrix" in keuze.bijlagen else None,
            besluiten="besluiten" in keuze.bijlagen,
            codes=keuze.codes,
            beeld=afdrukken.beelden_van(visite),
        )

    def stuk(self, visite: Bezoek, keuze: Drukkeuze, identiteit: Uitgave) -> Stuktekst:
        return schrijvers.plan(visite.document, identiteit, beelden=afdrukken.schrijfbeelden(visite))


@AFDRUKSOORTEN.klasse
class Selectiedruk(OpPapier):
    """Some opgaven, with a cover and contents."""

    code = "selectie"
    naam = "Een selectie van opgaven"
    zin = "een selectie van opgaven"
    vraagt = OpPapier.vraagt | {"opgaven"}
    formulier = "documenten/afdruk/selectie.html"
    geen = "Kies ten minste één opgave."

    def houdt(self, keuze: Drukkeuze, document: Plandocument) -> dict[str, Any]:
        opgaven = tuple(o.sleutel for o in gekozen(keuze, document))
        if not opgaven:
            raise Onmogelijk(self.geen)
        return super().houdt(keuze, document) | {"opgaven": opgaven}

    def titel(self, keuze: Drukkeuze, document: Plandocument) -> str:
        nummers = [str(document.nummers[s]) for s in keuze.opgaven if s in document.nummers]
        if not nummers or len(nummers) > 6:
            return f"Selectie van {len(nummers)} opgaven" if nummers else self.naam
        return f"{'Opgave' if len(nummers) == 1 else 'Opgaven'} {opsomming(nummers)}"

    def wat(self, keuze: Drukkeuze, document: Plandocument) -> str:
        nummers = [str(o.nummer) for o in gekozen(keuze, document)]
        return f"{'opgave' if len(nummers) == 1 else 'de opgaven'} {opsomming(nummers)}" if nummers else self.zin

    def html(self, visite: Bezoek, keuze: Drukkeuze, identiteit: Uitgave) -> str:
        opgaven = [visite.document.per_sleutel[s] for s in keuze.opgaven]
        return html_selectie(visite.document, identiteit, opgaven, _op_het_web(visite), keuze.codes)

    def stuk(self, visite: Bezoek, keuze: Drukkeuze, identiteit: Uitgave) -> Stuktekst:
        return schrijvers.plan(visite.document, identiteit, keuze.opgaven)


@AFDRUKSOORTEN.klasse
class EenFiche(Selectiedruk):
    """One opgave, without anything around it."""

    code = "fiche"
    naam = "Eén fiche"
    zin = "één fiche"
    formulier = "documenten/afdruk/fiche.html"
    geen = "Kies één opgave voor de fiche."

    def houdt(self, keuze: Drukkeuze, document: Plandocument) -> dict[str, Any]:
        uit = super().houdt(keuze, document)
        if len(uit["opgaven"]) > 1:
            raise Onmogelijk("Een fiche gaat over één opgave. Kies er één, of kies een selectie van opgaven.")
        return uit

    def titel(self, keuze: Drukkeuze, document: Plandocument) -> str:
        nummers = [str(document.nummers[s]) for s in keuze.opgaven if s in document.nummers]
        return f"Fiche van opgave {nummers[0]}" if nummers else self.naam

    def wat(self, keuze: Drukkeuze, document: Plandocument) -> str:
        opgaven = gekozen(keuze, document)
        return f"de fiche van opgave {opgaven[0].nummer}, {opgaven[0].titel}" if opgaven else self.zin

    def html(self, visite: Bezoek, keuze: Drukkeuze, identiteit: Uitgave) -> str:
        opgave = visite.document.per_sleutel[keuze.opgaven[0]]
        return html_fiche(visite.document, opgave, identiteit, _op_het_web(visite), keuze.codes)

    def stuk(self, visite: Bezoek, keuze: Drukkeuze, identiteit: Uitgave) -> Stuktekst:
        return schrijvers.fiche(visite.document, visite.document.per_sleutel[keuze.opgaven[0]], identiteit)


def _op_het_web(visite: Bezoek) -> Callable[[int], str]:
    basis = settings.BASIS_URL.rstrip("/")
    return lambda nummer: basis + visite.adres("opgave", nummer)
