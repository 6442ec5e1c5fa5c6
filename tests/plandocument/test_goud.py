"""A plan of schema 1, written down once with everything in it. It reads the same for ever: never make the file anew."""

from __future__ import annotations

import hashlib
from pathlib import Path

from plandocument import boom
from plandocument.canoniek import canonieke_bytes, hash_van, uit_bytes

BESTAND = Path(__file__).parent / "gouden" / "schema-1.json"
HASH = "3e6ea0fd3e2e0e877662417d4638298d2b760e45b80670733b569c8a900da3a2"


def test_the_bytes_are_those_of_then() -> None:
    assert hashlib.sha256(BESTAND.read_bytes()).hexdigest() == HASH


def test_schema_1_is_read_as_then() -> None:
    """When a schema 2 comes, this plan is lifted: then the words stay, and only the hash of the lifted plan is new."""
    plan = uit_bytes(BESTAND.read_bytes())
    if boom.SCHEMA == 1:
        assert hash_van(plan) == HASH
        assert canonieke_bytes(plan) == BESTAND.read_bytes()
    assert (plan.regio, plan.titel, plan.label) == ("voorbeeld", "Gouden plan", "concept")
    assert plan.ondertitel == "Eén van alles: “ë”, 👩🏽‍🔬 en &"
    assert [c.kleur for c in plan.clusters] == [3, 0]
    assert plan.doelstellingen[0] == boom.Doelstelling(
        "d10000000001", 1, "Beter wonen", "Wonen", "<p>Iedereen woont goed.</p>"
    )
    assert plan.uitgangspunten[0].omschrijving == "<p>Wij vertrouwen elkaar.</p>"
    assert [h.na_opgaven for h in plan.hoofdstukken] == [False, True]
    assert plan.hoofdstukken[0].secties[1] == boom.Sectie(
        "s10000000002",
        titel="Met punten",
        opening="<p>Eerst.</p>",
        items=(boom.Item("p10000000001", "Een punt"),),
        slot="<p>Dan.</p>",
    )
    zeven = plan.opgave(7)
    assert (zeven.cluster, zeven.cluster_overzicht) == ("c10000000001", "c10000000002")
    assert zeven.doelstellingen == ("d10000000001", "d10000000002")
    assert zeven.overzicht == 'Zie <a href="opgave:v10000000014">opgave</a>.'
    assert zeven.sectie("opgave").opening == (
        "<p><strong>Vet</strong>, <em>schuin</em>, <strong><em>allebei</em></strong>,<br>"
        '<a href="https://voorbeeld.nl/?a=1&amp;b=2">een link</a> en <a href="opgave:v10000000014">opgave</a>.</p>'
        "<ul><li>Een<ol><li>Dieper</li></ol></li><li>Twee</li></ul><ol><li>Eerst</li></ol>"
    )
    assert zeven.sectie("eigenaarschap").items[0] == boom.Item(
        "p10000000002",
        "Gemeente",
        groep="bestuurlijk",
        deelthema="wonen",
        status="voorstel",
        koppelingen=(boom.Koppeling("gremium", "bestuur"), boom.Koppeling("organisatie", "gemeente")),
    )
    assert [i.status for i in zeven.sectie("eigenaarschap").items] == ["voorstel", "te_organiseren", "stilgelegd"]
    assert zeven.sectie("ministeries").items[0].primair
    assert zeven.sectie("ministeries").gedrukt == "BZK (primair)"
    assert [i.groep for i in zeven.sectie("interventies").items] == ["rijk", "regio", "samen"]
    assert zeven.sectie("knelpunten").leeg
    assert plan.opgave(14) == boom.Opgave("v10000000014", 14, "Veertien, zonder iets")
