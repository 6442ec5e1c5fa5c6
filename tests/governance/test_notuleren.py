"""During the meeting: notes kept while two write, decisions and actions at the item, items that are held over."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from accounts.models import User
from governance.actions.overleggen import Kan
from governance.actions.verslag import bewaar_notitie, houd_aan
from governance.models import Actie, Agendapunt, Besluit, Overleg
from governance.overlegbeeld import Puntbeeld
from plandocument import tekst
from tests.governance.overlegwerk import gehouden, pad, punt
from tests.inloggen import inloggen
from tests.lezen import leest, stuur


def plat(p: Agendapunt) -> str:
    return tekst.plat(Agendapunt.objects.get(pk=p.pk).notitie)


def kern(p: Agendapunt, *delen: str) -> str:
    return "/".join((f"/twente/governance/punten/{p.pk}", *delen)) + "/"


BESLUIT = {
    "titel": "Naar Bijsturen", "tekst": "De stand van opgave 10 gaat naar Bijsturen.", "soort": "vaststelling",
    "uitkomst": "vastgesteld",
}  # fmt: skip


def test_a_note_is_kept_and_read_back_as_rich_text(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    client = inloggen(schrijver)
    stuur(client, kern(p, "notitie"), {"notitie": "Eerste **alinea**.\n\n- een\n- twee"}, op=pad(overleg, "notuleren"))
    pagina = leest(client.get(pad(overleg)))
    assert "<p>Eerste <strong>alinea</strong>.</p>" in pagina and "<li>een</li>" in pagina


def test_the_script_is_told_the_version_and_the_words_of_a_colleague(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    client = inloggen(schrijver)
    json: dict[str, Any] = {"headers": {"Accept": "application/json"}}
    een = client.post(kern(p, "notitie"), {"notitie": "Alinea een.", "versie": "0"}, **json).json()
    assert een["versie"] == 1 and "tekst" not in een
    client.post(kern(p, "notitie"), {"notitie": "Alinea een.\n\nVan mij.", "versie": "1"}, **json)
    twee = client.post(kern(p, "notitie"), {"notitie": "Alinea een.\n\nVan een ander.", "versie": "1"}, **json).json()
    assert twee["samen"] and twee["versie"] == 3
    assert "Van mij." in twee["tekst"] and "Van een ander." in twee["tekst"]
    assert plat(p) == twee["tekst"]


def test_two_who_write_at_once_lose_nothing(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    bewaar_notitie(punt=p, plat="A.\n\nB.\n\nC.", vanaf_versie=0, door=schrijver)
    bewaar_notitie(punt=p, plat="A anders.\n\nB.\n\nC.", vanaf_versie=1, door=schrijver)
    uit = bewaar_notitie(punt=p, plat="A.\n\nB.\n\nC anders.\n\nD.", vanaf_versie=1, door=schrijver)
    assert uit.samen and plat(p) == "A anders.\n\nB.\n\nC anders.\n\nD."
    bewaar_notitie(punt=p, plat="Ik over A.\n\nB.\n\nC anders.\n\nD.", vanaf_versie=3, door=schrijver)
    bewaar_notitie(punt=p, plat="Jij over A.\n\nB.\n\nC anders.\n\nD.", vanaf_versie=3, door=schrijver)
    assert "Ik over A." in plat(p) and "Jij over A." in plat(p)


def test_what_one_removed_and_the_other_changed_stays(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    bewaar_notitie(punt=p, plat="A.\n\nB.", vanaf_versie=0, door=schrijver)
    bewaar_notitie(punt=p, plat="A.", vanaf_versie=1, door=schrijver)
    bewaar_notitie(punt=p, plat="A.\n\nB met meer woorden.", vanaf_versie=1, door=schrijver)
    assert "B met meer woorden." in plat(p)


def test_many_rounds_of_two_writers_keep_every_line(overleg: Overleg, schrijver: User) -> None:
    """Each begins from what it last heard, as the page does; in the end both read every line of both."""
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    teksten, versies = ["", ""], [0, 0]
    for n in range(12):
        wie = n % 2
        teksten[wie] = f"{teksten[wie]}\n\nRegel {n} van {wie}.".strip()
        uit = bewaar_notitie(punt=p, plat=teksten[wie], vanaf_versie=versies[wie], door=schrijver)
        versies[wie], teksten[wie] = uit.punt.notitie_versie, uit.plat
    assert all(f"Regel {n} van {n % 2}." in plat(p) for n in range(12))
    assert plat(p).count("Regel") == 12


def test_no_note_before_the_meeting_or_after_the_record(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    with pytest.raises(Kan, match="Notuleren kan vanaf het begin"):
        bewaar_notitie(punt=p, plat="Te vroeg.", vanaf_versie=0, door=schrijver)
    antwoord = inloggen(schrijver).post(
        kern(p, "notitie"), {"notitie": "Te vroeg."}, headers={"Accept": "application/json"}
    )
    assert antwoord.status_code == 422 and "Notuleren kan" in antwoord.json()["zin"]


def test_hostile_notes_never_run(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver, titel="<script>alert(1)</script>", toelichting="<img onerror=x>")
    gehouden(overleg, schrijver)
    bewaar_notitie(punt=p, plat="<script>alert(2)</script> [x](javascript:alert)", vanaf_versie=0, door=schrijver)
    for adres in (pad(overleg), pad(overleg, "notuleren")):
        pagina = leest(inloggen(schrijver).get(adres))
        assert "<script>alert" not in pagina and "<img onerror" not in pagina and 'href="javascript' not in pagina


def test_a_decision_gets_its_number_in_the_act_and_stands_at_its_item(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    client = inloggen(schrijver)
    pagina = leest(stuur(client, kern(p, "besluit"), BESLUIT, follow=True))
    assert "Vastgelegd als BES-KT-2026-001." in pagina
    assert "De stand van opgave 10 gaat naar Bijsturen." in pagina and "Behandeld" in pagina


def test_a_follow_up_without_anybody_is_refused(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    antwoord = stuur(inloggen(schrijver), kern(p, "besluit"), BESLUIT | {"vervolg_wat": "Iets doen"})
    assert antwoord.status_code == 422 and "Schrijf wie dit doet." in leest(antwoord)
    assert "Iets doen" in leest(antwoord) and not Besluit.objects.filter(agendapunt=p).exists()


def test_the_same_form_twice_is_one_decision(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    velden = BESLUIT | {"kenmerk": "5f0c8a52-6d3c-4e0e-9a67-3a1f6f2f6c12"}
    for _ in range(2):
        inloggen(schrijver).post(kern(p, "besluit"), velden)
    assert Besluit.objects.filter(agendapunt=p).count() == 1


def test_an_item_that_is_held_over_goes_to_the_next_meeting_as_it_is_planned_now(
    overleg: Overleg, schrijver: User
) -> None:
    p = punt(overleg, schrijver, gevraagd="Beslis.", wie="Adviseur")
    gehouden(overleg, schrijver)
    client = inloggen(schrijver)
    velden = {"daad": "aanhouden", "gezien": "open"}
    client.post(kern(p, "uitkomst"), velden)
    client.post(kern(p, "uitkomst"), velden)
    volgend = Overleg.objects.na(overleg).get()
    assert volgend.punten.count() == 1
    daar = volgend.punten.get()
    assert (daar.titel, daar.gevraagd, daar.wie, daar.vorige_id) == ("Voortgang", "Beslis.", "Adviseur", p.pk)
    assert "Aangehouden op <a" in leest(client.get(pad(volgend)))
    assert "Aangehouden tot <a" in leest(client.get(pad(overleg)))


def test_without_a_next_meeting_nothing_is_held_over(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    Overleg.objects.na(overleg).update(datum="2026-11-01")
    with pytest.raises(Kan, match="nog geen volgend overleg gepland"):
        houd_aan(punt=p, door=schrijver, gezien="open")
    assert Agendapunt.objects.get(pk=p.pk).stand == "open"


def test_an_action_goes_with_the_body_to_its_next_meeting(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    client = inloggen(schrijver)
    stuur(client, kern(p, "actie"), {"wat": "Brief schrijven", "wie": "Programmamanager", "voor": "2026-12-01"})
    assert Actie.objects.get(agendapunt=p).nummer == 1
    volgend = Overleg.objects.na(overleg).get()
    assert "Programmamanager: Brief schrijven" in leest(client.get(pad(volgend)))
    lijst = leest(client.get("/twente/governance/acties/"))
    assert "1. Brief schrijven" in lijst and "Kernteam Rijk-regio" in lijst


def test_an_action_that_is_done_leaves_the_list_and_stays_to_be_found(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    client = inloggen(schrijver)
    stuur(client, kern(p, "actie"), {"wat": "Brief schrijven", "wie": "Programmamanager"})
    a = Actie.objects.get(agendapunt=p)
    velden = {"wat": a.wat, "wie": a.wie, "stand": "gereed", "toelichting": "Verzonden."}
    stuur(client, f"/twente/governance/acties/{a.pk}/", velden)
    assert "Er loopt geen actie." in leest(client.get("/twente/governance/acties/"))
    klaar = leest(client.get("/twente/governance/acties/?wat=gereed"))
    assert "Gereed" in klaar and "Verzonden." in klaar
    csv = client.get("/twente/governance/acties/download/csv/?wat=alles").content.decode("utf-8-sig")
    assert "Brief schrijven" in csv and "2026-11-19" in csv


def test_the_explanation_of_an_item_reads_as_it_was_typed_on_screen_and_on_paper(
    overleg: Overleg, schrijver: User
) -> None:
    p = punt(overleg, schrijver, toelichting="Zie **de nota** bij [opgave 7].\n\n- Eerst dit\n- dan dat")
    pagina = leest(inloggen(schrijver).get(pad(overleg)))
    assert "<strong>de nota</strong> bij opgave 7." in pagina and "<li>Eerst dit</li>" in pagina
    assert "**" not in pagina
    assert "<strong>de nota</strong>" in Puntbeeld("1", time(9), p).toelichting
