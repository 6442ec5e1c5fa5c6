"""Who owns an opgave in the region: "Bestuurlijk:" and "Uitvoering:", loose lines, bullets, and what brackets say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from plandocument.boom import Item, Koppeling, Sectie, Sectiesoort
from plandocument.sleutels import nieuwe_sleutel

from .fouten import TE_VEEL_PUNTEN, Leesfout
from .koppelen import Zoeker
from .koppen import staart
from .opmaak import Opgaven, kaal, regel_html
from .regels import MAX_PUNTEN, Bronregel

_LABEL = re.compile(
    r"(?:\*\*)?(bestuurlijk|uitvoering)(?:e)?(?:\s+(?:eigenaar|trekker|verantwoordelijk)\w*)?\s*(?:\*\*)?\s*:\s*(?:\*\*)?\s*",
    re.I,
)
_STATUS = (
    (re.compile(r"\s*\(\s*(?:nog te organiseren|nog te vormen|te organiseren)\s*\)", re.I), "te_organiseren"),
    (re.compile(r"\s*\(\s*voorstel\s*\)", re.I), "voorstel"),
)
_DEELTHEMA = re.compile(r"\s*\(([a-zà-ÿ]+(?:-[a-zà-ÿ]+)*)\)\s*$")
_NIEMAND = re.compile(r"[\s.…\-–—_/]*|n\.?\s?v\.?\s?t\.?|geen", re.I)


def lees(
    soort: Sectiesoort, kop: str, regels: Sequence[Bronregel], gremia: Zoeker, organisaties: Zoeker, opgaven: Opgaven
) -> Sectie:
    """One item per line, and per part of a line between semicolons. `kop` may say that it is all a proposal."""
    status = "voorstel" if "voorstel" in staart(kop) else ""
    regels_met_groep = list(_groepen(regels))
    delen = [(groep, deel) for groep, woorden in regels_met_groep for deel in _delen(woorden)]
    if len(delen) > MAX_PUNTEN:
        raise Leesfout(TE_VEEL_PUNTEN)
    themas = [_DEELTHEMA.search(deel) for _, deel in delen]
    met_thema = sum(1 for t in themas if t) > 1
    items = []
    for (groep, deel), thema in zip(delen, themas, strict=True):
        naam = ""
        if thema is not None and met_thema:
            naam, deel = thema[1], deel[: thema.start()]
        eigen = status
        for vorm, code in _STATUS:
            if vorm.search(deel):
                eigen, deel = code, vorm.sub("", deel)
        item = Item(nieuwe_sleutel(), regel_html(deel, opgaven), groep=groep, deelthema=naam, status=eigen)
        items.append(replace(item, koppelingen=_koppelingen(deel, gremia, organisaties)))
    return Sectie(nieuwe_sleutel(), soort.code, items=tuple(items))


def _groepen(regels: Sequence[Bronregel]) -> list[tuple[str, str]]:
    """Lines with their group. A loose line belongs to the label above it; a sentence after the last label to none."""
    uit: list[tuple[str, str]] = []
    groep = "overig"
    labels = [m for r in regels if (m := _LABEL.match(r.tekst)) is not None]
    gezien = 0
    for regel in regels:
        woorden = regel.tekst
        if (label := _LABEL.match(woorden)) is not None:
            groep, woorden = label[1].lower(), woorden[label.end() :]
            gezien += 1
        elif gezien == len(labels) and labels and not regel.punt and len(kaal(woorden).split()) >= 7:
            uit.append(("overig", woorden))
            continue
        if not _NIEMAND.fullmatch(kaal(woorden)):
            uit.append((groep, woorden))
    return uit


def _delen(woorden: str) -> list[str]:
    """Split at semicolons outside brackets."""
    delen, diepte = [""], 0
    for teken in woorden:
        diepte += (teken == "(") - (teken == ")")
        if teken == ";" and diepte <= 0:
            delen.append("")
        else:
            delen[-1] += teken
    return [d.strip() for d in delen if d.strip()]


def _koppelingen(deel: str, gremia: Zoeker, organisaties: Zoeker) -> tuple[Koppeling, ...]:
    woorden = escape(kaal(deel), quote=False)
    links = [Koppeling("gremium", code) for code in gremia.vind_vooraan(woorden)]
    return tuple(links or [Koppeling("organisatie", code) for code in organisaties.vind(woorden)])
