"""What waits for somebody among the comments, for Mijn werk. Each part one query."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from governance.models import Rol
from npvr import adressen, getallen
from opgaven.bezoek import Bezoek
from opgaven.kladden import wanneer
from reacties.gesprekken import wie_schreef
from reacties.lijst import KLAAR_VOOR_VRIJGAVE
from reacties.models import Bericht, Melding, Reactie, ReactieKlad, Ronde
from reacties.namen import koppel
from reacties.permissions import Inzage

GENOEMD = 5
"""As many comments are named; the rest are in the list."""

Rij = tuple[str, str, str]
"""Words, address, and what stands under them."""
Deel = tuple[str, str, list[Rij], str]
"""Code, heading, what waits, and what is said when nothing does."""


def delen(visite: Bezoek, user: User) -> Iterator[Deel]:
    """At most eight queries."""
    inzage = Inzage.uit(visite.rechten)
    yield _meldingen(user)
    if inzage.team:
        yield _te_beantwoorden(visite, inzage)
    if Rol.Soort.PROGRAMMAMANAGER in inzage.rollen:
        yield _vrij_te_geven(visite)
    yield _genoemd(visite, inzage, user)
    if inzage.mag_reageren():
        yield _kladden(visite, user)
    if Rol.Soort.MINISTERIECONTACT in inzage.rollen:
        yield _te_versturen(visite, user)


def _meldingen(user: User) -> Deel:
    """How many are new, over all regions, and what the last one says."""
    nieuw = list(Melding.objects.filter(user=user, gelezen_op__isnull=True).values_list("zin", flat=True)[:100])
    rij = (getallen.aantal(len(nieuw), "nieuwe melding", "nieuwe meldingen"), reverse("meldingen:lijst"))
    return "meldingen", "Meldingen", [(*rij, nieuw[0])] if nieuw else [], "U hebt geen nieuwe meldingen."


def _te_beantwoorden(visite: Bezoek, inzage: Inzage) -> Deel:
    """The oldest first; of a redacteur with opgaven of their own only those. Two queries."""
    code = visite.regio.code
    rijen = Reactie.objects.onbeantwoord().filter(plan=visite.plan, antwoord__isnull=True)
    if Rol.Soort.PROGRAMMAMANAGER not in inzage.rollen and inzage.beperkt_tot:
        rijen = rijen.filter(opgave__in=inzage.beperkt_tot)
    wacht = list(rijen.defer("anker", "voorstel").order_by("gemaakt_op", "pk")[: GENOEMD + 1])
    koppel(wacht)
    uit = [
        (
            f"{r.code or 'Het plan'} · {r.afzender or r.door or ''}".strip(" ·"),
            adressen.reactie(code, r.pk),
            " ".join(r.tekst.split()[:14]) or "Stelt een andere tekst voor.",
        )
        for r in wacht[:GENOEMD]
    ]
    if len(wacht) > GENOEMD:
        uit.append(("Alle open reacties", f"{reverse('reacties:lijst', args=[code])}?stand=open", ""))
    return "reacties", "Reacties die op antwoord wachten", uit, "Er wacht geen reactie op antwoord."


def _vrij_te_geven(visite: Bezoek) -> Deel:
    hoeveel = Reactie.objects.ingediend().filter(plan=visite.plan).filter(KLAAR_VOOR_VRIJGAVE).count()
    adres = reverse("reacties:antwoorden", args=[visite.regio.code])
    wat = f"{getallen.hoofdletter(getallen.aantal(hoeveel, 'reactie', 'reacties'))} met een antwoord of uitkomst"
    return "vrijgave", "Vrij te geven", [(wat, adres, "")] if hoeveel else [], "Er wacht geen antwoord op vrijgave."


def _genoemd(visite: Bezoek, inzage: Inzage, user: User) -> Deel:
    """Rights are asked again: who may read it no more is not told. One query, two more where somebody is mentioned."""
    mag = Reactie.objects.staat().filter(plan=visite.plan).zichtbaar_voor(inzage)
    genoemd = Bericht.objects.filter(genoemd=user, reactie__in=mag)
    if not inzage.mag_intern():
        genoemd = genoemd.filter(intern=False)
    pks = list(genoemd.order_by("-gemaakt_op", "-pk").values_list("pk", flat=True)[:GENOEMD])
    velden = Bericht.objects.select_related("link", "reactie").defer("reactie__anker", "tekst")
    berichten = list(velden.filter(pk__in=pks).order_by("-gemaakt_op", "-pk")) if pks else []
    koppel((b.reactie for b in berichten), berichten)
    rijen = [
        (
            f"{wie_schreef(b, b.reactie, inzage)} bij {b.reactie.code or 'het plan'}",
            f"{adressen.reactie(visite.regio.code, b.reactie_id)}#bericht-{b.pk}",
            getallen.datum(timezone.localdate(b.gemaakt_op)),
        )
        for b in berichten
    ]
    return "genoemd", "U bent genoemd", rijen, "Niemand heeft u genoemd bij een reactie."


def _kladden(visite: Bezoek, user: User) -> Deel:
    rijen = [
        (" ".join(str(k.velden.get("tekst", [""])[-1]).split()[:10]) or "Een reactie", k.plek, wanneer(k.bewaard_op))
        for k in ReactieKlad.objects.filter(user=user, plan=visite.plan).order_by("-bewaard_op")[:GENOEMD]
        if k.plek.startswith(f"/{visite.regio.code}/")
    ]
    return "reactiekladden", "Reacties die u nog niet hebt geplaatst", rijen, "U hebt geen reactie die nog niet staat."


def _te_versturen(visite: Bezoek, user: User) -> Deel:
    """Own comments that were kept as a draft, or that a round closed without: nobody but the ministry reads them."""
    rijen = Reactie.objects.staat().filter(plan=visite.plan, door=user, ingediend_op__isnull=True)
    rijen = rijen.filter(Q(ronde__isnull=True) | Q(ronde__stand=Ronde.Stand.GESLOTEN))
    uit = [
        (
            f"{r.code or 'Het plan'} · {' '.join(r.tekst.split()[:10]) or 'Stelt een andere tekst voor.'}",
            adressen.reactie(visite.regio.code, r.pk),
            f"bewaard op {getallen.datum(timezone.localdate(r.gemaakt_op))}",
        )
        for r in rijen.defer("anker", "voorstel").order_by("-gemaakt_op", "-pk")[:GENOEMD]
    ]
    return "reactieconcepten", "Concepten die u nog niet hebt verstuurd", uit, "U hebt geen reactie als concept."
