"""Pages over HTTP, one client, each beside the floor: the cheapest page of the portal for somebody who is logged in.

`script/bench` runs it on a throw-away database; it prints ratios and judges nothing. Requests are interleaved: each
round asks every page once, so that other work on the machine weighs on all of them alike. Medians are shown. The
number of queries is counted in this process, on the same database.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import django

from tests.bench.vulling import OPGAVE
from tests.proeven.gereedschap import CSRF, ROOT, Portaal, velden

VLOER = "de vloer: alleen een naam in de kop"
FRAME = "het kader met een plan"
GROEI = 1.1
"""What ten years and eleven regions may add to a page."""


@dataclass
class Rij:
    """A page to measure. `doel`: how many times the floor it may cost; `vooraf` runs before each request. `reeks`:
    addresses that take turns, of which `adres` is one."""

    naam: str
    doel: float | None
    adres: str
    wie: str = "redacteur"
    htmx: bool = False
    data: Callable[[], Mapping[str, Any]] | None = None
    vooraf: Callable[[], None] | None = None
    nieuwste: bool = False
    reeks: tuple[str, ...] = ()
    tijden: list[float] = field(default_factory=list)
    bytes: int = 0
    status: int = 0
    vragen: int | None = None
    etag: str = ""


class Lijn:
    """One client that keeps its connection."""

    def __init__(self, poort: int) -> None:
        self.lijn = http.client.HTTPConnection("127.0.0.1", poort, timeout=120)

    def vraag(
        self,
        adres: str,
        sessie: str = "",
        *,
        htmx: bool = False,
        data: Mapping[str, Any] | None = None,
        etag: str = "",
    ) -> tuple[int, bytes, str]:
        koppen = {"Cookie": f"sessionid={sessie}; csrftoken={CSRF}" if sessie else "", "X-CSRFToken": CSRF}
        koppen |= {"HX-Request": "true"} if htmx else {}
        koppen |= {"If-None-Match": etag} if etag else {}
        inhoud = None
        if data is not None:
            inhoud = urlencode(list(data.items()), doseq=True)
            koppen["Content-Type"] = "application/x-www-form-urlencoded"
        with contextlib.suppress(http.client.RemoteDisconnected, BrokenPipeError):
            self.lijn.request("GET" if data is None else "POST", adres, inhoud, {k: v for k, v in koppen.items() if v})
            antwoord = self.lijn.getresponse()
            return antwoord.status, antwoord.read(), antwoord.headers.get("ETag", "")
        self.lijn.close()
        return self.vraag(adres, sessie, htmx=htmx, data=data, etag=etag)


def rijen(bekend: dict[str, Any], lijn: Lijn) -> list[Rij]:
    """The rows of performance.md, in its order."""
    from tests.bench.vulling import bewerk

    sessie = bekend["sessies"]["redacteur"]
    eerste, laatste = bekend["versies"][0], bekend["versies"][-1]
    fiche = f"/twente/opgaven/{OPGAVE}/"
    overal = tuple(f"/{regio}/opgaven/{OPGAVE}/" for regio in bekend.get("regios", ["twente"]))
    teller = iter(range(1000, 10**9))

    def formulier() -> Mapping[str, Any]:
        _, pagina, _ = lijn.vraag(f"{fiche}impact/bewerken/", sessie)
        ingevuld = velden(pagina.decode())
        naam = next(n for n in ("opening", "tekst", "slot") if n in ingevuld)
        ingevuld[naam] = [f"<p>Bewaard in ronde {next(teller)}.</p>"]
        return ingevuld

    def collega() -> None:
        bewerk(next(teller))

    def nog_eens(adres: str) -> Callable[[], None]:
        """Asked just before as well: in the round before somebody saved."""
        return lambda: lijn.vraag(adres, sessie) and None

    wijzigingen = f"/twente/vergelijken/?{urlencode({'van': eerste, 'naar': laatste})}"
    return [
        Rij(VLOER, 1, "/privacy/"),
        Rij(FRAME, 1.3, "/twente/opdrachten/"),
        Rij("fiche, redacteur", 2, fiche, vooraf=nog_eens(fiche)),
        Rij("fiche, net nadat een collega bewaarde", 3, fiche, vooraf=collega),
        Rij("fiche, bezoeker", 1.2, fiche, wie=""),
        Rij("fiche, bezoeker, 304", 0.8, fiche, wie="", nieuwste=True),
        Rij("fiche van een versie", 1.2, f"/twente/documenten/{laatste}/opgaven/{OPGAVE}/"),
        Rij("lijst van 21", 2, "/twente/opgaven/"),
        Rij("matrix", 4, "/twente/opgaven/matrix/"),
        Rij("sectie openen", 1.5, f"{fiche}impact/bewerken/", htmx=True),
        Rij("sectie bewaren", 2.5, f"{fiche}impact/bewerken/", htmx=True, data=formulier),
        Rij("vergelijken", 8, wijzigingen),
        Rij("dossier van een ministerie", 8, "/twente/ministeries/bzk/"),
        Rij("lijst van reacties", 8, "/twente/reacties/"),
        Rij("mijn werk", 8, "/twente/mijn-werk/", vooraf=nog_eens("/twente/mijn-werk/")),
        Rij("mijn werk, net nadat een collega bewaarde", 8, "/twente/mijn-werk/", vooraf=collega),
        Rij("reacties bij een hele fiche", 4, f"{fiche}reacties/", htmx=True),
        Rij("reactienota", 8, "/twente/reactienota/", wie="programmamanager"),
        Rij("plancontrole", 8, "/twente/plancontrole/", vooraf=nog_eens("/twente/plancontrole/")),
        Rij("governance", 4, "/twente/governance/", wie=""),
        Rij("monitoring", 4, "/twente/monitoring/", wie=""),
        Rij("tijdlijn", 4, "/twente/tijdlijn/", wie=""),
        Rij("voorpagina, bezoeker", 2, "/twente/", wie=""),
        Rij("fiches van alle regio's op rij, bezoeker", 1.2, fiche, wie="", reeks=overal),
    ]


def meet(bekend: dict[str, Any], database: str, rondes: int) -> list[Rij]:
    """The rows with their figures, `rondes` rounds after two that warm up."""
    with Portaal(database, workers=1) as portaal:
        lijn = Lijn(portaal.poort)
        lijst = rijen(bekend, lijn)
        for rij in lijst:
            for adres in rij.reeks:
                lijn.vraag(adres, bekend["sessies"].get(rij.wie, ""))
        for ronde in range(rondes + 2):
            for rij in lijst:
                sessie = bekend["sessies"].get(rij.wie, "")
                data = rij.data() if rij.data else None
                if rij.vooraf:
                    rij.vooraf()
                begin = time.perf_counter()
                rij.status, inhoud, etag = lijn.vraag(
                    rij.reeks[ronde % len(rij.reeks)] if rij.reeks else rij.adres,
                    sessie,
                    htmx=rij.htmx,
                    data=data,
                    etag=rij.etag if rij.nieuwste else "",
                )
                tijd = time.perf_counter() - begin
                rij.etag = etag or rij.etag
                rij.bytes = len(inhoud) or rij.bytes
                if ronde >= 2:
                    rij.tijden.append(tijd)
            for rij in lijst:
                if rij.status not in (200, 303, 304):
                    raise SystemExit(f"{rij.naam}: {rij.adres} gaf {rij.status}\n{portaal.uitvoer.read_text()[-2000:]}")
        for rij in lijst:
            rij.vragen = _vragen(rij, bekend)
    return lijst


def _vragen(rij: Rij, bekend: dict[str, Any]) -> int | None:
    """Queries of a second request, in this process; None for what writes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    if rij.data is not None:
        return None
    client = Client(headers={"HX-Request": "true"} if rij.htmx else None)
    if rij.wie:
        client.cookies["sessionid"] = bekend["sessies"][rij.wie]
    client.get(rij.adres)
    if rij.vooraf:
        rij.vooraf()
    with CaptureQueriesContext(connection) as gevraagd:
        client.get(rij.adres)
    return len(gevraagd)


def _median(rij: Rij) -> float:
    return statistics.median(rij.tijden)


def toon(lijst: list[Rij], eerder: list[Rij] | None = None) -> Iterator[str]:
    """A table: times the floor, the goal, queries, kB; with what it was before the growth where that was measured."""
    vloer = _median(lijst[0])
    kop = f"{'':42}{'maal':>7}{'doel':>7}{'vragen':>8}{'kB':>8}"
    yield kop + (f"{'eerst':>9}{'groei':>8}" if eerder else "")
    for n, rij in enumerate(lijst):
        maal = _median(rij) / vloer
        doel = f"{rij.doel:g}" if rij.doel else ""
        boven = " " if rij.doel is None or maal <= rij.doel * 1.05 else "·"
        regel = f"{rij.naam:42}{maal:>6.1f}{boven}{doel:>7}{rij.vragen if rij.vragen is not None else '–':>8}"
        regel += f"{rij.bytes / 1000:>8.1f}"
        if eerder:
            voor = _median(eerder[n]) / _median(eerder[0])
            regel += f"{voor:>9.1f}{maal / voor:>7.2f}×"
        yield regel
    yield f"de vloer is {vloer * 1000:.1f} ms op deze machine; · boven het doel"


def _vul(*wat: str) -> dict[str, Any]:
    uit = subprocess.run([sys.executable, "-m", "tests.bench.vulling", *wat], cwd=ROOT, check=True, capture_output=True)
    return dict(json.loads(uit.stdout.splitlines()[-1]))


def main(argumenten: list[str]) -> None:
    django.setup()
    from django.core.management import call_command

    groei = "--groei" in argumenten
    rondes = next((int(a) for a in argumenten if a.isdigit()), 15)
    call_command("migrate", verbosity=0)
    bekend = _vul()
    print(f"Bladzijden, {rondes} rondes, {bekend['reacties']} reacties")
    lijst = meet(bekend, os.environ["DATABASE_URL"], rondes)
    print("\n".join(toon(lijst)), flush=True)
    if groei:
        meer = _vul("groei")
        print(f"\nNa de groei: {len(meer['regios'])} regio's, {meer['versies']} versies, {meer['reacties']} reacties")
        bekend["regios"] = meer["regios"]
        print("\n".join(toon(meet(bekend, os.environ["DATABASE_URL"], rondes), lijst)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
