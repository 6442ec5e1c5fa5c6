"""Faults that other systems for meetings had to mend, each tried here; the numbers are of their trackers.

Tried elsewhere: an hour off over summer time, no RRULE (opf/openproject#24512, #22051, #15246) and a cancelled meeting
that shows as such: test_kalender. Next by real start (#22715), held over with its history (#22989): test_notuleren.
Papers that leak (#18714, #19130): tests/proeven/test_lek_overleg, tests/documenten/test_overlegstukken. Reopening with
a reason and a notice (#8248): test_overleggen. Holidays shown, never skipped: test_cadans. Sealed, no gaps
(4teamwork/opengever.core#1594, #1485, #1469): test_besluiten.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from governance.actions.besluiten import neem_besluit
from governance.actions.overleggen import Overlegtijd, last_af, plan_extra, verzet
from governance.kalender import kalender
from governance.models import Agendapunt, Besluit, Gremium, Overleg
from tests.governance.overlegwerk import gehouden, maak, naar, pad, punt
from tests.governance.test_besluiten import VELDEN, besluit
from tests.inloggen import inloggen


def test_numbers_of_meetings_and_decisions_begin_anew_each_year(kernteam: Gremium, schrijver: User) -> None:
    """opengever.core#1354, #1387, #7288: the number forgot the period."""
    codes, besluiten = [], []
    for dag in (date(2025, 12, 4), date(2025, 12, 18), date(2026, 1, 8), date(2025, 11, 6)):
        rij = maak(kernteam, dag, schrijver)
        p = punt(rij, schrijver)
        gehouden(rij, schrijver)
        codes.append(rij.code)
        besluiten.append(besluit(p, schrijver).code)
    assert [c[-7:] for c in codes] == ["2025-01", "2025-02", "2026-01", "2025-03"]
    assert [b[-8:] for b in besluiten] == ["2025-001", "2025-002", "2026-001", "2025-003"]


def test_a_decision_of_yesterday_can_still_be_keyed_in(kernteam: Gremium, schrijver: User) -> None:
    """OpenProject: outcomes only while the meeting runs."""
    rij = maak(kernteam, timezone.localdate() - timedelta(days=1), schrijver)
    p = punt(rij, schrijver)
    gehouden(rij, schrijver)
    b = neem_besluit(punt=p, velden=VELDEN, door=schrijver)
    assert b.datum == rij.datum and b.code


def test_a_number_is_there_in_the_act_before_the_record_is_settled(overleg: Overleg, schrijver: User) -> None:
    """opengever.core#1468: an excerpt without a number."""
    p = punt(overleg, schrijver)
    gehouden(overleg, schrijver)
    b = besluit(p, schrijver)
    assert b.code in inloggen(schrijver).get(pad(overleg)).text and not Besluit.objects.get(pk=b.pk).verzegeld


def test_a_choice_of_one_export_does_not_stay_for_the_next(overleg: Overleg, schrijver: User, eigen_var: Path) -> None:
    """openslides-client#5464: an option that was set earlier was silently used."""
    punt(overleg, schrijver, titel="Besloten zaak", besloten=True)
    punt(overleg, schrijver, titel="Open zaak")
    naar(overleg, schrijver, "zet_vast")
    client = inloggen(schrijver)

    def leest_besloten(vraag: str) -> bool:
        import io
        import zipfile

        inhoud = client.get(pad(overleg, "agenda", "docx") + vraag).content
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
            return "Besloten zaak" in pak.read("word/document.xml").decode()

    assert [leest_besloten(v) for v in ("", "?deel=openbaar", "")] == [True, False, True]


def test_the_number_of_an_item_is_the_same_on_screen_and_in_papers(overleg: Overleg, schrijver: User) -> None:
    """opengever.core#3817, #1511: the number was missing in generated papers."""
    import io
    import zipfile

    for titel in ("Aanvang", "Tweede punt", "Derde punt"):
        punt(overleg, schrijver, titel=titel)
    naar(overleg, schrijver, "zet_vast")
    client = inloggen(schrijver)
    scherm = re.findall(r'<span class="nr">(\w+)</span>\s*<div>\s*<h3>([^<]*)</h3>', client.get(pad(overleg)).text)
    assert scherm == [("1", "Aanvang"), ("2", "Tweede punt"), ("3", "Derde punt")]
    for formaat, deel in (("docx", "word/document.xml"), ("odt", "content.xml")):
        with zipfile.ZipFile(io.BytesIO(client.get(pad(overleg, "agenda", formaat)).content)) as pak:
            woorden = re.sub(r"<[^>]+>", "", pak.read(deel).decode().replace("<text:s/>", " "))
        assert all(f"{nummer}. {titel}" in woorden for nummer, titel in scherm), formaat


def test_a_calendar_holds_only_states_that_exist_and_links_that_stay(kernteam: Gremium, schrijver: User) -> None:
    """ietf-tools/datatracker#11394: an invalid STATUS, cancelled as live, a crash, links with a version in them."""
    gewoon = maak(kernteam, date(2026, 11, 19), schrijver)
    af = maak(kernteam, date(2026, 12, 10), schrijver)
    zonder = plan_extra(gremium=kernteam, wanneer=Overlegtijd(date(2027, 1, 7), time(9), time(10)), door=schrijver)
    last_af(overleg=af, reden="Geen punten.", door=schrijver, gezien=None)

    def lees() -> dict[str, icalendar.Event]:
        inhoud = kalender("Kernteam", Overleg.objects.van(kernteam.regio), lambda o: f"https://voorbeeld.test/{o.pk}/")
        return {str(e["uid"]): e for e in icalendar.Calendar.from_ical(inhoud).walk("VEVENT")}

    eerst = lees()
    verzet(overleg=gewoon, wanneer=Overlegtijd(date(2026, 11, 26), time(14), time(15)), door=schrijver, gezien=None)
    daarna = lees()
    assert {str(e["status"]) for e in daarna.values()} == {"CONFIRMED", "CANCELLED"}
    assert str(daarna[str(af.uid)]["status"]) == "CANCELLED" and "location" not in daarna[str(zonder.uid)]
    assert eerst.keys() == daarna.keys()
    assert all(str(eerst[uid]["url"]) == str(daarna[uid]["url"]) for uid in eerst)
    assert daarna[str(gewoon.uid)]["sequence"] == eerst[str(gewoon.uid)]["sequence"] + 1


def test_after_a_meeting_somebody_is_asked_for_its_record(kernteam: Gremium, schrijver: User) -> None:
    """loomio#2990: nobody was asked to record the outcome."""
    rij = maak(kernteam, timezone.localdate() - timedelta(days=1), schrijver)
    punt(rij, schrijver)
    client = inloggen(schrijver)
    assert rij.code in client.get("/twente/mijn-werk/").text
    gehouden(rij, schrijver)
    Agendapunt.objects.filter(overleg=rij).update(stand="behandeld")
    naar(rij, schrijver, "stel_vast")
    assert rij.code not in client.get("/twente/mijn-werk/").text


@pytest.mark.parametrize(("volgorde", "eerst"), [("", "2026-001"), ("oud", "2025-001")])
def test_an_old_decision_is_found_by_day_and_by_word(
    volgorde: str, eerst: str, kernteam: Gremium, schrijver: User, als: Callable[..., Client]
) -> None:
    """loomio#1613: what was decided months ago cannot be found."""
    for dag, woord in ((date(2025, 12, 4), "warmtenet"), (date(2026, 1, 8), "spoor")):
        rij = maak(kernteam, dag, schrijver)
        p = punt(rij, schrijver)
        gehouden(rij, schrijver)
        besluit(p, schrijver, titel=woord)
        naar(rij, schrijver, "stel_vast")
    lezer = als("lezer")
    codes = re.findall(
        r'<li id="BES-KT-([\d-]*)"', lezer.get("/twente/governance/besluiten/", {"volgorde": volgorde}).text
    )
    assert codes[0] == eerst and len(codes) == 2
    assert re.findall(r'<li id="BES-KT-([\d-]*)"', lezer.get("/twente/governance/besluiten/?zoek=warmtenet").text) == [
        "2025-001"
    ]
