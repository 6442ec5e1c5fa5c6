"""A whole plan as open data: the canonical bytes, of which the SHA-256 is the plan's own."""

from __future__ import annotations

from plandocument.boom import Plandocument
from plandocument.canoniek import canonieke_bytes


def json_bytes(document: Plandocument) -> bytes:
    """RFC 8785, UTF-8. `plandocument.canoniek.uit_bytes` gives the same document back."""
    return canonieke_bytes(document)
