"""What a beheerder does to somebody's account: whose it is, who may, what it asks and who hears of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from accounts.models import Accountgebeurtenis, Koppelverzoek, Sessie, User
from governance.models import Post, Regio, Rol
from tests.inloggen import inloggen
from tests.lezen import formulier, leest, stuur
from tests.sleutels import brief

WACHTWOORD = "een-lang-wachtwoord"
DADEN = ("tweede-factor", "koppeling", "wachttijd")


def adres(user: User, daad: str = "", regio: str = "twente") -> str:
    return f"/{regio}/beheer/personen/{user.pk}/{daad}/" if daad else f"/{regio}/beheer/personen/{user.pk}/"


def door_het_formulier(user: User, client: Client | None = None) -> Client:
    """By the form: who has just typed a password is not asked for it again."""
    client = client or Client()
    client.post("/account/inloggen/", {"login": user.email, "password": WACHTWOORD})
    assert SESSION_KEY in client.session
    return client


def met_factor(user: User) -> User:
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    return user


def in_regio(user: User, regio: str, soort: str = "redacteur") -> Rol:
    return Rol.objects.create(user=user, regio=Regio.objects.get(code=regio), soort=soort)


def heeft_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()


def test_clearing_a_second_factor(persoon: Callable[..., User]) -> None:
    user, client = persoon("redacteur"), door_het_formulier(persoon("beheerder"))
    door_het_formulier(user)
    met_factor(user)
    assert "Wis de tweede factor" in leest(client.get(adres(user)))
    assert client.get(adres(user, "tweede-factor")).status_code == 405
    antwoord = client.post(adres(user, "tweede-factor"), {"reden": "Telefoon in de gracht"}, follow=True)
    assert "is gewist" in leest(antwoord)
    assert not heeft_factor(user)
    assert not Sessie.objects.filter(user=user).exists(), "overal uitgelogd"
    bericht = brief(user.email)
    assert bericht.onderwerp == "Uw tweede factor is gewist (Plan voor de Regio Twente)"
    for woord in ("Beheerder twente", "Telefoon in de gracht", "Klopt dit niet?"):
        assert woord in bericht.tekst
    gebeurtenis = Accountgebeurtenis.objects.get()
    assert (gebeurtenis.soort, gebeurtenis.reden, gebeurtenis.user) == ("factor", "Telefoon in de gracht", user)
    assert "Telefoon in de gracht" in leest(client.get(adres(user)))


def test_a_programmamanager_reads_who_can_do_it(persoon: Callable[..., User]) -> None:
    user, client = met_factor(persoon("redacteur")), door_het_formulier(persoon("programmamanager"))
    for daad in DADEN:
        assert client.post(adres(user, daad)).status_code == 403
    assert heeft_factor(user)
    assert "kan alleen een beheerder" in leest(client.get(adres(user)))


def test_who_logged_in_long_ago_proves_it_first_and_retypes_nothing(
    als: Callable[..., Client], persoon: Callable[..., User]
) -> None:
    user, client = met_factor(persoon("redacteur")), als("beheerder")  # logged in, but not just now by a password
    antwoord = client.post(adres(user, "tweede-factor"), {"reden": "Telefoon kwijt"})
    assert antwoord["Location"].startswith("/account/opnieuw-inloggen/")
    assert heeft_factor(user), "er is nog niets gebeurd"
    client.post(antwoord["Location"], {"password": "raad-maar-iets"})
    assert heeft_factor(user)
    client.post(antwoord["Location"], {"password": WACHTWOORD})
    assert not heeft_factor(user)
    assert Accountgebeurtenis.objects.get().reden == "Telefoon kwijt"


def test_who_logs_in_at_the_organisatie_proves_it_there(
    als: Callable[..., Client], persoon: Callable[..., User], settings: Any
) -> None:
    settings.OIDC_ISSUER, settings.OIDC_NAAM = "https://inloggen.voorbeeld.test", "Mijn Ministerie"
    user, client = met_factor(persoon("redacteur")), als("beheerder")
    wie = User.objects.get(rollen__soort="beheerder")
    wie.set_unusable_password()
    wie.save()
    inloggen(wie, client)
    session = client.session
    session["begonnen"] -= 400
    session.save()
    antwoord = client.post(adres(user, "tweede-factor"), {"reden": "Telefoon in de gracht"})
    assert antwoord.status_code == 403
    assert "Log eerst opnieuw in" in leest(antwoord) and "Log in bij Mijn Ministerie" in leest(antwoord)
    assert "Telefoon in de gracht" in leest(antwoord), "wat getypt was, staat er nog"
    assert heeft_factor(user)
    inloggen(wie, client)
    client.post(adres(user, "tweede-factor"))
    assert not heeft_factor(user)


def test_who_may_not_is_not_asked_for_a_password_first(
    als: Callable[..., Client], persoon: Callable[..., User]
) -> None:
    assert als("redacteur").post(adres(persoon("lezer"), "tweede-factor")).status_code == 403


@pytest.mark.parametrize("daad", DADEN)
def test_an_ended_rol_gives_a_beheerder_no_more_say_over_the_account(daad: str, persoon: Callable[..., User]) -> None:
    """Somebody worked in the Achterhoek before. Its beheerder is not their beheerder any more."""
    user = met_factor(persoon("redacteur"))
    Koppelverzoek.objects.create(user=user, provider="organisatie", uid="vreemd", kenmerk="ABCD-EFGH")
    oud = in_regio(user, "achterhoek")
    Rol.objects.filter(pk=oud.pk).update(tot=timezone.now())
    client = door_het_formulier(persoon("beheerder", regio="achterhoek"))
    antwoord = client.post(adres(user, daad, "achterhoek"), {"kenmerk": "ABCD-EFGH", "reden": "Omdat het kan"})
    assert antwoord.status_code == 403
    assert "heeft in deze regio nu geen rol" in leest(antwoord)
    assert "wie het hele portaal beheert" in leest(antwoord), "zegt wie het wel kan"
    assert heeft_factor(user)
    assert not Post.objects.exists() and not Accountgebeurtenis.objects.exists()
    pagina = leest(client.get(adres(user, regio="achterhoek")))
    assert "Wis de tweede factor" not in pagina and "ABCD-EFGH" not in pagina
    assert client.post(adres(user, daad)).status_code == 404, "en in Twente is deze beheerder niemand"


def test_an_account_of_several_regios_belongs_to_neither(persoon: Callable[..., User]) -> None:
    user = met_factor(persoon("redacteur"))
    in_regio(user, "achterhoek")
    for regio in ("twente", "achterhoek"):
        antwoord = door_het_formulier(persoon("beheerder", regio=regio)).post(adres(user, "tweede-factor", regio))
        assert antwoord.status_code == 403
        assert "ook in een andere regio een rol" in leest(antwoord)
        assert "wie het hele portaal beheert" in leest(antwoord)
    assert heeft_factor(user)


@pytest.mark.parametrize("veld", ["is_staff", "is_superuser"])
def test_who_manages_the_whole_portal_is_not_of_one_regio(veld: str, persoon: Callable[..., User]) -> None:
    user = met_factor(persoon("redacteur"))
    User.objects.filter(pk=user.pk).update(**{veld: True})
    antwoord = door_het_formulier(persoon("beheerder")).post(adres(user, "tweede-factor"))
    assert antwoord.status_code == 403
    assert "beheert het hele portaal" in leest(antwoord)
    assert heeft_factor(user)


def test_a_beheerder_does_not_change_the_own_account_this_way(persoon: Callable[..., User]) -> None:
    user = persoon("beheerder")
    client = door_het_formulier(user)
    met_factor(user)
    assert client.post(adres(user, "tweede-factor")).status_code == 403
    assert "Mijn gegevens" in leest(client.get(adres(user)))


def test_a_beheerder_whose_rol_ended_can_do_nothing(persoon: Callable[..., User]) -> None:
    user, beheerder = met_factor(persoon("redacteur")), persoon("beheerder")
    client = door_het_formulier(beheerder)
    Rol.objects.filter(user=beheerder).update(tot=timezone.now())
    assert client.post(adres(user, "tweede-factor")).status_code == 404
    assert heeft_factor(user)


def test_the_waiting_time_seen_and_lifted(persoon: Callable[..., User]) -> None:
    user, beheerder = persoon("redacteur"), door_het_formulier(persoon("beheerder"), Client(REMOTE_ADDR="192.0.2.1"))
    for _ in range(6):
        Client().post("/account/inloggen/", {"login": user.email, "password": "raad-maar-iets"})
    tekst = leest(beheerder.get(adres(user)))
    assert "Inloggen met dit account mislukte 5 keer" in tekst
    assert "al gebruikte, werkt het goede wachtwoord wel" in tekst
    assert "hoeft niet meer te wachten" in leest(beheerder.post(adres(user, "wachttijd"), follow=True))
    assert "U kunt weer inloggen" in brief(user.email).onderwerp
    door_het_formulier(user)
    assert "mislukte" not in leest(beheerder.get(adres(user)))


# ---- the whole portal: the admin ----


@pytest.fixture
def portaal(persoon: Callable[..., User]) -> Client:
    """Somebody who manages the whole portal, and has no role in a region."""
    user = persoon(None)
    user.is_staff = user.is_superuser = True
    user.naam = "Portaalbeheer"
    user.save()
    return door_het_formulier(user)


def beheer(user: User, pad: str) -> str:
    return f"/beheer/accounts/user/{user.pk}/{pad}"


def velden(user: User, **meer: object) -> dict[str, object]:
    """The form of a person in the admin, with the roles left out."""
    basis = {"naam": user.naam, "email": user.email, "is_active": "on", "rollen-TOTAL_FORMS": 0}
    return {n: w for n, w in (basis | {"rollen-INITIAL_FORMS": 0} | meer).items() if w is not None}


def test_who_manages_the_whole_portal_can_do_it(persoon: Callable[..., User], portaal: Client) -> None:
    user = met_factor(persoon("redacteur"))
    in_regio(user, "achterhoek")
    Koppelverzoek.objects.create(user=user, provider="organisatie", uid="vreemd", kenmerk="ABCD-EFGH")
    assert "Tweede factor, werkaccount, wachttijd" in leest(portaal.get(beheer(user, "change/")))
    assert "Wis de tweede factor" in leest(portaal.get(beheer(user, "account/")))
    portaal.post(beheer(user, "account/koppeling/"), {"kenmerk": "ABCD-EFGH", "reden": "Gebeld"})
    portaal.post(beheer(user, "account/factor/"))
    portaal.post(beheer(user, "account/rem/"))
    assert list(Accountgebeurtenis.objects.values_list("soort", flat=True)) == ["rem", "factor", "koppeling"]
    assert not heeft_factor(user)
    assert Post.objects.filter(adres=user.email).count() == 3
    assert "Portaalbeheer" in brief(user.email).tekst


def test_managing_accounts_is_for_who_manages_the_whole_portal(
    persoon: Callable[..., User], als: Callable[..., Client]
) -> None:
    user, staf = met_factor(persoon("redacteur")), persoon("lezer")
    User.objects.filter(pk=staf.pk).update(is_staff=True)
    for client in (door_het_formulier(staf), als("redacteur"), Client()):
        for pad in ("account/", "account/factor/"):
            assert client.post(beheer(user, pad)).status_code in (302, 403)
    assert heeft_factor(user)


@pytest.mark.parametrize(
    ("wijziging", "soort", "woord"),
    [
        ({"is_active": None}, "uit", "Het account is uitgezet"),
        ({"email": "Ander@voorbeeld.test"}, "adres", "Het e-mailadres is gewijzigd"),
        ({"is_staff": "on"}, "beheer", "De rechten op het hele portaal zijn gewijzigd"),
    ],
)
def test_what_the_admin_changes_in_an_account_the_person_knows(
    wijziging: dict[str, object], soort: str, woord: str, persoon: Callable[..., User], portaal: Client
) -> None:
    user = persoon("lezer")
    door_het_formulier(user)
    assert stuur(portaal, beheer(user, "change/"), velden(user, **wijziging)).status_code == 302
    assert Accountgebeurtenis.objects.get().soort == soort
    assert woord in brief(user.email).tekst, "op het adres dat de persoon kende"
    if soort == "adres":
        assert woord in brief("ander@voorbeeld.test").tekst
    if soort == "uit":
        assert not Sessie.objects.filter(user=user).exists()


NIEUW = {"usable_password": "true", "password1": "vier losse woorden", "password2": "vier losse woorden"}


@pytest.mark.parametrize(
    ("pad", "wijziging"),
    [
        pytest.param("change/", {"email": "ander@voorbeeld.test"}, id="adres"),
        pytest.param("change/", {"is_active": None}, id="uit"),
        pytest.param("change/", {"is_superuser": "on"}, id="rechten"),
        pytest.param("delete/", {"post": "yes"}, id="weg"),
        pytest.param("password/", NIEUW, id="wachtwoord"),
        pytest.param("account/factor/", {}, id="factor"),
    ],
)
def test_the_admin_first_asks_to_log_in_again(
    pad: str, wijziging: dict[str, object], persoon: Callable[..., User], als: Callable[..., Client]
) -> None:
    user, client = met_factor(persoon("lezer")), als("beheerder")
    was = User.objects.values().get(pk=user.pk)
    gegevens = velden(user, **wijziging) if pad == "change/" else wijziging
    zonder_pagina = pad in ("password/", "account/factor/")  # of which the page asks to log in anew as well
    adres_ = beheer(user, pad)
    antwoord = client.post(adres_, gegevens) if zonder_pagina else stuur(client, adres_, gegevens)
    assert antwoord["Location"].startswith("/account/opnieuw-inloggen/")
    assert User.objects.values().get(pk=user.pk) == was and heeft_factor(user)
    assert "vier losse woorden" not in str(client.session.items()), "een wachtwoord wacht nergens"
    client.post(antwoord["Location"], {"password": WACHTWOORD})
    gedaan = User.objects.filter(pk=user.pk).values().first() != was or not heeft_factor(user)
    assert gedaan is (pad != "password/"), "daarna gaat het vanzelf verder; een wachtwoord kiest men opnieuw"


def test_changing_a_name_asks_nothing(persoon: Callable[..., User], als: Callable[..., Client]) -> None:
    user = persoon("lezer")
    stuur(als("beheerder"), beheer(user, "change/"), velden(user, naam="Anders"))
    assert User.objects.get(pk=user.pk).naam == "Anders"
    assert not Post.objects.exists()


def test_a_password_of_a_beheerder(persoon: Callable[..., User], portaal: Client) -> None:
    user = persoon("lezer")
    eigen = door_het_formulier(user)
    assert stuur(portaal, beheer(user, "password/"), NIEUW).status_code == 302
    assert eigen.get("/account/").status_code == 302
    assert "door een beheerder gekozen" in brief(user.email).tekst
    assert portaal.get("/beheer/accounts/user/onzin/password/").status_code == 404


def test_an_account_that_is_gone_gets_a_message(persoon: Callable[..., User], portaal: Client) -> None:
    user, ander = persoon("lezer"), persoon("lezer")
    stuur(portaal, beheer(user, "delete/"), {"post": "yes"})
    gekozen = {"action": "delete_selected", "_selected_action": [ander.pk]}
    gezien = formulier(portaal.post("/beheer/accounts/user/", gekozen).text, "/beheer/accounts/user/")
    portaal.post("/beheer/accounts/user/", gekozen | gezien | {"post": "yes"})
    assert not User.objects.filter(pk__in=[user.pk, ander.pk]).exists()
    for wie in (user, ander):
        assert Post.objects.filter(adres=wie.email, onderwerp__contains="is verwijderd").exists()


def test_with_nothing_to_do_the_page_says_so(
    persoon: Callable[..., User], als: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    user, client = persoon("lezer"), als("beheerder")
    with django_assert_max_num_queries(22):
        tekst = leest(client.get(adres(user)))
    assert "Er is nu niets te doen" in tekst
