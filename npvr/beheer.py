"""The Django admin, under our own address and name: for the registers, not for the plan's text."""

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite


class BeheerSite(AdminSite):
    site_header = site_title = "Beheer van het portaal"
    index_title = "Registers"
    site_url = "/"


class BeheerConfig(AdminConfig):
    default_site = "npvr.beheer.BeheerSite"
