"""What answers a write from an older state where the page has no way of its own: one page, the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from governance.actions.rollen import beeindig_rol, geef_rol
from governance.actions.uitnodigingen import nodig_uit
from governance.models import Regio, Rol, Uitnodiging
from inlezen.models import Tabelinvoer
from inlezen.tabellen.actions import lees_in
from npvr.gezien import AndersDanGezien, afdruk, merk
from opgaven.models import Opgave, Plan, Traject
from reacties.models import Voorkeur
from tests.lezen import formulier, leest, stuur
from versies.actions.publicaties import publiceer, trek_in
from versies.models import Publicatie

pytestmark = pytest.mark.django_db
Als = Callable[..., Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def twente(voorbeeld: Plan) -> Regio:
    return voorbeeld.regio


def test_the_mark_of_a_row_differs_with_each_column(twente: Regio) -> None:
    rij = Traject.objects.filter(regio=twente).first()
    assert rij is not None
    zelfde = Traject.objects.get(pk=rij.pk)
    assert merk(rij) == merk(zelfde) != merk(rij, None)
    for veld in ("naam", "toelichting", "periode"):
        anders = Traject.objects.get(pk=rij.pk)
        setattr(anders, veld, "anders")
        assert merk(anders) != merk(rij), veld
    with pytest.raises(KeyError):  # never of half a row
        merk(Traject.objects.only("pk").get(pk=rij.pk))
    assert afdruk(1, "2") != afdruk("1", 2)


def test_when_somebody_logged_in_last_is_nothing_that_was_seen(persoon: Callable[..., User]) -> None:
    wie = persoon("redacteur")
    voor = merk(User.objects.get(pk=wie.pk))
    User.objects.filter(pk=wie.pk).update(last_login=timezone.now())
    assert merk(User.objects.get(pk=wie.pk)) == voor
    User.objects.filter(pk=wie.pk).update(naam="Anders")
    assert merk(User.objects.get(pk=wie.pk)) != voor


def test_the_page_shows_both_and_leaves_the_choice(twente: Regio, als: Als, persoon: Callable[..., User]) -> None:
    wie, client, sleutels = persoon("lezer"), als("beheerder"), Opgave.objects.values_list("sleutel", flat=True)[:2]
    adres = f"/twente/beheer/personen/{wie.pk}/"
    zag = formulier(client.get(adres).text, adres)
    geef_rol(user=wie, regio=twente, soort="redacteur", opgaven_sleutels=[sleutels[0]], door=None)
    data = {"soort": "redacteur", "opgaven": [sleutels[1]], **zag}
    botst = client.post(adres, data, headers={"Referer": f"http://testserver{adres}?x=1"})
    tekst = leest(botst)
    assert botst.status_code == 409 and "<h1>Intussen gewijzigd</h1>" in tekst
    assert "Een collega wijzigde de rollen van deze persoon net. Er is niets gewijzigd." in tekst
    assert "Redacteur, 1 opgave" in tekst and f'href="{adres}?x=1"' in tekst
    assert Rol.objects.get(user=wie, soort="redacteur").opgaven_sleutels == [sleutels[0]]
    assert client.post(adres, data | formulier(botst.text, adres)).status_code == 302  # Doe het toch
    assert Rol.objects.get(user=wie, soort="redacteur").opgaven_sleutels == [sleutels[1]]
    assert client.post(adres, data).status_code == 302  # the same again is the same role
    vreemd = client.post(adres, data | {"opgaven": []}, headers={"Referer": "https://elders.test/twente/"})
    assert vreemd.status_code == 409 and "elders.test" not in vreemd.text
    assert "<html" not in client.post(adres, data | {"opgaven": []}, headers=HTMX).text


def test_ending_a_role_that_was_changed(twente: Regio, als: Als, persoon: Callable[..., User]) -> None:
    wie, client = persoon("lezer"), als("beheerder")
    rol = Rol.objects.get(user=wie)
    adres = f"/twente/beheer/personen/rollen/{rol.pk}/beeindigen/"
    zag = formulier(client.get(adres).text, adres)
    Rol.objects.filter(pk=rol.pk).update(soort="redacteur")  # in the admin
    botst = client.post(adres, zag)
    assert botst.status_code == 409 and "Redacteur" in leest(botst) and Rol.objects.get(pk=rol.pk).geldig
    with pytest.raises(AndersDanGezien):
        beeindig_rol(rol=rol, door=persoon("beheerder"), gezien="")


def test_an_invitation_is_not_replaced_unseen(twente: Regio, als: Als, mailoutbox: list) -> None:
    pad, client = "/twente/beheer/personen/uitnodigen/", als("beheerder")
    nodig_uit(regio=twente, email="nieuw@proef.test", soort="redacteur", opgaven_sleutels=["a"], door=None)
    data = {"email": "nieuw@proef.test", "soort": "redacteur"}
    botst = stuur(client, pad, data)
    assert botst.status_code == 409 and "al een uitnodiging, die nog openstaat" in leest(botst)
    assert Uitnodiging.objects.get().opgaven_sleutels == ["a"]
    opnieuw = formulier(botst.text, pad)
    assert client.post(pad, data | opnieuw).status_code == 302
    assert Uitnodiging.objects.get().opgaven_sleutels == []
    assert client.post(pad, data | opnieuw).status_code == 302  # and once more the same form: nothing more goes out
    lijst = "/twente/beheer/personen/"
    adres = f"{lijst}uitnodigingen/{Uitnodiging.objects.get().pk}/opnieuw/"
    zag = formulier(client.get(lijst).text, adres)
    assert [client.post(adres, zag).status_code for _ in range(2)] == [302, 409]


def test_my_own_name_and_choices_in_two_windows(als: Als, persoon: Callable[..., User]) -> None:
    client = als("redacteur")
    zag = formulier(client.get("/account/").text, "/account/")
    assert client.post("/account/", {"naam": "Uit het ene", **zag}).status_code == 302
    assert client.post("/account/", {"naam": "Uit het ene", **zag}).status_code == 302
    botst = client.post("/account/", {"naam": "Uit het andere venster", **zag})
    assert botst.status_code == 409 and "Uit het ene" in botst.text and "Uit het andere venster" in botst.text
    keuze = formulier(client.get("/meldingen/").text, "/meldingen/voorkeur/")
    assert client.post("/meldingen/voorkeur/", {"wijze": "geen", **keuze}).status_code == 303
    assert client.post("/meldingen/voorkeur/", {"wijze": "dagelijks", **keuze}).status_code == 409
    assert Voorkeur.objects.get().wijze == "geen"


def test_a_publication_that_was_withdrawn_and_made_anew(voorbeeld: Plan, als: Als, persoon) -> None:
    client, nu = als("programmamanager"), Publicatie.objects.huidig().get(plan=voorbeeld)
    adres = f"/twente/documenten/{nu.versie.code}/intrekken/"
    zag = formulier(client.get(adres).text, adres)
    trek_in(publicatie=nu, reden="Klopt niet.", door=persoon("programmamanager"))
    publiceer(versie=nu.versie, door=None)
    botst = client.post(adres, {"reden": "Een bedrag klopt niet.", **zag})
    assert botst.status_code == 409 and "Een bedrag klopt niet." in leest(botst)
    assert Publicatie.objects.huidig().filter(plan=voorbeeld).exists()


def test_a_version_is_frozen_from_what_was_seen(voorbeeld: Plan, als: Als) -> None:
    client, adres = als("programmamanager"), "/twente/documenten/nieuw/"
    assert client.post(adres, {"label": "Definitief"}).status_code == 409  # a form that does not say
    pagina = client.get(adres)
    zag = formulier(pagina.text, adres)
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel="Anders")
    leeg = client.post(adres, {"label": "", **zag})
    assert leeg.status_code == 422 and formulier(leeg.text, adres) == zag  # an error is not a look at the plan
    assert client.post(adres, {"label": "Definitief", **zag}).status_code == 409


def test_the_same_table_sent_twice_is_one_reading(twente: Regio, persoon: Callable[..., User]) -> None:
    wie = persoon("beheerder")
    inhoud = b"code;naam;soort;kolom\nnieuw;Nieuw;gemeente;\n"
    feiten = {"regio": twente, "soort": "organisaties", "naam": "x.csv", "inhoud": inhoud, "door": wie}
    eerst, weer = lees_in(**feiten), lees_in(**feiten)
    assert eerst == weer and Tabelinvoer.objects.count() == 1
    Tabelinvoer.objects.update(toegepast_op=timezone.now() - timedelta(days=1), toegepast_door=wie)
    assert lees_in(**feiten) != eerst
