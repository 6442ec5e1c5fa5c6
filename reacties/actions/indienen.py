"""The one official answer of a participant in a round: given, and by the programmamanager opened again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from governance.models import Regio, Rol
from governance.rolhouders import houders
from npvr import getallen
from npvr.gezien import AndersDanGezien, eis_gezien, merk

from ..meldingen import RondeGeen, RondeHeropend, RondeIndiener, RondeIngediend
from ..models import Deelname, PersoonlijkeLink, Reactie, Ronde
from ..models.reacties import ReactieQuerySet
from ..permissions import Inzage, eis_ronde
from ..rondestanden import RondeGeweigerd, bezwaar, eis_open, eis_overgang, laatste_dag
from .reacties import dien_in as geef
from .rondepost import OPNIEUW, aan_contacten, brieftekst, contacten, groet, onderwerp_van, stuur

ANDERE_DEELNAME = "Hier is intussen iets gewijzigd. Er is niets gedaan. Kijk eerst hoe het nu is."


def wie_dient_in(deelname: Deelname, contacten: Collection[User]) -> User | None:
    """The coordinator, as long as that is still a contact person; None: any of the contact persons."""
    return next((user for user in contacten if user.pk == deelname.coordinator_id), None)


def reden_niet(deelname: Deelname, inzage: Inzage, contacten: Collection[User]) -> str:
    """Why this person may not submit for this participant; empty when they may. No query."""
    if deelname.ministerie_id in inzage.ministeries:
        coordinator = wie_dient_in(deelname, contacten)
        if coordinator is not None and coordinator.pk != inzage.user_id:
            return (
                f"Indienen doet de coördinator van {deelname.wie}: {coordinator}. Is die er niet? "
                "Vraag de programmamanager om een ander aan te wijzen."
            )
        return ""
    if inzage.mag_ronde():
        return f"{deelname.wie} dient zelf in." if contacten else ""
    return "Indienen doet een contactpersoon van het ministerie zelf."


def dien_in(
    *,
    deelname: Deelname,
    door: User,
    gezien: Mapping[int, int] | None = None,
    zonder: Collection[int] = (),
    ontvangen: int | None = None,
) -> Deelname:
    """Give what the ministry wrote in this round to the team; from then on the team reads it. Raises RondeGeweigerd.

    `gezien` holds id → `wijziging` of what the page showed of what was not submitted yet; where that is otherwise now
    nothing is submitted (AndersDanGezien). None does not ask: the programmamanager, who notes the answer of who has no
    account, saw how many comments were received (`ontvangen`). What is in `zonder` stays with the ministry. Possible
    until the round is closed, also after the last day: then what was written in time still comes in.
    """
    with pghistory.context(user=door.pk), transaction.atomic():
        deelname, ronde = _vergrendel(deelname)
        _eis_indiener(deelname, ronde, door)
        eis_overgang(deelname, Deelname.Stand.INGEDIEND)
        eigen = list(_eigen(deelname, ronde).select_for_update(of=("self",)).order_by("pk"))
        if not eigen:
            raise RondeGeweigerd(
                "Er is nog geen reactie om in te dienen. Hebt u geen opmerkingen? Kies dan “Geen opmerkingen”."
            )
        nieuw = {r.pk: r.wijziging for r in eigen if r.ingediend_op is None}
        if gezien is not None and nieuw != gezien:
            raise AndersDanGezien(
                "Er is nog niets ingediend: iemand van uw ministerie schreef, wijzigde of introk intussen een reactie. "
                "Hieronder staat hoe het nu is."
            )
        if ontvangen is not None and ontvangen != len(eigen) - len(nieuw):
            raise AndersDanGezien(
                f"Van {deelname.wie} kwam intussen nog een reactie binnen, of er is er een ingetrokken. Er is nog "
                "niets genoteerd. Kijk eerst hoe het nu is."
            )
        mee = nieuw.keys() - set(zonder)
        if not mee and len(nieuw) == len(eigen):
            raise RondeGeweigerd(
                "U liet alle reacties weg, en er is dus niets ingediend. Kies minstens één reactie, of trek ze in en "
                "kies dan “Geen opmerkingen”."
            )
        geef(reacties=mee, door=door)
        return _afgerond(deelname, ronde, door, Deelname.Stand.INGEDIEND)


def geen_opmerkingen(*, deelname: Deelname, door: User, opgave: str = "", terug: bool = False) -> Deelname:
    """Say so explicitly: of one opgave (`terug` takes it back), or of all and with that submit. Raises
    RondeGeweigerd."""
    with pghistory.context(user=door.pk), transaction.atomic():
        deelname, ronde = _vergrendel(deelname)
        if opgave:
            return _van_opgave(deelname, ronde, opgave, terug, door)
        _eis_indiener(deelname, ronde, door)
        eis_overgang(deelname, Deelname.Stand.GEEN)
        if hoeveel := _eigen(deelname, ronde).count():
            raise RondeGeweigerd(
                f"{deelname.wie} heeft {getallen.aantal(hoeveel, 'reactie', 'reacties')} in deze ronde. "
                "Dien die in, of trek ze eerst in."
            )
        return _afgerond(deelname, ronde, door, Deelname.Stand.GEEN)


def geen_opmerkingen_met_link(*, link: PersoonlijkeLink, opgaven: Collection[str], terug: bool = False) -> Deelname:
    """What the holder of a personal link says of opgaven that it names: nothing to remark (`terug` takes it back).

    Where the ministry has contact persons it is theirs, and goes along when they submit; otherwise the programmamanager
    reads it at once and hears of it. Raises RondeGeweigerd, also where something was said through the link already.
    """
    with pghistory.context(link=link.pk), transaction.atomic():
        deelname = None
        if link.ronde is not None:
            rijen = link.ronde.deelnames.filter(ministerie=link.ministerie_id, organisatie=link.organisatie_id)
            deelname = rijen.first()
        if deelname is None:
            raise RondeGeweigerd("Deze link hoort niet bij een ronde.")
        deelname, ronde = _vergrendel(deelname)
        if reden := bezwaar(ronde, deelname, timezone.localdate()):
            raise RondeGeweigerd(reden)
        hier = [s for s in opgaven if s in link.opgaven and s in deelname.gevraagde_opgaven]
        if not hier:
            raise RondeGeweigerd("Over deze opgave is in deze ronde niets gevraagd.")
        if not terug and Reactie.objects.staat().filter(link=link, opgave__in=hier).exists():
            raise RondeGeweigerd("Bij deze opgave staat al een reactie van u. Trek die eerst in.")
        over = [s for s in deelname.zonder_opmerkingen if s not in hier]
        nieuw = over if terug else [*over, *hier]
        if set(nieuw) == set(deelname.zonder_opmerkingen):
            return deelname
        deelname.zonder_opmerkingen = nieuw
        deelname.save(update_fields=["zonder_opmerkingen"])
        if not contacten(ronde.plan.regio, [deelname.ministerie_id]).get(deelname.ministerie_id or 0):
            wat = "toch opmerkingen" if terug else "geen opmerkingen"
            bij = getallen.aantal(len(hier), "opgave", "opgaven")
            for user in _team(ronde.plan.regio):
                stuur(wie=user, melding=RondeGeen(ronde, deelname, f"{timezone.now():%Y%m%d%H%M%S%f}", bij, wat))
        return deelname


def wijs_aan(*, deelname: Deelname, coordinator: User | None, door: User, gezien: str | None = None) -> Deelname:
    """Let another contact person submit, or (None) any of them, while the round is open: somebody may be ill or away.

    All contact persons of the ministry hear of it. Raises RondeGeweigerd, and AndersDanGezien where a colleague changed
    this part of the round since the page was drawn (`gezien`, its `merk`).
    """
    with pghistory.context(user=door.pk), transaction.atomic():
        deelname, ronde = _vergrendel(deelname)
        eis_ronde(Inzage.van(door, ronde.plan.regio))
        if deelname.stand != Deelname.Stand.GEVRAAGD:
            raise RondeGeweigerd(f"{deelname.wie} heeft al ingediend. Er is niets gewijzigd.")
        bekend = contacten(ronde.plan.regio, [deelname.ministerie_id]).get(deelname.ministerie_id or 0, [])
        if coordinator is not None and coordinator not in bekend:
            raise RondeGeweigerd(f"Kies een contactpersoon van {deelname.wie}.")
        if deelname.coordinator == coordinator:
            return deelname
        staat = [("Wie dient in", str(deelname.coordinator or "Elke contactpersoon"))]
        eis_gezien(gezien, merk(deelname), ANDERE_DEELNAME, staat)
        deelname.coordinator = coordinator
        deelname.save(update_fields=["coordinator"])
        nu = f"{timezone.now():%Y%m%d%H%M%S%f}"
        for user in bekend:
            stuur(wie=user, melding=RondeIndiener(ronde, deelname, coordinator, nu))
        return deelname


def heropen(*, deelname: Deelname, reden: str, door: User, gezien: str | None = None) -> Deelname:
    """Let a participant comment and submit again; what was submitted stays with the team. Raises RondeGeweigerd, and
    AndersDanGezien where it was opened and submitted again since the page was drawn (`gezien`, the row's `merk`)."""
    if not (reden := " ".join(reden.split())):
        raise RondeGeweigerd("Schrijf waarom de indiening weer opengaat. De contactpersonen lezen dat.")
    with pghistory.context(user=door.pk, waarom=reden), transaction.atomic():
        deelname, ronde = _vergrendel(deelname)
        eis_ronde(Inzage.van(door, ronde.plan.regio))
        eis_overgang(deelname, Deelname.Stand.GEVRAAGD)
        wanneer = deelname.ingediend_op
        op = getallen.datum_tijd(wanneer) if wanneer else ""
        eis_gezien(gezien, merk(deelname), ANDERE_DEELNAME, [("Ingediend", op)])
        deelname.stand, deelname.ingediend_op, deelname.ingediend_door = Deelname.Stand.GEVRAAGD, None, None
        deelname.save()
        tot = laatste_dag(deelname, ronde)
        for _, user in aan_contacten(ronde, [deelname]):
            stuur(
                wie=user,
                melding=RondeHeropend(ronde, deelname, f"{wanneer:%Y%m%d%H%M%S%f}"),
                onderwerp=onderwerp_van(ronde, tot, OPNIEUW),
                tekst=brieftekst(
                    ronde,
                    deelname,
                    groet(user),
                    f"{deelname.wie} kan weer reageren en opnieuw indienen, tot en met {getallen.datum(tot)}. "
                    f"De reden: {reden}",
                    "Vergeet niet om daarna opnieuw in te dienen.",
                ),
            )
        return deelname


def _vergrendel(deelname: Deelname) -> tuple[Deelname, Ronde]:
    """The round before its parts, as everywhere, so that nobody waits for each other. Two queries."""
    ronde = (
        Ronde.objects.select_for_update(of=("self",))
        .select_related("plan__regio", "versie")
        .defer("versie__inhoud")
        .get(pk=deelname.ronde_id)
    )
    eis_open(ronde)
    rij = (
        Deelname.objects.select_for_update(of=("self",))
        .select_related("ministerie", "organisatie")
        .get(pk=deelname.pk, ronde=ronde)
    )
    rij.ronde = ronde
    return rij, ronde


def _eis_indiener(deelname: Deelname, ronde: Ronde, door: User) -> None:
    regio = ronde.plan.regio
    bekend = contacten(regio, [deelname.ministerie_id]).get(deelname.ministerie_id or 0, [])
    if reden := reden_niet(deelname, Inzage.van(door, regio), bekend):
        raise RondeGeweigerd(reden)


def _eigen(deelname: Deelname, ronde: Ronde) -> ReactieQuerySet:
    return Reactie.objects.staat().filter(
        ronde=ronde, ministerie=deelname.ministerie_id, organisatie=deelname.organisatie_id
    )


def _afgerond(deelname: Deelname, ronde: Ronde, door: User, stand: str) -> Deelname:
    deelname.stand, deelname.ingediend_op, deelname.ingediend_door = stand, timezone.now(), door
    deelname.save()
    moment = f"{deelname.ingediend_op:%Y%m%d%H%M%S%f}"
    for user in _team(ronde.plan.regio):
        stuur(wie=user, melding=RondeIngediend(ronde, deelname, moment))
    for _, user in aan_contacten(ronde, [deelname]):
        if user != door:
            stuur(wie=user, melding=RondeIngediend(ronde, deelname, moment, door))
    return deelname


def _team(regio: Regio) -> list[User]:
    rollen = houders(regio, Rol.Soort.PROGRAMMAMANAGER)
    return [rol.user for rol in rollen.select_related("user")]


def _van_opgave(deelname: Deelname, ronde: Ronde, opgave: str, terug: bool, door: User) -> Deelname:
    if deelname.ministerie_id not in Inzage.van(door, ronde.plan.regio).ministeries:
        raise RondeGeweigerd("Dit zegt een contactpersoon van het ministerie zelf.")
    if deelname.stand != Deelname.Stand.GEVRAAGD:
        raise RondeGeweigerd(
            f"{deelname.wie} heeft al ingediend. Vraag de programmamanager om de indiening te heropenen."
        )
    if opgave not in deelname.gevraagde_opgaven:
        raise RondeGeweigerd("Over deze opgave is in deze ronde niets gevraagd.")
    if not terug and _eigen(deelname, ronde).filter(opgave=opgave).exists():
        raise RondeGeweigerd("Bij deze opgave staat al een reactie. Trek die eerst in.")
    over = [s for s in deelname.zonder_opmerkingen if s != opgave]
    deelname.zonder_opmerkingen = over if terug else [*over, opgave]
    deelname.save(update_fields=["zonder_opmerkingen"])
    return deelname
