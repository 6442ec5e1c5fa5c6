"""What a wijzigingsmemo holds, whatever it is printed with. Pure on a `Vergeleken`; no query, no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from documenten.druk.raster import telwoord
from npvr import getallen
from plandocument import tekst
from plandocument.boom import Plandocument
from plandocument.vergelijk import VELDEN, Passage, Vergelijking, Vergelijkkop, Wijziging, passages, woorden_geteld
from plandocument.versiecode import versiecode
from versies.gevraagd import woorden as gevraagd_door
from versies.models import Amendement, Goedkeuring, Herweging
from versies.redenen import Reden
from versies.vergelijken import Kant, Vergeleken

Vragers = Mapping[tuple[str, str], str]  # kind and code of an occasion → words that name who asked
GEEN_VRAGERS: Final[Vragers] = MappingProxyType({})
IN_TABEL: Final = 60
"""As many changes stand one by one in the overview; with more it counts per opgave."""
SOORTWOORD: Final = {
    "toegevoegd": "nieuw",
    "vervallen": "vervallen",
    "verplaatst": "verplaatst",
    "gewijzigd": "gewijzigd",
    "opmaak": "opmaak",
}


@dataclass(frozen=True, slots=True)
class Memowijziging:
    """One change for people. `code` is its place in the new text, or where it stood; `was` the old code where that is
    another. `tekst` are the words of the thing, where no passage tells them. `redenen` may be empty."""

    wijziging: Wijziging
    code: str
    was: str
    onderwerp: str
    soort: str
    passages: tuple[Passage, ...]
    feit: tuple[str, str, str] | None
    tekst: str
    woorden: tuple[int, int]
    redenen: tuple[Reden, ...]
    gevraagd: tuple[Amendement, ...]
    herweging: Herweging | None
    eigen_gewicht: str

    @property
    def waarom(self) -> list[str]:
        return [getallen.zin(r.waarom) for r in self.redenen if r.waarom]

    @property
    def bronnen(self) -> list[str]:
        """What it was *naar aanleiding van*, each once."""
        rij = [r.aanleiding for r in self.redenen if r.aanleiding]
        return list(dict.fromkeys([*rij, *map(gevraagd_door, self.gevraagd)]))

    @property
    def redactioneel(self) -> bool:
        return self.wijziging.gewicht == "redactioneel"

    @property
    def plus_min(self) -> str:
        """ "+5 −3"; empty where no word came or went."""
        erbij, weg = self.woorden
        return f"+{erbij} {getallen.MIN}{weg}" if erbij or weg else ""


@dataclass(frozen=True, slots=True)
class Memogroep:
    """An opgave, a chapter or the plan itself with what changed in it."""

    kop: Vergelijkkop
    nummer: str
    titel: str
    was: str
    kleur: int
    inhoudelijk: tuple[Memowijziging, ...]
    redactioneel: tuple[Memowijziging, ...]

    @property
    def anker(self) -> str:
        return f"deel-{self.kop.soort}-{self.kop.sleutel}"

    @property
    def regels(self) -> tuple[Memowijziging, ...]:
        return (*self.inhoudelijk, *self.redactioneel)

    @property
    def plus_min(self) -> str:
        return _plus_min(self.inhoudelijk)

    @property
    def telling(self) -> str:
        """ "3 inhoudelijk, 1 redactioneel"."""
        paren = ((len(self.inhoudelijk), "inhoudelijk"), (len(self.redactioneel), "redactioneel"))
        return ", ".join(f"{n} {woord}" for n, woord in paren if n)


@dataclass(frozen=True, slots=True)
class Versieregel:
    """A version in the head of the memo: its name, day, code, and what was decided about it."""

    naam: str
    op: datetime
    code: str
    werkversie: bool
    besluiten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Memostuk:
    """The whole memo."""

    plan: str
    regio: str
    titel: str
    aan: str
    oud: Versieregel
    nieuw: Versieregel
    inleiding: str
    in_het_kort: str
    gevraagd: tuple[tuple[str, str, str], ...]  # what, by whom, what became of it
    delen: tuple[Memogroep, ...]
    niet_gewijzigd: str
    hash: str

    @property
    def inhoudelijk(self) -> tuple[Memowijziging, ...]:
        return tuple(r for d in self.delen for r in d.inhoudelijk)

    @property
    def redactioneel(self) -> tuple[Memowijziging, ...]:
        return tuple(r for d in self.delen for r in d.redactioneel)

    @property
    def per_regel(self) -> bool:
        """Whether the overview names every change."""
        return len(self.inhoudelijk) <= IN_TABEL

    @property
    def plus_min(self) -> str:
        return _plus_min(self.inhoudelijk)

    @property
    def codes(self) -> str:
        return f"{self.oud.code} tot {self.nieuw.code}"

    @property
    def naam(self) -> str:
        return f"Wijzigingsmemo {self.plan}"


def memostuk(vergeleken: Vergeleken, vragers: Vragers = GEEN_VRAGERS) -> Memostuk:
    """All of it, from a comparison, and who asked for what. Linear in the changes."""
    oud, nieuw = vergeleken.van, vergeleken.naar
    document = nieuw.document
    regio = vergeleken.plan.regio
    delen = tuple(lees_delen(vergeleken, vragers=vragers))
    besluit = oud.besluiten[-1].besluit if oud.besluiten else None
    sinds = getallen.datum(besluit.datum if besluit else oud.op)
    memo = vergeleken.memo
    return Memostuk(
        plan=document.titel,
        regio=regio.naam,
        titel=f"Wat er in het plan is veranderd sinds{getallen.VAST}{sinds.replace(' ', getallen.VAST)}",
        aan=aan(vergeleken),
        oud=_versieregel(oud, regio.code),
        nieuw=_versieregel(nieuw, regio.code),
        inleiding=memo.inleiding if memo else "",
        in_het_kort=" ".join(_in_het_kort(delen, document)),
        gevraagd=tuple(_gevraagd(vergeleken.amendementen)),
        delen=delen,
        niet_gewijzigd=_niet_gewijzigd(delen, document),
        hash=nieuw.hash,
    )


def aan(vergeleken: Vergeleken) -> str:
    """To whom it goes: as somebody wrote, or else the body that decided on the old version last."""
    if vergeleken.memo:
        gremium = vergeleken.memo.gremium
        return ", ".join(deel for deel in (gremium.naam if gremium else "", vergeleken.memo.aan) if deel)
    besluiten = vergeleken.van.besluiten
    return besluiten[-1].besluit.gremium.naam if besluiten else ""


def lees_delen(
    vergeleken: Vergeleken, gekozen: Vergelijking | None = None, vragers: Vragers = GEEN_VRAGERS
) -> Iterator[Memogroep]:
    """Headings with their changes, in printed order; with `gekozen` only those. What moved from one opgave to another
    is told under the one where it stands now."""
    lezer = Regellezer(vergeleken, vragers)
    for kop, rij in (vergeleken.vergelijking if gekozen is None else gekozen).per_kop():
        hier = [lezer.regel(w) for w in rij if _onder(w, kop)]
        if hier:
            yield _deel(kop, hier, vergeleken)


def _onder(wijziging: Wijziging, kop: Vergelijkkop) -> bool:
    plek = wijziging.plek
    return kop.sleutel == (plek.opgave or plek.hoofdstuk) or kop.soort == "plan"


def _deel(kop: Vergelijkkop, regels: Sequence[Memowijziging], vergeleken: Vergeleken) -> Memogroep:
    plek = kop.nieuw or kop.oud
    kleur = 0
    if plek is None:
        raise AssertionError("een kop zonder plek")
    document = vergeleken.naar.document if kop.nieuw else vergeleken.van.document
    if kop.soort == "opgave" and (opgave := document.per_sleutel.get(kop.sleutel)):
        cluster = document.cluster_per_sleutel.get(opgave.cluster)
        kleur = cluster.kleur if cluster and 0 <= cluster.kleur <= 8 else 0
    nummer = plek.code or _hoofdstuknummer(document, kop.sleutel)
    return Memogroep(
        kop,
        nummer,
        "Het plan als geheel" if kop.soort == "plan" else plek.naam,
        kop.oud.code if kop.oud and kop.nieuw and kop.oud.code != kop.nieuw.code else "",
        kleur,
        tuple(r for r in regels if not r.redactioneel),
        tuple(r for r in regels if r.redactioneel),
    )


def _hoofdstuknummer(document: Plandocument, sleutel: str) -> str:
    rij = (*document.hoofdstukken_voor(), *document.hoofdstukken_na())
    return next((f"H{n}" for n, h in enumerate(rij, 1) if h.sleutel == sleutel), "")


class Regellezer:
    """Makes a `Memowijziging` of each change of one comparison; lays both documents out once."""

    def __init__(self, vergeleken: Vergeleken, vragers: Vragers = GEEN_VRAGERS) -> None:
        self.vergeleken, self.vragers = vergeleken, vragers
        self.eigen = {w.afdruk: w.gewicht for w in vergeleken.eigen.wijzigingen}
        self.items = [_itemteksten(k.document) for k in (vergeleken.van, vergeleken.naar)]
        self.nummers = [k.document.nummers for k in (vergeleken.van, vergeleken.naar)]
        self.secties = [sectiecodes(k.document) for k in (vergeleken.van, vergeleken.naar)]

    def regel(self, w: Wijziging) -> Memowijziging:
        codes = [self._code(w, n) for n in (0, 1)]
        code = codes[1] or codes[0]
        feit = (VELDEN.get(w.veld, w.veld), w.van, w.naar) if w.feit and not w.regels else None
        stukken = passages(w.regels)
        return Memowijziging(
            wijziging=w,
            code=code,
            was=codes[0] if codes[0] and codes[1] and codes[0] != codes[1] else "",
            onderwerp=_onderwerp(w),
            soort=_soort(w),
            passages=stukken,
            feit=feit,
            tekst="" if stukken else self._tekst(w),
            woorden=woorden_geteld(w.regels),
            redenen=tuple(self._met_vrager(r) for r in self.vergeleken.redenen_bij(w)),
            gevraagd=tuple(self.vergeleken.gevraagd_bij(w)),
            herweging=self.vergeleken.herwegingen.get(w.afdruk),
            eigen_gewicht=self.eigen.get(w.afdruk, w.gewicht),
        )

    def _met_vrager(self, reden: Reden) -> Reden:
        """Its occasion named by who asked, where that may be told."""
        return replace(reden, aanleiding=self.vragers.get(reden.bron, reden.aanleiding))

    def _code(self, w: Wijziging, kant: int) -> str:
        plek = w.nieuw if kant else w.oud
        if plek is None:
            return ""
        return plek.code or self.secties[kant].get(plek.sectie, "")

    def _tekst(self, w: Wijziging) -> str:
        if w.wat != "item":
            return ""
        kant = 1 if w.nieuw else 0
        return tekst.woorden(self.items[kant].get((w.plek.sectie, w.sleutel), ""), self.nummers[kant])


def _itemteksten(document: Plandocument) -> Mapping[tuple[str, str], str]:
    return {(s.sleutel, i.sleutel): i.tekst for _, s in document.alle_secties() for i in s.items}


def sectiecodes(document: Plandocument) -> dict[str, str]:
    """Key of a section in a chapter → its code on screen, "H2.3"."""
    rij = (*document.hoofdstukken_voor(), *document.hoofdstukken_na())
    return {s.sleutel: f"H{h}.{n}" for h, hoofdstuk in enumerate(rij, 1) for n, s in enumerate(hoofdstuk.secties, 1)}


def _onderwerp(w: Wijziging) -> str:
    if w.wat in ("opgave", "hoofdstuk"):
        return f"{'De' if w.wat == 'opgave' else 'Het'} {w.wat} zelf"
    if w.wat in ("item", "sectie"):
        return w.plek.naam
    return "Het plan als geheel" if w.wat == "plan" else f"{getallen.hoofdletter(w.naam)} ‘{w.plek.naam}’"


def _soort(w: Wijziging) -> str:
    """The kind of change in a few words, for a narrow column."""
    if w.soort == "gewijzigd" and w.veld not in ("", "tekst", "opening"):
        return f"{VELDEN.get(w.veld, w.veld).lower()} gewijzigd"
    wat = {"opening": "tekst ", "tekst": "tekst "}.get(w.veld, "") if w.soort == "gewijzigd" else ""
    return f"{wat}{SOORTWOORD[w.soort]}"


def _gevraagd(amendementen: Iterable[Amendement]) -> Iterator[tuple[str, str, str]]:
    for a in amendementen:
        besluit = a.goedkeuring.besluit
        uitkomst = f"Uitgevoerd in {a.uitgevoerd_in.label}." if a.uitgevoerd_in else "Nog niet uitgevoerd."
        yield " ".join((a.plaats, a.tekst)).strip(), f"{besluit.gremium}, {getallen.datum(besluit.datum)}", uitkomst


def _versieregel(kant: Kant, regio: str) -> Versieregel:
    besluiten = tuple(map(besluit_in_woorden, kant.besluiten))
    return Versieregel(kant.naam, kant.op, versiecode(regio, kant.hash), kant.rij is None, besluiten)


def besluit_in_woorden(goedkeuring: Goedkeuring) -> str:
    besluit = goedkeuring.besluit
    return f"{besluit.get_uitkomst_display()} door {besluit.gremium} op {getallen.datum(besluit.datum)}"


def _in_het_kort(delen: Sequence[Memogroep], document: Plandocument) -> Iterator[str]:
    if not delen:
        yield "Er is niets veranderd: de twee teksten zijn woord voor woord gelijk."
        return
    opgaven = [d for d in delen if d.kop.soort == "opgave"]
    raak = [d for d in opgaven if d.inhoudelijk and d.kop.nieuw and d.kop.oud]
    aantal = len(document.opgaven)
    inhoudelijk, redactioneel = sum(len(d.inhoudelijk) for d in delen), sum(len(d.redactioneel) for d in delen)
    plekken = "één wijziging" if inhoudelijk == 1 else f"{telwoord(inhoudelijk)} wijzigingen"
    if raak:
        zijn = "is" if len(raak) == 1 else "zijn"
        van = f"{getallen.hoofdletter(telwoord(len(raak)))} van de {aantal} opgaven {zijn} inhoudelijk gewijzigd"
        is_, raakt = ("is", "raakt") if inhoudelijk == 1 else ("zijn", "raken")
        yield f"{van}. In totaal {is_} er {plekken} die de inhoud {raakt}."
    else:
        is_, raakt = ("is", "raakt") if inhoudelijk == 1 else ("zijn", "raken")
        yield f"Er {is_} {plekken if inhoudelijk else 'geen wijzigingen'} die de inhoud {raakt}."
    for rij, woord in (
        ([d for d in opgaven if d.kop.oud is None], "nieuw"),
        ([d for d in opgaven if d.kop.nieuw is None], "vervallen"),
    ):
        if rij:
            nummers = getallen.opsomming(d.nummer for d in rij)
            yield f"{'Opgave' if len(rij) == 1 else 'Opgaven'} {nummers} {'is' if len(rij) == 1 else 'zijn'} {woord}."
    hoofdstukken = [d.nummer for d in delen if d.kop.soort == "hoofdstuk" and d.inhoudelijk]
    if hoofdstukken:
        yield f"Ook in {getallen.opsomming(hoofdstukken)} veranderde de inhoud."
    if redactioneel:
        een = redactioneel == 1
        yield (
            f"{getallen.hoofdletter('één' if een else telwoord(redactioneel))} {'wijziging' if een else 'wijzigingen'} "
            f"{'is' if een else 'zijn'} alleen redactioneel; die {'staat' if een else 'staan'} achteraan."
        )
    if document.opgaven and len(opgaven) < aantal and any(d.kop.nieuw for d in opgaven):
        yield "De rest is woord voor woord gelijk gebleven."


def _niet_gewijzigd(delen: Sequence[Memogroep], document: Plandocument) -> str:
    """ "De opgaven 1 tot en met 6 en 8, en de hoofdstukken 1 en 2."."""
    raak = {d.kop.sleutel for d in delen}
    opgaven = [o.nummer for o in document.opgaven if o.sleutel not in raak]
    rij = (*document.hoofdstukken_voor(), *document.hoofdstukken_na())
    hoofdstukken = [n for n, h in enumerate(rij, 1) if h.sleutel not in raak]
    stukken = []
    for nummers, alle, een, meer in (
        (opgaven, len(document.opgaven), "opgave", "opgaven"),
        (hoofdstukken, len(rij), "hoofdstuk", "hoofdstukken"),
    ):
        if nummers and len(nummers) == alle > 1:
            stukken.append(f"alle {meer}")
        elif nummers:
            de = "de" if len(nummers) > 1 or een == "opgave" else "het"
            stukken.append(f"{de} {een if len(nummers) == 1 else meer} {reeks(nummers)}")
    return f"{getallen.hoofdletter(', en '.join(stukken))}." if stukken else ""


def reeks(nummers: Sequence[int]) -> str:
    """[1, 2, 3, 5] → "1 tot en met 3 en 5"; numbers must rise."""
    groepen: list[list[int]] = []
    for n in nummers:
        if groepen and n == groepen[-1][-1] + 1:
            groepen[-1].append(n)
        else:
            groepen.append([n])
    delen = []
    for g in groepen:
        delen += [str(n) for n in g] if len(g) < 3 else [f"{g[0]} tot en met {g[-1]}"]
    return getallen.opsomming(delen)


def _plus_min(regels: Iterable[Memowijziging]) -> str:
    rij = [r.woorden for r in regels]
    return f"+{sum(a for a, _ in rij)} {getallen.MIN}{sum(b for _, b in rij)}" if rij else ""
