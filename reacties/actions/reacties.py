"""Placing a comment, and what its sender may still do with it. `plaats` is the one way in which one comes to be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pghistory
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from governance.models import Gremium, Ministerie, Organisatie
from npvr.eenmaal import slot_op
from npvr.gezien import AndersDanGezien
from opgaven.models import Plan
from versies.models import Versie

from ..models import Deelname, PersoonlijkeLink, Reactie, ReactieKlad, Ronde
from ..permissions import Inzage, eis_eigen, eis_reageren
from ..rondestanden import ONMOGELIJK, bezwaar

if TYPE_CHECKING:
    from plandocument.anker import Anker

TEKST_MAX = 20_000
NAMENS_MAX = 150


_REGELEINDE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


class ZegtNiets(Exception):
    """A comment says something, or gives other wording, or both."""


class TeLang(Exception):
    """More than `TEKST_MAX` characters."""


class RondeNietOpen(Exception):
    """The round takes no comment of this sender now. The words say why, and what to do: `rondestanden.bezwaar`."""


class Vreemd(Exception):
    """The form was sent before, by somebody else."""


class Gewijzigd(AndersDanGezien):
    """Somebody changed it first. `reactie` is the row as it stands."""

    zin = "Deze reactie is intussen gewijzigd. Er is niets gedaan; lees haar eerst opnieuw."

    def __init__(self, reactie: Reactie) -> None:
        nu = [("Reactie", reactie.tekst), ("Voorgestelde tekst", reactie.voorstel or "")]
        super().__init__(gezien=str(reactie.wijziging), nu=[paar for paar in nu if paar[1]])
        self.reactie = reactie


class ReactieAlBehandeld(Exception):
    """It was answered or released: what was said stands."""


class AlIngediend(ReactieAlBehandeld):
    """It is part of the one answer of its sender in a round: it stands, until that answer is opened again."""


def schone_tekst(tekst: str) -> str:
    """Plain text as it is kept: one kind of line end, no control characters, no space at the ends. Raises TeLang.

    A soft break of Word (as plain text a vertical tab) ends a line too, or the words around it would grow together.
    """
    regels = _REGELEINDE.sub("\n", unicodedata.normalize("NFC", tekst))
    net = "".join(t for t in regels if t in "\n\t" or unicodedata.category(t) not in ("Cc", "Cs")).strip()
    if len(net) > TEKST_MAX:
        raise TeLang
    return net


def spoor(door: User | None, daad: str, **meer: Any) -> Any:
    """The context of the history: who does what."""
    return pghistory.context(user=door.pk if door else None, daad=daad, **meer)


def plaats(
    *,
    plan: Plan,
    anker: Anker,
    tekst: str,
    code: str = "",
    voorstel: str | None = None,
    versie: Versie | None = None,
    ronde: Ronde | None = None,
    ministerie: Ministerie | None = None,
    organisatie: Organisatie | None = None,
    gremium: Gremium | None = None,
    namens: str = "",
    kanaal: str = Reactie.Kanaal.PORTAAL,
    gegeven_op: date | None = None,
    door: User | None = None,
    link: PersoonlijkeLink | None = None,
    ingediend: bool | None = None,
    kenmerk: UUID | None = None,
    klad: str = "",
) -> Reactie:
    """Place a comment at `anker`, that was made on `versie` (None: the working copy). At most nine queries.

    `code` is the place as people write it ("14.K2", `plekken.code_van`). `ingediend` says whether the team reads it at
    once; None: in a round what comes through the portal or a link waits for the one answer of that sender, everything
    else is read at once. A second call with the same `kenmerk` gives back the row that is there. `klad` is the place
    (`ReactieKlad.plek`) at which it was typed; that draft goes.

    Raises ZegtNiets, TeLang, RondeNietOpen, and Vreemd where `kenmerk` is of somebody else.
    """
    tekst = schone_tekst(tekst)
    voorstel = None if voorstel is None else schone_tekst(voorstel)
    namens = " ".join(schone_tekst(namens).split())[:NAMENS_MAX]
    if not tekst and voorstel is None:
        raise ZegtNiets
    if ingediend is None:
        eigen = kanaal in (Reactie.Kanaal.PORTAAL, Reactie.Kanaal.LINK)
        ingediend = not (ronde is not None and eigen and (ministerie or organisatie))
    if door is not None and kanaal == Reactie.Kanaal.PORTAAL:
        eis_reageren(Inzage.van(door, plan.regio))
    with spoor(door, "plaats"), transaction.atomic():
        slot_op(kenmerk)
        if kenmerk is not None and (er_al := Reactie.objects.filter(kenmerk=kenmerk).first()) is not None:
            if (er_al.plan_id, er_al.door_id, er_al.link_id) != (
                plan.pk, door.pk if door else None, link.pk if link else None,
            ):  # fmt: skip
                raise Vreemd
            return er_al
        if ronde is not None and kanaal in (Reactie.Kanaal.PORTAAL, Reactie.Kanaal.LINK):
            _eis_open(ronde, ministerie, organisatie)
        reactie = Reactie.objects.create(
            plan=plan,
            versie=versie,
            ronde=ronde,
            opgave=anker.opgave,
            hoofdstuk=anker.hoofdstuk,
            sectie=anker.sectie,
            item=anker.item,
            code=code,
            anker=anker.als_data(),
            tekst=tekst,
            voorstel=voorstel,
            ministerie=ministerie,
            organisatie=organisatie,
            gremium=gremium,
            namens=namens,
            kanaal=kanaal,
            gegeven_op=gegeven_op or timezone.localdate(),
            door=door,
            link=link,
            ingediend_op=timezone.now() if ingediend else None,
            kenmerk=kenmerk,
        )
        if klad:
            ReactieKlad.objects.filter(user=door, link=link, plan=plan, plek=klad).delete()
        return reactie


def _eis_open(ronde: Ronde, ministerie: Ministerie | None, organisatie: Organisatie | None) -> None:
    """Holds the round and this part of it as they are until the end of the transaction. Two queries."""
    nu = Ronde.objects.select_for_update(of=("self",), no_key=True).get(pk=ronde.pk)
    if ministerie is None and organisatie is None:
        if nu.stand != Ronde.Stand.OPEN:
            raise RondeNietOpen(ONMOGELIJK[("ronde", Ronde.Stand(nu.stand))])
        return
    deelname = Deelname.objects.filter(ronde=nu, ministerie=ministerie, organisatie=organisatie)
    rij = deelname.select_related("ministerie", "organisatie").select_for_update(of=("self",), no_key=True).first()
    if reden := bezwaar(nu, rij, timezone.localdate()):
        raise RondeNietOpen(reden)


def eigen_en_open(reactie: Reactie) -> bool:
    """Whether its sender may still change or withdraw it: nobody has answered, handled or released it."""
    return (
        reactie.ingetrokken_op is None
        and reactie.vrijgegeven_op is None
        and reactie.antwoord_id is None
        and reactie.stand in (Reactie.Stand.OPEN, Reactie.Stand.IN_BEHANDELING)
    )


def hoort_bij_antwoord(reactie: Reactie, *, gegeven: bool) -> bool:
    """Whether it stands as part of what its sender submitted in a round; `gegeven`: that sender did, or the round is
    closed. What the team keyed in for somebody, the team may still correct."""
    return (
        gegeven and reactie.ingediend_op is not None and reactie.kanaal in (Reactie.Kanaal.PORTAAL, Reactie.Kanaal.LINK)
    )


def _eis_eigen_en_open(rij: Reactie) -> None:
    """Raises ReactieAlBehandeld. At most one query, which sees a submission that went before: the row is locked."""
    if not eigen_en_open(rij):
        raise ReactieAlBehandeld
    if rij.ronde_id is None or rij.ingediend_op is None:
        return
    gegeven = Reactie.objects.met_loop().get(pk=rij.pk).antwoord_gegeven  # type: ignore[attr-defined]
    if hoort_bij_antwoord(rij, gegeven=gegeven):
        raise AlIngediend


def wijzig(*, reactie: int, gezien: int, tekst: str, voorstel: str | None, door: User | None) -> Reactie:
    """Say it otherwise, by who said it. Raises ReactieAlBehandeld once it is answered, Gewijzigd, ZegtNiets, TeLang."""
    tekst = schone_tekst(tekst)
    voorstel = None if voorstel is None else schone_tekst(voorstel)
    if not tekst and voorstel is None:
        raise ZegtNiets
    with spoor(door, "wijzig"), transaction.atomic():
        rij = Reactie.objects.select_for_update(of=("self",)).select_related("plan__regio").get(pk=reactie)
        if door is not None:
            eis_eigen(Inzage.van(door, rij.plan.regio), rij)
        _eis_eigen_en_open(rij)
        if (rij.tekst, rij.voorstel) == (tekst, voorstel):
            return rij
        if rij.wijziging != gezien:
            raise Gewijzigd(rij)
        rij.tekst, rij.voorstel, rij.wijziging = tekst, voorstel, rij.wijziging + 1
        rij.save(update_fields=["tekst", "voorstel", "wijziging"])
        return rij


def trek_in(*, reactie: int, door: User | None, gezien: int | None = None) -> Reactie:
    """Withdraw it: it is shown no more, and its history stays. Raises ReactieAlBehandeld once it is answered, and
    Gewijzigd. Four queries."""
    with spoor(door, "trek_in"), transaction.atomic():
        rij = Reactie.objects.select_for_update(of=("self",)).select_related("plan__regio").get(pk=reactie)
        if door is not None:
            eis_eigen(Inzage.van(door, rij.plan.regio), rij)
        if rij.ingetrokken_op is not None:
            return rij
        _eis_eigen_en_open(rij)
        if gezien is not None and rij.wijziging != gezien:
            raise Gewijzigd(rij)
        rij.ingetrokken_op, rij.wijziging = timezone.now(), rij.wijziging + 1
        rij.save(update_fields=["ingetrokken_op", "wijziging"])
        return rij


def dien_in(*, reacties: Iterable[int], door: User | None) -> int:
    """Let the team read these comments from now on; those it reads already stay as they are. How many."""
    with spoor(door, "dien_in"), transaction.atomic():
        return (
            Reactie.objects.staat()
            .filter(pk__in=list(reacties), ingediend_op__isnull=True)
            .update(ingediend_op=timezone.now(), wijziging=F("wijziging") + 1)
        )


def stuur_los(*, reactie: int, door: User, gezien: int | None = None) -> Reactie:
    """Let the team read one comment that was kept back: outside a round, or written in one that closed without it;
    from then on it belongs to no round. Sent twice it is sent once. Raises ReactieAlBehandeld, Gewijzigd, and
    AlIngediend while its round is open: there it goes with the one answer."""
    with spoor(door, "dien_in"), transaction.atomic():
        rij = Reactie.objects.select_for_update(of=("self",)).select_related("ronde", "plan__regio").get(pk=reactie)
        eis_eigen(Inzage.van(door, rij.plan.regio), rij)
        if rij.ingediend_op is not None and rij.ronde_id is None and rij.ingetrokken_op is None:
            return rij
        if not eigen_en_open(rij) or rij.ingediend_op is not None:
            raise ReactieAlBehandeld
        if rij.ronde is not None and rij.ronde.stand != Ronde.Stand.GESLOTEN:
            raise AlIngediend
        if gezien is not None and rij.wijziging != gezien:
            raise Gewijzigd(rij)
        rij.ronde, rij.ingediend_op, rij.wijziging = None, timezone.now(), rij.wijziging + 1
        rij.save(update_fields=["ronde", "ingediend_op", "wijziging"])
        return rij
