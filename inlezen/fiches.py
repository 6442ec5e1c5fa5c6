"""As which opgaven the fiches of a file are read, and what the plan would then be. Pure; in the reading process.

A row of `verslag["fiches"]`: `ruw` (its key as it was read; empty where marks in the file say all), `titel`, `als` (key
of the opgave, `NIEUW` or empty), `zeker`, `gekozen` (by a person), `reden`, and `kandidaten` (key and reason each).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from plandocument.boom import Opgave, Plandocument, Sectie
from plandocument.canoniek import naar_data
from plandocument.herkenning import Herkend, beoordeel, herken_opgaven, waarom, zonder
from plandocument.sleutels import nieuwe_sleutel
from plandocument.tekst import woorden

from .keur import keur
from .lezers import GelezenTekst
from .lezers.fouten import Leesfout
from .lezers.los import Los
from .lezers.overgeslagen import LANGST, Overgeslagen, verplaatst
from .lezers.stroom import Stroom
from .lezers.terug import Teruggelezen, voeg_in
from .plaats import NIEUW, als_van, leg_in, secties_van

NIET_EEN: Final = "In dit bestand staan {aantal} fiches, niet één. Kies bij ‘Wat staat erin?’ niet voor één opgave."
KENMERKEN: Final = "het bestand draagt de kenmerken van"
WOORDELIJK: Final = 0.4
"""How many of the lines of an opgave must stand in a file, word for word, for it to be one that the portal wrote."""
_OVER_NUMMER = re.compile(r"^(opgave|Opgave) (\d+)")


class Fichelezing:
    """Fiches of a Word or ODT file that the portal wrote, laid in the text that it was written from."""

    def __init__(self, basis: Plandocument, welke: str, soort: str, opgave: str) -> None:
        self.basis, self.welke, self.soort, self.gekozen = basis, welke, soort, opgave
        self.document = basis
        self.ruw: list[Opgave] = []
        self.rijen: list[dict[str, Any]] = []
        self.gelezen: list[Teruggelezen] = []
        self.meldingen: list[str] = []
        self.overgeslagen: list[Overgeslagen] = []
        self.opgaven: list[str] = []
        self.woordelijk = self.met = False

    def met_merken(self, stroom: Stroom) -> None:
        """What carries marks goes where they say; where title and words say otherwise, it is asked."""
        gelezen = voeg_in(stroom, self.basis)
        self.met = True
        self.document = gelezen.document
        self.gelezen.append(gelezen)
        for sleutel in gelezen.opgaven:
            opgave = gelezen.document.per_sleutel[sleutel]
            oordeel = beoordeel(herken_opgaven([opgave], self.basis)[0], sleutel, self.basis, KENMERKEN)
            ander = oordeel.maten and oordeel.maten[0].sleutel != sleutel and "maar de" in oordeel.reden
            zeker = oordeel.zeker or not ander
            los = opgave if zeker else _los_van(opgave)
            if not zeker:
                self.ruw.append(los)
            oordeel = replace(oordeel, zeker=zeker)
            self.rijen.append(rij_van(los, oordeel, self.basis) | {"ruw": "" if zeker else los.sleutel})
            self.opgaven.append(sleutel)

    def zonder_merken(self, los: Los) -> None:
        """What carries none goes where title and words say; in doubt it is asked."""
        fiches = los.gelezen.document.opgaven
        herkend = herken_opgaven(fiches, self.basis, los.nummers)
        self.woordelijk = any(
            _gelijke_regels(o, self.basis.per_sleutel[m.sleutel], self.basis) >= WOORDELIJK
            for o, h in zip(fiches, herkend, strict=True)
            for m in h.maten[:3]
        )
        if self.gekozen and not self.met:
            if len(fiches) != 1:
                raise Leesfout(NIET_EEN.format(aantal=len(fiches)))
            herkend = [beoordeel(herkend[0], self.gekozen, self.basis)]
        for n, h in enumerate(herkend):
            if h.sleutel in self.opgaven:
                herkend[n] = replace(zonder(h, f"{h.reden}, maar die fiche staat al in dit bestand"), sleutel="")
        rijen = [rij_van(o, h, self.basis, bool(self.gekozen)) for o, h in zip(fiches, herkend, strict=True)]
        als = als_van(rijen)
        self.document, meldingen = leg_in(los.gelezen.document, self.document, als, geheel=False)
        waar = secties_van(los.gelezen.document, self.document, als)
        self.gelezen.append(_elders(los.gelezen, waar, self.document))
        self.meldingen += meldingen
        self.overgeslagen += los.overgeslagen
        self.ruw += fiches
        self.rijen += rijen
        self.opgaven += [a for a in als.values() if a in self.basis.per_sleutel]

    def antwoord(self) -> dict[str, Any]:
        """The answer of the reading process. Raises Leesfout when another fiche was asked for than marks say."""
        if not (self.met or self.ruw):
            raise Leesfout("In dit bestand staat geen fiche en geen hoofdstuk van dit plan.")
        hoofdstukken = geraakt(self.document, self.basis)
        if self.gekozen and (self.opgaven != [self.gekozen] or hoofdstukken):
            raise Leesfout(self._anders())
        meldingen = [m for g in self.gelezen for m in g.meldingen] + self.meldingen
        overgeslagen = [o for g in self.gelezen for o in g.overgeslagen] + self.overgeslagen
        opgaven = [o for o in self.document.opgaven if o.sleutel in self.opgaven]
        verslag = {
            "bijgehouden": [asdict(w) for g in self.gelezen for w in g.wijzigingen],
            "kanttekeningen": [asdict(k) for g in self.gelezen for k in g.kanttekeningen],
            "meldingen": list(dict.fromkeys(meldingen)),
            "overgeslagen": [asdict(o) for o in overgeslagen],
            "telling": telling([*opgaven, *(r for r in self.ruw if self._nergens(r))], hoofdstukken),
            "fiches": self.rijen,
            "merken": self.met,
        }
        return {
            "document": self.document,
            "basis": self.welke,
            "bron": f"{self.soort}, uit het portaal" + ("" if self.met else ", zonder kenmerken"),
            "geheel": bool(hoofdstukken),
            "opgaven": self.opgaven,
            "verslag": verslag,
            "ruw": _ruw(self.basis, self.ruw),
        }

    def _nergens(self, los: Opgave) -> bool:
        return any(r["ruw"] == los.sleutel and not r["als"] for r in self.rijen)

    def _anders(self) -> str:
        gezocht = self.basis.per_sleutel[self.gekozen].nummer if self.gekozen in self.basis.per_sleutel else 0
        if len(self.opgaven) == 1 and self.opgaven[0] != self.gekozen:
            echt = self.basis.per_sleutel[self.opgaven[0]]
            return (
                f"Dit is de fiche van opgave {echt.nummer} ({echt.titel}), niet van opgave {gezocht}. "
                f"Kies opgave {echt.nummer}, of laat het portaal kijken."
            )
        return "In dit bestand staat niet deze ene fiche. Kies de goede opgave, of laat het portaal kijken."


def leg_vreemde(
    document: Plandocument, gelezen: GelezenTekst, huidig: Plandocument, opgave: str, verslag: dict[str, Any]
) -> dict[str, Any]:
    """A file of somebody else, laid in the plan that stands: as a whole plan, or as loose fiches."""
    aantal = len(document.opgaven)
    if opgave and aantal != 1:
        raise Leesfout(NIET_EEN.format(aantal=aantal))
    geheel = not opgave and is_heel(document, huidig)
    nummers = {} if gelezen.op_plaats else {o.sleutel: o.nummer for o in document.opgaven}
    herkend = herken_opgaven(document.opgaven, huidig, nummers)
    if opgave:
        herkend = [beoordeel(herkend[0], opgave, huidig)]
    rijen = [rij_van(o, h, huidig, bool(opgave)) for o, h in zip(document.opgaven, herkend, strict=True)]
    als = als_van(rijen)
    overgeslagen: list[Overgeslagen] = []
    ruw = document
    if not geheel:
        overgeslagen = [o for h in document.hoofdstukken for o in _buiten(h.titel, h.secties)]
        document = replace(document, hoofdstukken=())
    plan, meldingen = leg_in(document, huidig, als, geheel=geheel)
    waar = secties_van(document, plan, als)
    if geheel:
        paren = zip(document.hoofdstukken, plan.hoofdstukken, strict=True)
        waar |= {a.sleutel: b.sleutel for h, k in paren for a, b in zip(h.secties, k.secties, strict=True)}
    opgaven = list(document.opgaven) if geheel else [o for o in plan.opgaven if o.sleutel in als.values()]
    verslag |= {
        "fiches": rijen,
        "merken": False,
        "meldingen": [*_meldingen(verslag["meldingen"], document, huidig, als, geheel), *meldingen],
        "overgeslagen": [asdict(o) for o in (*verplaatst(gelezen.overgeslagen, ruw, plan, waar), *overgeslagen)],
        "telling": telling(
            document.opgaven if geheel or not opgaven else opgaven, len(document.hoofdstukken) if geheel else 0
        ),
    }
    for rij in verslag["niet_geplaatst"]:
        rij["na"] = _hernummerd(rij["na"], document, huidig, als, geheel)
    return {
        "document": plan,
        "basis": "huidig",
        "bron": gelezen.soort,
        "geheel": geheel,
        "opgaven": [o.sleutel for o in (plan.opgaven if geheel else opgaven)],
        "verslag": verslag,
        "ruw": naar_data(document),
    }


def is_heel(document: Plandocument, huidig: Plandocument) -> bool:
    """Whether a file is a plan and not some loose fiches: then what it lacks would go."""
    aantal = len(document.opgaven)
    veel = aantal > 1 and (bool(document.hoofdstukken) or 2 * aantal > len(huidig.opgaven))
    return veel or any(o.overzicht for o in document.opgaven)


def rij_van(los: Opgave, herkend: Herkend, plan: Plandocument, gekozen: bool = False) -> dict[str, Any]:
    return {
        "ruw": los.sleutel,
        "titel": los.titel,
        "als": herkend.sleutel,
        "zeker": herkend.zeker,
        "gekozen": gekozen,
        "reden": herkend.reden,
        "kandidaten": [[m.sleutel, waarom(m, plan)] for m in herkend.kandidaten],
    }


def is_nieuw(doel: str) -> bool:
    """Whether a fiche is to become an opgave that the plan does not have yet."""
    return doel == NIEUW


def geraakt(document: Plandocument, basis: Plandocument) -> int:
    """How many chapters of the file say something else than before."""
    was = {h.sleutel: h for h in basis.hoofdstukken}
    return sum(was.get(h.sleutel) != h for h in document.hoofdstukken)


def telling(opgaven: Sequence[Opgave], hoofdstukken: int) -> dict[str, int]:
    """How much was read, for the report."""
    secties = [s for o in opgaven for s in o.secties if not s.leeg]
    return {
        "opgaven": len(opgaven),
        "secties": len(secties),
        "punten": sum(len(s.items) for s in secties),
        "hoofdstukken": hoofdstukken,
    }


def _ruw(basis: Plandocument, opgaven: Sequence[Opgave]) -> dict[str, Any] | None:
    """The loose fiches as a plan of their own, with numbers that cannot be those of the plan."""
    if not opgaven:
        return None
    boven = max((o.nummer for o in basis.opgaven), default=0)
    genummerd = tuple(replace(o, nummer=boven + n) for n, o in enumerate(opgaven, 1))
    kaal = replace(basis, opgaven=genummerd, hoofdstukken=(), clusters=(), doelstellingen=(), uitgangspunten=())
    return naar_data(keur(kaal))


def _gelijke_regels(los: Opgave, was: Opgave, plan: Plandocument) -> float:
    """Which part of the lines of an opgave stands in the fiche that was read."""

    def regels(opgave: Opgave) -> set[str]:
        delen = (d for s in opgave.secties for d in (s.opening, *(i.tekst for i in s.items), s.slot))
        return {" ".join(r.split()) for d in delen for r in woorden(d, plan.nummers).split("\n") if r.strip()}

    daar = regels(was)
    return len(daar & regels(los)) / len(daar) if daar else 0.0


def _los_van(opgave: Opgave) -> Opgave:
    """A copy with keys of its own, to be laid elsewhere."""
    secties = tuple(
        replace(s, sleutel=nieuwe_sleutel(), items=tuple(replace(i, sleutel=nieuwe_sleutel()) for i in s.items))
        for s in opgave.secties
    )
    return replace(opgave, sleutel=nieuwe_sleutel(), secties=secties)


def _elders(gelezen: Teruggelezen, waar: Mapping[str, str], plan: Plandocument) -> Teruggelezen:
    """The report with the sections in which it lies; where it lies nowhere yet, the keys as they were read."""
    nu = {s.sleutel: houder for houder, s in plan.alle_secties()}
    nummers: dict[int, str] = {}
    for los in gelezen.document.opgaven:
        houder = next((nu[waar[s.sleutel]] for s in los.secties if s.sleutel in waar), None)
        nummers[los.nummer] = f"opgave {houder.nummer}" if isinstance(houder, Opgave) else "de fiche"

    def zin(woorden: str) -> str:
        return re.sub(r"\bopgave (\d+)", lambda m: nummers.get(int(m[1]), m[0]), woorden)

    def om(rij: Any) -> Any:
        return replace(rij, sectie=waar.get(rij.sectie, rij.sectie), item="")  # items got other keys

    gemist = (replace(o, waar=zin(o.waar)) for o in gelezen.overgeslagen)
    return replace(
        gelezen,
        wijzigingen=tuple(map(om, gelezen.wijzigingen)),
        kanttekeningen=tuple(map(om, gelezen.kanttekeningen)),
        meldingen=tuple(map(zin, gelezen.meldingen)),
        overgeslagen=tuple(map(om, verplaatst(gemist, gelezen.document, plan, waar))),
    )


def _buiten(titel: str, secties: Sequence[Sectie]) -> list[Overgeslagen]:
    uit = []
    for s in secties:
        zegt = " ".join(" ".join(woorden(d) for d in (s.opening, *(i.tekst for i in s.items), s.slot) if d).split())
        uit.append(Overgeslagen(f"buiten de fiche, onder ‘{titel}’", (zegt or s.titel or titel)[:LANGST], "buiten"))
    return uit or [Overgeslagen("buiten de fiche", titel[:LANGST], "buiten")]


def _meldingen(
    meldingen: Sequence[str], document: Plandocument, huidig: Plandocument, als: Mapping[str, str], geheel: bool
) -> list[str]:
    """Remarks with the numbers that the plan has; of loose fiches none about the plan as a whole."""
    if geheel:
        return list(meldingen)
    eigen = [m for m in meldingen if "overzicht" not in m and "inhoudsopgave" not in m]
    return [_hernummerd(m, document, huidig, als, geheel) for m in eigen]


def _hernummerd(zin: str, document: Plandocument, huidig: Plandocument, als: Mapping[str, str], geheel: bool) -> str:
    if geheel:
        return zin
    per = {o.nummer: huidig.nummers.get(als.get(o.sleutel, "")) for o in document.opgaven}

    def om(gevonden: re.Match[str]) -> str:
        if (nummer := per.get(int(gevonden[2]))) is not None:
            return f"{gevonden[1]} {nummer}"
        return "de fiche" if gevonden[1] == "opgave" else "De fiche"

    return _OVER_NUMMER.sub(om, zin)


__all__ = ["NIEUW", "Fichelezing", "geraakt", "is_heel", "is_nieuw", "leg_vreemde", "rij_van", "telling"]
