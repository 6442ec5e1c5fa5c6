"""Open data of CBS: what its answers mean, and each fault as a sentence, against a server of our own. No database."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from monitoring.cbs.client import RAAD, Cbsclient, Cbsfout
from monitoring.cbs.tabel import Cbskeuze, beschrijf, gewijzigd_op, haal_cijfers, zoek_tabellen
from monitoring.perioden import zeg_periode
from tests.monitoring.cbsserver import TABEL, Stand, cbsserver

KEUZE = Cbskeuze(TABEL, "M1", {"CR12": "Twente", "GM0153": "Enschede"}, {}, 2020)


@pytest.fixture
def cbs() -> Iterator[tuple[Cbsclient, Stand]]:
    with cbsserver() as (adres, stand):
        for n, gebied in enumerate(("CR12      ", "GM0153    ")):
            stand.zet(gebied, "2024JJ00", 641000 + n)
            stand.zet(gebied, "2025JJ00", 645000 + n)
        with Cbsclient(adres, seconden=3, stil=0.3) as client:
            yield client, stand


def test_a_table_is_found_by_words_of_its_title(cbs: tuple[Cbsclient, Stand]) -> None:
    client, _ = cbs
    assert [t.code for t in zoek_tabellen(client, "Regionale KERNCIJFERS")] == [TABEL]
    assert zoek_tabellen(client, "vissen") == [] and zoek_tabellen(client, " ") == []
    assert gewijzigd_op(client, TABEL).startswith("2026-11-30")


def test_quotes_in_what_is_searched_are_doubled(cbs: tuple[Cbsclient, Stand]) -> None:
    client, stand = cbs
    zoek_tabellen(client, "regio's")
    assert "'regio''s'" in stand.vragen[-1].replace("+", " ")


def test_figures_of_all_pages_by_code_of_area_with_what_is_provisional(cbs: tuple[Cbsclient, Stand]) -> None:
    client, _ = cbs
    rijen = {(c.gebied, c.jaar): c for c in haal_cijfers(client, KEUZE)}
    assert len(rijen) == 4
    assert (rijen["Twente", 2024].waarde, rijen["Twente", 2024].voorlopig) == (Decimal(641000), False)
    assert rijen["Enschede", 2025].voorlopig and rijen["Enschede", 2025].periode == ""


def test_a_table_says_what_has_to_be_chosen(cbs: tuple[Cbsclient, Stand]) -> None:
    client, stand = cbs
    stand.indelingen["Leeftijd"] = ["T001", "T002"]
    wat = beschrijf(client, TABEL)
    assert (wat.gebied, wat.periode, wat.maten[0].titel) == ("RegioS", "Perioden", "Totale bevolking")
    assert [(i.code, [c for c, _ in i.waarden]) for i in wat.indelingen] == [("Leeftijd", ["T001", "T002"])]


@pytest.mark.parametrize(
    ("waarde", "kenmerk", "wordt", "reden"),
    [
        (None, "Confidential", None, "geheim"),
        (None, "Impossible", None, "onmogelijk"),
        (None, "None", None, "niet_bekend"),
        (12, "Onbekend kenmerk", None, "niet_bekend"),
        ("12.5", "None", Decimal("12.5"), ""),
        (-13.4, "None", Decimal("-13.4"), ""),
        (0.123456789012345, "None", Decimal("0.1235"), ""),
    ],
)
def test_values_and_reasons(
    waarde: object, kenmerk: str, wordt: Decimal | None, reden: str, cbs: tuple[Cbsclient, Stand]
) -> None:
    client, stand = cbs
    stand.cijfers.clear()
    stand.zet("CR12", "2024JJ00", waarde, kenmerk)
    (cijfer,) = haal_cijfers(client, KEUZE)
    assert (cijfer.waarde, cijfer.reden) == (wordt, reden)


def test_absent_cells_are_absent_and_other_periods_keep_their_code(cbs: tuple[Cbsclient, Stand]) -> None:
    client, stand = cbs
    stand.cijfers[:] = stand.cijfers[:1]
    stand.zet("CR12", "2025KW02", 5)
    assert [(c.jaar, c.periode) for c in haal_cijfers(client, KEUZE)] == [(2024, ""), (2025, "2025KW02")]
    assert zeg_periode("2025KW02") == "tweede kwartaal 2025" and zeg_periode("2024SJ00") == "schooljaar 2024/25"
    assert zeg_periode("2025MM03") == "maart 2025" and zeg_periode("2025QQ77") == "2025QQ77"


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ("404", "Deze tabel is er bij het CBS niet (meer)."),
        ("500", "Het CBS heeft een storing (500)."),
        ("html", "een webpagina in plaats van cijfers"),
        ("afgebroken", "brak halverwege af"),
        ("stil", "antwoordt niet op tijd"),
        ("stuk", "is niet heel"),
        ("lus", "steeds naar dezelfde bladzijde"),
        ("elders", "verwijst naar een ander adres"),
    ],
)
def test_each_fault_of_the_server_is_a_sentence(fout: str, zin: str, cbs: tuple[Cbsclient, Stand]) -> None:
    client, stand = cbs
    stand.fout = fout
    with pytest.raises(Cbsfout) as gezien:
        haal_cijfers(client, KEUZE)
    assert zin in gezien.value.zin and gezien.value.zin.endswith(RAAD)


def _anders(stand: Stand, wat: str) -> None:
    if wat == "maat":
        stand.maten.clear()
    elif wat == "indeling":
        stand.indelingen["Geslacht"] = ["T"]
    elif wat == "herindeling":
        del stand.gebieden["GM0153"]
    elif wat == "botst":
        stand.zet("CR12", "2024JJ00", 1)
    elif wat == "woord":
        stand.zet("CR12", "2023JJ00", "n.v.t.")
    elif wat == "lijst":
        stand.zet("CR12", "2023JJ00", [1])
    elif wat == "leeg":
        stand.cijfers.clear()
    elif wat == "groot":
        stand.zet("CR12", "2023JJ00", 10**15)


@pytest.mark.parametrize(
    ("wat", "zin"),
    [
        ("maat", "De gekozen maat staat niet meer in deze tabel."),
        ("indeling", "De tabel heeft een indeling naar geslacht."),
        ("herindeling", "Niet meer in deze tabel: Enschede (GM0153)."),
        ("botst", "twee verschillende cijfers voor Twente in 2024JJ00"),
        ("woord", "een waarde die geen getal is"),
        ("lijst", "een waarde die geen getal is"),
        ("groot", "een waarde die geen getal is"),
        ("leeg", "geen enkel cijfer"),
    ],
)
def test_what_no_longer_fits_is_told_and_not_guessed(wat: str, zin: str, cbs: tuple[Cbsclient, Stand]) -> None:
    client, stand = cbs
    _anders(stand, wat)
    with pytest.raises(Cbsfout, match=zin.replace("(", r"\(").replace(")", r"\)")):
        haal_cijfers(client, KEUZE)


def test_the_same_row_on_two_pages_counts_once(cbs: tuple[Cbsclient, Stand]) -> None:
    client, stand = cbs
    stand.fout = "dubbel"
    assert len(haal_cijfers(client, KEUZE)) == 4


def test_an_answer_that_never_ends_or_grows_is_let_go(cbs: tuple[Cbsclient, Stand]) -> None:
    client, _ = cbs
    client.grootst = 50
    with pytest.raises(Cbsfout, match="te groot"):
        haal_cijfers(client, KEUZE)
    client.grootst, client.seconden = 10**6, 0
    with pytest.raises(Cbsfout, match="te langzaam"):
        haal_cijfers(client, KEUZE)


def test_nobody_there(cbs: tuple[Cbsclient, Stand]) -> None:
    with Cbsclient("http://127.0.0.1:9", stil=0.3) as client, pytest.raises(Cbsfout, match="niet te bereiken"):
        zoek_tabellen(client, "iets")


def test_many_areas_are_asked_in_parts(cbs: tuple[Cbsclient, Stand]) -> None:
    client, stand = cbs
    codes = {f"GM{n:04}": f"Plaats {n}" for n in range(30)}
    stand.gebieden.update(codes)
    for code in codes:
        stand.zet(code, "2024JJ00", 1)
    assert len(haal_cijfers(client, Cbskeuze(TABEL, "M1", codes, {}))) == 30
    assert all(len(v) < 2_000 for v in stand.vragen)
