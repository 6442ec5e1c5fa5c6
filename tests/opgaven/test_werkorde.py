"""The working order: who may move a fiche, from what, with what; and that the documentation says the same."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.models import User
from governance.models import Rol
from governance.permissions import Toegang
from opgaven.actions.secties import FicheIsAkkoord, bewaar_sectie
from opgaven.actions.werkorde import StandVeranderd, TekstVeranderd, WerkstapZonderReden, verzet
from opgaven.bouw import bouw_sectie
from opgaven.models import Opgave, Plan, Sectie
from opgaven.permissions import Rechten
from opgaven.werkorde import PER_CODE, WERKORDE, als_tabel, mag_stap, standen, stappen

ADRES = "/twente/opgaven/14/stand/"
MAG = {
    "leg_voor": {"redacteur", "programmamanager"},
    "geef_akkoord": {"eigenaar", "programmamanager"},
    "stuur_terug": {"eigenaar", "programmamanager"},
    "neem_terug": {"redacteur"},
    "open_opnieuw": {"eigenaar", "programmamanager", "redacteur"},
}


def nu(plan: Plan, nummer: int = 14) -> object:
    plan.refresh_from_db()
    return standen(plan, nummer)[0]


def zet(plan: Plan, status: str, nummer: int = 14) -> None:
    Opgave.objects.filter(plan=plan, nummer=nummer).update(status=status)


@pytest.mark.parametrize("rol", Rol.Soort.values)
@pytest.mark.parametrize("beperkt", [None, "deze", "andere"])
def test_who_may_take_which_step(rol: str, beperkt: str | None) -> None:
    grens = frozenset([beperkt]) if beperkt and rol in ("redacteur", "eigenaar") else frozenset()
    rechten = Rechten(Toegang(1, frozenset([rol]), {rol: grens or None}), "deze")
    for stap in WERKORDE:
        assert mag_stap(rechten, stap) == (rol in MAG[stap.code] and grens != {"andere"}), stap.code
    for status in Opgave.Status:
        assert all(s.van == status for s in stappen(status, rechten))


def test_the_documentation_says_what_the_table_says() -> None:
    assert als_tabel() in (Path(settings.BASE_DIR) / "docs" / "werkorde.md").read_text()


def test_a_step_moves_the_fiche_and_twice_does_nothing_more(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("redacteur")
    velden = {"daad": "leg_voor", "gezien": nu(voorbeeld).afdruk}
    assert client.post(ADRES, velden).status_code == 303
    assert nu(voorbeeld).status == "ter_toetsing"
    tweede = client.post(ADRES, velden, follow=True)
    assert "was al voorgelegd" in tweede.text
    assert "Ter toetsing" in client.get("/twente/opgaven/14/").text


def test_the_reason_is_in_the_history(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    zet(voorbeeld, "ter_toetsing")
    client = als("eigenaar")
    velden = {"daad": "stuur_terug", "gezien": nu(voorbeeld).afdruk}
    leeg = client.post(ADRES, velden)
    assert leeg.status_code == 422
    assert "Schrijf waarom" in leeg.text
    assert client.post(ADRES, velden | {"reden": "De bedragen kloppen niet."}).status_code == 303
    pagina = client.get("/twente/opgaven/14/geschiedenis/").text
    assert "De bedragen kloppen niet." in pagina
    assert "in bewerking" in pagina


def test_no_akkoord_on_another_text(voorbeeld: Plan, als: Callable[..., Client], persoon: Callable[..., User]) -> None:
    zet(voorbeeld, "ter_toetsing")
    gezien = nu(voorbeeld).afdruk
    sectie = Sectie.objects.select_related("plan", "soort").filter(opgave__nummer=14).first()
    bewaar_sectie(sectie=sectie, vanaf_versie=sectie.versie, door=persoon("redacteur"),
                  inhoud=replace(bouw_sectie(sectie), opening="<p>Anders.</p>"))  # fmt: skip
    antwoord = als("eigenaar").post(ADRES, {"daad": "geef_akkoord", "gezien": gezien})
    assert antwoord.status_code == 409
    assert "De tekst van deze fiche is gewijzigd" in antwoord.text
    assert nu(voorbeeld).status == "ter_toetsing"


def test_a_fiche_sent_back_says_why(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    for rol, daad, reden in (("redacteur", "leg_voor", ""), ("eigenaar", "stuur_terug", "Noem de <b>prognose</b>.")):
        als(rol).post(ADRES, {"daad": daad, "gezien": nu(voorbeeld).afdruk, "reden": reden})
    fiche = als("redacteur").get("/twente/opgaven/14/").text
    assert "<strong>Teruggestuurd:</strong> Noem de &lt;b&gt;prognose&lt;/b&gt;." in fiche
    assert "prognose&lt;" not in Client().get("/twente/opgaven/14/").text
    als("redacteur").post(ADRES, {"daad": "leg_voor", "gezien": nu(voorbeeld).afdruk})
    assert "Teruggestuurd" not in als("redacteur").get("/twente/opgaven/14/").text


def test_another_was_first_and_the_reason_stays(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    antwoord = als("eigenaar").post(
        ADRES, {"daad": "stuur_terug", "gezien": nu(voorbeeld).afdruk, "reden": "Mijn <b>reden</b>"}
    )
    assert antwoord.status_code == 409
    assert "Mijn &lt;b&gt;reden&lt;/b&gt;" in antwoord.text


@pytest.mark.parametrize(("rol", "status"), [("lezer", 403), ("redacteur", 403), (None, 404)])
def test_who_may_not(rol: str | None, status: int, voorbeeld: Plan, als: Callable[..., Client]) -> None:
    zet(voorbeeld, "ter_toetsing")
    antwoord = als(rol).post(ADRES, {"daad": "geef_akkoord", "gezien": nu(voorbeeld).afdruk})
    assert antwoord.status_code == status
    assert nu(voorbeeld).status == "ter_toetsing"


def test_a_visitor_sees_no_state(voorbeeld: Plan, client: Client) -> None:
    assert 'id="werkorde"' not in client.get("/twente/opgaven/14/").text
    assert client.post(ADRES).status_code == 401


def test_the_action_itself_refuses_too(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    stand, door = nu(voorbeeld), persoon("programmamanager")
    with pytest.raises(StandVeranderd):
        verzet(opgave=stand.pk, stap=PER_CODE["geef_akkoord"], door=door, gezien=stand.afdruk)
    with pytest.raises(TekstVeranderd):
        verzet(opgave=stand.pk, stap=PER_CODE["leg_voor"], door=door, gezien="")
    with pytest.raises(WerkstapZonderReden):
        verzet(opgave=stand.pk, stap=PER_CODE["open_opnieuw"], door=door, gezien=stand.afdruk, reden="  ")


@pytest.mark.django_db(transaction=True)
def test_akkoord_and_saving_at_once(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    """One of the two is refused, whoever comes first, and neither waits forever."""
    manager, schrijver = persoon("programmamanager"), persoon("redacteur")
    for ronde in range(6):
        zet(voorbeeld, "ter_toetsing")
        stand = nu(voorbeeld)
        sectie = Sectie.objects.select_related("plan", "soort").filter(opgave__nummer=14).first()
        inhoud = replace(bouw_sectie(sectie), opening=f"<p>Ronde {ronde}.</p>")
        uit: dict[str, str] = {}
        start = threading.Barrier(2)

        def akkoord(stand=stand, uit=uit, start=start) -> None:  # type: ignore[no-untyped-def]
            start.wait()
            try:
                verzet(opgave=stand.pk, stap=PER_CODE["geef_akkoord"], door=manager, gezien=stand.afdruk)
                uit["akkoord"] = "gelukt"
            except TekstVeranderd:
                uit["akkoord"] = "geweigerd"
            finally:
                connection.close()

        def opslaan(sectie=sectie, inhoud=inhoud, uit=uit, start=start) -> None:  # type: ignore[no-untyped-def]
            start.wait()
            try:
                bewaar_sectie(sectie=sectie, vanaf_versie=sectie.versie, inhoud=inhoud, door=schrijver)
                uit["opslaan"] = "gelukt"
            except FicheIsAkkoord:
                uit["opslaan"] = "geweigerd"
            finally:
                connection.close()

        draden = [threading.Thread(target=f) for f in (akkoord, opslaan)]
        for d in draden:
            d.start()
        for d in draden:
            d.join(20)
        assert sorted(uit.values()) == ["gelukt", "geweigerd"], uit
