"""The text that somebody began from, by the version that they name: what they changed is told against it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import QueryDict

from plandocument import boom

from .actions.secties import Regioregisters, schone_sectie
from .forms import Formulier
from .geschiedenis import versie
from .kladden import getal
from .models import Sectie
from .plek import Sectievindplaats

GROOTSTE_VERSIE = 2**31 - 1


def formulier_van(plek: Sectievindplaats, post: QueryDict) -> tuple[Formulier, boom.Sectie | None]:
    """The form as posted, and the text that its writer began from, against which its rows are read.

    None where nobody knows that text. No query where it is the text that stands, otherwise four or five.
    """
    nummer = getal(post.get("versie", ""))
    if nummer in (0, plek.rij.versie):
        return Formulier(plek, post), plek.inhoud
    basis = tekst_bij(plek, nummer)
    return Formulier(plek.met(basis) if basis else plek, post), basis


def tekst_bij(plek: Sectievindplaats, nummer: int) -> boom.Sectie | None:
    """What the section said at that version, as it may be written now. Four queries, five with links."""
    return tekst_toen(plek.rij, nummer, lambda: plek.registers)


def tekst_toen(rij: Sectie, nummer: int, registers: Callable[[], Regioregisters]) -> boom.Sectie | None:
    """The same, for a row; `registers` are asked for only where it had links. None where there is no such version."""
    toen = versie(rij, nummer) if nummer < GROOTSTE_VERSIE else None
    if toen is None:
        return None
    inhoud = schone_sectie(toen.inhoud)
    return registers().bekend(inhoud) if any(item.koppelingen for item in inhoud.items) else inhoud
