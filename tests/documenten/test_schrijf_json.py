"""JSON out and in again is the same plan: the example, the real one, and thousands that were made up."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from django.conf import settings as instellingen
from hypothesis import HealthCheck, given, settings

from documenten.schrijvers import json_bytes, odt_bytes, plan, word_bytes
from inlezen.lezers import lees
from inlezen.lezers.terug import lees_json, lees_terug
from plandocument import boom
from plandocument.canoniek import hash_van
from tests.inlezen.wordwerk import UITGAVE
from tests.plandocument.genereer import plannen

BRON = Path(instellingen.BASE_DIR).parent / "shared" / "sources" / "002_69a8319d5a581193.txt"


def test_the_example_plan_out_and_in(document: boom.Plandocument) -> None:
    inhoud = json_bytes(document)
    assert lees_json(inhoud) == document
    assert hashlib.sha256(inhoud).hexdigest() == hash_van(document)


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=plannen())
def test_thousands_of_plans_out_and_in(document: boom.Plandocument) -> None:
    inhoud = json_bytes(document)
    terug = lees_json(inhoud)
    assert terug == document
    assert json_bytes(terug) == inhoud


def test_another_order_and_white_space_is_the_same_plan(document: boom.Plandocument) -> None:
    """What another program wrote of it: the plan is the same, and so is its hash."""
    data = json.loads(json_bytes(document))
    anders = json.dumps(dict(reversed(data.items())), indent=2).encode()
    assert hash_van(lees_json(anders)) == hash_van(document)


@pytest.mark.skipif(not BRON.exists(), reason="het echte plan staat niet naast het project")
def test_the_real_plan_out_and_in() -> None:
    document = lees(BRON.read_bytes(), regio="twente", regionaam="Twente").document
    assert lees_json(json_bytes(document)) == document
    for schrijf in (word_bytes, odt_bytes):
        terug = lees_terug(schrijf(plan(document, UITGAVE)), document)
        assert terug.document == document
        assert terug.meldingen == ()
