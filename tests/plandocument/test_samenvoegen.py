"""Two people in one section: what does not touch goes together, what both changed is asked, and no word goes unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plandocument import boom, tekst
from plandocument.itemsoorten import STATUSSEN
from plandocument.samenvoegen import BEIDE, HUNNE, MIJN, Botsing, Samenvoeging, voeg_samen
from plandocument.samenvoegen.blokken import lees, stukken
from tests.plandocument.genereer import item as maak_item
from tests.plandocument.genereer import woorden, zaden

vaak = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def punten(*regels: str, **anders: Any) -> boom.Sectie:
    """Items "a: words" with the letter as their key."""
    items = tuple(boom.Item(r.partition(": ")[0], r.partition(": ")[2]) for r in regels)
    return boom.Sectie("s", items=items, **anders)


def tekst_van(*alineas: str) -> boom.Sectie:
    return boom.Sectie("s", opening="".join(a if a.startswith("<") else f"<p>{a}</p>" for a in alineas))


def regels(samen: Samenvoeging) -> list[str]:
    return [f"{i.sleutel}: {i.tekst}" for i in samen.sectie.items]


def alineas(samen: Samenvoeging) -> list[str]:
    return tekst.woorden(samen.sectie.opening).split("\n")


def kies(basis: boom.Sectie | None, hunne: boom.Sectie, mijn: boom.Sectie, keuze: str) -> Samenvoeging:
    open_ = voeg_samen(basis, hunne, mijn).open
    return voeg_samen(basis, hunne, mijn, {b.merk: keuze if keuze in b.keuzes else HUNNE for b in open_})


# ---- items ----


def test_different_items_go_together_without_a_question() -> None:
    basis = punten("a: een", "b: twee", "c: drie")
    samen = voeg_samen(
        basis, punten("a: EEN", "b: twee", "c: drie", "n: nieuw"), punten("a: een", "b: TWEE", "m: mijn")
    )
    assert regels(samen) == ["a: EEN", "b: TWEE", "n: nieuw", "m: mijn"]
    assert samen.botsingen == ()
    assert [(m.soort, m.nu.tekst if isinstance(m.nu, boom.Item) else None) for m in samen.meegekomen] == [
        ("anders", "EEN"),
        ("nieuw", "nieuw"),
    ]


def test_the_same_item_is_asked_and_holds_both_until_then() -> None:
    drie = punten("a: een"), punten("a: van hen"), punten("a: van mij")
    samen = voeg_samen(*drie)
    (botsing,) = samen.open
    assert (botsing.keuzes, botsing.standaard) == ((HUNNE, MIJN, BEIDE), "")
    assert regels(samen) == ["a: van hen", ": van mij"]
    for keuze, uit in (
        (HUNNE, ["a: van hen"]),
        (MIJN, ["a: van mij"]),
        (BEIDE, ["a: van hen", ": van mij"]),
    ):
        gekozen = voeg_samen(*drie, {botsing.merk: keuze})
        assert regels(gekozen) == uit and gekozen.open == () and gekozen.botsingen == (botsing,)


def test_a_choice_holds_for_the_words_that_were_shown_only() -> None:
    basis, mijn = punten("a: een"), punten("a: van mij")
    (botsing,) = voeg_samen(basis, punten("a: van hen"), mijn).open
    assert voeg_samen(basis, punten("a: van een derde"), mijn, {botsing.merk: MIJN}).open


def test_removed_by_one_and_changed_by_the_other_is_asked_and_stays_until_then() -> None:
    basis, zonder, anders = punten("a: een", "b: twee"), punten("b: twee"), punten("a: een!", "b: twee")
    for drie, blijft, weg in ((zonder, anders), MIJN, HUNNE), ((anders, zonder), HUNNE, MIJN):
        samen = voeg_samen(basis, *drie)
        (botsing,) = samen.open
        assert (botsing.keuzes, botsing.standaard) == ((HUNNE, MIJN), blijft)
        assert regels(samen) == ["a: een!", "b: twee"]
        assert regels(voeg_samen(basis, *drie, {botsing.merk: weg})) == ["b: twee"]


def test_removed_by_one_and_left_by_the_other_is_gone_and_told() -> None:
    basis = punten("a: een", "b: twee", "c: drie")
    samen = voeg_samen(basis, punten("b: twee", "c: drie"), punten("a: een", "b: twee"))
    assert regels(samen) == ["b: twee"] and not samen.botsingen
    assert [(m.soort, m.mijn) for m in samen.meegekomen] == [("weg", basis.items[0])]


@pytest.mark.parametrize(
    ("hunne", "mijn", "uit"),
    [
        ("bacd", "abdc", "badc"),
        ("bcda", "abcd", "bcda"),
        ("abcd", "dabc", "dabc"),
        ("bacd", "bacd", "bacd"),
        ("bcda", "dabc", "dbca"),
    ],
)
def test_moves_of_both_have_sense(hunne: str, mijn: str, uit: str) -> None:
    def sectie(letters: str) -> boom.Sectie:
        return punten(*(f"{letter}: {letter}" for letter in letters))

    samen = voeg_samen(sectie("abcd"), sectie(hunne), sectie(mijn))
    assert "".join(i.sleutel for i in samen.sectie.items) == uit and not samen.botsingen


def test_a_point_that_both_moved_elsewhere_is_asked_once() -> None:
    def sectie(letters: str) -> boom.Sectie:
        return punten(*(f"{letter}: {letter}" for letter in letters))

    drie = sectie("abcde"), sectie("eabcd"), sectie("abecd")
    (botsing,) = voeg_samen(*drie).open
    assert botsing.deel == "volgorde" and botsing.verzet == {"e"}
    assert [i.sleutel for i in voeg_samen(*drie, {botsing.merk: HUNNE}).sectie.items] == list("eabcd")
    assert [i.sleutel for i in voeg_samen(*drie, {botsing.merk: MIJN}).sectie.items] == list("abecd")


def test_status_and_links_beside_the_words_are_merged_for_themselves() -> None:
    rijk, regio = boom.Koppeling("ministerie", "ezk"), boom.Koppeling("ministerie", "vro")
    oud = boom.Item("a", "EZK", groep="rijk", koppelingen=(rijk,))

    def samen(hunne: boom.Item, mijn: boom.Item) -> Samenvoeging:
        return voeg_samen(*(boom.Sectie("s", items=(i,)) for i in (oud, hunne, mijn)))

    uit = samen(replace(oud, status="voorstel", groep="samen"), replace(oud, tekst="Het ministerie van EZK"))
    assert not uit.botsingen
    assert uit.sectie.items == (replace(oud, tekst="Het ministerie van EZK", status="voorstel", groep="samen"),)
    # another row of the register is another line: what the other said of it was not said of this one
    ander = replace(oud, tekst="VRO", koppelingen=(regio,))
    uit = samen(replace(oud, primair=True, groep="samen"), ander)
    (botsing,) = uit.open
    assert botsing.hunne == replace(oud, primair=True, groep="samen")
    assert botsing.mijn == replace(ander, groep="samen")
    # the same change of both is none
    assert not samen(replace(oud, status="voorstel"), replace(oud, status="voorstel", tekst="Anders")).botsingen
    assert samen(replace(oud, status="voorstel"), replace(oud, status="stilgelegd")).open


def test_the_same_addition_of_two_is_one() -> None:
    basis, hunne = punten("a: een"), punten("a: een", "h: zelfde", "j: ander")
    assert regels(voeg_samen(basis, hunne, punten("a: een", "m: zelfde"))) == ["a: een", "h: zelfde", "j: ander"]
    assert len(voeg_samen(basis, hunne, punten("a: een", "m: zelfde", "n: zelfde")).sectie.items) == 4


# ---- texts ----


def test_different_paragraphs_and_points_of_a_list_go_together() -> None:
    basis = tekst_van("Eerste alinea.", "Tweede alinea.", "<ul><li>punt een</li><li>punt twee</li></ul>")
    hunne = tekst_van(
        "Eerste alinea van hen.", "Tweede alinea.", "<ul><li>punt een</li><li>punt twee is nu anders</li></ul>"
    )
    mijn = tekst_van(
        "Eerste alinea.", "Nieuw.", "Tweede alinea hier.", "<ul><li>punt een ook</li><li>punt twee</li></ul>"
    )
    samen = voeg_samen(basis, hunne, mijn)
    assert not samen.botsingen
    assert alineas(samen) == [
        "Eerste alinea van hen.",
        "Nieuw.",
        "Tweede alinea hier.",
        "punt een ook",
        "punt twee is nu anders",
    ]
    assert samen.sectie.opening.count("<ul>") == 1


def test_neighbouring_paragraphs_are_no_clash() -> None:
    basis = tekst_van("Over wonen in de stad.", "Over werken in de streek.")
    samen = voeg_samen(
        basis,
        tekst_van("Over wonen in de hele stad.", "Over werken in de streek."),
        tekst_van("Over wonen in de stad.", "Over werken in de hele streek."),
    )
    assert not samen.botsingen
    assert alineas(samen) == ["Over wonen in de hele stad.", "Over werken in de hele streek."]


def test_the_same_paragraph_is_asked() -> None:
    basis = tekst_van("Voor.", "De regio vraagt geld.", "Na.")
    drie = (
        basis,
        tekst_van("Voor.", "De regio vraagt veel geld.", "Na."),
        tekst_van("Voor.", "Heel iets anders.", "Na."),
    )
    samen = voeg_samen(*drie)
    (botsing,) = samen.open
    assert alineas(samen) == ["Voor.", "De regio vraagt veel geld.", "Heel iets anders.", "Na."]
    assert alineas(voeg_samen(*drie, {botsing.merk: MIJN})) == ["Voor.", "Heel iets anders.", "Na."]


def test_a_paragraph_that_one_moved_and_the_other_reworded_moves_with_its_new_words() -> None:
    basis = tekst_van("De eerste gaat over wonen.", "De tweede gaat over werk.", "De derde gaat over zorg.")
    samen = voeg_samen(
        basis,
        tekst_van("De tweede gaat over werk.", "De derde gaat over zorg.", "De eerste gaat over wonen."),
        tekst_van("De eerste gaat over wonen en bouwen.", "De tweede gaat over werk.", "De derde gaat over zorg."),
    )
    assert not samen.botsingen
    assert alineas(samen)[-1] == "De eerste gaat over wonen en bouwen." and len(alineas(samen)) == 3


def test_other_dress_of_the_same_words_is_a_change() -> None:
    basis, vet = tekst_van("Een woord."), tekst_van("<p>Een <strong>woord</strong>.</p>")
    assert voeg_samen(basis, vet, basis).sectie == vet
    assert voeg_samen(basis, vet, tekst_van("Een <em>woord</em>.")).open


def test_a_heading_that_both_changed_is_asked() -> None:
    drie = [boom.Sectie("s", titel=t) for t in ("Oud", "Van hen", "Van mij")]
    (botsing,) = voeg_samen(*drie).open
    assert (botsing.deel, botsing.keuzes) == ("titel", (HUNNE, MIJN))
    assert kies(*drie, HUNNE).sectie.titel == "Van hen" and kies(*drie, MIJN).sectie.titel == "Van mij"  # type: ignore[misc]


# ---- without the text that both began from ----


def test_without_a_base_whatever_differs_is_asked_and_kept() -> None:
    hunne, mijn = punten("a: een", "b: van hen", "h: hun punt"), punten("a: een", "b: van mij", "m: mijn punt")
    samen = voeg_samen(None, replace(hunne, opening="<p>Hun.</p>"), replace(mijn, opening="<p>Mijn zin.</p>"))
    assert len(samen.open) == 4
    assert {i.tekst for i in samen.sectie.items} == {"een", "van hen", "van mij", "hun punt", "mijn punt"}
    assert "Hun." in samen.sectie.opening and "Mijn zin." in samen.sectie.opening
    assert not voeg_samen(None, hunne, hunne).botsingen


# ---- whatever people do ----


def _bewerk(r: Random, items: Sequence[boom.Item], wie: str, soort: str) -> tuple[boom.Item, ...]:
    uit = [i for i in items if r.random() > 0.15]
    for n, oud in enumerate(uit):
        if r.random() < 0.25:
            uit[n] = replace(maak_item(r, soort), sleutel=oud.sleutel)
        elif r.random() < 0.15:
            uit[n] = replace(oud, status=r.choice(list(STATUSSEN)))
    for n in range(r.randint(0, 2)):
        uit.insert(r.randint(0, len(uit)), replace(maak_item(r, soort), sleutel=f"{wie}{n}"))
    if len(uit) > 1 and r.random() < 0.4:
        uit.insert(r.randrange(len(uit)), uit.pop(r.randrange(len(uit))))
    return tuple(uit)


def _alinea(r: Random) -> str:
    zin = f"{woorden(r, 6)} {r.randint(100, 999)}".replace("&", "en").replace("<", "klein")
    return f"<p>{zin}</p>" if r.random() < 0.7 else f"<ul><li>{zin}</li></ul>"


def _bewerk_tekst(r: Random, html: str) -> str:
    uit = [lees(b) for b in stukken(html)]
    uit = [b for b in uit if r.random() > 0.15]
    for n, oud in enumerate(uit):
        if r.random() < 0.2:
            uit[n] = oud.replace("</", f" en {r.randint(1000, 9999)}</", 1) if r.random() < 0.6 else _alinea(r)
    for _ in range(r.randint(0, 2)):
        uit.insert(r.randint(0, len(uit)), _alinea(r))
    if len(uit) > 1 and r.random() < 0.3:
        uit.insert(r.randrange(len(uit)), uit.pop(r.randrange(len(uit))))
    return tekst.schoon("".join(uit))


@st.composite
def drietallen(draw: st.DrawFn) -> tuple[boom.Sectie, boom.Sectie, boom.Sectie]:
    r = Random(draw(zaden))
    soort = draw(st.sampled_from(("punt", "interventie", "eigenaar", "ministerie")))
    hoeveel = draw(st.integers(0, 6))
    basis = boom.Sectie(
        "s",
        titel="Kop",
        opening=tekst.schoon("".join(_alinea(r) for _ in range(draw(st.integers(0, 5))))),
        items=tuple(replace(maak_item(r, soort), sleutel=f"b{n}") for n in range(hoeveel)),
    )

    def kant(wie: str) -> boom.Sectie:
        titel = f"Kop {wie}" if r.random() < 0.2 else basis.titel
        items = _bewerk(r, basis.items, wie, soort)
        return replace(basis, titel=titel, items=items, opening=_bewerk_tekst(r, basis.opening))

    return basis, kant("h"), kant("m")


Drie = tuple[boom.Sectie, boom.Sectie, boom.Sectie]
KEUZES: tuple[Callable[[Botsing], str], ...] = (lambda b: HUNNE, lambda b: MIJN, lambda b: b.keuzes[-1])


def inhoud(sectie: boom.Sectie) -> tuple[Counter[boom.Item], Counter[object]]:
    return Counter(replace(i, sleutel="") for i in sectie.items), Counter(map(repr, stukken(sectie.opening)))


def kanten(botsing: Botsing) -> tuple[str, str]:
    """Both sides; of an order the keys."""
    links, rechts = botsing.hunne, botsing.mijn
    if isinstance(links, tuple) and isinstance(rechts, tuple):
        return "".join(i.sleutel for i in links), "".join(i.sleutel for i in rechts)
    return repr(links), repr(rechts)


@given(drietallen())
@vaak
def test_who_is_alone_gets_exactly_what_they_wrote(drie: Drie) -> None:
    basis, hunne, mijn = drie
    for een, ander, uit in ((basis, mijn, mijn), (hunne, basis, hunne), (mijn, mijn, mijn)):
        samen = voeg_samen(basis, een, ander)
        assert samen.sectie == uit and not samen.botsingen
    assert not voeg_samen(basis, basis, mijn).meegekomen and not voeg_samen(basis, mijn, mijn).meegekomen


@given(drietallen())
@vaak
def test_no_word_of_either_vanishes_unasked(drie: Drie) -> None:
    basis, hunne, mijn = drie
    oud = {i.sleutel: i for i in basis.items}
    samen = voeg_samen(basis, hunne, mijn)
    teksten = Counter(i.tekst for i in samen.sectie.items)
    for kant, ander in ((hunne, mijn), (mijn, hunne)):
        bij_ander = {i.sleutel: i for i in ander.items}
        for item in kant.items:
            eigen = oud.get(item.sleutel)
            nieuw = eigen is None or eigen.tekst != item.tekst
            bleef = item.sleutel in bij_ander and bij_ander[item.sleutel].tekst == item.tekst
            if nieuw or bleef:
                assert teksten[item.tekst] >= 1
        stond, staat = Counter(map(repr, stukken(basis.opening))), Counter(map(repr, stukken(samen.sectie.opening)))
        van_ander = Counter(map(repr, stukken(ander.opening)))
        for blok, keer in Counter(map(repr, stukken(kant.opening))).items():
            if blok not in stond or van_ander[blok] >= keer:
                assert staat[blok] >= 1
    # an item that went was removed by one and left as it was by the other
    for item in basis.items:
        kanten = [next((i for i in s.items if i.sleutel == item.sleutel), None) for s in (hunne, mijn)]
        staat_er = any(i.sleutel == item.sleutel for i in samen.sectie.items)
        assert staat_er == (None not in kanten or any(k not in (None, item) for k in kanten))


@given(drietallen())
@vaak
def test_it_does_not_matter_who_was_first(drie: Drie) -> None:
    basis, hunne, mijn = drie
    heen, terug = voeg_samen(basis, hunne, mijn), voeg_samen(basis, mijn, hunne)
    assert {(b.deel, *kanten(b)) for b in heen.open} == {(b.deel, *kanten(b)[::-1]) for b in terug.open}
    assert inhoud(heen.sectie) == inhoud(terug.sectie)


@given(drietallen(), st.integers(0, len(KEUZES) - 1))
@vaak
def test_what_was_sent_twice_is_one_effect(drie: Drie, welke: int) -> None:
    basis, hunne, mijn = drie
    eerst = voeg_samen(basis, hunne, mijn)
    keuzes = {b.merk: KEUZES[welke](b) for b in eerst.open}
    klaar = voeg_samen(basis, hunne, mijn, keuzes)
    assert not klaar.open and {b.merk for b in klaar.botsingen} == set(keuzes)
    opgeslagen = replace(
        klaar.sectie, items=tuple(replace(i, sleutel=i.sleutel or f"x{n}") for n, i in enumerate(klaar.sectie.items))
    )
    nog_eens = voeg_samen(basis, opgeslagen, mijn, keuzes)
    assert inhoud(nog_eens.sectie)[0] == inhoud(opgeslagen)[0]
    if not nog_eens.open:
        assert inhoud(nog_eens.sectie)[1] == inhoud(opgeslagen)[1]


@given(drietallen(), st.integers(0, len(KEUZES) - 1))
@vaak
def test_the_account_tells_every_difference_with_mine(drie: Drie, welke: int) -> None:
    basis, hunne, mijn = drie
    keuzes = {b.merk: KEUZES[welke](b) for b in voeg_samen(basis, hunne, mijn).open}
    samen = voeg_samen(basis, hunne, mijn, keuzes)
    if inhoud(samen.sectie) != inhoud(mijn) or samen.sectie.titel != mijn.titel:
        assert samen.meegekomen
    verteld = {m.nu.tekst for m in samen.meegekomen if isinstance(m.nu, boom.Item)}
    eigen = {i.tekst for i in mijn.items}
    assert {i.tekst for i in samen.sectie.items} - eigen <= verteld


@given(drietallen())
@vaak
def test_without_a_base_nothing_is_lost_either(drie: Drie) -> None:
    _, hunne, mijn = drie
    samen = voeg_samen(None, hunne, mijn)
    voor = {i.tekst for s in (hunne, mijn) for i in s.items}
    assert voor <= {i.tekst for i in samen.sectie.items}
    blokken = {repr(b) for s in (hunne, mijn) for b in stukken(s.opening)}
    assert blokken <= {repr(b) for b in stukken(samen.sectie.opening)}
