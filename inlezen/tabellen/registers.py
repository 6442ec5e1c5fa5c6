"""A register as a table: rows against the rows that stand.

A row of a register is plain data here (`waarden`, as JSON can hold it), so that it can be compared, kept and put back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, ClassVar, Final, Self

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.text import slugify

from governance.models import Regio, Rol
from plandocument.boom import Plandocument

from .soort import Mag, Tabelsoort
from .voorstel import (
    FOUT,
    GELIJK,
    GEWIJZIGD,
    NIEUW,
    VERWIJDERD,
    Celfout,
    Celwijziging,
    Tabelkolom,
    Tabelregel,
    Tabelrij,
    Tabelvoorstel,
    gewogen,
)

Waarden = dict[str, Any]
CODE: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")
WEG: Final = Tabelkolom("verwijderen", "Verwijderen", ("verwijder", "weg"))


@dataclass(frozen=True, slots=True)
class Registerdaad:
    """What a row does to the register: `pk` and `voor` are None for a new row, `na` is None for one that goes."""

    pk: int | None
    voor: Waarden | None
    na: Waarden | None


class Registertabel(Tabelsoort):
    """One register of one region. `staat` is what stands: one query (two for trajecten), asked once."""

    rollen = frozenset((Rol.Soort.BEHEERDER.value,))
    wie = "de beheerder"
    in_plan = False

    model: ClassVar[type[Model]]
    naamveld: ClassVar[str] = "naam"
    velden: ClassVar[tuple[str, ...]]
    """Fields of the model that the table holds, `code` first."""
    meervoud: ClassVar[Mapping[str, str]] = {}
    """Many-to-many fields, kept as a sorted list of codes."""
    kolomveld: ClassVar[Mapping[str, str]] = {}
    """Field → code of its column, where they differ."""
    sleutelvelden: ClassVar[tuple[str, ...]] = ("regio", "code")
    """What is unique of a row in the database."""

    def __init__(self, regio: Regio, *, opgaven: Collection[int] = (), slot: bool = False) -> None:
        self.regio, self.opgaven = regio, set(opgaven)
        rijen = self.rijen_van(regio)
        if slot:
            rijen = rijen.select_for_update()
        self.pk: dict[str, int] = {}
        self.staat: dict[str, Waarden] = {}
        per_pk: dict[int, Waarden] = {}
        for pk, rij in self.lees_staat(rijen):
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
        self.per_naam: dict[str, list[str]] = defaultdict(list)
        for code, rij in self.staat.items():
            self.per_naam[_plat(rij[self.naamveld])].append(code)

    @classmethod
    def van(cls, regio: Regio, document: Plandocument, *, mag: Mag, dicht: Collection[str], slot: bool) -> Self:
        return cls(regio, opgaven=[o.nummer for o in document.opgaven], slot=slot)

    @cached_property
    def keuzes(self) -> dict[str, dict[Any, Any]]:
        return {veld: dict(self.veld(veld).flatchoices) for veld in self.velden if self.veld(veld).choices}

    @cached_property
    def per_woord(self) -> dict[str, dict[str, Any]]:
        return {
            veld: {_plat(str(naam)): w for w, naam in keuzes.items()} | {w: w for w in keuzes}
            for veld, keuzes in self.keuzes.items()
        }

    @classmethod
    def veld(cls, naam: str) -> Any:
        return _veld(cls.model, naam)

    # ---- what a register adds ----

    @classmethod
    def rijen_van(cls, regio: Regio) -> QuerySet[Any]:
        return cls.model._default_manager.filter(regio=regio)

    def lees_staat(self, rijen: QuerySet[Any]) -> Iterator[tuple[int, Waarden]]:
        """Each row with its fields, as JSON can hold them. One query."""
        for pk, *waarden in rijen.values_list("pk", *self.velden):
            yield pk, dict(zip(self.velden, waarden, strict=True))

    def object_van(self, waarden: Waarden, pk: int | None) -> Model:
        """The row to write."""
        return self.model(pk=pk, regio=self.regio, **{veld: waarden[veld] for veld in self.velden})

    @property
    def te_schrijven(self) -> list[str]:
        """Fields that a change writes."""
        return list(self.velden[1:])

    def cellen(self, rij: Waarden) -> dict[str, str]:
        """The cells of a row as people read them, by the code of their column."""
        uit = {}
        for veld in self.velden:
            waarde = rij[veld]
            namen = self.keuzes.get(veld)
            naam = namen.get(waarde) if namen else None
            uit[self.kolomveld.get(veld, veld)] = str(naam if naam is not None else "" if waarde is None else waarde)
        return uit

    def waarden(self, rij: Tabelrij, was: Waarden | None) -> Waarden:
        """The row with what the file says in place. Raises Celfout."""
        nieuw = dict(was or self.niets)
        oud = self.cellen(was) if was else {}
        for veld in self.velden[1:]:
            kolom = self.kolomveld.get(veld, veld)
            if kolom in rij and (was is None or not zelfde(rij[kolom], oud.get(kolom, ""))):
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

    def voorstel(self, rijen: Iterable[Tabelrij]) -> Tabelvoorstel:
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
                regel = Tabelregel(rij.nummer, FOUT, rij["code"] or rij[self.naamveld][:60], fouten=fouten)
            regels.append(gewogen(regel, rij))
        weg = {r.data.pk for r in regels if r.soort == VERWIJDERD}
        vast = in_gebruik(self.model, weg)
        zin = "Deze rij wordt nog gebruikt in het plan of bij een gremium. Haal dat eerst weg."
        return Tabelvoorstel(
            tuple(
                replace(r, soort=FOUT, fouten=(("Verwijderen", zin),), twijfel="", data=None)
                if r.soort == VERWIJDERD and r.data.pk in vast
                else r
                for r in regels
            )
        )

    def _regel(self, rij: Tabelrij, gezien: dict[str, int], namen: dict[str, int]) -> Tabelregel:
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
            return Tabelregel(
                rij.nummer, VERWIJDERD, str(was[self.naamveld]), data=Registerdaad(self.pk[code], was, None)
            )
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
            return Tabelregel(rij.nummer, NIEUW, naam, cellen, data=Registerdaad(None, None, nieuw))
        soort = GEWIJZIGD if nieuw != was else GELIJK
        return Tabelregel(rij.nummer, soort, naam, cellen, data=Registerdaad(self.pk[code], was, nieuw))


@cache
def _veld(model: type[Model], naam: str) -> Any:
    """Asked for every cell of every row."""
    return model._meta.get_field(naam)


def _plat(woorden: str) -> str:
    return " ".join(woorden.casefold().split())


def zelfde(a: str, b: str) -> bool:
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
