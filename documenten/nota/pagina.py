"""The reactienota: choose what it is about, see what comes out, and take the file."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from npvr import adressen, getallen
from npvr.formaten import FORMATEN

from . import NOTAFORMATEN, BestaatNiet, Notakeuze, keuzes
from .keuze import INTERN, MANIEREN, SOORT, UIT
from .scherm import scherm
from .views import visite_met_inzage


@never_cache
@require_safe
def reactienota(request: HttpRequest, regio: str) -> HttpResponse:
    """For people with a role. At most fifteen queries more than the visit, however many comments there are.

    Who is not of the team and asks for an internal one is shown the one to send out.
    """
    visite, inzage = visite_met_inzage(request, regio)
    try:
        keuze = Notakeuze.uit_link(request.GET.dict(), visite.document)
        keuze = replace(keuze, intern=keuze.intern and inzage.team)
        op_scherm = scherm(visite, inzage, keuze, request.GET.get("blad", ""))
    except BestaatNiet as fout:
        raise Http404(str(fout)) from None
    afdrukken = {"soort": SOORT, **keuze.velden(visite.document)}
    query = keuze.query(visite.document)
    bladeren = f"{reverse('documenten:reactienota', args=[regio])}{query}{'&' if query else '?'}blad="
    inhoud = {
        "kruimel": [
            (visite.regio.naam, visite.adres("voorpagina")),
            ("Reacties", reverse("reacties:lijst", args=[regio])),
        ],
        "keuze": keuze,
        "opgave": str(visite.document.nummers.get(keuze.opgave, "")),
        "mag": keuzes(visite, inzage, intern=keuze.intern),
        "manieren": [(code, naam) for code, naam in MANIEREN.items()] if inzage.team else [],
        "manier": INTERN if keuze.intern else UIT,
        "nota": op_scherm.stuk,
        "delen": [
            (deel, getallen.aantal(op_scherm.aantallen[deel.anker], "reactie", "reacties"), deel.regels)
            for deel in op_scherm.stuk.delen
        ],
        "scherm": op_scherm,
        "bladeren": bladeren,
        "bestanden": [
            (FORMATEN[formaat].naam, reverse("documenten:nota", args=[regio, formaat]) + query)
            for formaat in NOTAFORMATEN
        ],
        "lang": [(FORMATEN[formaat].naam, formaat) for formaat in NOTAFORMATEN] if op_scherm.blad.lang else [],
        "afdrukvelden": list(afdrukken.items()),
        "afdrukadres": adressen.afdrukken(regio),
        "afdrukken": f"{adressen.afdrukken(regio)}?{urlencode(afdrukken)}",
    }
    return TemplateResponse(request, "documenten/nota/pagina/reactienota.html", inhoud)
