"""Placing a figure in a chapter, and changing what it says. Works the same with and without scripts."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from npvr import adressen
from plandocument import tekst

from ..actions.beelden import bewaar_beeld
from ..actions.secties import Sectieconflict, bewaar_sectie
from ..beelden import VOOR, bekend
from ..figuurformulier import FiguurForm
from ..permissions import eis_bewerken
from ..plek import Sectievindplaats, in_hoofdstuk
from . import antwoorden

GEPLAATST = "De figuur staat in de tekst."
WEG = "De figuur is uit de tekst gehaald. De geschiedenis bewaart hem."
ANDERS = (
    "Een collega heeft deze tekst intussen gewijzigd. Er is nog niets opgeslagen. Kijk of de plaats nog klopt en sla "
    "opnieuw op; uw afbeelding is er al."
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def figuur(request: HttpRequest, regio: str, hoofdstuk: int, sectie: int) -> HttpResponse:
    """A form of a figure: a new one, or (`?nummer=`) the so many-th of the opening text."""
    if not request.user.is_authenticated:
        if request.method == "POST":
            return antwoorden.uitgelogd(request)
        return redirect_to_login(request.get_full_path())
    plek = in_hoofdstuk(request, regio, hoofdstuk, sectie)
    eis_bewerken(plek.visite.rechten)
    blokken = list(tekst.blokken(plek.inhoud.opening))
    figuren = [n for n, blok in enumerate(blokken) if blok.figuur]
    gevraagd = request.GET.get("nummer", "")
    if gevraagd and not (gevraagd.isdecimal() and len(gevraagd) < 4 and 0 < int(gevraagd) <= len(figuren)):
        raise Http404("Deze figuur staat niet (meer) in de tekst.")
    waar = figuren[int(gevraagd) - 1] if gevraagd else -1
    was = blokken[waar] if gevraagd else None
    bestanden = request.FILES if request.method == "POST" else None
    post = request.POST if request.method == "POST" else None
    form = FiguurForm(plek.inhoud, plek.rij.versie, was, plek.opgaven, post, bestanden)
    if post is None:
        return _toon(request, plek, form)
    weg = "weg" in post and was is not None
    beeld = ""
    if not weg:
        if not form.is_valid():
            return _toon(request, plek, form, 422)
        beeld = form.cleaned_data["beeld"]
        if form.veilig is not None:
            rij = bewaar_beeld(regio=plek.visite.regio, beeld=form.veilig, door=request.user)
            beeld = f"{VOOR}{rij.sha256}"
        elif beeld.startswith(VOOR) and not bekend(plek.visite.regio.pk, [beeld.removeprefix(VOOR)]):
            form.add_error("bestand", "Deze afbeelding is er niet meer. Kies haar opnieuw.")
            return _toon(request, plek, form, 422)
    nieuw = [] if weg else [form.blok(beeld)]
    if was is not None:
        blokken[waar : waar + 1] = nieuw
    else:
        na = form.cleaned_data["na"]
        na = na if isinstance(na, int) and 0 <= na <= len(blokken) else len(blokken)
        blokken[na:na] = nieuw
    inhoud = replace(plek.inhoud, opening=tekst.als_html(blokken))
    versie = post.get("versie", "")
    try:
        bewaar_sectie(
            sectie=plek.rij,
            vanaf_versie=int(versie) if versie.isdecimal() and len(versie) < 10 else 0,
            inhoud=inhoud,
            door=request.user,
            waarom="Figuur weggehaald" if weg else "Figuur gewijzigd" if was else "Figuur geplaatst",
        )
    except Sectieconflict as fout:
        nu = post.copy()
        nu["versie"], nu["beeld"] = str(fout.sectie.versie), beeld
        opnieuw = FiguurForm(fout.inhoud, fout.sectie.versie, was, plek.opgaven, nu)
        opnieuw.full_clean()
        return _toon(request, plek, opnieuw, 409, ANDERS)
    messages.success(request, WEG if weg else GEPLAATST)
    return HttpResponseRedirect(f"{adressen.hoofdstuk(regio, hoofdstuk)}#{plek.anker}")


def _toon(
    request: HttpRequest, plek: Sectievindplaats, form: FiguurForm, status: int = 200, bezwaar: str = ""
) -> HttpResponse:
    beeld = str(form["beeld"].value() or "")
    hash_ = beeld.removeprefix(VOOR) if tekst.BEELD.fullmatch(beeld) and beeld.startswith(VOOR) else ""
    figuren = [blok for blok in tekst.blokken(plek.inhoud.opening) if blok.figuur]
    context = {
        "form": form,
        "plek": plek,
        "bezwaar": bezwaar,
        "beeldadres": adressen.beeld(plek.document.regio, hash_) if hash_ else "",
        "anderen": [] if form.was else [tekst.woorden(tekst.als_html([f])) or "zonder bijschrift" for f in figuren],
        "kruimel": [
            (plek.visite.regio.naam, adressen.voorpagina(plek.document.regio)),
            ("Het plan", adressen.plan(plek.document.regio)),
            (plek.houder, plek.pagina),
        ],
    }
    return TemplateResponse(request, "opgaven/figuur.html", context, status=status)
