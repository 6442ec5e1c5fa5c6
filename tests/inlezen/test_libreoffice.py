"""Files of the portal opened and saved by LibreOffice itself: without an edit nothing is changed.

Needs Debian's libreoffice-writer-nogui. Everything is converted in three runs of the program, once per session.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from documenten.schrijvers import fiche, odt_bytes, plan, word_bytes
from inlezen.lezers import lees
from inlezen.lezers.terug import Teruggelezen, lees_terug
from plandocument import boom, tekst
from plandocument.canoniek import hash_van
from tests.inlezen.test_gevallen import GEVALLEN, genoemd, punten
from tests.inlezen.woordvormen import t, xml
from tests.inlezen.wordwerk import UITGAVE, Word, nieuwe_alinea, zet_tekst
from tests.plandocument.genereer import figuur, sleutel, tabel

SPOREN = [("docx", "docx"), ("docx", "odt"), ("odt", "docx"), ("odt", "odt"), ("docx", "odt-docx")]
"""What the portal wrote, and what it became."""


def zet_om(bron: Path, doel: Path, naar: str) -> None:
    """All files of a folder in one run, with settings of its own."""
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice ontbreekt: installeer libreoffice-writer-nogui."
    filter_ = "docx:MS Word 2007 XML" if naar == "docx" else naar
    opdracht = [soffice, f"-env:UserInstallation=file://{doel}-profiel", "--headless", "--convert-to", filter_]
    bestanden = sorted(str(b) for b in bron.iterdir())
    subprocess.run([*opdracht, "--outdir", str(doel), *bestanden], check=True, capture_output=True, timeout=240)
    assert {b.stem for b in doel.iterdir()} == {Path(b).stem for b in bestanden}


def bewerkt(document: boom.Plandocument, inhoud: bytes) -> bytes:
    """A point in other words, and a new one."""
    word = Word(inhoud)
    een, twee = (word.alinea(f"p_{i.sleutel}") for i in document.opgave(14).sectie("knelpunten").items[:2])
    zet_tekst(een, "Anders gezegd.")
    nieuwe_alinea(twee, "Een nieuw punt.")
    return word.bytes()


def met_tabellen() -> boom.Plandocument:
    """A chapter with tables and figures of every shape; always the same."""
    r = Random(4)
    teksten = [tekst.schoon(f"<p>voor</p>{tabel(r)}<p>na</p>{tabel(r)}{figuur(r)}<p>slot</p>") for _ in range(15)]
    secties = tuple(boom.Sectie(sleutel(r), titel=f"Kop {n}", opening=t) for n, t in enumerate(teksten))
    return boom.Plandocument("twente", "Plan", hoofdstukken=(boom.Hoofdstuk(sleutel(r), "Een", secties),))


def vreemd() -> bytes:
    """A fiche of somebody else: numbered points, struck and hidden words."""
    word = Word((GEVALLEN / "17-vreemd-genummerde-lijst.docx").read_bytes())
    eerste = word.met("Er is te weinig geld.")
    for n, stuk in enumerate((t(" Intern.", "<w:vanish/>"), t(" Oud.", "<w:strike/>"))):
        eerste.insert(n + 2, xml(stuk)[0])
    return word.bytes()


@pytest.fixture(scope="session")
def omgezet(document: boom.Plandocument, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], bytes]:
    """By name and what it became: the bytes that LibreOffice wrote."""
    map_ = tmp_path_factory.mktemp("libreoffice")
    bron = map_ / "bron"
    bron.mkdir()
    uitgave = replace(UITGAVE, hash=hash_van(document))
    fiche14, heel = fiche(document, document.opgave(14), uitgave), plan(document, uitgave)
    bestanden = {
        "fiche-docx.docx": word_bytes(fiche14),
        "fiche-odt.odt": odt_bytes(fiche14),
        "plan-docx.docx": word_bytes(heel),
        "plan-odt.odt": odt_bytes(heel),
        "bewerkt-docx.docx": bewerkt(document, word_bytes(fiche14)),
        "vreemd-docx.docx": vreemd(),
        "tabellen-docx.docx": word_bytes(plan(met_tabellen(), uitgave)),
        "tabellen-odt.odt": odt_bytes(plan(met_tabellen(), uitgave)),
        **{f"{pad.name[:2]}-docx.docx": pad.read_bytes() for pad in GEVALLEN.glob("0[1-7]-*.docx")},
    }
    for naam, inhoud in bestanden.items():
        (bron / naam).write_bytes(inhoud)
    uit: dict[tuple[str, str], bytes] = {}
    for van, naar, als in ((bron, "odt", "odt"), (bron, "docx", "docx"), (map_ / "odt", "docx", "odt-docx")):
        zet_om(van, map_ / als, naar)
        uit |= {(pad.stem, als): pad.read_bytes() for pad in (map_ / als).iterdir()}
    return uit


def lees_om(omgezet: dict[tuple[str, str], bytes], naam: str, als: str, basis: boom.Plandocument) -> Teruggelezen:
    return lees_terug(omgezet[naam, als], basis)


@pytest.mark.parametrize("wat", ["fiche", "plan"])
@pytest.mark.parametrize(("van", "naar"), SPOREN)
def test_saved_without_a_change(
    omgezet: dict[tuple[str, str], bytes], document: boom.Plandocument, wat: str, van: str, naar: str
) -> None:
    """Links and references too; and the file still says which text it was made from."""
    gelezen = lees_om(omgezet, f"{wat}-{van}", naar, document)
    assert gelezen.document == document
    assert gelezen.hash == hash_van(document)
    assert (gelezen.overgeslagen, gelezen.meldingen, gelezen.wijzigingen) == ((), (), ())


@pytest.mark.parametrize("naar", ["docx", "odt", "odt-docx"])
def test_saved_with_a_change(omgezet: dict[tuple[str, str], bytes], document: boom.Plandocument, naar: str) -> None:
    gelezen = lees_om(omgezet, "bewerkt-docx", naar, document)
    was = document.opgave(14).sectie("knelpunten").items
    nu = gelezen.document.opgave(14).sectie("knelpunten").items
    assert nu == (replace(was[0], tekst="Anders gezegd."), was[1], nu[2], *was[2:])
    assert nu[2].tekst == "Een nieuw punt."
    secties = [s for s in gelezen.document.opgave(14).secties if s.soort != "knelpunten"]
    assert secties == [s for s in document.opgave(14).secties if s.soort != "knelpunten"]


@pytest.mark.parametrize("naar", ["docx", "odt", "odt-docx"])
def test_cases_stay_what_they_are(
    omgezet: dict[tuple[str, str], bytes], document: boom.Plandocument, naar: str
) -> None:
    """Notes, boxes, hidden and struck words, signs and comments, after LibreOffice saved them."""
    gelezen = {n: lees_om(omgezet, f"0{n}-docx", naar, document) for n in (1, 2, 3, 5, 6, 7)}
    assert genoemd(gelezen[1]) == [("voetnoot bij 7.K4", "Bron: arbeidsmarktcijfers 2025, tabel 3.", False)]
    assert [w for w, _, _ in genoemd(gelezen[2])] == ["tekstvak in 7.N"]
    assert punten(gelezen[3].document)[3].startswith("Voor dit alles is talent nodig ≥ 20% meer, en dat leidt → tot")
    assert genoemd(gelezen[5]) == [("verborgen tekst in 7.K4", "INTERN: niet delen met het ministerie.", True)]
    assert genoemd(gelezen[6]) == [("doorgehaalde woorden in 7.K4", "technisch", True)]
    assert {(k.tekst, k.opgelost) for k in gelezen[7].kanttekeningen} >= {
        ("Dit punt is al opgelost in het overleg.", True),
        ("Graag aanvullen met cijfers.\nEn noem Noord-Twente.", False),
    }
    assert gelezen[1].document == gelezen[5].document == gelezen[7].document == document


@pytest.mark.parametrize("naar", ["docx", "odt", "odt-docx"])
def test_a_strange_file(omgezet: dict[tuple[str, str], bytes], naar: str) -> None:
    gelezen = lees(omgezet["vreemd-docx", naar], regio="twente", regionaam="Twente")
    assert punten(gelezen.document, 1) == ["Er is te weinig geld.", "Er zijn te weinig mensen."]
    assert {(o.soort, o.wat) for o in gelezen.overgeslagen} == {("verborgen", "Intern."), ("doorgehaald", "Oud.")}


@pytest.mark.parametrize(("van", "naar"), SPOREN)
def test_tables_and_figures_go_through_libreoffice(omgezet: dict[tuple[str, str], bytes], van: str, naar: str) -> None:
    document = met_tabellen()
    terug = lees_terug(omgezet[f"tabellen-{van}", naar], document)
    assert terug.document == document
    assert terug.overgeslagen == ()
