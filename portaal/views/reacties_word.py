"""A Word or ODT file in which somebody wrote remarks: hand it over, look at where each lands, place what is good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from inlezen.lees_veilig import MAX_BYTES, Leesfout, afdruk, bereid_voor, nette_naam
from inlezen.verslag import gebreken, overgeslagen
from npvr import getallen
from opgaven.bezoek import Bezoek
from opgaven.views.antwoorden import met_tekst
from plandocument import anker as ankers
from plandocument.canoniek import hashes_van
from portaal.word_reacties import MAX, Opmerking, TeVeelOpmerkingen, Verlopen, kenmerk, opmerkingen, pak_in, pak_uit
from reacties.actions.namens import Inbreng, breng_in
from reacties.actions.reacties import Vreemd
from reacties.hier import visite_van
from reacties.models import Reactie, Ronde
from reacties.namensforms import FUNCTIE_UITLEG, WordForm
from reacties.permissions import eis_namens
from versies.bezoek import document_van
from versies.models import Versie

WORDSOORTEN = ".docx,.odt"
GEEN_WORD = "Kies een Word- of ODT-bestand dat u uit het portaal hebt gehaald."
ONBEKEND = "Dit bestand komt niet uit het portaal, of van een tekst die niet is vastgelegd. Download het opnieuw."
WELKE = (
    "Het is niet zeker van welke opgave deze fiche is: titel, tekst en kenmerken zeggen niet hetzelfde. "
    "Download de fiche opnieuw, en zet de opmerkingen daarin."
)
LEEG = "In dit bestand staan geen opmerkingen en geen wijzigingen."
GEMIST = 200
"""Pieces of a file without a place that are shown."""
TE_OUD = "Deze voorbeschouwing is te oud. Er is niets geplaatst. Kies het bestand opnieuw."


class BestandForm(WordForm):
    bestand = forms.FileField(
        label="Bestand",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": WORDSOORTEN}),
        error_messages={
            "required": "Kies een bestand.",
            "invalid": "Kies een bestand.",
            "missing": "Kies een bestand.",
        },
    )

    def clean_bestand(self) -> UploadedFile:
        bestand: UploadedFile = self.cleaned_data["bestand"]
        if (bestand.size or 0) > MAX_BYTES:
            raise forms.ValidationError(f"Het bestand is te groot: meer dan {MAX_BYTES // 1_000_000} MB.")
        if not (bestand.name or "").lower().endswith((".docx", ".odt")):
            raise forms.ValidationError(GEEN_WORD)
        return bestand


@dataclass(frozen=True, slots=True)
class Opmerkingregel:
    """A remark in the preview. `er_al`: it was placed before; `aan`: ticked."""

    nummer: int
    o: Opmerking
    nu: ankers.GevolgdAnker
    er_al: bool
    aan: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def word(request: HttpRequest, regio: str) -> HttpResponse:
    """The form, the preview of a file, and the placing of what was ticked. Five queries more than the visit; reading
    the file costs some twenty and half a second."""
    visite, inzage = visite_van(request, regio)
    eis_namens(inzage)
    ronden = Ronde.objects.geopend().filter(plan=visite.plan)
    if request.method != "POST":
        return _formulier(request, visite, BestandForm(regio=visite.regio, ronden=ronden))
    if "voorbeeld" in request.POST:
        return _plaats(request, visite, ronden)
    form = BestandForm(request.POST, request.FILES, regio=visite.regio, ronden=ronden)
    if not form.is_valid():
        return _formulier(request, visite, form, 422)
    bestand = cast(UploadedFile, form.cleaned_data["bestand"])
    inhoud = bestand.read()
    try:
        rij, gegevens = _lees(visite, bestand.name or "", inhoud)
    except Leesfout as fout:
        form.add_error("bestand", f"{fout} Er is niets geplaatst.")
        return _formulier(request, visite, form, 422)
    gegevens["naam"] = nette_naam(bestand.name or "")
    return _voorbeeld(request, visite, form, rij, gegevens)


def _lees(visite: Bezoek, naam: str, inhoud: bytes) -> tuple[list[Opmerking], dict[str, Any]]:
    """The remarks of a file, and what must be known to place them. Raises Leesfout."""
    gelezen = bereid_voor(visite.regio, naam, inhoud)
    if gelezen.basis is None or not gelezen.weet_basis or "kanttekeningen" not in gelezen.verslag:
        raise Leesfout(ONBEKEND)
    if any(not rij["zeker"] for rij in gelezen.verslag.get("fiches", ())):
        raise Leesfout(WELKE)
    try:
        kantlijn, onzeker = gelezen.verslag["kanttekeningen"], gebreken(gelezen.verslag)
        rij = opmerkingen(gelezen.basis, gelezen.document, kantlijn, onzeker)
    except TeVeelOpmerkingen as fout:
        raise Leesfout(f"In dit bestand staan meer dan {MAX} opmerkingen en wijzigingen. Splits het.") from fout
    gemist = [(g.waar, g.wat) for g in overgeslagen(gelezen.verslag)[:GEMIST]]
    if not rij and not gemist:
        raise Leesfout(LEEG)
    versie = Versie.objects.filter(plan=visite.plan, sha256__in=hashes_van(gelezen.basis)).values_list("pk", flat=True)
    return rij, {"plan": visite.plan.pk, "afdruk": afdruk(inhoud), "versie": versie.first(), "gemist": gemist}


def _formulier(request: HttpRequest, visite: Bezoek, form: BestandForm, status: int = 200) -> HttpResponse:
    inhoud = {"kruimel": _kruimel(visite), "form": form, "functie_uitleg": FUNCTIE_UITLEG}
    return TemplateResponse(request, "portaal/reacties_word/bestand.html", inhoud, status=status)


def _kruimel(visite: Bezoek) -> list[tuple[str, str]]:
    regio = visite.regio
    return [(regio.naam, visite.adres("voorpagina")), ("Reacties", reverse("reacties:lijst", args=[regio.code]))]


def _voorbeeld(
    request: HttpRequest,
    visite: Bezoek,
    form: WordForm,
    rij: list[Opmerking],
    gegevens: dict[str, Any],
    gekozen: set[int] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Where each remark lands, with a box to tick; and whether the file is about the text of the round. Two queries."""
    merken = [kenmerk(gegevens["plan"], gegevens["afdruk"], n) for n in range(len(rij))]
    er_al = set(Reactie.objects.filter(kenmerk__in=merken).values_list("kenmerk", flat=True))
    gevolgd = ankers.volg_alle([o.anker for o in rij], visite.document)
    regels = [
        Opmerkingregel(n, o, g, m in er_al, m not in er_al and _vink(o, n, gekozen))
        for n, (o, m, g) in enumerate(zip(rij, merken, gevolgd, strict=True))
    ]
    ronde: Ronde | None = form.cleaned_data.get("ronde")
    van, over = gegevens["versie"], ronde.versie_id if ronde is not None else None
    versies = Versie.objects.zonder_inhoud().filter(plan=visite.plan).in_bulk({van, over} - {None})
    inhoud = {
        "kruimel": _kruimel(visite),
        "form": form,
        "versie": versies.get(van),
        "ander": versies.get(over) if over != van else None,
        "regels": regels,
        "nieuw": sum(not r.er_al for r in regels),
        "naam": gegevens["naam"],
        "gemist": gegevens["gemist"],
        "voorbeeld": pak_in(gegevens, rij),
        "functie_uitleg": FUNCTIE_UITLEG,
    }
    return TemplateResponse(request, "portaal/reacties_word/voorbeeld.html", inhoud, status=status)


def _vink(o: Opmerking, n: int, gekozen: set[int] | None) -> bool:
    return n in gekozen if gekozen is not None else not (o.opgelost or o.onzeker)


def _plaats(request: HttpRequest, visite: Bezoek, ronden: Any) -> HttpResponse:
    form = WordForm(request.POST, regio=visite.regio, ronden=ronden)
    try:
        gegevens, rij = pak_uit(request.POST.get("voorbeeld", ""))
        if gegevens["plan"] != visite.plan.pk:
            raise Verlopen
    except Verlopen:
        leeg = BestandForm(request.POST, regio=visite.regio, ronden=ronden)
        leeg.errors.clear()
        leeg.add_error(None, TE_OUD)
        return _formulier(request, visite, leeg, 422)
    gekozen = {int(n) for n in request.POST.getlist("kies") if n.isdecimal() and len(n) < 6 and int(n) < len(rij)}
    if not gekozen:
        form.add_error(None, "Vink ten minste één opmerking aan.")
    if not form.is_valid():
        return _voorbeeld(request, visite, form, rij, gegevens, gekozen, 422)
    versie = Versie.objects.zonder_inhoud().filter(plan=visite.plan, pk=gegevens["versie"] or 0).first()
    basis = document_van(versie.pk, versie.sha256) if versie is not None else visite.document
    merken = {n: kenmerk(visite.plan.pk, gegevens["afdruk"], n) for n in sorted(gekozen)}
    er_al = set(Reactie.objects.filter(kenmerk__in=merken.values()).values_list("kenmerk", flat=True))
    te_doen = [(rij[n], m) for n, m in merken.items() if m not in er_al]
    try:
        breng_in(
            plan=visite.plan,
            document=basis,
            versie=versie,
            rijen=[Inbreng(o.anker, o.tekst, o.voorstel, form.cleaned_data["functie"], m, o.code) for o, m in te_doen],
            kanaal=Reactie.Kanaal.WORD,
            gegeven_op=form.cleaned_data["gegeven_op"],
            door=cast(User, request.user),
            ronde=form.cleaned_data["ronde"],
            **form.afzender(),
        )
    except Vreemd:
        form.add_error(None, "Een collega plaatst dit bestand op dit moment. Kijk wat er al staat.")
        return _voorbeeld(request, visite, form, rij, gegevens, gekozen, 409)
    hoeveel = getallen.aantal(len(te_doen), "reactie", "reacties")
    al = f" {len(merken) - len(te_doen)} stonden er al." if len(merken) > len(te_doen) else ""
    messages.success(request, f"Geplaatst: {hoeveel} uit {gegevens['naam']}.{al}")
    return HttpResponseRedirect(reverse("reacties:lijst", args=[visite.regio.code]), status=303)
