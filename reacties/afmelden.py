"""The address by which somebody stops mail without logging in: it carries who they are, signed, and nothing else."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import User

ZOUT = "reacties.afmelden"


def adres_voor(user: User) -> str:
    """The whole address. It stays valid; all it can do is stop mail."""
    teken = signing.dumps(user.pk, salt=ZOUT)
    return f"{settings.BASIS_URL.rstrip('/')}{reverse('meldingen:afmelden', args=[teken])}"


def van_wie(teken: str) -> User | None:
    """Whose address this is; None when it was not made here or the account is gone. One query."""
    try:
        pk = signing.loads(teken, salt=ZOUT)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk).first() if isinstance(pk, int) else None
