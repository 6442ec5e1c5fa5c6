"""What somebody posted comes back where it could not be saved."""

from __future__ import annotations

from django.test import Client, RequestFactory

from npvr.invoer import geposte_tekst, geposte_velden, van_ons

ADRES = "/twente/opgaven/7/vervolg/bewerken/"


def test_the_words_of_the_form_that_was_used():
    data = {"versie": "1", "opening": "oude woorden", "opening_html": "<p>nieuwe <b>woorden</b></p><p>a &amp; b</p>"}
    assert geposte_tekst(RequestFactory().post("/", data | {"vorm": "rijk"})) == "nieuwe woorden\na & b"
    assert geposte_tekst(RequestFactory().post("/", data | {"vorm": "plat"})) == "oude woorden"


def test_secrets_are_not_given_back():
    request = RequestFactory().post("/", {"login": "a b", "password": "geheim woord", "csrfmiddlewaretoken": "x"})
    assert geposte_velden(request) == [("login", "a b")]
    assert "geheim" not in geposte_tekst(request)


def test_only_our_own_pages_may_send_again():
    assert van_ons(RequestFactory().post("/", headers={"Origin": "http://testserver"}))
    assert not van_ons(RequestFactory().post("/", headers={"Origin": "https://kwaad.test"}))
    assert not van_ons(RequestFactory().post("/"))


def test_a_refused_form_comes_back_with_its_text(db):
    client = Client(enforce_csrf_checks=True)
    van_elders = client.post(ADRES, {"opening": "mijn woorden"}, headers={"Origin": "https://kwaad.test"})
    van_hier = client.post(ADRES, {"opening": "mijn woorden"}, headers={"Origin": "http://testserver"})
    assert van_elders.status_code == van_hier.status_code == 403
    assert "mijn woorden" in van_elders.content.decode() and "mijn woorden" in van_hier.content.decode()
    assert "Sla opnieuw op" not in van_elders.content.decode()
    assert "Sla opnieuw op" in van_hier.content.decode()
