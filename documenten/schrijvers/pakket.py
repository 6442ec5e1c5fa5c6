"""A zip file that is the same, byte for byte, whenever it holds the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final

_TIJD: Final = (1980, 1, 1, 0, 0, 0)


def pak(delen: Iterable[tuple[str, str | bytes]], *, los: frozenset[str] = frozenset()) -> bytes:
    """Parts in this order; those named in `los` are stored as they are."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zip_:
        for naam, inhoud in delen:
            feiten = zipfile.ZipInfo(naam, _TIJD)
            feiten.compress_type = zipfile.ZIP_STORED if naam in los else zipfile.ZIP_DEFLATED
            feiten.external_attr = 0o644 << 16
            zip_.writestr(feiten, inhoud)
    return uit.getvalue()
