"""Getting mail out of the door: notices become mails by each person's choice, and the outbox goes to the mail server.

Nothing here runs in a request. A mail stays in the outbox until the server took it; a server that is away is tried
again, later each time. Each mail is taken, sent and ticked off in a transaction of its own, so that two workers send
none twice.
"""

from __future__ import annotations

import logging
import smtplib
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from governance.actions.post import GEHEIM
from governance.rolhouders import houders
from npvr import brieven, getallen

from ..afmelden import adres_voor
from ..models import Melding, Post, Voorkeur
from .meldingen import met_inloggen, post
from .rondepost import vragen_aan

logger = logging.getLogger("npvr.mail")

TE_OUD: Final = timedelta(days=7)
"""A notice that nobody could be mailed about for so long is no news any more; it stays in the portal."""
DAGPOST_UUR: Final = 7
WACHT: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240))
"""How long after each try that failed; the last one for every later try."""
GEWEIGERD: Final = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError)
"""What is wrong with one mail: the server does not take it, or none can be made of what stands there."""
WEIGERINGEN: Final = 5
"""After so many refusals of one mail, by a server that is there, it is given up."""
BEWAREN: Final = timedelta(days=30)
WEG: Final = "weg@voorbeeld.invalid"


@dataclass(slots=True)
class Bezorging:
    """What one round through the outbox did."""

    verstuurd: int = 0
    uitgesteld: int = 0
    opgegeven: int = 0
    server_weg: bool = False


# ---- notices become mails ----


def schrijf_meldingpost(nu: datetime) -> int:
    """Put mails in the outbox for notices that wait; returns how many. Some queries, whatever the number of notices.

    Who chose *meteen* gets one mail of what waits now, who chose *eenmaal per dag* one after seven in the morning.
    Somebody who has no role in the region any more, or read the notice already, gets none. Running twice writes none
    twice: the notices are locked, and each mail has a key.
    """
    with transaction.atomic():
        wachtend = list(
            Melding.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(gemaild_op__isnull=True, gemaakt_op__gt=nu - TE_OUD, gemaakt_op__lte=nu)
            .select_related("user", "regio")
            .order_by("gemaakt_op", "pk")
        )
        if not wachtend:
            return 0
        per: dict[User, list[Melding]] = defaultdict(list)
        mag = _met_rol(wachtend)
        keuzes = dict(Voorkeur.objects.filter(user__in={m.user_id for m in wachtend}).values_list("user", "wijze"))
        klaar: list[int] = []
        for melding in wachtend:
            wijze = keuzes.get(melding.user_id, Voorkeur.Wijze.DIRECT)
            if wijze == Voorkeur.Wijze.GEEN or melding.gelezen_op or (melding.user_id, melding.regio_id) not in mag:
                klaar.append(melding.pk)
            elif wijze == Voorkeur.Wijze.DIRECT or melding.gemaakt_op < _dagpost_van(nu):
                per[melding.user].append(melding)
                klaar.append(melding.pk)
        for user, rijen in per.items():
            dagelijks = keuzes.get(user.pk) == Voorkeur.Wijze.DAGELIJKS
            _mail(user, rijen, dagelijks=dagelijks, sleutel=f"meldingen:{user.pk}:{rijen[-1].pk}")
        Melding.objects.filter(pk__in=klaar).update(gemaild_op=nu)
        return len(per)


def _met_rol(meldingen: list[Melding]) -> set[tuple[int, int]]:
    """Who of these still has a role where the notice is from: (user, region). One query."""
    rollen = houders(user__in={m.user_id for m in meldingen})
    return set(rollen.values_list("user_id", "regio_id"))


def _dagpost_van(nu: datetime) -> datetime:
    """The last moment of daily mail: seven in the morning in Amsterdam, today or yesterday."""
    hier = timezone.localtime(nu)
    vandaag = hier.replace(hour=DAGPOST_UUR, minute=0, second=0, microsecond=0)
    return vandaag if hier >= vandaag else vandaag - timedelta(days=1)


def _mail(user: User, rijen: list[Melding], *, dagelijks: bool, sleutel: str) -> None:
    if len(rijen) == 1 and not dagelijks:
        onderwerp = rijen[0].zin if len(rijen[0].zin) <= 120 else "een melding uit het Plan voor de Regio"
    else:
        onderwerp = f"{getallen.aantal(len(rijen), 'melding', 'meldingen')} uit het Plan voor de Regio"
    regios, paden = {m.regio for m in rijen}, {m.pad for m in rijen}
    regio = regios.pop() if len(regios) == 1 else None
    if regio is not None:
        onderwerp = f"{regio.naam}: {onderwerp}"
    afmelden = adres_voor(user)
    tekst = render_to_string(
        "reacties/mail/meldingen.txt",
        {
            "user": user,
            "rijen": [(m, met_inloggen(m.pad)) for m in rijen],
            "dagelijks": dagelijks,
            "afmelden": afmelden,
            "regios": getallen.opsomming(sorted({m.regio.naam for m in rijen})),
            "vragen": vragen_aan(regio) if regio is not None else "",
        },
    )
    draad = paden.pop() if len(paden) == 1 else ""
    gemeen: dict[str, Any] = {"afmelden": afmelden, "voor": user, "regio": regio, "draad": draad}
    post(sleutel=sleutel, adres=user.email, onderwerp=onderwerp, tekst=tekst, **gemeen)


# ---- the outbox ----


def verstuur_post(hoeveel: int = 100) -> Bezorging:
    """Send what waits, oldest first, at most so many. Four queries per mail. Never raises for a mail server.

    When the server is away it stops after the first: all of it waits, nothing is lost and the server is left in peace.
    """
    uit = Bezorging()
    with _verbinding() as verbinding:
        for _ in range(hoeveel):
            if uit.server_weg or not _een(verbinding, uit):
                break
    return uit


class _verbinding:
    """One connection for all mails of a round; it opens with the first and is closed whatever happened."""

    def __enter__(self) -> BaseEmailBackend:
        self.verbinding: BaseEmailBackend = get_connection()
        return self.verbinding

    def __exit__(self, *fout: object) -> None:
        try:
            self.verbinding.close()
        except (OSError, smtplib.SMTPException):
            logger.warning("de verbinding met de mailserver sloot niet netjes")


def _een(verbinding: BaseEmailBackend, uit: Bezorging) -> bool:
    """Send the next one; False when none waits."""
    with transaction.atomic():
        nu = timezone.now()
        wachtend = Post.objects.select_for_update(skip_locked=True).filter(stand=Post.Stand.WACHT, niet_voor__lte=nu)
        rij = wachtend.order_by("gemaakt_op", "pk").first()
        if rij is None:
            return False
        if not _mag_nog(rij):
            rij.stand, rij.tekst, rij.laatste_fout = Post.Stand.VERVALLEN, "", "GeenRol"
            rij.save(update_fields=["stand", "tekst", "laatste_fout"])
            return True
        try:
            _bericht(rij, verbinding).send()
        except GEWEIGERD as fout:
            _geweigerd(rij, fout, nu, uit)
        except (OSError, smtplib.SMTPException) as fout:
            uit.server_weg = True
            _stel_uit(rij, fout, nu, uit)
        else:
            rij.stand, rij.verstuurd_op, rij.laatste_fout = Post.Stand.VERSTUURD, nu, ""
            if rij.sleutel.startswith(GEHEIM):
                rij.tekst = ""
            uit.verstuurd += 1
        rij.save(update_fields=["stand", "verstuurd_op", "tekst", "pogingen", "niet_voor", "laatste_fout"])
    return True


def _mag_nog(rij: Post) -> bool:
    """Whether the receiver is still somebody here who wants mail: this one may have waited for days. One query."""
    if rij.voor_id is None:
        return True
    rollen = houders(rij.regio_id, user=rij.voor_id)
    return rollen.exclude(user__meldingvoorkeur__wijze=Voorkeur.Wijze.GEEN).exists()


def _bericht(rij: Post, verbinding: BaseEmailBackend) -> EmailMessage:
    return brieven.bericht(
        aan=rij.adres,
        onderwerp=rij.onderwerp,
        tekst=rij.tekst,
        bericht_id=rij.bericht_id,
        draad=rij.draad,
        antwoord_aan=rij.antwoord_aan,
        afmelden=rij.afmelden,
        verbinding=verbinding,
    )


def _geweigerd(rij: Post, fout: Exception, nu: datetime, uit: Bezorging) -> None:
    if rij.pogingen + 1 < WEIGERINGEN:
        _stel_uit(rij, fout, nu, uit)
        return
    rij.pogingen += 1
    rij.stand, rij.laatste_fout = Post.Stand.VERVALLEN, type(fout).__name__
    if rij.sleutel.startswith(GEHEIM):
        rij.tekst = ""
    uit.opgegeven += 1
    logger.error("post %s is na %s pogingen opgegeven: %s", rij.pk, rij.pogingen, type(fout).__name__)


def _stel_uit(rij: Post, fout: Exception, nu: datetime, uit: Bezorging) -> None:
    rij.niet_voor = nu + WACHT[min(rij.pogingen, len(WACHT) - 1)]
    rij.pogingen += 1
    rij.laatste_fout = type(fout).__name__
    uit.uitgesteld += 1
    logger.warning("post %s wacht: %s", rij.pk, type(fout).__name__)


def ruim_post_op(nu: datetime) -> int:
    """Empty the text and address of what went a month ago; that it went stays. One query."""
    oud = Post.objects.exclude(stand=Post.Stand.WACHT).filter(gemaakt_op__lt=nu - BEWAREN)
    return oud.exclude(tekst="", adres__in=("", WEG)).update(tekst="", adres=WEG, onderwerp="")
