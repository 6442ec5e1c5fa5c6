"""What a body asked to change stands on the fiche, in Mijn werk and as an occasion, until a version carries it out.

A decision that waits for a second person is in their work and in a notice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from governance.models import Besluit, Gremium
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Plan, Sectie
from reacties.actions.besluiten import leg_besluit_voor
from reacties.models import Melding
from tests.inloggen import inloggen
from tests.lezen import leest
from versies.actions.goedkeuringen import bevestig
from versies.actions.versies import maak_versie
from versies.gevraagd import van_sectie
from versies.models import Amendement, Goedkeuring

WIJZIGINGEN = [("14.V", "Noem het jaar."), ("1.2", "Schrijf dit korter."), ("", "Maak het plan leesbaar.")]


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def twee(persoon: Callable[..., User]) -> tuple[User, User]:
    return persoon("secretaris"), persoon("programmamanager")


def leg_op(plan: Plan, door: User) -> Goedkeuring:
    return leg_besluit_voor(
        versie=maak_versie(plan=plan, label="Concept", door=None),
        gremium=Gremium.objects.get(regio=plan.regio, code="twente_board"),
        datum=date(2025, 12, 11),
        uitkomst=Besluit.Uitkomst.MET_WIJZIGINGEN,
        amendementen=WIJZIGINGEN,
        door=door,
    )


@pytest.fixture
def besluit(voorbeeld: Plan, twee: tuple[User, User]) -> Goedkeuring:
    return bevestig(goedkeuring=leg_op(voorbeeld, twee[0]), pdf=b"%PDF", door=twee[1])


def sectie(plan: Plan, soort: str = "vervolg") -> Sectie:
    return Sectie.objects.select_related("plan", "opgave").get(plan=plan, opgave__nummer=14, soort__code=soort)


def test_it_stands_on_the_fiche_for_people_with_a_role(
    als: Callable[..., Client], client: Client, besluit: Goedkeuring
) -> None:
    html = leest(als("redacteur").get("/twente/opgaven/14/"))
    assert "Gevraagde wijzigingen" in html and '<a href="#14.V">14.V</a> Noem het jaar.' in html
    assert "Twente Board, 11 december 2025" in html and "Nog niet uitgevoerd." in html
    assert "Noem het jaar." not in leest(als("redacteur").get("/twente/opgaven/13/"))
    assert "Noem het jaar." not in leest(client.get("/twente/opgaven/14/"))


def test_it_is_in_the_work_of_who_may_write_there(als: Callable[..., Client], besluit: Goedkeuring) -> None:
    for rol in ("redacteur", "programmamanager"):
        html = leest(als(rol).get("/twente/mijn-werk/"))
        assert 'Gevraagde wijzigingen <span class="bij">3</span>' in html, rol
        assert 'href="/twente/opgaven/14/vervolg/bewerken/"' in html and "Maak het plan leesbaar." in html
    assert "Noem het jaar." not in leest(als("lezer").get("/twente/mijn-werk/"))


def test_the_place_follows_the_text(als: Callable[..., Client], besluit: Goedkeuring, voorbeeld: Plan) -> None:
    from opgaven.models import Opgave

    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(nummer=30)
    html = leest(als("redacteur").get("/twente/opgaven/30/"))
    assert '<a href="#30.V">30.V</a> Noem het jaar.' in html


def test_a_change_is_made_for_it_and_it_stays_until_a_version(
    als: Callable[..., Client], besluit: Goedkeuring, voorbeeld: Plan, twee: tuple[User, User]
) -> None:
    rij = sectie(voorbeeld)
    bronnen = {a.code: a for a in van_sectie(rij)}
    gevraagd = Amendement.objects.get(plaats="14.V")
    assert str(gevraagd.pk) in bronnen and bronnen[str(gevraagd.pk)].woorden == (
        "wijziging 1, gevraagd door Twente Board op 11 december 2025"
    )
    assert {a.code for a in van_sectie(sectie(voorbeeld, "opgave"))} == {str(Amendement.objects.get(plaats="").pk)}
    formulier = leest(als("redacteur").get("/twente/opgaven/14/vervolg/bewerken/"))
    assert f'value="amendement:{gevraagd.pk}"' in formulier
    from dataclasses import replace

    anders = replace(bouw_sectie(rij), opening="<p>Het is klaar in 2027.</p>")
    aanleiding = bronnen[str(gevraagd.pk)].als_data()
    bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=anders, door=twee[1], aanleiding=aanleiding)
    assert "De tekst is hiervoor gewijzigd; nog in geen versie." in leest(als("redacteur").get("/twente/opgaven/14/"))
    maak_versie(plan=voorbeeld, label="Tweede", door=None, uitgevoerd=[gevraagd])
    assert "Noem het jaar." not in leest(als("redacteur").get("/twente/opgaven/14/"))
    assert "Noem het jaar." not in leest(als("redacteur").get("/twente/mijn-werk/"))


def test_who_may_confirm_has_it_in_their_work_and_a_notice(
    als: Callable[..., Client], voorbeeld: Plan, persoon: Callable[..., User]
) -> None:
    manager = als("programmamanager")
    lezer = persoon("lezer")
    secretaris = persoon("secretaris")
    goedkeuring = leg_op(voorbeeld, secretaris)
    zinnen = dict(Melding.objects.filter(soort="besluit").values_list("user__email", "zin"))
    assert len(zinnen) == 1 and secretaris.email not in zinnen and lezer.email not in zinnen
    assert next(iter(zinnen.values())) == (
        "Het besluit van Twente Board (11 december 2025) over Concept wacht op uw bevestiging."
    )
    adres = f"/twente/documenten/{goedkeuring.versie.code}/besluit/{goedkeuring.pk}/bevestigen/"
    assert f'href="{adres}"' in leest(manager.get("/twente/mijn-werk/"))
    vraag = leest(manager.get(adres))
    assert "Klopt dit besluit over Concept?" in vraag and "Schrijf dit korter." in vraag
    goedkeuring.refresh_from_db()
    assert goedkeuring.bevestigd_op is None, "asking confirms nothing"
    zelf = Client()
    inloggen(secretaris, zelf)
    assert zelf.get(adres).status_code == 403
    assert manager.post(adres).status_code == 303
    goedkeuring.refresh_from_db()
    assert goedkeuring.bevestigd_op is not None
    assert not Melding.objects.filter(soort="besluit", gelezen_op=None).exists(), "nobody is asked any more"
    assert "was al bevestigd" in leest(manager.get(adres, follow=True))
    assert "Er wacht geen besluit op bevestiging." in leest(manager.get("/twente/mijn-werk/"))
