"""What keeps a form that creates something from creating it twice: a double click, a retry, the button *Back*.

A form is drawn with a `kenmerk` (a random UUID in a hidden field), and what it creates keeps that mark under a unique
constraint; a second request with the same one finds it. Where what is created holds a secret, the secret follows from
the mark, so that the second answer can show it as well, and only a hash of the mark is kept: neither the database nor
the key of the settings gives it away.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db import connection
from django.utils.crypto import salted_hmac


def kenmerk_uit(waarde: str) -> UUID | None:
    """What a form was drawn with; None where it does not say."""
    try:
        return UUID(waarde)
    except ValueError:
        return None


def slot_op(kenmerk: UUID | None) -> None:
    """Wait for who handles the same form at this moment; until the end of the transaction. One query."""
    if kenmerk is not None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [kenmerk.int % 2**63])


def geheim_van(kenmerk: UUID, waarvoor: str) -> int:
    """256 bits that who does not know the mark cannot find, and that are the same each time."""
    return int.from_bytes(salted_hmac(f"npvr.eenmaal.{waarvoor}", kenmerk.hex, algorithm="sha256").digest())


def te_bewaren(kenmerk: UUID) -> UUID:
    """What is kept of a mark from which a secret follows."""
    return UUID(bytes=hashlib.sha256(kenmerk.bytes).digest()[:16])
