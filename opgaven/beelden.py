"""Pictures of figures: which a region has, and texts in which only those stand."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from dataclasses import replace

from plandocument import boom, tekst
from plandocument.tekst import Blok, Run
from plandocument.tekst.tonen import blokken_html, canoniek_doel

from .models import Beeld

VOOR: str = "afbeelding:"


def hashes(teksten: Iterable[str]) -> set[str]:
    """Of the stored pictures that these texts name."""
    return {b.removeprefix(VOOR) for t in teksten for b in tekst.beelden(t) if b.startswith(VOOR)}


def van_document(document: boom.Plandocument) -> set[str]:
    return hashes(t for _, s in document.alle_secties() for t in (s.opening, s.slot))


def bekend(regio_id: int, gevraagd: Iterable[str]) -> set[str]:
    """Those of these that the region has. One query, none when nothing is asked."""
    rij = set(gevraagd)
    return set(Beeld.objects.filter(regio=regio_id, sha256__in=rij).values_list("sha256", flat=True)) if rij else set()


def beelden_van(sectie: boom.Sectie) -> tuple[str, ...]:
    """What the figures of a section show."""
    return (*tekst.beelden(sectie.opening), *tekst.beelden(sectie.slot))


def met_bekende(sectie: boom.Sectie, regio_id: int, *, hoofdstuk: bool) -> boom.Sectie:
    """The section in which figures have a picture: of another its words stand there. In a fiche all are words."""
    return _met(sectie, bekend(regio_id, hashes((sectie.opening, sectie.slot))) if hoofdstuk else set())


def document_met_bekende(document: boom.Plandocument, regio_id: int) -> boom.Plandocument:
    """The same of a whole plan. One query, none when it has no figures."""
    if not any(beelden_van(s) for _, s in document.alle_secties()):
        return document
    goed = bekend(regio_id, van_document(document))
    return replace(
        document,
        hoofdstukken=tuple(replace(h, secties=tuple(_met(s, goed) for s in h.secties)) for h in document.hoofdstukken),
        opgaven=tuple(replace(o, secties=tuple(_met(s, set()) for s in o.secties)) for o in document.opgaven),
    )


def _met(sectie: boom.Sectie, goed: set[str]) -> boom.Sectie:
    namen = {f"{VOOR}{h}" for h in goed}
    return replace(sectie, opening=zonder(sectie.opening, namen), slot=zonder(sectie.slot, namen))


def zonder(html: str, goed: Iterable[str]) -> str:
    """Canonical text of which figures that do not show one of these are paragraphs with their words."""
    if not set(tekst.beelden(html)) - set(goed):
        return html
    uit: list[Blok] = []
    for blok in tekst.blokken(html):
        if blok.figuur is None or blok.figuur.beeld in goed:
            uit.append(blok)
            continue
        bron = f"Bron: {blok.figuur.bron}" if blok.figuur.bron else ""
        uit += [Blok("p", (Run(woorden),)) for woorden in (blok.figuur.alt, bron) if woorden]
        uit += [Blok("p", blok.runs)] if blok.runs else []
    return tekst.schoon(blokken_html(uit, canoniek_doel))


def als_data(regio_id: int, gevraagd: Iterable[str]) -> dict[str, Beeld]:
    """The pictures themselves, by hash. One query, none when nothing is asked."""
    rij = set(gevraagd)
    return {b.sha256: b for b in Beeld.objects.filter(regio=regio_id, sha256__in=rij)} if rij else {}


def data_adres(beelden: dict[str, Beeld]) -> Callable[[str], str]:
    """For the press, which fetches nothing: what a figure shows as a `data:` address."""

    def adres(beeld: str) -> str:
        rij = beelden.get(beeld.removeprefix(VOOR))
        return f"data:{rij.soort};base64,{base64.b64encode(bytes(rij.inhoud)).decode()}" if rij else ""

    return adres
