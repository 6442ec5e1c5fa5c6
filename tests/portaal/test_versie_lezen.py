"""Who reads which text: visitors what is published, people with a role the working copy, and any version by its
address; and nothing of the working copy is anywhere where visitors come."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from npvr.navigatie import wissel
from opgaven.actions.secties import bewaar_sectie
from opgaven.bezoek import Bezoekbron
from opgaven.bouw import bouw_sectie
from opgaven.models import Opgave, Plan, Sectie
from portaal.bewaard import PAGINAS
from tests.conftest import maak_intern, publiceer_nu
from tests.lezen import leest
from versies.actions.publicaties import publiceer, trek_in
from versies.actions.versies import maak_versie
from versies.models import Versie

MERK = "kwikstaartvoorproef"
"""A word that stands nowhere else."""


@pytest.fixture
def bewerkt(voorbeeld: Plan) -> Plan:
    """The working copy says more than what is published: in a section, an item and a title."""
    for soort in ("vervolg", "knelpunten"):
        sectie = Sectie.objects.get(plan=voorbeeld, opgave__nummer=14, soort__code=soort)
        inhoud = bouw_sectie(sectie)
        items = tuple(replace(i, tekst=f"{i.tekst} {MERK}") for i in inhoud.items)
        bewaar_sectie(
            sectie=sectie,
            vanaf_versie=sectie.versie,
            inhoud=replace(inhoud, slot=f"<p>{MERK}</p>", items=items),
            door=None,
        )
    opgave = Opgave.objects.get(plan=voorbeeld, nummer=14)
    opgave.titel = f"{opgave.titel} {MERK}"
    opgave.save()
    return voorbeeld


def oudste(plan: Plan) -> Versie:
    return plan.versies.earliest("nummer")


def test_a_visitor_reads_what_is_published_until_the_next_publication(client: Client, bewerkt: Plan) -> None:
    assert MERK not in leest(client.get("/twente/opgaven/14/"))
    publiceer_nu(bewerkt)
    assert MERK in leest(client.get("/twente/opgaven/14/"))


def test_who_has_a_role_reads_the_working_copy_and_can_go_to_what_is_published(
    als: Callable[..., Client], bewerkt: Plan
) -> None:
    client = als("lezer")
    html = leest(client.get("/twente/opgaven/14/"))
    assert MERK in html and "Werkversie" in html
    naar = f"/twente/documenten/{oudste(bewerkt).code}/opgaven/14/"
    assert f'href="{naar}"' in html
    html = leest(client.get(naar))
    assert MERK not in html and "Gepubliceerde versie" in html and 'href="/twente/opgaven/14/"' in html


@pytest.mark.parametrize("pad", ["opgaven/", "opgaven/14/", "opgaven/matrix/", "plan/", "plan/2/"])
def test_links_stay_within_the_version(pad: str, als: Callable[..., Client], voorbeeld: Plan) -> None:
    stam = f"/twente/documenten/{oudste(voorbeeld).code}/"
    html = leest(als("redacteur").get(stam + pad))
    hoofd = html[html.index("<main") : html.index("</main>")]
    anders = [h for h in re.findall(r'href="(/twente/(?:opgaven|plan)/[^"]*)"', hoofd)]
    assert anders == []
    assert f'href="{stam}opgaven/' in hoofd or f'href="{stam}plan/' in hoofd
    assert "Bewerken" not in hoofd and "Plancontrole" not in hoofd


def test_a_version_that_is_not_public_is_for_people_with_a_role(
    client: Client, als: Callable[..., Client], bewerkt: Plan
) -> None:
    versie = maak_versie(plan=bewerkt, label="Concept", door=None)
    adres = f"/twente/documenten/{versie.code}/opgaven/14/"
    for wie in (client, als(None), als("redacteur", regio="achterhoek")):
        assert wie.get(adres).status_code == 404
    html = leest(als("bestuurslid").get(adres))
    assert MERK in html and "niet openbaar" in html
    assert als("lezer").get("/twente/documenten/bestaat-niet/opgaven/14/").status_code == 404
    assert als("lezer").get(f"/achterhoek/documenten/{versie.code}/opgaven/14/").status_code == 404


def test_a_withdrawn_plan_is_not_there_for_visitors(client: Client, als: Callable[..., Client], bewerkt: Plan) -> None:
    wie = als("programmamanager")
    trek_in(publicatie=bewerkt.publicaties.huidig().get(), reden="Fout bedrag.", door=wie.get("/").wsgi_request.user)
    code = oudste(bewerkt).code
    for adres in ("/twente/", "/twente/opgaven/14/", f"/twente/documenten/{code}/opgaven/14/", "/twente/plan/pdf/"):
        assert client.get(adres).status_code == 404
    assert wie.get(f"/twente/documenten/{code}/opgaven/14/").status_code == 200


def test_publishing_an_older_version_shows_that_one(client: Client, bewerkt: Plan) -> None:
    publiceer_nu(bewerkt)
    publiceer(versie=oudste(bewerkt), door=None)
    assert MERK not in leest(client.get("/twente/opgaven/14/"))


def bezoekbaar(client: Client, begin: str) -> Iterator[tuple[str, Any]]:
    """Every address that a visitor can reach by links, within the portal."""
    gezien, rij = set(), [begin]
    while rij:
        adres = rij.pop()
        if adres in gezien or len(gezien) > 400:
            continue
        gezien.add(adres)
        antwoord = client.get(adres)
        yield adres, antwoord
        if antwoord.status_code == 200 and antwoord["Content-Type"].startswith("text/html"):
            rij += [
                h.replace("&amp;", "&").partition("#")[0]
                for h in re.findall(r'href="(/twente/[^"#]*)', leest(antwoord))
            ]


def test_no_word_of_the_working_copy_reaches_a_visitor(
    bewerkt: Plan, tmp_path: Path, als: Callable[..., Client]
) -> None:
    """By pages, filters, downloads and prints: a crawl of everything that a visitor can reach."""
    client, lekken, gezien = Client(), [], 0
    for adres, antwoord in bezoekbaar(client, "/twente/"):
        gezien += 1
        inhoud = antwoord.getvalue() if antwoord.streaming else antwoord.content
        if antwoord["Content-Type"] == "application/pdf":
            pad = tmp_path / "x.pdf"
            pad.write_bytes(inhoud)
            inhoud = subprocess.run(["pdftotext", str(pad), "-"], capture_output=True, check=True).stdout
        if MERK.encode() in inhoud:
            lekken.append(adres)
    assert lekken == []
    assert gezien > 80
    assert leest(client.get(f"/twente/opgaven/?woord={MERK}")).count('class="kaart"') == 0
    assert leest(als("lezer").get(f"/twente/opgaven/?woord={MERK}")).count('class="kaart"') == 1


def test_cost_of_a_visit(
    client: Client, als: Callable[..., Client], bewerkt: Plan, django_assert_num_queries: Any
) -> None:
    """A version costs a visitor no query more than the plan; who reads another version pays one."""
    code = oudste(bewerkt).code
    client.get("/twente/plan/")
    with django_assert_num_queries(1):
        client.get("/twente/plan/")
    PAGINAS.leeg()
    for vragen in (3, 1):  # drawn from one moment, and then kept
        with django_assert_num_queries(vragen):
            client.get(f"/twente/documenten/{code}/plan/")
    maak_intern(bewerkt)
    wie = als("lezer")
    wie.get(f"/twente/documenten/{code}/plan/")
    with django_assert_num_queries(3):  # session, account, plan, roles, version
        wie.get(f"/twente/documenten/{code}/plan/")


@pytest.mark.parametrize(
    ("pad", "adres", "gepubliceerd", "naar"),
    [
        ("/twente/opgaven/14/", "", "v1", "/twente/documenten/v1/opgaven/14/"),
        ("/twente/opgaven/14/geschiedenis/", "", "v1", "/twente/documenten/v1/"),
        ("/twente/plan/3/", "", "v1", "/twente/documenten/v1/plan/3/"),
        ("/twente/tijdlijn/", "", "v1", "/twente/documenten/v1/"),
        ("/twente/documenten/v1/opgaven/matrix/", "v1", "v1", "/twente/opgaven/matrix/"),
        ("/twente/documenten/v1/", "v1", "v2", "/twente/"),
    ],
)
def test_the_switch_leads_to_the_same_page(pad: str, adres: str, gepubliceerd: str, naar: str) -> None:
    bron = Bezoekbron("x", None, adres=adres, gepubliceerd=gepubliceerd)  # type: ignore[arg-type]
    assert wissel(pad, "twente", bron) == naar
