"""The page of the reactienota: what somebody can choose, a preview, downloads, and the same as a job."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from governance.models import Rol
from opdrachten.models import Opbrengst, Opdracht
from opgaven.models import Plan
from tests.conftest import publiceer_nu
from tests.documenten.notawerk import LEK, NAMEN, Toneel, wijzig, zet, zet_op
from tests.inloggen import inloggen

ADRES = "/twente/reactienota/"
AFDRUKKEN = "/twente/afdrukken/"


@pytest.fixture
def toneel(voorbeeld: Plan, persoon: Callable[..., User]) -> Toneel:
    return zet_op(voorbeeld, persoon)


def lekken(antwoord: Any) -> set[str]:
    woorden = antwoord.content.decode()
    return {naam for naam, merk in LEK.items() if merk in woorden}


def test_the_page_shows_what_comes_out_and_where_to_get_it(toneel: Toneel) -> None:
    antwoord = inloggen(toneel.redacteur).get(ADRES)
    pagina = antwoord.content.decode()
    for woorden in (
        "In deze nota staan vier reacties van vier afzenders en wat de regio antwoordt.",
        "OCW, beleidsmedewerker",
        "De monitor zegt dit ook.",
        "Om te versturen: alleen wat is vrijgegeven",
        'href="/twente/reactienota/pdf/"',
        'href="/twente/reactienota/xlsx/"',
        'href="/twente/afdrukken/?soort=reactienota"',
        f'href="/twente/reacties/{toneel.verwerkt.pk}/"',
        "&lt;b&gt;vet&lt;/b&gt;",
    ):
        assert woorden in pagina, woorden
    assert lekken(antwoord) == set()
    assert antwoord["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize(
    ("soort", "intern"),
    [
        ("redacteur", {"ingediend", "antwoord", "reden"}),
        ("programmamanager", {"ingediend", "antwoord", "reden"}),
        ("ministeriecontact", set()),
        ("bestuurslid", set()),
        ("lezer", set()),
        ("eigenaar", set()),
        ("secretaris", set()),
        ("beheerder", set()),
    ],
)
def test_an_internal_one_is_for_the_team(
    soort: str, intern: set[str], toneel: Toneel, als: Callable[..., Client]
) -> None:
    client = als(soort)
    assert lekken(client.get(ADRES)) == set()
    antwoord = client.get(ADRES, {"manier": "intern"})
    assert lekken(antwoord) == intern
    assert ("Voor wie?" in antwoord.content.decode()) == bool(intern)
    assert not [naam for naam in NAMEN if naam in antwoord.content.decode().partition("<main")[2]]
    # nor among the choices: an opgave of which there is nothing out
    assert ('value="1">1 ' in client.get(ADRES).content.decode()) is False


def test_who_has_no_role_finds_no_page(toneel: Toneel, als: Callable[..., Client]) -> None:
    publiceer_nu(toneel.plan)
    assert Client().get(ADRES).status_code == 404
    assert als(None).get(ADRES).status_code == 404


@pytest.mark.parametrize("query", ["ronde=nooit", "ministerie=nooit", "opgave=99", "opgave=x", "ronde=x%00y"])
def test_what_is_not_there(query: str, toneel: Toneel, als: Callable[..., Client]) -> None:
    assert als("redacteur").get(f"{ADRES}?{query}").status_code == 404


def test_the_choice_goes_along(toneel: Toneel, als: Callable[..., Client]) -> None:
    pagina = als("redacteur").get(f"{ADRES}?ronde=najaar&ministerie=ocw&opgave=14&manier=intern").content.decode()
    assert 'href="/twente/reactienota/docx/?ronde=najaar&amp;ministerie=ocw&amp;opgave=14&amp;manier=intern"' in pagina
    assert "soort=reactienota&amp;ronde=najaar&amp;ministerie=ocw&amp;opgave=14&amp;manier=intern" in pagina
    assert '<option value="najaar" selected>Najaarsronde</option>' in pagina


def test_the_number_of_queries_does_not_grow(toneel: Toneel, django_assert_max_num_queries: Any) -> None:
    client = inloggen(toneel.redacteur)
    client.get(f"{ADRES}?ronde=najaar&manier=intern")
    for n in range(6):
        rij = zet(toneel.plan, f"Nog een {n}.", f"{n + 1}.V", "vro", ronde=toneel.ronde)
        wijzig(toneel.plan, 14, "knelpunten", 0, f"Tekst nummer {n} van dit punt.", rij, toneel.redacteur)
    client.get(ADRES)  # the document is built anew
    with django_assert_max_num_queries(17):  # two for the visit, then fifteen
        client.get(f"{ADRES}?ronde=najaar&manier=intern")


def test_links_lead_to_it(toneel: Toneel) -> None:
    client = inloggen(toneel.manager)

    def lees(adres: str) -> str:
        return " ".join(client.get(adres).content.decode().split())

    assert f'href="{ADRES}"' in lees("/twente/reacties/")
    assert f'href="{ADRES}?ronde=najaar"' in lees("/twente/rondes/najaar/")
    historie = lees("/twente/opgaven/14/knelpunten/geschiedenis/")
    assert f'<a href="/twente/reacties/{toneel.verwerkt.pk}/">reactie {toneel.verwerkt.pk} op 14.K2' in historie
    fiche = lees("/twente/opgaven/14/geschiedenis/")
    assert f'<a href="/twente/reacties/{toneel.verwerkt.pk}/">' in fiche


def maak(client: Client, werk_af: Callable[[], int], **velden: str) -> Any:
    antwoord = client.post(AFDRUKKEN, {**velden, "gekozen": "1", "daad": "maak"})
    werk_af()
    return antwoord


def test_as_a_job(toneel: Toneel, werk_af: Callable[[], int]) -> None:
    client = inloggen(toneel.redacteur)
    pagina = client.get(f"{AFDRUKKEN}?soort=reactienota&ronde=najaar").content.decode()
    assert "U krijgt een reactienota als PDF. Met alleen reacties en antwoorden die zijn vrijgegeven." in pagina
    assert '<option value="najaar" selected>Najaarsronde</option>' in pagina
    antwoord = maak(client, werk_af, soort="reactienota", formaat="xlsx", ronde="najaar", manier="intern")
    assert antwoord.status_code == 303
    opbrengst = Opbrengst.objects.get()
    assert opbrengst.naam.startswith("reactienota intern twente najaar ")
    assert bytes(opbrengst.inhoud).startswith(b"PK")
    bestand = f"/twente/opdrachten/{opbrengst.opdracht_id}/bestand/"
    assert client.get(bestand).status_code == 200
    Rol.objects.filter(user=toneel.redacteur).update(soort=Rol.Soort.LEZER)
    assert client.get(bestand).status_code == 403


def test_a_job_of_others_has_what_is_released(toneel: Toneel, werk_af: Callable[[], int]) -> None:
    maak(inloggen(toneel.ocw), werk_af, soort="reactienota", formaat="docx", manier="intern")
    assert Opdracht.objects.get().gegevens["intern"] is False
    assert Opbrengst.objects.get().naam.startswith("reactienota twente ")


def test_a_dossier_as_a_job(toneel: Toneel, werk_af: Callable[[], int]) -> None:
    client = inloggen(toneel.redacteur)
    assert "Kies een ministerie." in client.get(f"{AFDRUKKEN}?soort=dossier").content.decode()
    assert maak(client, werk_af, soort="dossier", formaat="pdf").status_code == 422
    assert maak(client, werk_af, soort="dossier", formaat="pdf", ministerie="ocw").status_code == 303
    assert bytes(Opbrengst.objects.get().inhoud).startswith(b"%PDF-1.7")
    maak(client, werk_af, soort="dossier", formaat="pdf", ministerie="nooit")
    assert Opdracht.objects.filter(stand="mislukt").count() == 1
