"""The register of decisions as one person may read it: who decided what, what follows from it, and where in the plan it
was carried out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from governance.besluitsporen import Spoor, sporen
from governance.models import Besluit, Gremium, Station
from governance.velden import MetVelden
from governance.zicht import Zicht
from opgaven.bezoek import Bezoek
from versies.models import Goedkeuring

STANDEN = {
    "loopt": "Loopt nog",
    "over_tijd": "Over tijd",
    "uitgevoerd": "Uitgevoerd",
    "geen": "Geen vervolg nodig",
    "vervallen": "Vervallen",
}
TELWOORDEN = {
    "loopt": ("loopt nog", "lopen nog"),
    "over_tijd": ("over tijd", "over tijd"),
    "uitgevoerd": ("uitgevoerd", "uitgevoerd"),
    "geen": ("zonder vervolg", "zonder vervolg"),
    "vervallen": ("vervallen", "vervallen"),
}
TEKENS = {
    "loopt": ("half", ""), "over_tijd": ("letop", "letop"), "uitgevoerd": ("check", "goed"), "geen": ("open", ""),
    "vervallen": ("fout", ""),
}  # fmt: skip


@dataclass(slots=True)
class Besluitregel:
    """A decision with all that the register tells of it."""

    besluit: Besluit
    stand: str
    stations: list[Station] = field(default_factory=list)
    goedkeuring: Goedkeuring | None = None
    sporen: list[Spoor] = field(default_factory=list)
    herzien_door: list[Besluit] = field(default_factory=list)

    @property
    def opgaven(self) -> set[str]:
        """Keys of the opgaven that it belongs to: as was said, and where it changed something."""
        return {*self.besluit.opgaven_sleutels, *(s.opgave for s in self.sporen if s.opgave)}

    @property
    def standwoord(self) -> str:
        return STANDEN[self.stand]

    @property
    def teken(self) -> str:
        return TEKENS[self.stand][0]

    @property
    def tint(self) -> str:
        return TEKENS[self.stand][1]


class Besluitfilter(MetVelden, forms.Form):
    """What to show; a value that does not exist filters nothing."""

    zoek = forms.CharField(label="Zoek", required=False, max_length=100)
    gremium = forms.ChoiceField(label="Wie besloot", required=False)
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle soorten"), *Besluit.Soort.choices])
    opgave = forms.ChoiceField(label="Hoort bij opgave", required=False)
    vervolg = forms.ChoiceField(label="Vervolg", required=False, choices=[("", "Alles"), *STANDEN.items()])
    volgorde = forms.ChoiceField(
        label="Volgorde", required=False, choices=[("", "Nieuwste eerst"), ("oud", "Oudste eerst")]
    )

    def __init__(self, data: QueryDict, gremia: Iterable[Gremium], opgaven: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(data)
        self.fields["opgave"].choices = [("", "Alle opgaven"), *opgaven]  # type: ignore[attr-defined]
        self.fields["gremium"].choices = [("", "Alle gremia"), *((g.code, g.naam) for g in gremia)]  # type: ignore[attr-defined]
        self.is_valid()
        self.kies = {naam: self.cleaned_data.get(naam) or "" for naam in self.fields}

    def vraag(self) -> Q:
        q = Q()
        if self.kies["gremium"]:
            q &= Q(gremium__code=self.kies["gremium"])
        if self.kies["soort"]:
            q &= Q(soort=self.kies["soort"])
        for woord in self.kies["zoek"].replace("\0", "").split():
            q &= Q(titel__icontains=woord) | Q(tekst__icontains=woord) | Q(vervolg_wat__icontains=woord) | _code(woord)
        return q

    @property
    def gekozen(self) -> list[tuple[str, str]]:
        """What was chosen, in words, to say which to drop."""
        return [
            (str(self.fields[naam].label), waarde)
            for naam, waarde in self.kies.items()
            if waarde and naam != "volgorde"
        ]


def _code(woord: str) -> Q:
    """Of a number as it is written: BES-KT-2026-003."""
    delen = woord.upper().split("-")
    if len(delen) == 4 and delen[0] == "BES" and delen[2].isdecimal() and delen[3].isdecimal():
        return Q(gremium__afkorting=delen[1], jaar=int(delen[2][:4]), nummer=int(delen[3][:6]))
    return Q(pk__in=())


def zicht_van(visite: Bezoek) -> Zicht:
    return Zicht.van(visite.rechten.toegang, visite.regio)


def regels(visite: Bezoek, zicht: Zicht, vraag: Q = Q(), vervolg: str = "", opgave: str = "") -> list[Besluitregel]:  # noqa: B008 (never changed)
    """At most seven queries, whatever the register holds. What is not for this person is not read."""
    besluiten = list(Besluit.objects.register(visite.regio).filter(zicht.besluiten(), vraag))
    for b in besluiten:
        if b.herziet is not None and b.herziet.besloten and not zicht.lid(b.gremium_id):
            b.herziet = None  # that there is one is not for this person either
    vandaag = timezone.localdate()
    alle = [Besluitregel(b, b.vervolgstand(vandaag)) for b in besluiten]
    if vervolg:
        alle = [r for r in alle if r.stand == vervolg]
    per = {r.besluit.pk: r for r in alle}
    if not per:
        return []
    stations = Station.objects.filter(besluit__in=per).select_related("gremium", "daar__gremium")
    for s in stations.order_by("besluit", "volgorde"):
        per[s.besluit_id].stations.append(s)
    goed = Goedkeuring.objects.filter(besluit__in=per).select_related("versie").defer("versie__inhoud")
    if not visite.rechten.rollen:
        goed = goed.filter(versie__code=visite.bron.versie)
    for g in goed:
        per[g.besluit_id].goedkeuring = g
    later = Besluit.objects.register(visite.regio).filter(zicht.besluiten(), herziet__in=per, vervallen_op__isnull=True)
    for b in later:
        per[b.herziet_id or 0].herzien_door.append(b)
    if visite.rechten.rollen:
        for pk, spoor in sporen(visite, list(per)):
            per[pk].sporen.append(spoor)
    if opgave:
        alle = [r for r in alle if opgave in r.opgaven]
    return alle


def per_overleg(alle: list[Besluitregel], oudste: bool) -> list[tuple[Besluit, list[Besluitregel]]]:
    """Grouped by body and day, newest first unless otherwise; within a group by number."""

    def sleutel(r: Besluitregel) -> tuple[date, int]:
        return r.besluit.datum, r.besluit.gremium_id

    rij = sorted(alle, key=lambda r: (*sleutel(r), r.besluit.jaar or 0, r.besluit.nummer or 0))
    groepen = [(groep[0].besluit, groep) for _, g in groupby(rij, sleutel) if (groep := list(g))]
    return groepen if oudste else groepen[::-1]


def telling(alle: list[Besluitregel]) -> list[str]:
    """ "9 lopen nog", "1 is uitgevoerd": only what there is."""
    uit = Counter(r.stand for r in alle)
    return [f"{n} {vormen[n != 1]}" for stand, vormen in TELWOORDEN.items() if (n := uit[stand])]


def besloten_besluiten(visite: Bezoek) -> int:
    """How many sealed decisions are not for everybody: for who does not see which. One query."""
    return Besluit.objects.register(visite.regio).filter(besloten=True, verzegeld_op__isnull=False).order_by().count()


def onuitgevoerd(visite: Bezoek, zicht: Zicht) -> list[Besluit]:
    """Decisions that ask something and of which nobody said that it was done; the soonest day first. One query."""
    rijen = Besluit.objects.register(visite.regio).met_vervolg().filter(zicht.besluiten(), verzegeld_op__isnull=False)
    return sorted(rijen, key=lambda b: (b.vervolg_voor or date.max, b.datum))


def gremia_met(visite: Bezoek, zicht: Zicht) -> list[Gremium]:
    """Bodies that took a decision that may be read here. One query."""
    ids = Besluit.objects.filter(zicht.besluiten(), gremium__regio=visite.regio, nummer__isnull=False).values("gremium")
    return list(Gremium.objects.filter(pk__in=ids))
