"""The QR code of a print: one drawn path with words for who cannot see it."""

from __future__ import annotations

from html import escape
from typing import Final

RAND: Final = 4
"""White modules around it, as the standard asks (ISO/IEC 18004)."""


def qr(adres: str, wat: str) -> str:
    """The SVG of an address, one unit per module; `wat` says where it leads to. Empty for no address."""
    import segno

    if not adres:
        return ""
    code = segno.make_qr(adres, error="m", boost_error=False)
    stukken = []
    for y, rij in enumerate(code.matrix, RAND):
        x = 0
        while x < len(rij):
            if not rij[x]:
                x += 1
                continue
            eind = x
            while eind < len(rij) and rij[eind]:
                eind += 1
            stukken.append(f"M{x + RAND} {y}h{eind - x}v1h-{eind - x}z")
            x = eind
    maat = len(code.matrix) + 2 * RAND
    return (
        f'<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {maat} {maat}"><title>{escape(wat)}</title>'
        f'<rect width="{maat}" height="{maat}" fill="#fff"/><path fill="#1a1f24" d="{"".join(stukken)}"/></svg>'
    )
