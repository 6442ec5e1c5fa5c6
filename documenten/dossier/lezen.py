"""From the registers, the plan and the comments that somebody may read to the dossier of a ministry."""

from __future__ import annotations

from typing import Final

from django.db.models import Count, Q

from governance.models import Lidmaatschap, Ministerie, Schrijfwijze
from npvr.bewaard import Voorraad
from npvr.vaste_vraag import VasteRijen, VasteVraag
from opgaven.bezoek import Bezoek
from opgaven.models import Traject
from reacties.models import Deelname, Reactie, Ronde
from reacties.models.reacties import ReactieQuerySet
from reacties.permissions import Inzage
from reacties.rondestanden import laatste_dag
from reacties.standen import AF

from ..nota.bladen import Notablad, eis_niet_lang
from ..nota.inhoud import Orde
from .inhoud import Dossier, Dossierdeel, Reactieregel, Ronderegel, lees_blad, lees_delen, lees_reacties


def dossier_van(
    visite: Bezoek,
    inzage: Inzage,
    code: str,
    *,
    alleen_vrij: bool = False,
    hoogstens: int = 0,
    blad: str | None = None,
) -> Dossier | None:
    """All that concerns one ministry, for this person; None where the register has no such ministry.

    Six queries; ten for people with a role (eleven at most). `alleen_vrij` leaves comments out that were not released.
    `blad` asks for one page of the comments, which costs a query more; `hoogstens` as well, and raises NotaTeLang where
    there are more. Opgaven printed under a joint name (EZK) count for each ministry it stands for.
    """
    rij = next(iter(_MINISTERIE.rijen(code)), None)
    if rij is None:
        return None
    samengevat = tuple(_SAMENGEVAT_IN.rijen(rij.pk))
    schrijfwijzen = tuple(tekst for (tekst,) in _SCHRIJFWIJZEN(rij.pk) if tekst not in (rij.afkorting, rij.naam))
    rijen = _zichtbaar(visite, inzage, rij)
    niet_vrij = rijen.filter(vrijgegeven_op__isnull=True).count() if rijen is not None and blad is None else 0
    reacties: tuple[Reactieregel, ...] | None = None
    wachten, welk = 0, None
    if rijen is not None and blad is not None:
        reacties, wachten, niet_vrij, welk = _blad(rijen, visite, blad)
    elif rijen is not None:
        rijen = rijen.filter(vrijgegeven_op__isnull=False) if alleen_vrij else rijen
        if hoogstens:
            eis_niet_lang(rijen, hoogstens)
        reacties = lees_reacties(list(rijen.select_related(*_ERBIJ).defer("ronde__uitnodiging")), visite.document)
        wachten = sum(not r.klaar for r in reacties)
    return Dossier(
        ministerie=rij,
        staat_voor=tuple(_STAAT_VOOR.rijen(rij.pk)),
        samengevat_in=samengevat,
        schrijfwijzen=schrijfwijzen,
        delen=_delen(visite, code, frozenset(m.code for m in samengevat)),
        trajecten=tuple(_TRAJECTEN.rijen(visite.regio.pk, rij.pk)),
        zetels=tuple(_ZETELS.rijen(visite.regio.pk, rij.pk)),
        reacties=reacties,
        rondes=_rondes(visite, inzage, rij),
        geen_opmerkingen=_geen_opmerkingen(visite, inzage, rij, alleen_vrij),
        niet_vrij=niet_vrij,
        weggelaten=alleen_vrij,
        wachten=wachten,
        blad=welk,
    )


_MINISTERIE = VasteRijen(Ministerie, zoek=lambda code: Ministerie.objects.filter(code=code))
_STAAT_VOOR = VasteRijen(Ministerie, zoek=lambda pk: Ministerie.objects.filter(samengevat_in=pk), getal=("pk",))
_SAMENGEVAT_IN = VasteRijen(Ministerie, zoek=lambda pk: Ministerie.objects.filter(staat_voor=pk), getal=("pk",))
_SCHRIJFWIJZEN = VasteVraag(lambda pk: Schrijfwijze.objects.filter(ministerie=pk).values_list("tekst"), getal=("pk",))
_TRAJECTEN = VasteRijen(
    Traject,
    zoek=lambda regio, ministerie: Traject.objects.filter(regio=regio, ministeries=ministerie),
    getal=("regio", "ministerie"),
)
_ZETELS = VasteRijen(
    Lidmaatschap,
    "gremium",
    zoek=lambda regio, ministerie: Lidmaatschap.objects.filter(gremium__regio=regio, ministerie=ministerie),
    getal=("regio", "ministerie"),
)

DELEN: Final = Voorraad(8 * 2**20)
"""What texts ask of ministries: some hundred of each of eleven regions. Their lines belong to texts kept elsewhere."""


def _delen(visite: Bezoek, code: str, samen: frozenset[str]) -> tuple[Dossierdeel, ...]:
    """Kept by the mark of the text."""
    sleutel = (visite.bron.merk, code, samen)
    if (delen := DELEN.get(sleutel)) is None:
        delen = lees_delen(visite.document, code, samen)
        DELEN.zet(sleutel, delen, 1000 + 1000 * sum(2 + len(d.knelpunten) + len(d.interventies) for d in delen))
    uit: tuple[Dossierdeel, ...] = delen
    return uit


_ERBIJ: Final = ("antwoord", "ronde")


def _zichtbaar(visite: Bezoek, inzage: Inzage, rij: Ministerie) -> ReactieQuerySet | None:
    """Never what the ministry itself did not submit yet; None for a visitor. No query."""
    if not inzage.mag_lezen():
        return None
    return Reactie.objects.ingediend().filter(plan=visite.plan, ministerie=rij).zichtbaar_voor(inzage)


def _blad(rijen: ReactieQuerySet, visite: Bezoek, gevraagd: str) -> tuple[tuple[Reactieregel, ...], int, int, Notablad]:
    """The comments of a page, how many wait in all, how many were not released, and which page. Three queries."""
    klaar = Q(vrijgegeven_op__isnull=False, stand__in=AF)
    groepen = list(
        rijen.order_by()
        .values_list("opgave", "hoofdstuk")
        .annotate(
            n=Count("pk"),
            wacht=Count("pk", filter=~klaar),
            dicht=Count("pk", filter=Q(vrijgegeven_op__isnull=True)),
        )
    )
    orde = Orde.van(visite.document)
    blad = Notablad.van([(opgave, hoofdstuk, n) for opgave, hoofdstuk, n, *_ in groepen], orde, gevraagd)
    pks = [pk for deel in blad.lees(rijen, orde).values() for pk in deel]
    gevonden = list(rijen.filter(pk__in=pks).select_related(*_ERBIJ).defer("ronde__uitnodiging")) if pks else []
    wachten, dicht = sum(g[3] for g in groepen), sum(g[4] for g in groepen)
    return lees_blad(gevonden, visite.document, pks), wachten, dicht, blad


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
