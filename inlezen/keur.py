"""What a document from outside must be before anybody compares or keeps it: canonical text, keys, and the database's
own measures. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from plandocument import boom, tekst
from plandocument.boom import Item, Opgave, Plandocument, Sectie
from plandocument.itemsoorten import ITEMSOORTEN, STATUSSEN
from plandocument.sleutels import nieuwe_sleutel

from .lezers.fouten import TE_VEEL_PUNTEN, Leesfout
from .lezers.regels import MAX_PUNTEN

MAX_SECTIE: Final = 200_000
MAX_OPGAVEN: Final = 200
MAX_HOOFDSTUKKEN: Final = 200
MAX_SECTIES: Final = 4_000
_SLEUTEL = re.compile(r"[0-9a-z]{1,32}")
_CODE = re.compile(r"[0-9A-Za-z_-]{1,50}")
_STUUR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_KLEUREN: Final = range(9)
DUBBEL: Final = "In dit bestand staat iets twee keer met hetzelfde kenmerk of nummer; het is geen geldig plan."
ONBEKEND: Final = "In dit bestand staan gegevens die dit portaal niet kent; het is geen geldig plan."


def keur(document: Plandocument) -> Plandocument:
    """The document with clean text. Raises Leesfout for what no plan has. Linear."""
    document = _schoon(document)
    _maten(document)
    _kenmerken(document)
    return document


def _regel(woorden: str) -> str:
    return " ".join(_STUUR.sub("", woorden).split())


def _schoon(doc: Plandocument) -> Plandocument:
    return replace(
        doc,
        titel=_regel(doc.titel),
        ondertitel=_regel(doc.ondertitel),
        label=_regel(doc.label),
        sectiesoorten=tuple(replace(s, naam=_regel(s.naam), letter=_regel(s.letter)) for s in doc.sectiesoorten),
        clusters=tuple(
            replace(c, naam=_regel(c.naam), kleur=c.kleur if c.kleur in _KLEUREN else 0) for c in doc.clusters
        ),
        doelstellingen=tuple(
            replace(d, naam=_regel(d.naam), kort=_regel(d.kort), omschrijving=tekst.schoon(d.omschrijving))
            for d in doc.doelstellingen
        ),
        uitgangspunten=tuple(
            replace(u, naam=_regel(u.naam), omschrijving=tekst.schoon(u.omschrijving)) for u in doc.uitgangspunten
        ),
        hoofdstukken=tuple(
            replace(h, titel=_regel(h.titel), secties=tuple(_sectie(replace(s, soort="")) for s in h.secties))
            for h in doc.hoofdstukken
        ),
        opgaven=tuple(_opgave(o) for o in doc.opgaven),
    )


def _opgave(opgave: Opgave) -> Opgave:
    return replace(
        opgave,
        titel=_regel(opgave.titel),
        overzicht=tekst.schone_regel(opgave.overzicht),
        doelstellingen=tuple(dict.fromkeys(opgave.doelstellingen)),
        secties=tuple(_sectie(s) for s in opgave.secties),
    )


def _sectie(sectie: Sectie) -> Sectie:
    gezien: set[str] = set()
    items = []
    for item in sectie.items:
        if not (woorden := tekst.schone_regel(item.tekst)):
            continue
        sleutel = item.sleutel if item.sleutel not in gezien else nieuwe_sleutel()
        gezien.add(sleutel)
        links = tuple(dict.fromkeys(item.koppelingen))
        items.append(
            replace(
                item,
                sleutel=sleutel,
                tekst=woorden,
                groep=_regel(item.groep),
                deelthema=_regel(item.deelthema),
                koppelingen=links,
            )
        )
    return replace(
        sectie,
        titel=_regel(sectie.titel),
        opening=tekst.schoon(sectie.opening),
        slot=tekst.schoon(sectie.slot),
        gedrukt=_STUUR.sub("", sectie.gedrukt),
        items=tuple(items),
    )


def _maten(doc: Plandocument) -> None:
    namen: list[tuple[str, int, str]] = [
        (doc.titel, 200, "de titel van het plan"),
        (doc.ondertitel, 300, "de ondertitel"),
        (doc.label, 100, "het label"),
        *((s.naam, 100, "de naam van een onderdeel") for s in doc.sectiesoorten),
        *((s.letter, 2, "de letter van een onderdeel") for s in doc.sectiesoorten),
        *((c.naam, 150, "de naam van een cluster") for c in doc.clusters),
        *((d.naam, 200, "de naam van een doelstelling") for d in doc.doelstellingen),
        *((d.kort, 60, "de korte naam van een doelstelling") for d in doc.doelstellingen),
        *((u.naam, 200, "de naam van een uitgangspunt") for u in doc.uitgangspunten),
        *((h.titel, 200, "de titel van een hoofdstuk") for h in doc.hoofdstukken),
        *((o.titel, 250, f"de titel van opgave {o.nummer}") for o in doc.opgaven),
        *((s.titel, 250, "een tussenkop") for _, s in doc.alle_secties()),
        *((i.deelthema, 100, "een deelthema") for _, s in doc.alle_secties() for i in s.items),
    ]
    for naam, maat, wat in namen:
        if len(naam) > maat:
            raise Leesfout(f"In dit bestand is {wat} te lang: {len(naam)} tekens, hoogstens {maat}.")
    aantal = 0
    for _, sectie in doc.alle_secties():
        aantal += 1
        if len(sectie.items) > MAX_PUNTEN:
            raise Leesfout(TE_VEEL_PUNTEN)
        lengte = len(sectie.opening) + len(sectie.slot) + len(sectie.gedrukt) + sum(len(i.tekst) for i in sectie.items)
        if lengte > MAX_SECTIE:
            raise Leesfout(f"In dit bestand is een sectie langer dan {MAX_SECTIE} tekens; dat is geen plan.")
    if len(doc.opgaven) > MAX_OPGAVEN or len(doc.hoofdstukken) > MAX_HOOFDSTUKKEN or aantal > MAX_SECTIES:
        raise Leesfout("Dit bestand heeft veel meer opgaven, hoofdstukken of secties dan een plan heeft.")


def _kenmerken(doc: Plandocument) -> None:
    soorten = {s.code: s for s in doc.sectiesoorten}
    secties = [s for _, s in doc.alle_secties()]
    rijen: tuple[Iterable[Any], ...] = (doc.clusters, doc.doelstellingen, doc.uitgangspunten, doc.hoofdstukken)
    for rij in (*rijen, doc.opgaven, secties):
        _eenmaal(d.sleutel for d in rij)
    _eenmaal(s.code for s in doc.sectiesoorten)
    _eenmaal(s.letter for s in doc.sectiesoorten)
    _eenmaal(str(o.nummer) for o in doc.opgaven)
    for opgave in doc.opgaven:
        _eenmaal(s.soort for s in opgave.secties)
        if any(s.soort not in soorten for s in opgave.secties):
            raise Leesfout(ONBEKEND)
    nummers = [d.nummer for r in (doc.opgaven, doc.doelstellingen, doc.uitgangspunten) for d in r]
    sleutels = [d.sleutel for r in (*rijen, doc.opgaven, secties) for d in r]
    items: list[Item] = [i for s in secties for i in s.items]
    goed = (
        all(0 <= n <= 9_999 for n in nummers)
        and all(_SLEUTEL.fullmatch(s) for s in sleutels)
        and all(_SLEUTEL.fullmatch(i.sleutel) for i in items)
        and all(_CODE.fullmatch(c) for c in soorten)
        and all(not s.itemsoort or s.itemsoort in ITEMSOORTEN for s in doc.sectiesoorten)
        and all(len(i.groep) <= 20 and (not i.status or i.status in STATUSSEN) for i in items)
        and all(k.soort in boom.REGISTERS for i in items for k in i.koppelingen)
    )
    if not goed:
        raise Leesfout(ONBEKEND)


def _eenmaal(merken: Iterable[str]) -> None:
    if any(n > 1 for n in Counter(merken).values()):
        raise Leesfout(DUBBEL)
