"""What somebody can take over from a file: pieces of a plan, each by a code, and a plan with some of them taken. Pure.

A piece has a code: `s-KEY` a section that stands on both sides, `o-KEY` what an opgave says of itself and which
sections it has, `n-KEY` an opgave that came or went, `h-KEY` and `k-KEY` the same of a chapter, `plan` what belongs
to none of them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final, TypeVar

from plandocument.boom import Hoofdstuk, Opgave, Plandocument, Sectie

PLAN: Final = "plan"
H = TypeVar("H", Opgave, Hoofdstuk)


class Keuzebotsing(Exception):
    """The pieces that were chosen do not make a plan together. The message is a Dutch sentence."""


def codes(nu: Plandocument, ander: Plandocument) -> Iterator[str]:
    """The pieces in which two plans differ, in the order of the plan that is read."""
    if stuk(nu, PLAN, ander) != stuk(ander, PLAN, nu):
        yield PLAN
    kanten: tuple[tuple[dict[str, Any], dict[str, Any], str, str], ...] = (
        (_op(nu.hoofdstukken), _op(ander.hoofdstukken), "h", "k"),
        (_op(nu.opgaven), _op(ander.opgaven), "o", "n"),
    )
    for van, naar, eigen, geheel in kanten:
        for sleutel in (*naar, *(s for s in van if s not in naar)):
            if sleutel not in van or sleutel not in naar:
                yield f"{geheel}-{sleutel}"
                continue
            code = f"{eigen}-{sleutel}"
            if stuk(nu, code, ander) != stuk(ander, code, nu):
                yield code
            was = _op(van[sleutel].secties)
            for sectie in naar[sleutel].secties:
                if sectie.sleutel in was and was[sectie.sleutel] != sectie:
                    yield f"s-{sectie.sleutel}"


def stuk(document: Plandocument, code: str, ander: Plandocument) -> Any:
    """The piece as this plan has it; None where it has not. `ander` is the plan it is laid beside."""
    soort, _, sleutel = code.partition("-")
    if code == PLAN:
        volgorde = [h.sleutel for h in document.hoofdstukken if h.sleutel in _op(ander.hoofdstukken)]
        rijen = (document.sectiesoorten, document.clusters, document.doelstellingen, document.uitgangspunten)
        return (document.titel, document.ondertitel, document.label, *rijen, tuple(volgorde))
    if soort == "s":
        return next((s for _, s in document.alle_secties() if s.sleutel == sleutel), None)
    rij: dict[str, Any] = _op(document.opgaven if soort in "on" else document.hoofdstukken)
    houder = rij.get(sleutel)
    if houder is None or soort in "nk":
        return houder
    tegenover: Any = _op(ander.opgaven if soort == "o" else ander.hoofdstukken).get(sleutel)
    daar = _op(tegenover.secties) if tegenover is not None else {}
    volgorde = [s.sleutel if s.sleutel in daar else s for s in houder.secties]
    if soort == "o":  # sections of a fiche print in the order of their kinds
        volgorde.sort(key=lambda s: s if isinstance(s, str) else s.sleutel)
    return (replace(houder, secties=()), tuple(volgorde))


def afdruk(document: Plandocument, code: str, ander: Plandocument) -> str:
    """Sixteen digits that stand for the piece as this plan has it."""
    return hashlib.sha256(repr(stuk(document, code, ander)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def drie(nu: Plandocument, basis: Plandocument, gelezen: Plandocument) -> tuple[list[str], frozenset[str], int]:
    """Which pieces the file changes, given the text it was written from: what it left alone stays as it stands.

    Also the codes of those that the plan changed since as well, in another way; and how many only the plan changed.
    """
    wil, beide, alleen_plan = [], set(), 0
    for code in codes(nu, gelezen):
        if stuk(gelezen, code, basis) == stuk(basis, code, gelezen):
            alleen_plan += 1
            continue
        wil.append(code)
        if stuk(nu, code, basis) != stuk(basis, code, nu):
            beide.add(code)
    return wil, frozenset(beide), alleen_plan


def naam(code: str, nu: Plandocument, ander: Plandocument) -> str:
    """What people call the piece: "14.K Geconstateerde knelpunten", "14 Goederenvervoer"."""
    soort, _, sleutel = code.partition("-")
    for document in (nu, ander):
        for houder, sectie in document.alle_secties() if soort == "s" else ():
            if sectie.sleutel == sleutel and isinstance(houder, Opgave):
                eigen = document.soorten.get(sectie.soort)
                return f"{houder.nummer}.{eigen.letter} {eigen.naam}" if eigen else f"opgave {houder.nummer}"
            if sectie.sleutel == sleutel:
                return f"{houder.titel}: {sectie.titel}" if sectie.titel else houder.titel
        rij: tuple[Any, ...] = (*document.opgaven, *document.hoofdstukken)
        gevonden = next((h for h in rij if h.sleutel == sleutel), None) if code != PLAN else None
        if gevonden is not None:
            return f"{getattr(gevonden, 'nummer', '')} {gevonden.titel}".strip()
    return "Het plan als geheel"


def neem_over(nu: Plandocument, van: Plandocument, kies: Collection[str], *, streng: bool = True) -> Plandocument:
    """`nu` with the pieces `kies` as `van` has them. Raises Keuzebotsing when they make no plan together (`streng`)."""
    kies = frozenset(kies)
    document = nu
    if PLAN in kies:
        document = replace(
            nu,
            titel=van.titel,
            ondertitel=van.ondertitel,
            label=van.label,
            sectiesoorten=van.sectiesoorten,
            clusters=van.clusters,
            doelstellingen=van.doelstellingen,
            uitgangspunten=van.uitgangspunten,
        )
    clusters, doelen = {c.sleutel for c in document.clusters}, {d.sleutel for d in document.doelstellingen}
    opgaven = _houders(nu.opgaven, van.opgaven, kies, "o", "n")
    was = _op(nu.opgaven)
    document = replace(
        document,
        opgaven=tuple(
            sorted((_bekend(o, was.get(o.sleutel), clusters, doelen) for o in opgaven), key=lambda o: o.nummer)
        ),
        hoofdstukken=tuple(_op_volgorde(_houders(nu.hoofdstukken, van.hoofdstukken, kies, "h", "k"), van, kies)),
    )
    if streng:
        _past(document)
    return document


def _op(rij: Iterable[Any]) -> dict[str, Any]:
    return {deel.sleutel: deel for deel in rij}


def _houders(nu: tuple[H, ...], van: tuple[H, ...], kies: frozenset[str], eigen: str, geheel: str) -> list[H]:
    daar: dict[str, H] = _op(van)
    secties = {s.sleutel: s for h in van for s in h.secties}

    def sectie(s: Sectie) -> Sectie:
        return secties[s.sleutel] if f"s-{s.sleutel}" in kies and s.sleutel in secties else s

    uit: list[H] = []
    for houder in nu:
        ander = daar.get(houder.sleutel)
        if ander is None and f"{geheel}-{houder.sleutel}" in kies:
            continue
        nieuw = replace(houder, secties=tuple(map(sectie, houder.secties)))
        if ander is not None and f"{eigen}-{houder.sleutel}" in kies:
            hier = _op(nieuw.secties)
            nieuw = replace(ander, secties=tuple(hier.get(s.sleutel, s) for s in ander.secties))
        uit.append(nieuw)
    hier_zijn = _op(nu)
    vorige = ""
    for houder in van:
        if houder.sleutel not in hier_zijn and f"{geheel}-{houder.sleutel}" in kies:
            plek = next((n for n, h in enumerate(uit) if h.sleutel == vorige), -1)
            uit.insert(plek + 1, houder)
        if any(h.sleutel == houder.sleutel for h in uit):
            vorige = houder.sleutel
    return uit


def _op_volgorde(rij: list[Hoofdstuk], van: Plandocument, kies: frozenset[str]) -> list[Hoofdstuk]:
    if PLAN not in kies:
        return rij
    rang = {h.sleutel: n for n, h in enumerate(van.hoofdstukken)}
    plaats = -1
    met: list[tuple[int, int, Hoofdstuk]] = []
    for n, hoofdstuk in enumerate(rij):  # one that the other plan does not have stays behind what it stood behind
        plaats = rang.get(hoofdstuk.sleutel, plaats)
        met.append((plaats, n, hoofdstuk))
    return [h for _, _, h in sorted(met, key=lambda t: t[:2])]


def _bekend(opgave: Opgave, was: Opgave | None, clusters: Collection[str], doelen: Collection[str]) -> Opgave:
    """Without references to clusters and doelstellingen that this plan does not have."""

    def cluster(nieuw: str, oud: str) -> str:
        return nieuw if not nieuw or nieuw in clusters else oud if oud in clusters else ""

    return replace(
        opgave,
        cluster=cluster(opgave.cluster, was.cluster if was else ""),
        cluster_overzicht=cluster(opgave.cluster_overzicht, was.cluster_overzicht if was else ""),
        doelstellingen=tuple(d for d in opgave.doelstellingen if d in doelen),
    )


def _past(document: Plandocument) -> None:
    dubbel = [n for n, keer in Counter(o.nummer for o in document.opgaven).items() if keer > 1]
    if dubbel:
        raise Keuzebotsing(
            f"Er zouden twee opgaven met nummer {dubbel[0]} zijn. "
            "Neem ook de nummers van de andere opgaven over, of laat deze opgave weg."
        )
    if any(keer > 1 for keer in Counter(s.sleutel for _, s in document.alle_secties()).values()):
        raise Keuzebotsing(
            "Een sectie verhuist naar een ander hoofdstuk. Neem de indeling van beide hoofdstukken over, of van geen."
        )
    soorten = {s.code for s in document.sectiesoorten}
    if any(s.soort not in soorten for o in document.opgaven for s in o.secties):
        raise Keuzebotsing(
            "Een opgave zou een onderdeel krijgen dat dit plan niet heeft. "
            "Neem ook ‘Het plan als geheel’ over, of laat deze opgave weg."
        )
