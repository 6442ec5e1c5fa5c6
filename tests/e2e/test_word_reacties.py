"""Remarks from a Word file in a browser: where each lands, what is resolved, and what has no place, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from opgaven.models import Plan
from tests.e2e.wachten import axe_op
from tests.inlezen.test_gevallen import GEVALLEN
from tests.inlezen.woordvormen import deel, erbij, p, relatie, t
from tests.inlezen.wordwerk import Word

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_stands_in_the_margin_and_what_stands_nowhere(
    ingelogd: Callable[[str], Page], live_server: Any, voorbeeld: Plan, tmp_path: Path, klachten: list[str]
) -> None:
    word = Word((GEVALLEN / "07-fiche-opmerking-antwoord-opgelost.docx").read_bytes())
    relatie(word, "rIdV", "footnotes", "footnotes.xml")
    deel(word, "word/footnotes.xml", "footnotes", f'<w:footnote w:id="2">{p(t("Bron: eigen telling."))}</w:footnote>')
    erbij(word.met("Voor dit alles is technisch"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    pad = tmp_path / "fiche 7 terug.docx"
    pad.write_bytes(word.bytes())
    page = ingelogd("redacteur")
    page.goto(f"{live_server.url}/twente/reacties/word/")
    page.get_by_label("Namens").select_option(index=2)
    page.get_by_label("Functie", exact=True).fill("beleidsmedewerker")
    page.get_by_label("Bestand").set_input_files(pad)
    page.get_by_role("button").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Opmerkingen uit fiche 7 terug.docx")
    expect(page.get_by_label("7.K2 Opmerking: in het bestand opgelost")).not_to_be_checked()
    expect(page.get_by_label("7.K4 Opmerking")).to_be_checked()
    expect(page.get_by_text("Antwoord: Eens, cijfers volgen van het werkbedrijf.")).to_be_visible()
    gemist = page.get_by_role("region", name="Wat geen plek heeft")
    expect(gemist.get_by_role("listitem")).to_have_text("Voetnoot bij 7.K4: Bron: eigen telling.")
    for breed in (1280, 320):
        page.set_viewport_size({"width": breed, "height": 900})
        uitkomst = axe_op(page)
        assert not uitkomst.violations_count, f"{breed}: {uitkomst.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= breed
