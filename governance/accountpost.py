"""Mails about an account: what allauth says, and what others did to it. All of them go by the outbox."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.actions import gekoppeld
from accounts.adapter import AccountAdapter, basis_van
from accounts.models import User
from npvr import getallen

from .actions.post import post
from .models import Post, Regio
from .permissions import Toegang

EVEN: Final = timedelta(seconds=30)
"""Who asks for a new password twice so soon gets one mail: it was a double click."""


def portaalnaam(regio: Regio | None) -> str:
    return f"Plan voor de Regio {regio.naam}" if regio else "Plan voor de Regio"


def regio_van(user: User) -> Regio | None:
    """The region that a mail to somebody names: the one where they have a role, if that is one. One query."""
    regios = Toegang.regios_van(user)
    return regios[0] if len(regios) == 1 else None


def post_over_account(
    *, user: User, soort: str, onderwerp: str, tekst: str, adres: str = "", sleutel: str = ""
) -> None:
    """A mail to somebody about their account; it always goes, whatever they want to hear of otherwise.

    Answers go to the function address of their region.
    """
    regio = regio_van(user)
    post(
        sleutel=sleutel or f"account:{soort}:{user.pk}:{secrets.token_hex(8)}",
        adres=adres or user.email,
        onderwerp=f"{onderwerp} ({portaalnaam(regio)})",
        tekst=tekst,
        antwoord_aan=regio.functieadres if regio else "",
        draad=f"account:{user.pk}",
    )


def meld_aan_persoon(
    *, user: User, wat: str, onderwerp: str, door: User | None, reden: str = "", adres: str = ""
) -> None:
    """Tell somebody what was done to their account, by whom and why."""
    tekst = render_to_string(
        "governance/mail/account.txt",
        {"user": user, "wat": wat, "door": door, "reden": reden, "op": timezone.now(), "regio": regio_van(user)},
    )
    post_over_account(user=user, soort="gewijzigd", onderwerp=onderwerp, tekst=tekst, adres=adres)


class PostendeAdapter(AccountAdapter):
    """What allauth mails goes to the outbox, in the transaction of what happened."""

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        super().send_notification_mail(
            template_prefix, user, context=(context or {}) | {"user": user}, email=email or user.email
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = context.get("user") or User.objects.get(email__iexact=email)
        brief = self.render_mail(template_prefix, email, context | {"regio": regio_van(user)})
        post_over_account(user=user, soort="allauth", onderwerp=brief.subject, tekst=str(brief.body), adres=email)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """The link; but not for an account that a subject at the employer opens: a mailbox can get another owner."""
        regio = regio_van(user)
        gemeen = {"user": user, "portaal": portaalnaam(regio)}
        recent = Post.objects.filter(sleutel__startswith=f"wachtwoord:{user.pk}:", gemaakt_op__gt=timezone.now() - EVEN)
        if recent.exists():
            return
        if settings.OIDC_ISSUER and gekoppeld(user):
            basis = basis_van(context["request"])
            gemeen |= {"organisatie": settings.OIDC_NAAM, "inloggen": f"{basis}{reverse('account_login')}"}
            brief = self.render_mail("account/email/password_reset_organisatie", email, gemeen)
        else:
            tot = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
            link = context["password_reset_url"]
            sleutel = {"sleutel": f"{context['uid']}-{context['key']}", "pagina": link.partition("#")[0]}
            brief = self.render_mail(
                "account/email/password_reset_key", email, context | gemeen | sleutel | {"tot": tot}
            )
            brief.subject = f"{brief.subject}, vóór {getallen.tijd(tot)}"
        post_over_account(
            user=user,
            soort="wachtwoord",
            onderwerp=brief.subject,
            tekst=str(brief.body),
            adres=email,
            sleutel=f"wachtwoord:{user.pk}:{secrets.token_hex(8)}",
        )
