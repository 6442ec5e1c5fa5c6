"""How a form asks the facts that an item holds beside its words: a class per type of veld.

A kind of item says which velden it has (`plandocument.itemsoorten`); this says what a person sees of each, and how what
was chosen becomes a value again. What a section holds and its kind does not know can be kept as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from npvr import getallen
from plandocument import boom
from plandocument.itemsoorten import (
    Bedragveld,
    GeenFeit,
    Keuzeveld,
    Momentveld,
    Periodeveld,
    Registerveld,
    Veld,
    Verwijsveld,
    Vinkveld,
    Woordenveld,
    status_naam,
)
from plandocument.verwijzen import Verwijsdoel

from .grenzen import KORT_MAX, LANG_MAX, SLEUTEL
from .plek import Sectievindplaats


class Hoogstens:
    """A limit that the browser does not know of: it would cut a paste off in silence."""

    def __init__(self, hoogstens: int, wat: str) -> None:
        self.hoogstens, self.wat = hoogstens, wat

    def __call__(self, waarde: str) -> None:
        if len(waarde) > self.hoogstens:
            raise ValidationError(
                f"{self.wat} is te lang: {getallen.getal(len(waarde))} tekens. "
                f"Er passen er {getallen.getal(self.hoogstens)} in. Maak de tekst korter; er is niets weggevallen."
            )


Naam = tuple[str, boom.Koppeling]
"""A register row as people choose it, and the link it stands for."""


def registernamen(plek: Sectievindplaats, soorten: tuple[str, ...]) -> list[Naam]:
    """The names that a row may choose from, each once: a name that two rows share says which one is meant."""
    paren = [
        (naam, boom.Koppeling(soort, code))
        for soort in soorten
        for code, (_, naam) in plek.registers.per_soort[soort].items()
    ]
    vaak = Counter(naam.casefold() for naam, _ in paren)
    per_soort = Counter((naam.casefold(), link.soort) for naam, link in paren)

    def uniek(naam: str, link: boom.Koppeling) -> str:
        if vaak[naam.casefold()] == 1:
            return naam
        return f"{naam} ({link.soort if per_soort[naam.casefold(), link.soort] == 1 else link.doel})"

    return sorted(((uniek(naam, link), link) for naam, link in paren), key=lambda paar: paar[0].casefold())


class RegisterField(forms.Field):
    """Names from the registers, as the list beside the field offers them, in order. Cleans to links."""

    widget = forms.MultipleHiddenInput  # the template draws a text field for each, and one to spare

    def __init__(self, namen: list[Naam], *, een: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.een = een
        self.bekend = {naam.casefold(): link for naam, link in namen}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [n for n in initial or [] if n] != [n.strip() for n in data or [] if n.strip()]

    def clean(self, value: Any) -> tuple[boom.Koppeling, ...]:
        namen = [naam.strip() for naam in value or [] if naam.strip()]
        if vreemd := [naam for naam in namen if naam.casefold() not in self.bekend]:
            raise ValidationError(
                f"“{vreemd[0][:100]}” staat niet in het register. Kies een naam uit de lijst, of maak dit veld leeg."
            )
        gekozen = tuple(dict.fromkeys(self.bekend[naam.casefold()] for naam in namen))
        if self.een and len(gekozen) > 1:
            raise ValidationError("Kies er een: hier past één naam uit het register.")
        return gekozen


V = TypeVar("V", bound=Veld)


class Veldvorm(Generic[V]):
    """One veld in the rows of a list. `items` are those that stand there now."""

    vorm: ClassVar[str]
    """How the row draws it: keuze, vink, woorden, links (`templates/opgaven/_item.html`)."""
    getypt: ClassVar[bool] = False
    """Whether somebody types it: then it is not dropped with a row of which the words were wiped."""

    def __init__(self, veld: V, plek: Sectievindplaats, items: Sequence[boom.Item]) -> None:
        self.veld = veld

    @property
    def naam(self) -> str:
        """Of the field of the form."""
        return self.veld.naam

    @property
    def breed(self) -> bool:
        return False

    def field(self) -> forms.Field:
        raise NotImplementedError

    def begin(self, item: boom.Item) -> Any:
        """What the row of an item shows."""
        return self.veld.code(item)

    def waarde(self, oud: boom.Item, gekozen: Any) -> Any:
        """The value for the item as it becomes."""
        return gekozen


class Keuzevorm(Veldvorm[Keuzeveld]):
    """A choice of what its kind knows, and of what stands in the list and its kind does not know."""

    vorm = "keuze"

    def __init__(self, veld: Keuzeveld, plek: Sectievindplaats, items: Sequence[boom.Item]) -> None:
        super().__init__(veld, plek, items)
        keuzes = {"": "geen", **veld.keuzes} if veld.mag_leeg else dict(veld.keuzes)
        staat = dict.fromkeys(veld.code(item) for item in items)
        self.keuzes = [*keuzes.items(), *((code, self._vreemd(code)) for code in staat if code not in keuzes)]

        if not veld.eigen:
            self.keuzes = list(dict([("", "geen"), *self.keuzes]).items())

    def _vreemd(self, code: str) -> str:
        return (status_naam(code) if self.veld.naam == "status" else code) or "geen"

    def field(self) -> forms.Field:
        return forms.ChoiceField(label=self.veld.label, required=False, choices=self.keuzes)


class Woordenvorm(Veldvorm[Woordenveld]):
    getypt = True

    @property
    def vorm(self) -> str:  # type: ignore[override]
        return "lang" if self.veld.lang else "woorden"

    @property
    def breed(self) -> bool:
        return self.veld.lang

    def field(self) -> forms.Field:
        hoogstens = LANG_MAX if self.veld.lang else KORT_MAX
        return forms.CharField(label=self.veld.label, required=False, validators=[Hoogstens(hoogstens, self.veld.wat)])

    def waarde(self, oud: boom.Item, gekozen: Any) -> str:
        return " ".join(gekozen.split())


class FeitField(forms.CharField):
    """A fact as people type it. Cleans to its code."""

    def __init__(self, veld: Veld, **kwargs: Any) -> None:
        super().__init__(label=veld.label, required=False, **kwargs)
        self.veld = veld

    def clean(self, value: Any) -> str:
        woorden = super().clean(value)
        if len(woorden) > KORT_MAX:
            raise ValidationError(f"{self.veld.label}: dit is te lang. {_UITLEG.get(type(self.veld), '')}".strip())
        try:
            return self.veld.lees(woorden)
        except GeenFeit as fout:
            raise ValidationError(f"“{woorden}” lees ik niet. {fout}") from None


class Feitvorm(Veldvorm[Veld]):
    """A moment, a period or an amount, typed in words."""

    vorm = "woorden"
    getypt = True
    breed = True

    @property
    def uitleg(self) -> str:
        return _UITLEG.get(type(self.veld), "")

    def field(self) -> forms.Field:
        return FeitField(self.veld)

    def begin(self, item: boom.Item) -> str:
        return self.veld.woorden(item.feit(self.veld.naam))

    def waarde(self, oud: boom.Item, gekozen: Any) -> str:
        """What stands and reads the same stays as it is, also where this release does not read it."""
        return oud.feit(self.veld.naam) if gekozen == self.begin(oud) else gekozen


_UITLEG: Final[dict[type[Veld], str]] = {
    Momentveld: "bijvoorbeeld 1 april 2027, voorjaar 2027 of 2028",
    Periodeveld: "bijvoorbeeld april 2026 tot en met eind 2028",
    Bedragveld: "bijvoorbeeld 350.000, circa 1,2 miljoen, 600.000–900.000 of niet bekend",
}


class VerwijsField(forms.CharField):
    """Codes of places ("10.K2, 10.I1"), with what they stand for in a list beside the field. Cleans to keys."""

    def __init__(self, doelen: Mapping[str, Verwijsdoel], *, een: bool, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.per_code = {doel.code.casefold(): sleutel for sleutel, doel in doelen.items()}
        self.doelen, self.een = doelen, een

    def clean(self, value: Any) -> str:
        sleutels = []
        for code in re.split(r"[\s,;]+", super().clean(value)):
            if not code:
                continue
            sleutel = self.per_code.get(code.casefold()) or (code if code in self.doelen else "")
            if not sleutel and not SLEUTEL.fullmatch(code):
                raise ValidationError(
                    f"“{code[:30]}” is geen plek waar dit naar kan verwijzen. Kies een code uit de lijst."
                )
            sleutels.append(sleutel or code)  # a key of what is gone stays until somebody takes it away
        uit = list(dict.fromkeys(sleutels))
        if self.een and len(uit) > 1:
            raise ValidationError("Noem er een: hier past één verwijzing.")
        return " ".join(uit)


class Verwijsvorm(Veldvorm[Verwijsveld]):
    """References by the codes that people know."""

    vorm = "verwijs"
    getypt = True
    breed = True

    def __init__(self, veld: Verwijsveld, plek: Sectievindplaats, items: Sequence[boom.Item]) -> None:
        super().__init__(veld, plek, items)
        self.doelen = plek.verwijsdoelen(veld)

    def field(self) -> forms.Field:
        return VerwijsField(self.doelen, een=self.veld.een, label=self.veld.label)

    def begin(self, item: boom.Item) -> str:
        sleutels = item.feit(self.veld.naam).split()
        return ", ".join(self.doelen[s].code if s in self.doelen else s for s in sleutels)


class Vinkvorm(Veldvorm[Vinkveld]):
    vorm = "vink"

    def field(self) -> forms.Field:
        return forms.BooleanField(label=self.veld.label, required=False)


class Eenvorm(Veldvorm[Registerveld]):
    """The first link to a register, from a list of all its rows."""

    vorm = "keuze"
    breed = True

    def __init__(self, veld: Registerveld, plek: Sectievindplaats, items: Sequence[boom.Item]) -> None:
        super().__init__(veld, plek, items)
        (self.soort,) = veld.registers
        self.namen = registernamen(plek, veld.registers)

    @property
    def naam(self) -> str:
        return self.soort

    def field(self) -> forms.Field:
        keuzes = [("", "onbekend"), *((link.doel, naam) for naam, link in self.namen)]
        return forms.ChoiceField(label=self.veld.label, required=False, choices=keuzes)

    def begin(self, item: boom.Item) -> str:
        return next(iter(item.doelen(self.soort)), "")

    def waarde(self, oud: boom.Item, gekozen: Any) -> tuple[boom.Koppeling, ...]:
        return _met_eerste(oud.koppelingen, self.soort, gekozen)


class Lijstvorm(Veldvorm[Registerveld]):
    """Links to rows of registers, by name, as many as there are."""

    vorm = "links"
    breed = True

    def __init__(self, veld: Registerveld, plek: Sectievindplaats, items: Sequence[boom.Item]) -> None:
        super().__init__(veld, plek, items)
        self.namen = [(naam, replace(link, rol=veld.rol)) for naam, link in registernamen(plek, veld.registers)]
        self.per_link = {link: naam for naam, link in self.namen}

    @property
    def naam(self) -> str:
        return self.veld.rol or self.veld.naam

    def field(self) -> forms.Field:
        return RegisterField(self.namen, een=self.veld.een, required=False, label=self.veld.label)

    def begin(self, item: boom.Item) -> list[str]:
        return [self.per_link[k] for k in item.koppelingen if k in self.per_link]

    def waarde(self, oud: boom.Item, gekozen: Any) -> tuple[boom.Koppeling, ...]:
        return _met_links(oud.koppelingen, gekozen, self.veld)


VORMEN: Final[dict[type[Veld], type[Veldvorm[Any]]]] = {
    Keuzeveld: Keuzevorm,
    Woordenveld: Woordenvorm,
    Vinkveld: Vinkvorm,
    Momentveld: Feitvorm,
    Periodeveld: Feitvorm,
    Bedragveld: Feitvorm,
    Verwijsveld: Verwijsvorm,
}


def veldvormen(plek: Sectievindplaats, items: Sequence[boom.Item]) -> list[Veldvorm[Any]]:
    """How the facts of the items of a section are asked, in order.

    A status that stands on an item whose kind knows none can be changed as well.
    """
    velden = list(plek.itemsoort.velden)
    if any(item.status for item in items) and not plek.itemsoort.statussen:
        velden.append(Keuzeveld("status", "Status", {}, mag_leeg=True))
    return [veldvormklasse(veld)(veld, plek, items) for veld in velden]


def veldvormklasse(veld: Veld) -> type[Veldvorm[Any]]:
    """What asks a veld of this type. Raises KeyError."""
    if isinstance(veld, Registerveld):
        return Eenvorm if veld.een and not veld.rol else Lijstvorm
    return VORMEN[type(veld)]


def _met_eerste(links: tuple[boom.Koppeling, ...], soort: str, code: str) -> tuple[boom.Koppeling, ...]:
    """The links with `code` as the first of that kind, where the row shows one; the others stay."""
    staat = next((k for k in links if k.soort == soort), None)
    if code == (staat.doel if staat else ""):
        return links
    nieuw = (boom.Koppeling(soort, code),) if code else ()
    return (*nieuw, *(k for k in links if k != staat))


def _met_links(
    links: tuple[boom.Koppeling, ...], gekozen: tuple[boom.Koppeling, ...], veld: Registerveld
) -> tuple[boom.Koppeling, ...]:
    """The links with those of this veld as chosen; the others stay."""

    def hier(link: boom.Koppeling) -> bool:
        return link.soort in veld.registers and link.rol == veld.rol

    if gekozen == tuple(k for k in links if hier(k)):
        return links
    return (*gekozen, *(k for k in links if not hier(k)))
