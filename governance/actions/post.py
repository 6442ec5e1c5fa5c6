"""The outbox: a mail is put in it in the caller's transaction, and a worker brings it to the mail server."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from accounts.models import User
from npvr.brieven import bericht_id_van

from ..models import Post, Regio

GEHEIM: Final = ("link:", "uitnodiging:", "wachtwoord:")
"""What the keys of mails begin with that hold the way in of one person: their text is emptied as soon as they went."""


def post(
    *,
    sleutel: str,
    adres: str,
    onderwerp: str,
    tekst: str,
    afmelden: str = "",
    voor: User | None = None,
    regio: Regio | None = None,
    antwoord_aan: str = "",
    draad: str = "",
) -> bool:
    """Put one mail in the outbox; False when it was there already. `sleutel` names the event and the receiver.

    `afmelden` is where the receiver can stop mails of this kind; `draad` names what several mails are about. An answer
    goes to `antwoord_aan`, by default the function address of `regio`. What is `voor` somebody goes only while they
    have a role in `regio`, or without one in any. The text becomes HTML beside itself (`npvr.brieven`). Two queries;
    the worker sends it within half a minute.
    """
    if not adres or Post.objects.filter(sleutel=sleutel).exists():
        return False
    rij = Post(
        sleutel=sleutel,
        adres=adres,
        onderwerp=" ".join(onderwerp.split())[:200],
        tekst=tekst,
        afmelden=afmelden,
        voor=voor,
        regio=regio,
        antwoord_aan=antwoord_aan or (regio.functieadres if regio else ""),
        draad=draad[:200],
        bericht_id=bericht_id_van(sleutel),
    )
    Post.objects.bulk_create([rij], ignore_conflicts=True)
    return True


def laat_vervallen(welke: Q) -> int:
    """What still waits of these does not go, and its text is emptied. One query."""
    return Post.objects.filter(welke, stand=Post.Stand.WACHT).update(stand=Post.Stand.VERVALLEN, tekst="")
