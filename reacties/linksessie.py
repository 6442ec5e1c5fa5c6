"""The session of who came by a personal link: not a login, and over as soon as the link no longer works."""

from __future__ import annotations

from django.http import HttpRequest

from accounts import sessies

from .models import PersoonlijkeLink

SESSIE = "persoonlijke_link"
BIJ = ("plan__regio", "ronde__versie", "ministerie", "organisatie")


def begin(request: HttpRequest, link: PersoonlijkeLink) -> None:
    """Under another session key, so that who knew the one before knows nothing."""
    request.session.cycle_key()
    request.session[SESSIE] = [link.pk, link.sleutel_hash]
    if not request.user.is_authenticated:
        sessies.begin(request)


def eindig(request: HttpRequest) -> None:
    request.session.pop(SESSIE, None)


def link_van(request: HttpRequest) -> PersoonlijkeLink | None:
    """The link by which somebody is here, if it works at this moment and has the key it had. One query, or none."""
    pk, sleutel_hash = request.session.get(SESSIE) or (None, "")
    if pk is None:
        return None
    rijen = PersoonlijkeLink.objects.werkt().select_related(*BIJ).defer("ronde__versie__inhoud")
    return rijen.filter(pk=pk, sleutel_hash=sleutel_hash).first()
