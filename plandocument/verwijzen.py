"""What a fact of an item may refer to: items of some kinds by key, with the code and the words that people know them
by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from . import codes, tekst
from .boom import Item, Opgave, Plandocument
from .itemsoorten import DOELSTELLING


@dataclass(frozen=True, slots=True)
class Verwijsdoel:
    """Where a reference leads: "10.K2", its words, and the opgave that it stands in; a doelstelling has none."""

    code: str
    woorden: str
    opgave: Opgave | None = None
    item: Item | None = None


def doelen(document: Plandocument, soorten: Iterable[str], opgave: str = "") -> dict[str, Verwijsdoel]:
    """Key → what may be referred to, in printed order: items of these kinds (codes), of one opgave where its key is
    given, and doelstellingen where they are among the kinds."""
    namen = set(soorten)
    uit: dict[str, Verwijsdoel] = {}
    if DOELSTELLING in namen:
        uit |= {d.sleutel: Verwijsdoel(f"D{d.nummer}", d.kort or d.naam) for d in document.doelstellingen}
    for o in document.opgaven:
        if opgave in ("", o.sleutel):
            uit |= {
                regel.item.sleutel: Verwijsdoel(
                    regel.code, tekst.woorden(regel.item.tekst, document.nummers), o, regel.item
                )
                for plaats in codes.plaatsen(document, o)
                if plaats.soort.itemklasse.code in namen
                for regel in plaats.regels
            }
    return uit


def alle_doelen(document: Plandocument) -> dict[str, Verwijsdoel]:
    """Key → every item of the document, and its doelstellingen. Kept with the document."""
    bij: dict[str, Any] = document.__dict__
    if "_doelen" not in bij:
        bij["_doelen"] = doelen(document, {DOELSTELLING, *(s.itemklasse.code for s in document.sectiesoorten)})
    return cast(dict[str, Verwijsdoel], bij["_doelen"])
