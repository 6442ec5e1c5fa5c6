"""Hostile text in a file: harmless in what was read, on the page that compares, and in the fiche that took it over."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from inlezen.lees_veilig import lees_veilig
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Plan
from plandocument import boom, tekst
from tests.inlezen.inleeswerk import geef, ingevuld, tekst_van, word_van
from tests.inlezen.wordwerk import Word, kanttekening, nieuwe_alinea, zet_tekst
from tests.opgaven.test_xss import LADINGEN, gevaar
from tests.proeven.lading import ladingen

ONLEESBAAR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
RIJ = [" ".join(ONLEESBAAR.sub(" ", x).split()) for x in (*LADINGEN, *ladingen()[::3])]
RIJ = [x for x in dict.fromkeys(RIJ) if 3 < len(x) < 2000][:440]
KOPPEN = (
    "Huidige situatie en context",
    "Lopende trajecten tussen Rijk en regio",
    "Eigenaarschap in de regio",
    "Betrokken ministeries",
    "Wat is aanvullend nodig",
)


def fiche_als_tekst() -> bytes:
    punten = "\n".join(f"- Punt {n}: {x}" for n, x in enumerate(RIJ))
    delen = [LADINGEN[0], "Opgave", RIJ[1], *(f"{kop}\n{RIJ[n + 2]}" for n, kop in enumerate(KOPPEN))]
    delen += ["Geconstateerde knelpunten", punten, "Regionale impact knelpunten", "Mogelijke interventies"]
    return "\n\n".join([*delen, "Vervolgafspraken", RIJ[7]]).encode()


def fiche_als_word(document: boom.Plandocument) -> bytes:
    fiche = document.opgave(14)

    def bewerk(word: Word) -> None:
        plek = word.alinea(f"p_{fiche.sectie('knelpunten').items[0].sleutel}")
        zet_tekst(plek, RIJ[0])
        kanttekening(word, plek, "&lt;script&gt;__xss()&lt;/script&gt;&lt;img src=x onerror=__xss()&gt;")
        for n, lading in enumerate(RIJ):
            plek = nieuwe_alinea(plek, lading, volg=n % 2 == 0)
        zet_tekst(word.alinea(f"o_{fiche.sleutel}"), LADINGEN[1])

    return word_van(document, 14, bewerk)


def hoofddeel(antwoord: Any) -> str:
    """What stands between the fixed parts of a page; without the fit meter, which may be measuring or done."""
    html = antwoord.content.decode()
    hier = html[html.index("<main") : html.index("</main>")]
    return re.sub(r'<div class="past bezig">.*?</noscript>', "", hier, flags=re.S)


@pytest.mark.parametrize("soort", ["tekst", "word"])
def test_hostile_text_in_a_file(soort: str, als: Callable[..., Client], voorbeeld: Plan) -> None:
    document = bouw_opnieuw(voorbeeld)
    fiche = document.opgave(14)
    client = als("programmamanager")
    eigen = gevaar(hoofddeel(client.get("/twente/opgaven/14/")))  # what the page itself brings
    if soort == "tekst":
        antwoord = geef(client, "fiche.txt", fiche_als_tekst(), opgave=fiche.sleutel)
    else:
        antwoord = geef(client, "fiche.docx", fiche_als_word(document))
    assert antwoord.status_code == 303, tekst_van(antwoord)
    pagina = client.get(antwoord["Location"])
    assert pagina.status_code == 200
    assert gevaar(hoofddeel(pagina)) == []
    assert len(RIJ) > 300 and tekst_van(pagina).count("alert(1)") + tekst_van(pagina).count("__xss()") > 300

    assert client.post(pagina.request["PATH_INFO"], ingevuld(pagina, alles=True)).status_code == 303
    nu = bouw_opnieuw(Plan.objects.get(pk=voorbeeld.pk)).opgave(14)
    assert len(nu.sectie("knelpunten").items) > 300
    for item in nu.sectie("knelpunten").items:
        assert gevaar(item.tekst) == [] and tekst.schone_regel(item.tekst) == item.tekst
    assert gevaar(hoofddeel(client.get("/twente/opgaven/14/"))) == eigen
    for adres in ("/twente/opgaven/", pagina.request["PATH_INFO"], "/twente/inlezen/"):
        assert gevaar(hoofddeel(client.get(adres))) == [], adres


def test_every_payload_alone_through_the_reader() -> None:
    """The same as `lees_veilig` hands it over, before any page."""
    gelezen = lees_veilig("plan.txt", fiche_als_tekst(), regio="twente", regionaam="Twente")
    for _, sectie in gelezen.document.alle_secties():
        for woorden in (sectie.opening, sectie.slot, *(i.tekst for i in sectie.items)):
            assert gevaar(woorden) == []
