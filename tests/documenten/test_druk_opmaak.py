"""What stands where on paper, as HTML: codes, groups, references, empty sections, other sets of sections."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from documenten.druk import schatting
from documenten.druk.gremia import Laag
from documenten.druk.opmaak import Uitgave, _Zetter, html_fiche, html_plan, vast, vaste_titel
from documenten.druk.raster import in_woorden, raster
from plandocument.anker import Anker, op_papier
from plandocument.boom import Cluster, Item, Opgave, Plandocument, Sectie, Sectiesoort
from plandocument.itemsoorten import OnbekendeItemsoort
from tests.lezen import plat


def _adres(nummer: int) -> str:
    return f"https://voorbeeld.test/{nummer}/"


@pytest.fixture(autouse=True)
def _drukkerij(drukkerij: object) -> None: ...


def _html(document: Plandocument, uitgave: Uitgave, opgave: Opgave) -> str:
    return plat(html_fiche(document, opgave, uitgave, _adres))


def _met(opgave: Opgave, soort: str, **velden: object) -> Opgave:
    secties = tuple(replace(s, **velden) if s.soort == soort else s for s in opgave.secties)  # type: ignore[arg-type]
    return replace(opgave, secties=secties)


def _woorden(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_part_is_there_with_its_code(document: Plandocument, uitgave: Uitgave) -> None:
    woorden = _woorden(_html(document, uitgave, document.opgave(14)))
    for code in ("14.O", "14.H", "14.T1", "14.T5", "14.E1", "14.E7", "14.M", "14.N", "14.K2", "14.R", "14.I6", "14.V"):
        assert f" {code} " in woorden
    assert woorden.index("14.H") < woorden.index("14.T1") < woorden.index("14.K1") < woorden.index("14.V")


def test_interventies_count_on_over_rijk_and_regio(document: Plandocument, uitgave: Uitgave) -> None:
    html = _html(document, uitgave, document.opgave(14))
    naast = html[html.index('class="naast"') :]
    assert naast.index("Rijk</h3>") < naast.index("14.I2") < naast.index("Regio</h3>") < naast.index("14.I3")


def test_a_much_longer_side_stands_above_the_other(document: Plandocument, uitgave: Uitgave) -> None:
    """Opgave 13 has five for the Rijk and one for the region: beside each other half the block would be white."""
    html = _html(document, uitgave, document.opgave(13))
    assert 'class="naast"' not in html
    assert html.index("Rijk</h3>") < html.index("13.I5") < html.index("Regio</h3>") < html.index("13.I6")


def test_the_number_of_a_heading_leads_to_that_sectie(document: Plandocument, uitgave: Uitgave) -> None:
    """Also where a text without a heading stands first: that has no number on paper."""
    eerste, *rest = document.hoofdstukken
    met_aanhef = replace(eerste, secties=(replace(eerste.secties[0], titel=""), *eerste.secties[1:]))
    for plan in (document, replace(document, hoofdstukken=(met_aanhef, *rest))):
        for n, hoofdstuk in enumerate((*plan.hoofdstukken_voor(), *plan.hoofdstukken_na()), 1):
            gedrukt = _Zetter(plan, str).hoofdstuk(n, hoofdstuk).paragrafen
            met_kop = [(p.nummer, s) for p, s in zip(gedrukt, hoofdstuk.secties, strict=True) if p.nummer]
            for anker, (_, sectie) in zip(op_papier(plan, [code for code, _ in met_kop]), met_kop, strict=True):
                assert isinstance(anker, Anker) and (anker.hoofdstuk, anker.sectie) == (
                    hoofdstuk.sleutel,
                    sectie.sleutel,
                )


def test_a_hoofdstuk_without_text_says_so(document: Plandocument, uitgave: Uitgave) -> None:
    secties = (Sectie("a", opening="<p>Een korte inleiding.</p>"), Sectie("b", titel="Kop zonder tekst"))
    plan = replace(document, hoofdstukken=(replace(document.hoofdstukken[0], secties=secties),))
    html = plat(html_plan(plan, uitgave, ()))
    assert '<div class="tekst inleiding"><p>Een korte <span class="heel">inleiding.</span></p>' in html
    assert "1.1 Kop zonder tekst Hier staat nog geen tekst." in _woorden(html)


def test_a_ministerie_that_is_primair_says_so_in_a_word(document: Plandocument, uitgave: Uitgave) -> None:
    html = _html(document, uitgave, document.opgave(14))
    assert '<li class="primair">I&amp;W primair</li><li>VRO</li>' in html


def test_doelstellingen_are_there_all_three_with_yes_and_no(document: Plandocument, uitgave: Uitgave) -> None:
    html = _html(document, uitgave, document.opgave(14))
    doelen = html[html.index('class="doelen"') : html.index('class="sectie')]
    assert re.findall(r"<title>(wel|niet): </title>", doelen) == ["wel", "wel", "niet"]
    assert "3 Mensen naar werk" in doelen


def test_a_reference_leads_to_the_web_alone_and_to_the_fiche_in_the_plan(
    document: Plandocument, uitgave: Uitgave
) -> None:
    los = _html(document, uitgave, document.opgave(10))
    assert f'<a href="{_adres(6)}">opgave\u00a06</a>' in los
    plan = html_plan(document, uitgave, ())
    assert '<a href="#opgave-6">opgave\u00a06</a>' in plan
    assert 'id="opgave-6"' in plan
    doelen = set(re.findall(r'href="#([^"]+)"', plan))
    assert doelen <= set(re.findall(r' id="([^"]+)"', plan))


def test_an_empty_sectie_says_so_in_words(document: Plandocument, uitgave: Uitgave) -> None:
    opgave = document.opgave(14)
    leeg = replace(opgave, secties=tuple(replace(s, opening="", items=(), slot="") for s in opgave.secties))
    woorden = _woorden(_html(document, uitgave, leeg))
    assert "14.V Nog geen afspraken gemaakt." in woorden
    assert "14.K Nog geen knelpunten genoemd." in woorden
    assert "Nog geen ministeries genoemd." in woorden
    assert woorden.count("Nog niet ingevuld.") == 4


def test_status_deelthema_and_slot_are_printed(document: Plandocument, uitgave: Uitgave) -> None:
    items = (Item("a", "Energy Board", "bestuurlijk", deelthema="energie", status="voorstel"),)
    opgave = _met(document.opgave(14), "eigenaarschap", items=items, slot="<p>Tot zover.</p>")
    woorden = _woorden(_html(document, uitgave, opgave))
    assert "14.E1 Energie: Energy Board (voorstel) Tot zover." in woorden


def test_short_names_stand_two_on_a_line_and_a_long_one_alone(document: Plandocument, uitgave: Uitgave) -> None:
    namen = [
        "Photon Delta",
        "PIX Europe",
        "Een traject met een naam die veel te lang is voor een halve regel",
        "Polaris",
    ]
    namen += ["ChipNL", "Quantum Delta"]
    items = tuple(Item(str(n), naam) for n, naam in enumerate(namen))
    html = _html(document, uitgave, _met(document.opgave(7), "trajecten", opening="", items=items, slot=""))
    lijst = html[html.index('<ul class="kort">') :]
    assert re.findall(r'<li class="(\w+)">', lijst)[:6] == ["links", "rechts", "heel", "links", "rechts", "links"]


def test_long_eigenaren_do_not_stand_beside_the_ministeries(document: Plandocument, uitgave: Uitgave) -> None:
    veel = tuple(Item(f"e{n}", f"Eigenaar nummer {n}", "bestuurlijk") for n in range(80))
    html = _html(document, uitgave, _met(document.opgave(14), "eigenaarschap", items=veel))
    assert 'class="paar"' not in html
    assert "14.E80" in html


def test_a_plan_with_other_parts_is_printed_too(document: Plandocument, uitgave: Uitgave) -> None:
    soorten = (
        Sectiesoort("min", "M", "Ministeries", "ministerie"),
        Sectiesoort("doel", "D", "Wat willen we"),
        Sectiesoort("wie", "P", "Partijen", "eigenaar"),
        Sectiesoort("raar", "X", "Iets nieuws", "punt"),
    )
    secties = (
        Sectie("a", "doel", opening="<ul><li>een</li></ul>"),
        Sectie("b", "wie", items=(Item("1", "Los item"), Item("2", "Gemeente", "bestuurlijk"))),
        Sectie("c", "raar", opening="<p>Vooraf.</p>", items=(Item("3", "aap"),)),
        Sectie("d", "min", items=(Item("4", "OCW", primair=True),)),
    )
    opgave = replace(document.opgave(14), secties=secties)
    ander = replace(document, sectiesoorten=soorten, opgaven=(opgave,))
    woorden = _woorden(_html(ander, uitgave, opgave))
    assert woorden.index("Ministeries OCW primair") < woorden.index("Wat willen we 14.D een")
    assert "Bestuurlijk 14.P1 Gemeente Overig 14.P2 Los item" in woorden
    assert "14.X Vooraf. 14.X1 aap" in woorden
    assert "Wat willen we" in _woorden(html_plan(ander, uitgave, ()))


def test_an_itemsoort_that_nobody_knows_is_not_printed_silently(document: Plandocument, uitgave: Uitgave) -> None:
    opgave = replace(document.opgave(14), secties=(Sectie("c", "raar", items=(Item("3", "aap"),)),))
    ander = replace(
        document, sectiesoorten=(Sectiesoort("raar", "X", "Iets nieuws", "nog-onbekend"),), opgaven=(opgave,)
    )
    with pytest.raises(OnbekendeItemsoort, match="nog-onbekend"):
        _html(ander, uitgave, opgave)


def test_text_of_people_becomes_no_markup(document: Plandocument, uitgave: Uitgave) -> None:
    opgave = replace(document.opgave(14), titel='<script>x</script><!--fiche x 1-->"')
    opgave = _met(opgave, "situatie", opening='<p>a<img src="file:///etc/passwd"><script>y</script></p>')
    html = _html(document, uitgave, opgave)
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("<!--fiche ") == 1


def test_colour_of_the_cluster_and_of_no_cluster(document: Plandocument, uitgave: Uitgave) -> None:
    assert 'class="fiche c-5"' in _html(document, uitgave, document.opgave(14))
    assert 'class="fiche c-0"' in _html(document, uitgave, replace(document.opgave(14), cluster="weg"))
    negende = replace(document, clusters=(*document.clusters, Cluster("c9", "Negende", 9)))
    assert 'class="fiche c-0"' in _html(negende, uitgave, replace(document.opgave(14), cluster="c9"))


def test_the_grid_says_in_words_what_it_shows(document: Plandocument) -> None:
    assert "Woonklimaat: opgave 1, 4, 5, 10, 12, 13, 14, 15, 16, 19." in in_woorden(document)
    assert raster(document).count("<rect") == 63
    assert raster(replace(document, opgaven=())) == ""


def test_an_empty_plan_is_printed(uitgave: Uitgave) -> None:
    woorden = _woorden(html_plan(Plandocument("twente", "Leeg plan"), uitgave, (Laag("Rijk", ()),)))
    assert "Inhoud" in woorden
    assert "Colofon en versie" in woorden


def test_headings_do_not_end_a_line_on_a_short_word() -> None:
    assert vast("Huidige situatie en context") == "Huidige situatie en\u00a0context"
    assert vaste_titel("Senioren hebben een passende woning voor de toekomst").endswith("voor\u00a0de\u00a0toekomst")


def test_the_estimate_is_right_but_for_a_line(document: Plandocument, uitgave: Uitgave, settings: Any) -> None:
    """The estimate only saves work, yet it must be near, or it saves none."""
    from documenten.druk import letters, werker
    from documenten.druk.opmaak import _Zetter

    blad, bestanden = letters.letterblad("")
    css = (settings.BASE_DIR / "static" / "druk" / "druk.css").read_text(encoding="utf-8")
    hoog = f"{css}@page fiche {{ size: 210mm 900mm }}"
    pers = werker.Pers(werker.Drukopdracht([], letters=blad, css=hoog, uit="", kenmerk="", bestanden=bestanden))
    for nummer in (3, 6, 13, 16):
        html = _html(document, uitgave, document.opgave(nummer))
        echt = _hoogte(pers.zet(html).pages[0]._page_box)
        geschat = schatting.hoogte(_Zetter(document, _adres).fiche(document.opgave(nummer)))
        assert abs(echt - geschat) < 14, nummer


def _hoogte(doos: object) -> float:
    """Height in points of the article in a laid out page."""
    stapel = [doos]
    while stapel:
        deze = stapel.pop()
        if getattr(deze, "element_tag", "") == "article":
            return float(deze.height) * 0.75  # type: ignore[attr-defined]
        stapel += getattr(deze, "children", ())
    raise AssertionError("geen fiche op de bladzijde")
