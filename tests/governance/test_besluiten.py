"""Decisions: numbered per body and year without gaps, sealed with the record, changed only by a later one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import User
from governance.actions.besluiten import laat_vervallen, meld_uitgevoerd, neem_besluit, wijzig_besluit, zet_weg
from governance.actions.overleggen import Kan
from governance.models import Agendapunt, Besluit, Gremium, Overleg
from tests.governance.overlegwerk import DAG, gehouden, maak, naar, pad, punt
from tests.inloggen import inloggen
from tests.lezen import leest, stuur

VELDEN: dict[str, Any] = {
    "titel": "Naar Bijsturen", "tekst": "De stand gaat naar Bijsturen.", "soort": "vaststelling",
    "uitkomst": "vastgesteld", "vervolg_wie": "Programmamanager", "vervolg_wat": "Maakt een afspraak",
    "vervolg_voor": date(2026, 11, 25),
}  # fmt: skip


def besluit(p: Agendapunt, door: User, **velden: Any) -> Besluit:
    return neem_besluit(punt=p, velden=VELDEN | velden, door=door)


def vastgesteld(overleg: Overleg, door: User, **velden: Any) -> Besluit:
    """One decision, in a meeting of which the record is settled."""
    p = punt(overleg, door)
    gehouden(overleg, door)
    uit = besluit(p, door, **velden)
    naar(overleg, door, "stel_vast")
    return Besluit.objects.select_related("gremium__regio").get(pk=uit.pk)


def register(client: Client, vraag: str = "") -> str:
    return leest(client.get(f"/twente/governance/besluiten/{vraag}"))


def test_numbers_run_per_body_and_year_without_gaps(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    rijen = [besluit(p, schrijver) for _ in range(3)]
    laat_vervallen(besluit=rijen[1], reden="Dubbel ingevoerd.", door=schrijver, gezien=None)
    rijen.append(besluit(p, schrijver))
    assert [b.code for b in rijen] == [f"BES-KT-2026-00{n}" for n in (1, 2, 3, 4)]
    pagina = register(inloggen(schrijver))
    assert "Dubbel ingevoerd." in pagina and all(b.code in pagina for b in rijen)
    ander = Gremium.objects.get(regio=overleg.gremium.regio, code="twente_board")
    elders = maak(ander, DAG, schrijver)
    q = punt(elders, schrijver)
    gehouden(elders, schrijver)
    assert besluit(q, schrijver).code == "BES-TB-2026-001"


def test_a_number_cannot_be_taken_away_not_even_by_hand(overleg: Overleg, schrijver: User) -> None:
    b = vastgesteld(overleg, schrijver)
    with pytest.raises(DatabaseError, match="een nummer blijft"), transaction.atomic():
        Besluit.objects.filter(pk=b.pk).delete()
    with pytest.raises(DatabaseError, match="dit ligt vast"), transaction.atomic():
        Besluit.objects.filter(pk=b.pk).update(tekst="Iets anders")
    with pytest.raises(Kan, match="ligt vast"):
        wijzig_besluit(besluit=b, velden={"tekst": "Iets anders"}, door=schrijver, gezien=None)
    with pytest.raises(Kan, match="ligt vast"):
        laat_vervallen(besluit=b, reden="Spijt", door=schrijver, gezien=None)


def test_reopening_the_record_leaves_the_decision_sealed(overleg: Overleg, schrijver: User) -> None:
    b = vastgesteld(overleg, schrijver)
    naar(overleg, schrijver, "heropen")
    with pytest.raises(Kan, match="ligt vast"):
        wijzig_besluit(besluit=b, velden={"tekst": "Iets anders"}, door=schrijver, gezien=None)


def test_a_later_decision_that_refers_shows_at_both(overleg: Overleg, schrijver: User) -> None:
    eerste = vastgesteld(overleg, schrijver)
    later = Overleg.objects.na(overleg).select_related("gremium__regio").get()
    p = punt(later, schrijver)
    gehouden(later, schrijver)
    tweede = besluit(p, schrijver, titel="Toch op koers", herziet=eerste)
    pagina = register(inloggen(schrijver))
    assert f"Komt in plaats van {eerste.code}" in pagina
    assert f"Hiervoor in de plaats: <a" in pagina and tweede.code in pagina  # noqa: F541


def test_until_the_record_is_settled_only_members_read_a_decision(
    overleg: Overleg, schrijver: User, als: Callable[..., Client]
) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    besluit(p, schrijver)
    lezer, lid, bzk = als("lezer"), als("bestuurslid"), als("ministeriecontact", ministerie="bzk")
    bezoeker = Client()
    for client in (lezer, bezoeker, als("ministeriecontact", ministerie="ocw")):
        assert "BES-KT-2026-001" not in register(client)
    for client in (lid, bzk):
        assert "BES-KT-2026-001" in register(client)
    naar(overleg, schrijver, "stel_vast")
    for client in (lezer, bezoeker, lid, bzk):
        assert "BES-KT-2026-001" in register(client)


def test_an_open_decision_asks_for_work_until_it_is_carried_out(overleg: Overleg, schrijver: User) -> None:
    b = vastgesteld(overleg, schrijver)
    client = inloggen(schrijver)
    werk = leest(client.get("/twente/mijn-werk/"))
    assert "Besluiten, nog niet uitgevoerd" in werk and f"{b.code}: Naar Bijsturen" in werk
    adres = f"/twente/governance/besluiten/{b.pk}/"
    zonder = stuur(client, f"{adres}uitgevoerd/", {"op": "2026-11-24", "hoe": " "}, op=adres, follow=True)
    assert "Schrijf waar of hoe het is uitgevoerd." in leest(zonder)
    stuur(client, f"{adres}uitgevoerd/", {"op": "2026-11-24", "hoe": "Afspraak gemaakt"}, op=adres)
    assert "Afspraak gemaakt, 24 november 2026" in register(client)
    assert f"{b.code}: Naar Bijsturen" not in leest(client.get("/twente/mijn-werk/"))
    stuur(client, f"{adres}uitgevoerd/", {"toch_niet": "1"}, op=adres)
    assert Besluit.objects.get(pk=b.pk).uitgevoerd_op is None


def test_the_register_is_filtered_searched_and_taken_along(overleg: Overleg, schrijver: User) -> None:
    b = vastgesteld(overleg, schrijver)
    client = inloggen(schrijver)
    for vraag in ("?zoek=bijsturen", f"?zoek={b.code}", "?gremium=kernteam_rijk_regio", "?soort=vaststelling"):
        assert b.code in register(client, vraag), vraag
    leeg = register(client, "?zoek=niets-daarvan")
    assert b.code not in leeg and "Niets past bij zoek" in leeg and "Toon alle besluiten" in leeg
    assert b.code not in register(client, "?vervolg=uitgevoerd")
    csv = client.get("/twente/governance/besluiten/download/csv/").content.decode("utf-8-sig")
    assert b.code in csv and "De stand gaat naar Bijsturen." in csv
    assert client.get("/twente/governance/besluiten/download/xlsx/").content[:2] == b"PK"
    assert client.get("/twente/governance/besluiten/download/exe/").status_code == 404


def test_a_decision_goes_by_other_bodies_as_one_line(overleg: Overleg, schrijver: User) -> None:
    b = vastgesteld(overleg, schrijver)
    board = Gremium.objects.get(regio=overleg.gremium.regio, code="twente_board")
    zet_weg(besluit=b, gremia=[board], door=schrijver, gezien=None)
    client = inloggen(schrijver)
    assert 'Twente Board, <span class="klein">nog niet</span>' in register(client)
    daar = maak(board, date(2026, 12, 3), schrijver)
    pagina = leest(client.get(pad(daar)))
    assert f"{b.code}: Naar Bijsturen" in pagina and "vraagt hetzelfde van dit gremium" in pagina
    station = b.stations.get()
    client.post(pad(daar, "aanbod"), {"wat": f"station:{station.pk}", "daad": "wel"})
    gehouden(daar, schrijver)
    besluit(daar.punten.get(), schrijver, titel="Ook de board")
    assert "Twente Board, 3 december 2026" in register(client)


def test_adopting_a_version_stands_in_the_register(voorbeeld: Any, persoon: Callable[..., User]) -> None:
    from versies.actions.goedkeuringen import bevestig, leg_vast

    een, twee = persoon("secretaris"), persoon("programmamanager")
    versie = voorbeeld.versies.latest("nummer")
    board = Gremium.objects.get(regio=voorbeeld.regio, code="twente_board")
    g = leg_vast(
        versie=versie, gremium=board, datum=date(2025, 12, 11), uitkomst=Besluit.Uitkomst.VASTGESTELD, door=een
    )
    assert "BES-TB-2025-001" not in register(inloggen(een))
    bevestig(goedkeuring=g, pdf=b"%PDF-1.7 proef", door=twee)
    pagina = register(Client())
    assert "BES-TB-2025-001" in pagina and "Vaststelling van een versie" in pagina
    assert f'href="/twente/documenten/{versie.code}/"' in pagina


def test_a_section_saved_for_a_decision_is_where_it_was_carried_out(
    overleg: Overleg, schrijver: User, persoon: Callable[..., User]
) -> None:
    from opgaven.aanleidingen import aanleidingen
    from opgaven.actions.secties import bewaar_sectie
    from opgaven.bouw import bouw_sectie
    from opgaven.models import Sectie

    b = vastgesteld(overleg, schrijver)
    keuze = aanleidingen(overleg.gremium.regio)[f"genomen:{b.pk}"]
    assert b.code in keuze.woorden
    sectie = Sectie.objects.select_related("plan__regio", "opgave", "soort").get(
        opgave__nummer=10, soort__code="vervolg"
    )
    inhoud = bouw_sectie(sectie)
    from dataclasses import replace

    bewaar_sectie(
        sectie=sectie, vanaf_versie=sectie.versie, inhoud=replace(inhoud, slot="<p>Nieuw.</p>"),
        door=persoon("programmamanager"), aanleiding=keuze.als_data(),
    )  # fmt: skip
    pagina = register(inloggen(schrijver))
    assert 'href="/twente/opgaven/10/#10.V"' in pagina and "tekst gewijzigd op" in pagina
    assert "tekst gewijzigd op" not in register(Client())


def test_the_register_costs_a_fixed_number_of_queries(
    overleg: Overleg, schrijver: User, django_assert_max_num_queries: Any
) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    client = inloggen(schrijver)
    besluit(p, schrijver)
    register(client)
    for _ in range(5):
        besluit(p, schrijver)
    with django_assert_max_num_queries(12):
        register(client)


def test_an_empty_register_says_how_a_decision_comes_there(voorbeeld: Any) -> None:
    assert "Er is nog geen besluit om te lezen." in register(Client())


def test_what_was_not_carried_out_is_told_late(overleg: Overleg, schrijver: User) -> None:
    b = vastgesteld(overleg, schrijver, vervolg_voor=date(2026, 11, 20))
    assert b.vervolgstand(date(2026, 11, 20)) == "loopt" and b.vervolgstand(date(2026, 11, 21)) == "over_tijd"
    meld_uitgevoerd(besluit=b, op=date(2026, 11, 22), hoe="Gedaan", door=schrijver, gezien=None)
    assert Besluit.objects.get(pk=b.pk).vervolgstand() == "uitgevoerd"


def test_what_comes_of_a_besloten_decision_is_besloten_on_the_next_agenda(
    overleg: Overleg, schrijver: User, als: Callable[..., Client]
) -> None:
    b = vastgesteld(overleg, schrijver, besloten=True, titel="Geheim bod", vervolg_voor=date(2026, 11, 20))
    volgend = Overleg.objects.na(overleg).select_related("gremium__regio").get()
    client = inloggen(schrijver)
    assert f"Vervolg van {b.code}: Geheim bod" in leest(client.get(pad(volgend)))
    client.post(pad(volgend, "aanbod"), {"wat": f"vervolg:{b.pk}", "daad": "wel"})
    punt(volgend, schrijver)
    naar(volgend, schrijver, "zet_vast")
    assert "Geheim bod" in leest(als("bestuurslid").get(pad(volgend)))
    assert "Geheim bod" not in leest(als("lezer").get(pad(volgend)))


def test_a_decision_of_an_unsettled_record_is_not_offered_elsewhere(overleg: Overleg, schrijver: User) -> None:
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    besluit(p, schrijver, vervolg_voor=date(2026, 11, 20))
    volgend = Overleg.objects.na(overleg).get()
    pagina = leest(inloggen(schrijver).get(pad(volgend)))
    assert "Vervolg van" not in pagina and "Verslag van 19 november 2026" in pagina


def test_what_was_dropped_is_not_offered_again(overleg: Overleg, schrijver: User) -> None:
    b = vastgesteld(overleg, schrijver, vervolg_voor=date(2026, 11, 20))
    volgend = Overleg.objects.na(overleg).get()
    client = inloggen(schrijver)
    antwoord = client.post(pad(volgend, "aanbod"), {"wat": f"vervolg:{b.pk}", "daad": "niet"}, follow=True)
    assert "Komt niet op deze agenda" in leest(antwoord)
    assert f"Vervolg van {b.code}" not in leest(client.get(pad(volgend)))
    assert not volgend.punten.op_de_agenda().exists()
