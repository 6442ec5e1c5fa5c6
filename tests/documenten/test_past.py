"""The fit meter: what the fiche's page says about its one page, from the real engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from documenten import passing
from documenten.druk import fouten, pers
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw
from opgaven.models import Plan, Sectie
from plandocument.boom import Opgave, Plandocument
from plandocument.boom import Sectie as BoomSectie
from tests.documenten.conftest import Pdf
from tests.lezen import leest

PAST = "/twente/opgaven/14/past/"
FICHE = "/twente/opgaven/14/"
ZIN = "Nog een zin die gewoon doorloopt tot het einde van de regel. "
LANG = 28
"""Sentences in 14.H that take the fiche to a second page, with 14.I and 14.V."""
HX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def eigen(settings: Any, tmp_path: Path, druk_var: Path) -> Iterator[Path]:
    """Nothing is known yet; the letters are those of the session. The press goes away with the folder."""
    (druk_var / "letters").mkdir(exist_ok=True)
    (tmp_path / "letters").symlink_to(druk_var / "letters")
    settings.VAR = tmp_path
    yield tmp_path
    for adres in (tmp_path / "afdrukken").glob("pers-*.sock"):
        adres.unlink()


def _met(document: Plandocument, nummer: int, soort: str, **velden: Any) -> Plandocument:
    def nieuw(o: Opgave) -> Opgave:
        return replace(o, secties=tuple(replace(s, **velden) if s.soort == soort else s for s in o.secties))

    return replace(document, opgaven=tuple(nieuw(o) if o.nummer == nummer else o for o in document.opgaven))


def _schrijf(plan: Plan, zinnen: int, soort: str = "situatie") -> None:
    sectie = Sectie.objects.get(plan=plan, opgave__nummer=14, soort__code=soort)
    inhoud = BoomSectie(sleutel=str(sectie.sleutel), soort=soort, opening=f"<p>{ZIN * zinnen}</p>")
    bewaar_sectie(sectie=sectie, vanaf_versie=sectie.versie, inhoud=inhoud, door=None)


def _woorden(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split()).replace(" ,", ",").replace(" .", ".").replace(" :", ":")


# ---- measuring ----


def test_a_fiche_that_fits_says_how_much_is_left(document: Plandocument) -> None:
    gemeten = passing.meet(document, 14)
    assert (gemeten.paginas, gemeten.strak, gemeten.stand, gemeten.te_veel) == (1, False, "past", 0)
    assert 0 < gemeten.over < 10 and 0.8 < gemeten.vulling < 1
    assert [s.code for s in gemeten.stukken] == ["", *(f"14.{letter}" for letter in "OHTEMNKRIV")]
    assert all(0 <= s.boven < s.onder <= 1 and 0 <= s.links < s.rechts <= 1 for s in gemeten.stukken)


def test_what_overflows_is_really_on_the_second_page(document: Plandocument, druk_fiche: Callable[..., Pdf]) -> None:
    for zinnen in (LANG, 60):
        lang = _met(document, 14, "situatie", opening=f"<p>{ZIN * zinnen}</p>")
        gemeten = passing.meet(lang, 14)
        tweede = druk_fiche(lang.opgave(14), lang).tekst("-f", "2", "-layout")
        op_twee = set(re.findall(r"\b14\.[A-Z]", tweede))
        assert gemeten.stand == "lang" and gemeten.paginas == 2
        # a section that began on the first page and runs on has no code on the second
        assert op_twee and op_twee <= set(gemeten.lopen_over)
        assert len(set(gemeten.lopen_over) - op_twee) <= 1


def test_that_many_lines_too_many_is_about_right(document: Plandocument) -> None:
    lang = _met(document, 14, "situatie", opening=f"<p>{ZIN * 44}</p>")
    te_veel = passing.meet(lang, 14).te_veel
    # a sentence of this text takes some seven tenths of a line
    korter = _met(document, 14, "situatie", opening=f"<p>{ZIN * (44 - round((te_veel + 3) / 0.7))}</p>")
    assert passing.meet(korter, 14).paginas == 1
    half = _met(document, 14, "situatie", opening=f"<p>{ZIN * (44 - round(te_veel / 2 / 0.7))}</p>")
    assert passing.meet(half, 14).paginas == 2


def test_a_fiche_that_must_be_tightened_is_full(document: Plandocument) -> None:
    gemeten = passing.meet(document, 10)
    assert (gemeten.paginas, gemeten.strak, gemeten.stand) == (1, True, "vol")


def test_measured_text_is_not_measured_again(document: Plandocument, monkeypatch: pytest.MonkeyPatch) -> None:
    assert passing.bekend(document) == {}
    gemeten = passing.meet(document, 14)
    monkeypatch.setattr(pers, "laat_werken", None)
    passing._ONTHOUDEN.clear()
    zelfde = replace(document, titel="Andere titel")
    assert passing.meet(zelfde, 14) == gemeten
    assert passing.bekend(zelfde) == {14: gemeten} and passing.bladzijden(zelfde) == {14: 1}
    assert passing.bekend(_met(document, 14, "situatie", opening="<p>Anders.</p>")) == {}


def test_a_broken_file_is_measured_again(document: Plandocument, eigen: Path) -> None:
    gemeten = passing.meet(document, 14)
    (pad,) = (eigen / "passing").glob("*.json")
    for inhoud in ("", "{}", "[1]", '{"paginas": 1}', "null"):
        pad.write_text(inhoud)
        passing._ONTHOUDEN.clear()
        assert passing.bekend(document) == {}
    assert passing.meet(document, 14) == gemeten


def test_empty_and_strange_fiches_are_measured(document: Plandocument) -> None:
    leeg = replace(document, opgaven=(Opgave("leeg", 1, "Leeg"),))
    assert passing.meet(leeg, 1).stand == "past"
    vreemd = _met(document, 14, "situatie", opening="<p>😀 → \u202e العربية " + "x" * 3000 + "</p>")
    assert passing.meet(vreemd, 14).paginas >= 1
    enorm = _met(document, 14, "situatie", opening=f"<p>{ZIN * 830}</p>")  # 50,000 letters
    assert passing.meet(enorm, 14).paginas > 2
    with pytest.raises(KeyError):
        passing.meet(document, 99)


def test_a_text_that_explodes_is_stopped_and_not_tried_again_at_once(
    document: Plandocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing, "GRENZEN", pers.Grenzen(seconden=1.5))
    bom = _met(document, 14, "situatie", opening=f"<p>{ZIN * 30000}</p>")
    with pytest.raises(fouten.DuurtTeLang):
        passing.meet(bom, 14)
    assert passing.meet(document, 2).paginas == 1
    monkeypatch.setattr(pers, "laat_werken", None)
    with pytest.raises(fouten.DuurtTeLang):
        passing.meet(bom, 14)


# ---- the page ----


def test_the_fiche_measures_itself_and_knows_afterwards(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("redacteur")
    html = client.get(FICHE).text
    assert "Wordt gemeten…" in html and f'hx-get="{PAST}"' in html
    deel = client.get(PAST, headers=HX)
    assert "<html" not in deel.text and deel["Cache-Control"].count("no-store") == 1
    assert re.search(r"Past op 1 pagina, met ongeveer \d regels? over\.", _woorden(deel.text))
    html = client.get(FICHE).text
    assert "Past op 1 pagina, met ongeveer" in html and f'hx-get="{PAST}"' not in html
    assert " style=" not in deel.text


def test_of_two_saves_the_last_one_counts(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("redacteur")
    _schrijf(voorbeeld, LANG)
    assert "Past niet op 1 pagina: 14.I en 14.V lopen over." in _woorden(client.get(PAST, headers=HX).text)
    _schrijf(voorbeeld, 1)
    html = client.get(FICHE).text
    assert "Wordt gemeten…" in html and "Past niet" not in html
    assert "Past op 1 pagina" in client.get(PAST, headers=HX).text


def test_what_overflows_is_named_with_a_link(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    _schrijf(voorbeeld, LANG)
    html = leest(als("lezer").get(PAST, headers=HX))
    assert '<a href="#14.I">14.I</a> en <a href="#14.V">14.V</a> lopen over' in html
    assert re.search(r"Ongeveer \d+ regels te veel\.", html)
    assert 'class="p-tekst te-veel"' in html


def test_the_plancontrole_names_a_measured_fiche_of_two_pages(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("redacteur")
    _schrijf(voorbeeld, LANG)
    zin = "De fiche van opgave 14 is 2 bladzijden lang."
    assert zin not in client.get("/twente/plancontrole/").text
    passing.meet(bouw(Plan.objects.van("twente").get()), 14)
    assert zin in client.get("/twente/plancontrole/").text
    assert zin in client.get(FICHE).text
    _schrijf(voorbeeld, 1)
    assert zin not in client.get("/twente/plancontrole/").text


def test_when_measuring_fails_it_says_what_can_be_done(
    voorbeeld: Plan, als: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(*args: Any) -> None:
        raise fouten.DelenOntbreken("cannot load library")

    monkeypatch.setattr(pers, "laat_werken", stuk)
    client = als("redacteur")
    deel = client.get(PAST, headers=HX)
    assert deel.status_code == 200
    assert "Het meten lukt nu niet. Opslaan kan gewoon." in deel.text
    assert "Meet opnieuw" in leest(deel) and "apt-get install" in leest(deel)
    assert client.get(PAST).status_code == 503
    assert client.get(FICHE).status_code == 200


def test_without_scripts_the_measure_is_a_page(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    client = als("lezer")
    html = client.get(PAST).text
    assert "<html" in html and "Past op 1 pagina" in html and f'href="{FICHE}"' in html
    _schrijf(voorbeeld, LANG)
    assert f'href="{FICHE}#14.I"' in client.get(PAST).text


def test_a_visitor_sees_no_meter(voorbeeld: Plan, client: Client, als: Callable[..., Client]) -> None:
    assert "Past op één pagina" not in client.get(FICHE).text
    assert client.get(PAST).status_code == 404
    assert als("redacteur", regio="zuid-limburg").get(PAST).status_code == 404
    assert als("redacteur").get("/twente/opgaven/99/past/").status_code == 404
    assert als("redacteur").post(PAST).status_code == 405


# ---- what is being typed ----


def _getypt(sectie: Sectie, zinnen: int, **anders: Any) -> dict[str, Any]:
    velden = {"versie": sectie.versie, "sleutel": sectie.sleutel, "vorm": "plat", "opening": f"{ZIN * zinnen}"}
    return velden | {"item-TOTAL_FORMS": 0, "item-INITIAL_FORMS": 0} | anders


def test_what_is_typed_is_measured_and_nothing_is_kept(
    voorbeeld: Plan, als: Callable[..., Client], eigen: Path
) -> None:
    client = als("redacteur")
    sectie = Sectie.objects.get(plan=voorbeeld, opgave__nummer=14, soort__code="situatie")
    adres = f"{PAST}situatie/"
    kort, lang = (client.post(adres, _getypt(sectie, n)).json() for n in (1, 60))
    assert kort["stand"] == "past" and re.fullmatch(r"1 pagina, ongeveer \d+ regels over", kort["past"])
    assert lang["stand"] == "lang" and re.fullmatch(r"2 pagina’s, ongeveer \d+ regels te veel", lang["past"])
    regels = [int(a["sectie"].split()[0]) for a in (kort, lang)]
    assert 0 < regels[0] < 6 < 30 < regels[1]
    assert Sectie.objects.get(pk=sectie.pk).opening == sectie.opening
    assert not list((eigen / "passing").glob("*.json"))


def test_what_is_typed_is_measured_for_editors_only_and_when_it_is_a_form(
    voorbeeld: Plan, als: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    sectie = Sectie.objects.get(plan=voorbeeld, opgave__nummer=14, soort__code="situatie")
    adres, post = f"{PAST}situatie/", _getypt(sectie, 1)
    assert Client().post(adres, post).status_code == 401
    assert als("lezer").post(adres, post).status_code == 403
    assert als(None).post(adres, post).status_code == 404
    redacteur = als("redacteur")
    assert redacteur.get(adres).status_code == 405
    assert redacteur.post(f"{PAST}bestaat-niet/", post).status_code == 404
    assert "fout" in redacteur.post(adres, post | {"versie": ""}).json()

    def kapot(*_: object) -> None:
        raise fouten.GeenDrukplek("vol")

    monkeypatch.setattr(pers, "meet", kapot)
    antwoord = redacteur.post(adres, _getypt(sectie, 3))
    assert (antwoord.status_code, antwoord.json()) == (200, {"fout": "Het meten lukt nu niet. Opslaan kan gewoon."})
