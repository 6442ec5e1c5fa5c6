"""The tasks of this room."""

from __future__ import annotations

from npvr.taken import SNEL, app

from .actions import ruim_koppelverzoeken_op
from .remmen import ruim_op as ruim_remmen


@app.periodic(cron="53 3 * * *")
@app.task(name="accounts.ruim_op", queue=SNEL, queueing_lock="accounts.ruim_op")
def ruim_op(timestamp: int = 0) -> None:
    """Every night: wrong tries to log in of days ago, and requests for a link that nobody answered."""
    ruim_remmen()
    ruim_koppelverzoeken_op()
