"""Telling people, once per event and in the caller's transaction: a notice in the portal, a mail in the outbox."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from governance.actions.post import post
from governance.models import Regio

from ..meldingen import MELDINGSOORTEN, Meldingsoort
from ..models import Melding

GEHEIM: Final = "link:"
"""What the keys of mails with a personal link begin with: one of `governance.actions.post.GEHEIM`."""

__all__ = ["GEHEIM", "meld", "met_inloggen", "post"]


def meld(*, wie: User, regio: Regio, melding: Meldingsoort) -> bool:
    """Leave one notice for somebody; False when they had this one already. Two queries.

    Raises OnbekendeSoort for a kind that did not register.
    """
    soort = MELDINGSOORTEN[melding.code].code
    if Melding.objects.filter(user=wie, sleutel=melding.sleutel).exists():
        return False
    pad = melding.pad(regio)
    rij = Melding(user=wie, regio=regio, soort=soort, sleutel=melding.sleutel, zin=melding.zin[:300], pad=pad)
    Melding.objects.bulk_create([rij], ignore_conflicts=True)
    return True


def met_inloggen(pad: str) -> str:
    """The whole address of a page for a mail, by way of logging in: a page for insiders is not there for visitors."""
    return f"{settings.BASIS_URL.rstrip('/')}{reverse('account_login')}?{urlencode({'next': pad})}"
