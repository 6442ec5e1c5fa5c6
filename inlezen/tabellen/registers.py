"""Trajecten, organisaties and mijlpalen as a table: rows against the rows of a register.

A row of a register is plain data here (`waarden`, as JSON can hold it), so that it can be compared, kept and put back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import slugify

from governance.models import Mijlpaal, Ministerie, Organisatie, Regio
from governance.tijdlijn import OngeldigeDatum, grenzen
from npvr.getallen import MAANDEN, datum
from opgaven.models import Traject

from .voorstel import (
    FOUT,
    GELIJK,
    GEWIJZIGD,
    NIEUW,
    VERWIJDERD,
    Celfout,
    Celwijziging,
    Kolom,
    Regel,
    Rij,
    Voorstel,
    gewogen,
)
from .wanneer import lees_exact, lees_wanneer

Waarden = dict[str, Any]
CODE: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")
_WEG: Final = Kolom("verwijderen", "Verwijderen", ("verwijder", "weg"))


@dataclass(frozen=True, slots=True)
class Daad:
    """What a row does to the register: `pk` and `voor` are None for a new row, `na` is None for one that goes."""

    pk: int | None
    voor: Waarden | None
    na: Waarden | None


class Register:
    """One register of one region. `staat` is what stands: one query (two for trajecten), asked once."""

    model: ClassVar[type[Model]]
    naamveld: ClassVar[str] = "naam"
    kolommen: ClassVar[tuple[Kolom, ...]]
    velden: ClassVar[tuple[str, ...]]
    """Fields of the model that the table holds, `code` first."""
    meervoud: ClassVar[Mapping[str, str]] = {}
    """Many-to-many fields, kept as a sorted list of codes."""
    kolomveld: ClassVar[Mapping[str, str]] = {}
    """Field → code of its column, where they differ."""

    def __init__(self, regio: Regio, *, opgaven: Collection[int] = (), slot: bool = False) -> None:
        self.regio, self.opgaven = regio, set(opgaven)
        rijen = self.model._default_manager.filter(regio=regio)
        if slot:
            rijen = rijen.select_for_update()
        self.pk: dict[str, int] = {}
        self.staat: dict[str, Waarden] = {}
        per_pk: dict[int, Waarden] = {}
        for pk, *waarden in rijen.values_list("pk", *self.velden):
            rij = dict(zip(self.velden, waarden, strict=True))
            self.pk[rij["code"]], self.staat[rij["code"]] = pk, rij
            per_pk[pk] = rij
        for veld in self.meervoud:
            links: dict[int, list[str]] = defaultdict(list)
            through = self.veld(veld).remote_field.through
            eigen, ander = self.model._meta.model_name, "ministerie"
            for pk, code in through.objects.filter(**{f"{eigen}__regio": regio}).values_list(
                f"{eigen}_id", f"{ander}__code"
            ):
                links[pk].append(code)
            for pk, rij in per_pk.items():
                rij[veld] = sorted(links[pk])
        self.kolom = {k.code: k.naam for k in self.kolommen}
        self.keuzes = {veld: dict(self.veld(veld).flatchoices) for veld in self.velden if self.veld(veld).choices}
        self.per_woord = {
            veld: {_plat(str(naam)): w for w, naam in keuzes.items()} | {w: w for w in keuzes}
            for veld, keuzes in self.keuzes.items()
        }
        self.per_naam: dict[str, list[str]] = defaultdict(list)
        for code, rij in self.staat.items():
            self.per_naam[_plat(rij[self.naamveld])].append(code)

    @classmethod
    def veld(cls, naam: str) -> Any:
        return _veld(cls.model, naam)

    # ---- what a register adds ----

    def cellen(self, rij: Waarden) -> dict[str, str]:
        """The cells of a row as people read them, by the code of their column."""
        uit = {}
        for veld in self.velden:
            waarde = rij[veld]
            namen = self.keuzes.get(veld)
            naam = namen.get(waarde) if namen else None
            uit[self.kolomveld.get(veld, veld)] = str(naam if naam is not None else "" if waarde is None else waarde)
        return uit

    def waarden(self, rij: Rij, was: Waarden | None) -> Waarden:
        """The row with what the file says in place. Raises Celfout."""
        nieuw = dict(was or self.niets)
        oud = self.cellen(was) if was else {}
        for veld in self.velden[1:]:
            kolom = self.kolomveld.get(veld, veld)
            if kolom in rij and (was is None or not _zelfde(rij[kolom], oud.get(kolom, ""))):
                nieuw[veld] = self._veld(veld, kolom, rij[kolom])
        return nieuw

    @cached_property
    def niets(self) -> Waarden:
        return self.leeg()

    def leeg(self) -> Waarden:
        uit = {}
        for veld in self.velden:
            f = self.veld(veld)
            uit[veld] = (
                f.get_default()
                if f.has_default()
                else ""
                if f.get_internal_type() != "PositiveSmallIntegerField"
                else None
            )
        return uit | {veld: [] for veld in self.meervoud}

    def _veld(self, veld: str, kolom: str, cel: str) -> Any:
        f = self.veld(veld)
        woord = cel if f.get_internal_type() == "TextField" else " ".join(cel.split())
        if (keuzes := self.per_woord.get(veld)) is not None:
            if not woord:
                return f.get_default() if not f.blank and f.has_default() else ""
            if (waarde := keuzes.get(_plat(woord))) is None:
                namen = [str(naam) for naam in self.keuzes[veld].values()]
                raise Celfout(self.kolom[kolom], f"Kies {', '.join(namen[:-1])} of {namen[-1]}.")
            return waarde
        if not woord and not f.blank:
            raise Celfout(self.kolom[kolom], "Vul deze cel in.")
        if f.empty_strings_allowed and (f.max_length is None or len(woord) <= f.max_length):
            return woord  # a text that fits: what steers was taken out when it was read
        try:
            return f.clean(woord if woord or f.empty_strings_allowed else None, None)
        except ValidationError as fout:
            zin = " ".join(f"{melding.rstrip('.')}." for melding in fout.messages)
            raise Celfout(self.kolom[kolom], zin) from fout

    def nieuwe_code(self, rij: Waarden, bezet: Collection[str]) -> str:
        stam = slugify(str(rij[self.naamveld])).replace("-", "_")[:40].strip("_") or "rij"
        code, n = stam, 2
        while code in bezet:
            code, n = f"{stam}_{n}", n + 1
        return code

    # ---- out ----

    def rijen(self) -> list[tuple[object, ...]]:
        uit: list[tuple[object, ...]] = []
        for rij in self.staat.values():
            cellen = self.cellen(rij)
            uit.append(tuple(cellen.get(k.code, "") for k in self.kolommen))
        return uit

    # ---- in ----

    def voorstel(self, rijen: Iterable[Rij]) -> Voorstel:
        """One query per kind of row that may hold on to a row of this register, and only where some are to go."""
        gezien: dict[str, int] = {}
        namen: dict[str, int] = {}
        regels = []
        for rij in rijen:
            fouten = rij.fouten
            try:
                regel = self._regel(rij, gezien, namen) if not fouten else None
            except Celfout as fout:
                regel, fouten = None, ((fout.kolom, fout.zin),)
            if regel is None:
                regel = Regel(rij.nummer, FOUT, rij["code"] or rij[self.naamveld][:60], fouten=fouten)
            regels.append(gewogen(regel, rij))
        weg = {r.data.pk for r in regels if r.soort == VERWIJDERD}
        vast = in_gebruik(self.model, weg)
        zin = "Deze rij wordt nog gebruikt in het plan of bij een gremium. Haal dat eerst weg."
        return Voorstel(
            tuple(
                replace(r, soort=FOUT, fouten=(("Verwijderen", zin),), twijfel="", data=None)
                if r.soort == VERWIJDERD and r.data.pk in vast
                else r
                for r in regels
            )
        )

    def _regel(self, rij: Rij, gezien: dict[str, int], namen: dict[str, int]) -> Regel:
        code = rij["code"].strip().lower()
        if not code:
            gelijk = self.per_naam.get(_plat(rij[self.naamveld]), [])
            if len(gelijk) > 1:
                raise Celfout("Code", "Er staan meer rijen met deze naam. Vul de code in, zodat duidelijk is welke.")
            code = gelijk[0] if gelijk else ""
        if code and (eerder := gezien.setdefault(code, rij.nummer)) != rij.nummer:
            raise Celfout("Code", f"Deze rij stond al in rij {eerder}.")
        was = self.staat.get(code)
        if rij.weg:
            if was is None:
                raise Celfout("Verwijderen", "Deze rij staat niet in het register, dus er is niets om te verwijderen.")
            return Regel(rij.nummer, VERWIJDERD, str(was[self.naamveld]), data=Daad(self.pk[code], was, None))
        if code and was is None and not CODE.fullmatch(code):
            raise Celfout("Code", "Gebruik in een code alleen kleine letters, cijfers, - en _; hoogstens 50 tekens.")
        nieuw = self.waarden(rij, was)
        if not str(nieuw[self.naamveld]).strip():
            raise Celfout(self.kolom[self.naamveld], "Vul deze cel in.")
        if was is None:
            if not code:
                if (eerder := namen.setdefault(_plat(str(nieuw[self.naamveld])), rij.nummer)) != rij.nummer:
                    raise Celfout(self.kolom[self.naamveld], f"Dezelfde naam staat ook in rij {eerder}.")
                code = self.nieuwe_code(nieuw, self.staat.keys() | gezien.keys())
                gezien[code] = rij.nummer
            nieuw["code"] = code
        oud_cellen, nieuw_cellen = (self.cellen(was) if was else {}), self.cellen(nieuw)
        cellen = tuple(
            Celwijziging(k.naam, oud_cellen.get(k.code, ""), nieuw_cellen[k.code])
            for k in self.kolommen
            if k.code in nieuw_cellen and oud_cellen.get(k.code, "") != nieuw_cellen[k.code]
        )
        naam = str((was or nieuw)[self.naamveld])
        if was is None:
            return Regel(rij.nummer, NIEUW, naam, cellen, data=Daad(None, None, nieuw))
        soort = GEWIJZIGD if nieuw != was else GELIJK
        return Regel(rij.nummer, soort, naam, cellen, data=Daad(self.pk[code], was, nieuw))


@cache
def _veld(model: type[Model], naam: str) -> Any:
    """Asked for every cell of every row."""
    return model._meta.get_field(naam)


def _plat(woorden: str) -> str:
    return " ".join(woorden.casefold().split())


def _zelfde(a: str, b: str) -> bool:
    return " ".join(a.split()) == " ".join(b.split())


def in_gebruik(model: type[Model], pks: Collection[int]) -> set[int]:
    """Which of these rows other rows point at; a row's own many-to-many links do not count."""
    uit: set[int] = set()
    if not pks:
        return uit
    for relatie in model._meta.get_fields(include_hidden=True):
        veld: Any = getattr(relatie, "remote_field", None)
        if relatie.concrete or veld is None or not relatie.auto_created or not getattr(veld, "db_constraint", True):
            continue  # the history points without holding on
        wie: Any = relatie.related_model
        if not wie._meta.auto_created:
            uit |= set(wie._base_manager.order_by().values_list(veld.name, flat=True).distinct())
    return uit & set(pks)


class Organisaties(Register):
    model = Organisatie
    velden = ("code", "naam", "soort", "kolom")
    kolommen = (
        Kolom("code", "Code"), Kolom("naam", "Naam", ("organisatie",), moet=True), Kolom("soort", "Soort"),
        Kolom("kolom", "Kolom"), _WEG,
    )  # fmt: skip


class Trajecten(Register):
    model = Traject
    velden = ("code", "naam", "soort", "periode", "bedrag", "status", "toelichting")
    meervoud: ClassVar[Mapping[str, str]] = {"ministeries": "ministerie"}
    kolommen = (
        Kolom("code", "Code"), Kolom("naam", "Naam", ("traject",), moet=True), Kolom("soort", "Soort"),
        Kolom("ministeries", "Ministeries", ("ministerie",)), Kolom("periode", "Periode"), Kolom("bedrag", "Bedrag"),
        Kolom("status", "Status"), Kolom("toelichting", "Toelichting"), _WEG,
    )  # fmt: skip

    def __init__(self, regio: Regio, **kwargs: Any) -> None:
        super().__init__(regio, **kwargs)
        self.spelling = Ministerie.objects.schrijfwijzen()
        self.afkorting = dict(Ministerie.objects.values_list("code", "afkorting"))

    def cellen(self, rij: Waarden) -> dict[str, str]:
        return super().cellen(rij) | {"ministeries": ", ".join(self.afkorting.get(c, c) for c in rij["ministeries"])}

    def waarden(self, rij: Rij, was: Waarden | None) -> Waarden:
        nieuw = super().waarden(rij, was)
        if "ministeries" in rij:
            codes = set()
            for woord in filter(None, (w.strip() for w in re.split(r"[,;\n]", rij["ministeries"]))):
                if (code := self.spelling.get(woord.lower())) is None:
                    raise Celfout("Ministeries", f"Het ministerie ‘{woord[:40]}’ is niet bekend. Gebruik de afkorting.")
                codes.add(code)
            nieuw["ministeries"] = sorted(codes)
        return nieuw


class Mijlpalen(Register):
    model = Mijlpaal
    naamveld = "wat"
    velden = (
        "code", "datum", "einddatum", "precisie", "aanduiding", "sorteer", "wat", "wie", "soort", "relevantie",
        "opgave_nummer", "bron",
    )  # fmt: skip
    kolommen = (
        Kolom("code", "Code"), Kolom("wanneer", "Wanneer", ("datum", "moment"), moet=True),
        Kolom("tot", "Tot en met", ("einddatum", "tot")), Kolom("wat", "Wat", ("mijlpaal",), moet=True),
        Kolom("wie", "Wie"), Kolom("soort", "Soort"), Kolom("relevantie", "Relevantie"), Kolom("opgave", "Opgave"),
        Kolom("bron", "Bron"), _WEG,
    )  # fmt: skip
    kolomveld: ClassVar[Mapping[str, str]] = {"opgave_nummer": "opgave"}
    _VAN_WANNEER: Final = ("datum", "einddatum", "precisie", "aanduiding", "sorteer")

    def cellen(self, rij: Waarden) -> dict[str, str]:
        uit = {k: v for k, v in super().cellen(rij).items() if k not in self._VAN_WANNEER}
        return uit | {
            "wanneer": rij["aanduiding"] or _in_woorden(rij["datum"]),
            "tot": _in_woorden(rij["einddatum"]) if rij["einddatum"] else "",
        }

    def waarden(self, rij: Rij, was: Waarden | None) -> Waarden:
        nieuw = super().waarden(rij, was)
        oud = self.cellen(was) if was else {"wanneer": "", "tot": ""}
        if was is None and not rij["wanneer"]:
            raise Celfout("Wanneer", "Vul in wanneer dit is, zoals 20 november 2026 of “najaar 2027”.")
        if rij["wanneer"] and not _zelfde(rij["wanneer"], oud["wanneer"]):
            w = self._lees(lees_wanneer, "Wanneer", rij["wanneer"])
            nieuw |= {"datum": w.datum, "precisie": w.precisie, "aanduiding": w.aanduiding, "sorteer": w.sorteer}
        if "tot" in rij and not _zelfde(rij["tot"], oud["tot"]):
            nieuw["einddatum"] = self._lees(lees_exact, "Tot en met", rij["tot"]) if rij["tot"] else ""
        if nieuw["einddatum"] and _laatste(nieuw["einddatum"]) < _laatste(nieuw["datum"]):
            raise Celfout("Tot en met", "Het einde ligt vóór het begin.")
        nummer = nieuw["opgave_nummer"]
        if nummer is not None and nummer not in self.opgaven and nummer != (was or {}).get("opgave_nummer"):
            raise Celfout("Opgave", "Dit nummer is geen opgave van dit plan.")
        return nieuw

    def leeg(self) -> Waarden:
        return super().leeg() | {"soort": Mijlpaal.Soort.PLANNING.value}

    def _veld(self, veld: str, kolom: str, cel: str) -> Any:
        if veld == "soort" and not cel.strip():
            return Mijlpaal.Soort.PLANNING.value
        return super()._veld(veld, kolom, cel)

    def _lees(self, lees: Callable[[str], Any], kolom: str, cel: str) -> Any:
        try:
            return lees(cel)
        except OngeldigeDatum as fout:
            raise Celfout(kolom, str(fout)) from fout


def _laatste(tekst: str) -> Any:
    return grenzen(tekst)[1]


def _in_woorden(tekst: str) -> str:
    """ "2026-11-20" → "20 november 2026", "2026-04" → "april 2026", "2026-Q2" → "Q2 2026"."""
    try:
        begin, _ = grenzen(tekst)
    except OngeldigeDatum:
        return tekst
    if "-Q" in tekst:
        return f"{tekst[-2:]} {begin.year}"
    return (tekst, f"{MAANDEN[begin.month - 1]} {begin.year}", datum(begin))[tekst.count("-")]


REGISTERS: Final[dict[str, type[Register]]] = {
    "trajecten": Trajecten,
    "organisaties": Organisaties,
    "mijlpalen": Mijlpalen,
}
