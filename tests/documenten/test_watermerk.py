"""The word behind the text of a draft: seen, never in the way, never read aloud or copied."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from documenten.druk import pers
from documenten.druk.opmaak import Uitgave, html_fiche
from documenten.druk.watermerk import KLEUR, LANGST, schoon, watermerk
from plandocument.boom import Plandocument
from tests.documenten.conftest import Pdf


def _licht(kleur: str) -> float:
    kanalen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (k / 12.92 if k <= 0.03928 else ((k + 0.055) / 1.055) ** 2.4 for k in kanalen)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("inkt", ["#1a1f24", "#48525a", "#00594f"])
def test_text_over_it_stays_easy_to_read(inkt: str) -> None:
    assert (_licht(KLEUR) + 0.05) / (_licht(inkt) + 0.05) >= 6.9


def test_the_word_is_there_and_is_no_text(
    drukkerij: Path, document: Plandocument, uitgave: Uitgave, tmp_path: Path
) -> None:
    html = html_fiche(document, document.opgave(14), uitgave, str)
    kaal, met = (Pdf(pers.druk(pers.zetsel(html, woord=woord)).pad) for woord in ("", "Zwaan"))
    assert met.ua_fouten() == []
    assert met.tekst() == kaal.tekst()
    assert met.letters() == kaal.letters()
    assert _grijs(met, tmp_path) > 20 * max(1, _grijs(kaal, tmp_path))


def _grijs(pdf: Pdf, map_: Path) -> int:
    """Points of the colour of the word on the first page."""
    from PIL import Image

    pdf._roep("pdftoppm", "-r", "40", "-png", "-singlefile", str(pdf.pad), str(map_ / "blad"))
    doel = tuple(int(KLEUR[i : i + 2], 16) for i in (1, 3, 5))
    with Image.open(map_ / "blad.png") as beeld:
        return sum(hoeveel for hoeveel, kleur in beeld.convert("RGB").getcolors(1 << 20) or [] if kleur == doel)


@pytest.mark.parametrize(
    ("getypt", "op_papier"),
    [
        ("Concept", "Concept"),
        ("  Ter   bespreking ", "Ter bespreking"),
        ("Vóór 1 maart!", "Vóór 1 maart!"),
        ("😀😀", ""),
        ("— — —", ""),
        ("\x00<b>\u202ex", "<b>x"),
        ("w" * 500, "w" * LANGST),
        ("", ""),
    ],
)
def test_only_what_the_font_has(getypt: str, op_papier: str, drukkerij: Path) -> None:
    assert schoon(getypt) == op_papier
    assert bool(watermerk(getypt)) == bool(op_papier)
    assert "<b>" not in watermerk(getypt)


@pytest.mark.parametrize("woord", ["i", "Concept", "W" * LANGST])
def test_the_word_stays_on_the_paper(woord: str, drukkerij: Path) -> None:
    """Along the diagonal of a page there is room for some 240 mm."""
    getallen = [float(x) for x in re.findall(r"(-?[\d.]+),", re.sub(r"[MLQCHVZ]| ", ",", _pad(woord)))]
    assert max(map(abs, getallen)) < 120


def _pad(woord: str) -> str:
    gevonden = re.search(r' d="([^"]*)"', watermerk(woord))
    assert gevonden
    return gevonden[1]
