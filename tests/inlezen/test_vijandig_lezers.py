"""Every hostile file ends in one Dutch sentence, within 300 MB and some seconds, and nothing is fetched or written.

The readers meet them in a process with limits (`vijandig_proef`): address space, processor time, no file, no network.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest
from django.conf import settings

from tests.inlezen.vijandig import GROEPEN

GEVALLEN = [(groep, naam) for groep, gevallen in GROEPEN.items() for naam in gevallen]


@cache
def uitkomst(groep: str) -> dict[str, Any]:
    """How each file of a group ended; the group is read once."""
    klaar = subprocess.run(
        [sys.executable, "-m", "tests.inlezen.vijandig_proef", groep],
        cwd=settings.BASE_DIR,
        env={**os.environ, "NPVR_TEST": "1"},
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert klaar.returncode == 0, klaar.stderr.decode()[-2000:]
    uit: dict[str, Any] = json.loads(klaar.stdout)
    return uit


@pytest.mark.parametrize(("groep", "naam"), GEVALLEN, ids=[f"{groep}: {naam}" for groep, naam in GEVALLEN])
def test_a_hostile_file_is_refused_in_a_sentence(groep: str, naam: str) -> None:
    hoe = uitkomst(groep)[naam]
    if not (GROEPEN[groep][naam].mag and hoe["hoe"] == "gelezen"):
        assert hoe["hoe"] == "geweigerd", hoe
        zin = hoe["zin"]
        assert zin.endswith(".") and "\n" not in zin and 20 <= len(zin) < 200, zin
        assert not any(woord in zin for woord in ("Error", "Exception", "None", "Traceback", "/tmp")), zin
    assert hoe["gehaald"] == []


@pytest.mark.parametrize("groep", GROEPEN)
def test_a_sound_file_is_read(groep: str) -> None:
    """Otherwise refusing everything would do."""
    from inlezen.lezers import lees_bron
    from inlezen.lezers.terug import lees_json, lees_terug
    from npvr.tabel import lees_tabel
    from tests.inlezen import vijandig as v

    document = v.basis()
    if groep == "tabel":
        assert lees_tabel(v.goede_xlsx()).kop == ("code", "naam")
        assert lees_tabel(v.goede_ods()).kop == ("naam",)
    elif groep == "pdf":
        assert "Geachte raad" in lees_bron(v.goede_pdf()).regels[0].tekst
    elif groep == "json":
        assert lees_json(v.goede_json()) == document
    else:
        assert lees_terug(v.goede_word() if groep == "word" else v.goede_odt(), document).document == document
