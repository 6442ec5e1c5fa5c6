"""What the participants of a round hear: a notice in the portal, and a mail for who wants mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from governance.models import Regio, Rol
from npvr import getallen
from versies.bezoek import document_van

from ..afmelden import adres_voor
from ..models import Deelname, Melding, PersoonlijkeLink, Ronde, Voorkeur
from ..rondestanden import laatste_dag
from .meldingen import meld, met_inloggen, post

MET_UW_LINK: Final = (
    "Gebruik daarvoor de persoonlijke link die u eerder per e-mail kreeg. Bent u hem kwijt? "
    "Vraag de programmamanager dan om een nieuwe."
)
"""Under a mail to the holder of a personal link: the key itself is kept nowhere."""


def contacten(regio: Regio, ministeries: Iterable[int | None]) -> dict[int, list[User]]:
    """Who are contact persons of these ministries here, now. One query."""
    gezocht = {m for m in ministeries if m is not None}
    per: dict[int, list[User]] = {m: [] for m in gezocht}
    rollen = (
        Rol.objects.get_queryset()
        .filter(regio=regio, soort=Rol.Soort.MINISTERIECONTACT, ministerie__in=gezocht, user__is_active=True)
        .select_related("user")
        .order_by("user__naam", "user__pk")
    )
    for rol in rollen:
        if rol.ministerie_id is not None:
            per[rol.ministerie_id].append(rol.user)
    return per


def aan_contacten(ronde: Ronde, deelnames: Iterable[Deelname]) -> Iterator[tuple[Deelname, User]]:
    """Every participant with each of its contact persons. One query."""
    deelnames = list(deelnames)
    per = contacten(ronde.plan.regio, (d.ministerie_id for d in deelnames))
    for deelname in deelnames:
        for user in per.get(deelname.ministerie_id or 0, ()):
            yield deelname, user


def aan_links(ronde: Ronde, deelnames: Iterable[Deelname]) -> Iterator[tuple[Deelname, PersoonlijkeLink]]:
    """Every participant with each personal link that works and of which the address is known. One query."""
    per = {(d.ministerie_id, d.organisatie_id): d for d in deelnames}
    for link in PersoonlijkeLink.objects.werkt().filter(ronde=ronde).exclude(email=""):
        if (deelname := per.get((link.ministerie_id, link.organisatie_id))) is not None:
            yield deelname, link


def zonder_mail(users: Iterable[User]) -> set[int]:
    """Which of these chose to get no mail. One query."""
    return set(
        Voorkeur.objects.filter(user__in=list(users), wijze=Voorkeur.Wijze.GEEN).values_list("user_id", flat=True)
    )


def pad_van(ronde: Ronde) -> str:
    return reverse("reacties:ronde", args=[ronde.plan.regio.code, ronde.code])


def groet(user: User) -> str:
    return f"Beste {user.naam}," if user.naam else "Beste collega,"


def regels_over(ronde: Ronde, deelname: Deelname) -> str:
    """The facts under a mail: what, until when, where."""
    document = document_van(ronde.versie_id, ronde.versie.sha256)
    gevraagd = set(deelname.gevraagde_opgaven)
    opgaven = [f"- {o.nummer} {o.titel}" for o in document.opgaven if o.sleutel in gevraagd]
    regels = [
        f"Gevraagd aan: {deelname.wie}",
        f"Reageren kan tot en met {getallen.datum(laatste_dag(deelname, ronde))}.",
        f"Het gaat om {ronde.versie.label} van {getallen.datum(timezone.localdate(ronde.versie.gemaakt_op))}:",
        *opgaven,
        "",
        f"Naar de ronde: {met_inloggen(pad_van(ronde))}",
    ]
    return "\n".join(regels)


def stuur(*, ronde: Ronde, wie: User, soort: str, sleutel: str, zin: str, onderwerp: str = "", tekst: str = "") -> bool:
    """A notice, and with a text also a mail unless the person wants none. False when they had it already.

    The notice of which a mail goes out by itself counts as mailed: nobody hears the same thing twice.
    """
    nieuw = meld(wie=wie, regio=ronde.plan.regio, soort=soort, sleutel=sleutel, zin=zin, pad=pad_van(ronde))
    if nieuw and tekst and wie.pk not in zonder_mail([wie]):
        stop = adres_voor(wie)
        onder = (
            f"U krijgt deze e-mail omdat u meewerkt aan het Plan voor de Regio {ronde.plan.regio.naam}.\n"
            f"Geen e-mail meer over meldingen? {stop}\n"
        )
        post(
            sleutel=f"{sleutel}:{wie.pk}",
            adres=wie.email,
            onderwerp=onderwerp,
            tekst=f"{tekst}\n\n{onder}",
            afmelden=stop,
            voor=wie,
            regio=ronde.plan.regio,
        )
        Melding.objects.filter(user=wie, sleutel=sleutel).update(gemaild_op=timezone.now())
    return nieuw
