"""The tasks of this room."""

from __future__ import annotations

from django.utils import timezone

from npvr.taken import SNEL, app

from .actions.herinneren import herinner


@app.periodic(cron="30 5 * * *")
@app.task(name="reacties.herinner", queue=SNEL, queueing_lock="reacties.herinner")
def herinner_rondes(timestamp: int = 0) -> None:
    """Every morning. Running twice reminds nobody twice."""
    herinner(timezone.localdate())
