"""Many comments: the dossier shows them a page at a time, and files of them are made in the background."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html as lx

from documenten.nota.bladen import PER_BLAD, TE_LANG_OM_TE_WACHTEN
from governance.models import Ministerie
from opdrachten.models import Opdracht
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Plan
from reacties.models import Reactie

DOSSIER, NOTA = "/twente/ministeries/ocw/", "/twente/reactienota/"


def zet_veel(plan: Plan, hoeveel: int, dicht: int = 0) -> None:
    """The last `dicht` were not released. Opgave 3, then 2, then 1: not the order in which it prints."""
    opgaven, nu = {o.nummer: o for o in bouw_opnieuw(plan).opgaven}, timezone.now()
    ocw = Ministerie.objects.get(code="ocw")
    Reactie.objects.bulk_create(
        Reactie(
            plan=plan,
            opgave=opgaven[3 - n % 3].sleutel,
            sectie=opgaven[3 - n % 3].secties[0].sleutel,
            code=f"{3 - n % 3}",
            ministerie=ocw,
            tekst=f"Reactie {n:03}.",
            gegeven_op=nu.date(),
            gemaakt_op=nu,
            ingediend_op=nu,
            vrijgegeven_op=nu if n < hoeveel - dicht else None,
        )
        for n in range(hoeveel)
    )


@pytest.fixture
def veel(voorbeeld: Plan) -> Plan:
    zet_veel(voorbeeld, TE_LANG_OM_TE_WACHTEN + 4, dicht=3)
    return voorbeeld


def teksten(client: Client, adres: str) -> list[str]:
    pagina = lx.fromstring(client.get(adres).text)
    return [p.strip() for p in pagina.xpath("//article[contains(@class, 'nota-reactie')]//p/text()") if "Reactie " in p]


def test_the_dossier_shows_every_comment_once_over_its_pages(veel: Plan, als: Callable[..., Client]) -> None:
    client = als("programmamanager")
    eerste = client.get(DOSSIER).text
    assert "154 reacties wachten" in eerste and "Reacties van OCW (154)" in eerste
    assert "Bladzijde 1 van 7" in eerste and 'href="?blad=2#reacties"' in eerste
    bladen = [teksten(client, f"{DOSSIER}?blad={n}") for n in range(1, 8)]
    assert [len(b) for b in bladen] == [PER_BLAD] * 6 + [4]
    getoond = [t for blad in bladen for t in blad]
    assert getoond == sorted(getoond, key=lambda t: (3 - int(t[8:11]) % 3, int(t[8:11])))
    assert len(set(getoond)) == 154
    assert teksten(client, f"{DOSSIER}?blad=99") == bladen[-1] and teksten(client, f"{DOSSIER}?blad=x") == bladen[0]
    assert "3 reacties zijn nog niet" in " ".join(eerste.split()) or "drie reacties zijn nog niet" in eerste


def test_who_is_not_of_the_team_counts_what_was_released(veel: Plan, als: Callable[..., Client]) -> None:
    assert "Reacties van OCW (151)" in als("lezer").get(DOSSIER).text


@pytest.mark.parametrize(
    ("wie", "manier"), [("programmamanager", "&manier=intern"), ("lezer", "")], ids=["team", "lezer"]
)
def test_the_file_of_a_long_dossier_is_asked_for_as_a_job(
    veel: Plan, als: Callable[..., Client], wie: str, manier: str
) -> None:
    client = als(wie)
    weg = client.get(f"{DOSSIER}pdf/")
    assert weg.status_code == 302
    assert weg["Location"] == f"/twente/afdrukken/?soort=dossier&formaat=pdf&ministerie=ocw{manier}"
    form = lx.fromstring(client.get(DOSSIER).text).xpath("//form[.//button[text()='Dit dossier als PDF']]")[0]
    antwoord = client.post(form.get("action"), {i.name: i.value for i in form.xpath(".//input[@name]")})
    assert antwoord.status_code == 303
    opdracht = Opdracht.objects.get()
    assert antwoord["Location"] == f"/twente/opdrachten/{opdracht.pk}/"
    assert opdracht.gegevens["ministerie"] == "ocw" and opdracht.gegevens["intern"] == bool(manier)


def test_the_file_of_a_long_nota_is_asked_for_as_a_job(veel: Plan, als: Callable[..., Client]) -> None:
    client = als("programmamanager")
    weg = client.get(f"{NOTA}xlsx/?ministerie=ocw")
    assert weg.status_code == 302
    assert weg["Location"] == "/twente/afdrukken/?soort=reactienota&formaat=xlsx&ministerie=ocw"
    assert not Opdracht.objects.exists()
    pagina = client.get(f"{NOTA}?ministerie=ocw").text
    assert "Wij maken het bestand op de achtergrond" in pagina and "reactienota/pdf/" not in pagina
    form = lx.fromstring(pagina).xpath("//form[.//button[@name='formaat']]")[0]
    velden = {i.name: i.value for i in form.xpath(".//input[@name]")}
    antwoord = client.post(form.get("action"), velden | {"formaat": "ods"})
    assert antwoord.status_code == 303
    opdracht = Opdracht.objects.get()
    assert (opdracht.gegevens["soort"], opdracht.gegevens["formaat"]) == ("reactienota", "ods")
    assert opdracht.gegevens["ministerie"] == "ocw" and not opdracht.gegevens["intern"]


def test_a_nota_that_is_not_long_is_made_at_once(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    zet_veel(voorbeeld, 3)
    antwoord = als("programmamanager").get(f"{NOTA}xlsx/")
    assert antwoord.status_code == 200 and antwoord["Content-Disposition"].startswith("attachment")
