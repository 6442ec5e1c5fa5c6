"""The screens about people: the list, a person, giving and ending roles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from governance.models import Regio, Rol
from opgaven.models import Opgave, Plan
from tests.inloggen import inloggen
from tests.lezen import leest, stuur

LIJST = "/twente/beheer/personen/"
ANDEREN = [s for s in Rol.Soort.values if s not in ("beheerder", "programmamanager")]


def test_the_list_shows_who_may_do_what(als: Callable[..., Client], persoon: Callable[..., User]) -> None:
    persoon("ministeriecontact", "ocw")
    persoon("redacteur", regio="achterhoek")
    tekst = leest(als("programmamanager").get(LIJST))
    assert "Ministeriecontact twente" in tekst
    assert "Contactpersoon van een ministerie, OCW" in tekst
    assert "Redacteur achterhoek" not in tekst


@pytest.mark.parametrize("rol", ANDEREN)
def test_another_rol_reads_why_not(rol: str, als: Callable[..., Client]) -> None:
    antwoord = als(rol).get(LIJST)
    assert antwoord.status_code == 403
    assert "Mensen en rollen beheren de beheerder en de programmamanager" in leest(antwoord)


def test_without_a_rol_or_from_elsewhere_the_page_does_not_exist(als: Callable[..., Client]) -> None:
    for client in (als(None), als("beheerder", regio="achterhoek")):
        for adres in (LIJST, f"{LIJST}rechten/", f"{LIJST}uitnodigen/", "/nergens/beheer/personen/"):
            assert client.get(adres).status_code == 404


def test_an_ended_rol_gives_no_access(persoon: Callable[..., User]) -> None:
    user = persoon("programmamanager")
    client = inloggen(user)
    assert client.get(LIJST).status_code == 200
    Rol.objects.filter(user=user).update(tot=timezone.now())
    assert client.get(LIJST).status_code == 404


@pytest.mark.parametrize(
    ("vraag", "wel", "niet"),
    [
        ("?woord=redacteur", "Redacteur twente", "Lezer twente"),
        ("?rol=lezer", "Lezer twente", "Redacteur twente"),
        ("?woord=OCW", "Ministeriecontact twente", "Lezer twente"),
        ("?rol=keizer", "Lezer twente", "x-niets"),
        ("?woord=%00lezer", "Lezer twente", "Redacteur twente"),
        ("?woord=%25", "Niemand met een rol", "Lezer twente"),
        ("?woord=" + "zz+" * 3000, "Niemand met een rol", "Lezer twente"),
        ("?woord=<script>", "&lt;script&gt;", '<script>"'),
    ],
)
def test_searching(vraag: str, wel: str, niet: str, als: Callable[..., Client], persoon: Callable[..., User]) -> None:
    for rol in ("redacteur", "lezer", "ministeriecontact"):
        persoon(rol)
    antwoord = als("beheerder").get(LIJST + vraag)
    assert antwoord.status_code == 200
    assert wel in leest(antwoord)
    assert niet not in leest(antwoord)


def test_the_list_costs_a_fixed_number_of_queries(
    als: Callable[..., Client], persoon: Callable[..., User], django_assert_num_queries: Any
) -> None:
    client = als("beheerder")
    for _ in range(2):
        with django_assert_num_queries(6):  # session, person, region, rights, opgaven, roles, invitations
            client.get(LIJST)
        for rol in ANDEREN:
            persoon(rol)


def test_a_person_of_another_regio_does_not_exist_here(
    als: Callable[..., Client], persoon: Callable[..., User]
) -> None:
    elders = persoon("redacteur", regio="achterhoek")
    client = als("beheerder")
    for adres in (f"{LIJST}{elders.pk}/", f"{LIJST}{elders.pk}/tweede-factor/", f"{LIJST}999999/"):
        assert client.post(adres, {"soort": "lezer"}).status_code == 404
    rol = Rol.objects.get(user=elders)
    for methode in (client.get, client.post):
        assert methode(f"{LIJST}rollen/{rol.pk}/beeindigen/").status_code == 404
    assert Rol.objects.get(user=elders) == rol


def test_giving_a_rol_with_opgaven_and_an_end(als: Callable[..., Client], persoon: Callable[..., User]) -> None:
    user, client = persoon("lezer"), als("programmamanager")
    sleutels = list(
        Opgave.objects.filter(plan__regio__code="twente", nummer__in=(3, 14)).values_list("sleutel", flat=True)
    )
    dag = timezone.localdate() + timedelta(days=30)
    antwoord = stuur(
        client,
        f"{LIJST}{user.pk}/",
        {"soort": "redacteur", "opgaven": sleutels, "tot_en_met": dag.isoformat()},
        follow=True,
    )
    assert "heeft nu de rol redacteur" in leest(antwoord)
    assert "opgave 3 en 14" in leest(antwoord)
    rol = Rol.objects.get(user=user, soort="redacteur")
    assert rol.gegeven_door is not None
    assert rol.tot is not None
    einde = timezone.localtime(rol.tot)
    assert (einde.date(), einde.hour) == (dag + timedelta(days=1), 0)


@pytest.mark.parametrize(
    ("gegevens", "woorden"),
    [
        ({}, "Kijk bij de velden"),
        ({"soort": "keizer"}, "keizer"),
        ({"soort": "ministeriecontact"}, "Kies het ministerie"),
        ({"soort": "ministeriecontact", "ministerie": "bestaat-niet"}, "Kijk bij de velden"),
        ({"soort": "redacteur", "opgaven": ["bestaat-niet"]}, "bestaat-niet"),
        ({"soort": "lezer", "tot_en_met": "2020-01-01"}, "al voorbij"),
        ({"soort": "lezer", "tot_en_met": "gisteren"}, "Kijk bij de velden"),
        ({"soort": "lezer", "tot_en_met": "9999-12-31"}, "dichterbij"),
        ({"soort": "beheerder", "tot_en_met": "2099-01-01"}, "geen einddatum"),
    ],
)
def test_a_form_that_is_not_right(
    gegevens: dict[str, Any], woorden: str, als: Callable[..., Client], persoon: Callable[..., User]
) -> None:
    user = persoon("secretaris")
    antwoord = stuur(als("beheerder"), f"{LIJST}{user.pk}/", gegevens)
    assert antwoord.status_code == 422
    assert woorden in leest(antwoord)
    assert Rol.objects.filter(user=user).count() == 1


def test_a_programmamanager_gives_and_ends_no_beheerder(
    als: Callable[..., Client], persoon: Callable[..., User]
) -> None:
    user, beheerder, client = persoon("lezer"), persoon("beheerder"), als("programmamanager")
    assert "Beheerder</option>" not in leest(client.get(f"{LIJST}{user.pk}/"))
    antwoord = stuur(client, f"{LIJST}{user.pk}/", {"soort": "beheerder"})
    assert antwoord.status_code == 403
    assert "alleen een beheerder" in leest(antwoord)
    rol = Rol.objects.get(user=beheerder)
    for methode in (client.get, client.post):
        assert methode(f"{LIJST}rollen/{rol.pk}/beeindigen/").status_code == 403
    assert Rol.objects.get(user=beheerder) == rol
    assert "Beëindigen kan alleen een beheerder" in leest(client.get(f"{LIJST}{beheerder.pk}/"))


def test_ending_a_rol(als: Callable[..., Client], persoon: Callable[..., User], schrijft_niets: Any) -> None:
    user, client = persoon("redacteur"), als("programmamanager")
    adres = f"{LIJST}rollen/{Rol.objects.get(user=user).pk}/beeindigen/"
    assert "geen <strong>redacteur</strong>" in leest(schrijft_niets(lambda: client.get(adres)))
    antwoord = stuur(client, adres, follow=True)
    assert "is beëindigd" in leest(antwoord)
    assert "Eerdere rollen" in leest(antwoord)
    assert not Rol.objects.filter(user=user).exists()
    assert "was al beëindigd" in leest(stuur(client, adres, follow=True))


def test_the_last_beheerder_stays_on_screen(persoon: Callable[..., User]) -> None:
    user = persoon("beheerder")
    antwoord = stuur(inloggen(user), f"{LIJST}rollen/{Rol.objects.get(user=user).pk}/beeindigen/")
    assert antwoord.status_code == 409
    assert "laatste beheerder" in leest(antwoord)


def test_who_ends_the_own_rol_comes_out_neatly(persoon: Callable[..., User]) -> None:
    user = persoon("programmamanager")
    antwoord = stuur(inloggen(user), f"{LIJST}rollen/{Rol.objects.get(user=user).pk}/beeindigen/")
    assert antwoord["Location"] == "/"


def test_names_are_not_shown_as_html(als: Callable[..., Client], persoon: Callable[..., User]) -> None:
    user = persoon("lezer")
    User.objects.filter(pk=user.pk).update(naam='"><img src=x onerror=alert(1)>')
    client = als("beheerder")
    for adres in (LIJST, f"{LIJST}{user.pk}/", f"{LIJST}rechten/"):
        assert "<img src=x" not in leest(client.get(adres))


def test_the_header_shows_the_way_to_who_may(als: Callable[..., Client], voorbeeld: Plan) -> None:
    assert LIJST in leest(als("beheerder").get("/twente/"))
    assert LIJST not in leest(als("redacteur").get("/twente/"))
    assert "Werkversie" not in leest(als("beheerder").get(LIJST))


def test_a_regio_without_a_plan_can_have_people_too(als: Callable[..., Client]) -> None:
    antwoord = als("beheerder", regio="achterhoek").get("/achterhoek/beheer/personen/")
    assert antwoord.status_code == 200
    assert Regio.objects.get(code="achterhoek").naam in leest(antwoord)
