"""A busy minute: 150 people reading and 20 saving at once, beside an empty page asked in the same minute.

`script/bench drukte` runs it on a throw-away database, against a real gunicorn; it prints and judges nothing. Readers
look at another page every six seconds or so, editors save every ten. The clients run on the same machine, so that
figures are worse than with a machine for each; what counts is reading and saving beside the empty page.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import django

from tests.bench.paginas import Lijn, _vul
from tests.proeven.gereedschap import Portaal, velden

LEZERS, REDACTEUREN, SECONDEN = 150, 20, 60
WORKERS = 2
LEEG, LEZEN, OPENEN, BEWAREN = "leeg", "lezen", "sectie openen", "sectie bewaren"
VOOR_IEDEREEN = ("", "opgaven/", *(f"opgaven/{n}/" for n in range(1, 22)), "governance/", "tijdlijn/")
VOOR_WIE_MEEWERKT = (*VOOR_IEDEREEN, "reacties/", "mijn-werk/", "opgaven/matrix/")


class Minuut:
    """What everybody measures, and when they stop."""

    def __init__(self, poort: int, seconden: int) -> None:
        self.poort, self.tot = poort, time.monotonic() + seconden
        self.tijden: defaultdict[str, list[float]] = defaultdict(list)
        self.fouten: Counter[str] = Counter()

    def meet(self, wat: str, lijn: Lijn, adres: str, sessie: str, **meer: Any) -> str:
        begin = time.perf_counter()
        try:
            status, inhoud, _ = lijn.vraag(adres, sessie, **meer)
        except OSError as fout:
            self.fouten[f"{wat}: {type(fout).__name__}"] += 1
            return ""
        self.tijden[wat].append(time.perf_counter() - begin)
        if status not in (200, 303):
            self.fouten[f"{wat}: {status}"] += 1
        return inhoud.decode()

    def om_de(self, seconden: float, doe: Callable[[Lijn], None], r: random.Random) -> None:
        """Again and again until the minute is over, from a moment of one's own on."""
        lijn = Lijn(self.poort)
        time.sleep(r.random() * seconden)
        while time.monotonic() < self.tot:
            doe(lijn)
            time.sleep(seconden * (0.5 + r.random()))


def drukte(bekend: dict[str, Any], database: str, seconden: int) -> Minuut:
    """The measured minute, after every page was asked once."""
    sessie = bekend["sessies"]["redacteur"]
    with Portaal(database, workers=WORKERS) as portaal:
        warm = Lijn(portaal.poort)
        for pad in VOOR_WIE_MEEWERKT:
            warm.vraag(f"/twente/{pad}", sessie)
        minuut = Minuut(portaal.poort, seconden)

        def lezer(n: int) -> None:
            r = random.Random(n)
            wie, paden = ("", VOOR_IEDEREEN) if n % 2 else (sessie, VOOR_WIE_MEEWERKT)
            minuut.om_de(6, lambda lijn: minuut.meet(LEZEN, lijn, f"/twente/{r.choice(paden)}", wie) and None, r)

        def redacteur(n: int) -> None:
            r, teller = random.Random(1000 + n), iter(range(10**9))

            def bewaar(lijn: Lijn) -> None:
                adres = f"/twente/opgaven/{n + 1}/impact/bewerken/"
                formulier = minuut.meet(OPENEN, lijn, adres, sessie, htmx=True)
                if "<form" not in formulier:
                    return
                ingevuld = velden(formulier)
                naam = next(veld for veld in ("opening", "tekst", "slot") if veld in ingevuld)
                ingevuld[naam] = [f"<p>Bewaard door {n}, keer {next(teller)}.</p>"]
                minuut.meet(BEWAREN, lijn, adres, sessie, htmx=True, data=ingevuld)

            minuut.om_de(10, bewaar, r)

        def leeg() -> None:
            minuut.om_de(0.2, lambda lijn: minuut.meet(LEEG, lijn, "/privacy/", sessie) and None, random.Random(0))

        rij = [threading.Thread(target=lezer, args=(n,)) for n in range(LEZERS)]
        rij += [threading.Thread(target=redacteur, args=(n,)) for n in range(REDACTEUREN)]
        rij.append(threading.Thread(target=leeg))
        for draad in rij:
            draad.start()
        for draad in rij:
            draad.join()
    return minuut


def toon(minuut: Minuut, seconden: int) -> list[str]:
    def p95(wat: str) -> float:
        return statistics.quantiles(minuut.tijden[wat], n=20)[-1] if len(minuut.tijden[wat]) > 1 else float("nan")

    regels = [f"{'':20}{'keer':>7}{'mediaan':>10}{'p95':>10}{'p95 maal leeg':>15}"]
    for wat in (LEEG, LEZEN, OPENEN, BEWAREN):
        tijden = minuut.tijden[wat] or [float("nan")]
        midden, hoog = statistics.median(tijden) * 1000, p95(wat) * 1000
        regels.append(f"{wat:20}{len(tijden):>7}{midden:>7.0f} ms{hoog:>7.0f} ms{p95(wat) / p95(LEEG):>15.1f}")
    samen = sum(map(len, minuut.tijden.values()))
    fouten = ", ".join(f"{naam} ({n}×)" for naam, n in minuut.fouten.items()) or "geen"
    return [*regels, f"{samen / seconden:.0f} vragen per seconde; fouten: {fouten}"]


def main(argumenten: list[str]) -> None:
    django.setup()
    from django.core.management import call_command

    seconden = next((int(a) for a in argumenten if a.isdigit()), SECONDEN)
    call_command("migrate", verbosity=0)
    bekend = _vul()
    print(f"Drukte: {LEZERS} lezers en {REDACTEUREN} redacteuren, {seconden} seconden, {WORKERS} processen", flush=True)
    print("\n".join(toon(drukte(bekend, os.environ["DATABASE_URL"], seconden), seconden)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
