"""Which opgave a fiche is: by title and words, never by its number or its place alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inlezen.voorbeeld import lees_voorbeeld
from plandocument import boom
from plandocument.herken import herken
from plandocument.herkenning import beoordeel, herken_opgaven
from plandocument.sleutels import nieuwe_sleutel
from tests.conftest import FIXTURES


@pytest.fixture(scope="module")
def plan() -> boom.Plandocument:
    return lees_voorbeeld(FIXTURES / "twente")


def los(opgave: boom.Opgave, **anders: object) -> boom.Opgave:
    return replace(opgave, sleutel=nieuwe_sleutel(), **anders)  # type: ignore[arg-type]


def vreemde() -> boom.Opgave:
    secties = (
        boom.Sectie(nieuwe_sleutel(), "opgave", opening="<p>Vissers op de Waddenzee krijgen schonere boten.</p>"),
        boom.Sectie(
            nieuwe_sleutel(), "knelpunten", items=(boom.Item(nieuwe_sleutel(), "Havens verzanden door slib."),)
        ),
    )
    return boom.Opgave(nieuwe_sleutel(), 1, "Schone garnalenvisserij", secties=secties)


def test_every_opgave_recognises_itself(plan: boom.Plandocument) -> None:
    gevonden = herken_opgaven([los(o) for o in reversed(plan.opgaven)], plan)
    assert [h.sleutel for h in gevonden] == [o.sleutel for o in reversed(plan.opgaven)]
    assert all(h.zeker for h in gevonden)
    assert gevonden[0].reden == (
        "de titel in het bestand is die van opgave 21 en de tekst is bijna gelijk aan die van dezelfde opgave"
    )


def test_another_title_above_the_same_text_is_the_same_opgave(plan: boom.Plandocument) -> None:
    (h,) = herken_opgaven([los(plan.opgave(7), titel="Kennis voor morgen")], plan)
    assert (h.sleutel, h.zeker) == (plan.opgave(7).sleutel, True)
    assert h.reden == "de tekst is bijna gelijk aan die van opgave 7"


def test_another_text_under_the_same_title_is_the_same_opgave(plan: boom.Plandocument) -> None:
    (h,) = herken_opgaven([los(vreemde(), titel=plan.opgave(7).titel.upper())], plan)
    assert (h.sleutel, h.zeker) == (plan.opgave(7).sleutel, True)


@pytest.mark.parametrize(("titel", "tekst"), [(7, 14), (14, 7)])
def test_title_and_text_of_two_opgaven_is_not_certain(plan: boom.Plandocument, titel: int, tekst: int) -> None:
    (h,) = herken_opgaven([los(plan.opgave(tekst), titel=plan.opgave(titel).titel)], plan)
    assert not h.zeker
    assert f"opgave {titel}" in h.reden and f"opgave {tekst}" in h.reden
    assert {plan.nummers[m.sleutel] for m in h.kandidaten[:2]} == {7, 14}


def test_a_fiche_of_another_plan_is_no_opgave_at_all(plan: boom.Plandocument) -> None:
    (h,) = herken_opgaven([vreemde()], plan)
    assert (h.sleutel, h.zeker) == ("", False)
    assert h.reden == "titel en tekst lijken op geen enkele opgave in dit plan"


def test_a_number_alone_is_never_enough(plan: boom.Plandocument) -> None:
    fiche = vreemde()
    (h,) = herken_opgaven([fiche], plan, {fiche.sleutel: 1})
    assert (h.sleutel, h.zeker) == (plan.opgave(1).sleutel, False)
    assert h.reden.startswith("alleen het nummer komt overeen")


def test_another_number_above_a_known_text_is_told(plan: boom.Plandocument) -> None:
    fiche = los(plan.opgave(7))
    (h,) = herken_opgaven([fiche], plan, {fiche.sleutel: 3})
    assert (h.sleutel, h.zeker) == (plan.opgave(7).sleutel, True)
    assert h.reden.endswith("al staat er nummer 3 boven")


def test_twice_the_same_fiche_does_not_become_twice_the_same_opgave(plan: boom.Plandocument) -> None:
    een, twee = herken_opgaven([los(plan.opgave(7)), los(plan.opgave(7))], plan)
    assert [h.sleutel for h in (een, twee)].count(plan.opgave(7).sleutel) == 1
    assert "een andere fiche in dit bestand is al gelezen als opgave 7" in (een.reden + twee.reden)


def test_who_chooses_another_than_the_file_says_is_contradicted(plan: boom.Plandocument) -> None:
    (h,) = herken_opgaven([los(plan.opgave(14))], plan)
    oordeel = beoordeel(h, plan.opgave(7).sleutel, plan)
    assert (oordeel.sleutel, oordeel.zeker) == (plan.opgave(7).sleutel, False)
    assert oordeel.reden.startswith("u koos opgave 7, maar de titel in het bestand is die van opgave 14")
    assert beoordeel(h, plan.opgave(14).sleutel, plan).zeker


def test_a_wholly_different_plan_gets_no_opgave_by_its_number(plan: boom.Plandocument) -> None:
    nieuw = replace(plan, opgaven=(vreemde(),), hoofdstukken=())
    assert herken(nieuw, plan).opgave(1).sleutel == nieuw.opgave(1).sleutel
    gehusseld = replace(plan, opgaven=tuple(los(o, nummer=22 - o.nummer) for o in plan.opgaven))
    assert {o.sleutel: o.titel for o in herken(gehusseld, plan).opgaven} == {o.sleutel: o.titel for o in plan.opgaven}
