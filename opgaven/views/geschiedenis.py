"""What a section or a fiche said before, for people with a role; and putting an older text back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from npvr import adressen, getallen
from plandocument import boom
from plandocument.samenvoegen import Samenvoeging

from .. import geschiedenis as lezen
from ..actions.samen import BewaardeSectie, Botst, TeVeelSamen, bewaar_samen, voeg_bij
from ..actions.secties import FicheIsAkkoord, Regioregisters, schone_sectie, zelfde
from ..begonnen import tekst_bij
from ..forms import Formulier
from ..geschiedenis import PER_BLADZIJDE, Opgavewijziging, Sectieversie, Sectiewijziging
from ..kladden import keuzes_van
from ..permissions import eis_bewerken, eis_geschiedenis
from ..plek import Sectievindplaats, hele_fiche, in_fiche, in_hoofdstuk
from ..regels import Regelwijziging, Woordenboek, wijzigingen
from ..vragen import in_een_zin, regels
from . import antwoorden
from .antwoorden import SAMEN_KLAAR, TE_VEEL

GROOTSTE = 2**31 - 2
BRONNEN = {"inlezen": "Ingelezen uit een bestand"}
"""Doors other than the editor, as people read them."""
STAAT_ER_AL = "deze tekst stond er al. Er is niets gewijzigd."
STAAT_ERGENS_ANDERS = "hier staat nu een andere sectie dan toen u de geschiedenis opende. Er is niets teruggezet."
BLIJFT = "er is niets teruggezet. De tekst die er stond, blijft staan."


@require_safe
def geschiedenis(request: HttpRequest, regio: str, nummer: int, soort: str) -> HttpResponse:
    """The versions of a section of a fiche. Twelve queries."""
    return _geschiedenis(request, in_fiche(request, regio, nummer, soort))


@require_safe
def hoofdstuk_geschiedenis(request: HttpRequest, regio: str, hoofdstuk: int, sectie: int) -> HttpResponse:
    """The versions of a section of a chapter. Thirteen queries."""
    return _geschiedenis(request, in_hoofdstuk(request, regio, hoofdstuk, sectie))


@require_POST
def herstel(request: HttpRequest, regio: str, nummer: int, soort: str, versie: int) -> HttpResponse:
    """Put an older text of a section of a fiche back, as a new version."""
    return _herstel(request, in_fiche(request, regio, nummer, soort), versie)


@require_POST
def hoofdstuk_herstel(request: HttpRequest, regio: str, hoofdstuk: int, sectie: int, versie: int) -> HttpResponse:
    """Put an older text of a section of a chapter back, as a new version."""
    return _herstel(request, in_hoofdstuk(request, regio, hoofdstuk, sectie), versie)


@dataclass(frozen=True, slots=True)
class Geschiedenisregel:
    """A version of a section on the page. `regels` is the whole text, `verschil` what changed with it."""

    versie: Sectieversie
    bron: str
    eerste: bool
    staat_er: bool
    regels: list[str]
    verschil: list[Regelwijziging]
    terug: str


def _geschiedenis(request: HttpRequest, plek: Sectievindplaats) -> HttpResponse:
    eis_geschiedenis(plek.visite.rechten)
    voor = _getal(request.GET.get("voor", "")) or None
    versies = lezen.versies(plek.rij, voor=voor, hoeveel=PER_BLADZIJDE + 1)
    taal = plek.woordenboek
    rijen = [
        Geschiedenisregel(
            versie=versie,
            bron=BRONNEN.get(versie.bron, ""),
            eerste=n + 1 == len(versies),
            staat_er=versie.inhoud == plek.inhoud,
            regels=taal.regels(versie.inhoud, plek.itemsoort),
            verschil=taal.wijzigingen(versies[n + 1].inhoud, versie.inhoud, plek.itemsoort)
            if n + 1 < len(versies)
            else [],
            terug=plek.herstel_adres(versie.nummer),
        )
        for n, versie in enumerate(versies[:PER_BLADZIJDE])
    ]
    context = {
        "plek": plek,
        "kruimel": plek.kruimel,
        "cluster": plek.cluster,
        "mag_bewerken": plek.visite.rechten.mag_bewerken(),
        "rijen": rijen,
        "ouder": rijen[-1].versie.nummer if len(versies) > PER_BLADZIJDE else None,
        "verderop": voor is not None,
    }
    return TemplateResponse(request, "opgaven/geschiedenis.html", context)


def _herstel(request: HttpRequest, plek: Sectievindplaats, nummer: int) -> HttpResponse:
    """As any save: from the version on screen, and never over a colleague's work without asking."""
    eis_geschiedenis(plek.visite.rechten)
    eis_bewerken(plek.visite.rechten)
    versie = lezen.versie(plek.rij, nummer) if nummer <= GROOTSTE else None
    if versie is None:
        raise Http404("Deze versie is er niet.")
    if plek.dicht:
        return antwoorden.dicht(request, plek)
    inhoud = plek.registers.bekend(schone_sectie(versie.inhoud))
    waarom = f"Teruggezet: versie {nummer} van {getallen.datum_tijd(versie.op)}"
    if request.POST.get("sleutel", plek.inhoud.sleutel) != plek.inhoud.sleutel:  # the chapter was rearranged
        return _naar_sectie(request, plek, STAAT_ERGENS_ANDERS)
    if zelfde(inhoud, plek.inhoud):
        return _naar_sectie(request, plek, STAAT_ER_AL)
    vanaf, keuzes = _getal(request.POST.get("versie", "")), keuzes_van(request.POST)
    basis = plek.inhoud if vanaf == plek.rij.versie else tekst_bij(plek, vanaf)
    if "aanpassen" in request.POST:
        samen = voeg_bij(basis=basis, hunne=plek.inhoud, mijn=inhoud, itemsoort=plek.itemsoort, keuzes=keuzes)
        return _in_de_editor(request, plek, samen, waarom, SAMEN_KLAAR)
    try:
        bewaard = bewaar_samen(
            sectie=plek.rij,
            vanaf_versie=vanaf,
            basis=basis,
            inhoud=inhoud,
            itemsoort=plek.itemsoort,
            door=cast(User, request.user),
            keuzes=keuzes,
            waarom=waarom,
            registers=plek.registers,
        )
    except TeVeelSamen as fout:
        plek.rij = fout.sectie
        return _in_de_editor(request, plek, fout.samen, waarom, TE_VEEL, status=409)
    except Botst as fout:
        plek.rij = fout.sectie
        velden = [("versie", vanaf), ("sleutel", plek.inhoud.sleutel)]
        return antwoorden.botsing_bij_terugzetten(request, plek.met(fout.inhoud), fout.samen, nummer, velden)
    except FicheIsAkkoord:
        return antwoorden.dicht(request, plek)
    return _naar_sectie(request, plek, _teruggezet(request, plek, nummer, bewaard))


def _teruggezet(request: HttpRequest, plek: Sectievindplaats, nummer: int, bewaard: BewaardeSectie) -> str:
    if bewaard.ander is None or bewaard.samen is None:
        return f"versie {nummer} is teruggezet."
    if bewaard.ander.niets:
        return BLIJFT
    mee = regels(plek, bewaard.samen.meegekomen)
    wie = antwoorden.van_wie(request, bewaard.ander)
    return f"versie {nummer} is teruggezet" + (f", samen met {wie}: {in_een_zin(mee)}." if mee else ".")


def _in_de_editor(
    request: HttpRequest, plek: Sectievindplaats, samen: Samenvoeging, waarom: str, let_op: str, status: int = 200
) -> HttpResponse:
    plek = plek.met(samen.sectie)
    form = Formulier(plek, waarom=waarom)
    return antwoorden.formulier(request, plek, form, let_op=let_op, onbewaard=True, status=status)


def _naar_sectie(request: HttpRequest, plek: Sectievindplaats, melding: str) -> HttpResponse:
    messages.success(request, f"{plek.code} {plek.naam}".strip() + f": {melding}")
    return HttpResponseRedirect(plek.pagina, status=303)


def _getal(waarde: str) -> int:
    """A number from an address or a form; nonsense is none that exists."""
    return int(waarde) if waarde.isascii() and waarde.isdecimal() and len(waarde) < 10 else 0


@dataclass(frozen=True, slots=True)
class Geschiedenisdeel:
    """A section of the fiche (or its own fields) within one change on the page."""

    code: str
    naam: str
    adres: str
    weg: bool
    verschil: list[Regelwijziging]


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """One change of the fiche on the page. `nieuw` are sections that had no text before: named, not quoted."""

    wijziging: Opgavewijziging
    bron: str
    delen: list[Geschiedenisdeel]
    nieuw: list[Geschiedenisdeel]


@require_safe
def opgave_geschiedenis(request: HttpRequest, regio: str, nummer: int) -> HttpResponse:
    """All that happened to a fiche, its title and its sections. Fifteen queries."""
    visite, opgave = hele_fiche(request, regio, nummer)
    eis_geschiedenis(visite.rechten)
    vanaf = _getal(request.GET.get("vanaf", ""))
    gevonden = lezen.wijzigingen(opgave, vanaf=vanaf, hoeveel=PER_BLADZIJDE + 1)
    soorten = {s.code: boom.Sectiesoort(s.code, s.letter, s.naam, s.itemsoort) for s in visite.plan.sectiesoorten.all()}
    woordenboek = Woordenboek(visite.document.nummers, Regioregisters(visite.regio.pk))

    def deel(s: Sectiewijziging) -> Geschiedenisdeel:
        soort = soorten.get(s.soort) or boom.Sectiesoort(s.soort, "", "Een sectie die er niet meer is")
        adres = reverse("opgaven:geschiedenis", args=[regio, nummer, soort.code]) if s.soort in soorten else ""
        return Geschiedenisdeel(
            code=f"{nummer}.{soort.letter}" if soort.letter else "",
            naam=soort.naam,
            adres=f"{adres}?voor={s.versie + 1}#v{s.versie}" if adres and s.nieuw else "",
            weg=s.nieuw is None,
            verschil=woordenboek.wijzigingen(s.oud, s.nieuw, soort.itemklasse) if s.oud else [],
        )

    rijen = []
    for w in gevonden[:PER_BLADZIJDE]:
        eigen = (
            Geschiedenisdeel("", "De opgave zelf", "", False, wijzigingen(*w.opgave))
            if w.opgave and w.opgave[0]
            else None
        )
        rijen.append(
            Gebeurtenis(
                wijziging=w,
                bron=BRONNEN.get(w.bron, ""),
                delen=[*([eigen] if eigen else []), *(deel(s) for s in w.secties if s.oud)],
                nieuw=[deel(s) for s in w.secties if not s.oud],
            )
        )
    pagina = adressen.opgave(regio, nummer)
    context = {
        "opgave": opgave,
        "pagina": pagina,
        "kruimel": [(visite.regio.naam, f"/{regio}/"), (f"{nummer} {opgave.titel}", pagina)],
        "rijen": rijen,
        "ouder": vanaf + PER_BLADZIJDE if len(gevonden) > PER_BLADZIJDE else None,
        "verderop": vanaf > 0,
    }
    return TemplateResponse(request, "opgaven/geschiedenis_opgave.html", context)
