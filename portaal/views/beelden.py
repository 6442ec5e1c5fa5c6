"""The picture of a figure, for who may read a text that shows it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from npvr.bestand import Bestand, antwoord
from opgaven.models import Beeld
from versies.bezoek import bezoek
from versies.models import Publicatie

VEILIG = "default-src 'none'; style-src 'none'; sandbox; frame-ancestors 'none'"
EIND = {Beeld.Soort.PNG: "png", Beeld.Soort.JPEG: "jpg", Beeld.Soort.SVG: "svg"}


@require_safe
def beeld(request: HttpRequest, regio: str, sha256: str) -> HttpResponse:
    """Who has a role in the region sees every picture of it, others those of the version that is public. One query more
    than the visit, one more for a visitor, one less for who has the picture already. 404 for any other, there or not.
    """
    visite = bezoek(request, regio)
    openbaar = visite.bron.openbaar
    in_openbaar = Publicatie.objects.huidig().filter(plan__regio=visite.regio, versie__beelden__beeld__sha256=sha256)
    if not visite.rechten.mag_werkversie_zien() and not in_openbaar.exists():
        raise Http404("Deze afbeelding is er niet, of is niet openbaar.")

    def maak() -> Bestand:
        rij = Beeld.objects.filter(regio=visite.regio, sha256=sha256).first()
        if rij is None:
            raise Http404("Deze afbeelding is er niet, of is niet openbaar.")
        return Bestand(f"{sha256[:12]}.{EIND[Beeld.Soort(rij.soort)]}", rij.soort, bytes(rij.inhoud))

    response = antwoord(request, maak, kenmerk=sha256, openbaar=openbaar, in_venster=True)
    response["Content-Security-Policy"] = VEILIG
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
