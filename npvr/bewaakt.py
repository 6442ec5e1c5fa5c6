"""The registers in the admin: who changes, throws away or imports says what they saw, and adds only once.

The change form, the pages that ask whether to throw away, and the preview of an import carry the `merk` of what they
show (`npvr.gezien`). A write that began from something else is refused with status 409: what was typed stays in the
form, what stands now is shown with it, and the form asks again from there. A form sent twice is known by its bytes,
which the admin's own log keeps.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID, uuid4

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.forms import ValidationError
from django.forms.models import _get_foreign_key  # as the admin's own checks do
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from .eenmaal import slot_op
from .gezien import AndersDanGezien, afdruk, eis_gezien, merk
from .invoer import geposte_velden

ANDERS = (
    "Een collega wijzigde dit nadat u de pagina opende. Er is niets opgeslagen. Wat u invulde, staat hieronder nog; "
    "wat er nu staat, staat erbij. Slaat u nu op, dan komt wat u invulde ervoor in de plaats."
)
ANDERS_WEG = "Een collega wijzigde dit nadat u de pagina opende. Er is niets weggegooid. Kijk eerst opnieuw."
AL_GEDAAN = "Dit was al opgeslagen: het formulier is twee keer verstuurd. Er is één keer iets gewijzigd."


class _Herhaald(Exception):
    """The same form was carried out a moment ago."""


class Bewaakt(admin.ModelAdmin):
    """For a ModelAdmin: see the module."""

    delete_confirmation_template = "admin/weg.html"
    delete_selected_confirmation_template = "admin/gekozen_weg.html"

    def _rijen(self, request: HttpRequest, obj: Model, *, slot: bool = False) -> list[Model]:
        """A row and what is changed in one form with it, in a fixed order. One query for each kind."""

        def lees(rijen: QuerySet[Any]) -> list[Model]:
            return list((rijen.select_for_update(of=("self",)) if slot else rijen).order_by("pk"))

        uit = lees(self.get_queryset(request).filter(pk=obj.pk))
        for inline in self.get_inline_instances(request, obj):
            sleutel = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name)
            uit += lees(inline.get_queryset(request).filter(**{sleutel.name: obj}))
        return uit

    def _merk(self, rijen: Sequence[Model]) -> str:
        """Of these rows, with what the first of them is tied to. One query for each kind of tie in the form."""
        vakken = flatten_fieldsets(self.fieldsets) if self.fieldsets else None
        banden = {
            veld.name: sorted(getattr(rijen[0], veld.name).values_list("pk", flat=True))
            for veld in self.opts.many_to_many
            if vakken is None or veld.name in vakken
        }
        return afdruk(merk(*rijen), banden)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """On a write the row is held, and laid beside what the form says that was seen.

        An address that names the field without a name means the key, as one that does not name it."""
        obj = super().get_object(request, object_id, from_field or None)
        if obj is None or request.method != "POST" or not connection.in_atomic_block:
            return obj
        rijen = self._rijen(request, obj, slot=True)
        if not rijen:
            return None
        obj, staat = rijen[0], self._merk(rijen)
        if request.POST.get("gezien", "") != staat:
            weg = getattr(request, "_weg", False)
            mag = self.has_delete_permission if weg else self.has_change_permission
            if not mag(request, obj):
                return obj  # and the view says so
            if weg:
                raise AndersDanGezien(ANDERS_WEG, gezien=staat, nu=[(str(self.opts.verbose_name), str(obj))])
            laatste = self._log().filter(object_id=str(obj.pk)).order_by("-pk").first()
            if (
                laatste is not None
                and laatste.user_id == request.user.pk
                and verzonden(request) in (laatste.change_message)
            ):
                raise _Herhaald
            cast(Any, request)._anders = staat
        return obj

    def _log(self) -> QuerySet[LogEntry]:
        soort = ContentType.objects.get_for_model(self.model)
        return LogEntry.objects.filter(content_type=soort)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if getattr(request, "_anders", ""):
            netjes = form.clean

            def clean(zelf: Any) -> Any:
                netjes(zelf)
                raise ValidationError(ANDERS, code="anders")

            setattr(form, "clean", clean)  # noqa: B010 a class of this request
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        try:
            with transaction.atomic():
                if object_id is None and request.method == "POST" and request.POST.get("kenmerk"):
                    slot_op(UUID(hex=verzonden(request)[:32]))
                    er_al = self._log().filter(user=request.user.pk, action_flag=ADDITION)
                    if er_al.filter(change_message__contains=verzonden(request)).exists():
                        raise _Herhaald
                return super().changeform_view(request, object_id, form_url, extra_context)
        except _Herhaald:
            messages.info(request, AL_GEDAAN)
            opts = self.opts
            return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """With the mark of what was sent, which the log's words leave out."""
        zinnen = super().construct_change_message(request, form, formsets, add)
        return [*zinnen, {"verzonden": verzonden(request)}]

    def render_change_form(
        self, request: HttpRequest, context: Any, add: bool = False, change: bool = False, form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:  # fmt: skip
        anders = getattr(request, "_anders", "")
        if add:
            context["kenmerk"] = request.POST.get("kenmerk") or uuid4()
        elif anders:
            context |= {"gezien": anders, "staat_nu": self._staat_nu(request, obj, context)}
        elif request.method == "POST":
            context["gezien"] = request.POST.get("gezien", "")  # comes back for what was wrong in it, not to look anew
        elif obj is not None:
            rijen = [obj]
            for inline in context["inline_admin_formsets"]:
                rijen += sorted(inline.formset.get_queryset(), key=lambda rij: rij.pk)
            context["gezien"] = self._merk(rijen)
        antwoord: HttpResponse = super().render_change_form(request, context, add, change, form_url, obj)
        if anders:
            antwoord.status_code = AndersDanGezien.status
        return antwoord

    def _staat_nu(self, request: HttpRequest, obj: Model, context: Any) -> list[tuple[str, str]]:
        """What stands in the fields that were sent with something else, and all rows below."""
        staat = self._rijen(request, obj)
        form = context["adminform"].form
        uit = [
            (str(form.fields[naam].label or naam), zeg(staat[0], naam))
            for naam in form.changed_data
            if naam in form.fields
        ]
        per: dict[str, list[str]] = {}
        for rij in staat[1:]:
            per.setdefault(str(rij._meta.verbose_name_plural).capitalize(), []).append(str(rij))
        return uit + [(wat, "\n".join(regels)) for wat, regels in per.items()]

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        cast(Any, request)._weg = True
        return super().delete_view(request, object_id, extra_context)

    def render_delete_form(self, request: HttpRequest, context: Any) -> HttpResponse:
        context["gezien"] = self._merk(self._rijen(request, context["object"]))
        return super().render_delete_form(request, context)

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any], *meer: Any, **nog: Any) -> Any:
        """Throwing several away at once names them all as they were."""
        if request.POST.get("action") != "delete_selected":
            return super().response_action(request, queryset, *meer, **nog)
        with transaction.atomic():
            gekozen = queryset.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME)).order_by("pk")
            staat = merk(*gekozen.select_for_update(of=("self",)))
            if request.POST.get("post"):
                eis_gezien(request.POST.get("gezien", ""), staat, ANDERS_WEG)
            antwoord: Any = super().response_action(request, queryset, *meer, **nog)
        if getattr(antwoord, "context_data", None) is not None:
            antwoord.context_data["gezien"] = staat
        return antwoord


def verzonden(request: HttpRequest) -> str:
    """What a form sent, without secrets, as one mark; the same form sent twice has the same."""
    return hashlib.sha256(repr(sorted(geposte_velden(request))).encode("utf-8", "surrogatepass")).hexdigest()[:40]


def zeg(rij: Model, naam: str) -> str:
    """A field of a row in words."""
    woord = getattr(rij, f"get_{naam}_display", None)
    waarde = woord() if woord is not None else getattr(rij, naam, "")
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if hasattr(waarde, "all"):
        waarde = ", ".join(map(str, waarde.all()))
    return "leeg" if waarde in (None, "", []) else str(waarde)
