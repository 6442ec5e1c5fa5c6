"""kill -9 in mid-save: what was acknowledged is there, nothing is half, and the portal comes back by itself.

People save while a worker, the whole of gunicorn, or PostgreSQL is killed, and go on when it is back. A save is text
and list together: afterwards they are of the same save, in each section. Only processes that the test started are
killed, by their number.

Larger: NPVR_PROEF_KILLS=200 NPVR_PROEF_PG_KILLS=50 script/test tests/proeven/test_kill.py
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path

import psycopg
import pytest

from script._launch.seed import SeededCluster, ensure_seed
from script._launch.test import CLUSTERS

from .gereedschap import ROOT, Klant, Portaal, groot, velden

pytestmark = [pytest.mark.django_db, pytest.mark.scripts]
KILLS, PG_KILLS, MENSEN = groot("KILLS", 20), groot("PG_KILLS", 3), 6
TEKEN = re.compile(r"q\d+z\d+q")


class Schrijver(threading.Thread):
    """Saves in one section that is theirs and one that all share; knows what was acknowledged."""

    def __init__(self, wie: int, klant: Klant, klaar: threading.Event) -> None:
        super().__init__(daemon=True)
        self.wie, self.klant, self.klaar = wie, klant, klaar
        self.erkend: list[tuple[int, str]] = []
        self.gebroken = 0
        self.fout = ""

    def run(self) -> None:
        n = 0
        while not self.klaar.is_set():
            n += 1
            opgave = self.wie + 2 if n % 3 else 1
            teken = f"q{self.wie}z{n}q"
            try:
                adres = f"/twente/opgaven/{opgave}/knelpunten/bewerken/"
                antwoord = self.klant.get(adres)
                if antwoord.status != 200:
                    self.gebroken += 1
                    time.sleep(0.05)
                    continue
                veld = velden(antwoord.tekst)
                teksten = [naam for naam in veld if re.fullmatch(r"item-\d+-tekst", naam)]
                eigen = next((t for t in teksten if TEKEN.search(veld[t][0])), None)
                veld[eigen or next(t for t in teksten if not veld[t][0].strip())] = [f"Proefpunt {teken}"]
                veld["opening"] = [(veld["opening"][0] + "\n\n" + teken).strip()]
                antwoord = self.klant.post(adres, veld)
                if antwoord.status == 200:
                    self.erkend.append((opgave, teken))
                elif antwoord.status < 500 and antwoord.status != 409:
                    self.fout = f"{antwoord.status}: {antwoord.tekst[:300]}"
                    return
            except (OSError, HTTPException):  # the line broke: this save was not acknowledged
                self.gebroken += 1
                time.sleep(0.02)


def keur(database: str, schrijvers: list[Schrijver]) -> list[str]:
    """What was acknowledged and is not there, or is there by halves."""
    with psycopg.connect(database) as db:
        tekst = {
            nummer: (pk, versie, opening)
            for nummer, pk, versie, opening in db.execute(
                "SELECT o.nummer, s.id, s.versie, s.opening FROM opgaven_sectie s"
                " JOIN opgaven_opgave o ON o.id = s.opgave_id"
                " JOIN opgaven_sectiesoort k ON k.id = s.soort_id WHERE k.code = 'knelpunten'"
            )
        }
        punten: dict[int, list[str]] = defaultdict(list)
        for pk, punt, sectieversie in db.execute(
            "SELECT sectie_id, tekst, sectieversie FROM opgaven_item WHERE tekst LIKE 'Proefpunt %'"
        ):
            punten[pk] += [f"{teken} in {sectieversie}" for teken in TEKEN.findall(punt)]
        geschiedenis = dict(
            db.execute("SELECT pgh_obj_id, count(DISTINCT versie) FROM opgaven_sectiegebeurtenis GROUP BY 1").fetchall()
        )
    mis = []
    for schrijver in schrijvers:
        for opgave, teken in schrijver.erkend:
            if teken not in TEKEN.findall(tekst[opgave][2]):
                mis.append(f"{teken} was erkend in opgave {opgave} en is er niet")
    for opgave, (pk, versie, opening) in tekst.items():
        # a save is a paragraph and a point, written as one; what two people add at once goes together
        letters = TEKEN.findall(opening)
        laatste = {f"{teken} in {versie}" for teken in letters[-1:]}
        if not laatste <= set(punten[pk]) <= {f"{teken} in {versie}" for teken in letters}:
            mis.append(f"half: opgave {opgave} heeft {punten[pk]} bij {laatste}")
        if geschiedenis[pk] != versie:
            mis.append(f"opgave {opgave} staat op {versie} en heeft {geschiedenis[pk]} versies")
    return mis


def onder_druk(
    portaal: Portaal, database: str, mensen: list[list], keren: int, sla_toe: Callable[[int], None]
) -> list[Schrijver]:
    """Saves by all; `sla_toe` kills, each time after some were acknowledged. After each kill saves go on."""
    klaar = threading.Event()
    schrijvers = [Schrijver(n, Klant(portaal.poort, s, u), klaar) for n, (u, s) in enumerate(mensen[:MENSEN])]
    for schrijver in schrijvers:
        schrijver.start()

    def erkend() -> int:
        return sum(len(schrijver.erkend) for schrijver in schrijvers)

    def wacht_op_meer(hoeveel: int) -> None:
        nodig, tot = erkend() + hoeveel, time.monotonic() + 180
        while erkend() < nodig:
            assert time.monotonic() < tot, portaal.uitvoer.read_text()[-3000:]
            assert not any(schrijver.fout for schrijver in schrijvers), [s.fout for s in schrijvers]
            time.sleep(0.005)

    try:
        for keer in range(keren):
            wacht_op_meer(3)
            time.sleep(keer % 7 * 0.004)  # anywhere in a save
            sla_toe(keer)
        wacht_op_meer(MENSEN)
    finally:
        klaar.set()
        for schrijver in schrijvers:
            schrijver.join(90)
    assert not any(schrijver.fout for schrijver in schrijvers)
    return schrijvers


@pytest.mark.lang
def test_kill_9_of_workers_and_of_the_whole_server(
    proefdatabase: Callable[[], str], mensen: dict[str, list[list]]
) -> None:
    database = proefdatabase()
    with Portaal(database) as portaal:

        def sla_toe(keer: int) -> None:
            if keer % 4 == 3:  # everything at once, and started again, as systemd or Docker would
                portaal.dood()
                portaal.start()
            elif werkers := portaal.werkers():  # the master makes a new one
                os.kill(werkers[0], signal.SIGKILL)

        schrijvers = onder_druk(portaal, database, mensen["redacteur"], KILLS, sla_toe)
    assert keur(database, schrijvers) == []
    assert sum(schrijver.gebroken for schrijver in schrijvers) > 0  # it did hurt
    assert sum(len(schrijver.erkend) for schrijver in schrijvers) >= KILLS * 3


@pytest.fixture
def duurzaam() -> Iterator[SeededCluster]:
    """A PostgreSQL of our own that keeps what it acknowledged (fsync)."""
    map_ = Path(tempfile.mkdtemp(prefix="npvr-proef-"))
    map_.chmod(0o755)
    with SeededCluster(map_ / "postgres", ensure_seed(CLUSTERS), throwaway=False) as cluster:
        yield cluster
    shutil.rmtree(map_)


@pytest.mark.lang
def test_kill_9_of_postgresql(duurzaam: SeededCluster) -> None:
    """A backend, and the postmaster itself; gunicorn is not started again."""
    database = duurzaam.seeded_url
    with psycopg.connect(database) as db:
        assert [db.execute(f"SHOW {naam}").fetchone() for naam in ("fsync", "synchronous_commit")] == [("on",)] * 2
    omgeving = os.environ | {"DATABASE_URL": database, "NPVR_TEST": "1", "DJANGO_SETTINGS_MODULE": "npvr.settings"}
    opzet = [sys.executable, "-W", "ignore", "-m", "tests.proeven.opzet", str(MENSEN)]
    mensen = json.loads(subprocess.run(opzet, env=omgeving, cwd=ROOT, check=True, capture_output=True).stdout)

    def sla_toe(keer: int) -> None:
        if keer % 3 == 2:  # one process of the server: it ends all others and recovers
            with psycopg.connect(database) as db:
                rij = db.execute(
                    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
                ).fetchone()
            if rij:
                os.kill(rij[0], signal.SIGKILL)
        else:
            proces = duurzaam._postmaster()
            assert proces
            os.kill(proces, signal.SIGKILL)
        tot = time.monotonic() + 60
        while not duurzaam._is_ready():
            assert time.monotonic() < tot
            duurzaam.revive()
            time.sleep(0.1)

    with Portaal(database) as portaal:
        eerst = portaal.proces.pid if portaal.proces else 0
        schrijvers = onder_druk(portaal, database, mensen["redacteur"], PG_KILLS, sla_toe)
        assert portaal.proces and portaal.proces.pid == eerst and portaal.proces.poll() is None
    assert keur(database, schrijvers) == []
    assert sum(schrijver.gebroken for schrijver in schrijvers) > 0
