"""Planning, moving and cancelling meetings, and their states: who may, what is refused, what people see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from governance.actions.overleggen import Kan, plan_reeks, zet_stap
from governance.models import Gremium, Lidmaatschap, Overleg, Vrij
from governance.overlegstanden import PER_CODE
from reacties.models import Melding
from tests.governance.overlegwerk import DAG, gehouden, naar, pad, punt
from tests.inloggen import inloggen
from tests.lezen import leest, stuur

PLANNEN = "/twente/governance/kernteam_rijk_regio/plannen/"
REEKS = {
    "cadans": "elke 3 weken op donderdag", "begin": "2026-09-03", "tot": "2026-12-31", "aanvang": "14:00",
    "einde": "15:30", "plaats": "Hengelo", "stukken_vooraf": "7",
}  # fmt: skip


def test_a_series_is_shown_with_its_clashes_before_anything_is_planned(
    kernteam: Gremium, als: Callable[..., Client]
) -> None:
    Vrij.objects.create(
        regio=kernteam.regio, naam="Herfstvakantie", eerste=date(2026, 10, 10), laatste=date(2026, 10, 18)
    )
    client = als("secretaris")
    pagina = leest(stuur(client, PLANNEN, REEKS | {"stap": "toon"}))
    assert "6 dagen, elke 3 weken op donderdag" in pagina
    assert "1 dag valt op een vrije dag" in pagina and "Herfstvakantie" in pagina
    assert "Op donderdag 22 oktober 2026" in pagina and "Toch op donderdag 15 oktober 2026" in pagina
    assert not Overleg.objects.exists()


def test_what_was_chosen_is_planned_and_nothing_is_skipped_silently(
    kernteam: Gremium, als: Callable[..., Client]
) -> None:
    Vrij.objects.create(
        regio=kernteam.regio, naam="Herfstvakantie", eerste=date(2026, 10, 10), laatste=date(2026, 10, 18)
    )
    client = als("secretaris")
    zonder = stuur(client, PLANNEN, REEKS | {"stap": "plan"})
    assert zonder.status_code == 422 and "Kies wat er gebeurt met donderdag 15 oktober 2026." in leest(zonder)
    assert not Overleg.objects.exists()
    stuur(client, PLANNEN, REEKS | {"stap": "plan", "dag-2026-10-15": "ander"})
    rijen = list(Overleg.objects.order_by("datum"))
    assert [o.datum.isoformat() for o in rijen] == [
        "2026-09-03", "2026-09-24", "2026-10-22", "2026-11-05", "2026-11-26", "2026-12-17",
    ]  # fmt: skip
    assert [o.nummer for o in rijen] == [1, 2, 3, 4, 5, 6]
    assert rijen[2].was_op == date(2026, 10, 15) and rijen[0].stukken_op == date(2026, 8, 27)
    lijst = leest(client.get("/twente/governance/overleggen/"))
    assert "Donderdag 22 oktober 2026" in lijst and "verzet van 15 oktober 2026" in lijst and "KT-2026-03" in lijst


def test_the_same_form_twice_plans_once(kernteam: Gremium, als: Callable[..., Client]) -> None:
    client = als("secretaris")
    velden = REEKS | {"stap": "plan", "kenmerk": "5f0c8a52-6d3c-4e0e-9a67-3a1f6f2f6c11"}
    client.post(PLANNEN, velden)
    client.post(PLANNEN, velden)
    assert Overleg.objects.count() == 6


def test_the_clock_stays_over_both_nights_of_summer_time(kernteam: Gremium, schrijver: User) -> None:
    dagen = [date(2026, 3, 26), date(2026, 4, 16), date(2026, 10, 22), date(2026, 11, 12)]
    plan_reeks(
        gremium=kernteam, cadans="elke 3 weken", dagen=[(d, d) for d in dagen], aanvang=time(9, 30), einde=time(11),
        plaats="", stukken_vooraf=0, door=schrijver,
    )  # fmt: skip
    zone = ZoneInfo("Europe/Amsterdam")
    tijden = [datetime.combine(o.datum, o.aanvang, zone) for o in Overleg.objects.order_by("datum")]
    assert [t.strftime("%H:%M") for t in tijden] == ["09:30"] * 4
    assert [t.utcoffset().total_seconds() / 3600 for t in tijden] == [1, 2, 2, 1]  # type: ignore[union-attr]


def test_words_that_say_no_rhythm_come_back(kernteam: Gremium, als: Callable[..., Client]) -> None:
    antwoord = stuur(als("secretaris"), PLANNEN, REEKS | {"cadans": "als het nodig is", "stap": "toon"})
    assert antwoord.status_code == 422 and "Wij begrijpen niet hoe vaak dit is" in leest(antwoord)
    assert "als het nodig is" in leest(antwoord)


@pytest.mark.parametrize("rol", ["lezer", "redacteur", "bestuurslid", "ministeriecontact", "beheerder"])
def test_who_does_not_write_does_not_plan(rol: str, kernteam: Gremium, als: Callable[..., Client]) -> None:
    antwoord = als(rol).get(PLANNEN)
    assert antwoord.status_code == 403 and "de secretaris en de programmamanager" in leest(antwoord)


def test_a_moved_meeting_keeps_its_number_and_says_where_it_was(overleg: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    velden = {"datum": "2026-11-26", "aanvang": "10:00", "einde": "11:00", "plaats": "online"}
    stuur(client, pad(overleg, "wanneer"), velden)
    nu = Overleg.objects.get(pk=overleg.pk)
    assert (nu.datum, nu.was_op, nu.nummer, nu.volgorde) == (date(2026, 11, 26), DAG, 1, 1)
    assert "Donderdag 26 november 2026" in leest(client.get(pad(overleg)))


def test_moving_to_a_holiday_is_asked_once_more(overleg: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    velden = {"datum": "2026-12-25", "aanvang": "10:00", "einde": "11:00"}
    antwoord = stuur(client, pad(overleg, "wanneer"), velden)
    assert antwoord.status_code == 422
    assert "Vrijdag 25 december 2026 is Eerste kerstdag. Voorstel: vrijdag" in leest(antwoord)
    assert Overleg.objects.get(pk=overleg.pk).datum == DAG
    stuur(client, pad(overleg, "wanneer"), velden | {"toch": "2026-12-25"})
    assert Overleg.objects.get(pk=overleg.pk).datum == date(2026, 12, 25)


def test_a_cancelled_meeting_stays_with_its_reason(overleg: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    zonder = stuur(client, pad(overleg, "afgelasten"), {"reden": " "})
    assert zonder.status_code == 422 and "Schrijf waarom het overleg niet doorgaat." in leest(zonder)
    stuur(client, pad(overleg, "afgelasten"), {"reden": "De helft is ziek."})
    assert "Dit overleg gaat niet door." in leest(client.get(pad(overleg)))
    assert "Afgelast" in leest(client.get("/twente/governance/overleggen/"))


def test_states_follow_one_table_and_refuse_with_the_reason(overleg: Overleg, schrijver: User) -> None:
    with pytest.raises(Kan, match="Er staat nog niets op de agenda"):
        naar(overleg, schrijver, "zet_vast")
    een = punt(overleg, schrijver)
    overleg = naar(overleg, schrijver, "zet_vast")
    with pytest.raises(Kan, match="vanaf de dag van het overleg"):
        zet_stap(
            overleg=overleg, stap=PER_CODE["houd"], door=schrijver, gezien="agenda_vast", vandaag=date(2026, 11, 18)
        )
    overleg = naar(overleg, schrijver, "houd")
    with pytest.raises(Kan, match="Bij één punt ontbreekt nog een uitkomst"):
        naar(overleg, schrijver, "stel_vast")
    een.refresh_from_db()
    assert een.stand == "open" and overleg.stand == "gehouden"


def test_a_button_that_cannot_work_yet_says_why(overleg: Overleg, schrijver: User) -> None:
    pagina = leest(inloggen(schrijver).get(pad(overleg)))
    assert 'aria-disabled="true"' in pagina and "Kan nog niet: Er staat nog niets op de agenda." in pagina


def test_who_looked_at_another_state_is_told(overleg: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    punt(overleg, schrijver)
    naar(overleg, schrijver, "zet_vast")
    antwoord = client.post(pad(overleg, "stap", "houd"), {"gezien": "gepland"})
    assert antwoord.status_code == 409 and "Een collega wijzigde dit overleg net" in leest(antwoord)


def test_opening_again_asks_a_reason_and_tells_the_members(
    overleg: Overleg, schrijver: User, persoon: Callable[..., User]
) -> None:
    lid, contact, lezer = persoon("bestuurslid"), persoon("ministeriecontact", "bzk"), persoon("lezer")
    ander = persoon("ministeriecontact", "ocw")
    punt(overleg, schrijver)
    overleg = naar(overleg, schrijver, "zet_vast")
    client = inloggen(schrijver)
    zonder = stuur(client, pad(overleg, "terug", "open_agenda"), {"reden": ""})
    assert zonder.status_code == 422 and "Schrijf waarom." in leest(zonder)
    stuur(client, pad(overleg, "terug", "open_agenda"), {"reden": "Er komt een punt bij."})
    assert Overleg.objects.get(pk=overleg.pk).stand == "gepland"
    zinnen = {m.user_id: m.zin for m in Melding.objects.all()}
    assert set(zinnen) == {lid.pk, contact.pk}
    assert "Er komt een punt bij." in zinnen[lid.pk]
    assert lezer.pk not in zinnen and ander.pk not in zinnen


def test_a_record_is_settled_by_a_board_member_too_and_by_no_reader(
    overleg: Overleg, schrijver: User, persoon: Callable[..., User]
) -> None:
    een = punt(overleg, schrijver)
    overleg = gehouden(overleg, schrijver)
    een.__class__.objects.filter(pk=een.pk).update(stand="behandeld")
    with pytest.raises(PermissionDenied, match="Een verslag vaststellen doet"):
        zet_stap(overleg=overleg, stap=PER_CODE["stel_vast"], door=persoon("lezer"), gezien="gehouden")
    naar(overleg, persoon("bestuurslid"), "stel_vast")
    assert Overleg.objects.get(pk=overleg.pk).vastgesteld_op is not None


def test_who_was_there_stands_by_function_and_a_guest_by_item(overleg: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    zetels = list(Lidmaatschap.objects.filter(gremium=overleg.gremium).order_by("volgorde"))
    velden = {
        f"zetel-{zetels[0].pk}": "aanwezig",
        f"zetel-{zetels[1].pk}": "bericht",
        "gast": "Adviseur water",
        "gast_bij": "punt 3",
    }
    stuur(client, pad(overleg, "aanwezig"), velden, op=pad(overleg))
    namen = {str(a): a.stand for a in overleg.aanwezigen.all()}
    assert namen["Regiocoördinator, BZK"] == "aanwezig" and namen["Adviseur water"] == "aanwezig"
    assert "bericht" in namen.values()
    pagina = leest(client.get(pad(overleg)))
    assert "Voorzitter: Regiocoördinator, BZK" in pagina and "gast, bij punt 3" in pagina


def test_a_presence_list_that_changed_is_not_overwritten(overleg: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    overleg.aanwezigen.create(functie="Al binnen", stand="aanwezig")
    antwoord = client.post(pad(overleg, "aanwezig"), {"gezien": "iets-anders", "gast": "Mijn gast"})
    assert antwoord.status_code == 409 and "Mijn gast" in leest(antwoord)
    assert overleg.aanwezigen.count() == 1


def test_an_ended_session_costs_no_text(overleg: Overleg) -> None:
    antwoord = Client().post(pad(overleg, "afgelasten"), {"reden": "Lange reden die blijft"})
    assert antwoord.status_code == 401 and "Lange reden die blijft" in leest(antwoord)


def test_the_list_costs_a_fixed_number_of_queries(
    overleg: Overleg, schrijver: User, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = inloggen(schrijver)
    client.get("/twente/governance/overleggen/")
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        client.get("/twente/governance/overleggen/")
    for n in range(6):
        punt(overleg, schrijver, titel=f"Punt {n}")
    client.get(pad(overleg))
    with django_assert_max_num_queries(34):  # type: ignore[attr-defined]
        client.get(pad(overleg))


def test_a_text_longer_than_three_pages_comes_back_whole(overleg: Overleg, schrijver: User) -> None:
    client, lang = inloggen(schrijver), "Een zin die lang duurt 😀. " * 400
    adres = pad(overleg, "punt")
    antwoord = client.post(adres, {"titel": "Voortgang", "soort": "bespreking", "minuten": 10, "toelichting": lang})
    assert antwoord.status_code == 422
    tekst = leest(antwoord)
    assert f"Maak de tekst korter: hoogstens 10000 tekens. U typte er {len(lang.strip())}." in tekst
    assert lang.strip() in tekst and not overleg.punten.exists()


def test_a_day_of_dispatch_that_is_past_is_told_as_past(overleg: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    for dag, zin in ((date(2020, 1, 2), "De dag om stukken te verzenden was 2 januari 2020."),
                     (date(2099, 1, 2), "Verzenden op 2 januari 2099.")):  # fmt: skip
        Overleg.objects.filter(pk=overleg.pk).update(stukken_op=dag)
        assert zin in leest(client.get(pad(overleg)))
