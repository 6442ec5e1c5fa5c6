"""Forms about personal links."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from governance.models import Ministerie, Organisatie
from opgaven.models import Plan

from .actions.links import LANGST
from .forms import Reactieformulier
from .models import PersoonlijkeLink, Ronde
from .models.links import GELDIG


class TermijnForm(Reactieformulier):
    """Until when a link works."""

    geldig_tot = forms.DateField(
        label="De link werkt tot en met", error_messages={"required": "Vul een dag in.", "invalid": "Vul een dag in."}
    )

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, Any] | None = None) -> None:
        begin = {"geldig_tot": timezone.localdate() + GELDIG} | (initial or {})
        super().__init__(data, initial=begin)

    def clean_geldig_tot(self) -> date:
        dag = cast(date, self.cleaned_data["geldig_tot"])
        if dag < timezone.localdate():
            raise ValidationError("Deze dag is al voorbij. Kies een dag in de toekomst.")
        if dag > timezone.localdate() + LANGST:
            raise ValidationError("Kies een dag binnen een jaar.")
        return dag


class LinkForm(TermijnForm):
    """For whom, on whose behalf, about what."""

    naam = forms.CharField(
        label="Naam of functie", max_length=150, error_messages={"required": "Vul een naam of functie in."}
    )
    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        error_messages={"required": "Vul een e-mailadres in.", "invalid": "Dit is geen e-mailadres."},
    )
    ronde = forms.ChoiceField(label="Hoort bij", required=False)
    namens = forms.ChoiceField(label="Namens", required=False)
    opgaven = forms.MultipleChoiceField(
        label="Opgaven",
        error_messages={"required": "Kies minstens één opgave.", "invalid_choice": "Kies uit de lijst."},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        plan: Plan,
        opgaven: list[tuple[str, str]],
        openbaar: bool,
        initial: dict[str, Any] | None = None,
    ) -> None:
        """`openbaar`: a version is public, so that a link can do without a round. Three queries."""
        super().__init__(data, initial=initial)
        self.rondes = {r.code: r for r in Ronde.objects.lopend().filter(plan=plan).prefetch_related("deelnames")}
        self.ministeries = {f"m:{m.code}": m for m in Ministerie.objects.all()}
        self.organisaties = {f"o:{o.code}": o for o in Organisatie.objects.filter(regio=plan.regio)}
        keuzes = [("", "Geen ronde: de gepubliceerde versie")] if openbaar else []
        cast(forms.ChoiceField, self.fields["ronde"]).choices = [
            *keuzes,
            *((code, r.titel) for code, r in self.rondes.items()),
        ]
        cast(forms.ChoiceField, self.fields["namens"]).choices = [
            ("", "Alleen zichzelf"),
            *(
                (k, f"{m.afkorting}: {m.naam}" if m.naam != m.afkorting else m.naam)
                for k, m in self.ministeries.items()
            ),
            *((k, o.naam) for k, o in self.organisaties.items()),
        ]
        self.openbaar = openbaar
        cast(forms.MultipleChoiceField, self.fields["opgaven"]).choices = opgaven
        self.gekozen = set(data.getlist("opgaven") if data is not None else (self.initial.get("opgaven") or []))

    @property
    def kan(self) -> bool:
        """Whether there is a text that a link can show."""
        return self.openbaar or bool(self.rondes)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        if not schoon.get("ronde") and not self.openbaar and "ronde" not in self.errors:
            self.add_error("ronde", "Kies een ronde: er is geen gepubliceerde versie om te lezen.")
        return schoon

    def keuze(self) -> dict[str, Any]:
        """As `maak_link` wants it. Only when valid."""
        namens = self.cleaned_data["namens"]
        return {
            "naam": self.cleaned_data["naam"],
            "email": self.cleaned_data["email"],
            "geldig_tot": self.cleaned_data["geldig_tot"],
            "opgaven": self.cleaned_data["opgaven"],
            "ministerie": self.ministeries.get(namens),
            "organisatie": self.organisaties.get(namens),
            "ronde": self.rondes.get(self.cleaned_data["ronde"]),
        }


def voorstel(plan: Plan, gevraagd: dict[str, str]) -> dict[str, Any]:
    """What the address proposes: `?ronde=…&ministerie=ocw`, with the opgaven that were asked there. Two queries."""
    begin: dict[str, Any] = {"namens": ""}
    if code := gevraagd.get("ministerie"):
        begin["namens"] = f"m:{code}"
    elif code := gevraagd.get("organisatie"):
        begin["namens"] = f"o:{code}"
    ronde = Ronde.objects.lopend().filter(plan=plan, code=gevraagd.get("ronde", "")).first()
    if ronde is not None:
        begin |= {"ronde": ronde.code, "geldig_tot": max(ronde.deadline, timezone.localdate()) + GELDIG}
        deelname = next(
            (
                d
                for d in ronde.deelnames.select_related("ministerie", "organisatie")
                if begin["namens"]
                in (
                    f"m:{d.ministerie.code}" if d.ministerie else "",
                    f"o:{d.organisatie.code}" if d.organisatie else "",
                )
            ),
            None,
        )
        begin["opgaven"] = (deelname.opgaven if deelname else None) or ronde.opgaven
    return begin


def stand_van(link: PersoonlijkeLink) -> str:
    """ "werkt", "ingetrokken" or "verlopen"."""
    if link.ingetrokken_op is not None:
        return "ingetrokken"
    return "werkt" if link.verloopt_op > timezone.now() else "verlopen"
