"""Whether one may log in at one's employer, for the login page."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def organisatie() -> str:
    """The name on the button; empty where no OpenID provider is configured."""
    return settings.OIDC_NAAM if settings.OIDC_ISSUER else ""
