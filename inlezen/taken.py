"""The tasks of this room."""

from __future__ import annotations

from npvr.taken import SNEL, app

from .actions import inlezingen


@app.periodic(cron="51 3 * * *")
@app.task(name="inlezen.ruim_op", queue=SNEL, queueing_lock="inlezen.ruim_op")
def ruim_op(timestamp: int = 0) -> None:
    inlezingen.ruim_op()
