"""From a visit to a plan and a choice to a file: what a print needs is fetched here, the press does the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone

from governance.models import Ministerie
from npvr.getallen import datum
from opgaven.bezoek import Bezoek
from opgaven.controle import afwijzingen, controle
from plandocument.canoniek import canonieke_bytes, hash_van
from versies.models import Goedkeuring

from . import passing, schrijvers
from .druk import pers
from .druk.besluiten import besluiten
from .druk.gremia import Overleggen, overleggen
from .druk.keuze import ARCHIEF, JSON, ODT, PDF, WORD, Keuze, Onmogelijk
from .druk.matrix import matrix
from .druk.opmaak import html_fiche, html_plan, html_selectie
from .druk.uitgave import Uitgave
from .druk.versiecode import versiecode
from .druk.verslag import Opzij, html_verslag
from .druk.watermerk import schoon
from .namen import stuknaam

INHOUDSTYPEN: Final = {
    PDF: ("pdf", "application/pdf"),
    ARCHIEF: ("pdf", "application/pdf"),
    WORD: ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ODT: ("odt", "application/vnd.oasis.opendocument.text"),
    JSON: ("json", "application/json"),
}
GEEN_BESLUIT: Final = (
    "Van deze versie is geen archiefstuk: er is nog geen bevestigd besluit dat haar vaststelt of er akkoord mee gaat."
)
GEEN_VERGADERVERSIE: Final = (
    "Een vergaderversie maakt u van een vastgelegde versie. Wat iemand op papier schrijft, hoort dan bij een tekst die "
    "niet meer verandert, en is later in te voeren. Kies een versie, of laat de regelnummers weg."
)
GEEN_WOORD: Final = "Dit woord kan niet achter de tekst staan. Gebruik gewone letters en cijfers."
MEMO_ALLEEN_PDF: Final = "Een wijzigingsmemo is er alleen als PDF."
WERKVERSIE: Final = "werkversie"
"""The working copy among the texts that are compared."""
RUIM: Final = pers.Grenzen(seconden=120, cpu=100, wachten=240)
"""For a print that is laid out twice, and for one that somebody follows: it may wait its turn."""


@dataclass(frozen=True, slots=True)
class Gemaakt:
    """A file that was made, under the name by which it is saved."""

    naam: str
    inhoudstype: str
    inhoud: bytes


def uitgave(visite: Bezoek, ook: Goedkeuring | None = None) -> Uitgave:
    """What identifies a print of the text that is visited. Of a version two queries, for what was decided about it.

    `ook`: a decision that is being confirmed with this print.
    """
    hash_ = hash_van(visite.document)
    regio, op = visite.regio, timezone.localtime(visite.bron.op)
    basis = settings.BASIS_URL.rstrip("/")
    code = versiecode(regio.code, hash_)
    return Uitgave(
        naam=visite.document.titel,
        regio=regio.naam,
        label="" if visite.werkversie else visite.document.label,
        stand=f"{'werkversie' if visite.werkversie else 'vastgelegd'} {datum(op)}",
        code=code,
        hash=hash_,
        adres=f"{basis}/{regio.code}/",
        controle=f"{basis}/{regio.code}/controle/?code={quote(code)}",
        werkversie=visite.werkversie,
        besluiten=() if visite.werkversie else besluiten(visite.plan, visite.bron.versie, ook),
    )


def plan_als_pdf(visite: Bezoek, meld: pers.Meld | None = None) -> bytes:
    """The print of the whole plan that is visited. Raises a `druk.fouten.DrukMislukt`."""
    return pers.druk(pers.zetsel(plan_als_html(visite, uitgave(visite))), meld=meld).lees()


def plan_als_html(visite: Bezoek, identiteit: Uitgave) -> str:
    """The whole plan as it prints when nobody chooses otherwise. Three queries."""
    bij = overleggen(visite.regio)
    return html_plan(visite.document, identiteit, bij.lagen, plaat=bij.plaat)


def stuk_bij_besluit(visite: Bezoek, besluit: Goedkeuring) -> bytes:
    """The print of a version that is kept with this decision: for the archive (PDF/A-3a) when it adopts the version.

    Raises a `druk.fouten.DrukMislukt`.
    """
    identiteit, bijlage = uitgave(visite, besluit), None
    if is_goedgekeurd(identiteit):
        identiteit, bijlage = _voor_archief(visite, identiteit)
    return pers.druk(pers.zetsel(plan_als_html(visite, identiteit), bijlage=bijlage)).lees()


def is_goedgekeurd(uitgave_: Uitgave) -> bool:
    """Whether there is an archive copy: a body adopted this version or agreed to it."""
    return any(b.goedgekeurd for b in uitgave_.eigen_besluiten)


def controleer(visite: Bezoek, keuze: Keuze) -> None:
    """Raises Onmogelijk, with a sentence for people, for a choice that is `netjes` but cannot be made of this text."""
    if keuze.archief and not is_goedgekeurd(uitgave(visite)):
        raise Onmogelijk(GEEN_BESLUIT)
    if keuze.watermerk and not schoon(keuze.watermerk):
        raise Onmogelijk(GEEN_WOORD)
    if keuze.vergaderversie and visite.werkversie:
        raise Onmogelijk(GEEN_VERGADERVERSIE)


def maak(visite: Bezoek, keuze: Keuze, meld: pers.Meld | None = None) -> Gemaakt:
    """The file of a choice that is `netjes`, except tables.

    Raises Onmogelijk with a sentence for people, or a `druk.fouten.DrukMislukt`.
    """
    controleer(visite, keuze)
    document = visite.document
    eind, soort = INHOUDSTYPEN[keuze.formaat]
    naam = bestandsnaam(visite, keuze, eind)
    if keuze.soort == "memo":
        return Gemaakt(naam, soort, _memo(visite, keuze))
    if keuze.formaat == JSON:
        return Gemaakt(naam, soort, schrijvers.json_bytes(document))
    if keuze.pdf:
        grenzen = RUIM if keuze.regelnummers or meld else None
        return Gemaakt(naam, soort, pers.druk(zetsel(visite, keuze), grenzen, meld).lees())
    schrijf: Callable[..., bytes] = schrijvers.word_bytes if keuze.formaat == WORD else schrijvers.odt_bytes
    identiteit = uitgave(visite)
    if keuze.soort == "fiche":
        stuk = schrijvers.fiche(document, document.per_sleutel[keuze.opgaven[0]], identiteit)
    else:
        stuk = schrijvers.plan(document, identiteit, keuze.opgaven if keuze.soort == "selectie" else None)
    return Gemaakt(naam, soort, schrijf(stuk))


def zetsel(visite: Bezoek, keuze: Keuze) -> pers.Zetsel:
    """A print that is `netjes` and passed `controleer`, ready for the press."""
    identiteit, bijlage = uitgave(visite), None
    if keuze.archief:
        identiteit, bijlage = _voor_archief(visite, identiteit)
    return pers.zetsel(
        _html(visite, keuze, identiteit), regelnummers=keuze.regelnummers, woord=keuze.watermerk, bijlage=bijlage
    )


def _voor_archief(visite: Bezoek, identiteit: Uitgave) -> tuple[Uitgave, pers.Bijlage]:
    """What makes a print one for the archive: it says when its text was made, and has that text with it as data."""
    bijlage = pers.Bijlage(
        naam=f"{visite.regio.code}-{visite.bron.versie}.json",
        omschrijving="De tekst van het plan als gegevensbestand (JSON), waar dit stuk van is gemaakt",
        inhoud=canonieke_bytes(visite.document).decode(),
        op=visite.bron.op,
    )
    gemaakt = visite.bron.op.astimezone(timezone.get_current_timezone()).isoformat(timespec="seconds")
    return replace(identiteit, archief=True, gemaakt=gemaakt), bijlage


def _html(visite: Bezoek, keuze: Keuze, identiteit: Uitgave) -> str:
    document = visite.document
    basis = settings.BASIS_URL.rstrip("/")

    def adres(nummer: int) -> str:
        return basis + visite.adres("opgave", nummer)

    opgaven = [document.per_sleutel[s] for s in keuze.opgaven]
    if keuze.soort == "fiche":
        return html_fiche(document, opgaven[0], identiteit, adres, keuze.codes)
    if keuze.soort == "selectie":
        return html_selectie(document, identiteit, opgaven, adres, keuze.codes)
    if keuze.soort == "plancontrole":
        return _verslag(visite, identiteit)
    namen = {}
    if "matrix" in keuze.bijlagen:
        namen = {code: (kort, naam) for code, kort, naam in Ministerie.objects.values_list("code", "afkorting", "naam")}
    bij = overleggen(visite.regio) if "overleggen" in keuze.bijlagen else Overleggen()
    return html_plan(
        document,
        identiteit,
        bij.lagen,
        plaat=bij.plaat,
        matrix=matrix(document, namen) if "matrix" in keuze.bijlagen else None,
        besluiten="besluiten" in keuze.bijlagen,
        codes=keuze.codes,
    )


def _verslag(visite: Bezoek, identiteit: Uitgave) -> str:
    """What the plancontrole finds now in the working copy."""
    document = visite.document
    gemeten = passing.bladzijden(document)
    stand = controle(visite.plan, document, gemeten)
    redenen = afwijzingen(visite.plan)
    opzij = [
        (b, Opzij(redenen[b.afdruk].reden, datum(timezone.localtime(redenen[b.afdruk].op))))
        for b in stand.alle
        if b.afdruk in redenen
    ]
    return html_verslag(document, identiteit, stand.open, opzij, len(document.opgaven) - len(gemeten))


def _memo(visite: Bezoek, keuze: Keuze) -> bytes:
    """From the older text to the newer; the working copy is the text of no version."""
    from . import memo

    maken = {PDF: "memo_als_pdf", WORD: "memo_als_word", ODT: "memo_als_odt"}
    schrijf = getattr(memo, maken[keuze.formaat], None)
    if schrijf is None:
        raise Onmogelijk(MEMO_ALLEEN_PDF)
    uit = schrijf(visite, keuze.versie or WERKVERSIE, keuze.naar or WERKVERSIE)
    return uit.lees() if isinstance(uit, pers.Afdruk) else bytes(uit)


def bestandsnaam(visite: Bezoek, keuze: Keuze, eind: str) -> str:
    """ "Plan voor de Regio Twente Definitief - fiche van opgave 14 2026-11-20.pdf"."""
    wat = keuze.titel(visite.document)
    deel = "" if keuze.soort == "plan" and not keuze.regelnummers else f"{wat[:1].lower()}{wat[1:]}"
    return stuknaam(visite, eind, deel, "archief" if keuze.archief else "")
