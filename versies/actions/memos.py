"""Saving what people add to a wijzigingsmemo."""

from __future__ import annotations

import pghistory
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from governance.models import Gremium
from npvr.gezien import AndersDanGezien
from opgaven.models import Plan
from opgaven.permissions import Rechten
from plandocument import tekst

from ..models import Memo, Versie
from ..permissions import eis_memo


class Memoconflict(AndersDanGezien):
    """A colleague saved this memo first. `memo` is the row as it stands."""

    def __init__(self, memo: Memo) -> None:
        super().__init__(f"memo {memo.pk} staat op versie {memo.versie}")
        self.memo = memo


def bewaar_memo(
    *,
    plan: Plan,
    oud: Versie,
    nieuw: Versie | None,
    vanaf_versie: int,
    gremium: Gremium | None,
    aan: str,
    inleiding: str,
    door: User,
) -> Memo:
    """Write over the memo that the writer last saw as `vanaf_versie`; 0 where there was none. Returns the row.

    `inleiding` is made canonical. Raises Memoconflict (and writes nothing) when it has changed since, unless it says
    the same already. At most five queries.
    """
    eis_memo(Rechten.van(door, plan.regio))
    inhoud = {"gremium": gremium, "aan": " ".join(aan.split()), "inleiding": tekst.schoon(inleiding)}
    welke = Memo.objects.filter(plan=plan, oud=oud, nieuw=nieuw)
    with pghistory.context(user=door.pk), transaction.atomic():
        if not vanaf_versie or not welke.exists():
            try:
                with transaction.atomic():
                    return Memo.objects.create(plan=plan, oud=oud, nieuw=nieuw, gewijzigd_door=door, **inhoud)
            except IntegrityError:
                pass  # a colleague made it meanwhile
        elif welke.filter(versie=vanaf_versie).update(
            versie=F("versie") + 1, gewijzigd_op=timezone.now(), gewijzigd_door=door, **inhoud
        ):
            return welke.get()
        staat = welke.select_related("gremium", "gewijzigd_door").get()
        if (staat.gremium, staat.aan, staat.inleiding) == tuple(inhoud.values()):
            return staat
        raise Memoconflict(staat)
