"""Which letters a text needs, what is drawn for a sign that no file has, and the code of a version."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from documenten.druk import letters
from documenten.druk.tekens import tekenletter
from plandocument.versiecode import in_groepen, versiecode, voorvoegsel

REGIOS = (
    "achterhoek kop-van-noord-holland midden-limburg noard-fryslan noord-en-oost-groningen noord-limburg"
    " zuid-en-oost-drenthe twente zeeuws-vlaanderen zuid-limburg zuidoost-fryslan"
)


@pytest.fixture(autouse=True)
def _drukkerij(drukkerij: Path) -> None: ...


@pytest.mark.parametrize(
    ("tekst", "subsets"),
    [
        ("Gewone tekst, één €", ("latin",)),
        ("Łódź", ("latin", "latin-ext")),
        ("Ελληνικά", ("latin", "greek")),
        ("Привет", ("latin", "cyrillic")),
        ("Tiếng Việt", ("latin", "vietnamese")),
    ],
)
def test_only_the_files_that_are_needed(tekst: str, subsets: tuple[str, ...]) -> None:
    assert letters.kies(tekst) == (subsets, frozenset())


def test_a_character_in_no_font_is_drawn() -> None:
    assert letters.kies("ja → 😀 مرحبا")[1] >= {ord("→"), ord("😀"), ord("م")}
    blad, _ = letters.letterblad("ja → 😀")
    assert '"Fira Sans Tekens"' in blad
    assert "Tekens" not in letters.letterblad("ja")[0]


def test_invisible_characters_ask_for_no_font() -> None:
    assert letters.kies("a\u200bb\u00adc\u2060d\ufeff")[1] == frozenset()


def test_a_drawn_letter_has_a_shape_for_every_character() -> None:
    latin = letters.bestand("latin", "400", "normal")
    punten = {ord(t) for t in "→≥✓●😀م你₂‰ﬁ\u2011\u2009\uf0b7"}
    inhoud = tekenletter(latin, punten)
    font = TTFont(BytesIO(inhoud))
    assert punten <= set(font.getBestCmap())
    zonder = {p for p in punten if font["glyf"][font.getBestCmap()[p]].numberOfContours == 0}
    assert zonder == {0x2009}
    assert tekenletter(latin, sorted(punten, reverse=True)) == inhoud


def test_countless_characters_stay_small() -> None:
    inhoud = tekenletter(letters.bestand("latin", "400", "normal"), range(0x4E00, 0x9FFF))
    assert len(inhoud) < 3_000_000


def test_a_missing_font_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from documenten.druk import fouten, pers

    monkeypatch.setattr(letters, "BRON", tmp_path)
    with pytest.raises(fouten.LetterOntbreekt):
        pers.zetsel("<p>tekst</p>")


def test_fonts_thrown_away_are_unpacked_again() -> None:
    pad = letters.bestand("greek", "600", "normal")
    pad.unlink()
    assert letters.bestand("greek", "600", "normal").exists()


def test_a_version_code_is_short_and_depends_on_every_bit() -> None:
    assert versiecode("twente", "00" * 32) == "TW-0000-0000"
    assert versiecode("twente", "ff" * 32) == "TW-ZZZZ-ZZZZ"
    assert versiecode("noord-limburg", "0123456789" + "00" * 27) == "NL-04HM-ASW9"
    assert len({voorvoegsel(r) for r in REGIOS.split()}) == 11
    assert in_groepen("ab" * 4) == "abab abab"


def test_the_worker_knows_no_django() -> None:
    """The worker starts fast and can reach no settings, no database, no secret."""
    code = "import sys, documenten.druk.werker; print(any(m.split('.')[0] == 'django' for m in sys.modules))"
    import sys

    uit = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert uit.stdout.strip() == "False"
