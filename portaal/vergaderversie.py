"""A print for a meeting is made of a version, so that pen notes on it can always be keyed in: freeze one on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from accounts.models import User
from npvr.getallen import datum
from opgaven.bezoek import Bezoek
from plandocument.canoniek import hash_in, hash_van
from portaal.staat_open import Openblad, bladen
from versies.actions.versies import NaamBezet, maak_versie
from versies.models import Versie
from versies.permissions import mag_maken
from versies.staat_open import StaatOpen, bij_vastleggen

POGINGEN = 20


@dataclass(frozen=True, slots=True)
class Vergaderaanbod:
    """What somebody can do who wants line numbers in the working copy. `gelijk` is the newest version where that says
    the same; else `open` is what they would freeze with, and `naam` what it would be called."""

    gelijk: Versie | None
    mag: bool
    naam: str = ""
    open: StaatOpen | None = None
    bladen: Sequence[Openblad] = ()
    gezien: str = ""


def aanbod(visite: Bezoek, versies: Sequence[Versie]) -> Vergaderaanbod:
    """`versies` newest first. For who may freeze as many queries as `bij_vastleggen`; for others none."""
    if (gelijk := _gelijk(visite, versies)) is not None:
        return Vergaderaanbod(gelijk, True)
    if not mag_maken(visite.rechten):
        return Vergaderaanbod(None, False)
    open_ = bij_vastleggen(visite.plan, visite.document)
    return Vergaderaanbod(None, True, _naam(versies), open_, bladen(visite, open_), hash_van(visite.document))


def leg_vast(visite: Bezoek, versies: Sequence[Versie], *, gezien: str, erkend: str, door: User) -> Versie:
    """The version for a meeting: the newest where it says the same as the working copy, else one that is frozen now.

    Raises what `maak_versie` raises, but for a name that is taken.
    """
    if (gelijk := _gelijk(visite, versies)) is not None:
        return gelijk
    naam = _naam(versies)
    for n in range(2, POGINGEN):
        try:
            return maak_versie(plan=visite.plan, label=naam, door=door, gezien=gezien, erkend=erkend)
        except NaamBezet:
            naam = f"{_stam()} {n}"
    raise NaamBezet


def _gelijk(visite: Bezoek, versies: Sequence[Versie]) -> Versie | None:
    nieuwste = next(iter(versies), None)
    if nieuwste is None:
        return None
    nu = hash_in(replace(visite.document, label=nieuwste.label), nieuwste.schema)
    return nieuwste if nu == nieuwste.sha256 else None


def _stam() -> str:
    return f"Vergaderversie {datum(timezone.localdate())}"


def _naam(versies: Sequence[Versie]) -> str:
    bezet = {v.label.casefold() for v in versies}
    namen = [_stam(), *(f"{_stam()} {n}" for n in range(2, POGINGEN))]
    return next((n for n in namen if n.casefold() not in bezet), namen[-1])
