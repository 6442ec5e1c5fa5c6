"""Files taken through LibreOffice, as somebody would who opens and saves them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path


def door_libreoffice(bestanden: Mapping[str, bytes], van: str, naar: str) -> dict[str, bytes]:
    """The same files, saved by LibreOffice: `van` and `naar` are "xlsx", "ods", "csv". Some seconds, however many."""
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice ontbreekt: apt install libreoffice-calc-nogui"
    with tempfile.TemporaryDirectory() as map_:
        waar = Path(map_)
        for naam, inhoud in bestanden.items():
            (waar / f"{naam}.{van}").write_bytes(inhoud)
        opdracht = [soffice, f"-env:UserInstallation=file://{waar}/profiel", "--headless", "--convert-to", naar]
        uitslag = subprocess.run(
            [*opdracht, "--outdir", f"{waar}/uit", *(f"{waar}/{naam}.{van}" for naam in bestanden)],
            capture_output=True,
            timeout=300,
            check=False,
        )
        uit = {naam: waar / "uit" / f"{naam}.{naar}" for naam in bestanden}
        assert all(pad.exists() for pad in uit.values()), uitslag.stderr.decode()
        return {naam: pad.read_bytes() for naam, pad in uit.items()}
