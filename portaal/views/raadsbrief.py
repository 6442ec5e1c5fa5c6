"""Letters to councils: the municipalities, and the letter of one."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from documenten import schrijvers
from documenten.raadsbrief import brieftekst
from governance.actions.overleggen import Kan
from governance.actions.raadsbrieven import begin_brief, bewaar_brief, gooi_brief_weg, verzend_brief
from governance.bezoek import Regiobezoek, kamerpagina
from governance.models import Organisatie, Raadsbrief
from governance.zicht import Zicht, eis_schrijven
from npvr.bestand import Bestand, antwoord
from opgaven.bezoek import Bezoek, bezoek
from plandocument import tekst
from portaal import raadsbrief as maak

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BRIEFFORMATEN = {
    "docx": (WORD, schrijvers.word_bytes),
    "odt": ("application/vnd.oasis.opendocument.text", schrijvers.odt_bytes),
}


def _bezoek(request: HttpRequest, regio: str) -> Bezoek:
    visite = bezoek(request, regio)
    eis_schrijven(Zicht.van(visite.rechten.toegang, visite.regio))
    request.bezoek = Regiobezoek(visite.regio, visite.rechten.toegang)  # type: ignore[attr-defined]
    return visite


def _kruimel(visite: Bezoek, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    code = visite.regio.code
    return [
        (visite.regio.naam, reverse("portaal:voorpagina", args=[code])),
        ("Governance", reverse("portaal:governance", args=[code])),
        *verder,
    ]


def _gemeente(visite: Bezoek, code: str) -> Organisatie:
    rij = Organisatie.objects.filter(
        regio=visite.regio, soort=Organisatie.Soort.GEMEENTE, code=f"{maak.VOOR}{code}"
    ).first()
    if rij is None:
        raise Http404("Deze gemeente staat niet in het register van deze regio.")
    rij.regio = visite.regio
    return rij


@kamerpagina("GET")
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    """Two queries beside the visit."""
    visite = _bezoek(request, regio)
    brieven = Raadsbrief.objects.filter(organisatie__regio=visite.regio).defer("bestand").order_by("gemaakt_op")
    per: dict[int, list[Raadsbrief]] = {}
    for b in brieven:
        per.setdefault(b.organisatie_id, []).append(b)
    rijen = [(g, g.code.removeprefix(maak.VOOR), per.get(g.pk, [])[-1:]) for g in maak.gemeenten(visite)]
    context = {"kruimel": _kruimel(visite), "rijen": rijen}
    return TemplateResponse(request, "portaal/raadsbrief/lijst.html", context)


@kamerpagina("GET", "POST")
def brief(request: HttpRequest, regio: str, gemeente: str) -> HttpResponse:
    """The letter in concept, or the way to begin one; and what was sent."""
    visite = _bezoek(request, regio)
    organisatie = _gemeente(visite, gemeente)
    hier = reverse("portaal:raadsbrief", args=[regio, gemeente])
    alle = list(organisatie.raadsbrieven.defer("bestand").select_related("gewijzigd_door"))
    concept = next((b for b in alle if b.verzonden_op is None), None)
    if request.method == "POST":
        try:
            _doe(request, visite, organisatie, concept)
        except Kan as fout:
            messages.error(request, fout.zin)
        return HttpResponseRedirect(hier, status=303)
    context = {
        "kruimel": _kruimel(visite, ("Raadsbrieven", reverse("portaal:raadsbrieven", args=[regio]))),
        "gemeente": organisatie,
        "code": gemeente,
        "concept": concept,
        "plat": tekst.plat(concept.tekst) if concept else "",
        "verzonden": [b for b in alle if b.verzonden_op is not None],
    }
    return TemplateResponse(request, "portaal/raadsbrief/brief.html", context)


def _doe(request: HttpRequest, visite: Bezoek, organisatie: Organisatie, concept: Raadsbrief | None) -> None:
    door, daad, gezien = cast(User, request.user), request.POST.get("daad", ""), request.POST.get("gezien", "")
    if concept is None:
        if daad == "begin":
            vorige, tot = maak.laatste_verzonden(organisatie), timezone.localdate()
            sinds = vorige.tot if vorige else None
            begin_brief(
                organisatie=organisatie,
                plat=maak.opzet(visite, organisatie, vorige, tot),
                sinds=sinds,
                tot=tot,
                door=door,
            )
        return
    concept.organisatie = organisatie
    if daad == "weg":
        gooi_brief_weg(brief=concept, door=door, gezien=gezien)
        messages.success(request, "Het concept is weg. U kunt opnieuw beginnen.")
        return
    rij = bewaar_brief(brief=concept, plat=request.POST.get("tekst", ""), door=door, gezien=gezien)
    if daad == "verzonden":
        bestand = schrijvers.word_bytes(brieftekst(rij, _adres(visite)))
        verzend_brief(brief=rij, bestand=bestand, door=door, gezien=str(rij.versie))
        messages.success(request, "Bewaard zoals verzonden. Deze brief verandert niet meer.")
    else:
        messages.success(request, "De brief is bewaard.")


def _adres(visite: Bezoek) -> str:
    return f"{settings.BASIS_URL.rstrip('/')}/{visite.regio.code}/"


@kamerpagina("GET")
def bestand(request: HttpRequest, regio: str, gemeente: str, pk: int, formaat: str) -> HttpResponse:
    """A letter as a file; what was sent as Word byte for byte."""
    visite = _bezoek(request, regio)
    organisatie = _gemeente(visite, gemeente)
    rij = Raadsbrief.objects.filter(organisatie=organisatie, pk=pk).first()
    if rij is None or formaat not in BRIEFFORMATEN:
        raise Http404("Deze brief is er niet.")
    rij.organisatie = organisatie
    _, schrijf = BRIEFFORMATEN[formaat]
    kant_en_klaar = bytes(rij.bestand) if rij.bestand is not None and formaat == "docx" else None
    inhoud = kant_en_klaar or schrijf(brieftekst(rij, _adres(visite)))
    bestand_ = Bestand.als(formaat, f"raadsbrief {gemeente} {rij.tot.isoformat()}", inhoud)
    return antwoord(request, lambda: bestand_)
