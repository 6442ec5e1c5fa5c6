"""A print fetches our own letters and nothing else, whatever the HTML names. Left to itself the engine fetches all."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from documenten.druk import fouten, pers
from opgaven.models import Plan
from tests.documenten.conftest import Pdf

GEHEIM = "ZEERGEHEIMEWOORDEN"
_KOP = '<!doctype html><html lang="nl"><title>Proef</title>'


class _Teller(http.server.BaseHTTPRequestHandler):
    gevraagd: list[str]

    def do_GET(self) -> None:
        type(self).gevraagd.append(self.path)
        if self.path.startswith("/verder/"):
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "image/svg+xml")
        self.end_headers()
        self.wfile.write(b'<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><text>hallo</text></svg>')

    do_HEAD = do_GET

    def log_message(self, *args: Any) -> None: ...


@pytest.fixture
def teller() -> Iterator[Any]:
    """A web server of our own, that keeps what it was asked for."""
    soort = type("Teller", (_Teller,), {"gevraagd": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), soort)
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    server.gevraagd = soort.gevraagd  # type: ignore[attr-defined]
    yield server
    server.shutdown()
    server.server_close()
    draad.join()


AANVALLEN = {
    "beeld": '<body><img src="{url}" alt="x">',
    "beeld-srcset": '<body><img srcset="{url} 2x" src="{url}" alt="x">',
    "stijlblad": '<link rel="stylesheet" href="{url}"><body>',
    "import": '<style>@import "{url}"; @import url({url});</style><body>',
    "achtergrond": '<style>p {{ background: url("{url}") }} li {{ list-style-image: url({url}) }}</style><p>x<li>y',
    "inhoud": "<style>p::before {{ content: url('{url}') }}</style><body><p>x",
    "letter": "<style>@font-face {{ font-family: X; src: url('{url}') }} p {{ font-family: X }}</style><body><p>x",
    "bijlage": '<link rel="attachment" href="{url}"><body><a rel="attachment" href="{url}">x</a>',
    "object": '<body><object data="{url}" type="image/svg+xml">x</object><embed src="{url}">',
    "kader": '<body><iframe src="{url}"></iframe>',
    "basis": '<base href="{url}"><body><img src="plaatje.svg" alt="x">',
    "svg-beeld": '<body><svg width="9"><title>x</title><image href="{url}" xlink:href="{url}" width="9"/></svg>',
    "svg-gebruik": '<body><svg width="9" height="9"><title>x</title><use href="{url}#a" xlink:href="{url}#a"/></svg>',
    "svg-stijl": '<body><svg><title>x</title><style>@import "{url}";</style><text>x</text></svg>',
    "svg-in-data": '<body><img alt=\'x\' src=\'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="9"'
    ' height="9"><image href="{url}" width="9" height="9"/></svg>\'>',
    "entiteit": '<body><!DOCTYPE x [<!ENTITY e SYSTEM "{url}">]><svg><title>x</title><text>&e;</text></svg>',
    "profiel": '<style>@color-profile --x {{ src: url("{url}") }} p {{ color: color(--x 1 1 1 1) }}</style><body><p>x',
    "pagina": "<style>@page {{ background: url('{url}'); @top-left {{ content: url('{url}') }} }}</style><body>x",
}


@pytest.mark.parametrize("aanval", AANVALLEN)
def test_nothing_from_the_net_and_nothing_from_the_disk(
    aanval: str, teller: Any, drukkerij: Path, tmp_path: Path
) -> None:
    geheim = tmp_path / "geheim.svg"
    geheim.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><text>{GEHEIM}</text></svg>')
    poort = teller.server_address[1]
    adressen = (
        f"http://127.0.0.1:{poort}/{aanval}",
        f"HTTP://127.0.0.1:{poort}/{aanval}",
        f"http://127.0.0.1:{poort}/verder/{aanval}",
        f"ftp://127.0.0.1:{poort}/{aanval}",
        f"//127.0.0.1:{poort}/{aanval}",
        geheim.as_uri(),
        str(geheim),
        "file:///etc/passwd",
        "druk:../../../etc/passwd",
    )
    html = _KOP + "".join(AANVALLEN[aanval].replace("{{", "{").replace("}}", "}").replace("{url}", a) for a in adressen)
    try:
        pdf = Pdf(pers.druk(pers.zetsel(html)).pad)
    except fouten.DrukMislukt:  # a style sheet that cannot be had stops the print: refused as well
        assert aanval in ("import", "profiel")
        assert teller.gevraagd == []
        return
    assert teller.gevraagd == []
    inhoud = pdf.pad.read_bytes()
    assert GEHEIM.encode() not in inhoud
    tekst = pdf.tekst()
    assert GEHEIM not in tekst and "root:" not in tekst and "hallo" not in tekst
    lezer = PdfReader(pdf.pad)
    assert lezer.attachments == {}
    assert "/EmbeddedFiles" not in str(lezer.trailer["/Root"].get("/Names", ""))


def test_the_counter_really_counts(teller: Any) -> None:
    """The proof that the tests above can fail."""
    from urllib.request import urlopen

    urlopen(f"http://127.0.0.1:{teller.server_address[1]}/ja").close()
    assert teller.gevraagd == ["/ja"]


def test_an_own_picture_in_the_text_is_allowed(drukkerij: Path) -> None:
    binnen = "<text y='15'>binnen</text>"
    svg = f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='90' height='20'>{binnen}</svg>"
    pdf = Pdf(pers.druk(pers.zetsel(f'{_KOP}<body><img alt="x" src="{svg}">')).pad)
    assert "binnen" in pdf.tekst()


def test_an_archiefstuk_takes_only_its_own_annex(teller: Any, drukkerij: Path, tmp_path: Path) -> None:
    """PDF/A-3 is the one kind that carries files: the text cannot add any."""
    geheim = tmp_path / "geheim.txt"
    geheim.write_text(GEHEIM)
    adressen = (geheim.as_uri(), "file:///etc/passwd", f"http://127.0.0.1:{teller.server_address[1]}/x")
    html = _KOP + "".join(AANVALLEN["bijlage"].replace("{url}", a) for a in adressen)
    eigen = pers.Bijlage("plan.json", "De tekst", '{"a":1}', datetime(2026, 3, 20, tzinfo=UTC))
    pad = pers.druk(pers.zetsel(html, bijlage=eigen)).pad
    assert {naam: [bytes(b) for b in inhoud] for naam, inhoud in PdfReader(pad).attachments.items()} == {
        "plan.json": [b'{"a":1}']
    }
    assert teller.gevraagd == [] and GEHEIM.encode() not in pad.read_bytes()


BOMMEN = {
    "tabel": "<table>" + "<tr><td>x<td>y" * 60_000 + "</table>",
    "regels": "<p>" + "Nog een zin die gewoon doorloopt. " * 60_000,
    "blokken": "<div class='kant'><div class='kant'>x" * 4_000,
    "nummers": "<section class='sectie'>" + "<p>x</p>" * 60_000 + "</section>",
}


@pytest.mark.parametrize("bom", BOMMEN)
def test_readers_notice_nothing_of_a_text_that_explodes(
    bom: str, drukkerij: Path, voorbeeld: Plan, als: Callable[..., Client]
) -> None:
    """While the press chokes, and until it is stopped, pages answer as they did before."""
    lezer = als("lezer")
    lezer.get("/twente/opgaven/14/")
    html = f"{_KOP}<body>{BOMMEN[bom]}"
    uitkomst: list[BaseException] = []

    def ontplof() -> None:
        try:
            pers.druk(pers.zetsel(html, regelnummers=True), pers.Grenzen(seconden=6, cpu=2, geheugen=700 * 2**20))
        except BaseException as fout:
            uitkomst.append(fout)

    draad = threading.Thread(target=ontplof)
    draad.start()
    tijden = []
    while draad.is_alive() and len(tijden) < 200:
        begin = time.monotonic()
        assert lezer.get("/twente/opgaven/14/").status_code == 200
        tijden.append(time.monotonic() - begin)
    draad.join(30)
    assert not draad.is_alive()
    assert sorted(tijden)[len(tijden) // 2] < 1
    (fout,) = uitkomst
    assert isinstance(fout, fouten.DrukMislukt) and fout.zin and fout.raad
    assert not list(drukkerij.glob("bezig-*.pdf"))
    assert pers.druk(pers.zetsel(f"{_KOP}<body><p>Klein, na {bom}.")).paginas == 1
