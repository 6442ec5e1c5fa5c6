"""The wijzigingsmemo as HTML for the press."""

from __future__ import annotations

from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from documenten.druk.zijkop import Regeldruk, koplijnen, stijl
from plandocument import tekst

from .inhoud import Memostuk, Memowijziging

_OP_EEN_BLAD: Final = 1200
"""Letters of a change that is kept together on a page."""


def html_memo(stuk: Memostuk) -> str:
    """The whole memo as one document, its own style sheet in it."""
    delen = [(deel, [_regel(r) for r in deel.inhoudelijk]) for deel in stuk.delen if deel.inhoudelijk]
    passages = [s for r in stuk.inhoudelijk for p in r.passages for s in p.stukken]
    return render_to_string(
        "documenten/memo/memo.html",
        {
            "memo": stuk,
            "stijl": stijl("memo.css"),
            "versies": (("Oude versie", stuk.oud), ("Nieuwe versie", stuk.nieuw)),
            "inleiding": _rijk(stuk.inleiding),
            "delen": delen,
            "stil": any(s.soort == "stil" for s in passages),
        },
    )


def _rijk(html: str) -> SafeString:
    return mark_safe(tekst.toon(html, {}, lambda nummer: "#"))  # noqa: S308  (cleaned again)


def _regel(regel: Memowijziging) -> Regeldruk[Memowijziging]:
    kop = f"{regel.onderwerp}, {regel.soort}"
    lang = sum(len(d.tekst) for p in regel.passages for s in p.stukken for d in s.delen) + len(regel.tekst)
    lang += sum(len(r.waarom) + len(r.aanleiding) for r in regel.redenen)
    merk = " ".join(deel for deel in (regel.code, kop) if deel)
    return Regeldruk(regel, koplijnen(kop), lang < _OP_EEN_BLAD, merk)
