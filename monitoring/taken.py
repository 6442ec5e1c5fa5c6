"""The tasks of this room: fetch from CBS what changed, every night and when somebody asks."""

from __future__ import annotations

from npvr.taken import LANG, app

from .actions.cbs import client, ververs
from .models import Cbskoppeling


@app.periodic(cron="17 4 * * *")
@app.task(name="monitoring.ververs_alles", queue=LANG, queueing_lock="monitoring.ververs_alles")
def ververs_alles(timestamp: int = 0) -> None:
    """One at a time: a fault of one table leaves the others."""
    with client() as cbs:
        for koppeling in Cbskoppeling.objects.order_by("geprobeerd_op", "pk"):
            ververs(koppeling=koppeling, cbs=cbs)


@app.task(name="monitoring.ververs", queue=LANG)
def ververs_een(koppeling: int) -> None:
    rij = Cbskoppeling.objects.filter(pk=koppeling).first()
    if rij is not None:
        with client() as cbs:
            ververs(koppeling=rij, cbs=cbs, ook_ongewijzigd=True)
