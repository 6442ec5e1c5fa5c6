"""The filters of the list of opgaven, from the address: a choice that does not exist is no choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from governance.registers import Naam
from npvr import getallen
from opgaven.models import Opgave
from plandocument.boom import Plandocument

from .overzicht import Opgavekaart, vouw

Keuze = tuple[str, str]
WOORD_HOOGSTENS = 100


@dataclass(frozen=True, slots=True)
class Opgavekeuzes:
    """What may be chosen: (value, words), only what occurs in this plan."""

    cluster: list[Keuze]
    doelstelling: list[Keuze]
    ministerie: list[Keuze]
    eigenaar: list[Keuze]
    status: list[Keuze]


def keuzes(
    document: Plandocument,
    kaarten: tuple[Opgavekaart, ...],
    namen: Mapping[tuple[str, str], Naam],
    *,
    statussen: bool,
) -> Opgavekeuzes:
    """`statussen`: whether one may choose by how far a fiche is, which is for who works on the plan."""
    kolommen = {m.kolom: m for k in kaarten for m in k.ministeries}
    eigenaren = {e for k in kaarten for e in k.eigenaren}
    ministeries = [(kolom, ministerie_naam(m.code, m.woord, namen)) for kolom, m in kolommen.items()]
    return Opgavekeuzes(
        cluster=[(str(n), c.naam) for n, c in enumerate(document.clusters, 1)],
        doelstelling=[(str(d.nummer), f"{d.nummer} {d.naam}") for d in document.doelstellingen],
        ministerie=sorted(ministeries, key=_op_naam),
        eigenaar=sorted(
            ((f"{soort}:{code}", namen[soort, code].naam) for soort, code in eigenaren if (soort, code) in namen),
            key=_op_naam,
        ),
        status=[(str(s.value), str(s.label)) for s in Opgave.Status] if statussen else [],
    )


def _op_naam(keuze: Keuze) -> tuple[str, str]:
    """By name, and those with one name always in the same order."""
    return keuze[1].casefold(), keuze[0]


def ministerie_naam(code: str, woord: str, namen: Mapping[tuple[str, str], Naam]) -> str:
    naam = namen.get(("ministerie", code))
    if naam is None:
        return f"{woord} (niet in de lijst van ministeries)"
    return naam.kort if naam.kort == naam.naam else f"{naam.kort} – {naam.naam}"


@dataclass(frozen=True, slots=True)
class Opgavefilter:
    """What somebody chose. Empty fields do not filter."""

    woord: str = ""
    cluster: str = ""
    doelstelling: str = ""
    ministerie: str = ""
    primair: str = ""  # "ja": only opgaven that have the ministry (or any) as primary; "geen": those without a primary
    eigenaar: str = ""
    status: str = ""

    @classmethod
    def van(cls, gevraagd: Mapping[str, str], mag: Opgavekeuzes) -> Opgavefilter:
        def uit(naam: str, lijst: list[Keuze]) -> str:
            waarde = gevraagd.get(naam, "")
            return waarde if any(waarde == keuze for keuze, _ in lijst) else ""

        woord = " ".join(gevraagd.get("woord", "").replace("\x00", "").split())[:WOORD_HOOGSTENS].strip()
        return cls(
            woord=woord,
            cluster=uit("cluster", mag.cluster),
            doelstelling=uit("doelstelling", mag.doelstelling),
            ministerie=uit("ministerie", mag.ministerie),
            primair=uit("primair", [("ja", ""), ("geen", "")]),
            eigenaar=uit("eigenaar", mag.eigenaar),
            status=uit("status", mag.status),
        )

    @property
    def gekozen(self) -> dict[str, str]:
        return {f.name: waarde for f in fields(self) if (waarde := getattr(self, f.name))}

    @property
    def query(self) -> str:
        """The address's part after the path, with its question mark; empty without a filter."""
        return f"?{urlencode(self.gekozen)}" if self.gekozen else ""

    def kies(
        self, document: Plandocument, kaarten: tuple[Opgavekaart, ...], statussen: Mapping[str, str]
    ) -> tuple[Opgavekaart, ...]:
        met_status = (k for k in kaarten if not self.status or statussen.get(k.opgave.sleutel) == self.status)
        return tuple(k for k in met_status if self._past(document, k))

    def _past(self, document: Plandocument, kaart: Opgavekaart) -> bool:
        if self.woord and not all(deel in kaart.woorden for deel in vouw(self.woord).split()):
            return False
        if self.cluster and kaart.cluster != document.clusters[int(self.cluster) - 1]:
            return False
        if self.doelstelling:
            doelen = {d.sleutel for d in document.doelstellingen if str(d.nummer) == self.doelstelling}
            if not doelen & set(kaart.opgave.doelstellingen):
                return False
        hier = [m for m in kaart.ministeries if not self.ministerie or m.kolom == self.ministerie]
        if self.ministerie and not hier:
            return False
        if self.primair == "ja" and not any(m.primair for m in hier):
            return False
        if self.primair == "geen" and any(m.primair for m in kaart.ministeries):
            return False
        if self.eigenaar:
            soort, _, code = self.eigenaar.partition(":")
            return (soort, code) in kaart.eigenaren
        return True

    def in_woorden(self, mag: Opgavekeuzes) -> str:
        """What was chosen, as a sentence part: "met het woord ‘spoor’ en van het ministerie OCW"."""
        delen = []
        if self.woord:
            delen.append(f"met ‘{self.woord}’ in de tekst")
        if self.cluster:
            delen.append(f"in het cluster {dict(mag.cluster)[self.cluster]}")
        if self.doelstelling:
            delen.append(f"voor doelstelling {dict(mag.doelstelling)[self.doelstelling]}")
        if self.ministerie:
            delen.append(f"met het ministerie {dict(mag.ministerie)[self.ministerie].partition(' – ')[0]}")
        if self.primair:
            als = self.ministerie and self.primair == "ja"
            delen.append("waarvoor dat primair is" if als else PRIMAIR[self.primair])
        if self.eigenaar:
            delen.append(f"van {dict(mag.eigenaar)[self.eigenaar]}")
        if self.status:
            delen.append(f"met de status {dict(mag.status)[self.status].lower()}")
        return getallen.opsomming(delen)


PRIMAIR = {"ja": "met een primair ministerie", "geen": "zonder primair ministerie"}
