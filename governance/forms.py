"""Forms about people and roles."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from .actions.rollen import BEHEERDER_BLIJFT, BEPERKT
from .models import Ministerie, Rol
from .permissions import Toegang, te_geven


class RolForm(forms.Form):
    """Which role, for what, until when. `opgaven` are the choices (key, words) of the region's plan."""

    soort = forms.ChoiceField(label="Rol")
    ministerie = forms.ModelChoiceField(
        Ministerie.objects.all(), label="Ministerie", required=False, to_field_name="code"
    )
    opgaven = forms.MultipleChoiceField(label="Alleen voor deze opgaven", required=False)
    tot_en_met = forms.DateField(label="Tot en met", required=False)

    def __init__(self, *args: Any, toegang: Toegang, opgaven: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gekozen: list[str] = self.data.getlist("opgaven") if hasattr(self.data, "getlist") else []
        self.ministeries = list(Ministerie.objects.order_by("naam"))
        self.ministerie_gekozen = str((self.data if self.is_bound else self.initial).get("ministerie", ""))
        self.fields["soort"].choices = [("", "Kies een rol"), *te_geven(toegang)]  # type: ignore[attr-defined]
        self.fields["opgaven"].choices = opgaven  # type: ignore[attr-defined]

    def clean_tot_en_met(self) -> datetime | None:
        dag = self.cleaned_data["tot_en_met"]
        if dag is None:
            return None
        if dag < timezone.localdate():
            raise ValidationError("Deze dag is al voorbij.")
        try:
            return timezone.make_aware(datetime.combine(dag + timedelta(days=1), time.min))
        except (OverflowError, ValueError):
            raise ValidationError("Kies een dag die dichterbij ligt.") from None

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or self.cleaned_data
        soort = velden.get("soort")
        if soort == Rol.Soort.MINISTERIECONTACT:
            if not velden.get("ministerie") and "ministerie" not in self.errors:
                self.add_error("ministerie", "Kies het ministerie van deze contactpersoon.")
        else:
            velden["ministerie"] = None
        if soort not in BEPERKT:
            velden["opgaven"] = []
        if soort == Rol.Soort.BEHEERDER and velden.get("tot_en_met"):
            self.add_error("tot_en_met", BEHEERDER_BLIJFT)
        return velden

    def keuze(self) -> dict[str, Any]:
        """What was chosen, as the actions take it, without the end."""
        return {
            "soort": self.cleaned_data["soort"],
            "ministerie": self.cleaned_data["ministerie"],
            "opgaven_sleutels": self.cleaned_data["opgaven"],
        }


class UitnodigForm(RolForm):
    email = forms.EmailField(label="E-mailadres", max_length=254)
    field_order = ("email", "soort", "ministerie", "opgaven", "tot_en_met")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
