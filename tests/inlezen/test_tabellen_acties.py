"""An existing list of actions as a table: from a sheet, csv or a table in Word, looked at first and undone as one."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest
from django.test import Client

from governance.models import Actie, Gremium
from inlezen.tabellen.actions import draai_terug
from npvr.tabel import Tabelfout, lees_tabel
from opgaven.models import Plan
from tests.inlezen.tabelwerk import als_bestand, als_csv, kop, lees, neem_over, rijen, voorstel

KOP = ["Nr", "Actiepunt", "Door wie", "Deadline", "Status", "Gremium"]
LIJST: list[list[object]] = [
    ["1", "Brief aan de raden", "Adviseur bestuur", "12 november 2026", "open", "Kernteam Rijk–regio Twente"],
    ["2", "Cijfers ophalen", "Programmabureau", "", "afgerond", "KT"],
]


@pytest.fixture
def kernteam(voorbeeld: Plan) -> Gremium:
    rij = Gremium.objects.get(regio=voorbeeld.regio, code="kernteam_rijk_regio")
    rij.afkorting = "KT"
    rij.save()
    for regel in LIJST:
        regel[5] = rij.naam if regel[0] == "1" else "kt"
    return rij


def als_word(namen: list[str], inhoud: list[list[object]]) -> bytes:
    document = docx.Document()
    document.add_paragraph("Actielijst van het kernteam")
    tafel = document.add_table(rows=0, cols=len(namen))
    for regel in (namen, *inhoud):
        for cel, woord in zip(tafel.add_row().cells, regel, strict=True):
            cel.text = str(woord)
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


MAKERS = {
    "csv": als_csv,
    "docx": als_word,
    "xlsx": lambda namen, inhoud: als_bestand(namen, inhoud, "xlsx"),
    "ods": lambda namen, inhoud: als_bestand(namen, inhoud, "ods"),
}


@pytest.mark.parametrize("formaat", list(MAKERS))
def test_a_list_that_others_kept_becomes_actions(formaat: str, kernteam: Gremium, voorbeeld: Plan) -> None:
    invoer = lees(voorbeeld, "acties", MAKERS[formaat](KOP, LIJST))  # type: ignore[operator]
    gezien = voorstel(voorbeeld, invoer)
    assert dict(gezien.aantallen) == {"nieuw": 2} and any("Nr" in zin for zin in gezien.let_op)
    assert not Actie.objects.exists()
    klaar = neem_over(voorbeeld, invoer)
    een, twee = Actie.objects.order_by("nummer")
    assert (een.gremium, een.nummer, een.wie, een.voor, een.stand) == (
        kernteam, 1, "Adviseur bestuur", date(2026, 11, 12), "open",
    )  # fmt: skip
    assert twee.stand == "gereed" and twee.gereed_op is not None and twee.nummer == 2
    assert klaar.door is not None
    draai_terug(invoer=klaar, plan=voorbeeld, door=klaar.door)
    assert not Actie.objects.exists()


def test_our_own_list_read_back_changes_nothing_and_a_cell_changes_one(kernteam: Gremium, voorbeeld: Plan) -> None:
    neem_over(voorbeeld, lees(voorbeeld, "acties", als_csv(KOP, LIJST)))
    eigen = rijen(voorbeeld, "acties")
    for formaat in ("xlsx", "ods", "csv"):
        bestand = als_bestand(kop(voorbeeld, "acties"), eigen, formaat)
        assert dict(voorstel(voorbeeld, lees(voorbeeld, "acties", bestand)).aantallen) == {"gelijk": 2}
    weg = [*eigen[0][:-1], "ja"]
    assert "Zet haar op Vervallen" in voorstel(voorbeeld, lees(voorbeeld, "acties", [weg])).fouten[0].fout
    eigen[0][5] = "gereed"
    invoer = lees(voorbeeld, "acties", eigen)
    assert dict(voorstel(voorbeeld, invoer).aantallen) == {"gewijzigd": 1, "gelijk": 1}
    klaar = neem_over(voorbeeld, invoer)
    assert Actie.objects.get(nummer=1).gereed_op is not None
    assert klaar.door is not None
    draai_terug(invoer=klaar, plan=voorbeeld, door=klaar.door)
    assert Actie.objects.get(nummer=1).stand == "open"


@pytest.mark.parametrize(
    ("kolom", "woord", "zin"),
    [
        (5, "Stuurgroep van elders", "niet bekend"),
        (3, "zo snel mogelijk", "Schrijf een dag"),
        (3, "november 2026", "hele dag"),
        (4, "misschien", "Loopt, Gereed of Vervallen"),
        (2, "", "wie dit doet"),
        (1, "", "Vul deze cel in"),
    ],
)
def test_what_cannot_be_read_is_told_by_row(
    kolom: int, woord: str, zin: str, kernteam: Gremium, voorbeeld: Plan
) -> None:
    fout = [list(LIJST[0]), LIJST[1]]
    fout[0][kolom] = woord
    gezien = voorstel(voorbeeld, lees(voorbeeld, "acties", als_csv(KOP, fout)))
    assert dict(gezien.aantallen) == {"fout": 1, "nieuw": 1}
    assert zin in gezien.fouten[0].fout


def test_the_secretary_reads_it_in_and_others_do_not(
    kernteam: Gremium, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    for rol, mag in (("secretaris", True), ("beheerder", False), ("redacteur", False)):
        pagina = als(rol).get("/twente/inlezen/tabellen/").content.decode()
        assert ('value="acties"' in pagina) is mag, rol
        lijst = als(rol).get("/twente/governance/acties/").content.decode()
        assert ("inlezen/tabellen/" in lijst) is mag, rol


def test_cells_of_word_that_were_merged_are_not_guessed() -> None:
    document = docx.Document()
    tafel = document.add_table(rows=3, cols=2)
    for cel, woord in zip(
        (c for r in tafel.rows for c in r.cells), ["Wat", "Wie", "een", "een-wie", "twee", "weg"], strict=True
    ):
        cel.text = woord
    tafel.cell(1, 1).merge(tafel.cell(2, 1))
    uit = io.BytesIO()
    document.save(uit)
    gelezen = lees_tabel(uit.getvalue(), {"wat", "wie"})
    assert gelezen.soort == "docx" and gelezen.kop == ("Wat", "Wie")
    assert "samengevoegd" in getattr(gelezen.rijen[1][1][1], "zin", "")
    leeg = io.BytesIO()
    docx.Document().save(leeg)
    with pytest.raises(Tabelfout, match="geen tabel"):
        lees_tabel(leeg.getvalue())
