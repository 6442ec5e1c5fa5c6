"""Proof that what a file says stands in the plan that was read: words of a paragraph that its section lacks. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from documenten.schrijvers.opbouw import OVERIG
from plandocument import tekst
from plandocument.boom import Sectie
from plandocument.itemsoorten import GROEPNAMEN, PRIMAIR, STATUSSEN
from plandocument.leeg import LEGE_ZINNEN

MEEST = 200
"""Words of one paragraph that are looked for inside other words; past that they count as missing."""
_ONZICHTBAAR = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_EIGEN = " ".join((OVERIG, PRIMAIR, *STATUSSEN.values(), *LEGE_ZINNEN, *GROEPNAMEN))


def _vorm(woorden: str) -> str:
    kaal = unicodedata.normalize("NFKD", _ONZICHTBAAR.sub("", woorden)).casefold()
    return "".join(t for t in kaal if not t.isspace() and not unicodedata.combining(t))


def _letters(woord: str) -> str:
    return "".join(t for t in woord if t.isalnum())


class Inhoud:
    """The words of one section, and those that the portal writes beside them."""

    def __init__(self, sectie: Sectie, nummers: Mapping[str, int], namen: Iterable[str] = ()) -> None:
        delen = [sectie.opening, *(i.tekst for i in sectie.items), sectie.slot]
        zegt = [tekst.woorden(d, nummers) for d in delen]
        zegt += [w for i in sectie.items for w in (i.deelthema, i.status, i.groep)]
        geheel = " ".join([*zegt, sectie.titel, sectie.gedrukt, *namen, _EIGEN])
        self.woorden = {_vorm(w) for w in geheel.split()}
        self.alles = _vorm(geheel)
        self.letters = _letters(self.alles)

    def mist(self, woorden: str) -> list[str]:
        """The words that are not in the section, also not as part of another word."""
        onbekend = [w for w in woorden.split() if (v := _vorm(w)) and v not in self.woorden]
        over = onbekend[MEEST:]
        return [w for w in onbekend[:MEEST] if not self._staat_erin(w)] + over

    def _staat_erin(self, woord: str) -> bool:
        vorm = _vorm(woord)
        kaal = _letters(vorm)
        return vorm in self.alles or bool(kaal and kaal in self.letters)
