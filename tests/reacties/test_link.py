"""Personal links: making, using, withdrawing, erasing; and that their holder sees nothing else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from governance.models import Organisatie
from npvr import getallen
from opgaven.models import Plan
from reacties.actions.antwoorden import geef_antwoord, geef_vrij
from reacties.actions.indienen import dien_in
from reacties.actions.links import hash_van, maak_link, nieuwe_sleutel, trek_in, vernieuw, wis_persoon
from reacties.actions.rondes import Deelnemer, sluit
from reacties.models import Antwoord, Melding, PersoonlijkeLink, Post, Reactie
from reacties.rondestanden import RondeGeweigerd
from tests.conftest import maak_intern
from tests.huis.test_toegang import TABEL, adres_van
from tests.inloggen import inloggen
from tests.lezen import leest, stuur
from tests.reacties.rondehulp import deel, link_voor, mens, ministerie, ronde_met, sleutels, zeg

pytestmark = pytest.mark.django_db
L = "/twente/persoonlijke-links/"


@pytest.fixture(autouse=True)
def zonder_tellers() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def alle_rijen() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every table that the portal has, with the history and the sessions."""
    tabellen = set(connection.introspection.table_names())
    for model in apps.get_models():
        if model._meta.db_table in tabellen:
            for rij in model._base_manager.values():
                yield model._meta.db_table, rij


def met(sleutel: str) -> Client:
    client = Client()
    assert client.post("/r/", {"sleutel": sleutel}).status_code == 303
    return client


def test_only_the_hash_of_a_key_is_kept(voorbeeld: Plan) -> None:
    link, sleutel = link_voor(voorbeeld, 2, door=mens("programmamanager"))
    assert link.sleutel_hash == hash_van(sleutel)
    assert len({nieuwe_sleutel() for _ in range(100)}) == 100
    assert [tabel for tabel, rij in alle_rijen() if sleutel in str(rij)] == ["governance_post"]
    brief = Post.objects.get()
    assert f"/r/#{sleutel}" in brief.tekst  # in the outbox until it went
    assert sleutel not in brief.sleutel


@pytest.mark.parametrize("vorm", [str.upper, lambda s: s.replace("-", ""), lambda s: f"  {s.replace('-', ' ')}\n"])
def test_a_key_may_be_typed_over(voorbeeld: Plan, vorm: Any) -> None:
    _, sleutel = link_voor(voorbeeld, 2, door=mens("programmamanager"))
    met(vorm(sleutel))


def test_get_shows_nothing_and_changes_nothing(voorbeeld: Plan) -> None:
    link, sleutel = link_voor(voorbeeld, 2, door=mens("programmamanager"))
    zonder, met_sleutel = Client().get("/r/"), Client().get(f"/r/?sleutel={sleutel}")
    assert zonder.status_code == met_sleutel.status_code == 200
    assert "Twente" not in leest(met_sleutel)
    assert sleutel not in leest(met_sleutel)
    assert "sessionid" not in met_sleutel.cookies
    link.refresh_from_db()
    assert link.laatst_gebruikt_op is None
    assert met_sleutel["Referrer-Policy"] == "same-origin"
    assert "no-store" in met_sleutel["Cache-Control"]


def test_the_key_is_exchanged_for_another_session(voorbeeld: Plan) -> None:
    link, sleutel = link_voor(voorbeeld, 2, 3, door=mens("programmamanager"))
    client = Client()
    client.session.save()
    eerder = client.cookies["sessionid"].value if "sessionid" in client.cookies else ""
    client.post("/r/", {"sleutel": sleutel})
    assert client.cookies["sessionid"].value != eerder
    assert sleutel not in str(dict(client.session))
    link.refresh_from_db()
    assert link.laatst_gebruikt_op is not None
    tekst = leest(client.get("/r/opgaven/"))
    assert "Beleidsmedewerker" in tekst
    assert tekst.count('class="vraag"') == 2
    client.post("/r/klaar/")
    assert client.get("/r/opgaven/").status_code == 403


@pytest.mark.parametrize("sleutel", ["", "raad-maar", "x" * 5000, "\0", "😀" * 30])
def test_a_key_that_does_not_work(voorbeeld: Plan, sleutel: str) -> None:
    antwoord = Client().post("/r/", {"sleutel": sleutel})
    assert antwoord.status_code == 422
    assert "Deze link werkt niet, of niet meer." in leest(antwoord)


def test_guessing_is_slowed_down(voorbeeld: Plan) -> None:
    _, sleutel = link_voor(voorbeeld, 2, door=mens("programmamanager"))
    standen = [Client().post("/r/", {"sleutel": f"raad-{n}"}).status_code for n in range(31)]
    assert standen == [422] * 30 + [429]
    assert Client().post("/r/", {"sleutel": sleutel}).status_code == 429


def test_the_key_is_in_no_log(voorbeeld: Plan, caplog: pytest.LogCaptureFixture) -> None:
    _, sleutel = link_voor(voorbeeld, 2, door=mens("programmamanager"))
    with caplog.at_level(logging.DEBUG):
        met(sleutel).get("/r/opgaven/99/")
        Client().post("/r/", {"sleutel": f"{sleutel}x"})
    assert sleutel not in "\n".join(r.getMessage() for r in caplog.records if r.name != "django.db.backends")


def test_a_withdrawn_a_renewed_and_an_old_link_end_every_session(
    voorbeeld: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    pm = mens("programmamanager")
    link, sleutel = link_voor(voorbeeld, 2, door=pm)
    client = met(sleutel)
    _, adres = vernieuw(link=link, geldig_tot=timezone.localdate(), door=pm)
    assert client.get("/r/opgaven/").status_code == 403
    assert Client().post("/r/", {"sleutel": sleutel}).status_code == 422
    assert Post.objects.get(stand="vervallen").tekst == ""
    client = met(adres.partition("#")[2])
    trek_in(link=link, door=pm)
    antwoord = client.post("/r/opgaven/2/opgave/", {"tekst": "Een lang verhaal\nop twee regels."})
    assert antwoord.status_code == 403
    assert "Een lang verhaal" in leest(antwoord)
    assert "vraag dan wie u uitnodigde" in leest(antwoord).lower()
    _, sleutel = link_voor(voorbeeld, 2, door=pm, tot=timezone.localdate())
    middernacht = datetime.combine(
        timezone.localdate() + timedelta(1), datetime.min.time(), ZoneInfo("Europe/Amsterdam")
    )
    monkeypatch.setattr(timezone, "now", lambda: middernacht - timedelta(seconds=1))
    client = met(sleutel)
    assert client.get("/r/opgaven/").status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: middernacht)
    assert client.get("/r/opgaven/").status_code == 403


def test_the_holder_reads_those_opgaven_and_no_other(voorbeeld: Plan) -> None:
    _, sleutel = link_voor(voorbeeld, 2, door=mens("programmamanager"))
    client = met(sleutel)
    tekst = leest(client.get("/r/opgaven/2/"))
    assert "2.K1" in tekst
    assert 'href="/twente/' not in tekst
    assert "Zoeken" not in tekst
    assert "Hoofdmenu" not in tekst
    for pad in ("3/", "99/", "3/opgave/", "2/bestaat-niet/", "0/"):
        assert client.get(f"/r/opgaven/{pad}").status_code == 404


def test_commenting_on_a_sentence(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, Deelnemer(ministerie=ministerie("vws"), opgaven=sleutels(voorbeeld, 5)), door=pm)
    link, sleutel = link_voor(voorbeeld, 5, door=pm, ronde=ronde, ministerie=ministerie("vws"))
    client = met(sleutel)
    vorm = client.get("/r/opgaven/5/opgave/").context["form"]
    zin = vorm.keuzes[1][0]
    velden = {"plaats": zin.waarde, "tekst": "Dit klopt niet. <script>", "kenmerk": vorm.kenmerk_hier}
    for _ in range(2):  # a double click is one comment
        antwoord = client.post("/r/opgaven/5/opgave/", velden, follow=True)
    assert "Uw reactie staat erbij." in leest(antwoord)
    assert "Dit klopt niet. &lt;script&gt;" in leest(antwoord)
    reactie = Reactie.objects.get()
    assert (reactie.link, reactie.door, reactie.kanaal, reactie.ministerie.code) == (link, None, "link", "vws")
    assert (reactie.ronde, reactie.versie, reactie.citaat) == (ronde, ronde.versie, zin.tekst)
    assert reactie.ingediend_op is not None
    assert client.post("/r/opgaven/5/opgave/", {"tekst": ""}).status_code == 422
    lang = client.post("/r/opgaven/5/opgave/", {"tekst": "woord " * 10_000})
    assert lang.status_code == 422
    assert "te lang" in leest(lang)
    assert client.post("/r/opgaven/5/opgave/", {"tekst": "x", "plaats": "zin:00000000"}).status_code == 422


def test_where_a_ministry_has_contacts_they_submit_it(voorbeeld: Plan) -> None:
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm)
    _, sleutel = link_voor(voorbeeld, 2, door=pm, ronde=ronde, ministerie=ministerie("ocw"))
    client = met(sleutel)
    assert "contactpersonen van OCW" in leest(client.get("/r/opgaven/2/"))
    client.post("/r/opgaven/2/opgave/", {"tekst": "Van buiten"})
    assert Reactie.objects.get().ingediend_op is None
    assert "Van buiten" in leest(inloggen(contact).get(f"/twente/rondes/{ronde.code}/"))
    dien_in(deelname=deel(ronde), door=contact)
    na = client.post("/r/opgaven/2/opgave/", {"tekst": "Nog iets, maar te laat"})
    assert na.status_code == 422
    assert "heeft al ingediend" in leest(na)
    assert "Nog iets, maar te laat" in leest(na)


def test_own_comments_and_released_answers_only(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    link, sleutel = link_voor(voorbeeld, 2, door=pm)
    _, andere = link_voor(voorbeeld, 2, door=pm)
    client, ander = met(sleutel), met(andere)
    client.post("/r/opgaven/2/opgave/", {"tekst": "TOKEN-eigen"})
    ander.post("/r/opgaven/2/opgave/", {"tekst": "TOKEN-ander"})
    eigen = Reactie.objects.get(link=link)
    antwoord = Antwoord.objects.create(plan=voorbeeld, tekst="TOKEN-antwoord")
    Reactie.objects.filter(pk=eigen.pk).update(antwoord=antwoord, stand="niet_overgenomen", reden="TOKEN-reden")
    tekst = leest(client.get("/r/opgaven/2/"))
    assert "TOKEN-eigen" in tekst
    for geheim in ("TOKEN-ander", "TOKEN-antwoord", "TOKEN-reden", "Niet overgenomen"):
        assert geheim not in tekst
    nu = timezone.now()
    Antwoord.objects.update(vrijgegeven_op=nu)
    Reactie.objects.filter(pk=eigen.pk).update(vrijgegeven_op=nu)
    tekst = leest(client.get("/r/opgaven/2/"))
    assert "TOKEN-antwoord" in tekst
    assert "TOKEN-reden" in tekst
    vreemd = Reactie.objects.exclude(pk=eigen.pk).get()
    assert client.post(f"/r/reacties/{vreemd.pk}/intrekken/").status_code == 404
    assert client.post(f"/r/reacties/{2**70}/intrekken/").status_code == 404
    assert "is ingetrokken" in leest(
        stuur(ander, f"/r/reacties/{vreemd.pk}/intrekken/", op="/r/opgaven/2/", follow=True)
    )
    assert "TOKEN-ander" not in leest(ander.get("/r/opgaven/2/"))


def test_the_holder_hears_once_that_there_is_an_answer(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    link, sleutel = link_voor(voorbeeld, 2, door=pm)
    client = met(sleutel)
    for soort in ("opgave", "knelpunten"):
        client.post(f"/r/opgaven/2/{soort}/", {"tekst": "TOKEN-eigen"})
    rijen = list(Reactie.objects.filter(link=link))
    antwoord = geef_antwoord(
        plan=voorbeeld, reacties=dict.fromkeys([r.pk for r in rijen]), tekst="TOKEN-antwoord", door=pm
    )
    Post.objects.all().delete()
    gezien = dict(Reactie.objects.filter(link=link).values_list("pk", "wijziging"))
    for _ in range(2):
        geef_vrij(plan=voorbeeld, reacties=gezien, antwoorden={antwoord.pk: antwoord.versie}, door=pm)
    brief = Post.objects.get()
    assert brief.adres == "extern@voorbeeld.test" and "2.O en 2.K" in brief.tekst
    assert "TOKEN" not in brief.tekst and sleutel not in brief.tekst
    wis_persoon(link=link, door=pm)
    brief.refresh_from_db()
    assert (brief.adres, brief.tekst) == ("", "")


def test_other_wording_is_asked_for_with_one_sign(voorbeeld: Plan) -> None:
    _, sleutel = link_voor(voorbeeld, 2, door=mens("programmamanager"))
    client = met(sleutel)
    html = leest(client.get("/r/opgaven/2/opgave/"))
    assert "<details" not in html.split("reageerformulier")[1]  # the field shows with its sign, and only then
    assert "voorstelveld" in html
    client.post("/r/opgaven/2/opgave/", {"met_voorstel": "on", "voorstel": "Beter zo."})
    assert Reactie.objects.get().voorstel == "Beter zo."


def test_a_link_that_places_comments_without_end_is_stopped(voorbeeld: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reacties.views.link.HOOGSTENS", 1)
    _, sleutel = link_voor(voorbeeld, 2, door=mens("programmamanager"))
    client = met(sleutel)
    assert client.post("/r/opgaven/2/knelpunten/", {"tekst": "Eén.", "plaats": "heel"}).status_code == 303
    antwoord = client.post("/r/opgaven/2/knelpunten/", {"tekst": "En nog een.", "plaats": "heel"})
    assert antwoord.status_code == 422 and "Vraag de programmamanager om een nieuwe link." in leest(antwoord)
    assert "En nog een." in leest(antwoord) and Reactie.objects.count() == 1


def test_privacy_tells_about_personal_links(voorbeeld: Plan) -> None:
    assert "Als u reageert met een persoonlijke link" in leest(Client().get("/privacy/"))


def test_a_closed_round_shows_and_takes_nothing(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, Deelnemer(ministerie=ministerie("vws")), door=pm)
    _, sleutel = link_voor(voorbeeld, 2, door=pm, ronde=ronde, ministerie=ministerie("vws"))
    sluit(ronde=ronde, door=pm)
    client = met(sleutel)
    assert "is gesloten" in leest(client.get("/r/opgaven/"))
    antwoord = client.post("/r/opgaven/2/opgave/", {"tekst": "Te late tekst van mij"})
    assert antwoord.status_code == 422
    assert "Te late tekst van mij" in leest(antwoord)
    assert not Reactie.objects.exists()


def test_without_a_public_version_a_link_without_a_round_shows_nothing(voorbeeld: Plan) -> None:
    _, sleutel = link_voor(voorbeeld, 2, door=mens("programmamanager"))
    maak_intern(voorbeeld)
    assert met(sleutel).get("/r/opgaven/").status_code == 404


def test_the_holder_gets_what_a_visitor_gets_and_nothing_more(voorbeeld: Plan) -> None:
    """Over every address of the portal, on a plan that is not public."""
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, Deelnemer(ministerie=ministerie("vws")), door=pm)
    _, sleutel = link_voor(voorbeeld, 7, door=pm, ronde=ronde, ministerie=ministerie("vws"))
    zeg(ronde, 7, "TOKEN-reactie", door=None, code="", kanaal="mail")
    maak_intern(voorbeeld)
    client, bezoeker = met(sleutel), Client()
    fout = []
    for naam, (kwargs, _) in TABEL.items():
        if naam.startswith("link:"):
            continue
        if "code" in kwargs and naam.startswith("reacties:ronde"):
            kwargs = kwargs | {"code": ronde.code}
        adres = adres_van(naam, kwargs, voorbeeld)
        hier, daar = client.get(adres), bezoeker.get(adres)
        openbaar = naam in ("gezond", "security_txt", "uitnodiging") or naam.startswith("portaal:regios")
        if hier.status_code != daar.status_code or (hier.status_code == 200 and "twente" in adres):
            fout.append(f"{naam}: {hier.status_code}, een bezoeker {daar.status_code}")
        if not openbaar and hier.status_code == 200 and ("TOKEN" in leest(hier) or "Beleidsmedewerker" in leest(hier)):
            fout.append(f"{naam}: lekt")
    assert fout == []
    assert "TOKEN" not in leest(client.get("/r/opgaven/7/"))


# ---- the programmamanager's side ----


def velden(plan: Plan, **anders: Any) -> dict[str, Any]:
    return {
        "naam": "Medewerker zorg",
        "email": "zorg@voorbeeld.test",
        "namens": "m:vws",
        "ronde": "",
        "geldig_tot": (timezone.localdate() + timedelta(days=9)).isoformat(),
        "opgaven": sleutels(plan, 2, 3),
    } | anders


def test_the_link_is_shown_once(voorbeeld: Plan) -> None:
    client = inloggen(mens("programmamanager"))
    antwoord = client.post(f"{L}nieuw/", velden(voorbeeld))
    assert antwoord.status_code == 200
    assert "no-store" in antwoord["Cache-Control"]
    sleutel = antwoord.context["sleutel"]
    assert f"/r/#{sleutel}" in leest(antwoord)
    lijst = leest(client.get(L))
    assert sleutel not in lijst
    assert "Medewerker zorg" in lijst
    assert "Nog niet gebruikt" in lijst
    assert "Opgaven 2 en 3" in lijst
    met(sleutel)
    assert "Laatst gebruikt op" in leest(client.get(L))


@pytest.mark.parametrize(
    "anders",
    [
        {"naam": ""},
        {"email": "geen-adres"},
        {"geldig_tot": "2020-01-01"},
        {"geldig_tot": "2999-01-01"},
        {"opgaven": []},
        {"opgaven": ["bestaat-niet"]},
        {"namens": "m:bestaat-niet"},
        {"ronde": "bestaat-niet"},
    ],
    ids=str,
)
def test_a_link_that_cannot_be_made_keeps_what_was_typed(voorbeeld: Plan, anders: dict[str, Any]) -> None:
    antwoord = inloggen(mens("programmamanager")).post(f"{L}nieuw/", velden(voorbeeld, **anders))
    assert antwoord.status_code == 422
    assert "De link is niet gemaakt." in leest(antwoord)
    assert not PersoonlijkeLink.objects.exists()
    assert not Post.objects.exists()


def test_a_link_in_a_round_is_for_who_takes_part(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    ronde = ronde_met(voorbeeld, door=pm)
    client = inloggen(pm)
    assert "doet niet mee" in leest(client.post(f"{L}nieuw/", velden(voorbeeld, ronde=ronde.code)))
    teveel = velden(voorbeeld, ronde=ronde.code, namens="m:ocw", opgaven=sleutels(voorbeeld, 2, 4))
    assert "Kies alleen opgaven" in leest(client.post(f"{L}nieuw/", teveel))
    voorstel = client.get(f"{L}nieuw/?ronde={ronde.code}&ministerie=ocw").context["form"]
    assert set(voorstel.gekozen) == set(sleutels(voorbeeld, 2, 3))
    sluit(ronde=ronde, door=pm)
    with pytest.raises(RondeGeweigerd, match="niet open"):
        maak_link(
            plan=voorbeeld, naam="x", email="x@voorbeeld.test", opgaven=sleutels(voorbeeld, 2), ronde=ronde,
            geldig_tot=timezone.localdate(), ministerie=ministerie("ocw"), door=pm,
        )  # fmt: skip


def test_renewing_withdrawing_and_erasing_on_the_page(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    organisatie = Organisatie.objects.filter(regio=voorbeeld.regio).first()
    link, sleutel = link_voor(voorbeeld, 2, door=pm, organisatie=organisatie)
    client = inloggen(pm)
    assert client.get(f"{L}{link.pk}/vernieuwen/").status_code == 200
    assert client.post(f"{L}{link.pk}/vernieuwen/", {"geldig_tot": ""}).status_code == 422
    nieuw = stuur(client, f"{L}{link.pk}/vernieuwen/", {"geldig_tot": timezone.localdate().isoformat()})
    assert nieuw.context["sleutel"] != sleutel
    assert "werkt niet meer" in leest(stuur(client, f"{L}{link.pk}/intrekken/", follow=True, op=L))
    assert "Ingetrokken" in leest(client.get(L))
    assert f"contactpersoon, {organisatie}" in leest(client.get(f"{L}{link.pk}/wissen/"))
    assert "zijn gewist" in leest(stuur(client, f"{L}{link.pk}/wissen/", follow=True))
    assert client.get(f"{L}{2**65}/wissen/").status_code == 404
    vandaag = {"geldig_tot": timezone.localdate().isoformat()}
    assert stuur(client, f"{L}{link.pk}/vernieuwen/", vandaag).status_code in (409, 422)


def test_the_holder_says_that_there_is_nothing_to_remark(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    organisatie = Organisatie.objects.filter(regio=voorbeeld.regio).first()
    ronde = ronde_met(voorbeeld, Deelnemer(organisatie=organisatie, opgaven=sleutels(voorbeeld, 2, 3)), door=pm)
    _, sleutel = link_voor(voorbeeld, 2, 3, door=pm, ronde=ronde, organisatie=organisatie)
    client, (twee, drie) = met(sleutel), sleutels(voorbeeld, 2, 3)
    begin = leest(client.get("/r/opgaven/"))
    dag = getallen.datum(ronde.deadline)
    assert f"U kunt reageren tot en met <strong>{dag}</strong>" in begin and "Wat vindt u ervan?" in begin
    assert "Geen opmerkingen bij al deze opgaven" in begin
    na = client.post("/r/geen-opmerkingen/", {"opgave": twee, "fiche": "1"}, follow=True)
    assert na.redirect_chain[-1][0] == "/r/opgaven/2/" and "U hebt geen opmerkingen bij deze opgave." in leest(na)
    zin = f"{organisatie} heeft bij 1 opgave geen opmerkingen: Voorjaarsronde."
    assert zin in Melding.objects.filter(user=pm).values_list("zin", flat=True)
    beeld = leest(inloggen(pm).get(f"/twente/rondes/{ronde.code}/"))
    assert (
        beeld.count('class="stil-lees">geen opmerkingen</span>') == 1
    )  # nobody has to submit it: what was said is said
    client.post("/r/geen-opmerkingen/", {"opgave": twee, "terug": "1"})
    client.post("/r/geen-opmerkingen/", {"opgave": [twee, drie]})
    assert ronde.deelnames.get().zonder_opmerkingen == [twee, drie]
    client.post("/r/geen-opmerkingen/", {"opgave": [twee, drie], "terug": "1"})
    client.post("/r/opgaven/2/opgave/", {"plaats": "heel", "tekst": "Toch iets."})
    mis = client.post("/r/geen-opmerkingen/", {"opgave": twee}, follow=True)
    assert "Bij deze opgave staat al een reactie van u." in leest(mis)
    vreemd = client.post("/r/geen-opmerkingen/", {"opgave": sleutels(voorbeeld, 4)}, follow=True)
    assert "niets gevraagd" in leest(vreemd) and ronde.deelnames.get().zonder_opmerkingen == []
    sluit(ronde=ronde, door=pm)
    laat = client.post("/r/geen-opmerkingen/", {"opgave": drie}, follow=True)
    assert "gesloten" in leest(laat) and ronde.deelnames.get().zonder_opmerkingen == []


def test_what_the_holder_says_for_a_ministry_goes_along_when_it_submits(voorbeeld: Plan) -> None:
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm)
    _, sleutel = link_voor(voorbeeld, 2, door=pm, ronde=ronde, ministerie=ministerie("ocw"))
    client = met(sleutel)
    alleen = "Alleen u en de contactpersonen van OCW lezen uw reactie, tot OCW indient."
    assert alleen in leest(client.get("/r/opgaven/2/"))
    client.post("/r/geen-opmerkingen/", {"opgave": sleutels(voorbeeld, 2)})
    assert not Melding.objects.filter(user=pm).exists()
    assert 'class="stil-lees">geen opmerkingen</span>' not in leest(inloggen(pm).get(f"/twente/rondes/{ronde.code}/"))
    assert "Geen opmerkingen" in leest(inloggen(contact).get(f"/twente/rondes/{ronde.code}/"))


def test_erasing_leaves_the_comment_and_no_trace_of_the_person(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    link, _ = maak_link(
        plan=voorbeeld,
        naam="Zonderlingenaam",
        email="zonderling@voorbeeld.test",
        opgaven=sleutels(voorbeeld, 2),
        ministerie=ministerie("ocw"),
        geldig_tot=timezone.localdate(),
        door=pm,
    )
    assert any("Zonderlingenaam" in str(rij) for _, rij in alle_rijen())
    ronde = ronde_met(voorbeeld, door=pm)
    zeg(ronde, 2, "Wat ik vind", door=None, kanaal="link", link=link, ingediend=True)
    wis_persoon(link=link, door=pm)
    assert [m for m, rij in alle_rijen() if "zonderling" in str(rij).lower()] == []
    reactie = Reactie.objects.select_related("link__ministerie").get()
    assert str(reactie.link) == "contactpersoon, OCW"
    assert reactie.tekst == "Wat ik vind"


def test_erasing_by_command(voorbeeld: Plan) -> None:
    link, _ = link_voor(voorbeeld, 2, door=mens("programmamanager"))
    uit = StringIO()
    call_command("wis_link", "--email", "EXTERN@voorbeeld.test", stdout=uit)
    assert "contactpersoon" in uit.getvalue()
    link.refresh_from_db()
    assert (link.naam, link.email) == ("", "")
    with pytest.raises(CommandError, match="geen persoonlijke link"):
        call_command("wis_link", "999999")
