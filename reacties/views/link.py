"""What the holder of a personal link sees: the opgaven that the link names, a way to comment, and what they said.

No page here sets `request.bezoek`: there is no menu, no search, and no way to anything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from npvr.invoer import geposte_tekst
from opgaven.bezoek import Bezoek, Bezoekbron
from opgaven.permissions import Rechten
from plandocument import boom
from plandocument.anker import GeenPlek
from plandocument.codes import Plaats, plaatsen
from versies.bezoek import document_van
from versies.models import Publicatie, Versie

from ..actions.indienen import geen_opmerkingen_met_link
from ..actions.links import wissel
from ..actions.reacties import (
    Gewijzigd,
    ReactieAlBehandeld,
    RondeNietOpen,
    Vreemd,
    eigen_en_open,
    hoort_bij_antwoord,
    plaats,
    trek_in,
)
from ..actions.rondepost import contacten
from ..forms import ReactieForm
from ..hier import Hier
from ..lezers import leeszin
from ..linksessie import begin, eindig, link_van
from ..models import Deelname, PersoonlijkeLink, Reactie
from ..permissions import Inzage
from ..plekken import code_van
from ..rondestanden import RondeGeweigerd, bezwaar, laatste_dag

HOOGSTENS = 300
"""Comments by one link: far more than somebody writes, far fewer than a program would."""
VOL = "Met deze link zijn al 300 reacties geplaatst. Vraag de programmamanager om een nieuwe link."
NIET_HIER = "Deze pagina hoort niet bij uw persoonlijke link."


class Linkblad:
    """A visit by a link: the text that it shows, and until when its holder may comment. At most four queries."""

    def __init__(self, request: HttpRequest, link: PersoonlijkeLink) -> None:
        self.link, self.regio = link, link.plan.regio
        self.versie = self._versie()
        if self.versie is None:
            raise Http404("De tekst van deze opgaven is nu niet in te zien. Vraag het de programmamanager.")
        self.document = document_van(self.versie.pk, self.versie.sha256)
        self.opgaven = [o for o in self.document.opgaven if o.sleutel in link.opgaven]
        self.deelname: Deelname | None = None
        if link.ronde is not None:
            rijen = link.ronde.deelnames.select_related("ministerie", "organisatie")
            self.deelname = rijen.filter(ministerie=link.ministerie_id, organisatie=link.organisatie_id).first()
        vandaag = timezone.localdate()
        self.bezwaar = bezwaar(link.ronde, self.deelname, vandaag) if link.ronde is not None else ""
        self.laatste_dag = link.tot_en_met
        if link.ronde is not None:
            self.laatste_dag = min(self.laatste_dag, laatste_dag(self.deelname, link.ronde))

    def _versie(self) -> Versie | None:
        if self.link.ronde is not None:
            return self.link.ronde.versie
        nu = Publicatie.objects.huidig().filter(plan=self.link.plan_id).select_related("versie")
        openbaar = nu.defer("versie__inhoud").first()
        return openbaar.versie if openbaar is not None else None

    def opgave(self, nummer: int) -> boom.Opgave:
        """404 for every other one, whether it exists or not."""
        gevonden = next((o for o in self.opgaven if o.nummer == nummer), None)
        if gevonden is None:
            raise Http404(NIET_HIER)
        return gevonden

    def hier(self, opgave: boom.Opgave, soort: str) -> Hier:
        kind, sectie = self.document.soorten.get(soort), None
        if kind is not None:
            sectie = next((s for s in opgave.secties if s.soort == soort), None)
        if kind is None or sectie is None or self.versie is None:
            raise Http404(NIET_HIER)
        versie = self.versie
        bron = Bezoekbron(versie.sha256, versie.gemaakt_op, versie.label, versie.code, versie.code)
        visite = Bezoek(self.regio, self.link.plan, self.document, Rechten(), bron)
        hier = Hier(visite, Inzage(), opgave.sleutel, "", opgave.nummer, kind.naam, opgave.titel, sectie, 0, kind)
        hier.versie = versie
        return hier

    def reacties(self, opgave: str = "") -> list[Reactie]:
        """What was said through this link, with whether it may be withdrawn (`mag_terug`). One query."""
        rijen = Reactie.objects.staat().filter(link=self.link).met_loop().select_related("antwoord")
        gevonden = list(rijen.filter(opgave=opgave) if opgave else rijen)
        for r in gevonden:
            vast = hoort_bij_antwoord(r, gegeven=r.antwoord_gegeven)  # type: ignore[attr-defined]
            r.mag_terug = r.stand == Reactie.Stand.OPEN and eigen_en_open(r) and not vast  # type: ignore[attr-defined]
        return gevonden

    @property
    def kan_geen(self) -> bool:
        """Whether its holder can say now that there is nothing to remark: that answers the question of a round."""
        return self.deelname is not None and not self.bezwaar

    def geen(self, opgave: str) -> bool:
        return self.deelname is not None and opgave in self.deelname.zonder_opmerkingen

    def wacht_op_ministerie(self) -> bool:
        """Whether others of the ministry have an account: then they submit what is said here. At most one query."""
        if self.deelname is None or self.deelname.ministerie_id is None:
            return False
        ministerie = self.deelname.ministerie_id
        return bool(contacten(self.regio, [ministerie]).get(ministerie))

    def leeszin(self) -> str:
        """Who reads what is said here, and when. At most one query."""
        link = self.link
        return leeszin(
            self.regio,
            ministerie=link.ministerie,
            organisatie=link.organisatie,
            ronde=link.ronde,
            kanaal=Reactie.Kanaal.LINK,
            ingediend=not self.wacht_op_ministerie(),
        )


BladView = Callable[..., HttpResponse]


def met_link(view: BladView) -> Callable[..., HttpResponse]:
    """The visit by a link that works at this moment; without one a page that says what to do, with the text back."""

    @never_cache
    @wraps(view)
    def met(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        link = link_van(request)
        if link is None:
            eigen = geposte_tekst(request) if request.method == "POST" else ""
            return TemplateResponse(request, "reacties/link/voorbij.html", {"eigen": eigen}, status=403)
        return view(request, Linkblad(request, link), *args, **kwargs)

    return met


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def begin_(request: HttpRequest) -> HttpResponse:
    """GET is the same page for everybody and does nothing; POST exchanges a key for a session."""
    if request.method != "POST":
        return TemplateResponse(request, "reacties/link/begin.html")
    if not ratelimit.consume(request, action="persoonlijke_link", dry_run=True):
        return ratelimit.respond_429(request)
    link = wissel(sleutel=request.POST.get("sleutel", "")[:200])
    if link is None:
        ratelimit.consume(request, action="persoonlijke_link")
        return TemplateResponse(request, "reacties/link/begin.html", {"werkt_niet": True}, status=422)
    begin(request, link)
    return HttpResponseRedirect(reverse("link:opgaven"), status=303)


@require_POST
def klaar(request: HttpRequest) -> HttpResponse:
    """End the session; the link itself goes on working."""
    eindig(request)
    return HttpResponseRedirect(reverse("link:begin"), status=303)


@require_safe
@met_link
def opgaven(request: HttpRequest, blad: Linkblad) -> HttpResponse:
    per = Counter(reactie.opgave for reactie in blad.reacties())
    rijen = [(o, per[o.sleutel], blad.geen(o.sleutel)) for o in blad.opgaven]
    stil = [o.sleutel for o, aantal, geen in rijen if not aantal and not geen]
    context = {"blad": blad, "rijen": rijen, "stil": stil}
    return TemplateResponse(request, "reacties/link/opgaven.html", context)


@require_safe
@met_link
def opgave(request: HttpRequest, blad: Linkblad, nummer: int) -> HttpResponse:
    """The fiche, with what this person said at each section."""
    gevonden = blad.opgave(nummer)
    eigen = blad.reacties(gevonden.sleutel)
    context = {
        "blad": blad,
        "opgave": gevonden,
        "eigen": eigen,
        "geen": blad.geen(gevonden.sleutel),
        "document": blad.document,
        "delen": list(_delen(blad.document, gevonden, eigen)),
        "elders": [r for r in eigen if r.sectie not in {s.sleutel for s in gevonden.secties}],
    }
    return TemplateResponse(request, "reacties/link/opgave.html", context)


def _delen(
    document: boom.Plandocument, opgave: boom.Opgave, eigen: list[Reactie]
) -> Iterator[tuple[Plaats, list[Reactie]]]:
    for deel in plaatsen(document, opgave):
        yield deel, [r for r in eigen if r.sectie == deel.sectie.sleutel]


@require_http_methods(["GET", "HEAD", "POST"])
@met_link
def reageer(request: HttpRequest, blad: Linkblad, nummer: int, soort: str) -> HttpResponse:
    """Comment on a section, on a point or on a sentence of it."""
    gevonden = blad.opgave(nummer)
    hier = blad.hier(gevonden, soort)
    form = ReactieForm(hier, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        goed = form.is_valid()
        if blad.bezwaar:
            form.add_error(None, blad.bezwaar)
        elif goed and (klaar_ := _plaats(request, blad, hier, form)) is not None:
            return klaar_
    context = {"blad": blad, "opgave": gevonden, "document": blad.document, "hier": hier, "form": form}
    return TemplateResponse(request, "reacties/link/reageer.html", context, status=status)


def _plaats(request: HttpRequest, blad: Linkblad, hier: Hier, form: ReactieForm) -> HttpResponse | None:
    link = blad.link
    if Reactie.objects.filter(link=link).count() >= HOOGSTENS:
        form.add_error(None, VOL)
        return None
    try:
        anker = hier.anker(form.cleaned_data["plaats"], form.selectie)
        reactie = plaats(
            plan=link.plan,
            anker=anker,
            code=code_van(blad.document, anker),
            tekst=form.cleaned_data["tekst"],
            voorstel=form.voorgesteld,
            versie=blad.versie,
            ronde=link.ronde,
            ministerie=link.ministerie,
            organisatie=link.organisatie,
            kanaal=Reactie.Kanaal.LINK,
            link=link,
            ingediend=not blad.wacht_op_ministerie(),
            kenmerk=form.cleaned_data["kenmerk"],
        )
    except GeenPlek as fout:
        form.add_error("plaats", str(fout))
        return None
    except RondeNietOpen as fout:
        form.add_error(None, str(fout))
        return None
    except Vreemd:
        form.add_error(None, "Deze reactie is al verstuurd. Kijk bij de opgave.")
        return None
    messages.success(request, "Uw reactie staat erbij. Dank u wel.")
    pagina = reverse("link:opgave", args=[hier.nummer])
    return HttpResponseRedirect(f"{pagina}#reactie-{reactie.pk}", status=303)


@require_POST
@met_link
def geen(request: HttpRequest, blad: Linkblad) -> HttpResponse:
    """Nothing to remark on these opgaven (`opgave`, once or more); with `terug` taken back. From a fiche back there."""
    gekozen = request.POST.getlist("opgave")
    try:
        geen_opmerkingen_met_link(link=blad.link, opgaven=gekozen, terug="terug" in request.POST)
    except RondeGeweigerd as reden:
        messages.error(request, str(reden))
    else:
        gedaan = "is teruggenomen" if "terug" in request.POST else "is genoteerd. Dank u wel"
        messages.success(
            request, f"Geen opmerkingen bij {'deze opgave' if len(gekozen) == 1 else 'deze opgaven'}: dat {gedaan}."
        )
    nummer = blad.document.nummers.get(gekozen[0]) if len(gekozen) == 1 and "fiche" in request.POST else None
    return HttpResponseRedirect(
        reverse("link:opgave", args=[nummer]) if nummer else reverse("link:opgaven"), status=303
    )


@require_POST
@met_link
def intrekken(request: HttpRequest, blad: Linkblad, pk: int) -> HttpResponse:
    """One's own comment, as long as nobody answered it."""
    rij = Reactie.objects.staat().filter(link=blad.link, pk=pk).first() if pk < 2**63 else None
    if rij is None:
        raise Http404(NIET_HIER)
    gezien = request.POST.get("gezien", "")
    try:
        trek_in(reactie=rij.pk, door=None, gezien=int(gezien) if gezien.isdecimal() and len(gezien) < 10 else 0)
    except Gewijzigd:
        messages.error(request, "Deze reactie is net gewijzigd. Zij is niet ingetrokken; lees haar eerst opnieuw.")
    except ReactieAlBehandeld:
        messages.error(request, "Deze reactie is intussen ingediend, behandeld of beantwoord. Daarom blijft zij staan.")
    else:
        messages.success(request, "Uw reactie is ingetrokken.")
    nummer = blad.document.nummers.get(rij.opgave, 0)
    return HttpResponseRedirect(reverse("link:opgave", args=[nummer]), status=303)
