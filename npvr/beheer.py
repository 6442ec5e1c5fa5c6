"""The Django admin, under our own address and name: for the registers, not for the plan's text."""

from typing import Any

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest, HttpResponse


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
