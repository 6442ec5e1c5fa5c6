"""Two texts of a plan beside each other, with all that people said about the difference."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db.models import CharField, F, Prefetch, QuerySet, Value
from django.http import Http404

from governance.models import Gremium, Ministerie, Organisatie, Regio
from npvr.vaste_vraag import VasteVraag
from opgaven.bezoek import Bezoek
from opgaven.bouw import bouw
from opgaven.models import Plan, Traject
from plandocument.boom import Plandocument
from plandocument.canoniek import hash_van
from plandocument.vergelijk import Vergelijking, Wijziging, vergelijk

from .bezoek import document_van
from .models import GOEDGEKEURD, Amendement, Goedkeuring, Herweging, Memo, Versie
from .redenen import Reden, Redenen, amendementen, redenen

WERKVERSIE: Final = "werkversie"
"""What the working copy is called in addresses; the code of a version begins with a year."""
GEEN_VERSIE: Final = "Deze versie is er niet."

Namen = Mapping[tuple[str, str], str]
_BEWAARD: OrderedDict[Hashable, Vergelijking] = OrderedDict()
_SLOT = threading.Lock()
_HOEVEEL = 8


@dataclass(frozen=True)
class Kant:
    """One side: a version, or (`rij` None) the working copy. `code` is its word in addresses."""

    code: str
    naam: str
    op: datetime
    document: Plandocument
    merk: Hashable
    rij: Versie | None = None

    @property
    def adres(self) -> str:
        """As `npvr.adressen` wants it: empty for the working copy."""
        return self.rij.code if self.rij else ""

    @property
    def hash(self) -> str:
        return self.rij.sha256 if self.rij else hash_van(self.document)

    @property
    def besluiten(self) -> list[Goedkeuring]:
        """Confirmed decisions about it, in order of time."""
        return list(self.rij.goedkeuringen.all()) if self.rij else []


@dataclass(frozen=True)
class Vergeleken:
    """Two sides, what differs, and what people said of it. `eigen` weighs as the portal does, `vergelijking` as
    people do."""

    plan: Plan
    van: Kant
    naar: Kant
    eigen: Vergelijking
    vergelijking: Vergelijking
    herwegingen: Mapping[str, Herweging]
    redenen: Redenen
    amendementen: Sequence[Amendement]
    memo: Memo | None

    @property
    def terug(self) -> bool:
        """Whether the first is the younger of the two."""
        return self.van.rij is not None and self.naar.rij is not None and self.van.rij.nummer > self.naar.rij.nummer

    def redenen_bij(self, wijziging: Wijziging) -> tuple[Reden, ...]:
        return self.redenen.bij(wijziging)

    def gevraagd_bij(self, wijziging: Wijziging) -> list[Amendement]:
        """Amendments to the old version that were carried out at the place of this change."""
        code = wijziging.oud.code if wijziging.oud else ""
        return [a for a in self.amendementen if a.uitgevoerd_in_id and _zelfde_plaats(a, code, self.van)]


def _zelfde_plaats(amendement: Amendement, code: str, van: Kant) -> bool:
    if van.rij is None or amendement.goedkeuring.versie_id != van.rij.pk:
        return False  # its code is a place in another version
    plaats = amendement.plaats.upper()
    return "." in plaats and (code == plaats or (code.startswith(plaats) and code[len(plaats) :].isdigit()))


def versies_van(plan: Plan) -> list[Versie]:
    """All versions, newest first, each with its confirmed decisions. Two queries; bytes are never fetched."""
    besluiten = Goedkeuring.objects.filter(bevestigd_op__isnull=False).select_related("besluit__gremium")
    return list(plan.versies.zonder_inhoud().prefetch_related(Prefetch("goedkeuringen", besluiten)))


def uitgangspunt(versies: Sequence[Versie]) -> Versie | None:
    """What one compares with unless one says otherwise: the newest version that a body adopted; else the newest that
    was decided on, else the newest."""
    besloten = [v for v in versies if v.goedkeuringen.all()]
    vast = [v for v in besloten if any(g.besluit.uitkomst in GOEDGEKEURD for g in v.goedkeuringen.all())]
    return next(iter((*vast, *besloten, *versies)), None)


def kant(plan: Plan, code: str, versies: Sequence[Versie]) -> Kant:
    """One side by its word in addresses; 404 for a word that is none. At most one query for a version."""
    if code == WERKVERSIE:
        return Kant(WERKVERSIE, "Werkversie", plan.gewijzigd_op, bouw(plan), plan.stand)
    rij = next((v for v in versies if v.code == code), None)
    if rij is None:
        raise Http404(GEEN_VERSIE)
    return Kant(rij.code, rij.label, rij.gemaakt_op, document_van(rij.pk, rij.sha256), rij.sha256, rij)


def vergeleken(visite: Bezoek, van: str, naar: str, versies: Sequence[Versie] | None = None) -> Vergeleken:
    """Compare a version with a later one or with the working copy, by their words in addresses; 404 for others.

    Seven queries beside `versies_van` and the documents themselves, whatever the number of changes.
    """
    plan = visite.plan
    versies = versies_van(plan) if versies is None else versies
    if van == WERKVERSIE:
        raise Http404(GEEN_VERSIE)
    oud, nieuw = kant(plan, van, versies), kant(plan, naar, versies)
    eigen = _vergelijk(oud, nieuw, registernamen(visite.regio))
    herwegingen = {h.afdruk: h for h in Herweging.objects.filter(plan=plan).select_related("door")}
    assert oud.rij is not None
    return Vergeleken(
        plan,
        oud,
        nieuw,
        eigen,
        eigen.herweeg({afdruk: h.gewicht for afdruk, h in herwegingen.items()}),
        herwegingen,
        redenen(plan, (oud.document, oud.op), (nieuw.document, nieuw.op if nieuw.rij else None), eigen),
        amendementen(plan, oud.rij.nummer, nieuw.rij.nummer if nieuw.rij else None),
        Memo.objects.filter(plan=plan, oud=oud.rij, nieuw=nieuw.rij)
        .select_related("gremium", "gewijzigd_door")
        .first(),
    )


def tussen(oud: Versie, nieuw: Versie, namen: Namen) -> Vergelijking:
    """What differs between two versions, weighed as the portal does. At most two queries, for their texts."""
    van, naar = (Kant(v.code, v.label, v.gemaakt_op, document_van(v.pk, v.sha256), v.sha256, v) for v in (oud, nieuw))
    return _vergelijk(van, naar, namen)


def registernamen(regio: Regio) -> dict[tuple[str, str], str]:
    """Kind and code → the name people use. One query."""
    return {(soort, code): naam for soort, code, naam in _NAMEN(regio.pk)}


def _namen(regio: int) -> QuerySet[Any, Any]:
    rijen = Ministerie.objects.order_by().values_list(Value("ministerie", CharField()), "code", F("afkorting"))
    for soort, model in (("gremium", Gremium), ("organisatie", Organisatie), ("traject", Traject)):
        namen = model.objects.filter(regio=regio).order_by()
        rijen = rijen.union(namen.values_list(Value(soort, CharField()), "code", "naam"), all=True)
    return rijen


_NAMEN = VasteVraag(_namen, getal=("regio",))


def _vergelijk(oud: Kant, nieuw: Kant, namen: Namen) -> Vergelijking:
    """What differs, kept in this process. The label is the version's own name, and no change of the plan."""
    welke = (oud.merk, nieuw.merk, hash(frozenset(namen.items())))
    with _SLOT:
        if (kant_en_klaar := _BEWAARD.get(welke)) is not None:
            _BEWAARD.move_to_end(welke)
            return kant_en_klaar
    gevonden = vergelijk(replace(oud.document, label=""), replace(nieuw.document, label=""), namen=namen)
    with _SLOT:
        _BEWAARD[welke] = gevonden
        while len(_BEWAARD) > _HOEVEEL:
            _BEWAARD.popitem(last=False)
    return gevonden
