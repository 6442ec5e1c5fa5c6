"""Ten editing tasks by keyboard alone: no mouse, no pointer, the focus never lost, and what happened said aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Afwijzing, Opgave, Plan
from tests.e2e.test_bewerken import redacteur, sectie, stil

__all__ = ["redacteur", "stil"]
pytestmark = pytest.mark.django_db(transaction=True)

NAAM = """() => { const e = document.activeElement
  const ids = (e.getAttribute('aria-labelledby') || '').split(' ')
  const bij = ids.map(i => document.getElementById(i)?.textContent).join(' ')
  return (e.getAttribute('aria-label') || bij.trim() || e.labels?.[0]?.textContent || e.textContent || e.value || '')
    .replace(/\\s+/g, ' ').trim() }"""


class Toetsen:
    """A person at a keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab_naar(self, naam: str, hoogstens: int = 160, element: str = "") -> None:
        """Tab on until the focus is on what bears this name, and is such an element."""
        for _ in range(hoogstens):
            soort = self.page.evaluate("document.activeElement.tagName")
            if self.page.evaluate(NAAM).startswith(naam) and element in ("", soort):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"“{naam}” is met Tab niet te bereiken")

    def kies(self, naam: str, toets: str = "Enter") -> None:
        self.tab_naar(naam)
        self.page.keyboard.press(toets)

    def open(self, naam: str) -> None:
        """Open the editor of a section and wait until it can be typed in."""
        self.page.wait_for_load_state()  # before that it opens on a page of its own
        self.kies(f"Bewerken van {naam}")
        expect(self.page.locator("form.bewerker.script [name=vorm]")).to_have_value("rijk")

    def bewaar(self) -> None:
        self.kies("Opslaan")
        expect(self.page.locator("form.bewerker")).to_have_count(0)
        expect(self.page.locator("#melding")).to_contain_text("Opgeslagen om")
        assert self.page.evaluate("document.activeElement.tagName") == "H2"

    def typ(self, tekst: str) -> None:
        self.page.keyboard.type(tekst)

    def druk(self, *toetsen: str) -> None:
        for toets in toetsen:
            self.page.keyboard.press(toets)


@pytest.fixture
def toetsen(redacteur: Page, live_server: Any, voorbeeld: Plan, stil: list[str]) -> Iterator[Toetsen]:
    """At the fiche of opgave 14, which is reached from the front page without a mouse."""
    page = redacteur
    page.add_init_script(
        "for (const s of ['pointerdown', 'mousedown', 'touchstart'])"
        " addEventListener(s, () => { window.__muis = true }, true)"
    )
    page.goto(f"{live_server.url}/twente/opgaven/14/")
    yield Toetsen(page)
    assert not page.evaluate("window.__muis"), "er kwam een muis aan te pas"


def plat(soort: str, nummer: int = 14) -> str:
    inhoud = bouw_sectie(sectie(nummer, soort))
    return inhoud.opening + "".join(i.tekst for i in inhoud.items) + inhoud.slot


def test_task_1_from_the_front_page_to_a_sectie(toetsen: Toetsen, live_server: Any) -> None:
    page = toetsen.page
    page.goto(f"{live_server.url}/twente/")
    toetsen.druk("Tab")
    assert page.evaluate(NAAM) == "Naar de inhoud"
    toetsen.druk("Enter")
    toetsen.kies("14 Structurele en veilige oplossing goederenvervoer")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Structurele en veilige")
    toetsen.open("14.V")
    assert "schrijf" in page.evaluate("document.activeElement.className")


def test_tasks_2_and_3_bold_a_list_and_a_link(toetsen: Toetsen) -> None:
    page = toetsen.page
    toetsen.open("14.V")
    toetsen.druk("Control+a")
    toetsen.typ("Zie ")
    toetsen.druk("Control+b")
    toetsen.typ("hier")
    toetsen.druk("Control+b", "Enter")
    toetsen.typ("- eerste punt")
    toetsen.druk("Enter")
    toetsen.typ("website")
    toetsen.druk(*["Shift+ArrowLeft"] * 7, "Control+k")
    toetsen.typ("https://voorbeeld.test/")
    toetsen.druk("Enter")
    toetsen.tab_naar("Waarom deze wijziging?")  # Tab leaves the editor: no trap
    toetsen.typ("Na het overleg.")
    toetsen.bewaar()
    html = plat("vervolg")
    assert "<strong>hier</strong>" in html and "<li>" in html and 'href="https://voorbeeld.test/"' in html
    expect(page.locator("#s-V strong")).to_have_text("hier")


def test_a_shortcut_right_after_selecting_a_word(toetsen: Toetsen) -> None:
    """Keys faster than the browser's word of the selection: one task of the page chooses a word and presses Ctrl+K."""
    page = toetsen.page
    toetsen.open("14.V")
    toetsen.typ("website")
    page.evaluate("""() => {
      const schrijf = document.querySelector(".schrijf")
      const loper = document.createTreeWalker(schrijf, NodeFilter.SHOW_TEXT)
      while (!loper.nextNode().data.includes("website"));
      const van = loper.currentNode.data.indexOf("website")
      getSelection().setBaseAndExtent(loper.currentNode, van, loper.currentNode, van + 7)
      schrijf.dispatchEvent(new KeyboardEvent("keydown", {key: "k", ctrlKey: true, bubbles: true, cancelable: true}))
    }""")
    expect(page.get_by_role("textbox", name="Adres van de link")).to_be_focused()
    toetsen.typ("voorbeeld.test")
    toetsen.druk("Enter")
    expect(page.locator('.schrijf a[href="https://voorbeeld.test"]')).to_have_text("website")
    assert "schrijf" in page.evaluate("document.activeElement.className")


@pytest.mark.parametrize(
    ("eerst", "toets", "alineas"), [("ArrowRight", "Enter", ["een", " twee"]), ("Control+a", "x", ["eenx twee"])]
)
def test_a_key_right_after_moving_the_cursor(toetsen: Toetsen, eerst: str, toets: str, alineas: list[str]) -> None:
    """The same for keys that write: they work where the cursor is, not where it was, and never on the whole text."""
    page = toetsen.page
    toetsen.open("14.V")
    toetsen.druk("Control+a")
    toetsen.typ("een twee")
    toetsen.druk(eerst)
    page.evaluate(
        """(toets) => {
      const schrijf = document.querySelector(".schrijf")
      const tekst = document.createTreeWalker(schrijf, NodeFilter.SHOW_TEXT).nextNode()
      getSelection().collapse(tekst, 3)
      const hoe = {key: toets, charCode: toets.charCodeAt(0), bubbles: true, cancelable: true}
      const gaatDoor = schrijf.dispatchEvent(new KeyboardEvent("keydown", hoe))
      if (!gaatDoor || toets.length > 1) return
      if (schrijf.dispatchEvent(new KeyboardEvent("keypress", hoe))) document.execCommand("insertText", false, toets)
    }""",
        toets,
    )
    expect(page.locator(".schrijf").first.locator("p")).to_have_text(alineas)


def test_tasks_4_5_and_6_a_point_added_moved_up_and_removed(toetsen: Toetsen) -> None:
    page = toetsen.page
    oud = [i.tekst for i in bouw_sectie(sectie(14, "knelpunten")).items]
    toetsen.open("14.K")
    toetsen.kies("Knelpunt toevoegen")
    toetsen.typ("Een nieuw knelpunt.")
    toetsen.kies("Knelpunt 14.K3 omhoog")
    toetsen.druk("Enter")
    expect(page.locator("#melding")).to_contain_text("plaats 1 van 3")
    toetsen.kies("Knelpunt 14.K2 weghalen")
    toetsen.druk("Enter")  # the focus is on "Zet terug"
    toetsen.kies("Knelpunt 14.K3 weghalen")
    toetsen.bewaar()
    assert [i.tekst for i in bouw_sectie(sectie(14, "knelpunten")).items] == ["Een nieuw knelpunt.", oud[0]]


def test_task_7_choose_a_ministerie_and_make_it_primair(toetsen: Toetsen) -> None:
    page = toetsen.page
    toetsen.open("14.M")
    toetsen.kies("Ministerie toevoegen")
    toetsen.typ("OCW")
    toetsen.tab_naar("Ministerie", element="SELECT")
    toetsen.druk("ArrowDown", "ArrowDown")
    toetsen.tab_naar("Primair")
    page.keyboard.press("Space")
    toetsen.bewaar()
    items = bouw_sectie(sectie(14, "ministeries")).items
    assert items[-1].tekst == "OCW" and items[-1].primair and items[-1].doelen("ministerie")


def test_task_8_refer_to_another_opgave(toetsen: Toetsen) -> None:
    toetsen.open("14.O")
    toetsen.druk("Control+End")
    toetsen.typ(" Zie ook [opgave 7].")
    toetsen.bewaar()
    expect(toetsen.page.locator("#s-O a[href='/twente/opgaven/7/']")).to_have_text("opgave 7")


def test_task_9_merge_a_conflict(toetsen: Toetsen) -> None:
    page = toetsen.page
    toetsen.open("14.O")
    toetsen.druk("Control+Home")
    toetsen.typ("Mijn zin. ")
    rij = sectie(14, "opgave")
    anders = bouw_sectie(rij).opening.replace("<p>", "<p>Van een collega. ", 1)
    hunne = replace(bouw_sectie(rij), opening=anders + "<p>En nog een alinea.</p>")
    bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=hunne, door=None)
    toetsen.kies("Opslaan")
    expect(page.locator("#s-O").get_by_role("alert")).to_contain_text("is gewijzigd terwijl u schreef")
    expect(page.locator("#s-O h2")).to_be_focused()
    toetsen.tab_naar("Houd wat nu in het plan staat")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#s-O").get_by_label("Neem mijn tekst")).to_be_checked()
    toetsen.kies("Opslaan")
    expect(page.locator("#s-O:not(.open)")).to_contain_text("En nog een alinea.")
    assert "Mijn zin. " in plat("opgave") and "Van een collega." not in plat("opgave")


def test_task_10_restore_an_older_version(toetsen: Toetsen) -> None:
    page, oud = toetsen.page, plat("vervolg")
    toetsen.open("14.V")
    toetsen.druk("Control+a")
    toetsen.typ("Heel iets anders.")
    toetsen.bewaar()
    toetsen.kies("Geschiedenis van 14.V")
    expect(page.get_by_role("heading", level=1)).to_contain_text("geschiedenis")
    toetsen.kies("Zet deze tekst terug")
    expect(page.locator(".berichten")).to_contain_text("14.V")
    assert plat("vervolg") == oud


def test_task_11_set_a_bevinding_aside_and_bring_it_back(toetsen: Toetsen, live_server: Any) -> None:
    page = toetsen.page
    page.goto(f"{live_server.url}/twente/plancontrole/")
    toetsen.kies("Zet opzij")
    toetsen.tab_naar("Waarom")
    toetsen.typ("Zo is het bedoeld.")
    toetsen.tab_naar("Zet opzij")
    page.keyboard.press("Enter")
    expect(page.locator(".berichten")).to_contain_text("Opzij gezet")
    assert Afwijzing.objects.get().reden == "Zo is het bedoeld."
    toetsen.kies("Haal terug")
    expect(page.locator(".berichten")).to_contain_text("Teruggehaald")
    assert not Afwijzing.objects.exists()


def test_task_12_lay_a_fiche_before_its_eigenaar(toetsen: Toetsen) -> None:
    toetsen.kies("Leg voor")
    expect(toetsen.page.locator("#werkorde [role=status]")).to_have_text("De fiche is voorgelegd.")
    expect(toetsen.page.locator("#werkorde [role=status]")).to_be_focused()
    assert Opgave.objects.get(nummer=14).status == "ter_toetsing"
