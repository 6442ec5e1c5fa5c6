"""What people are told, one class per kind of notice: what happened, in one sentence, and where to look.

A sentence never holds the text of a draft, comment or answer. `sleutel` names the event: repeating it tells nobody
twice. A room that tells something of its own registers its kind in `MELDINGSOORTEN`, as `opdrachten` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from django.urls import reverse

from accounts.models import User
from governance.models import Overleg, Regio
from governance.overlegstanden import Overlegstap
from npvr import adressen, getallen
from npvr.soorten import Register
from versies.models import Goedkeuring

from .models import Bericht, Deelname, Reactie, Ronde
from .rondestanden import laatste_dag

EIGEN, VAN_ONS, MEEGEPRAAT = "eigen", "van ons", "meegepraat"
"""Why somebody hears that there is a reply."""
GENOEMD: Final = 5
"""As many places are named in one notice."""


class Meldingsoort:
    """A kind of notice: a subclass, frozen, that holds what it is about."""

    code: ClassVar[str]
    """Stands in the database."""

    @property
    def sleutel(self) -> str:
        """Names the event; at most 120 characters."""
        raise NotImplementedError

    @property
    def zin(self) -> str:
        """What happened, for the person who reads it; cut off at 300 characters."""
        raise NotImplementedError

    def pad(self, regio: Regio) -> str:
        """Where to look, without host. Rights are asked again there."""
        raise NotImplementedError


MELDINGSOORTEN: Final[Register[type[Meldingsoort]]] = Register("Soort melding")


# ---- comments ----


def _bij(reactie: Reactie) -> str:
    return reactie.code or "het plan"


@dataclass(frozen=True, slots=True)
class OverBericht(Meldingsoort):
    """Somebody wrote in a thread. `wie` as the thread names them to others."""

    bericht: Bericht
    reactie: Reactie
    wie: str

    @property
    def sleutel(self) -> str:
        return f"bericht:{self.bericht.pk}"

    def pad(self, regio: Regio) -> str:
        return adressen.reactie(regio.code, self.reactie.pk)


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class Genoemd(OverBericht):
    """To who is named in it."""

    code = "genoemd"

    @property
    def zin(self) -> str:
        return f"{self.wie} noemt u bij een reactie op {_bij(self.reactie)}."


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class NieuwBericht(OverBericht):
    """To who wrote the comment (`EIGEN`), whose ministry it is from, or who wrote in its thread before."""

    code = "bericht"
    waarom: str

    @property
    def zin(self) -> str:
        op = _bij(self.reactie)
        if self.waarom == EIGEN:
            return f"{self.wie} schreef iets bij uw reactie op {op}."
        if self.waarom == VAN_ONS:
            return f"{self.wie} schreef iets bij een reactie van {self.reactie.ministerie} op {op}."
        return f"{self.wie} schreef iets bij een reactie op {op} waar u ook iets bij schreef."


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class NieuwAntwoord(Meldingsoort):
    """A comment was released, to who wrote it; with `ministerie` comments of that ministry, to its contact persons."""

    code = "antwoord"
    reacties: Sequence[Reactie]
    ministerie: int | None = None

    @property
    def sleutel(self) -> str:
        eerste = f"vrij:{self.reacties[0].pk}"
        return eerste if self.ministerie is None else f"{eerste}:{self.ministerie}"

    @property
    def zin(self) -> str:
        eerste, aantal = self.reacties[0], len(self.reacties)
        if self.ministerie is None:
            return f"Er is een antwoord op uw reactie bij {_bij(eerste)}."
        bij = getallen.opsomming(dict.fromkeys(map(_bij, self.reacties[:GENOEMD])))
        meer = f" en bij {aantal - GENOEMD} andere" if aantal > GENOEMD else ""
        wat = "een reactie" if aantal == 1 else getallen.aantal(aantal, "reactie", "reacties")
        return f"Er is een antwoord op {wat} van {eerste.ministerie} bij {bij}{meer}."

    def pad(self, regio: Regio) -> str:
        if len(self.reacties) == 1:
            return adressen.reactie(regio.code, self.reacties[0].pk)
        return f"{reverse('reacties:lijst', args=[regio.code])}?wie=m:{self.ministerie}"


# ---- decisions ----


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class BesluitWacht(Meldingsoort):
    """A decision was recorded, to who may confirm it."""

    code = "besluit"
    goedkeuring: Goedkeuring

    @property
    def sleutel(self) -> str:
        return f"besluit:{self.goedkeuring.pk}"

    @property
    def zin(self) -> str:
        besluit, versie = self.goedkeuring.besluit, self.goedkeuring.versie
        dag = getallen.datum(besluit.datum)
        return f"Het besluit van {besluit.gremium} ({dag}) over {versie.label} wacht op uw bevestiging."

    def pad(self, regio: Regio) -> str:
        return adressen.voorpagina(regio.code, versie=self.goedkeuring.versie.code)


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class OverlegHeropend(Meldingsoort):
    """A meeting that was closed is open again, and why."""

    code = "overleg"
    overleg: Overleg
    stap: Overlegstap
    reden: str

    @property
    def sleutel(self) -> str:
        return f"overleg:{self.overleg.pk}:{self.stap.code}:{self.overleg.volgorde}"

    @property
    def zin(self) -> str:
        dag = getallen.datum(self.overleg.datum)
        return f"{self.overleg.gremium}, {dag}: het overleg {self.stap.gedaan}. Reden: {self.reden}"

    def pad(self, regio: Regio) -> str:
        return reverse("overleg:overleg", args=[regio.code, self.overleg.pk])


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class StukkenVerzonden(Meldingsoort):
    """Agenda and papers of a meeting are there to read."""

    code = "stukken"
    overleg: Overleg

    @property
    def sleutel(self) -> str:
        op = self.overleg.stukken_verzonden_op
        return f"stukken:{self.overleg.pk}:{op.timestamp() if op else 0}"

    @property
    def zin(self) -> str:
        dag = getallen.datum(self.overleg.datum)
        return f"{self.overleg.gremium}, {dag}: agenda en stukken staan klaar."

    def pad(self, regio: Regio) -> str:
        return reverse("overleg:overleg", args=[regio.code, self.overleg.pk])


# ---- rounds ----


def pad_van(ronde: Ronde) -> str:
    return reverse("reacties:ronde", args=[ronde.plan.regio.code, ronde.code])


@dataclass(frozen=True, slots=True)
class Rondemelding(Meldingsoort):
    """About the part of one participant in a round; the mail that may go with it is written by `rondepost`."""

    ronde: Ronde
    deelname: Deelname

    @property
    def wat(self) -> str:
        """What of the round: the last part of the key."""
        raise NotImplementedError

    @property
    def sleutel(self) -> str:
        return f"ronde:{self.ronde.pk}:{self.wat}"

    def pad(self, regio: Regio) -> str:
        return pad_van(self.ronde)


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class RondeOpen(Rondemelding):
    """The invitation."""

    code = "ronde_open"

    @property
    def wat(self) -> str:
        return f"open:{self.deelname.pk}"

    @property
    def zin(self) -> str:
        dag = getallen.datum(laatste_dag(self.deelname, self.ronde))
        return f"{self.deelname.wie} is gevraagd om te reageren: {self.ronde.titel}, tot en met {dag}."


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class RondeVerlengd(Rondemelding):
    """More time."""

    code = "ronde_verlengd"
    tot: date

    @property
    def wat(self) -> str:
        return f"verlengd:{self.deelname.pk}:{self.tot.isoformat()}"

    @property
    def zin(self) -> str:
        dag = getallen.datum(self.tot)
        return f"{self.deelname.wie} kan langer reageren: {self.ronde.titel}, tot en met {dag}."


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class RondeHerinnering(Rondemelding):
    """A reminder: `welke` of them; `wanneer` says how much time there is."""

    code = "ronde_herinnering"
    welke: str
    wanneer: str

    @property
    def wat(self) -> str:
        return f"herinner:{self.deelname.pk}:{self.welke}"

    @property
    def zin(self) -> str:
        return f"Herinnering voor {self.deelname.wie}, {self.ronde.titel}. {self.wanneer}"


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class RondeGesloten(Rondemelding):
    """No more comments."""

    code = "ronde_gesloten"

    @property
    def wat(self) -> str:
        return f"gesloten:{self.deelname.pk}"

    @property
    def zin(self) -> str:
        return f"De ronde “{self.ronde.titel}” is gesloten. Antwoorden leest u zodra ze zijn vrijgegeven."


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class RondeIndiener(Rondemelding):
    """Who submits for the ministry from now on (`moment`)."""

    code = "ronde_indiener"
    coordinator: User | None
    moment: str

    @property
    def wat(self) -> str:
        return f"indiener:{self.deelname.pk}:{self.moment}"

    @property
    def zin(self) -> str:
        wie = f"{self.coordinator} dient in" if self.coordinator is not None else "Elke contactpersoon kan nu indienen"
        return f"{wie} namens {self.deelname.wie}: {self.ronde.titel}."


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class RondeHeropend(Rondemelding):
    """What was submitted at `moment` may be submitted again."""

    code = "ronde_heropend"
    moment: str

    @property
    def wat(self) -> str:
        return f"heropend:{self.deelname.pk}:{self.moment}"

    @property
    def zin(self) -> str:
        return f"{self.deelname.wie} kan weer reageren en opnieuw indienen: {self.ronde.titel}."


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class RondeGeen(Rondemelding):
    """Nothing to remark about some opgaven (`bij`), or something after all; to the team."""

    code = "ronde_geen"
    moment: str
    bij: str
    gezegd: str

    @property
    def wat(self) -> str:
        return f"geen:{self.deelname.pk}:{self.moment}"

    @property
    def zin(self) -> str:
        return f"{self.deelname.wie} heeft bij {self.bij} {self.gezegd}: {self.ronde.titel}."


@MELDINGSOORTEN.neem_op
@dataclass(frozen=True, slots=True)
class RondeIngediend(Rondemelding):
    """Submitted, or nothing to remark; with `door` to the colleagues of who did so, without to the team."""

    code = "ronde_ingediend"
    moment: str
    door: User | None = None

    @property
    def wat(self) -> str:
        return f"ingediend:{self.deelname.pk}:{self.moment}"

    @property
    def zin(self) -> str:
        deelname, ronde = self.deelname, self.ronde
        ingediend = deelname.stand == Deelname.Stand.INGEDIEND
        if self.door is None:
            return f"{deelname.wie} {'heeft ingediend' if ingediend else 'heeft geen opmerkingen'}: {ronde.titel}."
        if ingediend:
            return f"{self.door} diende in namens {deelname.wie}: {ronde.titel}."
        return f"{self.door} gaf door dat {deelname.wie} geen opmerkingen heeft: {ronde.titel}."
