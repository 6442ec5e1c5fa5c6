"""Forms that are drawn field by field with `governance/_veld.html`: the classes of our controls, in one place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

LANGST = 10_000
"""Characters of a text in these forms: some three pages."""
TE_LANG = "Maak de tekst korter: hoogstens %(limit_value)d tekens. U typte er %(show_value)d."


class Dagveld(forms.DateInput):
    """A day as browsers want it, whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class Tijdveld(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


KLASSEN: dict[type[forms.Widget], str] = {
    forms.Select: "utrecht-select utrecht-select--html-select",
    forms.Textarea: "utrecht-textarea",
    forms.widgets.Input: "utrecht-textbox utrecht-textbox--html-input",
}


class MetVelden:
    """For a form, before `forms.Form` or `forms.ModelForm`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():  # type: ignore[attr-defined]
            for soort, klasse in KLASSEN.items():
                if isinstance(veld.widget, soort) and not isinstance(veld.widget, forms.CheckboxInput):
                    veld.widget.attrs["class"] = klasse
                    break
            if isinstance(veld.widget, forms.Textarea):
                veld.widget.attrs.setdefault("rows", 4)
                veld.validators.append(
                    MaxLengthValidator(LANGST, TE_LANG)
                )  # no maxlength: a browser would cut what is pasted
            veld.widget.attrs.setdefault("autocomplete", "off")
