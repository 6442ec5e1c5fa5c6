"""Many writers at once on the real database: what was acknowledged is there, and nothing was written over unseen."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from django.db import connection

from opgaven.actions.secties import Sectieconflict, bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Plan, Sectie
from plandocument import boom

SCHRIJVERS, KEREN = 8, 25


@pytest.mark.django_db(transaction=True)
def test_parallel_saves_lose_nothing(voorbeeld: Plan) -> None:
    """Each writer adds its own lines, reading again after a conflict: in the end every line stands, each once."""
    pk = Sectie.objects.get(plan=voorbeeld, opgave__nummer=14, soort__code="knelpunten").pk
    begin = Sectie.objects.get(pk=pk)
    stonden = len(bouw_sectie(begin).items)
    erkend: list[tuple[str, int]] = []
    fouten: list[BaseException] = []
    tegelijk = threading.Barrier(SCHRIJVERS)

    def schrijf(wie: int) -> None:
        try:
            tegelijk.wait()
            for keer in range(KEREN):
                regel = f"Regel {keer} van schrijver {wie}."
                while True:
                    rij = Sectie.objects.select_related("plan", "soort").get(pk=pk)
                    staat = bouw_sectie(rij)
                    inhoud = replace(staat, items=(*staat.items, boom.Item("", regel)))
                    try:
                        bewaard = bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=inhoud, door=None)
                    except Sectieconflict:
                        continue
                    erkend.append((regel, bewaard.versie))
                    break
        except BaseException as fout:
            fouten.append(fout)
        finally:
            connection.close()

    draden = [threading.Thread(target=schrijf, args=(wie,)) for wie in range(SCHRIJVERS)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert not fouten
    eind = Sectie.objects.get(pk=pk)
    regels = [item.tekst for item in bouw_sectie(eind).items][stonden:]
    assert sorted(regels) == sorted(regel for regel, _ in erkend)
    assert len(regels) == SCHRIJVERS * KEREN
    assert sorted(versie for _, versie in erkend) == list(range(begin.versie + 1, eind.versie + 1))


@pytest.mark.django_db(transaction=True)
def test_one_of_two_that_start_from_the_same_version_wins(voorbeeld: Plan) -> None:
    rij = Sectie.objects.get(plan=voorbeeld, opgave__nummer=14, soort__code="knelpunten")
    uitkomst: list[str] = []
    tegelijk = threading.Barrier(6)

    def schrijf(wie: int) -> None:
        try:
            eigen = Sectie.objects.select_related("plan").get(pk=rij.pk)
            inhoud = replace(bouw_sectie(eigen), slot=f"<p>Van {wie}.</p>")
            tegelijk.wait()
            bewaar_sectie(sectie=eigen, vanaf_versie=rij.versie, inhoud=inhoud, door=None)
            uitkomst.append("bewaard")
        except Sectieconflict:
            uitkomst.append("conflict")
        finally:
            connection.close()

    draden = [threading.Thread(target=schrijf, args=(wie,)) for wie in range(6)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert sorted(uitkomst) == ["bewaard", *["conflict"] * 5]
    assert Sectie.objects.get(pk=rij.pk).versie == rij.versie + 1
