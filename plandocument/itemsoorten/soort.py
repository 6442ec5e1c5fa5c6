"""What a kind of item says of itself, and the register of kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from .velden import Keuzeveld, Registerveld, Veld, Verwijsveld

if TYPE_CHECKING:  # the tree stands on the kinds
    from ..boom import Item, Koppeling

NIET_INGEVULD: Final = "Nog niet ingevuld."
PRIMAIR: Final = "primair"
"""What stands behind an item that takes the lead."""


class OnbekendeItemsoort(LookupError):
    """No kind of item has this code."""


class Itemsoort:
    """A kind of item: the only place that says what is particular to it. There is one object of each class.

    A subclass fills in what differs and overrides what reads or prints otherwise.
    """

    code: ClassVar[str]
    """As stored in the tree and the database; never changed once a plan was frozen with it."""
    enkelvoud: ClassVar[str]
    meervoud: ClassVar[str]
    letter: ClassVar[str] = ""
    """Of the section that holds these items in a new plan: the K of 14.K2. A plan may choose another."""
    leeg: ClassVar[str] = NIET_INGEVULD
    """What a section says that has none; read back as nothing."""
    velden: ClassVar[tuple[Veld, ...]] = ()
    """Facts beside the words, in the order of a form."""
    inleiding: ClassVar[bool] = True
    """Whether text before the items is an introduction to the list; else that text is what counts."""

    druk: ClassVar[str] = ""
    """How the list stands on paper (`druk.opmaak.Drukvak.vorm`): eigenaars, ministeries, kanten; empty for a plain
    list."""
    naast: ClassVar[tuple[str, ...]] = ()
    """Groups that stand beside each other on paper, where there is room."""
    tabel: ClassVar[Mapping[str, str]] = {}
    """Columns of its spreadsheet: heading → field of the item. Empty where it has none; named by its plural."""
    genoemd: ClassVar[str] = ""
    """What goes before the words of an item that is named in a sentence: "eigenaar " for a name alone."""

    ongetekend: ClassVar[tuple[str, ...]] = ()
    """Facts that a signature on an item does not stand on."""

    antwoord: ClassVar[str] = ""
    """Code of the kind that must stand on a fiche where this one does."""
    kanten: ClassVar[Mapping[str, str]] = {}
    """Groups that a fiche should each have one of, with the words for whom."""
    samen: ClassVar[str] = ""
    """The group that counts for all of `kanten`."""
    eigen_regels: ClassVar[bool] = False
    """Whether rules of its own in the plancontrole tell that a fiche has none."""
    herhaald: ClassVar[bool] = False
    """Lines from a register: meant to stand on several fiches in the same words."""
    afgekort: ClassVar[bool] = False
    """Whether the words are abbreviations that need no explanation."""

    def __str__(self) -> str:
        return self.enkelvoud

    @property
    def naam(self) -> str:
        """The singular with a capital."""
        return self.enkelvoud.capitalize()

    def veld(self, naam: str) -> Veld | None:
        return next((v for v in self.velden if v.naam == naam), None)

    @property
    def groepen(self) -> Mapping[str, str]:
        """Code → heading of the groups its items fall in, in printed order; empty where it has none."""
        return self._keuzes("groep")

    @property
    def statussen(self) -> Mapping[str, str]:
        """Code → words of the statuses that an item of this kind may get."""
        return self._keuzes("status")

    def _keuzes(self, naam: str) -> Mapping[str, str]:
        veld = self.veld(naam)
        return veld.keuzes if isinstance(veld, Keuzeveld) else {}

    def groepnaam(self, groep: str) -> str:
        """The heading of a group; a code that this kind does not know stands for itself."""
        return self.groepen.get(groep, groep)

    def achter(self, item: Item) -> tuple[str, ...]:
        """What stands in brackets behind the words of an item in a document."""
        return tuple(woord for woord in (PRIMAIR if item.primair else "", item.status_naam) if woord)

    def feitregels(self, item: Item, verwijzing: Callable[[str], str] = str) -> list[tuple[Veld, str]]:
        """The facts beside the words that the item has, in order, each in words. `verwijzing` tells what a key stands
        for. A fact that this kind does not know comes last, as it is kept."""
        bekend = {veld.naam: veld for veld in self.velden if not veld.eigen}
        over = [Veld(feit.naam, feit.naam) for feit in item.feiten if feit.naam not in bekend]
        uit: list[tuple[Veld, str]] = []
        for veld in (*bekend.values(), *over):
            if not (code := item.feit(veld.naam)):
                continue
            woorden = ", ".join(map(verwijzing, code.split())) if isinstance(veld, Verwijsveld) else veld.woorden(code)
            uit.append((veld, woorden))
        return uit

    def rolnaam(self, rol: str) -> str:
        """What the rows of a register are to an item that is linked to them so."""
        veld = next((v for v in self.velden if isinstance(v, Registerveld) and v.rol == rol), None)
        return veld.label if veld else rol

    def in_een_regel(self, item: Item, woorden: str, naam: Callable[[Koppeling], str]) -> str:
        """An item with its group, facts and links in one line, for people who compare. `naam` tells a link."""
        links = (f"{self.rolnaam(k.rol)}: {naam(k)}" if k.rol else naam(k) for k in item.koppelingen)
        feiten = (f"{veld.label}: {feit}" for veld, feit in self.feitregels(item))
        bij = [item.status_naam, PRIMAIR if item.primair else "", *links, *feiten]
        delen = (
            f"{self.groepnaam(item.groep)}:" if item.groep else "",
            woorden,
            f"({item.deelthema})" if item.deelthema else "",
            "".join(f" [{b}]" for b in bij if b).strip(),
        )
        return " ".join(deel for deel in delen if deel)


S = TypeVar("S", bound=Itemsoort)

ITEMSOORTEN: Final[dict[str, Itemsoort]] = {}
"""Code → kind, in the order in which people choose from them."""


def registreer(soort: S) -> S:
    """Make a kind known. Raises ValueError for a code that is taken."""
    if soort.code in ITEMSOORTEN:
        raise ValueError(f"itemsoort {soort.code} bestaat al")
    ITEMSOORTEN[soort.code] = soort
    return soort


def itemsoort(code: str) -> Itemsoort:
    """The kind with this code. Raises OnbekendeItemsoort."""
    try:
        return ITEMSOORTEN[code]
    except KeyError:
        raise OnbekendeItemsoort(f"onbekende itemsoort: {code!r}") from None
