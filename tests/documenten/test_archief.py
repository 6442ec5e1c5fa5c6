"""The archive copy: PDF/A-3a of an approved version, with the text itself inside as the bytes its hash is about."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from django.http import HttpRequest

from accounts.models import User
from documenten import afdrukken
from documenten.druk.keuze import Drukkeuze, Onmogelijk
from governance.models import Besluit, Gremium
from npvr.bestand import Bestand
from opgaven.bezoek import Bezoek
from opgaven.models import Plan
from plandocument.canoniek import uit_bytes
from versies.actions.goedkeuringen import bevestig, leg_vast
from versies.actions.versies import maak_versie
from versies.bezoek import bezoek
from versies.models import Versie

pytestmark = pytest.mark.usefixtures("vast_moment")


@pytest.fixture
def twee(persoon: Callable[..., User]) -> tuple[User, User]:
    return persoon("programmamanager"), persoon("secretaris")


@pytest.fixture
def versie(voorbeeld: Plan, drukkerij: Path, twee: tuple[User, User]) -> Versie:
    return maak_versie(plan=voorbeeld, label="Definitief", door=twee[0])


@pytest.fixture
def besluit(versie: Versie, twee: tuple[User, User]) -> Callable[..., None]:
    def neem(uitkomst: str = "vastgesteld", bevestigd: bool = True, **meer: Any) -> None:
        goedkeuring = leg_vast(
            versie=versie,
            gremium=Gremium.objects.filter(regio=versie.plan.regio)[0],
            datum=date(2025, 12, 11),
            uitkomst=Besluit.Uitkomst(uitkomst),
            toelichting="",
            vindplaats="",
            amendementen=meer.get("amendementen", []),
            door=twee[0],
        )
        if bevestigd:
            bevestig(goedkeuring=goedkeuring, pdf=b"%PDF-", door=twee[1])

    return neem


@pytest.fixture
def visite(versie: Versie, twee: tuple[User, User]) -> Callable[[], Bezoek]:
    def ga() -> Bezoek:
        request = HttpRequest()
        request.user = twee[0]
        return bezoek(request, "twente", versie.code)

    return ga


def _archief(visite: Bezoek) -> Bestand:
    keuze = Drukkeuze("plan", "archief", versie=visite.bron.versie, bijlagen=frozenset({"besluiten", "matrix"}))
    return afdrukken.maak(visite, keuze.netjes(visite.document))


@pytest.fixture
def stuk(besluit: Callable[..., None], visite: Callable[[], Bezoek], tmp_path: Path) -> Path:
    besluit(amendementen=[("14.V", "Noem wie het eerste gesprek voert.")])
    pad = tmp_path / "archief.pdf"
    pad.write_bytes(_archief(visite()).inhoud)
    return pad


def test_conforms_to_pdf_a_3a(stuk: Path) -> None:
    rapport = page.validate_pdf(stuk, profile="3a")
    assert [(f.rule_id, f.message) for f in rapport.failures] == []
    with pikepdf.open(stuk) as pdf:
        (bedoeling,) = pdf.Root.OutputIntents
        assert str(bedoeling.S) == "/GTS_PDFA1"
        assert "sRGB" in str(bedoeling.OutputConditionIdentifier)
        assert int(bedoeling.DestOutputProfile.N) == 3
        with pdf.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
            assert "Plan voor de Regio Twente" in meta["dc:title"]
            assert meta["dc:creator"] == ["NPVR-team Twente"]
            gemaakt = meta["xmp:CreateDate"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", gemaakt)
        assert bool(pdf.Root.MarkInfo.Marked) and str(pdf.Root.Lang) == "nl"


def test_is_accessible_too(stuk: Path) -> None:
    """One file for the archive and for a screen reader."""
    rapport = page.validate_pdf(stuk, profile="ua1")
    assert [(f.rule_id, f.message) for f in rapport.failures] == []
    with pikepdf.open(stuk) as pdf, pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"


def test_the_text_itself_is_inside(stuk: Path, versie: Versie) -> None:
    with pikepdf.open(stuk) as pdf:
        (naam,) = pdf.attachments
        assert naam == f"twente-{versie.code}.json"
        inhoud = pdf.attachments[naam].get_file().read_bytes()
        (feiten,) = pdf.Root.AF
        assert str(feiten.AFRelationship) == "/Source"
        assert str(feiten.EF.F.Subtype) == "/application/json"
        assert "gegevensbestand" in str(feiten.Desc)
    assert inhoud == bytes(versie.inhoud)
    assert hashlib.sha256(inhoud).hexdigest() == versie.sha256
    assert uit_bytes(inhoud) == versie.document


def test_made_later_it_is_the_same_file(
    stuk: Path, visite: Callable[[], Bezoek], drukkerij: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    eerste = stuk.read_bytes()
    for pad in drukkerij.glob("*.pdf"):
        pad.unlink()
    (drukkerij / "passing.json").unlink(missing_ok=True)
    assert _archief(visite()).inhoud == eerste


def test_says_what_was_decided(stuk: Path) -> None:
    from tests.documenten.conftest import Pdf

    tekst = " ".join(Pdf(stuk).tekst().split())
    assert "11 december 2025: vastgesteld" in tekst
    assert "Noem wie het eerste gesprek voert." in tekst and "Gevraagde wijzigingen" in tekst
    assert "Het is ook een archiefstuk: PDF/A-3a" in tekst
    assert "niet vastgesteld" not in tekst


@pytest.mark.parametrize(
    ("uitkomst", "bevestigd", "mag"),
    [
        ("vastgesteld", True, True),
        ("vastgesteld_met_wijzigingen", True, True),
        ("akkoord", True, True),
        ("vastgesteld", False, False),
        ("ter_kennisname", True, False),
        ("aangehouden", True, False),
    ],
)
def test_only_of_an_approved_version(
    uitkomst: str, bevestigd: bool, mag: bool, besluit: Callable[..., None], visite: Callable[[], Bezoek]
) -> None:
    besluit(uitkomst, bevestigd)
    keuze = Drukkeuze("plan", "archief", versie=visite().bron.versie).netjes(visite().document)
    if mag:
        afdrukken.controleer(visite(), keuze)
    else:
        with pytest.raises(Onmogelijk, match="nog geen bevestigd besluit"):
            afdrukken.controleer(visite(), keuze)


def test_an_ordinary_print_carries_nothing(visite: Callable[[], Bezoek], tmp_path: Path) -> None:
    keuze = Drukkeuze("selectie", versie=visite().bron.versie, opgaven=(visite().document.opgaven[0].sleutel,))
    pad = tmp_path / "x.pdf"
    pad.write_bytes(afdrukken.maak(visite(), keuze.netjes(visite().document)).inhoud)
    with pikepdf.open(pad) as pdf:
        assert list(pdf.attachments) == [] and "/AF" not in pdf.Root and "/OutputIntents" not in pdf.Root


def test_the_print_with_a_besluit_names_that_besluit(
    besluit: Callable[..., None], versie: Versie, visite: Callable[[], Bezoek]
) -> None:
    besluit(bevestigd=False)
    goedkeuring = versie.goedkeuringen.get()
    assert afdrukken.uitgave(visite()).besluiten == ()
    (zin,) = afdrukken.uitgave(visite(), goedkeuring).status
    assert zin.endswith("11 december 2025: vastgesteld")
    # and what is kept with it is the copy for the archive
    with pikepdf.open(BytesIO(afdrukken.stuk_bij_besluit(visite(), goedkeuring))) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], list(pdf.attachments)) == ("3", [f"twente-{versie.code}.json"])


def test_the_print_with_a_besluit_that_settles_nothing_is_no_archiefstuk(
    besluit: Callable[..., None], versie: Versie, visite: Callable[[], Bezoek]
) -> None:
    besluit(bevestigd=False, uitkomst=Besluit.Uitkomst.TER_KENNISNAME)
    inhoud = afdrukken.stuk_bij_besluit(visite(), versie.goedkeuringen.get())
    with pikepdf.open(BytesIO(inhoud)) as pdf:
        assert list(pdf.attachments) == []
