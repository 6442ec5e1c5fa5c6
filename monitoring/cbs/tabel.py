"""A table of CBS: what it measures, by which dimensions, and the figures of a choice. Asks, and writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final

from ..models import Meting
from ..perioden import is_jaar, jaar_van
from .client import Cbsclient, Cbsfout

PER_KEER: Final = 12
"""Areas in one question: the address of a question has a length."""
VIER: Final = Decimal("0.0001")
GROOTST: Final = Decimal(10) ** 12
REDENEN: Final = {
    "confidential": Meting.Reden.GEHEIM,
    "geheim": Meting.Reden.GEHEIM,
    "impossible": Meting.Reden.ONMOGELIJK,
    "notapplicable": Meting.Reden.ONMOGELIJK,
}


@dataclass(frozen=True, slots=True)
class Cbstabel:
    """A line of the catalogue."""

    code: str
    titel: str
    gewijzigd: str


@dataclass(frozen=True, slots=True)
class Cbsmaat:
    code: str
    titel: str
    eenheid: str


@dataclass(frozen=True, slots=True)
class Cbsindeling:
    """A dimension beside area and period, of which one value is to be chosen."""

    code: str
    titel: str
    waarden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cbsbeschrijving:
    """What a table holds: measures, the dimensions of area and period, and those that ask a choice."""

    code: str
    titel: str
    maten: tuple[Cbsmaat, ...]
    gebied: str
    periode: str
    indelingen: tuple[Cbsindeling, ...]


@dataclass(frozen=True, slots=True)
class Cbskeuze:
    """Which figures of a table: `gebieden` are code → our name, `rest` a value of each other dimension."""

    tabel: str
    maat: str
    gebieden: Mapping[str, str]
    rest: Mapping[str, str]
    vanaf: int = 0


@dataclass(frozen=True, slots=True)
class Cbscijfer:
    """A figure, or the reason why there is none. `jaar` and, where it is no whole year, `periode`."""

    gebied: str
    jaar: int
    periode: str
    waarde: Decimal | None
    reden: str
    voorlopig: bool


def quote(woord: str) -> str:
    """As OData writes a text."""
    return "'" + woord.replace("'", "''") + "'"


def _tekst(rij: Mapping[str, Any], naam: str) -> str:
    waarde = rij.get(naam)
    return " ".join(waarde.split()) if isinstance(waarde, str) else ""


def zoek_tabellen(cbs: Cbsclient, woorden: str, hoeveel: int = 40) -> list[Cbstabel]:
    """Tables with all these words in their titles."""
    delen = [f"contains(tolower(Title),{quote(w.lower())})" for w in woorden.split()[:6]]
    rijen = cbs.rijen("Datasets", filter=" and ".join(delen), top=str(hoeveel)) if delen else ()
    uit = [Cbstabel(_tekst(r, "Identifier"), _tekst(r, "Title"), _tekst(r, "ObservationsModified")) for r in rijen]
    return [t for t in uit if t.code and t.titel][:hoeveel]


def gewijzigd_op(cbs: Cbsclient, tabel: str) -> str:
    """When its figures last changed, as the catalogue says; empty where it does not say."""
    for rij in cbs.rijen("Datasets", filter=f"Identifier eq {quote(tabel)}"):
        return _tekst(rij, "ObservationsModified")
    raise Cbsfout("Deze tabel staat niet meer in de catalogus van het CBS. Zoek de tabel opnieuw op.")


def beschrijf(cbs: Cbsclient, tabel: str) -> Cbsbeschrijving:
    """Raises Cbsfout, also for a table without areas or periods."""
    titel = _tekst(cbs.een(f"CBS/{tabel}/Properties"), "Title")
    gebied = periode = ""
    rest = []
    for rij in cbs.rijen(f"CBS/{tabel}/Dimensions"):
        soort, code = f"{_tekst(rij, '@odata.type')} {_tekst(rij, 'Kind')}", _tekst(rij, "Identifier")
        if "Time" in soort or code == "Perioden":
            periode = code
        elif "Geo" in soort or code == "RegioS":
            gebied = code
        elif code:
            rest.append((code, _tekst(rij, "Title") or code))
    if not gebied or not periode:
        wat = "gebieden" if not gebied else "perioden"
        raise Cbsfout(f"Deze tabel kent geen {wat}. Kies een andere tabel.")
    maten = tuple(
        Cbsmaat(_tekst(r, "Identifier"), _tekst(r, "Title"), _tekst(r, "Unit"))
        for r in cbs.rijen(f"CBS/{tabel}/MeasureCodes")
    )
    indelingen = tuple(Cbsindeling(code, naam, tuple(_codes(cbs, tabel, code).items())) for code, naam in rest)
    return Cbsbeschrijving(tabel, titel, maten, gebied, periode, indelingen)


def _codes(cbs: Cbsclient, tabel: str, indeling: str) -> dict[str, str]:
    return {_tekst(r, "Identifier"): _tekst(r, "Title") for r in cbs.rijen(f"CBS/{tabel}/{indeling}Codes")}


def haal_cijfers(cbs: Cbsclient, keuze: Cbskeuze) -> list[Cbscijfer]:
    """All figures of a choice, or Cbsfout: never some of them."""
    wat = beschrijf(cbs, keuze.tabel)
    if keuze.maat not in {m.code for m in wat.maten}:
        raise Cbsfout("De gekozen maat staat niet meer in deze tabel. Kies een maat die er nu in staat.")
    for indeling in wat.indelingen:
        if keuze.rest.get(indeling.code) not in dict(indeling.waarden):
            raise Cbsfout(f"De tabel heeft een indeling naar {indeling.titel.lower()}. Kies daarvan een waarde.")
    bekend = {code.strip() for code in _codes(cbs, keuze.tabel, wat.gebied)}
    if weg := [f"{naam} ({code})" for code, naam in keuze.gebieden.items() if code not in bekend]:
        raise Cbsfout(f"Niet meer in deze tabel: {', '.join(weg)}. Is er een herindeling? Werk dan de gebieden bij.")
    voorlopig = {
        _tekst(r, "Identifier"): "oorlopig" in _tekst(r, "Status")
        for r in cbs.rijen(f"CBS/{keuze.tabel}/{wat.periode}Codes")
    }
    per: dict[tuple[str, str], Cbscijfer] = {}
    codes = list(keuze.gebieden)
    for begin in range(0, len(codes), PER_KEER):
        _haal_deel(cbs, keuze, wat, codes[begin : begin + PER_KEER], voorlopig, per)
    if not per:
        raise Cbsfout("De tabel gaf voor deze keuze geen enkel cijfer.")
    return list(per.values())


def _haal_deel(
    cbs: Cbsclient,
    keuze: Cbskeuze,
    wat: Cbsbeschrijving,
    codes: Sequence[str],
    voorlopig: Mapping[str, bool],
    per: dict[tuple[str, str], Cbscijfer],
) -> None:
    gebieden = " or ".join(f"{wat.gebied} eq {quote(code)}" for code in codes)
    rest = "".join(f" and {i.code} eq {quote(keuze.rest[i.code])}" for i in wat.indelingen)
    vraag = f"Measure eq {quote(keuze.maat)} and ({gebieden}){rest}"
    for rij in cbs.rijen(f"CBS/{keuze.tabel}/Observations", filter=vraag):
        gebied, periode = _tekst(rij, wat.gebied), _tekst(rij, wat.periode)
        jaar = jaar_van(periode)
        if gebied not in codes or jaar is None:
            raise Cbsfout("Het CBS gaf een cijfer over een ander gebied of een onbekende periode.")
        if jaar < keuze.vanaf:
            continue
        waarde, reden = _waarde(rij)
        cijfer = Cbscijfer(
            keuze.gebieden[gebied], jaar, "" if is_jaar(periode) else periode[:12], waarde, reden,
            voorlopig.get(periode, False),
        )  # fmt: skip
        if (er_al := per.setdefault((gebied, periode), cijfer)) != cijfer:
            naam = er_al.gebied
            raise Cbsfout(f"Het CBS gaf twee verschillende cijfers voor {naam} in {periode}.")


def _waarde(rij: Mapping[str, Any]) -> tuple[Decimal | None, str]:
    """The figure, or the reason. Raises Cbsfout for what is neither."""
    kenmerk = _tekst(rij, "ValueAttribute")
    ruw = rij.get("Value")
    if kenmerk not in ("", "None") or ruw is None:
        return None, REDENEN.get(kenmerk.lower(), Meting.Reden.NIET_BEKEND).value
    if isinstance(ruw, bool) or not isinstance(ruw, int | Decimal | str):
        raise Cbsfout("Het CBS gaf een waarde die geen getal is.")
    try:
        getal = Decimal(ruw)
        if not getal.is_finite() or abs(getal) >= GROOTST:
            raise InvalidOperation
        return getal.quantize(VIER, ROUND_HALF_UP), ""
    except InvalidOperation:
        raise Cbsfout("Het CBS gaf een waarde die geen getal is.") from None
