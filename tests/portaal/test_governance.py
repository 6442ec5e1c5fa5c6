"""The bodies, a body, a ministry and a traject."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from governance.models import Gremium, Lidmaatschap, Mijlpaal, Organisatie, Regio, Relatie
from opgaven.models import Plan, Traject
from tests.lezen import leest

PADEN = (
    "/twente/governance/",
    "/twente/governance/npvr_team/",
    "/twente/ministeries/ez/",
    "/twente/trajecten/corridor_atd/",
)


def tekst(client: Client, pad: str) -> str:
    response = client.get(pad)
    assert response.status_code == 200, pad
    return leest(response)


@pytest.mark.parametrize("pad", PADEN)
def test_an_internal_plan_is_not_there_for_visitors(pad: str, intern: Plan, client: Client, als: Any) -> None:
    assert client.get(pad).status_code == 404
    assert als(None).get(pad).status_code == 404
    assert als("redacteur", regio="achterhoek").get(pad).status_code == 404
    assert als("lezer").get(pad).status_code == 200


@pytest.mark.parametrize("pad", PADEN)
def test_only_reading(pad: str, voorbeeld: Plan, client: Client) -> None:
    assert client.post(pad).status_code == 405


@pytest.mark.parametrize(
    "pad",
    [
        "/twente/governance/bestaat_niet/",
        "/twente/governance/%00/",
        "/twente/ministeries/vbo/",
        "/twente/trajecten/bestaat_niet/",
        "/achterhoek/governance/",
    ],
)
def test_what_is_not_there(pad: str, voorbeeld: Plan, client: Client) -> None:
    assert client.get(pad).status_code == 404


@pytest.mark.parametrize(
    ("pad", "hoeveel"),
    [
        ("/twente/governance/", 4),
        ("/twente/governance/twente_board/", 4),
        ("/twente/ministeries/ez/", 7),
        ("/twente/trajecten/corridor_atd/", 3),
    ],
)
def test_costs_a_fixed_number_of_queries(
    pad: str, hoeveel: int, voorbeeld: Plan, client: Client, django_assert_num_queries: Any
) -> None:
    client.get(pad)
    Gremium.objects.bulk_create(Gremium(regio=voorbeeld.regio, code=f"x{i}", naam=f"Gremium {i}") for i in range(5))
    with django_assert_num_queries(hoeveel):
        client.get(pad)


def test_all_bodies_stand_in_the_tables_and_the_structure_in_the_picture(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client, "/twente/governance/")
    for gremium in Gremium.objects.filter(regio=voorbeeld.regio):
        assert f'href="/twente/governance/{gremium.code}/"' in pagina
    svg = pagina[
        pagina.index('<svg class="structuur"') : pagina.index("</svg>", pagina.index('<svg class="structuur"'))
    ]
    getekend = Gremium.objects.filter(regio=voorbeeld.regio, niveau__in=("rijk", "rijk_regio", "regio"))
    assert svg.count('class="s-link"') == getekend.count() + 1
    assert "/twente/governance/bo_ros/" not in svg
    assert svg.count("s-lijn") == Relatie.objects.filter(van__in=getekend, naar__in=getekend).count()


def test_lines_stand_in_words_from_both_sides(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client, "/twente/governance/")
    assert "rapporteert aan Twente Board" in pagina
    assert "krijgt verslag van Regionaal NPVR-team" in pagina


def test_columns_of_the_triple_helix(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client, "/twente/governance/")
    team = pagina[pagina.index('id="team-npvr_team"') :]
    assert team.index(">Overheid") < team.index(">Onderwijs en kennis") < team.index(">Ondernemers")
    assert "Universiteit Twente" in team


def test_region_without_bodies_says_what_to_do(voorbeeld: Plan, client: Client) -> None:
    Gremium.objects.filter(regio=voorbeeld.regio, koppelingen__isnull=True).delete()
    Gremium.objects.filter(regio=voorbeeld.regio).update(regio=Regio.objects.get(code="achterhoek"))
    pagina = tekst(client, "/twente/governance/")
    assert "nog geen gremia in het register" in pagina
    assert "structuur-kop" not in pagina


def test_body_shows_the_opgaven_it_owns_in_the_words_of_the_fiche(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client, "/twente/governance/trekkers_mobiliteit/")
    assert 'href="/twente/opgaven/14/#14.E2"' in pagina
    assert "Trekker Spoorgoederenvervoer (wethouder Almelo)" in pagina
    assert "Bestuurlijk:" in pagina


def test_body_with_a_status_shows_it_in_words(voorbeeld: Plan, client: Client) -> None:
    assert "Nog te organiseren" in tekst(client, "/twente/governance/regio_alliantie_opgave/")
    assert "Geen enkele fiche noemt dit gremium" in tekst(client, "/twente/governance/regiokassier/")


def test_body_with_unknown_numbers_of_members_says_so(voorbeeld: Plan, client: Client) -> None:
    assert "(aantal niet bekend)" in tekst(client, "/twente/governance/twente_board/")


def test_markup_in_a_register_is_shown_as_words(voorbeeld: Plan, client: Client) -> None:
    regio = voorbeeld.regio
    gremium = Gremium.objects.create(
        regio=regio, code="x", naam="<script>alert(1)</script>", niveau="regio", taak="<b>"
    )
    organisatie = Organisatie.objects.create(regio=regio, code="x", naam="<i>")
    Lidmaatschap.objects.create(gremium=gremium, organisatie=organisatie, functie="<u>" * 60)
    for pad in ("/twente/governance/", "/twente/governance/x/"):
        pagina = tekst(client, pad)
        assert "<script>alert" not in pagina and "<u>" not in pagina


def test_ministry_shows_what_is_asked_of_it(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client, "/twente/ministeries/ienw/")
    assert "Infrastructuur en Waterstaat" in pagina
    assert pagina.index("Primair") < pagina.index("Betrokken")
    assert 'href="/twente/opgaven/14/#14.K1"' in pagina
    assert 'href="/twente/opgaven/14/#14.I1"' in pagina
    assert "14.I3" not in pagina  # an interventie of the region
    assert "IenW" in pagina


def test_joint_name_counts_for_each_ministry_and_says_so(voorbeeld: Plan, client: Client) -> None:
    ez = tekst(client, "/twente/ministeries/ez/")
    assert "staat niet EZ maar" in ez
    assert 'href="/twente/opgaven/6/"' in ez
    assert "Staat in de fiche als EZK" in ez
    kgg, ezk = tekst(client, "/twente/ministeries/kgg/"), tekst(client, "/twente/ministeries/ezk/")
    assert 'href="/twente/opgaven/6/"' in kgg
    assert "is een gezamenlijke naam voor" in ezk
    assert "staat niet EZK maar" not in ezk


def test_ministry_that_no_fiche_names(voorbeeld: Plan, client: Client) -> None:
    from governance.models import Ministerie

    Ministerie.objects.create(code="az", afkorting="AZ", naam="Algemene Zaken")
    assert "Geen enkele opgave van Twente noemt dit ministerie." in tekst(client, "/twente/ministeries/az/")


def test_traject_shows_its_state_and_the_words_of_each_fiche(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client, "/twente/trajecten/corridor_atd/")
    assert "Stilgelegd" in pagina
    assert "Corridorstudie Amsterdam–Twente–Duitsland (ATD)" in pagina
    assert 'href="/twente/opgaven/14/#14.T5"' in pagina


def test_traject_that_several_fiches_print(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client, "/twente/trajecten/regio_deal_2/")
    assert pagina.count('class="code"') == 3


def test_traject_of_the_register_only(voorbeeld: Plan, client: Client) -> None:
    Traject.objects.create(regio=voorbeeld.regio, code="los", naam="Los traject")
    pagina = tekst(client, "/twente/trajecten/los/")
    assert "Geen enkele fiche noemt dit traject" in pagina
    assert "Onbekend" in pagina


def test_reading_writes_nothing(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("lezer")
    eerder = (Gremium.objects.count(), Mijlpaal.objects.count(), Plan.objects.get(pk=voorbeeld.pk).stand)
    for pad in PADEN:
        client.get(pad)
    assert (Gremium.objects.count(), Mijlpaal.objects.count(), Plan.objects.get(pk=voorbeeld.pk).stand) == eerder
