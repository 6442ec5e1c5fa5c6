"""Two editors, one section: the later one is told, and no word that was acknowledged is ever gone in silence.

Fifty people save at once over HTTP, to gunicorn with several workers and threads, on the real PostgreSQL, while two
other processes write by every other door there is: the action itself, loading a plan, bulk updates that do it right and
that do not, a status that closes a fiche for a moment. The people also restore older texts and leave kladden; the admin
has no door. Afterwards the history is read as a judge would: versions form a chain without a gap, each acknowledged
save is one version right after the one its writer had seen, and no word disappeared but by somebody who had seen it or
replaced it on purpose. The same test with the version check taken out must find losses.

NPVR_PROEF_SAVES is the number of acknowledged saves of a section, 4,000 unless told: a quarter of them by form, the
rest by the action and in bulk. Larger: NPVR_PROEF_SAVES=10000 script/test tests/proeven/test_verloren_wijziging.py
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException

import psycopg
import pytest

from .gereedschap import ROOT, Klant, Portaal, groot, velden

pytestmark = pytest.mark.django_db

MENSEN, SCHRIJVERS = 50, 2
SAVES = groot("SAVES", 4000)
TEKEN = re.compile(r"q\d+z\d+q")
PLEKKEN = [(n, s) for n in range(1, 22) for s in ("opgave", "situatie", "impact", "knelpunten", "vervolg")]
MET_LIJST = {"knelpunten", "vervolg"}
Plek = tuple[int, str]


@dataclass
class Verslag:
    """What clients were told. A save is (place, base, token); a restore (place, base, number of the old version)."""

    bewaard: list[tuple[Plek, int, str]] = field(default_factory=list)
    terug: list[tuple[Plek, int, int]] = field(default_factory=list)
    kladden: dict[tuple[int, Plek], tuple[int, str]] = field(default_factory=dict)
    statussen: Counter[str] = field(default_factory=Counter)
    fouten: list[str] = field(default_factory=list)
    schrijver: list[dict] = field(default_factory=list)


def adres(plek: Plek, verder: str = "bewerken/") -> str:
    return f"/twente/opgaven/{plek[0]}/{plek[1]}/{verder}"


def met_teken(veld: dict[str, list[str]], plek: Plek, teken: str) -> dict[str, list[str]]:
    """The form with a word more: in the text, and in a list also as the words of one point of our own."""
    uit = dict(veld)
    uit["opening"] = [(veld["opening"][0] + "\n\n" + teken).strip()]
    if plek[1] in MET_LIJST:
        teksten = [naam for naam in veld if re.fullmatch(r"item-\d+-tekst", naam)]
        eigen = next((n for n in teksten if TEKEN.search(veld[n][0])), None)
        uit[eigen or next(n for n in teksten if not veld[n][0].strip())] = [f"Proefpunt {teken}"]
    return uit


class Mens(threading.Thread):
    """Somebody who saves until their share is acknowledged."""

    def __init__(self, wie: int, klant: Klant, verslag: Verslag, keren: int, samen: threading.Barrier) -> None:
        super().__init__(daemon=True)
        self.wie, self.klant, self.verslag, self.keren, self.samen = wie, klant, verslag, keren, samen
        self.kies = random.Random(wie)
        self.gezien: dict[Plek, dict[str, list[str]]] = {}

    def run(self) -> None:
        try:
            self.samen.wait(60)
            for n in range(self.keren):
                self.bewaar(self.kies_plek(), f"q{self.wie}z{n}q")
                if n % 6 == 2:
                    self.klad(self.kies_plek(), n)
                if n % 6 == 4:
                    self.zet_terug(self.kies_plek())
        except (AssertionError, OSError, HTTPException, LookupError, StopIteration) as fout:
            self.verslag.fouten.append(f"{self.wie}: {fout!r}"[:600])
        self.verslag.fouten += self.klant.fouten

    def kies_plek(self) -> Plek:
        """Mostly among four that few others write in, now and then where everybody is."""
        if self.kies.random() < 0.3:
            return self.kies.choice(PLEKKEN[:15])
        return PLEKKEN[15 + (self.wie * 2 + self.kies.randrange(4)) % (len(PLEKKEN) - 15)]

    def lees(self, plek: Plek) -> dict[str, list[str]]:
        for _ in range(200):
            antwoord = self.klant.get(adres(plek))
            if antwoord.status != 409:  # akkoord just now
                break
            time.sleep(0.02)
        assert antwoord.status == 200, antwoord.status
        self.gezien[plek] = velden(antwoord.tekst)
        return self.gezien[plek]

    def bewaar(self, plek: Plek, teken: str) -> None:
        """Until it is taken: on a conflict read what stands, and add the word to that."""
        oud = self.gezien.get(plek) if self.kies.random() < 0.5 else None  # from a window that was left open
        for _ in range(200):
            veld = oud or self.lees(plek)
            oud = None
            antwoord = self.klant.post(adres(plek), met_teken(veld, plek, teken))
            self.verslag.statussen[f"bewaar {antwoord.status}"] += 1
            if antwoord.status == 200:
                self.verslag.bewaard.append((plek, int(veld["versie"][0]), teken))
                self.gezien.pop(plek, None)
                if plek[1] not in MET_LIJST:  # the window stays open: what was sent is what stands now
                    na = met_teken(veld, plek, teken)
                    self.gezien[plek] = na | {"versie": [str(int(veld["versie"][0]) + 1)]}
                return
            assert antwoord.status == 409, f"{plek} {antwoord.status} {antwoord.tekst[:200]}"
        raise AssertionError("nooit aan de beurt gekomen")

    def klad(self, plek: Plek, n: int) -> None:
        veld = self.gezien.get(plek) or self.lees(plek)
        tekst = f"Klad {n} van {self.wie}"
        data = veld | {"opening": [tekst], "venster": [f"proef{self.wie:04}"], "volgnummer": [str(n)]}
        antwoord = self.klant.post(adres(plek, "bewerken/klad/"), data | {"wie": [str(self.klant.user)]})
        self.verslag.statussen[f"klad {antwoord.status}"] += 1
        if antwoord.status == 200:
            self.verslag.kladden[self.klant.user, plek] = n, tekst

    def zet_terug(self, plek: Plek) -> None:
        """From the version on screen, to some version before it."""
        nu = int((self.gezien.get(plek) or self.lees(plek))["versie"][0])
        if nu < 3:
            return
        naar = self.kies.randrange(max(1, nu - 3), nu)
        antwoord = self.klant.post(adres(plek, f"geschiedenis/{naar}/terug/"), {"versie": str(nu)}, htmx=False)
        self.verslag.statussen[f"terug {antwoord.status}"] += 1
        if antwoord.status == 303:
            self.verslag.terug.append((plek, nu, naar))
        self.gezien.pop(plek, None)


def laat_los(portaal: Portaal, database: str, mensen: dict[str, list[list]], saves: int) -> Verslag:
    """All at once; with the other doors in a process of their own."""
    verslag = Verslag()
    samen = threading.Barrier(MENSEN)
    draden = [
        Mens(wie, Klant(portaal.poort, sessie, user), verslag, saves // 4 // MENSEN, samen)
        for wie, (user, sessie) in enumerate(mensen["redacteur"][:MENSEN])
    ]
    uitvoer = [tempfile.TemporaryFile("w+") for _ in range(SCHRIJVERS)]  # noqa: SIM115
    schrijvers = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.proeven.schrijver", str(n), str(saves * 3 // 8)],
            env=os.environ | {"DATABASE_URL": database, "NPVR_TEST": "1", "DJANGO_SETTINGS_MODULE": "npvr.settings"},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=bestand,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n, bestand in enumerate(uitvoer)
    ]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(900)
    for schrijver in schrijvers:
        assert schrijver.stdin and schrijver.stderr
        schrijver.stdin.close()
    for schrijver in schrijvers:
        fout = schrijver.stderr.read()
        if schrijver.wait(300):
            verslag.fouten.append(fout[-2000:])
        schrijver.stderr.close()
    for bestand in uitvoer:
        with bestand:
            bestand.seek(0)
            verslag.schrijver += [json.loads(regel) for regel in bestand]
    return verslag


def keur(verslag: Verslag, database: str) -> list[str]:
    """What is wrong, in words that begin with the kind of fault: "verloren", "gat", "weg", "half", "klad"."""
    mis: list[str] = []
    with psycopg.connect(database) as db:
        secties: dict[Plek, tuple[int, int]] = {
            (nummer, soort): (pk, versie)
            for pk, versie, nummer, soort in db.execute(
                "SELECT s.id, s.versie, o.nummer, k.code FROM opgaven_sectie s JOIN opgaven_opgave o"
                " ON o.id = s.opgave_id JOIN opgaven_sectiesoort k ON k.id = s.soort_id"
            )
        }
        keten: dict[int, list[tuple[int, set[str], str, str]]] = defaultdict(list)
        for pk, versie, opening, slot, bron, waarom in db.execute(
            "SELECT g.pgh_obj_id, g.versie, g.opening, g.slot, coalesce(c.metadata->>'bron', ''),"
            " coalesce(c.metadata->>'waarom', '') FROM opgaven_sectiegebeurtenis g"
            " LEFT JOIN pghistory_context c ON c.id = g.pgh_context_id ORDER BY g.pgh_obj_id, g.versie, g.pgh_id"
        ):
            keten[pk].append((versie, set(TEKEN.findall(opening + slot)), bron, waarom))
        lijsten: dict[int, list[str]] = defaultdict(list)
        for pk, tekst in db.execute("SELECT sectie_id, tekst FROM opgaven_item WHERE tekst LIKE 'Proefpunt %'"):
            lijsten[pk] += TEKEN.findall(tekst)
        eind = dict(db.execute("SELECT id, opening FROM opgaven_sectie").fetchall())
        kladden = {
            (user, pk): (nummer, velden["opening"][0])
            for user, pk, nummer, velden in db.execute(
                "SELECT user_id, sectie_id, volgnummer, velden FROM opgaven_klad WHERE venster LIKE 'proef%'"
            )
        }

    teruggezet = {(secties[plek][0], basis + 1): naar for plek, basis, naar in verslag.terug}
    for plek, (pk, staat) in secties.items():
        nummers = [versie for versie, *_ in keten[pk]]
        if nummers != list(range(1, staat + 1)):
            mis.append(f"gat: {plek} staat op {staat}, de geschiedenis kent {len(nummers)} versies")
        for (v, voor, *_), (w, na, bron, waarom) in zip(keten[pk], keten[pk][1:], strict=False):
            weg = voor - na
            if not weg or bron == "inlezen":
                continue
            naar = teruggezet.get((pk, w))
            if waarom.startswith("Teruggezet") and naar is not None and na == keten[pk][naar - 1][1]:
                continue
            mis.append(f"verloren: {plek} verloor {sorted(weg)} tussen versie {v} en {w}")
        if plek[1] in MET_LIJST:
            laatste = TEKEN.findall(eind[pk])[-1:]
            if lijsten[pk] != laatste:
                mis.append(f"half: {plek} heeft punt {lijsten[pk]} bij een tekst die eindigt op {laatste}")
    eerst: dict[tuple[int, str], int] = {}
    for pk, rijen in keten.items():
        for versie, tekens, *_ in rijen:
            for teken in tekens:
                eerst.setdefault((pk, teken), versie)
    for plek, basis, teken in verslag.bewaard:
        if eerst.get((secties[plek][0], teken)) != basis + 1:
            stond = eerst.get((secties[plek][0], teken))
            mis.append(f"weg: {teken} is bewaard in {plek} vanaf versie {basis}, maar kwam in versie {stond}")
    for (user, plek), klad in verslag.kladden.items():
        if kladden.get((user, secties[plek][0])) != klad:
            mis.append(f"klad: van {user} in {plek} is {kladden.get((user, secties[plek][0]))}, niet {klad}")
    for daad in verslag.schrijver:
        if daad["soort"] == "daad" and eerst.get((daad["pk"], daad["teken"])) != daad["basis"] + 1:
            mis.append(f"weg: {daad}")
        tekens = sum(1 for _, teken in eerst if teken == daad.get("teken"))
        if daad["soort"] in ("bulk", "oud") and tekens != daad["aantal"]:
            mis.append(f"weg: {daad} staat in {tekens} secties")
        if daad["soort"] == "inlezen" and tekens != daad["gedaan"]:
            mis.append(f"weg: {daad} staat in {tekens} secties")
    return mis


@pytest.mark.lang
def test_fifty_people_lose_nothing(proefdatabase: Callable[[], str], mensen: dict[str, list[list]]) -> None:
    database = proefdatabase()
    with Portaal(database, workers=3) as portaal:
        verslag = laat_los(portaal, database, mensen, SAVES)
        beheerder = Klant(portaal.poort, mensen["beheerder"][0][1])
        beheer = {
            pad: beheerder.post(f"/beheer/opgaven/{pad}/", {"opening": "weg"}, htmx=False).status
            for pad in ("sectie", "sectie/1/change", "item/add", "item/1/change", "opgave/1/change", "klad/1/change")
        }
        uitvoer = portaal.uitvoer.read_text()

    assert verslag.fouten == []
    assert "Traceback" not in uitvoer, uitvoer[-3000:]
    assert keur(verslag, database) == []
    daden = [daad for daad in verslag.schrijver if daad["soort"] == "daad"]
    assert len(verslag.bewaard) == SAVES // 4 // MENSEN * MENSEN
    in_bulk = sum(daad["aantal"] for daad in verslag.schrijver if daad["soort"] == "bulk")
    assert len(daden) > SAVES // 4 and len(verslag.bewaard) + len(daden) + in_bulk >= SAVES
    assert set(beheer.values()) == {404}
    # all doors were really tried, and people really met
    assert verslag.statussen["bewaar 409"] > SAVES // 100
    assert verslag.statussen["terug 303"] > SAVES // 100 and verslag.statussen["klad 200"] > SAVES // 100
    per_deur = Counter(daad["soort"] for daad in verslag.schrijver)
    assert set(per_deur) == {"bulk", "fout", "oud", "inlezen", "daad", "werkorde"}
    assert all(daad["geweigerd"] for daad in verslag.schrijver if daad["soort"] == "fout")
    assert {daad["gedaan"] for daad in verslag.schrijver if daad["soort"] == "inlezen"} == {True, False}


@pytest.mark.parametrize("database_kijkt_mee", [True, False])
def test_the_proof_bites(
    proefdatabase: Callable[[], str], mensen: dict[str, list[list]], database_kijkt_mee: bool
) -> None:
    """Negative control: with the version check taken out of the code, and also out of the database, words are lost."""
    database = proefdatabase()
    if not database_kijkt_mee:
        with psycopg.connect(database, autocommit=True) as db:
            naam = db.execute(
                "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_versie_loopt_op_%'"
            ).fetchone()
            assert naam is not None
            db.execute(f"ALTER TABLE opgaven_sectie DISABLE TRIGGER {naam[0]}")
    with Portaal(database, workers=3, wsgi="tests.proeven.zonder_controle") as portaal:
        verslag = laat_los(portaal, database, mensen, 200)
    mis = keur(verslag, database)
    assert [m for m in mis if m.startswith("verloren")]
    assert [m for m in mis if m.startswith("weg")]
