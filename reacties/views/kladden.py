"""What an open form of a comment sends by itself. Answers in JSON, as the editor of a section expects."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from npvr import getallen
from npvr.nietgevonden import VoorWieMeewerkt
from opgaven.kladden import getal, velden_van
from opgaven.models import Plan
from opgaven.views.klad import IEMAND_ANDERS, ONLEESBAAR, TE_GROOT, UITGELOGD

from ..actions.kladden import ReactiekladTeGroot, bewaar, gooi_weg
from ..permissions import NIET_REAGEREN, Inzage


@require_POST
def klad(request: HttpRequest, regio: str) -> HttpResponse:
    """`?plek=` is the address of the form. At most five queries."""
    if not request.user.is_authenticated:
        return _fout(UITGELOGD, 401)
    door = request.user
    plan = Plan.objects.van(regio).first()
    inzage = Inzage.van(door, plan.regio) if plan is not None else Inzage()
    if plan is None or not inzage.mag_lezen():
        raise VoorWieMeewerkt
    if not inzage.mag_reageren():
        return _fout(NIET_REAGEREN, 403)
    plek = request.GET.get("plek", "").replace("\0", "")
    if request.POST.get("wie") != str(door.pk):
        return _fout(IEMAND_ANDERS if request.POST.get("wie") else ONLEESBAAR, 403 if request.POST.get("wie") else 400)
    if not plek.startswith(f"/{regio}/") or len(plek) > 200:
        return _fout(ONLEESBAAR, 400)
    doe = request.POST.get("doe", "")
    if doe == "hier":
        return JsonResponse({})
    if doe == "gooi_weg":
        gooi_weg(plan=plan, plek=plek, door=door)
        return JsonResponse({})
    try:
        kenmerk = UUID(request.POST.get("kenmerk", ""))
    except ValueError:
        return _fout(ONLEESBAAR, 400)
    try:
        bewaar(
            plan=plan,
            plek=plek,
            volgnummer=getal(request.POST.get("volgnummer", "")),
            velden=velden_van(request.POST),
            kenmerk=kenmerk,
            door=door,
        )
    except ReactiekladTeGroot:
        return _fout(TE_GROOT, 413)
    return JsonResponse({"bewaard": getallen.tijd(timezone.now())})


def _fout(zin: str, status: int) -> HttpResponse:
    return JsonResponse({"fout": zin}, status=status)
