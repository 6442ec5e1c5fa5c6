"""Logging in at one's employer: it opens an account that is there, or one that was invited; it never gives rights."""

from __future__ import annotations

import logging
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from django.http import HttpRequest

from accounts.models import User
from accounts.views.oidc import geweigerd

from .actions import uitnodigingen
from .models import Uitnodiging

logger = logging.getLogger("npvr")

SESSIE_SLEUTEL = "uitnodiging"
"""Where the key of an invitation waits while somebody logs in at their employer."""


class SocialAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Those of the settings alone: a row in a table must not be able to let people in."""
        gevonden = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in gevonden.values() for app in apps]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """By a verified address to the account with that address; nobody else comes in."""
        sleutel = request.session.pop(SESSIE_SLEUTEL, "")
        if sociallogin.is_existing:
            self._neem_aan(sleutel, sociallogin.user)
            return
        adressen = {adres.email.lower() for adres in sociallogin.email_addresses if adres.verified in (True, "true")}
        user = User.objects.filter(email__in=adressen).first() if adressen else None
        if user is None and sleutel:
            user = self._nieuw(sleutel, adressen, sociallogin)
        elif user is not None:
            self._neem_aan(sleutel, user)
        if user is None:
            _weiger(request, "geen_account")
        sociallogin.account.extra_data = {}
        sociallogin.connect(request, user)

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        logger.warning("inloggen bij de organisatie mislukt: %s", type(kwargs.get("exception")).__name__)
        _weiger(request, "mislukt")

    def _nieuw(self, sleutel: str, adressen: set[str], sociallogin: Any) -> User | None:
        uitnodiging = Uitnodiging.objects.met_sleutel(sleutel).first()
        if uitnodiging is None or uitnodiging.email not in adressen:
            return None
        gegevens = sociallogin.account.extra_data.get("userinfo") or sociallogin.account.extra_data
        naam = str(gegevens.get("name") or uitnodiging.email.partition("@")[0])[:200]
        try:
            return uitnodigingen.neem_aan(sleutel=sleutel, naam=naam).gebruikt_door
        except uitnodigingen.WerktNiet:
            return None

    def _neem_aan(self, sleutel: str, user: User) -> None:
        """An account that is there may bring an invitation along; if that no longer works, they log in all the same."""
        if sleutel:
            try:
                uitnodigingen.neem_aan(sleutel=sleutel, user=user)
            except uitnodigingen.WerktNiet:
                logger.info("een uitnodiging bij het inloggen werkte niet")


def _weiger(request: HttpRequest, reden: str) -> NoReturn:
    raise ImmediateHttpResponse(geweigerd(request, reden).render())
