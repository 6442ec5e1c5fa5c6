"""Forgotten passwords: asking for a link, and using it. No answer tells whether there is an account."""

from __future__ import annotations

import re
import time
from typing import Any, Final, cast

from allauth.account import views as allauth_views
from allauth.account.forms import ResetPasswordKeyForm, UserTokenForm
from allauth.account.internal.flows.password_reset import finalize_password_reset
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ..actions import vergrendel
from ..models import User
from ..remmen import onthoud_browser
from ..sleutels import schoon

SESSIE: Final = "wachtwoord_sleutel"
KLAAR: Final = "wachtwoord_gekozen"
SLEUTEL: Final = re.compile(r"[0-9a-z]{1,11}-[0-9a-z]+-[0-9a-f]+", re.ASCII)


class VergetenView(allauth_views.PasswordResetView):
    """As allauth's, but every answer takes as long, whether or not a message had to be sent."""

    @method_decorator(never_cache)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        begin = time.monotonic()
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        time.sleep(max(0.0, settings.VERGETEN_DUUR - (time.monotonic() - begin)))
        return response


vergeten = VergetenView.as_view()


class WijzigenView(allauth_views.PasswordChangeView):
    """As allauth's; the browser in which somebody chose a password is one that they use."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            messages.info(request, "U logt in bij uw organisatie. Daar wijzigt u ook uw wachtwoord.")
            return HttpResponseRedirect(reverse("account_gegevens"))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        onthoud_browser(self.request, response, cast(User, self.request.user))
        return response


wijzigen = never_cache(WijzigenView.as_view())


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Where the link of the message leads. GET is the same page for everybody; POST exchanges the key for a session."""
    if request.method != "POST":
        return TemplateResponse(request, "account/sleutel.html")
    if te_vaak := ratelimit.consume_or_429(request, action="reset_password_from_key"):
        return te_vaak
    sleutel = schoon(request.POST.get("sleutel", ""))
    if _van(sleutel) is None:
        return TemplateResponse(request, "account/sleutel.html", {"werkt_niet": True}, status=422)
    request.session.cycle_key()  # who knew the session before knows nothing
    request.session[SESSIE] = sleutel
    return HttpResponseRedirect(reverse("account_kies_wachtwoord"), status=303)


def _van(sleutel: str) -> User | None:
    """Whose password this key may set now."""
    if not SLEUTEL.fullmatch(sleutel):
        return None
    uid, _, rest = sleutel.partition("-")
    token = UserTokenForm(data={"uidb36": uid, "key": rest})
    return cast(User, token.reset_user) if token.is_valid() and token.reset_user.is_active else None


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def kiezen(request: HttpRequest) -> HttpResponse:
    """For who showed a key that works, in this session. Choosing twice at once is choosing once."""
    klaar = HttpResponseRedirect(reverse("account_reset_password_from_key_done"))
    with transaction.atomic():
        sleutel = request.session.get(SESSIE, "")
        user = _van(sleutel)
        if user is not None and request.method == "POST":
            vergrendel(user)
            if _van(sleutel) is None:
                return klaar  # the same form was sent twice, and the other one was first
        if user is None:
            if request.method == "POST" and request.session.get(KLAAR):
                return klaar
            return TemplateResponse(request, "account/sleutel.html", {"werkt_niet": bool(sleutel)}, status=404)
        form = ResetPasswordKeyForm(request.POST if request.method == "POST" else None, user=user)
        if request.method == "POST" and form.is_valid():
            if request.user.is_authenticated:
                logout(request)
            request.session.pop(SESSIE, None)
            request.session[KLAAR] = True
            form.save()
            finalize_password_reset(request, user)
            onthoud_browser(request, klaar, user)
            return klaar
    return TemplateResponse(
        request,
        "account/password_reset_from_key.html",
        {"form": form, "email": user.email},
        status=422 if form.errors else 200,
    )
