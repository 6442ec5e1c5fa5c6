"""A Word file that the portal wrote, edited as Word does it, and taken back: only that edit shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from documenten.schrijvers import fiche, odt_bytes, plan, word_bytes
from inlezen.lezers import Leesfout
from inlezen.lezers.terug import Teruggelezen, lees_terug
from plandocument import boom, tekst
from plandocument.canoniek import uit_bytes
from plandocument.vergelijk import vergelijk
from tests.conftest import FIXTURES
from tests.inlezen.wordwerk import (
    AUTEUR,
    UITGAVE,
    Bewerking,
    W,
    Word,
    gevolgd,
    kanttekening,
    nieuwe_alinea,
    pak_uit,
    run,
    runs,
    schrap,
    teken_weg,
    zet_tekst,
    zonder,
)
from tests.plandocument.genereer import plannen

K = "knelpunten"


def items(document: boom.Plandocument, soort: str = K) -> list[boom.Item]:
    return list(document.opgave(14).sectie(soort).items)


@pytest.fixture
def bewerk(document: boom.Plandocument) -> Callable[[Bewerking], Teruggelezen]:
    """`bewerk(f)` writes the fiche of opgave 14, lets `f` edit it, and reads it back."""

    def doe(bewerking: Bewerking) -> Teruggelezen:
        word = Word(word_bytes(fiche(document, document.opgave(14), UITGAVE)))
        bewerking(word)
        return lees_terug(word.bytes(), document)

    return doe


def met_items(document: boom.Plandocument, rij: list[boom.Item], soort: str = K) -> boom.Plandocument:
    """The plan with these items in one section of opgave 14, and nothing else changed."""
    opgave = document.opgave(14)
    secties = tuple(replace(s, items=tuple(rij)) if s.soort == soort else s for s in opgave.secties)
    opgaven = tuple(replace(o, secties=secties) if o.nummer == 14 else o for o in document.opgaven)
    return replace(document, opgaven=opgaven)


# ---- out and in again ----


@pytest.mark.parametrize("schrijf", [word_bytes, odt_bytes])
def test_a_plan_out_and_in_is_the_same_plan(document: boom.Plandocument, schrijf: Any) -> None:
    terug = lees_terug(schrijf(plan(document, UITGAVE)), document)
    assert terug.document == document
    assert terug.meldingen == ()
    assert len(terug.opgaven) == len(document.opgaven)
    assert terug.hash == UITGAVE.hash


@pytest.mark.parametrize("schrijf", [word_bytes, odt_bytes])
def test_every_fiche_out_and_in_is_the_same_fiche(document: boom.Plandocument, schrijf: Any) -> None:
    for opgave in document.opgaven:
        terug = lees_terug(schrijf(fiche(document, opgave, UITGAVE)), document)
        assert terug.opgave == opgave
        assert terug.document == document


@pytest.mark.parametrize("schrijf", [word_bytes, odt_bytes])
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=plannen(minstens=1))
def test_generated_plans_out_and_in(schrijf: Any, document: boom.Plandocument) -> None:
    terug = lees_terug(schrijf(plan(document, UITGAVE)), document)
    assert terug.document == document
    assert terug.meldingen == ()


def test_a_selection_leaves_the_rest_alone(document: boom.Plandocument) -> None:
    keus = [document.opgave(n).sleutel for n in (3, 14)]
    terug = lees_terug(word_bytes(plan(document, UITGAVE, keus)), document)
    assert terug.opgaven == tuple(keus)
    assert terug.document == document


# ---- edits ----


def test_rewording_keeps_the_sleutel(document: boom.Plandocument, bewerk: Any) -> None:
    was = items(document)
    terug = bewerk(lambda w: zet_tekst(w.alinea(f"p_{was[1].sleutel}"), "Iets ‘heel’ anders — met “krul”."))
    nieuw = replace(was[1], tekst="Iets ‘heel’ anders — met “krul”.")
    assert terug.document == met_items(document, [was[0], nieuw, *was[2:]])
    assert len(vergelijk(document, terug.document).wijzigingen) == 1


@pytest.mark.parametrize("volg", [False, True])
def test_a_new_paragraph_in_a_list_is_a_new_point(document: boom.Plandocument, bewerk: Any, volg: bool) -> None:
    was = items(document)
    terug = bewerk(lambda w: nieuwe_alinea(w.alinea(f"p_{was[0].sleutel}"), "Een nieuw knelpunt.", volg=volg))
    rij = items(terug.document)
    assert [i.tekst for i in rij] == [was[0].tekst, "Een nieuw knelpunt.", *(i.tekst for i in was[1:])]
    assert rij[1].sleutel not in {i.sleutel for _, s in document.alle_secties() for i in s.items}
    assert terug.document == met_items(document, [was[0], rij[1], *was[1:]])


def test_a_deleted_point_is_gone(document: boom.Plandocument, bewerk: Any) -> None:
    was = items(document)

    def weg(w: Word) -> None:
        p = w.alinea(f"p_{was[1].sleutel}")
        p.getparent().remove(p)

    assert bewerk(weg).document == met_items(document, [was[0], *was[2:]])


def test_a_point_deleted_with_tracked_changes(document: boom.Plandocument, bewerk: Any) -> None:
    was = items(document)
    terug = bewerk(lambda w: schrap(w.alinea(f"p_{was[1].sleutel}")))
    assert terug.document == met_items(document, [was[0], *was[2:]])
    assert [(w.soort, w.tekst) for w in terug.wijzigingen] == [("verwijderd", tekst.woorden(was[1].tekst))]


def test_a_point_made_empty_is_gone(document: boom.Plandocument, bewerk: Any) -> None:
    was = items(document)
    terug = bewerk(lambda w: schrap(w.alinea(f"p_{was[1].sleutel}"), teken=False))
    assert terug.document == met_items(document, [was[0], *was[2:]])


def test_a_moved_point_keeps_its_sleutel(document: boom.Plandocument, bewerk: Any) -> None:
    was = items(document)

    def verplaats(w: Word) -> None:
        w.alinea(f"p_{was[-1].sleutel}").addnext(w.alinea(f"p_{was[0].sleutel}"))

    assert bewerk(verplaats).document == met_items(document, [*was[1:], was[0]])


def test_moved_with_tracked_changes(document: boom.Plandocument, bewerk: Any) -> None:
    """Word leaves the paragraph where it was, marked as moved away, and puts one without bookmark where it goes."""
    was = items(document)

    def verplaats(w: Word) -> None:
        oud = w.alinea(f"p_{was[0].sleutel}")
        nieuw = nieuwe_alinea(w.alinea(f"p_{was[-1].sleutel}"), tekst.woorden(was[0].tekst))
        inhoud = runs(nieuw)[0]
        nieuw.replace(inhoud, weg := gevolgd("moveTo"))
        weg.append(inhoud)
        for r in runs(oud):
            oud.replace(r, weg := gevolgd("moveFrom"))
            weg.append(r)
        teken_weg(oud, "moveFrom")

    terug = bewerk(verplaats)
    assert terug.document == met_items(document, [*was[1:], was[0]])
    assert [w.soort for w in terug.wijzigingen] == ["verplaatst"]


def test_a_word_inserted_and_deleted_with_tracking(document: boom.Plandocument, bewerk: Any) -> None:
    was = items(document)

    def bijhouden(w: Word) -> None:
        p = w.alinea(f"p_{was[0].sleutel}")
        eerste = runs(p)[0]
        eerste.addprevious(gevolgd("ins", run("Ook: ")))
        runs(p)[-1].addnext(gevolgd("del", run(" en dit was er al uit", "delText")))

    terug = bewerk(bijhouden)
    assert terug.document == met_items(document, [replace(was[0], tekst="Ook: " + was[0].tekst), *was[1:]])
    sectie = document.opgave(14).sectie(K).sleutel
    assert [(w.soort, w.tekst, w.sectie, w.item) for w in terug.wijzigingen] == [
        ("toegevoegd", "Ook: ", sectie, was[0].sleutel),
        ("verwijderd", " en dit was er al uit", sectie, was[0].sleutel),
    ]
    assert AUTEUR not in repr(terug)


def test_runs_that_word_splits_do_not_matter(document: boom.Plandocument, bewerk: Any) -> None:
    def splits(w: Word) -> None:
        for r in list(w.document.iter(f"{W}r")):
            t = r.find(f"{W}t")
            if t is None or len(t.text or "") < 4 or r.find(f"{W}rPr") is not None:
                continue
            tweede = run(t.text[2:])
            t.text = t.text[:2]
            r.addnext(tweede)
            tweede.addprevious(run(""))

    assert bewerk(splits).document == document


@pytest.mark.parametrize("weg", [(), ("bookmarkStart", "bookmarkEnd")], ids=["sdt", "sdt en bladwijzers"])
def test_without_blocks_and_bookmarks(document: boom.Plandocument, bewerk: Any, weg: tuple[str, ...]) -> None:
    """Another program may drop the content controls, or the bookmarks too: headings and words still tell."""

    def kaal(w: Word) -> None:
        pak_uit(w.document)
        if weg:
            zonder(w.document, *weg)

    assert bewerk(kaal).document == document


def test_bold_italic_and_a_link_in_a_point(document: boom.Plandocument, bewerk: Any) -> None:
    was = items(document)

    def maak_op(w: Word) -> None:
        p = w.alinea(f"p_{was[0].sleutel}")
        zet_tekst(p, "Gewoon, ")
        runs(p)[-1].addnext(run("vet", b=True))
        runs(p)[-1].addnext(run(" en schuin", i=True))

    terug = bewerk(maak_op)
    assert items(terug.document)[0].tekst == "Gewoon, <strong>vet</strong><em> en schuin</em>"


def test_to_another_group(document: boom.Plandocument, bewerk: Any) -> None:
    rij = items(document, "interventies")
    rijk = next(i for i in rij if i.groep == "rijk")
    regio = next(i for i in rij if i.groep == "regio")
    terug = bewerk(lambda w: w.alinea(f"p_{regio.sleutel}").addnext(w.alinea(f"p_{rijk.sleutel}")))
    nu = {i.sleutel: i for i in items(terug.document, "interventies")}
    assert nu[rijk.sleutel] == replace(rijk, groep="regio")
    assert {k: v for k, v in nu.items() if k != rijk.sleutel} == {
        i.sleutel: i for i in rij if i.sleutel != rijk.sleutel
    }


def test_to_another_sectie_keeps_the_sleutel(document: boom.Plandocument, bewerk: Any) -> None:
    was, doel = items(document), items(document, "vervolg") or items(document, "trajecten")
    soort = "vervolg" if items(document, "vervolg") else "trajecten"
    terug = bewerk(lambda w: w.alinea(f"p_{doel[-1].sleutel}").addnext(w.alinea(f"p_{was[0].sleutel}")))
    assert [i.sleutel for i in items(terug.document)] == [i.sleutel for i in was[1:]]
    assert items(terug.document, soort)[-1].sleutel == was[0].sleutel


def test_a_split_point(document: boom.Plandocument, bewerk: Any) -> None:
    """Enter in the middle: the first half keeps the key."""
    was = items(document)

    def splits(w: Word) -> None:
        p = w.alinea(f"p_{was[0].sleutel}")
        zet_tekst(p, "Eerste helft.")
        nieuwe_alinea(p, "Tweede helft.")

    rij = items(bewerk(splits).document)
    assert [i.tekst for i in rij[:2]] == ["Eerste helft.", "Tweede helft."]
    assert rij[0].sleutel == was[0].sleutel
    assert len(rij) == len(was) + 1


def test_a_paragraph_outside_every_block_belongs_to_the_sectie_above(document: boom.Plandocument, bewerk: Any) -> None:
    impact = document.opgave(14).sectie("impact")

    def erbij(w: Word) -> None:
        p = w.alinea(f"s_{impact.sleutel}")
        blok = next(p.iterancestors(f"{W}sdt"))
        nieuw = nieuwe_alinea(p, "Een alinea erbij.")
        nieuw.remove(nieuw.find(f"{W}pPr"))
        blok.addnext(nieuw)

    terug = bewerk(erbij)
    assert terug.opgave.sectie("impact").opening == impact.opening + "<p>Een alinea erbij.</p>"


def test_title_of_the_fiche(document: boom.Plandocument, bewerk: Any) -> None:
    sleutel = document.opgave(14).sleutel
    terug = bewerk(lambda w: zet_tekst(w.alinea(f"o_{sleutel}"), "Een andere titel"))
    assert terug.opgave == replace(document.opgave(14), titel="Een andere titel")


def test_another_heading_of_a_sectie_is_told(document: boom.Plandocument, bewerk: Any) -> None:
    sectie = document.opgave(14).sectie(K)
    terug = bewerk(lambda w: zet_tekst(w.alinea(f"s_{sectie.sleutel}"), "Problemen"))
    assert terug.document == document
    assert "namen van secties past u aan in het portaal" in terug.meldingen[0]


def test_a_status_typed_after_a_point(document: boom.Plandocument, bewerk: Any) -> None:
    rij = items(document, "eigenaarschap")
    vrij = next(i for i in rij if not i.status)

    def typ(w: Word) -> None:
        runs(w.alinea(f"p_{vrij.sleutel}"))[-1].addnext(run(" (voorstel)"))

    nu = {i.sleutel: i for i in items(bewerk(typ).document, "eigenaarschap")}
    assert nu[vrij.sleutel] == replace(vrij, status="voorstel")


def test_a_reference_with_another_number(document: boom.Plandocument, bewerk: Any) -> None:
    was = items(document)
    naar = document.opgave(7).sleutel
    terug = bewerk(lambda w: zet_tekst(w.alinea(f"p_{was[0].sleutel}"), "Zie [opgave 7]."))
    assert items(terug.document)[0].tekst == f'Zie <a href="opgave:{naar}">opgave</a>.'


def test_a_kanttekening_with_place_and_quote(document: boom.Plandocument, bewerk: Any) -> None:
    was = items(document)
    terug = bewerk(lambda w: kanttekening(w, w.alinea(f"p_{was[1].sleutel}"), "Klopt dit nog?"))
    (rij,) = terug.kanttekeningen
    assert (rij.tekst, rij.item) == ("Klopt dit nog?", was[1].sleutel)
    assert rij.sectie == document.opgave(14).sectie(K).sleutel
    assert rij.bij == " ".join(tekst.woorden(was[1].tekst, document.nummers).split())[:500]
    assert terug.document == document
    assert AUTEUR not in repr(terug)


def test_an_empty_sectie_with_a_list_gets_points(document: boom.Plandocument) -> None:
    leeg = met_items(document, [])
    opgave = leeg.opgave(14)
    secties = tuple(replace(s, opening="", slot="") if s.soort == K else s for s in opgave.secties)
    leeg = replace(leeg, opgaven=tuple(replace(o, secties=secties) if o.nummer == 14 else o for o in leeg.opgaven))
    word = Word(word_bytes(fiche(leeg, leeg.opgave(14), UITGAVE)))
    assert lees_terug(word.bytes(), leeg).document == leeg
    p = word.met("Nog geen knelpunten genoemd.")
    erbij = nieuwe_alinea(p, "Eerste knelpunt")
    ppr = erbij.find(f"{W}pPr")
    if ppr is None:
        ppr = erbij.makeelement(f"{W}pPr")
        erbij.insert(0, ppr)
    stijl = ppr.makeelement(f"{W}pStyle")
    stijl.set(f"{W}val", "ListBullet")
    ppr.append(stijl)
    terug = lees_terug(word.bytes(), leeg)
    assert [i.tekst for i in items(terug.document)] == ["Eerste knelpunt"]
    assert terug.opgave.sectie(K).opening == ""


# ---- what is no file of ours ----


def test_another_word_file_is_refused(document: boom.Plandocument, bewerk: Any) -> None:
    ander = replace(
        document,
        opgaven=(boom.Opgave("zzzzzzzzzzzz", 99, "Onbekend", secties=(boom.Sectie("yyyyyyyyyyyy", "opgave"),)),),
        hoofdstukken=(),
    )
    with pytest.raises(Leesfout, match="komt niet uit het portaal"):
        lees_terug(word_bytes(fiche(ander, ander.opgaven[0], UITGAVE)), document)


@pytest.mark.parametrize("schrijf", [word_bytes, odt_bytes])
def test_the_golden_plan_out_and_in(schrijf: Any) -> None:
    """Everything that a plan can hold."""
    document = uit_bytes((FIXTURES.parent / "tests" / "plandocument" / "gouden" / "schema-1.json").read_bytes())
    assert lees_terug(schrijf(plan(document, UITGAVE)), document).document == document
    assert lees_terug(schrijf(fiche(document, document.opgave(7), UITGAVE)), document).document == document
