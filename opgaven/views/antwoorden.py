"""What a section's addresses answer: the section, its form, or what stands in the way; a fragment or a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from npvr import getallen
from npvr.html import is_htmx
from npvr.invoer import geposte_tekst, geposte_velden
from plandocument import boom

from ..forms import Formulier
from ..models import Sectie
from ..plek import Plek

NIET_HERHALEN = {"csrfmiddlewaretoken", "versie", "sleutel", "keuze", "samen"}


def gelezen(request: HttpRequest, plek: Plek, melding: str = "", eigen: str = "") -> HttpResponse:
    """The section as one reads it; `eigen` is a text of the reader's own that was not saved, for copying."""
    naam = "opgaven/_sectie.html" if plek.opgave else "opgaven/_hoofdstuksectie.html"
    return _antwoord(request, plek, naam, {"melding": melding, "eigen": eigen})


def formulier(
    request: HttpRequest, plek: Plek, form: Formulier, *, samen: bool = False, status: int = 200
) -> HttpResponse:
    """The form; with `samen` the text that stands in the plan is shown with it, compared with what is typed."""
    inhoud: dict[str, Any] = {"formulier": form, "soortnaam": _soortnaam(plek), "actueel": plek.rij.versie}
    if samen:
        getypt = form.inhoud() if form.is_valid() else form.plek.inhoud
        inhoud["ernaast"] = plek.woordenboek.kanten(plek.inhoud, getypt, plek.itemsoort)[0]
        inhoud["door"] = _door(request, plek.rij)
    return _antwoord(request, plek, "opgaven/_bewerk.html", inhoud, status)


def conflict(request: HttpRequest, plek: Plek, mijn: boom.Sectie, form: Formulier) -> HttpResponse:
    """Both texts beside each other, and three ways on. `plek` holds what stands in the plan now."""
    assert form.data is not None
    velden = [(naam, w) for naam, waarden in form.data.lists() if naam not in NIET_HERHALEN for w in waarden]
    return _conflict(request, plek, mijn, {"velden": velden, "naar": plek.bewerk_adres})


def conflict_bij_terugzetten(request: HttpRequest, plek: Plek, oud: boom.Sectie, nummer: int) -> HttpResponse:
    """The same, for an older version that was asked back from a page that was overtaken."""
    return _conflict(request, plek, oud, {"terug": nummer, "naar": plek.herstel_adres(nummer)})


def _conflict(request: HttpRequest, plek: Plek, mijn: boom.Sectie, inhoud: dict[str, Any]) -> HttpResponse:
    hunne, mijne = plek.woordenboek.kanten(plek.inhoud, mijn, plek.itemsoort)
    inhoud |= {"hunne": hunne, "mijne": mijne, "door": _door(request, plek.rij)}
    return _antwoord(request, plek, "opgaven/_conflict.html", inhoud, 409)


def geweigerd(request: HttpRequest, reden: str) -> HttpResponse:
    """Not allowed: the reason; the form on screen stays, and without scripts the text comes back."""
    return _melding(request, "U mag deze tekst niet wijzigen", reden, 403)


def uitgelogd(request: HttpRequest) -> HttpResponse:
    """The session ended while typing: the text is still there, and so is the way on."""
    reden = "Uw tekst staat hier nog. Log in een nieuw tabblad in en sla daarna opnieuw op."
    return _melding(request, "U bent uitgelogd", reden, 401)


def _melding(request: HttpRequest, kop: str, reden: str, status: int) -> HttpResponse:
    inhoud: dict[str, Any] = {"kop": kop, "reden": reden, "inloggen": status == 401}
    if is_htmx(request) or request.method != "POST":
        return TemplateResponse(request, "opgaven/_melding.html", inhoud, status=status)
    inhoud |= {"velden": geposte_velden(request), "eigen": geposte_tekst(request)}
    return TemplateResponse(request, "opgaven/teruggegeven.html", inhoud, status=status)


def _antwoord(
    request: HttpRequest, plek: Plek, fragment: str, inhoud: dict[str, Any], status: int = 200
) -> HttpResponse:
    in_pagina = not is_htmx(request)
    inhoud |= {
        "plek": plek,
        "plaats": plek.plaats,
        "opgave": plek.opgave,
        "sectie": plek.inhoud,
        "code": plek.code,
        "nummer": plek.hoofdstuk,
        "volgnummer": plek.nummer,
        "document": plek.document,
        "in_pagina": in_pagina,
        "fragment": fragment,
    }
    if in_pagina:
        inhoud |= {"kruimel": plek.kruimel, "cluster": plek.cluster}
    return TemplateResponse(request, "opgaven/pagina.html" if in_pagina else fragment, inhoud, status=status)


def _soortnaam(plek: Plek) -> str:
    return boom.ITEMSOORTEN[plek.itemsoort][0] if plek.itemsoort else ""


def _door(request: HttpRequest, rij: Sectie) -> str:
    """Who saved the section, and when, as the subject and verb of a sentence."""
    wanneer = "kort geleden"
    if rij.gewijzigd_op:
        vandaag = timezone.localdate(rij.gewijzigd_op) == timezone.localdate()
        op = getallen.tijd(rij.gewijzigd_op) if vandaag else getallen.datum_tijd(rij.gewijzigd_op)
        wanneer = f"om {op}" if vandaag else f"op {op}"
    if rij.gewijzigd_door is None:
        return f"Een collega sloeg deze sectie {wanneer} op"
    if rij.gewijzigd_door == request.user:
        return f"U sloeg deze sectie {wanneer} zelf op, in een ander venster"
    return f"{rij.gewijzigd_door} sloeg deze sectie {wanneer} op"
