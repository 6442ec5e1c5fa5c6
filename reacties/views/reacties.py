"""Comments at a place in the plan: reading them, and placing one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from accounts.models import User
from governance.models import Ministerie
from npvr.html import is_htmx
from opgaven.kladden import wanneer
from opgaven.views.antwoorden import uitgelogd
from plandocument.anker import GeenPlek

from ..actions.kladden import lees, velden_van
from ..actions.reacties import RondeNietOpen, Vreemd, plaats
from ..forms import AL_VERSTUURD, SELECTIE, ReactieForm
from ..gesprekken import gesprekken
from ..hier import Hier, bij_hoofdstuksectie, bij_opgave, bij_sectie
from ..models import Reactie, ReactieKlad
from ..permissions import NIET_REAGEREN, eis_reageren
from ..plekken import code_van
from ..tellingen import regel_van

GEPLAATST = "Uw reactie staat erbij."
LOS_GEPLAATST = "Uw reactie staat erbij. Zij hoort niet bij de ronde “{}”: het NPVR-team leest haar nu al."
CONCEPT = "Uw reactie is bewaard als concept. Alleen uw ministerie leest haar, tot u haar verstuurt."
RONDE_VOORBIJ = "De ronde is intussen gesloten."
LOS_VAN_DE_RONDE = (
    "Uw reactie is nog niet geplaatst. Plaatst u haar alsnog, dan staat zij los van de ronde en leest het NPVR-team "
    "haar meteen."
)
IN_RONDE = "Uw reactie staat in de ronde “{}”. Het NPVR-team leest haar zodra uw ministerie indient."
PER_KEER = 10
"""As many comments at a place are shown at once."""
VERANDERD = "reacties-veranderd"
"""What the browser hears on `document.body`; parts of a page that count comments listen."""

Zoek = Callable[[], Hier]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opgave(request: HttpRequest, regio: str, nummer: int, versie: str = "") -> HttpResponse:
    """The comments on a whole fiche."""
    return _reacties(request, partial(bij_opgave, request, regio, nummer, versie))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sectie(request: HttpRequest, regio: str, nummer: int, soort: str, versie: str = "") -> HttpResponse:
    """The comments on a section of a fiche: six queries more than the visit, two more with a form."""
    return _reacties(request, partial(bij_sectie, request, regio, nummer, soort, versie))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hoofdstuksectie(request: HttpRequest, regio: str, hoofdstuk: int, sectie: int, versie: str = "") -> HttpResponse:
    """The comments on a section of a chapter."""
    return _reacties(request, partial(bij_hoofdstuksectie, request, regio, hoofdstuk, sectie, versie))


def _reacties(request: HttpRequest, zoek: Zoek) -> HttpResponse:
    if request.method == "POST":
        if not request.user.is_authenticated:
            return uitgelogd(request)
        return _plaats(request, zoek())
    hier = zoek()
    if is_htmx(request) and "dicht" in request.GET:
        return TemplateResponse(request, "reacties/_regel.html", {"rij": regel_van(hier), "focus": True})
    form = klad = None
    if hier.inzage.mag_reageren() and (not is_htmx(request) or "schrijf" in request.GET):
        gevraagd = {naam: request.GET.get(naam, "") for naam in (*SELECTIE, "plaats")}
        if not gevraagd["citaat"]:  # otherwise somebody has just pointed at other words
            klad = lees(plan=hier.visite.plan, plek=hier.adres, door=cast(User, request.user))
        form = ReactieForm(hier, vooraf=velden_van(klad) if klad else {k: v for k, v in gevraagd.items() if v})
    return antwoord(request, hier, form, klad=klad)


def _plaats(request: HttpRequest, hier: Hier) -> HttpResponse:
    eis_reageren(hier.inzage)
    form = ReactieForm(hier, request.POST)
    if not form.is_valid():
        return antwoord(request, hier, form, status=422)
    try:
        anker = hier.anker(form.cleaned_data["plaats"], form.selectie)
    except GeenPlek as fout:
        form.add_error("plaats", str(fout))
        return antwoord(request, hier, form, status=422)
    ministerie, gekozen = form.ministerie, form.ronde
    vraag = hier.vraag_van(ministerie)
    reden = vraag.bezwaar if vraag is not None else ""
    in_ronde = gekozen or (vraag if not reden else None)
    ronde = in_ronde.ronde if in_ronde is not None else None
    versie, document = hier.versie, hier.document
    if gekozen is not None and (elders := hier.anker_in(gekozen.ronde.versie, anker)) is not None:
        (anker, document), versie = elders, gekozen.ronde.versie
    if ministerie is not None and _beloofd(request, ministerie) - {ronde.pk if ronde is not None else 0}:
        form.add_error(None, f"{reden or RONDE_VOORBIJ} {LOS_VAN_DE_RONDE}")
        return antwoord(request, hier, form, status=409)
    concept = bool(ministerie) and "concept" in request.POST
    try:
        reactie = plaats(
            plan=hier.visite.plan,
            anker=anker,
            code=code_van(document, anker),
            tekst=form.cleaned_data["tekst"],
            voorstel=form.voorgesteld,
            versie=versie,
            ronde=ronde,
            ministerie=ministerie,
            door=cast(User, request.user),
            ingediend=False if concept else None,
            kenmerk=form.cleaned_data["kenmerk"],
            klad=hier.adres,
        )
    except Vreemd:
        form.opnieuw(None, AL_VERSTUURD)
        return antwoord(request, hier, form, status=409)
    except RondeNietOpen as fout:
        form.add_error(None, str(fout))
        return antwoord(request, hier, form, status=422)
    if reactie.ingediend_op:
        los = next((v.ronde for v in (vraag, *hier.keuzes_van(ministerie)) if v is not None), None)
        melding = LOS_GEPLAATST.format(los) if los is not None and reactie.ronde_id is None else GEPLAATST
    else:
        melding = IN_RONDE.format(reactie.ronde) if reactie.ronde else CONCEPT
    if is_htmx(request):
        response = antwoord(request, hier, None, melding=melding, nieuw=reactie.pk)
        return trigger_client_event(response, VERANDERD)
    messages.success(request, melding)
    return HttpResponseRedirect(f"{hier.adres}?bij={reactie.pk}#reactie-{reactie.pk}", status=303)


def _beloofd(request: HttpRequest, ministerie: Ministerie) -> set[int]:
    """The rounds in which the form said that a comment for this ministry stays with it until it submits."""
    paren = (waarde.partition(":") for waarde in request.POST.getlist("ronde"))
    return {int(ronde) for van, _, ronde in paren if van == str(ministerie.pk) and ronde.isdecimal()}


def antwoord(
    request: HttpRequest,
    hier: Hier,
    form: ReactieForm | None,
    *,
    klad: ReactieKlad | None = None,
    melding: str = "",
    nieuw: int = 0,
    status: int = 200,
) -> HttpResponse:
    """The comments here, with or without the form: in place, or as a page with the text of the section.

    The newest ones, or those that the address asks for. Two queries, and four for the comments.
    """
    stuk = _stuk(hier, {} if nieuw else request.GET)
    op_scherm = Reactie.objects.filter(pk__in=stuk.pks) if stuk.pks else Reactie.objects.none()
    rij = gesprekken(op_scherm, hier.visite, hier.inzage, hier.document) if stuk.pks else []
    if is_htmx(request) and "voor" in request.GET and form is None and not nieuw:
        return TemplateResponse(
            request, "reacties/_stuk.html", {"hier": hier, "stuk": stuk, "gesprekken": rij, "verder": True}
        )
    lezing = form.lezing if form is not None else []
    inhoud: dict[str, Any] = {
        "hier": hier,
        "stuk": stuk,
        "gesprekken": rij,
        "form": form,
        "klad_van": wanneer(klad.bewaard_op) if klad is not None else "",
        "mag_reageren": hier.inzage.mag_reageren(),
        "niet_reageren": NIET_REAGEREN,
        "melding": melding,
        "nieuw": nieuw,
        "wie": request.user.pk,
        "lezing": lezing,
        "mag_concept": any(bij.als_concept for bij in lezing),
    }
    if is_htmx(request):
        return TemplateResponse(request, "reacties/_paneel.html", inhoud, status=status)
    regio = hier.visite.regio
    inhoud |= {
        "kruimel": [(regio.naam, hier.visite.adres("voorpagina")), (hier.houder, hier.pagina)],
        "document": hier.document,
        "in_pagina": True,
    }
    return TemplateResponse(request, "reacties/bij.html", inhoud, status=status)


@dataclass(frozen=True, slots=True)
class Gesprekstuk:
    """Some of the comments at a place, oldest first: which, and how many stand before and behind them."""

    pks: tuple[int, ...]
    eerder: int
    later: int

    @property
    def alle(self) -> int:
        return self.eerder + len(self.pks) + self.later

    @property
    def eerste(self) -> int:
        return self.eerder + 1

    @property
    def laatste(self) -> int:
        return self.eerder + len(self.pks)

    @property
    def hiervoor(self) -> int:
        """How many the next step back shows."""
        return min(self.eerder, PER_KEER)


def _stuk(hier: Hier, gevraagd: Mapping[str, str]) -> Gesprekstuk:
    """The last ones; with `voor` those before that comment, with `bij` those from that comment on. One query."""
    pks = tuple(hier.rijen().zichtbaar_voor(hier.inzage).values_list("pk", flat=True))

    def plaats_van(naam: str) -> int | None:
        waarde = gevraagd.get(naam, "")
        pk = int(waarde) if waarde.isascii() and waarde.isdecimal() and len(waarde) < 19 else 0
        return pks.index(pk) if pk in pks else None

    voor, bij = plaats_van("voor"), plaats_van("bij")
    eind = len(pks) if voor is None else voor
    if voor is None and bij is not None:
        eind = min(bij + PER_KEER, len(pks))
    begin = max(eind - PER_KEER, 0)
    return Gesprekstuk(pks[begin:eind], begin, len(pks) - eind)
