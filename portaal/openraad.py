"""What was decided in meetings as open data, after VNG's ODS Open Raads-, Staten- en Bestuursinformatie 2.0.0-beta: its
read-only part "mini-ORI" with vergaderingen, agendapunten and informatieobjecten. Pure: rows in, plain data out.

Of a meeting only what everybody may read: settled records, items with an open decision, and those decisions. Bodies of
an NPVR are no council; what the standard has no word for is `overig` or left out. Names of fields are the standard's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from governance.kalender import moment
from governance.models import Agendapunt, Besluit, Overleg

VERSIE: Final = "2.0.0-beta.4"
PER_PAGINA: Final = 50
CATEGORIE: Final = "c_db4862c3"
"""TOOI: vergaderstukken decentrale overheden."""
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Oriadressen:
    """Addresses of the feed and of pages, with host."""

    basis: str
    """Of the feed, ending in a slash."""
    regio: str
    """Of the region's pages, ending in a slash."""

    def van(self, soort: str, pk: object) -> str:
        return f"{self.basis}{soort}/{pk}/"

    def verwijs(self, soort: str, pk: object) -> Data:
        return {"id": str(pk), "url": self.van(soort, pk)}

    def besluit(self, b: Besluit) -> str:
        return f"{self.regio}governance/besluiten/{b.pk}/"


@dataclass(frozen=True, slots=True)
class Orivergadering:
    """A meeting with its open decisions, per item."""

    overleg: Overleg
    besluiten: Sequence[Besluit]

    @property
    def per_punt(self) -> Mapping[int, list[Besluit]]:
        uit: dict[int, list[Besluit]] = {}
        for b in self.besluiten:
            uit.setdefault(b.agendapunt_id or 0, []).append(b)
        return uit


def vergadering(v: Orivergadering, a: Oriadressen) -> Data:
    o = v.overleg
    begin, einde = (moment(o.datum, tijd).isoformat() for tijd in (o.aanvang, o.einde))
    was = o.was_op or o.datum
    return {
        "id": str(o.uid),
        "url": a.van("vergaderingen", o.uid),
        "webpaginaLink": f"{a.regio}governance/besluiten/?gremium={o.gremium.code}",
        "naam": f"{o.gremium.naam}, {o.code}"[:100],
        "vergaderingstype": "overig",
        "status": "gehouden",
        "geplandeVergaderdatum": was.isoformat(),
        "geplandeAanvangVergadering": moment(was, o.aanvang).isoformat(),
        "geplandeEindeVergadering": moment(was, o.einde).isoformat(),
        "vergaderdatum": o.datum.isoformat(),
        "aanvangVergadering": begin,
        "eindeVergadering": einde,
        "locatie": o.plaats[:100],
        "georganiseerdDoorGremium": {
            "gremiumidentificatie": o.gremium.kort[:10],
            "gremiumnaam": o.gremium.naam[:100],
        },
        "agendapunten": [a.van("agendapunten", pk) for pk in v.per_punt],
        "publicatiedatum": timezone.localdate(o.vastgesteld_op).isoformat() if o.vastgesteld_op else None,
    }


def agendapunt(punt: Agendapunt, overleg: Overleg, besluiten: Sequence[Besluit], nummer: str, a: Oriadressen) -> Data:
    return {
        "id": str(punt.pk),
        "url": a.van("agendapunten", punt.pk),
        "dossiertype": "agendapunt",
        "agendapuntnaam": punt.titel,
        "vergaderingen": [a.verwijs("vergaderingen", overleg.uid)],
        "volgnummer": nummer,
        "geplandVolgnummer": nummer,
        "indicatieHamerstuk": False,
        "indicatorBehandeld": punt.stand == Agendapunt.Stand.BEHANDELD,
        "indicatorBesloten": False,
        "informatieobjecten": [a.van("informatieobjecten", b.pk) for b in besluiten],
        "besluiten": [besluit(b, a) for b in besluiten],
    }


def besluit(b: Besluit, a: Oriadressen) -> Data:
    return {
        "id": b.code,
        "webpaginaLink": a.besluit(b),
        "besluitresultaat": b.get_uitkomst_display(),
        "toelichting": b.tekst,
        "herziet": b.herziet.code if b.herziet is not None and not b.herziet.besloten else None,
        "vervallen": b.vervallen_op is not None,
    }


def informatieobject(b: Besluit, overleg: Overleg, a: Oriadressen) -> Data:
    return {
        "id": str(b.pk),
        "url": a.van("informatieobjecten", b.pk),
        "webpaginaLink": a.besluit(b),
        "titel": f"{b.code}: {b.titel}",
        "informatieobjecttype": "besluitvormingsstuk",
        "wooInformatiecategorie": CATEGORIE,
        "vertrouwelijkheidsaanduiding": "openbaar",
        "formaat": "text/html",
        "datum": b.datum.isoformat(),
        "creatiedatum": b.datum.isoformat(),
        "vergaderingen": [a.verwijs("vergaderingen", overleg.uid)],
        "agendapunten": [a.van("agendapunten", b.agendapunt_id)],
    }


def bladzijde(resultaten: Sequence[Data], basis: str, pagina: int, meer: bool) -> Data:
    """A part of a collection, as the standard pages it."""
    return {
        "next": f"{basis}?pagina={pagina + 1}" if meer else None,
        "previous": f"{basis}?pagina={pagina - 1}" if pagina > 1 else None,
        "results": list(resultaten),
    }
