"""What every page owes the house: only our own addresses, no inline style or script."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from npvr import adressen
from opgaven.models import Plan

PADEN = (
    "/", "/privacy/", "/account/inloggen/", "/twente/", "/twente/plan/", "/twente/plan/1/", "/twente/opgaven/",
    "/twente/opgaven/matrix/", "/twente/opgaven/14/", "/bestaat/niet/",
)  # fmt: skip


@pytest.mark.parametrize("pad", PADEN)
def test_page_keeps_to_the_content_security_policy(client: Client, voorbeeld: Plan, pad: str) -> None:
    html = client.get(pad).content.decode()
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert not re.search(r"<style|<script(?![^>]*\ssrc=)|\son\w+=", html)
    for adres in re.findall(r'(?:src|href)="(/static/[^"]+)"', html):
        assert finders.find(adres.removeprefix("/static/")), adres
    assert not re.findall(r'(?:src|href)="https?://(?!www\.w3\.org)', html)


def test_adressen_agree_with_the_url_conf() -> None:
    delen: dict[str, tuple[object, ...]] = {
        "opgave": (14,), "hoofdstuk": (3,), "fiche_pdf": (14,), "fiche_word": (14,), "fiche_odt": (14,),
        "opgaven_download": ("csv",),
    }  # fmt: skip
    for naam, maak in adressen.LEESPAGINAS.items():
        kamer = "documenten" if naam.endswith(("pdf", "word", "odt", "json")) else "portaal"
        argumenten = delen.get(naam, ())
        assert maak("twente", *argumenten) == reverse(f"{kamer}:{naam}", args=["twente", *argumenten])
        naam = "versie" if naam == "voorpagina" else f"versie_{naam}"
        van_versie = reverse(f"{kamer}:{naam}", args=["twente", "2026-11-x", *argumenten])
        assert maak("twente", *argumenten, versie="2026-11-x") == van_versie
    for soort, maak in adressen.BLADZIJDEN.items():
        assert maak("twente", "een_code") == reverse(f"portaal:{soort}", args=["twente", "een_code"])
    assert adressen.afdrukken("twente") == reverse("portaal:afdrukken", args=["twente"])
