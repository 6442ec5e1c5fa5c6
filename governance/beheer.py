"""What the admins of registers share, in this room and in those above it."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import ForeignKey, Model
from django.http import HttpRequest

from .models import Regio


class VasteCode:
    """A code is part of addresses and of plans: it is chosen once."""

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *(("code", "regio") if obj else ()))  # type: ignore[misc]


class BinnenRegio:
    """Rows inside a parent: choices from the parent's region only, asked once and not per row."""

    verwant: tuple[str, ...] = ()
    """What the words of a row need, fetched along."""
    _regio: Regio | None = None

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related(*self.verwant)  # type: ignore[misc]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        self._regio = getattr(obj, "regio", None)
        return super().get_formset(request, obj, **kwargs)  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        model = db_field.remote_field.model
        if any(veld.name == "regio" for veld in model._meta.fields):
            kwargs["queryset"] = model._default_manager.filter(regio=self._regio)
        veld = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        veld.choices = list(veld.choices)
        return veld

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        veld = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if veld is not None and isinstance(veld.widget, RelatedFieldWidgetWrapper):
            veld.widget = veld.widget.widget  # without four buttons per cell
        return veld
