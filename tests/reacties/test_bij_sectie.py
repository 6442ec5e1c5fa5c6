"""Comments at a place: the fiche, the panel and the page that works without scripts."""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from lxml import html as lx

from governance.models import Rol
from reacties.actions.indienen import geen_opmerkingen
from reacties.actions.kladden import bewaar
from reacties.actions.rondes import Deelnemer, sluit
from reacties.models import Reactie, ReactieKlad
from tests.conftest import publiceer_nu
from tests.inloggen import inloggen
from tests.lezen import leest, stuur
from tests.opgaven.test_xss import LADINGEN, gevaar

from .conftest import HTMX
from .rondehulp import deel, ministerie, ronde_met, sleutels

ADRES = "/twente/opgaven/14/knelpunten/reacties/"


def velden(antwoord, **anders):
    """The fields of the form as a browser would post them."""
    form = next(f for f in lx.fromstring(leest(antwoord)).forms if f.get("id") == "schrijf")
    uit = dict(form.form_values())
    uit.pop("csrfmiddlewaretoken", None)
    return uit | anders


def test_the_fiche_has_a_quiet_line_under_each_section(als, zet, voorbeeld, persoon):
    zet(door=persoon("redacteur"))
    html = leest(als("redacteur").get("/twente/opgaven/14/"))
    assert f'href="{ADRES}"' in html and f'href="{ADRES}?schrijf=1#schrijf"' in html
    assert "1 reactie" in html
    assert "data-mag-reageren" not in leest(als("lezer").get("/twente/opgaven/14/"))


def test_a_visitor_sees_the_fiche_as_before(voorbeeld, zet, persoon):
    publiceer_nu(voorbeeld)
    zet(door=persoon("redacteur"))
    html = leest(Client().get("/twente/opgaven/14/"))
    assert "eacties" not in html and "reacties.js" not in html


@pytest.mark.parametrize("hoeveel", [0, 100])
def test_a_fiche_asks_one_query_for_all_its_comments(als, zet, persoon, hoeveel, django_assert_num_queries):
    client = als("redacteur")
    client.get("/twente/opgaven/14/")
    for n in range(hoeveel):
        zet(f"Nummer {n}.", code=("14.K1", "14.K", "14.I2", "14")[n % 4])
    with django_assert_num_queries(8):
        html = leest(client.get("/twente/opgaven/14/"))
    assert not hoeveel or "100 reacties" in html


@pytest.mark.parametrize("hoeveel", [1, 100])
def test_threads_ask_a_fixed_number_of_queries(als, zet, hoeveel, django_assert_num_queries):
    client = als("redacteur")
    for n in range(hoeveel):
        zet(f"Nummer {n}.")
    client.get(ADRES, headers=HTMX)
    with django_assert_num_queries(6):
        assert leest(client.get(ADRES, headers=HTMX)).count("<article") == min(hoeveel, 10)


def test_placing_without_scripts(als, voorbeeld):
    client = als("eigenaar")
    pagina = client.get(ADRES)
    assert "Deze hele sectie" in leest(pagina) and "14.K2" in leest(pagina)
    antwoord = client.post(ADRES, velden(pagina, tekst="Wie doet dit?"), follow=True)
    assert antwoord.redirect_chain[0][1] == 303
    rij = Reactie.objects.get()
    assert (rij.code, rij.citaat, rij.tekst) == ("14.K", "", "Wie doet dit?")
    assert "Uw reactie staat erbij" in leest(antwoord) and "Wie doet dit?" in leest(antwoord)


def test_a_sentence_from_the_list_is_the_passage(als):
    client = als("eigenaar")
    adres = re.search(r'data-reacties="([^"]*)"', leest(client.get("/twente/opgaven/14/")))[1]
    pagina = client.get(adres)
    zin = next(r for r in lx.fromstring(leest(pagina)).xpath("//input[starts-with(@value, 'zin:')]"))
    client.post(adres, velden(pagina, tekst="Klopt dit?", plaats=zin.get("value")))
    assert Reactie.objects.get().citaat == zin.get("data-tekst")


def test_a_sentence_that_is_there_no_more_keeps_the_words_typed(als):
    client = als("eigenaar")
    antwoord = client.post(ADRES, velden(client.get(ADRES), tekst="Klopt dit?", plaats="zin:deadbeef"), headers=HTMX)
    assert antwoord.status_code == 422
    assert "intussen gewijzigd" in leest(antwoord) and "Klopt dit?" in leest(antwoord)
    assert not Reactie.objects.exists()


def test_selected_words_are_the_passage_and_the_wording_starts_from_them(als, voorbeeld):
    client = als("redacteur")
    fiche = lx.fromstring(leest(client.get("/twente/opgaven/14/")))
    punt = fiche.get_element_by_id("14.K1")
    woorden = " ".join(punt.text_content().replace("14.K1", "", 1).split()[:4])
    keuze = {"citaat": woorden, "item": punt.get("data-item"), "deel": "", "hoeveelste": "0", "schrijf": "1"}
    paneel = client.get(ADRES, keuze, headers=HTMX)
    assert woorden in unescape(leest(paneel))
    data = velden(paneel, tekst="", met_voorstel="on", voorstel="Andere woorden")
    assert data["plaats"] == "selectie"
    antwoord = client.post(ADRES, data, headers=HTMX)
    assert antwoord.status_code == 200 and antwoord["HX-Trigger"]
    rij = Reactie.objects.get()
    assert (rij.citaat, rij.voorstel, rij.item) == (woorden, "Andere woorden", punt.get("data-item"))


def test_nothing_said_comes_back_with_the_reason(als):
    client = als("eigenaar")
    antwoord = client.post(ADRES, velden(client.get(ADRES), tekst=" "))
    assert antwoord.status_code == 422
    assert "Schrijf uw reactie" in leest(antwoord)


def test_fifty_thousand_characters_come_back_whole(als):
    client = als("eigenaar")
    lang = "Een lange zin. 🚲 " * 3000
    antwoord = client.post(ADRES, velden(client.get(ADRES), tekst=lang))
    assert antwoord.status_code == 422
    assert "te lang" in leest(antwoord) and leest(antwoord).count("🚲") == 3000


def test_who_only_reads_gets_no_form_and_cannot_post(als):
    client = als("lezer")
    assert 'id="schrijf"' not in leest(client.get(ADRES))
    assert "Met uw rol kunt u lezen" in leest(client.get(ADRES))
    assert client.post(ADRES, {"tekst": "Toch."}).status_code == 403


def test_who_was_logged_out_gets_the_text_back(client):
    antwoord = client.post(ADRES, {"tekst": "Een zin die niet weg mag."})
    assert antwoord.status_code == 401 and "Een zin die niet weg mag." in leest(antwoord)


def test_a_form_that_somebody_else_sent_keeps_the_text_and_can_be_sent_again(als, zet, persoon):
    reactie = zet(door=persoon("redacteur"))
    for adres, anders in ((ADRES, {"plaats": "heel"}), (f"/twente/reacties/{reactie.pk}/zeg/", {})):
        kenmerk = str(uuid4())
        eerst = als("redacteur").post(adres, {"tekst": "Van een ander.", "kenmerk": kenmerk, **anders})
        assert eerst.status_code == 303
        client = als("programmamanager")
        antwoord = client.post(adres, {"tekst": "Dit is mijn tekst.", "kenmerk": kenmerk, **anders})
        html = leest(antwoord)
        assert antwoord.status_code == 409 and "Dit is mijn tekst." in html and "iemand anders" in html
        assert kenmerk not in html
        nieuw = re.search(r'name="kenmerk" value="([^"]+)"', html).group(1)
        assert client.post(adres, {"tekst": "Dit is mijn tekst.", "kenmerk": nieuw, **anders}).status_code == 303


def test_a_draft_that_was_not_sent_is_found_back(als, persoon):
    client = inloggen(persoon("ministeriecontact"))
    client.post(ADRES, {"plaats": "heel", "tekst": "Nog even navragen.", "concept": "1"})
    reactie = Reactie.objects.get()
    werk = leest(client.get("/twente/mijn-werk/"))
    assert "Concepten die u nog niet hebt verstuurd" in werk and "Nog even navragen." in werk
    stuur(client, f"/twente/reacties/{reactie.pk}/versturen/", op=f"/twente/reacties/{reactie.pk}/")
    assert "Nog even navragen." not in leest(client.get("/twente/mijn-werk/"))
    assert "Nog even navragen." in leest(als("redacteur").get("/twente/mijn-werk/"))


def test_signs_that_nobody_sees_say_nothing(als):
    antwoord = als("redacteur").post(ADRES, {"plaats": "heel", "tekst": "\x01 \x02"})
    assert antwoord.status_code == 422
    assert not Reactie.objects.exists()


@pytest.mark.parametrize(("rol", "mag"), [("redacteur", True), ("secretaris", True), ("bestuurslid", False)])
def test_who_speaks_for_others_finds_the_way_at_the_place(als, voorbeeld, rol, mag):
    client, versie = als(rol), voorbeeld.versies.latest("nummer").code
    naar = 'href="/twente/reacties/namens/?code=14.K'
    assert (naar in leest(client.get(ADRES))) is mag
    assert (naar in leest(client.get(f"{ADRES}?schrijf=1", headers=HTMX))) is mag
    op_versie = leest(client.get(f"/twente/documenten/{versie}/opgaven/14/knelpunten/reacties/"))
    assert (f"{naar}&amp;versie={versie}" in op_versie) is mag


def test_sent_twice_it_stands_once(als):
    client = als("eigenaar")
    data = velden(client.get(ADRES), tekst="Eenmaal.")
    for _ in range(2):
        assert client.post(ADRES, data).status_code == 303
    assert Reactie.objects.count() == 1


def test_a_ministry_keeps_a_draft_and_sends_it(als, persoon):
    ocw = persoon("ministeriecontact")
    client = inloggen(ocw)
    pagina = client.get(ADRES)
    assert "U reageert namens OCW" in leest(pagina)
    client.post(ADRES, velden(pagina, tekst="Nog even niet.", concept="1"))
    rij = Reactie.objects.get()
    assert rij.ministerie.code == "ocw" and rij.ingediend_op is None
    assert "Nog even niet." not in leest(als("redacteur").get(ADRES))
    assert stuur(client, f"/twente/reacties/{rij.pk}/versturen/", op=f"/twente/reacties/{rij.pk}/").status_code == 303
    assert "Nog even niet." in leest(als("redacteur").get(ADRES))


def test_on_a_version_a_comment_is_about_that_version(als, voorbeeld, zet):
    publiceer_nu(voorbeeld)
    versie = voorbeeld.versies.latest("nummer")
    code = versie.code
    client = als("eigenaar")
    adres = f"/twente/documenten/{code}/opgaven/14/knelpunten/reacties/"
    assert f'href="{adres}"' not in leest(client.get("/twente/opgaven/14/"))
    assert adres in leest(client.get(f"/twente/documenten/{code}/opgaven/14/"))
    client.post(adres, velden(client.get(adres), tekst="Over deze versie."))
    assert Reactie.objects.get().versie == versie
    assert "Over deze versie." in leest(client.get(ADRES))  # followed into the working copy


def test_chapters_have_comments_as_well(als):
    client = als("redacteur")
    adres = "/twente/plan/1/1/reacties/"
    assert adres in leest(client.get("/twente/plan/1/"))
    client.post(adres, velden(client.get(adres), tekst="Bij het hoofdstuk."))
    rij = Reactie.objects.get()
    assert rij.code == "H1.1" and rij.hoofdstuk and not rij.opgave
    assert "Bij het hoofdstuk." in leest(client.get(adres))


def test_hostile_words_are_words_everywhere(als, persoon, voorbeeld):
    client = inloggen(persoon("redacteur"))
    for lading in (*LADINGEN[:12], "\n".join(LADINGEN)):
        data = velden(client.get(ADRES), tekst=lading, met_voorstel="on", voorstel=lading, plaats="")
        assert client.post(ADRES, data, headers=HTMX).status_code == 200
        keuze = {"citaat": lading, "item": lading, "deel": lading, "hoeveelste": lading, "schrijf": "1"}
        assert gevaar(leest(client.get(ADRES, keuze, headers=HTMX))) == []
    rij = Reactie.objects.first()
    data = {"tekst": LADINGEN[0], "kenmerk": str(uuid4())}
    assert gevaar(leest(client.post(f"/twente/reacties/{rij.pk}/zeg/", data, headers=HTMX))) == []
    assert gevaar(leest(client.get(ADRES, headers=HTMX))) == []
    schoon = set(gevaar(leest(client.get("/twente/tijdlijn/"))))
    for adres in ("/twente/reacties/", "/twente/opgaven/14/", f"/twente/reacties/{rij.pk}/"):
        assert set(gevaar(leest(client.get(adres)))) <= schoon | {"<meta>", "<link>", "<script>", "<noscript>"}, adres
        assert "<script>alert" not in leest(client.get(adres))


def test_what_was_typed_comes_back_with_the_form(persoon, voorbeeld):
    user = persoon("eigenaar")
    bewaar(plan=voorbeeld, plek=ADRES, volgnummer=1, velden={"tekst": ["Half af"]}, kenmerk=uuid4(), door=user)
    antwoord = inloggen(user).get(f"{ADRES}?schrijf=1", headers=HTMX)
    assert "Half af" in leest(antwoord) and "U gaat verder met uw tekst" in leest(antwoord)
    assert "Half af" not in leest(inloggen(persoon("eigenaar")).get(ADRES))


def test_the_browser_keeps_what_is_typed(persoon):
    user = persoon("eigenaar")
    client, kenmerk = inloggen(user), str(uuid4())
    adres = f"/twente/reacties/klad/?plek={ADRES}"
    data = {"tekst": "Getypt", "kenmerk": kenmerk, "volgnummer": "1", "venster": "a" * 32, "wie": str(user.pk)}
    assert "bewaard" in client.post(adres, data).json()
    assert ReactieKlad.objects.get().velden["tekst"] == ["Getypt"]
    assert client.post(adres, data | {"wie": "1"}).status_code == 403
    assert client.post("/twente/reacties/klad/?plek=/elders/", data).status_code == 400
    assert client.post(adres, data | {"kenmerk": "x"}).status_code == 400
    assert client.post(adres, data | {"tekst": "a" * 300_000}).status_code == 413
    assert client.post(adres, {"wie": str(user.pk), "doe": "gooi_weg"}).status_code == 200
    assert not ReactieKlad.objects.exists()


def test_in_a_round_a_comment_waits_for_the_answer_of_the_ministry(persoon, voorbeeld, als):
    manager, ocw = persoon("programmamanager"), persoon("ministeriecontact")
    publiceer_nu(voorbeeld)
    gevraagd = Deelnemer(ministerie=ministerie("ocw"), opgaven=sleutels(voorbeeld, 14))
    ronde = ronde_met(voorbeeld, gevraagd, door=manager)
    code = voorbeeld.versies.latest("nummer").code
    adres = f"/twente/documenten/{code}/opgaven/14/knelpunten/reacties/"
    client = inloggen(ocw)
    pagina = client.get(adres)
    assert (
        ronde.titel in leest(pagina)
        and "tot OCW indient" in leest(pagina)
        and "Bewaar als concept" not in leest(pagina)
    )
    client.post(adres, velden(pagina, tekst="In de ronde."))
    rij = Reactie.objects.get()
    assert rij.ronde == ronde and rij.ingediend_op is None and rij.versie == ronde.versie
    assert "In de ronde." not in leest(als("redacteur").get(adres))
    assert "In de ronde." in leest(client.get(adres))
    los = client.post(ADRES, velden(client.get(ADRES), tekst="Los van de ronde.", waar="buiten"), follow=True)
    assert "Los van de ronde." in leest(los)
    assert Reactie.objects.get(tekst="Los van de ronde.").ingediend_op is not None


@pytest.mark.parametrize("waarom", ["gesloten", "ingediend"])
def test_what_was_written_for_a_round_does_not_go_to_the_team_when_it_ended_meanwhile(persoon, voorbeeld, als, waarom):
    """The form said that only the ministry reads it; so it is not placed for the team without asking again."""
    publiceer_nu(voorbeeld)
    manager, ocw = persoon("programmamanager"), persoon("ministeriecontact")
    gevraagd = Deelnemer(ministerie=ministerie("ocw"), opgaven=sleutels(voorbeeld, 14))
    ronde = ronde_met(voorbeeld, gevraagd, door=manager)
    adres = f"/twente/documenten/{ronde.versie.code}/opgaven/14/knelpunten/reacties/"
    client = inloggen(ocw)
    data = velden(client.get(adres), tekst="Onder ons nog.")
    if waarom == "gesloten":
        sluit(ronde=ronde, door=manager)
    else:
        geen_opmerkingen(deelname=deel(ronde), door=ocw)
    antwoord = client.post(adres, data)
    assert antwoord.status_code == 409 and "Onder ons nog." in leest(antwoord)
    assert "leest het NPVR-team haar meteen" in leest(antwoord) and waarom in leest(antwoord)
    assert not Reactie.objects.exists()
    assert client.post(adres, velden(antwoord)).status_code == 303  # said twice: then it is what they want
    assert Reactie.objects.get().ronde is None and "Onder ons nog." in leest(als("redacteur").get(adres))


def test_for_each_of_two_ministries_a_comment_waits_for_its_own_answer(persoon, voorbeeld, als):
    publiceer_nu(voorbeeld)
    beide, opgaven = persoon("ministeriecontact"), sleutels(voorbeeld, 14)
    Rol.objects.create(user=beide, regio=voorbeeld.regio, soort="ministeriecontact", ministerie=ministerie("vro"))
    gevraagd = [Deelnemer(ministerie=ministerie(code), opgaven=opgaven) for code in ("ocw", "vro")]
    ronde = ronde_met(voorbeeld, *gevraagd, door=persoon("programmamanager"))
    adres = f"/twente/documenten/{ronde.versie.code}/opgaven/14/knelpunten/reacties/"
    client = inloggen(beide)
    for code in ("ocw", "vro"):
        pagina = client.get(adres)
        assert "tot OCW indient" in leest(pagina) and "tot VRO indient" in leest(pagina)
        client.post(adres, velden(pagina, tekst=f"Van {code}.", namens=str(ministerie(code).pk)))
        rij = Reactie.objects.get(tekst=f"Van {code}.")
        assert rij.ronde == ronde and rij.ingediend_op is None, code
        assert rij.tekst not in leest(als("redacteur").get(adres))
