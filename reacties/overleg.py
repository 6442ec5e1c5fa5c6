"""Rounds that a meeting hears of, and the notice of a meeting that was opened again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from governance.agendabronnen import Agendavoorstel
from governance.models import Agendapunt, Lidmaatschap, Overleg, Rol
from governance.overlegstanden import VOORZITTERS, Overlegstap
from governance.rolhouders import houders
from npvr.getallen import datum

from .actions.meldingen import meld
from .meldingen import Meldingsoort, OverlegHeropend, StukkenVerzonden
from .models import Ronde


def bron(overleg: Overleg, tot: date) -> Iterable[Agendavoorstel]:
    """Rounds that run and close before the next meeting. One query."""
    regio = overleg.gremium.regio
    for ronde in Ronde.objects.lopend().filter(plan__regio=regio, deadline__lte=tot):
        yield Agendavoorstel(
            "ronde",
            ronde.code,
            f"Ronde: {ronde.titel}",
            f"De ronde sluit op {datum(ronde.deadline)}.",
            reverse("reacties:ronde", args=[regio.code, ronde.code]),
            Agendapunt.Soort.KENNISNAME,
        )


def meld_heropend(overleg: Overleg, stap: Overlegstap, reden: str, door: int) -> None:
    """What was closed is open again: everybody who may read it hears why. Two queries per person."""
    if stap.terug:
        _meld_leden(overleg, OverlegHeropend(overleg, stap, reden), door)


def meld_stukken(overleg: Overleg, door: int) -> None:
    """Agenda and papers are there for the members. Two queries per person."""
    _meld_leden(overleg, StukkenVerzonden(overleg), door)


def _meld_leden(overleg: Overleg, melding: Meldingsoort, door: int) -> None:
    regio = overleg.gremium.regio
    zetels = Lidmaatschap.objects.op(overleg.datum).filter(gremium=overleg.gremium_id, ministerie__isnull=False)
    leden = Q(soort__in=VOORZITTERS) | Q(soort=Rol.Soort.MINISTERIECONTACT, ministerie__in=zetels.values("ministerie"))
    rollen = houders(regio).filter(leden).exclude(user=door)
    for user in User.objects.filter(pk__in=rollen.values("user")).order_by("pk"):
        meld(wie=user, regio=regio, melding=melding)
