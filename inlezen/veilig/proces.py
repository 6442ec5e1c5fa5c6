"""A file from outside is read in a process of its own, with a limit on its memory and its time.

What a reader meets in a file (a bomb, an endless loop, a fault in a library) stays there: whoever asked gets the answer
as plain data, or a Leesfout with one Dutch sentence.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from ..lezers.fouten import Leesfout

GEHEUGEN: Final = 700_000_000
"""Bytes of address space, of which some 150 MB is Python with its libraries."""
CPU: Final = 12
SECONDEN: Final = 30
HOOGSTENS: Final = 40_000_000
"""Bytes of an answer."""
ZIN, TE_ZWAAR, STUK = 3, 4, 5
"""How the process ends: with a sentence, out of memory or time, or by a fault of its own."""

TE_VEEL: Final = "Dit bestand is te zwaar om te lezen: het vraagt veel meer tijd of geheugen dan een plan."
MISLUKT: Final = "Dit bestand is niet te lezen. Sla het opnieuw op als .docx of als tekst en probeer het nog eens."

_WERKMAP: Final = Path(__file__).resolve().parents[2]
logger = logging.getLogger(__name__)


def roep(taak: str, kop: dict[str, Any], inhoud: bytes, *, cpu: int = CPU, geheugen: int = GEHEUGEN) -> dict[str, Any]:
    """Let `taak` ("inlezen.veilig.lezing:plan") read `inhoud` elsewhere, and give its answer.

    A task is a function of the header (plain data) and the bytes that returns plain data. Raises Leesfout. Starting
    the process costs some 0.3 s.
    """
    eerst = json.dumps({"taak": taak, "cpu": cpu, "geheugen": geheugen, "kop": kop}).encode()
    with subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", str(_WERKMAP / "inlezen" / "veilig" / "werker.py")],
        cwd=_WERKMAP,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as proces:
        try:
            uit, _ = proces.communicate(len(eerst).to_bytes(8, "big") + eerst + inhoud, timeout=SECONDEN)
        except subprocess.TimeoutExpired:
            proces.kill()
            proces.communicate()
            raise Leesfout(TE_VEEL) from None
    return _antwoord(proces.returncode, uit)


def _antwoord(code: int, uit: bytes) -> dict[str, Any]:
    if code == TE_ZWAAR or code < 0 or len(uit) > HOOGSTENS:  # below zero: stopped by the system
        raise Leesfout(TE_VEEL)
    try:
        antwoord = json.loads(uit)
    except ValueError:
        antwoord = {}
    if code == ZIN and isinstance(antwoord.get("zin"), str):
        raise Leesfout(antwoord["zin"])
    if code != 0 or not isinstance(antwoord.get("uit"), dict):
        logger.warning("a file could not be read: %s", antwoord.get("fout", code))
        raise Leesfout(MISLUKT)
    return dict(antwoord["uit"])
