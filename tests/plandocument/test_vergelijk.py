"""Vergelijken on the small plan: each kind of change, its weight, its words and its fingerprint."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
import rfc8785

from inlezen.lezers import lees
from plandocument import boom
from plandocument.canoniek import naar_data
from plandocument.herken import herken
from plandocument.vergelijk import Vergelijking, Wijziging, memo, uitgesproken, vergelijk, volg
from plandocument.vergelijk.schrijfwijzen import SCHRIJFWIJZEN, vorm, zelfde
from tests.conftest import BRONNEN
from tests.plandocument.genereer import groot
from tests.plandocument.klein_plan import (
    SLEUTELS,
    heel,
    item,
    met_items,
    met_opgave,
    met_sectie,
    ministerie,
    rijk,
)

ECHT = BRONNEN / "sources" / "002_69a8319d5a581193.txt"
NAMEN = {("ministerie", "bzk"): "BZK", ("ministerie", "vro"): "VRO"}


def _een(oud: boom.Plandocument, nieuw: boom.Plandocument) -> Wijziging:
    (enige,) = vergelijk(oud, nieuw, namen=NAMEN).wijzigingen
    return enige


def _woorden(vergelijking: Vergelijking) -> list[tuple[str, str]]:
    return [(w.plek.code, w.in_woorden) for w in vergelijking.wijzigingen]


def _met_nodig(woorden: str) -> boom.Plandocument:
    return met_sectie(heel(), 1, "nodig", opening=rijk(woorden))


def _met_punten(*woorden: str) -> boom.Plandocument:
    return met_items(heel(), 1, "knelpunten", *(item(f"p{w}", f"Punt {w}.") for w in woorden))


def test_points_added_removed_and_moved() -> None:
    oud, nieuw = _met_punten(*"abcde"), _met_punten(*"bcxed")
    rij = vergelijk(oud, nieuw)
    assert _woorden(rij) in (
        [("1.K1", "Vervallen"), ("1.K3", "Toegevoegd"), ("1.K4", "Verplaatst van 1.K5 naar 1.K4")],
        [("1.K1", "Vervallen"), ("1.K3", "Toegevoegd"), ("1.K5", "Verplaatst van 1.K4 naar 1.K5")],
    )
    assert {w.naam for w in rij.wijzigingen} == {"knelpunt"}
    assert rij.per_soort == {"toegevoegd": 1, "vervallen": 1, "verplaatst": 1, "gewijzigd": 0, "opmaak": 0}


def test_one_point_moved_is_one_move() -> None:
    assert _woorden(vergelijk(_met_punten(*"abcdef"), _met_punten(*"bcdefa"))) == [
        ("1.K6", "Verplaatst van 1.K1 naar 1.K6")
    ]


def test_a_point_can_be_moved_and_changed() -> None:
    nieuw = met_items(_met_punten(*"bcd"), 2, "knelpunten", item("pa", "Punt a is anders."))
    oud = met_items(_met_punten(*"abcd"), 2, "knelpunten")
    rij = vergelijk(oud, nieuw)
    assert _woorden(rij) == [("2.K1", "Verplaatst van 1.K1 naar 2.K1"), ("2.K1", "Gewijzigd")]
    assert rij.wijzigingen[1].regels[0].oud == "Punt a."
    assert rij.wijzigingen[1].regels[0].nieuw == "Punt a is anders."
    for sleutel in (SLEUTELS[1], SLEUTELS[2]):
        assert len(rij.kies(opgave=sleutel)) == 2
    assert [kop.titel for kop, _ in rij.per_kop()] == ["1 Woningen voor senioren", "2 Verhogen arbeidsproductiviteit"]
    assert rij.kies(opgave=SLEUTELS[3]).leeg


@pytest.mark.parametrize(
    ("oud", "nieuw", "gewicht"),
    [
        ("Het mkb in Twente.", "Het MKB in Twente.", "redactioneel"),
        ("Dit is “goed” – zeer.", "Dit is ‘goed’ - zeer.", "redactioneel"),
        ("Met m.b.v. geld.", "Met met behulp van geld.", "redactioneel"),
        ("Een\xa0woord .", "Een woord.", "redactioneel"),
        ("Eerste. Tweede.", "Eerste.\n\nTweede.", "redactioneel"),
        ("Het is teveel.", "Het is te veel.", "inhoudelijk"),
        ("In 1.500 woningen.", "In 1,500 woningen.", "inhoudelijk"),
        ("Tussen 1, 2 en 3.", "Tussen 1,2 en 3.", "inhoudelijk"),
        ("Het is een plan.", "Het is één plan.", "inhoudelijk"),
        ("Dat kan niet.", "Dat kan wel.", "inhoudelijk"),
        ("Een. Twee", "- Een.\n- Twee", "inhoudelijk"),
        ("Een plan", "Een **Plan**", "inhoudelijk"),
    ],
)
def test_weight_of_a_change(oud: str, nieuw: str, gewicht: str) -> None:
    heen, terug = (vergelijk(_met_nodig(a), _met_nodig(b)) for a, b in ((oud, nieuw), (nieuw, oud)))
    assert {w.gewicht for w in (*heen.wijzigingen, *terug.wijzigingen)} == {gewicht}
    assert len(heen) == 1


def test_only_markup_is_called_opmaak() -> None:
    wijziging = _een(_met_nodig("Er is geld nodig."), _met_nodig("Er is **geld** nodig."))
    assert (wijziging.soort, wijziging.in_woorden, wijziging.gewicht) == (
        "opmaak",
        "Tekst: opmaak gewijzigd",
        "inhoudelijk",
    )
    assert not uitgesproken(wijziging.regels[0].delen)


def test_another_web_address_is_a_fact() -> None:
    wijziging = _een(_met_nodig("Zie [hier](https://a.nl)."), _met_nodig("Zie [hier](https://b.nl)."))
    assert wijziging.in_woorden == "Webadressen: https://a.nl → https://b.nl"


def test_paragraphs_word_by_word() -> None:
    oud, nieuw = "Eerst dit.\n\nDe regio vraagt meer geld.", "Eerst dit.\n\nEn nog iets.\n\nDe regio vraagt vast geld."
    regels = _een(_met_nodig(oud), _met_nodig(nieuw)).regels
    assert [r.soort for r in regels] == ["gelijk", "nieuw", "anders"]
    assert uitgesproken(regels[2].delen) == "vervallen: ‘meer’; toegevoegd: ‘vast’"
    assert (regels[2].oud, regels[2].nieuw) == ("De regio vraagt meer geld.", "De regio vraagt vast geld.")


def test_renumbering_is_told_once() -> None:
    oud = _met_nodig("Zie [opgave 3] en meer.")
    nieuw = met_opgave(oud, 3, nummer=8)
    assert _woorden(vergelijk(oud, nieuw)) == [("8", "Nummer: 3 → 8")]
    anders = met_sectie(nieuw, 1, "nodig", opening=rijk("Zie [opgave 3] en minder."))
    tekst = vergelijk(oud, anders).wijzigingen[0]
    assert (tekst.regels[0].oud, tekst.regels[0].nieuw) == ("Zie opgave 3 en meer.", "Zie opgave 8 en minder.")
    assert uitgesproken(tekst.regels[0].delen) == "vervallen: ‘meer’; toegevoegd: ‘minder’"


def test_a_reference_to_another_opgave_with_the_same_number() -> None:
    oud = _met_nodig("Zie [opgave 3].")
    nieuw = met_opgave(met_opgave(_met_nodig("Zie [opgave 2]."), 3, nummer=9), 2, nummer=3)
    (tekst,) = [w for w in vergelijk(oud, nieuw).wijzigingen if w.veld == "opening"]
    assert (tekst.soort, tekst.gewicht) == ("gewijzigd", "inhoudelijk")


def test_facts_of_a_point() -> None:
    def met(*punten: boom.Item) -> boom.Plandocument:
        return met_items(heel(), 1, "ministeries", *punten)

    een, twee = ministerie("m1", "BZK", "bzk", primair=True), ministerie("m2", "VRO", "vro")
    gewisseld = met(replace(een, primair=False), replace(twee, primair=True))
    assert _een(met(een, twee), gewisseld).in_woorden == "Primair ministerie: BZK → VRO"
    ander = replace(een, koppelingen=(boom.Koppeling("ministerie", "vro"),))
    assert _een(met(een), met(ander)).in_woorden == "Primair ministerie: BZK → VRO"
    assert _een(met(twee), met(replace(twee, koppelingen=()))).in_woorden == "Ministerie: VRO → geen"
    assert _een(met(twee), met(replace(twee, status="voorstel"))).in_woorden == "Status: geen → voorstel"
    punten = heel().opgave(1).sectie("interventies").items
    om = met_items(heel(), 1, "interventies", replace(punten[0], groep="regio"), punten[1])
    assert _een(heel(), om).in_woorden == "Groep: Rijk → Regio"


def test_opgave_and_plan() -> None:
    oud = heel()
    nieuw = met_opgave(oud, 2, titel="Meer doen", cluster="werk", doelstellingen=())
    nieuw = replace(nieuw, label="concept", opgaven=nieuw.opgaven[:2], clusters=nieuw.clusters[::-1])
    woorden = [w.in_woorden for w in vergelijk(oud, nieuw).wijzigingen]
    assert woorden[0] == "Label: geen → concept"
    assert "Titel: Verhogen arbeidsproductiviteit → Meer doen" in woorden
    assert "Cluster: Fijn wonen → Goed werk" in woorden
    assert "Doelstellingen: Beter wonen → geen" in woorden
    assert woorden.count("Verplaatst in de volgorde") == 1 and woorden[-1] == "Vervallen"


def test_hoofdstukken() -> None:
    oud = heel()
    voor, na = oud.hoofdstukken
    anders = replace(voor, titel="Vooraan", secties=(replace(voor.secties[0], opening=rijk("Anders begint het.")),))
    nieuw = replace(oud, hoofdstukken=(anders, replace(na, na_opgaven=False)))
    assert [w.in_woorden for w in vergelijk(oud, nieuw).wijzigingen] == [
        "Titel: Vooraf → Vooraan",
        "Tekst gewijzigd",
        "Plaats in het plan: na de opgaven → vóór de opgaven",
    ]


def test_a_sectie_to_another_opgave() -> None:
    oud = heel()
    sectie = oud.opgave(1).sectie("impact")
    nieuw = met_opgave(oud, 1, secties=tuple(s for s in oud.opgave(1).secties if s is not sectie))
    rest = tuple(s for s in oud.opgave(2).secties if s.soort != "impact")
    oud = met_opgave(oud, 2, secties=rest)
    nieuw = met_opgave(nieuw, 2, secties=(*rest, sectie))
    assert _een(oud, nieuw).in_woorden == "Verplaatst van 1.R naar 2.R"


def test_a_fingerprint_depends_on_the_content_and_not_on_numbers() -> None:
    oud, nieuw = _met_nodig("Een ding."), _met_nodig("Een zaak.")
    afdruk = _een(oud, nieuw).afdruk
    elders = [met_opgave(met_sectie(d, 2, "impact", opening=rijk("x")), 1, nummer=30) for d in (oud, nieuw)]
    assert _een(*elders).afdruk == afdruk
    assert _een(oud, _met_nodig("Een punt.")).afdruk != afdruk != _een(nieuw, oud).afdruk
    rij = vergelijk(oud, nieuw).herweeg({afdruk: "redactioneel", "weg": "inhoudelijk"})
    assert rij.per_gewicht == {"inhoudelijk": 0, "redactioneel": 1}
    assert rij.zoek(afdruk) is not None and rij.kies(gewicht="inhoudelijk").leeg


@pytest.mark.parametrize("rij", SCHRIJFWIJZEN, ids=lambda rij: rij[0])
def test_every_spelling_is_equal_and_fixed(rij: tuple[str, tuple[str, ...], str]) -> None:
    goed, anders, reden = rij
    assert reden and all(zelfde(f"Het {a} telt", f"het {goed.upper()} telt") for a in anders)
    assert all(vorm(a) == vorm(vorm(a)) == vorm(goed) == goed for a in anders)


def test_volg() -> None:
    oud = _met_punten(*"abc")
    nieuw = met_items(oud, 1, "knelpunten", item("pb", "Punt b."), item("pa", "Punt a is anders."))
    assert volg("1.K2", oud, nieuw).in_woorden == "1.K2 staat nu op 1.K1, met dezelfde tekst."
    assert volg(" 1 k1", oud, nieuw).in_woorden == "1.K1 staat nu op 1.K2 en is gewijzigd."
    weg = volg("1.K3", oud, nieuw)
    assert weg.in_woorden == "1.K3 is vervallen. Het stond in 1.K Geconstateerde knelpunten."
    assert weg.nieuw is not None and weg.nieuw.sectie == oud.opgave(1).sectie("knelpunten").sleutel
    assert volg("2", oud, nieuw).gebleven and volg("1.O", oud, nieuw).gebleven
    assert volg("1.K", oud, nieuw).gewijzigd
    for onzin in ("", "99", "1.Q7", "K2", "9" * 5000, "1.K" + "1" * 5000, "²", "\x00"):
        assert not volg(onzin, oud, nieuw).gevonden


def test_memo() -> None:
    oud = _met_punten(*"abc")
    nieuw = met_opgave(replace(met_items(oud, 1, "knelpunten", item("pb", "PUNT b.")), label="concept"), 2, nummer=4)
    delen = memo(vergelijk(oud, nieuw))
    titels = [d.titel for d in delen]
    assert titels == ["Het plan als geheel", "1 Woningen voor senioren", "4 (was 2) Verhogen arbeidsproductiviteit"]
    assert [(r.oud, r.nieuw, r.woorden) for r in delen[1].regels] == [
        ("1.K1", "", "Vervallen"),
        ("1.K2", "1.K1", "Gewijzigd"),
        ("1.K3", "", "Vervallen"),
    ]
    assert (delen[1].inhoudelijk, delen[1].redactioneel) == (2, 1)
    assert delen[1].regels[0].onderwerp == "Geconstateerde knelpunten, knelpunt"


def test_cost_of_a_plan_of_real_size() -> None:
    """In proportion to writing both plans as canonical bytes: a few edits, and a different text everywhere."""
    oud = groot()
    weinig = met_items(oud, 3, "knelpunten", *reversed(oud.opgave(3).sectie("knelpunten").items))

    def om(sectie: boom.Sectie) -> boom.Sectie:
        items = tuple(replace(i, tekst=f"{i.tekst} en nog iets") for i in reversed(sectie.items))
        return replace(sectie, opening=sectie.opening.replace("regio", "streek"), items=items)

    alles = replace(oud, opgaven=tuple(replace(o, secties=tuple(map(om, o.secties))) for o in oud.opgaven))

    def duur(doe: object, *argumenten: object) -> float:
        begin = time.process_time()
        doe(*argumenten)  # type: ignore[operator]
        return time.process_time() - begin

    maat = 2 * min(duur(rfc8785.dumps, naar_data(oud)) for _ in range(3))
    assert min(duur(vergelijk, oud, oud) for _ in range(3)) < 2 * maat
    assert min(duur(vergelijk, oud, weinig) for _ in range(3)) < 3 * maat
    assert duur(vergelijk, oud, alles) < 60 * maat


@pytest.mark.skipif(not ECHT.is_file(), reason="het echte plan staat niet naast deze kloon")
def test_the_real_plan_read_twice_is_the_same_plan() -> None:
    een, ander = (lees(ECHT.read_bytes(), regio="twente", regionaam="Twente").document for _ in range(2))
    assert not vergelijk(een, ander).leeg  # other keys
    assert vergelijk(een, herken(ander, een)).leeg
    laatste = een.opgave(14).sectie("knelpunten").items
    nieuw = met_items(een, 14, "knelpunten", *laatste[1:], laatste[0])
    assert [w.soort for w in vergelijk(een, nieuw).wijzigingen] == ["verplaatst"]
    assert volg("14.K1", een, nieuw).in_woorden == f"14.K1 staat nu op 14.K{len(laatste)}, met dezelfde tekst."
