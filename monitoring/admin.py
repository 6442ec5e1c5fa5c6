"""Indicators with their measurements, and the sources, in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget

from governance.beheer import BinnenRegio, VasteCode
from npvr.bewaakt import Bewaakt
from npvr.bladen import Getal, MetBladen, Register

from .models import Bron, Indicator, Meting, Stap


class Nummers(forms.CharField):
    """Numbers of opgaven as people type them: "1, 4, 6"."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(nummer) for nummer in value) if isinstance(value, list) else value

    def clean(self, value: str) -> list[int]:
        delen = super().clean(value).replace(",", " ").split()
        if not all(deel.isascii() and deel.isdigit() and len(deel) <= 3 for deel in delen):
            raise forms.ValidationError("Schrijf nummers van opgaven met een komma ertussen, zoals: 1, 4, 6.")
        return sorted({int(deel) for deel in delen})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class IndicatorFormulier(forms.ModelForm):
    opgaven_nummers = Nummers(label="Opgaven", required=False, help_text="Nummers, zoals: 1, 4, 6.")

    class Meta:
        model = Indicator
        fields = (
            "regio", "code", "naam", "eenheid", "decimalen", "doelstelling_nummer", "opgaven_nummers", "richting",
            "toelichting", "volgorde",
        )  # fmt: skip


class MetingRegel(BinnenRegio, admin.TabularInline):
    model = Meting
    extra = 0
    fields = ("gebied", "jaar", "soort", "grens", "waarde", "tot", "bron", "toelichting", "volgorde")
    verwant = ("indicator",)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "toelichting":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 30})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Indicator)
class IndicatorBeheer(VasteCode, Bewaakt, admin.ModelAdmin):
    form = IndicatorFormulier
    list_display = ("naam", "eenheid", "doelstelling_nummer", "richting", "regio")
    list_filter = ("regio", "doelstelling_nummer", "richting")
    list_select_related = ("regio",)
    search_fields = ("naam", "code", "toelichting")
    inlines = (MetingRegel,)


class IndicatorKolom(ForeignKeyWidget):
    """An indicator as "twente/inwoners": its code is its own within a region only."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Indicator | None:
        regio, _, code = str(value or "").partition("/")
        try:
            return Indicator.objects.get(regio__code=regio, code=code)
        except Indicator.DoesNotExist:
            raise ValueError(f"Indicator {value!r} is onbekend. Schrijf regio/code, zoals twente/inwoners.") from None

    def render(self, value: Indicator | None, obj: Any = None, **kwargs: Any) -> str:
        return f"{value.regio.code}/{value.code}" if value else ""


class BronKolom(ForeignKeyWidget):
    """A source by its code, within the region of the row's indicator."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Bron | None:
        if not value:
            return None
        regio = str((row or {}).get("indicator") or "").partition("/")[0]
        try:
            return Bron.objects.get(regio__code=regio, code=value)
        except Bron.DoesNotExist:
            raise ValueError(f"Bron {value!r} is onbekend in {regio}.") from None


class MetingRegister(Register):
    """A row with an `id` changes that measurement; one without adds it."""

    indicator = Field("indicator", "indicator", IndicatorKolom(Indicator))
    bron = Field("bron", "bron", BronKolom(Bron, "code"))
    waarde = Field("waarde", "waarde", Getal())
    tot = Field("tot", "tot", Getal())

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


@admin.register(Stap)
class StapBeheer(Bewaakt, admin.ModelAdmin):
    list_display = ("titel", "jaar", "nummer", "regio")
    list_filter = ("regio", "jaar")
    list_select_related = ("regio",)
