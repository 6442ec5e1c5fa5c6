"""From a Plandocument to the HTML of a print: what stands where on paper. Pure on the tree; no query, no file.

The shapes here are what the templates of `templates/documenten/` read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from npvr.getallen import opsomming
from plandocument import codes, tekst
from plandocument.boom import Hoofdstuk, Opgave, Plandocument
from plandocument.leeg import lege_zin

from . import schatting
from .letters import breedte
from .matrix import Matrix
from .raster import raster, telwoord
from .uitgave import Uitgave as Uitgave

if TYPE_CHECKING:  # it stands on the database; readers of our own files use this module without one
    from .gremia import Laag

BIJLAGEN: Final = {
    "matrix": "Opgaven en ministeries",
    "besluiten": "Besluiten over deze versie",
    "overleggen": "Wie met wie overlegt",
}
"""Headings of the appendices, in printed order."""

_SLOTWOORD: Final = re.compile(r"(?<![^\s>])[^\s<>&]{7,24}(?=</p>|</li>|$)")
"""The last word of a paragraph or point, where it is so long that the engine would cut it."""

_NAAST_LANG: Final = 1800
"""Letters in a column above which two of them no longer stand side by side: such a block cannot break over a page."""

_HALF: Final = 19.0
"""Em: half a row of the fiche, 63 mm at 9.25 pt, with a little to spare for kerning."""


@dataclass(frozen=True, slots=True)
class Drukregel:
    """An item as it prints: `lang` in letters, `breed` in em on one line, `plek` in a list of short ones."""

    code: str
    tekst: SafeString
    voor: str
    status: str
    primair: bool
    lang: int
    breed: float
    plek: str = ""  # links, rechts, heel


@dataclass(frozen=True, slots=True)
class Drukgroep:
    code: str
    naam: str
    regels: tuple[Drukregel, ...]

    @property
    def lang(self) -> int:
        return sum(40 + r.lang for r in self.regels)


@dataclass(frozen=True, slots=True)
class Drukvak:
    """A section of the fiche in its place; `vorm` chooses how its items stand."""

    code: str
    naam: str
    vorm: str  # tekst, lijst, kort, eigenaars, ministeries, kanten
    opening: SafeString
    groepen: tuple[Drukgroep, ...]
    slot: SafeString
    leeg: str
    nadruk: bool
    gekodeerd: bool  # the code stands in the opening text
    naast: tuple[Drukgroep, ...] = ()  # the two groups that stand side by side: Rijk and Regio
    rechts: Drukvak | None = None  # the ministries, beside the owners

    @property
    def regels(self) -> tuple[Drukregel, ...]:
        return tuple(r for g in self.groepen for r in g.regels)

    @property
    def lang(self) -> int:
        return len(self.opening) + len(self.slot) + sum(g.lang for g in self.groepen)

    @property
    def koplijnen(self) -> int:
        """Lines of the side head, at most seven: it stands apart from the text, which must leave it room."""
        return min(schatting.koplijnen(self.naam), 7)

    @property
    def onder(self) -> tuple[Drukgroep, ...]:
        return tuple(g for g in self.groepen if g not in self.naast)


@dataclass(frozen=True, slots=True)
class Doel:
    naam: str
    ja: bool


@dataclass(frozen=True, slots=True)
class Drukfiche:
    nummer: int
    titel: str
    cluster: str
    kleur: int
    doelen: tuple[Doel, ...]
    vakken: tuple[Drukvak, ...]

    @property
    def twijfel(self) -> int:
        """1 when it may not fit its page; for the worker, which then measures it before it prints."""
        tabel = any("<table" in vak.opening or "<table" in vak.slot for vak in self.vakken)
        return int(tabel or schatting.hoogte(self) > schatting.BLADZIJDE - schatting.MARGE)


@dataclass(frozen=True, slots=True)
class Paragraaf:
    nummer: str
    titel: str
    tekst: SafeString
    inleiding: bool = False


@dataclass(frozen=True, slots=True)
class HoofdstukDruk:
    nummer: int
    titel: str
    paragrafen: tuple[Paragraaf, ...]


Adres = Callable[[int], str]
Adresvanbeeld = Callable[[str], str]
"""What a figure shows, as `data:`: the press fetches nothing."""


def vast(tekst_: str) -> str:
    """A heading with its short words tied to the next, so that no line ends on "en" or "de"."""
    return re.sub(r"\b(en|de|in|te|op|of|het|een|van|voor|met|aan) (?=\S{1,14}(?:\s|$))", "\\1\u00a0", tekst_)


def vaste_titel(titel: str) -> str:
    """A title whose last line never is one short word, and no line of which ends on one."""
    woorden = vast(titel).split(" ")
    if len(woorden) > 3 and len(woorden[-1]) <= 12:
        woorden[-2:] = [f"{woorden[-2]}\u00a0{woorden[-1]}"]
    return " ".join(woorden)


class _Zetter:
    """Sets the text of one document, with references that lead to `adres(nummer)`."""

    def __init__(self, document: Plandocument, adres: Adres, beeld: Adresvanbeeld | None = None) -> None:
        self.document = document
        self.adres = adres
        self.beeld = beeld

    def rijk(self, html: str) -> SafeString:
        """As it prints: a number stays with its word, "1^e" is "1e", and no last word is cut in two, so that the last
        line of a text never is half a word."""
        getoond = tekst.toon(html, self.document.nummers, self.adres, self.beeld)  # cleaned again
        getoond = re.sub(r">opgave (\d+)</a>", ">opgave\u00a0\\1</a>", getoond)
        getoond = re.sub(r"(?<=\d)\^(e|de|ste)\b", r"\1", getoond)
        return mark_safe(_SLOTWOORD.sub(r'<span class="heel">\g<0></span>', getoond))  # noqa: S308

    def met_code(self, html: str, code: str) -> SafeString:
        """Blocks of text with the code first in the first paragraph or point."""
        merk = f'<span class="code">{code}</span> '
        getoond = self.rijk(html)
        if getoond.startswith(("<div", "<figure")):  # a table or a figure comes first
            return mark_safe(f"<p>{merk}</p>{getoond}")  # noqa: S308
        return mark_safe(re.sub(r"<(p|li)>", rf"<\1>{merk}", getoond, count=1))  # noqa: S308

    def regel(self, regel: codes.Coderegel) -> Drukregel:
        item = regel.item
        woorden = tekst.woorden(item.tekst, self.document.nummers)
        status = item.status_naam
        return Drukregel(
            code=regel.code,
            tekst=self.rijk(item.tekst),
            voor=item.deelthema[:1].upper() + item.deelthema[1:],
            status=status,
            primair=item.primair,
            lang=len(woorden) + len(status) + len(item.deelthema),
            breed=breedte(woorden + f" ({status})" * bool(status) + f"{item.deelthema}: " * bool(item.deelthema)),
        )

    def vak(self, plaats: codes.Plaats, eerste: bool) -> Drukvak:
        soort, sectie = plaats.soort, plaats.sectie
        # items outside the known groups get a heading too, or they would seem to belong to the group above them
        los = [g for g in plaats.groepen if not g.naam]
        kop = "Overig" if len(los) < len(plaats.groepen) else ""
        groepen = tuple(
            Drukgroep(g.code, g.naam or (kop if g is los[0] else ""), tuple(map(self.regel, g.regels)))
            for g in plaats.groepen
        )
        vorm = soort.itemklasse.druk
        if not vorm:
            vorm = "lijst" if sectie.items else "tekst"
            if len(groepen) == 1 and (kort := _kort(groepen[0].regels)):
                vorm, groepen = "kort", (replace(groepen[0], regels=kort),)
        kop_heeft_code = vorm == "ministeries"
        gekodeerd = bool(sectie.opening) and not kop_heeft_code
        return Drukvak(
            code=plaats.code,
            naam=vast(soort.naam),
            vorm=vorm,
            opening=self.met_code(sectie.opening, plaats.code) if gekodeerd else self.rijk(sectie.opening),
            groepen=groepen,
            slot=self.rijk(sectie.slot),
            leeg=lege_zin(soort) if sectie.leeg else "",
            nadruk=eerste and vorm == "tekst" and len(sectie.opening) < 500,
            gekodeerd=gekodeerd,
            naast=_naast(groepen, soort.itemklasse.naast),
        )

    def fiche(self, opgave: Opgave) -> Drukfiche:
        cluster = self.document.cluster_per_sleutel.get(opgave.cluster)
        vakken = [self.vak(p, n == 0) for n, p in enumerate(codes.plaatsen(self.document, opgave))]
        return Drukfiche(
            nummer=opgave.nummer,
            titel=vaste_titel(opgave.titel),
            cluster=cluster.naam if cluster else "",
            kleur=cluster.kleur if cluster and 0 <= cluster.kleur <= 8 else 0,
            doelen=tuple(
                Doel(f"{d.nummer} {d.kort or d.naam}", d.sleutel in opgave.doelstellingen)
                for d in self.document.doelstellingen
            ),
            vakken=tuple(_paren(vakken)),
        )

    def hoofdstuk(self, nummer: int, hoofdstuk: Hoofdstuk) -> HoofdstukDruk:
        paragrafen = []
        los = int(bool(hoofdstuk.secties) and not hoofdstuk.secties[0].titel)
        for n, sectie in enumerate(hoofdstuk.secties, 1):
            html = self.rijk(sectie.opening)
            if sectie.items:
                html += mark_safe("<ul>" + "".join(f"<li>{self.rijk(i.tekst)}</li>" for i in sectie.items) + "</ul>")  # noqa: S308
            html += self.rijk(sectie.slot)
            kop = f"{nummer}.{n - los}" if sectie.titel else ""
            # one short paragraph before the first heading leads the chapter in
            inleiding = not sectie.titel and n == 1 and html.count("<p>") == 1 and len(html) < 446
            paragrafen.append(Paragraaf(kop, vast(sectie.titel), html, inleiding))
        return HoofdstukDruk(nummer, vast(hoofdstuk.titel), tuple(paragrafen))


def _naast(groepen: Sequence[Drukgroep], codes: Sequence[str]) -> tuple[Drukgroep, ...]:
    """The groups that stand side by side, as Rijk and Regio: not when they are too long for one page, and not when one
    of them is so much longer that under each other they take four lines less."""
    paar = tuple(g for g in groepen if g.code in codes)
    if len(paar) < 2 or max(g.lang for g in paar) > _NAAST_LANG:
        return ()
    naast = max(schatting.groep_regels(g, schatting.KANT) for g in paar)
    return paar if naast - sum(schatting.groep_regels(g, schatting.TEKST) for g in paar) < 4 else ()


def _kort(regels: Sequence[Drukregel]) -> tuple[Drukregel, ...]:
    """Names of one short line stand two to a row, a longer one takes the row. Nothing, when that saves little."""
    uit: list[Drukregel] = []
    for regel in regels:
        if regel.breed > _HALF:
            uit.append(replace(regel, plek="heel"))
        elif uit and uit[-1].plek == "links":
            uit.append(replace(regel, plek="rechts"))
        else:
            uit.append(replace(regel, plek="links"))
    rijen = sum(r.plek != "rechts" for r in uit)
    return tuple(uit) if len(uit) >= 4 and rijen <= len(uit) * 0.7 else ()


def _paren(vakken: Sequence[Drukvak]) -> list[Drukvak]:
    """Owners and ministries that follow each other stand side by side, unless they are too long for it."""
    uit: list[Drukvak] = []
    for vak in vakken:
        vorige = uit[-1] if uit else None
        if (
            vak.vorm == "ministeries"
            and vorige is not None
            and vorige.vorm == "eigenaars"
            and vorige.lang < _NAAST_LANG
            and vak.lang < _NAAST_LANG // 3
        ):
            uit[-1] = replace(vorige, rechts=vak)
        else:
            uit.append(vak)
    return uit


def html_fiche(document: Plandocument, opgave: Opgave, uitgave: Uitgave, adres: Adres, codes: bool = True) -> str:
    """One fiche as a document of its own. References lead to `adres(nummer)`."""
    fiche = _Zetter(document, adres).fiche(opgave)
    return render_to_string("documenten/fiche_los.html", {"fiche": fiche, "uitgave": uitgave, "codes": codes})


def html_plan(
    document: Plandocument,
    uitgave: Uitgave,
    lagen: Sequence[Laag],
    *,
    plaat: str = "",
    matrix: Matrix | None = None,
    besluiten: bool = False,
    codes: bool = True,
    beeld: Adresvanbeeld | None = None,
) -> str:
    """The whole plan: references lead to the fiche inside it. `lagen` are the bodies, by level, as plain data,
    `plaat` is their picture.

    Appendices are numbered after the chapters: `matrix`, the decisions of `uitgave` (with `besluiten`), the bodies.
    """
    zetter = _Zetter(document, lambda nummer: f"#opgave-{nummer}", beeld)
    voor = [zetter.hoofdstuk(n, h) for n, h in enumerate(document.hoofdstukken_voor(), 1)]
    na = [zetter.hoofdstuk(n, h) for n, h in enumerate(document.hoofdstukken_na(), len(voor) + 1)]
    aanwezig = {"matrix": matrix, "besluiten": besluiten and uitgave.besluiten, "overleggen": lagen}
    bijlagen = [(soort, BIJLAGEN[soort]) for soort, inhoud in aanwezig.items() if inhoud]
    context = {
        "ondertitel": _twee_regels(document.ondertitel),
        "voor": voor,
        "na": na,
        "raster": mark_safe(raster(document)),  # noqa: S308  (drawn by us, its text escaped)
        "raster_uitleg": _uitleg(document),
        "lagen": lagen,
        "plaat": plaat,
        "matrix": matrix,
        "bijlagen": [(n, *bijlage) for n, bijlage in enumerate(bijlagen, len(voor) + len(na) + 1)],
    }
    return _bundel(document, uitgave, zetter, document.opgaven, codes, context)


def html_selectie(
    document: Plandocument, uitgave: Uitgave, opgaven: Sequence[Opgave], adres: Adres, codes: bool = True
) -> str:
    """Some fiches with a cover, contents and colophon. References lead inside, or else to `adres(nummer)`."""
    binnen = {o.nummer for o in opgaven}
    zetter = _Zetter(document, lambda nummer: f"#opgave-{nummer}" if nummer in binnen else adres(nummer))
    een = len(opgaven) == 1
    nummers = opsomming(str(o.nummer) for o in opgaven)
    ondertitel = (f"{'Opgave' if een else 'Opgaven'} {nummers} uit het plan", "")
    return _bundel(document, uitgave, zetter, opgaven, codes, {"ondertitel": ondertitel, "selectie": True})


def _bundel(
    document: Plandocument,
    uitgave: Uitgave,
    zetter: _Zetter,
    opgaven: Sequence[Opgave],
    codes: bool,
    context: dict[str, Any],
) -> str:
    fiches = {o.sleutel: zetter.fiche(o) for o in opgaven}
    groepen = [
        (cluster, [fiches[o.sleutel] for o in rij if o.sleutel in fiches]) for cluster, rij in document.per_cluster()
    ]
    context |= {
        "uitgave": uitgave,
        "groepen": [(cluster, rij) for cluster, rij in groepen if rij],
        "fiches": list(fiches.values()),
        "codes": codes,
    }
    return render_to_string("documenten/plan.html", context)


def _twee_regels(tekst_: str) -> tuple[str, str]:
    """A subtitle of one and a half lines, broken at its comma instead of where the line happens to end."""
    voor, komma, na = tekst_.rpartition(", ")
    if komma and len(tekst_) > 60 and max(len(voor), len(na)) < 58:
        return f"{voor},", na
    return tekst_, ""


def _uitleg(document: Plandocument) -> str:
    opgaven, clusters = len(document.opgaven), len(list(document.per_cluster()))
    aantal = "Eén opgave" if opgaven == 1 else f"{opgaven} opgaven"
    in_clusters = f" in {telwoord(clusters)} {'cluster' if clusters == 1 else 'clusters'}" if document.clusters else ""
    return f"{aantal}{in_clusters}. Een gevuld vak betekent: deze opgave draagt bij aan die doelstelling."
