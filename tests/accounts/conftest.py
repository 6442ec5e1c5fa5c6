"""What tests about accounts share."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User

WACHTWOORD = "een-lang-wachtwoord"


@pytest.fixture(autouse=True)
def geen_eerdere_pogingen(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def log_in() -> Callable[..., Any]:
    """By the form, as people do: `log_in(client, user)`."""

    def doe(client: Client, user: User | str, wachtwoord: str = WACHTWOORD, **kwargs: Any) -> Any:
        email = user if isinstance(user, str) else user.email
        return client.post("/account/inloggen/", {"login": email, "password": wachtwoord}, **kwargs)

    return doe


@pytest.fixture
def code() -> Callable[..., str]:
    """What an app shows for a secret, now or some steps further: as allauth reckons it itself."""

    def maak(geheim: str, stap: int = 0) -> str:
        return format_hotp_value(hotp_value(geheim, int(time.time()) // 30 + stap))

    return maak


@pytest.fixture
def schrijft_niets() -> Callable[[Callable[[], Any]], Any]:
    """Runs it and fails when a statement wrote a row."""

    def loop(doe: Callable[[], Any]) -> Any:
        with CaptureQueriesContext(connection) as vragen:
            uit = doe()
        schrijven = [v["sql"] for v in vragen if v["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
        assert schrijven == []
        return uit

    return loop
