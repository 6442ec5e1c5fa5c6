from __future__ import annotations

from plandocument import boom
from plandocument.codes import plaatsen
from plandocument.standaard import SECTIESOORTEN


def _document(*secties: boom.Sectie) -> boom.Plandocument:
    return boom.Plandocument(
        "twente", "Plan", sectiesoorten=SECTIESOORTEN, opgaven=(boom.Opgave("o", 14, "Spoor", secties=secties),)
    )


def test_codes_count_on_over_the_groups() -> None:
    document = _document(
        boom.Sectie(
            "s",
            "interventies",
            items=(
                boom.Item("a", "regio een", "regio"),
                boom.Item("b", "rijk een", "rijk"),
                boom.Item("c", "samen", "samen"),
            ),
        )
    )
    (plaats,) = plaatsen(document, document.opgaven[0])
    assert plaats.code == "14.I"
    assert [(r.code, r.item.tekst) for r in plaats.regels] == [
        ("14.I1", "rijk een"),
        ("14.I2", "regio een"),
        ("14.I3", "samen"),
    ]
    assert [g.naam for g in plaats.groepen] == ["Rijk", "Regio", "Rijk én regio"]


def test_secties_are_in_the_order_of_the_plan() -> None:
    document = _document(boom.Sectie("v", "vervolg"), boom.Sectie("o", "opgave"))
    assert [p.code for p in plaatsen(document, document.opgaven[0])] == ["14.O", "14.V"]


def test_an_unknown_group_comes_last_and_is_not_lost() -> None:
    document = _document(
        boom.Sectie("s", "interventies", items=(boom.Item("a", "x", "gemeente"), boom.Item("b", "y", "rijk")))
    )
    (plaats,) = plaatsen(document, document.opgaven[0])
    assert [r.item.tekst for r in plaats.regels] == ["y", "x"]
