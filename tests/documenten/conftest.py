"""Prints for the tests: the example plan as a document, and what came out of the press, made once per session."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import page
import pytest
from django.utils import timezone

from documenten.druk import pers
from documenten.druk.opmaak import Uitgave, html_fiche
from plandocument.boom import Opgave, Plandocument
from plandocument.canoniek import hash_van
from plandocument.versiecode import versiecode


@dataclass(frozen=True)
class Pdf:
    """A print, and the programs that look at it."""

    pad: Path

    def tekst(self, *opties: str) -> str:
        return self._roep("pdftotext", *opties, str(self.pad), "-")

    def letters(self) -> list[str]:
        """Names of the fonts inside, without the mark of their subset."""
        return [regel.split()[0].partition("+")[2] for regel in self._roep("pdffonts", str(self.pad)).splitlines()[2:]]

    def ua_fouten(self) -> list[tuple[str, str]]:
        rapport = page.validate_pdf(self.pad, profile="ua1")
        return [(f.rule_id, f.message) for f in rapport.failures]

    def _roep(self, *opdracht: str) -> str:
        return subprocess.run(opdracht, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="session")
def uitgave(document: Plandocument) -> Uitgave:
    hash_ = hash_van(document)
    return Uitgave(
        document.titel,
        "Twente",
        document.label,
        "werkversie 20 november 2026",
        versiecode("twente", hash_),
        hash_,
        "https://voorbeeld.test/twente/",
    )


@pytest.fixture
def drukkerij(settings: Any, druk_var: Path) -> Iterator[Path]:
    """A folder for prints that the whole session shares: what is printed twice is printed once."""
    settings.VAR = druk_var
    yield druk_var / "afdrukken"


@pytest.fixture(scope="session")
def _moment() -> datetime:
    return timezone.now()


@pytest.fixture
def vast_moment(monkeypatch: pytest.MonkeyPatch, _moment: datetime) -> None:
    """All that happens, happens at one moment: what several tests print alike is then the same print, made once."""
    monkeypatch.setattr(timezone, "now", lambda: _moment)


@pytest.fixture
def druk_fiche(drukkerij: Path, document: Plandocument, uitgave: Uitgave) -> Callable[..., Pdf]:
    """`druk_fiche(opgave)` prints a fiche, in the plan or with changes."""

    def druk(opgave: Opgave, doc: Plandocument | None = None) -> Pdf:
        html = html_fiche(doc or document, opgave, uitgave, lambda n: f"https://voorbeeld.test/twente/opgaven/{n}/")
        return Pdf(pers.druk(pers.zetsel(html)).pad)

    return druk
