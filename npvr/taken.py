"""Work outside a request, for every room: tasks on the PostgreSQL queue, and the one that picks up what was dropped.

A room declares its tasks in a module `taken.py` of its own, which every process imports:

    @app.task(name="reacties.verstuur", queue=SNEL)
    def verstuur(bericht: int) -> None: ...

and asks for them with `zet_in_de_rij("reacties.verstuur", bericht=7)`. A task may be begun again after its worker was
killed: it must be able to stand that. Arguments are plain JSON: keys of rows, never content.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

logger = logging.getLogger("npvr.taken")

SNEL: Final = "snel"
"""Short work: mail, tidying. It has a place of its own in the worker and never waits for long work."""
LANG: Final = "lang"
"""Work that people wait for and see progress of."""
BEURTEN: Final = 4
"""How often a task is begun when its worker dies each time."""

_GESTRAND: Final = """
    SELECT job.id, job.task_name, job.attempts FROM procrastinate_jobs job
    LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
    WHERE job.status = 'doing'
      AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s))
    ORDER BY job.id FOR UPDATE OF job SKIP LOCKED
"""

__all__ = ["LANG", "SNEL", "app", "raap_taken_op", "zet_in_de_rij"]


def zet_in_de_rij(
    taak: str, *, rij: str = SNEL, voorrang: int = 0, over: timedelta | None = None, **argumenten: Any
) -> None:
    """Ask for a task by its name, after `over` when that is given; higher `voorrang` goes first. One query.

    It is part of the transaction that is open and rolls back with it. A task's own `defer` is that in a request, but
    not in the worker, where procrastinate has connections of its own: so use this one.
    """
    JobManager(DjangoConnector()).defer_job(
        Job(
            queue=rij,
            lock=None,
            queueing_lock=None,
            task_name=taak,
            task_kwargs=argumenten,
            priority=voorrang,
            scheduled_at=datetime.now(UTC) + over if over else None,
        )
    )


def raap_taken_op() -> int:
    """Queue tasks again whose worker gave no sign of life for a while; returns how many. Some queries."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_GESTRAND, [settings.WERKER_STIL])
        gestrand = cursor.fetchall()
        for pk, naam, beurten in gestrand:
            logger.warning("taak %s van %s bleef liggen: haar werker is weg", pk, naam)
            if beurten + 1 >= BEURTEN or not _nog_eens(cursor, pk):
                cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [pk])
    return len(gestrand)


def _nog_eens(cursor: Any, pk: int) -> bool:
    """Queue a task again; False for a periodic one of which the next already waits: that one will do."""
    try:
        with transaction.atomic():
            cursor.execute("SELECT procrastinate_retry_job_v2(%s, %s, NULL, NULL, NULL)", [pk, datetime.now(UTC)])
    except IntegrityError:
        return False
    return True


@app.periodic(cron="* * * * * */30")  # the sixth column is seconds
@app.task(name="npvr.raap_op", queue=SNEL, queueing_lock="npvr.raap_op", priority=10)
def raap_op(timestamp: int = 0) -> None:
    """Every half minute. One at a time: a worker that was away finds one, not a queue of them."""
    raap_taken_op()


@app.periodic(cron="17 3 * * *")
@app.task(name="npvr.ruim_taken_op", queue=SNEL, queueing_lock="npvr.ruim_taken_op")
def ruim_taken_op(timestamp: int = 0) -> None:
    """Every night: rows of tasks that ended badly two weeks ago. Those that ended well are gone at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM procrastinate_jobs job
            WHERE job.status IN ('succeeded', 'failed', 'cancelled', 'aborted') AND NOT EXISTS (
                SELECT 1 FROM procrastinate_events gebeurtenis
                WHERE gebeurtenis.job_id = job.id AND gebeurtenis.at > now() - interval '14 days'
            )
            """
        )
