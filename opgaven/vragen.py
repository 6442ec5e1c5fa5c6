"""What two people changed in one section, in words: what came along, and what somebody must decide about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from npvr import getallen
from plandocument import boom, codes, verschil
from plandocument.samenvoegen import BEIDE, HUNNE, MIJN, Botsing, Meegekomen, Waarde

from .plek import Sectievindplaats
from .regels import Regelwijziging

GENOEMD: Final = 3
"""As many changes are named in a message of one line."""
LANG: Final = 80
KORT: Final = 50
DELEN: Final = {"titel": "Kop", "gedrukt": "Tekst in de bron", "volgorde": "Volgorde"}
WOORDEN: Final = {"nieuw": "toegevoegd", "weg": "weggehaald", "anders": "gewijzigd", "verplaatst": "verplaatst"}


@dataclass(frozen=True, slots=True)
class Optie:
    """One way out: the words as they would stand, told against the text that both began from."""

    waarde: str
    label: str
    delen: tuple[verschil.Verschildeel, ...] = ()
    uitleg: str = ""


@dataclass(frozen=True, slots=True)
class Samenvraag:
    """One thing that both changed, with what may be chosen."""

    merk: str
    kop: str
    zin: str
    opties: tuple[Optie, ...]
    gekozen: str
    gemist: bool = False


def vragen(
    plek: Sectievindplaats,
    botsingen: Iterable[Botsing],
    gekozen: Mapping[str, str],
    *,
    terug: int = 0,
    gemist: bool = False,
) -> list[Samenvraag]:
    """The questions of a page on which `plek` holds what stands in the plan; `terug` is a version that is put back.

    With `gemist` a question without an answer is marked as missed.
    """
    taal = _Taal(plek, terug)
    uit = []
    for botsing in botsingen:
        keuze = gekozen.get(botsing.merk, "")
        keuze = keuze if keuze in botsing.keuzes else botsing.standaard
        zin, opties = taal.vraag(botsing)
        uit.append(Samenvraag(botsing.merk, taal.kop(botsing), zin, opties, keuze, gemist and not keuze))
    return uit


def regels(plek: Sectievindplaats, meegekomen: Iterable[Meegekomen]) -> list[Regelwijziging]:
    """What came along, in lines."""
    taal = _Taal(plek, 0)
    return [Regelwijziging(m.soort, taal.delen(m.mijn, m.nu)) for m in meegekomen]


def niet_overgenomen(plek: Sectievindplaats, botsingen: Iterable[Botsing], gekozen: Mapping[str, str]) -> str:
    """What of mine gave way by choice, for copying; empty where nothing did."""
    weg = [b.mijn for b in botsingen if gekozen.get(b.merk) == HUNNE and b.mijn is not None]
    return "\n\n".join(plek.woordenboek.waarde(w, plek.itemsoort) for w in weg if not isinstance(w, tuple))


def in_een_zin(gewijzigd: Sequence[Regelwijziging]) -> str:
    """What came along, for a message of one line: "toegevoegd “…” en nog 2 wijzigingen"."""
    delen = []
    for regel in gewijzigd[:GENOEMD]:
        woorden = "".join(deel.tekst for deel in regel.delen if deel.soort != "weg" or regel.soort == "weg")
        delen.append(f"{WOORDEN[regel.soort]} “{_kort(woorden, LANG)}”")
    over = len(gewijzigd) - GENOEMD
    if over > 0:
        delen.append(f"nog {over} {'wijziging' if over == 1 else 'wijzigingen'}")
    return getallen.opsomming(delen)


@dataclass(frozen=True, slots=True)
class _Taal:
    """The words of a page: mine are those of who writes, or of the version that is put back."""

    plek: Sectievindplaats
    terug: int

    @property
    def mijn(self) -> str:
        return f"versie {self.terug}" if self.terug else "mijn tekst"

    @property
    def uw(self) -> str:
        return f"versie {self.terug}" if self.terug else "uw tekst"

    def kop(self, botsing: Botsing) -> str:
        if botsing.deel in DELEN:
            return DELEN[botsing.deel]
        if botsing.deel == "items":
            soort = self.plek.itemsoort.naam
            return f"{soort} {self._codes().get(botsing.sleutel, '')}".strip()
        deel = "slottekst" if botsing.deel == "slot" else "tekst"
        blok = next(w for w in (botsing.hunne, botsing.mijn) if w is not None)
        soort = "Alinea" if getattr(blok, "soort", "p") == "p" else "Punt van een lijst"
        return f"{soort} in de {deel}"

    def vraag(self, botsing: Botsing) -> tuple[str, tuple[Optie, ...]]:
        if botsing.deel == "volgorde":
            return self._volgorde(botsing)
        basis, hunne, mijn = botsing.basis, botsing.hunne, botsing.mijn
        assert not isinstance(hunne, tuple) and not isinstance(mijn, tuple)
        van_hen, van_mij = self.delen(basis, hunne), self.delen(basis, mijn)
        if mijn is None:
            if basis is None:
                zin = f"Dit staat wel in het plan, en niet in {self.uw}."
            elif self.terug:
                zin = f"Dit staat niet in versie {self.terug}. Intussen is het in het plan gewijzigd."
            else:
                zin = "U haalde dit weg. Intussen is het in het plan gewijzigd."
            return zin, (Optie(HUNNE, "Laat staan", van_hen), Optie(MIJN, "Haal weg"))
        if hunne is None:
            label = "Zet terug" if self.terug else "Houd mijn tekst"
            if basis is None:
                zin = f"Dit staat alleen in {self.uw}."
            else:
                zin = "Dit is intussen uit het plan gehaald. " + ("" if self.terug else "U wijzigde het.")
            return zin.strip(), (Optie(MIJN, label, van_mij), Optie(HUNNE, "Laat weg"))
        zin = "Alleen de opmaak verschilt." if self._woorden(mijn) == self._woorden(hunne) else ""
        opties = [
            Optie(HUNNE, "Houd wat nu in het plan staat", van_hen),
            Optie(MIJN, f"Neem {self.mijn}", van_mij),
        ]
        if BEIDE in botsing.keuzes:
            opties.append(Optie(BEIDE, "Houd allebei", uitleg=f"Eerst wat in het plan staat, daarna {self.uw}."))
        return zin, tuple(opties)

    def delen(self, oud: Waarde | None, nieuw: Waarde | None) -> tuple[verschil.Verschildeel, ...]:
        """Both as one running text."""
        if oud is None:
            return (verschil.Verschildeel(self._woorden(nieuw)),) if nieuw is not None else ()
        if nieuw is None:
            return (verschil.Verschildeel(self._woorden(oud), "weg"),)
        delen = verschil.delen(verschil.knip(self._woorden(oud)), verschil.knip(self._woorden(nieuw)))
        return tuple(stuk for deel in delen for stuk in _zonder_rand(deel))

    def _volgorde(self, botsing: Botsing) -> tuple[str, tuple[Optie, ...]]:
        def zinnen(kant: object) -> tuple[verschil.Verschildeel, ...]:
            items = [item for item in kant if isinstance(item, boom.Item)] if isinstance(kant, tuple) else []
            delen = []
            for n, item in enumerate(items):
                if item.sleutel in botsing.verzet:
                    waar = f"na “{_kort(self._tekst(items[n - 1]), KORT)}”" if n else "bovenaan"
                    delen.append(f"“{_kort(self._tekst(item), KORT)}” {waar}")
            return (verschil.Verschildeel("; ".join(delen)),)

        zin = "Deze punten zijn door u allebei verplaatst, elk naar een andere plek."
        if self.terug:
            zin = f"Deze punten staan in versie {self.terug} en in het plan elk op een andere plek."
        return zin, (
            Optie(HUNNE, "Houd de plek die ze nu in het plan hebben", zinnen(botsing.hunne)),
            Optie(MIJN, f"Neem de plek uit {self.mijn}", zinnen(botsing.mijn)),
        )

    def _tekst(self, item: boom.Item) -> str:
        return self.plek.woordenboek.item(boom.Item(item.sleutel, item.tekst), self.plek.itemsoort)

    def _woorden(self, waarde: Waarde) -> str:
        return self.plek.woordenboek.waarde(waarde, self.plek.itemsoort)

    def _codes(self) -> dict[str, str]:
        if self.plek.opgave is None:
            return {}
        plaats = codes.plaats(self.plek.opgave, self.plek.soort, self.plek.inhoud)
        return {regel.item.sleutel: regel.code for regel in plaats.regels}


def _zonder_rand(deel: verschil.Verschildeel) -> list[verschil.Verschildeel]:
    """A piece whose mark begins and ends at a word, not at the space beside it."""
    kaal = deel.tekst.strip()
    if deel.soort == "gelijk" or not kaal:
        return [deel]
    voor, na = deel.tekst.split(kaal, 1)
    return [
        d
        for d in (verschil.Verschildeel(voor), verschil.Verschildeel(kaal, deel.soort), verschil.Verschildeel(na))
        if d.tekst
    ]


def _kort(woorden: str, hoeveel: int) -> str:
    return woorden if len(woorden) <= hoeveel else f"{woorden[:hoeveel].rsplit(' ', 1)[0].rstrip(',;:')}…"
