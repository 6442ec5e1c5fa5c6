"""What every print of a plan shares: what identifies it, what makes it one for the archive, a choice made a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone

from npvr.bestand import Bestand
from npvr.getallen import datum
from opgaven.beelden import VOOR, als_data, data_adres, van_document
from opgaven.bezoek import Bezoek
from plandocument.canoniek import canonieke_bytes
from plandocument.versiecode import versiecode
from versies.models import Goedkeuring

from .druk import pers
from .druk.besluiten import besluiten
from .druk.gremia import Overleggen, overleggen
from .druk.keuze import Drukkeuze
from .druk.opmaak import html_plan
from .druk.uitgave import Uitgave
from .schrijvers import Schrijfbeeld

RUIM: Final = pers.Grenzen(seconden=120, cpu=100, wachten=240)
"""For a print that is laid out twice, and for one that somebody follows: it may wait its turn."""


def uitgave(visite: Bezoek, ook: Goedkeuring | None = None) -> Uitgave:
    """What identifies a print of the text that is visited. Of a version two queries, for what was decided about it.

    `ook`: a decision that is being confirmed with this print.
    """
    hash_ = visite.hash
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


def plan_als_html(visite: Bezoek, identiteit: Uitgave) -> str:
    """The whole plan as it prints when nobody chooses otherwise. Three queries."""
    return plan_met(visite, identiteit, overleggen(visite.regio))


def plan_met(visite: Bezoek, identiteit: Uitgave, bij: Overleggen) -> str:
    """The same, with bodies that were read before. No query."""
    return html_plan(visite.document, identiteit, bij.lagen, plaat=bij.plaat, beeld=beelden_van(visite))


def beelden_van(visite: Bezoek) -> Callable[[str], str]:
    """What the figures of a text show, for the press. One query, none when it has no figures."""
    return data_adres(als_data(visite.regio.pk, van_document(visite.document)))


def schrijfbeelden(visite: Bezoek) -> dict[str, Schrijfbeeld]:
    """The same for Word and ODT, by name. One query, none when it has no figures."""
    return {
        f"{VOOR}{som}": Schrijfbeeld(bytes(b.inhoud), b.soort, b.breedte, b.hoogte)
        for som, b in als_data(visite.regio.pk, van_document(visite.document)).items()
    }


def stuk_bij_besluit(visite: Bezoek, besluit: Goedkeuring) -> bytes:
    """The print of a version that is kept with this decision: for the archive (PDF/A-3a) when it adopts the version.

    Raises a `druk.fouten.DrukMislukt`.
    """
    identiteit, bijlage = uitgave(visite, besluit), None
    if is_goedgekeurd(identiteit):
        identiteit, bijlage = voor_archief(visite, identiteit)
    return pers.druk(pers.zetsel(plan_als_html(visite, identiteit), bijlage=bijlage)).lees()


def is_goedgekeurd(uitgave_: Uitgave) -> bool:
    """Whether there is an archive copy: a body adopted this version or agreed to it."""
    return any(b.goedgekeurd for b in uitgave_.eigen_besluiten)


def voor_archief(visite: Bezoek, identiteit: Uitgave) -> tuple[Uitgave, pers.Bijlage]:
    """What makes a print one for the archive: it says when its text was made, and has that text with it as data."""
    bijlage = pers.Bijlage(
        naam=f"{visite.regio.code}-{visite.bron.versie}.json",
        omschrijving="De tekst van het plan als gegevensbestand (JSON), waar dit stuk van is gemaakt",
        inhoud=canonieke_bytes(visite.document).decode(),
        op=visite.bron.op,
    )
    gemaakt = visite.bron.op.astimezone(timezone.get_current_timezone()).isoformat(timespec="seconds")
    return replace(identiteit, archief=True, gemaakt=gemaakt), bijlage


def controleer(visite: Bezoek, keuze: Drukkeuze) -> None:
    """Raises Onmogelijk, with a sentence for people, for a choice that is `netjes` but cannot be made of this text."""
    keuze.van.controleer(visite, keuze)


def maak(visite: Bezoek, keuze: Drukkeuze, meld: pers.Meld | None = None) -> Bestand:
    """The file of a choice that is `netjes`. Raises Onmogelijk, a `druk.fouten.DrukMislukt`, or OnbekendeSoort."""
    return keuze.van.maak(visite, keuze, meld)
