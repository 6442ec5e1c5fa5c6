"""The register of trajecten. The plan's own text is edited in the portal, section by section, and not here."""

from __future__ import annotations

from django.contrib import admin

from governance.beheer import VasteCode
from npvr.bewaakt import Bewaakt

from .models import Traject


@admin.register(Traject)
class TrajectBeheer(VasteCode, Bewaakt, admin.ModelAdmin):
    list_display = ("naam", "soort", "status", "periode", "regio")
    list_filter = ("regio", "status", "ministeries")
    list_select_related = ("regio",)
    search_fields = ("naam", "code", "toelichting")
