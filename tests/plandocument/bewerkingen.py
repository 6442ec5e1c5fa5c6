"""Plans of which every word has an identity, and edits that keep it: where words went is known without comparing text.

`Model` is a plan as lists; `document()` gives the Plandocument it stands for; `bewerk(model, r)` changes it as people
do. A copied sentence keeps the identities of its words; typed words get new ones. `eerlijk` gives a word that was typed
anew where the same word had stood its old identity: nobody can tell those apart.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Final

from plandocument import boom, tekst
from plandocument.standaard import SECTIESOORTEN
from tests.plandocument.genereer import WOORDEN, sleutel

VREEMD: Final = (
    "é",
    "👩🏽‍🔬",
    "שלום",
    "لغة",
    "naïef",
    "n͡g",
    "🏳️‍🌈",
    "1.500",
    "zo’n",
    "“lucht”",
    "𝔘",
    "ﬁets",
    "—",
    "...",
)
LETTERGREPEN: Final = ("ba", "do", "ki", "lu", "me", "no", "pa", "ri", "so", "tu", "va", "wo", "cha", "stad", "kern")
TWEE_WOORDEN: Final = 2


@dataclass(slots=True)
class Woord:
    wie: int
    tekst: str
    jas: str = ""
    opgave: str = ""


Regel = list[Woord]
Unit = list[Regel]


@dataclass(slots=True)
class Punt:
    sleutel: str
    unit: Unit


@dataclass(slots=True)
class Sectie:
    sleutel: str
    soort: boom.Sectiesoort
    opening: Unit
    punten: list[Punt]
    slot: Unit


@dataclass(slots=True)
class Opgave:
    sleutel: str
    nummer: int
    secties: list[Sectie]


@dataclass(slots=True)
class Model:
    opgaven: list[Opgave]
    volgende: int = 0
    klein: bool = False
    gedaan: list[str] = field(default_factory=list)

    def secties(self) -> Iterator[tuple[Opgave, Sectie]]:
        for opgave in self.opgaven:
            for sectie in opgave.secties:
                yield opgave, sectie

    def units(self) -> Iterator[tuple[Opgave, Sectie, str, str, Unit]]:
        """Every unit with its opgave, section, item ("" where it is none) and part."""
        for opgave, sectie in self.secties():
            yield opgave, sectie, "", "opening", sectie.opening
            for punt in sectie.punten:
                yield opgave, sectie, punt.sleutel, "item", punt.unit
            yield opgave, sectie, "", "slot", sectie.slot

    def unit(self, sectie: str, item: str, deel: str) -> Unit:
        return next(
            u for _, s, i, d, u in self.units() if (i, d) == (item, deel or "item") and (item or s.sleutel == sectie)
        )

    def nummers(self) -> dict[str, int]:
        return {o.sleutel: o.nummer for o in self.opgaven}

    def woord(self, r: Random, tekst_: str = "") -> Woord:
        self.volgende += 1
        if not tekst_:
            kans = r.random()
            if kans < 0.06:
                tekst_ = r.choice(VREEMD)
            elif kans < (0.9 if self.klein else 0.3):
                tekst_ = r.choice(WOORDEN)
            else:
                tekst_ = "".join(r.choice(LETTERGREPEN) for _ in range(r.randint(2, 4)))
        jas = r.choice(("", "", "", "", "strong", "em", "link"))
        return Woord(self.volgende, tekst_, jas)

    def zin(self, r: Random, minstens: int = 2, hoogstens: int = 12) -> Regel:
        rij = [self.woord(r) for _ in range(r.randint(minstens, hoogstens))]
        if self.opgaven and r.random() < 0.15:
            self.volgende += 1
            rij.append(Woord(self.volgende, "", "", r.choice(self.opgaven).sleutel))
        else:
            rij[-1].tekst += r.choice((".", ".", "?", ";"))
        return rij

    def document(self) -> boom.Plandocument:
        return boom.Plandocument(
            "twente",
            "Plan",
            sectiesoorten=SECTIESOORTEN,
            opgaven=tuple(
                boom.Opgave(
                    o.sleutel,
                    o.nummer,
                    "Opgave",
                    secties=tuple(
                        boom.Sectie(
                            s.sleutel,
                            s.soort.code,
                            opening=_blokken(s.opening),
                            items=tuple(boom.Item(p.sleutel, tekst.schone_regel(_runs(p.unit[0]))) for p in s.punten),
                            slot=_blokken(s.slot),
                        )
                        for s in o.secties
                    ),
                )
                for o in self.opgaven
            ),
        )


def _runs(regel: Regel) -> str:
    delen = []
    for w in regel:
        html = w.tekst.replace("&", "&amp;").replace("<", "&lt;")
        if w.opgave:
            html = f'<a href="opgave:{w.opgave}">opgave</a>'
        elif w.jas == "link":
            html = f'<a href="https://voorbeeld.nl/">{html}</a>'
        elif w.jas:
            html = f"<{w.jas}>{html}</{w.jas}>"
        delen.append(html)
    return " ".join(delen)


def _blokken(unit: Unit) -> str:
    return tekst.schoon("".join(f"<p>{_runs(regel)}</p>" for regel in unit if regel))


def leesbaar(unit: Unit, nummers: dict[str, int]) -> tuple[str, list[tuple[int, int, Woord]]]:
    """The plain words of a unit, and where each word stands."""
    uit = ""
    plaatsen: list[tuple[int, int, Woord]] = []
    for n, regel in enumerate(r for r in unit if r):
        uit += "\n" if n else ""
        for m, w in enumerate(regel):
            uit += " " if m else ""
            nummer = nummers.get(w.opgave)
            woord = (f"opgave {nummer}" if nummer else "opgave") if w.opgave else w.tekst
            woord = tekst.woorden(tekst.schone_regel(woord.replace("&", "&amp;").replace("<", "&lt;")))
            plaatsen.append((len(uit), len(uit) + len(woord), w))
            uit += woord
    return uit, plaatsen


def maak_model(r: Random) -> Model:
    model = Model([Opgave(sleutel(r), n, []) for n in range(1, r.randint(2, 4))], klein=r.random() < 0.3)
    zinnen: list[Regel] = []

    def zin() -> Regel:
        if zinnen and r.random() < 0.2:  # a sentence that stands in the plan already, typed again
            return [Woord(model.woord(r).wie, w.tekst, w.jas, w.opgave) for w in r.choice(zinnen)]
        zinnen.append(model.zin(r))
        return list(zinnen[-1])

    def unit(regels: int, per_regel: int) -> Unit:
        return [[w for _ in range(r.randint(1, per_regel)) for w in zin()] for _ in range(regels)]

    for opgave in model.opgaven:
        for soort in r.sample(SECTIESOORTEN, r.randint(1, 3)):
            punten = [Punt(sleutel(r), unit(1, 2)) for _ in range(r.randint(0, 4) if soort.itemsoort else 0)]
            opgave.secties.append(Sectie(sleutel(r), soort, unit(r.randint(0, 3), 4), punten, unit(r.randint(0, 1), 2)))
    return model


def eerlijk(oud: Model, nieuw: Model) -> None:
    """Give words their identity by place where nobody could tell otherwise.

    A word typed anew where the same word had stood is that word. Where the plan said something twice, and one now
    stands behind the words that the other stood behind, it is that other.
    """
    was: dict[tuple[int, str], int] = {}
    for _, _, _, _, unit in oud.units():
        rij = [w for regel in unit for w in regel]
        for n, w in enumerate(rij):
            was[rij[n - 1].wie if n else 0, f"na {w.tekst} {w.opgave}"] = w.wie
            was[rij[n + 1].wie if n + 1 < len(rij) else 0, f"voor {w.tekst} {w.opgave}"] = w.wie
    oude = set(was.values())
    rijen = [[w for regel in unit for w in regel] for *_, unit in nieuw.units()]
    waar: dict[int, list[Woord]] = {}
    for w in (w for rij in rijen for w in rij):
        waar.setdefault(w.wie, []).append(w)

    def geef(w: Woord, wie: int) -> None:
        """`w` is `wie` from now on; who was `wie` is what `w` was."""
        wisselen = waar.pop(wie, [])
        zelf = waar.pop(w.wie, []) if wisselen else [w]
        was_wie = w.wie
        for x in wisselen:
            x.wie = was_wie
        for x in zelf:
            x.wie = wie
        waar[wie] = zelf
        if wisselen:
            waar[was_wie] = wisselen

    for rij in rijen:
        for n in range(1, len(rij)):
            wie = was.get((rij[n - 1].wie, f"na {rij[n].tekst} {rij[n].opgave}"))
            if wie is not None and wie != rij[n].wie:
                geef(rij[n], wie)
        for n in range(len(rij) - 2, -1, -1):
            wie = was.get((rij[n + 1].wie, f"voor {rij[n].tekst} {rij[n].opgave}"))
            if wie is not None and rij[n].wie not in oude and wie not in waar:
                geef(rij[n], wie)


# Edits


def _zin_in(r: Random, unit: Unit) -> tuple[Regel, int, int] | None:
    """A sentence of a unit: its line, from where, to where."""
    regels = [regel for regel in unit if regel]
    if not regels:
        return None
    regel = r.choice(regels)
    einden = [n + 1 for n, w in enumerate(regel) if w.tekst.endswith((".", "?", ";")) or w.opgave] or [len(regel)]
    eind = r.choice(einden)
    begin = max((e for e in einden if e < eind), default=0)
    return regel, begin, eind


def _plek(r: Random, unit: Unit) -> tuple[Regel, int]:
    if not unit:
        unit.append([])
    regel = r.choice(unit)
    return regel, r.randint(0, len(regel))


def _unit(m: Model, r: Random) -> Unit | None:
    rij = [u for *_, u in m.units() if any(u)]
    return r.choice(rij) if rij else None


def invoegen(m: Model, r: Random) -> None:
    if (unit := _unit(m, r)) is not None:
        regel, n = _plek(r, unit)
        regel[n:n] = [m.woord(r) for _ in range(r.randint(1, 5))]


def zin_erbij(m: Model, r: Random) -> None:
    if (unit := _unit(m, r)) is not None:
        regel, n = _plek(r, unit)
        regel[n:n] = m.zin(r)


def schrappen(m: Model, r: Random) -> None:
    if (unit := _unit(m, r)) is not None:
        regel, n = _plek(r, unit)
        del regel[n : n + r.randint(1, 8)]


def vervangen(m: Model, r: Random) -> None:
    if (unit := _unit(m, r)) is not None:
        regel, n = _plek(r, unit)
        regel[n : n + r.randint(1, 5)] = [m.woord(r) for _ in range(r.randint(1, 5))]


def herschrijven(m: Model, r: Random) -> None:
    if (unit := _unit(m, r)) is not None and (zin := _zin_in(r, unit)) is not None:
        zin[0][zin[1] : zin[2]] = m.zin(r)


def zin_weg(m: Model, r: Random) -> None:
    if (unit := _unit(m, r)) is not None and (zin := _zin_in(r, unit)) is not None:
        del zin[0][zin[1] : zin[2]]


def _verzet(m: Model, r: Random, *, zelfde: bool, blijft: bool) -> None:
    unit = _unit(m, r)
    if unit is None or (zin := _zin_in(r, unit)) is None:
        return
    regel, van, tot = zin
    stuk = [copy.copy(w) for w in regel[van:tot]]
    if not blijft:
        del regel[van:tot]
    naar = unit if zelfde else (_unit(m, r) or unit)
    doel, _ = _plek(r, naar)
    einden = [0, *(n + 1 for n, w in enumerate(doel) if w.tekst.endswith(".")), len(doel)]
    n = r.choice(einden)
    doel[n:n] = stuk


def zin_verzetten(m: Model, r: Random) -> None:
    _verzet(m, r, zelfde=True, blijft=False)


def zin_elders(m: Model, r: Random) -> None:
    _verzet(m, r, zelfde=False, blijft=False)


def zin_kopie(m: Model, r: Random) -> None:
    _verzet(m, r, zelfde=r.random() < 0.5, blijft=True)


def alinea_elders(m: Model, r: Random) -> None:
    openingen = [s.opening for _, s in m.secties()]
    gevuld = [u for u in openingen if u]
    if gevuld:
        van, naar = r.choice(gevuld), r.choice(openingen)
        regel = van.pop(r.randrange(len(van)))
        naar.insert(r.randint(0, len(naar)), regel)


def alinea_knippen(m: Model, r: Random) -> None:
    openingen = [s.opening for _, s in m.secties() if s.opening]
    if openingen:
        unit = r.choice(openingen)
        n = r.randrange(len(unit))
        m_ = r.randint(0, len(unit[n]))
        unit[n : n + 1] = [unit[n][:m_], unit[n][m_:]]


def alineas_samen(m: Model, r: Random) -> None:
    openingen = [s.opening for _, s in m.secties() if len(s.opening) > 1]
    if openingen:
        unit = r.choice(openingen)
        n = r.randrange(len(unit) - 1)
        unit[n : n + 2] = [unit[n] + unit[n + 1]]


def _met_punten(m: Model, r: Random, minstens: int = 1) -> Sectie | None:
    rij = [s for _, s in m.secties() if len(s.punten) >= minstens]
    return r.choice(rij) if rij else None


def punt_splitsen(m: Model, r: Random) -> None:
    if (s := _met_punten(m, r)) is not None:
        n = r.randrange(len(s.punten))
        regel = s.punten[n].unit[0]
        if len(regel) >= TWEE_WOORDEN:
            k = r.randint(1, len(regel) - 1)
            s.punten.insert(n + 1, Punt(sleutel(r), [regel[k:]]))
            s.punten[n].unit = [regel[:k]]


def punten_samen(m: Model, r: Random) -> None:
    if (s := _met_punten(m, r, 2)) is not None:
        n = r.randrange(len(s.punten) - 1)
        weg = s.punten.pop(n + 1) if r.random() < 0.5 else None
        if weg is None:  # the second keeps its key
            weg = s.punten.pop(n)
            s.punten[n].unit = [weg.unit[0] + s.punten[n].unit[0]]
        else:
            s.punten[n].unit = [s.punten[n].unit[0] + weg.unit[0]]


def punt_elders(m: Model, r: Random) -> None:
    if (s := _met_punten(m, r)) is not None:
        naar = r.choice([s for _, s in m.secties() if s.soort.itemsoort])
        naar.punten.insert(r.randint(0, len(naar.punten)), s.punten.pop(r.randrange(len(s.punten))))


def punten_schudden(m: Model, r: Random) -> None:
    if (s := _met_punten(m, r, 2)) is not None:
        r.shuffle(s.punten)


def punt_weg(m: Model, r: Random) -> None:
    if (s := _met_punten(m, r)) is not None:
        s.punten.pop(r.randrange(len(s.punten)))


def punt_kopie(m: Model, r: Random) -> None:
    if (s := _met_punten(m, r)) is not None:
        s.punten.append(Punt(sleutel(r), copy.deepcopy(r.choice(s.punten).unit)))


def teksten_geruild(m: Model, r: Random) -> None:
    if (s := _met_punten(m, r, 2)) is not None:
        a, b = r.sample(s.punten, 2)
        a.unit, b.unit = b.unit, a.unit


def hernummeren(m: Model, r: Random) -> None:
    nummers = r.sample(range(1, 40), len(m.opgaven))
    for opgave, nummer in zip(m.opgaven, nummers, strict=True):
        opgave.nummer = nummer


def sectie_opnieuw(m: Model, r: Random) -> None:
    """A fiche whose section of some kind was taken away and put back: another key."""
    secties = [s for _, s in m.secties()]
    if secties:
        r.choice(secties).sleutel = sleutel(r)


def sectie_leeg(m: Model, r: Random) -> None:
    secties = [s for _, s in m.secties()]
    if secties:
        r.choice(secties).opening = []


def opgave_weg(m: Model, r: Random) -> None:
    if len(m.opgaven) > 1 and r.random() < 0.3:
        m.opgaven.pop(r.randrange(len(m.opgaven)))


BEWERKINGEN: Final[tuple[Callable[[Model, Random], None], ...]] = (
    invoegen, invoegen, zin_erbij, schrappen, schrappen, vervangen, vervangen, herschrijven, zin_weg, zin_verzetten,
    zin_verzetten, zin_elders, zin_kopie, alinea_elders, alinea_knippen, alineas_samen, punt_splitsen,
    punten_samen, punt_elders, punten_schudden, punt_weg, punt_kopie, teksten_geruild, hernummeren, sectie_opnieuw,
    sectie_leeg, opgave_weg,
)  # fmt: skip


def bewerk(oud: Model, r: Random, hoeveel: int) -> Model:
    """A copy of the plan after some edits."""
    nieuw = copy.deepcopy(oud)
    for _ in range(hoeveel):
        doe = r.choice(BEWERKINGEN)
        doe(nieuw, r)
        nieuw.gedaan.append(doe.__name__)
        for _, sectie in nieuw.secties():
            sectie.punten = [p for p in sectie.punten if p.unit[0]]
    eerlijk(oud, nieuw)
    return nieuw
