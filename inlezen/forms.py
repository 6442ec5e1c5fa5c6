"""The form by which somebody hands a file over."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from opgaven.aanleidingen import Aanleiding
from opgaven.forms import WAAROM_MAX, Hoogstens

from .lees_veilig import MAX_BYTES
from .veilig.lezing import TE_GROOT

PLANSOORTEN = ".docx,.odt,.pdf,.txt,.json"


class InleesForm(forms.Form):
    """A file, what it is, why, and what it is *naar aanleiding van*."""

    bestand = forms.FileField(
        label="Bestand",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": PLANSOORTEN}),
        error_messages={
            "required": "Kies een bestand.",
            "invalid": "Kies een bestand.",
            "missing": "Kies een bestand.",
        },
    )
    opgave = forms.ChoiceField(
        label="Wat staat erin?",
        required=False,
        error_messages={"invalid_choice": "Deze opgave is er niet, of u mag haar niet wijzigen. Kies opnieuw."},
    )
    waarom = forms.CharField(
        label="Van wie komt dit, en waarom?",
        required=False,
        validators=[Hoogstens(WAAROM_MAX, "Deze reden")],
    )
    aanleiding = forms.ChoiceField(
        label="Naar aanleiding van",
        required=False,
        error_messages={"invalid_choice": "Dit besluit of overleg staat niet meer in de lijst. Kies opnieuw."},
    )

    def __init__(
        self, *args: Any, opgaven: list[tuple[str, str]], aanleidingen: dict[str, Aanleiding], **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.aanleidingen = aanleidingen
        cast(forms.ChoiceField, self.fields["opgave"]).choices = opgaven
        keuzes = [("", "geen"), *((a.waarde, a.woorden) for a in aanleidingen.values())]
        cast(forms.ChoiceField, self.fields["aanleiding"]).choices = keuzes

    def clean_bestand(self) -> UploadedFile:
        bestand: UploadedFile = self.cleaned_data["bestand"]
        if (bestand.size or 0) > MAX_BYTES:
            raise ValidationError(TE_GROOT)
        return bestand

    def clean_waarom(self) -> str:
        return " ".join(self.cleaned_data["waarom"].replace("\x00", "").split())

    @property
    def gekozen_aanleiding(self) -> dict[str, str] | None:
        """Only when valid."""
        waarde = self.cleaned_data["aanleiding"]
        return self.aanleidingen[waarde].als_data() if waarde else None
