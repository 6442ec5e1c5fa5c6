"""What versions bring to a meeting: those that the body has not decided on, and changes that bodies asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from governance.agendabronnen import Agendavoorstel
from governance.models import Agendapunt, Overleg
from npvr import adressen
from npvr.getallen import aantal, datum
from opgaven.models import Plan
from plandocument.documentsoorten import PLAN

from .gevraagd import open_amendementen
from .models import Goedkeuring, Versie

HOEVEEL: Final = 3
"""As many of the newest versions are offered."""


def bron(overleg: Overleg, tot: date) -> Iterable[Agendavoorstel]:
    """Three queries."""
    regio = overleg.gremium.regio
    plan = Plan.objects.huidige(PLAN).filter(regio=regio).first()
    if plan is None:
        return
    besloten = Goedkeuring.objects.filter(besluit__gremium=overleg.gremium_id).values("versie")
    rijen = Versie.objects.filter(plan=plan).exclude(pk__in=besloten).defer("inhoud").order_by("-nummer")
    for versie in rijen[:HOEVEEL]:
        yield Agendavoorstel(
            "versie",
            str(versie.pk),
            f"Vaststellen: {versie.label}",
            f"Dit gremium besloot nog niet over deze versie van {datum(versie.gemaakt_op)}.",
            adressen.voorpagina(regio.code, versie=versie.code),
            Agendapunt.Soort.BESLUIT,
            "De versie vaststellen.",
        )
    if gevraagd := open_amendementen(plan).count():
        hoeveel = aantal(gevraagd, "wijziging wacht", "wijzigingen wachten")
        zin = f"{hoeveel} nog op uitvoering: bij een besluit gevraagd."
        pad = adressen.documenten(regio.code)
        yield Agendavoorstel("gevraagd", "open", "Gevraagde wijzigingen", zin, pad, Agendapunt.Soort.BESPREKING)
