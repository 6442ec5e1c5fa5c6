"""Text stays the same from the form to the fiche, the PDF and the sheets: emoji, right to left, Frisian and German
letters, NUL, and a megabyte that was pasted.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from lxml import html as lx

from opgaven.models import Plan, Sectie
from tests.proeven.gereedschap import velden

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}

TEKSTEN = {
    "fries": "It Frysk hat û, ú, ê, ô, â en skriuwt: sûkerbôle, tsjûgje, hjoeddei, skûtsjesilen.",
    "duits": "Grüße aus Münster: Straße, Größe, Maß, Öffentlichkeit, ÄÖÜ äöü ß ẞ.",
    "nederlands": "Coöperatie, geïnde, reünie, vóór, ’s-Gravenhage, “aanhaling” – en — meer… € 1.250.000,00 m² ½.",
    "tekens": '5 < 6 & 7 > 3; "haakjes" {x} [y] \\z /w | ~ ^ ` @ # $ % ° · § ©',
    "combineren": "e\u0301e\u0301n en \u00e9\u00e9n, n\u0303, A\u030a",
    "emoji": "Klaar 🎉 met 👩‍🌾 en 🇳🇱 en 👍🏽 en ❤️.",
    "rechts naar links": "Begin שלום עולם en مرحبا بالعالم einde.",
    "anders schrift": "Ελληνικά, Русский, Türkçe: ıİğş, polski: zażółć, čeština: příliš.",
}
OP_PAPIER = ("fries", "duits", "nederlands", "tekens", "anders schrift")
"""The fonts of the print have these letters; the others must not stop it."""


def plat(tekst: str) -> str:
    return " ".join(unicodedata.normalize("NFC", tekst).split())


def bewaar(client: Client, adres: str, vorm: str, **anders: Any) -> Any:
    data = velden(client.get(adres, headers=HTMX).text)
    if vorm == "rijk":
        anders = {f"{n}_html": "".join(f"<p>{escape(a)}</p>" for a in w.split("\n\n")) for n, w in anders.items()}
    return client.post(adres, data | anders | {"vorm": vorm}, headers=HTMX)


@pytest.mark.parametrize("vorm", ["plat", "rijk"])
def test_the_same_text_on_every_surface(voorbeeld: Plan, als: Callable[..., Client], tmp_path: Path, vorm: str) -> None:
    client = als("redacteur")
    antwoord = bewaar(client, "/twente/opgaven/7/situatie/bewerken/", vorm, opening="\n\n".join(TEKSTEN.values()))
    assert antwoord.status_code == 200

    rij = Sectie.objects.get(opgave__nummer=7, soort__code="situatie")
    alineas = [plat(p.text_content()) for p in lx.fragments_fromstring(rij.opening)]
    assert alineas == [plat(tekst) for tekst in TEKSTEN.values()]

    fiche = client.get("/twente/opgaven/7/")
    gelezen = [plat(p.text_content()) for p in lx.fromstring(fiche.content.decode()).xpath("//*[@id='s-H']//p")]
    assert [tekst for tekst in map(plat, TEKSTEN.values()) if tekst not in gelezen] == []
    assert bewaar(client, "/twente/opgaven/7/situatie/bewerken/", "plat").status_code == 200  # opened and saved again
    assert Sectie.objects.get(pk=rij.pk).opening == rij.opening

    pdf = client.get("/twente/opgaven/7/pdf/")
    assert pdf.status_code == 200
    if shutil.which("pdftotext"):
        bestand = tmp_path / "fiche.pdf"
        bestand.write_bytes(b"".join(pdf) if pdf.streaming else pdf.content)
        uit = subprocess.run(["pdftotext", "-raw", bestand, "-"], capture_output=True, text=True, check=True).stdout
        papier = plat(uit).replace(" ", "")
        for naam in OP_PAPIER:
            for woord in TEKSTEN[naam].split():
                assert plat(woord).replace(" ", "") in papier, (naam, woord)


def test_titles_in_the_sheets(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    """What stands in a title, stands in the cell: as a text, also when it begins like a formula."""
    client = als("redacteur")
    titels = [*TEKSTEN.values(), "=1+1", "+31 (0)53", "-/-", "@iemand"]
    for opgave, titel in zip(voorbeeld.opgaven.order_by("nummer"), titels, strict=False):
        opgave.titel = titel
        opgave.save()
    xlsx = client.get("/twente/opgaven/download/xlsx/")
    inhoud = b"".join(xlsx) if xlsx.streaming else xlsx.content
    blad = openpyxl.load_workbook(io.BytesIO(inhoud)).active
    cellen = {str(cel.value): cel.data_type for rij in blad.iter_rows() for cel in rij}
    assert [titel for titel in titels if cellen.get(titel) != "s" and cellen.get("'" + titel) != "s"] == []
    csv_ = client.get("/twente/opgaven/download/csv/")
    tekst = (b"".join(csv_) if csv_.streaming else csv_.content).decode("utf-8-sig")
    teken = ";" if ";" in tekst.split("\n")[0] else ","
    velden_ = {veld for rij in csv.reader(io.StringIO(tekst), delimiter=teken) for veld in rij}
    assert [titel for titel in titels if not {titel, "'" + titel} & velden_] == []
    for adres in ("/twente/", "/twente/opgaven/", "/twente/opgaven/matrix/", "/twente/opgaven/5/pdf/", "/twente/plan/"):
        assert client.get(adres).status_code == 200


@pytest.mark.parametrize("vorm", ["plat", "rijk"])
def test_nul_falls_out_and_the_rest_stays(voorbeeld: Plan, als: Callable[..., Client], vorm: str) -> None:
    antwoord = bewaar(als("redacteur"), "/twente/opgaven/7/situatie/bewerken/", vorm, opening="voor\x00na \x01\x08\x0b")
    assert antwoord.status_code == 200
    opening = Sectie.objects.get(opgave__nummer=7, soort__code="situatie").opening
    assert "voorna" in opening and "\x00" not in opening


def test_a_megabyte_is_refused_in_a_sentence_and_comes_back(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    """As pasted from Word: more than fits. Nothing is saved, nothing is cut off, and the text stands in the form."""
    client = als("redacteur")
    adres = "/twente/opgaven/7/situatie/bewerken/"
    groot = "Een alinea uit Word, met wat tekst erin. " * 25_000
    antwoord = bewaar(client, adres, "plat", opening=groot)
    assert antwoord.status_code == 422
    assert "te lang" in antwoord.text and velden(antwoord.text)["opening"][0].strip() == groot.strip()
    word = '<p class="MsoNormal" style="mso-x:1"><span lang="NL"><o:p>tekst</o:p></span></p>' * 13_000
    data = velden(client.get(adres, headers=HTMX).text)
    antwoord = client.post(adres, data | {"vorm": "rijk", "opening_html": word}, headers=HTMX)
    assert antwoord.status_code == 422 and "te lang" in antwoord.text
    assert client.post(adres, data | {"opening": "x" * 6_000_000}, headers=HTMX).status_code in (400, 413)
    assert Sectie.objects.get(opgave__nummer=7, soort__code="situatie").versie == 1
