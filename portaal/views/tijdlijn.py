"""What happened and what is planned: the timeline as picture and list, and as a calendar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance import tijdplaat
from governance.agenda import agenda as agenda_van
from governance.models import Mijlpaal
from governance.tijdlijn import Tijdlijnmoment, moment, per_jaar
from npvr.bestand import Bestand, antwoord
from npvr.formaten import ICS
from opgaven.bezoek import Bezoek
from portaal.weg import op_komst
from versies.bezoek import bezoek

TIJDLIJNSOORTEN = {"besluit": "Besluiten", "overleg": "Overleg", "publicatie": "Publicaties", "planning": "Planning"}


class Tijdlijnfilter(forms.Form):
    """What to show; a value that does not exist filters nothing, and the page says so."""

    soort = forms.ChoiceField(required=False, choices=[("", "Alle soorten"), *TIJDLIJNSOORTEN.items()])
    gaat_over = forms.ChoiceField(
        required=False, label="Gaat over", choices=[("", "Alles"), *Mijlpaal.Relevantie.choices]
    )
    opgave = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    wanneer = forms.ChoiceField(
        required=False, choices=[("", "Alles"), ("voorbij", "Voorbij"), ("straks", "Nu en gepland")]
    )

    def __init__(self, *args: Any, opgaven: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opgave"].choices = [("", "Alle opgaven"), *opgaven]  # type: ignore[attr-defined]
        for naam, veld in self.fields.items():
            veld.widget.attrs |= {"class": "utrecht-select utrecht-select--html-select", "id": f"f-{naam}"}

    def past(self, m: Tijdlijnmoment) -> bool:
        kies, rij = self.cleaned_data, m.mijlpaal
        return (
            kies.get("soort") in (None, "", rij.soort)
            and kies.get("gaat_over") in (None, "", rij.relevantie)
            and kies.get("opgave") in (None, rij.opgave_nummer)
            and (not kies.get("wanneer") or (kies["wanneer"] == "voorbij") == (m.staat == "voorbij"))
        )

    @property
    def kiest(self) -> bool:
        return any(self.cleaned_data.values())


@require_safe
def tijdlijn(request: HttpRequest, regio: str) -> TemplateResponse:
    """One query beside those of the visit."""
    visite = bezoek(request, regio)
    vandaag = timezone.localdate()
    alle = _momenten(visite)
    nummers = {m.mijlpaal.opgave_nummer for m in alle}
    titels = [(str(o.nummer), f"{o.nummer} {o.titel}") for o in visite.document.opgaven if o.nummer in nummers]
    filter_ = Tijdlijnfilter(request.GET, opgaven=titels)
    fout = not filter_.is_valid()
    momenten = [m for m in alle if filter_.past(m)]
    context = {
        "kruimel": [(visite.regio.naam, reverse("portaal:voorpagina", args=[regio]))],
        "filter": filter_,
        "fout": fout,
        "momenten": momenten,
        "totaal": len(alle),
        "delen": [
            (anker, naam, per_jaar(rij))
            for anker, naam, rij in (
                ("nu", "Loopt nu", [m for m in momenten if m.staat == "nu"]),
                ("straks", "Wat er komt", [m for m in momenten if m.staat == "gepland"]),
                ("voorbij", "Voorbij, het nieuwste eerst", [m for m in reversed(momenten) if m.staat == "voorbij"]),
            )
            if rij
        ],
        "verschoven": sum(m.verschil > 0 for m in alle),
        "volgende": next(iter(op_komst(alle)), None),
        "plaat": tijdplaat.teken(momenten, vandaag),
        "dit_jaar": vandaag.year,
        "titels": {o.nummer: o.titel for o in visite.document.opgaven},
    }
    return TemplateResponse(request, "portaal/tijdlijn/tijdlijn.html", context)


@require_safe
def agenda(request: HttpRequest, regio: str) -> HttpResponseBase:
    """The same as a calendar file, for who may see the plan. One query beside those of the visit."""
    visite = bezoek(request, regio)
    pagina = settings.BASIS_URL.rstrip("/") + reverse("portaal:tijdlijn", args=[regio])
    inhoud = agenda_van(
        f"Plan voor de Regio {visite.regio.naam}", regio, _momenten(visite), lambda rij: f"{pagina}#{rij.code}"
    )
    bestand = Bestand.als(ICS, f"tijdlijn-{visite.regio.code}", inhoud)
    return antwoord(request, lambda: bestand, openbaar=visite.bron.openbaar, in_venster=True)


def _momenten(visite: Bezoek) -> list[Tijdlijnmoment]:
    vandaag = timezone.localdate()
    return [moment(rij, vandaag) for rij in Mijlpaal.objects.filter(regio=visite.regio)]
