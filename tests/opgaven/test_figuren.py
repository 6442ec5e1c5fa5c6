"""Figures in a chapter: made safe, placed, seen by who may read the text, and never lost by a version."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from PIL import Image

from npvr.beelden import Beeldfout, maak_veilig
from npvr.svg import OngeldigeSvg, veilige_svg
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Beeld, Plan, Sectie
from versies.actions.publicaties import publiceer
from versies.actions.versies import maak_versie

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10" onload="alert(1)"><script>alert(1)</script>
<a href="javascript:alert(1)"><rect width="9" height="5" style="fill:#00594f;behavior:url(x)" onclick="x"/></a>
<text x="1" y="9">Rijk</text><foreignObject><p>weg</p></foreignObject></svg>"""


def png(**info: Any) -> bytes:
    uit = io.BytesIO()
    Image.new("RGB", (40, 20), "#00594f").save(uit, "PNG", **info)
    return uit.getvalue()


def jpeg_met_plaats() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera van Iemand"
    uit = io.BytesIO()
    Image.new("RGB", (40, 20)).save(uit, "JPEG", exif=exif)
    return uit.getvalue()


def test_a_photo_loses_what_it_tells_of_its_maker() -> None:
    ruw = jpeg_met_plaats()
    beeld = maak_veilig(ruw)
    assert b"Camera van Iemand" in ruw and b"Camera van Iemand" not in beeld.inhoud
    assert (beeld.soort, beeld.breedte, beeld.hoogte) == ("image/jpeg", 40, 20)


def test_an_svg_keeps_shapes_and_words_alone() -> None:
    schoon, breed, hoog = veilige_svg(SVG)
    assert (breed, hoog) == (30, 10)
    assert b'fill="#00594f"' in schoon and b">Rijk</text>" in schoon
    for weg in (b"script", b"onload", b"onclick", b"javascript", b"behavior", b"foreignObject", b"weg"):
        assert weg not in schoon
    assert veilige_svg(schoon)[0] == schoon


@pytest.mark.parametrize(
    "inhoud",
    [
        b'<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&x;</svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>rect{fill:red}</style></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="https://voorbeeld.nl/x.png"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><use href="https://voorbeeld.nl/x.svg#a"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
)
def test_an_svg_that_would_be_another_picture_is_refused(inhoud: bytes) -> None:
    with pytest.raises(OngeldigeSvg):
        veilige_svg(inhoud)


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"GIF89a...", "geen PNG, JPEG of SVG"),
        (b"\x89PNG\r\n\x1a\nstuk", "beschadigd"),
        (b"\xff\xd8\xff" + b"x" * 5_000_001, "groter dan 5 MB"),
    ],
)
def test_what_is_no_picture_is_said_so(inhoud: bytes, zin: str) -> None:
    with pytest.raises(Beeldfout, match=zin):
        maak_veilig(inhoud)


def plaats(client: Any, **extra: Any) -> Any:
    sectie = eerste()
    velden = {"versie": sectie.versie, "bijschrift": "De **tafels**", "alt": "Vier lagen", "bron": "Regio", "na": 0}
    bestand = SimpleUploadedFile("f.png", png(), "image/png")
    return client.post("/twente/plan/1/1/figuur/", velden | {"bestand": bestand} | extra)


def eerste() -> Sectie:
    return Sectie.objects.filter(hoofdstuk__isnull=False).order_by("hoofdstuk__volgorde", "volgorde")[0]


def test_a_figuur_is_placed_changed_and_taken_out(als: Any, voorbeeld: Plan) -> None:
    client = als("redacteur")
    assert plaats(client).status_code == 302
    beeld = Beeld.objects.get()
    assert eerste().opening.startswith(
        f'<figure><img src="afbeelding:{beeld.sha256}" alt="Vier lagen">'
        "<figcaption>De <strong>tafels</strong></figcaption><cite>Regio</cite></figure>"
    )
    pagina = client.get("/twente/plan/1/").content.decode()
    assert f'<img src="/twente/beeld/{beeld.sha256}/" alt="Vier lagen">' in pagina
    data = {"versie": eerste().versie, "beeld": f"afbeelding:{beeld.sha256}", "versiering": "on"}
    assert client.post("/twente/plan/1/1/figuur/?nummer=1", data).status_code == 302
    assert eerste().opening.startswith(f'<figure><img src="afbeelding:{beeld.sha256}" alt=""></figure>')
    assert client.post("/twente/plan/1/1/figuur/?nummer=1", {"versie": eerste().versie, "weg": "1"}).status_code == 302
    assert "<figure" not in eerste().opening


@pytest.mark.parametrize(
    ("extra", "zin"),
    [
        ({"bestand": ""}, "Kies een afbeelding."),
        ({"alt": ""}, "Beschrijf wat de figuur laat zien"),
        ({"versiering": "on"}, "Kies één van beide"),
        ({"bestand": SimpleUploadedFile("x.gif", b"GIF89a")}, "geen PNG, JPEG of SVG"),
    ],
)
def test_what_lacks_is_said_and_nothing_changes(als: Any, voorbeeld: Plan, extra: dict[str, Any], zin: str) -> None:
    was = eerste().opening
    antwoord = plaats(als("redacteur"), **extra)
    assert antwoord.status_code == 422 and zin in antwoord.content.decode()
    assert eerste().opening == was


def test_a_colleague_was_first(als: Any, voorbeeld: Plan) -> None:
    client = als("redacteur")
    antwoord = plaats(client, versie=eerste().versie + 7)
    assert antwoord.status_code == 409 and "Een collega heeft deze tekst" in antwoord.content.decode()
    assert "<figure" not in eerste().opening


def test_who_may_read_the_text_may_see_the_picture(als: Any, voorbeeld: Plan, client: Any) -> None:
    redacteur = als("redacteur")
    plaats(redacteur)
    adres = f"/twente/beeld/{Beeld.objects.get().sha256}/"
    antwoord = redacteur.get(adres)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "image/png")
    assert "sandbox" in antwoord["Content-Security-Policy"] and antwoord["X-Content-Type-Options"] == "nosniff"
    assert redacteur.get(adres, headers={"If-None-Match": antwoord["ETag"]}).status_code == 304
    assert client.get(adres).status_code == 404
    publiceer(versie=maak_versie(plan=voorbeeld, label="Met figuur", door=None), door=None)
    assert client.get(adres).status_code == 200


def test_a_version_never_loses_a_picture(als: Any, voorbeeld: Plan) -> None:
    plaats(als("redacteur"))
    beeld = Beeld.objects.get()
    versie = maak_versie(plan=voorbeeld, label="Vast", door=None)
    assert [b.beeld_id for b in versie.beelden.all()] == [beeld.pk]
    with pytest.raises(ProtectedError):
        beeld.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Beeld.objects.filter(pk=beeld.pk)._raw_delete("default")
        connection.check_constraints()
    with pytest.raises(DatabaseError), transaction.atomic():
        Beeld.objects.filter(pk=beeld.pk).update(inhoud=b"anders")


def test_a_figuur_without_a_picture_of_this_region_or_in_a_fiche_becomes_words(voorbeeld: Plan) -> None:
    figuur = f'<figure><img src="afbeelding:{"0" * 64}" alt="Lagen"><figcaption>De tafels</figcaption></figure>'
    sectie = eerste()
    inhoud = bouw_sectie(sectie)
    bewaar_sectie(sectie=sectie, vanaf_versie=sectie.versie, inhoud=replace(inhoud, opening=figuur), door=None)
    assert eerste().opening == "<p>Lagen</p><p>De tafels</p>"
