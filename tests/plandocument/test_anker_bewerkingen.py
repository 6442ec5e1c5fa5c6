"""Anchors against thousands of generated edits, of which it is known where every word went: never a wrong passage."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plandocument.anker import Anker, GevolgdAnker, volgen
from plandocument.anker.eenheid import Woorden
from plandocument.anker.ligging import Ankereenheid, Ligging
from tests.plandocument.ankerproef import gevallen, verslag

PLANNEN = int(os.environ.get("ANKERPLANNEN", "120"))


def test_never_a_wrong_passage() -> None:
    uit = verslag(PLANNEN)
    assert not uit.fouten, [(g.fout, g.gedaan, g.anker, g.gevolgd) for g in uit.fouten[:3]]
    samen = sum(uit.soorten.values())
    heel = sum(n for (_, staat), n in uit.soorten.items() if staat)
    gevolgd = sum(uit.soorten[soort, True] for soort in ("er_nog", "verplaatst"))
    assert samen > 10 * PLANNEN
    assert gevolgd > 0.9 * heel  # of those that stand there still, most are found
    assert all(uit.soorten[soort, True] + uit.soorten[soort, False] for soort in ("verplaatst", "gewijzigd", "weg"))


@given(st.integers(10**6, 2**32))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_never_a_wrong_passage_whatever_the_seed(zaad: int) -> None:
    assert not [g.fout for g in gevallen(zaad) if g.fout]


def test_the_proof_notices_a_follower_that_takes_the_first_words_that_read_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    zorgvuldig = volgen._volg_passage

    def eerste(anker: Anker, toen: Woorden, bij: Ankereenheid, ligging: Ligging) -> GevolgdAnker:
        van, tot = toen.bereik(anker.begin, anker.eind)
        rij, nu = toen.vormen[van:tot], bij.woorden.vormen
        for n in range(len(nu)):
            if nu[n : n + len(rij)] == rij:
                return volgen._gevonden(anker, bij, n, n + len(rij))
        return zorgvuldig(anker, toen, bij, ligging)

    monkeypatch.setattr(volgen, "_volg_passage", eerste)
    assert verslag(40).fouten


def test_the_proof_notices_a_follower_that_trusts_short_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volgen, "_is_sterk", lambda *_: True)
    monkeypatch.setattr(volgen, "_is_eigen", lambda *_: True)
    assert verslag(60).fouten


def test_the_proof_notices_a_follower_that_looks_elsewhere_carelessly(monkeypatch: pytest.MonkeyPatch) -> None:
    def eerste(ligging: Ligging, vormen: tuple[str, ...]) -> object:
        return [
            (bij, i)
            for bij in ligging.alle
            for i in range(len(bij.woorden.vormen))
            if bij.woorden.vormen[i : i + len(vormen)] == vormen
        ][:1]

    monkeypatch.setattr(Ligging, "zoek", eerste)
    monkeypatch.setattr(volgen, "_is_lang", lambda *_: True)
    monkeypatch.setattr(volgen._Buur, "lijkt", lambda *_: True)
    assert verslag(60).fouten
