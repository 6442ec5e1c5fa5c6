"""Telling people, once per event and in the caller's transaction: a notice in the portal, a mail in the outbox."""

from __future__ import annotations

from hashlib import sha256
from typing import Final
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from governance.models import Regio

from ..models import Melding, Post

GEHEIM: Final = "link:"
"""What the keys of mails begin with that hold the way in of one person: their text is emptied as soon as they went."""


def meld(*, wie: User, regio: Regio, soort: str, sleutel: str, zin: str, pad: str) -> bool:
    """Leave one notice for somebody; False when they had this one already. Two queries.

    `sleutel` names the event, `pad` where to look (without host). `zin` never holds the text of a draft.
    """
    if Melding.objects.filter(user=wie, sleutel=sleutel).exists():
        return False
    rij = Melding(user=wie, regio=regio, soort=soort, sleutel=sleutel, zin=zin[:300], pad=pad)
    Melding.objects.bulk_create([rij], ignore_conflicts=True)
    return True


def met_inloggen(pad: str) -> str:
    """The whole address of a page for a mail, by way of logging in: a page for insiders is not there for visitors."""
    return f"{settings.BASIS_URL.rstrip('/')}{reverse('account_login')}?{urlencode({'next': pad})}"


def post(
    *,
    sleutel: str,
    adres: str,
    onderwerp: str,
    tekst: str,
    afmelden: str = "",
    voor: User | None = None,
    regio: Regio | None = None,
) -> bool:
    """Put one mail in the outbox; False when it was there already. `sleutel` names the event and the receiver.

    `afmelden` is where the receiver can stop mails of this kind. What is `voor` somebody goes only while they have a
    role in `regio`, or without one in any. The worker sends it within half a minute.
    """
    if not adres or Post.objects.filter(sleutel=sleutel).exists():
        return False
    onderwerp = " ".join(onderwerp.split())[:200]
    rij = Post(
        sleutel=sleutel,
        adres=adres,
        onderwerp=onderwerp,
        tekst=tekst,
        afmelden=afmelden,
        voor=voor,
        regio=regio,
        bericht_id=_bericht_id(sleutel),
    )
    Post.objects.bulk_create([rij], ignore_conflicts=True)
    return True


def _bericht_id(sleutel: str) -> str:
    """The same for the same event and receiver, and telling nothing of either."""
    plek = urlsplit(settings.BASIS_URL).hostname or "localhost"
    return f"<{sha256((settings.SECRET_KEY + sleutel).encode()).hexdigest()[:40]}@{plek}>"
