"""An ODT file that the portal wrote, edited as LibreOffice does it, and taken back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from documenten.schrijvers import fiche, odt_bytes
from inlezen.lezers.terug import Teruggelezen, lees_terug
from plandocument import boom, tekst
from tests.inlezen.wordwerk import AUTEUR, UITGAVE


def terug(document: boom.Plandocument, *ruil: tuple[str, str]) -> Teruggelezen:
    """The fiche of opgave 14 with pieces of its content.xml changed."""
    with zipfile.ZipFile(io.BytesIO(odt_bytes(fiche(document, document.opgave(14), UITGAVE)))) as pakket:
        delen = {naam: pakket.read(naam).decode() for naam in pakket.namelist()}
    for oud, nieuw in ruil:
        assert delen["content.xml"].count(oud) == 1
        delen["content.xml"] = delen["content.xml"].replace(oud, nieuw)
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return lees_terug(uit.getvalue(), document)


def items(document: boom.Plandocument) -> list[boom.Item]:
    return list(document.opgave(14).sectie("knelpunten").items)


def test_anders_gezegd_en_een_punt_erbij(document: boom.Plandocument) -> None:
    was = items(document)
    merk = f'<text:bookmark-start text:name="p_{was[0].sleutel}"/>'
    eind = f'<text:bookmark-end text:name="p_{was[0].sleutel}"/></text:p></text:list-item>'
    punt = '<text:list-item><text:p text:style-name="P1">Een nieuw punt.</text:p></text:list-item>'
    rij = items(terug(document, (merk, f"{merk}Ook: "), (eind, eind + punt)).document)
    assert rij[0] == replace(was[0], tekst="Ook: " + was[0].tekst)
    assert rij[1].tekst == "Een nieuw punt."
    assert rij[2:] == was[1:]


def test_bijgehouden_wijzigingen_en_kanttekening(document: boom.Plandocument) -> None:
    """Deleted words stand apart in ODF, with only a mark in the text; who did it is not read."""
    was = items(document)
    wie = f"<office:change-info><dc:creator>{AUTEUR}</dc:creator></office:change-info>"
    lijst = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion>' + wie + "</text:insertion>"
        '</text:changed-region><text:changed-region text:id="c2"><text:deletion>'
        + wie
        + "<text:p>weg</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    merk = f'<text:bookmark-start text:name="p_{was[0].sleutel}"/>'
    erin = (
        '<text:change-start text:change-id="c1"/>Ook: <text:change-end text:change-id="c1"/>'
        f'<text:change text:change-id="c2"/><office:annotation office:name="a1"><dc:creator>{AUTEUR}</dc:creator>'
        "<text:p>Klopt dit?</text:p></office:annotation>"
    )
    eind = f'<text:bookmark-end text:name="p_{was[0].sleutel}"/>'
    gelezen = terug(
        document,
        ("<office:text>", f"<office:text>{lijst}"),
        (merk, merk + erin),
        (eind, f'<office:annotation-end office:name="a1"/>{eind}'),
    )
    assert items(gelezen.document) == [replace(was[0], tekst="Ook: " + was[0].tekst), *was[1:]]
    assert [(w.soort, w.tekst, w.item) for w in gelezen.wijzigingen] == [
        ("toegevoegd", "Ook: ", was[0].sleutel),
        ("verwijderd", "weg", was[0].sleutel),
    ]
    (rij,) = gelezen.kanttekeningen
    assert (rij.tekst, rij.bij) == ("Klopt dit?", tekst.woorden(was[0].tekst, document.nummers))
    assert AUTEUR not in repr(gelezen)
