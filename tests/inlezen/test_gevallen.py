"""Word files as people have them (`gevallen/`): each gives its right outcome, and all of it has a place or a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from inlezen.lezers import NIET_GEPLAATST, GelezenTekst, lees
from inlezen.lezers.los import controlegetal
from inlezen.lezers.terug import Teruggelezen, lees_terug, stroom_van
from plandocument import boom, tekst
from plandocument.canoniek import hash_in

GEVALLEN = Path(__file__).parent / "gevallen"
WAS = "Voor dit alles is technisch talent nodig, en dat is moeilijk te vinden en vast te houden."


def eigen(naam: str, document: boom.Plandocument) -> Teruggelezen:
    gelezen = lees_terug((GEVALLEN / naam).read_bytes(), document)
    assert gelezen.opgaven == (document.opgave(7).sleutel,)
    return gelezen


def vreemd(naam: str) -> GelezenTekst:
    gelezen = lees((GEVALLEN / naam).read_bytes(), regio="twente", regionaam="Twente")
    assert gelezen.aantallen[NIET_GEPLAATST] == 0
    return gelezen


def punten(document: boom.Plandocument, nummer: int = 7) -> list[str]:
    return [tekst.woorden(i.tekst) for i in document.opgave(nummer).sectie("knelpunten").items]


def gewijzigd(gelezen: Teruggelezen, document: boom.Plandocument) -> list[str]:
    """The kinds of the sections that say something else than the plan."""
    was = {s.sleutel: s for _, s in document.alle_secties()}
    return [s.soort for _, s in gelezen.document.alle_secties() if s != was[s.sleutel]]


def genoemd(gelezen: Teruggelezen | GelezenTekst) -> list[tuple[str, str, bool]]:
    return [(o.waar, o.wat, o.onzeker) for o in gelezen.overgeslagen]


def test_a_footnote_has_a_name_and_a_place(document: boom.Plandocument) -> None:
    gelezen = eigen("01-fiche-voetnoot.docx", document)
    assert gewijzigd(gelezen, document) == []
    assert genoemd(gelezen) == [("voetnoot bij 7.K4", "Bron: arbeidsmarktcijfers 2025, tabel 3.", False)]


def test_a_text_box_has_a_name_and_a_place(document: boom.Plandocument) -> None:
    gelezen = eigen("02-fiche-tekstvak.docx", document)
    zin = "In het tekstvak staat: wij vragen tien miljoen euro per jaar."
    assert genoemd(gelezen) == [("tekstvak in 7.N", zin, False)]
    assert gewijzigd(gelezen, document) == ["nodig"]
    assert gelezen.document.opgave(7).sectie("nodig").opening.startswith("<p>Kader hieronder:</p>")


def test_characters_of_symbol_fonts_are_in_the_text(document: boom.Plandocument) -> None:
    gelezen = eigen("03-fiche-symboolteken-w-sym.docx", document)
    assert punten(gelezen.document)[3] == "Voor dit alles is talent nodig ≥ 20% meer, en dat leidt → tot krapte."
    assert gelezen.overgeslagen == ()


def test_a_formula_is_in_the_text_and_a_power_stays_a_power(document: boom.Plandocument) -> None:
    gelezen = eigen("04-fiche-formule-omath.docx", document)
    assert punten(gelezen.document)[3] == "Minder CO2-uitstoot en x=12 vierkante kilometer, of 5 m²."


def test_hidden_text_does_not_come_into_the_plan(document: boom.Plandocument) -> None:
    gelezen = eigen("05-fiche-verborgen-tekst.docx", document)
    assert gewijzigd(gelezen, document) == []
    assert genoemd(gelezen) == [("verborgen tekst in 7.K4", "INTERN: niet delen met het ministerie.", True)]


def test_a_struck_out_word_is_a_proposal_to_remove_it(document: boom.Plandocument) -> None:
    gelezen = eigen("06-fiche-handmatig-doorgehaald.docx", document)
    assert punten(gelezen.document)[3] == WAS.replace("technisch ", "")
    assert gewijzigd(gelezen, document) == ["knelpunten"]
    assert genoemd(gelezen) == [("doorgehaalde woorden in 7.K4", "technisch", True)]
    assert gelezen.overgeslagen[0].sectie == document.opgave(7).sectie("knelpunten").sleutel


def test_a_remark_with_an_answer_and_one_that_is_resolved(document: boom.Plandocument) -> None:
    gelezen = eigen("07-fiche-opmerking-antwoord-opgelost.docx", document)
    assert [(k.tekst, k.antwoorden, k.opgelost) for k in gelezen.kanttekeningen] == [
        ("Dit punt is al opgelost in het overleg.", (), True),
        (
            "Graag aanvullen met cijfers.\nEn noem Noord-Twente.",
            ("Eens, cijfers volgen van het werkbedrijf.",),
            False,
        ),
    ]
    assert gewijzigd(gelezen, document) == []


def test_strict_open_xml_is_ordinary_word(document: boom.Plandocument) -> None:
    gelezen = eigen("08-fiche-strict-open-xml.docx", document)
    assert gelezen.hash == hash_in(document, 1)
    assert gewijzigd(gelezen, document) == ["knelpunten"]
    assert punten(gelezen.document)[3] == "Voor dit alles is veel technisch talent nodig, en dat is moeilijk te vinden."


def test_without_marks_points_keep_their_sleutel(document: boom.Plandocument) -> None:
    gelezen = eigen("09-fiche-merken-hernoemd-google-docs.docx", document)
    assert gewijzigd(gelezen, document) == ["knelpunten"]
    assert punten(gelezen.document)[3] == WAS.replace("dat is", "dat is in Twente")
    sleutels = [[i.sleutel for i in d.opgave(7).sectie("knelpunten").items] for d in (gelezen.document, document)]
    assert sleutels[0] == sleutels[1]


def test_moved_and_reworded(document: boom.Plandocument) -> None:
    gelezen = eigen("40-goed-verplaatst-en-gewijzigd.docx", document)
    assert gewijzigd(gelezen, document) == ["knelpunten"]
    was = punten(document)
    assert punten(gelezen.document) == [was[3].replace("moeilijk", "lastig"), *was[:3]]
    assert [w.soort for w in gelezen.wijzigingen].count("verplaatst") == 1


# ---- files of somebody else ----


def test_a_footnote_of_two_paragraphs_is_no_knelpunt() -> None:
    gelezen = vreemd("12-vreemd-voetnoot-twee-alineas.docx")
    assert punten(gelezen.document, 1) == ["Er is te weinig geld.", "Er zijn te weinig mensen."]
    assert genoemd(gelezen) == [("voetnoot bij 1.K1", "Bron: regio-monitor 2025. Tweede alinea van de noot.", False)]


def test_hidden_text_in_a_strange_file() -> None:
    gelezen = vreemd("13-vreemd-verborgen-tekst.docx")
    assert punten(gelezen.document, 1) == ["Er is te weinig geld."]
    assert genoemd(gelezen) == [("verborgen tekst in 1.K1", "INTERN niet delen.", True)]


def test_characters_in_a_strange_file() -> None:
    gelezen = vreemd("15-vreemd-symboolteken.docx")
    assert punten(gelezen.document, 1) == ["Energiegebruik ≤ 20% in 2030; lening van € 5 miljoen."]
    assert gelezen.overgeslagen == ()


def test_an_empty_field_to_fill_in_is_no_knelpunt() -> None:
    gelezen = vreemd("16-vreemd-plaatshouder-invulveld.docx")
    assert punten(gelezen.document, 1) == ["Er is te weinig geld."]
    assert genoemd(gelezen) == [("leeg invulveld in 1.K1", "Klik of tik om tekst in te voeren.", True)]


def test_a_numbered_list_gives_points() -> None:
    gelezen = vreemd("17-vreemd-genummerde-lijst.docx")
    assert punten(gelezen.document, 1) == ["Er is te weinig geld.", "Er zijn te weinig mensen."]
    assert gelezen.document.opgave(1).sectie("knelpunten").opening == ""


@pytest.mark.parametrize(
    "pad", sorted({*GEVALLEN.glob("*-fiche-*"), *GEVALLEN.glob("*-goed-*")}), ids=lambda p: p.name[:2]
)
def test_the_fiches_were_written_from_the_example_as_it_is(pad: Path, document: boom.Plandocument) -> None:
    """Under schema 1: what people took along before a lift is known by the hash of then."""
    stroom = stroom_van(pad.read_bytes())
    assert (stroom.hash or controlegetal(stroom)) == hash_in(document, 1)


@pytest.mark.parametrize("pad", sorted(GEVALLEN.glob("*-fiche-*.docx")), ids=lambda p: p.name[:2])
def test_only_what_is_there_is_named(pad: Path, document: boom.Plandocument) -> None:
    """Headers, footers, the table of contents and what the portal tells of the file are no news."""
    soorten = {o.soort for o in lees_terug(pad.read_bytes(), document).overgeslagen}
    assert not soorten & {"kopvoet", "buiten", "opmerking", "object"}
