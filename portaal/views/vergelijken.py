"""Two texts of the plan beside each other, for the people who work on it; weighing a change; the wijzigingsmemo."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from documenten.memo.inhoud import memostuk
from documenten.memo.vragers import vragers
from npvr.html import is_htmx
from npvr.nietgevonden import VoorWieMeewerkt
from opgaven.bezoek import Bezoek
from opgaven.permissions import BEWERKERS
from opgaven.views.antwoorden import met_tekst
from plandocument import tekst
from plandocument.vergelijk import GEWICHTEN, WIJZIGINGSOORTEN
from portaal.vergelijken import Vergelijkfilter, Vergelijkwegwijzer, kort_in, zoekdeel
from versies.actions.herwegingen import NietAnders, haal_terug, herweeg
from versies.actions.memos import Memoconflict, bewaar_memo
from versies.bezoek import bezoek
from versies.forms import HerweegForm, MemoForm
from versies.models import Herweging, Memo, Versie
from versies.permissions import GEEN_SCHRIJVER, GEEN_WEGER, eis_herwegen, eis_memo, mag_memo
from versies.vergelijken import WERKVERSIE, Vergeleken, uitgangspunt, vergeleken, versies_van

VERDWENEN = (
    "Deze wijziging is er niet meer: een van de twee teksten is intussen gewijzigd. Er is niets gewogen. "
    "Hieronder staat wat er nu verschilt."
)


def _visite(request: HttpRequest, regio: str) -> Bezoek:
    """For people with a role in the region; for others the page does not exist."""
    visite = bezoek(request, regio)
    if not visite.rechten.rollen:
        raise VoorWieMeewerkt
    return visite


def _kies(request: HttpRequest, visite: Bezoek) -> tuple[list[Versie], Vergeleken | None]:
    """The versions, and the comparison that the address asks for; None where nothing was frozen yet."""
    versies = versies_van(visite.plan)
    basis = uitgangspunt(versies)
    if basis is None:
        return versies, None
    van, naar = (request.GET.get(naam, "") for naam in ("van", "naar"))
    return versies, vergeleken(visite, van or basis.code, naar or WERKVERSIE, versies)


@require_safe
def vergelijken(request: HttpRequest, regio: str) -> HttpResponse:
    """At most nine queries more than the visit, and one for a version that was not read yet, whatever changed."""
    visite = _visite(request, regio)
    return _toon(request, visite, *_kies(request, visite))


def _toon(
    request: HttpRequest,
    visite: Bezoek,
    versies: list[Versie],
    paar: Vergeleken | None,
    *,
    fout: tuple[str, HerweegForm] | None = None,
    verdwenen: str = "",
    eigen: str = "",
    status: int = 200,
) -> HttpResponse:
    regio = visite.regio.code
    context: dict[str, Any] = {
        "kruimel": [
            (visite.regio.naam, f"/{regio}/"),
            ("Documenten", reverse("portaal:documenten", args=[regio])),
        ],
        "versies": versies,
        "werkversie": WERKVERSIE,
        "paar": paar,
    }
    if paar is None:
        return TemplateResponse(request, "portaal/vergelijken/pagina.html", context, status=status)
    weg = Vergelijkwegwijzer(visite, paar)
    koppen = weg.koppen()
    filter_ = Vergelijkfilter.van(request.GET, koppen)
    gekozen = filter_.kies(paar.vergelijking, koppen)
    adres = reverse("portaal:vergelijken", args=[regio])
    zelfde = zoekdeel(paar.van.code, paar.naar.code)
    groepen = list(weg.groepen(gekozen, koppen))
    context |= {
        "adres": adres,
        "zelfde": zelfde,
        "query": zoekdeel(paar.van.code, paar.naar.code, filter_.velden),
        "omgekeerd": zoekdeel(paar.naar.code, paar.van.code) if paar.terug else "",
        "filter": filter_,
        "groepen": kort_in(groepen),
        "aantal": sum(len(g.rijen) for g in groepen),
        "totaal": len(paar.vergelijking),
        "per_gewicht": paar.vergelijking.per_gewicht,
        "per_soort": paar.vergelijking.per_soort,
        "rail": [
            (w, kop, hier, zoekdeel(paar.van.code, paar.naar.code, {"opgave": w}))
            for w, kop in koppen.items()
            if (hier := len(paar.vergelijking.van(kop))) or w == filter_.opgave
        ],
        "soorten": WIJZIGINGSOORTEN,
        "gewichten": GEWICHTEN,
        "fout_afdruk": fout[0] if fout else "",
        "fout": fout[1] if fout else None,
        "verdwenen": verdwenen,
        "eigen": eigen,
    }
    blad = "portaal/vergelijken/_wijzigingen.html" if is_htmx(request) else "portaal/vergelijken/pagina.html"
    return TemplateResponse(request, blad, context, status=status)


@require_POST
@met_tekst
def herwegen(request: HttpRequest, regio: str) -> HttpResponse:
    """Weigh one change otherwise than the portal does, with a reason."""
    visite, versies, paar = _weger(request, regio)
    afdruk = request.POST.get("afdruk", "")
    wijziging = paar.eigen.zoek(afdruk) if paar else None
    if paar is None or wijziging is None:
        reden = " ".join(request.POST.get("reden", "").split())[:1000]
        return _toon(request, visite, versies, paar, verdwenen=VERDWENEN, eigen=reden, status=409)
    eis_herwegen(visite.rechten, wijziging.opgaven)
    form = HerweegForm(request.POST)
    if not form.is_valid():
        return _toon(request, visite, versies, paar, fout=(afdruk, form), status=422)
    ander = Herweging.Gewicht("redactioneel" if wijziging.gewicht == "inhoudelijk" else "inhoudelijk")
    try:
        _, nieuw = herweeg(
            plan=visite.plan,
            wijziging=wijziging,
            gewicht=ander,
            reden=form.cleaned_data["reden"],
            door=cast(User, request.user),
        )
    except NietAnders:  # pragma: no cover (the other weight is never its own)
        raise Http404 from None
    if nieuw:
        messages.success(request, f"Gewogen als {ander.label.lower()}. Dit staat ook in de wijzigingsmemo.")
    else:
        messages.info(request, f"U had deze wijziging al gewogen als {ander.label.lower()}.")
    return _terug(request, visite, paar, afdruk)


@require_POST
@met_tekst
def terugwegen(request: HttpRequest, regio: str) -> HttpResponse:
    """Let the portal's own judgement of a change count again."""
    visite, versies, paar = _weger(request, regio)
    afdruk = request.POST.get("afdruk", "").replace("\0", "")
    wijziging = paar.eigen.zoek(afdruk) if paar else None
    if paar is None or wijziging is None:
        return _toon(request, visite, versies, paar, verdwenen=VERDWENEN, status=409)
    eis_herwegen(visite.rechten, wijziging.opgaven)
    gezien = request.POST.get("gezien", "")
    welke = int(gezien) if gezien.isascii() and gezien.isdecimal() and len(gezien) < 19 else 0
    if haal_terug(plan=visite.plan, wijziging=wijziging, door=cast(User, request.user), gezien=welke):
        messages.success(request, f"Het oordeel van het portaal geldt weer: {wijziging.gewicht}.")
    else:
        messages.info(request, "Deze wijziging was niet anders gewogen. Er is niets gewijzigd.")
    return _terug(request, visite, paar, afdruk)


def _weger(request: HttpRequest, regio: str) -> tuple[Bezoek, list[Versie], Vergeleken | None]:
    visite = _visite(request, regio)
    if not visite.rechten.rollen & BEWERKERS:
        raise PermissionDenied(GEEN_WEGER)
    return visite, *_kies(request, visite)


def _terug(request: HttpRequest, visite: Bezoek, paar: Vergeleken, afdruk: str) -> HttpResponse:
    """Back to the change, with the filters that were on."""
    filter_ = Vergelijkfilter.van(request.GET, Vergelijkwegwijzer(visite, paar).koppen())
    velden = {naam: waarde for naam, waarde in filter_.velden.items() if naam != "gewicht"}  # or it would be gone
    adres = reverse("portaal:vergelijken", args=[visite.regio.code])
    return HttpResponseRedirect(f"{adres}{zoekdeel(paar.van.code, paar.naar.code, velden)}#w-{afdruk}", status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def memo(request: HttpRequest, regio: str) -> HttpResponse:
    """The wijzigingsmemo of a comparison: to whom it goes, an introduction, downloads. As `vergelijken`, and one query
    for the bodies."""
    visite = _visite(request, regio)
    if request.method == "POST":
        eis_memo(visite.rechten)
    versies, paar = _kies(request, visite)
    if paar is None:
        return _toon(request, visite, versies, None, status=404 if request.method == "POST" else 200)
    if request.method != "POST":
        eerder = _eerder(paar)
        form = MemoForm(regio=visite.regio, initial=_begin(paar, eerder))
        return _memopagina(request, visite, paar, form, eerder=eerder)
    form = MemoForm(request.POST, regio=visite.regio)
    if not form.is_valid():
        return _memopagina(request, visite, paar, form, status=422)
    data = form.cleaned_data
    assert paar.van.rij is not None
    try:
        bewaar_memo(
            plan=visite.plan,
            oud=paar.van.rij,
            nieuw=paar.naar.rij,
            vanaf_versie=data["versie"],
            gremium=data["gremium"],
            aan=data["aan"],
            inleiding=tekst.uit_plat(data["inleiding"]),
            door=cast(User, request.user),
        )
    except Memoconflict as conflict:
        return _memopagina(request, visite, paar, form, ander=conflict.memo, status=409)
    messages.success(request, "Opgeslagen. De downloads hebben nu deze inleiding.")
    adres = reverse("portaal:memo", args=[regio])
    return HttpResponseRedirect(f"{adres}{zoekdeel(paar.van.code, paar.naar.code)}", status=303)


def _eerder(paar: Vergeleken) -> Memo | None:
    """What was written for the working copy, before it was frozen as the newer of the two. At most one query."""
    if paar.memo is not None or paar.naar.rij is None or paar.terug:
        return None
    return Memo.objects.filter(plan=paar.plan, oud=paar.van.rij, nieuw=None).first()


def _begin(paar: Vergeleken, eerder: Memo | None) -> dict[str, Any]:
    """What the form shows first: what was saved, here or for the working copy, or the body that decided on the old
    version."""
    if memo_ := paar.memo or eerder:
        return {
            "gremium": memo_.gremium_id,
            "aan": memo_.aan,
            "inleiding": tekst.plat(memo_.inleiding),
            "versie": paar.memo.versie if paar.memo else 0,
        }
    besluiten = paar.van.besluiten
    return {"gremium": besluiten[-1].besluit.gremium_id if besluiten else None, "versie": 0}


def _memopagina(
    request: HttpRequest,
    visite: Bezoek,
    paar: Vergeleken,
    form: MemoForm,
    *,
    ander: Memo | None = None,
    eerder: Memo | None = None,
    status: int = 200,
) -> HttpResponse:
    regio = visite.regio.code
    query = zoekdeel(paar.van.code, paar.naar.code)
    vergelijking = reverse("portaal:vergelijken", args=[regio])
    context = {
        "kruimel": [
            (visite.regio.naam, f"/{regio}/"),
            ("Documenten", reverse("portaal:documenten", args=[regio])),
            ("Vergelijken", f"{vergelijking}{query}"),
        ],
        "paar": paar,
        "memo": (stuk := memostuk(paar, vragers(visite, paar))),
        "versieregels": (("Oude versie", stuk.oud), ("Nieuwe versie", stuk.nieuw)),
        "form": form,
        "mag_memo": mag_memo(visite.rechten),
        "geen_schrijver": GEEN_SCHRIJVER,
        "query": query,
        "vergelijking": vergelijking,
        "ander": ander,
        "eerder": eerder,
        "ander_tekst": tekst.plat(ander.inleiding) if ander else "",
        "versie": ander.versie if ander else form["versie"].value(),
    }
    return TemplateResponse(request, "portaal/vergelijken/memo.html", context, status=status)
