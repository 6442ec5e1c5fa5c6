"""The drawn structure of the bodies: levels as bands, bodies as boxes that are links, relations as lines.

An SVG of plain shapes and classes; every line also stands in words in the table beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString

from npvr.tekening import el, evenwichtig, n, regels, veilig, woord

from .models import Relatie
from .plaatsing import Plaatknoop, Plaatsing, Tak, plaats

BREED, TUSSEN, STROOK, RAND = 178.0, 40.0, 104.0, 14.0
LETTER, KLEIN = 14.0, 12.5
BAAN = 11.0
ONDER: dict[str, str] = {
    Relatie.Soort.RAPPORTEERT: "van",
    Relatie.Soort.BEREIDT_VOOR: "van",
    Relatie.Soort.STUURT: "naar",
}
KLASSE = {
    Relatie.Soort.RAPPORTEERT: "s-rapport",
    Relatie.Soort.STUURT: "s-stuurt",
    Relatie.Soort.BEREIDT_VOOR: "s-bereidt",
    Relatie.Soort.STEMT_AF: "s-stemt",
}

Punt = tuple[float, float]
Poort = tuple[str, str, int]
"""An end of a line: the body, the side of its box, the number of the line."""


@dataclass(frozen=True, slots=True)
class Plaatvak:
    """A body to draw: its name, a second line (how often it meets), its level and its page."""

    code: str
    naam: str
    onder: str
    laag: int
    adres: str


@dataclass(frozen=True, slots=True)
class Plaatlijn:
    van: str
    naar: str
    soort: str


@dataclass(frozen=True, slots=True)
class Voet:
    """The band below: what is too much to draw, as one box that leads to the table."""

    naam: str
    tekst: str
    adres: str


@lru_cache(maxsize=32)
def teken(
    lagen: tuple[str, ...], vakken: tuple[Plaatvak, ...], lijnen: tuple[Plaatlijn, ...], voet: Voet | None
) -> SafeString:
    """The picture; kept in this process, since the same bodies and lines give the same picture."""
    return _Plaat(lagen, vakken, lijnen, voet).svg()


class _Plaat:
    def __init__(
        self, lagen: Sequence[str], vakken: Sequence[Plaatvak], lijnen: Sequence[Plaatlijn], voet: Voet | None
    ) -> None:
        self.lagen, self.voet = lagen, voet
        self.vakken = {v.code: v for v in vakken}
        self.lijnen = [li for li in lijnen if li.van in self.vakken and li.naar in self.vakken]
        self.plek: Plaatsing = plaats(
            [Plaatknoop(v.code, v.laag) for v in vakken],
            [Tak(li.van, li.naar, ONDER.get(li.soort, "")) for li in self.lijnen],
        )
        self.tekst = {
            v.code: (
                evenwichtig(v.naam, LETTER, BREED - 20, vet=True, hoogstens=5),
                evenwichtig(v.onder, KLEIN, BREED - 20, hoogstens=2),
            )
            for v in vakken
        }
        self.bezet = {cel: code for code, cel in self.plek.cellen.items()}
        self.poorten: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
        self.banen: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
        self.goten: dict[int, list[int]] = defaultdict(list)
        self.breedte = STROOK + self.plek.breedte * BREED + (self.plek.breedte - 1) * TUSSEN + 2 * RAND

    # ---- measures ----

    def _links(self, kolom: int) -> float:
        return STROOK + RAND + kolom * (BREED + TUSSEN)

    def _midden(self, kolom: int) -> float:
        return self._links(kolom) + BREED / 2

    def _hoog(self, code: str) -> float:
        naam, onder = self.tekst[code]
        return 22 + len(naam) * LETTER * 1.25 + (3 + len(onder) * KLEIN * 1.25 if onder else 0)

    def _rand(self, code: str, kant: int) -> float:
        """The y of the upper (-1) or lower (1) side of a box; boxes stand in the middle of their row."""
        rij = self.plek.cellen[code][0]
        return (self.boven[rij] + self.onder[rij] + kant * self._hoog(code)) / 2

    # ---- lines: first where they run, then at what height ----

    def _door(self, nr: int, boven: tuple[int, int], onder: tuple[int, int]) -> tuple[str, int] | None:
        """How a line passes the rows between: down a free column, or a gutter (the one right of a column)."""
        tussen = range(boven[0] + 1, onder[0])
        if not tussen:
            return None
        buren = {tuple(sorted((self.plek.cellen[li.van], self.plek.cellen[li.naar]))) for li in self.lijnen}
        keuzes: list[tuple[float, str, int]] = []
        for kolom in range(self.plek.breedte):
            afstand = abs(kolom - boven[1]) + abs(kolom - onder[1])
            if all((r, kolom) not in self.bezet for r in tussen):
                keuzes.append((afstand, "kolom", kolom))
            kruist = sum(((r, kolom), (r, kolom + 1)) in buren for r in tussen)
            langs = abs(kolom + 0.5 - boven[1]) + abs(kolom + 0.5 - onder[1])
            keuzes.append((langs + 3 * kruist + 0.2 + 0.1 * len(self.goten[kolom]), "goot", kolom))
        _, soort, kolom = min(keuzes)
        if soort == "goot":
            self.goten[kolom].append(nr)
        return soort, kolom

    def _routes(self) -> list[list[Punt]]:
        cellen = self.plek.cellen
        soort: list[str] = []
        langs: list[tuple[str, int] | None] = []
        for nr, lijn in enumerate(self.lijnen):
            a, b = sorted((cellen[lijn.van], cellen[lijn.naar]))
            if a[0] == b[0]:
                vrij = all((a[0], k) not in self.bezet for k in range(a[1] + 1, b[1]))
                soort.append("naast" if vrij else "boven")
                langs.append(None)
            else:
                soort.append("recht")
                langs.append(self._door(nr, a, b))
        door = [self._via(nr, plek) for nr, plek in enumerate(langs)]
        for nr in range(len(self.lijnen)):
            if soort[nr] == "naast":
                continue
            boven, onder = self._einden(nr)
            via = door[nr]
            kant = "boven" if soort[nr] == "boven" else "onder"
            self.poorten[boven, kant].append((via if via is not None else self._midden(cellen[onder][1]), nr))
            self.poorten[onder, "boven"].append((via if via is not None else self._midden(cellen[boven][1]), nr))
        x = self._poort_x(soort, langs)
        door = [self._bij_poort(nr, plek, door[nr], x) for nr, plek in enumerate(langs)]
        for nr in range(len(self.lijnen)):
            if soort[nr] == "naast":
                continue
            boven, onder = self._einden(nr)
            r1, r2 = cellen[boven][0], cellen[onder][0]
            kant = "boven" if soort[nr] == "boven" else "onder"
            x1, x2, via = x[boven, kant, nr], x[onder, "boven", nr], door[nr]
            if soort[nr] == "boven":
                self.banen[r1].append((min(x1, x2), max(x1, x2), nr))
            elif via is None:
                if x1 != x2:
                    self.banen[r2].append((min(x1, x2), max(x1, x2), nr))
            else:
                if x1 != via:
                    self.banen[r1 + 1].append((min(x1, via), max(x1, via), nr))
                if x2 != via:
                    self.banen[r2].append((min(x2, via), max(x2, via), nr))
        self._hoogtes()
        return [self._route(nr, soort[nr], door[nr], x) for nr in range(len(self.lijnen))]

    def _via(self, nr: int, plek: tuple[str, int] | None) -> float | None:
        if plek is None:
            return None
        soort, kolom = plek
        if soort == "kolom":
            return self._midden(kolom)
        rij = self.goten[kolom]
        return self._links(kolom) + BREED + TUSSEN / 2 + (rij.index(nr) - (len(rij) - 1) / 2) * BAAN

    def _bij_poort(
        self, nr: int, plek: tuple[str, int] | None, via: float | None, x: dict[Poort, float]
    ) -> float | None:
        """A line that goes down the column of one of its ends goes straight down from there."""
        if plek is None or plek[0] != "kolom":
            return via
        boven, onder = self._einden(nr)
        for code, kant in ((boven, "onder"), (onder, "boven")):
            if self.plek.cellen[code][1] == plek[1]:
                return x[code, kant, nr]
        return via

    def _einden(self, nr: int) -> tuple[str, str]:
        lijn = self.lijnen[nr]
        boven, onder = sorted((lijn.van, lijn.naar), key=lambda code: self.plek.cellen[code])
        return boven, onder

    def _poort_x(self, soort: list[str], langs: list[tuple[str, int] | None]) -> dict[Poort, float]:
        """Where lines leave a box: spread over its side in the order of where they go, straight where they can."""
        x: dict[Poort, float] = {}
        for (code, kant), rij in self.poorten.items():
            midden = self._midden(self.plek.cellen[code][1])
            stap = min(30.0, (BREED - 44) / max(1, len(rij) - 1))
            for i, (_, nr) in enumerate(sorted(rij)):
                x[code, kant, nr] = midden + (i - (len(rij) - 1) / 2) * stap
        vast: set[Poort] = set()
        for nr in range(len(self.lijnen)):
            boven, onder = self._einden(nr)
            kolom = self.plek.cellen[boven][1]
            recht = soort[nr] == "recht" and langs[nr] in (None, ("kolom", kolom))
            if not recht or kolom != self.plek.cellen[onder][1]:
                continue
            self._recht(nr, (boven, "onder", nr), (onder, "boven", nr), x, vast)
        return x

    def _recht(self, nr: int, hier: Poort, daar: Poort, x: dict[Poort, float], vast: set[Poort]) -> None:
        """Make a line within one column straight: move its lonelier end, or else all ends on that side along."""
        for een, ander in sorted(((hier, daar), (daar, hier)), key=lambda paar: len(self.poorten[paar[0][:2]])):
            zijde = [(*een[:2], i) for _, i in self.poorten[een[:2]]]
            schuif = x[ander] - x[een]
            midden = self._midden(self.plek.cellen[een[0]][1])
            if any(poort in vast for poort in zijde) or any(
                abs(x[p] + schuif - midden) > BREED / 2 - 20 for p in zijde
            ):
                continue
            for poort in zijde:
                x[poort] += schuif
            vast |= {hier, daar}
            return

    def _hoogtes(self) -> None:
        """Lanes of every corridor, and from those the height of rows and bands."""
        self.baan: dict[tuple[int, int], int] = {}
        hoeveel: dict[int, int] = {}
        for gang, stukken in self.banen.items():
            tot: list[float] = []
            for van, naar, nr in sorted(stukken):
                baan = next((i for i, einde in enumerate(tot) if einde + 10 < van), len(tot))
                tot[baan : baan + 1] = [naar]
                self.baan[gang, nr] = baan
            hoeveel[gang] = len(tot)
        y = 0.0
        self.boven: list[float] = []
        self.onder: list[float] = []
        self.gang: list[float] = []
        self.banden: list[tuple[str, float, float]] = []
        begin = 0.0
        for r, laag in enumerate(self.plek.lagen):
            nieuw = r == 0 or self.plek.lagen[r - 1] != laag
            banen = hoeveel.get(r, 0) * BAAN
            if nieuw and r:
                y += 18
                self.banden.append((self.lagen[self.plek.lagen[r - 1]], begin, y))
                begin = y
            self.gang.append(y + (16 if nieuw else 14))
            y += banen + (22 if nieuw else 28)
            self.boven.append(y)
            y += max((self._hoog(c) for c, (rij, _) in self.plek.cellen.items() if rij == r), default=0)
            self.onder.append(y)
        y += 18
        if self.plek.lagen:
            self.banden.append((self.lagen[self.plek.lagen[-1]], begin, y))
        self.hoogte = y

    def _route(self, nr: int, soort: str, via: float | None, x: dict[Poort, float]) -> list[Punt]:
        boven, onder = self._einden(nr)
        (r1, k1), (r2, k2) = self.plek.cellen[boven], self.plek.cellen[onder]

        def baan(gang: int) -> float:
            return self.gang[gang] + self.baan.get((gang, nr), 0) * BAAN

        if soort == "naast":
            zelfde = [i for i, ander in enumerate(self.lijnen) if {ander.van, ander.naar} == {boven, onder}]
            y = (self.boven[r1] + self.onder[r1]) / 2 + (zelfde.index(nr) - (len(zelfde) - 1) / 2) * 16
            punten = [(self._links(k1) + BREED, y), (self._links(k2), y)]
        elif soort == "boven":
            x1, x2, y = x[boven, "boven", nr], x[onder, "boven", nr], baan(r1)
            punten = [(x1, self._rand(boven, -1)), (x1, y), (x2, y), (x2, self._rand(onder, -1))]
        else:
            x1, x2 = x[boven, "onder", nr], x[onder, "boven", nr]
            punten = [(x1, self._rand(boven, 1))]
            if via is not None:
                punten += [(x1, baan(r1 + 1)), (via, baan(r1 + 1))]
            if x2 != punten[-1][0]:
                punten += [(punten[-1][0], baan(r2)), (x2, baan(r2))]
            punten.append((x2, self._rand(onder, -1)))
        return punten if boven == self.lijnen[nr].van else punten[::-1]

    # ---- the SVG ----

    def svg(self) -> SafeString:
        routes = self._routes()
        delen = [
            el("rect", klasse=f"s-band s-band-{i % 2}", x=0.0, y=van, width=self.breedte, height=tot - van)
            for i, (_, van, tot) in enumerate(self.banden)
        ]
        for naam, van, _ in self.banden:
            for i, regel in enumerate(regels(naam, 14, STROOK - 16, vet=True)):
                delen.append(woord(regel, RAND, van + 36 + i * 18, "s-laag"))
        for lijn, punten in zip(self.lijnen, routes, strict=True):
            delen.append(_lijn(punten, lijn.soort))
        delen += [self._vak(vak) for vak in self.vakken.values()]
        if self.voet:
            delen.append(self._voet(self.voet))
        maat = f"0 0 {n(self.breedte)} {n(self.hoogte)}"
        return veilig(
            el("svg", "".join(delen), klasse="structuur", viewBox=maat, role="group", aria_labelledby="structuur-kop")
        )

    def _vak(self, vak: Plaatvak) -> str:
        k = self.plek.cellen[vak.code][1]
        x, boven, hoog = self._links(k), self._rand(vak.code, -1), self._hoog(vak.code)
        naam, onder = self.tekst[vak.code]
        y = boven + 11 + LETTER * 0.95
        delen = [el("rect", klasse="s-vak", x=x, y=boven, width=BREED, height=hoog, rx=3)]
        for regel in naam:
            delen.append(woord(regel, x + BREED / 2, y, "s-naam", "middle"))
            y += LETTER * 1.25
        y += 3
        for regel in onder:
            delen.append(woord(regel, x + BREED / 2, y - 1, "s-onder", "middle"))
            y += KLEIN * 1.25
        return el("a", "".join(delen), href=vak.adres, klasse="s-link")

    def _voet(self, voet: Voet) -> str:
        van, hoog = self.hoogte, 74.0
        self.hoogte += hoog
        x, breed = STROOK + RAND, self.breedte - STROOK - 2 * RAND
        delen = [
            el("rect", klasse=f"s-band s-band-{len(self.banden) % 2}", x=0.0, y=van, width=self.breedte, height=hoog)
        ]
        for i, regel in enumerate(regels(voet.naam, 14, STROOK - 16, vet=True)):
            delen.append(woord(regel, RAND, van + 30 + i * 18, "s-laag"))
        vak = el("rect", klasse="s-vak s-veel", x=x, y=van + 16, width=breed, height=hoog - 32, rx=3)
        tekst = woord(voet.tekst, x + breed / 2, van + hoog / 2 + 5, "s-naam", "middle")
        return "".join(delen) + el("a", vak + tekst, href=voet.adres, klasse="s-link")


def _lijn(punten: list[Punt], soort: str) -> str:
    """A line with rounded corners; an arrow at the end it goes to, or a dot at both ends when it goes both ways."""
    klasse = KLASSE.get(Relatie.Soort(soort), "s-stemt")
    beide = soort == Relatie.Soort.STEMT_AF
    einde, vorige = punten[-1], punten[-2]
    dx, dy = _richting(vorige, einde)
    if not beide:
        punten = [*punten[:-1], (einde[0] - dx * 7, einde[1] - dy * 7)]
    pad = el("path", klasse=f"s-lijn {klasse}", d=_pad(punten))
    if beide:
        stippen = (el("circle", klasse="s-stip", cx=float(p[0]), cy=float(p[1]), r=3.2) for p in (punten[0], einde))
        return pad + "".join(stippen)
    basis = (einde[0] - dx * 9, einde[1] - dy * 9)
    hoeken = [einde, (basis[0] + dy * 5, basis[1] + dx * 5), (basis[0] - dy * 5, basis[1] - dx * 5)]
    return pad + el("polygon", klasse="s-pijl", points=" ".join(f"{n(x)},{n(y)}" for x, y in hoeken))


def _richting(van: Punt, naar: Punt) -> Punt:
    dx, dy = naar[0] - van[0], naar[1] - van[1]
    lengte = max(abs(dx), abs(dy)) or 1.0
    return dx / lengte, dy / lengte


def _pad(punten: list[Punt], straal: float = 6.0) -> str:
    schoon = [punten[0]]
    for i, punt in enumerate(punten[1:], 1):
        if i + 1 < len(punten) and (
            schoon[-1][0] == punt[0] == punten[i + 1][0] or schoon[-1][1] == punt[1] == punten[i + 1][1]
        ):
            continue
        if punt != schoon[-1]:
            schoon.append(punt)
    delen = [f"M{n(schoon[0][0])} {n(schoon[0][1])}"]
    for hoek, volgende in pairwise(schoon[1:]):
        vorige = schoon[schoon.index(hoek) - 1]
        a, b = _richting(vorige, hoek), _richting(hoek, volgende)
        r = min(straal, _afstand(vorige, hoek) / 2, _afstand(hoek, volgende) / 2)
        delen.append(f"L{n(hoek[0] - a[0] * r)} {n(hoek[1] - a[1] * r)}")
        delen.append(f"Q{n(hoek[0])} {n(hoek[1])} {n(hoek[0] + b[0] * r)} {n(hoek[1] + b[1] * r)}")
    delen.append(f"L{n(schoon[-1][0])} {n(schoon[-1][1])}")
    return escape("".join(delen))


def _afstand(a: Punt, b: Punt) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])
