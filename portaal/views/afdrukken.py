"""Choose what to print: a form whose choice stands in the address, and a job that makes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from documenten.afdrukken import controleer
from documenten.druk.keuze import AFDRUKSOORTEN, BIJLAGEN, EIGEN, LANGST, WOORDEN, Drukkeuze, Onmogelijk
from documenten.opdracht import AFDRUK
from npvr import adressen
from npvr.formaten import ARCHIEF, FORMATEN
from npvr.getallen import datum
from npvr.nietgevonden import VoorWieMeewerkt
from opdrachten.actions import TeVeelOpdrachten, vraag_aan
from opdrachten.soorten import adres
from opgaven.bezoek import Bezoek
from opgaven.views.antwoorden import uitgelogd
from portaal.vergaderversie import aanbod, leg_vast
from reacties.permissions import TEAM
from versies.actions.versies import PlanVeranderd
from versies.bezoek import bezoek
from versies.models import GOEDGEKEURD, Goedkeuring, Versie
from versies.permissions import eis_maken
from versies.staat_open import NietErkend
from versies.vergelijken import uitgangspunt, versies_van

MAKEN, BEKIJKEN, ALLE, GEEN, VASTLEGGEN = "maak", "bekijk", "alle", "geen", "vastleggen"
TWEE = "naar"
"""What is asked of a kind that compares two texts."""
VERANDERD = (
    "Het plan is gewijzigd terwijl deze pagina open stond. Er is niets vastgelegd. Kijk opnieuw en leg dan vast."
)
NIET_ERKEND = "Wat open staat, is intussen anders. Er is niets vastgelegd. Lees de lijst en leg dan vast."


@dataclass(frozen=True, slots=True)
class Drukvraag:
    """What is asked for: the visit for the page, the visit to the text that is to be printed, and the choice."""

    visite: Bezoek
    tekst: Bezoek
    versies: list[Versie]
    keuze: Drukkeuze

    @property
    def waarvan(self) -> str:
        """Of which text, for a list of jobs: " (Definitief)"; of the working copy nothing."""
        labels = {v.code: v.label for v in self.versies}
        if TWEE in self.keuze.van.vraagt:
            return f" (van {labels[self.keuze.versie]} naar {labels.get(self.keuze.naar, 'de werkversie')})"
        return f" ({labels[self.keuze.versie]})" if self.tekst.bron.versie else ""

    def naam(self, code: str) -> str:
        gevonden = next((v.label for v in self.versies if v.code == code), "")
        return f"de versie ‘{gevonden}’" if gevonden else "de werkversie van nu"


def _vraag(request: HttpRequest, regio: str, gevraagd: QueryDict) -> Drukvraag:
    """For people with a role; for others the page does not exist. Two queries more than the visit, three for a version.

    Raises Http404 for a version that is not there.
    """
    visite = bezoek(request, regio)
    if not visite.rechten.rollen:
        raise VoorWieMeewerkt
    versies = list(Versie.objects.zonder_inhoud().filter(plan=visite.plan))
    alle = {naam: gevraagd.getlist(naam) for naam in ("opgave", "bijlage")}
    een = {naam: str(gevraagd.get(naam, "")) for naam in gevraagd}
    keuze = Drukkeuze.uit_link(een, alle, visite.document)
    if TWEE in keuze.van.vraagt:
        keuze = _twee(keuze, visite, versies, gevraagd)
    if keuze.intern and not visite.rechten.rollen & TEAM:
        keuze = replace(keuze, intern=False)
    tekst = visite
    if code := keuze.van.te_lezen(keuze):
        tekst = bezoek(request, regio, code)
        keuze = Drukkeuze.uit_link(een, alle, tekst.document)
        request.bezoek = visite  # type: ignore[attr-defined]  # the page itself is about the working copy
    return Drukvraag(visite, tekst, versies, keuze)


def _twee(keuze: Drukkeuze, visite: Bezoek, versies: list[Versie], gevraagd: QueryDict) -> Drukkeuze:
    """A memo is about two texts: without a choice those that one compares. Two queries then."""
    bekend = {v.code for v in versies}
    if {keuze.versie, keuze.naar} - bekend - {""}:
        raise Http404("Deze versie is er niet.")
    if "versie" not in gevraagd and (basis := uitgangspunt(versies_van(visite.plan))) is not None:
        return replace(keuze, versie=basis.code)
    return keuze


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def afdrukken(request: HttpRequest, regio: str) -> HttpResponse:
    """The form. A POST makes a job, or leads to the address of the choice; a GET shows what comes out."""
    if request.method != "POST":
        return _toon(request, _vraag(request, regio, request.GET))
    if not request.user.is_authenticated:
        return uitgelogd(request)
    vraag = _vraag(request, regio, request.POST)
    daad = request.POST.get("daad", BEKIJKEN)
    if daad in (ALLE, GEEN):
        sleutels = tuple(o.sleutel for o in vraag.tekst.document.opgaven) if daad == ALLE else ()
        vraag = replace(vraag, keuze=replace(vraag.keuze, opgaven=sleutels))
    if daad not in (MAKEN, VASTLEGGEN):
        return HttpResponseRedirect(_link(vraag), status=303)
    try:
        if daad == VASTLEGGEN and not vraag.keuze.versie and vraag.keuze.van.op_papier:
            vraag = _vastgelegd(request, vraag)
        keuze = vraag.keuze.netjes(vraag.tekst.document)
        controleer(vraag.tekst, keuze)
        opdracht = vraag_aan(
            regio=vraag.visite.regio,
            soort=AFDRUK,
            gegevens=keuze.naar_json(),
            titel=f"{keuze.titel(vraag.tekst.document)}{vraag.waarvan} als {FORMATEN[keuze.formaat].naam}",
            door=request.user,
        )
    except Onmogelijk as fout:
        return _toon(request, vraag, 422, str(fout))
    except TeVeelOpdrachten as fout:
        return _toon(request, vraag, 409, str(fout))
    except PlanVeranderd:
        return _toon(request, vraag, 409, VERANDERD)
    except NietErkend:
        return _toon(request, vraag, 409, NIET_ERKEND)
    return HttpResponseRedirect(adres(opdracht), status=303)


def _vastgelegd(request: HttpRequest, vraag: Drukvraag) -> Drukvraag:
    """The same question about a version that says what the working copy says now, frozen where there is none. Raises
    PermissionDenied, and what `portaal.vergaderversie.leg_vast` raises; then nothing was written."""
    if aanbod(vraag.visite, vraag.versies).gelijk is None:
        eis_maken(vraag.visite.rechten)
    versie = leg_vast(
        vraag.visite,
        vraag.versies,
        gezien=request.POST.get("gezien", ""),
        erkend=request.POST.get("erkend", ""),
        door=cast(User, request.user),
    )
    if versie not in vraag.versies:
        messages.success(request, f"Vastgelegd als {versie.label}. De tekst van deze versie verandert niet meer.")
    tekst = bezoek(request, vraag.visite.regio.code, versie.code)
    request.bezoek = vraag.visite  # type: ignore[attr-defined]
    return Drukvraag(vraag.visite, tekst, [versie, *vraag.versies], replace(vraag.keuze, versie=versie.code))


def _link(vraag: Drukvraag, **anders: Any) -> str:
    keuze = replace(vraag.keuze, **anders)
    stam = reverse("portaal:afdrukken", args=[vraag.visite.regio.code])
    return f"{stam}?{urlencode(keuze.naar_link(vraag.tekst.document))}"


def _toon(request: HttpRequest, vraag: Drukvraag, status: int = 200, bezwaar: str = "") -> HttpResponse:
    keuze, document = vraag.keuze, vraag.tekst.document
    zinnen: tuple[str, ...] = ()
    nog_niet = ""
    try:
        netjes = keuze.netjes(document)
        controleer(vraag.tekst, netjes)
        zinnen = netjes.zinnen(document, vraag.naam(netjes.versie), vraag.naam(netjes.naar))
    except Onmogelijk as fout:
        nog_niet = str(fout)
    regio = vraag.visite.regio
    context = {
        "kruimel": [(regio.naam, f"/{regio.code}/")],
        "keuze": keuze,
        "soorten": [
            (code, soort.naam, _link(vraag, soort=code, formaat=soort.formaten[0]), code == keuze.soort)
            for code, soort in AFDRUKSOORTEN.items()
        ],
        "soort": keuze.van,
        "vastgelegd": (vastgelegd := _versienamen(vraag.versies)),
        "versies": [("", "De werkversie van nu"), *vastgelegd],
        "formaten": [(f, FORMATEN[f].naam) for f in keuze.van.formaten if f != ARCHIEF or _met_archief(vraag)],
        "groepen": [(c, [(o, o.sleutel in keuze.opgaven) for o in rij]) for c, rij in document.per_cluster()],
        "documenten": adressen.documenten(regio.code),
        "woorden": WOORDEN,
        "eigen": EIGEN,
        "eigen_woord": keuze.watermerk if keuze.watermerk not in WOORDEN else "",
        "langst": LANGST,
        "bijlagen": [
            (code, naam, code in keuze.bijlagen)
            for code, naam in BIJLAGEN.items()
            if code != "besluiten" or keuze.versie
        ],
        "vergaderversie": aanbod(vraag.visite, vraag.versies) if keuze.vergaderversie and not keuze.versie else None,
        "zinnen": zinnen,
        "nog_niet": "" if bezwaar else nog_niet,
        "bezwaar": bezwaar,
        "link": request.build_absolute_uri(_link(vraag)),
        **keuze.van.bij_het_formulier(vraag.visite),
    }
    return TemplateResponse(request, "portaal/afdrukken.html", context, status=status)


def _versienamen(versies: list[Versie]) -> list[tuple[str, str]]:
    return [(v.code, f"{v.label} ({datum(v.gemaakt_op)})") for v in versies]


def _met_archief(vraag: Drukvraag) -> bool:
    """Whether an archive copy of the text is on offer. One query for a version."""
    if vraag.keuze.archief:
        return True
    return (
        bool(vraag.keuze.versie)
        and Goedkeuring.objects.filter(
            versie__plan=vraag.visite.plan,
            versie__code=vraag.keuze.versie,
            bevestigd_op__isnull=False,
            besluit__uitkomst__in=GOEDGEKEURD,
        ).exists()
    )
