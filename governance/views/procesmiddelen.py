"""Process money of a region: per year what came in, went out and goes over; for who has a role."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

import tablib
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from npvr.bestand import Bestand, antwoord
from npvr.bladschrijver import BLADEN
from npvr.cellen import veilige_cel
from npvr.eenmaal import kenmerk_uit
from npvr.getaltekst import lees_getal

from ..actions.overleggen import Kan
from ..actions.procesmiddelen import haal_procesuitgave_weg, zet_procesjaar, zet_procesuitgave
from ..bezoek import Regiobezoek, kamerpagina
from ..models import Organisatie, Procesjaar, Procesuitgave, Regio
from ..procesmiddelen import standen
from ..velden import Dagveld, MetVelden
from ..zicht import eis_schrijven
from .overleggen import zichtbezoek
from .structuur import kruimel

KOPPEN = (
    "Jaar", "Regel", "Omschrijving", "Aan of van wie", "Datum", "Bedrag", "Compensabele btw (schatting)",
    "Over na dit jaar",
)  # fmt: skip
GROOTST = Decimal("9999999999.99")


class Euroinvoer(forms.CharField):
    """An amount in euros as people type it: 12500, 12.500,00 or € 12.500."""

    def to_python(self, value: Any) -> Any:
        woorden = str(value or "").replace("€", "").strip()
        if not woorden:
            return None
        maat = lees_getal(woorden, ",")
        if maat is None or maat != round(maat, 2) or not 0 <= maat <= GROOTST:
            raise forms.ValidationError("Schrijf een bedrag in euro’s, zoals 12.500 of 12.500,50.")
        return maat

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value

    def run_validators(self, value: Any) -> None:
        """Those of a text do not fit a number."""


class ProcesjaarForm(MetVelden, forms.ModelForm):
    ontvangen = Euroinvoer(label="Ontvangen, in euro’s", max_length=20)

    class Meta:
        model = Procesjaar
        fields = ("jaar", "ontvangen", "van", "regiokassier", "toelichting")
        help_texts = {"van": "Een ministerie of regeling.", "regiokassier": "De organisatie die het geld beheert."}

    def __init__(self, *args: Any, regio: Regio, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regiokassier"].queryset = Organisatie.objects.filter(regio=regio)  # type: ignore[attr-defined]
        self.fields["regiokassier"].empty_label = "Nog niet bekend"  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The rest is for the action and the database."""


class ProcesuitgaveForm(MetVelden, forms.ModelForm):
    bedrag = Euroinvoer(label="Bedrag met btw, in euro’s", max_length=20)
    btw = Euroinvoer(
        label="Compensabele btw daarin, geschat",
        max_length=20,
        required=False,
        help_text="Leeg laten als u het niet weet.",
    )

    class Meta:
        model = Procesuitgave
        fields = ("omschrijving", "wie", "op", "bedrag", "btw")
        labels = {"omschrijving": "Waaraan besteed", "wie": "Aan wie", "op": "Wanneer"}
        widgets = {"op": Dagveld()}
        help_texts = {"wie": "Een organisatie of functie, geen naam."}

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or self.cleaned_data
        if velden.get("btw") is not None and velden.get("bedrag") is not None and velden["btw"] > velden["bedrag"]:
            self.add_error("btw", "De btw is hoger dan het bedrag.")
        return velden

    def _post_clean(self) -> None:
        """As for a year."""


def _adres(regio: str) -> str:
    return reverse("overleg:procesmiddelen", args=[regio])


@kamerpagina("GET")
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    """Two queries beside those of the visit."""
    visite, zicht = zichtbezoek(request, regio)
    alle = standen(visite.regio)
    context = {"kruimel": kruimel(visite), "standen": alle[::-1], "schrijft": zicht.schrijft, "formaten": list(BLADEN)}
    return TemplateResponse(request, "governance/procesmiddelen.html", context)


@kamerpagina("GET")
def download(request: HttpRequest, regio: str, formaat: str) -> HttpResponse:
    visite, _ = zichtbezoek(request, regio)
    if formaat not in BLADEN:
        raise Http404("Dit bestandsformaat is er niet. Kies xlsx, ods of csv.")
    blad = tablib.Dataset(headers=KOPPEN, title="Procesmiddelen")
    for s in standen(visite.regio):
        kassier = str(s.jaar.regiokassier or "")
        rijen: list[tuple[Any, ...]] = [
            (s.jaar.jaar, "overgekomen", "Over van eerdere jaren", kassier, "", s.begin, "", ""),
            (s.jaar.jaar, "ontvangen", s.jaar.toelichting, s.jaar.van, "", s.jaar.ontvangen, "", ""),
        ]
        rijen += [
            (s.jaar.jaar, "besteed", u.omschrijving, u.wie, u.op.isoformat() if u.op else "", -u.bedrag,
             "" if u.btw is None else u.btw, "")
            for u in s.uitgaven
        ]  # fmt: skip
        rijen.append((s.jaar.jaar, "stand", "Over na dit jaar", kassier, "", "", s.btw, s.over))
        for rij in rijen:
            blad.append([veilige_cel(cel) if isinstance(cel, str) else cel for cel in rij])
    naam = f"procesmiddelen-{visite.regio.code}-{timezone.localdate().isoformat()}"
    return antwoord(request, lambda: Bestand.als(formaat, naam, BLADEN[formaat](blad)))


def _jaar(visite: Regiobezoek, pk: int) -> Procesjaar:
    rij = Procesjaar.objects.select_related("regio").filter(regio=visite.regio, pk=pk).first() if pk < 2**31 else None
    if rij is None:
        raise Http404("Dit jaar is er niet.")
    return rij


@kamerpagina("GET", "POST")
def jaar(request: HttpRequest, regio: str, pk: int = 0) -> HttpResponse:
    """A new year (no `pk`), or one that is there."""
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    rij = _jaar(visite, pk) if pk else None
    post = request.POST if request.method == "POST" else None
    form = ProcesjaarForm(
        post,
        instance=Procesjaar.objects.get(pk=rij.pk) if rij else None,
        regio=visite.regio,
        initial=None if rij else {"jaar": timezone.localdate().year},
    )
    reden = ""
    if post is not None and form.is_valid():
        try:
            zet_procesjaar(
                regio=visite.regio,
                velden=form.cleaned_data,
                door=cast(User, request.user),
                rij=rij,
                gezien=post.get("gezien", ""),
            )
        except Kan as fout:
            reden = fout.zin
        else:
            messages.success(request, "Bewaard.")
            return HttpResponseRedirect(_adres(regio), status=303)
    context = {"titel": f"Procesmiddelen {rij.jaar}" if rij else "Een jaar toevoegen", "rij": rij}
    return _toon(request, visite, form, reden, **context)


@kamerpagina("GET", "POST")
def uitgave(request: HttpRequest, regio: str, pk: int, uitgave: int = 0) -> HttpResponse:
    """Something that was spent in a year: new (no `uitgave`), or one that is there."""
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    van = _jaar(visite, pk)
    rij = van.uitgaven.filter(pk=uitgave).first() if uitgave else None
    if uitgave and rij is None:
        raise Http404("Deze uitgave is er niet.")
    post = request.POST if request.method == "POST" else None
    form = ProcesuitgaveForm(post, instance=Procesuitgave.objects.get(pk=rij.pk) if rij else None)
    if post is not None and form.is_valid():
        zet_procesuitgave(
            jaar=van,
            velden=form.cleaned_data,
            door=cast(User, request.user),
            rij=rij,
            gezien=post.get("gezien", ""),
            kenmerk=kenmerk_uit(post.get("kenmerk", "")),
        )
        messages.success(request, "Bewaard.")
        return HttpResponseRedirect(_adres(regio), status=303)
    weg = reverse("overleg:procesuitgave_weg", args=[regio, pk, rij.pk]) if rij else ""
    context = {
        "titel": str(rij) if rij else "Een uitgave toevoegen", "boventitel": f"Procesmiddelen {van.jaar}", "rij": rij,
        "maakt": rij is None, "weg": weg, "weg_uitleg": "Alleen voor een vergissing.",
    }  # fmt: skip
    return _toon(request, visite, form, "", **context)


@kamerpagina("POST")
def uitgave_weg(request: HttpRequest, regio: str, pk: int, uitgave: int) -> HttpResponse:
    visite, zicht = zichtbezoek(request, regio)
    eis_schrijven(zicht)
    rij = _jaar(visite, pk).uitgaven.select_related("jaar__regio").filter(pk=uitgave).first()
    if rij is None:
        raise Http404("Deze uitgave is er niet.")
    haal_procesuitgave_weg(rij=rij, door=cast(User, request.user), gezien=request.POST.get("gezien", ""))
    messages.success(request, "De uitgave is weggehaald.")
    return HttpResponseRedirect(_adres(regio), status=303)


def _toon(request: HttpRequest, visite: Regiobezoek, form: Any, reden: str, **meer: Any) -> HttpResponse:
    terug = _adres(visite.regio.code)
    context = {"kruimel": kruimel(visite, ("Procesmiddelen", terug)), "terug": terug, "form": form, "reden": reden}
    status = 422 if form.is_bound and (form.errors or reden) else 200
    return TemplateResponse(request, "governance/formulier.html", context | meer, status=status)
