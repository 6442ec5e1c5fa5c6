"""Where a text still prints a figure that its source has revised: "opgave 1 drukt een ander getal". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plandocument import tekst
from plandocument.boom import Plandocument, Sectie

from .reeks import Meetreeks
from .woorden import Waarneming

KLEINST = 4
"""Digits and signs of a figure that is looked for in running text: "7" stands everywhere and means something else."""


@dataclass(frozen=True, slots=True)
class Gedrukt:
    """A place of the text, and the old and the new figure."""

    plek: str
    opgave: int | None
    oud: str
    nu: str


def drukt_nog(reeks: Meetreeks, document: Plandocument) -> list[Gedrukt]:
    """Places that print what the source gave before, and not what it gives now."""
    wissels: dict[str, str] = {}
    for oud in reeks.herzien:
        nieuw = next((m for m in reeks.metingen if m.pk == oud.vervangen_door_id), None)
        if oud.waarde is None or nieuw is None or nieuw.waarde is None or nieuw.waarde == oud.waarde:
            continue
        was, nu = (reeks.eenheid.woorden(Waarneming.van(m)) for m in (oud, nieuw))
        getal = reeks.eenheid.getal(oud.waarde)
        if len(getal) >= KLEINST:
            wissels[getal] = nu if was != nu else ""
    return [
        Gedrukt(plek, nummer, getal, nu)
        for plek, nummer, woorden in (_plekken(document) if wissels else ())
        for getal, nu in wissels.items()
        if nu and re.search(rf"(?<![\d.,]){re.escape(getal)}(?![\d]|[.,]\d)", woorden)
    ]


def _plekken(document: Plandocument) -> Iterator[tuple[str, int | None, str]]:
    for opgave in document.opgaven:
        yield f"Opgave {opgave.nummer}, {opgave.titel}", opgave.nummer, _woorden(opgave.secties)
    for hoofdstuk in document.hoofdstukken:
        yield f"Hoofdstuk {hoofdstuk.titel}", None, _woorden(hoofdstuk.secties)


def _woorden(secties: tuple[Sectie, ...]) -> str:
    delen = [deel for s in secties for deel in (s.opening, *(i.tekst for i in s.items), s.slot) if deel]
    return "\n".join(tekst.woorden(deel) for deel in delen)
