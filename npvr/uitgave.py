"""Which edition of the portal runs here: another one for any other code, template, style sheet or library."""

from __future__ import annotations

import hashlib
from functools import cache

from django.conf import settings

NIET = {".venv", ".var", ".tools", "node_modules", "tests", "staticfiles", "docs", "fixtures"}


@cache
def uitgave() -> str:
    """A hash over all that pages are made of, for what others keep of a page. Some 0.03 s, once per process."""
    som = hashlib.sha256(repr((settings.DEMO, settings.DEBUG, settings.BASIS_URL, settings.STATIC_URL)).encode())
    bronnen = [p for p in sorted(settings.BASE_DIR.iterdir()) if p.is_dir() and p.name not in NIET and p.name[0] != "."]
    for bron in bronnen:
        for bestand in sorted(p for p in bron.rglob("*") if p.suffix in {".py", ".html", ".css", ".js", ".svg"}):
            som.update(bestand.relative_to(settings.BASE_DIR).as_posix().encode() + b"\0" + bestand.read_bytes())
    for naam in ("requirements.txt", "package-lock.json"):
        bestand = settings.BASE_DIR / naam
        som.update(bestand.read_bytes() if bestand.is_file() else b"")
    return som.hexdigest()
