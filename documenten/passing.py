"""How much room each fiche takes on paper: measured by the press on the fiche as it prints, kept by its text.

A measurement is never guessed. It lies in VAR/passing/, named by a hash of all that decides the layout: losing the
folder loses time, no more.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
import weakref
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from plandocument.boom import Cluster, Opgave, Plandocument

from .druk import fouten, pers
from .druk.bewaarplaats import Bewaarplaats
from .druk.opmaak import Uitgave, html_fiche

RUIM, STRAK = 16.0, 15.0
"""Height of a line of the fiche in px of the engine, roomy and tight (druk.css: 12 and 11.25 pt)."""
GRENZEN: Final = pers.Grenzen(seconden=30, cpu=25)
_BEWAREN: Final = 3000
_IN_DIT_PROCES: Final = 1000


@dataclass(frozen=True, slots=True)
class Passingstuk:
    """A section, or the part of it that stands on one page; places in fractions of that page's area for text.

    The title block has an empty code.
    """

    code: str
    pagina: int
    boven: float
    onder: float
    links: float
    rechts: float


@dataclass(frozen=True, slots=True)
class Passing:
    """How a fiche stands on its pages. `strak`: set with less white between the lines, since that saves a page.

    `vulling`: how full the last page is, 0 to 1. `over`: lines that still fit; `te_veel`: lines that must go before
    it fits on one page, even in the tight step. Both are in lines of the text column, and rough.
    """

    paginas: int
    strak: bool
    vulling: float
    over: int
    te_veel: int
    stukken: tuple[Passingstuk, ...]

    @property
    def stand(self) -> str:
        """past, vol (nothing more fits, or the lines already stand closer) or lang."""
        return "lang" if self.paginas > 1 else "vol" if self.strak or not self.over else "past"

    @property
    def lopen_over(self) -> tuple[str, ...]:
        """Codes of the sections that do not stand wholly on the first page, in printed order."""
        return tuple(dict.fromkeys(s.code for s in self.stukken if s.pagina > 1 and s.code))


def bekend(document: Plandocument) -> dict[int, Passing]:
    """Per number of an opgave what was measured of its present text. Renders nothing, raises nothing, no query.

    About a millisecond; some ten the first time that a document is asked about.
    """
    uit = {}
    for nummer, sleutel in _sleutels(document).items():
        if (passing := _bewaard(sleutel)) is not None:
            uit[nummer] = passing
    return uit


def bladzijden(document: Plandocument) -> dict[int, int]:
    """Number of an opgave → pages its fiche takes, as far as known."""
    return {nummer: passing.paginas for nummer, passing in bekend(document).items()}


def meet(document: Plandocument, nummer: int) -> Passing:
    """The measurement of one fiche: a kept one, or a new one, some 0.1 s. Two requests for the same text measure once.

    Raises KeyError when there is no such opgave, DrukMislukt when it cannot be measured.
    """
    sleutel = _sleutels(document)[nummer]
    if (passing := _bewaard(sleutel)) is not None:
        return passing
    try:
        with Bewaarplaats(_map()).slot(sleutel[:2]):
            if (passing := _bewaard(sleutel)) is not None:
                return passing
            passing = _passing(pers.meet(pers.zetsel(_html(document, document.opgave(nummer))), GRENZEN))
            _bewaar(sleutel, passing)
            return passing
    except OSError as fout:
        raise fouten.GeenDrukplek(str(fout)) from fout


def meet_getypt(document: Plandocument, opgave: Opgave) -> Passing:
    """Of a fiche with a text that is being typed: a kept measurement, or a new one, some 0.1 s, that only this process
    remembers. Raises DrukMislukt."""
    sleutel = _sleutel(_basis(document), document, opgave)
    if (passing := _bewaard(sleutel)) is not None:
        return passing
    try:
        with Bewaarplaats(_map()).slot(sleutel[:2]):
            passing = _passing(pers.meet(pers.zetsel(_html(document, opgave)), GRENZEN))
    except OSError as fout:
        raise fouten.GeenDrukplek(str(fout)) from fout
    _onthoud(_map() / f"{sleutel}.json", passing)
    return passing


def meet_alles(document: Plandocument) -> dict[int, Passing]:
    """All fiches, one after the other. Raises DrukMislukt at the first that cannot be measured."""
    return {o.nummer: meet(document, o.nummer) for o in document.opgaven}


def _html(document: Plandocument, opgave: Opgave) -> str:
    uitgave = Uitgave(document.titel, "", "", "", "", "0" * 64, "")
    return html_fiche(document, opgave, uitgave, lambda nummer: f"#opgave-{nummer}")


def _passing(maten: Mapping[str, Any]) -> Passing:
    paginas, hoogte = maten["paginas"], maten["hoogte"]
    vulling, strak = maten["vulling"], maten.get("vulling_strak", maten["vulling"])
    over = int((1 - vulling[0]) * hoogte / (STRAK if maten["strak"] else RUIM)) if paginas == 1 else 0
    # what stands on the pages after the first, less the white that a block left when it moved on as a whole
    teveel = (sum(strak[1:]) - max(0.0, 1 - strak[0])) * hoogte / STRAK
    return Passing(
        paginas=paginas,
        strak=maten["strak"],
        vulling=min(1.0, vulling[-1]),
        over=max(0, over),
        te_veel=max(1, round(teveel)) if paginas > 1 else 0,
        stukken=tuple(Passingstuk(**stuk) for stuk in maten["stukken"]),
    )


# ---- keys and keeping ----


@lru_cache(maxsize=1)
def _opmaak() -> bytes:
    """Fingerprint of all that turns a text into a page: engine, style sheet, templates, and the code between them."""
    som = hashlib.sha256(pers.uitrusting().encode())
    hier = Path(__file__).resolve().parent
    sjablonen = Path(settings.BASE_DIR) / "templates" / "documenten"
    code = [Path(__file__), *(hier / "druk").glob("*.py"), hier / "templatetags" / "druk.py"]
    for bestand in sorted([*code, *(sjablonen / f"{n}.html" for n in ("fiche", "fiche_los", "groep", "vak"))]):
        som.update(bestand.read_bytes())
    return som.digest()


def _basis(document: Plandocument) -> bytes:
    samen = repr((document.sectiesoorten, document.doelstellingen, sorted(document.nummers.items()))).encode()
    return _opmaak() + samen


def _sleutel(basis: bytes, document: Plandocument, opgave: Opgave) -> str:
    return _som(basis, opgave, document.cluster_per_sleutel.get(opgave.cluster))


@lru_cache(_IN_DIT_PROCES)
def _som(basis: bytes, opgave: Opgave, cluster: Cluster | None) -> str:
    delen = repr((opgave, cluster)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(basis + delen).hexdigest()[:40]


_GEZIEN: OrderedDict[int, tuple[weakref.ref[Plandocument], dict[int, str]]] = OrderedDict()
_SLOT = threading.Lock()


def _sleutels(document: Plandocument) -> dict[int, str]:
    """Number → hash of all that decides the layout of that fiche. Kept per document, which never changes."""
    with _SLOT:
        if (gezien := _GEZIEN.get(id(document))) is not None and gezien[0]() is document:
            return gezien[1]
    basis = _basis(document)
    uit = {opgave.nummer: _sleutel(basis, document, opgave) for opgave in document.opgaven}
    with _SLOT:
        _GEZIEN[id(document)] = (weakref.ref(document), uit)
        while len(_GEZIEN) > 64:
            _GEZIEN.popitem(last=False)
    return uit


_ONTHOUDEN: OrderedDict[Path, Passing] = OrderedDict()


def _map() -> Path:
    return Path(settings.VAR) / "passing"


def _bewaard(sleutel: str) -> Passing | None:
    pad = _map() / f"{sleutel}.json"
    with _SLOT:
        if (passing := _ONTHOUDEN.get(pad)) is not None:
            return passing
    try:
        data = json.loads(pad.read_bytes())
        passing = Passing(**{**data, "stukken": tuple(Passingstuk(**s) for s in data["stukken"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
    _onthoud(pad, passing)
    return passing


def _onthoud(pad: Path, passing: Passing) -> None:
    with _SLOT:
        _ONTHOUDEN[pad] = passing
        while len(_ONTHOUDEN) > _IN_DIT_PROCES:
            _ONTHOUDEN.popitem(last=False)


def _bewaar(sleutel: str, passing: Passing) -> None:
    map_ = _map()
    fd, tijdelijk = tempfile.mkstemp(prefix="bezig-", dir=map_)
    with os.fdopen(fd, "wb") as bestand:
        bestand.write(json.dumps(asdict(passing)).encode())
    os.replace(tijdelijk, map_ / f"{sleutel}.json")
    _onthoud(map_ / f"{sleutel}.json", passing)
    metingen = list(map_.glob("*.json"))
    if len(metingen) > _BEWAREN:
        metingen.sort(key=lambda pad: pad.stat().st_mtime)
        for pad in metingen[: len(metingen) - _BEWAREN // 2]:
            pad.unlink(missing_ok=True)
