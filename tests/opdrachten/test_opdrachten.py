"""Jobs as people ask for them: one per wish, rolled back with what was around it, ended in a file or in a sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from governance.models import Regio, Rol
from opdrachten import actions, soorten
from opdrachten.actions import TeVeelOpdrachten, annuleer, vraag_aan
from opdrachten.models import Opbrengst, Opdracht
from opdrachten.soorten import OPDRACHTSOORTEN, Bestand, OpdrachtMislukt, Voortgang
from opgaven.models import Plan
from reacties.models import Melding
from tests.opdrachten.proef import proef

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def proefsoort() -> Iterator[None]:
    """A kind of job for here: it makes what it is told to."""

    def maak(opdracht: Opdracht, voortgang: Voortgang) -> Bestand:
        gegevens = opdracht.gegevens
        for n in range(gegevens.get("stappen", 1)):
            voortgang(n, gegevens.get("stappen", 1), f"stap {n}")
        if "fout" in gegevens:
            raise {"zin": OpdrachtMislukt, "onverwacht": ValueError, "geheugen": MemoryError}[gegevens["fout"]](
                "Te kort."
            )
        return Bestand(gegevens.get("naam", "proef.txt"), "text/plain", b"x" * gegevens.get("grootte", 3))

    with OPDRACHTSOORTEN.even(proef(maak)):
        yield


@pytest.fixture
def twente(voorbeeld: Plan) -> Regio:
    return voorbeeld.regio


@pytest.fixture
def lezer(persoon: Callable[..., User]) -> User:
    return persoon("lezer")


@pytest.fixture
def vraag(twente: Regio, lezer: User) -> Callable[..., Opdracht]:
    def doe(door: User = lezer, **gegevens: Any) -> Opdracht:
        return vraag_aan(regio=twente, soort="proef", gegevens=gegevens, titel="Een proef", door=door)

    return doe


def taken() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [actions.TAAK])
        return int(cursor.fetchone()[0])


def test_job_runs_to_a_file(vraag: Callable[..., Opdracht], werk_af: Callable[[], int]) -> None:
    opdracht = vraag(naam="proef é/..\x07.txt", grootte=10)
    assert (opdracht.stand, opdracht.poging, taken()) == ("wacht", 0, 1)
    assert werk_af() == 1
    opdracht.refresh_from_db()
    assert (opdracht.stand, opdracht.gedaan, opdracht.totaal, opdracht.poging) == ("klaar", 1, 1, 1)
    bestand = opdracht.opbrengst
    assert (bestand.naam, bytes(bestand.inhoud), bestand.grootte) == ("proef é .. .txt", b"x" * 10, 10)
    assert bestand.sha256 == hashlib.sha256(b"x" * 10).hexdigest()


@pytest.mark.parametrize(
    ("gegevens", "zin"),
    [({}, "Een proef is klaar. U kunt het bestand ophalen."), ({"fout": "zin"}, "Een proef is niet gelukt.")],
)
def test_who_waits_long_gets_one_notice(
    vraag: Callable[..., Opdracht], werk_af: Callable[[], int], lezer: User, gegevens: dict[str, Any], zin: str
) -> None:
    kort = vraag(**gegevens)
    werk_af()
    assert not Melding.objects.exists(), "the page itself tells"
    Opdracht.objects.filter(pk=kort.pk).delete()
    lang = vraag(**gegevens)
    Opdracht.objects.filter(pk=lang.pk).update(aangevraagd_op=timezone.now() - timedelta(seconds=61))
    werk_af()
    (melding,) = Melding.objects.all()
    assert melding.user == lezer and melding.zin.startswith(zin) and melding.pad == soorten.adres(lang)


def test_who_stops_a_job_gets_no_notice(
    vraag: Callable[..., Opdracht], werk_af: Callable[[], int], lezer: User
) -> None:
    opdracht = vraag()
    Opdracht.objects.filter(pk=opdracht.pk).update(aangevraagd_op=timezone.now() - timedelta(seconds=61))
    annuleer(opdracht=opdracht, door=lezer)
    werk_af()
    assert not Melding.objects.exists()


def test_same_request_twice_is_one_job(vraag: Callable[..., Opdracht], werk_af: Callable[[], int]) -> None:
    eerste = vraag(stappen=2)
    assert vraag(stappen=2).pk == eerste.pk
    assert vraag(stappen=3).pk != eerste.pk
    assert (Opdracht.objects.count(), taken()) == (2, 2)
    werk_af()
    assert vraag(stappen=2).pk != eerste.pk, "what has ended is made again"


def test_request_costs_five_queries(vraag: Callable[..., Opdracht], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(7):  # two of them for the transaction inside that of the test
        vraag()


def test_same_request_of_another_person_is_another_job(
    vraag: Callable[..., Opdracht], persoon: Callable[..., User]
) -> None:
    assert vraag().pk != vraag(door=persoon("redacteur")).pk


def test_request_after_a_stop_is_a_new_job(vraag: Callable[..., Opdracht], lezer: User) -> None:
    eerste = vraag()
    actions.begin(str(eerste.pk))
    annuleer(opdracht=eerste, door=lezer)
    assert vraag().pk != eerste.pk


def test_rollback_leaves_no_job(vraag: Callable[..., Opdracht], werk_af: Callable[[], int]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        vraag()
        raise RuntimeError
    assert (Opdracht.objects.count(), taken(), werk_af()) == (0, 0, 0)


def test_request_without_the_role_is_refused(vraag: Callable[..., Opdracht], persoon: Callable[..., User]) -> None:
    with pytest.raises(PermissionDenied, match="rol"):
        vraag(door=persoon(None))
    assert taken() == 0


def test_request_for_an_unknown_kind_is_refused(twente: Regio, lezer: User) -> None:
    with pytest.raises(PermissionDenied):
        vraag_aan(regio=twente, soort="bestaat niet", gegevens={}, titel="x", door=lezer)


def test_more_than_ten_at_a_time_have_to_wait(vraag: Callable[..., Opdracht]) -> None:
    for n in range(10):
        vraag(stappen=n)
    with pytest.raises(TeVeelOpdrachten, match="10 opdrachten"):
        vraag(stappen=11)
    assert vraag(stappen=3).gegevens == {"stappen": 3}, "one that is under way is found back"


@pytest.mark.parametrize(
    ("fout", "zin"),
    [("zin", "Te kort."), ("onverwacht", "Er ging iets mis bij het maken."), ("geheugen", "te veel geheugen")],
)
def test_failing_job_gives_a_sentence_and_no_file(
    vraag: Callable[..., Opdracht], werk_af: Callable[[], int], fout: str, zin: str
) -> None:
    opdracht = vraag(fout=fout)
    werk_af()
    opdracht.refresh_from_db()
    assert opdracht.stand == "mislukt"
    assert zin in opdracht.fout
    assert opdracht.fout.endswith(".")
    assert not Opbrengst.objects.exists()


def test_file_that_is_too_large_is_not_kept(
    vraag: Callable[..., Opdracht], werk_af: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "GROOTSTE", 100)
    opdracht = vraag(grootte=101)
    werk_af()
    opdracht.refresh_from_db()
    assert (opdracht.stand, Opbrengst.objects.count()) == ("mislukt", 0)
    assert "64 MB" in opdracht.fout


def test_rights_are_asked_again_when_it_starts(
    vraag: Callable[..., Opdracht], werk_af: Callable[[], int], lezer: User
) -> None:
    opdracht = vraag()
    Rol.objects.filter(user=lezer).update(tot=timezone.now())
    werk_af()
    opdracht.refresh_from_db()
    assert (opdracht.stand, opdracht.poging) == ("mislukt", 0)
    assert "rol niet meer" in opdracht.fout


def test_kind_that_is_no_longer_made_says_so(vraag: Callable[..., Opdracht], werk_af: Callable[[], int]) -> None:
    opdracht = vraag()
    Opdracht.objects.update(soort="van vroeger")
    werk_af()
    opdracht.refresh_from_db()
    assert opdracht.fout == actions.ONBEKENDE_SOORT


def test_cancel_while_it_waits(vraag: Callable[..., Opdracht], werk_af: Callable[[], int], lezer: User) -> None:
    opdracht = annuleer(opdracht=vraag(), door=lezer)
    assert opdracht.stand == "geannuleerd"
    werk_af()
    opdracht.refresh_from_db()
    assert (opdracht.stand, opdracht.poging) == ("geannuleerd", 0)


def test_cancel_by_another_person_is_refused(vraag: Callable[..., Opdracht], persoon: Callable[..., User]) -> None:
    with pytest.raises(PermissionDenied):
        annuleer(opdracht=vraag(), door=persoon("beheerder"))


def test_cancel_of_what_ended_changes_nothing(
    vraag: Callable[..., Opdracht], werk_af: Callable[[], int], lezer: User
) -> None:
    opdracht = vraag()
    werk_af()
    assert annuleer(opdracht=opdracht, door=lezer).stand == "klaar"


def test_worker_that_was_replaced_writes_nothing(vraag: Callable[..., Opdracht], settings: Any) -> None:
    """A worker that was thought dead, and whose job another one took, cannot write over it."""
    settings.WERKER_STIL = 0
    pk = str(vraag().pk)
    oud = actions.begin(pk)
    nieuw = actions.begin(pk)
    assert oud and nieuw and (oud.poging, nieuw.poging) == (1, 2)
    bestand = Bestand("a.txt", "text/plain", b"oud")
    with pytest.raises(soorten.Geannuleerd):
        actions.rond_af(opdracht=oud, bestand=bestand)
    assert actions.leef(opdracht=oud) is None
    actions.breek_af(opdracht=oud, fout="Oud.")
    actions.rond_af(opdracht=nieuw, bestand=Bestand("a.txt", "text/plain", b"nieuw"))
    assert bytes(Opbrengst.objects.get().inhoud) == b"nieuw"


def test_job_that_another_worker_is_at_is_left_alone(vraag: Callable[..., Opdracht]) -> None:
    pk = str(vraag().pk)
    assert actions.begin(pk)
    assert actions.begin(pk) is None
    assert taken() == 2, "it is looked at again later"


def test_job_is_begun_three_times_at_most(vraag: Callable[..., Opdracht], settings: Any) -> None:
    settings.WERKER_STIL = 0
    opdracht = vraag()
    for poging in (1, 2, 3):
        begonnen = actions.begin(str(opdracht.pk))
        assert begonnen and begonnen.poging == poging
    assert actions.begin(str(opdracht.pk)) is None
    opdracht.refresh_from_db()
    assert opdracht.stand == "mislukt"
    assert opdracht.fout.startswith("Het maken is 3 keer afgebroken")


def test_job_given_back_by_a_worker_that_stops_costs_no_try(vraag: Callable[..., Opdracht]) -> None:
    opdracht = actions.begin(str(vraag().pk))
    assert opdracht
    actions.geef_terug(opdracht=opdracht, telt=False)
    opdracht.refresh_from_db()
    assert (opdracht.stand, opdracht.poging, taken()) == ("wacht", 0, 2)


def test_job_that_the_queue_forgot_is_queued_again(
    vraag: Callable[..., Opdracht], werk_af: Callable[[], int], settings: Any
) -> None:
    opdracht = vraag()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert actions.raap_opdrachten_op() == 0, "not at once"
    settings.WERKER_STIL = 0
    assert actions.raap_opdrachten_op() == 1
    assert actions.raap_opdrachten_op() == 0
    werk_af()
    opdracht.refresh_from_db()
    assert opdracht.stand == "klaar"


def test_progress_never_goes_back_and_says_words(
    vraag: Callable[..., Opdracht], monkeypatch: pytest.MonkeyPatch
) -> None:
    from opdrachten.uitvoering import Meldingen

    monkeypatch.setattr("opdrachten.uitvoering.TUSSENPOOS", 0)
    opdracht = actions.begin(str(vraag().pk))
    assert opdracht
    meld, gezien = Meldingen(opdracht), []
    for gedaan, totaal in ((0, 0), (0, 10), (4, 10), (2, 10), (12, 10)):
        meld(gedaan, totaal, "bladzijde " * 50)
        opdracht.refresh_from_db()
        gezien.append((opdracht.gedaan, opdracht.totaal))
    assert gezien == [(0, 0), (0, 10), (4, 10), (4, 10), (10, 10)]
    assert len(opdracht.bezig_met) == 200


def test_progress_is_written_a_few_times_a_second(
    vraag: Callable[..., Opdracht], django_assert_max_num_queries: Any
) -> None:
    from opdrachten.uitvoering import Meldingen

    opdracht = actions.begin(str(vraag().pk))
    assert opdracht
    meld = Meldingen(opdracht)
    with django_assert_max_num_queries(8):
        for n in range(1001):
            meld(n, 1000)
    opdracht.refresh_from_db()
    assert opdracht.gedaan == 1000, "the last one is always written"


def test_old_jobs_are_tidied_with_their_files(vraag: Callable[..., Opdracht], werk_af: Callable[[], int]) -> None:
    oud, nieuw = vraag(stappen=1), vraag(stappen=2)
    werk_af()
    loopt = vraag(stappen=3)
    Opdracht.objects.filter(pk=oud.pk).update(klaar_op=timezone.now() - timedelta(days=15))
    Opdracht.objects.filter(pk=loopt.pk).update(aangevraagd_op=timezone.now() - timedelta(days=99))
    assert actions.ruim_op() == 1
    assert set(Opdracht.objects.values_list("pk", flat=True)) == {nieuw.pk, loopt.pk}
    assert Opbrengst.objects.count() == 1


@pytest.mark.parametrize(
    "velden",
    [
        {"stand": "klaar"},
        {"stand": "bezig"},
        {"stand": "mislukt", "klaar_op": timezone.now()},
        {"fout": "Er is iets."},
        {"gedaan": 2, "totaal": 1},
        {"poging": 4},
        {"klaar_op": timezone.now()},
    ],
)
def test_database_refuses_facts_that_do_not_go_together(vraag: Callable[..., Opdracht], velden: dict[str, Any]) -> None:
    opdracht = vraag()
    with pytest.raises(IntegrityError), transaction.atomic():
        Opdracht.objects.filter(pk=opdracht.pk).update(**velden)


def test_database_refuses_a_file_that_is_not_whole(vraag: Callable[..., Opdracht], werk_af: Callable[[], int]) -> None:
    vraag()
    werk_af()
    with pytest.raises(IntegrityError), transaction.atomic():
        Opbrengst.objects.update(inhoud=b"half")
