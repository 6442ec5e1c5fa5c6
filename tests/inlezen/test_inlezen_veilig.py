"""A file from outside is read within limits, and refused in one sentence; then nothing was written."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inlezen.lees_veilig import NAAM_MAX, lees_veilig, nette_naam
from inlezen.lezers import Leesfout
from inlezen.lezers.regels import MAX_BYTES
from inlezen.models import Inlezing
from inlezen.veilig import proces as inlezen_proces
from inlezen.veilig.proces import roep
from opgaven.models import Plan
from plandocument import boom
from plandocument.canoniek import canonieke_bytes, naar_data
from tests.inlezen.inleeswerk import ADRES, tekst_van, word_van


def zip_van(**delen: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return uit.getvalue()


def _word(document: boom.Plandocument, **erbij: bytes) -> bytes:
    """The fiche with parts added or replaced."""
    bron = zipfile.ZipFile(io.BytesIO(word_van(document, 14)))
    delen = {naam: bron.read(naam) for naam in bron.namelist()} | erbij
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return uit.getvalue()


def _met_macrosoort(document: boom.Plandocument) -> bytes:
    bron = zipfile.ZipFile(io.BytesIO(word_van(document, 14)))
    soorten = bron.read("[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    delen = {naam: bron.read(naam) for naam in bron.namelist()} | {"[Content_Types].xml": soorten}
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return uit.getvalue()


XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
GEVALLEN: dict[str, tuple[str, Callable[[boom.Plandocument], bytes], str]] = {
    "leeg": ("a.txt", lambda _: b"  \n", "Het bestand is leeg."),
    "docm": ("a.docm", lambda d: word_van(d, 14), "macro"),
    "macro erin": ("a.docx", lambda d: _word(d, **{"word/vbaProject.bin": b"x"}), "macro"),
    "soort met macro's": ("a.docx", _met_macrosoort, "macro"),
    "tabel": ("a.xlsx", lambda _: b"PK\x03\x04x", "Dit is een tabel."),
    "pdf die docx heet": ("a.docx", lambda _: b"%PDF-1.7 x", "maar de inhoud is een PDF"),
    "programma dat docx heet": ("a.docx", lambda _: b"MZ\x90\x00" + b"\x00" * 500, "maar dat is het niet"),
    "half": ("a.docx", lambda d: word_van(d, 14)[:9000], "beschadigd"),
    "xxe": ("a.docx", lambda d: _word(d, **{"word/document.xml": XXE}), "DOCTYPE"),
    "bom": ("a.docx", lambda _: zip_van(**{"word/document.xml": b"<a>" + b" " * 70_000_000}), "te groot"),
    "json dat geen plan is": ("a.json", lambda _: b'{"a": 1}', "schema"),
    "vreemde odt": ("a.odt", lambda _: zip_van(**{"content.xml": b"<a/>"}), "ODT"),
    "diepe json": ("a.json", lambda _: b'{"a":' + b"[" * 200_000, ""),
    "gewone tekst": ("a.txt", lambda _: b"Beste collega, hierbij.", "geen Plan voor de Regio"),
}


@pytest.mark.parametrize("geval", GEVALLEN)
def test_is_refused_in_one_sentence_and_writes_nothing(
    geval: str, als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    naam, maak, zin = GEVALLEN[geval]
    stand = voorbeeld.stand
    begin = time.monotonic()
    antwoord = als("programmamanager").post(ADRES, {"bestand": SimpleUploadedFile(naam, maak(document))})
    assert time.monotonic() - begin < 20
    assert antwoord.status_code == 422
    fouten = antwoord.context["form"].errors["bestand"]
    assert len(fouten) == 1 and zin in fouten[0] and fouten[0].endswith("Er is niets ingelezen.")
    assert Inlezing.objects.count() == 0
    assert Plan.objects.get(pk=voorbeeld.pk).stand == stand


def test_too_large_is_not_even_opened(als: Callable[..., Client], voorbeeld: Plan) -> None:
    antwoord = als("programmamanager").post(ADRES, {"bestand": SimpleUploadedFile("a.txt", b"x" * (MAX_BYTES + 1))})
    assert antwoord.status_code == 422
    assert "meer dan 25 MB" in tekst_van(antwoord)
    assert Inlezing.objects.count() == 0


def test_without_a_file_the_form_says_so(als: Callable[..., Client], voorbeeld: Plan) -> None:
    antwoord = als("redacteur").post(ADRES, {})
    assert antwoord.status_code == 422
    assert "Kies een bestand." in tekst_van(antwoord)


def _wijzig(data: dict[str, Any], pad: str, waarde: Any) -> None:
    *weg, veld = pad.split(".")
    for stap in weg:
        data = data[int(stap) if stap.isdigit() else stap]  # type: ignore[call-overload]
    data[veld] = waarde


@pytest.mark.parametrize(
    ("pad", "waarde"),
    [
        ("opgaven.0.titel", "x" * 251),
        ("opgaven.0.nummer", 2),
        ("opgaven.0.nummer", -1),
        ("opgaven.0.nummer", 2**70),
        ("opgaven.0.sleutel", "'; drop table"),
        ("opgaven.1.sleutel", "zie hieronder"),
        ("opgaven.0.secties.0.soort", "onbekend"),
        ("opgaven.0.secties.6.items.0.status", "weg"),
        ("opgaven.0.secties.6.items.0.groep", "x" * 21),
        ("opgaven.0.secties.0.opening", "<p>" + "x" * 200_001),
        ("sectiesoorten.0.itemsoort", "raar"),
        ("sectiesoorten.0.letter", "K"),
        ("clusters.0.naam", "x" * 151),
        ("titel", "x" * 201),
        ("regio", "achterhoek"),
    ],
)
def test_json_that_the_database_cannot_hold(pad: str, waarde: Any, document: boom.Plandocument) -> None:
    data = naar_data(document)
    if waarde == "zie hieronder":
        waarde = document.opgaven[0].sleutel
    _wijzig(data, pad, waarde)
    with pytest.raises(Leesfout):
        lees_veilig("plan.json", json.dumps(data).encode(), regio="twente")


def test_control_characters_and_markup_from_json_are_gone(document: boom.Plandocument) -> None:
    data = naar_data(document)
    data["opgaven"][0]["titel"] = "Een\x00 titel\u2028 met\ttekens"
    data["opgaven"][0]["secties"][0]["opening"] = '<p onclick="x">a<script>b</script></p>'
    data["doelstellingen"][0]["omschrijving"] = "<img src=x onerror=y>Goed"
    gelezen = lees_veilig("plan.json", json.dumps(data).encode(), regio="twente").document
    assert gelezen.opgaven[0].titel == "Een titel met tekens"
    assert gelezen.opgaven[0].secties[0].opening == "<p>a</p>"
    assert gelezen.doelstellingen[0].omschrijving == "<p>Goed</p>"


def test_json_out_and_in_is_the_same_plan(document: boom.Plandocument) -> None:
    gelezen = lees_veilig("plan.json", canonieke_bytes(document), regio="twente", huidig=document)
    assert gelezen.document == document and gelezen.geheel


@pytest.mark.parametrize(
    ("naam", "netjes"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\map\\plan.docx", "plan.docx"),
        ("plan\u202excod.exe", "plan xcod.exe"),
        ("a\x00b\n.txt", "a b .txt"),
        ("", "bestand"),
        ("😀.docx", "😀.docx"),
    ],
)
def test_the_name_of_a_file(naam: str, netjes: str) -> None:
    assert nette_naam(naam) == netjes


def test_a_long_name_keeps_its_end() -> None:
    kort = nette_naam("x" * 500 + ".docx")
    assert len(kort) <= NAAM_MAX and kort.endswith(".docx")


def test_a_name_with_html_is_there_as_text(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    client = als("redacteur")
    naam = "<img src=x onerror=alert(1)>.docx"
    antwoord = client.post(ADRES, {"bestand": SimpleUploadedFile(naam, word_van(document, 14))})
    for adres in (antwoord["Location"], ADRES):
        pagina = client.get(adres)
        assert "<img src=x" not in pagina.text
        assert "&lt;img src=x onerror=alert(1)&gt;.docx" in pagina.text


# ---- the process that reads ----


HIER = "tests.opdrachten.zware_taken"


def test_too_much_memory_is_a_sentence() -> None:
    with pytest.raises(Leesfout) as fout:
        roep(f"{HIER}:vreet_geheugen", {}, b"")
    assert str(fout.value) == inlezen_proces.TE_VEEL


def test_too_much_time_is_a_sentence() -> None:
    with pytest.raises(Leesfout) as fout:
        roep(f"{HIER}:blijft_rekenen", {}, b"", cpu=3)
    assert str(fout.value) == inlezen_proces.TE_VEEL


def test_the_process_writes_no_file(tmp_path: Any) -> None:
    with pytest.raises(Leesfout):
        roep(f"{HIER}:schrijft", {"pad": str(tmp_path / "x")}, b"")
    assert not (tmp_path / "x").exists() or (tmp_path / "x").read_bytes() == b""


def test_the_process_knows_no_secrets() -> None:
    uit = roep(f"{HIER}:omgeving", {}, b"")
    assert set(uit["omgeving"]) <= {"PATH", "LC_ALL", "LC_CTYPE", "PWD"}
