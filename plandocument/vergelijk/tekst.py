"""Two rich texts beside each other: lines that belong together, words in them, and whether only the dress differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from .. import tekst, verschil
from ..tekst import Blok, Run
from ..verschil import Verschildeel, Woord
from . import schrijfwijzen

VERVALLEN: Final = "opgave (vervallen)"
VERSIERING: Final = "(alleen versiering)"
Regelsoort = Literal["gelijk", "weg", "nieuw", "anders", "opmaak"]
Dos = tuple[bool, bool, str]
"""What words wear: bold, italic, link."""


@dataclass(frozen=True, slots=True)
class Tekstregel:
    """A paragraph or point of two texts told as one. `vorm`: "p", or "ul" and "ol" with their depth ("ul2"); of a table
    "bijschrift", "kop" and "cel" with their column ("cel2"), of a figure "bijschrift", "beeld", "alt" and "bron"."""

    soort: Regelsoort
    vorm: str
    delen: tuple[Verschildeel, ...]

    @property
    def oud(self) -> str:
        return verschil.links_van(self.delen)

    @property
    def nieuw(self) -> str:
        return verschil.rechts_van(self.delen)


@dataclass(frozen=True, slots=True)
class Tekstverschil:
    """What differs between two texts. `soort` is "opmaak" when the words are the same and only their dress differs.

    `links`: web addresses before and after, where they differ; that may be all that does.
    """

    soort: Literal["gelijk", "gewijzigd", "opmaak"]
    redactioneel: bool
    regels: tuple[Tekstregel, ...]
    links: tuple[tuple[str, ...], tuple[str, ...]] | None = None


GELIJK: Final = Tekstverschil("gelijk", True, ())


@dataclass(frozen=True, slots=True)
class _Lijn:
    vorm: str
    runs: tuple[Run, ...]
    woorden: tuple[Woord, ...]
    plat: str
    leesbaar: str

    @property
    def dos(self) -> list[tuple[Dos, str]]:
        return _dossen(self.runs)


def lees(html: str, nummers: Mapping[str, int]) -> list[_Lijn]:
    """The lines of a text; an item's text is one paragraph."""
    return [_lijn(vorm, runs, nummers) for blok in tekst.blokken(html) for vorm, runs in _plat(blok, 1)]


def _plat(blok: Blok, diepte: int) -> Iterator[tuple[str, tuple[Run, ...]]]:
    if blok.soort == "p":
        yield "p", blok.runs
        return
    if blok.soort in ("tabel", "figuur"):
        yield from _bijzonder(blok)
    for punt in blok.punten:
        yield f"{blok.soort}{diepte}", punt.runs
        for lijst in punt.lijsten:
            yield from _plat(lijst, diepte + 1)


def _bijzonder(blok: Blok) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """The lines of a table or a figure; what a figure shows and how it is described are lines too."""
    for plaats, runs in tekst.lijnen(blok):
        r, punt, k = plaats.partition(".")
        kop = punt and ((blok.koprij and r == "0") or (blok.kopkolom and k == "0"))
        yield f"{'kop' if kop else 'cel'}{int(k) + 1}" if punt else plaats, runs
    if blok.figuur is not None:
        if blok.figuur.alt is not None:
            yield "alt", (Run(blok.figuur.alt or VERSIERING),)
        yield "beeld", (Run(_beeldnaam(blok.figuur.beeld)),)


def _beeldnaam(beeld: str) -> str:
    """A name of what a figure shows, by which people can tell two of them apart."""
    soort, _, rest = beeld.partition(":")
    return f"{soort} {rest[:8]}" if soort == "afbeelding" else f"{soort}: {rest}"


def _lijn(vorm: str, runs: tuple[Run, ...], nummers: Mapping[str, int]) -> _Lijn:
    woorden: list[Woord] = []
    plat = leesbaar = los = ""

    def sluit() -> None:
        nonlocal los
        for woord in verschil.knip(los):
            if not woord.tekst and woorden:  # space behind a reference
                laatste = woorden.pop()
                woord = Woord(laatste.tekst, laatste.wit + woord.wit, laatste.vorm)
            woorden.append(woord)
        los = ""

    for run in runs:
        if run.doel.startswith("opgave:"):
            sluit()
            sleutel = run.doel.removeprefix("opgave:")
            nummer = nummers.get(sleutel)
            naam = f"opgave {nummer}" if nummer is not None else VERVALLEN
            woorden.append(Woord(naam, "", f"\x01{sleutel}"))
            plat, leesbaar = f"{plat}\x01{sleutel}\x01", leesbaar + naam
        else:
            los, plat, leesbaar = los + run.tekst, plat + run.tekst, leesbaar + run.tekst
    sluit()
    return _Lijn(vorm, runs, tuple(woorden), plat, leesbaar)


def vergelijk_tekst(
    oud: str, nieuw: str, nummers: tuple[Mapping[str, int], Mapping[str, int]], *, regel: bool = False
) -> Tekstverschil:
    """Two texts of blocks, or (`regel`) of one line. `nummers`: of the opgaven by key, in the old and the new plan.

    References are compared by key: another number is no difference. Cost: linear where the texts are equal, else that
    of `verschil.delen` for the lines that differ.
    """
    if oud == nieuw:
        return GELIJK
    a, b = lees(oud, nummers[0]), lees(nieuw, nummers[1])
    paren = [(a[0], b[0])] if regel and len(a) == len(b) == 1 else verschil.naast(a, b, lambda lijn: lijn.plat)
    regels = tuple(_regel(x, y) for x, y in paren)
    links = _links(a), _links(b)
    soorten = {r.soort for r in regels}
    if soorten <= {"gelijk"} and links[0] == links[1]:
        return GELIJK
    return Tekstverschil(
        "gewijzigd" if soorten & {"anders", "weg", "nieuw"} else "opmaak" if "opmaak" in soorten else "gelijk",
        _redactioneel(a, b),
        regels,
        links if links[0] != links[1] else None,
    )


def alleen(html: str, nummers: Mapping[str, int], soort: Literal["weg", "nieuw"]) -> tuple[Tekstregel, ...]:
    """A text that stands on one side only."""
    return tuple(Tekstregel(soort, lijn.vorm, (Verschildeel(lijn.leesbaar, soort),)) for lijn in lees(html, nummers))


def _regel(oud: _Lijn | None, nieuw: _Lijn | None) -> Tekstregel:
    if oud is None or nieuw is None:
        lijn = oud or nieuw
        assert lijn is not None
        soort: Literal["weg", "nieuw"] = "nieuw" if oud is None else "weg"
        return Tekstregel(soort, lijn.vorm, (Verschildeel(lijn.leesbaar, soort),) if lijn.leesbaar else ())
    delen = verschil.delen(oud.woorden, nieuw.woorden)
    zelfde = oud.vorm == nieuw.vorm and _zonder_adres(oud.dos) == _zonder_adres(nieuw.dos)
    if oud.plat == nieuw.plat:
        return Tekstregel("gelijk" if zelfde else "opmaak", nieuw.vorm, delen)
    if oud.leesbaar == nieuw.leesbaar and _alleen_verwijzing(oud, nieuw):
        return Tekstregel("opmaak", nieuw.vorm, (Verschildeel(nieuw.leesbaar),))
    return Tekstregel("anders", nieuw.vorm, delen)


def _alleen_verwijzing(oud: _Lijn, nieuw: _Lijn) -> bool:
    """Whether words became a reference that reads the same, or the other way round."""
    a, b = (Counter(w.vorm for w in lijn.woorden if w.vorm.startswith("\x01")) for lijn in (oud, nieuw))
    return not (a - b and b - a)


def _zonder_adres(dossen: Sequence[tuple[Dos, str]]) -> list[tuple[bool, bool, bool, str]]:
    """Dress without where links go: that is told apart, as a fact."""
    return [(vet, schuin, bool(doel), t) for (vet, schuin, doel), t in dossen]


def _links(lijnen: Sequence[_Lijn]) -> tuple[str, ...]:
    return tuple(doel for lijn in lijnen for (_, _, doel), _ in lijn.dos if doel.startswith("http"))


def _dossen(runs: Sequence[Run]) -> list[tuple[Dos, str]]:
    """Stretches of words in one dress; white space wears what stands before it."""
    uit: list[tuple[Dos, str]] = []
    for run in runs:
        dos = (run.vet, run.schuin, run.doel)
        if uit and (uit[-1][0] == dos or not run.tekst.strip()):
            uit[-1] = (uit[-1][0], uit[-1][1] + run.tekst)
        else:
            uit.append((dos, run.tekst))
    return uit


def _redactioneel(oud: Sequence[_Lijn], nieuw: Sequence[_Lijn]) -> bool:
    """Whether nothing differs that counts: the same words in the same dress; where paragraphs end is white space."""

    def kern(lijnen: Sequence[_Lijn]) -> list[tuple[Dos, str]]:
        runs = [run for lijn in lijnen for run in (*lijn.runs, Run(" "))]
        return [(dos, schrijfwijzen.vorm(t)) for dos, t in _dossen(runs) if t.strip()]

    def vormen(lijnen: Sequence[_Lijn]) -> list[str]:
        rij = [lijn.vorm for lijn in lijnen]
        return rij if set(rij) - {"p"} else ["p"] * bool(rij)

    return vormen(oud) == vormen(nieuw) and kern(oud) == kern(nieuw)


def uitgesproken(delen: Sequence[Verschildeel]) -> str:
    """The marks in words, for who does not see colours: "vervallen: ‘meer’; toegevoegd: ‘vast’"."""
    namen = {"weg": "vervallen", "nieuw": "toegevoegd"}
    return "; ".join(f"{namen[d.soort]}: ‘{d.tekst.strip()}’" for d in delen if d.soort != "gelijk" and d.tekst.strip())
