"""Measurements from a file: what each row would do, errors per row, revised instead of overwritten, back as one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inlezen.tabellen.actions import TabelVeranderd, draai_terug
from monitoring.models import Indicator, Meting
from opgaven.models import Plan
from tests.inlezen.tabelwerk import als_bestand, kop, lees, neem_over, rijen, voorstel

KOP = ["Indicator", "Gebied", "Jaar", "Soort", "Hoe precies", "Waarde", "Tot en met", "Geen getal"]


def bestand(*inhoud: list[object], formaat: str = "csv") -> bytes:
    return als_bestand(KOP, list(inhoud), formaat)


@pytest.mark.parametrize("formaat", ["xlsx", "ods", "csv"])
def test_kinds_bounds_and_negatives_survive_out_and_in(formaat: str, voorbeeld: Plan) -> None:
    inkomen = Indicator.objects.get(code="inkomen")
    Meting.objects.create(indicator=inkomen, gebied="Borne", soort="stand", reden="geheim", jaar=2024)
    Meting.objects.create(indicator=inkomen, gebied="Losser", soort="stand", waarde="-3.25", teller=1, noemer=4)
    alles = als_bestand(kop(voorbeeld, "metingen"), rijen(voorbeeld, "metingen"), formaat)
    gelezen = voorstel(voorbeeld, lees(voorbeeld, "metingen", alles))
    assert dict(gelezen.aantallen) == {"gelijk": 31}, [r.fouten for r in gelezen.fouten]


def test_new_and_revised_in_one_go_and_back_as_one(voorbeeld: Plan) -> None:
    was = list(Meting.objects.order_by("pk").values())
    oud = Meting.objects.get(indicator__code="inwoners", soort="stand")
    invoer = lees(
        voorbeeld,
        "metingen",
        bestand(
            ["inwoners", "Twente", "2024", "Stand", "", "643000", "", ""],
            ["inwoners", "Twente", "2025", "stand", "circa", "645000", "646000", ""],
            ["inwoners", "Borne", "2025", "", "", "", "", "Nog niet gemeten"],
        ),
    )
    assert dict(voorstel(voorbeeld, invoer).aantallen) == {"gewijzigd": 1, "nieuw": 2}
    klaar = neem_over(voorbeeld, invoer)
    oud.refresh_from_db()
    assert oud.vervallen_op is not None and oud.vervangen_door is not None
    assert oud.vervangen_door.waarde == 643000 and oud.waarde == 641000
    assert Meting.objects.get(indicator__code="inwoners", jaar=2025, gebied="Twente").tot == 646000
    assert Meting.objects.get(indicator__code="inwoners", gebied="Borne").reden == "niet_gemeten"
    assert klaar.door is not None
    draai_terug(invoer=klaar, plan=voorbeeld, door=klaar.door)
    assert list(Meting.objects.order_by("pk").values()) == was


def test_a_value_can_lapse_and_come_back(voorbeeld: Plan) -> None:
    was = list(Meting.objects.order_by("pk").values())
    inhoud = als_bestand([*KOP, "Verwijderen"], [["banen", "Twente", "2024", "stand", "", "", "", "", "ja"]], "csv")
    invoer = lees(voorbeeld, "metingen", inhoud)
    assert dict(voorstel(voorbeeld, invoer).aantallen) == {"verwijderd": 1}
    klaar = neem_over(voorbeeld, invoer)
    oud = Meting.objects.get(indicator__code="banen", soort="stand")
    assert not oud.geldend and oud.vervallen_op is not None
    assert klaar.door is not None
    draai_terug(invoer=klaar, plan=voorbeeld, door=klaar.door)
    assert list(Meting.objects.order_by("pk").values()) == was


def test_undoing_is_refused_where_a_value_was_replaced_since(voorbeeld: Plan) -> None:
    klaar = neem_over(
        voorbeeld, lees(voorbeeld, "metingen", bestand(["inwoners", "Twente", "2025", "stand", "", "1", "", ""]))
    )
    Meting.objects.filter(indicator__code="inwoners", jaar=2025).update(geldend=False, vervallen_op="2026-12-01")
    assert klaar.door is not None
    with pytest.raises(TabelVeranderd):
        draai_terug(invoer=klaar, plan=voorbeeld, door=klaar.door)
    assert Meting.objects.filter(indicator__code="inwoners", jaar=2025).exists()


@pytest.mark.parametrize(
    ("rij", "kolom", "zin"),
    [
        (["weg", "Twente", "2025", "", "", "1", "", ""], "Indicator", "Deze indicator is er niet."),
        (["inwoners", "", "2025", "", "", "1", "", ""], "Gebied", "Vul een gebied in"),
        (["inwoners", "Twente", "ooit", "", "", "1", "", ""], "Jaar", "Schrijf een jaar"),
        (["inwoners", "Twente", "2025", "raming", "", "1", "", ""], "Soort", "Deze soort is er niet."),
        (["inwoners", "Twente", "2025", "doel", "", "1", "", ""], "Soort", "er hoort een besluit bij"),
        (["inwoners", "Twente", "2025", "", "zowat", "1", "", ""], "Hoe precies", "Kies circa"),
        (["inwoners", "Twente", "2025", "", "", "n.v.t.", "", ""], "Waarde", "is geen getal"),
        (["inwoners", "Twente", "2025", "", "", "", "", ""], "Waarde", "Geef een getal"),
        (["inwoners", "Twente", "2025", "", "", "1", "", "geheim"], "Waarde", "een getal én een reden"),
        (["inwoners", "Twente", "2025", "", "", "9", "8", ""], "Tot en met", "ligt onder de waarde"),
        (["inwoners", "Twente", "2025", "", "", "-1", "", ""], "Waarde", "lager dan 0"),
        (["inwoners", "Twente", "2025", "", "", "", "", "weet niet"], "Geen getal", "Deze reden is er niet."),
    ],
)
def test_a_wrong_row_says_where_and_why(rij: list[object], kolom: str, zin: str, voorbeeld: Plan) -> None:
    Indicator.objects.filter(code="inwoners").update(ondergrens=0)
    (fout,) = voorstel(voorbeeld, lees(voorbeeld, "metingen", bestand(rij))).fouten
    assert fout.kolom == kolom and zin in fout.fout


def test_many_rows_with_ten_bad_ones_write_the_good_ones_and_name_the_bad(
    voorbeeld: Plan, django_assert_max_num_queries: object
) -> None:
    goed: list[list[object]] = [["inwoners", f"Buurt {n}", "2025", "stand", "", str(n), "", ""] for n in range(3_000)]
    slecht: list[list[object]] = [["inwoners", f"Fout {n}", "2025", "stand", "", "x", "", ""] for n in range(10)]
    invoer = lees(voorbeeld, "metingen", bestand(*goed[:1500], *slecht, *goed[1500:]))
    gezien = voorstel(voorbeeld, invoer)
    assert [r.nummer for r in gezien.fouten] == list(range(1502, 1512)) and gezien.aantallen["nieuw"] == 3_000
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        neem_over(voorbeeld, invoer)
    assert Meting.objects.filter(gebied__startswith="Buurt", geldend=True).count() == 3_000
    assert Meting.objects.get(gebied="Buurt 7").waarde == Decimal(7)


def test_the_same_value_twice_in_a_file_is_told(voorbeeld: Plan) -> None:
    rij: list[object] = ["inwoners", "Twente", "2031", "stand", "", "1", "", ""]
    (fout,) = voorstel(voorbeeld, lees(voorbeeld, "metingen", bestand(rij, rij))).fouten
    assert "stond al in rij 2" in fout.fout
