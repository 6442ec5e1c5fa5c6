"""The filters of the list of comments, from the address: a choice that does not exist is no choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from governance.models import Gremium, Ministerie, Organisatie
from plandocument.boom import Plandocument

from .models import Reactie
from .models.reacties import ReactieQuerySet
from .permissions import Inzage
from .standen import AF

Keuze = tuple[str, str]
WOORD_MAX = 100
PER_BLADZIJDE = 25
WACHT_OP_VRIJGAVE = "vrijgeven"
NIET_INGEDIEND = "concept"
KLAAR_VOOR_VRIJGAVE = Q(vrijgegeven_op__isnull=True, ingediend_op__isnull=False) & (
    Q(antwoord__isnull=False) | Q(stand__in=AF)
)
SOORTEN = {"m": "ministerie", "o": "organisatie", "g": "gremium"}


@dataclass(frozen=True, slots=True)
class Keuzes:
    """What may be chosen: (value, words), only what occurs among what this person may read."""

    stand: list[Keuze]
    opgave: list[Keuze]
    wie: list[Keuze]
    ronde: list[Keuze]


def keuzes(mag: QuerySet[Reactie], inzage: Inzage, document: Plandocument) -> Keuzes:
    """Three queries: senders, rounds, opgaven; of which each comes from `mag`, the comments they may read."""
    standen = [(s.value, str(s.label)) for s in Reactie.Stand]
    if inzage.team:
        standen.append((WACHT_OP_VRIJGAVE, "Wacht op vrijgave"))
    elif inzage.mag_reageren():
        standen.insert(0, (NIET_INGEDIEND, "Nog niet ingediend"))
    sleutels = set(mag.order_by().values_list("opgave", flat=True).distinct())
    ronden = mag.filter(ronde__isnull=False).order_by().values_list("ronde__code", "ronde__titel").distinct()
    return Keuzes(
        standen,
        [(str(o.nummer), f"{o.nummer} {o.titel}") for o in document.opgaven if o.sleutel in sleutels],
        _afzenders(mag.order_by()),
        sorted(ronden, key=lambda paar: paar[1].casefold()),
    )


def _afzenders(mag: QuerySet[Reactie]) -> list[Keuze]:
    """One query over the three kinds of senders."""

    def rijen(letter: str, model: type[Ministerie] | type[Organisatie] | type[Gremium], naam: str) -> QuerySet:
        waarde = Concat(Value(f"{letter}:"), "pk", output_field=CharField())
        pks = mag.filter(**{f"{SOORTEN[letter]}__isnull": False}).values(SOORTEN[letter])
        return model._default_manager.filter(pk__in=pks).order_by().values_list(waarde, naam)

    alle = rijen("m", Ministerie, "afkorting").union(rijen("o", Organisatie, "naam"), rijen("g", Gremium, "naam"))
    return sorted(alle, key=lambda paar: paar[1].casefold())


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody chose. Empty fields do not filter."""

    woord: str = ""
    stand: str = ""
    opgave: str = ""
    wie: str = ""
    ronde: str = ""
    mijn: str = ""
    sinds: str = ""

    @classmethod
    def van(cls, gevraagd: Mapping[str, str], mag: Keuzes) -> Filter:
        def uit(naam: str, lijst: list[Keuze]) -> str:
            waarde = gevraagd.get(naam, "")
            return waarde if any(waarde == keuze for keuze, _ in lijst) else ""

        woord = " ".join(gevraagd.get("woord", "").replace("\x00", "").split())[:WOORD_MAX].strip()
        return cls(
            woord=woord,
            stand=uit("stand", mag.stand),
            opgave=uit("opgave", mag.opgave),
            wie=uit("wie", mag.wie),
            ronde=uit("ronde", mag.ronde),
            mijn=uit("mijn", [("ja", "")]),
            sinds=_dag(gevraagd.get("sinds", "")),
        )

    @property
    def gekozen(self) -> dict[str, str]:
        return {f.name: waarde for f in fields(self) if (waarde := getattr(self, f.name))}

    @property
    def query(self) -> str:
        return f"?{urlencode(self.gekozen)}" if self.gekozen else ""

    def kies(self, rijen: ReactieQuerySet, inzage: Inzage, document: Plandocument) -> ReactieQuerySet:
        """The comments that were chosen, of those that this person may read. The words are looked for in what the
        sender wrote; a state is the one that this person may know."""
        if self.woord:
            rijen = rijen.filter(Q(tekst__icontains=self.woord) | Q(voorstel__icontains=self.woord))
        if self.stand == WACHT_OP_VRIJGAVE:
            rijen = rijen.filter(KLAAR_VOOR_VRIJGAVE)
        elif self.stand == NIET_INGEDIEND:
            rijen = rijen.filter(ingediend_op__isnull=True)
        elif self.stand:
            rijen = rijen.filter(inzage.met_stand(self.stand))
        if self.opgave:
            rijen = rijen.filter(opgave=document.opgave(int(self.opgave)).sleutel)
        if self.wie:
            letter, _, pk = self.wie.partition(":")
            rijen = rijen.filter(**{SOORTEN[letter]: int(pk)})
        if self.ronde:
            rijen = rijen.filter(ronde__code=self.ronde)
        if self.mijn:
            rijen = rijen.filter(door=inzage.user_id)
        if self.sinds:
            vanaf = timezone.make_aware(datetime.combine(date.fromisoformat(self.sinds), time.min))
            rijen = rijen.annotate(kwam_op=Coalesce("ingediend_op", "gemaakt_op")).filter(kwam_op__gte=vanaf)
        return rijen


def _dag(waarde: str) -> str:
    try:
        return date.fromisoformat(waarde).isoformat() if len(waarde) == 10 and waarde > "1900" else ""
    except ValueError:
        return ""
