"""The worker: does what waits in the queue, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker
from psycopg_pool import PoolTimeout

from npvr.taken import LANG, SNEL

logger = logging.getLogger("npvr.taken")


async def _schrijf_teken(werkers: list[Worker]) -> None:
    """Write down by which numbers the database knows this worker, for its own health check."""
    while None in (nummers := [werker.worker_id for werker in werkers]):
        await asyncio.sleep(0.2)
    if settings.WERKER_TEKEN:
        Path(settings.WERKER_TEKEN).write_text(" ".join(map(str, nummers)))


class Command(BaseCommand):
    help = (
        "Doet het werk dat wacht: afdrukken, inlezen, mail, opruimen. Blijft draaien tot TERM of Ctrl-C; wat dan "
        "loopt, krijgt nog even de tijd (NPVR_WERKER_UITLOOP); anders begint een volgende werker het opnieuw."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--eenmalig", action="store_true", help="stop als er niets meer wacht")

    def handle(self, *args: Any, eenmalig: bool, **options: Any) -> None:
        # a connector of its own: that of Django has no pool and cannot listen
        connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=6, timeout=10)
        try:
            with app.replace_connector(connector):
                asyncio.run(self._werk(eenmalig))
        except (ConnectorException, PoolTimeout) as fout:
            raise CommandError(f"De werker stopt: de database is niet bereikbaar ({fout.__cause__ or fout}).") from fout

    async def _werk(self, eenmalig: bool) -> None:
        """Two rows of jobs, so that mail does not wait for prints."""
        gemeen = {
            "wait": not eenmalig,
            "install_signal_handlers": False,
            "delete_jobs": "successful",
            "shutdown_graceful_timeout": settings.WERKER_UITLOOP,
            "update_heartbeat_interval": settings.WERKER_STIL / 5,
            "stalled_worker_timeout": settings.WERKER_STIL,
            "fetch_job_polling_interval": min(5.0, settings.WERKER_STIL / 5),
        }
        async with app.open_async():
            app.perform_import_paths()
            werkers = [
                Worker(
                    app, **{**app.worker_defaults, **gemeen, "name": naam, "queues": [naam], "concurrency": tegelijk}
                )
                for naam, tegelijk in ((SNEL, 1), (LANG, settings.WERKER_TEGELIJK))
            ]
            rijen = [asyncio.create_task(werker.run()) for werker in werkers]
            teken = asyncio.create_task(_schrijf_teken(werkers))
            lus = asyncio.get_running_loop()

            gestopt = False

            def stop() -> None:
                nonlocal gestopt
                if not gestopt:  # a second one would cut off the grace that the first one asks for
                    gestopt = True
                    for rij in rijen:
                        rij.cancel()

            for nummer in (signal.SIGTERM, signal.SIGINT):
                lus.add_signal_handler(nummer, stop)
            logger.info("werker begint")
            await asyncio.wait(rijen, return_when=asyncio.ALL_COMPLETED if eenmalig else asyncio.FIRST_COMPLETED)
            stop()  # one row ends by itself when something is wrong with it: then both do
            uitkomsten = await asyncio.gather(*rijen, return_exceptions=True)
            teken.cancel()
            logger.info("werker stopt")
            for fout in uitkomsten:
                if isinstance(fout, Exception):
                    raise fout
