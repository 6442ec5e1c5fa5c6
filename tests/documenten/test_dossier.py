"""The dossier of a ministry on paper: what the plan asks of it, and what it said and heard, for who may read that."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from documenten.dossier import Dossier, dossier_van, dossier_zetsel
from documenten.druk import pers
from opgaven.bezoek import Bezoek
from opgaven.models import Plan
from tests.conftest import publiceer_nu
from tests.documenten.conftest import Pdf
from tests.documenten.notawerk import LEK, NAMEN, Toneel, zet, zet_op
from tests.documenten.test_nota import plat
from tests.inloggen import inloggen

ADRES = "/twente/ministeries/ocw/pdf/"
VAN_REACTIES = ("reactie", "Noem een datum", "Dank, de datum", "Najaarsronde", "Lopende rondes", *LEK.values())


@pytest.fixture
def toneel(drukkerij: Path, voorbeeld: Plan, persoon: Callable[..., User]) -> Toneel:
    return zet_op(voorbeeld, persoon)


def tekst(client: Client, tmp_path: Path) -> str:
    antwoord = client.get(ADRES)
    assert antwoord.status_code == 200
    (tmp_path / "d.pdf").write_bytes(antwoord.content)
    return plat(Pdf(tmp_path / "d.pdf").tekst("-raw"))


def lees(dossier: Dossier, visite: Bezoek, tmp_path: Path) -> str:
    (tmp_path / "d.pdf").write_bytes(pers.druk(dossier_zetsel(dossier, visite)).lees())
    return plat(Pdf(tmp_path / "d.pdf").tekst("-raw"))


def test_the_pdf_has_opgaven_points_comments_and_answers(toneel: Toneel) -> None:
    visite, inzage = toneel.visite(toneel.manager)
    dossier = dossier_van(visite, inzage, "ocw")
    assert dossier is not None
    pdf = Pdf(pers.druk(dossier_zetsel(dossier, visite)).pad)
    assert pdf.ua_fouten() == []
    woorden = plat(pdf.tekst("-raw"))
    for zin in (
        "Onderwijs, Cultuur en Wetenschap",
        "Hier staan 2 reacties van OCW; 1 reactie wacht op een antwoord.",
        "Najaarsronde, tot en met 11 december 2099, over 21 opgaven. Het antwoord wordt nog verwacht.",
        "Noem een datum. En zeg wie erover gaat.",
        "Dank, de datum volgt nog.",
    ):
        assert zin in woorden, zin
    assert woorden.index("Primair") < woorden.index("Betrokken") < woorden.index("Reacties van OCW")
    # of what waits others read that it is taken up, and no draft of how it ends
    assert {naam for naam, merk in LEK.items() if merk in woorden} == {"ingediend"}
    assert "In behandeling" in woorden


def test_a_page_on_which_an_opgave_goes_on_says_so_and_no_other(toneel: Toneel) -> None:
    """Also when another opgave begins further down that page."""
    visite, inzage = toneel.visite(toneel.manager)
    dossier = dossier_van(visite, inzage, "ocw")
    assert dossier is not None
    bladen = Pdf(pers.druk(dossier_zetsel(dossier, visite)).pad).tekst("-raw").split("\f")
    codes = [re.findall(r"^(\d+)\.[KI]\d", blad.partition("Reacties van")[0], re.M) for blad in bladen]
    verder = []
    for blad, voor, hier in zip(bladen[1:], codes, codes[1:], strict=False):
        if voor and hier:
            verder += (koppen := re.findall(r"^(\d+) .*\(vervolg\)$", blad, re.M))
            assert koppen == hier[:1] * (voor[-1] == hier[0]), blad
    assert verder


def test_a_visitor_gets_the_public_text_and_no_word_of_comments(toneel: Toneel, tmp_path: Path) -> None:
    publiceer_nu(toneel.plan)
    woorden = tekst(Client(), tmp_path)
    assert "Onderwijs, Cultuur en Wetenschap" in woorden and "Knelpunten" in woorden
    assert not [w for w in VAN_REACTIES if w.lower() in woorden.lower()]


@pytest.mark.parametrize(
    ("soort", "ministerie", "leest"),
    [
        ("ministeriecontact", "ocw", {"ingediend"}),
        ("ministeriecontact", "vro", set()),
        ("bestuurslid", "", set()),
        ("lezer", "", set()),
        ("redacteur", "", {"ingediend"}),
        ("beheerder", "", {"ingediend"}),
    ],
)
def test_each_reads_what_they_may(
    soort: str, ministerie: str, leest: set[str], toneel: Toneel, persoon: Callable[..., User], tmp_path: Path
) -> None:
    woorden = tekst(inloggen(persoon(soort, ministerie or "ocw")), tmp_path)
    assert {naam for naam, merk in LEK.items() if merk in woorden} == leest
    assert not [naam for naam in NAMEN if naam in woorden]
    assert "Noem een datum." in woorden
    assert ("Najaarsronde, tot en met" in woorden) == (soort == "redacteur" or ministerie == "ocw")


def test_what_goes_out_of_afdrukken_is_released(toneel: Toneel) -> None:
    visite, inzage = toneel.visite(toneel.manager)
    dossier = dossier_van(visite, inzage, "ocw", alleen_vrij=True)
    assert dossier is not None and [r.code for r in dossier.reacties or ()] == ["14.K2"]


def test_no_remarks_and_what_is_not_released_are_told(
    toneel: Toneel, persoon: Callable[..., User], tmp_path: Path
) -> None:
    visite, inzage = toneel.visite(toneel.manager)
    ocw, bzk = dossier_van(visite, inzage, "ocw"), dossier_van(visite, inzage, "bzk")
    assert ocw is not None and bzk is not None
    assert "1 reactie is nog niet vrijgegeven." in lees(ocw, visite, tmp_path)
    assert "BZK heeft geen opmerkingen in 1 ronde: Najaarsronde." in lees(bzk, visite, tmp_path)
    weg = dossier_van(visite, inzage, "ocw", alleen_vrij=True)
    assert weg is not None and "1 reactie is nog niet vrijgegeven en staat hier niet in." in lees(weg, visite, tmp_path)
    visite, inzage = toneel.visite(persoon("lezer"))
    voor_lezer, leeg = dossier_van(visite, inzage, "ocw"), dossier_van(visite, inzage, "bzk")
    assert voor_lezer is not None and voor_lezer.niet_vrij == 0
    assert leeg is not None and leeg.geen_opmerkingen == (), "the round is open"


def test_the_number_of_queries_does_not_grow(toneel: Toneel, django_assert_num_queries: Any) -> None:
    visite, inzage = toneel.visite(toneel.manager)
    with django_assert_num_queries(10):
        dossier_van(visite, inzage, "ocw")
    for n in range(1, 8):
        zet(toneel.plan, f"Reactie {n}.", f"{n}.V", "ocw")
    with django_assert_num_queries(10):
        dossier = dossier_van(visite, inzage, "ocw")
    assert dossier is not None and len(dossier.reacties or ()) == 9


def test_no_such_ministry_or_plan(toneel: Toneel, als: Callable[..., Client]) -> None:
    assert als("lezer").get("/twente/ministeries/nooit/pdf/").status_code == 404
    assert Client().get("/achterhoek/ministeries/ocw/pdf/").status_code == 404
