"""The register of decisions: for everybody what is public, for members also the rest."""

from __future__ import annotations

import tablib
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from governance.bezoek import Regiobezoek
from npvr.bestand import Bestand, antwoord
from npvr.bladschrijver import BLADEN
from npvr.cellen import veilige_cel
from opgaven.bezoek import Bezoek
from portaal import besluitregister as reg
from versies.bezoek import bezoek

KOPPEN = (
    "Nummer", "Datum", "Gremium", "Soort", "Uitkomst", "In het kort", "Besluit", "Openbaar", "Vervolg", "Wie", "Voor",
    "Stand", "Waar uitgevoerd", "Opgaven", "Evaluatie", "Komt in plaats van",
)  # fmt: skip


def _kruimel(visite: Bezoek, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    code = visite.regio.code
    return [
        (visite.regio.naam, reverse("portaal:voorpagina", args=[code])),
        ("Governance", reverse("portaal:governance", args=[code])),
        *verder,
    ]


def _bezoek(request: HttpRequest, regio: str) -> Bezoek:
    """As who reads the plan here; but the page is not about its text, so nothing of that stands above it."""
    visite = bezoek(request, regio)
    request.bezoek = Regiobezoek(visite.regio, visite.rechten.toegang)  # type: ignore[attr-defined]
    return visite


def _opgaven(visite: Bezoek) -> list[tuple[str, str]]:
    return [(o.sleutel, f"{o.nummer} {o.titel}") for o in visite.document.opgaven]


@require_safe
def register(request: HttpRequest, regio: str) -> HttpResponse:
    """At most nine queries beside the visit, whatever the register holds."""
    visite = _bezoek(request, regio)
    zicht = reg.zicht_van(visite)
    kies = reg.Besluitfilter(request.GET, reg.gremia_met(visite, zicht), _opgaven(visite))
    alle = reg.regels(visite, zicht, kies.vraag(), kies.kies["vervolg"], kies.kies["opgave"])
    context = {
        "kruimel": _kruimel(visite),
        "form": kies,
        "groepen": reg.per_overleg(alle, kies.kies["volgorde"] == "oud"),
        "aantal": len(alle),
        "telling": reg.telling(alle),
        "besloten": 0 if zicht.van_allen else reg.besloten_besluiten(visite),
        "zicht": zicht,
        "vraag": request.GET.urlencode(),
    }
    response = TemplateResponse(request, "portaal/besluiten/register.html", context)
    if visite.rechten.rollen:
        add_never_cache_headers(response)
    return response


@require_safe
def besluit(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """One decision; 404 alike for what is not there and what may not be read."""
    visite = _bezoek(request, regio)
    zicht = reg.zicht_van(visite)
    gevonden = reg.regels(visite, zicht, reg.Q(pk=pk)) if pk < 2**31 else []
    if not gevonden:
        raise Http404("Dit besluit is er niet, of is niet voor u te lezen.")
    context = {
        "kruimel": _kruimel(visite, ("Besluiten", reverse("portaal:besluiten", args=[regio]))),
        "r": gevonden[0],
        "opgaven": [o for o in visite.document.opgaven if o.sleutel in gevonden[0].opgaven],
        "b": gevonden[0].besluit,
        "zicht": zicht,
        "vandaag": timezone.localdate(),
    }
    response = TemplateResponse(request, "portaal/besluiten/besluit.html", context)
    if visite.rechten.rollen:
        add_never_cache_headers(response)
    return response


@require_safe
def download(request: HttpRequest, regio: str, formaat: str) -> HttpResponse:
    """What the page shows, as a sheet."""
    visite = _bezoek(request, regio)
    if formaat not in BLADEN:
        raise Http404("Dit bestandsformaat is er niet. Kies xlsx, ods of csv.")
    zicht = reg.zicht_van(visite)
    kies = reg.Besluitfilter(request.GET, reg.gremia_met(visite, zicht), _opgaven(visite))
    nummers = {o.sleutel: o.nummer for o in visite.document.opgaven}
    blad = tablib.Dataset(headers=KOPPEN, title="Besluiten")
    for _, groep in reg.per_overleg(
        reg.regels(visite, zicht, kies.vraag(), kies.kies["vervolg"], kies.kies["opgave"]),
        kies.kies["volgorde"] == "oud",
    ):
        for r in groep:
            blad.append([veilige_cel(cel) for cel in _rij(r, nummers)])
    naam = f"besluiten-{visite.regio.code}-{timezone.localdate().isoformat()}"
    return antwoord(request, lambda: Bestand.als(formaat, naam, BLADEN[formaat](blad)))


def _rij(r: reg.Besluitregel, nummers: dict[str, int]) -> tuple[object, ...]:
    b = r.besluit
    waar = [b.uitgevoerd_hoe, *(f"{s.woorden} op {s.op.isoformat()}" for s in r.sporen)]
    if r.goedkeuring:
        waar.append(r.goedkeuring.versie.label)
    return (
        b.code, b.datum.isoformat(), b.gremium.naam, b.get_soort_display(), b.get_uitkomst_display(), b.titel, b.tekst,
        "besloten" if b.besloten else "openbaar", b.vervolg_wat, b.vervolg_wie,
        b.vervolg_voor.isoformat() if b.vervolg_voor else "", r.standwoord, "; ".join(filter(None, waar)),
        ", ".join(str(n) for n in sorted(nummers[k] for k in r.opgaven if k in nummers)),
        b.evaluatie_op.isoformat() if b.evaluatie_op else "", b.herziet.code if b.herziet else "",
    )  # fmt: skip
