"""Addresses of pages that combine rooms, for lower rooms that link to them; a test holds them equal to the URL conf."""

from __future__ import annotations

from urllib.parse import quote


def opgave(regio: str, nummer: int) -> str:
    return f"/{regio}/opgaven/{nummer}/"


def hoofdstuk(regio: str, nummer: int) -> str:
    return f"/{regio}/plan/{nummer}/"


def gremium(regio: str, code: str) -> str:
    return f"/{regio}/governance/{quote(code)}/"


def ministerie(regio: str, code: str) -> str:
    return f"/{regio}/ministeries/{quote(code)}/"


def traject(regio: str, code: str) -> str:
    return f"/{regio}/trajecten/{quote(code)}/"


BLADZIJDEN = {"gremium": gremium, "ministerie": ministerie, "traject": traject}
"""Kinds of links beside an item that have a page of their own; an organisation has none."""
