"""Tables and figures in the text, on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
from pypdf import PdfReader

from documenten.druk import pers
from documenten.druk.opmaak import Uitgave, html_plan
from plandocument import tekst
from plandocument.boom import Plandocument
from tests.documenten.conftest import Pdf


def test_a_table_keeps_its_headers_over_pages_and_says_what_they_head(
    drukkerij: Path, document: Plandocument, uitgave: Uitgave
) -> None:
    rijen = "\n".join(f"| Gemeente {n} | {n} |" for n in range(70))
    tabel = tekst.uit_plat(f"Tabel: Woningen\n| Waar | Hoeveel |\n|===|---|\n{rijen}")
    hoofdstuk = document.hoofdstukken[0]
    secties = (replace(hoofdstuk.secties[0], opening=tabel), *hoofdstuk.secties[1:])
    plan = replace(document, hoofdstukken=(replace(hoofdstuk, secties=secties),), opgaven=document.opgaven[:1])
    pdf = Pdf(pers.druk(pers.zetsel(html_plan(plan, uitgave, ()))).pad)
    assert pdf.ua_fouten() == []
    bladen = [blad for p in PdfReader(pdf.pad).pages if "Gemeente" in (blad := p.extract_text())]
    assert len(bladen) >= 2 and all("Waar" in blad and "Hoeveel" in blad for blad in bladen)
    with pikepdf.open(pdf.pad) as open_:
        koppen = [d["/A"].Scope for d in open_.objects if isinstance(d, pikepdf.Dictionary) and d.get("/S") == "/TH"]
    assert koppen.count("/Row") == 70 and koppen.count("/Column") >= 2
