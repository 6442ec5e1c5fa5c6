"""What is no plan is refused with one Dutch sentence, fast."""

from __future__ import annotations

import io
import random
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest

from inlezen.lezers import Koppelregisters, Leesfout, lees
from inlezen.lezers.regels import MAX_BYTES
from tests.inlezen.lezersplan import FICHES, als_tekst, plan


def zip_van(**delen: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return uit.getvalue()


def word(document: bytes) -> bytes:
    return zip_van(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": document})


def pdf_bom() -> bytes:
    import pypdf
    from pypdf.generic import NameObject, StreamObject

    schrijver = pypdf.PdfWriter()
    blad = schrijver.add_blank_page(600, 800)
    stroom = StreamObject()
    stroom._data = zlib.compress(b"BT (a) Tj ET\n" * 3_000_000)
    stroom[NameObject("/Filter")] = NameObject("/FlateDecode")
    blad[NameObject("/Contents")] = schrijver._add_object(stroom)
    uit = io.BytesIO()
    schrijver.write(uit)
    return uit.getvalue()


def pdf_leeg(wachtwoord: str = "") -> bytes:
    import pypdf

    schrijver = pypdf.PdfWriter()
    schrijver.add_blank_page(600, 800)
    if wachtwoord:
        schrijver.encrypt(wachtwoord, algorithm="RC4-128")
    uit = io.BytesIO()
    schrijver.write(uit)
    return uit.getvalue()


def fiche(vervang: tuple[str, str] = ("", "")) -> str:
    return als_tekst(FICHES[0]).replace(*vervang) if vervang[0] else als_tekst(FICHES[0])


RUIS = random.Random(7).randbytes(60_000)

GEVALLEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "leeg": (lambda: b"", "leeg"),
    "alleen witruimte": (lambda: b" \r\n\t\n", "leeg"),
    "plaatje": (lambda: b"\x89PNG\r\n\x1a\n" + RUIS, "bevat geen tekst"),
    "ruis": (lambda: RUIS, "bevat geen tekst"),
    "afgebroken utf-16": (lambda: als_tekst().encode("utf-16")[:5001], "beschadigd"),
    "oud Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1" + RUIS, "oud Word-bestand"),
    "rtf": (lambda: b"{\\rtf1 tekst}", "RTF"),
    "brief": (lambda: ("Geachte raad,\n\nHierbij een brief over de opgave van de regio.\n" * 40).encode(), "geen Plan"),
    "vijf MB": (lambda: b"lorem ipsum dolor sit amet\n" * 190_000, "te groot"),
    "veel regels": (lambda: b"x\n" * 60_000, "te groot"),
    "bijna een kop": (lambda: b"\n".join(b"Vervolgafspr%05d" % n for n in range(19_000)), "geen Plan"),
    "lange regel": (lambda: b"a " * 1_400_000, "te lang"),
    "te veel bytes": (lambda: b"a" * (MAX_BYTES + 1), "te groot"),
    "haken": (lambda: fiche(("Samen grond kopen", "(" * 19_000)).encode(), ""),
    "sterren": (lambda: fiche(("Samen grond kopen", "**" * 9_000)).encode(), ""),
    "puntkomma's": (lambda: fiche(("Kernteam Vaarten", "a;" * 9_000)).encode(), "meer dan 500 regels of punten"),
    "veel fiches": (lambda: als_tekst(FICHES[0] * 250).encode(), "250 fiches"),
    "lange titel": (lambda: fiche(("Wonen langs de vaart", "Wonen " * 60)).encode(), "titel"),
    "half fiche": (lambda: als_tekst(FICHES[0][:14]).encode(), "deel van een fiche"),
    "half tweede fiche": (lambda: als_tekst([*FICHES[0], *FICHES[1][:9]]).encode(), "Fiche 2 is niet compleet"),
    "zonder slot": (lambda: als_tekst([*FICHES[0], *FICHES[1][:-2]]).encode(), "1 van de 10 secties ontbreekt"),
    "kop als laatste": (lambda: als_tekst([*FICHES[0], *FICHES[1][:-1]]).encode(), "na de laatste kop"),
    "begint halverwege": (lambda: als_tekst([*FICHES[0][6:], *FICHES[1]]).encode(), "begint midden in een fiche"),
    "minder fiches dan het overzicht": (
        lambda: als_tekst([s for s in plan() if not any(s is f for f in FICHES[3])]).encode(),
        "noemt 4 opgaven, maar er staan 3 fiches",
    ),
    "gewone zip": (lambda: zip_van(tekst=b"x"), "geen Word-bestand"),
    "zipbom": (lambda: word(b"<w>" + b" " * 120_000_000), "te groot"),
    "xxe": (lambda: word(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'), "DOCTYPE"),
    "kapot Word": (lambda: word(b"<x"), "niet te lezen"),
    "kapotte zip": (lambda: b"PK\x03\x04" + RUIS, "niet uit te pakken"),
    "kapotte PDF": (lambda: b"%PDF-1.7\n" + RUIS, "niet te lezen"),
    "PDF zonder tekst": (pdf_leeg, "scan"),
    "PDF met wachtwoord": (lambda: pdf_leeg("geheim"), "wachtwoord"),
    "PDF-bom": (pdf_bom, "te groot"),
}


@pytest.mark.parametrize("geval", GEVALLEN)
def test_refusing(geval: str) -> None:
    maak, zin = GEVALLEN[geval]
    inhoud = maak()
    begin = time.process_time()
    if zin:
        with pytest.raises(Leesfout, match=zin) as fout:
            lees(inhoud, regio="veenland", regionaam="Veenland", registers=Koppelregisters())
        assert str(fout.value).endswith(".") and "\n" not in str(fout.value)
    else:  # odd, but a plan: it only has to be fast
        lees(inhoud, regio="veenland", regionaam="Veenland", registers=Koppelregisters())
    assert time.process_time() - begin < 10


def test_one_whole_fiche_is_a_plan() -> None:
    document = lees(fiche().encode(), regio="veenland", regionaam="Veenland").document
    assert [o.titel for o in document.opgaven] == ["Wonen langs de vaart"]


def test_a_fiche_in_a_table_of_word() -> None:
    """Each section a row: the heading in the first cell, the words in the second."""
    import docx

    document = docx.Document()
    document.add_paragraph(FICHES[1][0].tekst)
    document.add_paragraph(FICHES[1][1].tekst)
    tabel = document.add_table(rows=0, cols=2)
    for stuk in FICHES[1][2:]:
        if stuk.soort == "fichekop":
            cellen = tabel.add_row().cells
            cellen[0].text = stuk.tekst
            cel, eerste = cellen[1], True
        elif eerste:
            cel.paragraphs[0].text, eerste = stuk.tekst, False
            cel.paragraphs[0].style = "List Bullet" if stuk.soort == "punt" else "Normal"
        else:
            cel.add_paragraph(stuk.tekst, style="List Bullet" if stuk.soort == "punt" else "Normal")
    uit = io.BytesIO()
    document.save(uit)
    (opgave,) = lees(uit.getvalue(), regio="veenland", regionaam="Veenland").document.opgaven
    assert opgave.titel == "Kansen voor kinderen in de dorpen"
    assert [len(s.items) for s in opgave.secties] == [0, 0, 0, 3, 4, 0, 2, 0, 2, 0]


def test_a_numbered_list_of_word_gets_its_numbers() -> None:
    import docx

    from inlezen.lezers import lees_bron

    document = docx.Document()
    for woorden in ("Eerst dit", "Dan dat"):
        document.add_paragraph(woorden, style="List Number")
    uit = io.BytesIO()
    document.save(uit)
    assert [r.tekst for r in lees_bron(uit.getvalue()).regels] == ["1. Eerst dit", "2. Dan dat"]
