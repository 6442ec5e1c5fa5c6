"""Recognise an older plan in a newer one: what is the same keeps its key. Pure; see `herken`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any, Final, TypeVar

from .boom import Cluster, Hoofdstuk, Item, Opgave, Plandocument, Sectie
from .herkenning import LIJKT, herken_opgaven
from .tekst import woorden

GELIJKENIS: Final = 0.6
"""How much two texts must have in common to count as the same item, reworded."""
_GEEN_LINK = re.compile(r'href="opgave:[0-9a-z]+"')

T = TypeVar("T")


def herken(nieuw: Plandocument, oud: Plandocument, als: Mapping[str, str] | None = None) -> Plandocument:
    """`nieuw` with the keys of `oud` for what is the same, so that loading it over the older plan keeps its rows.

    Opgaven are matched by title and words where those are sure (a number alone says nothing), or as `als` says: key in
    `nieuw` → key in `oud`, empty for none. Chapters, clusters and the like by name; sections by kind or title; items by
    equal and then by nearly equal text within their section. No key is given twice. References to opgaven follow.
    Clusters keep the colour that `oud` gave them. Linear, but for the items of a section.
    """
    opgaven = _opgaven(nieuw, oud, als)
    clusters = _kleur(_paren(nieuw.clusters, oud.clusters, _sleutel, lambda c: c.naam))
    doelen = _paren(nieuw.doelstellingen, oud.doelstellingen, _sleutel, lambda d: d.naam, lambda d: d.nummer)
    uitgangspunten = _paren(nieuw.uitgangspunten, oud.uitgangspunten, _sleutel, lambda u: u.naam, lambda u: u.nummer)
    hoofdstukken = _paren(nieuw.hoofdstukken, oud.hoofdstukken, _sleutel, lambda h: h.titel)
    sleutels = {
        deel.sleutel: was.sleutel
        for paren in (opgaven, clusters, doelen, uitgangspunten)
        for deel, was in paren
        if was is not None
    }

    def om(sleutel: str) -> str:
        return sleutels.get(sleutel, sleutel)

    def link(html: str) -> str:
        return re.sub(r'(?<=href="opgave:)[0-9a-z]+(?=")', lambda m: om(m[0]), html)

    return replace(
        nieuw,
        clusters=tuple(replace(c, sleutel=om(c.sleutel)) for c, _ in clusters),
        doelstellingen=tuple(
            replace(d, sleutel=om(d.sleutel), omschrijving=link(d.omschrijving)) for d in nieuw.doelstellingen
        ),
        uitgangspunten=tuple(
            replace(u, sleutel=om(u.sleutel), omschrijving=link(u.omschrijving)) for u in nieuw.uitgangspunten
        ),
        hoofdstukken=tuple(_hoofdstuk(h, was, link) for h, was in hoofdstukken),
        opgaven=tuple(_opgave(o, was, om, link) for o, was in opgaven),
    )


def _sleutel(deel: Any) -> str:
    return str(deel.sleutel)


def _kleur(paren: list[tuple[Cluster, Cluster | None]]) -> list[tuple[Cluster, Cluster | None]]:
    """Clusters that were there keep their colour; the others take one that is free."""
    bezet = {was.kleur for _, was in paren if was is not None}
    uit = []
    for cluster, was in paren:
        kleur = was.kleur if was is not None else cluster.kleur
        if was is None and kleur in bezet:
            kleur = next((k for k in range(1, 9) if k not in bezet), 0)
        bezet.add(kleur)
        uit.append((replace(cluster, kleur=kleur), was))
    return uit


def _vorm(tekst: str) -> str:
    """Letters and digits, without case or accents: for comparing names."""
    kaal = unicodedata.normalize("NFKD", tekst).casefold()
    return "".join(t for t in kaal if t.isalnum())


def _opgaven(
    nieuw: Plandocument, oud: Plandocument, als: Mapping[str, str] | None
) -> list[tuple[Opgave, Opgave | None]]:
    if als is None:
        als = {o.sleutel: o.sleutel for o in nieuw.opgaven if o.sleutel in oud.per_sleutel}
        over = [o for o in nieuw.opgaven if o.sleutel not in als]
        rest = replace(oud, opgaven=tuple(o for o in oud.opgaven if o.sleutel not in als))
        gevonden = herken_opgaven(over, rest, {o.sleutel: o.nummer for o in over})
        for opgave, herkend in zip(over, gevonden, strict=True):
            maat = next((m for m in herkend.maten if m.sleutel == herkend.sleutel), None)
            if maat is not None and (herkend.zeker or (maat.nummer and maat.titel >= LIJKT)):
                als[opgave.sleutel] = herkend.sleutel
    return [(o, oud.per_sleutel.get(als.get(o.sleutel, ""))) for o in nieuw.opgaven]


def _paren(nieuw: Sequence[T], oud: Sequence[T], *kenmerken: Callable[[T], object]) -> list[tuple[T, T | None]]:
    """Each new part with the old one it is, by the first feature that points at one not yet taken."""
    gevonden: dict[int, T] = {}
    vrij = list(oud)
    for kenmerk in kenmerken:
        per: dict[object, list[T]] = {}
        for was in vrij:
            per.setdefault(_sleutelvorm(kenmerk(was)), []).append(was)
        for n, deel in enumerate(nieuw):
            if n not in gevonden and (rij := per.get(_sleutelvorm(kenmerk(deel)))):
                gevonden[n] = rij.pop(0)
        genomen = {id(was) for was in gevonden.values()}
        vrij = [was for was in vrij if id(was) not in genomen]
    return [(deel, gevonden.get(n)) for n, deel in enumerate(nieuw)]


def _sleutelvorm(kenmerk: object) -> object:
    return _vorm(kenmerk) if isinstance(kenmerk, str) else kenmerk


def _opgave(opgave: Opgave, was: Opgave | None, om: Callable[[str], str], link: Callable[[str], str]) -> Opgave:
    paren = _paren(opgave.secties, was.secties if was is not None else (), lambda s: s.soort)
    return replace(
        opgave,
        sleutel=om(opgave.sleutel),
        cluster=om(opgave.cluster),
        cluster_overzicht=om(opgave.cluster_overzicht),
        overzicht=link(opgave.overzicht),
        doelstellingen=tuple(om(d) for d in opgave.doelstellingen),
        secties=tuple(_sectie(s, oude, link) for s, oude in paren),
    )


def _hoofdstuk(hoofdstuk: Hoofdstuk, was: Hoofdstuk | None, link: Callable[[str], str]) -> Hoofdstuk:
    paren = _paren(hoofdstuk.secties, was.secties if was is not None else (), lambda s: s.titel)
    sleutel = was.sleutel if was is not None else hoofdstuk.sleutel
    return replace(hoofdstuk, sleutel=sleutel, secties=tuple(_sectie(s, oude, link) for s, oude in paren))


def _sectie(sectie: Sectie, was: Sectie | None, link: Callable[[str], str]) -> Sectie:
    sectie = replace(
        sectie,
        opening=link(sectie.opening),
        slot=link(sectie.slot),
        items=tuple(replace(i, tekst=link(i.tekst)) for i in sectie.items),
    )
    if was is None:
        return sectie
    sleutels = herken_items(sectie.items, was.items)
    items = tuple(replace(i, sleutel=sleutels.get(n, i.sleutel)) for n, i in enumerate(sectie.items))
    return replace(sectie, sleutel=was.sleutel, items=items)


def herken_items(nieuw: Sequence[Item], oud: Sequence[Item]) -> Mapping[int, str]:
    """Place of a new item → key of the old one that it is: equal text first, then the nearest above `GELIJKENIS`."""
    sleutels: dict[int, str] = {}
    vrij = list({i.sleutel: i for i in oud}.values())
    for gelijk in (_sleutel, lambda i: (i.groep, i.tekst), lambda i: _vorm(woorden(i.tekst))):
        per: dict[object, list[Item]] = {}
        for was in vrij:
            per.setdefault(gelijk(was), []).append(was)
        for n, item in enumerate(nieuw):
            if n not in sleutels and (rij := per.get(gelijk(item))):
                sleutels[n] = rij.pop(0).sleutel
        genomen = set(sleutels.values())
        vrij = [was for was in vrij if was.sleutel not in genomen]
    kandidaten = sorted(
        (
            (maat, -n, -m)
            for n, item in enumerate(nieuw)
            if n not in sleutels
            for m, was in enumerate(vrij)
            if (maat := _gelijkenis(item, was)) >= GELIJKENIS
        ),
        reverse=True,
    )
    for _, n, m in kandidaten:
        if -n not in sleutels and vrij[-m].sleutel not in sleutels.values():
            sleutels[-n] = vrij[-m].sleutel
    return sleutels


def _gelijkenis(links: Item, rechts: Item) -> float:
    a, b = _woordrij(links.tekst), _woordrij(rechts.tekst)
    if not a or not b or 2 * min(len(a), len(b)) < GELIJKENIS * (len(a) + len(b)):
        return 0.0
    maat = SequenceMatcher(None, a, b, autojunk=False)
    return maat.ratio() if maat.quick_ratio() >= GELIJKENIS else 0.0


def _woordrij(tekst: str) -> list[str]:
    return woorden(_GEEN_LINK.sub("", tekst)).casefold().split()[:400]
