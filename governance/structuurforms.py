"""Forms about bodies, their seats and their lines."""

from __future__ import annotations

from typing import Any

from django import forms

from .models import Gremium, Lidmaatschap, Organisatie, Regio, Relatie
from .velden import Dagveld, MetVelden

VANAF = "Vanaf welke dag dit zo is. Leeg: onbekend, of altijd al."
TOT = "De eerste dag dat het niet meer zo is. Leeg: het loopt door."


class _Tijdvak(MetVelden, forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        velden = super().clean() or self.cleaned_data
        if velden.get("sinds") and velden.get("tot") and velden["tot"] <= velden["sinds"]:
            self.add_error("tot", "Het einde ligt niet na het begin.")
        return velden

    def _post_clean(self) -> None:
        """Rules between columns are asked by the action, of the row as it will be."""


class GremiumForm(_Tijdvak):
    class Meta:
        model = Gremium
        fields = ("naam", "afkorting", "soort", "niveau", "taak", "cadans", "status", "sinds", "tot")
        widgets = {"sinds": Dagveld(), "tot": Dagveld()}
        help_texts = {
            "cadans": "In woorden: elke 3 weken op donderdag, minimaal 2× per jaar, laatste dinsdag van de maand.",
            "soort": "Bijvoorbeeld: stuurgroep, bestuurlijk overleg, werkgroep.",
            "sinds": VANAF,
            "tot": TOT,
        }


class ZetelForm(_Tijdvak):
    """A seat: at least a function, an organisation or a ministry, and not both of the last."""

    class Meta:
        model = Lidmaatschap
        fields = ("functie", "organisatie", "ministerie", "kolom", "positie", "aantal", "sinds", "tot")
        labels = {"aantal": "Hoeveel zetels", "positie": "Positie"}
        widgets = {"sinds": Dagveld(), "tot": Dagveld()}
        help_texts = {
            "functie": "De functie, nooit de naam van een persoon.",
            "aantal": "Leeg: onbekend.",
            "sinds": VANAF,
            "tot": TOT,
        }

    def __init__(self, *args: Any, regio: Regio, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = Organisatie.objects.filter(regio=regio)  # type: ignore[attr-defined]
        self.fields["organisatie"].empty_label = self.fields["ministerie"].empty_label = "Geen"  # type: ignore[attr-defined]
        self.fields["kolom"].choices = [("", "Zonder kolom"), *list(self.fields["kolom"].choices)[1:]]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        velden = super().clean()
        if velden.get("organisatie") and velden.get("ministerie"):
            self.add_error("ministerie", "Kies een organisatie of een ministerie, niet allebei.")
        if not any(velden.get(naam) for naam in ("functie", "organisatie", "ministerie")):
            self.add_error("functie", "Schrijf een functie, of kies een organisatie of een ministerie.")
        return velden


class LijnForm(_Tijdvak):
    class Meta:
        model = Relatie
        fields = ("soort", "naar", "sinds", "tot")
        labels = {"soort": "Dit gremium", "naar": "Welk gremium"}
        widgets = {"sinds": Dagveld(), "tot": Dagveld()}
        help_texts = {"sinds": VANAF, "tot": TOT}

    def __init__(self, *args: Any, gremium: Gremium, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anderen = Gremium.objects.filter(regio=gremium.regio_id).exclude(pk=gremium.pk)
        self.fields["naar"].queryset = anderen  # type: ignore[attr-defined]
        self.fields["naar"].empty_label = "Kies"  # type: ignore[attr-defined]
