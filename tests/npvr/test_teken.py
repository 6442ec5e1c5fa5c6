"""Signs: one way to write them, the same wherever they stand."""

from __future__ import annotations

from pathlib import Path

from django.template import engines

SJABLONEN = Path(__file__).parents[2] / "templates"


def tekent(sjabloon: str, **context: str) -> str:
    return engines["django"].from_string(sjabloon).render(context)


def test_a_sign_by_name_or_by_what_a_page_knows() -> None:
    vast = tekent('{% teken "letop" %}')
    assert vast == '<svg class="i" aria-hidden="true"><use href="#i-letop"/></svg>'
    assert tekent("{% teken g.teken %}", g={"teken": "letop"}) == vast  # type: ignore[arg-type]
    assert 'class="stip"' in tekent('{% teken "vol" "stip" %}')


def test_a_name_from_elsewhere_stays_a_name() -> None:
    assert "<script>" not in tekent("{% teken naam %}", naam='x"/><script>')


def test_no_page_writes_a_sign_by_hand() -> None:
    zelf = [p.name for p in SJABLONEN.rglob("*.html") if 'href="#i-' in p.read_text() and p.name != "_tekens.html"]
    assert zelf == []
    namen = {regel.split('id="i-')[1].split('"')[0] for regel in _regels("componenten/_tekens.html", 'id="i-')}
    for pad in SJABLONEN.rglob("*.html"):
        for stuk in pad.read_text().split('{% teken "')[1:]:
            assert stuk.split('"')[0] in namen, f"{pad.name}: er is geen teken {stuk[:20]}"


def _regels(pad: str, met: str) -> list[str]:
    return [regel for regel in (SJABLONEN / pad).read_text().splitlines() if met in regel]
