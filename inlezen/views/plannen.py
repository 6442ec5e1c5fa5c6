"""Reading a plan or a fiche from a file: hand it over, look at what it would change, take over what is good, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from governance.models import Regio, Rol
from governance.registers import registernamen
from npvr import adressen
from opgaven.aanleidingen import aanleidingen
from opgaven.models import Plan
from opgaven.permissions import BEWERKERS, Rechten
from opgaven.views.antwoorden import met_tekst
from plandocument.boom import Plandocument
from versies.bezoek import bezoek

from ..actions.fiches import kies_opgaven
from ..actions.inlezingen import (
    Dicht,
    Overnameafloop,
    Verouderd,
    Vervallen,
    akkoorden,
    bewaar_inlezing,
    laad_eerste_plan,
    laat_vervallen,
    maak_inlezing_ongedaan,
    neem_inlezing_over,
)
from ..beeld import Beeldvraag, Overnamebeeld, adres_van, beeld, plaatsen
from ..fiches import is_nieuw
from ..forms import InleesForm
from ..keuzes import Keuzebotsing
from ..lees_veilig import GelezenPlan, Leesfout, afdruk, bereid_voor
from ..models import Inlezing
from ..plaats import NIEUW
from ..verslag import Verslagfiche, fiches, gebreken, onzeker, op_woorden, overgeslagen

View = Callable[..., HttpResponse]
HOEVEEL = 20
NIET_INLEZEN = (
    "U kunt hier geen bestand inlezen. Dat doet het NPVR-team. Vraag de programmamanager om de rol redacteur."
)
ALLEEN_EIGEN = (
    "U mag alleen de opgaven inlezen die u bewerkt. In dit bestand staat meer. "
    "Kies hieronder de opgave die in het bestand staat, of vraag de programmamanager om het in te lezen."
)
WEG = "Deze inlezing is er niet."


@dataclass(frozen=True, slots=True)
class Inleesbezoek:
    """A visit to a region whose plan may be yet to come."""

    regio: Regio
    rechten: Rechten
    plan: Plan | None = None
    document: Plandocument | None = None
    bron: Any = None

    @property
    def beperkt(self) -> frozenset[str]:
        """The only opgaven that this person may write, by key; empty when there is no such limit."""
        alleen = self.rechten.rollen & BEWERKERS == {Rol.Soort.REDACTEUR}
        return self.rechten.beperkt_tot if alleen else frozenset()

    def mag(self, opgave: str) -> bool:
        return self.rechten.voor(opgave).mag_bewerken()


def _bezoek(request: HttpRequest, regio: str) -> Inleesbezoek:
    """For who edits: 404 for who has no role in the region, 403 with the reason for another role. Two queries."""
    try:
        vast = bezoek(request, regio)
        visite = Inleesbezoek(vast.regio, vast.rechten, vast.plan, vast.document, vast.bron)
    except Http404:
        rij = Regio.objects.filter(code=regio).first()
        if rij is None or Plan.objects.van(regio).exists():
            raise
        visite = Inleesbezoek(rij, Rechten.van(request.user, rij))
    if not visite.rechten.rollen:
        raise Http404(WEG)
    request.bezoek = visite  # type: ignore[attr-defined]
    if not visite.rechten.rollen & BEWERKERS:
        raise PermissionDenied(NIET_INLEZEN)
    return visite


def _van(request: HttpRequest, regio: str, pk: int) -> tuple[Inleesbezoek, Inlezing]:
    visite = _bezoek(request, regio)
    rijen = Inlezing.objects.select_related("door", "toegepast_door", "ongedaan_door").defer("voor", "na")
    rijen = rijen.annotate(terug_kan=ExpressionWrapper(Q(voor__isnull=False), BooleanField()))
    rij = rijen.filter(regio=visite.regio, pk=pk).first() if pk < 2**31 else None
    if rij is None:
        raise Http404(WEG)
    return visite, rij


def _kruimel(visite: Inleesbezoek, *verder: tuple[str, str]) -> list[tuple[str, str]]:
    regio = visite.regio
    return [(regio.naam, f"/{regio.code}/"), ("Documenten", adressen.documenten(regio.code)), *verder]


def _naar(rij: Inlezing, regio: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("inlezen:inlezing", args=[regio, rij.pk]), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def inlezen(request: HttpRequest, regio: str) -> HttpResponse:
    """Hand a file over; what was read before stands below. Four queries more than the visit."""
    visite = _bezoek(request, regio)
    form = InleesForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        opgaven=_opgaven(visite),
        aanleidingen=aanleidingen(visite.regio),
    )
    if request.method != "POST":
        return _formulier(request, visite, form)
    if not form.is_valid():
        return _formulier(request, visite, form, 422)
    bestand = cast(UploadedFile, form.cleaned_data["bestand"])
    inhoud = bestand.read()
    try:
        gelezen = bereid_voor(visite.regio, bestand.name or "", inhoud, form.cleaned_data["opgave"])
    except Leesfout as fout:
        form.add_error("bestand", f"{fout} Er is niets ingelezen.")
        return _formulier(request, visite, form, 422)
    if _te_veel(visite, gelezen):
        form.add_error("bestand", ALLEEN_EIGEN)
        return _formulier(request, visite, form, 403)
    rij = bewaar_inlezing(
        regio=visite.regio,
        gelezen=gelezen,
        sha256=afdruk(inhoud),
        omvang=len(inhoud),
        door=cast(User, request.user),
        waarom=form.cleaned_data["waarom"],
        aanleiding=form.gekozen_aanleiding,
    )
    return _naar(rij, regio)


def _te_veel(visite: Inleesbezoek, gelezen: GelezenPlan) -> bool:
    """Whether somebody who may write some opgaven handed over more than those."""
    return bool(visite.beperkt) and (gelezen.geheel or not set(gelezen.opgaven) <= visite.beperkt)


def _opgaven(visite: Inleesbezoek) -> list[tuple[str, str]]:
    heel = "Het hele plan, of een bestand uit dit portaal"
    if visite.beperkt:
        heel = "Een bestand uit dit portaal"
    alle = visite.document.opgaven if visite.document else ()
    return [("", heel), *((o.sleutel, f"Alleen opgave {o.nummer}: {o.titel}") for o in alle if visite.mag(o.sleutel))]


def _formulier(request: HttpRequest, visite: Inleesbezoek, form: InleesForm, status: int = 200) -> HttpResponse:
    rijen = Inlezing.objects.zonder_inhoud().filter(regio=visite.regio).select_related("door")[:HOEVEEL]
    context = {"kruimel": _kruimel(visite), "form": form, "rijen": rijen, "eerste": visite.plan is None}
    return TemplateResponse(request, "inlezen/lijst.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def inlezing(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """What was read and what it would change; a POST takes over what was ticked. Three queries more than the visit."""
    visite, rij = _van(request, regio, pk)
    if request.method != "POST":
        vinkjes = "geen" if request.GET.get("vinkjes") == "geen" else ""
        return _toon(request, visite, rij, gekozen=() if vinkjes else None, vinkjes=vinkjes)
    if "eerste" in request.POST:
        return _eerste(request, visite, rij)
    if "lees_als" in request.POST:
        return _lees_als(request, visite, rij)
    kies = list(dict.fromkeys(request.POST.getlist("kies")))[:5000]
    if not kies and rij.stand == Inlezing.Stand.GELEZEN:
        return _toon(request, visite, rij, 422, bezwaar="Kies ten minste één deel om over te nemen.", gekozen=())
    try:
        afloop = neem_inlezing_over(
            inlezing=rij,
            gezien={code: request.POST.get(f"gezien-{code}", "") for code in kies},
            door=cast(User, request.user),
            mag=visite.mag,
        )
    except Dicht as dicht:
        zin = "Een deel dat u koos, mag niet meer worden gewijzigd. Er is niets overgenomen. Kijk opnieuw."
        return _toon(request, *_opnieuw(request, visite, rij), 409, bezwaar=zin, gekozen=set(kies) - dicht.codes)
    except Verouderd as oud:
        zin = (
            "Het plan is gewijzigd nadat u deze vergelijking opende. Er is niets overgenomen. "
            "Hieronder staat de vergelijking met de tekst van nu; wat veranderd is, staat uitgevinkt."
        )
        visite, rij = _opnieuw(request, visite, rij)
        return _toon(request, visite, rij, 409, bezwaar=zin, gekozen=set(kies) - oud.codes, verouderd=oud.codes)
    except Keuzebotsing as botsing:
        return _toon(request, visite, rij, 422, bezwaar=f"{botsing} Er is niets overgenomen.", gekozen=kies)
    except Vervallen:
        return _toon(request, visite, rij, 409)
    return _gedaan(request, regio, afloop)


def _gedaan(request: HttpRequest, regio: str, afloop: Overnameafloop) -> HttpResponse:
    aantal = len(afloop.inlezing.keuzes)
    if not afloop.gedaan:
        messages.info(request, "Dit was al gedaan. Er is niets gewijzigd.")
    elif aantal:
        deel = "1 deel" if aantal == 1 else f"{aantal} delen"
        messages.success(request, f"Overgenomen in de werkversie: {deel}.")
    else:
        messages.success(request, "Dit is nu de werkversie van het plan. Bezoekers zien het pas als u het publiceert.")
    return _naar(afloop.inlezing, regio)


def _eerste(request: HttpRequest, visite: Inleesbezoek, rij: Inlezing) -> HttpResponse:
    if visite.beperkt:
        raise PermissionDenied(ALLEEN_EIGEN)
    try:
        afloop = laad_eerste_plan(inlezing=rij, door=cast(User, request.user))
    except (Verouderd, Vervallen):
        return _toon(request, visite, rij, 409)
    return _gedaan(request, visite.regio.code, afloop)


def _lees_als(request: HttpRequest, visite: Inleesbezoek, rij: Inlezing) -> HttpResponse:
    """Read the fiches of this file as the opgaven that somebody says they are."""
    if visite.beperkt and rij.door != request.user:
        raise PermissionDenied("Een collega heeft dit ingelezen. Die collega of de programmamanager zegt wat het is.")
    velden = {naam[4:]: str(waarde) for naam, waarde in request.POST.items() if naam.startswith("als-")}
    keuze = {los: doel for los, doel in velden.items() if doel != "?"}
    if velden and not keuze:
        return _toon(request, visite, rij, 422, bezwaar="Kies eerst welke opgave het is.", gekozen=())
    if any(not visite.mag("" if is_nieuw(doel) else doel) for doel in keuze.values() if doel):
        raise PermissionDenied("Deze opgave mag u niet wijzigen. Kies een opgave die u bewerkt.")
    try:
        kies_opgaven(inlezing=rij, keuze=keuze, door=cast(User, request.user))
    except Keuzebotsing as botsing:
        return _toon(request, visite, rij, 422, bezwaar=f"{botsing} Er is niets gewijzigd.", gekozen=())
    except Vervallen:
        return _toon(request, *_opnieuw(request, visite, rij), 409)
    return HttpResponseRedirect(f"{_naar(rij, visite.regio.code)['Location']}#gelezen", status=303)


def _welke(visite: Inleesbezoek, rij: Inlezing, rijen: tuple[Verslagfiche, ...]) -> list[dict[str, Any]]:
    """The fiches that somebody may say are others, each with the opgaven to choose from, the likely ones first."""
    assert visite.document is not None
    uit = []
    per = visite.document.per_sleutel
    for f in rijen:
        if not f.ruw:
            continue
        eerst = [s for s, _ in f.kandidaten if s in per]
        rest = [o.sleutel for o in visite.document.opgaven if o.sleutel not in eerst]
        keuzes = [(s, f"Opgave {per[s].nummer}: {per[s].titel}") for s in (*eerst, *rest) if visite.mag(s)]
        if visite.mag(""):
            keuzes.append((NIEUW, "Een nieuwe opgave"))
        waarom = [(f"Opgave {per[s].nummer}", zin) for s, zin in f.kandidaten if s in per]
        uit.append({"fiche": f, "keuzes": [*keuzes, ("", "Lees deze fiche niet in")], "waarom": waarom})
    return uit


def _opnieuw(request: HttpRequest, visite: Inleesbezoek, rij: Inlezing) -> tuple[Inleesbezoek, Inlezing]:
    """The same with what stands now."""
    return _van(request, visite.regio.code, rij.pk)


@require_POST
@met_tekst
def ongedaan(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """Put back as one what stood before it was taken over."""
    visite, rij = _van(request, regio, pk)
    try:
        afloop, bleef = maak_inlezing_ongedaan(
            inlezing=rij, door=cast(User, request.user), mag=visite.mag, rest="rest" in request.POST
        )
    except Verouderd as oud:
        blijft = [naam for code, naam in rij.keuzes if code in oud.codes]
        return _toon(request, visite, rij, 409, blijft=blijft, blijft_alles=len(blijft) == len(rij.keuzes))
    except Vervallen:
        return _toon(request, visite, rij, 409, bezwaar="Dit kan niet meer in één keer ongedaan worden gemaakt.")
    except Keuzebotsing as botsing:
        return _toon(request, visite, rij, 409, bezwaar=f"{botsing} Er is niets gewijzigd.")
    if afloop.gedaan:
        rest = f" Wat later is gewijzigd, bleef staan: {len(bleef)}." if bleef else ""
        messages.success(request, f"Het overnemen is ongedaan gemaakt.{rest}")
    else:
        messages.info(request, "Dit was al ongedaan gemaakt. Er is niets gewijzigd.")
    return _naar(rij, regio)


@require_POST
@met_tekst
def weggooien(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """Let go of what was read and not taken over."""
    visite, rij = _van(request, regio, pk)
    if visite.beperkt and rij.door != request.user:
        raise PermissionDenied(
            "Een collega heeft dit ingelezen. Alleen die collega of de programmamanager gooit het weg."
        )
    if laat_vervallen(inlezing=rij):
        messages.success(request, f"{rij.naam} is weggegooid. Aan het plan is niets veranderd.")
    return HttpResponseRedirect(reverse("inlezen:plannen", args=[regio]), status=303)


def _toon(
    request: HttpRequest,
    visite: Inleesbezoek,
    rij: Inlezing,
    status: int = 200,
    *,
    bezwaar: str = "",
    gekozen: Any = None,
    verouderd: Any = (),
    **extra: Any,
) -> HttpResponse:
    terug = reverse("inlezen:plannen", args=[visite.regio.code])
    waar = plaatsen(visite.document, visite.regio.code) if visite.document else {}
    context: dict[str, Any] = {
        "kruimel": _kruimel(visite, ("Inlezen", terug)),
        "rij": rij,
        "verslag": rij.verslag,
        "bezwaar": bezwaar,
        "kantlijn": [k | {"plaats": waar.get(k["sectie"])} for k in rij.verslag.get("kanttekeningen", ())],
        "bijgehouden": [k | {"plaats": waar.get(k["sectie"])} for k in rij.verslag.get("bijgehouden", ())],
        "gemist": overgeslagen(rij.verslag),
        **extra,
    }
    if visite.document is not None:
        context["fiches"] = rijen = fiches(rij.verslag, rij.plan_gelezen if rij.gelezen else visite.document)
        context["twijfel"] = any(not f.zeker for f in rijen)
        if rij.stand == Inlezing.Stand.GELEZEN:
            context["welke"] = _welke(visite, rij, rijen)
    if rij.stand == Inlezing.Stand.GELEZEN:
        context["intussen_plan"] = (rij.plan_id or None) != (visite.plan.pk if visite.plan else None)
        if visite.plan is None:
            context["eerste"] = rij.plan_gelezen
        elif not context["intussen_plan"]:
            context["beeld"] = _beeld(visite, rij, gekozen, verouderd)
    elif visite.document is not None:
        adres = lambda code: adres_van(code, visite.document, visite.regio.code, waar)  # noqa: E731
        context["overgenomen"] = [(naam, adres(code)) for code, naam in rij.keuzes]
    context["naar_plan"] = adressen.plan(visite.regio.code)
    return TemplateResponse(request, "inlezen/inlezing.html", context, status=status)


def _beeld(visite: Inleesbezoek, rij: Inlezing, gekozen: Any, verouderd: Any) -> Overnamebeeld:
    """Two queries."""
    assert visite.plan is not None and visite.document is not None
    return beeld(
        Beeldvraag(
            nu=visite.document,
            basis=rij.plan_basis or visite.document,
            gelezen=rij.plan_gelezen,
            weet_basis=rij.weet_basis,
            regio=visite.regio.code,
            akkoord=akkoorden(visite.plan),
            mag=visite.mag,
            namen={k: naam.kort for k, naam in registernamen(visite.regio).items()},
            gekozen=gekozen,
            verouderd=verouderd,
            onzeker=onzeker(rij.verslag),
            op_woorden=op_woorden(rij.verslag),
            gebreken=gebreken(rij.verslag),
        )
    )
