"""Who else has a section open: told to who may edit, since when, and no longer than they are there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client

from accounts.models import User
from opgaven.models import Aanwezigheid, Sectie
from tests.inloggen import inloggen

ADRES = "/twente/opgaven/7/vervolg/bewerken/"
NAMEN = ("Redacteur Noord", "Redacteur Zuid", "Programmamanager")


@pytest.fixture
def redacteuren(persoon: Callable[..., User]) -> list[tuple[User, Client]]:
    paren = []
    for naam in NAMEN:
        user = persoon("redacteur")
        user.naam = naam
        user.save()
        client = inloggen(user)
        paren.append((user, client))
    return paren


def klop(user: User, client: Client, adres: str = ADRES, **anders: str) -> str:
    velden = {"venster": f"{user.pk:032}", "wie": str(user.pk), "doe": "hier"} | anders
    antwoord = client.post(adres + "klad/", velden)
    assert antwoord.status_code == 200
    return antwoord.json().get("aanwezig", "")


def later(**duur: int) -> None:
    Aanwezigheid.objects.update(gezien_op=F("gezien_op") - timedelta(**duur), sinds=F("sinds") - timedelta(**duur))


def test_one_other_is_named_with_since_when(redacteuren: list[tuple[User, Client]]) -> None:
    een, twee, _ = redacteuren
    assert klop(*een) == ""
    zin = klop(*twee)
    assert zin.startswith("Redacteur Noord bewerkt deze sectie ook (sinds ") and zin.endswith("doorwerken.")
    assert "Redacteur Zuid" in klop(*een)
    assert "Redacteur Noord bewerkt deze sectie ook" in twee[1].get(ADRES).text
    assert "Redacteur Noord" not in een[1].get(ADRES).text.split("bewerker-kop")[1]


def test_two_others_are_one_sentence(redacteuren: list[tuple[User, Client]]) -> None:
    for paar in redacteuren[:2]:
        klop(*paar)
    zin = klop(*redacteuren[2])
    assert "Redacteur Noord (sinds " in zin and ") en Redacteur Zuid (sinds " in zin and "bewerken deze" in zin


def test_who_gives_no_sign_for_a_minute_is_gone(redacteuren: list[tuple[User, Client]]) -> None:
    een, twee, _ = redacteuren
    klop(*een)
    eerst = Aanwezigheid.objects.get().sinds
    klop(*een)
    assert Aanwezigheid.objects.get().sinds == eerst
    later(seconds=59)
    assert "Redacteur Noord" in klop(*twee)
    later(seconds=61)
    assert klop(*twee) == ""
    klop(*een)
    assert Aanwezigheid.objects.get(user=een[0]).sinds > eerst  # here anew


def test_who_leaves_is_gone_at_once(redacteuren: list[tuple[User, Client]]) -> None:
    een, twee, _ = redacteuren
    klop(*een)
    klop(*een, weg="1")
    assert klop(*twee) == ""


def test_another_section_is_another_matter(redacteuren: list[tuple[User, Client]]) -> None:
    een, twee, _ = redacteuren
    klop(*een, adres="/twente/opgaven/7/opgave/bewerken/")
    assert klop(*twee) == ""


def test_a_chapter(redacteuren: list[tuple[User, Client]]) -> None:
    een, twee, _ = redacteuren
    adres = "/twente/plan/1/2/bewerken/"
    sleutel = Sectie.objects.filter(hoofdstuk__volgorde=0).order_by("volgorde")[1].sleutel
    klop(*een, adres=adres, sleutel=sleutel)
    assert "Redacteur Noord" in klop(*twee, adres=adres, sleutel=sleutel)
    assert "Redacteur Noord bewerkt" in twee[1].get(adres).text


@pytest.mark.parametrize("rol", ["lezer", "ministeriecontact", "bestuurslid", None])
def test_names_are_for_who_may_edit(
    redacteuren: list[tuple[User, Client]], als: Callable[..., Client], rol: str
) -> None:
    klop(*redacteuren[0])
    client = als(rol)
    assert "Redacteur Noord" not in client.get("/twente/opgaven/7/").text
    assert "Redacteur Noord" not in client.get(ADRES).text
    assert "Redacteur Noord" not in client.post(ADRES + "klad/", {"doe": "hier", "venster": "x" * 32}).text
