"""The pages of rounds: what the team, a contact person and others see and do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.models import Ministerie, Organisatie
from opgaven.models import Opgave, Plan
from reacties.actions.indienen import dien_in
from reacties.actions.rondes import Deelnemer
from reacties.models import Melding, Post, Reactie, Ronde
from tests.inloggen import inloggen
from tests.lezen import leest, stuur
from tests.reacties.rondehulp import deel, mens, ministerie, ronde_met, sleutels, zeg
from versies.actions.versies import maak_versie

pytestmark = pytest.mark.django_db
R = "/twente/rondes/"
Als = Callable[..., Client]


def velden(plan: Plan, **anders: Any) -> dict[str, Any]:
    ocw = ministerie("ocw")
    return {
        "versie": plan.versies.latest("nummer").code,
        "titel": "Ronde van juni",
        "deadline": (timezone.localdate() + timedelta(days=14)).isoformat(),
        "uitnodiging": "Graag uw reactie.",
        "opgaven": sleutels(plan, 1, 2, 3),
        "ministerie": ["ocw"],
        f"m{ocw.pk}-opgaven": sleutels(plan, 2, 3, 4),
    } | anders


def test_the_form_proposes_the_ministries_of_the_plan(als: Als, voorbeeld: Plan) -> None:
    mens("ministeriecontact", "ocw", "Contact bij OCW")
    tekst = leest(als("programmamanager").get(f"{R}nieuw/"))
    assert "Contactpersoon: Contact bij OCW" in tekst
    assert "Geen contactpersoon" in tekst
    assert "Staat bij 11 opgaven, waarvan 7 primair" in tekst
    assert "?rol=ministeriecontact&amp;ministerie=vws" in tekst


def test_making_a_round(als: Als, voorbeeld: Plan) -> None:
    antwoord = als("programmamanager").post(f"{R}nieuw/", velden(voorbeeld), follow=True)
    assert "Nog niemand heeft bericht gekregen" in leest(antwoord)
    ronde = Ronde.objects.get()
    assert ronde.stand == "concept"
    assert deel(ronde).opgaven == list(sleutels(voorbeeld, 2, 3))
    assert not Post.objects.exists()


def test_a_round_that_is_not_complete_keeps_what_was_typed(als: Als, voorbeeld: Plan) -> None:
    klaar = velden(voorbeeld, titel="", deadline="2020-01-01", uitnodiging="Mijn <b>lange</b> tekst", ministerie=[])
    antwoord = als("programmamanager").post(f"{R}nieuw/", klaar)
    assert antwoord.status_code == 422
    for zin in (
        "Geef de ronde een naam.",
        "al voorbij",
        "minstens één ministerie",
        "Mijn &lt;b&gt;lange&lt;/b&gt; tekst",
    ):
        assert zin in leest(antwoord)
    assert not Ronde.objects.exists()


def test_taking_another_version_keeps_what_was_typed(als: Als, voorbeeld: Plan) -> None:
    oud = voorbeeld.versies.get()
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel="Een andere titel")
    nieuw = maak_versie(plan=voorbeeld, label="Nieuwer", door=None)
    client = als("programmamanager")
    assert "14 Een andere titel" in leest(client.get(f"{R}nieuw/"))
    gegevens = velden(voorbeeld, titel="Mijn titel", uitnodiging="Mijn vraag.", versie=oud.code, neem="1")
    antwoord = client.post(f"{R}nieuw/", gegevens)
    tekst = leest(antwoord)
    assert antwoord.status_code == 200 and not Ronde.objects.exists()
    assert "14 Een andere titel" not in tekst and "Mijn vraag." in tekst and 'value="Mijn titel"' in tekst
    del gegevens["neem"]
    assert client.post(f"{R}nieuw/", gegevens).status_code == 303
    assert Ronde.objects.get().versie == oud != nieuw


@pytest.mark.parametrize(
    "anders",
    [
        {"uitnodiging": "a" * 50_000},
        {"opgaven": ["bestaat-niet"]},
        {"deadline": "morgen"},
        {"deadline": "9999-12-31"},
        {"titel": "€😀" * 500},
    ],
    ids=str,
)
def test_bad_input_is_answered_with_a_sentence(als: Als, voorbeeld: Plan, anders: dict[str, Any]) -> None:
    antwoord = als("programmamanager").post(f"{R}nieuw/", velden(voorbeeld, **anders))
    assert antwoord.status_code == 422
    assert "De ronde is niet bewaard." in leest(antwoord)


def test_a_ministry_without_an_opgave_of_the_round_is_refused(als: Als, voorbeeld: Plan) -> None:
    antwoord = als("programmamanager").post(f"{R}nieuw/", velden(voorbeeld, opgaven=sleutels(voorbeeld, 1)))
    assert antwoord.status_code == 422
    assert "Kies voor OCW minstens één opgave" in leest(antwoord)


def test_the_preview_shows_the_mail_and_keeps_nothing(als: Als, voorbeeld: Plan) -> None:
    antwoord = als("programmamanager").post(f"{R}nieuw/", velden(voorbeeld, voorbeeld="1", titel=""))
    assert antwoord.status_code == 200
    assert "Zo leest de uitnodiging" in leest(antwoord)
    assert "Gevraagd aan OCW" in leest(antwoord)
    assert not Ronde.objects.exists()


def test_without_a_version_there_is_a_way_on(als: Als, voorbeeld: Plan) -> None:
    Plan.objects.exclude(pk=voorbeeld.pk).delete()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for tabel in ("versies_publicatie", "versies_versie"):
            cursor.execute(f"DELETE FROM {tabel}")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert "Leg eerst een versie vast" in leest(als("programmamanager").get(f"{R}nieuw/"))


def test_opening_lists_who_gets_a_mail_first(als: Als, voorbeeld: Plan) -> None:
    contact = mens("ministeriecontact", "ocw", "Contact bij OCW")
    pm = mens("programmamanager")
    ronde = ronde_met(
        voorbeeld,
        Deelnemer(ministerie=ministerie("ocw")),
        Deelnemer(ministerie=ministerie("vws")),
        door=pm,
        open_=False,
    )
    client = inloggen(pm)
    tekst = leest(client.get(f"{R}{ronde.code}/openen/"))
    assert contact.email in tekst
    assert "geen contactpersoon" in tekst
    assert "1 persoon krijgt bericht" in tekst
    assert not Melding.objects.exists()
    assert "De ronde is open." in leest(stuur(client, f"{R}{ronde.code}/openen/", follow=True))
    assert Post.objects.count() == 1
    assert "al open" in leest(client.post(f"{R}{ronde.code}/openen/", follow=True))
    assert client.get(f"{R}{ronde.code}/openen/").status_code == 303
    assert client.get(f"{R}{ronde.code}/wijzigen/").status_code == 303


def test_dropping_a_round_that_was_never_opened(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    client = inloggen(pm)
    concept = ronde_met(voorbeeld, door=pm, open_=False)
    assert "nooit open geweest" in leest(client.get(f"{R}{concept.code}/weg/"))
    assert "is weggegooid" in leest(stuur(client, f"{R}{concept.code}/weg/", follow=True))
    ronde = ronde_met(voorbeeld, door=pm)
    assert "blijft bewaard" in leest(client.post(f"{R}{ronde.code}/weg/", follow=True))
    assert Ronde.objects.count() == 1


def test_changing_a_round_in_concept(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, door=pm, open_=False)
    client = inloggen(pm)
    assert "Voorjaarsronde" in leest(client.get(f"{R}{ronde.code}/wijzigen/"))
    stuur(client, f"{R}{ronde.code}/wijzigen/", velden(voorbeeld))
    ronde.refresh_from_db()
    assert ronde.titel == "Ronde van juni"


def test_the_page_of_a_ministry(als: Als, voorbeeld: Plan) -> None:
    contact, collega = mens("ministeriecontact", "ocw", "Contact"), mens("ministeriecontact", "ocw", "Collega")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    zeg(ronde, 2, "Alleen voor <i>ons</i>", door=collega)
    client = inloggen(contact)
    tekst = leest(client.get(f"{R}{ronde.code}/"))
    assert "Alleen voor &lt;i&gt;ons&lt;/i&gt;" in tekst
    assert "Collega" in tekst
    assert f"/opgaven/3/?ronde={ronde.code}" in tekst
    assert "/opgaven/4/?ronde=" not in tekst
    pk = deel(ronde).pk
    assert "2 opgaven zijn klaar" not in tekst
    drie = sleutels(voorbeeld, 3)[0]
    na = leest(client.post(f"{R}{ronde.code}/{pk}/geen-opmerkingen/", {"opgave": drie}, follow=True))
    assert "2 van 2 opgaven zijn klaar" in na
    controle = leest(client.get(f"{R}{ronde.code}/{pk}/indienen/"))
    assert "1 reactie" in controle
    assert "geen opmerkingen" in controle
    mee = {"mee": [Reactie.objects.get().pk]}
    assert "Ingediend namens OCW" in leest(stuur(client, f"{R}{ronde.code}/{pk}/indienen/", mee, follow=True))
    assert "heropenen" in leest(client.get(f"{R}{ronde.code}/"))
    assert Reactie.objects.ingediend().count() == 1


def test_the_fiche_leads_a_contact_person_to_the_round(
    als: Als, voorbeeld: Plan, django_assert_num_queries: Any
) -> None:
    contact = mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    client, versie = inloggen(contact), ronde.versie.code

    def fiche(nummer: int, van: str = "") -> str:
        return " ".join(leest(client.get(f"/twente/{van}opgaven/{nummer}/")).split())

    gevraagd = "OCW is gevraagd om op deze opgave te reageren"
    assert gevraagd in fiche(2) and "Hier staat een andere tekst." in fiche(2)
    assert f"/twente/documenten/{versie}/opgaven/2/?ronde={ronde.code}" in fiche(2)
    op_versie = fiche(2, f"documenten/{versie}/")
    assert gevraagd in op_versie and "een andere tekst" not in op_versie and "Terug naar de ronde" in op_versie
    assert gevraagd not in fiche(14)
    assert gevraagd not in leest(als("redacteur").get("/twente/opgaven/2/"))
    assert gevraagd not in leest(Client().get("/twente/opgaven/2/"))
    with django_assert_num_queries(9):
        client.get("/twente/opgaven/2/")
    zeg(ronde, 2, "Tekst", door=contact)
    dien_in(deelname=deel(ronde), door=contact)
    assert gevraagd not in fiche(2)
    assert "OCW heeft al ingediend" in fiche(2, f"documenten/{versie}/")


def test_a_second_click_and_a_post_without_words(voorbeeld: Plan) -> None:
    contact = mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    client, pad = inloggen(contact), f"{R}{ronde.code}/{deel(ronde).pk}/"
    assert client.post(f"{pad}geen-opmerkingen/").status_code == 400
    assert "Dat is ingediend" in leest(client.post(f"{pad}geen-opmerkingen/", {"alles": "1"}, follow=True))
    assert "al ingediend" in leest(client.post(f"{pad}geen-opmerkingen/", {"alles": "1"}, follow=True))
    assert "al ingediend" in leest(client.post(f"{pad}indienen/", follow=True))


def test_a_round_in_concept_or_of_another_ministry_is_not_there(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    ocw, vro = inloggen(mens("ministeriecontact", "ocw")), inloggen(mens("ministeriecontact", "vro"))
    concept = ronde_met(voorbeeld, door=pm, open_=False, titel="Geheime ronde")
    ronde = ronde_met(voorbeeld, door=pm)
    zeg(ronde, 2, "Van OCW alleen", door=mens("ministeriecontact", "ocw"))
    assert ocw.get(f"{R}{concept.code}/").status_code == 404
    assert "Geheime ronde" not in leest(ocw.get(R))
    assert "Voorjaarsronde" in leest(ocw.get(R))
    assert "Voorjaarsronde" not in leest(vro.get(R))
    pk = deel(ronde).pk
    for methode, pad in [
        ("get", ""),
        ("get", f"{pk}/indienen/"),
        ("post", f"{pk}/indienen/"),
        ("post", f"{pk}/geen-opmerkingen/"),
    ]:
        assert getattr(vro, methode)(f"{R}{ronde.code}/{pad}", {"alles": "1"}).status_code == 404
    for rol in ("lezer", "bestuurslid", "eigenaar", "secretaris", "beheerder"):
        assert inloggen(mens(rol)).get(f"{R}{ronde.code}/").status_code == 403


def test_the_team_reads_nothing_of_what_was_not_submitted(voorbeeld: Plan) -> None:
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm)
    zeg(ronde, 2, "TOKEN-7f3a", door=contact)
    inloggen(contact).post(f"{R}{ronde.code}/{deel(ronde).pk}/geen-opmerkingen/", {"opgave": sleutels(voorbeeld, 3)[0]})
    for wie in (pm, mens("redacteur")):
        tekst = leest(inloggen(wie).get(f"{R}{ronde.code}/"))
        assert "TOKEN-7f3a" not in tekst
        assert "geen ingediende reacties" in tekst
        assert 'class="i goedteken"' not in tekst.split("r-wat")[-1]
    dien_in(deelname=deel(ronde), door=contact)
    tekst = leest(inloggen(pm).get(f"{R}{ronde.code}/"))
    assert "1 ingediende reactie" in tekst
    assert "goedteken" in tekst


def test_a_redacteur_reads_and_may_not_act(voorbeeld: Plan) -> None:
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    client = inloggen(mens("redacteur"))
    assert "Een ronde opent en sluit de programmamanager" in leest(client.get(f"{R}{ronde.code}/"))
    for daad in ("openen", "verlengen", "herinneren", "sluiten", f"{deel(ronde).pk}/heropenen"):
        assert client.post(f"{R}{ronde.code}/{daad}/").status_code == 403
    ronde.refresh_from_db()
    assert ronde.stand == "open"


def test_the_acts_of_the_programmamanager(voorbeeld: Plan) -> None:
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm)
    client, pad = inloggen(pm), f"{R}{ronde.code}/"
    assert "Er gaat een herinnering naar 1 persoon." in leest(client.post(f"{pad}herinneren/", follow=True))
    later = (ronde.deadline + timedelta(days=3)).isoformat()
    assert client.post(f"{pad}verlengen/", {"tot": later}).status_code == 422
    assert client.post(f"{pad}verlengen/?deelname=abc", {"tot": later}).status_code == 404
    tekst = leest(
        stuur(client, f"{pad}verlengen/?deelname={deel(ronde).pk}", {"tot": later, "reden": "Vakantie"}, follow=True)
    )
    assert "OCW kan nu reageren tot en met" in tekst
    zeg(ronde, 2, "Tekst", door=contact)
    dien_in(deelname=deel(ronde), door=contact)
    assert client.get(f"{pad}{deel(ronde).pk}/heropenen/").status_code == 200
    assert client.post(f"{pad}{deel(ronde).pk}/heropenen/", {"reden": ""}).status_code == 422
    assert "opnieuw indienen" in leest(
        stuur(client, f"{pad}{deel(ronde).pk}/heropenen/", {"reden": "Brief"}, follow=True)
    )
    assert "OCW" in leest(client.get(f"{pad}sluiten/"))
    assert "De ronde is gesloten." in leest(stuur(client, f"{pad}sluiten/", follow=True))
    assert "gesloten" in leest(client.post(f"{pad}herinneren/", follow=True))
    assert "De ronde “Voorjaarsronde” is gesloten" in leest(inloggen(contact).get(pad))


def test_of_who_has_no_account_the_programmamanager_records_the_answer(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    organisatie = Organisatie.objects.filter(regio=voorbeeld.regio).first()
    ronde = ronde_met(voorbeeld, Deelnemer(organisatie=organisatie), Deelnemer(ministerie=ministerie("vws")), door=pm)
    client = inloggen(pm)
    for d in ronde.deelnames.all():
        antwoord = client.post(f"{R}{ronde.code}/{d.pk}/geen-opmerkingen/", {"alles": "1"}, follow=True)
        assert "heeft geen opmerkingen" in leest(antwoord)
    assert set(ronde.deelnames.values_list("stand", flat=True)) == {"geen_opmerkingen"}


def test_after_the_session_ended_the_words_come_back(voorbeeld: Plan) -> None:
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    antwoord = Client().post(f"{R}{ronde.code}/verlengen/", {"reden": "Een lange en goede reden."})
    assert antwoord.status_code == 401
    assert "Een lange en goede reden." in leest(antwoord)


def groot(plan: Plan, hoeveel: int) -> Ronde:
    """A round of all ministries on all opgaven, with many comments."""
    pm = mens("programmamanager")
    alle = list(Ministerie.objects.all())[:11]
    contact = [mens("ministeriecontact", m.code) for m in alle]
    ronde = ronde_met(plan, *(Deelnemer(ministerie=m) for m in alle), door=pm)
    document = ronde.versie.document
    Reactie.objects.bulk_create(
        Reactie(
            plan=plan,
            versie=ronde.versie,
            ronde=ronde,
            opgave=document.opgaven[n % 21].sleutel,
            tekst=f"Reactie {n}",
            ministerie=alle[n % 11],
            door=contact[n % 11],
            gegeven_op=timezone.localdate(),
            ingediend_op=timezone.now() if n % 2 else None,
        )
        for n in range(hoeveel)
    )
    return ronde


def test_queries_do_not_grow_with_ministries_opgaven_and_comments(
    voorbeeld: Plan, django_assert_num_queries: Any
) -> None:
    ronde = groot(voorbeeld, 500)
    pm, ocw = inloggen(mens("programmamanager")), inloggen(mens("ministeriecontact", "ocw"))
    for client, aantal in ((pm, 7), (ocw, 6)):
        client.get(f"{R}{ronde.code}/")
        with django_assert_num_queries(aantal):
            antwoord = client.get(f"{R}{ronde.code}/")
        assert antwoord.status_code == 200
    assert "250 ingediende reacties" in leest(pm.get(f"{R}{ronde.code}/"))
