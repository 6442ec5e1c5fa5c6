"""Plain data, canonical JSON (RFC 8785) and SHA-256 of a plandocument. Old schemas are lifted when read."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Hashable, Iterator
from functools import cache, lru_cache
from typing import Any

import rfc8785

from . import boom
from .documentsoorten import PLAN

_HOORT = {str: "tekst", int: "een geheel getal", bool: "true of false"}


class OngeldigDocument(ValueError):
    """The data is no plandocument; the message is a Dutch sentence that names the place."""


def naar_data(document: boom.Plandocument) -> dict[str, Any]:
    """Dicts, lists, strings, integers and booleans only."""
    return {"schema": document.schema} | _naar_data(document)


def _naar_data(waarde: Any) -> Any:
    if dataclasses.is_dataclass(waarde):
        return {f.name: _naar_data(getattr(waarde, f.name)) for f in dataclasses.fields(waarde)}
    if isinstance(waarde, tuple):
        return [_naar_data(w) for w in waarde]
    return waarde


def canonieke_bytes(document: boom.Plandocument) -> bytes:
    """Canonical JSON after RFC 8785, UTF-8: equal documents give equal bytes. What was written of an opgave and of a
    section is kept: a document in which one section changed costs a tenth of a new one."""
    return _bytes(document)


def _bytes(waarde: Any) -> bytes:
    """A value as RFC 8785 writes it. The names of our fields are ASCII, so that their order is that of the alphabet."""
    if isinstance(waarde, tuple):
        return b"[" + b",".join(map(_bytes, waarde)) + b"]"
    if isinstance(waarde, boom.Sectie):
        return _sectiebytes(waarde)
    if isinstance(waarde, boom.Opgave):
        return _opgavebytes(waarde)
    return _velden(waarde) if dataclasses.is_dataclass(waarde) else rfc8785.dumps(waarde)


def _velden(waarde: Any) -> bytes:
    velden = (
        b'"%b":%b' % (naam.encode(), _bytes(getattr(waarde, naam)))
        for naam in _veldnamen(typing.cast(Hashable, type(waarde)))
    )
    return b"{" + b",".join(velden) + b"}"


@cache
def _veldnamen(soort: Hashable) -> tuple[str, ...]:
    return tuple(sorted(veld.name for veld in dataclasses.fields(typing.cast(Any, soort))))


@lru_cache(1024)
def _opgavebytes(opgave: boom.Opgave) -> bytes:
    return _velden(opgave)


@lru_cache(8192)
def _sectiebytes(sectie: boom.Sectie) -> bytes:
    return rfc8785.dumps(_naar_data(sectie))


def hash_van(document: boom.Plandocument) -> str:
    """SHA-256 over the canonical bytes, 64 hexadecimal digits. Some 0.03 s the first time; kept with the document."""
    bij: dict[str, Any] = document.__dict__
    if (bekend := bij.get("_hash")) is None:
        bekend = bij["_hash"] = hashlib.sha256(canonieke_bytes(document)).hexdigest()
    return str(bekend)


def vormen(document: boom.Plandocument) -> Iterator[dict[str, Any]]:
    """Plain data of a document, and of the same text as each earlier schema that could hold it wrote it."""
    data: dict[str, Any] | None = naar_data(document)
    while data is not None:
        yield data
        zak = _ZAKKEN.get(data["schema"])
        data = zak(data) if zak is not None else None


def hash_in(document: boom.Plandocument, schema: int) -> str:
    """The hash that a schema gave this text: what was written before a lift is known by it. Empty for a text that the
    schema could not hold. Some 0.1 s for an old schema."""
    if schema == document.schema:
        return hash_van(document)
    return next((_som(vorm) for vorm in vormen(document) if vorm["schema"] == schema), "")


def hashes_van(document: boom.Plandocument) -> tuple[str, ...]:
    """The hash of a document, and those that earlier schemas gave the same text. Some 0.1 s."""
    return hash_van(document), *(_som(vorm) for vorm in vormen(document) if vorm["schema"] != document.schema)


def _som(vorm: dict[str, Any]) -> str:
    return hashlib.sha256(rfc8785.dumps(vorm)).hexdigest()


def _van_1(data: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 only adds: tables and figures in rich text, kinds of document, roles of links and facts of items."""
    return {**data, "schema": 2}


_NIEUW_IN_2: typing.Final = (("soort", PLAN.code), ("periode", ""), ("volgt", ""))


def _naar_1(data: dict[str, Any]) -> dict[str, Any] | None:
    """Without what schema 2 added; None where something of that is used."""
    if any(data[naam] != leeg for naam, leeg in _NIEUW_IN_2):
        return None
    nieuw = {naam for naam, _ in _NIEUW_IN_2}
    uit = {naam: waarde for naam, waarde in data.items() if naam not in nieuw} | {"schema": 1}
    for veld in ("hoofdstukken", "opgaven"):
        delen = [_deel_naar_1(deel) for deel in data[veld]]
        if None in delen:
            return None
        uit[veld] = delen
    return uit


def _deel_naar_1(deel: dict[str, Any]) -> dict[str, Any] | None:
    """An opgave or a chapter."""
    items = [item for sectie in deel["secties"] for item in sectie["items"]]
    if any(item["feiten"] or any(k["rol"] for k in item["koppelingen"]) for item in items):
        return None
    return {**deel, "secties": [{**s, "items": [_item_naar_1(i) for i in s["items"]]} for s in deel["secties"]]}


def _item_naar_1(item: dict[str, Any]) -> dict[str, Any]:
    koppelingen = [{"soort": k["soort"], "doel": k["doel"]} for k in item["koppelingen"]]
    return {naam: waarde for naam, waarde in item.items() if naam != "feiten"} | {"koppelingen": koppelingen}


_ZAKKEN: typing.Final[dict[int, Callable[[dict[str, Any]], dict[str, Any] | None]]] = {2: _naar_1}
"""Of each schema, what gives the same text in the one before it."""


_LIFTEN: typing.Final[dict[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: _van_1}
"""Of each old schema, what makes it the next one."""


def uit_data(data: Any) -> boom.Plandocument:
    """Read plain data of any known schema. Raises OngeldigDocument."""
    if not isinstance(data, dict) or "schema" not in data:
        raise OngeldigDocument("Dit is geen plandocument: het veld 'schema' ontbreekt.")
    while (schema := data["schema"]) != boom.SCHEMA:
        lift = _LIFTEN.get(schema) if type(schema) is int else None
        if lift is None:
            raise OngeldigDocument(f"Schema {str(schema)[:20]} is onbekend; dit portaal leest schema {boom.SCHEMA}.")
        data = lift(data)
    return typing.cast(boom.Plandocument, _lees(boom.Plandocument, data, "plan"))


def uit_bytes(inhoud: bytes) -> boom.Plandocument:
    """Read JSON of any known schema, such as `canonieke_bytes` gives. Raises OngeldigDocument."""
    try:
        return uit_data(json.loads(inhoud, object_pairs_hook=_eenmaal, parse_constant=_geen_getal))
    except (ValueError, RecursionError) as fout:
        if isinstance(fout, OngeldigDocument):
            raise
        raise OngeldigDocument("Dit bestand is geen leesbare JSON.") from fout


def _eenmaal(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names differ: of two values under one name nobody knows which one is meant."""
    data = dict(paren)
    if len(data) < len(paren):
        raise OngeldigDocument("In dit bestand staat een veld twee keer in hetzelfde object.")
    return data


def _geen_getal(woord: str) -> Any:
    raise OngeldigDocument("In dit bestand staat iets dat geen getal is waar een getal hoort.")


def _waarde(waarde: Any, plaats: str) -> Any:
    """Raises OngeldigDocument for what canonical JSON cannot hold: half a character, a number beyond 2^53."""
    if isinstance(waarde, str) and not waarde.isascii():
        try:
            waarde.encode()
        except UnicodeEncodeError:
            raise OngeldigDocument(f"{plaats}: hier staat een half teken.") from None
    elif isinstance(waarde, int) and abs(waarde) >= 2**53:
        raise OngeldigDocument(f"{plaats}: dit getal is te groot.")
    return waarde


@cache
def _vorm(soort: Hashable) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields of a part with their types, and those that must be there; looking them up costs more than reading."""
    hints = typing.get_type_hints(soort)
    velden = dataclasses.fields(typing.cast(Any, soort))
    return {f.name: hints[f.name] for f in velden}, tuple(f.name for f in velden if f.default is dataclasses.MISSING)


def _lees(soort: Any, waarde: Any, plaats: str) -> Any:
    if soort is str and type(waarde) is str:
        return _waarde(waarde, plaats)
    if dataclasses.is_dataclass(soort):
        if not isinstance(waarde, dict):
            raise OngeldigDocument(f"{plaats}: hier hoort een object te staan.")
        hints, verplicht = _vorm(typing.cast(Hashable, soort))
        if vreemd := sorted(waarde.keys() - hints.keys()):
            raise OngeldigDocument(f"{plaats}: onbekend veld {vreemd[0][:60]!r}.")
        for naam in verplicht:
            if naam not in waarde:
                raise OngeldigDocument(f"{plaats}: het veld {naam!r} ontbreekt.")
        return soort(**{n: _lees(hints[n], w, f"{plaats}.{n}") for n, w in waarde.items()})  # type: ignore[operator]
    if typing.get_origin(soort) is tuple:
        if not isinstance(waarde, list):
            raise OngeldigDocument(f"{plaats}: hier hoort een lijst te staan.")
        return tuple(_lees(typing.get_args(soort)[0], w, f"{plaats}[{i}]") for i, w in enumerate(waarde))
    verwacht = soort if not isinstance(soort, types.GenericAlias) else typing.get_origin(soort)
    if type(waarde) is not verwacht:
        raise OngeldigDocument(f"{plaats}: hier hoort {_HOORT.get(verwacht, 'iets anders')} te staan.")
    return _waarde(waarde, plaats)
