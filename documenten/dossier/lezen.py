"""From the registers, the plan and the comments that somebody may read to the dossier of a ministry."""

from __future__ import annotations

from django.db.models import Q

from governance.models import Lidmaatschap, Ministerie
from opgaven.bezoek import Bezoek
from opgaven.models import Traject
from reacties.models import Deelname, Reactie, Ronde
from reacties.permissions import Inzage
from reacties.rondestanden import laatste_dag

from .inhoud import Dossier, Reactieregel, Ronderegel, lees_delen, lees_reacties


def dossier_van(visite: Bezoek, inzage: Inzage, code: str, *, alleen_vrij: bool = False) -> Dossier | None:
    """All that concerns one ministry, for this person; None where the register has no such ministry.

    Six queries; ten for people with a role (eleven at most). `alleen_vrij` leaves comments out that were not released.
    Opgaven printed under a joint name (EZK) count for each ministry it stands for.
    """
    rij = Ministerie.objects.prefetch_related("schrijfwijzen", "staat_voor", "samengevat_in").filter(code=code).first()
    if rij is None:
        return None
    samengevat = tuple(rij.samengevat_in.all())
    schrijfwijzen = tuple(s.tekst for s in rij.schrijfwijzen.all() if s.tekst not in (rij.afkorting, rij.naam))
    leden = Lidmaatschap.objects.filter(gremium__regio=visite.regio, ministerie=rij).select_related("gremium")
    return Dossier(
        ministerie=rij,
        staat_voor=tuple(rij.staat_voor.all()),
        samengevat_in=samengevat,
        schrijfwijzen=schrijfwijzen,
        delen=lees_delen(visite.document, code, {m.code for m in samengevat}),
        trajecten=tuple(Traject.objects.filter(regio=visite.regio, ministeries=rij)),
        zetels=tuple(leden),
        reacties=_reacties(visite, inzage, rij, alleen_vrij),
        rondes=_rondes(visite, inzage, rij),
        geen_opmerkingen=_geen_opmerkingen(visite, inzage, rij, alleen_vrij),
        niet_vrij=_niet_vrij(visite, inzage, rij),
        weggelaten=alleen_vrij,
    )


def _reacties(visite: Bezoek, inzage: Inzage, rij: Ministerie, alleen_vrij: bool) -> tuple[Reactieregel, ...] | None:
    """Never what the ministry itself did not submit yet. One query; none for a visitor."""
    if not inzage.mag_lezen():
        return None
    rijen = Reactie.objects.ingediend().filter(plan=visite.plan, ministerie=rij).zichtbaar_voor(inzage)
    if alleen_vrij:
        rijen = rijen.filter(vrijgegeven_op__isnull=False)
    gevonden = rijen.select_related("antwoord", "ronde", "ministerie").defer("ronde__uitnodiging")
    return lees_reacties(list(gevonden), visite.document)


def _rondes(visite: Bezoek, inzage: Inzage, rij: Ministerie) -> tuple[Ronderegel, ...]:
    """For the team and for the ministry itself. One query; none for a visitor."""
    if not inzage.mag_lezen():
        return ()
    rijen = Deelname.objects.filter(ronde__plan=visite.plan, ronde__stand=Ronde.Stand.OPEN, ministerie=rij)
    if not inzage.team:
        rijen = rijen.filter(ministerie__in=inzage.ministeries)
    gevonden = rijen.select_related("ronde").defer("ronde__uitnodiging").order_by("ronde__deadline", "pk")
    return tuple(
        Ronderegel(
            d.ronde.code,
            d.ronde.titel,
            laatste_dag(d, d.ronde),
            str(d.get_stand_display()),
            d.stand != Deelname.Stand.GEVRAAGD,
            len(d.gevraagde_opgaven),
        )
        for d in gevonden
    )


def _geen_opmerkingen(visite: Bezoek, inzage: Inzage, rij: Ministerie, alleen_vrij: bool) -> tuple[str, ...]:
    """Rounds in which it has nothing to remark: open ones for the team and the ministry itself, closed ones for
    everybody with a role. One query; none for a visitor."""
    if not inzage.mag_lezen():
        return ()
    mag = Q(ronde__stand=Ronde.Stand.GESLOTEN)
    if not alleen_vrij:
        mag |= Q(pk__isnull=False) if inzage.team else Q(ministerie__in=inzage.ministeries)
    rijen = Deelname.objects.filter(mag, ronde__plan=visite.plan, ministerie=rij, stand=Deelname.Stand.GEEN)
    return tuple(rijen.order_by("ronde__deadline", "pk").values_list("ronde__titel", flat=True))


def _niet_vrij(visite: Bezoek, inzage: Inzage, rij: Ministerie) -> int:
    """One query; none for a visitor."""
    if not inzage.mag_lezen():
        return 0
    rijen = Reactie.objects.ingediend().filter(plan=visite.plan, ministerie=rij, vrijgegeven_op__isnull=True)
    return rijen.zichtbaar_voor(inzage).count()
