"""Moving one fiche: the answer is the block of its rail, a page where something stands in the way, or its fiche."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from npvr import adressen
from npvr.html import is_htmx

from ..actions.werkorde import StandVeranderd, TekstVeranderd, WerkstapZonderReden, verzet
from ..bezoek import Bezoek, bezoek
from ..models import Opgave
from ..permissions import eis_geschiedenis
from ..werkorde import PER_CODE, WERKORDE, Fichestand, Werkstap, eis_stap, mag_stap, redenen, standen, stappen
from .antwoorden import met_tekst

NIEMAND = "U kunt de stand van deze fiche lezen, niet wijzigen. Dat doen redacteuren, eigenaren en de programmamanager."
GEEN_REDEN = "Schrijf waarom. Wie aan deze fiche werkt, leest uw reden."
ANDERE_TEKST = (
    "De tekst van deze fiche is gewijzigd nadat u de pagina opende. Er is niets gebeurd. "
    "Lees de fiche opnieuw en beslis dan."
)
LANGST = 1000


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def stand(request: HttpRequest, regio: str, nummer: int) -> HttpResponse:
    """GET gives the block to htmx and sends others to the fiche; POST moves it."""
    visite = bezoek(request, regio)
    opgave = visite.opgave(nummer)
    visite = visite.bij(request, opgave.sleutel)
    eis_geschiedenis(visite.rechten)
    if request.method != "POST":
        if not is_htmx(request):
            return HttpResponseRedirect(adressen.opgave(regio, nummer))
        return _blok(request, visite, nummer, gezien=request.GET.get("gezien", ""))
    if not any(mag_stap(visite.rechten, s) for s in WERKORDE):
        raise PermissionDenied(NIEMAND)
    return _verzet(request, visite, nummer)


def _verzet(request: HttpRequest, visite: Bezoek, nummer: int) -> HttpResponse:
    stap = PER_CODE.get(request.POST.get("daad", ""))
    gezien, reden = request.POST.get("gezien", ""), request.POST.get("reden", "").replace("\0", "")
    getypt: dict[str, Any] = {"gezien": gezien, "reden": reden}
    if stap is None:
        return _blok(request, visite, nummer, fout="Kies wat u met deze fiche wilt doen.", status=422, **getypt)
    eis_stap(visite.rechten, stap)
    if len(reden) > LANGST:
        fout = f"Maak de reden korter: hoogstens {LANGST} tekens. U typte er {len(reden)}."
        return _blok(request, visite, nummer, bij=stap, fout=fout, status=422, **getypt)
    [nu] = standen(visite.plan, nummer)
    try:
        nieuw = verzet(opgave=nu.pk, stap=stap, door=cast(User, request.user), gezien=gezien, reden=reden)
    except WerkstapZonderReden:
        return _blok(request, visite, nummer, bij=stap, fout=GEEN_REDEN, status=422, **getypt)
    except StandVeranderd as anders:
        return _blok(request, visite, nummer, botsing=botsing(anders.opgave), status=409, **getypt)
    except TekstVeranderd:
        return _blok(request, visite, nummer, botsing=ANDERE_TEKST, status=409, **getypt)
    melding = f"De fiche is {stap.gedaan}." if nieuw else f"De fiche was al {stap.gedaan}. Er is niets veranderd."
    if is_htmx(request) and Opgave.Status.AKKOORD not in (stap.van, stap.naar):
        return _blok(request, visite, nummer, gezien=gezien, melding=melding)
    messages.success(request, f"{nummer} {nu.titel}: {melding[0].lower()}{melding[1:]}")
    if is_htmx(request):  # the links to the editor come or go with it
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return HttpResponseRedirect(adressen.opgave(visite.regio.adres, nummer), status=303)


def botsing(opgave: Opgave) -> str:
    wie = str(opgave.status_door) if opgave.status_door else "Iemand"
    return f"{wie} was u voor: de fiche is nu {opgave.get_status_display().lower()}. Er is niets gebeurd."


def _blok(
    request: HttpRequest, visite: Bezoek, nummer: int, *, gezien: str, bij: Werkstap | None = None, reden: str = "",
    fout: str = "", botsing: str = "", melding: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """`gezien` is what the person on this page saw: a fresh fingerprint would be of a text that is not on it."""
    [nu] = standen(visite.plan, nummer)
    context = {
        **inhoud(visite, nu, gezien),
        "bij": bij.code if bij else "",
        "reden": reden,
        "fout": fout,
        "botsing": botsing,
        "melding": melding,
        "kruimel": [
            (visite.regio.naam, f"/{visite.regio.adres}/"),
            (f"{nummer} {nu.titel}", adressen.opgave(visite.regio.adres, nummer)),
        ],
    }
    return TemplateResponse(
        request, "opgaven/_stand.html" if is_htmx(request) else "opgaven/stand.html", context, status=status
    )


def inhoud(visite: Bezoek, stand: Fichestand, gezien: str) -> dict[str, Any]:
    """What the block shows of a fiche and asks; `visite` is at its opgave."""
    return {
        "stand": stand,
        "terug": _terug(stand),
        "gezien": gezien,
        "stappen": stappen(stand.status, visite.rechten),
        "stand_adres": adressen.opgave(visite.regio.adres, stand.nummer),
    }


def _terug(stand: Fichestand) -> tuple[str, str] | None:
    """Of a fiche that came back: what was done, and why. One query for such a fiche, none for another."""
    if stand.status != Opgave.Status.CONCEPT or stand.sinds is None:
        return None
    daad, waarom = redenen([stand]).get(stand.pk, ("", ""))
    return (PER_CODE[daad].gedaan, waarom) if daad in PER_CODE and waarom else None
