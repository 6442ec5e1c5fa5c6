"""Comments, answers and a change for the tests of the reactienota and the dossier, with a mark in what is not out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.test import RequestFactory
from django.utils import timezone

from accounts.models import User
from governance.models import Ministerie, Organisatie
from opgaven.actions.secties import bewaar_sectie
from opgaven.bezoek import Bezoek, bezoek
from opgaven.bouw import bouw, bouw_sectie
from opgaven.models import Plan, Sectie
from plandocument import anker as ankers
from reacties.aanleiding import aanleiding_van
from reacties.actions.antwoorden import geef_antwoord, geef_vrij
from reacties.actions.gesprekken import behandel, zeg
from reacties.actions.kladden import bewaar as bewaar_klad
from reacties.actions.reacties import plaats
from reacties.models import Antwoord, Deelname, Reactie, Ronde
from reacties.permissions import Inzage
from reacties.plekken import code_van
from reacties.standen import PER_CODE
from versies.actions.versies import maak_versie

LEK = {
    "klad": "lek0klad7f",
    "concept": "lek1concept7f",
    "antwoord": "lek2antwoord7f",
    "intern": "lek3intern7f",
    "reden": "lek4reden7f",
    "ingediend": "lek5ingediend7f",
}
"""What is in no file that goes out: drafts of comments and answers, internal replies, what was not released."""
NAMEN = ("Jan Contact", "Piet Redactie")


@dataclass
class Toneel:
    """Four released comments, one of them changed the text; one that is submitted only; one of the ministry alone."""

    plan: Plan
    ronde: Ronde
    manager: User
    redacteur: User
    ocw: User
    verwerkt: Reactie
    afgewezen: Reactie
    ingediend: Reactie
    concept: Reactie

    def visite(self, user: User) -> tuple[Bezoek, Inzage]:
        request = RequestFactory().get("/")
        request.user = user
        visite = bezoek(request, "twente")
        return visite, Inzage.uit(visite.rechten)


def zet(plan: Plan, tekst: str, code: str, ministerie: str = "", **velden: Any) -> Reactie:
    document = bouw(plan)
    anker = ankers.bij_code(document, code)
    velden.setdefault("ingediend", True)
    rij = Ministerie.objects.get(code=ministerie) if ministerie else None
    return plaats(plan=plan, anker=anker, code=code_van(document, anker), tekst=tekst, ministerie=rij, **velden)


def geef_alles_vrij(plan: Plan, door: User, *reacties: Reactie) -> None:
    rijen = Reactie.objects.filter(pk__in=[r.pk for r in reacties])
    antwoorden = Antwoord.objects.filter(reacties__in=rijen)
    geef_vrij(
        plan=plan,
        reacties=dict(rijen.values_list("pk", "wijziging")),
        antwoorden=dict(antwoorden.values_list("pk", "versie")),
        door=door,
    )


def zet_op(plan: Plan, persoon: Callable[..., User]) -> Toneel:
    manager, redacteur = persoon("programmamanager"), persoon("redacteur")
    ocw = persoon("ministeriecontact", "ocw")
    for user, naam in ((ocw, NAMEN[0]), (redacteur, NAMEN[1])):
        user.naam = naam
        user.save()
    ronde = Ronde.objects.create(
        plan=plan,
        code="najaar",
        titel="Najaarsronde",
        versie=maak_versie(plan=plan, label="Voor de ronde", door=manager),
        opgaven=[o.sleutel for o in bouw(plan).opgaven],
        deadline=date(2099, 12, 11),
        stand=Ronde.Stand.OPEN,
        geopend_op=timezone.now(),
        geopend_door=manager,
    )
    for code in ("ocw", "vro"):
        Deelname.objects.create(ronde=ronde, ministerie=Ministerie.objects.get(code=code))
    bzk = Ministerie.objects.get(code="bzk")
    Deelname.objects.create(ronde=ronde, ministerie=bzk, stand=Deelname.Stand.GEEN, ingediend_op=timezone.now())

    verwerkt = zet(
        plan,
        "Noem een datum.\n\nEn zeg wie erover gaat.",
        "14.K2",
        "ocw",
        door=ocw,
        ronde=ronde,
        namens="beleidsmedewerker",
        voorstel="Niemand weet wanneer er meer treinen komen.",
    )
    afgewezen = zet(plan, "=SOM(A1)", "7.K1", "vro", kanaal="mail", gegeven_op=date(2026, 11, 3), voorstel="")
    los = zet(plan, "Mooi verhaal 😀 <b>vet</b>", "3.V", organisatie=Organisatie.objects.first(), kanaal="papier")
    bestuur = zet(plan, "Vraag uit het bestuur.", "14.I1", door=persoon("bestuurslid"))
    ingediend = zet(plan, f"Nog niet vrij {LEK['ingediend']}.", "1.I1", "ocw", door=ocw, ronde=ronde)
    concept = zet(plan, f"Nog van ons {LEK['concept']}.", "2.K1", "ocw", door=ocw, ronde=ronde, ingediend=False)
    bewaar_klad(plan=plan, plek="opgave:3", velden={"tekst": [LEK["klad"]]}, volgnummer=1, kenmerk=None, door=ocw)
    zeg(reactie=verwerkt.pk, tekst=f"Onder ons {LEK['intern']}.", door=redacteur, intern=True)

    wijzig(plan, 14, "knelpunten", 1, "Onduidelijk is wanneer er meer goederentreinen komen.", verwerkt, redacteur)
    geef_antwoord(
        plan=plan, reacties=dict.fromkeys([verwerkt.pk]), tekst="Dank, de datum\n\nvolgt nog.", door=redacteur
    )
    geef_antwoord(
        plan=plan,
        reacties=dict.fromkeys([afgewezen.pk, los.pk, bestuur.pk]),
        tekst="We laten dit staan.",
        door=redacteur,
    )
    geef_antwoord(
        plan=plan, reacties=dict.fromkeys([ingediend.pk]), tekst=f"Ons concept {LEK['antwoord']}.", door=redacteur
    )
    for rij, reden in ((afgewezen, "De monitor zegt dit ook."), (ingediend, f"Daarom {LEK['reden']}.")):
        rij.refresh_from_db()
        behandel(reactie=rij.pk, stap=PER_CODE["wijs_af"], gezien=rij.wijziging, reden=reden, door=redacteur)
    geef_alles_vrij(plan, manager, verwerkt, afgewezen, los, bestuur)
    return Toneel(plan, ronde, manager, redacteur, ocw, verwerkt, afgewezen, ingediend, concept)


def wijzig(plan: Plan, nummer: int, soort: str, welk: int, tekst: str, reactie: Reactie, door: User) -> None:
    """Save another text for a point, naar aanleiding van a comment."""
    rij = Sectie.objects.get(plan=plan, opgave__nummer=nummer, soort__code=soort)
    sectie = bouw_sectie(rij)
    items = list(sectie.items)
    items[welk] = replace(items[welk], tekst=tekst)
    bewaar_sectie(
        sectie=rij,
        vanaf_versie=rij.versie,
        inhoud=replace(sectie, items=tuple(items)),
        door=door,
        aanleiding=aanleiding_van(reactie).als_data(),
    )
