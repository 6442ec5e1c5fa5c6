"""The one official answer of a ministry: what the coordinator saw goes to the team, and then it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html as lx

from npvr.gezien import AndersDanGezien
from opgaven.models import Plan
from reacties.actions.indienen import dien_in, heropen
from reacties.actions.reacties import AlIngediend, stuur_los, trek_in, wijzig
from reacties.actions.rondes import Deelnemer, sluit
from reacties.models import Melding, Reactie
from reacties.rondestanden import RondeGeweigerd
from tests.inloggen import inloggen
from tests.lezen import leest, stuur

from .rondehulp import deel, link_voor, mens, ministerie, ronde_met, zeg

R = "/twente/rondes/"


def velden(*reacties: Reactie, zonder: tuple[Reactie, ...] = ()) -> dict[str, list[str]]:
    """As the page of submitting posts what it showed."""
    return {
        "gezien": [f"{r.pk}:{r.wijziging}" for r in reacties],
        "mee": [str(r.pk) for r in reacties if r not in zonder],
    }


def test_what_a_colleague_wrote_meanwhile_is_not_submitted_unseen(voorbeeld: Plan) -> None:
    contact, collega = mens("ministeriecontact", "ocw", "Contact"), mens("ministeriecontact", "ocw", "Collega")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    eerste = zeg(ronde, 2, "De eerste.", door=contact)
    client, pad = inloggen(contact), f"{R}{ronde.code}/{deel(ronde).pk}/indienen/"
    assert "De eerste." in leest(client.get(pad))
    zeg(ronde, 3, "Nog niet af, van de collega.", door=collega)
    antwoord = client.post(pad, velden(eerste))
    assert antwoord.status_code == 409
    assert "schreef, wijzigde of introk intussen" in leest(antwoord)
    assert "Nog niet af, van de collega." in leest(antwoord)
    assert not Reactie.objects.ingediend().exists()
    wijzig(reactie=eerste.pk, gezien=1, tekst="Anders.", voorstel=None, door=contact)
    with pytest.raises(AndersDanGezien):
        dien_in(deelname=deel(ronde), door=contact, gezien={r.pk: 1 for r in Reactie.objects.all()})
    assert "Ingediend namens OCW" in leest(client.post(pad, velden(*Reactie.objects.all()), follow=True))
    assert Melding.objects.get(user=collega, soort="ronde_ingediend").zin.startswith("Contact diende in namens OCW")
    assert not Melding.objects.filter(user=contact, soort="ronde_ingediend").exists()


def test_what_the_coordinator_leaves_out_stays_with_the_ministry(voorbeeld: Plan) -> None:
    pm, contact, collega = mens("programmamanager"), mens("ministeriecontact", "ocw"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm)
    mee, niet = zeg(ronde, 2, "Wel.", door=contact), zeg(ronde, 2, "Liever niet.", door=collega)
    client, pad = inloggen(contact), f"{R}{ronde.code}/{deel(ronde).pk}/indienen/"
    leeg = client.post(pad, velden(mee, niet, zonder=(mee, niet)), follow=True)
    assert "Kies minstens één reactie" in leest(leeg) and not Reactie.objects.ingediend().exists()
    client.post(pad, velden(mee, niet, zonder=(niet,)))
    assert list(Reactie.objects.ingediend()) == [mee]
    assert "niet meegegaan bij het indienen" in leest(client.get(f"{R}{ronde.code}/"))
    assert inloggen(pm).get(f"/twente/reacties/{niet.pk}/").status_code == 404
    assert inloggen(collega).post(f"/twente/reacties/{niet.pk}/versturen/").status_code == 409  # not by a side door
    heropen(deelname=deel(ronde), reden="Toch nog.", door=pm)
    dien_in(deelname=deel(ronde), door=contact)
    assert Reactie.objects.ingediend().count() == 2


@pytest.mark.parametrize("gezien", ["x", "1", "1:x", f"{'9' * 30}:1", "1:-1", "²:1"])
def test_a_form_that_makes_no_sense_submits_nothing(voorbeeld: Plan, gezien: str) -> None:
    contact = mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    zeg(ronde, 2, "Wel.", door=contact)
    pad = f"{R}{ronde.code}/{deel(ronde).pk}/indienen/"
    assert inloggen(contact).post(pad, {"gezien": gezien, "mee": "x"}).status_code == 409
    assert not Reactie.objects.ingediend().exists()


def test_what_was_submitted_stands_until_it_is_opened_again(voorbeeld: Plan) -> None:
    pm, contact, collega = mens("programmamanager"), mens("ministeriecontact", "ocw"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm)
    reactie = zeg(ronde, 2, "Zo is het.", door=collega)
    pad = f"/twente/reacties/{reactie.pk}/"
    client = inloggen(collega)
    assert "Trek in" in leest(client.get(pad))
    dien_in(deelname=deel(ronde), door=contact)
    tekst = leest(client.get(pad))
    assert "Trek in" not in tekst and "in de ronde ingediend en blijft zo staan" in " ".join(tekst.split())
    anders = client.post(f"{pad}wijzigen/", {"gezien": 2, "tekst": "Toch anders."})
    assert anders.status_code == 409 and "Toch anders." in leest(anders) and "te heropenen" in leest(anders)
    assert client.post(f"{pad}intrekken/").status_code == 409
    reactie.refresh_from_db()
    assert (reactie.tekst, reactie.ingetrokken_op) == ("Zo is het.", None)
    heropen(deelname=deel(ronde), reden="Er was een fout.", door=pm)
    wijzig(reactie=reactie.pk, gezien=2, tekst="Toch anders.", voorstel=None, door=collega)
    sluit(ronde=ronde, door=pm)
    with pytest.raises(AlIngediend):
        trek_in(reactie=reactie.pk, door=collega)


def test_what_the_team_keyed_in_for_somebody_the_team_still_corrects(voorbeeld: Plan) -> None:
    contact, team = mens("ministeriecontact", "ocw"), mens("redacteur")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    reactie = zeg(ronde, 2, "Uit een mial.", door=team, kanaal="mail")
    dien_in(deelname=deel(ronde), door=contact)
    assert (
        wijzig(reactie=reactie.pk, gezien=1, tekst="Uit een mail.", voorstel=None, door=team).tekst == "Uit een mail."
    )


def test_a_holder_of_a_link_does_not_take_back_what_the_ministry_submitted(voorbeeld: Plan) -> None:
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm)
    link, sleutel = link_voor(voorbeeld, 2, door=pm, ronde=ronde, ministerie=ministerie("ocw"))
    reactie = zeg(ronde, 2, "Van buiten.", door=None, link=link, kanaal="link")
    client = Client()
    client.post("/r/", {"sleutel": sleutel})
    assert "Trek deze reactie in" in leest(client.get("/r/opgaven/2/"))
    dien_in(deelname=deel(ronde), door=contact)
    assert "Trek deze reactie in" not in leest(client.get("/r/opgaven/2/"))
    assert "Daarom blijft zij staan" in leest(client.post(f"/r/reacties/{reactie.pk}/intrekken/", follow=True))


def test_what_a_round_closed_without_can_be_sent_beside_it(voorbeeld: Plan) -> None:
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm)
    reactie = zeg(ronde, 2, "Te laat ingediend.", door=contact)
    client, pad = inloggen(contact), f"/twente/reacties/{reactie.pk}/"
    assert "Verstuur aan het" not in leest(client.get(pad))
    assert client.post(f"{pad}versturen/").status_code == 409
    sluit(ronde=ronde, door=pm)
    assert "Te laat ingediend." in leest(client.get("/twente/mijn-werk/"))
    assert "los van de ronde" in leest(client.get(pad))
    assert inloggen(mens("ministeriecontact", "ocw")).post(f"{pad}versturen/").status_code == 403
    assert stuur(client, f"{pad}versturen/", op=pad).status_code == 303
    reactie.refresh_from_db()
    assert reactie.ronde is None and reactie.ingediend_op is not None
    toen = reactie.ingediend_op
    assert stuur_los(reactie=reactie.pk, door=contact).ingediend_op == toen  # clicked twice
    assert "Te laat ingediend." in leest(inloggen(pm).get(pad))


def test_after_the_last_day_the_form_says_who_reads_it(voorbeeld: Plan) -> None:
    pm, contact = mens("programmamanager"), mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=pm)
    type(ronde).objects.update(deadline=timezone.localdate() - timedelta(days=1))
    pad = f"/twente/documenten/{ronde.versie.code}/opgaven/2/opgave/reacties/"
    client = inloggen(contact)
    tekst = " ".join(lx.fromstring(leest(client.get(pad))).text_content().split())
    assert "U kon reageren tot en met" in tekst
    assert "dan hoort zij niet bij de ronde. De contactpersonen van OCW, het NPVR-team en de beheerder" in tekst
    assert "Bewaar als concept" in tekst
    na = leest(client.post(pad, {"tekst": "Alsnog.", "plaats": "heel"}, follow=True))
    assert "hoort niet bij de ronde “Voorjaarsronde”: het NPVR-team leest haar nu al" in na
    client.post(pad, {"tekst": "Nog even niet.", "plaats": "heel", "concept": "1"})
    assert not Reactie.objects.ingediend().filter(tekst="Nog even niet.").exists()


def test_on_the_page_of_the_round_a_ministry_finds_its_answers(voorbeeld: Plan) -> None:
    contact = mens("ministeriecontact", "ocw")
    ronde = ronde_met(voorbeeld, door=mens("programmamanager"))
    reactie = zeg(ronde, 2, "Tekst", door=contact)
    dien_in(deelname=deel(ronde), door=contact)
    Reactie.objects.update(stand="verwerkt")
    tekst = leest(inloggen(contact).get(f"{R}{ronde.code}/"))
    assert f"/twente/reacties/{reactie.pk}/" in tekst and "verwerkt" not in tekst
    Reactie.objects.update(vrijgegeven_op=timezone.now())
    tekst = leest(inloggen(contact).get(f"{R}{ronde.code}/"))
    assert "verwerkt" in tekst and "Lees het antwoord" in tekst


def test_another_submits_where_the_coordinator_is_away(voorbeeld: Plan) -> None:
    pm = mens("programmamanager")
    baas, ander = mens("ministeriecontact", "ocw", "Baas"), mens("ministeriecontact", "ocw", "Ander")
    vreemd = mens("ministeriecontact", "vro")
    ronde = ronde_met(voorbeeld, Deelnemer(ministerie=ministerie("ocw"), coordinator=baas), door=pm)
    zeg(ronde, 2, "Tekst", door=ander)
    client, pad = inloggen(pm), f"{R}{ronde.code}/{deel(ronde).pk}/indiener/"
    assert "om een ander aan te wijzen" in leest(inloggen(ander).get(f"{R}{ronde.code}/"))
    assert pad in leest(client.get(f"{R}{ronde.code}/"))
    assert f'value="{baas.pk}" selected' in " ".join(leest(client.get(pad)).split())
    assert inloggen(ander).post(pad, {"coordinator": ander.pk}).status_code == 403
    assert client.post(pad, {"coordinator": vreemd.pk}).status_code == 422
    assert "Ander dient in namens OCW" in leest(stuur(client, pad, {"coordinator": ander.pk}, follow=True))
    stuur(client, pad, {"coordinator": ander.pk})  # clicked twice
    zinnen = Melding.objects.filter(soort="ronde_indiener").values_list("user__naam", "zin")
    zin = "Ander dient in namens OCW: Voorjaarsronde."
    assert sorted(zinnen) == [("Ander", zin), ("Baas", zin)]
    with pytest.raises(RondeGeweigerd, match="coördinator van OCW: Ander"):
        dien_in(deelname=deel(ronde), door=baas)
    assert "Elke contactpersoon kan nu indienen" in leest(stuur(client, pad, {"coordinator": ""}, follow=True))
    dien_in(deelname=deel(ronde), door=baas)
    assert "heeft al ingediend" in leest(client.post(pad, {"coordinator": ander.pk}, follow=True))
    assert deel(ronde).coordinator is None
