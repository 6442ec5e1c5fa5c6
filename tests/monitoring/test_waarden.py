"""Keeping indicators and values on screen: as policy people write them, revised, from several sources."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from governance.models import Rol
from monitoring.actions.indicatoren import OngeldigeWaarde, haal_meting_weg, maak_meting, wijzig_indicator
from monitoring.models import Indicator, Meting
from npvr.gezien import AndersDanGezien
from opgaven.models import Opgave, Plan
from tests.lezen import leest, stuur

Als = Callable[..., Client]
PAD = "/twente/monitoring/inwoners/"


def waarde(**meer: object) -> dict[str, object]:
    return {"gebied": "Twente", "soort": "stand", "jaar": "2025", "waarde": "645.500,5"} | meer


def redacteur_() -> User:
    return User.objects.filter(rollen__soort="redacteur").latest("pk")


def laatste() -> Meting:
    return Meting.objects.latest("pk")


def test_an_indicator_from_nothing_to_a_page_that_only_the_team_sees(voorbeeld: Plan, als: Als, client: Client) -> None:
    redacteur = als("redacteur")
    opgave = Opgave.objects.get(plan=voorbeeld, nummer=13)
    velden = {
        "naam": "Zonnepanelen op daken", "definitie": "Deel van de daken met panelen.",
        "eenheid": "procent van de daken",
        "decimalen": "1", "richting": "omhoog", "opgaven": [opgave.sleutel], "bron_naam": "CBS StatLine",
        "houder": "samen", "eigenaar": "Programmabureau", "frequentie": "elk jaar",
    }  # fmt: skip
    antwoord = stuur(redacteur, "/twente/monitoring/indicatoren/nieuw/", velden)
    assert antwoord.status_code == 303 and antwoord["Location"] == "/twente/monitoring/zonnepanelen_op_daken/"
    pagina = leest(redacteur.get(antwoord["Location"]))
    assert "Deel van de daken met panelen." in pagina and "er is nog geen getal." in pagina
    assert "percentages worden nooit gemiddeld of opgeteld" in pagina and "Programmabureau" in pagina
    assert "Opgave 13" in pagina
    assert client.get(antwoord["Location"]).status_code == 404
    assert "Zonnepanelen" not in leest(client.get("/twente/monitoring/"))
    assert "Zonnepanelen" not in leest(client.get("/twente/opgaven/13/"))
    assert "Zonnepanelen" in leest(redacteur.get("/twente/opgaven/13/"))
    assert "zonnepanelen" not in client.get("/twente/monitoring/gegevens/json/").content.decode()


def test_a_link_stays_when_the_number_of_an_opgave_changes(voorbeeld: Plan, als: Als) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=1).update(nummer=31)
    Plan.objects.filter(pk=voorbeeld.pk).update(titel="Anders")
    assert "Opgave 31: Ruimtelijke" in leest(als("redacteur").get(PAD))


@pytest.mark.parametrize(
    ("velden", "woorden"),
    [
        ({"waarde": "-12", "grens": "bijna"}, "bijna −12"),
        ({"waarde": "15", "tot": "25"}, "15 tot 25"),
        ({"waarde": "0", "grens": "ruim", "jaar": ""}, "ruim 0"),
        ({"waarde": "", "reden": "geheim"}, "geen getal"),
        ({"waarde": "50", "teller": "300", "noemer": "600"}, "300 van 600"),
        ({"waarde": "7", "soort": "wens", "grens": "hoogstens"}, "hoogstens 7"),
        ({"waarde": "7", "voorlopig": "on"}, "stand, voorlopig"),
    ],
)
def test_values_as_people_write_them(velden: dict[str, str], woorden: str, voorbeeld: Plan, als: Als) -> None:
    antwoord = stuur(als("redacteur"), f"{PAD}waarden/nieuw/", waarde(**velden))
    assert antwoord.status_code == 303
    assert woorden in leest(als("redacteur").get(PAD))


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"waarde": "n.v.t."}, "is geen getal"),
        ({"waarde": ""}, "kies hieronder waarom er geen getal is"),
        ({"waarde": "5", "reden": "geheim"}, "Er is een getal."),
        ({"waarde": "5", "tot": "4"}, "ligt onder de waarde"),
        ({"waarde": "5", "teller": "4"}, "teller en noemer samen"),
        ({"waarde": "5", "teller": "4", "noemer": "0"}, "groter dan nul"),
        ({"waarde": "5", "soort": "doel"}, "Een doel staat in een besluit."),
        ({"waarde": "1.000"}, "op twee manieren te lezen"),
        ({"waarde": "99999999999999"}, "te groot"),
        ({"waarde": "-1"}, "te laag voor deze indicator"),
    ],
)
def test_bad_input_says_what_is_wrong_and_writes_nothing(
    velden: dict[str, str], zin: str, voorbeeld: Plan, als: Als
) -> None:
    Indicator.objects.filter(code="inwoners").update(ondergrens=0)
    voor = Meting.objects.count()
    antwoord = stuur(als("redacteur"), f"{PAD}waarden/nieuw/", waarde(**velden))
    assert antwoord.status_code == 422 and zin in leest(antwoord)
    assert Meting.objects.count() == voor


def test_a_revised_value_leaves_the_old_one_in_sight(voorbeeld: Plan, als: Als, client: Client) -> None:
    oud = Meting.objects.get(indicator__code="inwoners", soort="stand")
    pad = f"{PAD}waarden/{oud.pk}/herzien/"
    antwoord = stuur(als("redacteur"), pad, waarde(jaar="2024", waarde="643000", bron_naam="CBS StatLine"))
    assert antwoord.status_code == 303
    nieuw = laatste()
    oud.refresh_from_db()
    assert (oud.geldend, oud.vervangen_door_id, nieuw.geldend) == (False, nieuw.pk, True)
    pagina = leest(client.get(PAD))
    assert "<s>641.000</s>" in pagina and "643.000" in pagina and "Herzien door de bron" in pagina
    assert "drukt een ander getal: 641.000. De bron geeft nu 643.000." in pagina
    assert "643.000" in leest(client.get("/twente/opgaven/1/"))
    assert stuur(als("redacteur"), f"{PAD}waarden/{oud.pk}/", waarde(jaar="2024", waarde="1")).status_code == 422
    with pytest.raises(OngeldigeWaarde):
        haal_meting_weg(meting=nieuw, door=redacteur_(), gezien=None)


def test_two_sources_for_one_figure_stand_side_by_side_and_one_counts(voorbeeld: Plan, als: Als) -> None:
    redacteur = als("redacteur")
    antwoord = stuur(redacteur, f"{PAD}waarden/nieuw/", waarde(jaar="2024", waarde="640100", bron_naam="Primos"))
    assert antwoord.status_code == 303
    tweede = laatste()
    assert not tweede.geldend
    pagina = leest(redacteur.get(PAD))
    assert "andere bron, geldt niet" in pagina and '<p class="groot">641.000</p>' in pagina
    stuur(redacteur, f"{PAD}waarden/{tweede.pk}/gelden/", {}, op=PAD)
    assert '<p class="groot">640.100</p>' in leest(redacteur.get(PAD))
    assert Meting.objects.filter(indicator__code="inwoners", jaar=2024, soort="stand", geldend=True).count() == 1


def test_the_database_itself_keeps_the_rules(voorbeeld: Plan) -> None:
    i = Indicator.objects.get(code="inwoners")
    basis: dict[str, Any] = {"indicator": i, "gebied": "X", "soort": "stand"}
    for fout in (
        {"waarde": None}, {"waarde": 1, "reden": "geheim"}, {"waarde": 1, "teller": 1}, {"waarde": 2, "tot": 1},
        {"waarde": 1, "soort": "doel"}, {"waarde": 641000, "gebied": "Twente", "jaar": 2024},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Meting.objects.create(**(basis | fout))
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.create(regio=voorbeeld.regio, code="routekaart", naam="R", eenheid="x")


def test_a_colleague_who_was_first_is_not_overwritten(voorbeeld: Plan, als: Als) -> None:
    redacteur, pad = als("redacteur"), f"{PAD}wijzigen/"
    rij = Indicator.objects.get(code="inwoners")
    door = redacteur_()
    with pytest.raises(AndersDanGezien):
        wijzig_indicator(indicator=rij, velden={"naam": "Van mij"}, door=door, gezien="oud")
    assert redacteur.get(pad).status_code == 200


def test_a_redacteur_of_other_opgaven_may_not(voorbeeld: Plan, als: Als) -> None:
    client = als("redacteur")
    dertien = Opgave.objects.get(plan=voorbeeld, nummer=13).sleutel
    Rol.objects.filter(soort="redacteur").update(opgaven_sleutels=[dertien])
    assert client.get(f"{PAD}waarden/nieuw/").status_code == 403
    assert client.get("/twente/monitoring/energiearmoede/waarden/nieuw/").status_code == 200
    with pytest.raises(PermissionDenied):
        maak_meting(indicator=Indicator.objects.get(code="inwoners"), velden={}, door=redacteur_())


def test_what_goes_out_as_open_data_says_what_it_means(voorbeeld: Plan, client: Client) -> None:
    Indicator.objects.filter(code="banen").update(openbaar=False)
    data = json.loads(client.get("/twente/monitoring/gegevens/json/").content)
    per = {i["code"]: i for i in data["indicatoren"]}
    assert "banen" not in per
    armoede = {m["gebied"]: m for m in per["energiearmoede"]["metingen"]}
    assert armoede["Enschede"]["waarde"] == "11.3" and armoede["Enschede"]["gebiedscode"] == "GM0153"
    assert armoede["Enschede"]["vindplaats"] == "fiche 13"
    assert sum(len(i["metingen"]) for i in per.values()) == 27
    blad = client.get("/twente/monitoring/inwoners/gegevens/csv/").content.decode("utf-8-sig")
    assert len(blad.splitlines()) == 5 and blad.startswith("Indicator;Gebied;Jaar;")


def test_the_29_figures_have_their_kind_and_place(voorbeeld: Plan) -> None:
    rijen = Meting.objects.filter(indicator__regio=voorbeeld.regio)
    assert rijen.count() == 29 and not rijen.filter(vindplaats="").exists()
    assert set(rijen.values_list("soort", flat=True)) == {
        "stand", "afgeleid", "prognose", "ambitie", "afspraak", "norm", "wens", "telling", "vergelijking",
    }  # fmt: skip
    wens = rijen.get(soort="wens")
    assert (wens.waarde, wens.tot) == (Decimal(15), Decimal(25))


def test_the_tile_map_shows_each_municipality_and_tells_what_is_missing(voorbeeld: Plan, client: Client) -> None:
    assert "Per gemeente" not in leest(client.get("/twente/monitoring/energiearmoede/"))  # three of fourteen
    i = Indicator.objects.get(code="energiearmoede")
    for n, naam in enumerate(["Borne", "Losser", "Wierden", "Tubbergen", "Haaksbergen"]):
        Meting.objects.create(indicator=i, gebied=naam, soort="stand", waarde=Decimal(n) / 10, jaar=2025)
    pagina = leest(client.get("/twente/monitoring/energiearmoede/"))
    assert "Per gemeente" in pagina and pagina.count("g-tegel-leeg") == 6
    Meting.objects.create(indicator=i, gebied="Enschede", soort="stand", waarde="12.7", jaar=2025)
    pagina = leest(client.get("/twente/monitoring/energiearmoede/"))  # the latest year, not the figure without one
    assert '<th scope="row">Enschede</th><td>2025</td><td class="getal">12,7</td>' in pagina
    assert "6 zonder getal" in pagina
