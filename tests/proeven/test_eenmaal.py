"""Double click, retry, two tabs: the same request twenty times at once has one effect.

Larger: NPVR_PROEF_TEGELIJK=50 script/test tests/proeven/test_eenmaal.py
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import psycopg
import pytest

from .gereedschap import Klant, Portaal, groot, velden

pytestmark = pytest.mark.django_db
TEGELIJK = groot("TEGELIJK", 20)


def tegelijk(klanten: list[Klant], adres: str, data: Mapping[str, Any], *, htmx: bool) -> Counter[int]:
    """The statuses of the same POST by all at once."""
    wacht = threading.Barrier(len(klanten))
    uit: list[int] = []

    def doe(klant: Klant) -> None:
        wacht.wait()
        uit.append(klant.post(adres, data, htmx=htmx).status)

    draden = [threading.Thread(target=doe, args=(klant,)) for klant in klanten]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(uit) == len(klanten)
    return Counter(uit)


def test_the_same_request_many_times_has_one_effect(
    proefdatabase: Callable[[], str], mensen: dict[str, list[list]]
) -> None:
    database = proefdatabase()
    user, sessie = mensen["redacteur"][0]
    with Portaal(database) as portaal, psycopg.connect(database, autocommit=True) as db:

        def ik() -> list[Klant]:
            return [Klant(portaal.poort, sessie, user) for _ in range(TEGELIJK)]

        def tel(tabel: str, waar: str) -> int:
            rij = db.execute(f"SELECT count(*) FROM {tabel} WHERE {waar}").fetchone()
            assert rij
            return int(rij[0])

        def versies(soort: str) -> list[int]:
            return [
                versie
                for (versie,) in db.execute(
                    "SELECT g.versie FROM opgaven_sectiegebeurtenis g JOIN opgaven_sectie s ON s.id = g.pgh_obj_id"
                    " JOIN opgaven_opgave o ON o.id = s.opgave_id JOIN opgaven_sectiesoort k ON k.id = s.soort_id"
                    " WHERE o.nummer = 3 AND k.code = %s ORDER BY g.pgh_id",
                    [soort],
                )
            ]

        # the form, with a text and with a new point in a list: a repeated save is the same save, and says it is saved
        for soort, htmx in (("situatie", True), ("knelpunten", True), ("impact", False)):
            adres = f"/twente/opgaven/3/{soort}/bewerken/"
            data = velden(ik()[0].get(adres).tekst) | {"opening": ["Eén keer."], "waarom": ["dubbelklik"]}
            leeg = [n for n in data if n.endswith("-tekst") and not data[n][0].strip()]
            data |= {naam: ["Nieuw punt."] for naam in leeg[:1]}
            statussen = tegelijk(ik(), adres, data, htmx=htmx)
            assert set(statussen) == {200 if htmx else 303}, (soort, statussen)
            assert versies(soort) == [1, 2], soort
        assert tel("opgaven_item", "tekst = 'Nieuw punt.'") == 1

        # two tabs with different words from the same version: one is saved, all others are told
        adres = "/twente/opgaven/3/opgave/bewerken/"
        data = velden(ik()[0].get(adres).tekst)
        wacht = threading.Barrier(TEGELIJK)
        uit: list[int] = []

        def tabblad(n: int, klant: Klant) -> None:
            wacht.wait()
            uit.append(klant.post(adres, data | {"opening": [f"Tabblad {n}."]}).status)

        draden = [threading.Thread(target=tabblad, args=paar) for paar in enumerate(ik())]
        for draad in draden:
            draad.start()
        for draad in draden:
            draad.join()
        assert Counter(uit) == {200: 1, 409: TEGELIJK - 1}
        assert versies("opgave") == [1, 2]

        # putting an older text back
        statussen = tegelijk(ik(), "/twente/opgaven/3/opgave/geschiedenis/1/terug/", {"versie": "2"}, htmx=False)
        assert set(statussen) == {303} and versies("opgave") == [1, 2, 3]

        # a klad, also when messages of one window overtake one another
        data |= {"venster": ["tweemaal1"], "volgnummer": ["7"], "wie": [str(user)], "versie": ["3"]}
        assert set(tegelijk(ik(), f"{adres}klad/", data, htmx=False)) == {200}
        assert tel("opgaven_klad", "venster = 'tweemaal1' AND volgnummer = 7") == 1

        # setting a finding aside, and fetching it back
        blad = ik()[0].get("/twente/plancontrole/", htmx=False).tekst
        afdruk = blad.split('name="afdruk" value="')[1].split('"')[0]
        reden = {"afdruk": [afdruk], "reden": ["Dubbel gezien."]}
        assert max(tegelijk(ik(), "/twente/plancontrole/opzij/", reden, htmx=False)) < 500
        assert tel("opgaven_afwijzing", "reden = 'Dubbel gezien.'") == 1
        opzij = ik()[0].get("/twente/plancontrole/", htmx=False).tekst
        gezien = opzij.split("/plancontrole/terug/")[1].split('name="gezien" value="')[1].split('"')[0]
        terug = {"afdruk": [afdruk], "gezien": [gezien]}
        assert max(tegelijk(ik(), "/twente/plancontrole/terug/", terug, htmx=False)) < 500
        assert tel("opgaven_afwijzing", "reden = 'Dubbel gezien.'") == 0

        # an invitation
        baas = [Klant(portaal.poort, mensen["beheerder"][0][1]) for _ in range(TEGELIJK)]
        data = {"email": ["nieuw@proef.test"], "naam": ["Nieuw"], "soort": ["lezer"], "regio": ["twente"]}
        assert max(tegelijk(baas, "/twente/beheer/personen/uitnodigen/", data, htmx=False)) < 500
        assert tel("governance_uitnodiging", "email = 'nieuw@proef.test'") == 1
        assert tel("governance_post", "adres = 'nieuw@proef.test'") == 1
        assert "Traceback" not in portaal.uitvoer.read_text()
