"""One participant more in a round that is open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from governance.models import Organisatie
from opgaven.models import Plan
from reacties.actions.rondes import Deelnemer, RondeGeweigerd, sluit, vraag_erbij
from reacties.models import Deelname, Melding, Post, Ronde
from tests.inloggen import inloggen
from tests.lezen import leest
from tests.reacties.rondehulp import deel, mens, ministerie, ronde_met, sleutels
from versies.actions.versies import maak_versie

pytestmark = pytest.mark.django_db


@pytest.fixture
def ronde(voorbeeld: Plan) -> Ronde:
    pm = mens("programmamanager", naam="Baas")
    maak_versie(plan=voorbeeld, label="Concept", door=pm)
    return ronde_met(voorbeeld, door=pm)


def pad(ronde: Ronde) -> str:
    return f"/twente/rondes/{ronde.code}/erbij/"


def test_who_was_forgotten_is_asked_with_the_same_invitation(
    ronde: Ronde, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    vro = mens("ministeriecontact", "vro")
    client, adres = inloggen(mens("programmamanager")), pad(ronde)
    assert adres in leest(client.get(f"/twente/rondes/{ronde.code}/"))
    client.get(adres)
    with django_assert_num_queries(6):
        pagina = client.get(adres)
    keuzes = {f"m:{ministerie('vro').pk}": True, f"m:{ministerie('ocw').pk}": False}
    assert {waarde: f'value="{waarde}"' in leest(pagina) for waarde in keuzes} == keuzes
    twee, drie = sleutels(ronde.plan, 2), sleutels(ronde.plan, 3)
    data = {"wie": f"m:{ministerie('vro').pk}", "opgaven": [*twee, *drie]}
    assert "VRO doet nu mee aan deze ronde." in leest(client.post(adres, data, follow=True))
    assert deel(ronde, "vro").gevraagde_opgaven == [*twee, *drie]
    assert Melding.objects.get(user=vro).zin.startswith("VRO is gevraagd om te reageren: Voorjaarsronde")
    brief = Post.objects.get(voor=vro)
    assert "Wat vindt u ervan?" in brief.tekst and "Gevraagd aan VRO" in brief.tekst
    assert inloggen(vro).get(f"/twente/rondes/{ronde.code}/").status_code == 200
    assert client.post(adres, data).status_code == 303  # the button pressed twice
    anders = client.post(adres, data | {"opgaven": drie})
    assert anders.status_code == 422 and "VRO doet al mee aan deze ronde." in leest(anders)
    assert Post.objects.filter(voor=vro).count() == 1


def test_an_organisation_is_asked_about_some_opgaven(ronde: Ronde) -> None:
    wie = Organisatie.objects.filter(regio__code="twente").first()
    assert wie is not None
    data = {"wie": f"o:{wie.pk}", "opgaven": sleutels(ronde.plan, 2)}
    tekst = leest(inloggen(mens("programmamanager")).post(pad(ronde), data, follow=True))
    assert f"{wie.naam} doet nu mee" in tekst and "De uitnodiging gaat uit" not in tekst
    rij = Deelname.objects.get(ronde=ronde, organisatie=wie)
    assert tuple(rij.gevraagde_opgaven) == sleutels(ronde.plan, 2)


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        ({}, "Kies wie u erbij vraagt."),
        ({"wie": "m:0"}, "Kies uit de lijst."),
        ({"wie": "vro"}, "Kies minstens één opgave."),
        ({"opgaven": ["elders"]}, "Kies uit de lijst."),
    ],
)
def test_bad_input_asks_nobody(ronde: Ronde, data: dict[str, object], zin: str) -> None:
    if data.get("wie") == "vro":
        data = {"wie": f"m:{ministerie('vro').pk}"}
    antwoord = inloggen(mens("programmamanager")).post(pad(ronde), data)
    assert antwoord.status_code == 422 and zin in leest(antwoord) and "Er is niemand erbij gevraagd" in leest(antwoord)
    assert ronde.deelnames.count() == 1


def test_not_twice_not_too_late_and_only_in_an_open_round(ronde: Ronde) -> None:
    pm = mens("programmamanager")
    with pytest.raises(RondeGeweigerd, match="OCW doet al mee"):
        vraag_erbij(ronde=ronde, deelnemer=Deelnemer(ministerie=ministerie("ocw")), door=pm)
    Ronde.objects.filter(pk=ronde.pk).update(deadline=timezone.localdate() - timedelta(days=1))
    data = {"wie": f"m:{ministerie('vro').pk}", "opgaven": sleutels(ronde.plan, 2)}
    laat = inloggen(pm).post(pad(ronde), data)
    assert laat.status_code == 422 and "Verleng eerst de termijn" in leest(laat)
    sluit(ronde=ronde, door=pm)
    dicht = inloggen(pm).post(pad(ronde), data, follow=True)
    assert "Alleen bij een open ronde" in leest(dicht) and ronde.deelnames.count() == 1


@pytest.mark.parametrize("rol", ["redacteur", "ministeriecontact", "lezer"])
def test_only_the_programmamanager_asks(ronde: Ronde, rol: str) -> None:
    client = inloggen(mens(rol, "vro" if rol == "ministeriecontact" else ""))
    data = {"wie": f"m:{ministerie('vro').pk}", "opgaven": sleutels(ronde.plan, 2)}
    assert client.post(pad(ronde), data).status_code == 403
    assert ronde.deelnames.count() == 1
