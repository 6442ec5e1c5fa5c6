"""Whatever is asked or sent, by whom: an answer, never a 500.

Every address of the table of rights, of the accounts and of the admin, with every query it knows and every field of its
forms, gets values that no form gives. A fixed seed; NPVR_PROEF_VIJANDIG asks for more of it.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse
from lxml import html as lx

from governance.models import Rol
from opgaven.models import Plan
from tests.huis.test_toegang import alle_adressen
from tests.huis.toegangstabel import TABEL

KEREN = int(os.environ.get("NPVR_PROEF_VIJANDIG", "1"))
RAAR: list[bytes] = [
    b"\0",
    b"a\0b",
    b"-1",
    b"0",
    b"1.5",
    b"9" * 12,
    b"9" * 30,
    b"9" * 5000,
    b"-" + b"9" * 30,
    b"1e999",
    b"NaN",
    "٣".encode(),
    "²".encode(),
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b"\xc3",
    b"x" * 20_000,
    b"'\"<>&;--",
    b"../../etc/passwd",
    b"{{ 7 }}{% x %}%s%(a)s{0}",
    b"2026-02-30",
    b"9999-12-31",
    b"0001-01-01",
    b"True",
    b"[]",
    "\u202e\ufeff😀".encode(),
    b"\r\n\t ",
    b"",
]
"""As bytes, so that what is no UTF-8 is sent as well."""
VRAGEN = [
    "q",
    "woord",
    "p",
    "o",
    "e",
    "page",
    "id__exact",
    "stand",
    "versie",
    "naar",
    "van",
    "ronde",
    "klad",
    "next",
    "vanaf",
    "nummer",
]
ROLLEN = [None, *Rol.Soort.values]
TE_DUUR = ("_pdf", "_word", "_odt", "documenten:nota", "account_reset", "passw")
"""What prints, or takes its time on purpose."""


def _adressen(plan: Plan) -> Iterator[tuple[str, str]]:
    versie = plan.versies.earliest("nummer").code
    for naam, (kwargs, _) in TABEL.items():
        kwargs = kwargs | ({"versie": versie} if kwargs.get("versie") == "voorbeeld" else {})
        yield naam, reverse(naam, kwargs=kwargs)
    for naam in alle_adressen():
        if naam.startswith(("account_", "mfa_", "admin:")) and "logout" not in naam:
            for args in ([], ["1"]):
                try:
                    yield naam, reverse(naam, args=args)
                except NoReverseMatch:
                    continue


def _waarde(kans: random.Random) -> str:
    return quote_from_bytes(kans.choice(RAAR))


def _anders(pad: str, kans: random.Random) -> str:
    """The address with one of its parts replaced; no part where that is the region, mostly."""
    delen = pad.strip("/").split("/")
    if len(delen) > 1:
        delen[kans.randrange(1, len(delen))] = _waarde(kans).replace("/", "%2F") or "0"
    return "/" + "/".join(delen) + "/"


def _velden(antwoord: HttpResponseBase) -> list[str]:
    """Names of the fields of all forms on a page, and of what its links ask."""
    if not antwoord.get("Content-Type", "").startswith("text/html") or antwoord.streaming:
        return []
    tekst = antwoord.content.decode()  # type: ignore[attr-defined]
    if "<" not in tekst:
        return []
    namen = lx.fromstring(tekst).xpath("//*[self::input or self::select or self::textarea or self::button]/@name")
    return sorted({str(n) for n in namen} | set(re.findall(r"[?&;](\w+)=", tekst)))[:60]


class Vrager:
    """Asks, and undoes what came of it: each request finds the same portal."""

    def __init__(self, client: Client) -> None:
        client.raise_request_exception = False
        self.client, self.stuk = client, []  # type: ignore[var-annotated]

    def __call__(self, methode: str, adres: str, inhoud: str = "", **koppen: str) -> HttpResponseBase:
        with transaction.atomic():
            if methode == "get":
                antwoord = self.client.get(adres, headers=koppen)
            else:
                antwoord = self.client.post(adres, inhoud, "application/x-www-form-urlencoded", headers=koppen)
            for sluit in antwoord._resource_closers:
                sluit()
            transaction.set_rollback(True)
        if antwoord.status_code >= 500:
            self.stuk.append(f"{methode.upper()} {adres[:200]} [{inhoud[:200]}]: {antwoord.status_code}")
        return antwoord


@pytest.mark.lang
@pytest.mark.parametrize("rol", ROLLEN, ids=str)
def test_no_answer_is_a_500(rol: str | None, voorbeeld: Plan, als: Callable[..., Client]) -> None:
    kans = random.Random(f"vijandig {rol}")
    client = Client() if rol is None else als(rol)
    sessie = client.cookies.get("sessionid")
    vraag = Vrager(client)
    gevraagd = 0
    for naam, pad in _adressen(voorbeeld):
        if any(deel in naam for deel in TE_DUUR) or (naam.startswith("admin:") and rol not in (None, "beheerder")):
            continue
        if sessie is not None:
            client.cookies["sessionid"] = sessie.value
        velden = _velden(vraag("get", pad)) if rol in ("beheerder", "programmamanager", "redacteur") else []
        for _ in range(KEREN):
            namen = kans.sample(velden, min(4, len(velden))) + kans.sample(VRAGEN, 3)
            vraag("get", f"{pad}?" + "&".join(f"{n}={_waarde(kans)}" for n in namen))
            vraag("get", _anders(pad, kans))
            raar = [f"{n}={_waarde(kans)}" for n in velden or VRAGEN for _ in range(kans.choice((0, 1, 1, 1, 2)))]
            vraag("post", pad, "&".join(raar), **kans.choice(({}, {"HX-Request": "true"})))
            gevraagd += 3
    assert gevraagd > 150 and vraag.stuk == []


def test_the_walk_sees_a_500(voorbeeld: Plan, als: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(*_: Any, **__: Any) -> None:
        raise ValueError("stuk")

    monkeypatch.setattr("portaal.views.opgaven._kies", stuk)
    vraag = Vrager(als("redacteur"))
    vraag("get", "/twente/opgaven/")
    assert len(vraag.stuk) == 1
