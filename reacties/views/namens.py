"""One remark that somebody made by mail, by telephone or in a meeting, keyed in for them, after a look at its place."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from npvr import adressen
from opgaven.views.antwoorden import met_tekst
from plandocument import anker as ankers
from plandocument import boom
from plandocument.vergelijk.volg import netjes
from versies.models import Versie

from ..actions.namens import Inbreng, breng_in
from ..actions.reacties import Vreemd
from ..forms import AL_VERSTUURD
from ..hier import HEEL, Hier, bij_hoofdstuksectie, bij_opgave, bij_sectie, visite_van
from ..models import Ronde
from ..namensforms import FUNCTIE_UITLEG, NamensForm
from ..permissions import eis_namens

KIJK = "Kijk of dit de goede plek is. U kunt een zin of punt kiezen. Plaats daarna de reactie."
HEEL_HOOFDSTUK = "Noem ook welk deel van het hoofdstuk, zoals 1.2."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def namens(request: HttpRequest, regio: str) -> HttpResponse:
    """`?code=14.K2` fills in a place, `?versie=` the text that it is about, `?ronde=` a round with its text, `?wie=m:3`
    whom to speak for. Some sixteen queries more than a visit."""
    visite, inzage = visite_van(request, regio)
    eis_namens(inzage)
    gegevens = request.POST if request.method == "POST" else request.GET
    versies = list(Versie.objects.zonder_inhoud().filter(plan=visite.plan).order_by("-nummer"))
    ronden = Ronde.objects.geopend().filter(plan=visite.plan)
    ronde = ronden.filter(code=request.GET.get("ronde", "").replace("\0", "")[:60]).first() if request.GET else None
    welke = gegevens.get("versie", "")
    versie = next((v for v in versies if v.code == welke or (ronde and not welke and v.pk == ronde.versie_id)), None)
    code = gegevens.get("waar" if request.method == "POST" else "code", "").replace("\0", "")[:20]
    vooraf = {
        "waar": code,
        "versie": versie.code if versie else "",
        "wie": gegevens.get("wie", ""),
        "ronde": ronde.pk if ronde else "",
    }
    data = request.POST if request.method == "POST" else None
    form = NamensForm(data, regio=visite.regio, ronden=ronden, initial=vooraf)
    hier: Hier | None = None
    gekozen = fout = ""
    if code.strip():
        hier, gekozen, fout = _zoek(request, regio, code, versie)
    inhoud: dict[str, Any] = {"versies": versies, "versie": versie, "form": form}
    if request.method != "POST":
        return _toon(request, regio, inhoud, hier, gekozen)
    if fout:
        form.add_error("waar", fout)
    if not form.is_valid() or hier is None:
        return _toon(request, regio, inhoud, hier, gekozen, status=422)
    bij = f"{vooraf['versie']}|{netjes(code)}"
    if "plaats_nu" not in request.POST or request.POST.get("bij") != bij:
        return _toon(request, regio, inhoud, hier, gekozen, bekeken=True)
    try:
        anker = hier.anker(form.cleaned_data["plaats"])
    except ankers.GeenPlek as geen:
        form.add_error("plaats", str(geen))
        return _toon(request, regio, inhoud, hier, gekozen, status=422)
    try:
        (reactie,) = breng_in(
            plan=hier.visite.plan,
            document=hier.document,
            versie=hier.versie,
            rijen=[
                Inbreng(
                    anker,
                    form.cleaned_data["tekst"],
                    form.voorgesteld,
                    form.cleaned_data["functie"],
                    form.cleaned_data["kenmerk"],
                )
            ],
            kanaal=form.cleaned_data["kanaal"],
            gegeven_op=form.cleaned_data["gegeven_op"],
            door=cast(User, request.user),
            ronde=form.cleaned_data["ronde"],
            **form.afzender(),
        )
    except Vreemd:
        form.opnieuw(None, AL_VERSTUURD)
        return _toon(request, regio, inhoud, hier, gekozen, bekeken=True, status=409)
    messages.success(request, f"De reactie staat bij {reactie.code}, namens {reactie.afzender}.")
    return HttpResponseRedirect(adressen.reactie(regio, reactie.pk), status=303)


def _zoek(request: HttpRequest, regio: str, code: str, versie: Versie | None) -> tuple[Hier | None, str, str]:
    """The place that a code names, what of it (a value of `keuzes`), and what is wrong with the code."""
    welke = versie.code if versie else ""
    visite, _ = visite_van(request, regio, welke)
    (anker,) = ankers.op_papier(visite.document, [code])
    if isinstance(anker, ankers.GeenPlek):
        return None, "", str(anker)
    if anker.hoofdstuk:
        if not anker.sectie:
            return None, "", HEEL_HOOFDSTUK
        return bij_hoofdstuksectie(request, regio, *_nummers(visite.document, anker), welke), HEEL, ""
    opgave = visite.document.per_sleutel[anker.opgave]
    if not anker.sectie:
        return bij_opgave(request, regio, opgave.nummer, welke), HEEL, ""
    hier = bij_sectie(request, regio, opgave.nummer, anker.soort, welke)
    return hier, f"punt:{anker.item}" if anker.item else HEEL, ""


def _nummers(document: boom.Plandocument, anker: ankers.Anker) -> tuple[int, int]:
    """Of the chapter and of its section, as addresses have them."""
    alle = (*document.hoofdstukken_voor(), *document.hoofdstukken_na())
    nummer, hoofdstuk = next((n, h) for n, h in enumerate(alle, 1) if h.sleutel == anker.hoofdstuk)
    return nummer, next(n for n, s in enumerate(hoofdstuk.secties, 1) if s.sleutel == anker.sectie)


def _toon(
    request: HttpRequest,
    regio: str,
    inhoud: dict[str, Any],
    hier: Hier | None,
    gekozen: str,
    *,
    bekeken: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The form; with the text at that place and what of it was chosen, once a code was given."""
    form: NamensForm = inhoud["form"]
    versie: Versie | None = inhoud["versie"]
    code = netjes(str(form["waar"].value() or ""))
    bij = f"{versie.code if versie else ''}|{code}"
    waarde = gekozen
    if hier is not None and form.is_bound and form.data.get("bij") == bij:
        gepost = str(form.data.get("plaats", ""))
        waarde = gepost if any(k.waarde == gepost for k in hier.keuzes) else gekozen
    bezoek = hier.visite if hier is not None else request.bezoek  # type: ignore[attr-defined]
    inhoud |= {
        "kruimel": [
            (bezoek.regio.naam, adressen.voorpagina(regio)),
            ("Reacties", reverse("reacties:lijst", args=[regio])),
        ],
        "hier": hier,
        "keuzes": [(k, k.waarde == waarde) for k in hier.keuzes] if hier is not None else [],
        "bij": bij,
        "kijk": KIJK if bekeken else "",
        "functie_uitleg": FUNCTIE_UITLEG,
        "stapel": adressen.kanttekeningen_invoeren(regio),
    }
    return TemplateResponse(request, "reacties/namens.html", inhoud, status=status)
