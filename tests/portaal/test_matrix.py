import re
from collections.abc import Callable

from django.test import Client
from lxml import html as lx

from opgaven.models import Plan
from tests.lezen import leest


def rij(html: str, nummer: int) -> str:
    gevonden = re.search(rf'<th class="nr" role="rowheader" scope="row">{nummer}</th>(.*?)</tr>', html, re.S)
    assert gevonden is not None
    return gevonden[1]


def test_matrix_marks_primary_and_involved_with_words(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/opgaven/matrix/"))
    assert rij(html, 5).count('<span class="stil-lees">primair</span>') == 2
    assert rij(html, 5).count('<span class="stil-lees">betrokken</span>') == 4
    assert "Geen primair ministerie" in rij(html, 13)
    assert rij(html, 13).count('<span class="stil-lees">primair</span>') == 0


def test_matrix_marks_an_unknown_ministry(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/opgaven/matrix/"))
    assert "VBO staat niet in de lijst van ministeries" in html
    assert '<span class="stil-lees">Onbekend ministerie: </span>VBO' in html
    assert 'href="/twente/ministeries/ocw/"' in html


def test_matrix_totals_follow_the_filter(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/opgaven/matrix/?cluster=3"))
    assert "3 van 21 opgaven" in html
    assert (
        len(re.findall(r'<th class="nr" role="rowheader" scope="row">', html)) == 6
    )  # three in each of the two tables


def test_matrix_draws_references_and_says_them_in_a_table(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/opgaven/matrix/"))
    assert html.count('<g class="boog') == html.count('<path class="punt"') > 5
    assert "in 21.T2" in html  # fiche 21 names opgave 14 there
    assert " style=" not in html


def test_matrix_without_result_offers_to_clear(client: Client, voorbeeld: Plan) -> None:
    html = leest(client.get("/twente/opgaven/matrix/?woord=bestaatniet"))
    assert "Geen opgave past bij deze keuze." in html
    assert "<table" not in html


def test_matrix_and_list_survive_an_empty_plan(client: Client, leeg_plan: Plan) -> None:
    for pad in ("matrix/", "", "download/xlsx/", "download/ods/", "download/csv/"):
        assert client.get(f"/zuid-limburg/opgaven/{pad}").status_code == 200
    assert client.get("/zuid-limburg/plan/").status_code == 200


def test_every_cell_of_a_table_that_stacks_says_what_it_is(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("lezer")
    for adres in ("/twente/opgaven/matrix/", "/twente/governance/"):
        tabellen = lx.fromstring(client.get(adres).text).xpath("//table[contains(@class, 'stapel')]")
        assert tabellen
        for cel in (c for tabel in tabellen for c in tabel.xpath(".//tbody//td[not(@class='niets')]")):
            assert cel.get("data-kop") and cel.get("role") == "cell"
