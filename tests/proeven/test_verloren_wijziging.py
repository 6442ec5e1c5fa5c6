"""Two editors, one section: their work goes together, and no word that was acknowledged is ever gone in silence.

Fifty people save at once over HTTP, to gunicorn with several workers and threads, on the real PostgreSQL, while two
other processes write by every other door there is: the action itself, loading a plan, bulk updates that do it right and
that do not, a status that closes a fiche for a moment. The people add paragraphs, and add, reword, move and remove
points of lists, half of the time from a window that was left open; they choose where they meet. They also restore older
texts and leave kladden; the admin has no door. Afterwards the history is read as a judge would: versions form a chain
without a gap, each acknowledged save is one version, right after the one its writer had seen or merged from it, and no
word disappeared but by somebody who took it out themselves, or was shown it and chose. The same test with the version
check taken out, or with merging that prefers one side, must find losses.

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
from itertools import pairwise

import psycopg
import pytest
from lxml import html as lx

from .gereedschap import ROOT, Klant, Portaal, Veld, groot, velden

pytestmark = pytest.mark.django_db

MENSEN, SCHRIJVERS = 50, 2
SAVES = groot("SAVES", 4000)
TEKEN = re.compile(r"[qp]\d+z\d+[qp]")
"""A word of one save: q…q in a paragraph of the text, p…p in a point of a list."""
PLEKKEN = [(n, s) for n in range(1, 22) for s in ("opgave", "situatie", "impact", "knelpunten", "vervolg")]
MET_LIJST = {"knelpunten", "vervolg"}
VOL = 25
Plek = tuple[int, str]


@dataclass
class Daad:
    """An acknowledged save: what it added, what its writer took out, and what they were shown to choose from."""

    plek: Plek
    basis: int
    teken: str
    erbij: set[str]
    weg: set[str] = field(default_factory=set)
    getoond: set[str] = field(default_factory=set)


@dataclass
class Verslag:
    """What clients were told. A restore is (who, place, base, number of the old version)."""

    bewaard: list[Daad] = field(default_factory=list)
    terug: list[tuple[int, Plek, int, int]] = field(default_factory=list)
    kladden: dict[tuple[int, Plek], tuple[int, str]] = field(default_factory=dict)
    statussen: Counter[str] = field(default_factory=Counter)
    fouten: list[str] = field(default_factory=list)
    schrijver: list[dict] = field(default_factory=list)


def adres(plek: Plek, verder: str = "bewerken/") -> str:
    return f"/twente/opgaven/{plek[0]}/{plek[1]}/{verder}"


def met_teken(veld: Veld, daad: Daad, kies: random.Random) -> Veld:
    """The form with a paragraph more; in a list also a point that is added, reworded, moved or removed."""
    uit = dict(veld) | {"waarom": [daad.teken], "opening": [(veld["opening"][0] + "\n\n" + daad.teken).strip()]}
    daad.erbij, daad.weg, daad.getoond = {daad.teken}, set(), set()
    if daad.plek[1] not in MET_LIJST:
        return uit
    rijen = [n for n in range(int(veld["item-INITIAL_FORMS"][0])) if TEKEN.search(veld[f"item-{n}-tekst"][0])]
    wat = kies.choice(("erbij", "anders", "anders", "schuif", "weg")) if len(rijen) < VOL else "weg"
    if not rijen or wat == "erbij":
        nieuw = f"item-{int(veld['item-INITIAL_FORMS'][0])}-tekst"
    else:
        rij = kies.choice(rijen[:3])  # where others are as well
        nieuw = f"item-{rij}-tekst"
        if wat == "schuif":
            uit[f"item-{rij}-ORDER"] = [str(kies.randrange(1, 30))]
            return uit
        daad.weg = set(TEKEN.findall(veld[nieuw][0]))
        if wat == "weg":
            uit[f"item-{rij}-DELETE"] = ["on"]
            return uit
    punt = daad.teken.replace("q", "p")
    daad.erbij.add(punt)
    uit[nieuw] = [f"Proefpunt {punt}"]
    return uit


def keuzes(html: str, kies: random.Random) -> tuple[Veld, set[str]]:
    """The page of what two people both changed, answered at random, and the words that stand in it."""
    wortel = lx.fromstring(html)
    vragen = wortel.xpath("//fieldset")
    antwoord = velden(html)
    for vraag in vragen:
        opties = vraag.xpath(".//input[@type='radio']")
        antwoord[opties[0].get("name")] = [kies.choice(opties).get("value")]
    return antwoord, {teken for vraag in vragen for teken in TEKEN.findall(vraag.text_content())}


class Mens(threading.Thread):
    """Somebody who saves until their share is acknowledged."""

    def __init__(self, wie: int, klant: Klant, verslag: Verslag, keren: int, samen: threading.Barrier) -> None:
        super().__init__(daemon=True)
        self.wie, self.klant, self.verslag, self.keren, self.samen = wie, klant, verslag, keren, samen
        self.kies = random.Random(wie)
        self.gezien: dict[Plek, Veld] = {}

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

    def lees(self, plek: Plek) -> Veld:
        for _ in range(200):
            antwoord = self.klant.get(adres(plek))
            if antwoord.status != 409:  # akkoord just now
                break
            time.sleep(0.02)
        assert antwoord.status == 200, antwoord.status
        self.gezien[plek] = velden(antwoord.tekst)
        return self.gezien[plek]

    def bewaar(self, plek: Plek, teken: str) -> None:
        """Until it is taken: what both changed is chosen, and what a fiche that is akkoord refused is read anew."""
        oud = self.gezien.get(plek) if self.kies.random() < 0.5 else None  # from a window that was left open
        for _ in range(200):
            veld = oud or self.lees(plek)
            oud = None
            daad = Daad(plek, int(veld["versie"][0]), teken, set())
            data = met_teken(veld, daad, self.kies)
            antwoord = self.klant.post(adres(plek), data)
            for _ in range(200):
                if antwoord.status != 409 or "kies-" not in antwoord.tekst:
                    break
                self.verslag.statussen["bewaar gekozen"] += 1
                data, getoond = keuzes(antwoord.tekst, self.kies)
                daad.getoond |= getoond
                antwoord = self.klant.post(adres(plek), data)
            self.verslag.statussen[f"bewaar {antwoord.status}"] += 1
            if antwoord.status == 200:  # the editor is closed: what was in it is in the plan, or was given up
                self.verslag.bewaard.append(daad)
                self.gezien.pop(plek, None)
                if "samen met" in antwoord.tekst:
                    self.verslag.statussen["bewaar samen"] += 1
                elif plek[1] not in MET_LIJST:  # the window stays open: what was sent is what stands now
                    self.gezien[plek] = data | {"versie": [str(daad.basis + 1)]}
                elif self.kies.random() < 0.7:
                    self.lees(plek)  # and another is left open
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
            self.verslag.terug.append((self.klant.user, plek, nu, naar))
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


@dataclass(frozen=True)
class Versie:
    """A section as the history keeps it: its words, and by whom and why."""

    nummer: int
    tekens: set[str]
    context: dict

    @property
    def waarom(self) -> str:
        return self.context.get("waarom", "")

    @property
    def vanaf(self) -> int:
        """The version that its writer had seen."""
        return self.context.get("samengevoegd_vanaf", self.nummer - 1)

    def teruggezet(self, pk: int, rij: list[Versie], terug: set[tuple[int, int, int, int]]) -> set[str]:
        """What somebody took out by putting an older text back: of what they saw, what was not in that one."""
        if not (naar := re.match(r"Teruggezet: versie (\d+) ", self.waarom)):
            return set()
        if (self.context["user"], pk, self.vanaf, int(naar[1])) not in terug:
            return set()
        return rij[self.vanaf - 1].tekens - rij[int(naar[1]) - 1].tekens


def _punten(db: psycopg.Connection) -> dict[tuple[int, int], set[str]]:
    """Section and version → words in its points: what was written at it, less what was removed at it."""
    stond: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
    for pk, versie, item, soort, tekst in db.execute(
        "SELECT sectie_id, sectieversie, pgh_obj_id, pgh_label, tekst FROM opgaven_itemgebeurtenis ORDER BY pgh_id"
    ):
        if soort == "delete":
            stond[pk, versie].pop(item, None)
        else:
            stond[pk, versie][item] = tekst
    punten = {waar: {teken for tekst in bij.values() for teken in TEKEN.findall(tekst)} for waar, bij in stond.items()}
    return defaultdict(set, punten)


def keur(verslag: Verslag, database: str) -> list[str]:
    """What is wrong, in words that begin with the kind of fault: "verloren", "gat", "weg", "klad"."""
    mis: list[str] = []
    with psycopg.connect(database) as db:
        secties: dict[Plek, tuple[int, int]] = {
            (nummer, soort): (pk, versie)
            for pk, versie, nummer, soort in db.execute(
                "SELECT s.id, s.versie, o.nummer, k.code FROM opgaven_sectie s JOIN opgaven_opgave o"
                " ON o.id = s.opgave_id JOIN opgaven_sectiesoort k ON k.id = s.soort_id"
            )
        }
        punten = _punten(db)
        keten: dict[int, list[Versie]] = defaultdict(list)
        for pk, versie, opening, slot, context in db.execute(
            "SELECT g.pgh_obj_id, g.versie, g.opening, g.slot, coalesce(c.metadata, '{}')"
            " FROM opgaven_sectiegebeurtenis g"
            " LEFT JOIN pghistory_context c ON c.id = g.pgh_context_id ORDER BY g.pgh_obj_id, g.versie, g.pgh_id"
        ):
            tekens = set(TEKEN.findall(opening + slot)) | punten[pk, versie]
            keten[pk].append(Versie(versie, tekens, context))
        kladden = {
            (user, pk): (nummer, velden["opening"][0])
            for user, pk, nummer, velden in db.execute(
                "SELECT user_id, sectie_id, volgnummer, velden FROM opgaven_klad WHERE venster LIKE 'proef%'"
            )
        }

    daden = {daad.teken: daad for daad in verslag.bewaard}
    terug = {(user, secties[plek][0], nu, naar) for user, plek, nu, naar in verslag.terug}
    eerst: dict[tuple[int, str], Versie] = {}
    for plek, (pk, staat) in secties.items():
        rij = keten[pk]
        if [versie.nummer for versie in rij] != list(range(1, staat + 1)):
            mis.append(f"gat: {plek} staat op {staat}, de geschiedenis kent {len(rij)} versies")
        for voor, na in pairwise(rij):
            daad = daden.get(na.waarom)
            mag = daad.weg | daad.getoond if daad else na.teruggezet(pk, rij, terug)
            weg = voor.tekens - na.tekens - mag
            if weg and na.context.get("bron") != "inlezen":
                mis.append(f"verloren: {plek} verloor {sorted(weg)} tussen {voor.nummer} en {na}, door {daad}")
        for versie in rij:
            for teken in versie.tekens:
                eerst.setdefault((pk, teken), versie)
    for daad in verslag.bewaard:
        for teken in daad.erbij - daad.getoond:
            kwam = eerst.get((secties[daad.plek][0], teken))
            if kwam is None or kwam.waarom != daad.teken or kwam.vanaf != daad.basis:
                mis.append(f"weg: {teken} is bewaard in {daad.plek} vanaf versie {daad.basis}, maar kwam in {kwam}")
    for (user, plek), klad in verslag.kladden.items():
        if kladden.get((user, secties[plek][0])) != klad:
            mis.append(f"klad: van {user} in {plek} is {kladden.get((user, secties[plek][0]))}, niet {klad}")
    for regel in verslag.schrijver:
        kwam = eerst.get((regel.get("pk", 0), regel.get("teken", "")))
        if regel["soort"] == "daad" and (kwam is None or kwam.nummer != regel["basis"] + 1):
            mis.append(f"weg: {regel}")
        tekens = sum(1 for _, teken in eerst if teken == regel.get("teken"))
        if regel["soort"] in ("bulk", "oud") and tekens != regel["aantal"]:
            mis.append(f"weg: {regel} staat in {tekens} secties")
        if regel["soort"] == "inlezen" and tekens != regel["gedaan"]:
            mis.append(f"weg: {regel} staat in {tekens} secties")
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
    assert verslag.statussen["bewaar samen"] > SAVES // 100 and verslag.statussen["bewaar gekozen"] > SAVES // 400
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


@pytest.mark.parametrize("kant", ["mijn", "hunne"])
def test_the_proof_bites_when_merging_prefers_a_side(
    proefdatabase: Callable[[], str], mensen: dict[str, list[list]], kant: str
) -> None:
    """Negative control: merging that takes one side, with every check of versions in place, is found out."""
    database = proefdatabase()
    with Portaal(database, workers=3, wsgi="tests.proeven.een_kant", NPVR_PROEF_KANT=kant) as portaal:
        verslag = laat_los(portaal, database, mensen, 400)
    mis = keur(verslag, database)
    assert [m for m in mis if m.startswith("verloren" if kant == "mijn" else "weg")]
