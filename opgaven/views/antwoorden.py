"""What a section's addresses answer: the section, its form, or what stands in the way; a fragment or a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.models import User
from npvr import getallen
from npvr.html import is_htmx
from npvr.invoer import geposte_tekst, geposte_velden
from plandocument.samenvoegen import Meegekomen, Samenvoeging

from ..actions.samen import Voorganger
from ..forms import Formulier
from ..kladden import KIES, Kladje, Medeschrijver, Venster, aanwezig, bij_openen, keuzes_van, wanneer
from ..models import Klad, Sectie
from ..plek import Sectievindplaats
from ..regels import Regelwijziging
from ..vragen import regels, vragen

View = Callable[..., HttpResponse]
NIET_HERHALEN = {"csrfmiddlewaretoken", "getoond", "aanpassen"}
SAMEN_KLAAR = (
    "Hieronder staat uw tekst samen met wat intussen in het plan kwam. Waar u nog niets koos, staan beide achter "
    "elkaar. Er is nog niets opgeslagen."
)
TE_VEEL = (
    "Nog niet opgeslagen: samen met wat intussen in het plan kwam, is deze sectie te lang. Hieronder staat alles bij "
    "elkaar. Maak de tekst korter en sla opnieuw op."
)
LEEG = Venster()


def gelezen(
    request: HttpRequest,
    plek: Sectievindplaats,
    melding: str = "",
    *,
    mee: Sequence[Regelwijziging] = (),
    eigen: str = "",
) -> HttpResponse:
    """The section as one reads it; `mee` is what of somebody else came along with a save.

    `eigen` is what of the reader's own gave way to that by their choice, for copying.
    """
    return _antwoord(request, plek, _leesblad(plek), {"melding": melding, "mee": mee, "eigen": eigen})


def elders(request: HttpRequest, plek: Sectievindplaats, eigen: str, adres: str) -> HttpResponse:
    """Another section stands here now: that one, and `eigen`, what was written for the one that stood here.

    `adres` opens the editor of that one with it, where it still is.
    """
    return _antwoord(request, plek, _leesblad(plek), {"elders": True, "eigen": eigen, "naar": adres}, 409)


def dicht(request: HttpRequest, plek: Sectievindplaats) -> HttpResponse:
    """The section of a fiche that is *akkoord*: as one reads it, and why it does not open. One query."""
    kladden, _ = bij_openen(plek.rij, cast(User, request.user))
    inhoud = {"waarom_dicht": True, "eigen_kladden": bool(kladden)}
    return _antwoord(request, plek, _leesblad(plek), inhoud, 409)


def geopend(
    request: HttpRequest,
    plek: Sectievindplaats,
    form: Formulier,
    venster: Venster = LEEG,
    *,
    van: Klad | None = None,
    melding: str = "",
    let_op: str = "",
) -> HttpResponse:
    """The form with what this person left here before, and who else has it open. One query more than `formulier`.

    `van` is the klad that the form is filled with.
    """
    kladden, anderen = bij_openen(plek.rij, cast(User, request.user))
    kladden_hier = _andere_kladden(plek, kladden, venster)
    return formulier(
        request, plek, form, venster, kladden=kladden_hier, anderen=anderen, van=van, melding=melding, let_op=let_op
    )


def kladjes(request: HttpRequest, plek: Sectievindplaats) -> HttpResponse:
    """Only what this person left here, for an editor that is open already, whose window is named. One query."""
    eigen = Venster.van({"venster": request.GET["kladjes"]})
    kladden, _ = bij_openen(plek.rij, cast(User, request.user))
    inhoud = {"plek": plek, "kladden": _andere_kladden(plek, kladden, eigen)}
    return TemplateResponse(request, "opgaven/_kladjes.html", inhoud)


def formulier(
    request: HttpRequest,
    plek: Sectievindplaats,
    form: Formulier,
    venster: Venster = LEEG,
    *,
    onbewaard: bool = False,
    akkoord: bool = False,
    status: int = 200,
    kladden: list[tuple[Kladje, bool]] | None = None,
    anderen: list[Medeschrijver] | None = None,
    van: Klad | None = None,
    melding: str = "",
    let_op: str = "",
) -> HttpResponse:
    """The form; `onbewaard` says that it holds more than what stands in the plan.

    `akkoord` says that the fiche was closed meanwhile; `kladden` are offered, with whether the text changed since.
    """
    inhoud: dict[str, Any] = {
        "formulier": form,
        "soortnaam": form.plek.itemsoort.enkelvoud,
        "actueel": plek.rij.versie,
        "venster": venster,
        "akkoord": akkoord,
        "kladden": kladden or [],
        "aanwezig": aanwezig(anderen or []),
        "van": van,
        "van_wanneer": wanneer(van.bewaard_op) if van else "",
        "melding": melding,
        "let_op": let_op,
        "sindsdien": van is not None and van.vanaf_versie < plek.rij.versie,
        "onbewaard": onbewaard or form.data is not None,
    }
    return _antwoord(request, plek, "opgaven/_bewerk.html", inhoud, status)


def botsing(
    request: HttpRequest, plek: Sectievindplaats, samen: Samenvoeging, form: Formulier, *, zonder_basis: bool = False
) -> HttpResponse:
    """What both changed, one by one; `plek` holds what stands in the plan now. The text goes along in hidden fields."""
    assert form.data is not None
    velden = [
        (naam, waarde)
        for naam, waarden in form.data.lists()
        if naam not in NIET_HERHALEN and not naam.startswith(KIES)
        for waarde in waarden
    ]
    return _botsing(
        request, plek, samen, {"velden": velden, "naar": plek.stuur_adres, "zonder_basis": zonder_basis}, terug=0
    )


def botsing_bij_terugzetten(
    request: HttpRequest, plek: Sectievindplaats, samen: Samenvoeging, nummer: int, velden: Sequence[tuple[str, object]]
) -> HttpResponse:
    """The same, for an older version that was asked back from a page that was overtaken."""
    return _botsing(request, plek, samen, {"velden": velden, "naar": plek.herstel_adres(nummer)}, terug=nummer)


def _botsing(
    request: HttpRequest, plek: Sectievindplaats, samen: Samenvoeging, inhoud: dict[str, Any], *, terug: int
) -> HttpResponse:
    """409; or 422 where all of it was on screen before, and something was left open."""
    gemist = {b.merk for b in samen.open} <= set(request.POST.getlist("getoond"))
    keuzes = keuzes_van(request.POST)
    inhoud |= {
        "vragen": vragen(plek, samen.botsingen, keuzes, terug=terug, gemist=gemist),
        "gemist": gemist,
        "mee": regels(plek, _los_van(samen)),
        "terug": terug,
        "door": _door(request, plek.rij),
    }
    return _antwoord(request, plek, "opgaven/_conflict.html", inhoud, 422 if gemist else 409)


def _los_van(samen: Samenvoeging) -> list[Meegekomen]:
    """What comes along by itself: not what the questions are about."""
    gevraagd = [waarde for b in samen.botsingen for waarde in (b.hunne, b.mijn) if waarde is not None]
    volgorde = any(b.deel == "volgorde" for b in samen.botsingen)
    return [
        m
        for m in samen.meegekomen
        if m.nu not in gevraagd and m.mijn not in gevraagd and not (volgorde and m.soort == "verplaatst")
    ]


def van_wie(request: HttpRequest, ander: Voorganger) -> str:
    """Whose work came along, after "samen met"."""
    if ander.door == request.user:
        return "wat u intussen in een ander venster opsloeg"
    if ander.keren != 1 or ander.door is None:
        return "wat intussen in het plan kwam"
    return f"wat {ander.door} intussen opsloeg"


def geweigerd(request: HttpRequest, reden: str) -> HttpResponse:
    """Not allowed: the reason; the form on screen stays, and without scripts the text comes back."""
    return _melding(request, "U mag deze tekst niet wijzigen", reden, 403)


def uitgelogd(request: HttpRequest) -> HttpResponse:
    """The session ended meanwhile: what was typed is still there, and so is the way on."""
    if geposte_velden(request):
        reden = "Uw tekst staat hier nog. Log in een nieuw tabblad in en sla daarna opnieuw op."
    else:
        reden = "Er is niets veranderd. Log in een nieuw tabblad in en doe het daarna opnieuw."
    return _melding(request, "U bent uitgelogd", reden, 401)


def met_tekst(view: View) -> View:
    """For a view: a POST after the session ended gives back what was typed, before anything is looked up."""

    @wraps(view)
    def met(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            return uitgelogd(request)
        return view(request, *args, **kwargs)

    return met


def _melding(request: HttpRequest, kop: str, reden: str, status: int) -> HttpResponse:
    inhoud: dict[str, Any] = {"kop": kop, "reden": reden, "inloggen": status == 401}
    if is_htmx(request) or request.method != "POST":
        return TemplateResponse(request, "opgaven/_melding.html", inhoud, status=status)
    inhoud |= {"velden": geposte_velden(request), "eigen": geposte_tekst(request)}
    return TemplateResponse(request, "opgaven/teruggegeven.html", inhoud, status=status)


def _antwoord(
    request: HttpRequest, plek: Sectievindplaats, fragment: str, inhoud: dict[str, Any], status: int = 200
) -> HttpResponse:
    in_pagina = not is_htmx(request)
    inhoud |= {
        "plek": plek,
        "plaats": plek.plaats,
        "opgave": plek.opgave,
        "sectie": plek.inhoud,
        "code": plek.code,
        "nummer": plek.hoofdstuk,
        "volgnummer": plek.nummer,
        "document": plek.document,
        "in_pagina": in_pagina,
        "fragment": fragment,
        "dicht": plek.dicht,
        "gang": plek.gang,
    }
    if in_pagina:
        inhoud |= {"kruimel": plek.kruimel, "cluster": plek.cluster}
    return TemplateResponse(request, "opgaven/pagina.html" if in_pagina else fragment, inhoud, status=status)


def _leesblad(plek: Sectievindplaats) -> str:
    return "opgaven/_sectie.html" if plek.opgave else "opgaven/_hoofdstuksectie.html"


def _andere_kladden(plek: Sectievindplaats, kladden: list[Kladje], venster: Venster) -> list[tuple[Kladje, bool]]:
    """Those that are not in this window already, with whether the section was changed since they were begun."""
    return [(k, k.vanaf_versie < plek.rij.versie) for k in kladden if k.venster not in venster.namen]


def _door(request: HttpRequest, rij: Sectie) -> str:
    """Who saved the section, and when, as the subject and verb of a sentence."""
    wanneer = "kort geleden"
    if rij.gewijzigd_op:
        vandaag = timezone.localdate(rij.gewijzigd_op) == timezone.localdate()
        op = getallen.tijd(rij.gewijzigd_op) if vandaag else getallen.datum_tijd(rij.gewijzigd_op)
        wanneer = f"om {op}" if vandaag else f"op {op}"
    if rij.gewijzigd_door is None:
        return f"Een collega sloeg deze sectie {wanneer} op"
    if rij.gewijzigd_door == request.user:
        return f"U sloeg deze sectie {wanneer} zelf op, in een ander venster"
    return f"{rij.gewijzigd_door} sloeg deze sectie {wanneer} op"
