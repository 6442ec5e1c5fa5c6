"""The worker's side of a job: start its process, show that it lives, stop it when asked, see to how it ends."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

from django.conf import settings

from npvr import getallen

from . import actions, uitvoering
from .models import Opdracht

logger = logging.getLogger("opdrachten")

TIK = 0.5
"""Seconds between two looks at the process; each is two small queries."""


def voer_uit(pk: str, *, moet_stoppen: Callable[[], bool]) -> None:
    """Do a job, in a process of its own; returns when it has ended or is back in the queue."""
    opdracht = actions.begin(pk)
    if opdracht is None:
        return
    if settings.OPDRACHT_IN_DIT_PROCES:
        uitvoering.maak(opdracht)
        return
    proces = _start(opdracht)
    try:
        _zie_toe(opdracht, proces, moet_stoppen)
    finally:
        _beeindig(proces)


def _start(opdracht: Opdracht) -> subprocess.Popen[bytes]:
    argumenten = [str(opdracht.pk), str(opdracht.poging), str(os.getpid())]
    return subprocess.Popen(
        [sys.executable, "manage.py", "voer_opdracht_uit", *argumenten],
        stdin=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        start_new_session=True,
    )


def _zie_toe(opdracht: Opdracht, proces: subprocess.Popen[bytes], moet_stoppen: Callable[[], bool]) -> None:
    einde = time.monotonic() + settings.OPDRACHT_SECONDEN
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = proces.wait(TIK)
            if code:
                logger.error("proces van opdracht %s eindigde met %s", opdracht.pk, code)
            # nothing happens here when the process ended its job, as it should
            actions.geef_terug(opdracht=opdracht, telt=True)
            return
        if moet_stoppen():
            _beeindig(proces)
            actions.geef_terug(opdracht=opdracht, telt=False)
            return
        if time.monotonic() > einde:
            _beeindig(proces)
            hoelang = getallen.aantal(max(1, round(settings.OPDRACHT_SECONDEN / 60)), "minuut", "minuten")
            fout = f"Het maken duurde langer dan {hoelang} en is gestopt. Kies een kleiner deel."
            actions.breek_af(opdracht=opdracht, fout=fout)
            return
        if (verder := actions.leef(opdracht=opdracht)) is False:
            _beeindig(proces)
            actions.breek_af(opdracht=opdracht)
            return
        if verder is None:  # ended, or another worker's now: the process gets a moment to leave by itself
            with contextlib.suppress(subprocess.TimeoutExpired):
                proces.wait(5)
            return


def _beeindig(proces: subprocess.Popen[bytes]) -> None:
    if proces.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(proces.pid, signal.SIGKILL)
        proces.wait()
