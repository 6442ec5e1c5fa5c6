"""Forms of who keys in what others said: on whose behalf, in which function, by which way and on which day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.models import Gremium, Ministerie, Organisatie, Regio

from .forms import Reactieformulier, Tekst
from .kanttekeningen import FUNCTIE_MAX
from .models import Reactie, Ronde

Keuze = tuple[str, str]
VROEGST = date(2020, 1, 1)
WEGEN = tuple(
    (k.value, k.label)
    for k in (Reactie.Kanaal.MAIL, Reactie.Kanaal.OVERLEG, Reactie.Kanaal.TELEFOON, Reactie.Kanaal.PAPIER)
)
KIES_WIE = "Kies namens wie u dit invoert."
FUNCTIE_UITLEG = "Zoals wethouder wonen. Geen naam van een persoon."


class WieForm(Reactieformulier):
    """On whose behalf (an organisation, never a person), in which function, and when."""

    wie = forms.ChoiceField(label="Namens", error_messages={"required": KIES_WIE, "invalid_choice": KIES_WIE})
    functie = forms.CharField(
        label="Functie",
        max_length=FUNCTIE_MAX,
        required=False,
        error_messages={"max_length": f"Maak de functie korter: hoogstens {FUNCTIE_MAX} tekens."},
    )
    gegeven_op = forms.DateField(
        label="Op welke dag",
        error_messages={"required": "Vul de dag in.", "invalid": "Schrijf de dag als 20-11-2026."},
    )

    def __init__(self, *args: Any, regio: Regio, alleen_gremia: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regio = regio
        self.groepen = afzenders(regio, alleen_gremia=alleen_gremia)
        self.fields["wie"].choices = [("", "Kies"), *self.groepen]  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial.setdefault("gegeven_op", timezone.localdate().isoformat())

    def clean_gegeven_op(self) -> date:
        dag: date = self.cleaned_data["gegeven_op"]
        if dag > timezone.localdate():
            raise ValidationError("Deze dag is nog niet geweest.")
        if dag < VROEGST:
            raise ValidationError("Deze dag is te lang geleden. Kijk het jaartal na.")
        return dag

    def clean_functie(self) -> str:
        return " ".join(str(self.cleaned_data["functie"]).replace("\0", "").split())

    def afzender(self) -> dict[str, Any]:
        """As `breng_in` takes it: one of ministerie, organisatie, gremium. One query; only when valid."""
        letter, _, pk = self.cleaned_data["wie"].partition(":")
        if letter == "g":
            return {"gremium": Gremium.objects.get(pk=pk, regio=self.regio)}
        if letter == "m":
            return {"ministerie": Ministerie.objects.get(pk=pk)}
        return {"organisatie": Organisatie.objects.get(pk=pk)}


def afzenders(regio: Regio, *, alleen_gremia: bool = False) -> list[tuple[str, list[Keuze]]]:
    """Whom one may speak for, in groups. Three queries, or one."""
    gremia = [(f"g:{g.pk}", g.naam) for g in Gremium.objects.filter(regio=regio).order_by("naam")]
    if alleen_gremia:
        return [("Overleggen", gremia)]
    ministeries = [(f"m:{m.pk}", str(m)) for m in Ministerie.objects.order_by("afkorting")]
    organisaties = [(f"o:{o.pk}", o.naam) for o in Organisatie.objects.filter(regio=regio).order_by("naam")]
    groepen = [("Ministeries", ministeries), ("Organisaties", organisaties), ("Overleggen", gremia)]
    return [(naam, rij) for naam, rij in groepen if rij]


class Rondekeuze(forms.ModelChoiceField):
    """A round by its name; of a closed one that it is closed."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.titel} (gesloten)" if obj.stand == Ronde.Stand.GESLOTEN else str(obj.titel)


class InRondeForm(WieForm):
    """Also in which round it was said: what came in otherwise than in the portal counts there as well."""

    ronde = Rondekeuze(
        Ronde.objects.none(), label="Hoort bij de ronde", required=False, empty_label="Geen ronde",
        error_messages={"invalid_choice": "Kies een ronde uit de lijst."},
    )  # fmt: skip

    def __init__(self, *args: Any, ronden: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ronde"].queryset = ronden  # type: ignore[attr-defined]


class NamensForm(InRondeForm):
    """One remark that somebody made otherwise than in the portal."""

    waar = forms.CharField(
        label="Bij welke code", max_length=20, error_messages={"required": "Vul een code in, zoals 14.K2."}
    )
    plaats = forms.CharField(required=False, max_length=80)
    kanaal = forms.ChoiceField(
        label="Hoe kwam het binnen", choices=WEGEN, error_messages={"required": "Kies hoe het binnenkwam."}
    )
    tekst = Tekst(required=False, label="Wat is er gezegd")
    met_voorstel = forms.BooleanField(required=False, label="Er is een andere tekst voorgesteld")
    voorstel = Tekst(required=False, label="Voorgestelde tekst")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("met_voorstel") and not data.get("tekst", "").strip() and "tekst" not in self.errors:
            self.add_error("tekst", "Schrijf wat er is gezegd, of vul een voorgestelde tekst in.")
        return data

    @property
    def voorgesteld(self) -> str | None:
        return self.cleaned_data["voorstel"].strip() if self.cleaned_data["met_voorstel"] else None


class WordForm(InRondeForm):
    """A file that somebody wrote their remarks in."""
