"""The tasks of this room. Kinds of jobs register themselves when their module is imported (docs/opdrachten.md)."""

from __future__ import annotations

from procrastinate import JobContext

from npvr.taken import LANG, SNEL, app

from .actions.inlezingen import ruim_op as ruim_oude_inlezingen_op
from .opdrachten import actions, toezicht


@app.task(name=actions.TAAK, queue=LANG, pass_context=True)
def voer_uit(context: JobContext, opdracht: str) -> None:
    toezicht.voer_uit(opdracht, moet_stoppen=context.should_abort)


@app.periodic(cron="* * * * *")
@app.task(name="documenten.raap_op", queue=SNEL, queueing_lock="documenten.raap_op", priority=10)
def raap_op(timestamp: int = 0) -> None:
    actions.raap_opdrachten_op()


@app.periodic(cron="41 3 * * *")
@app.task(name="documenten.ruim_op", queue=SNEL, queueing_lock="documenten.ruim_op")
def ruim_op(timestamp: int = 0) -> None:
    actions.ruim_op()


@app.periodic(cron="51 3 * * *")
@app.task(name="documenten.ruim_inlezingen_op", queue=SNEL, queueing_lock="documenten.ruim_inlezingen_op")
def ruim_inlezingen_op(timestamp: int = 0) -> None:
    ruim_oude_inlezingen_op()
