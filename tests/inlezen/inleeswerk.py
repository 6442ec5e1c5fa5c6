"""Files as people hand them over: a fiche that the portal wrote, edited in Word, and a form on a page as sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html as lx

from documenten.schrijvers import fiche, odt_bytes, plan, word_bytes
from plandocument import boom
from plandocument.canoniek import hash_van
from tests.inlezen.wordwerk import UITGAVE, Bewerking, Word, gevolgd, kanttekening, run, runs, schrap, zet_tekst

ADRES = "/twente/inlezen/"


def word_van(document: boom.Plandocument, nummer: int, bewerking: Bewerking = lambda _: None) -> bytes:
    """The fiche as downloaded from this text, and then edited."""
    uitgave = replace(UITGAVE, hash=hash_van(document))
    word = Word(word_bytes(fiche(document, document.opgave(nummer), uitgave)))
    bewerking(word)
    return word.bytes()


def odt_van_plan(document: boom.Plandocument) -> bytes:
    return odt_bytes(plan(document, replace(UITGAVE, hash=hash_van(document))))


def word_van_plan(document: boom.Plandocument, bewerking: Bewerking = lambda _: None) -> bytes:
    word = Word(word_bytes(plan(document, replace(UITGAVE, hash=hash_van(document)))))
    bewerking(word)
    return word.bytes()


def typ_over(item: boom.Item, woorden: str) -> Bewerking:
    """Replace the words of a point, without Track Changes."""
    return lambda word: zet_tekst(word.alinea(f"p_{item.sleutel}"), woorden)


def met_wijzigingen_bijhouden(document: boom.Plandocument, nummer: int = 14) -> Bewerking:
    """Track Changes on: words added to the first knelpunt, the second deleted; a comment at the first."""
    een, twee = document.opgave(nummer).sectie("knelpunten").items[:2]

    def doe(word: Word) -> None:
        alinea = word.alinea(f"p_{een.sleutel}")
        runs(alinea)[-1].addnext(gevolgd("ins", run(" Dat is nieuw.")))
        kanttekening(word, alinea, "Klopt dit nog?")
        schrap(word.alinea(f"p_{twee.sleutel}"))

    return doe


def geef(client: Client, naam: str, inhoud: bytes, adres: str = ADRES, **velden: str) -> Any:
    """Hand a file over; the answer."""
    return client.post(adres, {"bestand": SimpleUploadedFile(naam, inhoud), **velden})


def ingevuld(antwoord: Any, *, alles: bool = False) -> dict[str, list[str]]:
    """The form with the choices as a browser would send it; `alles` ticks whatever can be ticked."""
    wortel = lx.fromstring(antwoord.content.decode())
    form = wortel.get_element_by_id("keuzes")
    velden: dict[str, list[str]] = {}
    for naam, waarde in form.form_values():
        velden.setdefault(naam, []).append(waarde)
    if alles:
        velden["kies"] = [i.get("value") for i in form.xpath('.//input[@name="kies"]')]
    velden.pop("csrfmiddlewaretoken", None)
    return velden


def tekst_van(antwoord: Any) -> str:
    """What a page says, without what is only for screen readers."""
    wortel = lx.fromstring(antwoord.content.decode())
    for stil in wortel.xpath('.//*[@class="stil-lees"]'):
        stil.drop_tree()
    return " ".join(wortel.text_content().split())
