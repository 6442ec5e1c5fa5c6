"""Pasting from Word, LibreOffice, Google Docs and Word online, with the HTML that each puts on the clipboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from opgaven.bouw import bouw_sectie
from opgaven.models import Plan
from tests.e2e.test_bewerken import axe, open_sectie, redacteur, schrijfvlak, sectie, stil

__all__ = ["redacteur", "stil"]
pytestmark = pytest.mark.django_db(transaction=True)

GEVALLEN = Path(__file__).parent / "plakgevallen"

PLAK = """([html, tekst]) => {
    const klembord = new DataTransfer()
    if (html) klembord.setData("text/html", html)
    if (tekst) klembord.setData("text/plain", tekst)
    const paste = new ClipboardEvent("paste", {clipboardData: klembord, bubbles: true, cancelable: true})
    document.activeElement.dispatchEvent(paste)
}"""


def plak(page: Page, *, html: str = "", tekst: str = "") -> None:
    page.keyboard.press("Control")  # as Ctrl-V begins: the editor then looks where the cursor stands
    page.evaluate(PLAK, [html, tekst])


def geval(naam: str) -> str:
    return (GEVALLEN / naam).read_text()


def in_de_tekst(page: Page, live_server: Any, *, html: str = "", tekst: str = "") -> tuple[Locator, str]:
    """The form after pasting over all of 7.V, and the sentence about what stayed behind."""
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    form = open_sectie(page, "V")
    schrijfvlak(form).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    if html or tekst:
        plak(page, html=html, tekst=tekst)
    regel = form.locator(".plak-regel")
    return form, regel.inner_text() if regel.count() else ""


def bewaar(page: Page, form: Locator, letter: str = "V") -> None:
    form.get_by_role("button", name="Opslaan").click()
    expect(page.locator(f"#s-{letter}:not(.open)")).to_be_visible()


@pytest.mark.parametrize(
    ("naam", "staat", "gezegd"),
    [
        (
            "30-plakken-uit-word.html",
            "<p>Wat nodig is:</p><ul><li>Vast geld van het Rijk<ul><li>Voor tien jaar</li></ul></li>"
            "<li>Een regie aan nieuwe tafel</li></ul>",
            "Niet meegeplakt: verborgen tekst (“VERBORGEN”) en doorgehaalde woorden (“oude”).",
        ),
        (
            "word-stijlen.html",
            "<p><strong>Een besluit</strong> van het <em>Rijk</em> voor<br>de zomer.</p>"
            "<ol><li>Eerste stap<ol><li>Onderdeel</li></ol></li><li>Tweede stap</li></ol><p>Slot</p>",
            "Niet meegeplakt: verborgen tekst (“(nog niet zeggen)”), een noot (“Brief van mei.”) en een opmerking in "
            "de kantlijn.",
        ),
        (
            "google-docs.html",
            "<p>Wat nodig is</p><p>Geld van het <strong>Rijk</strong><em> en tijd</em><br>op een nieuwe regel.</p>"
            "<ul><li>Vast geld<ul><li>Voor tien jaar</li></ul></li><li>Een tafel</li></ul>",
            "Niet meegeplakt: doorgehaalde woorden (“oude”) en een afbeelding. Een kop is een gewone regel geworden.",
        ),
        (
            "libreoffice.html",
            "<p>Geld van het <strong>Rijk</strong><em> en tijd</em></p>"
            "<ol><li>Eerst plannen<ol><li>met de gemeenten</li></ol></li><li>Dan bouwen<br>in twee delen</li></ol>"
            "<table><tr><td>Jaar</td><td>Bedrag</td></tr><tr><td>2027</td><td>€ 5 miljoen</td></tr></table>",
            "Niet meegeplakt: verborgen tekst (“intern”), doorgehaalde woorden (“de provincie”) en een noot (“Zie de "
            "brief van mei.”).",
        ),
        (
            "word-online.html",
            "<p><strong>Afspraak</strong> met het Rijk<br>vanaf 2027</p>"
            "<ul><li>Overleg<ul><li>elk kwartaal</li></ul></li><li>Verslag</li></ul>",
            "",
        ),
    ],
)
def test_a_text_keeps_its_lists_and_dress_and_says_what_stayed_behind(
    redacteur: Page, live_server: Any, stil: list[str], naam: str, staat: str, gezegd: str
) -> None:
    page = redacteur
    form, zin = in_de_tekst(page, live_server, html=geval(naam))
    assert zin == gezegd
    bewaar(page, form)
    assert sectie(7, "vervolg").opening == staat


def test_one_undo_takes_the_paste_back(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/7/")
    form = open_sectie(page, "V")
    vlak = schrijfvlak(form)
    was = vlak.inner_text()
    vlak.click()
    page.keyboard.press("Control+End")
    plak(page, html=geval("30-plakken-uit-word.html"))
    expect(vlak).to_contain_text("Een regie aan nieuwe tafel")
    page.keyboard.press("Control+z")
    expect(vlak).not_to_contain_text("Een regie")
    assert vlak.inner_text() == was


def test_several_paragraphs_do_not_grow_onto_the_words_around(
    redacteur: Page, live_server: Any, stil: list[str]
) -> None:
    page = redacteur
    form, _ = in_de_tekst(page, live_server)
    page.keyboard.type("Voor.Na.")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    plak(page, html="<p>Een.</p><p>Twee.</p>")
    bewaar(page, form)
    assert sectie(7, "vervolg").opening == "<p>Voor.</p><p>Een.</p><p>Twee.</p><p>Na.</p>"


def test_a_name_of_the_register_is_read_whole(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/14/")
    rij = open_sectie(page, "E").locator(".rij").first
    naam = rij.locator("[data-links] input").first.input_value()
    expect(rij.locator(".heel")).to_have_text(naam)
    rij.locator("[data-links] input").first.fill("Kort")
    expect(rij.locator(".heel")).to_have_count(0)


def test_plain_text_keeps_its_lines_and_points(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    tekst = "Regel een\x0bregel twee\x0cna de bladwissel.\r\n•\tEen punt\r\n•\tNog een, zie bijlage\r\n\r\nSlot 2.5"
    form, zin = in_de_tekst(page, live_server, tekst=tekst)
    bewaar(page, form)
    assert (zin, sectie(7, "vervolg").opening) == (
        "",
        "<p>Regel een<br>regel twee<br>na de bladwissel.</p><ul><li>Een punt</li><li>Nog een, zie bijlage</li></ul>"
        "<p>Slot 2.5</p>",
    )


def test_levels_below_the_fifth_are_told(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    diep = "".join(f"<p style='mso-list:l0 level{n} lfo1'>Niveau {n}</p>" for n in (1, 2, 3, 4, 5, 6, 2))
    form, zin = in_de_tekst(page, live_server, html=diep)
    assert zin == "Wat dieper stond dan vijf niveaus, staat nu op het vijfde."
    bewaar(page, form)
    assert re.sub("</?(p|ul)>", "", sectie(7, "vervolg").opening) == (
        "<li>Niveau 1<li>Niveau 2<li>Niveau 3<li>Niveau 4<li>Niveau 5</li><li>Niveau 6</li></li></li>"
        "</li><li>Niveau 2</li></li>"
    )


def test_lines_pasted_in_a_list_are_points_and_one_undo_takes_them_back(
    redacteur: Page, live_server: Any, voorbeeld: Plan, stil: list[str]
) -> None:
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/14/")
    form = open_sectie(page, "K")
    oud = [item.tekst for item in bouw_sectie(sectie(14, "knelpunten")).items]
    rijen = form.locator(".rij [data-tekst-van-rij]")
    eerste = form.get_by_label("Knelpunt 14.K1", exact=True)
    eerste.press("Control+End")
    plak(page, html=geval("30-plakken-uit-word.html"), tekst="Wat nodig is:\n·\tVast geld")
    nieuw = ["Wat nodig is:", "Vast geld van het Rijk", "Voor tien jaar", "Een regie aan nieuwe tafel"]
    expect(rijen).to_have_count(6)
    assert [rij.input_value() for rij in rijen.all()] == [oud[0], *nieuw, oud[1]]
    zin = form.locator(".plak-regel")
    expect(zin).to_have_text(
        "4 regels geplakt als 4 punten. Niet meegeplakt: verborgen tekst (“VERBORGEN”) en doorgehaalde woorden "
        "(“oude”). De niveaus van de lijst zijn vervallen: elk punt staat op een eigen regel. Maak ongedaan"
    )
    assert axe(page) == ""
    page.keyboard.press("Control+z")
    expect(rijen).to_have_count(2)
    assert [rij.input_value() for rij in rijen.all()] == oud
    expect(zin).to_have_count(0)
    page.keyboard.press("Control+y")
    expect(rijen).to_have_count(6)
    zin.get_by_role("button", name="Maak ongedaan").click()
    expect(rijen).to_have_count(2)
    expect(page.locator("#melding")).to_have_text("Het plakken is ongedaan gemaakt.")

    eerste.evaluate("veld => veld.setSelectionRange(5, 5)")
    plak(page, tekst="EEN\x0btwee\r\n- DRIE")
    bewaar(page, form, "K")
    assert [item.tekst for item in bouw_sectie(sectie(14, "knelpunten")).items] == [
        f"{oud[0][:5]}EEN twee",
        f"DRIE {oud[0][5:].strip()}",
        oud[1],
    ]


def test_a_few_words_in_a_point_keep_their_dress(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    page.goto(f"{live_server.url}/twente/opgaven/14/")
    form = open_sectie(page, "K")
    expect(form.locator(".lijst-voet")).to_contain_text("Vet maakt u met **sterretjes**")
    form.get_by_role("button", name="Knelpunt toevoegen").click()
    html = f'Het <b>Rijk</b> betaalt <del>niet </del>mee, zie <a href="{live_server.url}/twente/opgaven/7/">hier</a>.'
    plak(page, html=html, tekst="Het Rijk betaalt niet mee, zie hier.")
    veld = form.get_by_label("Knelpunt 14.K3", exact=True)
    expect(veld).to_have_value("Het **Rijk** betaalt mee, zie hier ([opgave 7]).")
    expect(form.locator(".plak-regel")).to_have_text("Niet meegeplakt: doorgehaalde woorden (“niet”).")
    bewaar(page, form, "K")
    laatste = page.locator("#s-K .punten li").last
    expect(laatste.locator("strong")).to_have_text("Rijk")
    expect(laatste.get_by_role("link", name="opgave 7")).to_have_attribute("href", "/twente/opgaven/7/")


def test_the_link_tool_and_a_paste_know_the_opgaven(redacteur: Page, live_server: Any, stil: list[str]) -> None:
    page = redacteur
    form, _ = in_de_tekst(page, live_server, tekst=f"{live_server.url}/twente/opgaven/14/")
    vlak = schrijfvlak(form)
    expect(vlak.get_by_role("link")).to_have_text("opgave 14")
    page.keyboard.press("End")
    page.keyboard.type(" en het spoor")
    knop = form.locator("[data-tekst=opening]").get_by_role("button", name="Link", exact=True)
    for _ in range(5):
        page.keyboard.press("Shift+ArrowLeft")
    knop.click()
    page.keyboard.type("opgave 99")
    page.keyboard.press("Enter")
    expect(form.get_by_text("Dit plan heeft geen opgave 99.")).to_be_visible()
    form.locator("[data-tekst=opening]").get_by_label("Adres van de link").fill("opgave 7")
    page.keyboard.press("Enter")
    expect(vlak).to_have_text("opgave 14 en het spoor (opgave 7)")
    page.keyboard.press("End")
    page.keyboard.type(" of breder")
    for _ in range(6):
        page.keyboard.press("Shift+ArrowLeft")
    knop.click()
    page.keyboard.type(f"{live_server.url.removeprefix('http://')}/twente/opgaven/1/#1.K2")
    page.keyboard.press("Enter")
    bewaar(page, form)
    gelezen = page.locator("#s-V .tekst")
    expect(gelezen).to_have_text("opgave 14 en het spoor (opgave 7) of breder (opgave 1)")
    assert [link.get_attribute("href") for link in gelezen.get_by_role("link").all()] == [
        "/twente/opgaven/14/",
        "/twente/opgaven/7/",
        "/twente/opgaven/1/",
    ]
