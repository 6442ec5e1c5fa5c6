"""The whole plan on paper: contents, links and bookmarks that tell the truth, tags, one family of letters."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from documenten.druk import pers
from documenten.druk.gremia import GremiumDruk, Laag
from documenten.druk.opmaak import Uitgave, html_plan
from plandocument.boom import Plandocument
from tests.documenten.conftest import Pdf

_TAFELS = (
    GremiumDruk(f"Tafel {n}", "voorstel", "Praat.", "elke week", "Leden", ("A", "B"), ("Stuurt aan X",))
    for n in range(40)
)
LAGEN = (
    Laag("Rijk", (GremiumDruk("Directie", "", "Voert uit.", "", "Lid", ("Directeur",), ()),)),
    Laag("Regio", tuple(_TAFELS)),
)


@pytest.fixture
def plan(drukkerij: Path, document: Plandocument, uitgave: Uitgave) -> Pdf:
    return Pdf(pers.druk(pers.zetsel(html_plan(document, uitgave, LAGEN))).pad)


@pytest.fixture
def bladen(plan: Pdf) -> list[str]:
    return list(_bladen(plan))


@lru_cache(maxsize=1)
def _bladen(plan: Pdf) -> tuple[str, ...]:
    return tuple(p.extract_text().replace("\u00a0", " ") for p in PdfReader(plan.pad).pages)


def _vlak(lezer: PdfReader) -> list[tuple[int, str, int]]:
    """Bookmarks: depth, words, page."""
    uit: list[tuple[int, str, int]] = []

    def loop(rij: list[Any], diepte: int) -> None:
        for deel in rij:
            if isinstance(deel, Destination):
                pagina = lezer.get_destination_page_number(deel)
                uit.append((diepte, str(deel.title).replace("\u00a0", " "), -1 if pagina is None else pagina))
            else:
                loop(deel, diepte + 1)

    loop(lezer.outline, 1)
    return uit


def test_a_plan_is_accessible_with_one_typeface(plan: Pdf) -> None:
    assert plan.ua_fouten() == []
    assert set(plan.letters()) <= {"Fira-Sans", "Fira-Sans-Italic", "Fira-Sans-Medium", "Fira-Sans-Semi-Bold"}


def test_every_fiche_is_on_a_page_of_its_own(bladen: list[str], document: Plandocument) -> None:
    voeten = [m[1] for blad in bladen if (m := re.search(r"opgave (\d+)\s+pagina", blad))]
    assert voeten == [str(o.nummer) for o in document.opgaven]
    assert all(blad.strip() for blad in bladen)


def test_the_contents_name_the_real_pages(plan: Pdf, bladen: list[str], document: Plandocument) -> None:
    inhoud = Pdf(plan.pad).tekst("-f", "2", "-l", "2", "-layout").replace("\u00a0", " ")
    genoemd = re.findall(r"(\S[^\n]*?)\s*(?:\. ?){2,}\s*(\d+)\n", inhoud)
    assert len(genoemd) == len(document.opgaven) + len(document.hoofdstukken) + 2
    for opgave in document.opgaven:
        blad = next(int(n) for titel, n in genoemd if titel.endswith(opgave.titel))
        assert re.search(rf"opgave {opgave.nummer}\s+pagina {blad} van {len(bladen)}", bladen[blad - 1])
    for hoofdstuk in document.hoofdstukken:
        blad = next(int(n) for titel, n in genoemd if titel.endswith(hoofdstuk.titel))
        assert hoofdstuk.titel in " ".join(bladen[blad - 1].split())
    assert "Colofon" in bladen[int(genoemd[-1][1]) - 1]


def test_contents_and_references_lead_somewhere(plan: Pdf, bladen: list[str]) -> None:
    lezer = PdfReader(plan.pad)
    namen = lezer.named_destinations
    waar = {naam: lezer.get_destination_page_number(doel) for naam, doel in namen.items()}
    binnen, buiten = [], []
    for bladzijde in lezer.pages:
        for ding in bladzijde.get("/Annots", ()):
            ding = ding.get_object()
            if "/Dest" in ding:
                binnen.append(str(ding["/Dest"]))
            elif "/A" in ding:
                buiten.append(str(ding["/A"].get("/URI", "")))
    assert len(binnen) > 32
    assert set(binnen) <= set(waar)
    for naam, blad in waar.items():
        if naam.startswith("opgave-"):
            assert blad is not None and re.search(rf"opgave {naam[7:]}\s+pagina {blad + 1} ", bladen[blad])
    assert buiten == ["https://voorbeeld.test/twente/"]


def test_bookmarks_follow_the_plan(plan: Pdf, bladen: list[str], document: Plandocument) -> None:
    rij = _vlak(PdfReader(plan.pad))
    boven = [(woorden, blad) for diepte, woorden, blad in rij if diepte == 1]
    assert [w for w, _ in boven[:3]] == ["Omslag", "Inhoud", "1 Waarom dit plan"]
    assert boven[-1][0] == "Colofon en versie"
    assert len(boven) == 2 + len(document.hoofdstukken) + len(document.opgaven) + 2
    for opgave in document.opgaven:
        woorden, blad = next(b for b in boven if b[0] == f"{opgave.nummer} {opgave.titel}")
        assert f"opgave {opgave.nummer}" in bladen[blad], woorden
    onder = [w for d, w, _ in rij if d == 2]
    assert onder.count("Mogelijke interventies") == 21


def test_running_head_and_foot(bladen: list[str], uitgave: Uitgave) -> None:
    for nummer, blad in enumerate(bladen[1:], 2):
        woorden = " ".join(blad.split())
        assert uitgave.code in woorden
        assert uitgave.voet in woorden
        assert f"pagina {nummer} van {len(bladen)}" in woorden
    tweede = next(blad for blad in bladen if "pagina 4 van" in blad)
    assert tweede.split()[:4] == ["1", "Waarom", "dit", "plan"] or "1 Waarom dit plan" in tweede


def test_cover_and_colophon_say_which_version_this_is(bladen: list[str], uitgave: Uitgave) -> None:
    omslag, colofon = (" ".join(blad.split()) for blad in (bladen[0], bladen[-1]))
    for deel in ("Plan voor de Regio Twente", uitgave.versie, uitgave.code, "Werkversie, niet vastgesteld"):
        assert deel in omslag
    assert uitgave.code in colofon
    assert uitgave.hash in colofon.replace(" ", "")


def test_the_grid_has_words_for_who_cannot_see_it(plan: Pdf) -> None:
    with pikepdf.open(plan.pad) as pdf:
        teksten = {
            str(ding.get("/Alt"))
            for ding in pdf.objects
            if isinstance(ding, pikepdf.Dictionary) and ding.get("/S") == "/Figure"
        }
    assert {"wel: ", "niet: "} <= teksten
    assert any(t.startswith("Raster van 21 opgaven en 3 doelstellingen. Woonklimaat: opgave 1,") for t in teksten)


def test_overleggen_are_there_per_level_without_names_of_people(bladen: list[str]) -> None:
    tekst = " ".join(" ".join(bladen).split())
    hier = tekst[tekst.index("Hier staan alle overleggen") :]
    assert hier.index("Directie Voert uit. Directeur") < hier.index("Tafel 0 (voorstel)") < hier.index("Tafel 39")
    assert "Praat. Stuurt aan X. A; B" in hier and "Elke week" in hier


def test_a_fiche_fits_in_the_plan_as_it_does_alone(
    plan: Pdf, drukkerij: Path, document: Plandocument, uitgave: Uitgave
) -> None:
    """The choice of the tight step is one choice: what is learnt from the one serves the other."""
    from documenten.druk.bewaarplaats import Bewaarplaats
    from documenten.druk.opmaak import html_fiche

    los, heel = (
        {d["anker"]: d["sleutel"] for d in pers.zetsel(html).delen if "sleutel" in d}
        for html in (
            html_fiche(document, document.opgave(10), uitgave, lambda n: f"https://voorbeeld.test/{n}"),
            html_plan(document, uitgave, LAGEN),
        )
    )
    assert los["opgave-10"] == heel["opgave-10"]
    passing = Bewaarplaats(drukkerij).passing(set(heel.values()))
    assert len(passing) == 21
    assert passing[heel["opgave-10"]] == "vol"
    assert passing[heel["opgave-16"]] == "ruim"
