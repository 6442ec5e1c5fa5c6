"""What is said and done under a comment: replies, and the steps from open to done."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from accounts.models import User
from npvr.eenmaal import slot_op
from opgaven.aanleidingen import Aanleiding

from ..lezers import bereik, rollen_die_lezen
from ..meldingen import EIGEN, MEEGEPRAAT, VAN_ONS, Genoemd, NieuwBericht
from ..models import Bericht, PersoonlijkeLink, Reactie
from ..permissions import Inzage, eis_behandelen, eis_reageren
from ..standen import PER_CODE, Reactiestap, stappen
from .meldingen import meld
from .reacties import Gewijzigd, ReactieAlBehandeld, Vreemd, ZegtNiets, schone_tekst, spoor

REDEN_MAX = 1000


class ReactiestapZonderReden(Exception):
    """This step asks for a reason."""


class KanNuNiet(Exception):
    """The comment is not in a state from which this step goes. `reactie` is the row as it stands."""

    def __init__(self, reactie: Reactie) -> None:
        super().__init__(f"reactie {reactie.pk} is {reactie.stand}")
        self.reactie = reactie


def zeg(
    *,
    reactie: int,
    tekst: str,
    door: User | None = None,
    link: PersoonlijkeLink | None = None,
    intern: bool = False,
    genoemd: Iterable[int] = (),
    kenmerk: UUID | None = None,
) -> Bericht:
    """Reply under a comment; `genoemd` are ids of people, of whom those are told who may read it. So are the sender of
    the comment, or of a ministry where they left it its contact persons, and who wrote in the thread before.

    A second call with the same `kenmerk` gives back the reply that is there. Raises ZegtNiets, TeLang,
    ReactieAlBehandeld where the comment was withdrawn, and Vreemd. At most ten queries, and four for each who is told.
    """
    if not (tekst := schone_tekst(tekst)):
        raise ZegtNiets
    with spoor(door, "zeg"), transaction.atomic():
        slot_op(kenmerk)
        if kenmerk is not None and (er_al := Bericht.objects.filter(kenmerk=kenmerk).first()) is not None:
            if (er_al.reactie_id, er_al.door_id) != (reactie, door.pk if door else None):
                raise Vreemd
            return er_al
        rijen = Reactie.objects.select_related("plan__regio", "door", "ministerie", "organisatie", "gremium")
        rij = rijen.get(pk=reactie)
        if door is not None:
            eis_reageren(Inzage.van(door, rij.plan.regio))
        if rij.ingetrokken_op is not None:
            raise ReactieAlBehandeld
        bericht = Bericht.objects.create(reactie=rij, tekst=tekst, intern=intern, door=door, link=link, kenmerk=kenmerk)
        regio, gekozen = rij.plan.regio, set(genoemd)
        wie = rij.afzender if rij.door is not None and rij.door == door else ""  # as the thread names them to others
        wie = wie or f"{door or 'Iemand'}"
        afzender = rij.door_id if rij.door is not None and not intern and rij.door != door else None
        eerder = Bericht.objects.filter(reactie=rij, door__isnull=False).exclude(door=door)
        in_gesprek = set(eerder.values_list("door", flat=True)) - gekozen - {afzender}
        rollen = rollen_die_lezen(rij, intern=intern)
        lezers = {rol.user_id: rol.user for rol in rollen}
        if noem := [u for pk, u in lezers.items() if pk in gekozen]:
            bericht.genoemd.set(noem)
        for user in noem:
            meld(wie=user, regio=regio, melding=Genoemd(bericht, rij, wie))
        if afzender in lezers and afzender not in gekozen:
            meld(wie=lezers[afzender], regio=regio, melding=NieuwBericht(bericht, rij, wie, EIGEN))
        for user in bereik(rij, rollen, door.pk if door else None).anderen if not intern else ():
            meld(wie=user, regio=regio, melding=NieuwBericht(bericht, rij, wie, VAN_ONS))
        for user in (u for pk, u in lezers.items() if pk in in_gesprek):
            meld(wie=user, regio=regio, melding=NieuwBericht(bericht, rij, wie, MEEGEPRAAT))
        return bericht


def behandel(*, reactie: int, stap: Reactiestap, gezien: int, door: User, reden: str = "") -> bool:
    """Take a step with a comment; False when that was done already, as after a request that was sent twice.

    `gezien` is its `wijziging` as the page showed it. Raises ReactiestapZonderReden, KanNuNiet and Gewijzigd, and
    writes nothing then. Three queries.
    """
    reden = schone_tekst(reden)[:REDEN_MAX]
    if stap.vraag and not reden:
        raise ReactiestapZonderReden
    with spoor(door, stap.code, waarom=reden), transaction.atomic():
        rij = Reactie.objects.select_for_update(of=("self",)).select_related("plan__regio").get(pk=reactie)
        eis_behandelen(Inzage.van(door, rij.plan.regio), rij.opgave)
        if rij.stand == stap.naar and rij.reden == reden and rij.ingetrokken_op is None:
            return False
        if stap not in stappen(rij):
            raise KanNuNiet(rij)
        if rij.wijziging != gezien:
            raise Gewijzigd(rij)
        rij.stand, rij.reden, rij.wijziging = stap.naar, reden, rij.wijziging + 1
        rij.save(update_fields=["stand", "reden", "wijziging"])
        return True


def verwerk(*, aanleiding: Aanleiding, door: User | None) -> None:
    """A section was saved *naar aanleiding van* a comment: that comment is done. In the transaction of that save.

    What is done already, released or withdrawn stays as it is. Two queries.
    """
    if not aanleiding.code.isdecimal():
        return
    with spoor(door, "verwerk"):
        rij = Reactie.objects.select_for_update(of=("self",)).filter(pk=int(aanleiding.code)).first()
        stap = PER_CODE["verwerk"]
        if rij is not None and stap in stappen(rij):
            rij.stand, rij.reden, rij.wijziging = stap.naar, "", rij.wijziging + 1
            rij.save(update_fields=["stand", "reden", "wijziging"])
