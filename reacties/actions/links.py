"""Personal links: made, sent again, withdrawn, exchanged for a session, and emptied of the person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

import pghistory
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.sleutels import hash_van, nieuwe_sleutel
from governance.models import Ministerie, Organisatie
from npvr import getallen
from npvr.eenmaal import slot_op, te_bewaren
from npvr.gezien import eis_gezien, merk
from opgaven.models import Plan

from ..meldingen import pad_van
from ..models import PersoonlijkeLink, Post, ReactieKlad, Ronde
from ..permissions import Inzage, eis_link
from ..rondestanden import RondeGeweigerd, laatste_dag
from .meldingen import GEHEIM, post
from .rondepost import GEVRAAGD, onderwerp_van, vragen_aan

LANGST: Final = timedelta(days=366)
ANDERE_LINK: Final = "Een collega vernieuwde of wijzigde deze link net. Er is niets gewijzigd."
NOG_EEN: Final = "Wilt u er nog een? Kies dan nog eens de knop."


class AlGemaakt(RondeGeweigerd):
    """The form made a link before, about something else or one that works no more as it did."""


def adres_met(sleutel: str, basis: str = "") -> str:
    """The key stands after the #, so that no server, proxy or log ever gets it with the address."""
    return f"{(basis or settings.BASIS_URL).rstrip('/')}{reverse('link:begin')}#{sleutel}"


def maak_link(
    *,
    plan: Plan,
    naam: str,
    email: str,
    opgaven: Sequence[str],
    geldig_tot: date,
    door: User,
    ministerie: Ministerie | None = None,
    organisatie: Organisatie | None = None,
    ronde: Ronde | None = None,
    basis: str = "",
    kenmerk: UUID | None = None,
) -> tuple[PersoonlijkeLink, str]:
    """A link that works until the end of that day, with a mail to the person; and its address, this once.

    A second call with the same `kenmerk` gives the same link and address, and no second mail. Raises RondeGeweigerd,
    and AlGemaakt where the first call was about something else, or its link was renewed or withdrawn meanwhile.
    """
    feiten: dict[str, Any] = {
        "ronde": ronde,
        "ministerie": ministerie,
        "organisatie": organisatie,
        "naam": " ".join(naam.split()),
        "email": email.strip(),
        "opgaven": list(dict.fromkeys(opgaven)),
        "gemaakt_door": door,
        "verloopt_op": _einde(geldig_tot),
    }
    sleutel = nieuwe_sleutel(kenmerk)
    eis_link(Inzage.van(door, plan.regio))
    with pghistory.context(user=door.pk), transaction.atomic():
        if not opgaven:
            raise RondeGeweigerd("Kies minstens één opgave.")
        slot_op(kenmerk)
        er_al = PersoonlijkeLink.objects.filter(kenmerk=te_bewaren(kenmerk)).first() if kenmerk is not None else None
        if er_al is not None:
            zelfde = all(getattr(er_al, veld) == waarde for veld, waarde in feiten.items())
            if zelfde and er_al.plan_id == plan.pk and er_al.werkt and er_al.sleutel_hash == hash_van(sleutel):
                return er_al, adres_met(sleutel, basis)
            raise AlGemaakt(f"Met dit formulier is al een link gemaakt, voor {er_al}. {NOG_EEN}")
        if ronde is not None:
            nu = Ronde.objects.select_for_update().get(pk=ronde.pk)
            if nu.plan_id != plan.pk or nu.stand != Ronde.Stand.OPEN:
                raise RondeGeweigerd("Deze ronde is niet open. Een persoonlijke link maakt u na het openen.")
            deelname = nu.deelnames.filter(ministerie=ministerie, organisatie=organisatie).first()
            if deelname is None:
                raise RondeGeweigerd("Deze afzender doet niet mee aan de ronde. Kies een deelnemer.")
            if not set(opgaven) <= set(deelname.gevraagde_opgaven):
                raise RondeGeweigerd("Kies alleen opgaven die in de ronde aan deze afzender zijn gevraagd.")
        link = PersoonlijkeLink.objects.create(
            plan=plan,
            sleutel_hash=hash_van(sleutel),
            kenmerk=te_bewaren(kenmerk) if kenmerk is not None else None,
            **feiten,
        )
        return link, _verstuur(link, sleutel, basis)


def vernieuw(
    *,
    link: PersoonlijkeLink,
    geldig_tot: date,
    door: User,
    basis: str = "",
    gezien: str | None = None,
    kenmerk: UUID | None = None,
) -> tuple[PersoonlijkeLink, str]:
    """Another key with another term; the key before stops working at once, also in sessions.

    A second call with the same `kenmerk` gives the same key, and no second mail. Raises RondeGeweigerd, and
    AndersDanGezien where a colleague renewed or withdrew it since the page was drawn (`gezien`, the row's `merk`).
    """
    sleutel = nieuwe_sleutel(kenmerk)
    with pghistory.context(user=door.pk), transaction.atomic():
        link = _vergrendel(link, door)
        if link.werkt and link.sleutel_hash == hash_van(sleutel):
            return link, adres_met(sleutel, basis)
        _eis_gezien(link, gezien)
        if not link.email:
            raise RondeGeweigerd("De gegevens van deze persoon zijn gewist. Maak een nieuwe link.")
        link.sleutel_hash, link.verloopt_op = hash_van(sleutel), _einde(geldig_tot)
        link.ingetrokken_op, link.ingetrokken_door = None, None
        link.save()
        _laat_post_vervallen(link)
        return link, _verstuur(link, sleutel, basis)


def _eis_gezien(link: PersoonlijkeLink, gezien: str | None) -> None:
    stand = "Ingetrokken" if link.ingetrokken_op else f"Werkt tot en met {getallen.datum(link.tot_en_met)}"
    eis_gezien(gezien, merk(link), ANDERE_LINK, [("Persoonlijke link", str(link)), ("Stand", stand)])


def trek_in(*, link: PersoonlijkeLink, door: User, gezien: str | None = None) -> PersoonlijkeLink:
    """It works no more, from this moment; also in sessions. Doing it again changes nothing. Raises AndersDanGezien
    where it was renewed since the page was drawn (`gezien`, the row's `merk`)."""
    with pghistory.context(user=door.pk), transaction.atomic():
        link = _vergrendel(link, door)
        if link.ingetrokken_op is None:
            _eis_gezien(link, gezien)
            link.ingetrokken_op, link.ingetrokken_door = timezone.now(), door
            link.save(update_fields=["ingetrokken_op", "ingetrokken_door"])
            _laat_post_vervallen(link)
        return link


def wis_persoon(*, link: PersoonlijkeLink, door: User | None, gezien: str | None = None) -> PersoonlijkeLink:
    """Forget who it was: name, address, mails and drafts. What was said stays, as of "contactpersoon, OCW". Doing it
    again changes nothing. Raises AndersDanGezien as `trek_in` does."""
    with pghistory.context(user=door.pk if door else None), transaction.atomic():
        link = _vergrendel(link, door)
        if link.naam or link.email:
            _eis_gezien(link, gezien)
        _laat_post_vervallen(link, wis=True)
        link.naam, link.email = "", ""
        if link.ingetrokken_op is None:
            link.ingetrokken_op, link.ingetrokken_door = timezone.now(), door
        link.save()
        ReactieKlad.objects.filter(link=link).delete()
        return link


def wissel(*, sleutel: str) -> PersoonlijkeLink | None:
    """The link of this key, when it works, with that it was used now; None for every other key. Two queries."""
    with transaction.atomic():
        link = PersoonlijkeLink.objects.werkt().filter(sleutel_hash=hash_van(sleutel)).first()
        if link is not None:
            link.laatst_gebruikt_op = timezone.now()
            link.save(update_fields=["laatst_gebruikt_op"])
        return link


def _vergrendel(link: PersoonlijkeLink, door: User | None) -> PersoonlijkeLink:
    """Raises PermissionDenied; `door` None is a command."""
    rijen = PersoonlijkeLink.objects.select_for_update(of=("self",))
    link = rijen.select_related("plan__regio", "ronde", "ministerie", "organisatie").get(pk=link.pk)
    if door is not None:
        eis_link(Inzage.van(door, link.plan.regio))
    return link


def _einde(dag: date) -> datetime:
    """The midnight in Amsterdam that ends the day. Raises RondeGeweigerd."""
    vandaag = timezone.localdate()
    if dag < vandaag:
        raise RondeGeweigerd("Deze dag is al voorbij. Kies een dag in de toekomst.")
    if dag - vandaag > LANGST:
        raise RondeGeweigerd("Kies een dag binnen een jaar.")
    return timezone.make_aware(datetime.combine(dag + timedelta(days=1), time()))


def _laat_post_vervallen(link: PersoonlijkeLink, *, wis: bool = False) -> None:
    """What still waits does not go; `wis` also empties what went, with the address."""
    van = Post.objects.filter(Q(sleutel__startswith=f"{GEHEIM}{link.pk}:") | Q(sleutel__endswith=f":link:{link.pk}"))
    van.filter(stand=Post.Stand.WACHT).update(stand=Post.Stand.VERVALLEN, tekst="")
    if wis:
        van.update(tekst="", adres="")


def _verstuur(link: PersoonlijkeLink, sleutel: str, basis: str) -> str:
    """The mail with the link: until when first, then the link, and of a round its invitation. One query for a round."""
    adres, regio, ronde = adres_met(sleutel, basis), link.plan.regio, link.ronde
    tot, uitnodiging, onderwerp = link.tot_en_met, "", f"{regio.naam}: uw reactie gevraagd op het Plan voor de Regio"
    if ronde is not None:
        deelname = ronde.deelnames.filter(ministerie=link.ministerie_id, organisatie=link.organisatie_id).first()
        tot, uitnodiging = min(tot, laatste_dag(deelname, ronde)), ronde.uitnodiging.strip()
        onderwerp = onderwerp_van(ronde, tot, GEVRAAGD)
    namens = f" namens {link.namens}" if link.namens else ""
    opgaven = getallen.aantal(len(link.opgaven), "opgave", "opgaven")
    delen = (
        f"Beste {link.naam or 'collega'},",
        f"Wij vragen u{namens} om te reageren op {opgaven} uit het Plan voor de Regio {regio.naam}, tot en met "
        f"{getallen.datum(tot)}. Dat kan zonder account. Ga naar de opgaven met uw persoonlijke link:",
        adres,
        uitnodiging,
        f"Werkt de link niet? Ga dan naar {adres_met('', basis).rstrip('#')} en vul deze sleutel in:",
        sleutel,
        f"De link werkt tot en met {getallen.datum(link.tot_en_met)}. Hij is alleen voor u: wat u ermee zegt, "
        "staat op uw naam. Stuur hem niet door.",
        vragen_aan(regio) or "Vragen? Neem contact op met de programmamanager.",
    )
    post(
        sleutel=f"{GEHEIM}{link.pk}:{link.sleutel_hash[:16]}",
        adres=link.email,
        onderwerp=onderwerp,
        tekst="\n\n".join(filter(None, delen)) + "\n",
        regio=regio,
        draad=pad_van(ronde) if ronde is not None else "",
    )
    return adres
