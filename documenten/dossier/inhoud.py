"""What a dossier of a ministry holds, on the page and in print. Pure; a visitor's holds nothing about comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date

from governance.models import Lidmaatschap, Ministerie
from opgaven.models import Traject
from plandocument import anker as ankers
from plandocument import verschil
from plandocument.boom import Opgave, Plandocument
from plandocument.itemsoorten import INTERVENTIE, KNELPUNT
from plandocument.vermeldingen import Vermelding, regels_van, vermeldingen
from reacties.models import Reactie
from reacties.standen import AF, UITERLIJK

from ..nota.bladen import Notablad
from ..nota.inhoud import Notareactie, Orde, voorstel_van, woorden_van

VAN_HET_RIJK = ("rijk", "samen")


@dataclass(frozen=True, slots=True)
class Dossierdeel:
    """What one opgave asks of a ministry."""

    opgave: Opgave
    primair: bool
    gedrukt: str  # the name as the fiche prints it
    anders: bool  # whether it is printed under a joint name
    knelpunten: tuple[Vermelding, ...]
    interventies: tuple[Vermelding, ...]
    kleur: int = 0


@dataclass(frozen=True, slots=True)
class Reactieregel:
    """A comment of this ministry, as the ministry itself may read it: before release without outcome and answer."""

    nummer: int
    code: str
    was: str
    op: date
    namens: str
    citaat: str
    tekst: str
    voorstel: tuple[verschil.Verschildeel, ...] | None
    voorgesteld: str
    stand: str
    reden: str
    antwoord: str
    ronde: str

    @property
    def stand_naam(self) -> str:
        return str(Reactie.Stand(self.stand).label)

    @property
    def teken(self) -> str:
        return UITERLIJK[self.stand][0]

    @property
    def tint(self) -> str:
        return UITERLIJK[self.stand][1]

    @property
    def klaar(self) -> bool:
        return self.stand in AF


@dataclass(frozen=True, slots=True)
class Ronderegel:
    """A round that runs and asks this ministry."""

    code: str
    titel: str
    tot: date
    stand: str
    geantwoord: bool
    opgaven: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """`reacties` is None for who may read none: then nothing tells that there are any."""

    ministerie: Ministerie
    staat_voor: tuple[Ministerie, ...]
    samengevat_in: tuple[Ministerie, ...]
    schrijfwijzen: tuple[str, ...]
    delen: tuple[Dossierdeel, ...]
    trajecten: tuple[Traject, ...]
    zetels: tuple[Lidmaatschap, ...]
    reacties: tuple[Reactieregel, ...] | None = None
    rondes: tuple[Ronderegel, ...] = ()
    geen_opmerkingen: tuple[str, ...] = ()
    """Rounds in which this ministry said that it has nothing to remark."""
    niet_vrij: int = 0
    """Comments of this ministry that were not released yet, as far as who reads this may know."""
    weggelaten: bool = False
    """Whether those are left out of `reacties`."""
    wachten: int = 0
    """Comments that wait for an answer, as far as who reads this may know."""
    blad: Notablad | None = None
    """Where `reacties` are those of one page: which."""

    @property
    def groepen(self) -> tuple[tuple[str, str, tuple[Dossierdeel, ...]], ...]:
        return (
            ("primair", "Primair", tuple(d for d in self.delen if d.primair)),
            ("betrokken", "Betrokken", tuple(d for d in self.delen if not d.primair)),
        )

    @property
    def anders(self) -> tuple[Dossierdeel, ...]:
        return tuple(d for d in self.delen if d.anders)

    @property
    def aantal(self) -> int:
        """How many comments there are, on all pages."""
        return self.blad.aantal if self.blad else len(self.reacties or ())


def lees_delen(document: Plandocument, code: str, samen: Set[str]) -> tuple[Dossierdeel, ...]:
    """The opgaven that name a ministry, in printed order. `samen` are codes of joint names that stand for it."""
    delen: dict[int, Dossierdeel] = {}
    for v in vermeldingen(document, "ministerie", {code} | samen):
        nummer, eigen = v.opgave.nummer, code in v.item.doelen("ministerie")
        eerder = delen.get(nummer)
        if eerder and not eerder.anders and not eigen:
            continue  # its own name wins from the joint one
        cluster = document.cluster_per_sleutel.get(v.opgave.cluster)
        delen[nummer] = Dossierdeel(
            v.opgave,
            v.item.primair or bool(eerder and eerder.primair),
            v.item.tekst,
            not eigen,
            regels_van(document, v.opgave, KNELPUNT),
            tuple(i for i in regels_van(document, v.opgave, INTERVENTIE) if i.item.groep in VAN_HET_RIJK),
            cluster.kleur if cluster and 0 <= cluster.kleur <= 8 else 0,
        )
    return tuple(delen.values())


def lees_reacties(rijen: Sequence[Reactie], document: Plandocument) -> tuple[Reactieregel, ...]:
    """In printed order. Linear in the comments, and in the plan where there are any."""
    if not rijen:
        return ()
    gevolgd = ankers.volg_alle([ankers.Anker.uit_data(r.anker) for r in rijen], document)
    orde = Orde.van(document)
    samen = [Notareactie(r, g, "") for r, g in zip(rijen, gevolgd, strict=True)]
    return tuple(_regel(g) for g in sorted(samen, key=lambda g: (*_thuis(orde, g), *orde.plaats(g))))


def lees_blad(rijen: Sequence[Reactie], document: Plandocument, pks: Sequence[int]) -> tuple[Reactieregel, ...]:
    """In the order of `pks`."""
    gevolgd = ankers.volg_alle([ankers.Anker.uit_data(r.anker) for r in rijen], document) if rijen else ()
    regels = {r.pk: _regel(Notareactie(r, g, "")) for r, g in zip(rijen, gevolgd, strict=True)}
    return tuple(regels[pk] for pk in pks if pk in regels)


def _thuis(orde: Orde, g: Notareactie) -> Iterable[int]:
    plek = g.gevolgd.plek
    thuis = (plek.opgave, plek.hoofdstuk) if plek else (g.reactie.opgave, g.reactie.hoofdstuk)
    return orde.houder(*thuis)[:1]


def _regel(gelezen: Notareactie) -> Reactieregel:
    reactie, plek = gelezen.reactie, gelezen.gevolgd.plek
    code = (plek.code if plek else "") or reactie.code
    vrij = reactie.vrijgegeven_op is not None
    antwoord = reactie.antwoord if vrij else None
    over = woorden_van(reactie)
    return Reactieregel(
        nummer=reactie.pk,
        code=code,
        was=reactie.code if reactie.code and reactie.code != code else "",
        op=reactie.gegeven_op,
        namens=reactie.namens,
        citaat=over,
        tekst=reactie.tekst,
        voorstel=voorstel_van(reactie, over),
        voorgesteld=reactie.voorstel or "",
        stand=stand_buiten(reactie),
        reden=reactie.reden if vrij else "",
        antwoord=antwoord.tekst if antwoord is not None and antwoord.vrijgegeven_op is not None else "",
        ronde=reactie.ronde.titel if reactie.ronde else "",
    )


def stand_buiten(reactie: Reactie) -> str:
    """The state as others than the team may know it: before release how it ends is a draft."""
    if reactie.vrijgegeven_op is not None or reactie.stand == Reactie.Stand.OPEN:
        return reactie.stand
    return Reactie.Stand.IN_BEHANDELING.value
