"""Inviting somebody, and accepting."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from governance.actions import uitnodigingen
from governance.models import Ministerie, Regio, Rol, Uitnodiging
from opgaven.models import Plan
from tests.lezen import leest, stuur

LIJST = "/twente/beheer/personen/"
EMAIL = "nieuw@voorbeeld.test"
WACHTWOORD = "vier losse woorden samen"
ACCOUNT = {"naam": "Adviseur OCW", "password1": WACHTWOORD, "password2": WACHTWOORD}


@pytest.fixture
def nodig(voorbeeld: Plan, persoon: Callable[..., User]) -> Callable[..., str]:
    """Invites somebody and gives the path of the link."""

    def doe(email: str = EMAIL, soort: str = "redacteur", **kwargs: Any) -> str:
        regio = Regio.objects.get(code="twente")
        kwargs.setdefault("door", User.objects.filter(rollen__soort="beheerder").first() or persoon("beheerder"))
        return uitnodigingen.nodig_uit(regio=regio, email=email, soort=soort, **kwargs)[1].removeprefix(
            settings.BASIS_URL
        )

    return doe


def inloggen(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


# ---- sending ----


@pytest.mark.django_db(transaction=True)
def test_uitnodigen_stuurt_een_bericht_met_een_link(als: Callable[..., Client]) -> None:
    client = als("programmamanager")
    antwoord = client.post(
        f"{LIJST}uitnodigen/", {"email": "Nieuw@Voorbeeld.test", "soort": "ministeriecontact", "ministerie": "ocw"}
    )
    assert antwoord["Location"] == LIJST
    tekst = leest(client.get(LIJST))
    assert "De uitnodiging is verstuurd naar nieuw@voorbeeld.test" in tekst
    assert "Verstuurd" in tekst
    [bericht] = mail.outbox
    assert bericht.to == [EMAIL]
    assert bericht.subject == "Uitnodiging voor het Plan voor de Regio Twente"
    assert "contactpersoon van een ministerie (" in bericht.body
    link = re.search(r"/uitnodiging/\?sleutel=(\S+)", bericht.body)
    assert link
    bewaard = Uitnodiging.objects.get()
    assert bewaard.sleutel_hash == hashlib.sha256(link[1].encode()).hexdigest()
    assert link[1] not in str(Uitnodiging.objects.values().get())
    assert link[1] not in tekst, "alleen de genodigde krijgt de link"
    assert Client().get(link[0]).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_een_mailserver_die_weg_is_kost_de_uitnodiging_niet(als: Callable[..., Client], monkeypatch: Any) -> None:
    def weg(*args: Any, **kwargs: Any) -> None:
        raise SMTPServerDisconnected

    client = als("beheerder")
    with monkeypatch.context() as even:
        even.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", weg)
        antwoord = client.post(f"{LIJST}uitnodigen/", {"email": EMAIL, "soort": "lezer"}, follow=True)
    assert "kon niet worden verstuurd" in leest(antwoord)
    assert "Niet verstuurd" in leest(antwoord)
    uitnodiging = Uitnodiging.objects.get()
    antwoord = stuur(client, f"{LIJST}uitnodigingen/{uitnodiging.pk}/opnieuw/", follow=True, op=LIJST)
    assert "is verstuurd naar" in leest(antwoord)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("gegevens", "woorden"),
    [
        ({"soort": "lezer"}, "Kijk bij de velden"),
        ({"email": "geen adres", "soort": "lezer"}, "Kijk bij de velden"),
        ({"email": "a@b.test\nBcc: x@y.test", "soort": "lezer"}, "Kijk bij de velden"),
        ({"email": EMAIL, "soort": ""}, "Kijk bij de velden"),
        ({"email": EMAIL, "soort": "ministeriecontact"}, "Kies het ministerie"),
    ],
)
def test_een_formulier_dat_niet_klopt(
    gegevens: dict[str, str], woorden: str, als: Callable[..., Client], voorbeeld: Plan
) -> None:
    antwoord = als("beheerder").post(f"{LIJST}uitnodigen/", gegevens)
    assert antwoord.status_code == 422
    assert woorden in leest(antwoord)
    assert not Uitnodiging.objects.exists()


def test_wie_de_rol_al_heeft_wordt_niet_uitgenodigd(als: Callable[..., Client], persoon: Callable[..., User]) -> None:
    user = persoon("lezer")
    antwoord = als("beheerder").post(f"{LIJST}uitnodigen/", {"email": user.email.upper(), "soort": "lezer"})
    assert antwoord.status_code == 422
    assert "heeft deze rol al" in leest(antwoord)


def test_een_programmamanager_nodigt_geen_beheerder_uit(als: Callable[..., Client], nodig: Callable[..., str]) -> None:
    client = als("programmamanager")
    assert client.post(f"{LIJST}uitnodigen/", {"email": EMAIL, "soort": "beheerder"}).status_code == 403
    nodig(soort="beheerder")
    pk = Uitnodiging.objects.get().pk
    for daad in ("opnieuw", "intrekken"):
        assert client.post(f"{LIJST}uitnodigingen/{pk}/{daad}/").status_code == 403
    assert Uitnodiging.objects.open().exists()


def test_een_uitnodiging_van_een_andere_regio_bestaat_niet(als: Callable[..., Client], nodig: Any) -> None:
    nodig()
    client, pk = als("beheerder", regio="achterhoek"), Uitnodiging.objects.get().pk
    for daad in ("opnieuw", "intrekken"):
        assert client.post(f"/achterhoek/beheer/personen/uitnodigingen/{pk}/{daad}/").status_code == 404
        assert client.post(f"{LIJST}uitnodigingen/{pk}/{daad}/").status_code == 404


def test_een_ministerie_op_een_fiche_is_alleen_een_voorstel(als: Callable[..., Client], voorbeeld: Plan) -> None:
    antwoord = als("beheerder").get(f"{LIJST}uitnodigen/?rol=ministeriecontact&ministerie=ocw")
    assert '<option value="ministeriecontact" selected>' in leest(antwoord)
    assert '<option value="ocw" selected>' in leest(antwoord)
    assert not Uitnodiging.objects.exists()


def test_opnieuw_maakt_de_oude_link_waardeloos(als: Callable[..., Client], nodig: Callable[..., str]) -> None:
    oud = nodig()
    assert Client().get(oud).status_code == 200
    stuur(als("programmamanager"), f"{LIJST}uitnodigingen/{Uitnodiging.objects.get().pk}/opnieuw/", op=LIJST)
    assert Client().get(oud).status_code == 404
    nieuw = nodig()
    assert Uitnodiging.objects.count() == 1, "nog eens uitnodigen vervangt de vorige"
    assert Client().get(nieuw).status_code == 200


# ---- accepting ----


def test_de_link_toont_een_knop_en_schrijft_niets(nodig: Callable[..., str], schrijft_niets: Any) -> None:
    link, client = nodig(), Client()
    antwoord = schrijft_niets(lambda: client.get(link))
    assert "Maak mijn account" in leest(antwoord)
    assert "als redacteur" in leest(antwoord)
    assert "no-store" in antwoord["Cache-Control"]
    assert antwoord["Referrer-Policy"] == "same-origin"
    assert client.head(link).status_code == 200
    assert client.put(link).status_code == 405


def test_aannemen_maakt_een_account_met_de_rol(nodig: Callable[..., str]) -> None:
    ministerie = Ministerie.objects.get(code="ocw")
    link, client = nodig(soort="ministeriecontact", ministerie=ministerie), Client()
    antwoord = client.post(link, ACCOUNT)
    assert antwoord["Location"] == "/twente/"
    user = User.objects.get(email=EMAIL)
    assert client.session[SESSION_KEY] == str(user.pk)
    assert user.naam == "Adviseur OCW"
    assert user.emailaddress_set.get().verified
    rol = Rol.objects.get(user=user)
    assert (rol.soort, rol.ministerie) == ("ministeriecontact", ministerie)
    assert rol.gegeven_door is not None
    assert "Welkom" in leest(client.get("/twente/"))
    uitnodiging = Uitnodiging.objects.get()
    assert uitnodiging.gebruikt_door == user
    over = Client().get(link)
    assert over.status_code == 404


@pytest.mark.parametrize(
    "wijziging",
    [
        {"naam": ""},
        {"naam": "\u200b "},
        {"password1": "kort", "password2": "kort"},
        {"password2": "anders dan de eerste"},
        {"password1": "nieuw@voorbeeld.test", "password2": "nieuw@voorbeeld.test"},
        {"password1": "1qaz2wsx3edc", "password2": "1qaz2wsx3edc"},
    ],
)
def test_een_account_dat_niet_kan_kost_de_link_niet(wijziging: dict[str, str], nodig: Callable[..., str]) -> None:
    link = nodig()
    antwoord = Client().post(link, ACCOUNT | wijziging)
    assert antwoord.status_code == 422
    assert "Uw account is nog niet gemaakt" in leest(antwoord)
    assert WACHTWOORD not in leest(antwoord)
    assert not User.objects.filter(email=EMAIL).exists()
    assert Client().post(link, ACCOUNT).status_code == 302


def stukgemaakt(soort: str, nodig: Callable[..., str]) -> str:
    link = nodig()
    nu = timezone.now()
    if soort == "verlopen":
        Uitnodiging.objects.update(verloopt_op=nu)
    elif soort == "ingetrokken":
        Uitnodiging.objects.update(ingetrokken_op=nu)
    elif soort == "gebruikt":
        Uitnodiging.objects.update(gebruikt_op=nu)
    elif soort == "onbekend":
        return "/uitnodiging/?sleutel=bestaat-niet"
    elif soort == "leeg":
        return "/uitnodiging/"
    elif soort == "vreemd":
        return "/uitnodiging/?sleutel=%00%ff%F0%9F%98%80" + "x" * 5000
    return link


def test_alles_wat_niet_werkt_krijgt_dezelfde_bladzijde(nodig: Callable[..., str]) -> None:
    teksten = set()
    for soort in ("verlopen", "ingetrokken", "gebruikt", "onbekend", "leeg", "vreemd"):
        Uitnodiging.objects.all().delete()
        link = stukgemaakt(soort, nodig)
        for antwoord in (Client().get(link), Client().post(link, ACCOUNT)):
            assert antwoord.status_code == 404, soort
            teksten.add(re.sub(r'nonce="[^"]*"', "", leest(antwoord)))
    assert len(teksten) == 1
    assert "Deze link werkt niet meer" in teksten.pop()
    assert not User.objects.filter(email=EMAIL).exists()


def test_wie_al_een_account_heeft_logt_in_en_neemt_aan(nodig: Callable[..., str], persoon: Callable[..., User]) -> None:
    user = persoon("lezer")
    link = nodig(email=user.email)
    bezoeker = Client().get(link)
    assert "U hebt al een account" in leest(bezoeker)
    assert "/account/inloggen/?next=%2Fuitnodiging%2F%3Fsleutel%3D" in leest(bezoeker)
    assert Client().post(link, ACCOUNT).status_code == 403, "zonder inloggen niet"
    client = inloggen(user)
    assert "Neem de uitnodiging aan" in leest(client.get(link))
    assert client.post(link)["Location"] == "/twente/"
    assert set(Rol.objects.filter(user=user).values_list("soort", flat=True)) == {"lezer", "redacteur"}
    assert client.post(link).status_code == 404


def test_een_uitnodiging_voor_een_ander_is_niet_aan_te_nemen(
    nodig: Callable[..., str], persoon: Callable[..., User]
) -> None:
    ander, genodigde = persoon("lezer"), persoon(None)
    for link in (nodig(), nodig(email=genodigde.email)):
        client = inloggen(ander)
        assert "voor een ander adres" in leest(client.get(link))
        client.post(link, ACCOUNT)
    assert not User.objects.filter(email=EMAIL).exists()
    assert not Rol.objects.filter(user=genodigde).exists()
    assert Rol.objects.filter(user=ander).count() == 1


def test_een_einde_en_opgaven_gaan_mee(nodig: Callable[..., str]) -> None:
    tot = timezone.now() + timedelta(days=20)
    Client().post(nodig(opgaven_sleutels=["a1"], rol_tot=tot), ACCOUNT)
    rol = Rol.objects.get(user__email=EMAIL)
    assert rol.opgaven_sleutels == ["a1"]
    assert rol.tot == tot


def test_intrekken(als: Callable[..., Client], nodig: Callable[..., str]) -> None:
    link, client = nodig(), als("programmamanager")
    adres = f"{LIJST}uitnodigingen/{Uitnodiging.objects.get().pk}/intrekken/"
    assert client.get(adres).status_code == 405
    assert "is ingetrokken" in leest(stuur(client, adres, follow=True, op=LIJST))
    assert Client().post(link, ACCOUNT).status_code == 404
    assert "al gebruikt of ingetrokken" in leest(client.post(adres, follow=True))


def test_de_eerste_beheerder_komt_van_de_opdrachtregel(voorbeeld: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("nodig_uit", EMAIL, regio="twente")
    link = capsys.readouterr().out.strip().splitlines()[-1].removeprefix(settings.BASIS_URL)
    Client().post(link, ACCOUNT)
    assert Rol.objects.get(user__email=EMAIL).soort == "beheerder"
    for kwargs in ({"regio": "nergens"}, {"regio": "twente", "rol": "ministeriecontact"}):
        with pytest.raises(CommandError):
            call_command("nodig_uit", "x@y.test", **kwargs)
    with pytest.raises(CommandError, match="geen e-mailadres"):
        call_command("nodig_uit", "geen-adres", regio="twente")
    with pytest.raises(CommandError, match="heeft deze rol al"):
        call_command("nodig_uit", EMAIL, regio="twente")
