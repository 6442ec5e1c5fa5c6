"""Where prints are kept: files by hash, in a folder that stays within bounds.

`<hash>-<pages>.pdf` is a print, put there whole by a rename; `<hash>.sleutel` says which print goes with what data.
Losing the folder loses nothing but time.
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

RUIMTE: Final = 256 * 2**20
"""Bytes of prints that are kept; the ones asked for longest ago go first."""
GELDT: Final = 14 * 24 * 60 * 60.0
"""Seconds that a print is kept for which nobody asks: some hold what was said, and that may be withdrawn or erased."""
_PASSINGEN: Final = 2000
_MISLUKT_GELDT: Final = 600.0
_BEZIG_GELDT: Final = 3600.0


class Bewaarplaats:
    """One folder with prints. Makes it when it is not there."""

    def __init__(self, map_: Path, ruimte: int = RUIMTE) -> None:
        self.map = map_
        self.ruimte = ruimte
        map_.mkdir(parents=True, exist_ok=True)

    def pad(self, naam: str) -> Path:
        return self.map / naam

    @contextmanager
    def slot(self, naam: str) -> Iterator[None]:
        """Hold a lock among all processes of this machine. A lock of a process that dies is free at once."""
        with self.pad(f"slot-{naam}").open("w") as bestand:
            fcntl.flock(bestand, fcntl.LOCK_EX)
            yield

    def schrijf(self, pad: Path, inhoud: bytes) -> None:
        """Write a file so that nobody ever reads half of it."""
        fd, tijdelijk = tempfile.mkstemp(prefix="bezig-", dir=self.map)
        with os.fdopen(fd, "wb") as bestand:
            bestand.write(inhoud)
        os.replace(tijdelijk, pad)

    def zoek(self, sleutel: str) -> tuple[Path, int] | None:
        """The kept print and its number of pages; asking for it keeps it longer."""
        for pad in self.map.glob(f"{sleutel}-*.pdf"):
            try:
                os.utime(pad)
            except FileNotFoundError:
                continue
            return pad, int(pad.stem.rpartition("-")[2])
        return None

    def neem_op(self, tijdelijk: Path, sleutel: str, paginas: int) -> Path:
        pad = self.pad(f"{sleutel}-{paginas}.pdf")
        os.replace(tijdelijk, pad)
        self._ruim_op(pad)
        return pad

    def _ruim_op(self, behalve: Path) -> None:
        """Remove what nobody asked for in a while, above the bound what was asked for longest ago, and leftovers of
        processes that died."""
        rij = []
        for pad in self.map.iterdir():
            try:
                feiten = pad.stat()
            except FileNotFoundError:
                continue
            oud = time.time() - feiten.st_mtime
            if pad.name.startswith("bezig-") or pad.suffix == ".mislukt":
                if oud > _BEZIG_GELDT:
                    pad.unlink(missing_ok=True)
            elif pad.suffix in (".pdf", ".sleutel") and oud > GELDT and pad != behalve:
                pad.unlink(missing_ok=True)
            elif pad.suffix == ".pdf":
                rij.append((feiten.st_mtime, feiten.st_size, pad))
        totaal = sum(grootte for _, grootte, _ in rij)
        for _, grootte, pad in sorted(rij):
            if totaal <= self.ruimte:
                break
            if pad != behalve:
                pad.unlink(missing_ok=True)
                totaal -= grootte

    # ---- prints that failed: the same text is not tried again at once ----

    def mislukt(self, sleutel: str) -> str:
        """The name of the error with which this text failed in the last ten minutes, or empty."""
        pad = self.pad(f"{sleutel}.mislukt")
        try:
            if time.time() - pad.stat().st_mtime < _MISLUKT_GELDT:
                return pad.read_text(encoding="ascii")
        except FileNotFoundError:
            pass
        return ""

    def onthoud_mislukt(self, sleutel: str, naam: str) -> None:
        self.schrijf(self.pad(f"{sleutel}.mislukt"), naam.encode("ascii"))

    # ---- which fiches are set tighter, by the hash of their text: a fiche is measured once ----

    def _lees_passing(self) -> dict[str, str]:
        try:
            gelezen = json.loads(self.pad("passing.json").read_bytes())
            return {str(k): str(v) for k, v in gelezen.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def passing(self, sleutels: set[str]) -> dict[str, str]:
        return {k: v for k, v in self._lees_passing().items() if k in sleutels}

    def onthoud_passing(self, nieuw: dict[str, str]) -> None:
        """Two at once may lose one answer; then it is measured again."""
        oud = self._lees_passing()
        if nieuw.items() <= oud.items():
            return
        samen = {k: v for k, v in oud.items() if k not in nieuw} | nieuw
        self.schrijf(self.pad("passing.json"), json.dumps(dict(list(samen.items())[-_PASSINGEN:])).encode())
