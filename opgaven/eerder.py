"""The working copy as it was at an earlier moment, found back by its hash: for a document that somebody took along."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import rfc8785

from plandocument import boom
from plandocument.canoniek import hash_van, naar_data

from .geschiedenis import GESCHREVEN, _gebeurtenissen, _inhoud, _items
from .models import Plan

HOOGSTENS: Final = 400
"""Saves of sections to walk back."""


def werkversie_met(plan: Plan, huidig: boom.Plandocument, hash_: str) -> boom.Plandocument | None:
    """The working copy with this hash, or None. Six queries at most.

    Walks back from `huidig` over the saves of sections, newest first. A change of anything else (an opgave that was
    added, another title) is not walked over: what lies before it is not found.
    """
    rijen = list(
        _gebeurtenissen("Sectie").filter(plan_id=plan.pk).select_related("soort").order_by("-pgh_id")[:HOOGSTENS]
    )
    ervoor = {
        (rij.pgh_obj_id, rij.versie): rij
        for rij in _gebeurtenissen("Sectie")
        .filter(
            pgh_obj_id__in={rij.pgh_obj_id for rij in rijen},
            versie__in={rij.versie - 1 for rij in rijen},
            pgh_label__in=GESCHREVEN,
        )
        .select_related("soort")
    }
    nodig = [ervoor[k] for rij in rijen if (k := (rij.pgh_obj_id, rij.versie - 1)) in ervoor]
    items = _items(nodig)
    mengsel = _Mengsel(huidig)
    if mengsel.hash() == hash_:
        return huidig
    for rij in rijen:
        oud = ervoor.get((rij.pgh_obj_id, rij.versie - 1))
        if oud is None or rij.pgh_label not in GESCHREVEN or oud.sleutel != rij.sleutel:
            return None  # here the section came or went
        mengsel.zet(_inhoud(oud, oud.soort.code if oud.soort else "", items))
        if mengsel.hash() == hash_:
            document = mengsel.document()
            return document if hash_van(document) == hash_ else None
    return None


class _Mengsel:
    """A document of which sections are replaced; its hash costs no more than the opgave or chapter that changed."""

    def __init__(self, document: boom.Plandocument) -> None:
        self.doc = document
        self.houders: dict[str, Any] = {o.sleutel: o for o in document.opgaven}
        self.houders |= {h.sleutel: h for h in document.hoofdstukken}
        self.waar = {s.sleutel: h.sleutel for h, s in document.alle_secties()}
        self.bytes: dict[str, bytes] = {}
        data = naar_data(replace(document, opgaven=(), hoofdstukken=()))
        self.rest = {veld: rfc8785.dumps(waarde) for veld, waarde in data.items()}

    def zet(self, sectie: boom.Sectie) -> None:
        houder = self.houders.get(self.waar.get(sectie.sleutel, ""))
        if houder is None:
            return
        secties = tuple(sectie if s.sleutel == sectie.sleutel else s for s in houder.secties)
        self.houders[houder.sleutel] = replace(houder, secties=secties)
        self.bytes.pop(houder.sleutel, None)

    def document(self) -> boom.Plandocument:
        return replace(
            self.doc,
            opgaven=tuple(self._van(o) for o in self.doc.opgaven),
            hoofdstukken=tuple(self._van(h) for h in self.doc.hoofdstukken),
        )

    def _van(self, houder: Any) -> Any:
        return self.houders[houder.sleutel]

    def hash(self) -> str:
        velden = dict(self.rest)
        velden["opgaven"] = b"[" + b",".join(self._delen(self.doc.opgaven)) + b"]"
        velden["hoofdstukken"] = b"[" + b",".join(self._delen(self.doc.hoofdstukken)) + b"]"
        rij = b",".join(rfc8785.dumps(veld) + b":" + velden[veld] for veld in sorted(velden))
        return hashlib.sha256(b"{" + rij + b"}").hexdigest()

    def _delen(self, rij: tuple[Any, ...]) -> Iterator[bytes]:
        for deel in rij:
            if deel.sleutel not in self.bytes:
                houder = self.houders[deel.sleutel]
                if isinstance(houder, boom.Opgave):
                    data = naar_data(boom.Plandocument("", "", opgaven=(houder,)))["opgaven"]
                else:
                    data = naar_data(boom.Plandocument("", "", hoofdstukken=(houder,)))["hoofdstukken"]
                self.bytes[deel.sleutel] = rfc8785.dumps(data[0])
            yield self.bytes[deel.sleutel]
