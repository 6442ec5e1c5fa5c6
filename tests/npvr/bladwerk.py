"""Workbooks for the tests, as Excel writes them: values with their formats, and what is hidden or merged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Cellen = list[list[Any]]
"""Rows of values; a pair is a value with its number format."""


def vul(blad: Worksheet, rijen: Cellen) -> None:
    for n, rij in enumerate(rijen, 1):
        for k, waarde in enumerate(rij, 1):
            cel = blad.cell(n, k)
            cel.value, *opmaak = waarde if isinstance(waarde, tuple) else (waarde,)
            if opmaak:
                cel.number_format = opmaak[0]


def als_xlsx(*bladen: Cellen, pas_aan: Callable[[Workbook], object] = lambda _: None) -> bytes:
    boek = Workbook()
    boek.remove(boek.worksheets[0])
    for rijen in bladen:
        vul(boek.create_sheet(), rijen)
    pas_aan(boek)
    doos = io.BytesIO()
    boek.save(doos)
    return doos.getvalue()


def verander(inhoud: bytes, deel: str, doe: Callable[[str], str]) -> bytes:
    """The same package with one part rewritten."""
    doos = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(doos, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            tekst = oud.read(naam)
            nieuw.writestr(naam, doe(tekst.decode()).encode() if naam == deel else tekst)
    return doos.getvalue()
