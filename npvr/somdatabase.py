"""The hash of bytes in a table as the database itself finds it, for constraints that hold bytes and hash together."""

from __future__ import annotations

from django.db.models import CharField, F, Func, Value


def hash_in_database(veld: str) -> Func:
    """SHA-256 of a column of bytes, in hexadecimal, as the database itself finds it."""
    return Func(Func(F(veld), function="sha256"), Value("hex"), function="encode", output_field=CharField())
