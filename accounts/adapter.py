"""How allauth behaves here: nobody signs up by themselves; an account comes by invitation."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from . import actions, remmen
from .models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Behind a Unix socket there is none: then all share one limit, which errs on the safe side."""
        try:
            return str(super().get_client_ip(request))
        except PermissionDenied:
            return "0.0.0.0"  # noqa: S104

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """In place of allauth's counts, by which anybody could lock out anybody (`remmen`)."""
        account = str(credentials.get("email") or getattr(request.user, "email", ""))
        self._poging = remmen.begin(account=account, adres=ratelimit.get_ip(request), request=request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            self._poging.geslaagd()
        return user

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the address of the settings, which no header of a request can change, and with the key where no log sees
        it."""
        return f"{basis_van(context.request)}{reverse('account_reset_password_from_key')}#{key}"

    def set_password(self, user: User, password: str) -> None:
        request = context.request
        eigen = request is not None and request.user.is_authenticated and request.user.pk == user.pk
        actions.zet_wachtwoord(
            user=user, wachtwoord=password, behoud_sessie=request.session.session_key if eigen else None
        )

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Who has just typed a password is not asked for it again when setting up a second factor."""
        methoden = get_authentication_records(request, user)
        if methoden and methoden[0]["method"] == "password":
            vers = time.time() - methoden[0]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
            request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
                methode | ({"reauthenticated": True} if vers else {}) for methode in methoden
            ]
        response = super().post_login(request, user, **kwargs)
        remmen.onthoud_browser(request, response, user)
        return response


def basis_van(request: HttpRequest | None) -> str:
    """In the demo the address that somebody uses; elsewhere the one of the settings, which no header can change."""
    if settings.DEMO and request is not None:
        return request.build_absolute_uri("/").rstrip("/")
    return str(settings.BASIS_URL).rstrip("/")


class VersleuteldeMFAAdapter(DefaultMFAAdapter):
    """Secrets of the second factor are encrypted at rest with a key that follows from SECRET_KEY."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code in uw app.",
    }

    def encrypt(self, text: str) -> str:
        return _sloten().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _sloten().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise ValidationError(
                "Uw tweede factor is niet meer te lezen. Vraag de beheerder van uw regio om die te wissen."
            ) from None


def _sloten() -> MultiFernet:
    sleutels = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"npvr.mfa:{s}".encode()).digest())) for s in sleutels]
    )
