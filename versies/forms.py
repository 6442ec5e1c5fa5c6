"""Forms about versions, decisions and publication."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from governance.models import Besluit, Gremium, Regio
from plandocument.anker import GeenPlek, op_papier
from plandocument.boom import Plandocument
from plandocument.vergelijk.volg import netjes

from .models import Amendement

LABELS = ("70%-versie", "Concept", "Definitief")
PLAATS = re.compile(r"(?:H?\d{1,3}(?:\.[A-Z0-9]{1,4})?)?")
ONZICHTBAAR = ("Cc", "Cf", "Co", "Cs", "Cn")
RIJEN = 4
"""Rows for amendments on a form; a form that was filled gets as many to spare."""
GEEN_WIJZIGING = (
    "U koos ‘Vastgesteld met wijzigingen’. Schrijf onderaan welke wijzigingen er zijn gevraagd, of kies een andere "
    "uitkomst."
)


def _te_lang(hoogstens: str) -> dict[str, str]:
    return {"max_length": f"Maak dit korter: hoogstens {hoogstens} tekens. U typte er %(show_value)d."}


class VersieForm(forms.Form):
    """What a version is called and which amendments it carries out; `gezien` is the text that was on screen."""

    label = forms.CharField(
        label="Naam van de versie",
        max_length=100,
        error_messages={"required": "Geef de versie een naam.", **_te_lang("100")},
    )
    toelichting = forms.CharField(
        label="Toelichting",
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        error_messages=_te_lang("2.000"),
    )
    amendementen = forms.ModelMultipleChoiceField(Amendement.objects.none(), required=False)
    gezien = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def clean_label(self) -> str:
        """Without what nobody sees, so that two names that look the same are the same."""
        zichtbaar = "".join(
            t for t in self.cleaned_data["label"] if t.isspace() or unicodedata.category(t) not in ONZICHTBAAR
        )
        if not (label := " ".join(unicodedata.normalize("NFC", zichtbaar).split())):
            raise ValidationError("Geef de versie een naam.")
        return label

    def __init__(self, *args: Any, open_: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["amendementen"].queryset = open_  # type: ignore[attr-defined]
        self.gekozen = set(cast(QueryDict, self.data).getlist("amendementen")) if self.is_bound else set()


class VersiebesluitForm(forms.Form):
    """What a body decided about a version."""

    gremium = forms.ModelChoiceField(
        Gremium.objects.none(), label="Wie besloot", error_messages={"required": "Kies wie het besluit nam."}
    )
    datum = forms.DateField(label="Dag van het besluit", error_messages={"required": "Vul de dag van het besluit in."})
    uitkomst = forms.ChoiceField(
        label="Uitkomst", choices=Besluit.Uitkomst.choices, error_messages={"required": "Kies de uitkomst."}
    )
    toelichting = forms.CharField(
        label="Toelichting",
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        error_messages=_te_lang("2.000"),
    )
    vindplaats = forms.CharField(
        label="Waar is het na te lezen?", max_length=300, required=False, error_messages=_te_lang("300")
    )

    def __init__(
        self, gegevens: QueryDict | None = None, *, regio: Regio, document: Plandocument, nog_niet: bool = False
    ) -> None:
        """`nog_niet`: what was typed is only to be shown again, with room for more; nothing is judged yet."""
        eerst = {naam: gegevens.get(naam) for naam in self.base_fields} if gegevens is not None and nog_niet else None
        super().__init__(None if nog_niet else gegevens, initial=eerst, label_suffix="")
        self.document = document
        self.fields["gremium"].queryset = Gremium.objects.filter(regio=regio)  # type: ignore[attr-defined]
        data = gegevens if gegevens is not None else QueryDict()
        plaatsen, teksten = ([w.replace("\0", "") for w in data.getlist(naam)] for naam in ("plaats", "tekst"))
        paren = [(netjes(p).upper(), " ".join(t.split())) for p, t in zip(plaatsen, teksten, strict=False)]
        self.amendementen = [(p, t) for p, t in paren if p or t]
        self.rijen = [*self.amendementen, *([("", "")] * RIJEN)]

    def clean_datum(self) -> Any:
        dag = self.cleaned_data["datum"]
        if dag > timezone.localdate():
            raise ValidationError("Deze dag is nog niet geweest. Leg het besluit vast als het is genomen.")
        return dag

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("uitkomst") == Besluit.Uitkomst.MET_WIJZIGINGEN and not self.amendementen:
            self.add_error(None, GEEN_WIJZIGING)
        for plaats, tekst in self.amendementen:
            if not tekst:
                self.add_error(None, f"Schrijf bij {plaats} wat er moet veranderen.")
            elif not PLAATS.fullmatch(plaats):
                self.add_error(None, f"“{plaats[:20]}” is geen plaats in het plan. Schrijf een code zoals 14.V.")
            elif len(tekst) > 2000:
                self.add_error(None, "Maak de tekst van de wijziging korter: hoogstens 2.000 tekens.")
        # what is confirmed cannot be mended: a code with a slip of the pen is stopped here
        codes = [p for p, _ in self.amendementen if p and PLAATS.fullmatch(p)]
        for fout in op_papier(self.document, codes) if codes else ():
            if isinstance(fout, GeenPlek):
                self.add_error(None, str(fout))
        return super().clean() or self.cleaned_data


class IntrekForm(forms.Form):
    """Why the public may not read the plan any more."""

    reden = forms.CharField(
        label="Waarom trekt u de publicatie in?",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Schrijf waarom. De reden blijft bewaard.", **_te_lang("1.000")},
    )


class HerweegForm(forms.Form):
    """Why a change weighs otherwise than the portal says."""

    reden = forms.CharField(
        max_length=1000,
        error_messages={
            "required": "Schrijf waarom u deze wijziging anders weegt. De reden staat ook in de wijzigingsmemo.",
            "max_length": "Maak de reden korter: hoogstens 1.000 tekens. U typte er %(show_value)d.",
        },
    )


class MemoForm(forms.Form):
    """To whom a wijzigingsmemo goes, and what people say before the changes; in the plain form of the house."""

    gremium = forms.ModelChoiceField(
        Gremium.objects.none(), label="Aan wie", required=False, empty_label="Geen overleg uit de lijst"
    )
    aan = forms.CharField(
        label="Wat erbij hoort",
        max_length=200,
        required=False,
        error_messages=_te_lang("200"),
    )
    inleiding = forms.CharField(
        label="Inleiding",
        max_length=20_000,
        required=False,
        strip=False,
        widget=forms.Textarea,
        error_messages={"max_length": "De inleiding is te lang: hoogstens 20.000 tekens. U typte er %(show_value)d."},
    )
    versie = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, regio: Regio, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["gremium"].queryset = Gremium.objects.filter(regio=regio)  # type: ignore[attr-defined]
