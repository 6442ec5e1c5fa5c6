"""Who asked for a change, in a memo: the sender of a comment, once the comment was released."""

from __future__ import annotations

from opgaven.bezoek import Bezoek
from reacties.aanleiding import SOORT
from reacties.models import Reactie
from versies.vergelijken import Vergeleken

from ..nota.lezen import afzenders
from .inhoud import Vragers


def vragers(visite: Bezoek, vergeleken: Vergeleken) -> Vragers:
    """Kind and code of an occasion → words that name who asked: "reactie 31, ministerie van EZK". At most two queries,
    none where no comment was the occasion.

    Before its release who sent a comment is for its readers alone: then the words of the history stand, which name
    nobody.
    """
    nummers = {int(code) for soort, code in vergeleken.redenen.bronnen if soort == SOORT and code.isdecimal()}
    if not nummers:
        return {}
    rijen = list(
        Reactie.objects.ingediend()
        .filter(plan=visite.plan, pk__in=nummers, vrijgegeven_op__isnull=False)
        .select_related("ministerie", "organisatie", "gremium")
    )
    wie = afzenders(visite, rijen)
    return {(SOORT, str(r.pk)): f"reactie {r.pk}, {_voluit(r, wie[r.pk])}" for r in rijen}


def _voluit(reactie: Reactie, wie: str) -> str:
    """ "ministerie van EZK": an abbreviation alone tells a board too little."""
    return f"ministerie van {wie}" if reactie.ministerie_id is not None else wie
