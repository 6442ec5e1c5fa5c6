"""All comments that somebody may read, with filters; for the team the way to answer several at once."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from npvr import adressen
from opgaven.bezoek import Bezoek

from ..gesprekken import gesprekken
from ..hier import visite_van
from ..lijst import PER_BLADZIJDE, Reactiefilter, Reactiekeuzes, keuzes
from ..models import Antwoord, Reactie
from ..models.reacties import ReactieQuerySet
from ..permissions import Inzage


def gekozen(
    request: HttpRequest, visite: Bezoek, inzage: Inzage
) -> tuple[ReactieQuerySet, Reactiekeuzes, Reactiefilter]:
    """The comments that the address asks for, of those that they may read. One query."""
    mag = Reactie.objects.staat().filter(plan=visite.plan).zichtbaar_voor(inzage)
    kan = keuzes(visite, inzage)
    filter_ = Reactiefilter.van(request.GET.dict(), kan)
    return filter_.kies(mag, inzage, visite.document), kan, filter_


@never_cache
@require_safe
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    """Nine queries more than the visit, for the team ten, however many comments there are."""
    visite, inzage = visite_van(request, regio)
    rijen, kan, filter_ = gekozen(request, visite, inzage)
    blad = Paginator(rijen.order_by("-gemaakt_op", "-pk").values_list("pk", flat=True), PER_BLADZIJDE).get_page(
        request.GET.get("pagina")
    )
    op_blad = Reactie.objects.filter(pk__in=list(blad.object_list)).order_by("-gemaakt_op", "-pk")
    concepten = Antwoord.objects.filter(plan=visite.plan, vrijgegeven_op__isnull=True).count() if inzage.team else 0
    inhoud: dict[str, Any] = {
        "kruimel": [(visite.regio.naam, visite.adres("voorpagina"))],
        "document": visite.document,
        "gesprekken": gesprekken(op_blad, visite, inzage, visite.document, kort=True),
        "blad": blad,
        "aantal": blad.paginator.count,
        "mag": kan,
        "filter": filter_,
        "team": inzage.team,
        "mag_vrijgeven": inzage.mag_vrijgeven(),
        "mag_reageren": inzage.mag_reageren(),
        "van_anderen": [
            ("Kanttekeningen op papier", adressen.kanttekeningen(regio)),
            ("Reactie namens een ander", reverse("reacties:namens", args=[regio])),
            ("Opmerkingen uit een Word-bestand", adressen.reacties_word(regio)),
        ]
        if inzage.mag_namens()
        else [],
        "concepten": concepten,
    }
    return TemplateResponse(request, "reacties/lijst.html", inhoud)
