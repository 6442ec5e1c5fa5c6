"""Meldingen: what happened that concerns me, and how I want to hear of it by mail."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from npvr.getallen import aantal

from .. import afmelden as afmeldadres
from ..actions.voorkeuren import kies_wijze, lees_meldingen, wijze_van
from ..models import Melding, Voorkeur

PER_BLAD = 50


class VoorkeurForm(forms.Form):
    """How somebody gets mail."""

    wijze = forms.ChoiceField(
        label="E-mail over meldingen",
        choices=Voorkeur.Wijze.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een van de drie.", "invalid_choice": "Kies een van de drie."},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD"])
def lijst(request: HttpRequest) -> HttpResponse:
    """Unread first. Four queries beside session and person."""
    return _toon(request, None)


def _toon(request: HttpRequest, form: VoorkeurForm | None) -> HttpResponse:
    user = cast(User, request.user)
    rijen = Melding.objects.filter(user=user).select_related("regio").order_by("-gemaakt_op", "-pk")
    nog = Melding.objects.filter(user=user, gelezen_op__isnull=True)
    ongelezen = nog.aggregate(aantal=Count("pk"), nieuwste=Max("pk"))
    wijze = wijze_van(user)
    context: dict[str, Any] = {
        "blad": Paginator(rijen, PER_BLAD).get_page(request.GET.get("blad")),
        "ongelezen": ongelezen["aantal"],
        "nieuwste": ongelezen["nieuwste"],
        "wijze": str(wijze),
        "form": form or VoorkeurForm(initial={"wijze": wijze}),
    }
    return TemplateResponse(request, "reacties/meldingen/lijst.html", context, status=422 if form else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_melding(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where the notice points; by POST it is read from then on. What one may see there, that page decides."""
    melding = get_object_or_404(Melding, pk=pk, user=request.user) if pk < 2**63 else None
    if melding is None:
        raise Http404("Deze melding is er niet.")
    if request.method == "POST":
        lees_meldingen(door=cast(User, request.user), welke=[melding.pk])
    return HttpResponseRedirect(melding.pad, status=303 if request.method == "POST" else 302)


@login_required
@require_POST
def gelezen(request: HttpRequest) -> HttpResponse:
    """Mark all of them as read."""
    tot = request.POST.get("gezien", "")
    gezien = int(tot) if tot.isascii() and tot.isdecimal() and len(tot) < 19 else 0
    hoeveel = lees_meldingen(door=cast(User, request.user), gezien=gezien)
    messages.success(request, f"{aantal(hoeveel, 'melding', 'meldingen').capitalize()} als gelezen gemarkeerd.")
    return HttpResponseRedirect(reverse("meldingen:lijst"), status=303)


@login_required
@require_POST
def voorkeur(request: HttpRequest) -> HttpResponse:
    form = VoorkeurForm(request.POST)
    if not form.is_valid():
        return _toon(request, form)
    wijze = Voorkeur.Wijze(form.cleaned_data["wijze"])
    kies_wijze(door=cast(User, request.user), wijze=wijze, gezien=request.POST.get("gezien", ""))
    messages.success(request, f"Bewaard. E-mail over meldingen: {wijze.label[0].lower()}{wijze.label[1:]}.")
    return HttpResponseRedirect(reverse("meldingen:lijst"), status=303)


@never_cache
@csrf_exempt  # a mail program posts here by itself (RFC 8058); the sign in the address says who it is
@require_http_methods(["GET", "HEAD", "POST"])
def afmelden(request: HttpRequest, teken: str) -> HttpResponse:
    """Stop mail without logging in. A GET asks, since mail scanners open links; a POST does it."""
    user = afmeldadres.van_wie(teken)
    if user is None:
        return TemplateResponse(request, "reacties/meldingen/afmelden.html", {"onbekend": True}, status=404)
    klaar = request.method == "POST"
    if klaar:
        kies_wijze(door=user, wijze=Voorkeur.Wijze.GEEN)
    return TemplateResponse(request, "reacties/meldingen/afmelden.html", {"klaar": klaar})
