"""Mails of a round as they come in: what their heads say, what is read first, and the same words as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.utils import timezone
from lxml import html as lx

from accounts.models import User
from governance.models import Organisatie, Regio
from npvr import getallen
from opgaven.models import Plan
from reacties.actions.antwoorden import geef_antwoord, geef_vrij
from reacties.actions.bezorgen import schrijf_meldingpost, verstuur_post
from reacties.actions.herinneren import herinner_nu
from reacties.actions.indienen import geen_opmerkingen, heropen
from reacties.actions.rondes import Deelnemer, verleng
from reacties.models import Melding, Ronde
from tests.brievenbus import Brievenbus, brievenbus
from tests.inloggen import inloggen
from tests.lezen import leest

from .rondehulp import deel, link_voor, mens, ministerie, ronde_met, sleutels

pytestmark = pytest.mark.django_db
ADRES = "programma@regio.voorbeeld.test"


@pytest.fixture
def bus(settings: Any, voorbeeld: Plan) -> Iterator[Brievenbus]:
    Regio.objects.filter(pk=voorbeeld.regio_id).update(functieadres=ADRES)
    voorbeeld.regio.refresh_from_db()
    settings.BASIS_URL = "https://portaal.voorbeeld.test"
    with brievenbus(settings) as open_:
        yield open_


def tekst(brief: EmailMessage, soort: str = "plain") -> str:
    deel_ = brief.get_body((soort,))
    assert deel_ is not None
    return str(deel_.get_content())


def gewoon(brief: EmailMessage) -> str:
    """The words of a text in which lines and addresses say nothing."""
    return " ".join(re.sub(r"https?://\S+", "", tekst(brief)).replace("- ", " ").split())


@pytest.fixture
def ronde(bus: Brievenbus, voorbeeld: Plan) -> Ronde:
    """Everything of which somebody in it hears by mail."""
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw", "Contact OCW")
    organisatie = Organisatie.objects.filter(regio=voorbeeld.regio).first()
    gevraagd = Deelnemer(ministerie=ministerie("ocw"), opgaven=sleutels(voorbeeld, 2, 3))
    ronde = ronde_met(voorbeeld, gevraagd, Deelnemer(organisatie=organisatie, opgaven=sleutels(voorbeeld, 2)), door=pm)
    link_voor(voorbeeld, 2, door=pm, ronde=ronde, organisatie=organisatie)
    herinner_nu(ronde=ronde, door=pm)
    later = timezone.localdate() + timedelta(days=20)
    ronde = verleng(ronde=ronde, tot=later, reden="Het was vakantie.", door=pm)
    geen_opmerkingen(deelname=deel(ronde), door=contact)
    heropen(deelname=deel(ronde), reden="Er kwam iets bij.", door=pm)
    verstuur_post()
    return ronde


def test_every_mail_of_a_round_says_where_until_when_and_whom_to_answer(bus: Brievenbus, ronde: Ronde) -> None:
    contact = User.objects.get(naam="Contact OCW")
    eerst = getallen.datum(timezone.localdate() + timedelta(days=10))
    dan = getallen.datum(ronde.deadline)
    wat = [
        ("uw reactie gevraagd", eerst),
        ("herinnering om te reageren", eerst),
        ("meer tijd om te reageren", dan),
        ("u kunt opnieuw reageren", dan),
    ]
    brieven = bus.aan(contact.email)
    assert [b["Subject"] for b in brieven] == [f"Twente: {w}, uiterlijk {dag} (Voorjaarsronde)" for w, dag in wat]
    van_link = bus.aan("extern@voorbeeld.test")
    assert [b["Subject"] for b in van_link] == [f"Twente: {w}, uiterlijk {dag} (Voorjaarsronde)" for w, dag in wat[:3]]
    dagen = [dag for _, dag in wat] + [dag for _, dag in wat[:3]]
    alle = [*brieven, *van_link]
    for brief, dag in zip(alle, dagen, strict=True):
        begin = "\n".join(tekst(brief).splitlines()[:4])
        assert dag in begin, begin
        assert brief["Reply-To"] == ADRES and f"mail naar {ADRES}" in tekst(brief)
        assert (brief["Auto-Submitted"], brief["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert len({b["Message-ID"] for b in alle}) == len(alle)
    assert len({b["References"] for b in alle}) == 1 and all(b["In-Reply-To"] == b["References"] for b in alle)
    for brief in brieven:
        assert brief["List-Id"] == "Meldingen van het Plan voor de Regio <meldingen.portaal.voorbeeld.test>"
        assert brief["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not any(b["List-Unsubscribe"] for b in van_link)


def test_before_opening_the_page_says_where_answers_go(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, door=pm, open_=False)
    pad = f"/twente/rondes/{ronde.code}/openen/"
    Regio.objects.filter(pk=voorbeeld.regio_id).update(functieadres="")
    assert "Twente heeft nog geen e-mailadres van het programma" in leest(inloggen(pm).get(pad))
    Regio.objects.filter(pk=voorbeeld.regio_id).update(functieadres=ADRES)
    assert f"Wie het bericht beantwoordt, mailt naar {ADRES}." in leest(inloggen(pm).get(pad))


def test_the_html_part_says_the_same_with_links_that_say_where_they_go(bus: Brievenbus, ronde: Ronde) -> None:
    contact = User.objects.get(naam="Contact OCW")
    uitnodiging = bus.aan(contact.email)[0]
    pagina = lx.fromstring(tekst(uitnodiging, "html"))
    assert pagina.get("lang") == "nl" and pagina.findtext(".//title") == uitnodiging["Subject"]
    assert not pagina.xpath("//img | //script | //link | //style")
    links = {" ".join(a.text_content().split()): a.get("href") for a in pagina.iter("a")}
    assert "/rondes/voorjaarsronde/" in links["Naar de ronde"].replace("%2F", "/")
    assert "Geen e-mail meer over meldingen" in links
    assert [li.text_content() for li in pagina.iter("li")] == [
        regel[2:] for regel in tekst(uitnodiging).splitlines() if regel.startswith("- ")
    ]
    for brief in (*bus.aan(contact.email), *bus.aan("extern@voorbeeld.test")):
        lichaam = " ".join(lx.fromstring(tekst(brief, "html")).find("body").itertext())
        assert set(gewoon(brief).replace(":", "").split()) <= set(lichaam.replace(":", "").split()), brief["Subject"]


def test_the_link_of_a_person_comes_with_the_invitation(bus: Brievenbus, ronde: Ronde) -> None:
    uitnodiging, *later = bus.aan("extern@voorbeeld.test")
    assert "Wat vindt u ervan?" in tekst(uitnodiging) and "/r/#" in tekst(uitnodiging)
    assert f"namens {Organisatie.objects.filter(deelnames__ronde=ronde).get()}" in tekst(uitnodiging)
    links = [a for a in lx.fromstring(tekst(uitnodiging, "html")).iter("a") if "/r/#" in a.get("href")]
    assert [a.text_content() for a in links] == ["Ga naar de opgaven met uw persoonlijke link"]
    assert not any("/r/#" in tekst(b) for b in later)


def test_notices_name_the_region_and_go_together_by_page(bus: Brievenbus, voorbeeld: Plan, zet: Any) -> None:
    wie, pm = mens("eigenaar", naam="Eigenaar"), mens("programmamanager")
    rij = zet("Klopt dit?", door=wie)
    antwoord = geef_antwoord(plan=voorbeeld, reacties={rij.pk: None}, tekst="Ja.", door=pm)
    rij.refresh_from_db()
    geef_vrij(plan=voorbeeld, reacties={rij.pk: rij.wijziging}, antwoorden={antwoord.pk: antwoord.versie}, door=pm)
    Melding.objects.create(
        user=wie, regio=voorbeeld.regio, soort="bericht", sleutel="x", zin="Iemand schreef iets.",
        pad=f"/twente/reacties/{rij.pk}/", gemaakt_op=timezone.now() + timedelta(minutes=1),
    )  # fmt: skip
    for minuten in (0, 2):
        schrijf_meldingpost(timezone.now() + timedelta(minutes=minuten))
    verstuur_post()
    een, twee = bus.aan(wie.email)
    assert een["Subject"].startswith("Twente: ") and twee["Subject"] == "Twente: Iemand schreef iets."
    assert een["References"] == twee["References"] and een["Message-ID"] != twee["Message-ID"]
    assert een["Reply-To"] == ADRES and "Bekijk het in het portaal" in tekst(een, "html")
