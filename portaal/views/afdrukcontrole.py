"""Which version a printed copy is, by the code that stands on it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from opgaven.bezoek import Bezoek
from plandocument.canoniek import hashes_van
from plandocument.versiecode import versiecode
from portaal.afdrukcode import gelijk, netjes
from versies.bezoek import bezoek
from versies.openbaar import Openbaar, ooit_openbaar
from versies.overzicht import aangenomen, rijen

from .documenten import kruimel


@require_safe
def afdruk_controle(request: HttpRequest, regio: str) -> HttpResponse:
    """People with a role find every version. Visitors learn of what is public, and of what ever was: which version
    their copy is and where the present one is, also when nothing is public now."""
    code = request.GET.get("code", "")[:40]
    try:
        visite: Bezoek | None = bezoek(request, regio)
    except Http404:
        # where nothing was ever public under this code, the page is as little there as the plan
        if (was := _ooit(regio, code)) is None:
            raise
        return _toon(request, None, code, was=was)
    assert visite is not None
    gevonden = None
    if code.strip():
        gevonden = next((r for r in rijen(visite) if gelijk(code, r["code"])), None)
    heeft_rol = bool(visite.rechten.rollen)
    return _toon(
        request,
        visite,
        code,
        rij=gevonden,
        werkversie=heeft_rol
        and gevonden is None
        and any(gelijk(code, versiecode(regio, hash_)) for hash_ in hashes_van(visite.document)),
        was=None if gevonden or heeft_rol else _ooit(regio, code),
    )


def _ooit(regio: str, code: str) -> Openbaar | None:
    """What was public under this code. One query."""
    if not code.strip():
        return None
    return next((o for o in ooit_openbaar(regio) if gelijk(code, versiecode(regio, o.versie.sha256))), None)


def _toon(
    request: HttpRequest, visite: Bezoek | None, code: str, *, was: Openbaar | None, **gevonden: object
) -> HttpResponse:
    context = {
        "kruimel": kruimel(visite) if visite else [],
        "code": netjes(code),
        "gevraagd": bool(code.strip()),
        "was": was,
        "was_besluiten": aangenomen(was.versie) if was else [],
        **gevonden,
    }
    return TemplateResponse(request, "portaal/documenten/controle.html", context)
