"""Anchors: made from a quote or a printed code, and followed through the changes that people make."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plandocument import boom
from plandocument.anker import Anker, GeenPlek, KanNiet, bij_code, bij_codes, maak, vervang, volg, volg_alle, zinnen
from plandocument.standaard import SECTIESOORTEN

K, H = (next(s for s in SECTIESOORTEN if s.code == code) for code in ("knelpunten", "situatie"))
TEKST = (
    "<p>De regio vraagt geld voor wonen. Er zijn te <strong>weinig woningen</strong> voor starters in Enschede.</p>"
    '<p>Zie ook <a href="opgave:opgtwee">opgave</a>; daar staat meer over het spoor naar Duitsland.</p>'
)
PUNTEN = ("Te weinig bouwgrond in de kernen rond Hengelo", "Te weinig vakmensen in de bouw")


def plan(
    opening: str = TEKST,
    punten: tuple[tuple[str, str], ...] = (("kaaaaaaa", PUNTEN[0]), ("kbbbbbbb", PUNTEN[1])),
    *,
    nummers: tuple[int, int] = (3, 14),
    elders: tuple[tuple[str, str], ...] = (),
    ander: str = "",
) -> boom.Plandocument:
    een = boom.Opgave(
        "opgeen",
        nummers[0],
        "Wonen",
        secties=(
            boom.Sectie("sechuis", H.code, opening=opening),
            boom.Sectie("seceen", K.code, items=tuple(boom.Item(*p) for p in punten)),
        ),
    )
    twee = boom.Opgave(
        "opgtwee",
        nummers[1],
        "Spoor",
        secties=(boom.Sectie("sectwee", K.code, opening=ander, items=tuple(boom.Item(*p) for p in elders)),),
    )
    hoofdstuk = boom.Hoofdstuk("hfdeen", "Inleiding", (boom.Sectie("sechfd", titel="Waarom", opening="<p>Samen.</p>"),))
    return boom.Plandocument(
        "twente", "Plan", sectiesoorten=SECTIESOORTEN, hoofdstukken=(hoofdstuk,), opgaven=(een, twee)
    )


def passage(citaat: str, document: boom.Plandocument | None = None, **waar: Any) -> Anker:
    return maak(document or plan(), **{"opgave": "opgeen", "sectie": "sechuis", **waar}, citaat=citaat)


def test_maak_keeps_the_words_and_what_stands_around_them() -> None:
    anker = passage("te weinig  woningen\n")
    assert (anker.citaat, anker.deel, anker.soort) == ("te weinig woningen", "opening", H.code)
    assert anker.eenheid[anker.begin : anker.eind] == anker.citaat
    assert anker.voor.endswith("Er zijn ") and anker.na.startswith(" voor starters")
    assert anker.eenmalig


def test_maak_widens_to_whole_words() -> None:
    assert passage("einig won").citaat == "weinig woningen"


def test_maak_finds_a_quote_across_paragraphs() -> None:
    assert passage("in Enschede. Zie ook opgave 14;").citaat == "in Enschede.\nZie ook opgave 14;"


def test_maak_counts_which_of_several() -> None:
    document = plan("<p>meer wonen en meer werken en meer zorg</p>")
    assert [passage("meer", document).begin, maak(document, sectie="sechuis", citaat="meer", hoeveelste=2).begin] == [
        0,
        29,
    ]


@pytest.mark.parametrize(
    "waar",
    [
        {"sectie": "sechuis", "citaat": "staat er niet"},
        {"sectie": "bestaatniet"},
        {"sectie": "seceen", "item": "bestaatniet"},
        {"opgave": "bestaatniet"},
        {"hoofdstuk": "hfdeen", "sectie": "sechuis"},
        {"opgave": "opgtwee", "sectie": "sechuis", "citaat": "De regio"},
        {"sectie": "sechuis", "citaat": "meer", "hoeveelste": 9},
        {"sectie": "sechuis", "deel": "midden"},
        {"sectie": "seceen", "item": "kaaaaaaa", "deel": "slot"},
        {"opgave": "opgeen", "citaat": "Wonen"},
    ],
)
def test_maak_refuses_what_is_not_there(waar: dict[str, str]) -> None:
    with pytest.raises(GeenPlek) as fout:
        maak(plan(), **waar)  # type: ignore[arg-type]
    assert str(fout.value).endswith(".") or "opnieuw" in str(fout.value)


OVER = dict(sectie="seceen")


def test_words_of_two_points_are_a_passage_of_their_section() -> None:
    anker = passage("kernen rond Hengelo Te weinig vakmensen", **OVER)
    assert (anker.item, anker.deel, anker.citaat) == ("", "", "kernen rond Hengelo\nTe weinig vakmensen")
    assert Anker.uit_data(anker.als_data()) == anker
    nu = volg(anker, plan())
    assert (nu.soort, nu.geheel, nu.woorden_nu) == ("er_nog", False, anker.citaat)
    erbij = (
        ("kccccccc", "Te weinig geld voor sport en spel in de wijk"),
        ("kaaaaaaa", PUNTEN[0]),
        ("kbbbbbbb", PUNTEN[1]),
    )
    assert volg(anker, plan(punten=erbij)).woorden_nu == anker.citaat


def test_words_of_two_points_are_told_as_changed_when_one_of_them_is() -> None:
    anker = passage("bouwgrond in de kernen rond Hengelo Te weinig vakmensen in de bouw", **OVER)
    nu = volg(anker, plan(punten=(("kaaaaaaa", PUNTEN[0]), ("kbbbbbbb", "Heel andere woorden over zorg"))))
    assert nu.soort == "gewijzigd" and "vakmensen" not in nu.woorden_nu
    zonder = volg(anker, plan(punten=(("kbbbbbbb", "Heel andere woorden over zorg"),)))
    assert "bouwgrond" not in zonder.woorden_nu and not zonder.staat_er
    with pytest.raises(KanNiet, match="over meer punten"):
        vervang(plan().opgaven[0].secties[1], volg(anker, plan()), "Iets anders")


def test_words_of_two_points_that_stand_there_twice_are_not_guessed() -> None:
    punten = (("kaaaaaaa", "Een. Nu"), ("kbbbbbbb", "dus. Een. Nu"), ("kccccccc", "dus. Klaar"))
    with pytest.raises(GeenPlek, match="meer dan eens"):
        passage("Nu dus.", plan(punten=punten), **OVER)


def test_data_comes_back_as_it_was_and_nonsense_as_less() -> None:
    for anker in (passage("te weinig woningen"), passage("opgave 14"), bij_code(plan(), "3.K1"), Anker()):
        assert Anker.uit_data(anker.als_data()) == anker
    assert Anker.uit_data({}) == Anker()
    kapot = {**passage("te weinig woningen").als_data(), "begin": -5, "verwijzingen": [1, "x", [2]], "herhaald": 7}
    assert Anker.uit_data(kapot).citaat == ""
    assert Anker.uit_data({"opgave": 3, "begin": True, "vreemd": "x"}) == Anker()


def test_codes_are_read_as_people_write_them() -> None:
    assert bij_code(plan(), "3 k2").item == "kbbbbbbb"
    assert bij_code(plan(), "14.k").sectie == "sectwee"
    assert bij_code(plan(), "14").opgave == "opgtwee"
    with pytest.raises(GeenPlek, match=r"3\.K9 staat niet in deze versie"):
        bij_code(plan(), "3.K9")
    goed, fout = bij_codes(plan(), ("3.k1", "?"))
    assert isinstance(goed, Anker) and isinstance(fout, GeenPlek)


def test_bij_code_refuses_a_code_that_stands_twice() -> None:
    with pytest.raises(GeenPlek, match="meer dan eens"):
        bij_code(plan(nummers=(3, 3)), "3.K")


def test_words_stay_when_others_around_them_change() -> None:
    anker = passage("te weinig woningen")
    nu = plan(TEKST.replace("De regio vraagt", "Wij vragen").replace("Er zijn", "Er zijn veel"))
    uit = volg(anker, nu)
    assert (uit.soort, uit.woorden_nu) == ("er_nog", "te weinig woningen")


def test_renumbering_and_marks_change_nothing() -> None:
    anker = passage("Zie ook opgave 14; daar staat meer")
    uit = volg(anker, plan(TEKST.replace("strong", "em"), nummers=(5, 21)))
    assert (uit.soort, uit.woorden_nu, uit.plek and uit.plek.code) == (
        "er_nog",
        "Zie ook opgave 21; daar staat meer",
        "5.H",
    )


def test_another_opgave_referred_to_is_a_change() -> None:
    anker = passage("Zie ook opgave 14; daar staat meer")
    assert volg(anker, plan(TEKST.replace("opgtwee", "opgeen"), nummers=(14, 3))).soort == "gewijzigd"


def test_a_change_within_the_passage_is_told_with_the_words_now() -> None:
    uit = volg(passage("te weinig woningen voor starters"), plan(TEKST.replace("voor starters", "voor jonge starters")))
    assert (uit.soort, uit.woorden_nu) == ("gewijzigd", "te weinig woningen voor jonge starters")
    assert "gewijzigd" in uit.zin


def test_a_passage_that_was_taken_out_is_gone() -> None:
    uit = volg(
        passage("Er zijn te weinig woningen voor starters in Enschede."),
        plan("<p>De regio vraagt geld voor wonen.</p>"),
    )
    assert uit.soort == "weg" and not uit.woorden_nu
    assert uit.plek is not None and uit.plek.code == "3.H"


def test_other_words_in_its_place_are_not_taken_for_it() -> None:
    nu = plan(TEKST.replace("De regio vraagt geld voor wonen.", "Het Rijk betaalt mee aan wegen."))
    uit = volg(passage("De regio vraagt geld voor wonen."), nu)
    assert uit.soort == "gewijzigd" and uit.geheel


def test_of_a_repeated_sentence_the_wrong_one_is_never_taken() -> None:
    zin = "De regio vraagt meer geld van het Rijk. "
    oud = plan(f"<p>Begin hier. {zin}Midden hier. {zin}Slot hier.</p>")
    eerste = passage(zin, oud)
    tweede = maak(oud, sectie="sechuis", citaat=zin, hoeveelste=1)
    nu = plan(f"<p>Begin hier. Midden hier. {zin}Slot hier.</p>")
    assert volg(eerste, nu).soort in ("weg", "gewijzigd")
    assert volg(eerste, nu).geheel or not volg(eerste, nu).woorden_nu
    assert volg(tweede, nu).begin != eerste.begin or not volg(tweede, nu).staat_er
    assert [volg(a, oud).begin for a in (eerste, tweede)] == [eerste.begin, tweede.begin]


def test_a_paragraph_that_moved_to_another_fiche_is_found_there() -> None:
    alinea = "<p>Zie ook het spoor naar Duitsland dat langs alle kernen loopt.</p>"
    anker = passage("spoor naar Duitsland dat langs alle kernen", plan(TEKST + alinea))
    uit = volg(anker, plan(ander=alinea))
    assert (uit.soort, uit.plek and uit.plek.code) == ("verplaatst", "14.K")
    assert uit.zin == "Deze woorden staan nu bij 14.K."


def test_an_item_is_found_in_another_fiche_by_its_key() -> None:
    uit = volg(bij_code(plan(), "3.K2"), plan(punten=(("kaaaaaaa", PUNTEN[0]),), elders=(("kbbbbbbb", PUNTEN[1]),)))
    assert (uit.soort, uit.plek and uit.plek.code) == ("verplaatst", "14.K1")


def test_an_item_that_only_changed_its_number_is_still_there() -> None:
    uit = volg(bij_code(plan(), "3.K1"), plan(punten=(("kbbbbbbb", PUNTEN[1]), ("kaaaaaaa", PUNTEN[0]))))
    assert (uit.soort, uit.plek and uit.plek.code) == ("er_nog", "3.K2")


def test_an_item_that_was_split_or_merged_is_followed_by_its_words() -> None:
    lang = "Er is te weinig bouwgrond in de kernen. Vergunningen duren veel te lang bij elke gemeente in Twente."
    oud = plan(punten=(("kaaaaaaa", lang), ("kbbbbbbb", PUNTEN[1])))
    anker = passage(
        "Vergunningen duren veel te lang bij elke gemeente in Twente.", oud, sectie="seceen", item="kaaaaaaa"
    )
    een, twee = lang.split(". ", 1)
    gesplitst = plan(punten=(("kaaaaaaa", een + "."), ("knieuwww", twee)))
    assert [volg(anker, gesplitst).soort, volg(anker, gesplitst).plek.item] == ["verplaatst", "knieuwww"]  # type: ignore[union-attr]
    samen = plan(punten=(("kbbbbbbb", f"{PUNTEN[1]}. {lang}"),))
    assert [volg(anker, samen).soort, volg(anker, samen).woorden_nu] == ["verplaatst", anker.citaat]


def test_two_that_read_the_same_are_not_taken_for_each_other() -> None:
    dubbel = (("kaaaaaaa", PUNTEN[0]), ("kbbbbbbb", PUNTEN[0]))
    anker = maak(plan(punten=dubbel), sectie="seceen", item="kaaaaaaa")
    assert volg(anker, plan(punten=dubbel[1:])).soort == "weg"


def test_a_key_that_stands_twice_counts_in_its_own_section_only() -> None:
    oud = plan(elders=(("kaaaaaaa", "Iets heel anders over het spoor"),))
    anker = maak(oud, opgave="opgeen", sectie="seceen", item="kaaaaaaa")
    assert volg(anker, oud).woorden_nu == PUNTEN[0]
    assert volg(anker, plan(punten=(), elders=(("kaaaaaaa", "Iets heel anders over het spoor"),))).soort == "weg"


def test_a_section_of_its_kind_under_another_key_is_the_same() -> None:
    nu = plan()
    sectie = replace(nu.opgaven[0].secties[0], sleutel="secnieuw")
    nu = replace(nu, opgaven=(replace(nu.opgaven[0], secties=(sectie, *nu.opgaven[0].secties[1:])), nu.opgaven[1]))
    assert volg(passage("te weinig woningen"), nu).soort == "er_nog"


def test_whole_sections_chapters_opgaven_and_the_plan() -> None:
    ankers = [
        maak(plan(), sectie="sechuis"),
        maak(plan(), hoofdstuk="hfdeen", sectie="sechfd"),
        maak(plan(), hoofdstuk="hfdeen"),
        maak(plan(), opgave="opgeen"),
        maak(plan()),
    ]
    assert [g.soort for g in volg_alle(ankers, plan())] == ["er_nog"] * 5
    nu = plan("<p>Anders.</p>")
    assert [g.soort for g in volg_alle(ankers, nu)] == ["gewijzigd", "er_nog", "er_nog", "gewijzigd", "er_nog"]
    leeg = boom.Plandocument("twente", "Plan", sectiesoorten=SECTIESOORTEN)
    weg = volg_alle(ankers, leeg)
    assert [g.soort for g in weg] == ["weg"] * 4 + ["er_nog"]
    assert [g.plek for g in weg[:4]] == [None] * 4


def test_odd_signs_are_followed_whole() -> None:
    vreemd = "שלום לכולם 👩🏽‍🔬 n͡g 🏳️‍🌈 é e\u0301 “lucht” zo’n 1.500,50"
    oud = plan(f"<p>Voor de wind staat hier. {vreemd} en dit staat erachter.</p>")
    anker = passage("👩🏽‍🔬", oud)
    assert anker.citaat == "👩🏽‍🔬"
    uit = volg(
        anker,
        plan(f"<p>Vooraf. Voor de wind staat hier. {vreemd} en dit staat erachter.</p>".replace("1.500", "2.000")),
    )
    assert uit.woorden_nu == "👩🏽‍🔬"


def test_very_long_text_is_followed_within_bounds() -> None:
    oud = plan(f"<p>{'woord en nog een woord. ' * 2500}</p><p>Hier staat iets anders dan overal elders.</p>")
    anker = passage("iets anders dan overal elders", oud)
    uit = volg(
        anker, plan(f"<p>{'woord en ook een woord. ' * 2400}</p><p>Hier staat iets anders dan overal elders.</p>")
    )
    assert uit.woorden_nu == "iets anders dan overal elders"


def test_zinnen_come_in_printed_order_and_can_each_be_anchored() -> None:
    document = plan("<p>Zie o.a. dhr. Jansen. Dat kost 1.500 euro! Ja.</p><ul><li>Ja.</li></ul>")
    sectie = document.opgaven[0].secties[0]
    rij = zinnen(sectie, document.nummers)
    assert [z.tekst for z in rij] == ["Zie o.a. dhr. Jansen.", "Dat kost 1.500 euro!", "Ja.", "Ja."]
    ankers = [
        maak(document, sectie="sechuis", item=z.item, deel=z.deel, citaat=z.tekst, hoeveelste=z.hoeveelste) for z in rij
    ]
    assert [(a.begin, a.eind) for a in ankers] == [(z.begin, z.eind) for z in rij]
