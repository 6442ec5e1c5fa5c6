"""Weg naar vaststelling: per fiche its state, whose turn it is, and what is left to do."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from accounts.models import User
from documenten import passing
from governance.models import Rol
from npvr import getallen
from opgaven.actions.werkorde import StandVeranderd, TekstVeranderd, verzet
from opgaven.bezoek import Bezoek, bezoek
from opgaven.controle import controle
from opgaven.permissions import eis_geschiedenis
from opgaven.views.antwoorden import met_tekst
from opgaven.views.werkorde import botsing
from opgaven.werkorde import PER_CODE, Status, aan_zet, standen
from portaal.weg import komend, voortgang, wegingen, zwaarte
from reacties.permissions import Inzage
from reacties.tellingen import open_per_opgave

VOLGORDES = {"": "nummer", "stand": "stand", "bevindingen": "bevindingen", "past": "lengte"}
"""By what the table may be sorted; within it by number."""
_ZWAARTE = list(Status.values)
ALLEEN_MANAGER = "Meer fiches tegelijk voorleggen kan alleen de programmamanager."


@require_http_methods(["GET", "HEAD", "POST"])
@met_tekst
def weg(request: HttpRequest, regio: str) -> HttpResponse:
    """Four queries more than the visit. POST lays several fiches before who judges them, each on its own."""
    visite = bezoek(request, regio)
    eis_geschiedenis(visite.rechten)
    if request.method == "POST":
        return _leg_voor(request, visite)
    rij = standen(visite.plan)
    status, beurt, op = (
        waarde if (waarde := request.GET.get(naam, "")) in geldig else ""
        for naam, geldig in (("stand", Status.values), ("beurt", Rol.Soort.values), ("op", VOLGORDES))
    )
    gevonden = controle(visite.plan, visite.document, passing.bladzijden(visite.document))
    gemeten = passing.bekend(visite.document)
    reacties = open_per_opgave(visite, Inzage.uit(visite.rechten))
    rijen: list[dict[str, Any]] = [
        {
            "stand": s,
            "wegingen": wegingen(gevonden, s.sleutel),
            "zwaarte": zwaarte(gevonden, s.sleutel),
            "past": gemeten.get(s.nummer),
            "reacties": reacties.get(s.sleutel, 0),
        }
        for s in rij
        if (not status or s.status == status) and (not beurt or beurt in aan_zet(s.status))
    ]
    rijen.sort(key=lambda r: _sleutel(r, op))
    hier = reverse("portaal:weg", args=[regio])

    def adres(**anders: str) -> str:
        delen = {k: v for k, v in {"stand": status, "beurt": beurt, "op": op, **anders}.items() if v}
        return f"{hier}?{urlencode(delen)}#fiches" if delen else f"{hier}#fiches"

    keuzes = [("Alle fiches", adres(stand="", beurt=""), not status and not beurt)]
    keuzes += [(s.label, adres(stand=s.value, beurt=""), status == s.value) for s in Status]
    keuzes += [
        (f"Aan zet: {soort.label.lower()}", adres(beurt=soort.value, stand=""), beurt == soort.value)
        for soort in (Rol.Soort.REDACTEUR, Rol.Soort.EIGENAAR)
    ]
    context = {
        "kruimel": [(visite.regio.naam, reverse("portaal:voorpagina", args=[regio]))],
        "rijen": rijen,
        "totaal": len(rij),
        "voortgang": voortgang(rij),
        "keuzes": keuzes,
        "volgordes": [(naam, adres(op=code), code == op) for code, naam in VOLGORDES.items()],
        "op": op,
        "komend": komend(visite.regio, timezone.localdate()),
        "mag_kiezen": Rol.Soort.PROGRAMMAMANAGER in visite.rechten.rollen
        and any(r["stand"].status == Status.CONCEPT for r in rijen),
    }
    return TemplateResponse(request, "portaal/weg/pagina.html", context)


def _sleutel(rij: dict[str, Any], op: str) -> tuple[Any, ...]:
    """Most to do first; a fiche that was not measured comes last."""
    stand = rij["stand"]
    eerst: dict[str, tuple[Any, ...]] = {
        "stand": (_ZWAARTE.index(stand.status),),
        "bevindingen": tuple(-n for n in rij["zwaarte"]),
        "past": (-rij["past"].paginas if rij["past"] else 0,),
    }
    return (*eerst.get(op, ()), stand.nummer)


def _leg_voor(request: HttpRequest, visite: Bezoek) -> HttpResponse:
    if Rol.Soort.PROGRAMMAMANAGER not in visite.rechten.rollen:
        raise PermissionDenied(ALLEEN_MANAGER)
    gezien = dict(waarde.split(":", 1) for waarde in request.POST.getlist("fiche") if ":" in waarde)
    if not gezien:
        messages.warning(request, "Kies eerst een of meer fiches. Er is niets voorgelegd.")
    gedaan: list[int] = []
    al: list[int] = []
    niet: list[str] = []
    for s in standen(visite.plan):
        if str(s.nummer) not in gezien:
            continue
        try:
            nieuw = verzet(
                opgave=s.pk, stap=PER_CODE["leg_voor"], door=cast(User, request.user), gezien=gezien[str(s.nummer)]
            )
        except StandVeranderd as anders:
            niet.append(f"{s.nummer} {s.titel}: {botsing(anders.opgave)}")
        except TekstVeranderd:
            niet.append(f"{s.nummer} {s.titel}: de tekst is intussen gewijzigd.")
        else:
            (gedaan if nieuw else al).append(s.nummer)
    if gedaan or al:
        messages.success(request, _voorgelegd(gedaan, al))
    if niet:
        wat = getallen.hoofdletter(getallen.aantal(len(niet), "fiche", "fiches"))
        messages.warning(request, " ".join([f"{wat} niet voorgelegd. Kijk eerst opnieuw.", *niet]))
    return HttpResponseRedirect(reverse("portaal:weg", args=[visite.regio.code]), status=303)


def _voorgelegd(gedaan: list[int], al: list[int]) -> str:
    """One sentence, or two, for however many: "3 fiches voorgelegd: 1, 2 en 3." """
    zinnen = [
        f"{getallen.hoofdletter(getallen.aantal(len(nummers), 'fiche', 'fiches'))} {wat}: "
        f"{getallen.opsomming(nummers)}."
        for nummers, wat in ((gedaan, "voorgelegd"), (al, "al voorgelegd"))
        if nummers
    ]
    return " ".join(zinnen)
