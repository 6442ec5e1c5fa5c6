"""People with an account, in the admin; their roles are added by the room that knows them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest

from .actions import zet_adres_gelijk
from .models import User

for _model in list(admin.site._registry):
    if _model is Group or _model._meta.app_label in ("account", "mfa", "socialaccount"):
        admin.site.unregister(_model)  # secrets and plumbing; people manage their own in the portal


class _EenAdres(forms.ModelForm):
    def clean_email(self) -> str:
        """One address is one person, however it is typed."""
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Er is al iemand met dit e-mailadres.")
        return email


class NieuwePersoon(_EenAdres, AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "naam")


class PersoonForm(_EenAdres, UserChangeForm):
    class Meta:
        model = User
        fields = ("email", "naam", "password", "is_active", "is_staff", "is_superuser")


@admin.register(User)
class PersoonBeheer(UserAdmin):
    """Passwords go in by the form that hashes them, and never come out."""

    form, add_form = PersoonForm, NieuwePersoon
    add_form_template = "admin/persoon_toevoegen.html"
    list_display = ("naam", "email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "rollen__regio", "rollen__soort")
    search_fields = ("naam", "email")
    ordering = ("naam", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("naam", "email", "password")}),
        (
            "Beheer",
            {
                "fields": ("is_active", "is_staff", "is_superuser"),
                "description": "Wie het portaal beheert, heeft alle drie. "
                "Wat iemand in een regio mag, volgt uit de rollen hieronder.",
            },
        ),
        ("Wanneer", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("naam", "email", "usable_password", "password1", "password2")}),
    )

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """The address of the account is also the one that a new password is mailed to."""
        super().save_model(request, obj, form, change)
        zet_adres_gelijk(obj)
