"""A reading as people look at it before they take over: per opgave or chapter the pieces to choose from. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from npvr import adressen
from plandocument import tekst
from plandocument.boom import Opgave, Plandocument, Sectie
from plandocument.vergelijk import VELDEN, Passage, Vergelijking, Wijziging, passages, vergelijk

from .keuzes import PLAN, afdruk, drie, naam, neem_over
from .verlies import Verlies

VEEL: Final = 20
Namen = Mapping[tuple[str, str], str]

BEIDE: Final = (
    "Een collega wijzigde dit nadat het bestand is gemaakt. Neemt u het over, dan komt de tekst uit het bestand in de "
    "plaats van wat uw collega schreef."
)
GEEN_BASIS: Final = (
    "Het portaal weet niet van welke tekst dit bestand is gemaakt. Kijk of u hiermee geen werk van een collega "
    "ongedaan maakt."
)
WORDT_LEEG: Final = "In het bestand is deze sectie leeg, of staat zij er niet in. Neemt u dit over, dan wordt zij leeg."
OPGAVE_WEG: Final = (
    "Deze opgave staat niet in het bestand. Neemt u dit over, dan verdwijnt zij uit het plan, met al haar tekst."
)
HOOFDSTUK_WEG: Final = (
    "Dit hoofdstuk staat niet in het bestand. Neemt u dit over, dan verdwijnt het uit het plan, met al zijn tekst."
)
SECTIES_WEG: Final = "Neemt u dit over, dan verdwijnen er secties uit het plan, met hun tekst."
HELE_PLAN: Final = "Dit raakt meer dan één opgave. Lees het goed na voor u het overneemt."
AKKOORD: Final = "Deze fiche is akkoord; de tekst staat vast. Wie de fiche heropent, kan dit daarna overnemen."
NIET_VAN_U: Final = "U mag deze tekst niet wijzigen."
ZOU_AKKOORD: Final = "Hiermee zou een fiche veranderen die akkoord is. Heropen die fiche eerst."
ONZEKER: Final = "Het is niet zeker dat dit opgave {nummer} is: {reden}."
ANDERE_TITEL: Final = "De titel in het bestand is een andere dan die in het plan."
SAMEN: Final = "Er verhuist tekst tussen {waar}. Neem die allebei over, of geen van beide."


@dataclass(frozen=True, slots=True)
class Getoond:
    """One change: what happened, at which code, and the lines with their words."""

    woorden: str
    code: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Overnamekeuze:
    """One piece to take over or not. `gezien` is the fingerprint of what stands in the plan now; `dicht` says why it
    cannot be chosen. `intussen` is what the plan changed since, where both did."""

    code: str
    naam: str
    adres: str
    gezien: str
    aan: bool
    wijzigingen: tuple[Getoond, ...]
    intussen: tuple[Getoond, ...] = ()
    tekst: tuple[tuple[str, tuple[str, ...]], ...] = ()
    waarschuwingen: tuple[str, ...] = ()
    dicht: str = ""
    verouderd: bool = False


@dataclass(frozen=True, slots=True)
class Keuzegroep:
    """An opgave or chapter with its pieces. `sleutel` is "plan" for what belongs to none."""

    sleutel: str
    titel: str
    keuzes: tuple[Overnamekeuze, ...]

    @property
    def aangevinkt(self) -> int:
        return sum(k.aan for k in self.keuzes)

    @property
    def gedeeld(self) -> tuple[str, ...]:
        """Warnings that hold for each of several pieces, and are told once."""
        open_ = [k for k in self.keuzes if not k.dicht]
        if len(open_) < 2:
            return ()
        return tuple(zin for zin in open_[0].waarschuwingen if all(zin in k.waarschuwingen for k in open_))


@dataclass(frozen=True, slots=True)
class Overnameplaats:
    """Where a section stands, for people: "14.K Geconstateerde knelpunten" and its address."""

    naam: str
    adres: str


@dataclass(frozen=True)
class Overnamebeeld:
    """All that can be taken over. `alleen_plan`: pieces that only the plan changed; the file leaves them alone."""

    groepen: tuple[Keuzegroep, ...]
    alleen_plan: int = 0
    plaatsen: Mapping[str, Overnameplaats] = field(default_factory=dict)

    @property
    def keuzes(self) -> tuple[Overnamekeuze, ...]:
        return tuple(k for g in self.groepen for k in g.keuzes)

    @property
    def veel(self) -> bool:
        """Whether the opgaven are better folded."""
        return len(self.keuzes) > VEEL

    @property
    def aangevinkt(self) -> int:
        return sum(k.aan for k in self.keuzes)

    @property
    def te_kiezen(self) -> int:
        return sum(not k.dicht for k in self.keuzes)


@dataclass(frozen=True)
class Beeldvraag:
    """What decides the picture. `gekozen` are the codes that somebody ticked before, None on first sight."""

    nu: Plandocument
    basis: Plandocument
    gelezen: Plandocument
    weet_basis: bool
    regio: str
    akkoord: frozenset[str]
    mag: Callable[[str], bool]
    namen: Namen
    gekozen: Collection[str] | None = None
    verouderd: Collection[str] = ()
    onzeker: Mapping[str, str] = field(default_factory=dict)  # opgave → why it is not sure that the file is about it
    op_woorden: Collection[str] = ()  # opgaven that were recognised by title and words, not by marks
    gebreken: Mapping[str, Sequence[str]] = field(
        default_factory=dict
    )  # section → what of it was not read as it stands


def beeld(vraag: Beeldvraag) -> Overnamebeeld:
    """Compare the file with the plan, in three ways where the text it was written from is known.

    Costs one comparison of two plans, and two more where both sides changed the same piece.
    """
    return _Maker(vraag).beeld()


def plaatsen(document: Plandocument, regio: str) -> dict[str, Overnameplaats]:
    """Key of a section → where it stands."""
    uit = {}
    for opgave in document.opgaven:
        for sectie in opgave.secties:
            soort = document.soorten.get(sectie.soort)
            code = f"{opgave.nummer}.{soort.letter}" if soort else str(opgave.nummer)
            adres = f"{adressen.opgave(regio, opgave.nummer)}#{code}"
            uit[sectie.sleutel] = Overnameplaats(f"{code} {soort.naam if soort else ''}".strip(), adres)
    for n, hoofdstuk in enumerate((*document.hoofdstukken_voor(), *document.hoofdstukken_na()), 1):
        for sectie in hoofdstuk.secties:
            titel = f"{hoofdstuk.titel}: {sectie.titel}" if sectie.titel else hoofdstuk.titel
            uit[sectie.sleutel] = Overnameplaats(titel, adressen.hoofdstuk(regio, n))
    return uit


def adres_van(code: str, document: Plandocument, regio: str, waar: Mapping[str, Overnameplaats]) -> str:
    """Where the piece stands in the plan; the plan itself where it does not."""
    soort, _, sleutel = code.partition("-")
    if soort == "s" and sleutel in waar:
        return waar[sleutel].adres
    if soort in ("o", "n") and sleutel in document.per_sleutel:
        return adressen.opgave(regio, document.per_sleutel[sleutel].nummer)
    return adressen.plan(regio)


class _Maker:
    def __init__(self, vraag: Beeldvraag) -> None:
        self.v = vraag
        self.wil, self.beide, self.alleen_plan = drie(vraag.nu, vraag.basis, vraag.gelezen)
        self.doel = neem_over(vraag.nu, vraag.gelezen, self.wil, streng=False)
        self.waar = plaatsen(self.doel, vraag.regio) | plaatsen(vraag.nu, vraag.regio)
        self.verlies = Verlies(vraag.nu, self.doel, lambda soort, code: vraag.namen.get((soort, code), code))
        self.houders = {
            s.sleutel: h.sleutel for d in (self.doel, vraag.nu) for h, s in d.alle_secties()
        }  # of what stands on both sides, as the plan has it now

    def beeld(self) -> Overnamebeeld:
        vergelijking = vergelijk(self.v.nu, self.doel, namen=self.v.namen)
        eigen = self._per_code(vergelijking)
        van_bestand, intussen = (
            self._per_code(vergelijk(self.v.basis, d, namen=self.v.namen)) if self.beide else {}
            for d in (self.v.gelezen, self.v.nu)
        )
        per_houder: dict[str, list[Overnamekeuze]] = defaultdict(list)
        for code in self.wil:
            toon = van_bestand.get(code) or eigen.get(code) if code in self.beide else eigen.get(code)
            if toon:
                per_houder[self._houder(code)].append(self._keuze(code, toon, intussen.get(code, [])))
        self._samen_of_niet(per_houder)
        groepen = []
        for kop in vergelijking.koppen:
            if rij := per_houder.pop(kop.sleutel or PLAN, []):
                titel = kop.titel if kop.soort != "plan" else "Het plan als geheel"
                groepen.append(Keuzegroep(kop.sleutel or PLAN, titel, tuple(rij)))
        return Overnamebeeld(tuple(groepen), self.alleen_plan, self.waar)

    def _samen_of_niet(self, per_houder: Mapping[str, list[Overnamekeuze]]) -> None:
        """Of two sections between which a point moves neither is ticked when the other is not: it would be lost."""
        if self.v.gekozen is not None:
            return
        staat = {k.code[2:]: k.aan for rij in per_houder.values() for k in rij if k.code[0] == "s"}
        was = {i.sleutel: s.sleutel for _, s in self.v.nu.alle_secties() for i in s.items}
        paren = [
            (was[i.sleutel], s.sleutel)
            for _, s in self.doel.alle_secties()
            for i in s.items
            if was.get(i.sleutel, s.sleutel) != s.sleutel
        ]
        for _ in paren:  # one that goes may take the next along
            for paar in paren:
                if not all(staat.get(p, False) for p in paar):
                    staat |= dict.fromkeys(paar, False)
        for houder, rij in per_houder.items():
            per_houder[houder][:] = [replace(k, aan=k.aan and staat.get(k.code[2:], k.aan)) for k in rij]

    def _houder(self, code: str) -> str:
        soort, _, sleutel = code.partition("-")
        return PLAN if code == PLAN else self.houders.get(sleutel, sleutel) if soort == "s" else sleutel

    def _per_code(self, vergelijking: Vergelijking) -> dict[str, list[Wijziging]]:
        """Each change at the pieces it belongs to: two, when words went from one section to another."""
        wil = set(self.wil)
        uit: dict[str, list[Wijziging]] = defaultdict(list)
        for w in vergelijking.wijzigingen:
            codes = []
            for plek in (w.nieuw, w.oud):
                if plek is None:
                    continue
                houder = plek.opgave or plek.hoofdstuk
                kandidaten = [f"s-{plek.sectie}"] if plek.sectie else []
                kandidaten += [f"{soort}-{houder}" for soort in "onhk"] if houder else []
                code = next((c for c in kandidaten if c in wil), PLAN if not houder or w.soort == "verplaatst" else "")
                if code in wil and code not in codes:
                    codes.append(code)
            for code in codes:
                uit[code].append(w)
        return uit

    def _keuze(self, code: str, wijzigingen: Sequence[Wijziging], intussen: Sequence[Wijziging]) -> Overnamekeuze:
        v = self.v
        dicht = self._dicht(code)
        let_op, uit = self._let_op(code, wijzigingen)
        aan = not dicht and not uit and code not in v.verouderd if v.gekozen is None else code in v.gekozen
        beide = code in self.beide
        return Overnamekeuze(
            code=code,
            naam=naam(code, v.nu, self.doel) if code[0] == "s" else _kop(code, v.gelezen),
            adres=adres_van(code, v.nu, v.regio, self.waar),
            gezien=afdruk(v.nu, code, v.gelezen),
            aan=aan and not dicht and code not in v.verouderd,
            wijzigingen=tuple(_getoond(w) for w in wijzigingen if code[0] not in "nk"),
            intussen=tuple(map(_getoond, intussen)) if beide else (),
            tekst=self._tekst(code),
            waarschuwingen=() if dicht else tuple(let_op),
            dicht=dicht,
            verouderd=code in v.verouderd,
        )

    def _dicht(self, code: str) -> str:
        houder = self._houder(code)
        opgave = houder if code[0] in "sno" and houder in {**self.v.nu.per_sleutel, **self.doel.per_sleutel} else ""
        if code == PLAN and self.v.akkoord:
            alleen = neem_over(self.v.nu, self.v.gelezen, [PLAN], streng=False)
            if any(alleen.per_sleutel.get(s) != self.v.nu.per_sleutel.get(s) for s in self.v.akkoord):
                return ZOU_AKKOORD
        if not self.v.mag(opgave):
            return NIET_VAN_U
        return AKKOORD if opgave in self.v.akkoord else ""

    def _let_op(self, code: str, wijzigingen: Sequence[Wijziging]) -> tuple[list[str], bool]:
        """What to say before somebody takes this over, and whether it begins unticked."""
        uit: list[str] = []
        soort, _, sleutel = code.partition("-")
        houder = self._houder(code)
        if houder in self.v.onzeker:
            opgave = self.doel.per_sleutel.get(houder)
            uit.append(ONZEKER.format(nummer=opgave.nummer if opgave else "", reden=self.v.onzeker[houder]))
        if code in self.beide:
            uit.append(BEIDE)
        elif not self.v.weet_basis:
            uit.append(GEEN_BASIS)
        if code == PLAN:
            uit.append(HELE_PLAN)
        elif soort in "nk" and _weg(code, self.v.gelezen):
            uit.append(OPGAVE_WEG if soort == "n" else HOOFDSTUK_WEG)
        elif soort in "oh" and any(w.wat == "sectie" and w.soort == "vervallen" for w in wijzigingen):
            uit.append(SECTIES_WEG)
        elif soort == "s" and self._wordt_leeg(sleutel):
            uit.append(WORDT_LEEG)
        elif soort == "s":
            uit += self.verlies.van_sectie(sleutel)
        if soort == "o":
            uit += self.verlies.van_opgave(sleutel)
            if houder in self.v.op_woorden and self._andere_titel(sleutel):
                uit.append(ANDERE_TITEL)
        if soort == "s":
            uit += self.v.gebreken.get(sleutel, ())
        standaard_uit = bool(uit)
        verhuisd = [w for w in wijzigingen if w.soort == "verplaatst" and w.oud and w.nieuw]
        plekken = {p.sectie for w in verhuisd for p in (w.oud, w.nieuw) if p is not None and p.sectie}
        if soort == "s" and len(plekken) > 1:
            uit.append(SAMEN.format(waar=" en ".join(sorted(self.waar[p].naam for p in plekken if p in self.waar))))
        return uit, standaard_uit

    def _andere_titel(self, sleutel: str) -> bool:
        nu, straks = (d.per_sleutel.get(sleutel) for d in (self.v.nu, self.v.gelezen))
        return nu is not None and straks is not None and nu.titel != straks.titel

    def _wordt_leeg(self, sleutel: str) -> bool:
        nu, straks = (_sectie(d, sleutel) for d in (self.v.nu, self.v.gelezen))
        return nu is not None and straks is not None and straks.leeg and not nu.leeg

    def _tekst(self, code: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """All that a new opgave or chapter says, section by section."""
        if code[0] not in "nk" or code == PLAN or _weg(code, self.v.gelezen):
            return ()
        rij: dict[str, Any] = {**_op(self.v.gelezen.opgaven), **_op(self.v.gelezen.hoofdstukken)}
        houder = rij[code[2:]]
        soorten, nummers = self.v.gelezen.soorten, self.v.gelezen.nummers
        uit = []
        for s in houder.secties:
            kop = soorten[s.soort].naam if isinstance(houder, Opgave) and s.soort in soorten else s.titel
            delen = [s.opening, *(i.tekst for i in s.items), s.slot]
            regels = tuple(r for d in delen for r in tekst.woorden(d, nummers).split("\n") if r)
            if regels:
                uit.append((kop, regels))
        return tuple(uit)


def _weg(code: str, gelezen: Plandocument) -> bool:
    return code[2:] not in {**_op(gelezen.opgaven), **_op(gelezen.hoofdstukken)}


def _op(rij: Iterable[Any]) -> dict[str, Any]:
    return {deel.sleutel: deel for deel in rij}


def _sectie(document: Plandocument, sleutel: str) -> Sectie | None:
    return next((s for _, s in document.alle_secties() if s.sleutel == sleutel), None)


def _kop(code: str, gelezen: Plandocument) -> str:
    """What kind of piece of its opgave or chapter it is, for who chooses."""
    if code == PLAN:
        return "Titel, clusters, doelstellingen en volgorde"
    if code[0] in "nk":
        weg = _weg(code, gelezen)
        if code[0] == "n":
            return "Opgave die vervalt" if weg else "Nieuwe opgave"
        return "Hoofdstuk dat vervalt" if weg else "Nieuw hoofdstuk"
    return "Titel en gegevens" if code[0] == "o" else "Titel en indeling"


def _getoond(w: Wijziging) -> Getoond:
    """A name that changed is told by its words; a fact by what it was and is."""
    woorden = f"{VELDEN.get(w.veld, w.veld)} gewijzigd" if w.feit and w.regels else w.in_woorden
    code = w.plek.code if w.opgaven or w.hoofdstukken else f"{w.naam.capitalize()} {w.plek.naam}".strip()
    return Getoond(woorden, "" if w.wat == "plan" else code, passages(w.regels))
