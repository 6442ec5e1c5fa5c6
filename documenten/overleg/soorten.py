"""The kinds of paper of a meeting, one class each, in one register."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from governance.models import Actie, Besluit, Overleg
from governance.overlegbeeld import Overlegbeeld, beeld, dag_voluit
from governance.zicht import Zicht
from npvr.getallen import aantal, datum


class Papier:
    """A paper about one meeting, for one audience. `code` is its word in addresses."""

    code: ClassVar[str]
    naam: ClassVar[str]
    sjabloon: ClassVar[str]
    verslag: ClassVar[bool] = True
    """Whether it tells what came of the meeting."""

    def __init__(self, overleg: Overleg, zicht: Zicht) -> None:
        self.overleg, self.zicht = overleg, zicht
        self.o: Overlegbeeld = beeld(overleg, zicht)

    @classmethod
    def mag(cls, overleg: Overleg, zicht: Zicht) -> bool:
        """Whether this audience gets this paper now."""
        return zicht.ziet_verslag(overleg) if cls.verslag else zicht.ziet_agenda(overleg)

    @property
    def concept(self) -> str:
        """What to say while it may still change; empty when it is settled."""
        if self.overleg.stand == Overleg.Stand.VASTGESTELD:
            return ""
        return f"Concept. {self.overleg.gremium.naam} heeft dit nog niet vastgesteld; tot die tijd kan het veranderen."

    @property
    def titel(self) -> str:
        return f"{self.naam} {self.overleg.code}"

    @property
    def kenmerken(self) -> list[tuple[str, str]]:
        """What stands at the head: (what, words), without what is empty."""
        tijd = f"{self.overleg.aanvang:%H.%M} tot {self.overleg.einde:%H.%M} uur"
        waar = f", {self.overleg.plaats}" if self.overleg.plaats else ""
        rijen = [("Tijd en plaats", f"{tijd}{waar}"), ("Voorzitter", self.o.voorzitter), *self.wie()]
        return [(kop, woorden) for kop, woorden in rijen if woorden]

    def wie(self) -> list[tuple[str, str]]:
        """Who was there and who was not, by function and organisation."""

        def noem(*standen: str) -> str:
            return "; ".join(
                f"{a}, bij {a.bij}" if a.gast and a.bij else str(a) for a in self.o.aanwezigen if a.stand in standen
            )

        return [("Aanwezig", noem("aanwezig")), ("Afwezig", noem("bericht", "afwezig"))]

    @property
    def hierna(self) -> str:
        """The next meeting, in words. One query."""
        volgend = Overleg.objects.na(self.overleg).first()
        if volgend is None:
            return ""
        waar = f", {volgend.plaats}" if volgend.plaats else ""
        stukken = f" Stukken op {datum(volgend.stukken_op)}." if volgend.stukken_op else ""
        return f"{dag_voluit(volgend.datum).capitalize()}, {volgend.aanvang:%H.%M} uur{waar}.{stukken}"


class Agenda(Papier):
    code, naam, verslag = "agenda", "Agenda", False
    sjabloon = "documenten/overleg/agenda.html"

    @property
    def concept(self) -> str:
        if self.overleg.stand != Overleg.Stand.GEPLAND:
            return ""
        return "Concept. De agenda staat nog niet vast."

    def wie(self) -> list[tuple[str, str]]:
        uit = "; ".join([*map(str, self.o.aanwezigen), *map(str, self.o.zetels)])
        vast = self.overleg.agenda_vast_op
        return [("Uitgenodigd", uit), ("Agenda vast", datum(vast) if vast else "")]


class Stukkenagenda(Agenda):
    """The agenda as first part of one file with its papers."""

    naam = "Agenda en stukken"


class Besluitenlijst(Papier):
    """What was decided, for everybody who may read anything of the record: besloten decisions are only counted."""

    code, naam = "besluitenlijst", "Besluitenlijst"
    sjabloon = "documenten/overleg/besluitenlijst.html"

    def __init__(self, overleg: Overleg, zicht: Zicht) -> None:
        super().__init__(overleg, zicht)
        punten = tuple(
            replace(p, besluiten=tuple(b for b in p.besluiten if not b.besloten and b.vervallen_op is None))
            for p in self.o.punten
            if not p.punt.besloten
        )
        self.o = replace(self.o, punten=punten)

    @property
    def geteld(self) -> str:
        """How many decisions stand here and how many do not. One query."""
        openbaar = len(self.o.besluiten)
        alle = Besluit.objects.filter(agendapunt__overleg=self.overleg, vervallen_op__isnull=True)
        dicht = alle.filter(besloten=True).count()
        over = f" {aantal(dicht, 'besluit is', 'besluiten zijn')} besloten." if dicht else ""
        return f"{aantal(openbaar, 'openbaar besluit', 'openbare besluiten')}, hieronder.{over}"

    @property
    def lopend(self) -> list[Besluit]:
        """Follow-ups of earlier meetings of the body that still run. One query."""
        rijen = Besluit.objects.filter(
            gremium=self.overleg.gremium_id, besloten=False, verzegeld_op__isnull=False, datum__lt=self.overleg.datum
        )
        return list(rijen.met_vervolg().select_related("gremium").order_by("datum", "nummer"))

    @property
    def zonder(self) -> str:
        """The items at which nothing was decided, in words."""
        nummers = [p.nummer for p in self.o.punten if not p.besluiten]
        return f"Zonder besluit: punt {', '.join(nummers)}." if nummers else ""


class Verslag(Papier):
    code, naam = "verslag", "Verslag"
    sjabloon = "documenten/overleg/verslag.html"

    @property
    def acties(self) -> list[Actie]:
        """What ran on the list of the body at the end of this meeting, as this audience reads it. One query."""
        return list(Actie.objects.lopend_na(self.overleg).filter(self.zicht.acties()))

    @property
    def hierna(self) -> str:
        """Nothing: what is planned next changes after the record is settled."""
        return ""


PAPIERSOORTEN: Final[dict[str, type[Papier]]] = {soort.code: soort for soort in (Agenda, Besluitenlijst, Verslag)}


def papier(code: str, overleg: Overleg, zicht: Zicht) -> Papier:
    """Raises KeyError for a kind that does not exist. Some six queries."""
    return PAPIERSOORTEN[code](overleg, zicht)
