"""The drawn raster of the cover: which opgave serves which doelstelling, coloured by cluster."""

from __future__ import annotations

from html import escape
from typing import Final

from plandocument.boom import Plandocument

HUE: Final = ("#00594f", "#1d4478", "#7d2350", "#45388a", "#6b4410", "#8c2f14", "#0b5673", "#69307c", "#4a5410")
"""Print hues by `Cluster.kleur`, 0 the neutral one: of one darkness, 8:1 or better on white. Also in druk.css."""

_LINKS, _BREED, _CEL, _RIJ = 41.0, 139.0, 10.0, 11.0
_TELWOORDEN: Final = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


def hue(kleur: int) -> str:
    return HUE[kleur] if 0 <= kleur < len(HUE) else HUE[0]


def telwoord(n: int) -> str:
    return _TELWOORDEN[n] if n < len(_TELWOORDEN) else str(n)


def in_woorden(document: Plandocument) -> str:
    """What the picture shows, for who cannot see it: every doelstelling with the numbers of its opgaven."""
    delen = []
    for doel in document.doelstellingen:
        nummers = [str(o.nummer) for o in document.opgaven if doel.sleutel in o.doelstellingen]
        delen.append(f"{doel.kort or doel.naam}: opgave {', '.join(nummers)}." if nummers else f"{doel.naam}: geen.")
    return f"Raster van {len(document.opgaven)} opgaven en {len(document.doelstellingen)} doelstellingen. " + " ".join(
        delen
    )


def raster(document: Plandocument) -> str:
    """The SVG, in millimetres on the grid of the page. Empty where there is nothing to draw."""
    groepen = [(cluster, opgaven) for cluster, opgaven in document.per_cluster()]
    aantal = len(document.opgaven)
    if not aantal or not document.doelstellingen:
        return ""
    tussen = 1.35 if len(groepen) > 1 else 0.0
    stap = (_BREED - tussen * (len(groepen) - 1)) / aantal
    breed = stap - min(1.0, stap * 0.16)
    hoog = 2 + _RIJ * len(document.doelstellingen) + 7
    uit = [
        f'<svg class="raster" viewBox="0 0 180 {hoog:g}" width="180mm" height="{hoog:g}mm"',
        f' xmlns="http://www.w3.org/2000/svg" font-family="Fira Sans"><title>{escape(in_woorden(document))}</title>',
    ]
    x = _LINKS
    for cluster, opgaven in groepen:
        kleur = hue(cluster.kleur if cluster else 0)
        for opgave in opgaven:
            for rij, doel in enumerate(document.doelstellingen):
                y = 2 + rij * _RIJ
                if doel.sleutel in opgave.doelstellingen:
                    uit.append(f'<rect x="{x:.2f}" y="{y:g}" width="{breed:.2f}" height="{_CEL:g}" fill="{kleur}"/>')
                else:
                    uit.append(
                        f'<rect x="{x + 0.1:.2f}" y="{y + 0.1:.1f}" width="{breed - 0.2:.2f}" height="{_CEL - 0.2:g}"'
                        ' fill="none" stroke="#aab4ba" stroke-width=".2"/>'
                    )
            uit.append(
                f'<text x="{x + breed / 2:.2f}" y="{hoog - 1.8:.1f}" text-anchor="middle"'
                f' font-size="{min(2.9, stap * 0.45):.2f}" font-weight="500" fill="#1a1f24">{opgave.nummer}</text>'
            )
            x += stap
        x += tussen
    for rij, doel in enumerate(document.doelstellingen):
        naam = f"{doel.nummer} {doel.kort or doel.naam}"
        uit.append(_label(2 + rij * _RIJ + 6.2, naam))
    uit.append(_label(hoog - 1.8, "Opgave"))
    return "".join(uit) + "</svg>"


def _label(y: float, tekst: str) -> str:
    maat = min(3.1, 3.1 * 22 / max(len(tekst), 1))
    return f'<text x="0" y="{y:.1f}" font-size="{maat:.2f}" font-weight="600" fill="#1a1f24">{escape(tekst)}</text>'
