"""Changed words in a memo: marks that survive a copier, a screen reader and copying into mail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from documenten.memo.inhoud import Memowijziging
from plandocument.verschil import Verschildeel

register = template.Library()
_TAG = {"weg": "del", "nieuw": "ins"}
_WOORD = {"weg": "[vervalt: ", "nieuw": "[nieuw: "}


def _merk(delen: Iterable[Verschildeel], maak: Callable[[str, str], str]) -> SafeString:
    uit: list[str] = []
    for deel in delen:
        kern = deel.tekst.strip()
        if deel.soort == "gelijk" or not kern:
            uit.append(escape(deel.tekst))
            continue
        voor, _, na = deel.tekst.partition(kern)
        if uit and uit[-1].endswith("</del>") and not voor:
            voor = " "  # two marks beside each other
        uit.append(f"{escape(voor)}{maak(deel.soort, escape(kern))}{escape(na)}")
    return mark_safe("".join(uit).strip())  # noqa: S308  (every piece escaped)


@register.simple_tag
def merk(delen: Iterable[Verschildeel]) -> SafeString:
    """Pieces of a text for paper, those that went or came marked; white space at their edges stays outside the mark."""
    return _merk(delen, lambda soort, kern: f"<{_TAG[soort]}><span>{kern}</span></{_TAG[soort]}>")


@register.simple_tag
def merk_scherm(delen: Iterable[Verschildeel], uitgeschreven: object = "") -> SafeString:
    """The same for the screen, with words for who does not see the marks, or (`uitgeschreven`) for everybody."""
    klasse = "teken" if uitgeschreven else "stil-lees"

    def maak(soort: str, kern: str) -> str:
        woord = f'<span class="{klasse}">{_WOORD[soort]}</span>'
        return f'<{_TAG[soort]}>{woord}{kern}<span class="{klasse}">]</span></{_TAG[soort]}>'

    return _merk(delen, maak)


@register.simple_tag
def merk_woord(soort: Literal["weg", "nieuw"], woorden: str, uitgeschreven: object = "") -> SafeString:
    """One word or name with its mark, for the screen."""
    return merk_scherm([Verschildeel(woorden, soort)], uitgeschreven)


@register.simple_tag
def klein(regel: Memowijziging) -> SafeString:
    """A change in one line: the sentences with marks, or what it was and is."""
    if regel.feit:
        return format_html("{} → {}", regel.feit[1] or "geen", regel.feit[2] or "geen")
    delen = [merk(s.delen) for p in regel.passages for s in p.stukken if s.soort != "stil"]
    woorden = mark_safe(" ".join(delen))  # noqa: S308
    if "<ins>" in woorden or "<del>" in woorden:
        return woorden
    alleen = "alleen witruimte of waar een alinea eindigt" if regel.passages else regel.wijziging.in_woorden
    return format_html("{}", f"{alleen}.")
