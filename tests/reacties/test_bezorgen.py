"""Notices become mails by each person's choice; the outbox loses nothing and sends nothing twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from governance.models import Regio, Rol
from opgaven.models import Plan
from reacties.actions.bezorgen import WEIGERINGEN, ruim_post_op, schrijf_meldingpost, verstuur_post
from reacties.actions.meldingen import GEHEIM, meld, post
from reacties.actions.voorkeuren import kies_wijze, lees_meldingen
from reacties.models import Melding, Post, Voorkeur
from tests.brievenbus import Brievenbus, brievenbus
from tests.reacties.proefmelding import Proefmelding

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def bus(settings: Any) -> Iterator[Brievenbus]:
    with brievenbus(settings) as open_:
        yield open_


def zeg(wie: User, sleutel: str = "a", zin: str = "Er is een antwoord op uw reactie bij 14.K2.") -> None:
    meld(wie=wie, regio=Regio.objects.get(code="twente"), melding=Proefmelding(sleutel, zin, "/twente/x/1/"))


def straks() -> None:
    """As if the time that a mail must wait had passed."""
    Post.objects.update(niet_voor=timezone.now())


def test_a_notice_is_mailed_at_once_with_a_link_that_asks_to_log_in(
    persoon: Callable[..., User], bus: Brievenbus
) -> None:
    wie = persoon("redacteur")
    zeg(wie)
    assert schrijf_meldingpost(timezone.now()) == 1
    assert verstuur_post().verstuurd == 1
    (brief,) = bus.aan(wie.email)
    assert brief["Subject"] == "Twente: Er is een antwoord op uw reactie bij 14.K2."
    tekst = brief.get_body(("plain",)).get_content()
    assert "/account/inloggen/?next=%2Ftwente%2Fx%2F1%2F" in tekst and "/meldingen/afmelden/" in tekst
    assert brief["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and brief["Auto-Submitted"]


def test_what_came_together_is_one_mail(persoon: Callable[..., User], bus: Brievenbus) -> None:
    wie = persoon("redacteur")
    for n in range(3):
        zeg(wie, f"s{n}", f"Gebeurtenis {n}.")
    schrijf_meldingpost(timezone.now())
    verstuur_post()
    (brief,) = bus.aan(wie.email)
    assert brief["Subject"] == "Twente: 3 meldingen uit het Plan voor de Regio"
    assert all(f"Gebeurtenis {n}." in brief.get_body(("plain",)).get_content() for n in range(3))


def test_running_again_mails_nothing_again(persoon: Callable[..., User], bus: Brievenbus) -> None:
    zeg(persoon("redacteur"))
    for _ in range(3):
        schrijf_meldingpost(timezone.now())
        verstuur_post()
    assert len(bus.brieven) == 1


@pytest.mark.parametrize("waarom", ["geen post", "gelezen", "geen rol meer", "niet actief", "te oud"])
def test_who_is_not_mailed(persoon: Callable[..., User], bus: Brievenbus, waarom: str) -> None:
    wie = persoon("ministeriecontact")
    zeg(wie)
    if waarom == "geen post":
        kies_wijze(door=wie, wijze=Voorkeur.Wijze.GEEN)
    elif waarom == "gelezen":
        lees_meldingen(door=wie)
    elif waarom == "geen rol meer":
        Rol.alle.filter(user=wie).update(tot=timezone.now())
    elif waarom == "niet actief":
        User.objects.filter(pk=wie.pk).update(is_active=False)
    else:
        Melding.objects.update(gemaakt_op=timezone.now() - timedelta(days=8))
    schrijf_meldingpost(timezone.now())
    verstuur_post()
    assert bus.brieven == [] and Melding.objects.filter(user=wie).count() == 1


@pytest.mark.parametrize("waarom", ["geen rol meer", "niet actief", "afgemeld"])
def test_a_mail_that_waited_goes_only_to_who_is_still_here(
    persoon: Callable[..., User], bus: Brievenbus, waarom: str
) -> None:
    wie, ander = persoon("ministeriecontact"), persoon("redacteur")
    zeg(wie)
    zeg(ander)
    assert schrijf_meldingpost(timezone.now()) == 2
    if waarom == "geen rol meer":
        Rol.alle.filter(user=wie).update(tot=timezone.now())
    elif waarom == "niet actief":
        User.objects.filter(pk=wie.pk).update(is_active=False)
    else:
        kies_wijze(door=wie, wijze=Voorkeur.Wijze.GEEN)
    assert verstuur_post().verstuurd == 1
    assert bus.aan(wie.email) == [] and len(bus.aan(ander.email)) == 1
    rij = Post.objects.get(voor=wie)
    assert (rij.stand, rij.tekst) == (Post.Stand.VERVALLEN, "")


def test_daily_mail_comes_once_after_seven_in_the_morning(persoon: Callable[..., User], bus: Brievenbus) -> None:
    wie = persoon("redacteur")
    kies_wijze(door=wie, wijze=Voorkeur.Wijze.DAGELIJKS)
    zeg(wie, "een")
    zeg(wie, "twee")
    Melding.objects.update(gemaakt_op=datetime(2026, 10, 24, 15, 0, tzinfo=AMSTERDAM))
    # the night in which the clock goes back an hour
    for moment, brieven in [((25, 1, 0), 0), ((25, 6, 59), 0), ((25, 7, 1), 1), ((25, 12, 0), 1), ((26, 7, 1), 1)]:
        dag, uur, minuut = moment
        schrijf_meldingpost(datetime(2026, 10, dag, uur, minuut, tzinfo=AMSTERDAM))
        verstuur_post()
        assert len(bus.brieven) == brieven, moment
    assert "2 meldingen" in bus.brieven[0][1]["Subject"]


def test_a_dead_mail_server_loses_nothing_and_each_mail_comes_once(
    persoon: Callable[..., User], bus: Brievenbus
) -> None:
    mensen = [persoon("redacteur") for _ in range(5)]
    bus.dicht()
    for ronde in range(4):
        for wie in mensen:
            zeg(wie, f"gebeurtenis {ronde}", f"Gebeurtenis {ronde}.")
        schrijf_meldingpost(timezone.now())
        uit = verstuur_post()
        assert uit.server_weg and uit.verstuurd == 0
        straks()
    assert Post.objects.filter(stand=Post.Stand.WACHT).count() == 20 and bus.brieven == []
    bus.open()
    verstuur_post()
    verstuur_post()
    assert sorted(b["Message-ID"] for _, b in bus.brieven) == sorted(Post.objects.values_list("bericht_id", flat=True))
    assert all(len(bus.aan(wie.email)) == 4 for wie in mensen)


def test_a_server_that_is_away_is_asked_once_and_later_each_time(persoon: Callable[..., User], bus: Brievenbus) -> None:
    for n in range(3):
        post(sleutel=f"x:{n}", adres="a@voorbeeld.test", onderwerp="Onderwerp", tekst="Tekst.")
    bus.dicht()
    wachten = []
    for _ in range(3):
        assert verstuur_post().uitgesteld == 1
        eerste = Post.objects.order_by("gemaakt_op", "pk")[0]
        wachten.append(eerste.niet_voor - timezone.now())
        Post.objects.filter(pk=eerste.pk).update(niet_voor=timezone.now())
    assert wachten == sorted(wachten) and wachten[-1] > timedelta(minutes=10)


def test_a_refused_address_does_not_hold_up_the_others(bus: Brievenbus) -> None:
    bus.weigert.add("weg@voorbeeld.test")
    post(sleutel="a", adres="weg@voorbeeld.test", onderwerp="Een", tekst="Een.")
    post(sleutel="b", adres="hier@voorbeeld.test", onderwerp="Twee", tekst="Twee.")
    for _ in range(WEIGERINGEN):
        verstuur_post()
        straks()
    assert len(bus.aan("hier@voorbeeld.test")) == 1
    weg = Post.objects.get(sleutel="a")
    assert weg.stand == Post.Stand.VERVALLEN and weg.laatste_fout == "SMTPRecipientsRefused" and weg.tekst


def test_a_key_does_not_stay_in_the_outbox(bus: Brievenbus) -> None:
    post(sleutel=f"{GEHEIM}1", adres="a@voorbeeld.test", onderwerp="Uw link", tekst="geheim")
    verstuur_post()
    assert bus.brieven[0][1].get_body(("plain",)).get_content().strip() == "geheim" and Post.objects.get().tekst == ""


def test_text_and_address_are_emptied_after_a_month(bus: Brievenbus) -> None:
    post(sleutel="a", adres="a@voorbeeld.test", onderwerp="Onderwerp", tekst="Tekst.")
    post(sleutel="b", adres="b@voorbeeld.test", onderwerp="Onderwerp", tekst="Tekst.")
    verstuur_post(1)
    assert ruim_post_op(timezone.now() + timedelta(days=40)) == 1
    weg, wacht = Post.objects.order_by("pk")
    assert (weg.tekst, weg.onderwerp) == ("", "") and "a@" not in weg.adres and wacht.tekst == "Tekst."


def test_a_key_that_nobody_takes_stays_neither_in_words_nor_with_an_address(bus: Brievenbus) -> None:
    for n, adres in enumerate(("weg@voorbeeld.test", "goed@voorbeeld.test")):
        post(sleutel=f"{GEHEIM}{n}", adres=adres, onderwerp="Uw link", tekst="geheim")
    bus.weigert.add("weg@voorbeeld.test")
    for _ in range(WEIGERINGEN):
        verstuur_post()
        straks()
    assert [p.stand for p in Post.objects.order_by("pk")] == [Post.Stand.VERVALLEN, Post.Stand.VERSTUURD]
    assert [p.tekst for p in Post.objects.all()] == ["", ""]
    later = timezone.now() + timedelta(days=40)
    assert ruim_post_op(later) == 2 and ruim_post_op(later) == 0
    assert not Post.objects.filter(adres__contains="voorbeeld.test").exists()


@pytest.mark.parametrize("kapot", [{"onderwerp": "Een\nBcc: iedereen@voorbeeld.test"}, {"adres": "a\n@voorbeeld.test"}])
def test_a_mail_that_cannot_be_made_does_not_hold_up_the_others(bus: Brievenbus, kapot: dict[str, str]) -> None:
    post(sleutel="a", adres="een@voorbeeld.test", onderwerp="Een", tekst="Een.")
    post(sleutel="b", adres="twee@voorbeeld.test", onderwerp="Twee", tekst="Twee.")
    Post.objects.filter(sleutel="a").update(**kapot)
    for _ in range(WEIGERINGEN):
        verstuur_post()
        straks()
    assert [aan for aan, _ in bus.brieven] == [("twee@voorbeeld.test",)]
    assert Post.objects.get(sleutel="a").stand == Post.Stand.VERVALLEN


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once(voorbeeld: Plan, bus: Brievenbus) -> None:
    for n in range(20):
        post(sleutel=f"x:{n}", adres=f"a{n}@voorbeeld.test", onderwerp="Onderwerp", tekst="Tekst.")

    def werk() -> None:
        try:
            verstuur_post()
        finally:
            connection.close()

    werkers = [threading.Thread(target=werk) for _ in range(4)]
    for w in werkers:
        w.start()
    for w in werkers:
        w.join()
    assert sorted(b["Message-ID"] for _, b in bus.brieven) == sorted(Post.objects.values_list("bericht_id", flat=True))
    assert len(bus.brieven) == 20
