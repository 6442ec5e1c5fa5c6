"""The working copy as it was at an earlier moment, found back by its hash: for a document that somebody took along."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any, Final

import rfc8785

from plandocument import boom
from plandocument.canoniek import hashes_van, vormen

from .geschiedenis import GESCHREVEN, _gebeurtenissen, _inhoud, _items
from .models import Plan

HOOGSTENS: Final = 400
"""Saves of sections to walk back."""


def werkversie_met(plan: Plan, huidig: boom.Plandocument, hash_: str) -> boom.Plandocument | None:
    """The working copy with this hash, or None; the hash may be that of an earlier schema. Six queries at most.

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
    mengsels = [_Mengsel(huidig, vorm["schema"]) for vorm in vormen(replace(huidig, opgaven=(), hoofdstukken=()))]
    if any(mengsel.hash() == hash_ for mengsel in mengsels):
        return huidig
    for rij in rijen:
        oud = ervoor.get((rij.pgh_obj_id, rij.versie - 1))
        if oud is None or rij.pgh_label not in GESCHREVEN or oud.sleutel != rij.sleutel:
            return None  # here the section came or went
        sectie = _inhoud(oud, oud.soort.code if oud.soort else "", items)
        for mengsel in mengsels:
            mengsel.zet(sectie)
            if mengsel.hash() == hash_:
                document = mengsel.document()
                return document if hash_ in hashes_van(document) else None
    return None


class _Mengsel:
    """A document of which sections are replaced; its hash in one schema costs no more than the part that changed."""

    def __init__(self, document: boom.Plandocument, schema: int) -> None:
        self.doc = document
        self.schema = schema
        self.houders: dict[str, Any] = {o.sleutel: o for o in document.opgaven}
        self.houders |= {h.sleutel: h for h in document.hoofdstukken}
        self.waar = {s.sleutel: h.sleutel for h, s in document.alle_secties()}
        self.bytes: dict[str, bytes] = {}
        """Of each part; empty for what the schema cannot hold."""
        data = self._data(replace(document, opgaven=(), hoofdstukken=())) or {}
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
        """Empty when something in the document is beyond the schema."""
        velden = dict(self.rest)
        for veld in ("opgaven", "hoofdstukken"):
            delen = [self._deel(veld, deel.sleutel) for deel in getattr(self.doc, veld)]
            if not all(delen):
                return ""
            velden[veld] = b"[" + b",".join(delen) + b"]"
        rij = b",".join(rfc8785.dumps(veld) + b":" + velden[veld] for veld in sorted(velden))
        return hashlib.sha256(b"{" + rij + b"}").hexdigest()

    def _deel(self, veld: str, sleutel: str) -> bytes:
        if sleutel not in self.bytes:
            deel = (self.houders[sleutel],)
            los = replace(_LEEG, opgaven=deel) if veld == "opgaven" else replace(_LEEG, hoofdstukken=deel)
            data = self._data(los)
            self.bytes[sleutel] = rfc8785.dumps(data[veld][0]) if data is not None else b""
        return self.bytes[sleutel]

    def _data(self, document: boom.Plandocument) -> dict[str, Any] | None:
        return next((vorm for vorm in vormen(document) if vorm["schema"] == self.schema), None)


_LEEG: Final = boom.Plandocument("", "")
