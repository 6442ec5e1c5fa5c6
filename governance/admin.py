"""The registers of who decides, and who has which role."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from import_export.fields import Field

from accounts.admin import PersoonBeheer, PersoonForm
from accounts.models import User
from npvr import getallen
from npvr.beheer import Geteld
from npvr.bewaakt import Bewaakt
from npvr.bladen import MetBladen, Registerblad
from npvr.kolommen import CodeKolom

from .accountbeheer import AccountBeheer
from .actions.rollen import vergrendel, verliest_beheerder
from .beheer import BinnenRegio, VasteCode
from .models import (
    Gremium,
    Lidmaatschap,
    Mijlpaal,
    Ministerie,
    Organisatie,
    Regio,
    Relatie,
    Rol,
    Schrijfwijze,
)
from .permissions import LAATSTE_BEHEERDER
from .tijdlijn import OngeldigeDatum, grenzen, sorteersleutel

admin.site.unregister(User)


class RolRegels(forms.BaseInlineFormSet):
    """A region keeps a beheerder, by this door as by any other."""

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            rol = form.instance
            if not rol.pk or not form.has_changed():
                continue
            if rol.tot is not None and rol.tot < rol.sinds:
                form.add_error("tot", f"Kies een moment na het begin van de rol, {getallen.datum_tijd(rol.sinds)}.")
                continue
            was = Rol.alle.filter(pk=rol.pk, soort=Rol.Soort.BEHEERDER, tot__isnull=True).first()
            blijft = was is not None and (
                (rol.soort, rol.regio_id, rol.tot) == (Rol.Soort.BEHEERDER, was.regio_id, None)
            )
            if was is None or blijft:
                continue
            vergrendel(was.regio)
            anderen = Rol.objects.filter(
                regio=was.regio_id, soort=Rol.Soort.BEHEERDER, tot__isnull=True, user__is_active=True
            )
            if not anderen.exclude(pk=was.pk).exists():
                raise forms.ValidationError(LAATSTE_BEHEERDER)


class RolRegel(BinnenRegio, admin.TabularInline):
    """A role is not thrown away but ends, so that what somebody did in it keeps its meaning."""

    model = Rol
    formset = RolRegels
    fk_name = "user"
    extra = 0
    can_delete = False
    fields = ("regio", "soort", "ministerie", "tot")
    verwant = ("user", "regio", "ministerie")


class PersoonInRegio(PersoonForm):
    def clean_is_active(self) -> bool:
        """Who is the last beheerder of a region keeps the account."""
        actief = bool(self.cleaned_data["is_active"])
        if not actief and self.instance.pk and verliest_beheerder([self.instance]):
            raise forms.ValidationError(LAATSTE_BEHEERDER)
        return actief


@admin.register(User)
class PersoonMetRollen(AccountBeheer, Geteld, Bewaakt, PersoonBeheer):
    """A person and what they may do in which region."""

    form = PersoonInRegio
    inlines = (RolRegel,)

    @transaction.atomic
    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """One person or several at once: neither leaves a region without a beheerder."""
        weg, aantallen, rechten, beschermd = super().get_deleted_objects(objs, request)
        return weg, aantallen, rechten, [*beschermd, *(f"{r}: {LAATSTE_BEHEERDER}" for r in verliest_beheerder(objs))]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for rol in formset.save(commit=False):
            if rol.pk is None:
                rol.gegeven_door = request.user
            elif rol.tot is not None and rol.beeindigd_door is None:
                rol.beeindigd_door = request.user
            rol.save()


@admin.register(Regio)
class RegioBeheer(Bewaakt, admin.ModelAdmin):
    list_display = ("naam", "code", "functieadres")
    search_fields = ("naam",)

    def get_readonly_fields(self, request: HttpRequest, obj: Regio | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Regio | None = None) -> bool:
        """A region holds a plan and all its registers; it is not thrown away with one button."""
        return False


class SchrijfwijzeRegel(admin.TabularInline):
    model = Schrijfwijze
    extra = 1


@admin.register(Ministerie)
class MinisterieBeheer(Geteld, Bewaakt, admin.ModelAdmin):
    list_display = ("afkorting", "naam", "code")
    search_fields = ("afkorting", "naam", "schrijfwijzen__tekst")
    inlines = (SchrijfwijzeRegel,)

    def get_readonly_fields(self, request: HttpRequest, obj: Ministerie | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


def _regio_kolom() -> Field:
    return Field("regio", "regio", CodeKolom(Regio, "code"))


class OrganisatieRegister(Registerblad):
    regio = _regio_kolom()

    class Meta:
        model = Organisatie
        fields = ("regio", "code", "naam", "soort", "kolom")
        import_id_fields = ("regio", "code")
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True


@admin.register(Organisatie)
class OrganisatieBeheer(Geteld, VasteCode, MetBladen, admin.ModelAdmin):
    list_display = ("naam", "soort", "kolom", "regio")
    list_filter = ("regio", "soort", "kolom")
    list_select_related = ("regio",)
    search_fields = ("naam", "code")
    resource_classes = (OrganisatieRegister,)


class LidRegel(BinnenRegio, admin.TabularInline):
    model = Lidmaatschap
    extra = 0
    fields = ("functie", "organisatie", "ministerie", "kolom", "aantal", "volgorde")
    verwant = ("organisatie", "ministerie")


class RelatieRegel(BinnenRegio, admin.TabularInline):
    model = Relatie
    fk_name = "van"
    extra = 0
    fields = ("soort", "naar")
    verwant = ("van", "naar")


@admin.register(Gremium)
class GremiumBeheer(Geteld, VasteCode, Bewaakt, admin.ModelAdmin):
    list_display = ("naam", "niveau", "soort", "cadans", "regio")
    list_filter = ("regio", "niveau")
    list_select_related = ("regio",)
    search_fields = ("naam", "code", "taak")
    inlines = (LidRegel, RelatieRegel)


class MijlpaalFormulier(forms.ModelForm):
    """The order follows from the date, and is only typed for a vague one."""

    class Meta:
        model = Mijlpaal
        fields = (
            "regio", "code", "wat", "wie", "datum", "einddatum", "eerder", "precisie", "aanduiding", "sorteer", "soort",
            "relevantie", "opgave_nummer", "bron",
        )  # fmt: skip
        help_texts = {"sorteer": "Leeg laten mag: dan volgt de volgorde uit de datum. Vorm: JJJJ-MM-DD."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sorteer"].required = False

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or self.cleaned_data
        for naam in ("datum", "einddatum", "eerder"):
            try:
                if velden.get(naam):
                    grenzen(velden[naam])
            except OngeldigeDatum as fout:
                self.add_error(naam, str(fout))
        was, vaag_ = self.initial.get("datum"), Mijlpaal.Precisie.VAAG
        if self.instance.pk and "datum" in velden and velden["datum"] != was and not velden.get("eerder"):
            # another date keeps the one that was planned first, so that what slipped shows
            velden["eerder"] = was if vaag_ not in (self.initial.get("precisie"), velden.get("precisie")) else ""
        if velden.get("precisie") == Mijlpaal.Precisie.VAAG and not velden.get("aanduiding"):
            self.add_error("aanduiding", "Schrijf bij een datum bij benadering de woorden, zoals: najaar 2026.")
        if "datum" in velden and "datum" not in self.errors:
            vaag = velden.get("precisie") == Mijlpaal.Precisie.VAAG or velden.get("aanduiding")
            if not velden.get("sorteer") or not vaag:
                velden["sorteer"] = sorteersleutel(velden["datum"])
            elif not re.fullmatch(r"\d{4}-\d\d-\d\d", velden["sorteer"], re.ASCII):
                self.add_error("sorteer", "Schrijf de volgorde als JJJJ-MM-DD.")
        return velden


class MijlpaalRegister(Registerblad):
    momenten = frozenset(("datum", "einddatum", "sorteer"))
    regio = _regio_kolom()

    class Meta:
        model = Mijlpaal
        fields = (
            "regio", "code", "datum", "einddatum", "precisie", "aanduiding", "sorteer", "wat", "wie", "soort",
            "relevantie", "opgave_nummer", "bron",
        )  # fmt: skip
        import_id_fields = ("regio", "code")
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        super().before_import_row(row, **kwargs)
        for kolom in ("datum", "einddatum"):
            try:
                if row.get(kolom):
                    grenzen(str(row[kolom]))
            except OngeldigeDatum as fout:
                raise forms.ValidationError({kolom: [str(fout)]}) from fout
        if row.get("datum") and not row.get("sorteer"):
            row["sorteer"] = sorteersleutel(str(row["datum"]))


@admin.register(Mijlpaal)
class MijlpaalBeheer(VasteCode, MetBladen, admin.ModelAdmin):
    form = MijlpaalFormulier
    list_display = ("wat", "datum", "aanduiding", "soort", "relevantie", "regio")
    list_filter = ("regio", "soort", "relevantie", "precisie")
    list_select_related = ("regio",)
    search_fields = ("wat", "wie", "bron")
    resource_classes = (MijlpaalRegister,)
