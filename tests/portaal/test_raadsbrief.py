"""The letter to a council: begun from what is public, edited, taken along, and kept as it was sent."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import User
from governance.actions.besluiten import neem_besluit
from governance.models import Gremium, Lidmaatschap, Organisatie, Overleg, Raadsbrief
from tests.governance.overlegwerk import gehouden, kernteam, naar, overleg, punt, schrijver
from tests.inloggen import inloggen
from tests.lezen import leest, stuur

__all__ = ["kernteam", "overleg", "schrijver"]
BRIEF = "/twente/gemeenten/wierden/raadsbrief/"
DICHT = "woorden-achter-de-deur"
VELDEN: dict[str, Any] = {"soort": "vaststelling", "uitkomst": "vastgesteld"}


@pytest.fixture
def besluiten(overleg: Overleg, schrijver: User) -> Overleg:
    """One open and one besloten decision, in a settled record."""
    een, dicht = punt(overleg, schrijver), punt(overleg, schrijver, besloten=True)
    rij = gehouden(overleg, schrijver)
    neem_besluit(punt=een, velden=VELDEN | {"titel": "Open", "tekst": "De proef *gaat* door."}, door=schrijver)
    neem_besluit(punt=dicht, velden=VELDEN | {"titel": DICHT, "tekst": DICHT}, door=schrijver)
    return naar(rij, schrijver, "stel_vast")


def begin(client: Client) -> str:
    client.post(BRIEF, {"daad": "begin"})
    return leest(client.get(BRIEF))


def woord(client: Client, brief: Raadsbrief, formaat: str = "docx") -> str:
    inhoud = client.get(f"{BRIEF}{brief.pk}/{formaat}/").content
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
        deel = "word/document.xml" if formaat == "docx" else "content.xml"
        return re.sub(r"<[^>]+>", "", pak.read(deel).decode().replace("<text:s/>", " "))


def test_a_letter_begins_with_what_the_portal_knows_and_is_public(besluiten: Overleg, schrijver: User) -> None:
    wierden = Organisatie.objects.get(code="gemeente_wierden")
    Lidmaatschap.objects.create(
        gremium=Gremium.objects.get(code="bo_ros", regio=wierden.regio), organisatie=wierden, functie="Wethouder"
    )
    pagina = begin(inloggen(schrijver))
    assert "Het plan telt 21 opgaven." in pagina
    assert "19 november 2026, Kernteam Rijk-regio (BES-KT-2026-001)" in pagina and DICHT not in pagina
    assert "- Opgave 1, Ruimtelijke" in pagina and "via Bestuurlijk Overleg Ruimtelijke" in pagina
    assert "Geachte leden van de raad" in pagina and "**Wat er komt**" in pagina


@pytest.mark.parametrize("formaat", ["docx", "odt"])
def test_the_edited_letter_goes_along_as_a_file(formaat: str, besluiten: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    begin(client)
    stuur(client, BRIEF, {"tekst": "Beste raad,\n\n**Kop**\n\n- een *ster*\n- twee", "daad": "bewaar"})
    tekst = woord(client, Raadsbrief.objects.get(), formaat)
    assert "Beste raad," in tekst and "een *ster*" in tekst and "Gemeente Wierden" in tekst


def test_every_subject_of_a_letter_to_a_council_can_be_told(besluiten: Overleg, schrijver: User) -> None:
    """What real letters tell: what went before, the plan, decisions, what comes, our part, our seats, money."""
    client = inloggen(schrijver)
    begin(client)
    brief = Raadsbrief.objects.get().tekst
    koppen = re.findall(r"<strong>([^<]*)</strong>", brief)
    assert koppen[:4] == ["Wat eraan voorafging", "Het plan", "Wat is besloten", "Wat er komt"]
    assert "Geld" in koppen and "Tot slot" in koppen and any("rol voor" in kop for kop in koppen)
    geweest = brief[brief.index("Wat eraan voorafging") : brief.index("<strong>Het plan")]
    assert geweest.count("<li>") >= 2


def test_what_was_sent_is_kept_byte_for_byte_and_changes_no_more(besluiten: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    begin(client)
    stuur(client, BRIEF, {"tekst": "Zoals verzonden.", "daad": "verzonden"})
    brief = Raadsbrief.objects.get()
    assert brief.bestand is not None and client.get(f"{BRIEF}{brief.pk}/docx/").content == bytes(brief.bestand)
    with pytest.raises(DatabaseError, match="ligt vast"), transaction.atomic():
        Raadsbrief.objects.filter(pk=brief.pk).update(tekst="Anders")
    with pytest.raises(DatabaseError, match="ligt vast"), transaction.atomic():
        brief.delete()
    assert "Zoals verzonden (Word)" in leest(client.get(BRIEF))


def test_the_next_letter_tells_only_what_came_since(besluiten: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    begin(client)
    stuur(client, BRIEF, {"tekst": "Eerste.", "daad": "verzonden"})
    pagina = begin(client)
    assert "In deze tijd zijn geen openbare besluiten genomen." in pagina
    assert Raadsbrief.objects.filter(verzonden_op__isnull=True).count() == 1


def test_what_a_colleague_saved_is_not_overwritten(besluiten: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    begin(client)
    client.post(BRIEF, {"gezien": "1", "tekst": "Van mij.", "daad": "bewaar"})
    antwoord = client.post(BRIEF, {"gezien": "1", "tekst": "Van een ander.", "daad": "bewaar"})
    assert antwoord.status_code == 409
    assert "Van mij." in leest(antwoord) and "Van een ander." in leest(antwoord)
    assert "Van mij." in Raadsbrief.objects.get().tekst


def test_begin_twice_is_one_concept_and_it_can_go(besluiten: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    begin(client)
    begin(client)
    assert Raadsbrief.objects.count() == 1
    stuur(client, BRIEF, {"daad": "weg"})
    assert not Raadsbrief.objects.exists()
    assert "Er is nu geen concept." in leest(client.get(BRIEF))


@pytest.mark.parametrize("rol", ["lezer", "redacteur", "bestuurslid", "ministeriecontact"])
def test_only_who_writes_sees_letters(rol: str, besluiten: Overleg, als: Callable[..., Client]) -> None:
    assert als(rol).get(BRIEF).status_code == 403
    assert als(rol).post(BRIEF, {"daad": "begin"}).status_code == 403
    assert not Raadsbrief.objects.exists()


def test_a_municipality_that_is_not_there(besluiten: Overleg, schrijver: User) -> None:
    client = inloggen(schrijver)
    assert client.get("/twente/gemeenten/zwolle/raadsbrief/").status_code == 404
    assert "Gemeente Wierden" in leest(client.get("/twente/gemeenten/"))
