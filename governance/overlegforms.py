"""Forms about meetings, agenda items, decisions and actions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from .cadans import Cadans, OnbekendeCadans, lees
from .models import Actie, Agendapunt, Besluit, Gremium, Overleg, Regio, Vrij
from .opgavekeuzes import opgavekeuzes
from .velden import Dagveld, MetVelden, Tijdveld

LANGST = timedelta(days=800)


class ReeksForm(MetVelden, forms.Form):
    """How often, from when until when, at what time."""

    cadans = forms.CharField(label="Hoe vaak", max_length=200, help_text="Bijvoorbeeld: elke 3 weken op donderdag.")
    begin = forms.DateField(label="Eerste dag", widget=Dagveld())
    tot = forms.DateField(label="Tot en met", widget=Dagveld())
    aanvang = forms.TimeField(label="Van", widget=Tijdveld())
    einde = forms.TimeField(label="Tot", widget=Tijdveld())
    plaats = forms.CharField(label="Plaats", max_length=200, required=False)
    stukken_vooraf = forms.IntegerField(
        label="Stukken: hoeveel dagen ervoor", min_value=0, max_value=60, initial=7, help_text="0: geen verzenddag."
    )

    def clean_cadans(self) -> str:
        woorden = str(self.cleaned_data["cadans"])
        try:
            self.ritme: Cadans = lees(woorden)
        except OnbekendeCadans as fout:
            raise forms.ValidationError(str(fout)) from None
        return woorden

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or self.cleaned_data
        begin, tot = velden.get("begin"), velden.get("tot")
        if begin and tot and tot < begin:
            self.add_error("tot", "De laatste dag ligt voor de eerste.")
        elif begin and tot and tot - begin > LANGST:
            self.add_error("tot", "Plan ten hoogste twee jaar vooruit.")
        if velden.get("aanvang") and velden.get("einde") and velden["einde"] <= velden["aanvang"]:
            self.add_error("einde", "Het einde ligt niet na het begin.")
        if not self.errors and not self.dagen():
            self.add_error("tot", "In deze tijd valt geen enkel overleg.")
        return velden

    def dagen(self) -> list[date]:
        begin: date = self.cleaned_data["begin"]
        return self.ritme.dagen(begin, self.cleaned_data["tot"])


class OverlegForm(MetVelden, forms.ModelForm):
    class Meta:
        model = Overleg
        fields = ("datum", "aanvang", "einde", "plaats", "stukken_op")
        labels = {"datum": "Dag", "aanvang": "Van", "einde": "Tot"}
        widgets = {"datum": Dagveld(), "aanvang": Tijdveld(), "einde": Tijdveld(), "stukken_op": Dagveld()}

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or self.cleaned_data
        if velden.get("aanvang") and velden.get("einde") and velden["einde"] <= velden["aanvang"]:
            self.add_error("einde", "Het einde ligt niet na het begin.")
        if velden.get("datum") and velden.get("stukken_op") and velden["stukken_op"] > velden["datum"]:
            self.add_error("stukken_op", "Stukken gaan voor het overleg weg.")
        return velden

    def _post_clean(self) -> None:
        """Rules between columns are asked by the action."""


class ExtraForm(OverlegForm):
    """One meeting outside a series."""


class PuntForm(MetVelden, forms.ModelForm):
    class Meta:
        model = Agendapunt
        fields = ("titel", "soort", "minuten", "wie", "besloten", "gevraagd", "toelichting")
        labels = {"besloten": "Besloten: alleen voor leden van dit overleg"}
        help_texts = {"wie": "Een functie, geen naam."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minuten"].widget.attrs |= {"min": 0, "max": 600}
        self.fields["toelichting"].widget.attrs["rows"] = 3
        self.fields["gevraagd"].widget.attrs["rows"] = 2
        self.fields["wie"].widget.attrs["list"] = "posities"


class Opgavennummers(forms.CharField):
    """Numbers of opgaven as people type them, "10, 14", as a sorted list of keys and back. One query."""

    def __init__(self, regio: Regio) -> None:
        uitleg = "Nummers, met komma’s ertussen. Leeg laten mag."
        super().__init__(label="Hoort bij opgave", required=False, max_length=200, help_text=uitleg)
        self.widget.attrs |= {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}
        self.per_nummer = {woorden.split()[0]: sleutel for sleutel, woorden in opgavekeuzes(regio)}

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        nummers = {sleutel: nummer for nummer, sleutel in self.per_nummer.items()}
        return ", ".join(sorted((nummers[k] for k in value if k in nummers), key=int))

    def to_python(self, value: Any) -> Any:
        woorden = [w for w in str(value or "").replace(";", ",").replace(" ", ",").split(",") if w]
        onbekend = [w for w in woorden if w.lstrip("0") not in self.per_nummer]
        if onbekend:
            zin = f"Opgave {onbekend[0][:20]} staat niet in het plan. Gebruik de nummers van het plan."
            raise forms.ValidationError(zin)
        return sorted({self.per_nummer[w.lstrip("0")] for w in woorden})

    def validate(self, value: Any) -> None:
        """Any list will do."""

    def run_validators(self, value: Any) -> None:
        """Its length was asked of the words."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial or []) != data)


class OverlegbesluitForm(MetVelden, forms.ModelForm):
    """A decision at an item: words, kind, outcome, what follows from it."""

    class Meta:
        model = Besluit
        fields = (
            "titel", "tekst", "soort", "uitkomst", "opgaven_sleutels", "besloten", "vervolg_wie", "vervolg_wat",
            "vervolg_voor", "evaluatie_op", "herziet",
        )  # fmt: skip
        labels = {
            "titel": "In het kort",
            "besloten": "Besloten: alleen voor leden van dit overleg",
            "herziet": "Komt in plaats van",
        }
        widgets = {"vervolg_voor": Dagveld(), "evaluatie_op": Dagveld()}
        help_texts = {"vervolg_wie": "Een functie, geen naam."}

    def __init__(self, *args: Any, gremium: Gremium, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["opgaven_sleutels"] = Opgavennummers(gremium.regio)
        velden["titel"].required = velden["tekst"].required = velden["soort"].required = True
        velden["uitkomst"].choices = [c for c in Besluit.Uitkomst.choices if c[0] != Besluit.Uitkomst.AANGEHOUDEN]
        velden["soort"].choices = [c for c in Besluit.Soort.choices if c[0] != Besluit.Soort.VERSIE]
        eerder = Besluit.objects.filter(gremium=gremium, verzegeld_op__isnull=False).select_related("gremium")
        velden["herziet"].queryset = eerder.order_by("-jaar", "-nummer")
        velden["herziet"].label_from_instance = lambda b: f"{b.code} {b.titel}"
        velden["herziet"].empty_label = "Geen eerder besluit"
        velden["vervolg_wat"].widget.attrs["rows"] = 2
        velden["vervolg_wie"].widget.attrs["list"] = "posities"

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or self.cleaned_data
        if velden.get("vervolg_wat") and not velden.get("vervolg_wie"):
            self.add_error("vervolg_wie", "Schrijf wie dit doet.")
        return velden

    def _post_clean(self) -> None:
        """Rules between columns are asked by the database."""


class ActieForm(MetVelden, forms.ModelForm):
    class Meta:
        model = Actie
        fields: Any = ("wat", "wie", "voor", "besloten")
        labels = {"besloten": "Besloten: alleen voor leden"}
        widgets = {"voor": Dagveld()}
        help_texts = {"wie": "Een functie, geen naam."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wat"].widget.attrs["rows"] = 2
        self.fields["wie"].widget.attrs["list"] = "posities"

    def _post_clean(self) -> None:
        """As it will be in the row is for the action."""


class ActieWijzigForm(ActieForm):
    class Meta(ActieForm.Meta):
        fields: Any = ("wat", "wie", "voor", "besloten", "stand", "toelichting")


class LosseActieForm(ActieForm):
    """An action outside a meeting."""

    gremium = forms.ModelChoiceField(Gremium.objects.none(), label="Actielijst van", empty_label="Kies")
    field_order = ("gremium", "wat", "wie", "voor", "besloten")

    def __init__(self, *args: Any, regio: Regio, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gremium"].queryset = Gremium.objects.filter(regio=regio)  # type: ignore[attr-defined]


class VrijForm(MetVelden, forms.ModelForm):
    class Meta:
        model = Vrij
        fields = ("naam", "soort", "eerste", "laatste")
        widgets = {"eerste": Dagveld(), "laatste": Dagveld()}

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or self.cleaned_data
        if velden.get("eerste") and velden.get("laatste") and velden["laatste"] < velden["eerste"]:
            self.add_error("laatste", "De laatste dag ligt voor de eerste.")
        return velden

    def _post_clean(self) -> None:
        """The same days once more are no mistake."""
