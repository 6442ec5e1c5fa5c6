"""A canary in every log: what opens a door for one person is in none of them, also in the most talkative access log."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import requests

from .gereedschap import CSRF, ROOT, Klant, Portaal

pytestmark = pytest.mark.django_db
NIEUW = {"password1": "vier losse woorden samen", "password2": "vier losse woorden samen"}


class Browser(requests.Session):
    """Sends the page it came from, as a browser does: without what stands after the #."""

    def __init__(self, poort: int) -> None:
        super().__init__()
        self.basis = f"http://127.0.0.1:{poort}"
        self.cookies.set("csrftoken", CSRF)
        self.headers["X-CSRFToken"] = CSRF

    def open(self, link: str) -> requests.Response:
        """A click on a link in a mail, and the form that it fills in. Follows to where the key leads."""
        delen = urlsplit(link)
        blad = f"{self.basis}{delen.path}"
        assert self.get(f"{self.basis}{delen.path}#{delen.fragment}").status_code == 200
        return self.post(blad, {"sleutel": delen.fragment}, headers={"Referer": blad})


def test_no_key_reaches_a_log(proefdatabase: Callable[[], str], mensen: dict[str, list[list]], tmp_path: Path) -> None:
    database = proefdatabase()
    portaal = Portaal(database, workers=1)
    toegang = tmp_path / "toegang.log"
    alles = '%(h)s %(t)s "%(r)s" %(q)s %(s)s "%(f)s" "%(a)s" %({cookie}i)s %({location}o)s'
    portaal.opdracht += ["--access-logfile", str(toegang), "--access-logformat", alles, "--log-level", "debug"]
    sleutels: list[str] = []
    with portaal, psycopg.connect(database, autocommit=True) as db:

        def link(aan: str) -> str:
            rij = db.execute("SELECT tekst FROM governance_post WHERE adres = %s ORDER BY id DESC LIMIT 1", [aan])
            gevonden = re.search(r"https?://\S+#\S+", str((rij.fetchone() or [""])[0]))
            assert gevonden
            sleutels.append(gevonden[0].partition("#")[2])
            return gevonden[0]

        baas = Klant(portaal.poort, mensen["beheerder"][0][1])
        gevraagd = {"email": "nieuw@proef.test", "soort": "lezer"}
        assert baas.post("/twente/beheer/personen/uitnodigen/", gevraagd, htmx=False).status == 302
        gast = Browser(portaal.poort)
        assert "U bent uitgenodigd" in gast.open(link("nieuw@proef.test")).text
        antwoord = gast.post(f"{gast.basis}/uitnodiging/aannemen/", {"naam": "Nieuw"} | NIEUW)
        assert "Welkom" in antwoord.text

        vergeten = Browser(portaal.poort)
        vergeten.post(f"{vergeten.basis}/account/wachtwoord/vergeten/", {"email": "nieuw@proef.test"})
        assert "Voor het account van nieuw@proef.test" in vergeten.open(link("nieuw@proef.test")).text
        antwoord = vergeten.post(f"{vergeten.basis}/account/wachtwoord/nieuw/kiezen/", NIEUW)
        assert "Uw wachtwoord is gewijzigd" in antwoord.text

        # keys that do not work are nobody's business either
        for blad in ("/uitnodiging/", "/account/wachtwoord/nieuw/", "/r/"):
            mis = f"kanarie-{len(sleutels)}-abcdefgh"
            sleutels.append(mis)
            assert vergeten.post(f"{vergeten.basis}{blad}", {"sleutel": mis}).status_code == 422

        geschreven = toegang.read_text() + portaal.uitvoer.read_text()
    assert "/uitnodiging/aannemen/" in geschreven and "/account/wachtwoord/nieuw/kiezen/" in geschreven
    assert len(sleutels) == 5
    assert [s for s in sleutels if s in geschreven] == []


def test_the_log_of_production_keeps_no_query_and_no_referer() -> None:
    assert "deploy/gunicorn.conf.py" in (ROOT / "Dockerfile").read_text().split("\nCMD ", 1)[1]
    start = (ROOT / "deploy" / "gunicorn.conf.py").read_text()
    assert "access_log_format" in start
    assert not re.search(r"%\((?:r|q|f|\{referer\}i|\{cookie\}i)\)s", start, re.I)
    proxy = (ROOT / "deploy" / "Caddyfile").read_text()
    assert "request>headers>Referer delete" in proxy
