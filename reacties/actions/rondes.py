"""Making, opening, extending and closing a round, and asking somebody more in an open one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from governance.models import Ministerie, Organisatie
from npvr import getallen
from npvr.eenmaal import slot_op
from npvr.gezien import AndersDanGezien, afdruk, eis_gezien, merk
from opgaven.models import Plan
from versies.models import Versie

from ..meldingen import RondeGesloten, RondeOpen, RondeVerlengd
from ..models import Deelname, Ronde
from ..permissions import Inzage, eis_ronde
from ..rondestanden import RondeGeweigerd, eis_open, eis_overgang, laatste_dag
from .rondepost import (
    GEVRAAGD,
    MEER_TIJD,
    aan_contacten,
    aan_links,
    brieftekst,
    groet,
    onderwerp_van,
    stuur,
    stuur_met_link,
)

__all__ = [
    "Deelnemer",
    "RondeGeweigerd",
    "gooi_weg",
    "maak_ronde",
    "open_ronde",
    "sluit",
    "verleng",
    "vraag_erbij",
    "wijzig_ronde",
]


@dataclass(frozen=True, slots=True)
class Deelnemer:
    """Whom to ask, for making a round: `opgaven` are keys, none means all those of the round."""

    ministerie: Ministerie | None = None
    organisatie: Organisatie | None = None
    opgaven: tuple[str, ...] = ()
    coordinator: User | None = None


ANDERE_RONDE = "Een collega wijzigde deze ronde net. Er is niets gewijzigd. Lees eerst hoe zij nu is."


def merk_van(ronde: Ronde) -> str:
    """What a page shows of how a round is set up: its words, terms and state, who takes part, about what and until
    when; not what they answered. One query."""
    deelnames = ronde.deelnames.order_by("pk").values_list(
        "pk", "ministerie", "organisatie", "opgaven", "deadline", "coordinator"
    )
    return afdruk(merk(ronde), list(deelnames))


def _eis_gezien(ronde: Ronde, gezien: str | None) -> None:
    if gezien is None:
        return
    staat = merk_van(ronde)
    nu = [
        ("Naam", ronde.titel),
        ("Stand", str(Ronde.Stand(ronde.stand).label)),
        ("Laatste dag om te reageren", getallen.datum(ronde.deadline)),
        (
            "Wie doen mee",
            getallen.opsomming(d.wie for d in ronde.deelnames.select_related("ministerie", "organisatie")),
        ),
        ("Uitnodiging", ronde.uitnodiging),
    ]
    eis_gezien(gezien, staat, ANDERE_RONDE, nu)


def maak_ronde(
    *,
    plan: Plan,
    titel: str,
    versie: Versie,
    opgaven: Sequence[str],
    deadline: date,
    uitnodiging: str,
    deelnemers: Sequence[Deelnemer],
    door: User,
    kenmerk: UUID | None = None,
) -> Ronde:
    """A round in concept; nobody hears of it yet. A second call with the same `kenmerk` gives back the round that is
    there, as it is by now. Raises RondeGeweigerd.
    """
    eis_ronde(Inzage.van(door, plan.regio))
    with pghistory.context(user=door.pk), transaction.atomic():
        slot_op(kenmerk)
        if (
            kenmerk is not None
            and (er_al := plan.rondes.filter(kenmerk=kenmerk, gemaakt_door=door).first()) is not None
        ):
            return er_al
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        ronde = Ronde(plan=plan, code=_vrije_code(plan, titel), gemaakt_door=door, kenmerk=kenmerk)
        _vul(ronde, titel, versie, opgaven, deadline, uitnodiging)
        ronde.save()
        _deelnames(ronde, deelnemers)
        return ronde


def gooi_weg(*, ronde: Ronde, door: User, gezien: str | None = None) -> None:
    """Drop a round that was never opened; nobody heard of it, and the history keeps it. Raises RondeGeweigerd, and
    AndersDanGezien where it is no longer as the page showed it (`gezien`, of `merk_van`)."""
    with pghistory.context(user=door.pk), transaction.atomic():
        ronde = _vergrendel(ronde, door)
        if ronde.stand != Ronde.Stand.CONCEPT:
            raise RondeGeweigerd("Deze ronde is al open geweest en blijft bewaard.")
        _eis_gezien(ronde, gezien)
        ronde.delete()


def wijzig_ronde(
    *,
    ronde: Ronde,
    titel: str,
    versie: Versie,
    opgaven: Sequence[str],
    deadline: date,
    uitnodiging: str,
    deelnemers: Sequence[Deelnemer],
    door: User,
    gezien: str | None = None,
) -> Ronde:
    """Everything about it, while it is in concept; its address stays. Raises RondeGeweigerd, and AndersDanGezien where
    a colleague changed it since the page was drawn (`gezien`, of `merk_van`), unless it says the same already."""
    with pghistory.context(user=door.pk), transaction.atomic():
        ronde = _vergrendel(ronde, door)
        if ronde.stand != Ronde.Stand.CONCEPT:
            raise RondeGeweigerd(
                "Deze ronde is al open geweest en kan niet meer worden gewijzigd. U kunt wel de termijn verlengen."
            )
        anders = None
        try:
            _eis_gezien(ronde, gezien)
        except AndersDanGezien as fout:
            anders = fout
        _vul(ronde, titel, versie, opgaven, deadline, uitnodiging)
        ronde.save()
        _deelnames(ronde, deelnemers)
        if anders is not None and merk_van(_vergrendel(ronde, door)) != anders.gezien:
            raise anders
        return ronde


def open_ronde(*, ronde: Ronde, door: User, gezien: str | None = None) -> Ronde:
    """Ask everybody who is in it: from now on they may comment. Raises RondeGeweigerd when it is not ready for that,
    and AndersDanGezien where other people would get other words than the page showed (`gezien`, of `merk_van`)."""
    with pghistory.context(user=door.pk), transaction.atomic():
        ronde = _vergrendel(ronde, door)
        eis_overgang(ronde, Ronde.Stand.OPEN)
        _eis_gezien(ronde, gezien)
        if ronde.deadline < timezone.localdate():
            raise RondeGeweigerd("De laatste dag om te reageren is al voorbij. Kies eerst een latere dag.")
        deelnames = list(ronde.deelnames.select_related("ministerie", "organisatie"))
        if not deelnames:
            raise RondeGeweigerd("Er is nog niemand gekozen om te vragen. Kies eerst wie er meedoen.")
        if not ronde.uitnodiging.strip():
            raise RondeGeweigerd("De uitnodiging is nog leeg. Schrijf eerst wat u vraagt.")
        ronde.stand, ronde.geopend_op, ronde.geopend_door = Ronde.Stand.OPEN, timezone.now(), door
        ronde.save()
        _nodig_uit(ronde, deelnames)
        return ronde


def vraag_erbij(*, ronde: Ronde, deelnemer: Deelnemer, door: User) -> Deelname:
    """Ask one more in a round that is open: the same invitation goes out. Twice is once. Raises RondeGeweigerd, also
    where they were asked already about something else."""
    with pghistory.context(user=door.pk), transaction.atomic():
        ronde = _vergrendel(ronde, door)
        eis_open(ronde)
        er_al = ronde.deelnames.filter(ministerie=deelnemer.ministerie, organisatie=deelnemer.organisatie).first()
        if er_al is not None:
            er_al.ronde = ronde
            if er_al.stand == Deelname.Stand.GEVRAAGD and set(er_al.gevraagde_opgaven) == (
                set(deelnemer.opgaven) or set(ronde.opgaven)
            ):
                return er_al
            raise RondeGeweigerd(f"{er_al.wie} doet al mee aan deze ronde.")
        if ronde.deadline < timezone.localdate():
            raise RondeGeweigerd("De laatste dag om te reageren is al voorbij. Verleng eerst de termijn.")
        rij = _vul_deelname(Deelname(ronde=ronde), ronde, deelnemer)
        _nodig_uit(ronde, [rij])
        return rij


def _nodig_uit(ronde: Ronde, deelnames: Sequence[Deelname]) -> None:
    """The invitation to each contact person, once: two queries, and some for each."""
    for deelname, user in aan_contacten(ronde, deelnames):
        stuur(
            wie=user,
            melding=RondeOpen(ronde, deelname),
            onderwerp=onderwerp_van(ronde, laatste_dag(deelname, ronde), GEVRAAGD),
            tekst=brieftekst(ronde, deelname, groet(user)),
        )


def verleng(
    *,
    ronde: Ronde,
    tot: date,
    reden: str,
    door: User,
    deelname: Deelname | None = None,
    gezien: date | None = None,
) -> Ronde:
    """A later last day, for all or for one participant, with the reason. `gezien` is the last day that the page showed.
    Raises RondeGeweigerd, and AndersDanGezien where a colleague extended it meanwhile to another day than this.

    Whoever got more time than that before keeps it. Who has not answered yet hears of it.
    """
    if not (reden := " ".join(reden.split())):
        raise RondeGeweigerd("Schrijf waarom er meer tijd komt. De deelnemers lezen dat.")
    with pghistory.context(user=door.pk, waarom=reden), transaction.atomic():
        ronde = _vergrendel(ronde, door)
        eis_open(ronde)
        deelnames = list(ronde.deelnames.select_related("ministerie", "organisatie"))
        if deelname is not None:
            deelnames = [d for d in deelnames if d.pk == deelname.pk]
            if not deelnames:
                raise RondeGeweigerd("Deze deelnemer hoort niet bij deze ronde.")
        nu_tot = laatste_dag(deelnames[0], ronde) if deelname is not None else ronde.deadline
        if tot == nu_tot and gezien is not None and gezien < tot:  # sent twice, or both chose that day
            return ronde
        if gezien is not None and gezien != nu_tot:
            zin = f"Een collega verlengde de termijn net tot en met {getallen.datum(nu_tot)}. Er is niets gewijzigd."
            raise AndersDanGezien(zin, gezien=nu_tot.isoformat(), nu=[("Laatste dag", getallen.datum(nu_tot))])
        if tot <= nu_tot:
            raise RondeGeweigerd(f"Kies een dag na {getallen.datum(nu_tot)}: eerder eindigen kan niet.")
        if tot < timezone.localdate():
            raise RondeGeweigerd("Deze dag is al voorbij. Kies een dag in de toekomst.")
        if deelname is not None:
            deelnames[0].deadline = tot
            deelnames[0].save(update_fields=["deadline"])
        else:
            ronde.deadline = tot
            ronde.save(update_fields=["deadline"])
            deelnames = [d for d in deelnames if d.deadline is None or d.deadline <= tot]
            for d in deelnames:
                if d.deadline is not None:
                    d.deadline = None
                    d.save(update_fields=["deadline"])
        for d, user in aan_contacten(ronde, [d for d in deelnames if d.stand == Deelname.Stand.GEVRAAGD]):
            stuur(
                wie=user,
                melding=RondeVerlengd(ronde, d, tot),
                onderwerp=onderwerp_van(ronde, tot, MEER_TIJD),
                tekst=brieftekst(
                    ronde,
                    d,
                    groet(user),
                    f"U hebt meer tijd om te reageren, tot en met {getallen.datum(tot)}. De reden: {reden}",
                ),
            )
        for d, link in aan_links(ronde, [d for d in deelnames if d.stand == Deelname.Stand.GEVRAAGD]):
            dag = getallen.datum(min(tot, link.tot_en_met))
            stuur_met_link(
                ronde=ronde,
                deelname=d,
                link=link,
                sleutel=f"ronde:{ronde.pk}:verlengd:{d.pk}:{tot.isoformat()}",
                wat=MEER_TIJD,
                zin=f"U hebt meer tijd om te reageren, tot en met {dag}. De reden: {reden}",
            )
        return ronde


def sluit(*, ronde: Ronde, door: User, gezien: str | None = None) -> Ronde:
    """No more comments. What a ministry did not submit stays its own. Its contacts hear of it in the portal.

    Raises RondeGeweigerd, and AndersDanGezien where a colleague gave more time, or asked somebody more, since the page
    was drawn (`gezien`, of `merk_van`)."""
    with pghistory.context(user=door.pk), transaction.atomic():
        ronde = _vergrendel(ronde, door)
        eis_overgang(ronde, Ronde.Stand.GESLOTEN)
        _eis_gezien(ronde, gezien)
        ronde.stand, ronde.gesloten_op, ronde.gesloten_door = Ronde.Stand.GESLOTEN, timezone.now(), door
        ronde.save()
        deelnames = list(ronde.deelnames.select_related("ministerie", "organisatie"))
        for deelname, user in aan_contacten(ronde, deelnames):
            stuur(wie=user, melding=RondeGesloten(ronde, deelname))
        return ronde


def _vergrendel(ronde: Ronde, door: User) -> Ronde:
    """Raises PermissionDenied."""
    rijen = Ronde.objects.select_for_update(of=("self",)).select_related("plan__regio", "versie")
    ronde = rijen.defer("versie__inhoud").get(pk=ronde.pk)
    eis_ronde(Inzage.van(door, ronde.plan.regio))
    return ronde


def _vul(ronde: Ronde, titel: str, versie: Versie, opgaven: Sequence[str], deadline: date, uitnodiging: str) -> None:
    titel = " ".join(titel.split())
    if not titel:
        raise RondeGeweigerd("Geef de ronde een naam.")
    if versie.plan_id != ronde.plan_id:
        raise RondeGeweigerd("Deze versie hoort bij een ander plan.")
    if not opgaven:
        raise RondeGeweigerd("Kies minstens één opgave.")
    ronde.titel, ronde.versie, ronde.deadline = titel, versie, deadline
    ronde.opgaven, ronde.uitnodiging = list(dict.fromkeys(opgaven)), uitnodiging.replace("\r\n", "\n").strip()


def _deelnames(ronde: Ronde, deelnemers: Sequence[Deelnemer]) -> None:
    """Exactly these participants; rows that are there already are changed, so that the history reads well."""
    er_al = {(d.ministerie_id, d.organisatie_id): d for d in ronde.deelnames.all()}
    for wie in deelnemers:
        sleutel = (wie.ministerie.pk if wie.ministerie else None, wie.organisatie.pk if wie.organisatie else None)
        rij = er_al.pop(sleutel) if sleutel in er_al else Deelname(ronde=ronde)
        _vul_deelname(rij, ronde, wie)
    for over in er_al.values():
        over.delete()


def _vul_deelname(rij: Deelname, ronde: Ronde, wie: Deelnemer) -> Deelname:
    binnen = [s for s in ronde.opgaven if s in wie.opgaven]
    if wie.opgaven and not binnen:
        raise RondeGeweigerd(f"Kies voor {wie.ministerie or wie.organisatie} minstens één opgave van deze ronde.")
    rij.ministerie, rij.organisatie, rij.coordinator = wie.ministerie, wie.organisatie, wie.coordinator
    rij.opgaven = [] if len(binnen) == len(ronde.opgaven) else binnen
    rij.save()
    return rij


def _vrije_code(plan: Plan, titel: str) -> str:
    basis = slugify(titel)[:50].strip("-") or "ronde"
    if basis == "nieuw":  # the address of the form
        basis = "ronde-nieuw"
    bezet = set(plan.rondes.filter(code__startswith=basis).values_list("code", flat=True))
    vrij, nummer = basis, 2
    while vrij in bezet:
        vrij, nummer = f"{basis}-{nummer}", nummer + 1
    return vrij
