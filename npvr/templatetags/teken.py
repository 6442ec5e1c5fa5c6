"""A sign of the sprite (`componenten/_tekens.html`), wherever it stands. Known to all templates."""

from __future__ import annotations

from django import template
from django.template.base import FilterExpression, Node, Parser, TextNode, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


def svg(naam: str, klasse: str = "i") -> SafeString:
    """A sign beside words that say the same: hidden from who listens."""
    return format_html('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>', klasse, naam)


class _Teken(Node):
    def __init__(self, naam: FilterExpression, klasse: str) -> None:
        self.naam, self.klasse = naam, klasse

    def render(self, context: Context) -> SafeString:
        return svg(self.naam.resolve(context), self.klasse)


@register.tag
def teken(parser: Parser, token: Token) -> Node:
    """{% teken "letop" %}, {% teken groep.teken %}, {% teken "vol" "stip" %}: a name, and classes other than "i".

    A name that stands there is drawn once, when the template is read.
    """
    _, naam, *klassen = token.split_contents()
    klasse = klassen[0].strip("\"'") if klassen else "i"
    if naam[0] in "\"'":
        return TextNode(svg(naam.strip("\"'"), klasse))
    return _Teken(parser.compile_filter(naam), klasse)
