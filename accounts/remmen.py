"""Guessing is made slow, and nobody is locked out by somebody else.

Wrong tries are counted per account and address together: after five the next one waits, longer each time, an hour at
most. Nobody else waits for it: not another account at that address, nor this account elsewhere. A browser in which the
account was used before (`bekend`, a signed cookie) is counted by itself, so that the right password always opens there.
Much larger counts per account and per address stop guessing that is spread out; they do not hold for a known browser.

A try is counted before it is judged, under a lock, so that a rush does not lose count; a good one is taken back.
"""

from __future__ import annotations

import hmac
import math
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from npvr.getallen import aantal

from .models import Inlogrem, User

VRIJ: Final = 5
"""So many wrong tries cost nothing."""
WACHT: Final = (1, 2, 4, 8, 15, 30, 60)
"""Minutes after each further one; the last for all that follow."""
ONTHOUDEN: Final = timedelta(hours=24)
UUR: Final = timedelta(hours=1)
PER_UUR: Final = {"account": 100, "adres": 200, "browser": 30, "code": 10, "codebrowser": 10}
"""How many wrong tries in an hour: for one account from everywhere, from one address for all accounts, in one known
browser, and of codes of the second factor."""

KOEK: Final = "bekend"
ZOUT: Final = "npvr.bekend"
KOEK_DUUR: Final = timedelta(days=180)
HOOGSTENS: Final = 8
"""Accounts that one browser is known for."""


class Geremd(ValidationError):
    """It is too soon for another try. The sentence says how long, and what else can be done."""

    def __init__(self, tot: datetime) -> None:
        self.tot = tot
        super().__init__(zin(tot), code="geremd")


def zin(tot: datetime) -> str:
    return (
        f"Te veel mislukte pogingen. Wacht nog {hoe_lang(tot)}; daarna kunt u het opnieuw proberen. Eerder verder? "
        "Log in met een browser waarin u dit account al eens gebruikte, kies een nieuw wachtwoord bij “Wachtwoord "
        "vergeten?”, of vraag een beheerder van uw regio om de wachttijd op te heffen."
    )


def hoe_lang(tot: datetime) -> str:
    minuten = max(1, math.ceil((tot - timezone.now()).total_seconds() / 60))
    return aantal(minuten, "minuut", "minuten")


@dataclass(slots=True)
class Poging:
    """One try that was counted; `geslaagd` takes it back."""

    alleen: tuple[str, ...]
    """Counts that start anew after a success."""
    gedeeld: tuple[str, ...] = ()
    """Counts that others share: only this try is taken back."""

    def geslaagd(self) -> None:
        """Two queries at most."""
        with transaction.atomic():
            Inlogrem.objects.filter(pk__in=self.alleen).delete()
            rijen = list(Inlogrem.objects.select_for_update().filter(pk__in=self.gedeeld).order_by("pk"))
            for rij in rijen:
                rij.pogingen = max(0, rij.pogingen - 1)
                rij.tot = None
            Inlogrem.objects.bulk_update(rijen, ["pogingen", "tot"])


def begin(*, account: str, adres: str, request: HttpRequest) -> Poging:
    """Count a try with a password. Raises Geremd when it has to wait. Some five queries."""
    wie = _hash("wie", account.lower())
    browser = bekende_browser(request, account)
    if browser:
        alleen = _hash("browser", wie, browser)
        try:
            _tel({alleen: ("browser", wie)})
        except Geremd:
            pass  # guessing in a known browser makes it an unknown one
        else:
            return Poging((alleen,))
    paar = _hash("paar", wie, adres)
    gedeeld = {_hash("account", wie): ("account", wie), _hash("adres", adres): ("adres", "")}
    _tel({paar: ("paar", wie)} | gedeeld)
    return Poging((paar,), tuple(gedeeld))


def begin_code(*, user: User, request: HttpRequest) -> Poging:
    """Count a try with a code of the second factor, by somebody who knows the password. Raises Geremd."""
    wie = _hash("wie", user.email.lower())
    browser = bekende_browser(request, user.email)
    soort = "codebrowser" if browser else "code"
    sleutel = _hash(soort, wie, browser)
    _tel({sleutel: (soort, wie)})
    return Poging((sleutel,))


def _tel(tellers: dict[str, tuple[str, str]]) -> None:
    """Raise each count by one, all or none. `tellers`: key → kind, account."""
    nu = timezone.now()
    with transaction.atomic():
        nieuw = [Inlogrem(sleutel=s, account=wie, sinds=nu, laatste_op=nu) for s, (_, wie) in sorted(tellers.items())]
        Inlogrem.objects.bulk_create(nieuw, ignore_conflicts=True)
        rijen = list(Inlogrem.objects.select_for_update().filter(pk__in=tellers).order_by("pk"))
        dicht = [rij.tot for rij in rijen if rij.tot is not None and rij.tot > nu]
        if dicht:
            raise Geremd(max(dicht))
        for rij in rijen:
            _een_meer(rij, tellers[rij.pk][0], nu)
        Inlogrem.objects.bulk_update(rijen, ["pogingen", "sinds", "laatste_op", "tot"])


def _een_meer(rij: Inlogrem, soort: str, nu: datetime) -> None:
    voorbij = nu - rij.laatste_op > ONTHOUDEN if soort == "paar" else nu - rij.sinds > UUR
    if voorbij:
        rij.pogingen, rij.sinds = 0, nu
    rij.pogingen += 1
    rij.laatste_op, rij.tot = nu, None
    if soort == "paar":
        if rij.pogingen >= VRIJ:
            rij.tot = nu + timedelta(minutes=WACHT[min(rij.pogingen - VRIJ, len(WACHT) - 1)])
    elif rij.pogingen >= PER_UUR[soort]:
        rij.tot = rij.sinds + UUR


# ---- what the beheerder sees and lifts ----


def remmen_van(user: User) -> list[Inlogrem]:
    """Where the next try for this account has to wait now. One query."""
    wie = _hash("wie", user.email.lower())
    return list(Inlogrem.objects.filter(account=wie, tot__gt=timezone.now()).order_by("-tot"))


def hef_op(user: User) -> int:
    """Forget all wrong tries for this account; how many counts that were. One query."""
    return Inlogrem.objects.filter(account=_hash("wie", user.email.lower())).delete()[0]


def ruim_op() -> int:
    return Inlogrem.objects.filter(laatste_op__lt=timezone.now() - 2 * ONTHOUDEN).delete()[0]


# ---- the browser that is known ----


def bekende_browser(request: HttpRequest, account: str) -> str:
    """A word for this browser when the account was used in it since its password was chosen; else empty.

    No query unless the cookie names the account.
    """
    browser, wie = _lees(request)
    merk = wie.get(_kort(account))
    if merk is None:
        return ""
    user = User.objects.filter(email__iexact=account).first()
    return browser if user is not None and hmac.compare_digest(merk, _van_wachtwoord(user)) else ""


def onthoud_browser(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Called when somebody came in all the way, or chose a password here."""
    browser, wie = _lees(request)
    wie.pop(_kort(user.email), None)
    wie[_kort(user.email)] = _van_wachtwoord(user)
    paren = list(wie.items())[-HOOGSTENS:]
    response.set_cookie(
        KOEK,
        signing.dumps([browser or secrets.token_urlsafe(9), paren], salt=ZOUT),
        max_age=KOEK_DUUR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _lees(request: HttpRequest) -> tuple[str, dict[str, str]]:
    try:
        browser, paren = signing.loads(request.COOKIES.get(KOEK, ""), salt=ZOUT, max_age=KOEK_DUUR)
        return str(browser), {str(wie): str(merk) for wie, merk in paren}
    except (signing.BadSignature, ValueError, TypeError):
        return "", {}


def _kort(account: str) -> str:
    return _hash("koek", account.lower())[:16]


def _van_wachtwoord(user: User) -> str:
    return _hash("wachtwoord", str(user.pk), user.password)[:16]


def _hash(*delen: str) -> str:
    woorden: Iterable[bytes] = (deel.encode("utf-8", "replace") for deel in delen)
    return hmac.new(f"npvr.remmen:{settings.SECRET_KEY}".encode(), b"\0".join(woorden), sha256).hexdigest()
