"""Putting other words in the place of a passage; what stays keeps its dress, and all around it stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from .. import boom, tekst, verschil
from ..tekst import Blok, Lijstpunt, Run
from ..tekst.runs import runs_html
from ..tekst.tonen import blokken_html, canoniek_doel
from . import eenheid
from .vorm import GevolgdAnker, KanNiet

WEG: Final = "Deze woorden staan hier niet meer. Neem het voorstel zelf over in de tekst."
GEWIJZIGD: Final = "Deze woorden zijn sindsdien gewijzigd. Neem het voorstel zelf over in de tekst."
HELE_SECTIE: Final = "Een voorstel voor een hele sectie met punten neemt u zelf over in de tekst."

OVER_TABEL: Final = "Een voorstel over meer cellen van een tabel, of over een figuur, neemt u zelf over in de tekst."
MEER_PUNTEN: Final = "Een voorstel over meer punten neemt u zelf over in de tekst."

Pad = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Teken:
    """A word or sign with its dress; `wit` is the space behind it. A reference is one; a line that ends is one too."""

    tekst: str
    jas: Run
    pad: Pad | None = None
    """Of the line that begins behind it; None where no line ends."""

    @property
    def vorm(self) -> str:
        return "\n" if self.pad is not None or self.tekst == "\n" else self.tekst


def vervang(sectie: boom.Sectie, gevolgd: GevolgdAnker, voorstel: str) -> boom.Sectie:
    """The section with the passage in other words. Words that stay keep marks and links; `voorstel` is plain text.

    An empty one leaves the passage out, and a whole item with it. `sectie` is the one at `gevolgd.plek`, with the same
    words. Raises KanNiet when the passage is gone or has changed. The text that comes back is canonical.
    """
    if gevolgd.plek is None or gevolgd.soort == "weg":
        raise KanNiet(WEG)
    if not gevolgd.staat_er:
        raise KanNiet(GEWIJZIGD)
    voorstel = voorstel.replace("\r\n", "\n").replace("\r", "\n").strip()
    if gevolgd.plek.item:
        return _in_item(sectie, gevolgd, voorstel)
    deel = gevolgd.deel
    if not deel:
        if sectie.items or sectie.slot or sectie.titel:
            raise KanNiet(HELE_SECTIE if gevolgd.geheel else MEER_PUNTEN)
        deel = "opening"
    if deel == "opening":
        return replace(sectie, opening=_vervang(sectie.opening, gevolgd, voorstel, regel=False))
    return replace(sectie, slot=_vervang(sectie.slot, gevolgd, voorstel, regel=False))


def _in_item(sectie: boom.Sectie, gevolgd: GevolgdAnker, voorstel: str) -> boom.Sectie:
    assert gevolgd.plek is not None
    gelijke = [n for n, item in enumerate(sectie.items) if item.sleutel == gevolgd.plek.item]
    if len(gelijke) != 1:
        raise KanNiet(WEG)
    n = gelijke[0]
    html = _vervang(sectie.items[n].tekst, gevolgd, " ".join(voorstel.split()), regel=True)
    rest = (replace(sectie.items[n], tekst=html),) if html else ()
    return replace(sectie, items=(*sectie.items[:n], *rest, *sectie.items[n + 1 :]))


def _vervang(html: str, gevolgd: GevolgdAnker, voorstel: str, *, regel: bool) -> str:
    woorden = eenheid.van_html(html, gevolgd.nummers).tekst
    if woorden[gevolgd.begin : gevolgd.eind] != gevolgd.woorden_nu:
        raise KanNiet(WEG)
    if _gewone_regels(voorstel) == _gewone_regels(gevolgd.woorden_nu):
        return html
    if "<table" in html or "<figure" in html:
        return _in_stuk(html, gevolgd, voorstel)
    rij = list(_tekens(html, gevolgd.nummers))
    eerste = next(_regels(tekst.blokken(html), ()), (("p",), ()))[0]
    van, tot = _bereik(rij, gevolgd.begin, gevolgd.eind)
    nieuw = _weef(rij, van, tot, voorstel)
    if not nieuw:
        van = _zonder_spatie(rij, van, tot)
    rij[van:tot] = nieuw
    uit = _html(rij, eerste)
    return tekst.schone_regel(uit) if regel else tekst.schoon(uit)


def _in_stuk(html: str, gevolgd: GevolgdAnker, voorstel: str) -> str:
    """In a text with tables or figures: in the cell or caption, or in the text between them, that holds the passage."""
    uit: list[Blok] = []
    hier, gedaan = 0, False

    def past(stuk: str, *, regel: bool) -> str | None:
        """That piece with the other words, where the passage is in it."""
        nonlocal hier, gedaan
        begin, lang = hier, len(eenheid.van_html(stuk, gevolgd.nummers).tekst)
        hier += lang + 1
        if gedaan or not begin <= gevolgd.begin <= gevolgd.eind <= begin + lang:
            return None
        gedaan = True
        daar = replace(gevolgd, begin=gevolgd.begin - begin, eind=gevolgd.eind - begin)
        return _vervang(stuk, daar, " ".join(voorstel.split()) if regel else voorstel, regel=regel)

    for bijzonder, groep in groupby(tekst.blokken(html), key=lambda blok: blok.soort in ("tabel", "figuur")):
        if not bijzonder:
            gewoon = list(groep)
            nieuw = past(blokken_html(gewoon, canoniek_doel), regel=False)
            uit += gewoon if nieuw is None else tekst.blokken(nieuw)
            continue
        for blok in groep:
            anders = {plaats: past(runs_html(runs, canoniek_doel), regel=True) for plaats, runs in tekst.lijnen(blok)}
            uit.append(tekst.met_lijnen(blok, {p: tekst.regel(n) for p, n in anders.items() if n is not None}))
    if not gedaan:
        raise KanNiet(OVER_TABEL)
    return tekst.schoon(blokken_html(uit, canoniek_doel))


def _gewone_regels(woorden: str) -> list[str]:
    """Lines with words, single spaces in them."""
    return [" ".join(regel.split()) for regel in woorden.split("\n") if regel.strip()]


# Text as one row of signs, and back


def _regels(rij: Sequence[Blok], pad: Pad) -> Iterator[tuple[Pad, tuple[Run, ...]]]:
    for blok in rij:
        if blok.soort == "p":
            yield (*pad, "p"), blok.runs
        for punt in blok.punten:
            yield (*pad, blok.soort), punt.runs
            yield from _regels(punt.lijsten, (*pad, blok.soort))


def _tekens(html: str, nummers: Mapping[str, int]) -> Iterator[_Teken]:
    for n, (pad, runs) in enumerate(_regels(tekst.blokken(html), ())):
        if n:
            yield _Teken("\n", Run(""), pad)
        for run in runs:
            jas = replace(run, tekst="")
            if run.doel.startswith("opgave:"):
                nummer = nummers.get(run.doel.removeprefix("opgave:"))
                yield _Teken(f"opgave {nummer}" if nummer else "opgave", jas)
            elif run.tekst == "\n":
                yield _Teken("\n", jas)
            else:
                for stuk in _stukken(run.tekst):
                    yield _Teken(stuk, jas)


def _stukken(woorden: str) -> Iterator[str]:
    """Words, signs and spaces, each by itself."""
    for woord in verschil.knip(woorden):
        if woord.tekst:
            yield woord.tekst
        yield from woord.wit


def _bereik(rij: Sequence[_Teken], begin: int, eind: int) -> tuple[int, int]:
    hier = 0
    van = tot = -1
    for n, teken in enumerate(rij):
        if hier == begin and van < 0:
            van = n
        hier += len(teken.tekst)
        if hier == eind:
            tot = n + 1
    if van < 0 or tot < van:
        raise KanNiet(WEG)
    return van, tot


def _weef(rij: Sequence[_Teken], van: int, tot: int, voorstel: str) -> list[_Teken]:
    """The new words; those that were there already keep what they wear."""
    oud = rij[van:tot]
    nieuw = [s for n, r in enumerate(_gewone_regels(voorstel)) for s in (*(["\n"] if n else []), *_stukken(r))]
    nieuw = _verwijzingen(oud, nieuw)
    pad = next((t.pad for t in reversed(rij[:tot]) if t.pad is not None), ("p",))
    uit: list[_Teken] = []
    for soort, i1, i2, j1, j2 in verschil.grepen([t.vorm for t in oud], nieuw):
        if soort == "equal":
            uit += oud[i1:i2]
            continue
        jas = _jas(oud[i1:i2]) if i1 < i2 else _tussen(rij, van + i1)
        uit += [_Teken(s, Run("") if s == "\n" else jas, pad if s == "\n" else None) for s in nieuw[j1:j2]]
    return uit


def _verwijzingen(oud: Sequence[_Teken], nieuw: list[str]) -> list[str]:
    """New words in which "opgave 14" is one sign, where the old ones hold that reference."""
    namen = {t.tekst for t in oud if t.jas.doel.startswith("opgave:")}
    uit: list[str] = []
    for stuk in nieuw:
        if uit[-2:] == ["opgave", " "] and f"opgave {stuk}" in namen:
            uit[-2:] = [f"opgave {stuk}"]
        else:
            uit.append(stuk)
    return uit


def _jas(rij: Sequence[_Teken]) -> Run:
    """What new words wear in place of these: bold or italic where all of them were; never a link."""
    woorden = [t.jas for t in rij if t.tekst.strip()]
    return Run(
        "",
        vet=bool(woorden) and all(j.vet for j in woorden),
        schuin=bool(woorden) and all(j.schuin for j in woorden),
    )


def _tussen(rij: Sequence[_Teken], n: int) -> Run:
    """What new words wear between two that stay: bold or italic where both are."""
    links = next((t for t in reversed(rij[:n]) if t.tekst.strip()), None)
    rechts = next((t for t in rij[n:] if t.tekst.strip()), None)
    return _jas([t for t in (links, rechts) if t is not None])


def _zonder_spatie(rij: Sequence[_Teken], van: int, tot: int) -> int:
    """Also leave out the space before what goes, where a sign or the end of the line comes behind it."""
    rechts = rij[tot].tekst if tot < len(rij) else "\n"
    hecht = rechts == "\n" or rechts in ".,;:!?)…”’"
    return van - 1 if hecht and van and rij[van - 1].tekst == " " else van


def _html(rij: Sequence[_Teken], eerste: Pad) -> str:
    regels: list[tuple[Pad, list[Run]]] = [(eerste, [])]
    for teken in rij:
        if teken.pad is not None:
            regels.append((teken.pad, []))
            continue
        runs = regels[-1][1]
        if teken.jas.doel.startswith("opgave:"):
            runs.append(replace(teken.jas, tekst="opgave"))
        elif runs and teken.tekst != "\n" and runs[-1].tekst != "\n" and replace(runs[-1], tekst="") == teken.jas:
            runs[-1] = replace(runs[-1], tekst=runs[-1].tekst + teken.tekst)
        else:
            runs.append(replace(teken.jas, tekst=teken.tekst))
    return blokken_html(_blokken([(pad, tuple(runs)) for pad, runs in regels], 0), canoniek_doel)


def _blokken(regels: Sequence[tuple[Pad, tuple[Run, ...]]], diepte: int) -> tuple[Blok, ...]:
    """Lines as paragraphs and (nested) lists again; lines that were left without words go."""
    uit: list[Blok] = []
    n = 0
    while n < len(regels):
        pad, runs = regels[n]
        if pad[diepte] == "p":
            n += 1
            uit += [Blok("p", runs)] if any(r.tekst.strip() for r in runs) else []
            continue
        tot = n + 1 if len(pad) == diepte + 1 else n
        binnen = tot
        while binnen < len(regels) and len(regels[binnen][0]) > diepte + 1:
            binnen += 1
        kop = runs if tot > n and any(r.tekst.strip() for r in runs) else ()
        lijsten = _blokken(regels[tot:binnen], diepte + 1)
        if kop or lijsten:
            uit.append(Blok(pad[diepte], punten=(Lijstpunt(kop, lijsten),)))
        n = binnen
    return tuple(uit)
