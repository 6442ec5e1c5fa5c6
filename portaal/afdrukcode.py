"""The code on a printed copy as people type it back: without care for dashes, capitals, and letters that look alike."""

from __future__ import annotations

import re

_LIJKT = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def _kern(code: str) -> str:
    """The region's two letters, and the characters of the code as one may have read them."""
    tekens = re.sub(r"[^0-9A-Z]", "", code.upper())
    return tekens[:2] + tekens[2:].translate(_LIJKT)


def gelijk(getypt: str, code: str) -> bool:
    """Whether what was typed is this code."""
    return bool(_kern(getypt)) and _kern(getypt) == _kern(code)


def netjes(getypt: str) -> str:
    """As it stands on paper, where it has the length of a code: "TW-4F7K-92QD"."""
    kern = _kern(getypt)
    return f"{kern[:2]}-{kern[2:6]}-{kern[6:]}" if len(kern) == 10 else getypt.strip()
