"""What the form of a comment says about who reads it, held to who then really does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html as lx

from accounts.models import User
from governance.models import Organisatie, Rol
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Plan
from reacties.actions.reacties import dien_in
from reacties.actions.rondes import Deelnemer, sluit
from reacties.lezers import EIGEN_MINISTERIE, leeszin, momenten, wie_leest
from reacties.models import Deelname, Reactie
from reacties.permissions import Inzage
from tests.inloggen import inloggen
from tests.lezen import leest
from versies.actions.versies import maak_versie

from .conftest import HTMX
from .rondehulp import deel, mens, ministerie, ronde_met, sleutels

pytestmark = pytest.mark.django_db
ADRES = "/twente/opgaven/14/knelpunten/reacties/"
Zet = Callable[..., Reactie]


def velden(antwoord: Any, **anders: Any) -> dict[str, Any]:
    form = next(f for f in lx.fromstring(leest(antwoord)).forms if f.get("id") == "schrijf")
    uit = dict(form.form_values())
    uit.pop("csrfmiddlewaretoken", None)
    return uit | anders


GEVALLEN: dict[str, dict[str, Any]] = {
    "buiten een ronde": {},
    "van een ministerie": {"ministerie": "ocw"},
    "als concept": {"ministerie": "ocw", "ingediend": False},
    "in een ronde": {"ministerie": "ocw", "in_ronde": True},
    "per mail": {"ministerie": "ocw", "kanaal": "mail"},
    "van een orgaan": {"gremium": True, "kanaal": "overleg"},
    "van een organisatie": {"organisatie": True, "kanaal": "mail"},
}


@pytest.mark.parametrize("geval", GEVALLEN)
def test_what_is_said_beforehand_is_who_reads_it_then(
    geval: str, zet: Zet, persoon: Callable[..., User], voorbeeld: Plan
) -> None:
    meer = dict(GEVALLEN[geval])
    mensen = {soort: persoon(soort, "vro") for soort in Rol.Soort.values}
    mensen[EIGEN_MINISTERIE] = persoon("ministeriecontact", "ocw")
    if meer.pop("in_ronde", False):
        meer["ronde"] = ronde_met(
            voorbeeld,
            Deelnemer(ministerie=ministerie("ocw"), opgaven=sleutels(voorbeeld, 14)),
            door=persoon("programmamanager"),
        )
    if meer.pop("gremium", False):
        meer["gremium"] = voorbeeld.regio.gremia.first()
    if meer.pop("organisatie", False):
        meer["organisatie"] = Organisatie.objects.first()
    rij = zet(door=persoon("ministeriecontact" if "ministerie" in meer else "eigenaar"), **meer)

    def leest_nu() -> set[str]:
        return {
            soort
            for soort, user in mensen.items()
            if Reactie.objects.zichtbaar_voor(Inzage.van(user, voorbeeld.regio)).filter(pk=rij.pk).exists()
        }

    vooraf = {m.wanneer: m.wie for m in momenten(rij)}
    ziet = vooraf["nu"]
    bekend = set(mensen) if "ministerie" in meer else set(mensen) - {EIGEN_MINISTERIE}
    for wanneer in ("nu", "ingediend", "vrijgegeven"):
        if wanneer == "ingediend":
            dien_in(reacties=[rij.pk], door=None)
        elif wanneer == "vrijgegeven":
            Reactie.objects.filter(pk=rij.pk).update(vrijgegeven_op=timezone.now())
        ziet = vooraf.get(wanneer, ziet)
        assert ziet == leest_nu() & bekend, wanneer
        rij.refresh_from_db()
        namen = {user for soort, user in mensen.items() if soort in ziet}
        assert namen <= set(wie_leest(rij)), wanneer


@pytest.mark.parametrize(
    ("rol", "zin"),
    [
        ("eigenaar", "U, het NPVR-team en de beheerder lezen uw reactie meteen."),
        ("redacteur", "Het NPVR-team en de beheerder lezen uw reactie meteen."),
        (
            "ministeriecontact",
            "De contactpersonen van OCW, het NPVR-team en de beheerder lezen uw reactie meteen.",
        ),
    ],
)
def test_the_form_says_who_reads_it(rol: str, zin: str, als: Callable[..., Client]) -> None:
    html = leest(als(rol).get(f"{ADRES}?schrijf=1", headers=HTMX))
    assert f"{zin} Na de vrijgave leest iedereen met een rol in Twente haar." in html


def test_of_a_draft_and_in_a_round_the_ministry_alone_reads_first(voorbeeld: Plan) -> None:
    ocw, regio = ministerie("ocw"), voorbeeld.regio
    later = (
        "Daarna lezen ook het NPVR-team en de beheerder haar. Na de vrijgave leest iedereen met een rol in Twente haar."
    )
    concept = leeszin(regio, ministerie=ocw, ingediend=False)
    assert concept == f"Alleen de contactpersonen van OCW lezen uw reactie, tot u haar verstuurt. {later}"
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    in_ronde = leeszin(regio, ministerie=ocw, ronde=ronde, ingediend=False)
    assert in_ronde == f"Alleen de contactpersonen van OCW lezen uw reactie, tot OCW indient. {later}"
    pagina = inloggen(mens("ministeriecontact", "ocw")).get(ADRES)
    assert f"Bewaart u haar eerst als concept? {concept}" in leest(pagina)


# ---- which round is meant ----


@pytest.fixture
def contact(db: None, voorbeeld: Plan) -> User:
    return mens("ministeriecontact", "ocw", "Contact OCW")


@pytest.fixture
def deelname(contact: User, voorbeeld: Plan) -> Deelname:
    gevraagd = Deelnemer(ministerie=ministerie("ocw"), opgaven=sleutels(voorbeeld, 3, 14))
    return deel(ronde_met(voorbeeld, gevraagd, door=mens("programmamanager")))


def test_beside_the_text_of_a_round_the_form_asks_which_is_meant(
    contact: User, deelname: Deelname, als: Callable[..., Client]
) -> None:
    client = inloggen(contact)
    pagina = client.get(ADRES)
    html = leest(pagina)
    assert "Hoort uw reactie bij de ronde?" in html and "Ja, bij “Voorjaarsronde”" in html
    assert "tot OCW indient" in html and "lezen uw reactie meteen" in html
    assert "checked" not in html.partition("Hoort uw reactie bij de ronde?")[2]
    for headers in ({}, HTMX):  # nothing is guessed, and nothing lost
        antwoord = client.post(ADRES, velden(pagina, tekst="Wat bedoel ik?"), headers=headers)
        assert antwoord.status_code == 422 and "Wat bedoel ik?" in leest(antwoord)
        assert "Kies of uw reactie bij de ronde hoort." in leest(antwoord)
    assert not Reactie.objects.exists()
    team = als("redacteur")
    client.post(ADRES, velden(antwoord, waar=str(deelname.pk)))
    rij = Reactie.objects.get()
    assert rij.ronde == deelname.ronde and rij.versie == deelname.ronde.versie and rij.ingediend_op is None
    assert "Wat bedoel ik?" not in leest(team.get(ADRES)) and "Wat bedoel ik?" in leest(client.get(ADRES))
    assert "Wat bedoel ik?" in leest(client.get(f"/twente/rondes/{deelname.ronde.code}/"))
    los = client.post(ADRES, velden(client.get(ADRES), tekst="Los ervan.", waar="buiten"), follow=True)
    assert "Zij hoort niet bij de ronde “Voorjaarsronde”: het NPVR-team leest haar nu al." in leest(los)
    assert Reactie.objects.get(tekst="Los ervan.").ronde is None and "Los ervan." in leest(team.get(ADRES))


def test_words_that_stand_in_the_round_are_pointed_at_there_and_others_where_they_stand(
    contact: User, deelname: Deelname, voorbeeld: Plan
) -> None:
    client = inloggen(contact)
    pagina = client.get(ADRES)
    zinnen = lx.fromstring(leest(pagina)).xpath("//input[starts-with(@value, 'punt:')]")
    client.post(ADRES, velden(pagina, tekst="Over dit punt.", plaats=zinnen[0].get("value"), waar=str(deelname.pk)))
    rij = Reactie.objects.get()
    assert rij.versie == deelname.ronde.versie and rij.code == "14.K1" and f"punt:{rij.item}" == zinnen[0].get("value")
    sectie = voorbeeld.secties.get(opgave__nummer=14, soort__code="knelpunten")
    nu = bouw_sectie(sectie)
    anders = tuple(replace(i, tekst="Heel andere woorden.") if i.sleutel == rij.item else i for i in nu.items)
    bewaar_sectie(sectie=sectie, vanaf_versie=sectie.versie, inhoud=replace(nu, items=anders), door=None)
    pagina = client.get(ADRES)
    client.post(
        ADRES, velden(pagina, tekst="Over de nieuwe woorden.", plaats=f"punt:{rij.item}", waar=str(deelname.pk))
    )
    nieuw = Reactie.objects.get(tekst="Over de nieuwe woorden.")
    assert nieuw.ronde == deelname.ronde and nieuw.versie is None
    assert nieuw.anker["eenheid"] == "Heel andere woorden."


@pytest.mark.parametrize("waarom", ["gesloten", "vreemd"])
def test_a_round_that_can_not_be_meant_any_more_keeps_the_words(
    contact: User, deelname: Deelname, waarom: str, als: Callable[..., Client]
) -> None:
    client = inloggen(contact)
    data = velden(client.get(ADRES), tekst="Onder ons nog.", waar=str(deelname.pk))
    if waarom == "gesloten":
        sluit(ronde=deelname.ronde, door=mens("programmamanager"))
    else:
        data["waar"] = "999999"
    antwoord = client.post(ADRES, data)
    assert antwoord.status_code == 422 and "Onder ons nog." in leest(antwoord)
    assert "neemt geen reactie van uw ministerie meer aan" in leest(antwoord)
    assert not Reactie.objects.exists()


def test_of_two_ministries_the_round_asks_one(contact: User, deelname: Deelname, voorbeeld: Plan) -> None:
    Rol.objects.create(user=contact, regio=voorbeeld.regio, soort="ministeriecontact", ministerie=ministerie("vro"))
    client, vro = inloggen(contact), str(ministerie("vro").pk)
    pagina = client.get(ADRES)
    assert "Ja, bij “Voorjaarsronde” , namens OCW" in leest(pagina).replace("”,", "” ,")
    mis = client.post(ADRES, velden(pagina, tekst="Van wie?", namens=vro, waar=str(deelname.pk)))
    assert mis.status_code == 422 and "Deze ronde vraagt het aan OCW." in leest(mis) and "Van wie?" in leest(mis)
    assert client.post(ADRES, velden(mis, namens=vro, waar="buiten")).status_code == 303
    assert Reactie.objects.get().ronde is None and str(Reactie.objects.get().ministerie) == "VRO"


# ---- on the fiche ----


def test_no_remarks_are_said_on_the_fiche_and_taken_back(contact: User, deelname: Deelname) -> None:
    client, ronde = inloggen(contact), deelname.ronde
    fiche = f"/twente/documenten/{ronde.versie.code}/opgaven/14/"
    sleutel = next(o.sleutel for o in ronde.versie.document.opgaven if o.nummer == 14)

    def knop(html: str) -> dict[str, str]:
        form = next(f for f in lx.fromstring(html).forms if "geen-opmerkingen" in (f.get("action") or ""))
        return {"adres": form.get("action"), **dict(form.form_values())}

    html = leest(client.get(fiche))
    assert "Geen opmerkingen bij deze opgave" in html
    velden_ = knop(html)
    na = client.post(velden_.pop("adres"), velden_, follow=True)
    assert na.redirect_chain[-1][0] == f"{fiche}?ronde={ronde.code}"
    assert "OCW heeft hier geen opmerkingen." in leest(na)
    deelname.refresh_from_db()
    assert deelname.zonder_opmerkingen == [sleutel]
    velden_ = knop(leest(na))
    na = client.post(velden_.pop("adres"), velden_, follow=True)
    assert "Geen opmerkingen bij deze opgave" in leest(na) and "heeft hier geen" not in leest(na)
    client.post(f"{fiche}knelpunten/reacties/", {"plaats": "heel", "tekst": "Toch iets."})
    assert "OCW heeft hier gereageerd." in leest(client.get(fiche))
    assert "geen-opmerkingen/" not in leest(client.get(fiche))


def test_reading_on_stays_in_the_round(contact: User, deelname: Deelname, als: Callable[..., Client]) -> None:
    client, ronde = inloggen(contact), deelname.ronde
    fiche = f"/twente/documenten/{ronde.versie.code}/opgaven"

    def buren(client: Client, nummer: int) -> list[str]:
        html = lx.fromstring(leest(client.get(f"{fiche}/{nummer}/")))
        return [str(a) for a in html.xpath("//nav[@class='buren']//a/@href")]

    op_pagina = lx.fromstring(leest(client.get(f"/twente/rondes/{ronde.code}/"))).xpath(
        "//ol[@class='gevraagd']//h3/a/@href"
    )
    assert len(op_pagina) == 2
    eerst, dan = (int(str(url).partition("/opgaven/")[2].partition("/")[0]) for url in op_pagina)
    assert buren(client, eerst) == [f"/twente/rondes/{ronde.code}/", f"{fiche}/{dan}/?ronde={ronde.code}"]
    assert buren(client, dan) == [f"{fiche}/{eerst}/?ronde={ronde.code}", f"/twente/rondes/{ronde.code}/"]
    assert buren(als("redacteur"), 14) == [f"{fiche}/13/", f"{fiche}/15/"]
    sluit(ronde=ronde, door=mens("programmamanager"))
    assert buren(client, 14) == [f"{fiche}/13/", f"{fiche}/15/"]


def test_mijn_werk_leads_into_the_round_while_it_is_open(contact: User, deelname: Deelname, voorbeeld: Plan) -> None:
    client, ronde = inloggen(contact), deelname.ronde
    maak_versie(plan=voorbeeld, label="Nieuwer", door=None)
    in_ronde = f'href="/twente/documenten/{ronde.versie.code}/opgaven/3/?ronde={ronde.code}"'
    werk = leest(client.get("/twente/mijn-werk/"))
    assert in_ronde in werk and "gevraagd in de ronde “Voorjaarsronde”" in werk
    assert 'href="/twente/opgaven/3/"' not in werk
    sluit(ronde=ronde, door=mens("programmamanager"))
    werk = leest(client.get("/twente/mijn-werk/"))
    assert in_ronde not in werk and 'href="/twente/opgaven/3/"' in werk
