"""Contact persons: who fills which seat, for who needs to reach them."""

from __future__ import annotations

import json
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from npvr.bestand import Bestand, antwoord
from npvr.formaten import JSON
from npvr.gezien import merk

from ..actions.contacten import wis_contact, zet_contact
from ..bezoek import Regiobezoek, kamerbezoek, kamerpagina
from ..models import Contact, Lidmaatschap
from ..structuurrechten import eis_structuur, mag_structuur
from ..velden import Dagveld, MetVelden
from ..zicht import Zicht
from .structuur import kruimel

NIET_ZIEN = "Contactpersonen ziet wie in een gremium zit, en wie de gremia bijhoudt. Vraag de secretaris wie u zoekt."


class ContactForm(MetVelden, forms.ModelForm):
    class Meta:
        model = Contact
        fields = ("naam", "email", "telefoon", "sinds")
        widgets = {"sinds": Dagveld()}

    def _post_clean(self) -> None:
        """As it will be in the row is for the action."""


def _zetel(visite: Regiobezoek, pk: int) -> Lidmaatschap:
    rijen = Lidmaatschap.objects.select_related("gremium__regio", "organisatie", "ministerie")
    rij = rijen.filter(gremium__regio=visite.regio, pk=pk).first()
    if rij is None:
        raise Http404("Deze zetel is er niet.")
    return rij


@kamerpagina("GET")
def lijst(request: HttpRequest, regio: str) -> HttpResponse:
    """Of the bodies that the visitor is a member of; of all for who keeps them. Two queries beside the visit."""
    visite = kamerbezoek(request, regio)
    zicht, mag = Zicht.van(visite.rechten, visite.regio), mag_structuur(visite.rechten)
    if not (mag or zicht.van_allen or zicht.lid_van):
        raise PermissionDenied(NIET_ZIEN)
    zetels = Lidmaatschap.objects.op(timezone.localdate()).filter(gremium__regio=visite.regio)
    if not (mag or zicht.van_allen):
        zetels = zetels.filter(gremium__in=zicht.lid_van)
    rijen = zetels.select_related("gremium", "organisatie", "ministerie", "contact")
    per: dict[str, list[Lidmaatschap]] = {}
    for z in rijen.order_by("gremium__volgorde", "gremium", "volgorde", "pk"):
        if mag or hasattr(z, "contact"):
            per.setdefault(z.gremium.naam, []).append(z)
    context = {"kruimel": kruimel(visite), "per": per, "mag": mag}
    return TemplateResponse(request, "governance/contacten.html", context)


@kamerpagina("GET", "POST")
def contact(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite = kamerbezoek(request, regio)
    eis_structuur(cast(User, request.user), visite.regio, visite.rechten)
    zetel = _zetel(visite, pk)
    rij = Contact.objects.filter(zetel=zetel).first()
    staat, terug = merk(rij), reverse("overleg:contacten", args=[regio])
    post = request.POST if request.method == "POST" else None
    form = ContactForm(post, instance=rij and Contact.objects.get(pk=rij.pk))
    if post is not None and form.is_valid():
        zet_contact(zetel=zetel, velden=form.cleaned_data, door=cast(User, request.user), gezien=post.get("gezien", ""))
        messages.success(request, "De contactpersoon is bewaard.")
        return HttpResponseRedirect(terug, status=303)
    context: dict[str, Any] = {
        "kruimel": kruimel(visite, ("Contactpersonen", terug)),
        "boventitel": zetel.gremium.naam,
        "titel": f"Contactpersoon: {zetel}",
        "uitleg": "Deze gegevens staan in geen document, versie of afdruk.",
        "form": form,
        "rij": staat,
        "terug": terug,
    }
    if rij is not None:
        context["weg"] = reverse("overleg:contact_wissen", args=[regio, pk])
        context["weg_uitleg"] = "Wist de persoon, zonder spoor. De positie blijft."
        context["export"] = reverse("overleg:contact_export", args=[regio, pk])
    return TemplateResponse(request, "governance/formulier.html", context, status=422 if form.is_bound else 200)


@kamerpagina("POST")
def wissen(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    visite = kamerbezoek(request, regio)
    eis_structuur(cast(User, request.user), visite.regio, visite.rechten)
    if wis_contact(zetel=_zetel(visite, pk), door=cast(User, request.user), gezien=request.POST.get("gezien", "")):
        messages.success(request, "De contactpersoon is gewist. De positie blijft.")
    return HttpResponseRedirect(reverse("overleg:contacten", args=[regio]), status=303)


@kamerpagina("GET")
def export(request: HttpRequest, regio: str, pk: int) -> HttpResponse:
    """All that is kept of one person, to hand to them."""
    visite = kamerbezoek(request, regio)
    eis_structuur(cast(User, request.user), visite.regio, visite.rechten)
    zetel = _zetel(visite, pk)
    rij = Contact.objects.filter(zetel=zetel).first()
    if rij is None:
        raise Http404("Bij deze zetel staat geen contactpersoon.")
    velden = {
        str(veld.verbose_name): {"waarde": str(getattr(rij, veld.name) or ""), "doel": str(veld.help_text)}
        for veld in Contact._meta.fields
        if veld.name in ContactForm.Meta.fields
    }
    inhoud = {"gremium": zetel.gremium.naam, "positie": str(zetel), "gegevens": velden}
    gegevens = json.dumps(inhoud, ensure_ascii=False, indent=2).encode()
    return antwoord(request, lambda: Bestand.als(JSON, "contactgegevens", gegevens))
