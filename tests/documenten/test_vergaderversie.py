"""Line numbers beside the text: every fifth line, nothing moves for them, and nobody hears them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from documenten.druk import pers, regelnummers, werker
from documenten.druk.opmaak import Uitgave, html_fiche, html_plan
from plandocument.boom import Plandocument
from tests.documenten.conftest import Pdf

_WOORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')


@pytest.fixture
def html(document: Plandocument, uitgave: Uitgave) -> str:
    return html_fiche(document, document.opgave(14), uitgave, str)


def _woorden(pad: Path) -> list[list[tuple[float, float, str]]]:
    """Per page its words: left, top in points."""
    bladen = Pdf(pad).tekst("-bbox").split("<page ")[1:]
    return [[(float(x), float(y), woord) for x, y, _, _, woord in _WOORD.findall(blad)] for blad in bladen]


def _nummers(blad: list[tuple[float, float, str]]) -> list[int]:
    return [int(w) for x, _, w in sorted(blad, key=lambda d: d[1]) if x > 565 and w.isdigit()]


@pytest.mark.parametrize("wat", ["fiche", "plan"])
def test_layout_does_not_shift(wat: str, drukkerij: Path, document: Plandocument, uitgave: Uitgave, html: str) -> None:
    tekst = html if wat == "fiche" else html_plan(document, uitgave, ())
    zonder = _woorden(pers.druk(pers.zetsel(tekst)).pad)
    met = _woorden(pers.druk(pers.zetsel(tekst, regelnummers=True)).pad)
    assert len(met) == len(zonder)
    for kaal, genummerd in zip(zonder, met, strict=True):
        over = list(genummerd)
        for woord in kaal:
            over.remove(woord)  # the same word at the same place
        assert all(w.isdigit() and int(w) % regelnummers.OM == 0 for _, _, w in over)


def test_every_fifth_line_of_every_page(drukkerij: Path, document: Plandocument, uitgave: Uitgave) -> None:
    bladen = _woorden(pers.druk(pers.zetsel(html_plan(document, uitgave, ()), regelnummers=True)).pad)
    gezien = [_in_kantlijn(blad) for blad in bladen[1:]]
    fiches = [rij for rij in gezien if len(rij) >= 5]
    assert len(fiches) >= 21
    assert all(rij == list(range(5, 5 * len(rij) + 1, 5)) for rij in fiches)
    assert gezien[0] == gezien[-1] == [], "contents and colophon have none"


def _in_kantlijn(blad: list[tuple[float, float, str]]) -> list[int]:
    """The numbers beside a fiche, or else beside a chapter, from top to bottom; footers left out."""
    rijen = [(x, int(w)) for x, y, w in sorted(blad, key=lambda d: d[1]) if w.isdigit() and y < 770]
    return [w for x, w in rijen if x > 565] or [w for x, w in rijen if 519 < x < 532]


def test_numbers_stand_at_the_lines(drukkerij: Path, html: str) -> None:
    (blad,) = _woorden(pers.druk(pers.zetsel(html, regelnummers=True)).pad)
    assert _nummers(blad) == list(range(5, 5 * len(_nummers(blad)) + 1, 5))
    basis = {round(y) for x, y, _ in blad if 160 < x < 560}
    for x, y, woord in blad:
        if x > 565 and woord.isdigit():
            assert any(abs(y + 7 - (regel + 9)) < 3 for regel in basis), woord


def test_numbers_and_watermark_are_outside_the_tagging(drukkerij: Path, html: str) -> None:
    pad = pers.druk(pers.zetsel(html, regelnummers=True, woord="Concept")).pad
    kaal = pers.druk(pers.zetsel(html)).pad
    assert Pdf(pad).ua_fouten() == []
    assert _gemerkt(pad) == _gemerkt(kaal)


def _gemerkt(pad: Path) -> int:
    """How many pieces of content the tags hold."""
    with pikepdf.open(pad) as pdf:
        return sum(
            1
            for bladzijde in pdf.pages
            for deel in pikepdf.parse_content_stream(bladzijde)
            if str(deel.operator) == "BDC" and str(deel.operands[0]) != "/Artifact"
        )


def test_side_by_side_shares_one_number(document: Plandocument, uitgave: Uitgave, html: str, drukkerij: Path) -> None:
    """Rijk and Regio stand side by side in fiche 14: as many numbers as lines one above the other."""
    document_ = _gezet(html)
    hoogten = sorted(boven for boven, _ in regelnummers.regels(document_.pages[0]._page_box))
    dubbel = sum(b - a < 1 for a, b in pairwise(hoogten))
    assert dubbel >= 4
    laatste = regelnummers.nummers(document_.pages[0])[-1][0]
    assert laatste <= len(hoogten) - dubbel < laatste + regelnummers.OM


def _gezet(html: str) -> Any:
    zetsel = pers.zetsel(html)
    opdracht = werker.Drukopdracht(
        list(zetsel.delen), zetsel.letters, zetsel.css, "", "x" * 32, bestanden=zetsel.bestanden
    )
    return werker.Pers(opdracht).zet(html)


def test_the_inside_of_weasyprint_is_still_so(html: str, drukkerij: Path) -> None:
    """The numbers read what WeasyPrint keeps to itself. After an upgrade this says what is missing."""
    from weasyprint.formatting_structure import boxes

    bladzijde = _gezet(html).pages[0]
    hint = "documenten/druk/regelnummers.py reads this; look at it before WeasyPrint goes up"
    assert hasattr(bladzijde, "_page_box"), hint
    doos = bladzijde._page_box
    for naam in ("width", "content_box_y", "children", "element"):
        assert hasattr(doos, naam), f"{naam}: {hint}"
    for naam in ("LineBox", "InlineBox", "InlineBlockBox"):
        assert hasattr(boxes, naam), f"{naam}: {hint}"
    lijnen = [d for d in doos.descendants() if isinstance(d, boxes.LineBox)]
    assert lijnen and all(isinstance(d.baseline, float | int) and d.position_y >= 0 for d in lijnen), hint
    assert len(list(regelnummers.regels(doos))) > 30, hint


def test_other_options_are_another_print(html: str) -> None:
    sleutels = {
        pers.zetsel(html).sleutel,
        pers.zetsel(html, regelnummers=True).sleutel,
        pers.zetsel(html, woord="Concept").sleutel,
        pers.zetsel(html, regelnummers=True, woord="Concept").sleutel,
    }
    assert len(sleutels) == 4


def test_progress_moves_on_until_it_is_done(drukkerij: Path, document: Plandocument, uitgave: Uitgave) -> None:
    gezegd: list[tuple[float, str]] = []
    html = html_plan(document, uitgave, ()).replace("Waarom dit plan", "Waarom dit plan er is")
    pers.druk(pers.zetsel(html, regelnummers=True), meld=lambda deel, stap: gezegd.append((deel, stap)))
    delen = [deel for deel, _ in gezegd]
    assert delen == sorted(delen) and delen[0] == 0 and delen[-1] == 1
    assert len(delen) > 40, "the bar follows the pages"
    assert [*dict.fromkeys(stap for _, stap in gezegd)][-3:] == [
        "Pagina’s opmaken",
        "Regelnummers zetten",
        "Bestand schrijven",
    ]


def test_who_stops_gets_nothing_and_leaves_nothing(drukkerij: Path, html: str) -> None:
    class Gestopt(Exception): ...

    def stop(deel: float, stap: str) -> None:
        raise Gestopt

    zetsel = pers.zetsel(html.replace("Goederentreinen", "Goederenwagens"))
    with pytest.raises(Gestopt):
        pers.druk(zetsel, meld=stop)
    assert not list(drukkerij.glob(f"{zetsel.sleutel}*")) and not list(drukkerij.glob("bezig-*.pdf"))
    assert pers.druk(zetsel).paginas == 1
