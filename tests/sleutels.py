"""Mails that hold a key, as a test reads them from the outbox, and the page that takes such a key."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from governance.models import Post


def brief(adres: str = "") -> Post:
    """The newest mail in the outbox, to this address."""
    rijen = Post.objects.filter(adres=adres) if adres else Post.objects.all()
    return rijen.latest("pk")


def link_in(tekst: str) -> str:
    """The whole link with its key after the #."""
    gevonden = re.search(r"https?://\S+#\S+", tekst)
    assert gevonden, tekst
    return gevonden[0]


def open_link(client: Client, link: str, **kwargs: Any) -> Any:
    """As the page does it: the key goes by POST to the page of the link, never in an address. Follows when it works."""
    delen = urlsplit(link)
    assert delen.fragment and not delen.query, link
    antwoord = client.post(delen.path, {"sleutel": delen.fragment}, **kwargs)
    return client.get(antwoord["Location"]) if antwoord.status_code == 303 else antwoord
