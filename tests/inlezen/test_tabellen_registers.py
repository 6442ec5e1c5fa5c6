"""Registers from a table: in bulk, with before-images, undone as one; moments as people write them."""

from __future__ import annotations

import pytest

from governance.models import Mijlpaal, Ministerie, Organisatie
from governance.tijdlijn import OngeldigeDatum
from inlezen.tabellen.actions import AlToegepast, TabelVeranderd, draai_terug
from inlezen.tabellen.wanneer import lees_exact, lees_wanneer
from opgaven.models import Plan, Traject
from tests.inlezen.tabelwerk import als_bestand, als_csv, kop, lees, neem_over, rijen, voorstel

REGISTERS = ["trajecten", "organisaties", "mijlpalen"]


@pytest.mark.parametrize("soort", REGISTERS)
@pytest.mark.parametrize("formaat", ["xlsx", "ods", "csv"])
def test_the_template_read_back_changes_nothing(soort: str, formaat: str, voorbeeld: Plan) -> None:
    bestand = als_bestand(kop(voorbeeld, soort), rijen(voorbeeld, soort), formaat)
    gelezen = voorstel(voorbeeld, lees(voorbeeld, soort, bestand))
    assert set(gelezen.aantallen) == {"gelijk"} and gelezen.aantallen["gelijk"] > 30


def beeld() -> list[dict[str, object]]:
    """Every row of the three registers, with its links."""
    links = [{"link": f"{t.code} {m.code}"} for t in Traject.objects.order_by("code") for m in t.ministeries.all()]
    rijen_ = [dict(r) for model in (Traject, Organisatie, Mijlpaal) for r in model.objects.order_by("pk").values()]
    return [*rijen_, *sorted(links, key=str)]


def test_new_changed_and_removed_in_one_go_and_back_as_one(voorbeeld: Plan) -> None:
    was = beeld()
    t = rijen(voorbeeld, "trajecten")
    vrij = Traject.objects.create(regio=voorbeeld.regio, code="vrij", naam="Vrij traject")
    vrij.ministeries.set([Ministerie.objects.get(code="ocw")])
    t[0][1], t[0][3] = "Andere naam", "OCW, bzk"
    t.append(["vrij", "Vrij traject", "", "OCW", "", "", "Onbekend", "", "ja"])
    t.append(["", "Nieuw traject", "project", "OCW", "2026–2030", "€ 350.000", "loopt", "Toelichting", ""])
    invoer = lees(voorbeeld, "trajecten", t)
    assert dict(voorstel(voorbeeld, invoer).aantallen) == {
        "gewijzigd": 1,
        "verwijderd": 1,
        "nieuw": 1,
        "gelijk": len(t) - 3,
    }
    klaar = neem_over(voorbeeld, invoer)
    nieuw = Traject.objects.get(code="nieuw_traject")
    assert (nieuw.status, nieuw.bedrag, [m.code for m in nieuw.ministeries.all()]) == ("loopt", "€ 350.000", ["ocw"])
    anders = Traject.objects.get(code=t[0][0])
    assert anders.naam == "Andere naam" and {m.code for m in anders.ministeries.all()} == {"bzk", "ocw"}
    assert not Traject.objects.filter(code="vrij").exists()
    assert klaar.door is not None
    draai_terug(invoer=klaar, plan=voorbeeld, door=klaar.door)
    assert Traject.objects.get(code="vrij").pk == vrij.pk
    assert [m.code for m in Traject.objects.get(code="vrij").ministeries.all()] == ["ocw"]
    Traject.objects.get(code="vrij").delete()
    assert beeld() == was
    with pytest.raises(AlToegepast):
        draai_terug(invoer=klaar, plan=voorbeeld, door=klaar.door)


def test_undoing_is_refused_where_a_row_changed_or_is_used_since(voorbeeld: Plan) -> None:
    rij = rijen(voorbeeld, "organisaties")
    rij[0][1] = "Gemeente Almelo (stad)"
    rij.append(["", "Nieuwe stichting", "Overig", "", ""])
    klaar = neem_over(voorbeeld, lees(voorbeeld, "organisaties", rij))
    Organisatie.objects.filter(code=rij[0][0]).update(naam="Door een collega")
    assert klaar.door is not None
    with pytest.raises(TabelVeranderd) as veranderd:
        draai_terug(invoer=klaar, plan=voorbeeld, door=klaar.door)
    assert veranderd.value.waar == ["Gemeente Almelo (stad)"]
    assert Organisatie.objects.filter(code="nieuwe_stichting").exists()


def test_a_row_in_use_is_not_removed(voorbeeld: Plan) -> None:
    gebruikt = Traject.objects.filter(koppelingen__isnull=False).first()
    assert gebruikt is not None
    rij = [r for r in rijen(voorbeeld, "trajecten") if r[0] == gebruikt.code]
    rij[0][-1] = "ja"
    (fout,) = voorstel(voorbeeld, lees(voorbeeld, "trajecten", rij)).fouten
    assert "wordt nog gebruikt" in fout.fout


def test_a_column_that_is_not_there_leaves_what_stands(voorbeeld: Plan) -> None:
    neem_over(voorbeeld, lees(voorbeeld, "organisaties", als_csv(["code", "naam"], [["saxion", "Saxion Hogeschool"]])))
    assert Organisatie.objects.values_list("naam", "soort", "kolom").get(code="saxion") == (
        "Saxion Hogeschool", "onderwijs", "onderwijs_en_kennis",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("soort", "rij", "kolom", "zin"),
    [
        ("organisaties", ["x", "", "Gemeente", "", ""], "Naam", "Vul"),
        ("organisaties", ["x", "N" * 201, "Gemeente", "", ""], "Naam", "200"),
        ("organisaties", ["x", "Naam", "gemeentes", "", ""], "Soort", "Kies Gemeente"),
        ("organisaties", ["É!", "Naam", "", "", ""], "Code", "kleine letters"),
        ("trajecten", ["x", "Naam", "", "XYZ", "", "", "", "", ""], "Ministeries", "niet bekend"),
        ("mijlpalen", ["x", "ooit", "", "Iets", "", "", "", "", "", ""], "Wanneer", "Schrijf een datum"),
        ("mijlpalen", ["x", "31-02-2026", "", "Iets", "", "", "", "", "", ""], "Wanneer", "bestaat niet"),
        ("mijlpalen", ["x", "2027", "2026", "Iets", "", "", "", "", "", ""], "Tot en met", "vóór het begin"),
        ("mijlpalen", ["x", "2027", "", "Iets", "", "", "", "99", "", ""], "Opgave", "geen opgave"),
    ],
)
def test_a_wrong_row_says_where_and_why(soort: str, rij: list[object], kolom: str, zin: str, voorbeeld: Plan) -> None:
    (fout,) = voorstel(voorbeeld, lees(voorbeeld, soort, [rij])).fouten
    assert fout.kolom == kolom and zin in fout.fout and fout.fout.rstrip("”").endswith(".")


def test_a_milestone_comes_in_with_its_vague_date(voorbeeld: Plan) -> None:
    rij: list[object] = [
        "",
        "begin Q2 2027",
        "",
        "Nieuwe mijlpaal",
        "Regio",
        "Besluit",
        "Het programma",
        "14",
        "Bron",
        "",
    ]
    neem_over(voorbeeld, lees(voorbeeld, "mijlpalen", [rij]))
    mijlpaal = Mijlpaal.objects.get(wat="Nieuwe mijlpaal")
    assert (mijlpaal.datum, mijlpaal.precisie, mijlpaal.aanduiding, mijlpaal.sorteer, mijlpaal.soort) == (
        "2027-Q2", "kwartaal", "begin Q2 2027", "2027-04-01", "besluit",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("woorden", "datum", "precisie", "aanduiding", "sorteer"),
    [
        ("20 november 2026", "2026-11-20", "dag", "", "2026-11-20"),
        ("vrijdag 20 nov. 2026", "2026-11-20", "dag", "", "2026-11-20"),
        ("2026-11-20", "2026-11-20", "dag", "", "2026-11-20"),
        ("20-11-2026", "2026-11-20", "dag", "", "2026-11-20"),
        ("1/2/2026", "2026-02-01", "dag", "", "2026-02-01"),
        ("april 2026", "2026-04", "maand", "", "2026-04-00"),
        ("Q2 2026", "2026-Q2", "kwartaal", "", "2026-04-00"),
        ("tweede kwartaal van 2026", "2026-Q2", "kwartaal", "", "2026-04-00"),
        ("2027", "2027", "jaar", "", "2027-00-00"),
        ("begin Q2 2026", "2026-Q2", "kwartaal", "begin Q2 2026", "2026-04-01"),
        ("najaar 2027", "2027", "vaag", "najaar 2027", "2027-10-01"),
        ("na de zomer van 2026", "2026", "vaag", "na de zomer van 2026", "2026-09-15"),
        ("8 oktober, vermoedelijk 2025", "2025", "vaag", "8 oktober, vermoedelijk 2025", "2025-10-08"),
        ("20-nov-2026", "2026-11-20", "dag", "", "2026-11-20"),
        ("vr 20-november-2026", "2026-11-20", "dag", "", "2026-11-20"),
        ("20\u201111\u20112026", "2026-11-20", "dag", "", "2026-11-20"),
        ("20 – 11 – 2026", "2026-11-20", "dag", "", "2026-11-20"),
        ("20 november 2026, 14:00 uur", "2026-11-20", "dag", "20 november 2026, 14:00 uur", "2026-11-20"),
        ("20-11-2026 14.00", "2026-11-20", "dag", "20-11-2026 14.00", "2026-11-20"),
        ("2026-11-20T14:00:00", "2026-11-20", "dag", "20 november 2026, 14:00 uur", "2026-11-20"),
        ("2026-11-20 00:00:00", "2026-11-20", "dag", "", "2026-11-20"),
        (
            "20 november 2026 (onder voorbehoud)",
            "2026-11-20",
            "dag",
            "20 november 2026 (onder voorbehoud)",
            "2026-11-20",
        ),
        ("nov-2026", "2026-11", "maand", "", "2026-11-00"),
        ("11-2026", "2026-11", "maand", "", "2026-11-00"),
        ("2e helft 2026", "2026", "vaag", "2e helft 2026", "2026-09-01"),
        ("week 12 van 2026", "2026", "vaag", "week 12 van 2026", "2026-03-16"),
        ("april - juni 2026", "2026", "vaag", "april - juni 2026", "2026-04-01"),
    ],
)
def test_a_moment_as_people_write_it(woorden: str, datum: str, precisie: str, aanduiding: str, sorteer: str) -> None:
    w = lees_wanneer(woorden)
    assert (w.datum, w.precisie, w.aanduiding, w.sorteer) == (datum, precisie, aanduiding, sorteer)


@pytest.mark.parametrize(
    "woorden",
    [
        "",
        "ooit",
        "31-02-2026",
        "tussen 2025 en 2027",
        "2026-13",
        "x" * 101,
        "1-1-26",
        "jun-23",
        "20-nvo-2026",
        "31-02-2026 14:00",
        "week 60 2026",
        "2026-11-20T14:00:00Z",
        "2026/2027",
    ],
)
def test_what_is_no_moment_is_refused(woorden: str) -> None:
    with pytest.raises(OngeldigeDatum):
        lees_wanneer(woorden)
    with pytest.raises(OngeldigeDatum):
        lees_exact(woorden or "najaar 2027")


def test_the_end_of_a_milestone_is_a_day_without_a_time() -> None:
    assert lees_exact("20-nov-2026") == lees_exact("2026-11-20 00:00") == "2026-11-20"
    with pytest.raises(OngeldigeDatum, match="zonder tijd"):
        lees_exact("20 november 2026, 14:00 uur")


def test_many_rows_cost_no_more_queries_than_few(voorbeeld: Plan, django_assert_max_num_queries: object) -> None:
    for hoeveel in (10, 3000):
        nieuw: list[list[object]] = [["", f"Organisatie {hoeveel} {n}", "Overig", "", ""] for n in range(hoeveel)]
        invoer = lees(voorbeeld, "organisaties", nieuw)
        with django_assert_max_num_queries(24):  # type: ignore[operator]
            neem_over(voorbeeld, invoer)
    assert Organisatie.objects.filter(naam__startswith="Organisatie 3000").count() == 3000
