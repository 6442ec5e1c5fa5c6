"""Indicators with their measurements, and the sources, in the admin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from import_export.fields import Field

from governance.beheer import BinnenRegio, VasteCode
from npvr.bewaakt import Bewaakt
from npvr.bladen import MetBladen, Registerblad
from npvr.kolommen import CodeKolom, Getal

from .models import Bron, Indicator, Meetgebied, Meting, Stap


class IndicatorFormulier(forms.ModelForm):
    class Meta:
        model = Indicator
        fields = (
            "regio", "code", "naam", "eenheid", "decimalen", "richting", "openbaar", "toelichting", "volgorde",
        )  # fmt: skip


class MetingRegel(BinnenRegio, admin.TabularInline):
    model = Meting
    extra = 0
    fields = ("gebied", "jaar", "soort", "grens", "waarde", "reden", "tot", "bron", "toelichting", "volgorde")
    verwant = ("indicator",)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "toelichting":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 30})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Indicator)
class IndicatorBeheer(VasteCode, Bewaakt, admin.ModelAdmin):
    form = IndicatorFormulier
    list_display = ("naam", "eenheid", "richting", "openbaar", "regio")
    list_filter = ("regio", "richting", "openbaar")
    list_select_related = ("regio",)
    search_fields = ("naam", "code", "toelichting")
    inlines = (MetingRegel,)


class IndicatorKolom(CodeKolom):
    """An indicator as "twente/inwoners": its code is its own within a region only."""

    def sleutel(self, woord: str, row: Mapping[str, Any]) -> tuple[str, ...]:
        regio, _, code = woord.partition("/")
        return regio, code

    def zoek(self, *sleutel: str) -> Indicator:
        regio, code = sleutel
        try:
            return Indicator.objects.select_related("regio").get(regio__code=regio, code=code)
        except Indicator.DoesNotExist:
            woord = "/".join(filter(None, sleutel))[:60]
            raise ValueError(f"Indicator ‘{woord}’ is onbekend. Schrijf regio/code, zoals twente/inwoners.") from None

    def render(self, value: Indicator | None, obj: Any = None, **kwargs: Any) -> str:
        return f"{value.regio.code}/{value.code}" if value else ""


class BronKolom(CodeKolom):
    """A source by its code, within the region of the row's indicator."""

    def sleutel(self, woord: str, row: Mapping[str, Any]) -> tuple[str, ...]:
        return str(row.get("indicator") or "").partition("/")[0], woord

    def zoek(self, *sleutel: str) -> Bron:
        regio, code = sleutel
        try:
            return Bron.objects.get(regio__code=regio, code=code)
        except Bron.DoesNotExist:
            raise ValueError(f"Bron ‘{code[:60]}’ is onbekend in {regio[:40] or 'deze regio'}.") from None


class MetingRegister(Registerblad):
    """A row with an `id` changes that measurement; one without adds it."""

    indicator = Field("indicator", "indicator", IndicatorKolom(Indicator))
    bron = Field("bron", "bron", BronKolom(Bron, "code"))
    waarde = Field("waarde", "waarde", Getal())
    tot = Field("tot", "tot", Getal())

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """One query more: which indicators are percentages."""
        super().before_import(dataset, **kwargs)
        procenten = Indicator.objects.filter(eenheid__istartswith="procent")
        self.procenten = {f"{regio}/{code}" for regio, code in procenten.values_list("regio__code", "code")}

    def is_procent(self, kolom: str, row: dict[str, Any]) -> bool:
        return kolom in ("waarde", "tot") and row.get("indicator") in self.procenten

    class Meta:
        model = Meting
        fields = (
            "id", "indicator", "gebied", "jaar", "soort", "grens", "waarde", "tot", "bron", "toelichting", "volgorde",
        )  # fmt: skip
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True


@admin.register(Meting)
class MetingBeheer(MetBladen, admin.ModelAdmin):
    list_display = ("indicator", "gebied", "jaar", "waarde", "grens", "soort", "bron")
    list_filter = ("indicator__regio", "soort", "jaar", "indicator")
    list_select_related = ("indicator", "bron")
    search_fields = ("indicator__naam", "gebied", "toelichting")
    resource_classes = (MetingRegister,)

    def get_export_queryset(self, request: Any) -> QuerySet[Meting]:
        return super().get_export_queryset(request).select_related("indicator__regio", "bron")


@admin.register(Bron)
class BronBeheer(VasteCode, Bewaakt, admin.ModelAdmin):
    list_display = ("naam", "houder", "regio")
    list_filter = ("regio",)
    list_select_related = ("regio",)
    search_fields = ("naam", "houder")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Stap)
class StapBeheer(Bewaakt, admin.ModelAdmin):
    list_display = ("titel", "jaar", "nummer", "regio")
    list_filter = ("regio", "jaar")
    list_select_related = ("regio",)


@admin.register(Meetgebied)
class MeetgebiedBeheer(VasteCode, Bewaakt, admin.ModelAdmin):
    list_display = ("naam", "code", "soort", "regio")
    list_filter = ("regio", "soort")
    list_select_related = ("regio",)
    search_fields = ("naam", "code")
