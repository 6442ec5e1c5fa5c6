from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Personen"

    def ready(self) -> None:
        from . import checks  # noqa: F401

        user_logged_in.connect(_begin, dispatch_uid="accounts.sessies.begin")


def _begin(request: Any, **kwargs: Any) -> None:
    """Django says so at every way of logging in; there is no other place that all of them pass."""
    from .sessies import begin

    begin(request)
