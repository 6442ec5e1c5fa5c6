"""What the participants of a round hear: a notice in the portal, and a mail for who wants mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from django.utils import timezone

from accounts.models import User
from governance.models import Regio, Rol
from governance.rolhouders import houders
from npvr import getallen
from versies.bezoek import document_van

from ..afmelden import adres_voor
from ..meldingen import Rondemelding, pad_van
from ..models import Deelname, Melding, PersoonlijkeLink, Ronde, Voorkeur
from ..rondestanden import laatste_dag
from .meldingen import meld, met_inloggen, post

MET_UW_LINK: Final = (
    "Gebruik daarvoor de persoonlijke link die u eerder per e-mail kreeg. Bent u hem kwijt? "
    "Vraag de programmamanager dan om een nieuwe."
)
"""Under a mail to the holder of a personal link: the key itself is kept nowhere."""
GEVRAAGD, HERINNERING, MEER_TIJD, OPNIEUW = (
    "uw reactie gevraagd",
    "herinnering om te reageren",
    "meer tijd om te reageren",
    "u kunt opnieuw reageren",
)
"""What a mail of a round wants of its reader."""


def contacten(regio: Regio, ministeries: Iterable[int | None]) -> dict[int, list[User]]:
    """Who are contact persons of these ministries here, now. One query."""
    gezocht = {m for m in ministeries if m is not None}
    per: dict[int, list[User]] = {m: [] for m in gezocht}
    rollen = (
        houders(regio, Rol.Soort.MINISTERIECONTACT, ministerie__in=gezocht)
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


def groet(user: User) -> str:
    return f"Beste {user.naam}," if user.naam else "Beste collega,"


def onderwerp_van(ronde: Ronde, tot: date, wat: str) -> str:
    """ "Twente: uw reactie gevraagd, uiterlijk 12 december 2026 (Voorjaarsronde)"."""
    return f"{ronde.plan.regio.naam}: {wat}, uiterlijk {getallen.datum(tot)} ({ronde.titel})"


def brieftekst(ronde: Ronde, deelname: Deelname, aanhef: str, *delen: str) -> str:
    """A mail of a round: the first of `delen` says until when; then where, the rest, and what it is about. Without
    `delen` in the words of an invitation."""
    tot = getallen.datum(laatste_dag(deelname, ronde))
    eerst, *verder = delen or (f"{deelname.wie} kan reageren tot en met {tot}.", ronde.uitnodiging.strip())
    naar = f"Naar de ronde: {met_inloggen(pad_van(ronde))}"
    return "\n\n".join(filter(None, (aanhef, eerst, naar, *verder, regels_over(ronde, deelname))))


def regels_over(ronde: Ronde, deelname: Deelname) -> str:
    """The facts under a mail: who was asked, about what."""
    document = document_van(ronde.versie_id, ronde.versie.sha256)
    gevraagd = set(deelname.gevraagde_opgaven)
    opgaven = "\n".join(f"- {o.nummer} {o.titel}" for o in document.opgaven if o.sleutel in gevraagd)
    op = getallen.datum(timezone.localdate(ronde.versie.gemaakt_op))
    return f"Gevraagd aan {deelname.wie}, over {ronde.versie.label} van {op}:\n\n{opgaven}"


def vragen_aan(regio: Regio) -> str:
    """Where questions go, for under a mail; empty where the region has no address of its own."""
    return f"Vragen? Antwoord op deze e-mail, of mail naar {regio.functieadres}." if regio.functieadres else ""


def stuur(*, wie: User, melding: Rondemelding, onderwerp: str = "", tekst: str = "") -> bool:
    """A notice, and with a text also a mail unless the person wants none. False when they had it already.

    The notice of which a mail goes out by itself counts as mailed: nobody hears the same thing twice.
    """
    ronde, sleutel = melding.ronde, melding.sleutel
    nieuw = meld(wie=wie, regio=ronde.plan.regio, melding=melding)
    if nieuw and tekst and wie.pk not in zonder_mail([wie]):
        stop, regio = adres_voor(wie), ronde.plan.regio
        waarom = f"U krijgt deze e-mail omdat u meewerkt aan het Plan voor de Regio {regio.naam}."
        onder = "\n\n".join(filter(None, (vragen_aan(regio), waarom, f"Geen e-mail meer over meldingen: {stop}\n")))
        post(
            sleutel=f"{sleutel}:{wie.pk}",
            adres=wie.email,
            onderwerp=onderwerp,
            tekst=f"{tekst}\n\n{onder}",
            afmelden=stop,
            voor=wie,
            regio=regio,
            draad=pad_van(ronde),
        )
        Melding.objects.filter(user=wie, sleutel=sleutel).update(gemaild_op=timezone.now())
    return nieuw


def stuur_met_link(
    *, ronde: Ronde, deelname: Deelname, link: PersoonlijkeLink, sleutel: str, wat: str, zin: str
) -> bool:
    """The same to the holder of a personal link, without the key. False when they had it already."""
    tot = min(laatste_dag(deelname, ronde), link.tot_en_met)
    delen = (f"Beste {link.naam or 'collega'},", zin, MET_UW_LINK, vragen_aan(ronde.plan.regio))
    return post(
        sleutel=f"{sleutel}:link:{link.pk}",
        adres=link.email,
        onderwerp=onderwerp_van(ronde, tot, wat),
        tekst="\n\n".join(filter(None, delen)) + "\n",
        regio=ronde.plan.regio,
        draad=pad_van(ronde),
    )
