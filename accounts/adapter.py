"""How allauth behaves here: nobody signs up by themselves; an account comes by invitation."""

from __future__ import annotations

import base64
import hashlib
import logging
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from . import actions
from .models import User

logger = logging.getLogger("npvr.mail")


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Behind a Unix socket there is none: then all share one limit, which errs on the safe side."""
        try:
            return str(super().get_client_ip(request))
        except PermissionDenied:
            return "0.0.0.0"  # noqa: S104

    def get_reset_password_from_key_url(self, key: str) -> str:
        pad = f"{reverse('account_reset_password_from_key')}?{urlencode({'sleutel': key})}"
        return str(context.request.build_absolute_uri(pad))

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
        return super().post_login(request, user, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away must not stop a change, nor tell whether an account exists."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as fout:
            logger.error("bericht %s niet verstuurd: %s", template_prefix, type(fout).__name__)


class MFAAdapter(DefaultMFAAdapter):
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
