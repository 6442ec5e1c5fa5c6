"""Many who write at once by a door beside the editor: one is acknowledged, the others read what stands and keep theirs.

Answers, memos, rounds, terms, roles, registers of the admin, one's own name: from one page, seen by all at the same
moment, everybody sends something else. Who was acknowledged is who stands. Then everybody goes on until it is taken,
and the history of answers and memos must hold each acknowledged text once, one version after the other. The same
portal without the question what was seen must acknowledge more than it keeps.

Larger: NPVR_PROEF_DEUREN=30 script/test tests/proeven/test_verloren_antwoord.py
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from .deuren import Deur, tegelijk, velden_van
from .gereedschap import Klant, Portaal, groot

pytestmark = pytest.mark.django_db
HOEVEEL = groot("DEUREN", 8)
T = "/twente/"


@pytest.fixture
def proef(
    proefdatabase: Callable[[], str], mensen: dict[str, list[list]]
) -> Callable[[Portaal, psycopg.Connection], tuple[list[Klant], Klant]]:
    """The people of the proof: a team of whom each may do what a programmamanager does, and a beheerder."""

    def bij(portaal: Portaal, db: psycopg.Connection) -> tuple[list[Klant], Klant]:
        team = mensen["redacteur"][:HOEVEEL]
        for user, _ in team:
            db.execute(
                "INSERT INTO governance_rol (user_id, regio_id, soort, opgaven_sleutels, sinds)"
                " SELECT %s, id, 'programmamanager', '{}', now() FROM governance_regio WHERE code = 'twente'",
                [user],
            )
        baas = mensen["beheerder"][0]
        return [Klant(portaal.poort, sessie, user) for user, sessie in team], Klant(portaal.poort, baas[1], baas[0])

    return bij


def een(db: psycopg.Connection, vraag: str) -> Any:
    rij = db.execute(vraag).fetchone()
    assert rij is not None, vraag
    return rij[0]


def zeg_iets(klant: Klant, soort: str, tekst: str) -> None:
    adres = f"{T}opgaven/3/{soort}/reacties/"
    data = velden_van(klant.get(adres, htmx=False).tekst, adres)
    assert klant.post(adres, data | {"tekst": [tekst]}, htmx=False).status == 303


def deuren(team: list[Klant], db: psycopg.Connection) -> list[Deur]:
    """What everybody can see and do; what there must be for it is made first, by the first of the team."""
    ik = team[0]
    zeg_iets(ik, "situatie", "Wie doet dit?")
    reactie = een(db, "SELECT id FROM reacties_reactie WHERE tekst = 'Wie doet dit?'")
    nieuw = f"{T}rondes/nieuw/"
    rondedata = velden_van(ik.get(nieuw, htmx=False).tekst, nieuw)
    assert ik.post(nieuw, rondedata | {"titel": ["Proefronde"]}, htmx=False).status == 303
    assert ik.post(nieuw, rondedata | {"titel": ["Open"], "kenmerk": [""]}, htmx=False).status == 303
    openen = f"{T}rondes/open/openen/"
    assert ik.post(openen, velden_van(ik.get(openen, htmx=False).tekst, openen), htmx=False).status == 303
    ander = een(db, "SELECT id FROM accounts_user WHERE email = 'redacteur55@proef.test'")
    rol = f"SELECT array_to_string(opgaven_sleutels, ',') FROM governance_rol WHERE user_id = {ander}"
    sleutels = [s for (s,) in db.execute("SELECT sleutel FROM opgaven_opgave ORDER BY nummer").fetchall()]
    begin = een(db, "SELECT deadline FROM reacties_ronde WHERE code = 'open'")
    traject = een(db, "SELECT id FROM opgaven_traject ORDER BY id LIMIT 1")
    return [
        Deur(
            "een antwoord", f"{T}reacties/antwoord/?r={reactie}", "tekst", lambda n: f"Antwoord nummer {n}.",
            "SELECT a.tekst FROM reacties_antwoord a JOIN reacties_reactie r ON r.antwoord_id = a.id"
            f" WHERE r.id = {reactie}",
        ),
        Deur(
            "een memo", f"{T}vergelijken/memo/", "inleiding", lambda n: f"Inleiding nummer {n}.",
            "SELECT regexp_replace(inleiding, '<[^>]*>', '', 'g') FROM versies_memo",
            vast={"aan": "Twente Board"},
        ),
        Deur(
            "een ronde", f"{T}rondes/proefronde/wijzigen/", "uitnodiging", lambda n: f"Uitnodiging nummer {n}.",
            "SELECT uitnodiging FROM reacties_ronde WHERE code = 'proefronde'",
        ),
        Deur(
            "een termijn", f"{T}rondes/open/verlengen/", "tot", lambda n: (begin + timedelta(days=n + 1)).isoformat(),
            "SELECT deadline::text FROM reacties_ronde WHERE code = 'open'", vast={"reden": "Vakantie."}, zegt=False,
        ),
        Deur(
            "een rol", f"{T}beheer/personen/{ander}/", "opgaven", lambda n: sleutels[n % len(sleutels)],
            f"{rol} AND soort = 'redacteur' AND tot IS NULL", vast={"soort": "redacteur"}, zegt=False,
        ),
        Deur(
            "een register", f"/beheer/opgaven/traject/{traject}/change/", "toelichting", lambda n: f"Toelichting {n}.",
            f"SELECT toelichting FROM opgaven_traject WHERE id = {traject}",
        ),
        Deur(
            "een titel", f"{T}structuur/opgave/{sleutels[0]}/", "titel", lambda n: f"Titel nummer {n}",
            f"SELECT titel FROM opgaven_opgave WHERE sleutel = '{sleutels[0]}'",
        ),
        Deur(
            "het label", f"{T}structuur/plan/plan/", "label", lambda n: f"Label nummer {n}",
            "SELECT label FROM opgaven_plan WHERE huidig",
        ),
        Deur(
            "mijn naam", "/account/", "naam", lambda n: f"Redacteur nummer {n}",
            f"SELECT naam FROM accounts_user WHERE id = {ik.user}",
        ),
    ]  # fmt: skip


EIGEN = {"mijn naam": 0, "een register": -1}
"""Doors at which the tabs of one person meet: the first of the team, or the beheerder."""


def botst(deur: Deur, klanten: list[Klant], db: psycopg.Connection) -> list[str]:
    """What is wrong when all write from one page, as words that begin with the door."""
    gezien = [deur.lees(klant) for klant in klanten]
    waarden = [deur.waarde(n) for n in range(len(klanten))]
    antwoorden = tegelijk(
        [
            lambda klant=klant, zag=zag, waarde=waarde: deur.schrijf(klant, zag, waarde)  # type: ignore[misc]
            for klant, zag, waarde in zip(klanten, gezien, waarden, strict=True)
        ]
    )
    mis = []
    bewaard = [waarde for waarde, a in zip(waarden, antwoorden, strict=True) if a.goed and a.status != 200]
    statussen = Counter(a.status for a in antwoorden)
    if len(bewaard) != 1 or statussen[409] != len(klanten) - 1:
        mis.append(f"{deur.naam}: {len(bewaard)} bewaard, statussen {dict(statussen)}")
    if (staat := str(deur.stand(db)).strip()) not in map(str, bewaard):
        mis.append(f"{deur.naam}: er staat {staat!r}, bewaard was {bewaard}")
    for waarde, antwoord in zip(waarden, antwoorden, strict=True):
        if antwoord.status == 409 and deur.zegt and not (waarde in antwoord.tekst and staat in antwoord.tekst):
            mis.append(f"{deur.naam}: {waarde!r} of {staat!r} staat niet op de pagina van wie te laat was")
    return mis


def ga_door(deur: Deur, klanten: list[Klant]) -> list[str]:
    """Everybody until theirs is taken: reads what stands, and writes over it knowingly. What was acknowledged."""
    bewaard: list[str] = []

    def een_mens(n: int, klant: Klant) -> Any:
        for poging in range(200):
            waarde = f"{n}-{poging} door."
            antwoord = deur.schrijf(klant, deur.lees(klant), waarde)
            if antwoord.status == 303:
                bewaard.append(waarde)
                return antwoord
            assert antwoord.status == 409, (deur.naam, antwoord.status, antwoord.tekst[:300])
        raise AssertionError("nooit aan de beurt gekomen")

    tegelijk([lambda n=n, klant=klant: een_mens(n, klant) for n, klant in enumerate(klanten)])  # type: ignore[misc]
    return bewaard


def _klanten(deur: Deur, team: list[Klant], baas: Klant) -> list[Klant]:
    if deur.naam not in EIGEN:
        return team
    wie = baas if EIGEN[deur.naam] < 0 else team[0]
    return [Klant(wie.poort, wie.sessie, wie.user) for _ in team]


def test_of_many_at_once_one_is_kept_and_the_others_are_told(
    proefdatabase: Callable[[], str], proef: Callable[[Portaal, psycopg.Connection], tuple[list[Klant], Klant]]
) -> None:
    database = proefdatabase()
    with Portaal(database, workers=3) as portaal, psycopg.connect(database, autocommit=True) as db:
        team, baas = proef(portaal, db)
        alle = deuren(team, db)
        mis = [fout for deur in alle for fout in botst(deur, _klanten(deur, team, baas), db)]
        assert mis == []

        antwoord, memo = alle[0], alle[1]
        pk = een(db, "SELECT id FROM reacties_antwoord")
        verder = Deur("verder", f"{T}reacties/antwoorden/{pk}/", "tekst", str, antwoord.staat)
        for deur, tabel, veld in ((verder, "antwoord", "tekst"), (memo, "memo", "inleiding")):
            bewaard = ga_door(deur, team)
            kamer = "versies" if tabel == "memo" else "reacties"
            rijen = db.execute(
                f"SELECT versie, regexp_replace({veld}, '<[^>]*>', '', 'g') FROM {kamer}_{tabel}gebeurtenis"
                f" WHERE pgh_obj_id = (SELECT max(id) FROM {kamer}_{tabel}) ORDER BY pgh_id"
            ).fetchall()
            assert [versie for versie, _ in rijen] == list(range(1, len(rijen) + 1))
            teksten = Counter(tekst.strip() for _, tekst in rijen)
            assert [teksten[tekst] for tekst in bewaard] == [1] * len(team)
        assert [fout for klant in [*team, baas] for fout in klant.fouten] == []
        uitvoer = portaal.uitvoer.read_text()
    assert "Traceback" not in uitvoer, uitvoer[-3000:]


def test_the_proof_bites(
    proefdatabase: Callable[[], str], proef: Callable[[Portaal, psycopg.Connection], tuple[list[Klant], Klant]]
) -> None:
    """Negative control: where nobody asks what was seen, several are told that theirs was kept, and one is there."""
    database = proefdatabase()
    with (
        Portaal(database, workers=3, wsgi="tests.proeven.zonder_gezien") as portaal,
        psycopg.connect(database, autocommit=True) as db,
    ):
        team, baas = proef(portaal, db)
        for deur in deuren(team, db):
            if deur.naam in ("een antwoord", "een ronde", "een rol"):
                mis = botst(deur, _klanten(deur, team, baas), db)
                assert any("bewaard, statussen" in fout for fout in mis), deur.naam
