"""The table of steps, as the documentation prints it."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from reacties.standen import STAPPEN


def test_the_documentation_has_the_same_table() -> None:
    tekst = (Path(settings.BASE_DIR) / "docs" / "reacties.md").read_text()
    rijen = re.findall(r"^\| (\w+) \| ([\w, ]+?) \| (\w+) \| ?([\w ]*?) ?\|$", tekst, re.M)
    gevraagd = {True: "a reason", False: ""}
    verwacht = [
        (s.code, ", ".join(sorted(s.van)), str(s.naar), "an answer" if s.met_antwoord else gevraagd[bool(s.vraag)])
        for s in STAPPEN
    ]
    assert [r for r in rijen if r[0] != "step"] == verwacht
