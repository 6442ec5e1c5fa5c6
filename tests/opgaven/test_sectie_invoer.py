"""Input that is wrong, huge, odd or late: the text is kept, and nothing breaks."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from opgaven.bouw import bouw, bouw_sectie
from opgaven.models import Plan, Sectie
from plandocument import tekst

from .conftest import HTMX

VERVOLG = "/twente/opgaven/7/vervolg/bewerken/"
KNELPUNTEN = "/twente/opgaven/14/knelpunten/bewerken/"


def opening() -> str:
    return Sectie.objects.get(opgave__nummer=7, soort__code="vervolg").opening


@pytest.mark.parametrize("vorm", ["plat", "rijk"])
def test_a_text_that_is_too_long_comes_back_whole(als, ingevuld, vorm):
    client = als("redacteur")
    lang = "woord " * 9000
    data = ingevuld(client.get(VERVOLG), vorm=vorm, opening=lang, opening_html=f"<p>{lang}</p>", slot_html="")

    antwoord = client.post(VERVOLG, data, headers=HTMX)

    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Deze tekst is te lang: 53.999 tekens. Er passen er 50.000 in." in html
    assert html.count(lang.strip()) == 2  # for the plain field and for the editor
    assert 'aria-invalid="true"' in html
    assert "maxlength" not in html
    assert Sectie.objects.get(opgave__nummer=7, soort__code="vervolg").versie == 1


def test_fifty_thousand_characters_fit(als, ingevuld):
    client = als("redacteur")
    tekst = ("De regio. " * 5000).strip()
    client.post(VERVOLG, ingevuld(client.get(VERVOLG), opening=tekst))
    assert opening() == f"<p>{tekst}</p>"


def test_a_point_that_is_too_long(als, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(KNELPUNTEN)) | {"item-0-tekst": "x" * 5001}
    antwoord = client.post(KNELPUNTEN, data)
    assert antwoord.status_code == 422
    assert "Dit punt is te lang: 5.001 tekens" in antwoord.content.decode()
    assert "x" * 5001 in antwoord.content.decode()


def test_two_hundred_points_fit_and_one_more_does_not(als, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(KNELPUNTEN))
    for n in range(2, 200):
        data |= {f"item-{n}-tekst": f"Punt {n}", f"item-{n}-sleutel": "", f"item-{n}-ORDER": str(n + 1)}
    data["item-TOTAL_FORMS"] = "200"
    assert client.post(KNELPUNTEN, data).status_code == 303
    data = ingevuld(client.get(KNELPUNTEN)) | {"item-200-tekst": "Te veel.", "item-TOTAL_FORMS": "201"}
    antwoord = client.post(KNELPUNTEN, data)
    assert antwoord.status_code == 422
    assert "De lijst heeft 201 punten. Er passen er 200 in." in antwoord.content.decode()
    assert "Te veel." in antwoord.content.decode()


@pytest.mark.parametrize(
    "tekst",
    [
        "Emoji 👩🏽‍🌾🚆 en 🇳🇱.",
        "עברית ואנגלית english עוד",
        "Frysk: ûnderdiel, skûtsje. Duits: Straße, Größe.",
        "Gelijk é en é na normalisatie.",
    ],
)
@pytest.mark.parametrize("vorm", ["plat", "rijk"])
def test_letters_of_all_kinds_are_kept(als, ingevuld, tekst, vorm):
    import unicodedata

    client = als("redacteur")
    data = ingevuld(client.get(VERVOLG), vorm=vorm, opening=tekst, opening_html=f"<p>{tekst}</p>", slot_html="")
    assert client.post(VERVOLG, data).status_code == 303
    assert opening() == f"<p>{unicodedata.normalize('NFC', tekst)}</p>"
    assert unicodedata.normalize("NFC", tekst) in client.get("/twente/opgaven/7/").content.decode()


def test_nul_and_other_control_characters_fall_away(als, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(VERVOLG), opening="a\x00b\x08c\ud800".encode("utf-8", "replace").decode())
    assert client.post(VERVOLG, data).status_code == 303
    assert "\x00" not in opening() and opening().startswith("<p>abc")


def test_a_paste_of_a_megabyte_from_word(als, ingevuld):
    client = als("redacteur")
    rommel = (
        '<p class="MsoNormal" style="mso-fareast-language:NL"><!--[if gte mso 9]><xml></xml><![endif]-->'
        '<span lang="NL" style="font-family:Calibri">Een <b>zin</b><o:p>&nbsp;</o:p></span></p>'
    )
    plak = rommel * (1_000_000 // len(rommel))
    data = ingevuld(client.get(VERVOLG), vorm="rijk", opening_html=plak, slot_html="")
    antwoord = client.post(VERVOLG, data, headers=HTMX)
    assert antwoord.status_code in (200, 422)
    assert "Mso" not in antwoord.content.decode() and "Calibri" not in antwoord.content.decode()


@pytest.mark.parametrize(
    "anders",
    [
        {"versie": "niks"},
        {"versie": "-1"},
        {"versie": "99999999999999999999"},
        {"sleutel": ""},
        {"vorm": "anders"},
        {"item-TOTAL_FORMS": "x"},
        {"item-TOTAL_FORMS": "99999999"},
        {"item-INITIAL_FORMS": ""},
        {"item-0-ORDER": "eerst"},
        {"item-0-sleutel": "x" * 99},
    ],
)
def test_a_form_that_did_not_arrive_whole_keeps_the_text(als, ingevuld, anders):
    client = als("redacteur")
    data = ingevuld(client.get(KNELPUNTEN)) | {"item-0-tekst": "Mijn knelpunt.", "opening": "Mijn inleiding."} | anders
    antwoord = client.post(KNELPUNTEN, data, headers=HTMX)
    assert antwoord.status_code == 422
    assert "Mijn inleiding." in antwoord.content.decode()
    assert "Nog niet opgeslagen." in antwoord.content.decode()


def test_an_empty_post_is_no_fault_of_ours(als):
    client = als("redacteur")
    assert client.post(KNELPUNTEN, {}).status_code == 422
    assert client.post(VERVOLG, {"versie": ["1", "2"]}, headers=HTMX).status_code == 422


def test_a_session_that_ended_keeps_the_form_on_screen(voorbeeld, ingevuld):
    antwoord = Client().post(VERVOLG, {"opening": "Mijn tekst."}, headers=HTMX)
    html = antwoord.content.decode()
    assert antwoord.status_code == 401 and "HX-Redirect" not in antwoord.headers
    assert "U bent uitgelogd." in html and f"?next={VERVOLG}" in html
    assert 'target="_blank"' in html


def test_a_session_that_ended_gives_the_text_back_without_scripts(als, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(VERVOLG), opening="Mijn lange tekst.\n\nMet een tweede alinea.")

    antwoord = Client().post(VERVOLG, data)

    html = antwoord.content.decode()
    assert antwoord.status_code == 401
    assert "Uw tekst staat hier nog" in html and "Mijn lange tekst." in html
    opnieuw = velden(html)
    assert client.post(VERVOLG, opnieuw).status_code == 303  # logged in again, in another tab
    assert opening() == "<p>Mijn lange tekst.</p><p>Met een tweede alinea.</p>"


def velden(html: str) -> dict[str, str]:
    paren = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html)
    return {naam: unescape(waarde) for naam, waarde in paren if naam != "csrfmiddlewaretoken"}


def test_the_answer_to_a_visitor_does_not_tell_what_exists(intern):
    wel = Client().post(VERVOLG, {"opening": "x y"})
    niet = Client().post("/elders/opgaven/7/vervolg/bewerken/", {"opening": "x y"})
    assert wel.status_code == niet.status_code == 401


def test_without_a_token_nothing_is_written(als):
    client = als("redacteur")
    client.handler.enforce_csrf_checks = True
    antwoord = client.post(VERVOLG, {"opening": "Mijn lange tekst.", "versie": "1"})
    assert antwoord.status_code == 403
    assert "Mijn lange tekst." in antwoord.content.decode()
    assert Sectie.objects.get(opgave__nummer=7, soort__code="vervolg").versie == 1


def test_the_form_carries_a_token(als, ingevuld):
    client = als("redacteur")
    client.handler.enforce_csrf_checks = True
    pagina = client.get(VERVOLG)
    data = ingevuld(pagina, opening="Met token.")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', pagina.content.decode())
    assert token
    assert client.post(VERVOLG, data | {"csrfmiddlewaretoken": token[1]}).status_code == 303


def test_rows_in_a_kind_without_items_stay(als, sectie, ingevuld, voorbeeld):
    """A section of prose that holds points all the same (read from another plan) shows them as a list."""
    from dataclasses import replace

    from opgaven.actions.secties import bewaar_sectie
    from plandocument import boom

    rij = sectie(14, "impact")
    inhoud = replace(bouw_sectie(rij), items=(boom.Item("", "Een punt.", groep="vreemd", status="voorstel"),))
    bewaar_sectie(sectie=rij, vanaf_versie=1, inhoud=inhoud, door=None)
    client = als("redacteur")
    adres = "/twente/opgaven/14/impact/bewerken/"
    client.post(adres, ingevuld(client.get(adres)) | {"opening": "Andere tekst."})
    item = bouw_sectie(Sectie.objects.get(pk=rij.pk)).items[0]
    assert (item.tekst, item.groep, item.status) == ("Een punt.", "vreemd", "voorstel")


def test_a_full_list_of_two_hundred_owners_arrives(als, ingevuld):
    client = als("redacteur")
    adres = "/twente/opgaven/14/eigenaarschap/bewerken/"
    data = ingevuld(client.get(adres))
    for n in range(7, 200):
        data |= {
            f"item-{n}-sleutel": "",
            f"item-{n}-tekst": f"Eigenaar {n}",
            f"item-{n}-groep": "overig",
            f"item-{n}-deelthema": "energie",
            f"item-{n}-status": "voorstel",
            f"item-{n}-koppelingen": ["Twente Board", "Gemeente Almelo", ""],
            f"item-{n}-ORDER": str(n + 1),
        }
    data["item-TOTAL_FORMS"] = "200"
    assert client.post(adres, data).status_code == 303
    assert Sectie.objects.get(opgave__nummer=14, soort__code="eigenaarschap").items.count() == 200


@pytest.mark.parametrize(
    ("getypt", "wordt"),
    [
        ("Zie http://localhost:8000/twente/opgaven/14/.", "Zie [opgave 14]."),
        ("Zie [het spoor](https://testserver/twente/opgaven/14).", "Zie het spoor ([opgave 14])."),
        ("Zie [opgave 14](https://testserver/twente/opgaven/14/).", "Zie [opgave 14]."),
        ("https://testserver/twente/opgaven/99/", "https://testserver/twente/opgaven/99/"),
        ("https://testserver/achterhoek/opgaven/1/", "https://testserver/achterhoek/opgaven/1/"),
        ("https://elders.nl/twente/opgaven/14/", "https://elders.nl/twente/opgaven/14/"),
    ],
)
def test_an_address_of_the_portal_becomes_a_reference_also_without_scripts(als, ingevuld, getypt, wordt):
    client = als("redacteur")
    data = ingevuld(client.get(VERVOLG), opening=getypt) | {"item-0-tekst": getypt}
    client.post(VERVOLG, data)
    document = bouw(Plan.objects.get(huidig=True, regio__code="twente"))
    assert tekst.plat(opening(), document.nummers).replace("\\", "") == wordt
    rij = Sectie.objects.get(opgave__nummer=7, soort__code="vervolg")
    assert tekst.plat(bouw_sectie(rij).items[0].tekst, document.nummers).replace("\\", "") == wordt
