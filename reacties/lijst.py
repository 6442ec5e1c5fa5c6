"""The filters of the list of comments, from the address: a choice that does not exist is no choice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from governance.models import Gremium, Ministerie, Organisatie
from governance.permissions import Toegang
from npvr.vaste_vraag import VasteVraag
from opgaven.bezoek import Bezoek
from opgaven.models import Opgave
from plandocument.boom import Plandocument

from . import waar
from .models import Reactie, Ronde
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
AFZENDERSOORTEN = {"m": "ministerie", "o": "organisatie", "g": "gremium"}


@dataclass(frozen=True, slots=True)
class Reactiekeuzes:
    """What may be chosen: (value, words), only what occurs among what this person may read."""

    stand: list[Keuze]
    opgave: list[Keuze]
    wie: list[Keuze]
    ronde: list[Keuze]


def keuzes(visite: Bezoek, inzage: Inzage) -> Reactiekeuzes:
    """What occurs among the comments that they may read. One query, which asks of each opgave, sender and round whether
    there is a comment, so that more of them do not make it slower."""
    standen = [(s.value, str(s.label)) for s in Reactie.Stand]
    if inzage.team:
        standen.append((WACHT_OP_VRIJGAVE, "Wacht op vrijgave"))
    elif inzage.mag_reageren():
        standen.insert(0, (NIET_INGEDIEND, "Nog niet ingediend"))
    per: dict[str, list[Keuze]] = defaultdict(list)
    for soort, waarde, naam in _vraag(inzage.rollen, inzage.ministeries)(visite.plan.pk, inzage.user_id):
        per[soort].append((waarde, naam))
    sleutels = {sleutel for sleutel, _ in per["opgave"]}
    afzenders = [(f"{letter}:{pk}", naam) for letter in AFZENDERSOORTEN for pk, naam in per[letter]]
    return Reactiekeuzes(
        standen,
        [(str(o.nummer), f"{o.nummer} {o.titel}") for o in visite.document.opgaven if o.sleutel in sleutels],
        sorted(afzenders, key=lambda paar: paar[1].casefold()),
        sorted(per["ronde"], key=lambda paar: paar[1].casefold()),
    )


@lru_cache(maxsize=64)
def _vraag(rollen: frozenset[str], ministeries: frozenset[int]) -> VasteVraag:
    """For people with these roles: (kind, value, name) of opgaven, senders and rounds with comments they may read."""

    def maak(plan: int, user: int) -> QuerySet[Any, Any]:
        mag = (
            Reactie.objects.staat()
            .filter(plan=plan)
            .zichtbaar_voor(Inzage(Toegang(user, rollen, ministeries=ministeries)))
        )

        def met(soort: str, rijen: QuerySet[Any], veld: str, van: str, waarde: str, naam: str) -> QuerySet[Any, Any]:
            er = Exists(mag.filter(**{veld: OuterRef(van)}))
            tekst = (Cast(waarde, CharField()), Cast(naam, CharField()))
            return rijen.filter(er).order_by().values_list(Value(soort, output_field=CharField()), *tekst)

        soorten = (("m", Ministerie, "afkorting"), ("o", Organisatie, "naam"), ("g", Gremium, "naam"))
        return met("opgave", Opgave.objects.filter(plan=plan), "opgave", "sleutel", "sleutel", "sleutel").union(
            *(met(s, model._default_manager.all(), AFZENDERSOORTEN[s], "pk", "pk", naam) for s, model, naam in soorten),
            met("ronde", Ronde.objects.filter(plan=plan), "ronde", "pk", "code", "titel"),
            all=True,
        )

    return VasteVraag(maak, getal=("plan", "user"))


@dataclass(frozen=True, slots=True)
class Reactiefilter:
    """What somebody chose. Empty fields do not filter."""

    woord: str = ""
    stand: str = ""
    opgave: str = ""
    wie: str = ""
    ronde: str = ""
    mijn: str = ""
    sinds: str = ""

    @classmethod
    def van(cls, gevraagd: Mapping[str, str], mag: Reactiekeuzes) -> Reactiefilter:
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
            rijen = rijen.filter(waar.bij("opgave", OuterRef("plan"), document.opgave(int(self.opgave)).sleutel))
        if self.wie:
            letter, _, pk = self.wie.partition(":")
            rijen = rijen.filter(**{AFZENDERSOORTEN[letter]: int(pk)})
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
