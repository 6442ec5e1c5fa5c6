"""The structure of a plan as the list shows it, and the fields of a part as a form shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from plandocument.boom import Plandocument
from plandocument.structuur import DEELSOORTEN, Deelveld, Structuurdeel


@dataclass(frozen=True, slots=True)
class Structuurregel:
    """A part in the list."""

    soort: str
    sleutel: str
    nummer: str
    naam: str
    bij: str = ""
    kinderen: tuple[Structuurregel, ...] = ()


@dataclass(frozen=True, slots=True)
class Structuurblok:
    """The parts of one kind."""

    klasse: Structuurdeel
    regels: tuple[Structuurregel, ...]


def blokken(document: Plandocument) -> list[Structuurblok]:
    clusters = {c.sleutel: c.naam for c in document.clusters}

    def bij(code: str, deel: Any) -> str:
        if code == "opgave":
            een, ander = (
                clusters.get(deel.cluster, "geen cluster"),
                clusters.get(deel.cluster_overzicht, "geen cluster"),
            )
            return een if een == ander else f"{een}; in het overzicht: {ander}"
        if code == "hoofdstuk":
            return "na de opgaven" if deel.na_opgaven else "voor de opgaven"
        return f"letter {deel.letter}" if code == "ficheonderdeel" else ""

    def regel(code: str, deel: Any) -> Structuurregel:
        klasse = DEELSOORTEN[code]
        onder = tuple(regel("paragraaf", s) for s in deel.secties) if code == "hoofdstuk" else ()
        naam = getattr(deel, klasse.naamveld) or "zonder kop"
        return Structuurregel(
            code, klasse.sleutel(deel), str(deel.nummer) if klasse.genummerd else "", naam, bij(code, deel), onder
        )

    codes = ("opgave", "cluster", "hoofdstuk", "doelstelling", "uitgangspunt", "ficheonderdeel")
    return [Structuurblok(DEELSOORTEN[c], tuple(regel(c, d) for d in DEELSOORTEN[c].rij(document))) for c in codes]


@dataclass(frozen=True, slots=True)
class Veldstand:
    """A field of a form as it stands: what is in it, what may be chosen, what is wrong with it."""

    veld: Deelveld
    waarde: str
    gekozen: tuple[str, ...]
    keuzes: tuple[tuple[str, str], ...]
    fout: str = ""


def veldstanden(
    klasse: Structuurdeel, document: Plandocument, deel: Any, post: Any = None, fouten: dict[str, str] | None = None
) -> list[Veldstand]:
    uit = []
    for veld in klasse.velden:
        if post is not None:
            staat = post.getlist(veld.naam)
        else:
            staat = veld.toon(document, getattr(deel, veld.naam)) if deel is not None else []
        keuzes = tuple(veld.keuzes(document))
        uit.append(Veldstand(veld, staat[0] if staat else "", tuple(staat), keuzes, (fouten or {}).get(veld.naam, "")))
    return uit
