"""The pages of one's own jobs: what they show, who gets them, what a download carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from governance.models import Rol
from opdrachten import actions, soorten
from opdrachten.actions import vraag_aan
from opdrachten.models import Opdracht
from opdrachten.soorten import Bestand
from opgaven.models import Plan
from tests.lezen import leest
from tests.opdrachten.proef import proef

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def proefsoort() -> Iterator[None]:
    def maak(opdracht: Opdracht, voortgang: Any) -> Bestand:
        if opdracht.gegevens.get("fout"):
            raise soorten.OpdrachtMislukt("De fiche is te lang. Kort hem in.")
        return Bestand("Plan é 🙂 “x”.pdf", "application/pdf", b"%PDF-1.7 proef")

    with soorten.OPDRACHTSOORTEN.even(proef(maak, lambda rechten, gegevens: "lezer" in rechten.rollen)):
        yield


@pytest.fixture
def client(als: Callable[..., Client]) -> Client:
    return als("lezer")


@pytest.fixture
def wie(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


@pytest.fixture
def vraag(voorbeeld: Plan, wie: User) -> Callable[..., Opdracht]:
    def doe(titel: str = "Een proef", **gegevens: Any) -> Opdracht:
        return vraag_aan(regio=voorbeeld.regio, soort="proef", gegevens=gegevens, titel=titel, door=wie)

    return doe


def adres(opdracht: Opdracht, verder: str = "") -> str:
    return f"/twente/opdrachten/{opdracht.pk}/{verder}"


def test_list_is_empty_at_first(client: Client) -> None:
    assert "U hebt de afgelopen 14 dagen niets laten maken." in leest(client.get("/twente/opdrachten/"))


def test_list_costs_one_query_more_than_the_visit(
    client: Client, vraag: Callable[..., Opdracht], werk_af: Callable[[], int], django_assert_num_queries: Any
) -> None:
    vraag(n=0)
    client.get("/twente/opdrachten/")
    with django_assert_num_queries(3):  # session and user in two, plan, roles, jobs
        client.get("/twente/opdrachten/")
    for n in range(1, 8):
        vraag(n=n)
    werk_af()
    vraag(n=9)
    with django_assert_num_queries(3):
        tekst = leest(client.get("/twente/opdrachten/"))
    assert tekst.count("Haal op") == 8
    assert tekst.count("Wacht op zijn beurt") == 1


def test_page_follows_a_job_to_its_file(
    client: Client, vraag: Callable[..., Opdracht], werk_af: Callable[[], int]
) -> None:
    opdracht = vraag()
    pagina = leest(client.get(adres(opdracht)))
    assert "Uw opdracht staat in de rij." in pagina
    assert 'hx-trigger="every 1s"' in pagina
    assert "Kijk opnieuw hoe ver het is" in pagina, "a link for who has no scripts"
    werk_af()
    pagina = leest(client.get(adres(opdracht)))
    assert "Het bestand is klaar." in pagina
    assert adres(opdracht, "bestand/") in pagina
    assert "every 1s" not in pagina
    assert "Annuleer" not in pagina


def test_fragment_tells_the_true_progress_and_each_quarter_once(client: Client, vraag: Callable[..., Opdracht]) -> None:
    opdracht = actions.begin(str(vraag().pk))
    assert opdracht
    actions.leef(opdracht=opdracht, gedaan=30, totaal=58, bezig_met="Bladzijde 30 van 58")
    deel = client.get(adres(opdracht) + "?gezien=49", headers=HTMX)
    assert "HX-Retarget" not in deel
    assert '<progress aria-labelledby="voortgang-kop" max="58" value="30">' in leest(deel)
    assert "51%" in leest(deel) and "Bladzijde 30 van 58" in leest(deel)
    assert 'data-meld="51 procent klaar."' in leest(deel)
    assert "data-meld" not in leest(client.get(adres(opdracht) + "?gezien=51", headers=HTMX))
    assert "data-meld" in leest(client.get(adres(opdracht) + "?gezien=x'", headers=HTMX))


def test_a_job_without_a_worker_says_so_instead_of_a_percentage(
    client: Client, vraag: Callable[..., Opdracht], settings: Any
) -> None:
    """Its worker was killed: what was done of it is no longer true. Another begins it again, from the start."""
    opdracht = actions.begin(str(vraag().pk))
    assert opdracht
    actions.leef(opdracht=opdracht, gedaan=30, totaal=58, bezig_met="Bladzijde 30 van 58")
    assert "Onderbroken" not in leest(client.get(adres(opdracht)))
    Opdracht.objects.update(hartslag=timezone.now() - timedelta(seconds=settings.WERKER_STIL / 3 + 1))
    for pagina in (client.get(adres(opdracht)), client.get(adres(opdracht) + "?gezien=51", headers=HTMX)):
        tekst = leest(pagina)
        assert "Onderbroken" in tekst and "wordt straks vanzelf opnieuw begonnen" in tekst
        assert "51%" not in tekst and "Bladzijde" not in tekst and "Wordt gemaakt" not in tekst
    vertelt = leest(client.get(adres(opdracht) + "?gezien=51", headers=HTMX))
    assert 'data-meld="Een proef is onderbroken en wordt opnieuw begonnen."' in vertelt
    assert "data-meld" not in leest(client.get(adres(opdracht) + "?gezien=onderbroken", headers=HTMX))
    assert "Onderbroken" in leest(client.get("/twente/opdrachten/"))
    weer = actions.begin(str(opdracht.pk))
    assert weer
    tekst = leest(client.get(adres(opdracht)))
    assert "Wordt gemaakt" in tekst and "Het werk was onderbroken en begint opnieuw." in tekst


@pytest.mark.parametrize(("minuten", "tempo"), [(1, "every 1s"), (10, "every 5s"), (31, "")])
def test_page_asks_ever_less_often_and_then_no_more(
    client: Client, vraag: Callable[..., Opdracht], minuten: int, tempo: str
) -> None:
    """A page that was left open does not keep its session alive."""
    opdracht = vraag()
    Opdracht.objects.update(aangevraagd_op=timezone.now() - timedelta(minutes=minuten))
    deel = leest(client.get(adres(opdracht), headers=HTMX))
    assert (tempo in deel) if tempo else ("hx-" not in deel and "<noscript>" not in deel)
    assert "Kijk opnieuw hoe ver het is" in deel


def test_fragment_of_a_finished_job_replaces_the_whole_and_ends_the_polling(
    client: Client, vraag: Callable[..., Opdracht], werk_af: Callable[[], int]
) -> None:
    opdracht = vraag()
    werk_af()
    deel = client.get(adres(opdracht), headers=HTMX)
    assert deel["HX-Retarget"] == "#opdracht"
    assert leest(deel).startswith('<div id="opdracht"')
    assert "hx-get" not in leest(deel)
    assert 'data-meld="Een proef is klaar. U kunt het bestand ophalen."' in leest(deel)


def test_download_carries_name_kind_and_no_store(
    client: Client, vraag: Callable[..., Opdracht], werk_af: Callable[[], int], django_assert_num_queries: Any
) -> None:
    opdracht = vraag()
    werk_af()
    with django_assert_num_queries(4):
        antwoord = client.get(adres(opdracht, "bestand/"))
    assert antwoord.content == b"%PDF-1.7 proef"
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"] == "attachment; filename*=utf-8''" + quote("Plan é 🙂 “x”.pdf")
    assert "no-store" in antwoord["Cache-Control"] and "private" in antwoord["Cache-Control"]
    assert antwoord["Content-Length"] == "14"


@pytest.mark.parametrize("verder", ["", "bestand/"])
def test_job_of_another_person_is_not_there(
    vraag: Callable[..., Opdracht], werk_af: Callable[[], int], als: Callable[..., Client], verder: str
) -> None:
    opdracht = vraag()
    werk_af()
    for client in (als("lezer"), als("beheerder"), als("lezer", regio="achterhoek"), als(None), Client()):
        assert client.get(adres(opdracht, verder)).status_code == 404
        assert opdracht.titel not in leest(client.get("/twente/opdrachten/"))


@pytest.mark.parametrize("verder", ["annuleren/", "opnieuw/"])
def test_act_on_the_job_of_another_person_changes_nothing(
    vraag: Callable[..., Opdracht], als: Callable[..., Client], verder: str
) -> None:
    opdracht = vraag()
    assert als("beheerder").post(adres(opdracht, verder)).status_code == 404
    assert Client().post(adres(opdracht, verder)).status_code == 401
    assert list(Opdracht.objects.values_list("stand", flat=True)) == ["wacht"]


def test_job_of_another_region_is_not_there(vraag: Callable[..., Opdracht], client: Client) -> None:
    assert client.get(f"/achterhoek/opdrachten/{vraag().pk}/").status_code == 404
    assert client.get(f"/twente/opdrachten/{uuid4()}/").status_code == 404


def test_download_before_the_end_is_404(client: Client, vraag: Callable[..., Opdracht]) -> None:
    assert client.get(adres(vraag(), "bestand/")).status_code == 404


def test_download_after_the_rights_changed_is_refused(
    client: Client, wie: User, vraag: Callable[..., Opdracht], werk_af: Callable[[], int]
) -> None:
    opdracht = vraag()
    werk_af()
    rol = Rol.objects.get(user=wie)
    rol.soort = Rol.Soort.SECRETARIS
    rol.save()
    antwoord = client.get(adres(opdracht, "bestand/"))
    assert antwoord.status_code == 403
    assert "niet meer" in leest(antwoord)
    assert b"%PDF" not in antwoord.content
    Rol.objects.filter(user=wie).update(tot=timezone.now())
    assert client.get(adres(opdracht, "bestand/")).status_code == 404


def test_cancel_says_so_and_a_second_time_too(client: Client, vraag: Callable[..., Opdracht]) -> None:
    opdracht = vraag()
    pagina = leest(client.post(adres(opdracht, "annuleren/"), follow=True))
    assert "De opdracht is geannuleerd." in pagina
    assert "Er is geen bestand gemaakt." in pagina
    assert "Maak opnieuw" in pagina
    assert client.post(adres(opdracht, "annuleren/")).status_code == 303


def test_cancel_of_a_running_job_shows_that_it_stops(client: Client, vraag: Callable[..., Opdracht]) -> None:
    opdracht = vraag()
    actions.begin(str(opdracht.pk))
    pagina = leest(client.post(adres(opdracht, "annuleren/"), follow=True))
    assert "Wordt gestopt" in pagina
    assert "Annuleer<" not in pagina


def test_failed_job_says_why_and_can_be_asked_again(
    client: Client, vraag: Callable[..., Opdracht], werk_af: Callable[[], int]
) -> None:
    opdracht = vraag(fout=True)
    werk_af()
    assert "De fiche is te lang. Kort hem in." in leest(client.get(adres(opdracht)))
    assert "De fiche is te lang." in leest(client.get("/twente/opdrachten/"))
    assert client.get(adres(opdracht, "bestand/")).status_code == 404
    antwoord = client.post(adres(opdracht, "opnieuw/"))
    nieuw = Opdracht.objects.exclude(pk=opdracht.pk).get()
    assert antwoord["Location"] == adres(nieuw)
    assert (nieuw.gegevens, nieuw.titel) == ({"fout": True}, "Een proef")


@pytest.mark.parametrize("verder", ["annuleren/", "opnieuw/"])
def test_get_of_an_act_is_refused(client: Client, vraag: Callable[..., Opdracht], verder: str) -> None:
    assert client.get(adres(vraag(), verder)).status_code == 405


def test_double_click_makes_one_job(client: Client, vraag: Callable[..., Opdracht], werk_af: Callable[[], int]) -> None:
    opdracht = vraag()
    werk_af()
    keren = {client.post(adres(opdracht, "opnieuw/"))["Location"] for _ in range(2)}
    assert len(keren) == 1
    assert Opdracht.objects.count() == 2


def test_too_many_at_once_is_said_on_the_list(
    client: Client, vraag: Callable[..., Opdracht], werk_af: Callable[[], int]
) -> None:
    oud = vraag()
    werk_af()
    for n in range(10):
        vraag(n=n)
    assert "Er lopen al 10 opdrachten van u." in leest(client.post(adres(oud, "opnieuw/"), follow=True))


def test_hostile_title_is_text(client: Client, vraag: Callable[..., Opdracht]) -> None:
    opdracht = vraag(titel="<script>alert(1)</script>" + "lang" * 100 + "\x00")
    for pagina in (client.get(adres(opdracht)), client.get("/twente/opdrachten/")):
        assert "<script>alert" not in leest(pagina)


def test_mijn_werk_tells_what_is_ready_and_what_is_under_way(
    client: Client, vraag: Callable[..., Opdracht], werk_af: Callable[[], int]
) -> None:
    assert "U hebt vandaag geen bestand laten maken." in leest(client.get("/twente/mijn-werk/"))
    klaar = vraag("Een gemaakte proef")
    werk_af()
    vraag("Een proef in de rij", n=2)
    oud = vraag("Een oude proef", n=3)
    Opdracht.objects.filter(pk=oud.pk).update(stand="mislukt", fout="Oud.", klaar_op=timezone.now() - timedelta(days=2))
    tekst = leest(client.get("/twente/mijn-werk/"))
    assert f'<a href="{adres(klaar)}">Een gemaakte proef</a>' in tekst
    assert "klaar, te halen tot en met" in tekst
    assert "wacht op zijn beurt" in tekst
    assert "Een oude proef" not in tekst
