from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocument import boom
from plandocument.canoniek import (
    OngeldigDocument,
    canonieke_bytes,
    hash_in,
    hash_van,
    hashes_van,
    naar_data,
    uit_data,
    vormen,
)
from plandocument.sleutels import ALFABET, LENGTE, nieuwe_sleutel, vaste_sleutel

tekst = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
sleutel = st.text(ALFABET, min_size=LENGTE, max_size=LENGTE)
items = st.builds(
    boom.Item,
    sleutel=sleutel,
    tekst=tekst,
    groep=tekst,
    status=tekst,
    primair=st.booleans(),
    koppelingen=st.lists(st.builds(boom.Koppeling, tekst, tekst), max_size=2).map(tuple),
)
secties = st.builds(
    boom.Sectie, sleutel=sleutel, soort=tekst, titel=tekst, opening=tekst, items=st.lists(items, max_size=3).map(tuple)
)
documenten = st.builds(
    boom.Plandocument,
    regio=tekst,
    titel=tekst,
    opgaven=st.lists(
        st.builds(
            boom.Opgave,
            sleutel=sleutel,
            nummer=st.integers(1, 99),
            titel=tekst,
            secties=st.lists(secties, max_size=3).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    hoofdstukken=st.lists(
        st.builds(boom.Hoofdstuk, sleutel=sleutel, titel=tekst, na_opgaven=st.booleans()), max_size=2
    ).map(tuple),
)


@given(documenten)
def test_json_there_and_back_is_the_same_document(document: boom.Plandocument) -> None:
    terug = uit_data(json.loads(canonieke_bytes(document)))
    assert terug == document
    assert hash_van(terug) == hash_van(document)


@given(documenten)
def test_a_text_that_schema_1_could_hold_keeps_the_hash_of_then(document: boom.Plandocument) -> None:
    nu, toen = vormen(document)
    assert (nu["schema"], toen["schema"]) == (2, 1) and uit_data(toen) == document
    assert hashes_van(document) == (hash_in(document, 2), hash_in(document, 1)) and hash_in(document, 0) == ""
    assert hash_in(document, 2) == hash_van(document) != hash_in(document, 1)


def test_the_hash_of_then_is_fixed() -> None:
    item = boom.Item("p", "Punt", koppelingen=(boom.Koppeling("ministerie", "bzk"),))
    plan = boom.Plandocument(
        "twente", "P", opgaven=(boom.Opgave("a", 1, "T", secties=(boom.Sectie("s", "x", items=(item,)),)),)
    )
    (_, toen) = vormen(plan)
    assert toen["opgaven"][0]["secties"][0]["items"] == [
        {"sleutel": "p", "tekst": "Punt", "groep": "", "deelthema": "", "status": "", "primair": False}
        | {"koppelingen": [{"soort": "ministerie", "doel": "bzk"}]}
    ]
    assert not {"soort", "periode", "volgt"} & toen.keys()
    assert hash_in(plan, 1) == "240cc53e259435114a3addda9ac9615fd627a17dff442f7b955779a80fe5fafc"


@pytest.mark.parametrize(
    "item",
    [
        boom.Item("p", "Punt", feiten=(boom.Feit("bedrag", "1"),)),
        boom.Item("p", "Punt", koppelingen=(boom.Koppeling("ministerie", "bzk", "trekker"),)),
    ],
)
def test_what_schema_1_could_not_hold_has_no_hash_of_then(item: boom.Item) -> None:
    secties = (boom.Sectie("s", "x", items=(item,)),)
    for plan in (
        boom.Plandocument("twente", "P", opgaven=(boom.Opgave("a", 1, "T", secties=secties),)),
        boom.Plandocument("twente", "P", hoofdstukken=(boom.Hoofdstuk("h", "T", secties=secties),)),
        boom.Plandocument("twente", "P", periode="2026-2030"),
    ):
        assert hash_in(plan, 1) == "" and hashes_van(plan) == (hash_van(plan),)


def test_canonical_bytes_are_fixed() -> None:
    document = boom.Plandocument("twente", "Plan", opgaven=(boom.Opgave("abc", 1, "Één “opgave”"),))
    assert canonieke_bytes(document).startswith(
        b'{"clusters":[],"doelstellingen":[],"hoofdstukken":[],"label":"","ondertitel"'
    )
    assert "Één “opgave”".encode() in canonieke_bytes(document)
    assert hash_van(document) == hash_van(uit_data(naar_data(document)))


@pytest.mark.parametrize(
    ("data", "melding"),
    [
        ([], "schema"),
        ({}, "schema"),
        ({"schema": 99}, "Schema 99 is onbekend"),
        ({"schema": 1, "regio": "twente"}, "'titel' ontbreekt"),
        ({"schema": 1, "regio": "twente", "titel": 3}, "plan.titel: hier hoort tekst te staan"),
        ({"schema": 1, "regio": "t", "titel": "t", "gek": 1}, "onbekend veld 'gek'"),
        ({"schema": 1, "regio": "t", "titel": "t", "opgaven": [{"nummer": "1"}]}, "plan.opgaven[0]"),
        ({"schema": 1, "regio": "t", "titel": "t", "opgaven": "x"}, "hier hoort een lijst"),
    ],
)
def test_invalid_data_names_the_place(data: object, melding: str) -> None:
    with pytest.raises(OngeldigDocument, match=melding.replace("[", r"\[").replace("]", r"\]")):
        uit_data(data)


def test_sleutels_are_loose_and_fixed() -> None:
    assert len({nieuwe_sleutel() for _ in range(1000)}) == 1000
    assert vaste_sleutel("twente", "opgave", 7) == vaste_sleutel("twente", "opgave", 7)
    assert vaste_sleutel("twente", "opgave", 7) != vaste_sleutel("twente", "opgave", 8)
    assert len(vaste_sleutel("x")) == LENGTE
