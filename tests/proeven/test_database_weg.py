"""PostgreSQL is stopped while people are at work: every page says so within two seconds, every form keeps its text.

A real portal on a PostgreSQL of its own; every address of the table of rights, of the accounts and of the admin, as
somebody who is logged in. When it is back, what came back is sent again with one click, and is saved.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import psycopg
import pytest
from django.urls import NoReverseMatch, reverse
from lxml import html as lx

from script._launch.seed import SeededCluster, ensure_seed
from script._launch.test import CLUSTERS
from tests.huis.test_toegang import alle_adressen
from tests.huis.toegangstabel import TABEL

from .gereedschap import CSRF, ROOT, Portaal, velden

pytestmark = [pytest.mark.scripts, pytest.mark.lang]
WOORDEN = "Deze woorden zijn van mij & <b>blijven</b> van mij."
HOOGSTENS = 2.0
FICHE = "/twente/opgaven/7/vervolg/bewerken/"
ZONDER_DATABASE = {"portaal:privacy", "portaal:toegankelijkheid", "security_txt"}
"""May answer all the same, to a visitor."""


class Gekregen(NamedTuple):
    status: int
    tekst: str
    duur: float


class Mens:
    """Somebody with a session and a browser without scripts."""

    def __init__(self, poort: int, sessie: str) -> None:
        self.poort, self.sessie = poort, sessie

    def vraag(self, methode: str, adres: str, data: dict[str, object] | None = None, **koppen: str) -> Gekregen:
        koppen |= {"Connection": "close", "Cookie": f"sessionid={self.sessie}; csrftoken={CSRF}"}
        koppen |= {"Origin": f"http://127.0.0.1:{self.poort}"}
        inhoud = None
        if data is not None:
            inhoud = urlencode({"csrfmiddlewaretoken": CSRF} | data, doseq=True)
            koppen["Content-Type"] = "application/x-www-form-urlencoded"
        begin = time.monotonic()
        with closing(http.client.HTTPConnection("127.0.0.1", self.poort, timeout=30)) as lijn:
            lijn.request(methode, adres, inhoud, koppen)
            antwoord = lijn.getresponse()
            return Gekregen(antwoord.status, antwoord.read().decode(), time.monotonic() - begin)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[SeededCluster, str, str]]:
    """A PostgreSQL of our own with the example plan, and the sessions of a redacteur and a beheerder."""
    map_ = Path(tempfile.mkdtemp(prefix="npvr-proef-"))
    map_.chmod(0o755)
    with SeededCluster(map_ / "postgres", ensure_seed(CLUSTERS)) as cluster:
        omgeving = os.environ | {
            "DATABASE_URL": cluster.seeded_url,
            "NPVR_TEST": "1",
            "DJANGO_SETTINGS_MODULE": "npvr.settings",
        }
        opzet = [sys.executable, "-W", "ignore", "-m", "tests.proeven.opzet", "1"]
        mensen = json.loads(subprocess.run(opzet, env=omgeving, cwd=ROOT, check=True, capture_output=True).stdout)
        yield cluster, mensen["redacteur"][0][1], mensen["beheerder"][0][1]
    shutil.rmtree(map_)


def adressen() -> list[str]:
    """Every one that can be written down; that a page is there or not, nobody can look up now."""
    uit = [reverse(naam, kwargs=kwargs) for naam, (kwargs, _) in TABEL.items() if naam not in ZONDER_DATABASE]
    for naam in alle_adressen():
        if naam.startswith(("account_", "mfa_", "admin:")) and naam not in ("admin:jsi18n",):
            for args in ([], ["1"]):
                try:
                    uit.append(reverse(naam, args=args))
                except NoReverseMatch:
                    continue
    return uit


def kreten(mens: Mens, methode: str, adres: str, data: dict[str, object] | None, *, los: bool) -> list[str]:
    """What is wrong with one answer."""
    antwoord = mens.vraag(methode, adres, data, **({"HX-Request": "true"} if los else {}))
    fout = [] if antwoord.duur < HOOGSTENS else [f"duurde {antwoord.duur:.1f} s"]
    if antwoord.status == 405:  # refused before anything was looked at
        return [f"{methode} {adres}: {f}" for f in fout]
    if antwoord.status != 503 or "kan er nu niet bij" not in antwoord.tekst:
        fout.append(f"{antwoord.status}: {antwoord.tekst[:200]}")
    elif data is not None and not los:
        wortel = lx.fromstring(antwoord.tekst)
        if WOORDEN not in wortel.xpath("string(//textarea)"):
            fout.append("de tekst is weg")
        opnieuw = [dict(form.form_values()) for form in wortel.iter("form") if form.get("action") == adres]
        if not opnieuw or opnieuw[0].get("tekst") != WOORDEN:
            fout.append("niet opnieuw te sturen")
    return [f"{methode} {adres}: {f}" for f in fout]


def test_every_form_keeps_its_text(server: tuple[SeededCluster, str, str]) -> None:
    cluster, redacteur, beheerder = server
    with Portaal(cluster.seeded_url) as portaal:
        mens, baas = Mens(portaal.poort, redacteur), Mens(portaal.poort, beheerder)
        formulier: dict[str, object] = dict(velden(mens.vraag("GET", FICHE).tekst))
        formulier |= {"opening": WOORDEN, "vorm": "plat"}
        for wie in (mens, baas) * 4:
            assert wie.vraag("GET", "/twente/opgaven/7/").status == 200  # each thread has a connection that will break
        cluster._stop()
        try:
            fout, gevraagd = [], 0
            for adres in adressen():
                wie = baas if adres.startswith("/beheer/") else mens
                for methode, data, los in (("GET", None, False), ("POST", {"tekst": WOORDEN}, False)):
                    fout += kreten(wie, methode, adres, data, los=los)
                    gevraagd += 1
                fout += kreten(wie, "POST", adres, {"tekst": WOORDEN}, los=True)
            assert gevraagd > 400 and fout == []
            weg = mens.vraag("POST", FICHE, formulier)
            assert weg.status == 503
        finally:
            cluster.revive()
        form = next(f for f in lx.fromstring(weg.tekst).iter("form"))
        opnieuw: dict[str, object] = {}
        for naam, waarde in form.form_values():
            opnieuw[naam] = [*opnieuw.get(naam, []), waarde]  # type: ignore[misc]
        assert mens.vraag("POST", form.get("action"), opnieuw).status == 303
        with psycopg.connect(cluster.seeded_url) as db:
            rij = db.execute(
                "SELECT count(*) FROM opgaven_sectie WHERE opening LIKE '%%woorden zijn van mij%%'"
            ).fetchone()
        assert rij == (1,)


def test_a_server_that_does_not_answer(server: tuple[SeededCluster, str, str]) -> None:
    """The machine fell off the network: nobody refuses the line, and nobody takes it. PostgreSQL's own library waits at
    least two seconds for that, and then the page is drawn."""
    cluster, redacteur, _ = server
    with socket.socket() as doof:
        doof.bind(("127.0.0.1", 0))
        doof.listen(0)  # a queue that is full: a new line waits for ever
        vol = [socket.socket() for _ in range(4)]
        for lijn in vol:
            lijn.setblocking(False)
            lijn.connect_ex(doof.getsockname())
        nergens = f"postgresql://npvr@127.0.0.1:{doof.getsockname()[1]}/npvr"
        portaal = Portaal(nergens)
        try:
            portaal.start()
            antwoord = Mens(portaal.poort, redacteur).vraag("POST", FICHE, {"tekst": WOORDEN})
        finally:
            portaal.dood()
            for lijn in vol:
                lijn.close()
    assert antwoord.status == 503 and antwoord.duur < HOOGSTENS + 3 and "van mij." in antwoord.tekst
