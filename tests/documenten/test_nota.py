"""The reactienota: every comment with its answer and what it changed, to send out or for the team alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from documenten.druk import pers
from documenten.nota import NOTAFORMATEN, BestaatNiet, Notakeuze, nota_als, nota_van, nota_zetsel
from documenten.nota.inhoud import Notastuk
from documenten.nota.tabel import notablad
from npvr.formaten import FORMATEN
from opgaven.models import Plan
from reacties.actions.antwoorden import geef_antwoord
from reacties.models import Deelname, Ronde
from tests.documenten.conftest import Pdf
from tests.documenten.notawerk import LEK, NAMEN, Toneel, geef_alles_vrij, wijzig, zet, zet_op


@pytest.fixture
def toneel(drukkerij: Path, voorbeeld: Plan, persoon: Callable[..., User]) -> Toneel:
    return zet_op(voorbeeld, persoon)


def plat(woorden: str) -> str:
    """Words as they are read, without the breaks of lines."""
    return " ".join(re.sub(r"(?<=\w)-\n\s*(?=\w)", "", woorden).split())


def nota(toneel: Toneel, user: User | None = None, **keuze: Any) -> Notastuk:
    return nota_van(*toneel.visite(user or toneel.redacteur), Notakeuze(**keuze))


def bestand(toneel: Toneel, formaat: str, user: User | None = None, **keuze: Any) -> bytes:
    visite, inzage = toneel.visite(user or toneel.redacteur)
    return nota_als(formaat, nota_van(visite, inzage, Notakeuze(**keuze)), visite)


def woorden(formaat: str, inhoud: bytes, tmp_path: Path) -> str:
    """All that a file says, however it is packed."""
    if formaat == "pdf":
        (tmp_path / "nota.pdf").write_bytes(inhoud)
        return plat(Pdf(tmp_path / "nota.pdf").tekst("-raw"))
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
        return " ".join(pak.read(naam).decode("utf-8", "replace") for naam in pak.namelist())


def test_the_pdf_says_what_was_asked_answered_and_changed(toneel: Toneel) -> None:
    pdf = Pdf(pers.druk(nota_zetsel(nota(toneel))).pad)
    assert pdf.ua_fouten() == []
    assert set(pdf.letters()) <= {"Fira-Sans", "Fira-Sans-Medium", "Fira-Sans-Semi-Bold", "Fira-Sans-Tekens"}
    tekst = plat(pdf.tekst("-raw"))
    for zin in (
        "Reacties op het Plan voor de Regio Twente",
        "In deze nota staan vier reacties van vier afzenders en wat de regio antwoordt. Stand: één verwerkt, één niet "
        "overgenomen en twee beantwoord. Eén reactie leidde tot een wijziging van de tekst.",
        "OCW, beleidsmedewerker, ",
        "‘Onduidelijk is hoeveel goederentreinen erbij komen, en dus hoeveel ruimte er overblijft voor ",
        "Noem een datum. En zeg wie erover gaat.",
        "Dank, de datum volgt nog.",
        "Niet overgenomen. De monitor zegt dit ook.",
        "Laat deze woorden weg.",
        "VRO, 3 november 2026, per e-mail",
        "Mooi verhaal 😀 <b>vet</b>",
        "Bestuurslid, ",
    ):
        assert zin in tekst, zin
    assert re.search(r"Gewijzigd +14\.K2, \d+ \w+ \d{4}$", pdf.tekst("-layout"), re.M)
    assert "Onduidelijk is wanneer er meer goederentreinen komen." in tekst
    assert tekst.index("3.V") < tekst.index("7.K1") < tekst.index("14.K2") < tekst.index("14.I1")


def test_what_goes_out_holds_nothing_that_is_not_out(toneel: Toneel, tmp_path: Path) -> None:
    for user in (toneel.manager, toneel.redacteur, toneel.ocw):
        for formaat in NOTAFORMATEN:
            tekst = woorden(formaat, bestand(toneel, formaat, user), tmp_path)
            assert "We laten dit staan." in tekst, formaat
            assert not [merk for merk in (*LEK.values(), *NAMEN) if merk in tekst], (user, formaat)


def test_an_internal_one_says_what_is_a_draft(toneel: Toneel, tmp_path: Path) -> None:
    for formaat in NOTAFORMATEN:
        tekst = woorden(formaat, bestand(toneel, formaat, intern=True), tmp_path)
        assert {naam for naam, merk in LEK.items() if merk in tekst} == {"ingediend", "antwoord", "reden"}, formaat
        assert "oncept" in tekst
        assert not [naam for naam in NAMEN if naam in tekst], formaat
    pdf = woorden("pdf", bestand(toneel, "pdf", intern=True), tmp_path)
    assert "Concept, nog niet vrijgegeven:" in pdf
    assert "Met reacties en antwoorden die nog niet zijn vrijgegeven. Niet versturen." in pdf


def test_only_the_team_makes_an_internal_one(toneel: Toneel, persoon: Callable[..., User]) -> None:
    for soort in ("bestuurslid", "lezer", "eigenaar", "secretaris", "beheerder"):
        with pytest.raises(PermissionDenied):
            nota(toneel, persoon(soort), intern=True)
        assert nota(toneel, persoon(soort)).aantal == 4
    with pytest.raises(PermissionDenied):
        nota(toneel, toneel.ocw, intern=True)
    assert nota(toneel, toneel.manager, intern=True).aantal == 5


def test_per_round_per_ministry_and_per_opgave(toneel: Toneel) -> None:
    opgave = nota(toneel).delen[-1].anker.removeprefix("deel-")
    assert [r.code for d in nota(toneel, ronde="najaar").delen for r in d.regels] == ["14.K2"]
    assert [r.wie for d in nota(toneel, ministerie="vro").delen for r in d.regels] == ["VRO"]
    assert [r.code for d in nota(toneel, opgave=opgave).delen for r in d.regels] == ["14.K2", "14.I1"]
    assert nota(toneel, ministerie="bzk").in_het_kort == "Er zijn bij deze keuze nog geen vrijgegeven reacties."
    with pytest.raises(BestaatNiet):
        nota(toneel, ronde="nooit")
    with pytest.raises(BestaatNiet):
        nota(toneel, ministerie="nooit")


def test_a_round_is_known_to_who_takes_part_or_reads_of_it(toneel: Toneel, persoon: Callable[..., User]) -> None:
    assert nota(toneel, persoon("ministeriecontact", "vro"), ronde="najaar").aantal == 1  # released: everybody reads it
    leeg = Ronde.objects.create(
        plan=toneel.plan,
        code="besloten",
        titel="Besloten",
        versie=toneel.ronde.versie,
        opgaven=["x"],
        deadline=toneel.ronde.deadline,
        stand=Ronde.Stand.OPEN,
        geopend_op=toneel.ronde.geopend_op,
    )
    assert nota(toneel, ronde=leeg.code).aantal == 0
    with pytest.raises(BestaatNiet):
        nota(toneel, toneel.ocw, ronde=leeg.code)


def test_no_remarks_are_told_once_the_round_is_closed(toneel: Toneel) -> None:
    assert nota(toneel, ronde="najaar").geen_opmerkingen == ""
    assert nota(toneel, ronde="najaar", intern=True).geen_opmerkingen == "BZK heeft geen opmerkingen."
    Ronde.objects.filter(pk=toneel.ronde.pk).update(stand="gesloten", gesloten_op=toneel.ronde.geopend_op)
    assert nota(toneel, ronde="najaar").geen_opmerkingen == "BZK heeft geen opmerkingen."


def test_no_remarks_on_some_opgaven_are_told_one_by_one_also_in_the_sheet(toneel: Toneel) -> None:
    twee = [o.sleutel for o in toneel.visite(toneel.redacteur)[0].document.opgaven[2:4]]
    Deelname.objects.filter(ronde=toneel.ronde, ministerie__code="ocw").update(zonder_opmerkingen=[*twee, "vervallen"])
    Ronde.objects.filter(pk=toneel.ronde.pk).update(stand="gesloten", gesloten_op=toneel.ronde.geopend_op)
    stuk = nota(toneel, ronde="najaar")
    assert stuk.geen_opmerkingen == "BZK heeft geen opmerkingen. OCW heeft geen opmerkingen bij opgaven 3 en 4."
    rijen = [r for r in notablad(stuk, "/twente/").dict if r["Reactie in woorden"] == "Geen opmerkingen"]
    assert [(r["Van"], r["Opgave"]) for r in rijen] == [("BZK", ""), ("OCW", 3), ("OCW", 4)]
    assert nota(toneel, opgave=twee[0]).geen_opmerkingen.endswith("hebben geen opmerkingen.")


def test_what_is_left_out_is_counted_for_who_may_know(toneel: Toneel, persoon: Callable[..., User]) -> None:
    hier = "Eén reactie is nog niet vrijgegeven en staat hier niet in."
    assert hier in nota(toneel).in_het_kort and hier in nota(toneel, toneel.ocw).in_het_kort
    assert hier not in nota(toneel, persoon("lezer")).in_het_kort
    assert hier not in nota(toneel, ministerie="vro").in_het_kort
    assert "staat hier niet in" not in nota(toneel, intern=True).in_het_kort


def test_no_remarks_are_told_without_a_round_too(toneel: Toneel) -> None:
    assert nota(toneel).geen_opmerkingen == ""
    Ronde.objects.update(stand=Ronde.Stand.GESLOTEN, gesloten_op=toneel.ronde.geopend_op)
    assert nota(toneel).geen_opmerkingen == "BZK (Najaarsronde) heeft geen opmerkingen."
    sleutel = toneel.visite(toneel.redacteur)[0].document.opgaven[2].sleutel
    assert nota(toneel, opgave=sleutel).geen_opmerkingen == "BZK (Najaarsronde) heeft geen opmerkingen."
    assert nota(toneel, ministerie="ocw").geen_opmerkingen == ""


def test_a_place_that_moved_has_both_codes_and_one_that_is_gone_stands_last(toneel: Toneel) -> None:
    eerder = zet(toneel.plan, "Over dit punt.", "2.K2", "ocw")
    verdwenen = zet(toneel.plan, "Over een opgave die verdwijnt.", "20.V", "ocw")
    visite, inzage = toneel.visite(toneel.redacteur)
    document = visite.document
    opgaven = [o for o in document.opgaven if o.sleutel != verdwenen.opgave]

    def zonder_eerste(sectie: Any) -> Any:
        return replace(sectie, items=sectie.items[1:]) if sectie.sleutel == eerder.sectie else sectie

    opgaven = [replace(o, secties=tuple(zonder_eerste(s) for s in o.secties)) for o in opgaven]
    visite = replace(visite, document=replace(document, opgaven=tuple(opgaven)))
    stuk = nota_van(visite, inzage, Notakeuze(intern=True))
    regels = {r.nummer: r for d in stuk.delen for r in d.regels}
    assert (regels[eerder.pk].code, regels[eerder.pk].was) == ("2.K1", "2.K2")
    assert stuk.delen[-1].titel == "Niet meer in het plan"
    assert regels[verdwenen.pk].sindsdien == "Dit staat niet meer in het plan."


def test_word_has_real_headings_and_counts_in_a_table(toneel: Toneel) -> None:
    document = docx.Document(io.BytesIO(bestand(toneel, "docx")))
    stijlen = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    koppen = [(stijl, woorden) for stijl, woorden in stijlen if stijl.startswith("Heading")]
    assert koppen[0] == ("Heading 1", "Reacties op het Plan voor de Regio Twente")
    assert [t.split()[0] for s, t in koppen if s == "Heading 3"] == ["3.V", "7.K1", "14.K2", "14.I1"]
    (tabel,) = document.tables
    assert [c.text for c in tabel.rows[0].cells] == ["Afzender", "Verwerkt", "Niet overgenomen", "Beantwoord", "Samen"]
    assert [c.text for c in tabel.rows[-1].cells] == ["Samen", "1", "1", "2", "4"]
    tekst = "\n".join(p.text for p in document.paragraphs)
    assert "Stand: Niet overgenomen: De monitor zegt dit ook." in tekst
    assert "Nieuw: Onduidelijk is wanneer" in tekst or "[nieuw: wanneer" in tekst


@pytest.mark.parametrize("formaat", ["xlsx", "ods"])
def test_cells_are_harmless_and_hold_one_comment_each(formaat: str, toneel: Toneel) -> None:
    inhoud = bestand(toneel, formaat)
    if formaat == "ods":
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
            xml = pak.read("content.xml").decode()
        assert "table:formula" not in xml and "=SOM(A1)" in xml
        return
    blad = load_workbook(io.BytesIO(inhoud)).active
    kop, *rijen = ([c.value for c in rij] for rij in blad.iter_rows())
    per_code = {rij[kop.index("Plek nu")]: dict(zip(kop, rij, strict=True)) for rij in rijen}
    assert list(per_code) == ["3.V", "7.K1", "14.K2", "14.I1"]
    assert per_code["7.K1"]["Reactie in woorden"] == "'=SOM(A1)"
    assert per_code["7.K1"]["Voorstel"] == "Laat deze woorden weg."
    assert per_code["14.K2"]["Opgave"] == 14
    assert "goederentreinen" in per_code["14.K2"]["Wijziging"]
    assert all(c.data_type != "f" for rij in blad.iter_rows() for c in rij)
    assert "Vrijgegeven" not in kop


def test_the_number_of_queries_does_not_grow(
    toneel: Toneel, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    visite, inzage = toneel.visite(toneel.redacteur)
    keuze = Notakeuze(ronde="najaar", intern=True)
    with django_assert_num_queries(7):  # round, comments, saves, those before, items, links, who had no remarks
        nota_van(visite, inzage, keuze)
    for n in range(6):
        rij = zet(toneel.plan, f"Nog een {n}.", f"{n + 1}.V", "vro", ronde=toneel.ronde)
        wijzig(toneel.plan, 14, "knelpunten", 0, f"Tekst nummer {n} van dit punt.", rij, toneel.redacteur)
    visite, inzage = toneel.visite(toneel.redacteur)
    with django_assert_num_queries(7):
        assert nota_van(visite, inzage, keuze).aantal == 8
    with django_assert_max_num_queries(9):
        nota_van(visite, inzage, Notakeuze(ronde="najaar", ministerie="vro", intern=True))


def test_very_long_words_are_printed_whole(toneel: Toneel, tmp_path: Path) -> None:
    lang = zet(toneel.plan, ("Een zin met een emoji 😀 erin. " * 800)[:19_900], "5.V", "ocw", voorstel="x" * 5000)
    geef_antwoord(
        plan=toneel.plan, reacties={lang.pk: None}, tekst="\n\n".join(["Alinea."] * 400), door=toneel.redacteur
    )
    geef_alles_vrij(toneel.plan, toneel.manager, lang)
    pdf = Pdf(pers.druk(nota_zetsel(nota(toneel))).pad)
    assert pdf.ua_fouten() == []
    assert plat(pdf.tekst()).count("emoji") > 500
    assert woorden("docx", bestand(toneel, "docx"), tmp_path).count("Alinea.") == 400


@pytest.mark.parametrize("formaat", NOTAFORMATEN)
def test_downloads(formaat: str, toneel: Toneel, als: Callable[..., Client]) -> None:
    client, adres = als("lezer"), f"/twente/reactienota/{formaat}/"
    antwoord = client.get(f"{adres}?ronde=najaar")
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == FORMATEN[formaat].inhoudstype
    assert antwoord["Cache-Control"] == "private, no-store"
    assert antwoord["Content-Disposition"].startswith("inline" if formaat == "pdf" else "attachment")
    assert "reactienota twente najaar" in antwoord["Content-Disposition"]
    assert client.get(f"{adres}?manier=intern").status_code == 403
    assert client.get(f"{adres}?ronde=nooit").status_code == 404
    assert client.get(f"{adres}?opgave=99").status_code == 404
    assert client.get(f"{adres}?ministerie=x%00y").status_code == 404
    assert Client().get(adres).status_code == 404
    assert client.get("/twente/reactienota/exe/").status_code == 404
