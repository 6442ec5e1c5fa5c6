"""Connecting an indicator to a table of CBS: search, choose, fetch."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from accounts.models import User
from governance.bezoek import kamerpagina
from governance.velden import MetVelden
from npvr.gezien import merk
from npvr.taken import LANG, zet_in_de_rij

from ..actions.cbs import client, koppel, ontkoppel
from ..cbs.client import Cbsfout
from ..cbs.tabel import Cbsbeschrijving, beschrijf, zoek_tabellen
from ..models import Cbskoppeling, Meting
from ..woorden import GEMETEN
from .indicatoren import kruimel, van

TABELCODE = 30


class CbskeuzeForm(MetVelden, forms.Form):
    """What of a table: a measure, one value of each other dimension, from which year, and what kind of value it is."""

    maat = forms.ChoiceField(label="Welk cijfer")
    vanaf = forms.IntegerField(label="Vanaf jaar", min_value=1900, max_value=2150, initial=2015)
    soort = forms.ChoiceField(
        label="Soort", choices=[(s, Meting.Soort(s).label) for s in Meting.Soort.values if s in GEMETEN]
    )

    def __init__(self, *args: Any, wat: Cbsbeschrijving, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["maat"].choices = [(m.code, f"{m.titel} ({m.eenheid})" if m.eenheid else m.titel) for m in wat.maten]
        self.indelingen = [i.code for i in wat.indelingen]
        for i in wat.indelingen:
            velden[f"indeling_{i.code}"] = forms.ChoiceField(
                label=i.titel,
                choices=i.waarden,
                widget=forms.Select(attrs={"class": "utrecht-select utrecht-select--html-select"}),
            )
        self.order_fields(["maat", *(f"indeling_{i}" for i in self.indelingen), "vanaf", "soort"])

    def rest(self) -> dict[str, str]:
        return {i: str(self.cleaned_data[f"indeling_{i}"]) for i in self.indelingen}


def _adres(regio: str, code: str) -> str:
    return f"/{regio}/monitoring/{code}/cbs/"


@kamerpagina("GET")
def zoeken(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    """The connection as it is, and tables by words of their titles. Asks CBS only for what was searched."""
    visite, rij = van(request, regio, code)
    woorden = " ".join(request.GET.get("zoek", "").replace("\0", " ").split())[:100]
    fout, tabellen = "", []
    if woorden:
        try:
            with client(in_pagina=True) as cbs:
                tabellen = zoek_tabellen(cbs, woorden)
        except Cbsfout as gezien:
            fout = gezien.zin
    koppeling = Cbskoppeling.objects.filter(indicator=rij).first()
    context = {
        "kruimel": kruimel(visite, (rij.naam, f"/{regio}/monitoring/{code}/")),
        "indicator": rij,
        "koppeling": koppeling,
        "merk": merk(koppeling),
        "woorden": woorden,
        "tabellen": tabellen,
        "fout": fout,
    }
    return TemplateResponse(request, "monitoring/cbs.html", context)


@kamerpagina("GET", "POST")
def kiezen(request: HttpRequest, regio: str, code: str, tabel: str) -> HttpResponse:
    visite, rij = van(request, regio, code)
    terug = _adres(regio, code)
    try:
        with client(in_pagina=True) as cbs:
            wat = beschrijf(cbs, tabel[:TABELCODE])
    except Cbsfout as gezien:
        messages.error(request, gezien.zin)
        return HttpResponseRedirect(terug, status=303)
    form = CbskeuzeForm(request.POST if request.method == "POST" else None, wat=wat)
    if form.is_bound and form.is_valid():
        maat = next(m for m in wat.maten if m.code == form.cleaned_data["maat"])
        velden = {
            "tabel": wat.code,
            "tabelnaam": wat.titel[:300],
            "maat": maat.code,
            "maatnaam": maat.titel[:300],
            "eenheid": maat.eenheid[:100],
            "rest": form.rest(),
            "vanaf": form.cleaned_data["vanaf"],
            "soort": form.cleaned_data["soort"],
        }
        door = cast(User, request.user)
        koppeling = koppel(indicator=rij, velden=velden, door=door, gezien=request.POST.get("gezien", ""))
        zet_in_de_rij("monitoring.ververs", rij=LANG, koppeling=koppeling.pk)
        messages.success(request, "De indicator is gekoppeld. De cijfers worden nu opgehaald; dat duurt even.")
        return HttpResponseRedirect(terug, status=303)
    context = {
        "kruimel": kruimel(visite, (rij.naam, f"/{regio}/monitoring/{code}/"), ("CBS", terug)),
        "boventitel": rij.naam,
        "titel": wat.titel or tabel,
        "uitleg": "De gebieden volgen uit de regio: Twente en de gemeenten, op hun code bij het CBS.",
        "bij": f"Eenheid van de indicator: {rij.eenheid}. Kies een cijfer in dezelfde eenheid.",
        "form": form,
        "merk": merk(Cbskoppeling.objects.filter(indicator=rij).first()),
        "terug": terug,
        "knop": "Koppel en haal op",
    }
    return TemplateResponse(request, "monitoring/formulier.html", context, status=422 if form.is_bound else 200)


@kamerpagina("POST")
def ophalen(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    _, rij = van(request, regio, code)
    koppeling = Cbskoppeling.objects.filter(indicator=rij).first()
    if koppeling is None:
        raise Http404("Deze indicator is niet aan een tabel gekoppeld.")
    zet_in_de_rij("monitoring.ververs", rij=LANG, koppeling=koppeling.pk)
    messages.success(request, "De cijfers worden opgehaald. Kijk over een minuut of het is gelukt.")
    return HttpResponseRedirect(_adres(regio, code), status=303)


@kamerpagina("POST")
def los(request: HttpRequest, regio: str, code: str) -> HttpResponse:
    _, rij = van(request, regio, code)
    ontkoppel(indicator=rij, door=cast(User, request.user), gezien=request.POST.get("gezien", ""))
    messages.success(request, "De indicator is los van het CBS. De opgehaalde waarden blijven staan.")
    return HttpResponseRedirect(_adres(regio, code), status=303)
