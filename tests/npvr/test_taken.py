"""The queue of tasks: part of the transaction, and picked up again when a worker is gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from npvr import taken
from npvr.taken import app, raap_taken_op, zet_in_de_rij

pytestmark = pytest.mark.django_db


def sql(opdracht: str, *waarden: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)
        return list(cursor.fetchall()) if cursor.description else []


def werker(stil: int) -> int:
    """A worker that was last heard of so many seconds ago."""
    return int(
        sql(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - make_interval(secs => %s)) RETURNING id",
            stil,
        )[0][0]
    )


def bezig(taak: str, bij: int | None, beurten: int = 0, slot: str | None = None) -> int:
    return int(
        sql(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id, attempts, queueing_lock) "
            "VALUES ('snel', %s, '{}', 'doing', %s, %s, %s) RETURNING id",
            taak, bij, beurten, slot,
        )[0][0]
    )  # fmt: skip


def stand(pk: int) -> tuple[str, int]:
    ((status, beurten),) = sql("SELECT status::text, attempts FROM procrastinate_jobs WHERE id = %s", pk)
    return status, beurten


def test_task_is_part_of_the_transaction() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        zet_in_de_rij("npvr.raap_op")
        raise RuntimeError
    assert sql("SELECT count(*) FROM procrastinate_jobs") == [(0,)]


def test_task_can_wait_and_go_first(werk_af: Callable[[], int]) -> None:
    zet_in_de_rij("npvr.raap_op", over=timedelta(hours=1))
    assert werk_af() == 0
    zet_in_de_rij("npvr.raap_op", voorrang=5)
    assert werk_af() == 1
    assert sql("SELECT count(*) FROM procrastinate_jobs") == [(1,)]


def test_task_of_a_silent_worker_is_queued_again() -> None:
    weg, wees, leeft = bezig("a", werker(60)), bezig("a", None), bezig("a", werker(5))
    assert raap_taken_op() == 2
    assert stand(weg) == stand(wees) == ("todo", 1)
    assert stand(leeft) == ("doing", 0)
    assert raap_taken_op() == 0


def test_task_that_lost_its_worker_four_times_is_left() -> None:
    pk = bezig("a", werker(60), beurten=taken.BEURTEN - 1)
    raap_taken_op()
    assert stand(pk)[0] == "failed"


def test_periodic_task_of_which_the_next_waits_is_ended() -> None:
    pk = bezig("npvr.raap_op", werker(60), slot="npvr.raap_op")
    ander = bezig("a", werker(60))
    sql(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, queueing_lock) "
        "VALUES ('snel', 'npvr.raap_op', '{}', 'npvr.raap_op')"
    )
    raap_taken_op()
    assert stand(pk)[0] == "failed"
    assert stand(ander)[0] == "todo"


def test_old_rows_of_ended_tasks_are_tidied() -> None:
    oud, nieuw, loopt = bezig("a", None), bezig("a", None), bezig("a", None)
    for pk in (oud, nieuw):
        sql("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", pk)
    sql("UPDATE procrastinate_events SET at = at - interval '15 days' WHERE job_id IN (%s, %s)", oud, loopt)
    taken.ruim_taken_op()
    assert sql("SELECT id FROM procrastinate_jobs ORDER BY id") == [(nieuw,), (loopt,)]


def test_queue_is_not_in_the_admin(als: Callable[..., Client]) -> None:
    beheerder = als("beheerder")
    assert "procrastinate" not in beheerder.get("/beheer/").text.lower()
    assert beheerder.get("/beheer/procrastinate/procrastinatejob/").status_code == 404


def test_what_was_dropped_is_looked_for_every_half_minute() -> None:
    """Not every second of two minutes an hour: in five columns the first is minutes, and a sixth is seconds."""
    (taak,) = [t for (naam, _), t in app.periodic_registry.periodic_tasks.items() if naam == "npvr.raap_op"]
    keren = taak.croniter
    eerste = keren.get_next(ret_type=float, start_time=1_800_000_001.0)
    assert keren.get_next(ret_type=float) - eerste == 30
