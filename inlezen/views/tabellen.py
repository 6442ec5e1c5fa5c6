"""Reading a table in: hand it over, look at what each row would do, carry out what is good, undo it as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, cast

import tablib
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from npvr import adressen, getallen
from npvr.bestand import Bestand, antwoord
from npvr.bladschrijver import SJABLONEN
from npvr.cellen import veilige_cel
from npvr.tabel import GROOTST, TE_GROOT, Tabelfout
from opgaven.aanleidingen import Aanleiding, aanleidingen
from opgaven.bezoek import Bezoek, bezoek
from opgaven.forms import WAAROM_MAX, Hoogstens
from opgaven.permissions import BEWERKERS
from opgaven.views.antwoorden import met_tekst

from ..lees_veilig import nette_naam
from ..models import Tabelinvoer
from ..tabellen.actions import (
    AlToegepast,
    NietsGekozen,
    TabelVeranderd,
    bron_van,
    dichte_opgaven,
    draai_terug,
    gooi_weg,
    lees_in,
    pas_toe,
    voorstel_van,
)
from ..tabellen.permissions import door_anderen, eis_soort, eis_tabellen, soorten
from ..tabellen.soort import TABELSOORTEN, Tabelsoort
from ..tabellen.soorten import tabelsoort
from ..tabellen.voorstel import Tabelregel, Tabelvoorstel

View = Callable[..., HttpResponse]
HOEVEEL = 20
TOONT = 300
"""Rows that can be chosen one by one on a page; beyond it one takes all, or what is on the page."""
TOONT_FOUTEN = 200
NIET_TERUG = "U mag niet alle opgaven bewerken die hier zijn gewijzigd. Vraag de programmamanager om dit te doen."


class TabelForm(forms.Form):
    """Which table it is, and the file."""

    soort = forms.ChoiceField(label="Welke tabel?", error_messages={"required": "Kies welke tabel dit is."})
    bestand = forms.FileField(
        label="Bestand",
        allow_empty_file=True,
        error_messages={naam: "Kies een bestand." for naam in ("required", "invalid", "missing")},
    )

    def __init__(self, *args: Any, mag: list[type[Tabelsoort]], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        keuzes = [(soort.code, soort.naam) for soort in mag]
        cast(forms.ChoiceField, self.fields["soort"]).choices = keuzes

    def clean_bestand(self) -> Any:
        bestand = self.cleaned_data["bestand"]
        if (bestand.size or 0) > GROOTST:
            raise forms.ValidationError(TE_GROOT)
        return bestand


class TabelredenForm(forms.Form):
    """Why, and *naar aanleiding van* what; kept in the history."""

    waarom = forms.CharField(
        label="Waarom deze wijziging?", required=False, validators=[Hoogstens(WAAROM_MAX, "Deze reden")]
    )
    aanleiding = forms.ChoiceField(
        label="Naar aanleiding van",
        required=False,
        error_messages={"invalid_choice": "Dit besluit of overleg staat niet meer in de lijst. Kies opnieuw."},
    )

    def __init__(self, *args: Any, keuzes: dict[str, Aanleiding], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.keuzes = keuzes
        namen = [("", "geen"), *((a.waarde, a.woorden) for a in keuzes.values())]
        cast(forms.ChoiceField, self.fields["aanleiding"]).choices = namen

    def clean_waarom(self) -> str:
        return " ".join(self.cleaned_data["waarom"].split())

    @property
    def gekozen(self) -> dict[str, str] | None:
        waarde = self.cleaned_data["aanleiding"]
        return self.keuzes[waarde].als_data() if waarde else None


def _bezoek(request: HttpRequest, regio: str) -> Bezoek:
    """404 without a role in the region, 403 with another role. Two queries."""
    visite = bezoek(request, regio)
    eis_tabellen(visite.rechten)
    return visite


def _van(request: HttpRequest, regio: str, pk: int) -> tuple[Bezoek, Tabelinvoer]:
    """The visit and the table, for who may read in its kind. Three queries."""
    visite = _bezoek(request, regio)
    rijen = Tabelinvoer.objects.select_related("door", "toegepast_door", "terug_door").defer("voor")
    rij = rijen.filter(regio=visite.regio, pk=pk).first() if pk < 2**31 else None
    if rij is None:
        raise Http404("Deze tabel is er niet.")
    rij.regio = visite.regio
    eis_soort(visite.rechten, rij.soort)
    return visite, rij


def _mag(visite: Bezoek) -> Callable[[str], bool]:
    return lambda sleutel: visite.rechten.voor(sleutel).mag_bewerken()


def _kruimel(visite: Bezoek, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    regio = visite.regio
    return [(regio.naam, f"/{regio.code}/"), ("Documenten", adressen.documenten(regio.code)), *verder]


def _naar(regio: str, pk: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("inlezen:tabel", args=[regio, pk]), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def tabellen(request: HttpRequest, regio: str) -> HttpResponse:
    """Choose a kind and hand a file over; what was read before stands below. One query more than the visit."""
    visite = _bezoek(request, regio)
    if request.method != "POST":
        return _formulier(request, visite, TabelForm(mag=soorten(visite.rechten)))
    form = TabelForm(request.POST, request.FILES, mag=soorten(visite.rechten))
    if not form.is_valid():
        return _formulier(request, visite, form, 422)
    bestand, soort = form.cleaned_data["bestand"], form.cleaned_data["soort"]
    eis_soort(visite.rechten, soort)
    try:
        rij = lees_in(
            regio=visite.regio,
            soort=soort,
            naam=nette_naam(bestand.name or ""),
            inhoud=bestand.read(),
            door=cast(User, request.user),
        )
    except Tabelfout as fout:
        form.add_error("bestand", f"{fout} Er is niets ingelezen.")
        return _formulier(request, visite, form, 422)
    return _naar(regio, rij.pk)


def _formulier(request: HttpRequest, visite: Bezoek, form: TabelForm, status: int = 200) -> HttpResponse:
    mag = soorten(visite.rechten)
    rijen = Tabelinvoer.objects.filter(regio=visite.regio, soort__in=[s.code for s in mag]).select_related("door")
    context = {
        "kruimel": _kruimel(visite),
        "form": form,
        "soorten": mag,
        "door_anderen": door_anderen(mag),
        "formaten": list(SJABLONEN),
        "rijen": rijen.defer("rijen", "voor", "kop")[:HOEVEEL],
        "naar_plannen": bool(visite.rechten.rollen & BEWERKERS),
    }
    return TemplateResponse(request, "inlezen/tabellen/lijst.html", context, status=status)


@require_safe
def sjabloon(request: HttpRequest, regio: str, soort: str, formaat: str) -> HttpResponseBase:
    """The table as it stands now, to be filled in and read back. One or two queries more than the visit."""
    visite = _bezoek(request, regio)
    if soort not in TABELSOORTEN or formaat not in SJABLONEN:
        raise Http404("Dit sjabloon is er niet.")
    eis_soort(visite.rechten, soort)
    bron = bron_van(soort, visite.regio, visite.document, mag=_mag(visite))
    rijen = tablib.Dataset(
        *(tuple(veilige_cel(cel) for cel in rij) for rij in bron.rijen()),
        headers=[kolom.naam for kolom in bron.kolommen],
        title=bron.naam,
    )
    naam = f"{soort}-{regio}-{timezone.localdate().isoformat()}"
    return antwoord(request, lambda: Bestand.als(formaat, naam, SJABLONEN[formaat](rijen)))


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def tabel(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """What each row would do; a POST carries out what was ticked, or all of it. Four to eight queries to look."""
    visite, rij = _van(request, regio, pk)
    if request.method != "POST":
        return _toon(request, visite, rij)
    if rij.toegepast_op is not None:
        messages.info(request, "Deze tabel was al overgenomen. Er is niets gewijzigd.")
        return _naar(regio, pk)
    form = TabelredenForm(request.POST, keuzes=_aanleidingen(visite, rij))
    gekozen = None if "alles" in request.POST else set(request.POST.getlist("kies")[: TOONT + 1])
    if not form.is_valid():
        return _toon(request, visite, rij, 422, form=form, gekozen=gekozen)
    try:
        klaar = pas_toe(
            invoer=rij,
            plan=visite.plan,
            mag=_mag(visite),
            afdruk=request.POST.get("alles", ""),
            gekozen=gekozen,
            door=cast(User, request.user),
            waarom=form.cleaned_data["waarom"],
            aanleiding=form.gekozen,
        )
    except AlToegepast:
        messages.info(request, "Deze tabel was al overgenomen. Er is niets gewijzigd.")
        return _naar(regio, pk)
    except NietsGekozen:
        zin = "Kies ten minste één rij om over te nemen."
        return _toon(request, visite, rij, 422, bezwaar=zin, form=form, gekozen=gekozen)
    except TabelVeranderd:
        zin = (
            "Er is intussen iets gewijzigd. Er is niets overgenomen. Hieronder staat wat de tabel nu zou doen; "
            "kijk het na en kies opnieuw."
        )
        return _toon(request, *_van(request, regio, pk), 409, bezwaar=zin, form=form, gekozen=gekozen)
    messages.success(request, f"Overgenomen: {woorden(klaar.aantallen)}.")
    return _naar(regio, pk)


def woorden(aantallen: dict[str, int]) -> str:
    """ "3 nieuw, 1 gewijzigd"."""
    delen = [f"{getallen.getal(aantallen[s])} {s}" for s in ("nieuw", "gewijzigd", "verwijderd") if aantallen.get(s)]
    return ", ".join(delen) or "niets"


def _aanleidingen(visite: Bezoek, rij: Tabelinvoer) -> dict[str, Aanleiding]:
    """A register has no history of its own to keep an occasion in."""
    return aanleidingen(visite.regio) if tabelsoort(rij.soort).in_plan else {}


@dataclass(frozen=True, slots=True)
class Toonrij:
    """A row with its cells as pieces that stay, go or come."""

    regel: Tabelregel
    cellen: list[tuple[str, list[tuple[str, str]]]]
    aan: bool


def delen(oud: str, nieuw: str) -> list[tuple[str, str]]:
    """(gelijk, weg or erbij; words): where both texts differ, word by word."""
    if not oud or not nieuw or max(len(oud), len(nieuw)) > 3000:  # comparing is quadratic
        return [(soort, tekst) for soort, tekst in (("weg", oud), ("erbij", nieuw)) if tekst]
    a, b = oud.split(), nieuw.split()
    uit = []
    for soort, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if soort == "equal":
            uit.append(("gelijk", " ".join(a[i:j])))
        else:
            uit += [("weg", " ".join(a[i:j]))] if j > i else []
            uit += [("erbij", " ".join(b[k:m]))] if m > k else []
    return uit


def _bron(visite: Bezoek, rij: Tabelinvoer) -> Tabelsoort:
    dicht = dichte_opgaven(visite.plan) if tabelsoort(rij.soort).in_plan else ()
    return bron_van(rij.soort, visite.regio, visite.document, mag=_mag(visite), dicht=dicht)


def _toon(
    request: HttpRequest,
    visite: Bezoek,
    rij: Tabelinvoer,
    status: int = 200,
    *,
    bezwaar: str = "",
    form: TabelredenForm | None = None,
    gekozen: set[str] | None = None,
    anders: list[str] | None = None,
) -> HttpResponse:
    terug = reverse("inlezen:tabellen", args=[visite.regio.code])
    context: dict[str, Any] = {
        "kruimel": _kruimel(visite, ("Tabellen inlezen", terug)),
        "rij": rij,
        "bezwaar": bezwaar,
        "anders": anders,
        "punten": (in_plan := tabelsoort(rij.soort).in_plan),
    }
    if rij.toegepast_op is not None:
        context["gedaan"] = woorden(rij.aantallen)
        context["plekken"] = _plekken(visite, rij) if in_plan else []
        return TemplateResponse(request, "inlezen/tabellen/tabel.html", context, status=status)
    voorstel = voorstel_van(rij, _bron(visite, rij))
    alles = len(voorstel.daden) > TOONT
    standaard = not alles and "niets" not in request.GET
    context |= {
        "voorstel": voorstel,
        "telling": _telling(voorstel),
        "fouten": voorstel.fouten[:TOONT_FOUTEN],
        "meer_fouten": max(0, len(voorstel.fouten) - TOONT_FOUTEN),
        "daden": [
            Toonrij(
                regel,
                [(cel.kolom, delen(cel.oud, cel.nieuw)) for cel in regel.cellen],
                (standaard and regel.vink) if gekozen is None else regel.afdruk in gekozen,
            )
            for regel in (sorted(voorstel.daden, key=_zeker) if alles else voorstel.daden)[:TOONT]
        ],
        "alles": alles,
        "aantal": len(voorstel.daden),
        "zeker": len(voorstel.zeker),
        "toont": TOONT,
        "niets": "niets" in request.GET,
        "form": form or TabelredenForm(keuzes=_aanleidingen(visite, rij)),
    }
    return TemplateResponse(request, "inlezen/tabellen/tabel.html", context, status=status)


def _zeker(regel: Tabelregel) -> bool:
    return regel.vink


def _telling(voorstel: Tabelvoorstel) -> list[tuple[str, str, int]]:
    """Kind of row, its word and how many; the kinds that are there."""
    namen = {
        "nieuw": "nieuw",
        "gewijzigd": "gewijzigd",
        "verwijderd": "te verwijderen",
        "gelijk": "gelijk",
        "fout": "met een fout",
    }
    uit = [(s, naam, voorstel.aantallen[s]) for s, naam in namen.items() if voorstel.aantallen[s]]
    if twijfel := len(voorstel.daden) - len(voorstel.zeker):
        uit.append(("twijfel", "niet aangevinkt, om na te kijken", twijfel))
    return uit


def _plekken(visite: Bezoek, rij: Tabelinvoer) -> list[tuple[str, str]]:
    """Where the plan was changed, with the address: (14.K, …). One query."""
    regio = visite.regio.code
    uit = []
    for v in rij.voor:
        opgave = visite.document.per_sleutel.get(v["opgave"])
        uit.append((v["plek"], f"{adressen.opgave(regio, opgave.nummer)}#{v['plek']}" if opgave else ""))
    return uit


@require_POST
@met_tekst
def ongedaan(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """Put back as one what stood before."""
    visite, rij = _van(request, regio, pk)
    if tabelsoort(rij.soort).in_plan and not all(_mag(visite)(v["opgave"]) for v in rij.voor):
        raise PermissionDenied(NIET_TERUG)
    try:
        draai_terug(invoer=rij, plan=visite.plan, door=cast(User, request.user))
    except AlToegepast:
        messages.info(request, "Dit was al ongedaan gemaakt. Er is niets gewijzigd.")
    except TabelVeranderd as veranderd:
        return _toon(request, visite, rij, 409, anders=veranderd.waar)
    else:
        messages.success(request, "Het inlezen is ongedaan gemaakt. Alles staat weer zoals het stond.")
    return _naar(regio, pk)


@require_POST
@met_tekst
def weggooien(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """Let go of a table that was not carried out."""
    visite, rij = _van(request, regio, pk)
    if gooi_weg(invoer=rij):
        messages.success(request, f"{rij.bestand} is weggegooid. Er is niets gewijzigd.")
    return HttpResponseRedirect(reverse("inlezen:tabellen", args=[visite.regio.code]), status=303)
