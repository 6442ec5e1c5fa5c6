"""What the plancontrole finds in a plan, for the people who work on it; setting a finding aside and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from documenten import passing
from npvr import getallen
from npvr.bestand import Bestand, antwoord
from npvr.bladschrijver import BLADEN
from npvr.nietgevonden import VoorWieMeewerkt
from opgaven.actions.afwijzingen import haal_samen_terug, haal_terug, wijs_af, wijs_samen_af
from opgaven.actions.woorden import ken_woorden, vergeet_woorden
from opgaven.bevindingen import (
    Bevindingblad,
    Bevindingfilter,
    Bevindingkeuzes,
    Bevindingrij,
    Bevindingwegwijzer,
    keuzes,
)
from opgaven.bezoek import Bezoek
from opgaven.controle import Controle, afwijzingen, controle
from opgaven.permissions import eis_bewerken
from opgaven.views.antwoorden import met_tekst
from plandocument.controleer import Bevinding, opsomming
from portaal.resources import BevindingResource
from versies.bezoek import bezoek
from versies.vergelijken import WERKVERSIE

OPZIJ, ALLE = 25, "alle"
"""As many of the findings that were set aside, the newest, stand on the page before somebody asks for all."""
VERDWENEN = (
    "Deze bevinding is er niet meer: de tekst of de lijsten erbij zijn intussen gewijzigd. Er is niets opzij gezet."
)
GEEN_KEUS = "Kies eerst een woord. Er is niets gewijzigd."
GEEN_WOORD = "Deze woorden stonden er al, of de plancontrole slaat ze al over. Er is niets gewijzigd."
MEEST_ERBIJ = 4000
"""Characters of words that are typed in at once."""


class AfwijsForm(forms.Form):
    """Why a finding does not count."""

    reden = forms.CharField(
        max_length=1000,
        error_messages={
            "required": "Schrijf waarom deze bevinding niet telt. Dan weet een collega het later ook.",
            "max_length": "Maak de reden korter: hoogstens 1.000 tekens. U typte er %(show_value)d.",
        },
    )


@dataclass(frozen=True, slots=True)
class Blik:
    """The findings that somebody asks for."""

    visite: Bezoek
    controle: Controle
    mag: Bevindingkeuzes
    filter: Bevindingfilter

    @property
    def opgave(self) -> str:
        """The key of the opgave that was chosen."""
        return next((o.sleutel for o in self.visite.document.opgaven if str(o.nummer) == self.filter.opgave), "")

    def kies(self, bevindingen: tuple[Bevinding, ...]) -> list[Bevinding]:
        return self.filter.kies(self.visite.document, bevindingen)


def _blik(request: HttpRequest, regio: str) -> Blik:
    """For people with a role in the region; for others the page does not exist. One query more than the visit."""
    visite = bezoek(request, regio)
    if not visite.rechten.rollen:
        raise VoorWieMeewerkt
    stand = controle(visite.plan, visite.document, passing.bladzijden(visite.document))
    mag = keuzes(visite.document, stand.alle)
    return Blik(visite, stand, mag, Bevindingfilter.van(request.GET, mag))


@require_safe
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    """Two queries more than the visit."""
    return _toon(request, _blik(request, regio))


@require_POST
@met_tekst
def afwijzen(request: HttpRequest, regio: str) -> HttpResponse:
    """Set one finding aside, with a reason; or (`samen`) all of a kind that the page showed."""
    blik = _blik(request, regio)
    eis_bewerken(blik.visite.rechten)
    if "samen" in request.POST:
        return _samen_af(request, blik)
    bevinding = blik.controle.zoek(request.POST.get("afdruk", ""))
    if bevinding is None:
        reden = " ".join(request.POST.get("reden", "").split())[:1000]
        return _toon(request, blik, verdwenen=VERDWENEN, eigen=reden, status=409)
    form = AfwijsForm(request.POST)
    if not form.is_valid():
        return _toon(request, blik, fout=(bevinding.afdruk, form), status=422)
    _, nieuw = wijs_af(
        plan=blik.visite.plan, bevinding=bevinding, reden=form.cleaned_data["reden"], door=cast(User, request.user)
    )
    if nieuw:
        messages.success(request, f"Opzij gezet: {bevinding.zin}")
    else:
        messages.info(request, f"U had deze bevinding al opzij gezet: {bevinding.zin}")
    return _terug(request, blik, f"r-{bevinding.regel}")


def _samen_af(request: HttpRequest, blik: Blik) -> HttpResponse:
    gevraagd = set(request.POST.getlist("afdruk"))
    bevindingen = [b for b in blik.controle.open if b.afdruk in gevraagd]
    form = AfwijsForm(request.POST)
    if not form.is_valid():
        return _toon(request, blik, fout=(request.POST["samen"], form), status=422)
    reden = form.cleaned_data["reden"]
    nieuw = wijs_samen_af(plan=blik.visite.plan, bevindingen=bevindingen, reden=reden, door=cast(User, request.user))
    over = len(gevraagd) - nieuw
    rest = f" {getallen.aantal(over, 'was', 'waren')} er niet meer, of al opzij gezet." if over else ""
    melding = messages.success if nieuw else messages.info
    wat = getallen.hoofdletter(getallen.aantal(nieuw, "bevinding", "bevindingen"))
    melding(request, f"{wat} opzij gezet.{rest}")
    return _terug(request, blik, f"r-{bevindingen[0].regel}" if bevindingen else "")


@require_POST
@met_tekst
def terughalen(request: HttpRequest, regio: str) -> HttpResponse:
    """Let a finding count again; or (`samen`) those that were set aside together."""
    blik = _blik(request, regio)
    eis_bewerken(blik.visite.rechten)
    if "samen" in request.POST:
        rijen = list(map(_getal, request.POST.getlist("gezien")))
        terug = haal_samen_terug(plan=blik.visite.plan, gezien=rijen, door=cast(User, request.user))
        wat = getallen.aantal(terug, "bevinding", "bevindingen")
        messages.success(request, f"{getallen.hoofdletter(wat)} teruggehaald.")
        return _terug(request, blik, "opzij")
    afdruk = request.POST.get("afdruk", "").replace("\0", "")
    bevinding = blik.controle.zoek(afdruk)
    welke = _getal(request.POST.get("gezien", ""))
    if haal_terug(plan=blik.visite.plan, afdruk=afdruk, door=cast(User, request.user), gezien=welke):
        messages.success(request, f"Teruggehaald: {bevinding.zin}" if bevinding else "De bevinding is teruggehaald.")
    else:
        messages.info(request, "Deze bevinding stond niet opzij. Er is niets gewijzigd.")
    return _terug(request, blik, "opzij")


@require_POST
@met_tekst
def woorden(request: HttpRequest, regio: str) -> HttpResponse:
    """Call words right in this region (`goed`, or typed in `erbij`), or take that back (`weg`)."""
    blik = _blik(request, regio)
    door, plan = cast(User, request.user), blik.visite.plan
    eis_bewerken(blik.visite.rechten)
    if weg := request.POST.getlist("weg"):
        aantal = vergeet_woorden(plan=plan, woorden=weg, door=door)
        messages.success(request, f"{getallen.hoofdletter(getallen.aantal(aantal, 'woord', 'woorden'))} weggehaald.")
        return _terug(request, blik, "r-spelling" if "goed" in request.POST else "eigen-woorden")
    gekozen = [*request.POST.getlist("goed"), *request.POST.get("erbij", "")[:MEEST_ERBIJ].split()]
    nieuw = ken_woorden(plan=plan, woorden=gekozen, door=door)
    if nieuw:
        messages.success(request, f"Bij de eigen woorden gezet: {opsomming(nieuw)}.")
    else:
        messages.info(request, GEEN_WOORD if gekozen else GEEN_KEUS)
    return _terug(request, blik, "r-spelling" if "goed" in request.POST else "eigen-woorden")


def _getal(waarde: str) -> int:
    return int(waarde) if waarde.isascii() and waarde.isdecimal() and len(waarde) < 19 else 0


def _terug(request: HttpRequest, blik: Blik, anker: str = "") -> HttpResponse:
    """To the page of the list as it was chosen, at the place where somebody was."""
    adres = reverse("portaal:plancontrole", args=[blik.visite.regio.code])
    blad = request.GET.get("blad", "")
    velden = blik.filter.gekozen | ({"blad": blad} if blad.isascii() and blad.isdecimal() else {})
    vraag = f"?{urlencode(velden)}" if velden else ""
    return HttpResponseRedirect(f"{adres}{vraag}{f'#{anker}' if anker else ''}", status=303)


def _toon(
    request: HttpRequest,
    blik: Blik,
    *,
    fout: tuple[str, AfwijsForm] | None = None,
    verdwenen: str = "",
    eigen: str = "",
    status: int = 200,
) -> HttpResponse:
    visite, stand = blik.visite, blik.controle
    weg = Bevindingwegwijzer(visite.document, structuur=visite.rechten.mag_planstructuur())
    blad = Bevindingblad.van(blik.kies(stand.open), request.GET.get("blad", ""), request.POST.get("afdruk", ""))
    redenen = afwijzingen(visite.plan)
    opzij = [weg.rij(b, afwijzing=redenen[b.afdruk]) for b in blik.kies(stand.alle) if b.afdruk in redenen]
    opzij.sort(key=lambda rij: rij.afwijzing.op, reverse=True)  # type: ignore[union-attr]
    kort = len(opzij) > OPZIJ and request.GET.get("opzij") != ALLE
    hier = f"{blik.filter.query}{'&' if blik.filter.query else '?'}"
    context: dict[str, Any] = {
        "kruimel": [(visite.regio.naam, reverse("portaal:voorpagina", args=[visite.regio.code]))],
        "regio": visite.regio,
        "document": visite.document,
        "groepen": blad.groepen(lambda b: weg.rij(b, blik.opgave)),
        "blad": blad,
        "bladeren": f"{hier}blad=",
        "terug_naar": f"{hier}blad={blad.nummer}" if blad.bladen > 1 else blik.filter.query,
        "aantal": len(blad.alle),
        "totaal": len(stand.open),
        "opzij": opzij[:OPZIJ] if kort else opzij,
        "aantal_opzij": len(opzij),
        "opzij_alle": f"{hier}opzij={ALLE}#opzij" if kort else "",
        "samen_opzij": _samen_opzij(opzij),
        "filter": blik.filter,
        "mag": blik.mag,
        "mag_bewerken": visite.rechten.mag_bewerken(),
        "fout_afdruk": fout[0] if fout else "",
        "fout": fout[1] if fout else None,
        "verdwenen": verdwenen,
        "eigen": eigen,
        "formaten": list(BLADEN),
        "eigen_woorden": stand.eigen_woorden,
    }
    return TemplateResponse(request, "portaal/plancontrole/pagina.html", context, status=status)


def _samen_opzij(opzij: list[Bevindingrij]) -> list[list[Bevindingrij]]:
    """What one person set aside with the same words, kind by kind: those can be taken back together."""
    bij: dict[tuple[Any, ...], list[Bevindingrij]] = {}
    for rij in opzij:
        if (wie := rij.afwijzing) is not None:
            bij.setdefault((rij.bevinding.regel, wie.reden, wie.door_id), []).append(rij)
    return [rijen for rijen in bij.values() if len(rijen) > 1]


@never_cache
@require_safe
def download(request: HttpRequest, regio: str, formaat: str) -> HttpResponseBase:
    """The findings as xlsx, ods or csv, filtered as the page is; those set aside have their reason beside them."""
    blik = _blik(request, regio)
    if formaat not in BLADEN:
        raise Http404("Dit bestandsformaat kennen wij niet. Kies xlsx, ods of csv.")
    visite = blik.visite
    weg = Bevindingwegwijzer(visite.document, structuur=visite.rechten.mag_planstructuur())
    redenen = afwijzingen(visite.plan)
    rijen = [weg.rij(b, afwijzing=redenen.get(b.afdruk)) for b in blik.kies(blik.controle.alle)]
    blad = BevindingResource(request.build_absolute_uri("/")).export(rijen)
    blad.title = "Plancontrole"
    dag = localtime(blik.visite.plan.gewijzigd_op).date()
    keuze = "-selectie" if blik.filter.gekozen else ""
    naam = f"plancontrole-{regio}{keuze}-{WERKVERSIE}-{dag:%Y-%m-%d}"
    return antwoord(request, lambda: Bestand.als(formaat, naam, BLADEN[formaat](blad)))
