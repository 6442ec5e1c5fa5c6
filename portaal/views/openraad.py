"""The read-only feed of meetings and decisions (`portaal.openraad`): the same for everybody, without logging in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from governance.models import Agendapunt, Besluit, Overleg, Regio
from governance.zicht import Zicht
from portaal import openraad as ori
from versies.bezoek import bezoek

ER_NIET = "Dit staat niet in de open gegevens van deze regio."


def _regio(code: str) -> Regio:
    """404 where nothing of the region is public: the register of decisions is not there for visitors either."""
    bezoeker = HttpRequest()
    bezoeker.user = AnonymousUser()
    try:
        return bezoek(bezoeker, code).regio
    except Http404 as fout:
        raise Http404(ER_NIET) from fout


def _adressen(regio: Regio) -> ori.Oriadressen:
    host = settings.BASIS_URL.rstrip("/")
    return ori.Oriadressen(host + reverse("portaal:ori", args=[regio.code]), f"{host}/{regio.code}/")


def _besluiten(regio: Regio) -> QuerySet[Besluit]:
    """Those that everybody may read, of settled records, at an item that is open."""
    open_ = Besluit.objects.register(regio).filter(Zicht.openbaar().besluiten(), agendapunt__besloten=False)
    return open_.filter(agendapunt__overleg__stand=Overleg.Stand.VASTGESTELD).order_by("jaar", "nummer")


def _vergaderingen(regio: Regio) -> QuerySet[Overleg]:
    """With the newest first; a meeting without an open decision is not told of."""
    erbij = _besluiten(regio).filter(agendapunt__overleg=OuterRef("pk")).order_by()
    rijen = Overleg.objects.van(regio).filter(Exists(erbij), stand=Overleg.Stand.VASTGESTELD)
    return rijen.order_by("-datum", "-aanvang", "-pk")


def _json(data: ori.Data) -> HttpResponse:
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    response["API-Version"] = ori.VERSIE
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=300)
    return response


def _pagina(request: HttpRequest) -> int:
    woord = request.GET.get("pagina", "1")
    if not woord.isascii() or not woord.isdecimal() or not 1 <= int(woord[:6]) <= 10_000:
        raise Http404("Deze pagina is er niet.")
    return int(woord[:6])


def _collectie(
    request: HttpRequest, basis: str, rijen: QuerySet[Any], maak: Callable[[list[Any]], list[ori.Data]]
) -> HttpResponse:
    pagina = _pagina(request)
    vanaf = (pagina - 1) * ori.PER_PAGINA
    deel = list(rijen[vanaf : vanaf + ori.PER_PAGINA + 1])
    return _json(ori.bladzijde(maak(deel[: ori.PER_PAGINA]), basis, pagina, len(deel) > ori.PER_PAGINA))


@require_safe
def begin(request: HttpRequest, regio: str) -> HttpResponse:
    """What there is. One query."""
    a = _adressen(_regio(regio))
    delen = {naam: f"{a.basis}{naam}/" for naam in ("vergaderingen", "agendapunten", "informatieobjecten")}
    return _json({"standaard": "ODS Open Raadsinformatie, mini-ORI", "versie": ori.VERSIE, **delen})


@require_safe
def vergaderingen(request: HttpRequest, regio: str) -> HttpResponse:
    """Three queries."""
    rij = _regio(regio)
    a = _adressen(rij)

    def maak(overleggen: list[Overleg]) -> list[ori.Data]:
        per: dict[int, list[Besluit]] = {o.pk: [] for o in overleggen}
        for b in _besluiten(rij).filter(agendapunt__overleg__in=overleggen):
            if b.agendapunt is not None:
                per[b.agendapunt.overleg_id].append(b)
        return [ori.vergadering(ori.Orivergadering(o, per[o.pk]), a) for o in overleggen]

    return _collectie(request, f"{a.basis}vergaderingen/", _vergaderingen(rij), maak)


@require_safe
def vergadering(request: HttpRequest, regio: str, uid: UUID) -> HttpResponse:
    rij = _regio(regio)
    overleg = _vergaderingen(rij).filter(uid=uid).first()
    if overleg is None:
        raise Http404(ER_NIET)
    besluiten = list(_besluiten(rij).filter(agendapunt__overleg=overleg))
    return _json(ori.vergadering(ori.Orivergadering(overleg, besluiten), _adressen(rij)))


def _punten(regio: Regio) -> QuerySet[Agendapunt]:
    met = Exists(_besluiten(regio).filter(agendapunt=OuterRef("pk")).order_by())
    rijen = Agendapunt.objects.filter(met, overleg__gremium__regio=regio).select_related("overleg__gremium")
    return rijen.order_by("-overleg__datum", "overleg", "volgorde", "pk")


def _als_punten(regio: Regio, punten: list[Agendapunt]) -> list[ori.Data]:
    """Numbered as on the agenda: among all open items of the meeting. Two queries."""
    overleggen = {p.overleg_id for p in punten}
    nummers: dict[int, int] = {}
    tellers: dict[int, int] = {}
    for pk, overleg in (
        Agendapunt.objects.op_de_agenda().filter(overleg__in=overleggen, besloten=False).values_list("pk", "overleg_id")
    ):
        tellers[overleg] = tellers.get(overleg, 0) + 1
        nummers[pk] = tellers[overleg]
    per: dict[int, list[Besluit]] = {p.pk: [] for p in punten}
    for b in _besluiten(regio).filter(agendapunt__in=punten):
        per[b.agendapunt_id or 0].append(b)
    a = _adressen(regio)
    return [ori.agendapunt(p, p.overleg, per[p.pk], str(nummers.get(p.pk, "")), a) for p in punten]


@require_safe
def agendapunten(request: HttpRequest, regio: str) -> HttpResponse:
    """Four queries."""
    rij = _regio(regio)
    basis = f"{_adressen(rij).basis}agendapunten/"
    return _collectie(request, basis, _punten(rij), lambda punten: _als_punten(rij, punten))


@require_safe
def agendapunt(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    rij = _regio(regio)
    punten = list(_punten(rij).filter(pk=pk)) if pk < 2**31 else []
    if not punten:
        raise Http404(ER_NIET)
    return _json(_als_punten(rij, punten)[0])


def _als_object(b: Besluit, a: ori.Oriadressen) -> ori.Data:
    assert b.agendapunt is not None
    return ori.informatieobject(b, b.agendapunt.overleg, a)


@require_safe
def informatieobjecten(request: HttpRequest, regio: str) -> HttpResponse:
    """Two queries."""
    rij = _regio(regio)
    a = _adressen(rij)
    basis = f"{a.basis}informatieobjecten/"
    rijen = _besluiten(rij).order_by("-datum", "-jaar", "-nummer")
    return _collectie(request, basis, rijen, lambda besluiten: [_als_object(b, a) for b in besluiten])


@require_safe
def informatieobject(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    rij = _regio(regio)
    besluit = _besluiten(rij).filter(pk=pk).first() if pk < 2**31 else None
    if besluit is None:
        raise Http404(ER_NIET)
    return _json(_als_object(besluit, _adressen(rij)))
