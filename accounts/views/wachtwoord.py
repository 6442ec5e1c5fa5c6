"""Forgotten passwords: asking for a link, and using it. No answer tells whether there is an account."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import views as allauth_views
from allauth.account.forms import ResetPasswordKeyForm, UserTokenForm
from allauth.account.internal.flows.password_reset import finalize_password_reset
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods


class VergetenView(allauth_views.PasswordResetView):
    """As allauth's, but every answer takes as long, whether or not a message had to be sent."""

    @method_decorator(never_cache)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        begin = time.monotonic()
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        time.sleep(max(0.0, settings.VERGETEN_DUUR - (time.monotonic() - begin)))
        return response


vergeten = VergetenView.as_view()


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """The link of the message. GET only reads: the key stays in the address, which is sent to nobody else (the
    Referrer-Policy, and no page of ours loads anything from another site)."""
    if request.method == "POST" and (te_vaak := ratelimit.consume_or_429(request, action="reset_password_from_key")):
        return te_vaak
    sleutel = request.GET.get("sleutel", "")
    uid, _, rest = sleutel.partition("-")
    token = UserTokenForm(data={"uidb36": uid, "key": rest})
    if not token.is_valid():
        return TemplateResponse(request, "account/password_reset_from_key.html", {"token_fail": True}, status=404)
    user = token.reset_user
    form = ResetPasswordKeyForm(request.POST if request.method == "POST" else None, user=user, temp_key=rest)
    if request.method == "POST" and form.is_valid():
        if request.user.is_authenticated:
            logout(request)
        form.save()
        finalize_password_reset(request, user)
        return HttpResponseRedirect(reverse("account_reset_password_from_key_done"))
    context = {"form": form, "action_url": f"{request.path}?{urlencode({'sleutel': sleutel})}"}
    return TemplateResponse(
        request, "account/password_reset_from_key.html", context, status=422 if form.errors else 200
    )
