"""The wijzigingsmemo as HTML for the press."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from documenten.druk.letters import breedte
from plandocument import tekst

from .inhoud import Memostuk, Regel

_STIJL: Final = Path(settings.BASE_DIR) / "static" / "druk" / "memo.css"
_KOP: Final = 11.6
"""Em on a line of a side head: 36 mm at 8.5 pt, with a little to spare."""
_OP_EEN_BLAD: Final = 1200
"""Letters of a change that is kept together on a page."""


@dataclass(frozen=True, slots=True)
class Regeldruk:
    """A change as it prints: lines of its side head, whether it is kept together, its name among the bookmarks."""

    regel: Regel
    koplijnen: int
    kort: bool
    merk: str


def html_memo(stuk: Memostuk) -> str:
    """The whole memo as one document, its own style sheet in it."""
    delen = [(deel, [_regel(r) for r in deel.inhoudelijk]) for deel in stuk.delen if deel.inhoudelijk]
    passages = [s for r in stuk.inhoudelijk for p in r.passages for s in p.stukken]
    return render_to_string(
        "documenten/memo/memo.html",
        {
            "memo": stuk,
            "stijl": stijl(),
            "versies": (("Oude versie", stuk.oud), ("Nieuwe versie", stuk.nieuw)),
            "inleiding": _rijk(stuk.inleiding),
            "delen": delen,
            "stil": any(s.soort == "stil" for s in passages),
        },
    )


@lru_cache(maxsize=1)
def _blad(gewijzigd: int) -> SafeString:
    return mark_safe(_STIJL.read_text(encoding="utf-8"))  # noqa: S308  (our own file)


def stijl() -> SafeString:
    return _blad(_STIJL.stat().st_mtime_ns)


def _rijk(html: str) -> SafeString:
    return mark_safe(tekst.toon(html, {}, lambda nummer: "#"))  # noqa: S308  (cleaned again)


def _regel(regel: Regel) -> Regeldruk:
    kop = f"{regel.onderwerp}, {regel.soort}"
    lang = sum(len(d.tekst) for p in regel.passages for s in p.stukken for d in s.delen) + len(regel.tekst)
    lang += sum(len(r.waarom) + len(r.aanleiding) for r in regel.redenen)
    merk = " ".join(deel for deel in (regel.code, kop) if deel)
    return Regeldruk(regel, min(_koplijnen(kop), 7), lang < _OP_EEN_BLAD, merk)


def _koplijnen(kop: str) -> int:
    """Lines of a side head: it stands apart from the text, which must leave it room."""
    lijnen, hier = 1, 0.0
    for woord in kop.split():
        breed = breedte(f"{woord} ")
        if hier and hier + breed > _KOP:
            lijnen, hier = lijnen + 1, 0.0
        hier += breed
    return lijnen
