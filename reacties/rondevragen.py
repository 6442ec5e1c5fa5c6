"""What open rounds ask a reader about one opgave: for the fiche, and for the form of a comment there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from npvr import adressen
from opgaven.models import Plan

from .models import Deelname, Reactie, Ronde
from .rondestanden import bezwaar, laatste_dag


@dataclass(frozen=True, slots=True)
class Rondevraag:
    """That an open round asks one of somebody's ministries about an opgave. `op_deze_tekst`: comments that are written
    on the text on screen belong to it, unless `bezwaar` says why not. `gezegd`: the ministry commented on it there."""

    deelname: Deelname
    opgave: str
    tot: date
    op_deze_tekst: bool
    bezwaar: str
    gezegd: bool

    @property
    def ronde(self) -> Ronde:
        return self.deelname.ronde

    @property
    def geen(self) -> bool:
        """Whether the ministry said that it has no remarks about this opgave, and may still take that back."""
        return not self.gezegd and self.opgave in self.deelname.zonder_opmerkingen

    @property
    def mag_geen(self) -> bool:
        return not self.gezegd and not self.bezwaar and self.deelname.stand == Deelname.Stand.GEVRAAGD


def adres_in(ronde: Ronde, regio: str, nummer: int) -> str:
    """The fiche as a round asks about it, to read and comment there. `ronde.versie` was read."""
    return f"{adressen.opgave(regio, nummer, versie=ronde.versie.code)}?ronde={ronde.code}"


def rondevragen(plan: Plan, ministeries: Collection[int], opgave: str, versie: str, vandaag: date) -> list[Rondevraag]:
    """Those of the version on screen (its code; empty for the working copy) first, where one still can comment before
    where one cannot; of those on another text only where one still can. One query; none for who speaks for no ministry.
    """
    if not ministeries or not opgave:
        return []
    eigen = Reactie.objects.staat().filter(ronde=OuterRef("ronde"), ministerie=OuterRef("ministerie"), opgave=opgave)
    rijen = (
        Deelname.objects.filter(ronde__plan=plan, ronde__stand=Ronde.Stand.OPEN, ministerie__in=ministeries)
        .annotate(gezegd=Exists(eigen))
        .select_related("ronde__versie", "ministerie")
        .defer("ronde__versie__inhoud", "ronde__uitnodiging")
        .order_by("ronde__deadline", "pk")
    )
    vragen = [
        Rondevraag(
            d,
            opgave,
            laatste_dag(d, d.ronde),
            bool(versie) and d.ronde.versie.code == versie,
            bezwaar(d.ronde, d, vandaag),
            d.gezegd,
        )
        for d in rijen
        if opgave in d.gevraagde_opgaven
    ]
    telt = (v for v in vragen if v.op_deze_tekst or not v.bezwaar)
    return sorted(telt, key=lambda v: (not v.op_deze_tekst, bool(v.bezwaar)))
