"""Recognising an older plan in a newer one: what is the same keeps its key."""

from __future__ import annotations

from dataclasses import replace

from plandocument import boom
from plandocument.herken import herken, herken_items
from plandocument.sleutels import nieuwe_sleutel
from plandocument.standaard import SECTIESOORTEN


def item(tekst: str, groep: str = "") -> boom.Item:
    return boom.Item(nieuwe_sleutel(), tekst, groep=groep)


def opgave(nummer: int, titel: str, *knelpunten: str, tekst: str = "", cluster: str = "") -> boom.Opgave:
    return boom.Opgave(
        nieuwe_sleutel(),
        nummer,
        titel,
        cluster=cluster,
        secties=(
            boom.Sectie(nieuwe_sleutel(), "opgave", opening=tekst),
            boom.Sectie(nieuwe_sleutel(), "knelpunten", items=tuple(item(k) for k in knelpunten)),
        ),
    )


def plan(*opgaven: boom.Opgave, **anders: object) -> boom.Plandocument:
    return boom.Plandocument("twente", "Plan", sectiesoorten=SECTIESOORTEN, opgaven=opgaven, **anders)  # type: ignore[arg-type]


def sleutels(document: boom.Plandocument) -> list[str]:
    return [
        s
        for o in document.opgaven
        for s in (o.sleutel, *(k for x in o.secties for k in (x.sleutel, *(i.sleutel for i in x.items))))
    ]


def test_the_same_plan_keeps_all_sleutels() -> None:
    def maak() -> boom.Plandocument:
        return plan(opgave(1, "Wonen", "Te duur", "Te traag"), opgave(2, "Werken", "Te weinig mensen"))

    oud, nieuw = maak(), maak()
    assert sleutels(herken(nieuw, oud)) == sleutels(oud)
    assert herken(nieuw, oud) == oud


def test_with_nothing_in_common_all_stays_new() -> None:
    oud, nieuw = plan(opgave(1, "Wonen", "Te duur")), plan(opgave(7, "Varen", "Te nat"))
    assert herken(nieuw, oud) == nieuw


def test_an_opgave_with_the_same_number_and_another_title() -> None:
    oud, nieuw = plan(opgave(1, "Wonen")), plan(opgave(1, "Wonen en leven"))
    uit = herken(nieuw, oud).opgave(1)
    assert (uit.sleutel, uit.titel) == (oud.opgave(1).sleutel, "Wonen en leven")


def test_a_renumbered_opgave_is_recognised_by_its_title() -> None:
    oud = plan(opgave(1, "Wonen"), opgave(2, "Werken"))
    nieuw = plan(opgave(1, "WERKEN"), opgave(2, "Wonen"), opgave(3, "Water"))
    uit = herken(nieuw, oud)
    assert uit.opgave(1).sleutel == oud.opgave(2).sleutel
    assert uit.opgave(2).sleutel == oud.opgave(1).sleutel
    assert uit.opgave(3).sleutel == nieuw.opgave(3).sleutel


def test_a_rewritten_point_keeps_its_sleutel_and_a_new_point_does_not() -> None:
    oud = [item("Vergunningen duren in deze regio veel te lang"), item("Er is te weinig geld")]
    nieuw = [item("Iets heel anders"), item("Vergunningen duren in onze regio te lang"), item("Er is te weinig geld.")]
    assert herken_items(nieuw, oud) == {1: oud[0].sleutel, 2: oud[1].sleutel}


def test_equal_points_never_get_the_same_sleutel() -> None:
    oud = [item("Te duur"), item("Te duur")]
    nieuw = [item("Te duur"), item("Te duur"), item("Te duur")]
    gevonden = herken_items(nieuw, oud)
    assert sorted(gevonden.values()) == sorted(i.sleutel for i in oud)
    document = herken(plan(opgave(1, "Wonen", *["Te duur"] * 3)), plan(opgave(1, "Wonen", *["Te duur"] * 2)))
    assert len(set(sleutels(document))) == len(sleutels(document))


def test_equal_points_of_other_parties_stay_apart() -> None:
    oud = [item("Meebetalen", "rijk"), item("Meebetalen", "regio")]
    nieuw = [item("Meebetalen", "regio"), item("Meebetalen", "rijk")]
    assert herken_items(nieuw, oud) == {0: oud[1].sleutel, 1: oud[0].sleutel}


def test_references_come_along() -> None:
    oud = plan(opgave(1, "Wonen"), opgave(2, "Werken"))
    een, twee = opgave(1, "Wonen"), opgave(2, "Werken")
    zie = f'<p>Zie <a href="opgave:{twee.sleutel}">opgave</a>.</p>'
    nieuw = plan(replace(een, secties=(replace(een.secties[0], opening=zie), een.secties[1])), twee)
    assert herken(nieuw, oud).opgave(1).sectie("opgave").opening == zie.replace(twee.sleutel, oud.opgave(2).sleutel)


def test_clusters_doelen_and_hoofdstukken_by_name() -> None:
    def maak(kleur: int, extra: bool) -> boom.Plandocument:
        clusters = (boom.Cluster(nieuwe_sleutel(), "Wonen", kleur),)
        if extra:
            clusters = (boom.Cluster(nieuwe_sleutel(), "Water", 5), *clusters)
        doel = boom.Doelstelling(nieuwe_sleutel(), 1, "Beter wonen")
        sectie = boom.Sectie(nieuwe_sleutel(), titel="Leeswijzer", opening="<p>x</p>")
        hoofdstuk = boom.Hoofdstuk(nieuwe_sleutel(), "Inleiding", (sectie,))
        opg = replace(opgave(1, "Wonen", cluster=clusters[-1].sleutel), doelstellingen=(doel.sleutel,))
        return plan(opg, clusters=clusters, doelstellingen=(doel,), hoofdstukken=(hoofdstuk,))

    oud, nieuw = maak(5, False), maak(1, True)
    uit = herken(nieuw, oud)
    assert [(c.naam, c.kleur) for c in uit.clusters] == [("Water", 1), ("Wonen", 5)]
    assert uit.clusters[1].sleutel == oud.clusters[0].sleutel == uit.opgave(1).cluster
    assert uit.opgave(1).doelstellingen == oud.opgave(1).doelstellingen
    assert uit.hoofdstukken == oud.hoofdstukken


def test_sleutels_that_are_already_equal_go_first() -> None:
    oud = plan(opgave(1, "Wonen", "Te duur", "Te traag"))
    anders = replace(oud.opgave(1), nummer=9, titel="Iets anders")
    assert herken(plan(anders), oud).opgave(9).sleutel == oud.opgave(1).sleutel
    punten = oud.opgave(1).sectie("knelpunten").items
    gewisseld = [replace(punten[0], tekst="Te traag"), replace(punten[1], tekst="Te duur")]
    assert herken_items(gewisseld, punten) == {0: punten[0].sleutel, 1: punten[1].sleutel}
