"""Reading kladden and presence: what a person left in a section, and who else has it open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.http import QueryDict
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import User
from npvr import getallen
from npvr.vaste_vraag import VasteVraag

from .actions.klad import AANWEZIG
from .models import Aanwezigheid, Klad, Sectie

VENSTER = re.compile("[0-9a-z]{8,32}")
VAN_HET_VENSTER = frozenset(
    {
        "csrfmiddlewaretoken",
        "venster",
        "volgnummer",
        "uit_klad",
        "uit_volgnummer",
        "wie",
        "doe",
        "weg",
        "keuze",
        "getoond",
        "aanpassen",
    }
)
"""Fields that say something of the window or the act, not of the text."""
KIES = "kies-"
"""What the names of choices begin with, when two people changed the same."""


@dataclass(frozen=True, slots=True)
class Venster:
    """An editor as it is open in a browser: its name, what it sent last, and the klad it was opened with."""

    naam: str = ""
    volgnummer: int = 0
    uit: str = ""
    uit_volgnummer: int = 0

    @classmethod
    def van(cls, post: Mapping[str, Any]) -> Venster:
        """As posted; nonsense counts as nothing."""
        return cls(
            _naam(post.get("venster", "")),
            getal(post.get("volgnummer", "")),
            _naam(post.get("uit_klad", "")),
            getal(post.get("uit_volgnummer", "")),
        )

    @classmethod
    def nieuw(cls) -> Venster:
        """For a form without scripts, which has no name of its own."""
        return cls(get_random_string(32, "0123456789abcdefghijklmnopqrstuvwxyz"))

    @property
    def namen(self) -> tuple[str, ...]:
        """The windows whose klad goes with this one; none without scripts."""
        return tuple(naam for naam in (self.naam, self.uit) if naam)


@dataclass(frozen=True, slots=True)
class Kladje:
    """A text that somebody left, as offered to them when they open the section."""

    venster: str
    bewaard_op: datetime
    vanaf_versie: int

    @property
    def wanneer(self) -> str:
        return wanneer(self.bewaard_op)


@dataclass(frozen=True, slots=True)
class Medeschrijver:
    """Somebody else who has the section open."""

    naam: str
    sinds: datetime


def velden_van(post: QueryDict) -> dict[str, list[str]]:
    """The fields of the text as posted, without NUL, which the database does not hold."""
    return {
        naam.replace("\0", ""): [str(waarde).replace("\0", "") for waarde in waarden]
        for naam, waarden in post.lists()
        if naam not in VAN_HET_VENSTER and not naam.startswith(KIES)
    }


def keuzes_van(post: QueryDict) -> dict[str, str]:
    """What was chosen about what two people both changed, by the mark of each question."""
    return {naam.removeprefix(KIES): str(waarde) for naam, waarde in post.items() if naam.startswith(KIES)}


def post_van(velden: Mapping[str, list[str]]) -> QueryDict:
    """A klad as if its fields were posted."""
    post = QueryDict(mutable=True)
    for naam, waarden in velden.items():
        post.setlist(naam, waarden)
    return post


def lees(sectie: Sectie, user: User, venster: str) -> Klad | None:
    """One's own klad of that window. One query; none for a name that cannot be one."""
    if not _naam(venster):
        return None
    return Klad.objects.filter(user=user, sectie=sectie, venster=venster).first()


def bij_openen(sectie: Sectie, user: User) -> tuple[list[Kladje], list[Medeschrijver]]:
    """What this person left here, newest first, and who else has the section open. One query."""
    rijen = _BIJ_OPENEN(sectie.pk, user.pk, timezone.now() - AANWEZIG)
    kladden = [Kladje(naam, op, versie) for wat, naam, op, versie in rijen if wat == "klad"]
    return sorted(kladden, key=lambda k: k.bewaard_op, reverse=True), _op_naam(rijen)


def _bij_openen(sectie: int, user: int, sinds: datetime) -> QuerySet[Any, Any]:
    eigen = (
        Klad.objects.filter(user=user, sectie=sectie)
        .order_by()
        .values_list(Value("klad", CharField()), "venster", "bewaard_op", Cast("vanaf_versie", IntegerField()))
    )
    return eigen.union(_anderen(sectie, user, sinds), all=True)


_BIJ_OPENEN = VasteVraag(_bij_openen, getal=("sectie", "user"), moment=("sinds",))


def anderen(sectie: Sectie, user: User) -> list[Medeschrijver]:
    """Who else has the section open. One query."""
    return _op_naam(_anderen(sectie.pk, user.pk, timezone.now() - AANWEZIG))


def _anderen(sectie: int, user: int, sinds: datetime) -> QuerySet[Any, Any]:
    return (
        Aanwezigheid.objects.filter(sectie=sectie, gezien_op__gte=sinds)
        .exclude(user=user)
        .order_by()
        .values_list(
            Value("hier", CharField()),
            Coalesce(NullIf(F("user__naam"), Value("")), F("user__email"), output_field=CharField()),
            "sinds",
            Value(0, IntegerField()),
        )
    )


def _op_naam(rijen: Any) -> list[Medeschrijver]:
    hier = [Medeschrijver(naam, sinds) for wat, naam, sinds, _ in rijen if wat == "hier"]
    return sorted(hier, key=lambda ander: (ander.sinds, ander.naam))


def aanwezig(wie: list[Medeschrijver]) -> str:
    """The sentence about who else is here; empty when nobody is."""
    if not wie:
        return ""
    namen = getallen.opsomming(f"{ander.naam} (sinds {getallen.tijd(ander.sinds)})" for ander in wie)
    if len(wie) == 1:
        namen, sinds = wie[0].naam, f" (sinds {getallen.tijd(wie[0].sinds)})"
        return f"{namen} bewerkt deze sectie ook{sinds}. U kunt gewoon doorwerken."
    return f"{namen} bewerken deze sectie ook. U kunt gewoon doorwerken."


def wanneer(moment: datetime) -> str:
    """ "vandaag 14.02 uur", "gisteren 14.02 uur", "20 november 2026 om 14.02 uur"."""
    dagen = (timezone.localdate() - timezone.localdate(moment)) // timedelta(days=1)
    if dagen in (0, 1):
        return f"{('vandaag', 'gisteren')[dagen]} {getallen.tijd(moment)}"
    return getallen.datum_tijd(moment)


def getal(waarde: str) -> int:
    """A number as a browser sends it; anything else is 0."""
    return int(waarde) if re.fullmatch("[0-9]{1,15}", waarde) else 0


def _naam(waarde: str) -> str:
    return waarde if VENSTER.fullmatch(waarde) else ""
