import re
from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from monitoring.models import Indicator
from opgaven.models import Opgave, Plan
from tests.conftest import publiceer_nu
from tests.lezen import leest


def fiche(client: Client, nummer: int) -> str:
    antwoord = client.get(f"/twente/opgaven/{nummer}/")
    assert antwoord.status_code == 200
    return leest(antwoord)


def test_fiche_shows_every_section_with_its_code(client: Client, voorbeeld: Plan) -> None:
    html = fiche(client, 14)
    codes = re.findall(r'<a class="code" id="(14\.\w)" href="#14\.\w"', html)
    assert codes == [f"14.{letter}" for letter in "OHTEMNKRIV"]
    for code in ("14.K1", "14.K2", "14.I6", "14.T5", "14.E7", "14.M2"):
        assert f'<li id="{code}"' in html
    assert "Fijn wonen voor iedereen" in html and "c-5" in html
    assert "stilgelegd" in html


def test_every_fiche_reads(client: Client, voorbeeld: Plan) -> None:
    for nummer in range(1, 22):
        html = fiche(client, nummer)
        assert f"Opgave {nummer}: " in html
        assert " style=" not in html


def test_fiche_says_what_is_missing(client: Client, voorbeeld: Plan) -> None:
    assert "Geen primair ministerie" in fiche(client, 13)
    assert "niet in de lijst van ministeries" in fiche(client, 21)
    assert "Nog geen indicator gekoppeld." in fiche(client, 14)


def test_fiche_shows_status_of_owners_in_words(client: Client, voorbeeld: Plan) -> None:
    html = fiche(client, 5)
    assert html.count('<span class="staat">voorstel</span>') == 2
    assert "Energie: " in fiche(client, 10)


def test_fiche_relates_both_ways(client: Client, voorbeeld: Plan) -> None:
    assert "genoemd in 21.T2" in fiche(client, 21)
    assert "noemt deze opgave in 21.T2" in fiche(client, 14)
    assert "gedeelde trajecten" in fiche(client, 14)


def test_fiche_shows_its_indicators(client: Client, voorbeeld: Plan) -> None:
    assert "641.000" in fiche(client, 1)
    assert "11,3\u00a0%" in fiche(client, 13) and "jaar niet genoemd" in fiche(client, 13)
    veertien = Opgave.objects.get(plan=voorbeeld, nummer=14).sleutel
    Indicator.objects.create(
        regio=voorbeeld.regio, code="leeg", naam="Lege <b>", eenheid="stuks", opgaven=[veertien], openbaar=True
    )
    html = fiche(client, 14)
    assert "Lege &lt;b&gt;" in html and "Nog geen cijfer." in html


def test_fiche_tells_findings_to_people_with_a_role_only(
    client: Client, als: Callable[..., Client], voorbeeld: Plan
) -> None:
    html = fiche(client, 14)
    assert "Plancontrole" not in html and "noemt het cluster" not in html
    html = fiche(als("lezer"), 14)
    assert "De fiche van opgave 14 noemt het cluster ‘Fijn wonen voor iedereen’, het overzicht" in html
    assert '<a href="/twente/plancontrole/?opgave=14">1 bevinding</a>' in html
    assert "Geen bevindingen." in fiche(als("lezer"), 1)


def test_fiche_leads_on_to_its_neighbours(client: Client, voorbeeld: Plan) -> None:
    html = fiche(client, 14)
    assert 'class="vorige" href="/twente/opgaven/13/"' in html
    assert 'class="volgende" href="/twente/opgaven/15/"' in html
    assert 'class="vorige" href="/twente/plan/4/"' in fiche(client, 1)
    assert 'class="volgende" href="/twente/plan/5/"' in fiche(client, 21)


def test_fiche_offers_its_pdf(client: Client, voorbeeld: Plan) -> None:
    assert 'href="/twente/opgaven/14/pdf/"' in fiche(client, 14)


def test_fiche_offers_editing_to_a_redacteur_only(client: Client, als: Callable[..., Client], voorbeeld: Plan) -> None:
    assert "Bewerken" not in fiche(client, 14)
    assert "Bewerken" not in fiche(als("lezer"), 14)
    assert "Bewerken" in fiche(als("redacteur"), 14)


def test_fiche_shows_a_title_as_text(client: Client, voorbeeld: Plan) -> None:
    Opgave.objects.filter(nummer=14).update(titel="<script>alert(1)</script> & zo")
    publiceer_nu(voorbeeld)
    html = fiche(client, 14)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; zo" in html


def test_fiche_of_an_empty_opgave_says_so(client: Client, voorbeeld: Plan) -> None:
    Opgave.objects.create(plan=voorbeeld, nummer=22, titel="Nieuw")
    publiceer_nu(voorbeeld)
    html = fiche(client, 22)
    assert "Deze fiche heeft nog geen tekst." in html and "Zonder cluster" in html
    for woorden in ("Nog geen ministerie genoemd.", "Nog geen eigenaar genoemd.", "Nog geen doelstelling gekozen."):
        assert woorden in html


def test_fiche_that_is_not_there(client: Client, als: Callable[..., Client], intern: Plan) -> None:
    assert client.get("/twente/opgaven/14/").status_code == 404
    assert als("lezer").get("/twente/opgaven/22/").status_code == 404
    assert als("lezer").get("/twente/opgaven/0/").status_code == 404
    assert als("redacteur", regio="zuid-limburg").get("/twente/opgaven/14/").status_code == 404


def test_fiche_refuses_to_be_posted_to(client: Client, voorbeeld: Plan) -> None:
    assert client.post("/twente/opgaven/14/").status_code == 405


def test_fiche_asks_a_fixed_number_of_queries(
    client: Client, als: Callable[..., Client], voorbeeld: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/twente/opgaven/14/")
    with django_assert_num_queries(3):
        client.get("/twente/opgaven/14/")
    redacteur = als("redacteur")
    redacteur.get("/twente/opgaven/14/")
    with django_assert_num_queries(8):
        redacteur.get("/twente/opgaven/14/")
