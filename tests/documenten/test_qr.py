"""The QR code on paper is the code of the address, module by module, and says in words where it leads."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
import segno

from documenten.druk import pers
from documenten.druk.opmaak import Uitgave, html_plan, html_selectie
from documenten.druk.qr import RAND, qr
from plandocument.boom import Plandocument
from tests.documenten.conftest import Pdf

DONKER = range(128)
ADRES = "https://voorbeeld.test/twente/controle/?code=TW-4F7K-92QD"


def _verwacht(adres: str) -> list[list[bool]]:
    return [[bool(m) for m in rij] for rij in segno.make_qr(adres, error="m", boost_error=False).matrix]


def test_drawn_modules_are_the_modules_of_the_code() -> None:
    svg = qr(ADRES, "naar de controle")
    maat = len(_verwacht(ADRES))
    getekend = [[False] * maat for _ in range(maat)]
    for x, y, breed in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        for i in range(int(breed)):
            getekend[int(y) - RAND][int(x) - RAND + i] = True
    assert getekend == _verwacht(ADRES)
    assert f'viewBox="0 0 {maat + 2 * RAND} {maat + 2 * RAND}"' in svg
    assert "<title>naar de controle</title>" in svg


def test_no_address_no_code_and_characters_do_no_harm() -> None:
    assert qr("", "x") == ""
    assert "<b>" not in qr(ADRES, "<b>&")


def test_readable_on_paper(drukkerij: Path, tmp_path: Path) -> None:
    """The paper is looked at as a camera does: every module at its middle, and white around it."""
    from PIL import Image

    html = (
        '<!doctype html><html lang="nl"><title>QR</title><style>@page { margin: 0; @bottom-left { content: none }'
        " @bottom-center { content: none } @bottom-right { content: none } } svg { display: block; width: 100mm;"
        f" height: 100mm }}</style><body>{qr(ADRES, 'naar de controle')}</body></html>"
    )
    pdf = Pdf(pers.druk(pers.zetsel(html)).pad)
    assert pdf.ua_fouten() == []
    pdf._roep("pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", str(pdf.pad), str(tmp_path / "qr"))
    verwacht = _verwacht(ADRES)
    stap = 100 / 25.4 * 150 / (len(verwacht) + 2 * RAND)
    with Image.open(tmp_path / "qr.png") as open_:
        beeld = open_.convert("L")
        donker = [
            [beeld.getpixel((int((x + 0.5) * stap), int((y + 0.5) * stap))) in DONKER for x in range(len(verwacht) + 8)]
            for y in range(len(verwacht) + 8)
        ]
    assert [rij[RAND:-RAND] for rij in donker[RAND:-RAND]] == verwacht
    assert not any(any(rij) for rij in (*donker[:RAND], *donker[-RAND:]))


@pytest.mark.parametrize("wat", ["plan", "selectie"])
def test_cover_and_colophon_lead_to_the_check(
    wat: str, drukkerij: Path, document: Plandocument, uitgave: Uitgave
) -> None:
    from dataclasses import replace

    eigen = replace(uitgave, controle=ADRES)
    html = (
        html_plan(document, eigen, ()) if wat == "plan" else html_selectie(document, eigen, document.opgaven[:2], str)
    )
    assert html.count('class="qr"') == 2
    pdf = Pdf(pers.druk(pers.zetsel(html)).pad)
    assert pdf.ua_fouten() == []
    assert "controle/?code=" in pdf.tekst()
    with pikepdf.open(pdf.pad) as open_:
        teksten = [
            str(d.get("/Alt")) for d in open_.objects if isinstance(d, pikepdf.Dictionary) and d.get("/S") == "/Figure"
        ]
    assert teksten.count(f"QR-code naar {ADRES}") == 2
