"""What the region says to comments: drafts, one for many comments, until the programmamanager releases them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from governance.rolhouders import rollen
from npvr import getallen
from npvr.gezien import AndersDanGezien, afdruk
from opgaven.models import Plan

from ..meldingen import NieuwAntwoord
from ..models import Antwoord, Bericht, PersoonlijkeLink, Reactie
from ..permissions import Inzage, eis_behandelen, eis_vrijgeven
from ..standen import AF
from .meldingen import meld, post
from .reacties import ZegtNiets, schone_tekst, spoor
from .rondepost import contacten

GENOEMD = 5
"""As many places are named in a notice about many comments."""


class NietGevonden(Exception):
    """One of the comments is not there, was withdrawn, or was not submitted."""


class AlVrij(Exception):
    """It was released: others have read it, and it stands."""


class AntwoordGewijzigd(AndersDanGezien):
    """Somebody else changed it first. `antwoord` is the row as it stands."""

    zin = "Een collega wijzigde dit antwoord net. Er is niets gewijzigd."

    def __init__(self, antwoord: Antwoord) -> None:
        super().__init__(gezien=str(antwoord.versie), nu=[("Antwoord", antwoord.tekst)])
        self.antwoord = antwoord


class ConceptenGewijzigd(AndersDanGezien):
    """One of the comments, or a draft answer to it, is not what the writer of another answer saw. `antwoorden` are the
    drafts that stand now and were not seen."""

    zin = "Een collega schreef net ook een antwoord, of een afzender wijzigde zijn reactie. Er is niets bewaard."

    def __init__(self, antwoorden: Iterable[Antwoord]) -> None:
        self.antwoorden = list(antwoorden)
        super().__init__(nu=[("Antwoord", a.tekst) for a in self.antwoorden])


class NietKlaar(Exception):
    """A comment without an answer and without an outcome has nothing to release. `reactie` is the first such."""

    def __init__(self, reactie: Reactie) -> None:
        super().__init__(f"reactie {reactie.pk} heeft geen antwoord en geen uitkomst")
        self.reactie = reactie


def merk_van(reactie: Reactie) -> str:
    """What who answers a comment goes by: its words, and the draft that it has. How it is handled may change meanwhile.
    No query where `antwoord` was fetched along."""
    concept = reactie.antwoord
    return afdruk(reactie.tekst, reactie.voorstel, [concept.pk, concept.versie] if concept is not None else None)


def geef_antwoord(*, plan: Plan, reacties: Mapping[int, str | None], tekst: str, door: User) -> Antwoord:
    """Write one draft answer to these comments, in place of drafts that they had. At most eight queries.

    `reacties` holds id → `merk_van` as the page showed it; None does not ask. Sent twice it is written once. Raises
    ZegtNiets, TeLang, NietGevonden, AlVrij, and ConceptenGewijzigd.
    """
    if not (tekst := schone_tekst(tekst)):
        raise ZegtNiets
    pks = set(reacties)
    with spoor(door, "geef_antwoord"), transaction.atomic():
        rijen = list(
            Reactie.objects.ingediend().filter(plan=plan, pk__in=pks).select_for_update(of=("self",)).order_by("pk")
        )
        if not pks or len(rijen) != len(pks):
            raise NietGevonden
        eis_behandelen(Inzage.van(door, plan.regio), *(r.opgave for r in rijen))
        if any(r.vrijgegeven_op is not None for r in rijen):
            raise AlVrij
        oud = {r.antwoord_id for r in rijen}
        concepten = Antwoord.objects.select_for_update().filter(pk__in=[pk for pk in oud if pk]).order_by("pk")
        nu = {a.pk: a for a in concepten}  # read after the comments are ours: a join would show them from before
        for rij in rijen:
            rij.antwoord = nu.get(rij.antwoord_id or 0)
        if len(oud) == 1 and (enige := rijen[0].antwoord) is not None and enige.tekst == tekst:
            return enige
        anders = [r for r in rijen if reacties[r.pk] is not None and merk_van(r) != reacties[r.pk]]
        if anders:
            raise ConceptenGewijzigd({r.antwoord.pk: r.antwoord for r in anders if r.antwoord is not None}.values())
        antwoord = Antwoord.objects.create(plan=plan, tekst=tekst, gemaakt_door=door)
        for rij in rijen:
            rij.antwoord, rij.wijziging = antwoord, rij.wijziging + 1
        Reactie.objects.bulk_update(rijen, ["antwoord", "wijziging"])
        Antwoord.objects.filter(pk__in=list(nu), vrijgegeven_op__isnull=True, reacties__isnull=True).delete()
        return antwoord


def wijzig_antwoord(*, antwoord: int, gezien: int, tekst: str, door: User) -> Antwoord:
    """Write a draft answer otherwise. Raises ZegtNiets, TeLang, AlVrij and AntwoordGewijzigd. Four queries."""
    if not (tekst := schone_tekst(tekst)):
        raise ZegtNiets
    with spoor(door, "wijzig_antwoord"), transaction.atomic():
        rij = Antwoord.objects.select_for_update(of=("self",)).select_related("plan__regio").get(pk=antwoord)
        eis_behandelen(Inzage.van(door, rij.plan.regio), *rij.reacties.values_list("opgave", flat=True))
        if rij.vrijgegeven_op is not None:
            raise AlVrij
        if rij.tekst == tekst:
            return rij
        if rij.versie != gezien:
            raise AntwoordGewijzigd(rij)
        rij.tekst, rij.versie = tekst, rij.versie + 1
        rij.save(update_fields=["tekst", "versie"])
        return rij


def gooi_weg(*, antwoord: int, gezien: int, door: User) -> None:
    """Throw a draft away; its comments are without an answer again. Raises AlVrij and AntwoordGewijzigd."""
    with spoor(door, "gooi_antwoord_weg"), transaction.atomic():
        bij = list(Reactie.objects.filter(antwoord=antwoord).select_for_update(of=("self",)).order_by("pk"))
        rijen = Antwoord.objects.select_for_update(of=("self",)).select_related("plan__regio")
        rij = rijen.filter(pk=antwoord).first()
        if rij is None:
            return
        eis_behandelen(Inzage.van(door, rij.plan.regio), *(r.opgave for r in bij))
        if rij.vrijgegeven_op is not None:
            raise AlVrij
        if rij.versie != gezien:
            raise AntwoordGewijzigd(rij)
        for reactie in bij:
            reactie.antwoord, reactie.wijziging = None, reactie.wijziging + 1
            if reactie.stand == Reactie.Stand.BEANTWOORD:
                reactie.stand = Reactie.Stand.IN_BEHANDELING
        Reactie.objects.bulk_update(bij, ["antwoord", "wijziging", "stand"])
        rij.delete()


def geef_vrij(
    *,
    plan: Plan,
    reacties: Mapping[int, int],
    antwoorden: Mapping[int, int],
    door: User,
    bericht: int | None = None,
) -> int:
    """Let everybody with a role read these comments, how they ended, and their answers. How many comments were new.

    `reacties` and `antwoorden` hold id → `wijziging` or `versie` as the page showed them; an answer goes with all its
    comments. `bericht` is the last reply that goes along as the page showed it, 0 for none; None does not ask. A
    comment with an answer that is still open becomes *beantwoord*. Raises AndersDanGezien, NietGevonden and NietKlaar,
    and releases nothing then. At most twelve queries, and two for each who is told.
    """
    eis_vrijgeven(Inzage.van(door, plan.regio))
    with spoor(door, "geef_vrij"), transaction.atomic():
        rijen = list(
            Reactie.objects.ingediend()
            .filter(plan=plan, pk__in=reacties)
            .select_related("door", "ministerie")
            .select_for_update(of=("self",))
            .order_by("pk")
        )
        teksten = list(
            Antwoord.objects.filter(plan=plan, pk__in=antwoorden).select_for_update(of=("self",)).order_by("pk")
        )
        if not reacties or len(rijen) != len(reacties) or len(teksten) != len(antwoorden):
            raise NietGevonden
        nieuw = [r for r in rijen if r.vrijgegeven_op is None]
        if not nieuw:
            return 0
        samen = set(Reactie.objects.ingediend().filter(antwoord__in=teksten).values_list("pk", flat=True))
        if (
            not samen <= set(reacties)
            or {r.antwoord_id for r in rijen if r.antwoord_id} != set(antwoorden)
            or any(r.wijziging != reacties[r.pk] for r in nieuw)
            or any(a.versie != antwoorden[a.pk] for a in teksten)
        ):
            raise AndersDanGezien
        if bericht is not None and Bericht.objects.filter(reactie__in=nieuw, intern=False, pk__gt=bericht).exists():
            raise AndersDanGezien
        if open_ := next((r for r in nieuw if r.antwoord_id is None and r.stand not in AF), None):
            raise NietKlaar(open_)
        nu = timezone.now()
        for rij in nieuw:
            rij.vrijgegeven_op, rij.wijziging = nu, rij.wijziging + 1
            if rij.stand not in AF:
                rij.stand = Reactie.Stand.BEANTWOORD
        Reactie.objects.bulk_update(nieuw, ["vrijgegeven_op", "wijziging", "stand"])
        for tekst in teksten:
            if tekst.vrijgegeven_op is None:
                tekst.vrijgegeven_op, tekst.vrijgegeven_door = nu, door
        Antwoord.objects.bulk_update(teksten, ["vrijgegeven_op", "vrijgegeven_door"])
        zijn_hier = rollen(plan.regio_id, user__in={r.door_id for r in nieuw})
        met_rol = set(zijn_hier.values_list("user", flat=True))
        for rij in nieuw:
            if rij.door is not None and rij.door != door and rij.door_id in met_rol:
                meld(wie=rij.door, regio=plan.regio, melding=NieuwAntwoord([rij]))
        _aan_ministeries(plan, nieuw, door)
        _aan_links(plan, nieuw)
        return len(nieuw)


def _aan_ministeries(plan: Plan, vrij: Iterable[Reactie], door: User) -> None:
    """One notice to each contact person of whose ministry these are, of what they did not write themselves: by a
    colleague, or keyed in for the ministry from a mail or a Word file. One query, and two for each who is told."""
    per: dict[int, list[Reactie]] = {}
    for rij in vrij:
        if rij.ministerie_id is not None:
            per.setdefault(rij.ministerie_id, []).append(rij)
    for ministerie, mensen in contacten(plan.regio, per).items() if per else ():
        for user in mensen:
            rijen = [r for r in per[ministerie] if r.door_id != user.pk]
            if rijen and user != door:
                meld(wie=user, regio=plan.regio, melding=NieuwAntwoord(rijen, ministerie))


def _aan_links(plan: Plan, vrij: Iterable[Reactie]) -> None:
    """One mail to each holder of a personal link of whose comments these are, while the link works. One query."""
    per: dict[int, list[Reactie]] = {}
    for rij in vrij:
        if rij.link_id is not None and rij.door_id is None:
            per.setdefault(rij.link_id, []).append(rij)
    for link in PersoonlijkeLink.objects.werkt().filter(pk__in=per).exclude(email="") if per else ():
        eigen = per[link.pk]
        bij = getallen.opsomming(dict.fromkeys(r.code or "het plan" for r in eigen))
        wat = "uw reactie" if len(eigen) == 1 else "uw reacties"
        post(
            sleutel=f"vrij:{eigen[0].pk}:link:{link.pk}",
            adres=link.email,
            onderwerp=f"{plan.regio.naam}: er is een antwoord op {wat} op het Plan voor de Regio",
            tekst=f"Beste {link.naam or 'collega'},\n\nEr is een antwoord op {wat} bij {bij}. U leest het met de "
            f"persoonlijke link die u eerder per e-mail kreeg. Die werkt tot en met {getallen.datum(link.tot_en_met)}. "
            "Bent u hem kwijt? Vraag de programmamanager dan om een nieuwe.\n",
            regio=plan.regio,
            draad=f"link:{link.pk}",
        )
