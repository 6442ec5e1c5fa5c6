"""One comment: reading, replying, handling, and taking its wording over."""

from __future__ import annotations

import pghistory
import pytest

from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw, bouw_sectie
from opgaven.models import Klad, Opgave, Sectie
from opgaven.plek import in_fiche
from reacties.actions.reacties import Gewijzigd
from reacties.actions.voorstellen import neem_over
from reacties.lezers import wie_leest
from reacties.models import Bericht, Melding, Reactie
from reacties.permissions import Inzage
from tests.inloggen import inloggen
from tests.lezen import leest, stuur

from .conftest import HTMX
from .rondehulp import mens, ministerie


def pad(rij, daad=""):
    return f"/twente/reacties/{rij.pk}/{daad + '/' if daad else ''}"


def tekst(antwoord):
    return " ".join(leest(antwoord).split())


def sectie_van(rij):
    return Sectie.objects.select_related("plan", "soort", "opgave").get(plan=rij.plan, sleutel=rij.sectie)


def test_another_ministry_finds_nothing_before_release(zet, persoon):
    ocw, vro = persoon("ministeriecontact"), persoon("ministeriecontact", "vro")
    rij = zet(ministerie="ocw", door=ocw)
    assert inloggen(ocw).get(pad(rij)).status_code == 200
    for daad in ("", "zeg", "wijzigen", "intrekken", "versturen", "stap", "overnemen"):
        client = inloggen(vro)
        antwoord = client.post(pad(rij, daad), {"tekst": "x"}) if daad else client.get(pad(rij))
        assert antwoord.status_code == 404, daad
    Reactie.objects.update(vrijgegeven_op=rij.ingediend_op)
    assert inloggen(vro).get(pad(rij)).status_code == 200


def test_a_comment_of_another_plan_is_not_here(zet, als):
    rij = zet()
    assert als("redacteur", regio="achterhoek").get(pad(rij)).status_code == 404
    assert als("redacteur").get(f"/achterhoek/reacties/{rij.pk}/").status_code == 404


def test_replying_internally_is_for_the_team(zet, persoon):
    ocw, team = persoon("ministeriecontact"), persoon("redacteur")
    rij = zet(ministerie="ocw", door=ocw)
    antwoord = inloggen(team).post(pad(rij, "zeg"), {"tekst": "Onder ons.", "intern": "on"}, headers=HTMX)
    assert "Onder ons." in leest(antwoord) and "alleen voor het team" in leest(antwoord)
    assert "Onder ons." not in leest(inloggen(ocw).get(pad(rij)))
    inloggen(ocw).post(pad(rij, "zeg"), {"tekst": "Van ons.", "intern": "on"})
    assert not Bericht.objects.get(tekst="Van ons.").intern
    assert "Van ons." in leest(inloggen(team).get(pad(rij)))


def test_others_read_the_ministry_not_the_person(zet, persoon):
    ocw = persoon("ministeriecontact")
    rij = zet(ministerie="ocw", door=ocw)
    inloggen(ocw).post(pad(rij, "zeg"), {"tekst": "Nog iets."})
    Reactie.objects.update(vrijgegeven_op=rij.ingediend_op)
    ander = leest(inloggen(persoon("lezer")).get(pad(rij)))
    assert "Nog iets." in ander and str(ocw) not in ander
    assert str(ocw) in leest(inloggen(persoon("redacteur")).get(pad(rij)))


def test_mijn_werk_tells_what_waits(zet, persoon):
    team, manager = persoon("redacteur"), persoon("programmamanager")
    rij = zet("Wie doet dit precies?", ministerie="ocw")
    inloggen(team).post(pad(rij, "zeg"), {"tekst": "Kijkt u mee?", "genoemd": [manager.pk]})
    tekst = leest(inloggen(manager).get("/twente/mijn-werk/"))
    assert "Reacties die op antwoord wachten" in tekst and "Wie doet dit precies?" in tekst
    assert f"/twente/reacties/{rij.pk}/#bericht-" in tekst and "U bent genoemd" in tekst
    assert "Wie doet dit precies?" not in leest(inloggen(persoon("lezer")).get("/twente/mijn-werk/"))


def test_naming_somebody_tells_them(zet, persoon):
    team, manager = persoon("redacteur"), persoon("programmamanager")
    rij = zet(door=team)
    client = inloggen(team)
    assert str(manager) in leest(client.get(pad(rij)))
    client.post(pad(rij, "zeg"), {"tekst": "Kijkt u mee?", "genoemd": [manager.pk]})
    melding = Melding.objects.get(user=manager)
    assert melding.soort == "genoemd" and "Kijkt u mee" not in melding.zin
    assert client.get(melding.pad).status_code == 200


def test_who_can_be_named_is_who_may_read(zet, persoon, voorbeeld):
    """The two ways in which the rule is written agree."""
    mensen = [persoon(rol) for rol in ("redacteur", "beheerder", "secretaris", "lezer", "eigenaar")]
    mensen += [persoon("ministeriecontact"), persoon("ministeriecontact", "vro")]
    gremium = voorbeeld.regio.gremia.first()
    zet(door=mensen[5], ministerie="ocw", ingediend=False)
    zet(door=mensen[5], ministerie="ocw")
    zet(door=mensen[0], gremium=gremium)
    zet(door=mensen[4])
    vrij = zet(door=mensen[4])
    Reactie.objects.filter(pk=vrij.pk).update(vrijgegeven_op=vrij.ingediend_op)
    for rij in Reactie.objects.select_related("plan"):
        leest = {u.pk for u in wie_leest(rij)}
        for user in mensen:
            inzage = Inzage.van(user, voorbeeld.regio)
            ziet = Reactie.objects.zichtbaar_voor(inzage).filter(pk=rij.pk).exists()
            assert ziet == (user.pk in leest), (str(user), rij.pk)


def test_the_sender_changes_and_withdraws_others_do_not(zet, persoon):
    user = persoon("eigenaar")
    rij, client = zet(door=user), inloggen(user)
    assert client.post(pad(rij, "wijzigen"), {"gezien": 1, "tekst": "Anders."}).status_code == 303
    laat = client.post(pad(rij, "wijzigen"), {"gezien": 1, "tekst": "Te laat."}, headers=HTMX)
    assert laat.status_code == 409 and "Te laat." in leest(laat) and "intussen gewijzigd" in leest(laat)
    team = inloggen(persoon("redacteur"))
    assert team.post(pad(rij, "wijzigen"), {"gezien": 2, "tekst": "Van mij."}).status_code == 403
    assert team.post(pad(rij, "intrekken")).status_code == 403
    assert stuur(client, pad(rij, "intrekken"), op=pad(rij)).status_code == 303
    assert "Ingetrokken" in leest(client.get(pad(rij)))
    assert team.get(pad(rij)).status_code == 404


def test_the_team_takes_steps_and_a_limited_redacteur_only_where_theirs(zet, persoon):
    rij, team = zet(), persoon("redacteur")
    client = inloggen(team)
    assert "Neem in behandeling" in leest(client.get(pad(rij)))
    zonder = client.post(pad(rij, "stap"), {"stap": "wijs_af", "gezien": 1, "reden": " "}, headers=HTMX)
    assert zonder.status_code == 422 and "Schrijf waarom" in leest(zonder)
    client.post(pad(rij, "stap"), {"stap": "neem_op", "gezien": 1})
    assert client.post(pad(rij, "stap"), {"stap": "verwerk", "gezien": 1}, headers=HTMX).status_code == 409
    assert client.post(pad(rij, "stap"), {"stap": "bestaat_niet", "gezien": 2}).status_code == 422
    assert client.post(pad(rij, "stap"), {"stap": "verwerk", "gezien": 2}).status_code == 303
    assert Reactie.objects.get().stand == "verwerkt"
    team.rollen.update(opgaven_sleutels=["elders"])
    assert client.post(pad(rij, "stap"), {"stap": "heropen", "gezien": 3}).status_code == 403
    assert inloggen(persoon("eigenaar")).post(pad(rij, "stap"), {"stap": "heropen", "gezien": 3}).status_code == 404


def test_before_release_others_do_not_read_how_it_ended(zet, persoon):
    ocw = persoon("ministeriecontact")
    rij = zet(ministerie="ocw", door=ocw)
    inloggen(persoon("redacteur")).post(pad(rij, "stap"), {"stap": "wijs_af", "gezien": 1, "reden": "Past niet."})
    tekst = leest(inloggen(ocw).get(pad(rij)))
    assert "In behandeling" in tekst and "Niet overgenomen" not in tekst and "Past niet." not in tekst


def test_wording_is_taken_over_with_one_click(zet, persoon, voorbeeld):
    ocw, team = persoon("ministeriecontact"), persoon("redacteur")
    rij = zet("Scherper.", code="14.K1", voorstel="Het Rijk handhaaft de regels nu wel.", ministerie="ocw", door=ocw)
    client = inloggen(team)
    assert "Neem over" in leest(client.get(pad(rij)))
    antwoord = stuur(client, pad(rij, "overnemen"), {"keuze": "direct"}, headers=HTMX, op=pad(rij))
    assert antwoord.status_code == 200 and "Leidde tot een wijziging van 14.K" in leest(antwoord)
    assert Reactie.objects.get().stand == "verwerkt"
    inhoud = bouw_sectie(sectie_van(rij))
    assert inhoud.items[0].tekst == "Het Rijk handhaaft de regels nu wel."
    historie = leest(client.get("/twente/opgaven/14/knelpunten/geschiedenis/"))
    assert f"reactie {rij.pk} op 14.K1" in historie and "OCW" not in historie.split("versie-wat")[1]
    assert client.post(pad(rij, "overnemen"), {"keuze": "direct"}, headers=HTMX).status_code == 409  # clicked twice
    assert sectie_van(rij).versie == 2
    assert "Leidde tot" not in leest(inloggen(ocw).get(pad(rij)))  # before release


def test_wording_for_words_that_changed_goes_by_the_editor(zet, persoon):
    rij = zet("Scherper.", code="14.K1", voorstel="Andere woorden.")
    sectie = sectie_van(rij)
    inhoud = bouw_sectie(sectie)
    from dataclasses import replace

    nieuw = replace(
        inhoud, items=(replace(inhoud.items[0], tekst=inhoud.items[0].tekst + " En meer."), *inhoud.items[1:])
    )
    bewaar_sectie(sectie=sectie, vanaf_versie=1, inhoud=nieuw, door=None)
    client = inloggen(persoon("redacteur"))
    tekst = leest(client.get(pad(rij)))
    assert "sindsdien gewijzigd" in tekst and "Open in de editor" in tekst and 'value="direct"' not in tekst
    weigert = stuur(client, pad(rij, "overnemen"), {"keuze": "direct"}, headers=HTMX, op=pad(rij))
    assert weigert.status_code == 409 and "Eerst aanpassen" in leest(weigert)
    assert sectie_van(rij).versie == 2


def test_first_changing_it_opens_the_editor_with_the_wording_typed_in(zet, persoon):
    rij = zet("Scherper.", code="14.K1", voorstel="Andere woorden voor dit punt.")
    client = inloggen(persoon("redacteur"))
    naar = stuur(client, pad(rij, "overnemen"), {"keuze": "aanpassen"}, op=pad(rij))
    assert naar.status_code == 303
    editor = client.get(naar["Location"])
    assert "Andere woorden voor dit punt." in leest(editor)
    assert f'<option value="reactie:{rij.pk}" selected>' in leest(editor)
    from lxml import html as lx

    form = next(f for f in lx.fromstring(leest(editor)).forms if "bewerken" in (f.get("action") or ""))
    data: dict[str, list[str]] = {}
    for naam, waarde in form.form_values():
        if "__prefix__" not in naam:
            data.setdefault(naam, []).append(waarde)
    bewaard = client.post("/twente/opgaven/14/knelpunten/bewerken/", data)
    assert bewaard.status_code == 303
    assert Reactie.objects.get().stand == "verwerkt"
    assert "Andere woorden voor dit punt." in bouw_sectie(sectie_van(rij)).items[0].tekst


def test_a_fiche_that_is_akkoord_says_so(zet, persoon):
    rij = zet("Scherper.", code="14.K1", voorstel="Andere woorden.")
    with pghistory.context(user=None):
        Opgave.objects.filter(nummer=14, plan=rij.plan).update(status="akkoord")
    client = inloggen(persoon("redacteur"))
    for keuze in ("direct", "aanpassen"):
        antwoord = stuur(client, pad(rij, "overnemen"), {"keuze": keuze}, headers=HTMX, op=pad(rij))
        assert antwoord.status_code == 409 and "Deze fiche is akkoord" in leest(antwoord)


def test_only_who_may_edit_takes_over(zet, persoon):
    rij = zet("Scherper.", voorstel="Anders.")
    assert inloggen(persoon("beheerder")).post(pad(rij, "overnemen")).status_code == 403
    beperkt = persoon("redacteur")
    beperkt.rollen.update(opgaven_sleutels=["elders"])
    assert stuur(inloggen(beperkt), pad(rij, "overnemen"), {"keuze": "direct"}, op=pad(rij)).status_code == 403


@pytest.mark.parametrize("hoeveel", [1, 40])
def test_a_thread_asks_a_fixed_number_of_queries(zet, als, persoon, hoeveel, django_assert_num_queries):
    rij, client = zet(), als("redacteur")
    Bericht.objects.bulk_create(Bericht(reactie=rij, tekst=f"Bericht {n}.", door=None) for n in range(hoeveel))
    client.get(pad(rij))
    with django_assert_num_queries(10):
        client.get(pad(rij))


@pytest.mark.parametrize("keuze", ["direct", "aanpassen"])
def test_wording_that_its_sender_changed_meanwhile_is_not_taken_over_unseen(zet, persoon, keuze):
    ocw = persoon("ministeriecontact")
    rij = zet("Scherper.", code="14.K1", voorstel="Gelezen woorden.", ministerie="ocw", door=ocw)
    client = inloggen(persoon("redacteur"))
    assert 'name="gezien" value="1"' in leest(client.get(pad(rij))).split("overnemen/")[2].split("</form>")[0]
    anders = {"gezien": 1, "tekst": "Scherper.", "met_voorstel": "on", "voorstel": "Ondergeschoven woorden."}
    assert inloggen(ocw).post(pad(rij, "wijzigen"), anders).status_code == 303
    antwoord = client.post(pad(rij, "overnemen"), {"keuze": keuze, "gezien": "1"}, headers=HTMX)
    assert antwoord.status_code == 409 and "lees haar eerst opnieuw" in leest(antwoord)
    assert sectie_van(rij).versie == 1 and not Klad.objects.exists()


def test_wording_that_changes_at_the_very_moment_is_not_taken_over(zet, persoon, rf):
    rij = zet("Scherper.", code="14.K1", voorstel="Gelezen woorden.", door=persoon("eigenaar"))
    request = rf.get("/")
    request.user = persoon("redacteur")
    plek = in_fiche(request, "twente", 14, "knelpunten")
    gelezen = Reactie.objects.get()
    Reactie.objects.update(voorstel="Ondergeschoven woorden.", wijziging=2)
    with pytest.raises(Gewijzigd):
        neem_over(reactie=gelezen, plek=plek, document=bouw(rij.plan), door=request.user)
    assert sectie_van(rij).versie == 1 and Reactie.objects.get().stand == "open"


def test_a_notice_names_who_speaks_for_a_ministry_as_the_thread_does(zet, persoon):
    ocw, vro = persoon("ministeriecontact"), persoon("ministeriecontact", "vro")
    ocw.naam = "Eigen Naam"
    ocw.save()
    rij = zet(ministerie="ocw", door=ocw)
    Reactie.objects.update(vrijgegeven_op=rij.ingediend_op)
    inloggen(ocw).post(pad(rij, "zeg"), {"tekst": "Wat vindt u?", "genoemd": [vro.pk]})
    assert Melding.objects.get(user=vro).zin == "OCW noemt u bij een reactie op 14.K1."
    client = inloggen(vro)
    assert "Eigen Naam" not in leest(client.get("/twente/mijn-werk/"))
    assert "OCW bij 14.K1" in leest(client.get("/twente/mijn-werk/"))


def test_who_left_a_ministry_leaves_what_they_said_for_it(zet, persoon, voorbeeld):
    weg, blijft, secretaris = persoon("ministeriecontact"), persoon("ministeriecontact"), persoon("secretaris")
    concept = zet("Onder ons.", ministerie="ocw", door=weg, ingediend=False)
    ingevoerd = zet("Per mail.", ministerie="ocw", door=secretaris, kanaal="mail")
    client = inloggen(weg)
    assert client.get(pad(concept)).status_code == 200
    weg.rollen.update(ministerie=ministerie("vro"))
    assert client.get(pad(concept)).status_code == 404
    assert client.post(pad(concept, "intrekken")).status_code == 404
    assert "Onder ons." in leest(inloggen(blijft).get(pad(concept)))
    assert "Per mail." in leest(inloggen(secretaris).get(pad(ingevoerd)))
    inloggen(blijft).post(pad(concept, "zeg"), {"tekst": "Is dit nog zo?"})
    assert not Melding.objects.filter(user=weg).exists()
    for rij in Reactie.objects.select_related("plan"):
        for user in (weg, blijft, secretaris):
            ziet = Reactie.objects.zichtbaar_voor(Inzage.van(user, voorbeeld.regio)).filter(pk=rij.pk).exists()
            assert ziet == (user in wie_leest(rij))


def test_a_reply_to_who_left_goes_to_the_present_contacts_of_the_ministry(zet, persoon, voorbeeld):
    weg, team = persoon("ministeriecontact"), inloggen(persoon("redacteur"))
    rij = zet("Van wie vertrok.", ministerie="ocw", door=weg)
    assert "geen contactpersoon" not in tekst(team.get(pad(rij)))
    weg.rollen.all().delete()
    niemand = tekst(team.get(pad(rij)))
    assert "OCW heeft nu geen contactpersoon in het portaal en leest uw bericht niet." in niemand
    opvolger = mens("ministeriecontact", "ocw", "Opvolger")
    mens("ministeriecontact", "vro")
    assert "is geen contactpersoon van OCW meer. Uw bericht gaat naar Opvolger." in tekst(team.get(pad(rij)))
    team.post(pad(rij, "zeg"), {"tekst": "Klopt dit nog?"})
    assert list(Melding.objects.values_list("user", "zin")) == [
        (opvolger.pk, "Redacteur twente schreef iets bij een reactie van OCW op 14.K1.")
    ]
    team.post(pad(rij, "zeg"), {"tekst": "Onder ons.", "intern": "on"})
    assert Melding.objects.count() == 1
    los = zet("Van een eigenaar.", door=persoon("eigenaar"))
    los.door.rollen.all().delete()
    assert "heeft hier geen rol meer en leest uw bericht niet" in tekst(team.get(pad(los)))


def test_readers_see_that_a_comment_was_changed_after_it_was_sent(zet, persoon):
    user, team = persoon("eigenaar"), inloggen(persoon("redacteur"))
    rij, client = zet("Eerst dit.", door=user), inloggen(user)
    assert "· gewijzigd op" not in tekst(team.get(pad(rij)))
    team.post(pad(rij, "stap"), {"stap": "neem_op", "gezien": 1})
    assert "· gewijzigd op" not in tekst(team.get(pad(rij)))  # what the team does is no change of the words
    client.post(pad(rij, "wijzigen"), {"gezien": 2, "tekst": "Toch dat."})
    assert "· gewijzigd op" in tekst(team.get(pad(rij)))
    assert "· gewijzigd op" in tekst(team.get("/twente/reacties/antwoord/", {"r": rij.pk}))


def test_what_was_changed_before_it_was_sent_is_nobodys_business(zet, persoon):
    ocw = persoon("ministeriecontact")
    rij, client = zet("Eerst dit.", ministerie="ocw", door=ocw, ingediend=False), inloggen(ocw)
    client.post(pad(rij, "wijzigen"), {"gezien": 1, "tekst": "Toch dat."})
    stuur(client, pad(rij, "versturen"), op=pad(rij))
    assert "· gewijzigd op" not in tekst(inloggen(persoon("redacteur")).get(pad(rij)))


def test_who_asked_something_hears_of_the_reply(zet, persoon):
    ocw, team, ander = persoon("ministeriecontact"), persoon("redacteur"), persoon("programmamanager")
    rij = zet(ministerie="ocw", door=ocw)
    inloggen(team).post(pad(rij, "zeg"), {"tekst": "Wat bedoelt u?"})
    inloggen(ocw).post(pad(rij, "zeg"), {"tekst": "De bedragen."})
    melding = Melding.objects.get(user=team)
    assert melding.zin == "OCW schreef iets bij een reactie op 14.K1 waar u ook iets bij schreef."
    assert not Melding.objects.filter(user=ander).exists()
    assert Melding.objects.filter(user=ocw).count() == 1
    team.rollen.all().delete()
    inloggen(ocw).post(pad(rij, "zeg"), {"tekst": "En nog iets."})
    assert Melding.objects.filter(user=team).count() == 1  # who may not read it any more is not told


def test_naming_who_may_not_read_what_is_for_the_team_is_said(zet, persoon):
    ocw, team = persoon("ministeriecontact"), persoon("redacteur")
    rij = zet(ministerie="ocw", door=ocw)
    data = {"tekst": "Kijkt u mee?", "intern": "on", "genoemd": [ocw.pk]}
    antwoord = inloggen(team).post(pad(rij, "zeg"), data, headers=HTMX)
    assert antwoord.status_code == 422 and "Kijkt u mee?" in leest(antwoord)
    assert f"{ocw} hoort niet bij het team" in tekst(antwoord)
    assert f'value="{ocw.pk}" id="noem-{rij.pk}-{ocw.pk}" checked' in tekst(antwoord)
    assert not Bericht.objects.exists()
