"""Rounds: making, opening, extending, closing, and what the participants hear."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from governance.models import Organisatie, Rol
from npvr import getallen
from opgaven.models import Plan
from reacties.actions.herinneren import herinner, herinner_nu
from reacties.actions.indienen import dien_in, geen_opmerkingen, heropen
from reacties.actions.reacties import RondeNietOpen
from reacties.actions.rondes import Deelnemer, maak_ronde, open_ronde, sluit, verleng, wijzig_ronde
from reacties.models import Deelname, Melding, Post, Reactie, Ronde, Voorkeur
from reacties.rondestanden import OVERGANGEN, RondeGeweigerd
from tests.reacties.rondehulp import deel, link_voor, mens, ministerie, ronde_met, sleutels, zeg

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def zet_klok(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_a_round_in_concept_tells_nobody(voorbeeld: Plan) -> None:
    mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"), open_=False)
    assert ronde.stand == "concept"
    assert not Melding.objects.exists()
    assert not Post.objects.exists()


def test_the_addresses_of_rounds_differ(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    namen = [("Ronde", "Een"), ("Ronde", "Twee"), ("Nieuw", "Drie"), ("!!!", "Vier")]
    codes = [ronde_met(voorbeeld, door=pm, open_=False, titel=t, uitnodiging=u).code for t, u in namen]
    assert codes == ["ronde", "ronde-2", "ronde-nieuw", "ronde-3"]


@pytest.mark.parametrize(
    ("anders", "zin"),
    [({"titel": "  "}, "naam"), ({"opgaven": ["nergens"], "deelnemers": ()}, "minstens één opgave")],
)
def test_a_round_that_cannot_be_made(voorbeeld: Plan, anders: dict[str, Any], zin: str) -> None:
    pm = mens("programmamanager")
    velden: dict[str, Any] = {
        "titel": "Ronde",
        "versie": voorbeeld.versies.latest("nummer"),
        "opgaven": sleutels(voorbeeld),
        "deadline": timezone.localdate(),
        "uitnodiging": "",
        "deelnemers": (),
    } | anders
    if "opgaven" in anders:
        velden |= {"opgaven": []}
    with pytest.raises(RondeGeweigerd, match=zin):
        maak_ronde(plan=voorbeeld, door=pm, **velden)
    assert not Ronde.objects.exists()


def test_opening_writes_a_notice_and_a_mail_to_each_contact(voorbeeld: Plan) -> None:
    een, stil = mens("ministeriecontact", "ocw", "Een"), mens("ministeriecontact", "ocw", "Stil")
    Voorkeur.objects.create(user=stil, wijze=Voorkeur.Wijze.GEEN)
    mens("ministeriecontact", "vro")
    manager = mens("programmamanager")
    ronde = ronde_met(voorbeeld, door=manager)
    assert set(Melding.objects.values_list("user", flat=True)) == {een.pk, stil.pk}
    brief = Post.objects.get()
    assert brief.adres == een.email
    for stuk in ("Beste Een,", "Wat vindt u ervan?", "Gevraagd aan OCW", "- 2 ", ronde.code):
        assert stuk in brief.tekst
    assert "- 4 " not in brief.tekst
    with pytest.raises(PermissionDenied, match="de programmamanager"):
        open_ronde(ronde=ronde, door=een)
    with pytest.raises(RondeGeweigerd, match="al open"):
        open_ronde(ronde=ronde, door=manager)
    assert Post.objects.count() == 1


def test_the_mails_of_a_round_can_be_stopped(voorbeeld: Plan) -> None:
    een = mens("ministeriecontact", "ocw", "Een")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    herinner(ronde.deadline)
    for brief in Post.objects.all():
        assert brief.afmelden and brief.tekst.count(brief.afmelden) == 1
        assert "Geen e-mail meer over meldingen: " in brief.tekst
    Client().post(urlsplit(Post.objects.latest("pk").afmelden).path)
    assert Voorkeur.objects.get(user=een).wijze == Voorkeur.Wijze.GEEN


def test_a_round_without_words_without_people_or_too_late_does_not_open(
    voorbeeld: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    pm = mens("programmamanager")
    zonder = ronde_met(voorbeeld, door=pm, open_=False, uitnodiging=" ")
    with pytest.raises(RondeGeweigerd, match="uitnodiging"):
        open_ronde(ronde=zonder, door=pm)
    laat = ronde_met(voorbeeld, door=pm, open_=False, dagen=0)
    zet_klok(monkeypatch, timezone.localtime() + timedelta(days=1))
    with pytest.raises(RondeGeweigerd, match="voorbij"):
        open_ronde(ronde=laat, door=pm)
    laat.deelnames.all().delete()
    monkeypatch.undo()
    with pytest.raises(RondeGeweigerd, match="niemand"):
        open_ronde(ronde=laat, door=pm)


def test_a_round_changes_only_in_concept(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, door=pm, open_=False)
    velden = {
        "titel": "Anders",
        "versie": ronde.versie,
        "opgaven": sleutels(voorbeeld, 1, 2),
        "deadline": ronde.deadline,
        "uitnodiging": "Regel\r\n\r\nNog een",
        "deelnemers": [
            Deelnemer(ministerie=ministerie("vro"), opgaven=sleutels(voorbeeld, 2)),
            Deelnemer(organisatie=Organisatie.objects.filter(regio=voorbeeld.regio).first()),
        ],
    }
    ronde = wijzig_ronde(ronde=ronde, door=pm, **velden)
    assert ronde.uitnodiging == "Regel\n\nNog een"
    assert [d.opgaven for d in ronde.deelnames.order_by("pk")] == [list(sleutels(voorbeeld, 2)), []]
    open_ronde(ronde=ronde, door=pm)
    with pytest.raises(RondeGeweigerd, match="verlengen"):
        wijzig_ronde(ronde=ronde, door=pm, **velden)


def test_what_a_ministry_writes_is_theirs_until_they_submit(voorbeeld: Plan) -> None:
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm)
    reactie = zeg(ronde, 2, "Eerst onder ons.", door=contact)
    assert reactie.ingediend_op is None
    dien_in(deelname=deel(ronde), door=contact)
    reactie.refresh_from_db()
    assert reactie.ingediend_op is not None
    assert deel(ronde).stand == "ingediend"
    assert Melding.objects.get(user=pm, soort="ronde_ingediend").zin == "OCW heeft ingediend: Voorjaarsronde."


def test_only_the_coordinator_submits(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    baas, ander = mens("ministeriecontact", "ocw", "Baas"), mens("ministeriecontact", "ocw", "Ander")
    vreemd = mens("ministeriecontact", "vro")
    ronde = ronde_met(voorbeeld, Deelnemer(ministerie=ministerie("ocw"), coordinator=baas), door=pm)
    zeg(ronde, 2, "Tekst", door=ander)
    for wie, zin in (
        (ander, "coördinator van OCW: Baas"),
        (vreemd, "zelf"),
        (pm, "dient zelf in"),
        (mens("lezer"), "zelf"),
    ):
        with pytest.raises(RondeGeweigerd, match=zin):
            dien_in(deelname=deel(ronde), door=wie)
        with pytest.raises(RondeGeweigerd, match=zin):
            geen_opmerkingen(deelname=deel(ronde), door=wie)
    assert not Reactie.objects.ingediend().exists()
    Rol.objects.get_queryset().filter(user=baas).update(tot=timezone.now())
    dien_in(deelname=deel(ronde), door=ander)  # a coordinator who left keeps nobody from submitting
    assert deel(ronde).ingediend_door == ander


def test_submitting_nothing_is_refused_and_no_comments_is_an_answer(voorbeeld: Plan) -> None:
    contact = mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    with pytest.raises(RondeGeweigerd, match="nog geen reactie"):
        dien_in(deelname=deel(ronde), door=contact)
    geen_opmerkingen(deelname=deel(ronde), door=contact)
    assert deel(ronde).stand == "geen_opmerkingen"
    with pytest.raises(RondeGeweigerd, match="al ingediend"):
        geen_opmerkingen(deelname=deel(ronde), door=contact)


def test_no_comments_at_one_opgave(voorbeeld: Plan) -> None:
    contact = mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    twee, drie, vier = sleutels(voorbeeld, 2, 3, 4)
    geen_opmerkingen(deelname=deel(ronde), door=contact, opgave=twee)
    assert deel(ronde).zonder_opmerkingen == [twee]
    geen_opmerkingen(deelname=deel(ronde), door=contact, opgave=twee, terug=True)
    assert deel(ronde).zonder_opmerkingen == []
    with pytest.raises(RondeGeweigerd, match="niets gevraagd"):
        geen_opmerkingen(deelname=deel(ronde), door=contact, opgave=vier)
    with pytest.raises(RondeGeweigerd, match="zelf"):
        geen_opmerkingen(deelname=deel(ronde), door=mens("ministeriecontact", "vro"), opgave=drie)
    zeg(ronde, 3, "Toch iets", door=contact)
    with pytest.raises(RondeGeweigerd, match="staat al een reactie"):
        geen_opmerkingen(deelname=deel(ronde), door=contact, opgave=drie)
    with pytest.raises(RondeGeweigerd, match="1 reactie"):
        geen_opmerkingen(deelname=deel(ronde), door=contact)


def test_reopening_needs_a_reason_and_keeps_what_was_submitted(voorbeeld: Plan) -> None:
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm)
    reactie = zeg(ronde, 2, "Tekst", door=contact)
    with pytest.raises(RondeGeweigerd, match="niets om te heropenen"):
        heropen(deelname=deel(ronde), reden="Zomaar", door=pm)
    dien_in(deelname=deel(ronde), door=contact)
    with pytest.raises(RondeGeweigerd, match="waarom"):
        heropen(deelname=deel(ronde), reden=" ", door=pm)
    heropen(deelname=deel(ronde), reden="Er kwam een brief bij.", door=pm)
    reactie.refresh_from_db()
    assert reactie.ingediend_op is not None
    assert "Er kwam een brief bij." in Post.objects.latest("pk").tekst
    zeg(ronde, 3, "En dit.", door=contact)
    dien_in(deelname=deel(ronde), door=contact)
    assert Reactie.objects.ingediend().count() == 2


def test_the_last_day_ends_at_midnight_in_amsterdam(voorbeeld: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    einde = datetime.combine(ronde.deadline, datetime.max.time().replace(microsecond=0), AMSTERDAM)
    zet_klok(monkeypatch, einde)
    eerste = zeg(ronde, 2, "Net op tijd", door=contact)
    zet_klok(monkeypatch, einde + timedelta(seconds=1))
    with pytest.raises(RondeNietOpen, match="U kon reageren tot en met"):
        zeg(ronde, 2, "Net te laat", door=contact)
    zeg(ronde, 2, "Gemaild aan het team", door=mens("redacteur"), kanaal="mail")
    dien_in(deelname=deel(ronde), door=contact)  # what was written in time still comes in
    eerste.refresh_from_db()
    assert eerste.ingediend_op


def test_no_comment_after_submitting_of_another_ministry_or_in_a_closed_round(voorbeeld: Plan) -> None:
    pm, contact, vro = mens("programmamanager"), mens("ministeriecontact", "ocw"), mens("ministeriecontact", "vro")
    ronde = ronde_met(voorbeeld, door=pm)
    with pytest.raises(RondeNietOpen, match="doet niet mee"):
        zeg(ronde, 2, "Ook ik", door=vro, code="vro")
    klad = zeg(ronde, 3, "Nog niet klaar", door=contact)
    sluit(ronde=ronde, door=pm)
    with pytest.raises(RondeNietOpen, match="gesloten"):
        zeg(ronde, 2, "Te laat", door=contact)
    for daad in (dien_in, geen_opmerkingen):
        with pytest.raises(RondeGeweigerd, match="gesloten"):
            daad(deelname=deel(ronde), door=contact)
    klad.refresh_from_db()
    assert klad.ingediend_op is None  # it stays theirs
    with pytest.raises(RondeGeweigerd, match="gesloten"):
        sluit(ronde=ronde, door=pm)
    for later in (lambda: verleng(ronde=ronde, tot=timezone.localdate() + timedelta(90), reden="Ja", door=pm),):
        with pytest.raises(RondeGeweigerd, match="gesloten"):
            later()


def test_extending_for_one_and_for_all(voorbeeld: Plan) -> None:
    pm, ocw, vro = mens("programmamanager"), mens("ministeriecontact", "ocw"), mens("ministeriecontact", "vro")
    ronde = ronde_met(
        voorbeeld, Deelnemer(ministerie=ministerie("ocw")), Deelnemer(ministerie=ministerie("vro")), door=pm
    )
    Post.objects.all().delete()
    dag = ronde.deadline
    for tot, reden, zin in ((dag, "Want", "na"), (dag + timedelta(1), "", "waarom")):
        with pytest.raises(RondeGeweigerd, match=zin):
            verleng(ronde=ronde, tot=tot, reden=reden, door=pm)
    verleng(ronde=ronde, tot=dag + timedelta(5), reden="Er was vakantie.", door=pm, deelname=deel(ronde))
    assert deel(ronde).deadline == dag + timedelta(5)
    assert list(Post.objects.values_list("adres", flat=True)) == [ocw.email]
    ronde = verleng(ronde=ronde, tot=dag + timedelta(3), reden="Drukte.", door=pm)
    assert deel(ronde).deadline == dag + timedelta(5)  # who had more time keeps it
    assert set(Post.objects.filter(tekst__contains="Drukte.").values_list("adres", flat=True)) == {vro.email}
    verleng(ronde=ronde, tot=dag + timedelta(9), reden="Meer drukte.", door=pm)
    assert deel(ronde).deadline is None


def test_who_has_a_personal_link_hears_of_more_time(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, Deelnemer(ministerie=ministerie("vws")), door=pm)
    link_voor(voorbeeld, 5, door=pm, ronde=ronde, ministerie=ministerie("vws"), tot=ronde.deadline + timedelta(2))
    Post.objects.all().delete()
    verleng(ronde=ronde, tot=ronde.deadline + timedelta(7), reden="Er was vakantie.", door=pm)
    brief = Post.objects.get()
    assert brief.adres == "extern@voorbeeld.test"
    assert f"tot en met {getallen.datum(ronde.deadline + timedelta(2))}" in brief.tekst  # no longer than the link
    assert "Er was vakantie." in brief.tekst and "#" not in brief.tekst


def test_reminders_go_once_before_and_on_the_last_day(voorbeeld: Plan) -> None:
    contact = mens("ministeriecontact", "ocw")
    ronde = ronde_met(
        voorbeeld, Deelnemer(ministerie=ministerie("ocw")), Deelnemer(ministerie=ministerie("vro")),
        door=mens("programmamanager"),
    )  # fmt: skip
    dag = ronde.deadline
    Post.objects.all().delete()
    gegaan = [herinner(dag - timedelta(days=n)) for n in (5, 3, 3, 2, 1, 0, 0, -1)]
    assert gegaan == [0, 1, 0, 0, 0, 1, 0, 0]
    assert [p.adres for p in Post.objects.all()] == [contact.email] * 2
    assert "Vandaag is de laatste dag" in Post.objects.latest("pk").tekst


def test_a_day_without_a_run_is_made_up_for_and_who_answered_is_left_alone(voorbeeld: Plan) -> None:
    contact = mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    assert herinner(ronde.deadline - timedelta(days=1)) == 1
    geen_opmerkingen(deelname=deel(ronde), door=contact)
    assert herinner(ronde.deadline) == 0


def test_who_was_asked_today_is_not_reminded_today(voorbeeld: Plan) -> None:
    mens("ministeriecontact", "ocw")
    ronde_met(voorbeeld, door=mens("programmamanager"), dagen=1)
    assert herinner(timezone.localdate()) == 0


def test_the_command_reminds_too(voorbeeld: Plan) -> None:
    mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    for verwacht in ("1 persoon herinnerd", "Geen personen herinnerd"):
        uit = StringIO()
        call_command("herinner_rondes", "--dag", ronde.deadline.isoformat(), stdout=uit)
        assert verwacht in uit.getvalue()


def test_reminding_now_is_once_a_day(voorbeeld: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    mens("ministeriecontact", "ocw")
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, door=pm)
    assert [herinner_nu(ronde=ronde, door=pm) for _ in range(2)] == [1, 0]
    zet_klok(monkeypatch, timezone.localtime() + timedelta(days=1))
    assert herinner_nu(ronde=ronde, door=pm) == 1


def test_the_documentation_prints_the_table_of_states() -> None:
    tekst = (Path(settings.BASE_DIR) / "docs" / "rondes.md").read_text()
    gedrukt = re.findall(r"^\| (ronde|deelname) \| (\w+) \| (\w+) \| `(\w+)` \| (.+) \|$", tekst, re.M)
    assert gedrukt == [(o.bij, str(o.van), str(o.naar), o.daad, o.wie) for o in OVERGANGEN]
    assert {o.bij for o in OVERGANGEN} == {"ronde", "deelname"}
    assert {str(o.van) for o in OVERGANGEN if o.bij == "deelname"} == set(Deelname.Stand.values)
