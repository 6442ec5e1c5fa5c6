"""The logins of the demo, for the login page in demo mode; elsewhere there are none."""

from __future__ import annotations

from django import template
from django.conf import settings

from accounts.demo import DEMO_PERSONEN, WACHTWOORD, Demo

register = template.Library()


@register.simple_tag
def demo_personen() -> tuple[Demo, ...]:
    return DEMO_PERSONEN if settings.DEMO else ()


@register.simple_tag
def demo_wachtwoord() -> str:
    return WACHTWOORD if settings.DEMO else ""
