"""Somebody who is logged in, without the form: the one way of all tests that are not about logging in."""

from __future__ import annotations

from django.conf import settings
from django.test import Client

from accounts.models import User


def inloggen(user: User, client: Client | None = None) -> Client:
    """A client with a session of this person; the given one, where it matters which."""
    client = client or Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client
