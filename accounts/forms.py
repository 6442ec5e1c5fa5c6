"""Forms about one's own account."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.internal.auth import generate_totp_secret, validate_totp_code
from django import forms
from django.contrib.auth import password_validation
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError

from . import remmen
from .models import User

ZOUT = "npvr.tweede-factor"
TYPTIJD = 30 * 60
"""Seconds to get an app and type its first code."""


class GegevensForm(forms.Form):
    naam = forms.CharField(label="Uw naam of functie", max_length=200)

    def clean_naam(self) -> str:
        return schone_naam(self.cleaned_data["naam"])


def schone_naam(naam: str) -> str:
    """One line, no control characters. Raises ValidationError when nothing is left."""
    naam = " ".join("".join(teken for teken in naam if teken.isprintable() or teken.isspace()).split())
    if not any(teken.isalnum() for teken in naam):
        raise ValidationError("Vul een naam of functie in.")
    return naam


class NieuwAccountForm(forms.Form):
    """Name and password of somebody who was invited; `user` holds the address, which a password may not resemble."""

    naam = forms.CharField(label="Uw naam of functie", max_length=200)
    password1 = forms.CharField(label="Kies een wachtwoord", widget=forms.PasswordInput, strip=False, max_length=1000)
    password2 = forms.CharField(label="Nog een keer", widget=forms.PasswordInput, strip=False, max_length=1000)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_naam(self) -> str:
        return schone_naam(self.cleaned_data["naam"])

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        een, twee = gegevens.get("password1"), gegevens.get("password2")
        if een and twee and een != twee:
            self.add_error("password2", "De twee wachtwoorden zijn niet gelijk.")
        elif een:
            try:
                password_validation.validate_password(een, User(email=self.email, naam=gegevens.get("naam", "")))
            except ValidationError as fout:
                self.add_error("password1", fout)
        return gegevens


class InstelForm(forms.Form):
    """The first code of an app. The secret travels in the form itself, sealed and bound to the person, so that
    looking at the page writes nothing."""

    code = forms.CharField(label="Code uit de app", max_length=20)
    zegel = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.secret = self._geopend() or str(generate_totp_secret())
        adapter = get_adapter()
        self.initial["zegel"] = signing.dumps([user.pk, adapter.encrypt(self.secret)], salt=ZOUT)

    def _geopend(self) -> str:
        try:
            wie, geheim = signing.loads(self.data.get("zegel", ""), salt=ZOUT, max_age=TYPTIJD)
        except (signing.BadSignature, ValueError, TypeError):
            return ""
        return str(get_adapter().decrypt(geheim)) if wie == self.user.pk else ""

    def clean_code(self) -> str:
        poging = remmen.begin_code(user=self.user, request=context.request)
        if not self._geopend():
            raise ValidationError("Deze pagina stond te lang open. Scan de nieuwe code hierboven.")
        if not validate_totp_code(self.secret, self.cleaned_data["code"]):
            raise get_adapter().validation_error("incorrect_code")
        poging.geslaagd()
        return str(self.cleaned_data["code"])


class _EenKeer:
    """A code works once, also while the clock's tolerance would still accept it."""

    user: User

    def clean_code(self) -> str:
        poging = remmen.begin_code(user=self.user, request=context.request)
        code: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(f"npvr.code.{self.user.pk}.{''.join(code.split())}", 1, timeout=180):
            raise get_adapter().validation_error("incorrect_code")
        poging.geslaagd()
        return code


class CodeForm(_EenKeer, AuthenticateForm):
    """The second step of logging in: a code of the app, or a recovery code."""


class HercodeForm(_EenKeer, ReauthenticateForm):
    """The same, for somebody who is logged in."""
