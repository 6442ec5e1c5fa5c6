"""Hypothesis strategies for whole Plandocumenten: keys unique, text canonical, references that hold.

Size is drawn by hypothesis, so that a failing plan shrinks; what fills it follows from one number, so that it is quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from hypothesis import strategies as st

from plandocument import boom, itemsoorten, tekst
from plandocument.sleutels import ALFABET, LENGTE
from plandocument.standaard import SECTIESOORTEN

_WOORDEN: Final = """
    de regio vraagt geld wonen Twente Rijk spoor mkb MKB Euregio én water één vóór 1.500 “lucht” (klein) – Glanerbrug,
    bedrijven; ziekenhuis energie grens ‘jeugd’ opgave 14 & < > 👩🏽‍🔬 é zo’n financiële financiele teveel 3,5% o.a.
"""
WOORDEN: Final = tuple(_WOORDEN.split())
KOPPELSOORTEN: Final = ("ministerie", "gremium", "organisatie", "traject")

wild = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
"""Any text at all, for names."""
zaden = st.integers(0, 2**32)


def sleutel(r: Random) -> str:
    return "".join(r.choice(ALFABET) for _ in range(LENGTE))


def woorden(r: Random, hoeveel: int = 8) -> str:
    return " ".join(r.choice(WOORDEN) for _ in range(r.randint(1, hoeveel)))


def _runs(r: Random, opgaven: Sequence[str]) -> str:
    uit = ""
    for _ in range(r.randint(1, 4)):
        stuk = woorden(r).replace("&", "&amp;").replace("<", "&lt;")
        jas = r.choice(("", "", "", "strong", "em", "a", "opgave"))
        if jas == "a":
            stuk = f'<a href="https://voorbeeld.nl/{r.randint(1, 3)}">{stuk}</a>'
        elif jas == "opgave" and opgaven:
            stuk = f'zie <a href="opgave:{r.choice(opgaven)}">opgave</a>'
        elif jas in ("strong", "em"):
            stuk = f"<{jas}>{stuk}</{jas}>"
        uit += f"{stuk} "
    return uit


def regel(r: Random, opgaven: Sequence[str] = ()) -> str:
    """Canonical text of an item: words, bold, italic, links, references to these opgaven."""
    return tekst.schone_regel(_runs(r, opgaven))


def tabel(r: Random, opgaven: Sequence[str] = ()) -> str:
    """A table of any shape, with empty cells and any headers."""
    rijen, kolommen = r.randint(1, 4), r.randint(1, 4)
    koprij, kopkolom = r.random() < 0.6, r.random() < 0.4
    uit = f"<table><caption>{_runs(r, opgaven)}</caption>" if r.random() < 0.6 else "<table>"
    for n in range(rijen):
        tags = ["th" if (koprij and not n) or (kopkolom and not k) else "td" for k in range(kolommen)]
        cellen = "".join(f"<{t}>{_runs(r, opgaven) if r.random() < 0.8 else ''}</{t}>" for t in tags)
        uit += f"<tr>{cellen}</tr>"
    return f"{uit}</table>"


def figuur(r: Random, opgaven: Sequence[str] = ()) -> str:
    """A figure, with or without what may be said of it."""
    beeld = f"afbeelding:{r.getrandbits(256):064x}" if r.random() < 0.7 else "getekend:tijdlijn"
    alt = r.choice(("", ' alt=""', ' alt="Vier lagen &amp; een tafel"'))
    naam = f"<figcaption>{_runs(r, opgaven)}</figcaption>" if r.random() < 0.7 else ""
    bron = "<cite>Regio &amp; Rijk</cite>" if r.random() < 0.5 else ""
    return tekst.schoon(f'<figure><img src="{beeld}"{alt}>{naam}{bron}</figure>')


def blokken(r: Random, opgaven: Sequence[str] = ()) -> str:
    """Canonical text of up to three paragraphs, tables and (nested) lists; may be empty."""
    delen = []
    for _ in range(r.randint(0, 3)):
        if r.random() < 0.15:
            delen.append(tabel(r, opgaven))
        elif r.random() < 0.6:
            delen.append(f"<p>{_runs(r, opgaven)}</p>")
        else:
            soort = r.choice(("ul", "ol"))
            binnen = f"<ul><li>{_runs(r, opgaven)}</li></ul>" if r.random() < 0.3 else ""
            delen.append(f"<{soort}><li>{_runs(r, opgaven)}</li><li>{_runs(r, opgaven)}{binnen}</li></{soort}>")
    return tekst.schoon("".join(delen))


def item(r: Random, itemsoort: str = "punt", opgaven: Sequence[str] = ()) -> boom.Item:
    return boom.Item(
        sleutel(r),
        regel(r, opgaven),
        groep=r.choice(list(itemsoorten.itemsoort(itemsoort).groepen) or [""]),
        deelthema=r.choice(("", "", "Wonen")),
        status=r.choice(("", "", *itemsoorten.STATUSSEN)),
        primair=itemsoort == "ministerie" and r.random() < 0.5,
        koppelingen=tuple(
            boom.Koppeling(r.choice(KOPPELSOORTEN), r.choice(("bzk", "ezk", "twb"))) for _ in range(r.randint(0, 2))
        ),
    )


def sectie(r: Random, soort: boom.Sectiesoort | None, opgaven: Sequence[str], hoogstens: int) -> boom.Sectie:
    """A section of a fiche, or (no `soort`) of a chapter."""
    itemsoort = soort.itemsoort if soort else "punt"
    return boom.Sectie(
        sleutel(r),
        soort.code if soort else "",
        titel="" if soort else woorden(r),
        opening=blokken(r, opgaven) + (figuur(r, opgaven) if soort is None and r.random() < 0.3 else ""),
        items=tuple(item(r, itemsoort, opgaven) for _ in range(r.randint(0, hoogstens) if itemsoort else 0)),
        slot=blokken(r, opgaven) if r.random() < 0.3 else "",
    )


@st.composite
def plannen(draw: st.DrawFn, *, minstens: int = 0, hoogstens: int = 4, punten: int = 5) -> boom.Plandocument:
    """A plan of a few opgaven with all that belongs to it; numbers need not be in a row."""
    r = Random(draw(zaden))
    nummers = sorted(draw(st.sets(st.integers(1, 40), min_size=minstens, max_size=hoogstens)))
    punten = draw(st.integers(0, punten))
    begin = draw(st.integers(0, 6))
    soorten = SECTIESOORTEN[begin : begin + draw(st.integers(1, 4))]
    opgaven = tuple(sleutel(r) for _ in nummers)
    clusters = tuple(boom.Cluster(sleutel(r), woorden(r), r.randint(0, 8)) for _ in range(r.randint(0, 3)))
    doelen = tuple(
        boom.Doelstelling(sleutel(r), n, woorden(r), woorden(r), blokken(r)) for n in range(1, 1 + r.randint(0, 2))
    )
    hoofdstukken = tuple(
        boom.Hoofdstuk(
            sleutel(r),
            woorden(r),
            tuple(sectie(r, None, opgaven, punten) for _ in range(r.randint(0, 2))),
            na_opgaven=r.random() < 0.5,
        )
        for _ in range(r.randint(0, 2))
    )
    return boom.Plandocument(
        regio="twente",
        titel=draw(wild),
        ondertitel=woorden(r),
        label=draw(st.sampled_from(("", "concept", "definitief"))),
        sectiesoorten=soorten,
        clusters=clusters,
        doelstellingen=doelen,
        uitgangspunten=tuple(boom.Uitgangspunt(sleutel(r), n, woorden(r), blokken(r)) for n in (1, 2)),
        hoofdstukken=hoofdstukken,
        opgaven=tuple(
            boom.Opgave(
                wie,
                nummer,
                woorden(r),
                cluster=r.choice(("", *(c.sleutel for c in clusters))),
                cluster_overzicht=r.choice(("", *(c.sleutel for c in clusters))),
                overzicht=regel(r, opgaven),
                doelstellingen=tuple(d.sleutel for d in doelen if r.random() < 0.5),
                secties=tuple(sectie(r, soort, opgaven, punten) for soort in soorten),
            )
            for wie, nummer in zip(opgaven, nummers, strict=True)
        ),
    )


def groot(opgaven: int = 21, punten: int = 6, zaad: int = 7) -> boom.Plandocument:
    """A plan of the size of a real one, always the same: for measuring."""
    r = Random(zaad)

    def zin(hoeveel: int) -> str:
        return tekst.regel_uit_plat(" ".join(r.choice(WOORDEN) for _ in range(hoeveel)))

    def opgave(nummer: int) -> boom.Opgave:
        return boom.Opgave(
            sleutel(r),
            nummer,
            f"Opgave over {zin(3)}",
            secties=tuple(
                boom.Sectie(
                    sleutel(r),
                    soort.code,
                    opening="".join(f"<p>{zin(60)}</p>" for _ in range(2)),
                    items=tuple(boom.Item(sleutel(r), zin(25)) for _ in range(punten if soort.itemsoort else 0)),
                )
                for soort in SECTIESOORTEN
            ),
        )

    return boom.Plandocument(
        "twente", "Groot plan", sectiesoorten=SECTIESOORTEN, opgaven=tuple(opgave(n) for n in range(1, opgaven + 1))
    )
