"""Whether everything that was frozen is still what it was: bytes, ledger, decisions, kept prints."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from opgaven.models import Plan
from plandocument.canoniek import OngeldigDocument, canonieke_bytes

from .actions.aktes import koppenbestand
from .keten import gebreken
from .models import Akte, Goedkeuring, Publicatie, Stuk, Versie

Kop = tuple[int, str]


def koppen() -> dict[int, Kop]:
    """Plan → number and seal of the last act that was written down beside the database."""
    uit: dict[int, Kop] = {}
    try:
        regels = koppenbestand().read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return uit
    for regel in regels:
        delen = regel.split()
        if len(delen) == 3 and delen[0].isdigit() and delen[1].isdigit():
            uit[int(delen[0])] = (int(delen[1]), delen[2])
    return uit


FEITEN: dict[str, dict[str, type]] = {
    "versie": {
        "versie": int,
        "sha256": str,
        "schema": int,
        **dict.fromkeys(("code", "label", "toelichting", "op"), str),
    },
    "goedkeuring": {
        "stuk": int,
        "versie": int,
        "amendementen": list,
        **dict.fromkeys(("gremium", "datum", "uitkomst", "toelichting", "vindplaats", "pdf"), str),
    },
    "publicatie": {"versie": int, "op": str},
    "intrekking": {"versie": int, "op": str, "reden": str},
}
"""What the facts of an act hold, by its kind: facts that were tampered with are to be told, not to be tripped over."""


def controleer(plan: Plan, kop: Kop | None = None) -> Iterator[str]:
    """What is wrong, in Dutch sentences. Reads every version and print of the plan, one at a time."""
    aktes = list(Akte.objects.filter(plan=plan).order_by("nummer"))
    yield from gebreken(aktes, kop)
    feiten: dict[str, list[dict[str, Any]]] = {soort: [] for soort in Akte.Soort.values}
    for akte in aktes:
        try:
            gelezen = json.loads(akte.feiten)
            if not all(type(gelezen[naam]) is soort for naam, soort in FEITEN[akte.soort].items()):
                raise TypeError
            feiten[akte.soort].append(gelezen)
        except (ValueError, KeyError, TypeError):
            yield f"Akte {akte.nummer} is onleesbaar."
    yield from _versies(plan, {f["versie"]: f for f in feiten["versie"]})
    yield from _goedkeuringen(plan, {f["stuk"]: f for f in feiten["goedkeuring"]})
    yield from _publicaties(plan, feiten["publicatie"], feiten["intrekking"])


def _versies(plan: Plan, per_nummer: dict[int, dict[str, Any]]) -> Iterator[str]:
    gevonden = set()
    for versie in Versie.objects.filter(plan=plan).order_by("nummer").iterator(chunk_size=1):
        gevonden.add(versie.nummer)
        feiten = per_nummer.get(versie.nummer)
        if feiten is None:
            yield f"Versie {versie.nummer} ({versie.label}) staat in geen akte."
            continue
        inhoud = bytes(versie.inhoud)
        if hashlib.sha256(inhoud).hexdigest() != feiten["sha256"] or versie.sha256 != feiten["sha256"]:
            yield f"Versie {versie.nummer} ({versie.label}) is gewijzigd: de inhoud past niet bij de akte."
            continue
        vast = {
            "code": versie.code,
            "label": versie.label,
            "toelichting": versie.toelichting,
            "schema": versie.schema,
            "op": versie.gemaakt_op.isoformat(),
        }
        for naam, waarde in vast.items():
            if feiten[naam] != waarde:
                yield f"Versie {versie.nummer} ({versie.label}): {naam} past niet bij de akte."
        try:
            if versie.document.schema == versie.schema and canonieke_bytes(versie.document) != inhoud:
                yield f"Versie {versie.nummer} ({versie.label}) is anders geschreven dan zij gelezen wordt."
        except OngeldigDocument as fout:
            yield f"Versie {versie.nummer} ({versie.label}) is niet te lezen: {fout}"
    for nummer in sorted(set(per_nummer) - gevonden):
        yield f"Versie {nummer} is verdwenen: er is wel een akte van."


def _goedkeuringen(plan: Plan, per_stuk: dict[int, dict[str, Any]]) -> Iterator[str]:
    rijen: dict[int | None, Goedkeuring] = {
        g.stuk_id: g
        for g in Goedkeuring.objects.filter(versie__plan=plan, bevestigd_op__isnull=False)
        .select_related("besluit__gremium", "versie")
        .defer("versie__inhoud")
        .prefetch_related("amendementen")
    }
    stukken = {s.pk: s for s in Stuk.objects.filter(versie__plan=plan)}
    for pk, feiten in per_stuk.items():
        wat = f"Het besluit van {feiten['gremium']} op {feiten['datum']} over versie {feiten['versie']}"
        rij, stuk = rijen.get(pk), stukken.get(pk)
        if rij is None:
            yield f"{wat} is verdwenen."
        else:
            b = rij.besluit
            nu = [
                b.gremium.code,
                b.datum.isoformat(),
                b.uitkomst,
                b.toelichting,
                b.vindplaats,
                rij.versie.nummer,
                [[a.nummer, a.plaats, a.tekst] for a in rij.amendementen.all()],
            ]
            namen = ("gremium", "datum", "uitkomst", "toelichting", "vindplaats", "versie", "amendementen")
            if nu != [feiten[naam] for naam in namen]:
                yield f"{wat} past niet meer bij de akte."
        if stuk is None:
            yield f"{wat}: de bewaarde afdruk is verdwenen."
        elif hashlib.sha256(bytes(stuk.inhoud)).hexdigest() != feiten["pdf"]:
            yield f"{wat}: de bewaarde afdruk is gewijzigd."
    for vreemd in sorted(set(rijen) - set(per_stuk), key=str):
        yield f"{rijen[vreemd]} staat in geen akte."


def _publicaties(plan: Plan, gepubliceerd: list[dict[str, Any]], ingetrokken: list[dict[str, Any]]) -> Iterator[str]:
    rijen = list(Publicatie.objects.filter(plan=plan).select_related("versie").defer("versie__inhoud"))
    staan = {(p.versie.nummer, p.vanaf.isoformat()) for p in rijen}
    horen = {(f["versie"], f["op"]) for f in gepubliceerd}
    weg = {(p.versie.nummer, p.tot.isoformat(), p.reden) for p in rijen if p.tot and p.ingetrokken_door_id}
    for versie, op in sorted(horen - staan):
        yield f"De publicatie van versie {versie} op {op} is verdwenen."
    for versie, op in sorted(staan - horen):
        yield f"De publicatie van versie {versie} op {op} staat in geen akte."
    for f in ingetrokken:
        if (f["versie"], f["op"], f["reden"]) not in weg:
            yield f"De intrekking van versie {f['versie']} op {f['op']} past niet meer bij de akte."
