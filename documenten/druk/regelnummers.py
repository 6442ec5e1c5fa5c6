"""Line numbers for the vergaderversie, and what else stands behind the text of a page. No Django.

Two passes: lay out and read where each line of text lies, then lay out again with every fifth number as a background of
its page. A background moves nothing and stays outside the tags, so screen readers never hear the numbers. Reads
WeasyPrint's private `_page_box` and `LineBox`; tests/documenten/test_vergaderversie.py says so when they change.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from typing import Any, Final

OM: Final = 5
"""One line in so many gets its number."""
_MM: Final = 25.4 / 96  # per CSS pixel
_RECHTS: Final = 6.5  # mm from the text to the right edge of the numbers: beside it, where no holes are punched
_ZELFDE: Final = 6.0  # px: lines side by side at one height share a number
_TELT: Final = frozenset(("sectie", "hoofdstuk", "gremium", "telt"))
_TELT_NIET: Final = frozenset(("code", "sectiekop", "hnr", "naam"))


def regels(doos: Any, binnen: bool = False) -> Iterator[tuple[float, float]]:
    """Top and baseline in px of each line of running text in a box; codes, side heads and titles left out."""
    from weasyprint.formatting_structure import boxes

    doos = getattr(doos, "_box", doos)
    element = getattr(doos, "element", None)
    if element is not None:
        klassen = set((element.get("class") or "").split())
        if klassen & _TELT_NIET or doos.element_tag == "h1":
            return
        binnen = binnen or bool(klassen & _TELT)
    if isinstance(doos, boxes.LineBox) and binnen:
        blokken = list(_blokken(doos))
        for blok in blokken:
            yield from regels(blok, binnen)
        if not blokken:
            yield doos.position_y, doos.position_y + doos.baseline
        return
    for kind in getattr(doos, "children", ()):
        yield from regels(kind, binnen)


def _blokken(regel: Any) -> Iterator[Any]:
    """The blocks side by side that stand in one line; it is their lines that count, not the one around them."""
    from weasyprint.formatting_structure import boxes

    for kind in getattr(regel, "children", ()):
        if isinstance(kind, boxes.InlineBlockBox):
            yield kind
        elif isinstance(kind, boxes.InlineBox):
            yield from _blokken(kind)


def nummers(bladzijde: Any) -> list[tuple[int, float]]:
    """The numbers of one page, each with its baseline in px from the top of the paper. Every page counts from 1."""
    rijen: list[tuple[float, float]] = []
    for boven, basis in sorted(regels(bladzijde._page_box)):
        if not rijen or boven - rijen[-1][0] > _ZELFDE:
            rijen.append((boven, basis))
    return [(n, basis) for n, (_, basis) in enumerate(rijen, 1) if n % OM == 0]


def _teken(bladzijde: Any) -> str:
    """The numbers of one page as a drawing the size of the paper. It begins at the corner of the page's text area."""
    doos = bladzijde._page_box
    x = doos.width * _MM + _RECHTS
    tekst = "".join(
        f'<text x="{x:.2f}" y="{(basis - doos.content_box_y()) * _MM:.2f}" text-anchor="end">{n}</text>'
        for n, basis in nummers(bladzijde)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297"'
        f' font-family="Fira Sans" font-size="2.5" fill="#48525a">{tekst}</svg>'
    )


def _url(svg: str) -> str:
    return f"url(data:image/svg+xml;base64,{b64encode(svg.encode()).decode()})"


def achter(achtergrond: str) -> str:
    """The rule that lays a drawing in the middle behind the text of every page; nothing without one."""
    return f"@page {{ background: {_url(achtergrond)} center / 150mm 212mm no-repeat }}" if achtergrond else ""


def stijl(document: Any, achtergrond: str = "") -> str:
    """The rules for the second pass: numbers per page, with the drawing behind the text that pages have."""
    uit = [achter(achtergrond)]
    midden = f", {_url(achtergrond)} center / 150mm 212mm no-repeat" if achtergrond else ""
    for n, bladzijde in enumerate(document.pages, 1):
        if nummers(bladzijde):
            uit.append(
                f"@page :nth({n}) {{ background: {_url(_teken(bladzijde))} 0 0 / 210mm 297mm no-repeat{midden} }}"
            )
    return "\n".join(uit)
