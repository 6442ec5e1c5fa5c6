"""The Django admin, under our own address and name: for the registers, not for the plan's text."""

from collections import Counter
from typing import Any

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest, HttpResponse


class Geteld:
    """For a ModelAdmin: before something is thrown away, what hangs on it is counted and not quoted. Who keeps the
    registers may not read all that people said about them, such as a comment that was not submitted."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        _, aantallen, rechten, beschermd = super().get_deleted_objects(objs, request)  # type: ignore[misc]
        soorten = Counter(str(regel).partition(":")[0] for regel in beschermd)
        return [str(obj) for obj in objs], aantallen, rechten, [f"{soort}: {n}" for soort, n in soorten.items()]


class BeheerSite(AdminSite):
    site_header = site_title = "Beheer van het portaal"
    index_title = "Registers"
    site_url = "/"

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """By the portal's own login, with its limits and second factor; there is no second door."""
        from allauth.account.decorators import secure_admin_login  # needs the apps, which this module is part of

        door: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return door


class BeheerConfig(AdminConfig):
    default_site = "npvr.beheer.BeheerSite"
