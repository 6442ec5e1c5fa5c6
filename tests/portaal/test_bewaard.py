from collections.abc import Callable

import pytest
from django.test import Client

from monitoring.models import Indicator
from opgaven.models import Opgave, Plan
from tests.conftest import publiceer_nu

PADEN = ("/", "/privacy/", "/twente/", "/twente/plan/", "/twente/plan/2/", "/twente/opgaven/", "/twente/opgaven/14/")


@pytest.mark.parametrize("pad", PADEN)
def test_visitor_gets_304_for_a_page_that_has_not_changed(client: Client, voorbeeld: Plan, pad: str) -> None:
    eerst = client.get(pad)
    weer = client.get(pad, headers={"If-None-Match": eerst["ETag"]})
    assert weer.status_code == 304 and not weer.content


def test_visitor_gets_the_page_again_after_a_change(client: Client, voorbeeld: Plan) -> None:
    etag = client.get("/twente/opgaven/14/")["ETag"]
    Opgave.objects.filter(nummer=14).update(titel="Anders")
    assert client.get("/twente/opgaven/14/", headers={"If-None-Match": etag}).status_code == 304
    publiceer_nu(Plan.objects.get(pk=voorbeeld.pk))
    assert "Anders" in client.get("/twente/opgaven/14/", headers={"If-None-Match": etag}).content.decode()
    etag = client.get("/twente/")["ETag"]
    Indicator.objects.filter(code="inwoners").update(naam="Inwonertal")
    assert "Inwonertal" in client.get("/twente/", headers={"If-None-Match": etag}).content.decode()


def test_page_and_fragment_have_their_own_etag(client: Client, voorbeeld: Plan) -> None:
    pagina = client.get("/twente/opgaven/")
    deel = client.get("/twente/opgaven/", headers={"HX-Request": "true"})
    assert pagina["ETag"] != deel["ETag"]


def test_page_of_somebody_who_is_logged_in_is_never_kept(als: Callable[..., Client], voorbeeld: Plan) -> None:
    antwoord = als("redacteur").get("/twente/opgaven/14/")
    assert "ETag" not in antwoord
    assert antwoord["Cache-Control"] == "private, no-cache"
