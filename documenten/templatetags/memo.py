"""Changed words in a memo: marks that survive a copier, a screen reader and copying into mail."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from documenten.memo.inhoud import Regel
from plandocument.verschil import Deel

register = template.Library()
_TAG = {"weg": "del", "nieuw": "ins"}


@register.simple_tag
def merk(delen: Iterable[Deel]) -> SafeString:
    """Pieces of a text, those that went or came marked; white space at their edges stays outside the mark."""
    uit: list[str] = []
    for deel in delen:
        kern = deel.tekst.strip()
        if deel.soort == "gelijk" or not kern:
            uit.append(escape(deel.tekst))
            continue
        voor, _, na = deel.tekst.partition(kern)
        tag = _TAG[deel.soort]
        if uit and uit[-1].endswith("</del>") and not voor:
            voor = " "  # two marks beside each other
        uit.append(f"{escape(voor)}<{tag}><span>{escape(kern)}</span></{tag}>{escape(na)}")
    return mark_safe("".join(uit).strip())  # noqa: S308  (every piece escaped)


@register.simple_tag
def klein(regel: Regel) -> SafeString:
    """A change in one line: the sentences with marks, or what it was and is."""
    if regel.feit:
        return format_html("{} → {}", regel.feit[1] or "geen", regel.feit[2] or "geen")
    delen = [merk(s.delen) for p in regel.passages for s in p.stukken if s.soort != "stil"]
    woorden = mark_safe(" ".join(delen))  # noqa: S308
    if "<ins>" in woorden or "<del>" in woorden:
        return woorden
    alleen = "alleen witruimte of waar een alinea eindigt" if regel.passages else regel.wijziging.in_woorden
    return format_html("{}", f"{alleen}.")
