"""Acts on answers, rounds and links from a page that was overtaken: refused, with what stands, what was typed, and a
choice. And forms that make something, sent twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from opgaven.models import Plan
from reacties.actions.antwoorden import geef_antwoord
from reacties.actions.links import maak_link, vernieuw
from reacties.actions.rondes import verleng, wijzig_ronde
from reacties.models import Antwoord, PersoonlijkeLink, Post, Reactie, Ronde
from tests.inloggen import inloggen
from tests.lezen import formulier, leest, stuur

from .rondehulp import deel, link_voor, mens, ronde_met, sleutels

pytestmark = pytest.mark.django_db
ANTWOORD = "/twente/reacties/antwoord/"
R = "/twente/rondes/"
L = "/twente/persoonlijke-links/"


def test_a_colleagues_draft_is_not_replaced_unseen(zet, als: Callable[..., Client], persoon) -> None:
    rij, team = zet(), persoon("redacteur")
    client = als("programmamanager")
    zag = formulier(client.get(f"{ANTWOORD}?r={rij.pk}").text, ANTWOORD)
    geef_antwoord(plan=rij.plan, reacties={rij.pk: None}, tekst="Van mijn <collega>.", door=team)
    data = {"r": rij.pk, "tekst": "Van mij.", **zag}
    botst = client.post(ANTWOORD, data)
    tekst = leest(botst)
    assert botst.status_code == 409
    assert "Een collega schreef net ook een antwoord bij deze reactie." in tekst
    assert "Van mijn &lt;collega&gt;." in tekst and "Van mij." in tekst and "Ga verder met deze tekst" in tekst
    assert Antwoord.objects.get().tekst == "Van mijn <collega>."
    # the choice: now that it was seen, ours may take its place
    assert client.post(ANTWOORD, data | formulier(botst.text, ANTWOORD)).status_code == 303
    assert Antwoord.objects.get().tekst == "Van mij."
    assert client.post(ANTWOORD, data).status_code == 303  # the same words again are the same save


def test_a_draft_that_changed_meanwhile_counts_too(zet, als: Callable[..., Client], persoon) -> None:
    rij = zet()
    draft = geef_antwoord(plan=rij.plan, reacties={rij.pk: None}, tekst="Begin.", door=persoon("redacteur"))
    client = als("programmamanager")
    pagina = client.get(f"{ANTWOORD}?r={rij.pk}")
    assert "Bij deze reactie staat al een concept." in leest(pagina)
    Antwoord.objects.filter(pk=draft.pk).update(tekst="Verder geschreven.", versie=2)
    botst = client.post(ANTWOORD, {"r": rij.pk, "tekst": "Van mij.", **formulier(pagina.text, ANTWOORD)})
    assert botst.status_code == 409 and "Verder geschreven." in leest(botst)


def test_a_comment_that_its_sender_changed_is_read_again_first(zet, als: Callable[..., Client]) -> None:
    rij, client = zet("Te duur."), als("programmamanager")
    zag = formulier(client.get(f"{ANTWOORD}?r={rij.pk}").text, ANTWOORD)
    Reactie.objects.filter(pk=rij.pk).update(stand="in_behandeling", wijziging=2)
    Reactie.objects.filter(pk=rij.pk).update(tekst="Toch niet te duur.", wijziging=3)
    botst = client.post(ANTWOORD, {"r": rij.pk, "tekst": "Het kan niet goedkoper.", **zag})
    assert botst.status_code == 409 and "Een afzender wijzigde net zijn reactie." in leest(botst)
    assert "Toch niet te duur." in leest(botst) and "Het kan niet goedkoper." in leest(botst)


def test_how_a_comment_is_handled_stands_in_nobodys_way(zet, als: Callable[..., Client]) -> None:
    rij, client = zet("Te duur."), als("programmamanager")
    zag = formulier(client.get(f"{ANTWOORD}?r={rij.pk}").text, ANTWOORD)
    Reactie.objects.filter(pk=rij.pk).update(stand="in_behandeling", wijziging=2)
    assert client.post(ANTWOORD, {"r": rij.pk, "tekst": "Dank.", **zag}).status_code == 303


def test_a_round_that_a_colleague_changed(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, door=pm, open_=False)
    client, adres = inloggen(pm), f"{R}{ronde.code}/wijzigen/"
    pagina = client.get(adres)
    zag = formulier(pagina.text, adres)
    feiten = {
        "versie": ronde.versie, "opgaven": ronde.opgaven, "deadline": ronde.deadline, "deelnemers": [], "door": pm
    }  # fmt: skip
    wijzig_ronde(ronde=ronde, titel="Van een collega", uitnodiging="Hun woorden.", **feiten)
    velden = {
        "titel": "Van mij", "uitnodiging": "Mijn woorden.", "deadline": ronde.deadline.isoformat(),
        "opgaven": ronde.opgaven, "versie": ronde.versie.code, "ministerie": "ocw", **zag,
    }  # fmt: skip
    keuzes = client.get(adres).context["form"].keuzes
    velden |= {f"{k.veld}-opgaven": ronde.opgaven for k in keuzes if k.ministerie.code == "ocw"}
    botst = client.post(adres, velden)
    tekst = leest(botst)
    assert botst.status_code == 409 and "Een collega wijzigde deze ronde net." in tekst
    assert "Hun woorden." in tekst and "Mijn woorden." in tekst
    for daad in ("openen", "weg"):  # and nobody is asked with words that were not read
        assert client.post(f"{R}{ronde.code}/{daad}/", zag).status_code == 409
    assert Ronde.objects.get(pk=ronde.pk).stand == "concept"
    assert client.post(adres, velden | formulier(botst.text, adres)).status_code == 303
    assert Ronde.objects.get(pk=ronde.pk).uitnodiging == "Mijn woorden."


def test_a_term_that_a_colleague_extended(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, door=pm)
    client, adres = inloggen(pm), f"{R}{ronde.code}/verlengen/"
    zag = formulier(client.get(adres).text, adres)
    verleng(ronde=ronde, tot=ronde.deadline + timedelta(days=20), reden="Vakantie", door=pm)
    eerder = {"tot": (ronde.deadline + timedelta(days=9)).isoformat(), "reden": "Een week erbij, graag.", **zag}
    botst = client.post(adres, eerder)
    assert botst.status_code == 409 and "Een collega verlengde de termijn net" in leest(botst)
    assert "Een week erbij, graag." in leest(botst) and "Doe het toch" in leest(botst)
    gelijk = {"tot": (ronde.deadline + timedelta(days=20)).isoformat(), "reden": "Vakantie", **zag}
    aantal = Post.objects.count()
    assert client.post(adres, gelijk).status_code == 303 and Post.objects.count() == aantal  # both chose that day


def test_closing_and_opening_again_from_an_older_page(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, door=pm)
    client, adres = inloggen(pm), f"{R}{ronde.code}/sluiten/"
    zag = formulier(client.get(adres).text, adres)
    verleng(ronde=ronde, tot=ronde.deadline + timedelta(days=20), reden="Vakantie", door=pm)
    assert client.post(adres, zag).status_code == 409
    assert Ronde.objects.get(pk=ronde.pk).stand == "open"
    assert stuur(client, adres).status_code == 303
    assert Ronde.objects.get(pk=ronde.pk).stand == "gesloten"


def test_who_submits_was_changed_by_a_colleague(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    een, twee = mens("ministeriecontact", "ocw", "Een"), mens("ministeriecontact", "ocw", "Twee")
    ronde = ronde_met(voorbeeld, door=pm)
    client, adres = inloggen(pm), f"{R}{ronde.code}/{deel(ronde).pk}/indiener/"
    zag = formulier(client.get(adres).text, adres)
    assert client.post(adres, {"coordinator": een.pk, **zag}).status_code == 303
    assert client.post(adres, {"coordinator": een.pk, **zag}).status_code == 303  # twice is once
    botst = client.post(adres, {"coordinator": twee.pk, **zag})
    assert botst.status_code == 409 and "Een" in leest(botst)


def test_a_personal_link_is_made_once(voorbeeld: Plan) -> None:
    pm, kenmerk = mens("programmamanager"), uuid4()
    feiten = {
        "plan": voorbeeld, "naam": "Beleidsmedewerker", "email": "iemand@proef.test", "door": pm, "kenmerk": kenmerk,
        "opgaven": sleutels(voorbeeld, 2), "geldig_tot": timezone.localdate() + timedelta(days=9),
    }  # fmt: skip
    link, adres = maak_link(**feiten)
    assert maak_link(**feiten) == (link, adres) and "/r/#" in adres
    assert PersoonlijkeLink.objects.count() == Post.objects.count() == 1
    assert link.kenmerk not in (None, kenmerk)  # what is kept does not give the key away
    assert maak_link(**{**feiten, "kenmerk": uuid4()})[1] != adres


def test_the_same_form_with_another_name_asks_first(voorbeeld: Plan) -> None:
    client = inloggen(mens("programmamanager"))
    pagina = client.get(f"{L}nieuw/")
    data = {
        "naam": "Een", "email": "een@proef.test", "opgaven": sleutels(voorbeeld, 2),
        "geldig_tot": (timezone.localdate() + timedelta(days=9)).isoformat(), **formulier(pagina.text, f"{L}nieuw/"),
    }  # fmt: skip
    assert client.post(f"{L}nieuw/", data).status_code == 200
    ander = client.post(f"{L}nieuw/", data | {"naam": "Twee", "email": "twee@proef.test"})
    assert ander.status_code == 409 and "is al een link gemaakt, voor Een" in leest(ander) and "Twee" in leest(ander)
    weer = data | {"naam": "Twee", "email": "twee@proef.test"} | formulier(ander.text, f"{L}nieuw/")
    assert client.post(f"{L}nieuw/", weer).status_code == 200 and PersoonlijkeLink.objects.count() == 2


def test_a_link_that_a_colleague_renewed(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    link, sleutel = link_voor(voorbeeld, door=pm)
    client = inloggen(pm)
    lijst, adres = client.get(L), f"{L}{link.pk}/intrekken/"
    zag = formulier(lijst.text, adres)
    vernieuw(link=link, geldig_tot=timezone.localdate() + timedelta(days=30), door=pm)
    botst = client.post(adres, zag)
    assert botst.status_code == 409 and "Een collega vernieuwde of wijzigde deze link net." in leest(botst)
    for daad in ("vernieuwen", "wissen"):
        data = {"geldig_tot": timezone.localdate().isoformat(), **zag}
        assert client.post(f"{L}{link.pk}/{daad}/", data).status_code == 409
    assert PersoonlijkeLink.objects.get().werkt
    # the choice on the page: do it all the same, from what stands now
    assert client.post(adres, formulier(botst.text, adres)).status_code == 303
    assert not PersoonlijkeLink.objects.get().werkt


def test_a_round_is_made_once_whatever_became_of_it(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    client = inloggen(pm)
    kenmerk = formulier(client.get(f"{R}nieuw/").text, f"{R}nieuw/")["kenmerk"]
    assert len(kenmerk[0]) == 36
    ronde = ronde_met(voorbeeld, door=pm, open_=False)
    Ronde.objects.filter(pk=ronde.pk).update(kenmerk=kenmerk[0], titel="Door een collega gewijzigd")
    weer = ronde_met(voorbeeld, door=pm, open_=False, kenmerk=UUID(kenmerk[0]))
    assert weer.pk == ronde.pk and weer.titel == "Door een collega gewijzigd"
