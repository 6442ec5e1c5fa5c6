"""The admin asks what was seen: a write from an older page is refused, keeps what was typed, and shows what stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from governance.models import Mijlpaal, Ministerie, Organisatie, Schrijfwijze
from monitoring.models import Meting
from opgaven.models import Plan, Traject
from tests.lezen import formulier, leest, plat
from tests.proeven.deuren import velden_van

Als = Callable[..., Client]


@pytest.fixture
def traject(voorbeeld: Plan) -> Traject:
    rij = Traject.objects.filter(regio=voorbeeld.regio).first()
    assert rij is not None
    return rij


def velden(pagina: Any, adres: str, **meer: Any) -> dict[str, Any]:
    """All that the form of the page would send."""
    return {**velden_van(pagina.text, adres), **meer}


def test_an_older_page_is_refused_and_both_texts_are_there(traject: Traject, als: Als) -> None:
    client, pad = als("beheerder"), f"/beheer/opgaven/traject/{traject.pk}/change/"
    oud = velden(client.get(pad), pad)
    ander = velden(client.get(pad), pad, toelichting="Van een collega.")
    assert client.post(pad, ander).status_code == 302
    botst = client.post(pad, oud | {"toelichting": "Van mij."})
    assert botst.status_code == 409
    tekst = plat(botst.text)
    assert "Een collega wijzigde dit nadat u de pagina opende. Er is niets opgeslagen." in tekst
    assert "Van mij." in tekst and "Zo staat het nu" in tekst and "Van een collega." in tekst
    traject.refresh_from_db()
    assert traject.toelichting == "Van een collega."
    weer = velden(botst, pad)  # the choice: now that it was seen, it may be
    assert client.post(pad, weer).status_code == 302
    traject.refresh_from_db()
    assert traject.toelichting == "Van mij."


def test_what_comes_back_for_an_error_was_not_looked_at_anew(voorbeeld: Plan, als: Als) -> None:
    rij = Mijlpaal.objects.filter(regio=voorbeeld.regio).first()
    assert rij is not None
    client, pad = als("beheerder"), f"/beheer/governance/mijlpaal/{rij.pk}/change/"
    oud = velden(client.get(pad), pad)
    fout = client.post(pad, oud | {"datum": "morgen"})
    assert fout.status_code == 200 and formulier(fout.text, pad)["gezien"] == oud["gezien"]
    Mijlpaal.objects.filter(pk=rij.pk).update(wat="Van een collega")
    assert client.post(pad, velden(fout, pad, datum=oud["datum"])).status_code == 409


def test_rows_below_count_too(voorbeeld: Plan, als: Als) -> None:
    rij = Ministerie.objects.get(code="ocw")
    client, pad = als("beheerder"), f"/beheer/governance/ministerie/{rij.pk}/change/"
    oud = velden(client.get(pad), pad)
    Schrijfwijze.objects.create(ministerie=rij, tekst="Ministerie van een collega")
    botst = client.post(pad, oud | {"naam": "Anders"})
    assert botst.status_code == 409 and "Ministerie van een collega" in botst.text
    assert Ministerie.objects.get(code="ocw").naam != "Anders"


def test_the_same_form_twice_is_one_change(traject: Traject, als: Als) -> None:
    client, pad = als("beheerder"), f"/beheer/opgaven/traject/{traject.pk}/change/"
    data = velden(client.get(pad), pad, toelichting="Eén keer.")
    assert [client.post(pad, data).status_code for _ in range(2)] == [302, 302]
    weer = client.post(pad, data, follow=True)
    assert "het formulier is twee keer verstuurd" in leest(weer)
    # what somebody else wrote since is not taken for it
    Traject.objects.filter(pk=traject.pk).update(toelichting="Van een collega.")
    ander = velden(als("beheerder").get(pad), pad, toelichting="Weer anders.")
    als("beheerder").post(pad, ander)
    assert client.post(pad, data).status_code == 409


def test_adding_twice_adds_once(voorbeeld: Plan, als: Als) -> None:
    client, pad = als("beheerder"), "/beheer/monitoring/meting/add/"
    indicator = Meting.objects.first().indicator_id  # type: ignore[union-attr]
    data = velden(client.get(pad), pad, indicator=indicator, gebied="Proef", soort="stand", waarde="12")
    voor = Meting.objects.count()
    for _ in range(2):
        assert client.post(pad, data).status_code == 302
    assert Meting.objects.count() == voor + 1
    anders = velden(client.get(pad), pad, indicator=indicator, gebied="Proef 2", soort="stand", waarde="12")
    assert client.post(pad, anders).status_code == 302
    assert Meting.objects.count() == voor + 2


def test_throwing_away_what_changed_meanwhile(voorbeeld: Plan, als: Als) -> None:
    rij = Mijlpaal.objects.create(
        regio=voorbeeld.regio, code="weg", wat="Weg ermee", datum="2030", precisie="jaar", sorteer="2030-00-00",
        soort="besluit", relevantie="npvr",
    )  # fmt: skip
    client, pad = als("beheerder"), f"/beheer/governance/mijlpaal/{rij.pk}/delete/"
    oud = velden(client.get(pad), pad)
    Mijlpaal.objects.filter(pk=rij.pk).update(wat="Toch van belang")
    botst = client.post(pad, oud)
    assert botst.status_code == 409 and "Er is niets weggegooid" in botst.text and "Toch van belang" in botst.text
    assert client.post(pad, velden(client.get(pad), pad)).status_code == 302
    assert not Mijlpaal.objects.filter(pk=rij.pk).exists()


def test_throwing_several_away_names_them_all(voorbeeld: Plan, als: Als) -> None:
    rijen = [Organisatie.objects.create(regio=voorbeeld.regio, code=c, naam=c, soort="gemeente") for c in ("x1", "x2")]
    client, pad = als("beheerder"), "/beheer/governance/organisatie/"
    keuze = {"action": "delete_selected", "_selected_action": [r.pk for r in rijen]}
    vraag = client.post(pad, keuze)
    assert "Ja, verwijder" in vraag.text
    data = keuze | {"post": "yes"} | formulier(vraag.text, pad)
    Organisatie.objects.filter(code="x2").update(naam="Van een collega")
    assert client.post(pad, data).status_code == 409 and Organisatie.objects.filter(code="x1").exists()
    data |= formulier(client.post(pad, keuze).text, pad)
    assert client.post(pad, data).status_code == 302 and not Organisatie.objects.filter(code__in=["x1", "x2"]).exists()


def test_an_import_goes_over_what_its_preview_showed(voorbeeld: Plan, als: Als) -> None:
    rij = Organisatie.objects.filter(regio=voorbeeld.regio).first()
    assert rij is not None
    client, pad = als("beheerder"), "/beheer/governance/organisatie/"
    csv = f"regio;code;naam;soort;kolom\ntwente;{rij.code};Uit het blad;{rij.soort};\n".encode()
    voorbeeldblad = client.post(f"{pad}import/", {"import_file": SimpleUploadedFile("x.csv", csv), "format": "2"})
    data = velden(voorbeeldblad, f"{pad}process_import/")
    Organisatie.objects.filter(pk=rij.pk).update(naam="Van een collega")
    botst = client.post(f"{pad}process_import/", data)
    assert botst.status_code == 409 and "Er is niets ingelezen" in botst.text
    assert Organisatie.objects.get(pk=rij.pk).naam == "Van een collega"
