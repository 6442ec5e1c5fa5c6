"""What would disappear is said, and never ticked; and what a section lacks of its lines is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from inlezen.beeld import Beeldvraag, Overnamebeeld, beeld
from inlezen.lezers.verantwoord import Inhoud
from opgaven.models import Plan
from plandocument import boom
from plandocument.sleutels import nieuwe_sleutel
from tests.inlezen.inleeswerk import geef, tekst_van
from tests.portaal.test_reacties_word import stuur

GEVALLEN = Path(__file__).parent / "gevallen"


def item(tekst: str, **anders: object) -> boom.Item:
    return boom.Item(nieuwe_sleutel(), tekst, **anders)  # type: ignore[arg-type]


def met(plan: boom.Plandocument, soort: str, **anders: object) -> boom.Plandocument:
    """The plan with another section in opgave 7."""
    zeven = plan.opgave(7)
    secties = tuple(replace(s, **anders) if s.soort == soort else s for s in zeven.secties)  # type: ignore[arg-type]
    return replace(plan, opgaven=tuple(replace(zeven, secties=secties) if o.nummer == 7 else o for o in plan.opgaven))


def kijk(nu: boom.Plandocument, straks: boom.Plandocument) -> Overnamebeeld:
    namen = {("ministerie", "ezk"): "EZK", ("gremium", "twente_board"): "Twente Board"}
    return beeld(
        Beeldvraag(
            nu=nu,
            basis=nu,
            gelezen=straks,
            weet_basis=True,
            regio="twente",
            akkoord=frozenset(),
            mag=lambda _: True,
            namen=namen,
        )
    )


def zinnen(nu: boom.Plandocument, straks: boom.Plandocument) -> tuple[bool, str]:
    """Whether the one piece is ticked, and what is said at it."""
    (keuze,) = kijk(nu, straks).keuzes
    return keuze.aan, " ".join(keuze.waarschuwingen)


def test_an_ordinary_change_and_a_new_point_are_ticked(document: boom.Plandocument) -> None:
    rij = document.opgave(7).sectie("knelpunten").items
    anders = (replace(rij[0], tekst="Er is geen regeling."), *rij[1:], item("Een nieuw punt."))
    assert zinnen(document, met(document, "knelpunten", items=anders)) == (True, "")


def test_a_point_an_eigenaar_and_a_ministerie_that_disappear(document: boom.Plandocument) -> None:
    for soort, wie in (
        ("knelpunten", "7.K2 ‘De NTS"),
        ("eigenaarschap", "eigenaar 7.E2 ‘"),
        ("ministeries", "ministerie 7.M2 ‘EZK’"),
    ):
        rij = document.opgave(7).sectie(soort).items
        aan, zegt = zinnen(document, met(document, soort, items=(rij[0], *rij[2:])))
        assert not aan and f"dan verdwijnt: {wie}" in zegt, (soort, zegt)


def test_a_list_that_becomes_text(document: boom.Plandocument) -> None:
    aan, zegt = zinnen(document, met(document, "knelpunten", items=(), opening="<p>Er is te weinig geld.</p>"))
    assert not aan
    assert "wordt de lijst lopende tekst: er staan daarna geen knelpunten meer" in zegt and "7.K1" in zegt


def test_points_of_a_list_in_the_text(document: boom.Plandocument) -> None:
    nu = met(document, "nodig", opening="<ul><li>Een</li><li>Twee</li></ul>")
    assert zinnen(nu, met(document, "nodig", opening="<p>Een</p><p>Twee</p>")) == (
        False,
        "Neemt u dit over, dan verdwijnt: 2 punten van lijsten in de tekst.",
    )


@pytest.mark.parametrize(
    ("link", "zegt"),
    [
        ('<a href="opgave:{veertien}">opgave</a>', "de verwijzing naar opgave 14"),
        ('<a href="https://voorbeeld.test/">hier</a>', "de link naar https://voorbeeld.test/"),
    ],
)
def test_a_link_that_disappears(document: boom.Plandocument, link: str, zegt: str) -> None:
    nu = met(document, "nodig", opening=f"<p>Zie {link.format(veertien=document.opgave(14).sleutel)} voor meer.</p>")
    aan, zin = zinnen(nu, met(document, "nodig", opening="<p>Zie opgave 14 voor meer.</p>"))
    assert (aan, zin) == (False, f"Neemt u dit over, dan verdwijnt: {zegt}.")


def test_a_koppeling_and_the_primaire_ministerie(document: boom.Plandocument) -> None:
    rij = document.opgave(7).sectie("ministeries").items
    aan, zin = zinnen(
        document, met(document, "ministeries", items=(replace(rij[0], primair=False), replace(rij[1], koppelingen=())))
    )
    assert not aan and "de koppeling met EZK" in zin and "is geen ministerie meer primair" in zin


def test_a_point_that_moves_does_not_disappear_but_goes_together_or_not(document: boom.Plandocument) -> None:
    knelpunten = document.opgave(7).sectie("knelpunten").items
    nodig = document.opgave(7).sectie("interventies").items
    verhuisd = met(met(document, "knelpunten", items=knelpunten[1:]), "interventies", items=(*nodig, knelpunten[0]))
    assert [k.aan for k in kijk(document, verhuisd).keuzes] == [True, True]
    weg = met(verhuisd, "interventies", items=(*nodig[1:], knelpunten[0]))
    keuzes = kijk(document, weg).keuzes
    assert [k.aan for k in keuzes] == [False, False]  # where one is not ticked, the point would be lost


def test_what_a_sectie_does_not_have_of_its_lines() -> None:
    sectie = boom.Sectie(
        "s", "knelpunten", opening="<p>Te weinig <strong>geld</strong>voor zorg.</p>", items=(item("Tien mensen"),)
    )
    inhoud = Inhoud(sectie, {})
    assert inhoud.mist("Te weinig geld voor zorg.") == []
    assert inhoud.mist("Twintig mensen") == ["Twintig"]
    assert inhoud.mist("Bron: regiomonitor") == ["Bron:", "regiomonitor"]
    assert inhoud.mist("TIEN\u00ad mensen") == []


def test_a_resolved_remark_is_unticked_with_its_answer(als: Callable[..., Client], voorbeeld: Plan) -> None:
    client = als("programmamanager")
    inhoud = (GEVALLEN / "07-fiche-opmerking-antwoord-opgelost.docx").read_bytes()
    pagina = client.get(geef(client, "a.docx", inhoud)["Location"])
    zegt = tekst_van(pagina)
    assert "In het bestand opgelost" in zegt and "Antwoord:" in zegt and "Noord-Twente." in zegt
    regels = stuur(client, inhoud).context["regels"]
    assert sorted((r.o.opgelost, r.aan) for r in regels) == [(False, True), (True, False)]
    assert any("Antwoord: " in r.o.tekst for r in regels)
