"""The tasks of this room."""

from __future__ import annotations

from django.utils import timezone

from npvr.taken import SNEL, app

from .actions.bezorgen import ruim_post_op, schrijf_meldingpost, verstuur_post
from .actions.herinneren import herinner
from .actions.kladden import ruim_op as ruim_kladden


@app.periodic(cron="30 5 * * *")
@app.task(name="reacties.herinner", queue=SNEL, queueing_lock="reacties.herinner")
def herinner_rondes(timestamp: int = 0) -> None:
    """Every morning. Running twice reminds nobody twice."""
    herinner(timezone.localdate())


@app.periodic(cron="* * * * * */20")
@app.task(name="reacties.bezorg", queue=SNEL, queueing_lock="reacties.bezorg")
def bezorg(timestamp: int = 0) -> None:
    """Every twenty seconds: notices become mails, and the outbox goes out. One query each when there is nothing."""
    schrijf_meldingpost(timezone.now())
    verstuur_post()


@app.periodic(cron="41 3 * * *")
@app.task(name="reacties.ruim_post_op", queue=SNEL, queueing_lock="reacties.ruim_post_op")
def ruim_op(timestamp: int = 0) -> None:
    """Every night."""
    ruim_post_op(timezone.now())


@app.periodic(cron="47 3 * * *")
@app.task(name="reacties.ruim_kladden_op", queue=SNEL, queueing_lock="reacties.ruim_kladden_op")
def ruim_kladden_op(timestamp: int = 0) -> None:
    """Every night: comments that somebody began and left for three months."""
    ruim_kladden()
