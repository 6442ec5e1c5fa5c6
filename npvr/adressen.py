"""Addresses of pages that combine rooms, for lower rooms that link to them; a test holds them equal to the URL conf."""

from __future__ import annotations


def opgave(regio: str, nummer: int) -> str:
    return f"/{regio}/opgaven/{nummer}/"
