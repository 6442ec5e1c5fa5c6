"""Weg naar vaststelling: per fiche its state, whose turn it is, and what is left to do."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from documenten import passing
from governance.models import Rol
from opgaven.actions.werkorde import StandVeranderd, TekstVeranderd, verzet
from opgaven.bezoek import Bezoek, bezoek
from opgaven.controle import controle
from opgaven.permissions import eis_geschiedenis
from opgaven.views.antwoorden import uitgelogd
from opgaven.views.werkorde import botsing
from opgaven.werkorde import PER_CODE, Status, aan_zet, standen
from portaal.weg import komend, voortgang, wegingen

ALLEEN_MANAGER = "Meer fiches tegelijk voorleggen kan alleen de programmamanager."


@require_http_methods(["GET", "HEAD", "POST"])
def weg(request: HttpRequest, regio: str) -> HttpResponse:
    """Three queries more than the visit. POST lays several fiches before who judges them, each on its own."""
    if request.method == "POST" and not request.user.is_authenticated:
        return uitgelogd(request)
    visite = bezoek(request, regio)
    eis_geschiedenis(visite.rechten)
    if request.method == "POST":
        return _leg_voor(request, visite)
    rij = standen(visite.plan)
    status = request.GET.get("stand", "")
    beurt = request.GET.get("beurt", "")
    gevonden = controle(visite.plan, visite.document, passing.bladzijden(visite.document))
    gemeten = passing.bekend(visite.document)
    rijen = [
        {"stand": s, "wegingen": wegingen(gevonden, s.sleutel), "past": gemeten.get(s.nummer)}
        for s in rij
        if (status not in Status.values or s.status == status)
        and (beurt not in Rol.Soort.values or beurt in aan_zet(s.status))
    ]
    hier = reverse("portaal:weg", args=[regio])
    keuzes = [("Alle fiches", hier, not status and not beurt)]
    keuzes += [(s.label, f"{hier}?stand={s.value}", status == s.value) for s in Status]
    keuzes += [
        (f"Aan zet: {soort.label.lower()}", f"{hier}?beurt={soort.value}", beurt == soort.value)
        for soort in (Rol.Soort.REDACTEUR, Rol.Soort.EIGENAAR)
    ]
    context = {
        "kruimel": [(visite.regio.naam, reverse("portaal:voorpagina", args=[regio]))],
        "rijen": rijen,
        "totaal": len(rij),
        "voortgang": voortgang(rij),
        "keuzes": keuzes,
        "komend": komend(visite.regio, timezone.localdate()),
        "mag_kiezen": Rol.Soort.PROGRAMMAMANAGER in visite.rechten.rollen
        and any(r["stand"].status == Status.CONCEPT for r in rijen),  # type: ignore[union-attr]
    }
    return TemplateResponse(request, "portaal/weg/pagina.html", context)


def _leg_voor(request: HttpRequest, visite: Bezoek) -> HttpResponse:
    if Rol.Soort.PROGRAMMAMANAGER not in visite.rechten.rollen:
        raise PermissionDenied(ALLEEN_MANAGER)
    gezien = dict(waarde.split(":", 1) for waarde in request.POST.getlist("fiche") if ":" in waarde)
    if not gezien:
        messages.warning(request, "Kies eerst een of meer fiches. Er is niets voorgelegd.")
    for s in standen(visite.plan):
        if str(s.nummer) not in gezien:
            continue
        fiche = f"{s.nummer} {s.titel}"
        try:
            nieuw = verzet(
                opgave=s.pk, stap=PER_CODE["leg_voor"], door=cast(User, request.user), gezien=gezien[str(s.nummer)]
            )
        except StandVeranderd as anders:
            messages.warning(request, f"{fiche}: {botsing(anders.opgave)}")
        except TekstVeranderd:
            messages.warning(request, f"{fiche}: de tekst is intussen gewijzigd. Niet voorgelegd; kijk eerst opnieuw.")
        else:
            messages.success(request, f"{fiche}: {'voorgelegd' if nieuw else 'was al voorgelegd'}.")
    return HttpResponseRedirect(reverse("portaal:weg", args=[visite.regio.code]), status=303)
