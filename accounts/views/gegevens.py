"""Mijn gegevens: name, password, second factor and the places where one is logged in."""

from __future__ import annotations

from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from npvr.getallen import aantal

from .. import actions
from ..forms import GegevensForm
from ..models import Sessie, User


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def gegevens(request: HttpRequest) -> HttpResponse:
    """Two queries beside session and person."""
    user = cast(User, request.user)
    form = GegevensForm(request.POST or None, initial={"naam": user.naam})
    if request.method == "POST" and form.is_valid():
        actions.wijzig_naam(user=user, naam=form.cleaned_data["naam"], gezien=request.POST.get("gezien", ""))
        messages.success(request, "Uw naam of functie is bewaard.")
        return HttpResponseRedirect(reverse("account_gegevens"))
    return _toon(request, user, form)


def _toon(request: HttpRequest, user: User, form: GegevensForm) -> HttpResponse:
    sessies = list(Sessie.objects.filter(user=user, expire_date__gt=timezone.now()).only("begonnen_op", "apparaat"))
    context: dict[str, Any] = {
        "form": form,
        "email": user.email,
        "heeft_wachtwoord": user.has_usable_password(),
        "tweede_factor": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        "sessies": [(sessie, sessie.pk == request.session.session_key) for sessie in sessies],
    }
    return TemplateResponse(request, "accounts/gegevens.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def andere_sessies(request: HttpRequest) -> HttpResponse:
    hoeveel = actions.beeindig_sessies(user=cast(User, request.user), behoud_sessie=request.session.session_key)
    if hoeveel:
        messages.success(request, f"U bent uitgelogd op {aantal(hoeveel, 'andere plek', 'andere plekken')}.")
    else:
        messages.info(request, "U was nergens anders ingelogd.")
    return HttpResponseRedirect(reverse("account_gegevens"))
