"""Keeping, taking over and undoing what was read: all or nothing, once, and never over what somebody else wrote."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pghistory.models
import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from inlezen.actions.inlezingen import (
    Dicht,
    Verouderd,
    Vervallen,
    bewaar_inlezing,
    maak_inlezing_ongedaan,
    neem_inlezing_over,
)
from inlezen.keuzes import afdruk, codes
from inlezen.lees_veilig import GelezenPlan
from inlezen.models import Inlezing
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_opnieuw, bouw_sectie
from opgaven.eerder import werkversie_met
from opgaven.models import Opgave, Plan, Sectie
from plandocument import boom
from plandocument.canoniek import hash_in, hash_van
from tests.inlezen.test_inlezing_keuzes import bewerkt

ALLES: Callable[[str], bool] = lambda _: True  # noqa: E731


def vers(plan: Plan) -> boom.Plandocument:
    return bouw_opnieuw(Plan.objects.get(pk=plan.pk))


def met_tekst(document: boom.Plandocument, woorden: str, *nummers: int) -> boom.Plandocument:
    """The plan with another text in the first section of these opgaven."""

    def om(o: boom.Opgave) -> boom.Opgave:
        eerste, *rest = o.secties
        return replace(o, secties=(replace(eerste, opening=f"<p>{woorden}</p>"), *rest))

    return replace(document, opgaven=tuple(om(o) if o.nummer in nummers else o for o in document.opgaven))


@pytest.fixture
def bewaar(voorbeeld: Plan, persoon: Callable[..., User]) -> Callable[..., tuple[Inlezing, dict[str, str], User]]:
    """A reading of this document, what a page with everything ticked would send, and who read it."""

    def maak(document: boom.Plandocument) -> tuple[Inlezing, dict[str, str], User]:
        nu, wie = vers(voorbeeld), persoon("programmamanager")
        gelezen = GelezenPlan("plan.json", document, nu, True, "JSON", True)
        rij = bewaar_inlezing(
            regio=voorbeeld.regio, gelezen=gelezen, sha256="0" * 64, omvang=1, door=wie, waarom="Zomaar"
        )
        return rij, {code: afdruk(nu, code, document) for code in codes(nu, document)}, wie

    return maak


@pytest.mark.parametrize("zaad", range(6))
def test_taking_over_all_and_undoing_it_at_once(bewaar: Any, voorbeeld: Plan, zaad: int) -> None:
    was = vers(voorbeeld)
    ander = bewerkt(was, zaad)
    rij, gezien, wie = bewaar(ander)
    afloop = neem_inlezing_over(inlezing=rij, gezien=gezien, door=wie, mag=ALLES)
    assert afloop.gedaan
    assert hash_van(vers(voorbeeld)) == hash_van(replace(ander, hoofdstukken=vers(voorbeeld).hoofdstukken))
    maak_inlezing_ongedaan(inlezing=rij, door=wie, mag=ALLES)
    assert vers(voorbeeld) == was
    rij.refresh_from_db()
    assert (rij.stand, rij.voor, rij.na) == ("ongedaan", None, None)


def test_the_history_knows_one_act(bewaar: Any, voorbeeld: Plan) -> None:
    rij, gezien, wie = bewaar(met_tekst(vers(voorbeeld), "Ingelezen.", 3, 14))
    neem_inlezing_over(inlezing=rij, gezien=gezien, door=wie, mag=ALLES)
    rij.refresh_from_db()
    sporen = pghistory.models.Context.objects.filter(metadata__greep=str(rij.greep))
    (spoor,) = sporen
    assert spoor.metadata | {"bron": "inlezen", "waarom": "Zomaar", "user": wie.pk} == spoor.metadata


def test_an_outdated_part_stops_everything(bewaar: Any, voorbeeld: Plan) -> None:
    rij, gezien, wie = bewaar(met_tekst(vers(voorbeeld), "Ingelezen.", 3, 14))
    sectie = Sectie.objects.select_related("plan", "soort").get(
        plan=voorbeeld, opgave__nummer=14, soort__code=vers(voorbeeld).opgave(14).secties[0].soort
    )
    inhoud = replace(bouw_sectie(sectie), opening="<p>Van een collega.</p>")
    bewaar_sectie(sectie=sectie, vanaf_versie=sectie.versie, inhoud=inhoud, door=None)
    tussen = vers(voorbeeld)
    with pytest.raises(Verouderd) as fout:
        neem_inlezing_over(inlezing=rij, gezien=gezien, door=wie, mag=ALLES)
    assert fout.value.codes == {f"s-{sectie.sleutel}"}
    assert vers(voorbeeld) == tussen
    assert Inlezing.objects.get(pk=rij.pk).stand == "gelezen"


def test_what_is_closed_is_not_written(bewaar: Any, voorbeeld: Plan) -> None:
    was = vers(voorbeeld)
    rij, gezien, wie = bewaar(met_tekst(was, "Ingelezen.", 3, 14))
    with pytest.raises(Dicht):
        neem_inlezing_over(inlezing=rij, gezien=gezien, door=wie, mag=lambda o: o == was.opgave(3).sleutel)
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(status="akkoord")
    with pytest.raises(Dicht):
        neem_inlezing_over(inlezing=rij, gezien=gezien, door=wie, mag=ALLES)
    assert vers(voorbeeld) == was
    assert Opgave.objects.get(plan=voorbeeld, nummer=14).status == "akkoord"


def test_a_strange_code_or_fingerprint_does_nothing(bewaar: Any, voorbeeld: Plan) -> None:
    was = vers(voorbeeld)
    rij, gezien, wie = bewaar(met_tekst(was, "Ingelezen.", 14))
    sectie = was.opgave(3).secties[0].sleutel
    for vals in ({f"s-{sectie}": "0" * 16}, {"onzin": ""}, {"plan": ""}, dict.fromkeys(gezien, "0" * 16)):
        with pytest.raises(Verouderd):
            neem_inlezing_over(inlezing=rij, gezien=vals, door=wie, mag=ALLES)
    assert vers(voorbeeld) == was


def test_undoing_after_akkoord_leaves_that_fiche(bewaar: Any, voorbeeld: Plan) -> None:
    was = vers(voorbeeld)
    rij, gezien, wie = bewaar(met_tekst(was, "Ingelezen.", 3, 14))
    neem_inlezing_over(inlezing=rij, gezien=gezien, door=wie, mag=ALLES)
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(status="akkoord")
    with pytest.raises(Verouderd):
        maak_inlezing_ongedaan(inlezing=rij, door=wie, mag=ALLES)
    _, bleef = maak_inlezing_ongedaan(inlezing=rij, door=wie, mag=ALLES, rest=True)
    assert len(bleef) == 1
    nu = vers(voorbeeld)
    assert nu.opgave(3) == was.opgave(3)
    assert nu.opgave(14) != was.opgave(14)


def test_what_was_left_too_long_expires(bewaar: Any, voorbeeld: Plan) -> None:
    oud, gezien, wie = bewaar(met_tekst(vers(voorbeeld), "Ingelezen.", 14))
    Inlezing.objects.filter(pk=oud.pk).update(op=timezone.now() - timedelta(days=31))
    bewaar(met_tekst(vers(voorbeeld), "Iets anders.", 14))
    oud.refresh_from_db()
    assert (oud.stand, oud.gelezen, oud.basis, oud.verslag) == ("vervallen", None, None, {})
    with pytest.raises(Vervallen):
        neem_inlezing_over(inlezing=oud, gezien=gezien, door=wie, mag=ALLES)


def test_after_a_quarter_there_is_nothing_left_to_undo(bewaar: Any, voorbeeld: Plan) -> None:
    rij, gezien, wie = bewaar(met_tekst(vers(voorbeeld), "Ingelezen.", 14))
    neem_inlezing_over(inlezing=rij, gezien=gezien, door=wie, mag=ALLES)
    Inlezing.objects.filter(pk=rij.pk).update(toegepast_op=timezone.now() - timedelta(days=91))
    bewaar(met_tekst(vers(voorbeeld), "Iets anders.", 14))
    with pytest.raises(Vervallen):
        maak_inlezing_ongedaan(inlezing=rij, door=wie, mag=ALLES)


def test_the_database_knows_only_states_that_are_right(bewaar: Any, voorbeeld: Plan) -> None:
    rij, _, _ = bewaar(met_tekst(vers(voorbeeld), "Ingelezen.", 14))
    with pytest.raises(IntegrityError), transaction.atomic():
        Inlezing.objects.filter(pk=rij.pk).update(stand="toegepast")


@pytest.mark.django_db(transaction=True)
def test_twelve_times_at_once_is_once(bewaar: Any, voorbeeld: Plan) -> None:
    rij, gezien, wie = bewaar(met_tekst(vers(voorbeeld), "Ingelezen.", 14))
    sectie = next(iter(gezien))[2:]
    versie = Sectie.objects.get(plan=voorbeeld, sleutel=sectie).versie
    gedaan: list[bool] = []
    fouten: list[BaseException] = []
    samen = threading.Barrier(12)

    def klik() -> None:
        try:
            samen.wait()
            gedaan.append(neem_inlezing_over(inlezing=rij, gezien=gezien, door=wie, mag=ALLES).gedaan)
        except BaseException as fout:
            fouten.append(fout)
        finally:
            connection.close()

    draden = [threading.Thread(target=klik) for _ in range(12)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert not fouten
    assert sorted(gedaan) == [False] * 11 + [True]
    assert Sectie.objects.get(plan=voorbeeld, sleutel=sectie).versie == versie + 1


# ---- the text that somebody took along ----


def test_an_earlier_werkversie_is_found_again(
    voorbeeld: Plan, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    standen = [vers(voorbeeld)]
    for n, (nummer, soort) in enumerate([(14, "knelpunten"), (3, "opgave"), (14, "knelpunten"), (7, "nodig")]):
        rij = Sectie.objects.select_related("plan", "soort").get(
            plan=voorbeeld, opgave__nummer=nummer, soort__code=soort
        )
        inhoud = bouw_sectie(rij)
        inhoud = replace(inhoud, opening=f"<p>Stand {n}.</p>", items=inhoud.items[::-1])
        bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=inhoud, door=None)
        standen.append(vers(voorbeeld))
    plan = Plan.objects.get(pk=voorbeeld.pk)
    for stand in standen:
        with django_assert_max_num_queries(6):
            assert werkversie_met(plan, standen[-1], hash_van(stand)) == stand
        with django_assert_max_num_queries(6):
            assert werkversie_met(plan, standen[-1], hash_in(stand, 1)) == stand  # taken along before schema 2
    assert werkversie_met(plan, standen[-1], "0" * 64) is None
