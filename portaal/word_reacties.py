"""From a Word file that somebody wrote remarks in to remarks at their places: margin comments, and words changed.

What was typed in the file becomes suggested wording for the words that it replaces, whether changes were tracked or
not. No query; where a place is not sure, the whole point or section is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID, uuid5

from django.core import signing

from plandocument import anker as ankers
from plandocument import verschil
from plandocument.anker.eenheid import Woorden, van_html
from plandocument.boom import Item, Plandocument, Sectie
from reacties.plekken import code_van

ZOUT: Final = "portaal.word_reacties"
NAAMRUIMTE: Final = UUID("5f0d2c1e-6a51-4a37-9d63-3c1f6c0f8b52")
GELDIG: Final = 24 * 60 * 60
"""Seconds in which a preview may be placed."""
MAX: Final = 500
SAMEN: Final = 1
"""Words between two changes that are told as one."""
AANLOOP: Final = 4
"""Words that an addition takes along, so that a reader sees where it comes."""


class TeVeelOpmerkingen(Exception):
    """More remarks than one can look through."""


class Verlopen(Exception):
    """The preview is too old, or was not made by this portal."""


@dataclass(frozen=True, slots=True)
class Opmerking:
    """One remark of the file at its place. `voorstel` is other wording; None for a comment in the margin."""

    anker: ankers.Anker
    code: str
    tekst: str
    voorstel: str | None = None
    opgelost: bool = False  # marked as dealt with in the file
    onzeker: bool = False  # the file shows other words there than were read: struck by hand, hidden, unknown signs

    @property
    def over(self) -> str:
        return self.anker.citaat or (self.anker.eenheid if self.anker.item else "")

    @property
    def ervoor(self) -> str:
        """Words before the passage, for seeing it in its place; whole words only."""
        voor = self.anker.voor
        return voor if self.anker.begin == len(voor) else f"… {voor.partition(' ')[2]}"

    @property
    def erachter(self) -> str:
        na = self.anker.na
        return na if self.anker.eind + len(na) == len(self.anker.eenheid) else f"{na.rpartition(' ')[0]} …"

    @property
    def delen(self) -> tuple[verschil.Verschildeel, ...]:
        if self.voorstel is None or not self.over:
            return ()
        return verschil.delen(verschil.knip(self.over), verschil.knip(self.voorstel))


def opmerkingen(
    basis: Plandocument,
    gelezen: Plandocument,
    kanttekeningen: list[dict[str, Any]],
    onzeker: Collection[str] = (),
) -> list[Opmerking]:
    """All remarks in printed order. `basis` is the text that the file was written from; `onzeker` are keys of sections
    whose words may be meant otherwise. Raises TeVeelOpmerkingen.
    """
    uit: list[Opmerking] = []
    in_marge: dict[str, list[dict[str, Any]]] = {}
    for noot in kanttekeningen:
        in_marge.setdefault(str(noot.get("sectie", "")), []).append(noot)
    nieuw = {s.sleutel: s for _, s in gelezen.alle_secties()}
    for _, sectie in basis.alle_secties():
        for noot in in_marge.pop(sectie.sleutel, []):
            uit.append(_in_marge(basis, sectie, noot))
        if sectie.sleutel in nieuw and nieuw[sectie.sleutel] != sectie:
            voorstellen = _gewijzigd(basis, sectie, nieuw[sectie.sleutel])
            uit += (replace(o, onzeker=sectie.sleutel in onzeker) for o in voorstellen)
        if len(uit) > MAX:
            raise TeVeelOpmerkingen
    return uit


def _in_marge(basis: Plandocument, sectie: Sectie, noot: dict[str, Any]) -> Opmerking:
    item = str(noot.get("item", ""))
    item = item if any(i.sleutel == item for i in sectie.items) else ""
    anker = _bij(basis, sectie.sleutel, item, " ".join(str(noot.get("bij", "")).split()))
    antwoorden = [f"Antwoord: {' '.join(str(a).split())}" for a in noot.get("antwoorden", ()) if str(a).strip()]
    zegt = "\n".join([str(noot.get("tekst", "")).strip(), *antwoorden])
    return Opmerking(anker, code_van(basis, anker), zegt, opgelost=bool(noot.get("opgelost")))


def _bij(basis: Plandocument, sectie: str, item: str, citaat: str) -> ankers.Anker:
    """The words that a comment stands at, where they stand there once; else the whole point or section."""
    if citaat:
        try:
            ankers.maak(basis, sectie=sectie, item=item, citaat=citaat, hoeveelste=1)
        except ankers.GeenPlek:
            try:
                return ankers.maak(basis, sectie=sectie, item=item, citaat=citaat)
            except ankers.GeenPlek:
                pass
    return ankers.maak(basis, sectie=sectie, item=item)


def _gewijzigd(basis: Plandocument, was: Sectie, is_: Sectie) -> Iterator[Opmerking]:
    yield from _woorden(basis, was.sleutel, "", "opening", was.opening, is_.opening)
    nu = {i.sleutel: i for i in is_.items}
    toen = {i.sleutel for i in was.items}
    for item in was.items:
        if item.sleutel in nu:
            yield from _woorden(basis, was.sleutel, item.sleutel, "item", item.tekst, nu[item.sleutel].tekst)
        else:
            anker = ankers.maak(basis, sectie=was.sleutel, item=item.sleutel)
            yield Opmerking(anker, code_van(basis, anker), "Dit punt is in het bestand weggehaald.", "")
    yield from _erbij(basis, was, [i for i in is_.items if i.sleutel not in toen])
    yield from _woorden(basis, was.sleutel, "", "slot", was.slot, is_.slot)


def _erbij(basis: Plandocument, sectie: Sectie, nieuw: list[Item]) -> Iterator[Opmerking]:
    for item in nieuw:
        anker = ankers.maak(basis, sectie=sectie.sleutel)
        woorden = van_html(item.tekst, basis.nummers).tekst
        yield Opmerking(anker, code_van(basis, anker), f"Nieuw punt in het bestand: {woorden}")


def _woorden(basis: Plandocument, sectie: str, item: str, deel: str, was: str, is_: str) -> Iterator[Opmerking]:
    """The changed stretches of one text, each with the words that it replaces."""
    toen, nu = van_html(was, basis.nummers), van_html(is_, basis.nummers)
    if toen.vormen == nu.vormen:
        return
    geheel = ankers.maak(basis, sectie=sectie, item=item, deel="" if item else deel) if toen.tekst else None
    if geheel is None:
        anker = ankers.maak(basis, sectie=sectie, item=item)
        yield Opmerking(anker, code_van(basis, anker), f"Nieuwe tekst in het bestand: {nu.tekst}")
        return
    for (i1, i2), (j1, j2) in _stukken(toen, nu):
        anker = ankers.bij_tekens(geheel, basis, *toen.tekens(i1, i2))
        begin, eind = nu.tekens(j1, j2)
        yield Opmerking(anker, code_van(basis, anker), "", nu.tekst[begin:eind])


def _stukken(toen: Woorden, nu: Woorden) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Stretches of words that changed, as ranges on both sides; what was only added takes a neighbour along."""
    rij: list[list[int]] = []
    for soort, i1, i2, j1, j2 in verschil.grepen(toen.vormen, nu.vormen):
        if soort == "equal":
            continue
        if rij and i1 - rij[-1][1] <= SAMEN:
            rij[-1][1], rij[-1][3] = i2, j2
        else:
            rij.append([i1, i2, j1, j2])
    vrij = 0  # from here on the words on both sides are the same, up to the next stretch
    for i1, i2, j1, j2 in rij:
        if i1 < i2:
            yield (i1, i2), (j1, j2)
        elif i1:
            mee = _aanloop(toen.vormen[vrij:i1])
            yield (i1 - mee, i2), (j1 - mee, j2)
        else:
            verder = next((k for k, *_ in rij if k > i2), len(toen.vormen))
            mee = _aanloop(toen.vormen[i2:verder][::-1])
            yield (i1, i2 + mee), (j1, j2 + mee)
        vrij = i2


def _aanloop(vormen: Sequence[str]) -> int:
    """How many of the last of these to take along: up to AANLOOP words, with the marks between them; one at least."""
    woorden = 0
    for n, vorm in enumerate(reversed(vormen), start=1):
        woorden += any(t.isalnum() for t in vorm)
        if woorden == AANLOOP:
            return n
    return max(len(vormen), 1)


def kenmerk(plan: int, afdruk: str, nummer: int) -> UUID:
    """The mark of one remark of one file: reading the same file again makes the same ones."""
    return uuid5(NAAMRUIMTE, f"{plan}|{afdruk}|{nummer}")


def pak_in(gegevens: dict[str, Any], rij: list[Opmerking]) -> str:
    """A preview as the form carries it; nobody can alter it."""
    data = gegevens | {"rij": [[o.anker.als_data(), o.code, o.tekst, o.voorstel, o.opgelost, o.onzeker] for o in rij]}
    return signing.dumps(data, salt=ZOUT, compress=True)


def pak_uit(ingepakt: str) -> tuple[dict[str, Any], list[Opmerking]]:
    """Back from `pak_in`. Raises Verlopen."""
    try:
        data = signing.loads(ingepakt, salt=ZOUT, max_age=GELDIG)
    except signing.BadSignature as fout:
        raise Verlopen from fout
    rij = [Opmerking(ankers.Anker.uit_data(a), *rest) for a, *rest in data.pop("rij")]
    return data, rij
