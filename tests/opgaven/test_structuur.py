"""The structure of the plan on screen: what an act tells first, what it does, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from lxml import html as lx

from accounts.models import User
from governance.models import Rol
from monitoring.models import Indicator
from npvr.gezien import AndersDanGezien
from opgaven.actions.secties import bewaar_sectie
from opgaven.actions.structuur import doe_structuurdaad, maak_structuurdaad_ongedaan, merk_van
from opgaven.bouw import bouw_opnieuw, bouw_sectie
from opgaven.models import Opgave, Plan, Sectie, Structuurdaad
from plandocument.canoniek import hash_van
from plandocument.structuur import Haaldeelweg, Voegopgavensamen, Wijzigdeel
from reacties.models import Reactie
from tests.inloggen import inloggen

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(persoon: Callable[..., User]) -> User:
    return persoon("programmamanager")


@pytest.fixture
def kijker(client: Client, manager: User) -> Client:
    inloggen(manager, client)
    return client


def sleutel(plan: Plan, nummer: int) -> str:
    return Opgave.objects.get(plan=plan, nummer=nummer).sleutel


def tekst(antwoord: Any) -> str:
    return " ".join(lx.fromstring(antwoord.content.decode()).text_content().split())


def velden_van(client: Client, adres: str) -> dict[str, Any]:
    """What a browser would post of the last form on a page."""
    velden: dict[str, Any] = {}
    for naam, waarde in lx.fromstring(client.get(adres).content.decode()).forms[-1].form_values():
        velden.setdefault(naam, []).append(waarde)
    return velden


def stuur(client: Client, adres: str, anders: dict[str, Any], **meer: Any) -> Any:
    return client.post(adres, velden_van(client, adres) | anders, **meer)


def reageer(plan: Plan, nummer: int, woorden: str) -> Reactie:
    sectie = Sectie.objects.get(plan=plan, opgave__nummer=nummer, soort__code="knelpunten")
    return Reactie.objects.create(
        plan=plan, opgave=sleutel(plan, nummer), sectie=sectie.sleutel, code=f"{nummer}.K", tekst=woorden,
        gegeven_op=timezone.localdate(), ingediend_op=timezone.now(),
    )  # fmt: skip


def test_the_list_shows_all_that_the_plan_is_made_of(
    kijker: Client, voorbeeld: Plan, django_assert_num_queries: Callable[..., Any]
) -> None:
    kijker.get("/twente/structuur/")
    with django_assert_num_queries(5):
        blad = kijker.get("/twente/structuur/")
    gezien = tekst(blad)
    document = bouw_opnieuw(voorbeeld)
    for naam in (
        *(o.titel for o in document.opgaven),
        *(c.naam for c in document.clusters),
        *(d.naam for d in document.doelstellingen),
        *(u.naam for u in document.uitgangspunten),
        *(h.titel for h in document.hoofdstukken),
        *(s.naam for s in document.sectiesoorten),
    ):
        assert naam in gezien
    assert "Aan de structuur is hier nog niets gewijzigd" in gezien


def test_another_cluster_and_title_for_an_opgave(kijker: Client, voorbeeld: Plan) -> None:
    opgave = sleutel(voorbeeld, 14)
    adres = f"/twente/structuur/opgave/{opgave}/"
    naar = voorbeeld.cluster_set.exclude(pk=Opgave.objects.get(sleutel=opgave).cluster_id).first()
    assert naar is not None
    antwoord = stuur(kijker, adres, {"titel": "Een nieuwe titel", "cluster": naar.sleutel}, follow=True)
    assert "heet nu ‘Een nieuwe titel’ en kreeg een ander gegeven: cluster op de fiche" in tekst(antwoord)
    nu = Opgave.objects.get(sleutel=opgave)
    assert (nu.titel, nu.cluster, nu.nummer) == ("Een nieuwe titel", naar, 14)


def test_a_title_that_is_taken_is_told_at_the_field_and_nothing_changes(kijker: Client, voorbeeld: Plan) -> None:
    voor = hash_van(bouw_opnieuw(voorbeeld))
    adres = f"/twente/structuur/opgave/{sleutel(voorbeeld, 14)}/"
    ander = Opgave.objects.get(plan=voorbeeld, nummer=3).titel
    antwoord = stuur(kijker, adres, {"titel": ander})
    assert antwoord.status_code == 422
    assert "Er is al een opgave met deze naam." in tekst(antwoord)
    assert hash_van(bouw_opnieuw(voorbeeld)) == voor


def test_two_opgaven_together_tell_first_and_go_back_as_one(kijker: Client, voorbeeld: Plan, manager: User) -> None:
    voor = hash_van(bouw_opnieuw(voorbeeld))
    een, ander = sleutel(voorbeeld, 3), sleutel(voorbeeld, 14)
    reageer(voorbeeld, 14, "Dit knelpunt herkennen wij.")
    Rol.objects.filter(user=manager).exists()
    Rol.objects.create(user=User.objects.create_user("beperkt@twente.voorbeeld"), regio=voorbeeld.regio,
                       soort=Rol.Soort.REDACTEUR, opgaven_sleutels=[ander])  # fmt: skip
    Opgave.objects.filter(sleutel=een).update(status=Opgave.Status.AKKOORD)
    blad = tekst(kijker.get(f"/twente/structuur/opgave/{een}/samenvoegen/?met={ander}"))
    assert "1 reactie blijft bewaard en vindbaar; 1 nog onbeantwoord." in blad
    assert "1 rol is beperkt tot deze opgave" in blad
    assert "weer open wat was voorgelegd of akkoord is: fiche 3" in blad

    items = {s.soort: len(s.items) for n in (3, 14) for s in bouw_opnieuw(voorbeeld).opgave(n).secties}
    adres = f"/twente/structuur/opgave/{een}/samenvoegen/?met={ander}"
    antwoord = stuur(kijker, adres, {}, follow=True)
    assert "ging op in opgave 3" in tekst(antwoord)
    na = bouw_opnieuw(voorbeeld)
    assert ander not in na.per_sleutel
    assert [o.nummer for o in na.opgaven] == list(range(1, 21))
    assert len(na.per_sleutel[een].sectie("knelpunten").items) > items["knelpunten"]
    assert "Dit knelpunt herkennen wij." in tekst(kijker.get("/twente/opgaven/3/reacties/"))

    daad = Structuurdaad.objects.get()
    stuur(kijker, f"/twente/structuur/stappen/{daad.pk}/", {})
    assert hash_van(bouw_opnieuw(voorbeeld)) == voor
    assert Opgave.objects.get(sleutel=een).status == Opgave.Status.AKKOORD
    assert "Ongedaan gemaakt door" in tekst(kijker.get("/twente/structuur/"))


def test_an_old_number_leads_to_where_the_opgave_went(kijker: Client, voorbeeld: Plan, manager: User) -> None:
    een, laatste = sleutel(voorbeeld, 3), sleutel(voorbeeld, 21)
    ingreep = Voegopgavensamen(een, laatste)
    doe_structuurdaad(plan=voorbeeld, ingreep=ingreep, door=manager, gezien=None)
    assert kijker.get("/twente/opgaven/21/").headers["Location"] == "/twente/opgaven/3/"
    weg = Haaldeelweg("opgave", sleutel(voorbeeld, 20))
    titel = Opgave.objects.get(plan=voorbeeld, nummer=20).titel
    reageer(voorbeeld, 20, "Hier zeiden wij iets.")
    doe_structuurdaad(plan=voorbeeld, ingreep=weg, door=manager, gezien=None)
    blad = kijker.get("/twente/opgaven/20/", follow=True)
    assert f"Opgave 20, weggehaald {titel}" in tekst(blad)
    assert "Hier zeiden wij iets." in tekst(kijker.get("/twente/reacties/"))
    assert kijker.get("/twente/opgaven/40/").status_code == 404


def test_figures_are_about_what_an_opgave_went_up_in_and_go_back(voorbeeld: Plan, manager: User) -> None:
    rij = Indicator.objects.filter(regio=voorbeeld.regio).first()
    assert rij is not None
    drie, vijf, laatste = (sleutel(voorbeeld, n) for n in (3, 5, 21))
    Indicator.objects.filter(pk=rij.pk).update(opgaven=[vijf, laatste])
    samen = doe_structuurdaad(plan=voorbeeld, ingreep=Voegopgavensamen(drie, laatste), door=manager, gezien=None)
    rij.refresh_from_db()
    assert rij.opgaven == [vijf, drie]
    assert samen.daad is not None
    maak_structuurdaad_ongedaan(daad=samen.daad, door=manager)
    rij.refresh_from_db()
    assert rij.opgaven == [vijf, laatste]


def test_moving_by_buttons_changes_nothing_until_it_is_saved(kijker: Client, voorbeeld: Plan) -> None:
    adres = "/twente/structuur/opgave/volgorde/"
    velden = velden_van(kijker, adres)
    voor = [o.sleutel for o in bouw_opnieuw(voorbeeld).opgaven]
    blad = kijker.post(adres, {**velden, "neer": voor[0]})
    assert [o.sleutel for o in bouw_opnieuw(voorbeeld).opgaven] == voor
    nu = lx.fromstring(blad.content.decode()).forms[-1]
    assert [w for n, w in nu.form_values() if n == "sleutel"][:2] == [voor[1], voor[0]]
    assert "wordt 2" in tekst(blad)
    kijker.post(adres, {**velden, f"plaats-{voor[4]}": "2", "bewaar": "ja"})
    na = bouw_opnieuw(voorbeeld)
    assert [o.sleutel for o in na.opgaven][:5] == [voor[0], voor[4], voor[1], voor[2], voor[3]]
    assert [o.nummer for o in na.opgaven] == list(range(1, 22))


def test_what_a_colleague_did_meanwhile_is_told_and_stays(kijker: Client, voorbeeld: Plan, manager: User) -> None:
    opgave = sleutel(voorbeeld, 14)
    adres = f"/twente/structuur/opgave/{opgave}/"
    velden = velden_van(kijker, adres)
    ander = Wijzigdeel("opgave", opgave, {"titel": "De collega"})
    doe_structuurdaad(plan=voorbeeld, ingreep=ander, door=manager, gezien=None)
    antwoord = kijker.post(adres, velden | {"titel": "Mijn titel voor deze opgave"})
    assert antwoord.status_code == 409
    assert "Mijn titel voor deze opgave" in antwoord.content.decode()
    assert Opgave.objects.get(sleutel=opgave).titel == "De collega"


def test_removing_what_somebody_wrote_in_since_the_page_was_drawn_is_refused(voorbeeld: Plan, manager: User) -> None:
    daad = Haaldeelweg("opgave", sleutel(voorbeeld, 14))
    gezien = merk_van(daad, bouw_opnieuw(voorbeeld))
    sectie = Sectie.objects.get(plan=voorbeeld, opgave__nummer=14, soort__code="opgave")
    anders = bouw_sectie(sectie).__class__(**{
        **{n: getattr(bouw_sectie(sectie), n) for n in bouw_sectie(sectie).__dataclass_fields__},
        "opening": "<p>Net geschreven.</p>",
    })  # fmt: skip
    bewaar_sectie(sectie=sectie, vanaf_versie=sectie.versie, inhoud=anders, door=manager)
    with pytest.raises(AndersDanGezien):
        doe_structuurdaad(plan=voorbeeld, ingreep=daad, door=manager, gezien=gezien)
    assert Opgave.objects.filter(plan=voorbeeld, nummer=14).exists()


def test_renumbering_opens_no_fiche_that_is_akkoord(voorbeeld: Plan, manager: User) -> None:
    Opgave.objects.filter(plan=voorbeeld, nummer=5).update(status=Opgave.Status.AKKOORD)
    vijf = sleutel(voorbeeld, 5)
    doe_structuurdaad(plan=voorbeeld, ingreep=Haaldeelweg("opgave", sleutel(voorbeeld, 2)), door=manager, gezien=None)
    nu = Opgave.objects.get(sleutel=vijf)
    assert (nu.nummer, nu.status) == (4, Opgave.Status.AKKOORD)


def test_a_form_sent_twice_adds_once(kijker: Client, voorbeeld: Plan) -> None:
    adres = "/twente/structuur/cluster/nieuw/"
    velden = velden_van(kijker, adres) | {"naam": "Energie en klimaat"}
    assert kijker.post(adres, velden).status_code == 303
    assert kijker.post(adres, velden).status_code in (303, 422)
    assert voorbeeld.cluster_set.filter(naam="Energie en klimaat").count() == 1


@pytest.mark.parametrize("rol", ["redacteur", "beheerder", "lezer", "secretaris"])
def test_only_the_programmamanager_changes_the_structure(
    client: Client, voorbeeld: Plan, persoon: Callable[..., User], rol: str
) -> None:
    wie = persoon(rol)
    inloggen(wie, client)
    antwoord = client.get("/twente/structuur/")
    assert antwoord.status_code == 403
    assert "alleen de programmamanager" in tekst(antwoord)
    assert "/twente/structuur/" not in client.get("/twente/plan/").content.decode()
    ingreep = Wijzigdeel("plan", "plan", {"titel": "Stiekem"})
    with pytest.raises(PermissionDenied):
        doe_structuurdaad(plan=voorbeeld, ingreep=ingreep, door=wie, gezien=None)


def test_the_structure_is_found_from_the_plan_and_the_opgaven(kijker: Client, voorbeeld: Plan) -> None:
    for pagina in ("/twente/plan/", "/twente/opgaven/"):
        assert 'href="/twente/structuur/"' in kijker.get(pagina).content.decode()


def test_every_page_of_every_kind_opens(kijker: Client, voorbeeld: Plan) -> None:
    wortel = lx.fromstring(kijker.get("/twente/structuur/").content.decode())
    adressen = {a for a in wortel.xpath("//main//a/@href") if a.startswith("/twente/structuur/")}
    assert len(adressen) > 60
    delen = {a.split("/")[3] for a in adressen}
    assert delen == {
        "plan",
        "opgave",
        "cluster",
        "doelstelling",
        "uitgangspunt",
        "hoofdstuk",
        "paragraaf",
        "ficheonderdeel",
    }
    per_soort = {a.split("/")[3] + str(len(a.split("/"))) + a.split("/")[4][:4]: a for a in adressen}
    for adres in list(per_soort.values())[:60]:
        assert kijker.get(adres).status_code == 200, adres
    for adres in {
        a.split("/")[3]: a for a in adressen if a.split("/")[4] not in ("nieuw", "volgorde", "plan")
    }.values():
        assert kijker.get(f"{adres}weghalen/").status_code == 200, adres
    assert kijker.get(f"/twente/structuur/opgave/{sleutel(voorbeeld, 3)}/splitsen/").status_code == 200


def test_what_was_changed_again_since_is_named_and_nothing_is_undone(
    kijker: Client, voorbeeld: Plan, manager: User
) -> None:
    opgave = sleutel(voorbeeld, 14)
    for titel in ("Eerst zo", "Daarna zo"):
        doe_structuurdaad(
            plan=voorbeeld, ingreep=Wijzigdeel("opgave", opgave, {"titel": titel}), door=manager, gezien=None
        )
    eerste = Structuurdaad.objects.order_by("pk").first()
    assert eerste is not None
    antwoord = stuur(kijker, f"/twente/structuur/stappen/{eerste.pk}/", {})
    assert antwoord.status_code == 422
    assert "Dit is na deze stap opnieuw gewijzigd: 14 Daarna zo" in tekst(antwoord)
    assert Opgave.objects.get(sleutel=opgave).titel == "Daarna zo"
    eerste.refresh_from_db()
    assert eerste.ongedaan_op is None
