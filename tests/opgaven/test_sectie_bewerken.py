from __future__ import annotations

import pytest
from django.test import Client

from opgaven.bouw import bouw_sectie
from opgaven.models import Sectie

from .conftest import HTMX

VERVOLG = "/twente/opgaven/7/vervolg/bewerken/"
KNELPUNTEN = "/twente/opgaven/14/knelpunten/bewerken/"
EIGENAREN = "/twente/opgaven/14/eigenaarschap/bewerken/"
MINISTERIES = "/twente/opgaven/14/ministeries/bewerken/"
TRAJECTEN = "/twente/opgaven/14/trajecten/bewerken/"
INTERVENTIES = "/twente/opgaven/14/interventies/bewerken/"


def inhoud(rij):
    return bouw_sectie(Sectie.objects.get(pk=rij.pk))


def test_the_form_opens_in_place(als):
    html = als("redacteur").get(KNELPUNTEN, headers=HTMX).content.decode()
    assert html.strip().startswith('<section class="sectie open" id="s-K"')
    assert html.count("<section") == 1
    assert f'hx-post="{KNELPUNTEN}"' in html
    assert "Waarom deze wijziging?" in html and "Mag leeg blijven. Staat straks in de geschiedenis." in html


def test_without_htmx_the_form_is_a_page(als):
    html = als("redacteur").get(KNELPUNTEN).content.decode()
    assert "<html" in html and "Structurele en veilige oplossing goederenvervoer" in html
    assert "hx-post" not in html


def test_plain_text_is_saved_and_shown(als, sectie, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(VERVOLG), opening="Eerste alinea.\n\n- een\n- **twee**\n\nZie [opgave 14].")

    antwoord = client.post(VERVOLG, data)

    assert antwoord.status_code == 303
    assert antwoord.headers["Location"] == "/twente/opgaven/7/#7.V"
    sleutel = sectie(14, "opgave").opgave.sleutel
    assert inhoud(sectie(7, "vervolg")).opening == (
        f"<p>Eerste alinea.</p><ul><li>een</li><li><strong>twee</strong></li></ul>"
        f'<p>Zie <a href="opgave:{sleutel}">opgave</a>.</p>'
    )
    pagina = client.get("/twente/opgaven/7/").content.decode()
    assert "Eerste alinea." in pagina and "pgeslagen om" in pagina


def test_rich_text_is_saved_over_the_plain_field(als, sectie, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(VERVOLG), vorm="rijk", opening_html="<p>Uit de <b>editor</b>.</p>", slot_html="")

    antwoord = client.post(VERVOLG, data, headers=HTMX)

    assert antwoord.status_code == 200
    html = antwoord.content.decode()
    assert html.strip().startswith('<section class="sectie" id="s-V"')
    assert "Uit de <strong>editor</strong>." in html and "Opgeslagen om" in html
    assert inhoud(sectie(7, "vervolg")).opening == "<p>Uit de <strong>editor</strong>.</p>"


def test_opening_and_saving_untouched_changes_nothing(als, voorbeeld, ingevuld):
    client = als("redacteur")
    for rij in Sectie.objects.filter(plan=voorbeeld, opgave__nummer__in=[1, 13, 14, 20]).select_related(
        "soort", "opgave"
    ):
        adres = f"/twente/opgaven/{rij.opgave.nummer}/{rij.soort.code}/bewerken/"
        antwoord = client.post(adres, ingevuld(client.get(adres)), headers=HTMX)
        assert "niets gewijzigd" in antwoord.content.decode(), adres
        assert Sectie.objects.get(pk=rij.pk).versie == rij.versie


def test_items_are_added_moved_and_removed(als, sectie, ingevuld):
    client = als("redacteur")
    oud = inhoud(sectie(14, "knelpunten")).items
    data = ingevuld(client.get(KNELPUNTEN))
    data |= {
        "item-0-ORDER": "5",
        "item-1-DELETE": "on",
        "item-2-tekst": "Een nieuw\nknelpunt [opgave 3].",
        "item-2-ORDER": "1",
    }

    client.post(KNELPUNTEN, data)

    nieuw, gebleven = inhoud(sectie(14, "knelpunten")).items
    assert gebleven == oud[0]
    assert nieuw.tekst.startswith("Een nieuw knelpunt <a href=")


def test_owners_keep_links_and_take_new_ones(als, sectie, ingevuld):
    client = als("redacteur")
    oud = inhoud(sectie(14, "eigenaarschap")).items
    data = ingevuld(client.get(EIGENAREN))
    assert "Veiligheidsregio Twente (gremium)" in data["item-4-koppelingen"]
    data |= {
        "item-0-koppelingen": ["gemeente almelo", "", "Twente Board"],
        "item-0-groep": "uitvoering",
        "item-0-deelthema": " goederen   op spoor ",
        "item-0-status": "voorstel",
    }

    antwoord = client.post(EIGENAREN, data, headers=HTMX)

    assert antwoord.status_code == 200, antwoord.content.decode()
    nu = inhoud(sectie(14, "eigenaarschap")).items
    assert nu[:5] == oud[1:6]
    verplaatst = next(i for i in nu if i.sleutel == oud[0].sleutel)
    assert (verplaatst.groep, verplaatst.deelthema, verplaatst.status) == (
        "uitvoering",
        "goederen op spoor",
        "voorstel",
    )
    assert [(k.soort, k.doel) for k in verplaatst.koppelingen] == [
        ("organisatie", "gemeente_almelo"),
        ("gremium", "twente_board"),
    ]


def test_a_name_outside_the_register_is_told(als, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(EIGENAREN)) | {"item-0-koppelingen": ["Gilde der Wevers"]}
    antwoord = client.post(EIGENAREN, data, headers=HTMX)
    assert antwoord.status_code == 422
    assert "“Gilde der Wevers” staat niet in het register" in antwoord.content.decode()
    assert 'value="Gilde der Wevers"' in antwoord.content.decode()


def test_ministries_and_primary_marks(als, sectie, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(MINISTERIES)) | {"item-1-ministerie": "", "item-1-primair": "on", "item-1-tekst": "VBO"}
    del data["item-0-primair"]

    client.post(MINISTERIES, data)

    een, twee = inhoud(sectie(14, "ministeries")).items
    assert not een.primair and een.doelen("ministerie") == ("ienw",)
    assert twee.primair and twee.tekst == "VBO" and twee.koppelingen == ()


def test_trajects_keep_their_links(als, sectie, ingevuld):
    client = als("redacteur")
    oud = inhoud(sectie(14, "trajecten")).items
    data = ingevuld(client.get(TRAJECTEN)) | {"item-0-tekst": "Andere woorden"}
    client.post(TRAJECTEN, data)
    nu = inhoud(sectie(14, "trajecten")).items
    assert nu[0].tekst == "Andere woorden" and nu[0].koppelingen == oud[0].koppelingen
    assert nu[1:] == oud[1:]


def test_an_intervention_changes_party(als, sectie, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(INTERVENTIES)) | {"item-0-groep": "samen"}
    eerste = inhoud(sectie(14, "interventies")).items[0]
    client.post(INTERVENTIES, data)
    laatste = inhoud(sectie(14, "interventies")).items[-1]
    assert laatste.sleutel == eerste.sleutel and laatste.groep == "samen"


def test_a_chapter_section_is_saved(als, voorbeeld, ingevuld):
    client = als("programmamanager")
    adres = "/twente/plan/1/2/bewerken/"
    data = ingevuld(client.get(adres), titel="Andere kop", opening="Andere tekst.")
    assert client.post(adres, data).headers["Location"] == "/twente/plan/1/#H1.2"
    rij = Sectie.objects.filter(plan=voorbeeld, hoofdstuk__volgorde=0).order_by("volgorde")[1]
    assert (rij.titel, rij.opening) == ("Andere kop", "<p>Andere tekst.</p>")
    leeg = client.post(adres, ingevuld(client.get(adres), titel=" "))
    assert leeg.status_code == 422 and "Vul een kop in" in leeg.content.decode()


def test_everything_may_be_emptied(als, sectie, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(KNELPUNTEN)) | {"item-0-tekst": "", "item-1-tekst": " "}
    antwoord = client.post(KNELPUNTEN, data, headers=HTMX)
    assert "Hier staat nog niets" in antwoord.content.decode()
    assert inhoud(sectie(14, "knelpunten")).leeg


@pytest.mark.parametrize("rol", ["lezer", "ministeriecontact", "eigenaar", "bestuurslid"])
def test_who_may_see_but_not_edit_hears_why(als, rol, ingevuld):
    client = als(rol)
    for antwoord in (client.get(VERVOLG), client.get(VERVOLG, headers=HTMX)):
        assert antwoord.status_code == 403
        assert "Vraag de programmamanager om de rol redacteur" in antwoord.content.decode()
    for kop in ({}, HTMX):
        antwoord = client.post(VERVOLG, {"opening": "Mijn lange tekst.", "versie": "1"}, headers=kop)
        assert antwoord.status_code == 403
    assert Sectie.objects.get(opgave__nummer=7, soort__code="vervolg").versie == 1


def test_the_editor_of_another_region_may_not(als, voorbeeld):
    for client in (als("redacteur", regio="zeeuws-vlaanderen"), als(None)):
        assert client.get(VERVOLG).status_code == 404
        assert client.post(VERVOLG, {"opening": "x"}).status_code == 404


def test_visitors_log_in_first(voorbeeld):
    naar = f"/account/inloggen/?next={VERVOLG}"
    assert Client().get(VERVOLG).headers["Location"] == naar
    assert Client().get(VERVOLG, headers=HTMX).headers["HX-Redirect"] == naar
