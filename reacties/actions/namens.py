"""What somebody keys in on behalf of others: a pile of pen notes, one remark, or the remarks in a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from accounts.models import User
from governance.models import Gremium, Ministerie, Organisatie
from opgaven.models import Plan
from plandocument.anker import Anker
from plandocument.boom import Plandocument
from versies.models import Versie

from ..models import Reactie, Ronde
from ..permissions import Inzage, eis_namens
from ..plekken import code_van
from .reacties import plaats


@dataclass(frozen=True, slots=True)
class Inbreng:
    """One remark to place. `functie` of who made it, never a name; `kenmerk` keeps it from being placed twice.

    `code` is how people call its place; empty to look it up.
    """

    anker: Anker
    tekst: str
    voorstel: str | None = None
    functie: str = ""
    kenmerk: UUID | None = None
    code: str = ""


def kenmerk_van(formulier: UUID | None, nummer: int) -> UUID | None:
    """The mark of one row of a form: sending the form twice makes the same ones."""
    return None if formulier is None else uuid5(formulier, str(nummer))


@transaction.atomic
def breng_in(
    *,
    plan: Plan,
    document: Plandocument,
    rijen: Sequence[Inbreng],
    versie: Versie | None,
    kanaal: str,
    gegeven_op: date,
    door: User,
    ministerie: Ministerie | None = None,
    organisatie: Organisatie | None = None,
    gremium: Gremium | None = None,
    ronde: Ronde | None = None,
) -> list[Reactie]:
    """Place them all, or none. `document` is the text that the anchors were made on. Up to nine queries for each.

    Raises PermissionDenied, and what `plaats` raises.
    """
    eis_namens(Inzage.van(door, plan.regio))
    return [
        plaats(
            plan=plan,
            versie=versie,
            ronde=ronde,
            anker=rij.anker,
            code=rij.code or code_van(document, rij.anker),
            tekst=rij.tekst,
            voorstel=rij.voorstel,
            ministerie=ministerie,
            organisatie=organisatie,
            gremium=gremium,
            namens=rij.functie,
            kanaal=kanaal,
            gegeven_op=gegeven_op,
            door=door,
            ingediend=True,
            kenmerk=rij.kenmerk,
        )
        for rij in rijen
    ]
