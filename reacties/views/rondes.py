"""Rounds: the list, one round, and the acts of the programmamanager."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from npvr import adressen, getallen
from npvr.eenmaal import kenmerk_uit
from npvr.gezien import AndersDanGezien
from opgaven.bezoek import Bezoek, bezoek
from opgaven.permissions import eis_geschiedenis
from opgaven.views.antwoorden import met_tekst
from plandocument import boom
from versies.bezoek import document_van
from versies.models import Versie

from ..actions.herinneren import herinner_nu
from ..actions.rondepost import zonder_mail
from ..actions.rondes import gooi_weg, maak_ronde, merk_van, open_ronde, sluit, verleng, wijzig_ronde
from ..models import Deelname, Ronde
from ..permissions import NIET_RONDE, Inzage, eis_meedoen, eis_ronde
from ..rondebeeld import beeld, eigen, lijst, ronde_van
from ..rondebrief import brief, voorbeeld
from ..rondeforms import RondeForm, VerlengForm
from ..rondestanden import RondeGeweigerd, laatste_dag

View = Callable[..., HttpResponse]
GEEN_RONDE = "Deze ronde is er niet."


def binnen(request: HttpRequest, regio: str) -> tuple[Bezoek, Inzage]:
    """For who has a role in the region; 404 for others. The queries of the visit."""
    visite = bezoek(request, regio)
    eis_geschiedenis(visite.rechten)
    return visite, Inzage.uit(visite.rechten)


def binnen_pm(request: HttpRequest, regio: str, code: str) -> tuple[Bezoek, Ronde]:
    """A round, for the programmamanager: asked before the round is looked up, so that the answer tells nothing."""
    visite, inzage = binnen(request, regio)
    eis_ronde(inzage)
    return visite, _ronde(visite, code)


def _ronde(visite: Bezoek, code: str) -> Ronde:
    gevonden = ronde_van(visite.plan, code)
    if gevonden is None:
        raise Http404(GEEN_RONDE)
    return gevonden


def kruimel(visite: Bezoek, ronde: Ronde | None = None, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    code = visite.regio.code
    pad = [
        (visite.regio.naam, f"/{code}/"),
        ("Reacties", reverse("reacties:lijst", args=[code])),
        ("Rondes", reverse("reacties:rondes", args=[code])),
    ]
    if ronde is not None:
        pad.append((ronde.titel, adres_van(visite, ronde)))
    return [*pad, *verder]


def adres_van(visite: Bezoek, ronde: Ronde) -> str:
    return reverse("reacties:ronde", args=[visite.regio.code, ronde.code])


def tekst_van(ronde: Ronde) -> boom.Plandocument:
    """The text that the round is about. At most one query."""
    return document_van(ronde.versie_id, ronde.versie.sha256)


def naar(visite: Bezoek, ronde: Ronde) -> HttpResponse:
    return HttpResponseRedirect(adres_van(visite, ronde), status=303)


@never_cache
@require_safe
def rondes(request: HttpRequest, regio: str) -> HttpResponse:
    """One query more than the visit."""
    visite, inzage = binnen(request, regio)
    eis_meedoen(inzage)
    context = {
        "kruimel": kruimel(visite)[:2],
        "rijen": lijst(visite.plan, inzage, timezone.localdate()),
        "team": inzage.team,
        "mag": inzage.mag_ronde(),
    }
    return TemplateResponse(request, "reacties/rondes/lijst.html", context)


@never_cache
@require_safe
def ronde(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    """To the team what everybody was asked and where it stands; to a contact person what their ministry is asked."""
    visite, inzage = binnen(request, regio)
    eis_meedoen(inzage)
    rij = _ronde(visite, code)
    document, vandaag = tekst_van(rij), timezone.localdate()
    context: dict[str, Any] = {
        "kruimel": kruimel(visite),
        "ronde": rij,
        "versie_url": adressen.voorpagina(regio, versie=rij.versie.code),
    }
    if inzage.team:
        context |= {
            "beeld": beeld(rij, document, visite.regio, vandaag),
            "mag": inzage.mag_ronde(),
            "niet_ronde": NIET_RONDE,
        }
        return TemplateResponse(request, "reacties/rondes/ronde.html", context)
    delen = eigen(rij, document, visite.regio, inzage, vandaag) if rij.stand != Ronde.Stand.CONCEPT else []
    if not delen:
        raise Http404(GEEN_RONDE)
    return TemplateResponse(request, "reacties/rondes/deelname.html", context | {"delen": delen})


# ---- making and changing ----


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def nieuw(request: HttpRequest, regio: str) -> HttpResponse:
    """`?versie=` chooses the text; the newest is proposed, and from that text who is asked about what."""
    visite, inzage = binnen(request, regio)
    eis_ronde(inzage)
    return _formulier(request, visite, None)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def wijzigen(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    visite, rij = binnen_pm(request, regio, code)
    if rij.stand != Ronde.Stand.CONCEPT:
        messages.info(request, "Deze ronde is al geopend en verandert niet meer. U kunt wel de termijn verlengen.")
        return naar(visite, rij)
    return _formulier(request, visite, rij)


def _formulier(request: HttpRequest, visite: Bezoek, rij: Ronde | None) -> HttpResponse:
    versies = list(Versie.objects.zonder_inhoud().filter(plan=visite.plan))
    gevraagd = request.POST.get("versie") or request.GET.get("versie") or (rij.versie.code if rij else "")
    versie = next((v for v in versies if v.code == gevraagd), versies[0] if versies else None)
    context: dict[str, Any] = {"kruimel": kruimel(visite, rij), "ronde": rij, "versies": versies, "versie": versie}
    if versie is None:
        return TemplateResponse(request, "reacties/rondes/formulier.html", context)
    document = document_van(versie.pk, versie.sha256)
    context["merk"] = merk_van(rij) if rij is not None else ""
    data = request.POST if request.method == "POST" else None
    form = RondeForm(data, regio=visite.regio, versie=versie, document=document, ronde=rij)
    context |= {"form": form}
    status = 200
    if data is not None:
        if "neem" in data:
            status = 200  # the same words with the opgaven of another version
        elif "voorbeeld" in data:
            context["voorbeeld"] = voorbeeld(visite.plan, form, versie)
        elif form.is_valid():
            try:
                klaar = _bewaar(request, visite, form, versie, rij)
            except AndersDanGezien as anders:
                klaar = None
                form.add_error(None, f"{anders} Uw keuzes staan hieronder nog. Slaat u nu op, dan gelden die.")
                context |= {"anders": True, "merk": anders.gezien, "ander": anders.nu}
            if klaar is not None:
                return klaar
            status = 409
        else:
            status = 422
    return TemplateResponse(request, "reacties/rondes/formulier.html", context, status=status)


def _bewaar(
    request: HttpRequest, visite: Bezoek, form: RondeForm, versie: Versie, rij: Ronde | None
) -> HttpResponse | None:
    schoon = form.cleaned_data
    velden: dict[str, Any] = {
        "titel": schoon["titel"],
        "versie": versie,
        "opgaven": schoon["opgaven"],
        "deadline": schoon["deadline"],
        "uitnodiging": schoon["uitnodiging"],
        "deelnemers": form.deelnemers(),
        "door": cast(User, request.user),
    }
    try:
        if rij:
            klaar = wijzig_ronde(ronde=rij, gezien=_gezien(request), **velden)
        else:
            klaar = maak_ronde(plan=visite.plan, kenmerk=kenmerk_uit(request.POST.get("kenmerk", "")), **velden)
    except RondeGeweigerd as reden:
        form.add_error(None, str(reden))
        return None
    messages.success(request, "De ronde is bewaard. Nog niemand heeft bericht gekregen: dat gebeurt als u haar opent.")
    return naar(visite, klaar)


def _gezien(request: HttpRequest) -> str:
    return request.POST.get("gezien", "")


def _gezien_dag(request: HttpRequest) -> date:
    """The last day that the page showed; long ago for a form that does not say."""
    try:
        return date.fromisoformat(_gezien(request))
    except ValueError:
        return date.min


# ---- acts ----


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def weg(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    """Ask once more, then drop a round that was never opened."""
    visite, rij = binnen_pm(request, regio, code)
    if request.method != "POST":
        context = {"kruimel": kruimel(visite, rij), "ronde": rij, "merk": merk_van(rij)}
        return TemplateResponse(request, "reacties/rondes/weg.html", context)
    try:
        gooi_weg(ronde=rij, door=cast(User, request.user), gezien=_gezien(request))
    except RondeGeweigerd as reden:
        messages.error(request, str(reden))
        return naar(visite, rij)
    messages.success(request, f"De ronde “{rij.titel}” is weggegooid.")
    return HttpResponseRedirect(reverse("reacties:rondes", args=[regio]), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def openen(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    """Ask once more, with who gets a mail and what it says."""
    visite, rij = binnen_pm(request, regio, code)
    if request.method == "POST":
        return _doe(
            request,
            visite,
            rij,
            lambda door: open_ronde(ronde=rij, door=door, gezien=_gezien(request)),
            "De ronde is open. De uitnodigingen gaan uit.",
        )
    if rij.stand != Ronde.Stand.CONCEPT:
        messages.info(request, "Deze ronde is al geopend.")
        return naar(visite, rij)
    merk = merk_van(rij)  # before what it marks is read, so that it never vouches for what the page did not show
    hier = beeld(rij, tekst_van(rij), visite.regio, timezone.localdate())
    mensen = [u for k in hier.kolommen for u in k.contacten]
    stil = zonder_mail(mensen)
    eerste = next((k for k in hier.kolommen if k.contacten), next(iter(hier.kolommen), None))
    context = {
        "kruimel": kruimel(visite, rij),
        "ronde": rij,
        "merk": merk,
        "kolommen": [(k, [(u, u.pk in stil) for u in k.contacten]) for k in hier.kolommen],
        "aantal": len({u.pk for u in mensen}),
        "zonder": [k for k in hier.kolommen if not k.contacten],
        "te_laat": hier.dagen < 0,
        "voorbeeld": brief(rij, eerste.deelname, next(iter(eerste.contacten), None)) if eerste else None,
    }
    return TemplateResponse(request, "reacties/rondes/openen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def verlengen(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    """For all, or with `?deelname=` for one participant."""
    visite, rij = binnen_pm(request, regio, code)
    deelname = deelname_van(rij, request.GET.get("deelname", ""))
    form = VerlengForm(request.POST if request.method == "POST" else None, label_suffix="")
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            tot, reden = cast(date, form.cleaned_data["tot"]), form.cleaned_data["reden"]
            try:
                verleng(
                    ronde=rij,
                    tot=tot,
                    reden=reden,
                    door=cast(User, request.user),
                    deelname=deelname,
                    gezien=_gezien_dag(request),
                )
            except RondeGeweigerd as waarom:
                form.add_error(None, str(waarom))
            else:
                wie = deelname.wie if deelname else "Iedereen"
                messages.success(request, f"{wie} kan nu reageren tot en met {getallen.datum(tot)}.")
                return naar(visite, rij)
    elif rij.stand != Ronde.Stand.OPEN:
        messages.info(request, "Alleen van een open ronde kunt u de termijn verlengen.")
        return naar(visite, rij)
    context = {"kruimel": kruimel(visite, rij), "ronde": rij, "deelname": deelname, "form": form}
    context["merk"] = laatste_dag(deelname, rij).isoformat()
    return TemplateResponse(request, "reacties/rondes/verlengen.html", context, status=status)


def deelname_van(rij: Ronde, pk: str) -> Deelname | None:
    """The participant that the address names; 404 when it is not in this round."""
    if not pk:
        return None
    gevonden = (
        rij.deelnames.select_related("ministerie", "organisatie").filter(pk=int(pk)).first()
        if pk.isascii() and pk.isdigit() and len(pk) < 19
        else None
    )
    if gevonden is None:
        raise Http404("Deze deelnemer is er niet in deze ronde.")
    gevonden.ronde = rij
    return gevonden


@require_POST
@met_tekst
def herinneren(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    visite, rij = binnen_pm(request, regio, code)
    try:
        hoeveel = herinner_nu(ronde=rij, door=cast(User, request.user))
    except RondeGeweigerd as reden:
        messages.error(request, str(reden))
    else:
        if hoeveel:
            messages.success(
                request, f"Er gaat een herinnering naar {getallen.aantal(hoeveel, 'persoon', 'personen')}."
            )
        else:
            messages.info(request, "Er is niemand te herinneren: iedereen antwoordde, of kreeg vandaag al bericht.")
    return naar(visite, rij)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def sluiten(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    """Ask once more, with who did not answer."""
    visite, rij = binnen_pm(request, regio, code)
    if request.method == "POST":
        return _doe(
            request,
            visite,
            rij,
            lambda door: sluit(ronde=rij, door=door, gezien=_gezien(request)),
            "De ronde is gesloten. Er kan niet meer worden gereageerd.",
        )
    if rij.stand != Ronde.Stand.OPEN:
        messages.info(request, "Alleen een open ronde kunt u sluiten.")
        return naar(visite, rij)
    merk = merk_van(rij)
    hier = beeld(rij, tekst_van(rij), visite.regio, timezone.localdate())
    context = {
        "kruimel": kruimel(visite, rij),
        "ronde": rij,
        "merk": merk,
        "wacht": [k for k in hier.kolommen if not k.klaar],
        "beeld": hier,
    }
    return TemplateResponse(request, "reacties/rondes/sluiten.html", context)


def _doe(request: HttpRequest, visite: Bezoek, rij: Ronde, daad: Callable[[User], object], gelukt: str) -> HttpResponse:
    try:
        daad(cast(User, request.user))
    except RondeGeweigerd as reden:
        messages.error(request, str(reden))
    else:
        messages.success(request, gelukt)
    return naar(visite, rij)
