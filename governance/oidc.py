"""Logging in at one's employer: it opens an account that is there, or one that was invited; it never gives rights."""

from __future__ import annotations

import logging
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from accounts.actions import gekoppeld, noteer, vergrendel, vraag_koppeling, wijzig_adres
from accounts.models import Accountgebeurtenis, User
from accounts.views.oidc import geweigerd

from .accountpost import meld_aan_persoon
from .actions import uitnodigingen

logger = logging.getLogger("npvr")

SESSIE_SLEUTEL = "uitnodiging"
"""Where the hash of the key of an invitation waits, also while somebody logs in at their employer."""
ADRES_BEZET = (
    "Bij {organisatie} hebt u een ander e-mailadres dan hier. Dat adres hoort hier al bij een ander account. Uw adres "
    "is daarom niet gewijzigd. Vraag de beheerder van uw regio om hulp."
)


class SocialAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Those of the settings alone: a row in a table must not be able to let people in."""
        gevonden = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in gevonden.values() for app in apps]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """By the subject to its account; the first time by a verified address. Nobody else comes in.

        An address can get another owner and a person another address, so it is the subject that counts afterwards.
        """
        sleutel_hash = request.session.pop(SESSIE_SLEUTEL, "")
        adressen = {adres.email.lower() for adres in sociallogin.email_addresses if adres.verified in (True, "true")}
        if sociallogin.is_existing:
            self._volg_adres(request, sociallogin, adressen)
            self._neem_aan(sleutel_hash, sociallogin.user)
            return
        user = User.objects.filter(email__in=adressen).first() if adressen else None
        if user is None and sleutel_hash:
            user = self._nieuw(sleutel_hash, adressen, sociallogin)
        if user is None:
            _weiger(request, "geen_account")
        if not self._koppel(request, sociallogin, user):
            verzoek = vraag_koppeling(
                user=user, provider=sociallogin.account.provider, uid=str(sociallogin.account.uid)
            )
            logger.warning("een ander werkaccount met het adres van een account is geweigerd: %s", verzoek.kenmerk)
            _weiger(request, "ander", kenmerk=verzoek.kenmerk)
        self._neem_aan(sleutel_hash, user)

    @staticmethod
    def _koppel(request: HttpRequest, sociallogin: Any, user: User) -> bool:
        """One subject per account: the first one gets it, also of two at once."""
        with transaction.atomic():
            vergrendel(user)
            if gekoppeld(user, sociallogin.account.provider):
                return False
            sociallogin.account.extra_data = {}
            sociallogin.connect(request, user)
            noteer(user=user, soort=Accountgebeurtenis.Soort.GEKOPPELD, door=None)
        return True

    @staticmethod
    def _volg_adres(request: HttpRequest, sociallogin: Any, adressen: set[str]) -> None:
        """The address here follows the one at the employer; both addresses hear of it."""
        user: User = sociallogin.user
        sociallogin.account.extra_data = {}
        sociallogin.account.save(update_fields=["extra_data"])
        if not adressen or user.email.lower() in adressen:
            return
        oud, nieuw = user.email, min(adressen)
        with transaction.atomic():
            if not wijzig_adres(user=user, email=nieuw, door=None, reden="Gewijzigd bij de organisatie."):
                logger.warning("het nieuwe adres van account %s is al van een ander account", user.pk)
                messages.warning(request, ADRES_BEZET.format(organisatie=settings.OIDC_NAAM))
                return
            user.refresh_from_db()
            for adres in (oud, nieuw):
                meld_aan_persoon(
                    user=user,
                    adres=adres,
                    onderwerp="Uw e-mailadres is gewijzigd",
                    wat=f"Bij {settings.OIDC_NAAM} hebt u een ander e-mailadres: {nieuw}. Uw account gebruikt voortaan "
                    f"dat adres; {oud} opent het niet meer.",
                    door=None,
                )

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        logger.warning("inloggen bij de organisatie mislukt: %s", type(kwargs.get("exception")).__name__)
        _weiger(request, "mislukt")

    def _nieuw(self, sleutel_hash: str, adressen: set[str], sociallogin: Any) -> User | None:
        uitnodiging = uitnodigingen.werkend(sleutel_hash)
        if uitnodiging is None or uitnodiging.email not in adressen:
            return None
        gegevens = sociallogin.account.extra_data.get("userinfo") or sociallogin.account.extra_data
        naam = str(gegevens.get("name") or uitnodiging.email.partition("@")[0])[:200]
        try:
            return uitnodigingen.neem_aan(sleutel_hash=sleutel_hash, naam=naam).gebruikt_door
        except uitnodigingen.WerktNiet:
            return None

    def _neem_aan(self, sleutel_hash: str, user: User) -> None:
        """An account that is there may bring an invitation along; if that no longer works, they log in all the same."""
        if uitnodigingen.werkend(sleutel_hash) is not None:
            try:
                uitnodigingen.neem_aan(sleutel_hash=sleutel_hash, user=user)
            except uitnodigingen.WerktNiet:
                logger.info("een uitnodiging bij het inloggen werkte niet")


def _weiger(request: HttpRequest, reden: str, kenmerk: str = "") -> NoReturn:
    raise ImmediateHttpResponse(geweigerd(request, reden, kenmerk=kenmerk).render())
