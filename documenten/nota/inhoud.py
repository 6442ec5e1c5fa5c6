"""What a reactienota holds, whatever it is printed with. Pure on rows that were read; no query, no file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from documenten.druk.raster import telwoord
from npvr import getallen
from plandocument import anker as ankers
from plandocument import verschil
from plandocument.boom import Hoofdstuk, Opgave, Plandocument
from plandocument.codes import plaatsen
from plandocument.plek import Plek
from plandocument.vergelijk.passage import stukken
from reacties.models import Reactie
from reacties.plekken import houder_van

from .gevolg import Verandering

STANDEN: Final = tuple(Reactie.Stand)
KANALEN: Final = {"portaal": "in het portaal", "link": "met een persoonlijke link", "word": "in een Word-bestand"}
ACHTERAAN: Final = 1_000_000
HEEL_PLAN: Final = "Het plan als geheel"
NIET_MEER: Final = "Niet meer in het plan"


@dataclass(frozen=True, slots=True)
class Notaregel:
    """One comment for people. `code` is its place now, or where it stood; `was` the old code where that is another.

    `voorstel` is other wording as pieces with marks; None where none was given. `antwoord` is empty where there is none
    that may stand here; `concept`: it was not released.
    """

    nummer: int
    code: str
    was: str
    onderdeel: str
    wie: str
    hoe: str
    op: date
    ronde: str
    citaat: str
    sindsdien: str
    tekst: str
    voorstel: tuple[verschil.Verschildeel, ...] | None
    voorgesteld: str
    antwoord: str
    concept: bool
    stand: str
    reden: str
    veranderingen: tuple[Verandering, ...]
    vrij: bool

    @property
    def stand_naam(self) -> str:
        return str(Reactie.Stand(self.stand).label)

    @property
    def lengte(self) -> int:
        """Letters, about: whether it fits on a page."""
        veranderd = sum(
            len(d.tekst) for v in self.veranderingen for p in v.passages for s in p.stukken for d in s.delen
        )
        return sum(map(len, (self.citaat, self.tekst, self.voorgesteld, self.antwoord, self.reden))) + veranderd


@dataclass(frozen=True, slots=True)
class Notadeel:
    """An opgave, a chapter or the plan itself, with what was said about it."""

    anker: str
    nummer: str
    titel: str
    kleur: int
    regels: tuple[Notaregel, ...]

    @property
    def telling(self) -> str:
        return getallen.aantal(len(self.regels), "reactie", "reacties")


@dataclass(frozen=True, slots=True)
class Notatelling:
    """How many comments of one sender ended how; `per` in the order of the columns."""

    wie: str
    per: tuple[int, ...]

    @property
    def totaal(self) -> int:
        return sum(self.per)


@dataclass(frozen=True, slots=True, order=True)
class ZonderOpmerkingen:
    """Who said in a round that they have nothing to remark; on named opgaven, or (without) on all that was asked."""

    wie: str
    ronde: str
    opgaven: tuple[tuple[int, str], ...] = ()
    """Number and title."""


@dataclass(frozen=True, slots=True)
class Notastuk:
    """The whole nota."""

    plan: str
    regio: str
    titel: str
    intern: bool
    dag: date
    tekst: str  # which text the codes are of
    code: str
    kenmerken: tuple[tuple[str, str], ...]
    in_het_kort: str
    geen_opmerkingen: str
    zonder: tuple[ZonderOpmerkingen, ...]
    kolommen: tuple[str, ...]
    tellingen: tuple[Notatelling, ...]
    delen: tuple[Notadeel, ...]

    @property
    def aantal(self) -> int:
        return sum(len(d.regels) for d in self.delen)

    @property
    def totaal(self) -> Notatelling:
        return Notatelling("Samen", tuple(sum(t.per[n] for t in self.tellingen) for n in range(len(self.kolommen))))

    @property
    def soort(self) -> str:
        return "Interne reactienota" if self.intern else "Reactienota"

    @property
    def naam(self) -> str:
        return f"{self.soort} {self.plan}"

    @property
    def een_ronde(self) -> bool:
        """Whether the head names the round already."""
        return any(naam == "Ronde" for naam, _ in self.kenmerken)


@dataclass(frozen=True, slots=True)
class Notakop:
    """What stands above a nota: what it is about, and of which text its codes are."""

    titel: str
    regio: str
    dag: date
    tekst: str
    code: str
    kenmerken: tuple[tuple[str, str], ...] = ()
    zonder: tuple[ZonderOpmerkingen, ...] = ()
    niet_vrij: int = 0
    """Comments that are left out, for they were not released."""


@dataclass(frozen=True, slots=True)
class Notareactie:
    """A comment with what was found beside it."""

    reactie: Reactie
    gevolgd: ankers.GevolgdAnker
    wie: str
    veranderingen: tuple[Verandering, ...] = field(default=())


def notastuk(rijen: Sequence[Notareactie], document: Plandocument, kop: Notakop, *, intern: bool) -> Notastuk:
    """All of it. Linear in the comments. What was not released is left out unless `intern`, whatever is given."""
    rijen = [r for r in rijen if intern or r.reactie.vrijgegeven_op is not None]
    orde = Orde.van(document)
    per: dict[tuple[int, str], list[tuple[tuple[int, ...], Notaregel]]] = {}
    for rij in rijen:
        plek = rij.gevolgd.plek
        thuis = (plek.opgave, plek.hoofdstuk) if plek else (rij.reactie.opgave, rij.reactie.hoofdstuk)
        sleutel = orde.houder(*thuis)
        per.setdefault(sleutel, []).append((orde.plaats(rij), regel_van(rij, orde, intern)))
    delen = tuple(
        deel_van(sleutel, [regel for _, regel in sorted(hier, key=lambda paar: paar[0])], document)
        for sleutel, hier in sorted(per.items(), key=lambda paar: paar[0])
    )
    regels = [r for d in delen for r in d.regels]
    cijfers = Cijfers(sum(bool(r.veranderingen) for r in regels), sum(not r.vrij for r in regels))
    for regel in regels:
        cijfers.tel(regel.wie, regel.stand)
    return maak_stuk(delen, document, kop, cijfers, intern=intern)


def maak_stuk(
    delen: tuple[Notadeel, ...], document: Plandocument, kop: Notakop, cijfers: Cijfers, *, intern: bool
) -> Notastuk:
    """A nota of parts that were made, with figures about all that it is about."""
    return Notastuk(
        plan=document.titel,
        regio=kop.regio,
        titel=kop.titel,
        intern=intern,
        dag=kop.dag,
        tekst=kop.tekst,
        code=kop.code,
        kenmerken=kop.kenmerken,
        in_het_kort=" ".join(filter(None, (cijfers.zin(intern=intern), _weggelaten(kop.niet_vrij)))),
        geen_opmerkingen=_geen(kop.zonder),
        zonder=kop.zonder,
        kolommen=tuple(str(s.label) for s in cijfers.standen),
        tellingen=cijfers.tellingen,
        delen=delen,
    )


class Orde:
    """Where things stand in a document as it prints. Lays it out once; `van` keeps it with its document."""

    def __init__(self, document: Plandocument) -> None:
        self.document = document
        voor, na = document.hoofdstukken_voor(), document.hoofdstukken_na()
        rij = [*(("", h.sleutel) for h in voor), *((o.sleutel, "") for o in document.opgaven)]
        self._houders = {wie: n for n, wie in enumerate((*rij, *(("", h.sleutel) for h in na)), 1)}
        self._plekken: dict[tuple[str, str], int] = {}
        self._namen: dict[str, str] = {}
        for opgave in document.opgaven:
            for hier in plaatsen(document, opgave):
                self._zet(hier.sectie.sleutel, [r.item.sleutel for r in hier.regels], hier.soort.naam)
        for hoofdstuk in (*voor, *na):
            for sectie in hoofdstuk.secties:
                self._zet(sectie.sleutel, [i.sleutel for i in sectie.items], sectie.titel or hoofdstuk.titel)

    @classmethod
    def van(cls, document: Plandocument) -> Orde:
        bij: dict[str, Any] = document.__dict__
        if (bekend := bij.get("_orde")) is None:
            bekend = bij.setdefault("_orde", cls(document))
        return bekend

    def _zet(self, sectie: str, items: Iterable[str], naam: str) -> None:
        self._namen[sectie] = naam
        for sleutel in ("", *items):
            self._plekken[sectie, sleutel] = len(self._plekken)

    def houder(self, opgave: str, hoofdstuk: str) -> tuple[int, str]:
        """Sorts as it prints: the plan as a whole first, what is gone last."""
        if not opgave and not hoofdstuk:
            return 0, ""
        plaats = self._houders.get((opgave, hoofdstuk))
        return (plaats, opgave or hoofdstuk) if plaats else (ACHTERAAN, "")

    def plaats(self, rij: Notareactie) -> tuple[int, ...]:
        plek = rij.gevolgd.plek or Plek()
        if not plek.sectie:
            return -1 if rij.gevolgd.plek else ACHTERAAN, 0, rij.reactie.pk
        hier = self._plekken.get((plek.sectie, plek.item), self._plekken.get((plek.sectie, ""), ACHTERAAN))
        return hier, rij.gevolgd.begin, rij.reactie.pk

    def bij_sleutel(self, sectie: str, item: str) -> int:
        """Where the item or section with that key prints; last where it is there no more."""
        return self._plekken.get((sectie, item), self._plekken.get((sectie, ""), ACHTERAAN if sectie else -1))

    def naam(self, sectie: str) -> str:
        return self._namen.get(sectie, "")


def regel_van(rij: Notareactie, orde: Orde, intern: bool) -> Notaregel:
    reactie, gevolgd = rij.reactie, rij.gevolgd
    code = (gevolgd.plek.code if gevolgd.plek else "") or reactie.code
    antwoord = reactie.antwoord
    if antwoord is not None and antwoord.vrijgegeven_op is None and not intern:
        antwoord = None
    over = woorden_van(reactie)
    return Notaregel(
        nummer=reactie.pk,
        code=code,
        was=reactie.code if reactie.code and reactie.code != code else "",
        onderdeel=orde.naam(gevolgd.plek.sectie) if gevolgd.plek else "",
        wie=rij.wie,
        hoe=KANALEN.get(reactie.kanaal, getallen.hoofdletter(str(reactie.get_kanaal_display())).lower()),
        op=reactie.gegeven_op,
        ronde=reactie.ronde.titel if reactie.ronde else "",
        citaat=over,
        sindsdien="" if gevolgd.soort == "er_nog" else gevolgd.zin,
        tekst=reactie.tekst,
        voorstel=voorstel_van(reactie, over),
        voorgesteld=reactie.voorstel or "",
        antwoord=antwoord.tekst if antwoord else "",
        concept=antwoord is not None and antwoord.vrijgegeven_op is None,
        stand=reactie.stand,
        reden=reactie.reden,
        veranderingen=rij.veranderingen,
        vrij=reactie.vrijgegeven_op is not None,
    )


def woorden_van(reactie: Reactie) -> str:
    """The words that it is about: a passage or a point; empty where it is about more."""
    return reactie.citaat or (str(reactie.anker.get("eenheid", "")) if reactie.item else "")


def voorstel_van(reactie: Reactie, over: str) -> tuple[verschil.Verschildeel, ...] | None:
    """Other wording with marks for what it changes; as it is where more than half of it is another. None without."""
    if reactie.voorstel is None:
        return None
    delen = verschil.delen(verschil.knip(over), verschil.knip(reactie.voorstel)) if over else ()
    if not delen or any(stuk.soort == "paar" for stuk in stukken(delen, heel=True)):
        return (verschil.Verschildeel(reactie.voorstel),)
    return delen


def deel_van(sleutel: tuple[int, str], regels: Sequence[Notaregel], document: Plandocument) -> Notadeel:
    plaats, naam = sleutel
    if not plaats:
        return Notadeel("deel-plan", "", HEEL_PLAN, 0, tuple(regels))
    houder: Opgave | Hoofdstuk | None = None
    if plaats != ACHTERAAN:
        houder, nummer = houder_van(document, naam, "")
        if houder is None:
            houder, nummer = houder_van(document, "", naam)
    if houder is None:
        return Notadeel("deel-weg", "", NIET_MEER, 0, tuple(regels))
    kleur = 0
    if isinstance(houder, Opgave):
        cluster = document.cluster_per_sleutel.get(houder.cluster)
        kleur = cluster.kleur if cluster and 0 <= cluster.kleur <= 8 else 0
    code = str(nummer) if isinstance(houder, Opgave) else f"H{nummer}"
    return Notadeel(f"deel-{naam}", code, houder.titel, kleur, tuple(regels))


@dataclass(slots=True)
class Cijfers:
    """What is counted over all comments of a nota: how many changed the text, how many were not released, and per
    sender, without the function of who spoke, how many ended how."""

    veranderd: int = 0
    dicht: int = 0
    per: dict[str, Counter[str]] = field(default_factory=dict)

    def tel(self, wie: str, stand: str, hoeveel: int = 1) -> None:
        self.per.setdefault(wie.partition(", ")[0], Counter())[stand] += hoeveel

    @property
    def aantal(self) -> int:
        return sum(telling.total() for telling in self.per.values())

    @property
    def standen(self) -> list[Reactie.Stand]:
        return [s for s in STANDEN if any(telling[s] for telling in self.per.values())]

    @property
    def tellingen(self) -> tuple[Notatelling, ...]:
        """In the order of the alphabet."""
        wie = sorted(self.per, key=str.casefold)
        return tuple(Notatelling(naam, tuple(self.per[naam][s] for s in self.standen)) for naam in wie)

    def zin(self, *, intern: bool) -> str:
        """In short, in words."""
        if not self.aantal:
            return (
                "Er zijn bij deze keuze geen ingediende reacties."
                if intern
                else "Er zijn bij deze keuze nog geen vrijgegeven reacties."
            )
        soort = "" if intern else " en wat de regio antwoordt"
        hoeveel = _woord(self.aantal, "reactie", "reacties")
        zin = f"In deze nota {'staat' if self.aantal == 1 else 'staan'} {hoeveel}"
        zin += f" van {_woord(len(self.per), 'afzender', 'afzenders')}{soort}."
        per = [(sum(telling[s] for telling in self.per.values()), str(s.label).lower()) for s in self.standen]
        uitkomst = getallen.opsomming(_woord(n, naam, naam) for n, naam in per)
        zin = f"{zin} Stand: {uitkomst}."
        if self.veranderd:
            eerste = _begin(self.veranderd, "reactie", "reacties")
            zin += f" {eerste} {'leidde' if self.veranderd == 1 else 'leidden'} tot een wijziging van de tekst."
        if intern and self.dicht:
            eerste = _begin(self.dicht, "reactie is", "reacties zijn")
            zin += f" {eerste} nog niet vrijgegeven."
        return zin


def _weggelaten(n: int) -> str:
    if not n:
        return ""
    staan = "staat" if n == 1 else "staan"
    return f"{_begin(n, 'reactie is', 'reacties zijn')} nog niet vrijgegeven en {staan} hier niet in."


def _woord(n: int, een: str, meer: str) -> str:
    return f"{telwoord(n)} {een if n == 1 else meer}"


def _begin(n: int, een: str, meer: str) -> str:
    """At the beginning of a sentence: a capital bears no accent."""
    return f"Eén {een}" if n == 1 else getallen.hoofdletter(_woord(n, een, meer))


def _geen(zonder: Sequence[ZonderOpmerkingen]) -> str:
    """First who has none at all, then opgave by opgave."""

    def wie(z: ZonderOpmerkingen) -> str:
        return f"{z.wie} ({z.ronde})" if z.ronde else z.wie

    uit = []
    if heel := list(dict.fromkeys(wie(z) for z in zonder if not z.opgaven)):
        uit.append(f"{getallen.opsomming(heel)} {'heeft' if len(heel) == 1 else 'hebben'} geen opmerkingen.")
    for z in zonder:
        if z.opgaven:
            nummers = getallen.opsomming(str(nummer) for nummer, _ in z.opgaven)
            bij = f"opgave{'n' if len(z.opgaven) > 1 else ''} {nummers}"
            uit.append(f"{wie(z)} heeft geen opmerkingen bij {bij}.")
    return " ".join(uit)
