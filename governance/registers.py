"""Names from the registers, for codes that stand in a Plandocument."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value

from governance.models import Gremium, Ministerie, Organisatie, Regio
from npvr.vaste_vraag import VasteVraag


class Naam(NamedTuple):
    """`kort` is the abbreviation of a ministry; elsewhere the name once more."""

    naam: str
    kort: str


Namen = dict[tuple[str, str], Naam]


def registernamen(regio: Regio) -> Namen:
    """(kind, code) → name, of all ministries and of the region's bodies and organisations: one query."""
    return {(soort, code): Naam(naam, kort) for soort, code, naam, kort in _VRAAG(regio.pk)}


def _vraag(regio: int) -> QuerySet[Any, Any]:
    ministeries = Ministerie.objects.order_by().values_list(Value("ministerie"), "code", "naam", F("afkorting"))
    gremia = Gremium.objects.filter(regio=regio).order_by().values_list(Value("gremium"), "code", "naam", F("naam"))
    organisaties = (
        Organisatie.objects.filter(regio=regio).order_by().values_list(Value("organisatie"), "code", "naam", F("naam"))
    )
    return ministeries.union(gremia, organisaties, all=True)


_VRAAG = VasteVraag(_vraag, getal=("regio",))
