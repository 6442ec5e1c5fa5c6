"""The screen for tables: choose, look, take over, undo; who may; and what cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from governance.models import Organisatie, Rol
from inlezen.models import Tabelinvoer
from inlezen.views.tabellen import TOONT, delen
from npvr.tabel import lees_tabel
from opgaven.bouw import bouw
from opgaven.models import Plan
from plandocument.canoniek import hash_van
from tests.inlezen import vijandig
from tests.inlezen.tabelwerk import als_csv, lees, rijen
from tests.inloggen import inloggen
from tests.lezen import leest

ADRES = "/twente/inlezen/tabellen/"
KOP = ["Opgave", "Knelpunt"]


def geef(client: Client, soort: str, inhoud: bytes, naam: str = "tabel.csv", **kwargs: Any) -> Any:
    return client.post(ADRES, {"soort": soort, "bestand": SimpleUploadedFile(naam, inhoud)}, **kwargs)


def zinnen(response: Any) -> str:
    return " ".join(leest(response).split())


def kies(pagina: Any) -> dict[str, list[str]]:
    return {"kies": [t.regel.afdruk for t in pagina.context["daden"]]}


@pytest.mark.parametrize("formaat", ["xlsx", "ods", "csv"])
def test_template_holds_what_stands(formaat: str, voorbeeld: Plan, als: Callable[..., Client]) -> None:
    response = als("redacteur").get(f"{ADRES}sjabloon/knelpunten/{formaat}/")
    assert "knelpunten-twente-" in response["Content-Disposition"] and response["Cache-Control"] == "private, no-store"
    tabel = lees_tabel(response.content)
    assert tabel.kop == ("Sleutel", "Opgave", "Code", "Knelpunt", "Verwijderen")
    assert len(tabel.rijen) == len(rijen(voorbeeld, "knelpunten"))


def test_each_is_told_who_reads_in_the_other_tables(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    registers = "Trajecten, organisaties en mijlpalen leest de beheerder in."
    punten = "Knelpunten, interventies en metingen leest een redacteur of de programmamanager in."
    redacteur, beheerder = leest(als("redacteur").get(ADRES)), leest(als("beheerder").get(ADRES))
    assert registers in redacteur and punten not in redacteur
    assert punten in beheerder and registers not in beheerder


def test_from_file_to_plan_and_back(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    was = hash_van(bouw(voorbeeld))
    client = als("redacteur")
    inhoud = als_csv(KOP, [[14, "Een nieuw knelpunt."], [99, "Nergens."]])
    pagina = geef(client, "knelpunten", inhoud, follow=True)
    tekst = zinnen(pagina)
    assert "Een nieuw knelpunt." in tekst and "Dit nummer is geen opgave van dit plan." in tekst
    voorbeeld.refresh_from_db()
    assert hash_van(bouw(voorbeeld)) == was  # nothing written yet
    adres = pagina.redirect_chain[-1][0]
    klaar = client.post(adres, kies(pagina) | {"waarom": "Uit het overleg"}, follow=True)
    assert "Overgenomen: 1 nieuw." in zinnen(klaar) and "14.K" in zinnen(klaar)
    voorbeeld.refresh_from_db()
    assert "Een nieuw knelpunt." in [i.tekst for i in bouw(voorbeeld).opgave(14).sectie("knelpunten").items]
    assert "al overgenomen" in zinnen(client.post(adres, kies(pagina), follow=True))
    terug = client.post(f"{adres}ongedaan/", follow=True)
    assert "Alles staat weer zoals het stond." in zinnen(terug)
    assert "al ongedaan gemaakt" in zinnen(client.post(f"{adres}ongedaan/", follow=True))
    voorbeeld.refresh_from_db()
    assert hash_van(bouw(voorbeeld)) == was


def test_nothing_chosen_is_said_and_what_changed_since_is_shown_again(
    voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    client = als("redacteur")
    pagina = geef(client, "knelpunten", als_csv(KOP, [[14, "Een nieuw knelpunt."]]), follow=True)
    adres = pagina.redirect_chain[-1][0]
    leeg = client.post(adres, {"waarom": "Daarom"})
    assert leeg.status_code == 422 and "Kies ten minste één rij" in zinnen(leeg) and 'value="Daarom"' in zinnen(leeg)
    ander = client.post(adres, {"kies": ["2-000000000000"]})
    assert ander.status_code == 409 and "Er is niets overgenomen." in zinnen(ander)


def test_undo_names_what_changed_since(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("beheerder")
    inhoud = als_csv(["code", "naam"], [["saxion", "Saxion Hogeschool"]])
    pagina = geef(client, "organisaties", inhoud, follow=True)
    adres = pagina.redirect_chain[-1][0]
    assert "meteen voor iedereen" in zinnen(pagina)
    client.post(adres, kies(pagina))
    Organisatie.objects.filter(code="saxion").update(naam="Saxion (Enschede)")
    terug = client.post(f"{adres}ongedaan/")
    assert terug.status_code == 409 and "Er is niets ongedaan gemaakt." in zinnen(terug)
    assert Organisatie.objects.get(code="saxion").naam == "Saxion (Enschede)"


def test_many_rows_are_taken_over_all_at_once(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("beheerder")
    inhoud = als_csv(["naam"], [[f"Organisatie {n}"] for n in range(TOONT + 50)])
    pagina = geef(client, "organisaties", inhoud, follow=True)
    adres = pagina.redirect_chain[-1][0]
    assert f"de eerste {TOONT} van de 350 rijen" in zinnen(pagina)
    client.post(adres, {"alles": pagina.context["voorstel"].afdruk})
    assert Organisatie.objects.filter(naam__startswith="Organisatie ").count() == TOONT + 50


def test_a_limited_redacteur_reads_in_their_own_opgaven_only(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    user = persoon("redacteur")
    document = bouw(voorbeeld)
    Rol.objects.filter(user=user).update(opgaven_sleutels=[document.opgave(14).sleutel])
    client = inloggen(user)
    sjabloon = lees_tabel(client.get(f"{ADRES}sjabloon/knelpunten/csv/").content)
    assert {cellen[1] for _, cellen in sjabloon.rijen} == {"14"}
    pagina = geef(client, "knelpunten", als_csv(KOP, [[14, "Wel."], [7, "Niet."]]), follow=True)
    assert "U mag opgave 7 niet bewerken." in zinnen(pagina)
    assert [t.regel.nummer for t in pagina.context["daden"]] == [2]
    assert client.get(f"{ADRES}sjabloon/organisaties/csv/").status_code == 403


def test_undo_of_another_ones_opgaven_is_not_for_a_limited_redacteur(
    voorbeeld: Plan, als: Callable[..., Client], persoon: Callable[..., User]
) -> None:
    manager = als("programmamanager")
    pagina = geef(manager, "knelpunten", als_csv(KOP, [[7, "Erbij."]]), follow=True)
    adres = pagina.redirect_chain[-1][0]
    manager.post(adres, kies(pagina))
    user = persoon("redacteur")
    Rol.objects.filter(user=user).update(opgaven_sleutels=[bouw(voorbeeld).opgave(14).sleutel])
    client = inloggen(user)
    assert client.post(f"{adres}ongedaan/").status_code == 403


@pytest.mark.parametrize(("rol", "soort", "status"), [
    ("redacteur", "organisaties", 422), ("beheerder", "knelpunten", 422), ("lezer", "knelpunten", 403),
    ("ministeriecontact", "knelpunten", 403), (None, "knelpunten", 404),
])  # fmt: skip
def test_who_may_not_read_in(
    rol: str | None, soort: str, status: int, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    response = geef(als(rol), soort, als_csv(KOP, [[14, "Erbij."]]))
    assert response.status_code == status
    assert not Tabelinvoer.objects.exists()


def test_a_table_of_another_region_or_kind_is_not_there(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    invoer = lees(voorbeeld, "organisaties", [["", "Naam", "", "", ""]])
    assert als("redacteur").get(f"{ADRES}{invoer.pk}/").status_code == 403
    assert als("beheerder").get(f"/zuid-limburg/inlezen/tabellen/{invoer.pk}/").status_code == 404
    assert als("beheerder").get(f"{ADRES}{2**40}/").status_code == 404


def test_thrown_away_before_it_did_anything(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("redacteur")
    adres = geef(client, "knelpunten", als_csv(KOP, [[14, "Erbij."]]), follow=True).redirect_chain[-1][0]
    assert "is weggegooid" in zinnen(client.post(f"{adres}weggooien/", follow=True))
    assert client.get(adres).status_code == 404


HOSTIEL = [
    "xlsx: platte bom", "xlsx: xxe", "xlsx: miljard keer lachen", "xlsx: macro", "xlsx: OLE", "xlsx: miljoen rijen",
    "xlsx: verste kolom", "xlsx: geknipt op 13/20", "xlsx: een Word-bestand", "ods: xxe", "ods: 16.384 kolommen",
    "ods: miljoen keer dezelfde rij", "csv: NUL", "csv: ruis", "csv: te groot", "csv: leeg", "csv: dubbele kolom",
]  # fmt: skip


@pytest.mark.parametrize("naam", HOSTIEL)
def test_a_hostile_table_is_refused_on_the_page_and_nothing_is_kept(
    naam: str, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    geval = vijandig.TABEL[naam]
    response = geef(als("redacteur"), "knelpunten", geval.maak(), geval.bestand)
    assert response.status_code == 422
    assert "De tabel is niet ingelezen." in zinnen(response) and "f-bestand-1" in zinnen(response)
    assert not Tabelinvoer.objects.exists()


def test_words_from_the_file_are_shown_as_words(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    kwaad = "<script>alert(1)</script>"
    inhoud = als_csv([*KOP, kwaad], [[14, kwaad, ""], [kwaad, "x", ""]])
    pagina = geef(als("redacteur"), "knelpunten", inhoud, f"{kwaad}.csv", follow=True)
    assert pagina.status_code == 200 and kwaad not in leest(pagina)


@pytest.mark.parametrize("hoeveel", [1, 40])
def test_the_page_costs_the_same_for_few_rows_and_many(
    hoeveel: int, voorbeeld: Plan, als: Callable[..., Client], django_assert_num_queries: Any
) -> None:
    client = als("redacteur")
    inhoud = als_csv(KOP, [[14, f"Knelpunt {n}."] for n in range(hoeveel)])
    adres = geef(client, "knelpunten", inhoud).headers["Location"]
    client.get(adres)
    with django_assert_num_queries(6):
        client.get(adres)


def test_words_that_differ_are_told_apart() -> None:
    assert delen("een twee drie", "een vier drie") == [
        ("gelijk", "een"),
        ("weg", "twee"),
        ("erbij", "vier"),
        ("gelijk", "drie"),
    ]
    assert delen("", "nieuw") == [("erbij", "nieuw")]
    assert delen("x " * 3000, "y") == [("weg", "x " * 3000), ("erbij", "y")]
