"""Mijn werk: what waits for the person who asks, by the roles they have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from documenten import passing
from governance.models import Actie, Overleg, Rol, Uitnodiging
from governance.overlegstanden import SCHRIJVERS
from governance.rechtencontrole import standen as controlestanden
from governance.rolhouders import rollen as rollen_nu
from npvr import adressen, getallen
from opdrachten.models import Opdracht
from opgaven.bevindingen import Bevindingwegwijzer
from opgaven.bezoek import Bezoek, bezoek
from opgaven.controle import controle
from opgaven.models import Klad, Plan
from opgaven.permissions import eis_geschiedenis
from opgaven.werkorde import Fichestand, Status, redenen, standen
from plandocument.documentsoorten import PLAN
from portaal import mijn_reacties
from portaal.besluitregister import onuitgevoerd, zicht_van
from portaal.overzicht import kaarten
from portaal.weg import komend, voortgang, wegingen, zonder_contact
from reacties.models import Deelname, Reactie
from reacties.permissions import Inzage
from reacties.rondebeeld import gevraagd
from reacties.rondestanden import bezwaar, laatste_dag
from reacties.rondevragen import adres_in
from versies.bezoek import document_van
from versies.gevraagd import uit_te_voeren
from versies.models import Goedkeuring, Publicatie, Versie
from versies.permissions import VASTLEGGERS

R = Rol.Soort
BEHEER = {R.BEHEERDER, R.PROGRAMMAMANAGER}
LEZERS = {R.SECRETARIS, R.BESTUURSLID, R.ONDERTEKENAAR, R.LEZER}
BINNENKORT = timedelta(days=30)
VERSIES = 5
"""As many of the versions that are not public are named."""


@dataclass(frozen=True, slots=True)
class Werkregel:
    """One thing that waits; `daad` is a second link."""

    tekst: str
    url: str
    bij: str = ""
    daad: str = ""
    daad_url: str = ""


@dataclass(frozen=True, slots=True)
class Werkdeel:
    """A part of the page."""

    code: str
    kop: str
    rijen: list[Werkregel]
    leeg: str


@never_cache
@login_required
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Where one lands after login: on Mijn werk of one's only region, otherwise at the regions. One query."""
    codes = list(
        Plan.objects.huidige(PLAN)
        .filter(regio__in=rollen_nu(user=request.user).values("regio"))
        .order_by("regio__code")
        .values_list("regio__code", flat=True)[:2]
    )
    return HttpResponseRedirect(reverse("portaal:mijn_werk", args=codes) if len(codes) == 1 else "/")


@never_cache
@require_safe
def mijn_werk(request: HttpRequest, regio: str) -> HttpResponse:
    """At most twenty-two queries more than the visit, whatever the plan holds."""
    visite = bezoek(request, regio)
    eis_geschiedenis(visite.rechten)
    user, rij = cast(User, request.user), standen(visite.plan)
    delen = list(_delen(visite, user, rij))
    context = {
        "kruimel": [(visite.regio.naam, reverse("portaal:voorpagina", args=[regio]))],
        "delen": [d for d in delen if d.rijen],
        "leeg": [d for d in delen if not d.rijen],
        "voortgang": voortgang(rij),
        "komend": komend(visite.regio, timezone.localdate()),
    }
    return TemplateResponse(request, "portaal/mijn_werk/pagina.html", context)


def _delen(visite: Bezoek, user: User, rij: list[Fichestand]) -> Iterator[Werkdeel]:
    rollen = visite.rechten.rollen
    if rollen & {R.EIGENAAR, R.PROGRAMMAMANAGER}:
        yield _toetsing(visite, rij)
    if rollen & VASTLEGGERS:
        yield _te_bevestigen(visite, user)
    if rollen & SCHRIJVERS:
        yield from _overleggen(visite)
    if rollen & {R.REDACTEUR, R.PROGRAMMAMANAGER}:
        yield _kladden(visite, user)
        yield _gevraagde_wijzigingen(visite)
    if R.REDACTEUR in rollen:
        yield from _concepten(visite, rij)
    if R.EIGENAAR in rollen:
        yield from _van_mij(visite, rij)
    if R.MINISTERIECONTACT in rollen:
        wacht = gevraagd(visite.plan, Inzage.uit(visite.rechten))
        yield _gevraagd(visite, wacht)
        yield _mijn_opgaven(visite, user, wacht)
    if R.SECRETARIS in rollen:
        yield _kanttekeningen(visite)
    if R.ONDERTEKENAAR in rollen:
        yield Werkdeel("tekenen", "Te ondertekenen", [], "Er ligt niets klaar om te ondertekenen.")
    for code, kop, rijen, leeg in mijn_reacties.delen(visite, user):
        yield Werkdeel(code, kop, [Werkregel(*rij) for rij in rijen], leeg)
    if rollen & LEZERS:
        yield _te_lezen(visite)
    if rollen & BEHEER:
        yield from _mensen(visite)
    yield _gemaakt(visite, user)


def _overleggen(visite: Bezoek) -> Iterator[Werkdeel]:
    """What meetings ask of who writes: a record to settle, papers to send, decisions to carry out, actions that are
    late. Four queries."""
    code, vandaag = visite.regio.code, timezone.localdate()
    wacht = Overleg.objects.van(visite.regio).filter(afgelast_op__isnull=True, datum__lte=vandaag)
    verslagen = [
        Werkregel(f"{o.gremium}, {getallen.datum(o.datum)}", reverse("overleg:overleg", args=[code, o.pk]), o.code)
        for o in wacht.exclude(stand=Overleg.Stand.VASTGESTELD)
    ]
    yield Werkdeel("verslagen", "Verslag nog niet vastgesteld", verslagen, "Elk verslag is vastgesteld.")
    straks = Overleg.objects.van(visite.regio).straks(vandaag).filter(stukken_op__lte=vandaag)
    stukken = [
        Werkregel(
            f"{o.gremium}, {getallen.datum(o.datum)}",
            reverse("overleg:overleg", args=[code, o.pk]),
            f"verzenden op {getallen.datum(o.stukken_op)}" if o.stukken_op else "",
        )
        for o in straks.filter(stukken_verzonden_op__isnull=True, gehouden_op__isnull=True)
    ]
    yield Werkdeel("stukken", "Stukken te verzenden", stukken, "Er zijn geen stukken te verzenden.")
    besluiten = []
    for b in onuitgevoerd(visite, zicht_van(visite)):
        voor = f"voor {getallen.datum(b.vervolg_voor)}" if b.vervolg_voor else ""
        wie = ", ".join(filter(None, (b.vervolg_wie, voor)))
        besluiten.append(Werkregel(f"{b.code}: {b.titel}", adressen.besluit(code, b.pk), wie))
    yield Werkdeel("besluiten", "Besluiten, nog niet uitgevoerd", besluiten, "Elk besluit is uitgevoerd.")
    lijst = reverse("overleg:acties", args=[code])
    laat = Actie.objects.van(visite.regio).lopend().filter(voor__lt=vandaag)
    acties = [
        Werkregel(a.wat, f"{lijst}#actie-{a.pk}", f"{a.wie}, voor {getallen.datum(a.voor)}") for a in laat if a.voor
    ]
    yield Werkdeel("acties", "Acties over tijd", acties, "Geen actie is over tijd.")


def _fiche(visite: Bezoek, s: Fichestand, bij: str = "") -> Werkregel:
    return Werkregel(f"{s.nummer} {s.titel}", adressen.opgave(visite.regio.code, s.nummer), bij)


def _toetsing(visite: Bezoek, rij: list[Fichestand]) -> Werkdeel:
    wacht = [
        _fiche(visite, s, f"sinds {getallen.datum(timezone.localdate(s.sinds))}" if s.sinds else "")
        for s in rij
        if s.status == Status.TER_TOETSING
        and any(visite.rechten.voor(s.sleutel).met_rol(r) for r in (R.EIGENAAR, R.PROGRAMMAMANAGER))
    ]
    return Werkdeel("toetsing", "Ter toetsing", wacht, "Er wacht geen fiche op uw akkoord.")


def _kladden(visite: Bezoek, user: User) -> Werkdeel:
    """One query."""
    weg, code = Bevindingwegwijzer(visite.document), visite.regio.code
    rijen = []
    for klad in Klad.objects.filter(user=user, sectie__plan=visite.plan).select_related(
        "sectie__opgave", "sectie__soort", "sectie__hoofdstuk"
    ):
        s, wanneer = klad.sectie, f"bewaard op {getallen.datum_tijd(klad.bewaard_op)}"
        if s.opgave and s.soort:
            naam = f"{s.opgave.nummer}.{s.soort.letter} {s.soort.naam}"
            rijen.append(
                Werkregel(naam, reverse("opgaven:bewerk", args=[code, s.opgave.nummer, s.soort.code]), wanneer)
            )
        elif s.hoofdstuk:
            nummer, secties = weg.hoofdstukken.get(s.hoofdstuk.sleutel, (0, []))
            if s.sleutel in secties:
                plek = secties.index(s.sleutel) + 1
                adres = reverse("opgaven:hoofdstuk_bewerk", args=[code, nummer, plek])
                rijen.append(Werkregel(s.titel or f"H{nummer}.{plek}", adres, wanneer))
    return Werkdeel("kladden", "Nog niet opgeslagen", rijen, "U hebt geen tekst die nog niet is opgeslagen.")


def _concepten(visite: Bezoek, rij: list[Fichestand]) -> Iterator[Werkdeel]:
    """Two queries."""
    mijn = [s for s in rij if s.status == Status.CONCEPT and visite.rechten.voor(s.sleutel).met_rol(R.REDACTEUR)]
    waarom = redenen(mijn)
    terug = [s for s in mijn if waarom.get(s.pk, ("", ""))[0] == "stuur_terug"]
    yield Werkdeel(
        "terug",
        "Teruggestuurd",
        [_fiche(visite, s, f"{s.door or 'Een collega'}: {waarom[s.pk][1]}") for s in terug],
        "Er is geen fiche teruggestuurd.",
    )
    gevonden = controle(visite.plan, visite.document, passing.bladzijden(visite.document))
    lijst = reverse("portaal:plancontrole", args=[visite.regio.code])
    open_ = []
    for s in mijn:
        if tellingen := wegingen(gevonden, s.sleutel):
            woorden = ", ".join(f"{w.aantal} {w.woord}" for w in tellingen)
            fiche = _fiche(visite, s, woorden)
            open_.append(Werkregel(fiche.tekst, fiche.url, woorden, "Bekijk bevindingen", f"{lijst}?opgave={s.nummer}"))
    yield Werkdeel("concept", "In bewerking, met bevindingen", open_, "Uw fiches in bewerking hebben geen bevindingen.")


def _gevraagde_wijzigingen(visite: Bezoek) -> Werkdeel:
    """What bodies asked to change, until a version carries it out; to a redacteur of some opgaven only of those. One
    query, two where something was asked for."""
    weg, rijen = Bevindingwegwijzer(visite.document), []
    for g in uit_te_voeren(visite.plan, visite.document):
        if not visite.rechten.voor(g.plek.opgave if g.plek else "").mag_bewerken():
            continue
        bij = f"{g.door}, bij {g.amendement.goedkeuring.versie.label}"
        if g.bezig:
            bij += "; de tekst is hiervoor gewijzigd, nog in geen versie"
        versie = adressen.voorpagina(visite.regio.code, versie=g.amendement.goedkeuring.versie.code)
        plaats = weg.plaats(g.plek) if g.plek else None
        url = (plaats.url if plaats else "") or versie
        tekst = " ".join(filter(None, (g.code, g.amendement.tekst)))
        rijen.append(
            Werkregel(tekst, url, bij, "Bewerk" if plaats and plaats.herstel else "", plaats.herstel if plaats else "")
        )
    leeg = "Er is geen gevraagde wijziging die nog moet worden uitgevoerd."
    return Werkdeel("gevraagd", "Gevraagde wijzigingen", rijen, leeg)


def _gevraagd(visite: Bezoek, wacht: list[Deelname]) -> Werkdeel:
    """Rounds in which the ministry has not answered."""
    rijen = []
    for d in wacht:
        dagen = (laatste_dag(d, d.ronde) - timezone.localdate()).days
        nog = f"nog {getallen.aantal(dagen, 'dag', 'dagen')}" if dagen > 0 else "vandaag" if dagen == 0 else "voorbij"
        adres = reverse("reacties:ronde", args=[visite.regio.code, d.ronde.code])
        bij = f"{d.wie}, tot en met {getallen.datum(laatste_dag(d, d.ronde))} ({nog})"
        rijen.append(Werkregel(d.ronde.titel, adres, bij))
    return Werkdeel("rondes", "Uw reactie gevraagd", rijen, "Er is nu geen ronde die op uw ministerie wacht.")


def _mijn_opgaven(visite: Bezoek, user: User, wacht: list[Deelname]) -> Werkdeel:
    """One query. Those where the ministry is primary come first; what an open round asks about leads into it."""
    in_ronde: dict[str, Deelname] = {}
    for d in wacht:
        if not bezwaar(d.ronde, d, timezone.localdate()):
            in_ronde = dict.fromkeys(d.gevraagde_opgaven, d) | in_ronde
    codes = set(rollen_nu(visite.regio, R.MINISTERIECONTACT, user=user).values_list("ministerie__code", flat=True))
    gevonden = []
    for kaart in kaarten(visite):
        if hier := [m for m in kaart.ministeries if m.code in codes]:
            primair, nummer = any(m.primair for m in hier), kaart.opgave.nummer
            bij, adres = "primair" if primair else "betrokken", adressen.opgave(visite.regio.code, nummer)
            if (deelname := in_ronde.get(kaart.opgave.sleutel)) is not None:
                ronde = deelname.ronde
                daar = document_van(ronde.versie_id, ronde.versie.sha256).nummers.get(kaart.opgave.sleutel)
                adres = adres_in(ronde, visite.regio.code, daar) if daar else adres
                bij += f"; gevraagd in de ronde “{ronde.titel}”" if daar else ""
            regel = Werkregel(f"{nummer} {kaart.opgave.titel}", adres, bij)
            gevonden.append((not primair, regel))
    gevonden.sort(key=lambda paar: paar[0])
    return Werkdeel("opgaven", "Mijn opgaven", [r for _, r in gevonden], "Geen opgave noemt uw ministerie.")


def _van_mij(visite: Bezoek, rij: list[Fichestand]) -> Iterator[Werkdeel]:
    """Of an eigenaar of named opgaven; who owns them all has the list on the way to settlement."""
    grens = visite.rechten.toegang.grens(R.EIGENAAR)
    if grens:
        mijn = [_fiche(visite, s, s.woord.lower()) for s in rij if s.sleutel in grens]
        yield Werkdeel("eigen", "Uw opgaven", mijn, "Uw opgaven staan niet meer in dit plan.")


def _te_bevestigen(visite: Bezoek, user: User) -> Werkdeel:
    """Decisions that somebody else recorded: two people stand for one. One query."""
    wacht = (
        Goedkeuring.objects.filter(versie__plan=visite.plan, bevestigd_op__isnull=True)
        .exclude(vastgelegd_door=user)
        .select_related("versie", "besluit__gremium")
        .defer("versie__inhoud")
    )
    rijen = [
        Werkregel(
            f"{g.versie.label}: {g.besluit.get_uitkomst_display().lower()} door {g.besluit.gremium}",
            reverse("portaal:bevestigen", args=[visite.regio.code, g.versie.code, g.pk]),
            f"besluit van {getallen.datum(g.besluit.datum)}, vastgelegd op "
            f"{getallen.datum(timezone.localdate(g.vastgelegd_op))}",
        )
        for g in wacht
    ]
    return Werkdeel("besluiten", "Besluiten die op bevestiging wachten", rijen, "Er wacht geen besluit op bevestiging.")


def _kanttekeningen(visite: Bezoek) -> Werkdeel:
    """Pen notes on copies that nobody has settled yet, and where to key in more. One query."""
    lijst = reverse("portaal:kanttekeningen", args=[visite.regio.code])
    open_ = (
        Reactie.objects.onbeantwoord()
        .filter(plan=visite.plan, kanaal=Reactie.Kanaal.PAPIER, gremium__isnull=False, versie__isnull=False)
        .count()
    )
    rijen = [
        Werkregel(
            "Voer kanttekeningen van een afdruk in",
            reverse("portaal:kanttekeningen_invoeren", args=[visite.regio.code]),
        )
    ]
    if open_:
        rijen.insert(0, Werkregel("Kanttekeningen die nog open zijn", f"{lijst}?stand=open", getallen.getal(open_)))
    return Werkdeel("kanttekeningen", "Kanttekeningen", rijen, "")


def _te_lezen(visite: Bezoek) -> Werkdeel:
    """What is published, and what was frozen after it. Two queries."""
    regio = visite.regio.code
    openbaar = Publicatie.objects.huidig().filter(plan=visite.plan).select_related("versie").defer("versie__inhoud")
    nu = openbaar.first()
    rijen = []
    if nu:
        sinds = f"gepubliceerd op {getallen.datum(timezone.localdate(nu.vanaf))}; dit leest iedereen"
        rijen.append(Werkregel(nu.versie.label, adressen.voorpagina(regio, versie=nu.versie.code), sinds))
    nieuwer = Versie.objects.zonder_inhoud().filter(plan=visite.plan, nummer__gt=nu.versie.nummer if nu else 0)
    for versie in nieuwer[:VERSIES]:
        op = f"gemaakt op {getallen.datum(timezone.localdate(versie.gemaakt_op))}; nog niet gepubliceerd"
        rijen.append(Werkregel(versie.label, adressen.voorpagina(regio, versie=versie.code), op))
    return Werkdeel("lezen", "Te lezen", rijen, "Er is nog geen versie van het plan gemaakt.")


def _gemaakt(visite: Bezoek, user: User) -> Werkdeel:
    """What this person has under way, and what ended in the last day. One query."""
    code = visite.regio.code
    rijen = []
    for o in Opdracht.objects.van(user, visite.regio).nieuws().defer("gegevens"):
        bij = o.get_stand_display().lower()
        if o.stand == Opdracht.Stand.KLAAR and o.bewaard_tot:
            bij = f"klaar, te halen tot en met {getallen.datum(timezone.localdate(o.bewaard_tot))}"
        rijen.append(Werkregel(o.titel, reverse("opdrachten:opdracht", args=[code, o.pk]), bij))
    return Werkdeel("gemaakt", "Gevraagde bestanden", rijen, "U hebt vandaag geen bestand laten maken.")


def _mensen(visite: Bezoek) -> Iterator[Werkdeel]:
    """Five queries."""
    nu, code = timezone.now(), visite.regio.code
    personen = reverse("governance:personen", args=[code])
    open_ = Uitnodiging.objects.open().filter(regio=visite.regio, verloopt_op__lt=nu + timedelta(days=2))
    yield Werkdeel(
        "uitnodigingen",
        "Uitnodigingen die verlopen",
        [
            Werkregel(u.email, f"{personen}#uitnodigingen",
                  f"{'verlopen' if u.verlopen else 'verloopt'} op {getallen.datum(timezone.localdate(u.verloopt_op))}")
            for u in open_
        ],
        "Er verloopt geen uitnodiging.",
    )  # fmt: skip
    yield Werkdeel(
        "rechtencontrole",
        "Rollen te controleren",
        [
            Werkregel(stand.naam, f"{reverse('governance:rechten', args=[code])}#k-controle",
                  f"voor {getallen.datum(stand.voor)}")
            for stand in controlestanden(visite.regio, timezone.localdate()) if stand.nodig
        ],
        "De rollen zijn gecontroleerd.",
    )  # fmt: skip
    eindigt = rollen_nu(visite.regio, tot__lt=nu + BINNENKORT).select_related("user").order_by("tot")
    yield Werkdeel(
        "rollen",
        "Rollen die binnenkort eindigen",
        [
            Werkregel(str(r.user), reverse("governance:persoon", args=[code, r.user_id]),
                  f"{r.get_soort_display()}, tot {getallen.datum(timezone.localdate(r.tot))}")
            for r in eindigt
        ],
        "Er eindigt de komende 30 dagen geen rol.",
    )  # fmt: skip
    uitnodigen = reverse("governance:uitnodigen", args=[code])
    yield Werkdeel(
        "ministeries",
        "Ministeries zonder contactpersoon",
        [
            Werkregel(
                z.naam,
                reverse("portaal:ministerie", args=[code, z.code]),
                "; ".join(
                    f"{woord} bij {getallen.opsomming([str(o.nummer) for o in opgaven])}"
                    for woord, opgaven in (("primair", z.primair), ("betrokken", z.betrokken))
                    if opgaven
                ),
                "Nodig iemand uit",
                f"{uitnodigen}?{urlencode({'rol': R.MINISTERIECONTACT.value, 'ministerie': z.code})}",
            )
            for z in zonder_contact(visite)
        ],
        "Elk ministerie dat een fiche noemt, heeft een contactpersoon.",
    )
