"""A plan of each schema, written down once with everything in it. It reads the same for ever: never make the file anew.

That of schema 2 may still grow until a portal with schema 2 was released.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from plandocument import boom
from plandocument.canoniek import canonieke_bytes, hash_in, uit_bytes

BESTAND = Path(__file__).parent / "gouden" / "schema-1.json"
HASH = "3e6ea0fd3e2e0e877662417d4638298d2b760e45b80670733b569c8a900da3a2"


def test_the_bytes_are_those_of_then() -> None:
    assert hashlib.sha256(BESTAND.read_bytes()).hexdigest() == HASH


def test_schema_1_is_read_as_then() -> None:
    """It is lifted: the words stay, and only the hash of the lifted plan is new."""
    plan = uit_bytes(BESTAND.read_bytes())
    assert plan.schema == boom.SCHEMA == 2
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


TWEE = BESTAND.with_name("schema-2.json")
BEELD = "c0ffee" * 10 + "c0de"


def test_schema_2_is_read_and_written_as_then() -> None:
    plan = uit_bytes(TWEE.read_bytes())
    assert canonieke_bytes(plan) == TWEE.read_bytes()
    assert (
        plan.hoofdstukken[0]
        .secties[0]
        .opening.endswith(
            "<table><caption>Wie <em>betaalt</em></caption><tr><th>Wie</th><th>2026</th></tr>"
            "<tr><th>Rijk</th><td>€ 1.500</td></tr><tr><th></th><td>a|b</td></tr></table>"
            f'<figure><img src="afbeelding:{BEELD}" alt="Vier lagen &amp; een tafel"><figcaption>De tafels</figcaption>'
            "<cite>Voorbeeld</cite></figure>"
            '<figure><img src="getekend:tijdlijn" alt=""></figure>'
        )
    )
    assert plan.opgave(7).sectie("opgave").slot.startswith("<table><tr><td>zonder</td><td>koppen</td></tr></table>")
    een = uit_bytes(BESTAND.read_bytes())
    assert plan.opgave(14) == een.opgave(14) and plan.doelstellingen == een.doelstellingen


AGENDA = BESTAND.with_name("schema-2-agenda.json")
AGENDA_HASH = "50653d7369ba7b0e34df08f0266486e0c9469d558b83f367017023d2c40fdff1"


def test_an_agenda_of_schema_2_is_read_and_written_as_then() -> None:
    """Facts and roles of links, one of a kind of fact that nobody knows: it is kept."""
    assert hashlib.sha256(AGENDA.read_bytes()).hexdigest() == AGENDA_HASH
    agenda = uit_bytes(AGENDA.read_bytes())
    assert canonieke_bytes(agenda) == AGENDA.read_bytes()
    assert (agenda.soort, agenda.periode, agenda.volgt) == ("agenda", "2026-2030", "0" * 64)
    (activiteit,) = agenda.opgave(10).sectie("activiteiten").items
    assert activiteit.links("trekker") == (boom.Koppeling("organisatie", "energyboard", "trekker"),)
    assert activiteit.feit("neemt_op") == "k10000000001 k10000000002"
    geld = agenda.opgave(10).sectie("geld").items
    assert [i.feit("bedrag") for i in geld] == ["~10000..20000", "-12345"]
    assert geld[1].feit("onbekend_feit") == "van later"


def test_a_document_of_schema_1_is_a_plan_that_follows_nothing() -> None:
    plan = uit_bytes(BESTAND.read_bytes())
    assert (plan.soort, plan.periode, plan.volgt) == ("plan", "", "")
    assert all(item.feiten == () for _, sectie in plan.alle_secties() for item in sectie.items)


def test_schema_1_is_known_by_the_hash_of_its_file() -> None:
    inhoud = BESTAND.read_bytes()
    assert hash_in(uit_bytes(inhoud), 1) == hashlib.sha256(inhoud).hexdigest()
