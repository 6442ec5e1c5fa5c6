"""Forms about indicators, their values, the nulmeting and the road map."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from governance.models import Besluit, Regio
from governance.velden import Dagveld, MetVelden
from npvr.getaltekst import Getalfout, als_getal, kaal

from .models import Bron, Indicator, Meetgebied, Meting, Stap
from .models.nulmetingen import Tekenkant

RUIM = Decimal(10) ** 12


class Getalinvoer(forms.CharField):
    """A number as people type it, with a comma for its decimals: "11,3", "−6", "641000"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "text"}))
        super().__init__(max_length=40, required=kwargs.pop("required", False), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        woorden = super().clean(value)
        if not woorden:
            return None
        try:
            getal = als_getal(kaal(woorden)[0])
        except Getalfout as fout:
            raise forms.ValidationError(str(fout)) from None
        if abs(getal) >= RUIM:
            raise forms.ValidationError("Dit getal is te groot. Kies een grotere eenheid, zoals miljoen euro.")
        if getal.normalize().as_tuple().exponent < -4:  # type: ignore[operator]
            raise forms.ValidationError("Geef hoogstens vier cijfers achter de komma.")
        return getal

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class IndicatorForm(MetVelden, forms.ModelForm):
    """What is counted, how, for what and by whom. Choices of the plan are (key, words)."""

    ondergrens = Getalinvoer(label="Laagste waarde die kan", help_text="Een waarde daaronder wordt geweigerd.")
    bovengrens = Getalinvoer(label="Hoogste waarde die kan")
    som_marge = Getalinvoer(
        label="Gemeenten samen zijn de regio, op zoveel procent na",
        help_text="Een afspraak voor de controle, zoals 0,5. Alleen voor aantallen.",
    )
    bron_naam = forms.CharField(
        label="Bron",
        max_length=200,
        required=False,
        help_text="Register of onderzoek, zoals CBS StatLine. Een nieuwe naam komt in het register van bronnen.",
    )
    doelstelling = forms.ChoiceField(label="Doelstelling", required=False)
    opgaven = forms.MultipleChoiceField(
        label="Opgaven",
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text="Waar dit getal iets over zegt.",
    )
    field_order = (
        "naam", "definitie", "eenheid", "decimalen", "optelbaar", "richting", "doelstelling", "opgaven", "bron_naam",
        "methode", "frequentie", "eigenaar", "houder", "som_marge", "ondergrens", "bovengrens",
        "toelichting", "openbaar",
    )  # fmt: skip

    class Meta:
        model = Indicator
        fields = (
            "naam", "definitie", "eenheid", "decimalen", "optelbaar", "richting", "doelstelling", "opgaven", "methode",
            "frequentie", "eigenaar", "houder", "som_marge", "ondergrens", "bovengrens", "toelichting", "openbaar",
        )  # fmt: skip
        labels = {
            "definitie": "Wat dit getal telt",
            "methode": "Hoe het wordt gemeten",
            "decimalen": "Cijfers achter de komma",
            "optelbaar": "Waarden van gebieden mogen worden opgeteld",
            "openbaar": "Openbaar: ook bezoekers zien deze indicator",
        }
        help_texts = {
            "eenheid": "Zoals: inwoners, procent van de huishoudens, miljoen euro per jaar. Schrijf ‘jaartal’ als de "
            "waarde een jaar is.",
            "optelbaar": "Aantallen wel, percentages nooit.",
        }

    def __init__(
        self,
        *args: Any,
        regio: Regio,
        doelen: Sequence[tuple[str, str]],
        opgaven: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        rij = self.instance
        bekend = {sleutel for sleutel, _ in (*doelen, *opgaven)}
        kwijt = [s for s in (rij.doelstelling, *rij.opgaven) if s and s not in bekend]
        rest = [(s, "Niet meer in het plan") for s in kwijt]
        velden["doelstelling"].choices = [("", "Geen"), *doelen, *(r for r in rest if r[0] == rij.doelstelling)]
        velden["opgaven"].choices = [*opgaven, *(r for r in rest if r[0] in rij.opgaven)]
        velden["decimalen"].max_value = 4
        velden["decimalen"].widget.attrs |= {"min": 0, "max": 4}
        velden["bron_naam"].widget.attrs["list"] = "bronnen"
        if rij.bron is not None:
            self.initial["bron_naam"] = rij.bron.naam

    def clean_decimalen(self) -> int:
        hoeveel = int(self.cleaned_data["decimalen"])
        if hoeveel > 4:
            raise forms.ValidationError("Hoogstens vier.")
        return hoeveel

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or self.cleaned_data
        if velden.get("optelbaar") and str(velden.get("eenheid", "")).startswith("procent"):
            self.add_error("optelbaar", "Percentages mogen niet worden opgeteld.")
        marge = velden.get("som_marge")
        if marge is not None and not velden.get("optelbaar"):
            self.add_error("som_marge", "Alleen waarden die mogen worden opgeteld, hebben een som.")
        elif marge is not None and not (0 <= marge < 100 and marge == round(marge, 1)):
            self.add_error("som_marge", "Geef een percentage van 0 tot 100, met hoogstens één cijfer achter de komma.")
        laag, hoog = velden.get("ondergrens"), velden.get("bovengrens")
        if laag is not None and hoog is not None and hoog < laag:
            self.add_error("bovengrens", "Dit ligt onder de laagste waarde.")
        return velden

    def _post_clean(self) -> None:
        """Rules between columns are asked by the action."""


class MetingForm(MetVelden, forms.Form):
    """A value as policy people write it, or the reason why there is none."""

    gebied = forms.CharField(label="Gebied", max_length=100)
    soort = forms.ChoiceField(label="Soort", choices=Meting.Soort.choices)
    jaar = forms.IntegerField(
        label="Jaar", required=False, min_value=1900, max_value=2150, help_text="Leeg als de bron geen jaar geeft."
    )
    grens = forms.ChoiceField(label="Hoe precies", required=False, choices=[("", "Precies"), *Meting.Grens.choices])
    waarde = Getalinvoer(label="Waarde", help_text="Met een komma voor decimalen. Een min mag.")
    tot = Getalinvoer(label="Tot en met", help_text="Alleen bij een bandbreedte, zoals 15 tot 25.")
    reden = forms.ChoiceField(
        label="Of: waarom er geen getal is", required=False, choices=[("", "Er is een getal"), *Meting.Reden.choices]
    )
    teller = Getalinvoer(
        label="Teller", help_text="Bij een percentage: het aantal waar het om gaat, als dat bekend is."
    )
    noemer = Getalinvoer(label="Noemer", help_text="Het aantal waarvan het een deel is.")
    voorlopig = forms.BooleanField(label="Voorlopig volgens de bron", required=False)
    bron_naam = forms.CharField(label="Bron", max_length=200, required=False)
    opgehaald_op = forms.DateField(label="Opgehaald op", required=False, widget=Dagveld())
    besluit = forms.ModelChoiceField(
        Besluit.objects.none(), label="Vastgesteld in besluit", required=False, help_text="Nodig bij een doel."
    )
    vindplaats = forms.CharField(label="Plaats in het plan", max_length=200, required=False)
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        velden: Any = self.fields
        velden["gebied"].widget.attrs["list"] = "gebieden"
        velden["bron_naam"].widget.attrs["list"] = "bronnen"
        besluiten = Besluit.objects.filter(gremium__regio=indicator.regio_id, nummer__isnull=False, besloten=False)
        velden["besluit"].queryset = besluiten.select_related("gremium").order_by("-datum")

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or self.cleaned_data
        waarde, tot, reden = velden.get("waarde"), velden.get("tot"), velden.get("reden")
        if "waarde" in self.errors:
            return velden
        if waarde is None and not reden:
            self.add_error("waarde", "Geef een getal, of kies hieronder waarom er geen getal is.")
        if waarde is not None and reden:
            self.add_error("reden", "Er is een getal. Laat de reden weg, of laat het getal weg.")
        if tot is not None and (waarde is None or tot < waarde):
            self.add_error("tot", "Dit ligt onder de waarde.")
        if waarde is None and velden.get("grens"):
            self.add_error("grens", "Zonder getal valt er niets te begrenzen.")
        if (velden.get("teller") is None) != (velden.get("noemer") is None):
            self.add_error("noemer", "Geef teller en noemer samen.")
        elif velden.get("noemer") is not None and velden["noemer"] <= 0:
            self.add_error("noemer", "De noemer is groter dan nul.")
        if velden.get("soort") == Meting.Soort.DOEL and not velden.get("besluit"):
            self.add_error("besluit", "Een doel staat in een besluit. Kies welk; is er geen, kies dan ‘Ambitie’.")
        for grens, te in ((self.indicator.ondergrens, "laag"), (self.indicator.bovengrens, "hoog")):
            getal = waarde if te == "laag" else (tot if tot is not None else waarde)
            if getal is not None and grens is not None and (getal < grens if te == "laag" else getal > grens):
                self.add_error("waarde", f"Dit kan niet: te {te} voor deze indicator. Kijk de eenheid na.")
        return velden


class RoutestapForm(MetVelden, forms.ModelForm):
    class Meta:
        model = Stap
        fields = ("stand", "wie", "waarom")

    def _post_clean(self) -> None:
        """Rules between columns are asked by the action."""


class TekenForm(MetVelden, forms.Form):
    """For which side, in which position."""

    kant = forms.ChoiceField(label="U tekent voor", choices=Tekenkant.choices)
    functie = forms.CharField(label="Uw functie", max_length=200, help_text="Zo staat het erbij; geen naam.")

    def __init__(self, *args: Any, kanten: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["kant"]
        veld.choices = [(k, str(naam)) for k, naam in Tekenkant.choices if k in kanten]
        if len(kanten) == 1:
            veld.widget = forms.HiddenInput()
            self.initial["kant"] = next(iter(kanten))


class VraagForm(MetVelden, forms.Form):
    vraag = forms.CharField(label="Uw vraag", widget=forms.Textarea(attrs={"rows": 4}))
    kant = forms.ChoiceField(label="U vraagt namens", choices=Tekenkant.choices)
    functie = forms.CharField(label="Uw functie", max_length=200)

    def __init__(self, *args: Any, kanten: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["kant"].choices = [(k, str(naam)) for k, naam in Tekenkant.choices if k in kanten]


class NulmetingAntwoordForm(MetVelden, forms.Form):
    antwoord = forms.CharField(label="Antwoord", widget=forms.Textarea(attrs={"rows": 4}))


def bronnamen(regio: Regio) -> list[str]:
    """One query."""
    return list(Bron.objects.filter(regio=regio).values_list("naam", flat=True))


def gebiednamen(regio: Regio) -> list[str]:
    """One query."""
    return list(Meetgebied.objects.filter(regio=regio).values_list("naam", flat=True))
