"""The tasks of this room. Kinds of jobs register themselves when their module is imported (docs/opdrachten.md)."""

from __future__ import annotations

from procrastinate import JobContext

from npvr.taken import LANG, SNEL, app

from . import actions, toezicht


@app.task(name=actions.TAAK, queue=LANG, pass_context=True)
def voer_uit(context: JobContext, opdracht: str) -> None:
    toezicht.voer_uit(opdracht, moet_stoppen=context.should_abort)


@app.periodic(cron="* * * * *")
@app.task(name="opdrachten.raap_op", queue=SNEL, queueing_lock="opdrachten.raap_op", priority=10)
def raap_op(timestamp: int = 0) -> None:
    actions.raap_opdrachten_op()


@app.periodic(cron="41 3 * * *")
@app.task(name="opdrachten.ruim_op", queue=SNEL, queueing_lock="opdrachten.ruim_op")
def ruim_op(timestamp: int = 0) -> None:
    actions.ruim_op()
