"""The form of a figure in a chapter: its picture, what it says, and where it stands."""

from __future__ import annotations

import re
from typing import Any, cast

from django import forms

from npvr.beelden import MAX_BYTES, TE_GROOT, Beeldfout, VeiligBeeld, maak_veilig
from plandocument import boom, tekst
from plandocument.tekst import Blok

from .forms import Hoogstens, Opgaveformulier

BIJSCHRIFT_MAX = 300


class FiguurForm(Opgaveformulier):
    """A new figure, or (`was`) one that stands in the opening text already."""

    versie = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    beeld = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    bestand = forms.FileField(
        label="Afbeelding",
        required=False,
        help_text="PNG, JPEG of SVG, hoogstens 5 MB. Gegevens over de maker of de plek gaan eruit.",
        error_messages={"empty": "Dit bestand is leeg.", "invalid": "Kies een bestand."},
    )
    bijschrift = forms.CharField(
        label="Bijschrift",
        required=False,
        help_text="Staat onder de figuur. **Vet** en [opgave 7] mogen.",
        validators=[Hoogstens(BIJSCHRIFT_MAX, "Dit bijschrift")],
    )
    alt = forms.CharField(
        label="Beschrijving",
        required=False,
        help_text="Wat de figuur laat zien, voor wie hem niet ziet. Hoogstens 500 tekens.",
        validators=[Hoogstens(500, "Deze beschrijving")],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    versiering = forms.BooleanField(label="De figuur is alleen versiering en zegt niets", required=False)
    bron = forms.CharField(
        label="Bron", required=False, help_text="Mag leeg blijven.", validators=[Hoogstens(300, "Deze bron")]
    )
    na = forms.TypedChoiceField(label="Plaats", coerce=int, required=False)

    def __init__(
        self, inhoud: boom.Sectie, versie: int, was: Blok | None, opgaven: dict[int, str], *args: Any, **kwargs: Any
    ) -> None:
        self.was, self.opgaven = was, opgaven
        self.veilig: VeiligBeeld | None = None
        blokken = tekst.blokken(inhoud.opening)
        begin: dict[str, Any] = {"versie": versie, "na": len(blokken)}
        if was is not None and was.figuur is not None:
            nummers = {sleutel: nummer for nummer, sleutel in opgaven.items()}
            begin |= {
                "beeld": was.figuur.beeld,
                "bijschrift": tekst.plat(tekst.canonieke_runs(was.runs), nummers),
                "alt": was.figuur.alt or "",
                "versiering": was.figuur.alt == "",
                "bron": was.figuur.bron,
            }
        super().__init__(*args, initial=begin, auto_id="figuur-%s", **kwargs)
        if was is None:
            plekken = [(0, "Aan het begin")] + [(n, f"Na: {_kort(blok)}") for n, blok in enumerate(blokken, 1)]
            cast(forms.TypedChoiceField, self.fields["na"]).choices = plekken
        else:
            del self.fields["na"]

    def clean_bestand(self) -> Any:
        bestand = self.cleaned_data["bestand"]
        if not bestand:
            return None
        if bestand.size > MAX_BYTES:
            raise forms.ValidationError(TE_GROOT)
        try:
            self.veilig = maak_veilig(bestand.read())
        except Beeldfout as fout:
            raise forms.ValidationError(str(fout)) from fout
        return bestand

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        heeft = re.fullmatch(tekst.BEELD, data.get("beeld") or "")
        if self.veilig is None and not heeft and "bestand" not in self.errors:
            self.add_error("bestand", "Kies een afbeelding.")
        alt = (data.get("alt") or "").strip()
        if alt and data.get("versiering"):
            self.add_error("versiering", "Kies één van beide: een beschrijving, of alleen versiering.")
        elif not alt and not data.get("versiering") and "alt" not in self.errors:
            self.add_error("alt", "Beschrijf wat de figuur laat zien, of zeg hieronder dat hij alleen versiering is.")
        return data

    def blok(self, beeld: str) -> Blok:
        """The figure that shows `beeld`. Only when valid."""
        data = self.cleaned_data
        naam = tekst.regel(tekst.regel_uit_plat(data["bijschrift"], self.opgaven))
        return tekst.figuur(beeld, naam, "" if data["versiering"] else data["alt"], data["bron"])


def _kort(blok: Blok) -> str:
    if blok.soort == "tabel" and not blok.runs:
        return "een tabel"
    woorden = " ".join(tekst.woorden(tekst.als_html([blok])).split()) or "een figuur"
    woorden = f"{woorden[:60].rstrip()}…" if len(woorden) > 60 else woorden
    return f"tabel {woorden}" if blok.soort == "tabel" else f"“{woorden}”"
