"""What a comparison gives: changes with their places, and ways to count, choose and say them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ..boom import REGISTERS
from ..plek import Plek
from .tekst import Tekstregel

WIJZIGINGSOORTEN: Final[dict[str, str]] = {
    "toegevoegd": "Toegevoegd",
    "vervallen": "Vervallen",
    "verplaatst": "Verplaatst",
    "gewijzigd": "Gewijzigd",
    "opmaak": "Opmaak gewijzigd",
}
GEWICHTEN: Final[dict[str, str]] = {"inhoudelijk": "Inhoudelijk", "redactioneel": "Redactioneel"}
"""Redactioneel: nothing but white space, capitals, typography or a listed spelling differs (`schrijfwijzen`)."""

VELDEN: Final[dict[str, str]] = {
    "regio": "Regio",
    "titel": "Titel",
    "ondertitel": "Ondertitel",
    "label": "Label",
    "documentsoort": "Soort document",
    "periode": "Periode",
    "volgt": "Volgt versie",
    "naam": "Naam",
    "kort": "Korte naam",
    "nummer": "Nummer",
    "letter": "Letter in de codes",
    "itemsoort": "Soort punten",
    "kleur": "Kleur",
    "omschrijving": "Omschrijving",
    "plaats": "Plaats in het plan",
    "cluster": "Cluster",
    "cluster_overzicht": "Cluster in het overzicht",
    "overzicht": "Tekst in het overzicht",
    "doelstellingen": "Doelstellingen",
    "soort": "Onderdeel",
    "opening": "Tekst",
    "slot": "Slottekst",
    "gedrukt": "Tekst in de bron",
    "tekst": "Tekst",
    "groep": "Groep",
    "deelthema": "Deelthema",
    "status": "Status",
    "primair": "Primair ministerie",
    "links": "Webadressen",
    **REGISTERS,
}
"""Fields of a change, as people read them."""


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One change. `oud` and `nieuw`: its place in each document, None where it has none.

    `wat` is what it is about (plan, sectiesoort, cluster, doelstelling, uitgangspunt, hoofdstuk, opgave, sectie, item),
    `sleutel` its key and `naam` what people call it ("knelpunt"). `veld` names what of it changed. A text has `regels`
    (all of them, also what stayed); a fact has `van` and `naar` in words; a title has both.
    `afdruk` stays the same while the thing and both its contents do: numbers, codes and edits elsewhere do not count.
    """

    soort: str
    wat: str
    sleutel: str
    naam: str
    oud: Plek | None
    nieuw: Plek | None
    gewicht: str = "inhoudelijk"
    veld: str = ""
    van: str = ""
    naar: str = ""
    regels: tuple[Tekstregel, ...] = ()
    afdruk: str = ""

    @property
    def plek(self) -> Plek:
        """Where it stands now, or stood last."""
        plek = self.nieuw or self.oud
        assert plek is not None
        return plek

    @property
    def opgaven(self) -> frozenset[str]:
        """Keys of the opgaven it concerns: two when something moved from one to the other."""
        return frozenset(p.opgave for p in (self.oud, self.nieuw) if p is not None and p.opgave)

    @property
    def hoofdstukken(self) -> frozenset[str]:
        return frozenset(p.hoofdstuk for p in (self.oud, self.nieuw) if p is not None and p.hoofdstuk)

    @property
    def feit(self) -> bool:
        """Whether it is told as "veld: van → naar"."""
        return bool(self.veld) and bool(self.van or self.naar)

    @property
    def in_woorden(self) -> str:
        """ "Toegevoegd", "Verplaatst van 14.K2 naar 14.K4", "Primair ministerie: OCW → EZ", "Gewijzigd"."""
        if self.soort == "verplaatst" and self.oud is not None and self.nieuw is not None:
            van, naar = (plek.code or plek.naam for plek in (self.oud, self.nieuw))
            return f"Verplaatst van {van} naar {naar}" if van != naar else "Verplaatst in de volgorde"
        if self.feit:
            return f"{VELDEN.get(self.veld, self.veld)}: {self.van or 'geen'} → {self.naar or 'geen'}"
        naam = "" if self.veld in ("", "tekst") else VELDEN.get(self.veld, self.veld)
        soorten = {r.soort for r in self.regels}
        if not naam or self.soort in ("toegevoegd", "vervallen"):
            return WIJZIGINGSOORTEN[self.soort]
        if self.soort == "opmaak":
            return f"{naam}: opmaak gewijzigd"
        if soorten == {"nieuw"}:
            return f"{naam} toegevoegd"
        return f"{naam} vervallen" if soorten == {"weg"} else f"{naam} gewijzigd"


@dataclass(frozen=True, slots=True)
class Vergelijkkop:
    """An opgave or chapter of either document, for headings and filters: "plan" stands for what belongs to none."""

    soort: str  # plan, hoofdstuk, opgave
    sleutel: str
    oud: Plek | None
    nieuw: Plek | None

    @property
    def titel(self) -> str:
        """ "14 Goederenvervoer", "14 (was 12) Goederenvervoer", "22 Nieuwe opgave"."""
        plek = self.nieuw or self.oud
        assert plek is not None
        was = f"(was {self.oud.code})" if self.oud and self.nieuw and self.oud.code != self.nieuw.code else ""
        return " ".join(deel for deel in (plek.code, was, plek.naam) if deel)


@dataclass(frozen=True)
class Vergelijking:
    """All changes in printed order of the new document; what is gone stands where it stood."""

    wijzigingen: tuple[Wijziging, ...] = ()
    koppen: tuple[Vergelijkkop, ...] = field(default=())

    @property
    def leeg(self) -> bool:
        return not self.wijzigingen

    def __len__(self) -> int:
        return len(self.wijzigingen)

    def __bool__(self) -> bool:
        return bool(self.wijzigingen)

    def kies(
        self,
        *,
        opgave: str | None = None,
        hoofdstuk: str | None = None,
        soorten: Iterable[str] | None = None,
        gewicht: str | None = None,
    ) -> Vergelijking:
        """Only the changes of that opgave or chapter (by key), of those kinds, of that weight; None is all."""
        keus = None if soorten is None else frozenset(soorten)
        return replace(
            self,
            wijzigingen=tuple(
                w
                for w in self.wijzigingen
                if (opgave is None or opgave in w.opgaven)
                and (hoofdstuk is None or hoofdstuk in w.hoofdstukken)
                and (keus is None or w.soort in keus)
                and (gewicht is None or w.gewicht == gewicht)
            ),
        )

    def van(self, kop: Vergelijkkop) -> tuple[Wijziging, ...]:
        """The changes under that heading. One that moved between two opgaven stands under both."""
        if kop.soort == "opgave":
            return tuple(w for w in self.wijzigingen if kop.sleutel in w.opgaven)
        if kop.soort == "hoofdstuk":
            return tuple(w for w in self.wijzigingen if kop.sleutel in w.hoofdstukken)
        return tuple(w for w in self.wijzigingen if not w.opgaven and not w.hoofdstukken)

    def per_kop(self) -> tuple[tuple[Vergelijkkop, tuple[Wijziging, ...]], ...]:
        """Headings with changes, in printed order, each with its changes."""
        return tuple((kop, rij) for kop in self.koppen if (rij := self.van(kop)))

    @property
    def per_soort(self) -> dict[str, int]:
        """How many of each kind, every kind named."""
        geteld = Counter(w.soort for w in self.wijzigingen)
        return {soort: geteld[soort] for soort in WIJZIGINGSOORTEN}

    @property
    def per_gewicht(self) -> dict[str, int]:
        geteld = Counter(w.gewicht for w in self.wijzigingen)
        return {gewicht: geteld[gewicht] for gewicht in GEWICHTEN}

    def zoek(self, afdruk: str) -> Wijziging | None:
        return next((w for w in self.wijzigingen if w.afdruk == afdruk), None)

    def herweeg(self, gewichten: Mapping[str, str]) -> Vergelijking:
        """With other weights where a person gave one: fingerprint → weight. Unknown fingerprints do nothing."""
        return replace(
            self,
            wijzigingen=tuple(
                replace(w, gewicht=gewichten[w.afdruk]) if w.afdruk in gewichten else w for w in self.wijzigingen
            ),
        )


def afdruk(*delen: str) -> str:
    """Thirty-two hexadecimal digits that stand for these words."""
    tekst = "\x1e".join(f"{len(deel)}\x1f{deel}" for deel in delen)
    return hashlib.sha256(tekst.encode("utf-8", "surrogatepass")).hexdigest()[:32]
