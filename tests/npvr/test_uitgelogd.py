"""A session that ended while somebody wrote: what they typed comes back, whatever view asks for a login."""

from __future__ import annotations

import pytest
from django.test import Client

from opgaven.models import Plan


@pytest.mark.parametrize("adres", ["/twente/beheer/personen/uitnodigen/", "/account/", "/meldingen/voorkeur/"])
def test_a_form_sent_after_the_session_ended_gives_its_text_back(voorbeeld: Plan, adres: str) -> None:
    antwoord = Client().post(adres, {"naam": "Iemand van de gemeente", "wachtwoord": "geheim en lang"})
    assert antwoord.status_code == 401
    assert "U bent uitgelogd" in antwoord.text and "Iemand van de gemeente" in antwoord.text
    assert "geheim en lang" not in antwoord.text
    assert "Sla opnieuw op" in antwoord.text


def test_reading_goes_to_the_login_page() -> None:
    assert Client().get("/account/").status_code == 302
