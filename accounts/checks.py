"""`check --deploy` refuses what may not stand on the internet."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def geen_demo(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.DEMO:
        return [Error("De demo heeft bekende wachtwoorden. Zet NPVR_DEMO uit.", id="npvr.E001")]
    return []
