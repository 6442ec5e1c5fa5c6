"""The program that reads a file from outside, within limits, and goes away. See `proces`.

Standard input: eight bytes with the length of a header, the header as JSON, the bytes of the file. Standard output: one
JSON object. It has no settings, no secrets and no database.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

ZIN, TE_ZWAAR, STUK = 3, 4, 5


def _begrens(cpu: int, geheugen: int) -> None:
    for soort, grens, hard in (
        (resource.RLIMIT_AS, geheugen, geheugen),
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(soort, (grens, hard))


def werk(gelezen: bytes) -> tuple[int, dict[str, Any]]:
    from inlezen.lezers.fouten import Leesfout

    try:
        lengte = int.from_bytes(gelezen[:8], "big")
        opdracht = json.loads(gelezen[8 : 8 + lengte])
        module, _, functie = opdracht["taak"].partition(":")
        taak = getattr(importlib.import_module(module), functie)
        _begrens(opdracht["cpu"], opdracht["geheugen"])
        return 0, {"uit": taak(opdracht["kop"], gelezen[8 + lengte :])}
    except Leesfout as fout:
        return ZIN, {"zin": str(fout)}
    except (MemoryError, RecursionError, SystemError):
        return TE_ZWAAR, {}
    except BaseException as fout:
        zwaar = isinstance(fout.__context__, MemoryError)
        return TE_ZWAAR if zwaar else STUK, {"fout": type(fout).__name__}


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    code, antwoord = werk(sys.stdin.buffer.read())
    try:
        sys.stdout.buffer.write(json.dumps(antwoord).encode())
        sys.stdout.flush()
    except MemoryError:
        code = TE_ZWAAR
    os._exit(code)
