"""Inviting somebody, and accepting."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.sleutels import hash_van
from governance.actions import uitnodigingen
from governance.models import Ministerie, Post, Regio, Rol, Uitnodiging
from opgaven.models import Plan
from reacties.actions.bezorgen import verstuur_post
from tests.accounts.test_inloggen import zonder_wat_wisselt
from tests.brievenbus import brievenbus
from tests.inloggen import inloggen
from tests.lezen import formulier, leest, stuur
from tests.sleutels import brief, link_in, open_link

LIJST = "/twente/beheer/personen/"
AANNEMEN = "/uitnodiging/aannemen/"
EMAIL = "nieuw@voorbeeld.test"
WACHTWOORD = "vier losse woorden samen"
ACCOUNT = {"naam": "Adviseur OCW", "password1": WACHTWOORD, "password2": WACHTWOORD}


@pytest.fixture
def nodig(voorbeeld: Plan, persoon: Callable[..., User]) -> Callable[..., str]:
    """Invites somebody and gives the link."""

    def doe(email: str = EMAIL, soort: str = "redacteur", **kwargs: Any) -> str:
        regio = Regio.objects.get(code="twente")
        kwargs.setdefault("door", User.objects.filter(rollen__soort="beheerder").first() or persoon("beheerder"))
        return uitnodigingen.nodig_uit(regio=regio, email=email, soort=soort, **kwargs)[1]

    return doe


# ---- sending ----


def test_inviting_sends_a_message_with_a_link(als: Callable[..., Client], settings: Any) -> None:
    client = als("programmamanager")
    kenmerk = re.search(r'name="kenmerk" value="([^"]+)"', leest(client.get(f"{LIJST}uitnodigen/")))
    assert kenmerk
    velden = {"email": "Nieuw@Voorbeeld.test", "soort": "ministeriecontact", "ministerie": "ocw", "kenmerk": kenmerk[1]}
    with brievenbus(settings) as bus:
        assert client.post(f"{LIJST}uitnodigen/", velden)["Location"] == LIJST
        assert "Staat klaar" in leest(client.get(LIJST))
        assert client.post(f"{LIJST}uitnodigen/", velden)["Location"] == LIJST, "een dubbele klik"
        verstuur_post()
        [bericht] = bus.aan(EMAIL)
    tekst = leest(client.get(LIJST))
    assert "Verstuurd" in tekst
    woorden = bericht.get_body(("plain",)).get_content()
    assert re.fullmatch(
        r"Uitnodiging voor het Plan voor de Regio Twente, aannemen vóór \d+ \w+ \d{4} om \d\d\.\d\d uur",
        bericht["Subject"].strip(),
    )
    assert "Aannemen kan tot" in woorden[:250], "de termijn staat vooraan"
    assert "contactpersoon van een ministerie (" in woorden
    link = link_in(woorden)
    assert link.startswith(f"{settings.BASIS_URL}/uitnodiging/#")
    assert f'href="{link}">Neem de uitnodiging aan</a>' in bericht.get_body(("html",)).get_content()
    wie = User.objects.get(rollen__soort="programmamanager")
    assert bericht["Reply-To"] == wie.email, "zonder functieadres: wie uitnodigde"
    assert bericht["Auto-Submitted"] == "auto-generated" and bericht["X-Auto-Response-Suppress"] == "All"
    sleutel = link.partition("#")[2]
    bewaard = Uitnodiging.objects.get()
    assert bewaard.sleutel_hash == hash_van(sleutel)
    assert sleutel not in str(Uitnodiging.objects.values().get()) + str(Post.objects.values().get())
    assert sleutel not in tekst, "alleen de genodigde krijgt de link"
    assert "U bent uitgenodigd" in leest(open_link(Client(), link))
    assert "U bent uitgenodigd" in leest(open_link(Client(), f"/uitnodiging/#{sleutel.replace('-', '').upper()}")), (
        "overgetypt"
    )


def test_answers_go_to_the_office_address_of_the_regio(nodig: Callable[..., str]) -> None:
    Regio.objects.filter(code="twente").update(functieadres="programma@voorbeeld.test")
    nodig()
    assert Post.objects.get().antwoord_aan == "programma@voorbeeld.test"


def test_a_mail_server_that_is_away_does_not_cost_the_invitation(als: Callable[..., Client], settings: Any) -> None:
    client = als("beheerder")
    with brievenbus(settings) as bus:
        bus.dicht()
        client.post(f"{LIJST}uitnodigen/", {"email": EMAIL, "soort": "lezer"})
        assert verstuur_post().server_weg
        assert "neemt het bericht nog niet aan; wij proberen het opnieuw" in leest(client.get(LIJST))
        bus.open()
        Post.objects.update(niet_voor=timezone.now())
        verstuur_post()
        assert len(bus.aan(EMAIL)) == 1
    assert "Verstuurd" in leest(client.get(LIJST))


def test_an_address_that_is_refused_can_be_seen(als: Callable[..., Client], nodig: Callable[..., str]) -> None:
    nodig()
    Post.objects.update(stand=Post.Stand.VERVALLEN, tekst="")
    assert "Niet verstuurd" in leest(als("beheerder").get(LIJST))


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
def test_a_form_that_is_not_right(
    gegevens: dict[str, str], woorden: str, als: Callable[..., Client], voorbeeld: Plan
) -> None:
    antwoord = als("beheerder").post(f"{LIJST}uitnodigen/", gegevens)
    assert antwoord.status_code == 422
    assert woorden in leest(antwoord)
    assert not Uitnodiging.objects.exists()


def test_who_already_has_the_rol_is_not_invited(als: Callable[..., Client], persoon: Callable[..., User]) -> None:
    user = persoon("lezer")
    antwoord = als("beheerder").post(f"{LIJST}uitnodigen/", {"email": user.email.upper(), "soort": "lezer"})
    assert antwoord.status_code == 422
    assert "heeft deze rol al" in leest(antwoord)


def test_a_programmamanager_invites_no_beheerder(als: Callable[..., Client], nodig: Callable[..., str]) -> None:
    client = als("programmamanager")
    assert client.post(f"{LIJST}uitnodigen/", {"email": EMAIL, "soort": "beheerder"}).status_code == 403
    nodig(soort="beheerder")
    pk = Uitnodiging.objects.get().pk
    for daad in ("opnieuw", "intrekken"):
        assert client.post(f"{LIJST}uitnodigingen/{pk}/{daad}/").status_code == 403
    assert Uitnodiging.objects.open().exists()


def test_an_invitation_of_another_regio_does_not_exist(als: Callable[..., Client], nodig: Any) -> None:
    nodig()
    client, pk = als("beheerder", regio="achterhoek"), Uitnodiging.objects.get().pk
    for daad in ("opnieuw", "intrekken"):
        assert client.post(f"/achterhoek/beheer/personen/uitnodigingen/{pk}/{daad}/").status_code == 404
        assert client.post(f"{LIJST}uitnodigingen/{pk}/{daad}/").status_code == 404


def test_a_ministerie_on_a_fiche_is_only_a_proposal(als: Callable[..., Client], voorbeeld: Plan) -> None:
    antwoord = als("beheerder").get(f"{LIJST}uitnodigen/?rol=ministeriecontact&ministerie=ocw")
    assert '<option value="ministeriecontact" selected>' in leest(antwoord)
    assert '<option value="ocw" selected>' in leest(antwoord)
    assert not Uitnodiging.objects.exists()


def test_again_makes_the_old_link_worthless(als: Callable[..., Client], nodig: Callable[..., str]) -> None:
    oud, client = nodig(), als("programmamanager")
    al_open = Client()
    assert open_link(al_open, oud).status_code == 200
    adres = f"{LIJST}uitnodigingen/{Uitnodiging.objects.get().pk}/opnieuw/"
    gezien = formulier(client.get(LIJST).text, adres)
    client.post(adres, gezien)
    nog_eens = client.post(adres, gezien, follow=True)
    assert nog_eens.status_code == 409 and "net opnieuw verstuurd" in leest(nog_eens), "een dubbele klik"
    assert [p.stand for p in Post.objects.order_by("pk")] == ["vervallen", "wacht"], "wat nog wachtte, gaat niet meer"
    assert open_link(Client(), oud).status_code == 422
    assert al_open.get(AANNEMEN).status_code == 404, "ook wie de link al open had"
    nieuw = nodig()
    assert Uitnodiging.objects.count() == 1, "nog eens uitnodigen vervangt de vorige"
    assert open_link(Client(), nieuw).status_code == 200


def test_an_invitation_holds_as_long_as_its_sender_may_send_it(
    nodig: Callable[..., str], persoon: Callable[..., User], als: Callable[..., Client]
) -> None:
    ander = als("beheerder")
    for einde in ("rol", "uit", "weg"):
        door = persoon("programmamanager")
        link, halverwege = nodig(email=f"{einde}@voorbeeld.test", door=door), Client()
        assert open_link(halverwege, link).status_code == 200
        if einde == "rol":
            Rol.objects.filter(user=door).update(tot=timezone.now())
        elif einde == "uit":
            User.objects.filter(pk=door.pk).update(is_active=False)
        else:
            door.delete()
        assert halverwege.post(AANNEMEN, ACCOUNT).status_code == 404
        assert open_link(Client(), link).status_code == 422
        assert not User.objects.filter(email=f"{einde}@voorbeeld.test").exists()
    assert leest(ander.get(LIJST)).count("mag deze rol niet meer geven") == 3
    for uitnodiging in Uitnodiging.objects.all():
        stuur(ander, f"{LIJST}uitnodigingen/{uitnodiging.pk}/opnieuw/", op=LIJST)
    assert "niet meer geven" not in leest(ander.get(LIJST)), "wie haar opnieuw stuurt, staat ervoor in"
    assert open_link(Client(), link_in(brief("rol@voorbeeld.test").tekst)).status_code == 200


def test_who_never_might_give_the_rol_cannot_by_invitation_either(
    nodig: Callable[..., str], persoon: Callable[..., User]
) -> None:
    with pytest.raises(PermissionDenied, match="geeft en beëindigt alleen een beheerder"):
        nodig(soort="beheerder", door=persoon("programmamanager"))
    wie = persoon("beheerder")
    link = nodig(soort="beheerder", door=wie)
    Rol.objects.filter(user=wie).update(soort="programmamanager")
    assert open_link(Client(), link).status_code == 422


# ---- accepting ----


def test_the_link_shows_a_button_and_writes_nothing(nodig: Callable[..., str], schrijft_niets: Any) -> None:
    link, client = nodig(), Client()
    pagina = schrijft_niets(lambda: client.get("/uitnodiging/"))
    assert "Sleutel uit uw e-mail" in leest(pagina) and EMAIL not in leest(pagina)
    assert "Maak mijn account" in leest(open_link(client, link))
    antwoord = schrijft_niets(lambda: client.get(AANNEMEN))
    assert "als redacteur" in leest(antwoord)
    assert "no-store" in antwoord["Cache-Control"]
    assert antwoord["Referrer-Policy"] == "same-origin"
    assert client.head(AANNEMEN).status_code == 200
    assert client.put(AANNEMEN).status_code == client.put("/uitnodiging/").status_code == 405


def test_who_knew_the_session_before_the_link_was_opened_has_no_use_of_it(nodig: Callable[..., str]) -> None:
    client, meelezer = Client(), Client()
    session = client.session
    session["iets"] = 1
    session.save()
    client.cookies["sessionid"] = meelezer.cookies["sessionid"] = session.session_key
    assert open_link(client, nodig()).status_code == 200
    assert meelezer.get(AANNEMEN).status_code == 404


def test_accepting_makes_an_account_with_the_rol(nodig: Callable[..., str]) -> None:
    ministerie = Ministerie.objects.get(code="ocw")
    link, client = nodig(soort="ministeriecontact", ministerie=ministerie), Client()
    open_link(client, link)
    antwoord = client.post(AANNEMEN, ACCOUNT)
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
    assert open_link(Client(), link).status_code == 422
    assert client.post(AANNEMEN, ACCOUNT).status_code == 404


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
def test_an_account_that_cannot_be_does_not_cost_the_link(wijziging: dict[str, str], nodig: Callable[..., str]) -> None:
    client = Client()
    open_link(client, nodig())
    antwoord = client.post(AANNEMEN, ACCOUNT | wijziging)
    assert antwoord.status_code == 422
    assert "Uw account is nog niet gemaakt" in leest(antwoord)
    assert WACHTWOORD not in leest(antwoord)
    assert not User.objects.filter(email=EMAIL).exists()
    assert client.post(AANNEMEN, ACCOUNT).status_code == 302


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
        return "/uitnodiging/#bestaat-niet"
    elif soort == "vreemd":
        return "/uitnodiging/#\0é😀" + "x" * 5000
    return link


def test_all_that_does_not_work_gets_the_same_page(nodig: Callable[..., str]) -> None:
    teksten = set()
    for soort in ("verlopen", "ingetrokken", "gebruikt", "onbekend", "vreemd"):
        Uitnodiging.objects.all().delete()
        link = stukgemaakt(soort, nodig)
        antwoord = open_link(Client(), link)
        assert antwoord.status_code == 422, soort
        teksten.add(zonder_wat_wisselt(leest(antwoord)))
        teksten.add(zonder_wat_wisselt(leest(Client().post("/uitnodiging/", {"sleutel": ""}))))
        zonder = Client().post(AANNEMEN, ACCOUNT)
        assert zonder.status_code == 404
        teksten.add(zonder_wat_wisselt(leest(zonder)))
    assert len(teksten) == 1
    assert "Deze link werkt niet meer" in teksten.pop()
    assert not User.objects.filter(email=EMAIL).exists()


def test_too_many_keys_that_do_not_work(nodig: Callable[..., str]) -> None:
    link = nodig()
    for _ in range(30):
        assert Client().post("/uitnodiging/", {"sleutel": "raad-maar-wat"}).status_code == 422
    assert Client().post("/uitnodiging/", {"sleutel": link}).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.1").post("/uitnodiging/", {"sleutel": link}).status_code == 303


def test_who_already_has_an_account_logs_in_and_accepts(
    nodig: Callable[..., str], persoon: Callable[..., User]
) -> None:
    user = persoon("lezer")
    link, client = nodig(email=user.email), Client()
    bezoeker = open_link(client, link)
    assert "U hebt al een account" in leest(bezoeker)
    naar = "/account/inloggen/?next=%2Fuitnodiging%2Faannemen%2F"
    assert naar in leest(bezoeker), "zonder sleutel in het adres"
    assert client.post(AANNEMEN, ACCOUNT).status_code == 403, "zonder inloggen niet"
    inloggen_ = {"login": user.email, "password": "een-lang-wachtwoord", "next": AANNEMEN}
    assert client.post("/account/inloggen/", inloggen_)["Location"] == AANNEMEN
    assert "Neem de uitnodiging aan" in leest(client.get(AANNEMEN)), "de uitnodiging ging mee door het inloggen"
    assert client.post(AANNEMEN)["Location"] == "/twente/"
    assert set(Rol.objects.filter(user=user).values_list("soort", flat=True)) == {"lezer", "redacteur"}
    assert client.post(AANNEMEN).status_code == 404


def test_an_invitation_for_another_cannot_be_accepted(nodig: Callable[..., str], persoon: Callable[..., User]) -> None:
    ander, genodigde = persoon("lezer"), persoon(None)
    for link in (nodig(), nodig(email=genodigde.email)):
        client = inloggen(ander)
        assert "voor een ander adres" in leest(open_link(client, link))
        client.post(AANNEMEN, ACCOUNT)
    assert not User.objects.filter(email=EMAIL).exists()
    assert not Rol.objects.filter(user=genodigde).exists()
    assert Rol.objects.filter(user=ander).count() == 1


def test_an_end_and_opgaven_come_along(nodig: Callable[..., str]) -> None:
    tot = timezone.now() + timedelta(days=20)
    client = Client()
    open_link(client, nodig(opgaven_sleutels=["a1"], rol_tot=tot))
    client.post(AANNEMEN, ACCOUNT)
    rol = Rol.objects.get(user__email=EMAIL)
    assert rol.opgaven_sleutels == ["a1"]
    assert rol.tot == tot


def test_withdrawing(als: Callable[..., Client], nodig: Callable[..., str]) -> None:
    link, client = nodig(), als("programmamanager")
    adres = f"{LIJST}uitnodigingen/{Uitnodiging.objects.get().pk}/intrekken/"
    assert client.get(adres).status_code == 405
    assert "is ingetrokken" in leest(stuur(client, adres, follow=True, op=LIJST))
    assert Post.objects.get().stand == Post.Stand.VERVALLEN, "wat nog wachtte, gaat niet meer"
    assert open_link(Client(), link).status_code == 422
    assert "al gebruikt of ingetrokken" in leest(client.post(adres, follow=True))


def test_the_first_beheerder_comes_from_the_command_line(voorbeeld: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("nodig_uit", EMAIL, regio="twente")
    client = Client()
    open_link(client, capsys.readouterr().out.strip().splitlines()[-1])
    client.post(AANNEMEN, ACCOUNT)
    assert Rol.objects.get(user__email=EMAIL).soort == "beheerder"
    for kwargs in ({"regio": "nergens"}, {"regio": "twente", "rol": "ministeriecontact"}):
        with pytest.raises(CommandError):
            call_command("nodig_uit", "x@y.test", **kwargs)
    with pytest.raises(CommandError, match="geen e-mailadres"):
        call_command("nodig_uit", "geen-adres", regio="twente")
    with pytest.raises(CommandError, match="heeft deze rol al"):
        call_command("nodig_uit", EMAIL, regio="twente")
