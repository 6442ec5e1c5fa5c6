"""The print worker: a program of its own that turns one job into one PDF, within limits, and goes away.

    python -m documenten.druk.werker < job.json

Reads a job (see `Drukopdracht`) as JSON on standard input; writes the PDF to `uit`, one line of JSON to standard
output: `{"paginas": 38, "passing": {"<sleutel>": "ruim"}}`. Imports no Django. Exit codes: see `AFLOOP`.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from . import regelnummers
from .vordering import Meld, Vordering

GOED, FOUT, BIBLIOTHEEK, GEHEUGEN, DIEP = 0, 1, 3, 4, 5
AFLOOP: Final = {
    FOUT: "an error in the engine",
    BIBLIOTHEEK: "system libraries of WeasyPrint are missing",
    GEHEUGEN: "out of memory",
    DIEP: "nested too deeply",
}


@dataclass(frozen=True)
class Drukopdracht:
    """What to print. `delen` are pieces of HTML in order; a piece with `sleutel` is a fiche that may be set tighter.

    `letters` are the @font-face rules, `css` the style sheet. `meten`: lay out one fiche and tell how it stands on its
    pages, write nothing. `tmp` is a folder for whatever the engine leaves behind. `passing` holds what is known: per
    key "ruim" or "vol". `bestanden` is the allow-list: address → path. `twijfel` of a piece says of a fiche without an
    answer whether its estimate is near enough to the edge to be measured first.

    `achtergrond` is a drawing behind the text of every page, `regelnummers` asks for numbers beside the lines.
    `bijlage` makes it an archive copy (PDF/A-3a) with that file inside: `naam`, `omschrijving`, `inhoud`, and `op`, the
    moment of the text. `melden`: tell on the way how far it is.
    """

    delen: list[dict[str, Any]]
    letters: str
    css: str
    uit: str
    kenmerk: str
    meten: bool = False
    melden: bool = False
    regelnummers: bool = False
    achtergrond: str = ""
    bijlage: dict[str, str] | None = None
    tmp: str = ""
    bestanden: dict[str, str] = field(default_factory=dict)
    passing: dict[str, str] = field(default_factory=dict)
    geheugen: int = 0  # bytes of address space; 0 is no limit
    cpu: int = 0  # seconds
    uitvoer: int = 0  # bytes


def _begrens(opdracht: Drukopdracht) -> None:
    for soort, grens in (
        (resource.RLIMIT_AS, opdracht.geheugen),
        (resource.RLIMIT_CPU, opdracht.cpu),
        (resource.RLIMIT_FSIZE, opdracht.uitvoer),
        (resource.RLIMIT_CORE, 0),
    ):
        if grens or soort == resource.RLIMIT_CORE:
            # a second above the soft limit of the processor the system kills; the soft one says why
            hard = grens + 1 if soort == resource.RLIMIT_CPU else grens
            resource.setrlimit(soort, (grens, hard))


@lru_cache(maxsize=1)
def blad(css: str) -> Any:
    """The style sheet, read; it names no file and no letters. The warm press reads it once for all its children."""
    from weasyprint import CSS

    return CSS(string=css, url_fetcher=maak_ophaler({}))


class Pers:
    """One engine with one style sheet and one set of fonts, shared by everything this process lays out."""

    def __init__(self, opdracht: Drukopdracht) -> None:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        self.ophaler = maak_ophaler(opdracht.bestanden)
        self.letters = FontConfiguration()
        letters = CSS(string=opdracht.letters, font_config=self.letters, url_fetcher=self.ophaler)
        self.bladen = [letters, blad(opdracht.css)]

    def zet(self, html: str, extra: str = "") -> Any:
        from weasyprint import CSS, HTML

        bladen = [*self.bladen, CSS(string=extra, url_fetcher=self.ophaler)] if extra else self.bladen
        return HTML(string=html, url_fetcher=self.ophaler).render(
            stylesheets=bladen, font_config=self.letters, pdf_tags=True
        )


def maak_ophaler(bestanden: dict[str, str]) -> Any:
    """A fetcher that gives `data:` and our own files and nothing else: no file, no network, whatever the HTML names."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Ophaler(URLFetcher):
        def __init__(self) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False)

        def fetch(self, url: str, headers: Any = None) -> Any:
            if (pad := bestanden.get(url)) is not None:
                try:
                    return URLFetcherResponse(url, Path(pad).read_bytes(), {"Content-Type": "font/ttf"})
                except OSError as fout:  # without its font a print would come out in another one
                    raise FatalURLFetchingError(f"{url}: {fout}") from fout
            if not url[:5].lower() == "data:":
                raise ValueError("address refused")
            return super().fetch(url, headers)

    return Ophaler()


def _vol(html: str) -> str:
    return html.replace('class="fiche ', 'class="fiche vol ', 1)


def _waar(document: Any) -> dict[str, int]:
    """Page on which each anchor begins; a fiche that runs on has its anchor on every page of it."""
    waar: dict[str, int] = {}
    for n, bladzijde in enumerate(document.pages):
        for naam in bladzijde.anchors:
            waar.setdefault(naam, n)
    return waar


def _bladzijden(document: Any, ankers: list[str]) -> list[int]:
    """How many pages lie between these anchors, in their order; the last one runs to the end."""
    waar = _waar(document)
    begin = [*(waar[anker] for anker in ankers), len(document.pages)]
    return [b - a for a, b in pairwise(begin)]


def _meet(pers: Pers, delen: list[dict[str, Any]], vol: bool) -> list[int]:
    """Pages of each fiche, laid out apart from the rest of the document."""
    if not delen:
        return []
    html = "".join(_vol(d["html"]) if vol else d["html"] for d in delen)
    document = pers.zet(f'<!doctype html><html lang="nl"><title>.</title><body>{html}</body></html>')
    return _bladzijden(document, [d["anker"] for d in delen])


def _pas(pers: Pers, delen: list[dict[str, Any]], gemeten: list[int]) -> dict[str, str]:
    """For fiches of a measured length: roomy unless the tight step saves a page."""
    over = [d for d, n in zip(delen, gemeten, strict=True) if n > 1]
    strak = dict(zip((d["sleutel"] for d in over), _meet(pers, over, vol=True), strict=True))
    return {
        d["sleutel"]: "vol" if d["sleutel"] in strak and strak[d["sleutel"]] < n else "ruim"
        for d, n in zip(delen, gemeten, strict=True)
    }


def _samen(opdracht: Drukopdracht, passing: dict[str, str]) -> str:
    return "".join(_vol(d["html"]) if passing.get(d.get("sleutel", "")) == "vol" else d["html"] for d in opdracht.delen)


def _zet_alles(pers: Pers, opdracht: Drukopdracht, vordering: Vordering) -> tuple[Any, dict[str, str]]:
    """Lay out the whole, each fiche roomy or tight after its own length.

    A fiche whose estimate is near the edge is measured first; the others are guessed by it, and every guess that it is
    roomy is checked on the outcome. Only a wrong one costs a second round.
    """
    fiches = [d for d in opdracht.delen if d.get("sleutel")]
    passing = dict(opdracht.passing)
    nieuw = [d for d in fiches if d["sleutel"] not in passing]
    achter = regelnummers.achter(opdracht.achtergrond)
    alleen = len(fiches) == 1
    if not alleen:
        twijfel = [d for d in nieuw if d.get("twijfel", True)]
        vordering.begin("meten", len(twijfel))
        passing |= _pas(pers, twijfel, _meet(pers, twijfel, vol=False))
    while True:
        vordering.begin("zetten", sum(len(d["html"]) for d in opdracht.delen) // 6000 + 1)
        document = pers.zet(_samen(opdracht, passing), achter)
        gokken = [d for d in nieuw if d["sleutel"] not in passing]
        if not gokken:
            return document, passing
        lengtes = _lengtes(document, fiches)
        klopt = {d["sleutel"]: "ruim" for d in gokken if lengtes[d["sleutel"]] == 1}
        passing |= klopt
        mis = [d for d in gokken if d["sleutel"] not in klopt]
        if not mis:
            return document, passing
        passing |= _pas(pers, mis, [lengtes[d["sleutel"]] for d in mis])
        if all(passing[d["sleutel"]] == "ruim" for d in mis):
            return document, passing


def _lengtes(document: Any, fiches: list[dict[str, Any]]) -> dict[str, int]:
    """Pages per fiche in the whole: from its own anchor to the next of whatever follows."""
    waar = _waar(document)
    begin = sorted(set(waar.values()) | {len(document.pages)})
    return {d["sleutel"]: min(b for b in begin if b > waar[d["anker"]]) - waar[d["anker"]] for d in fiches}


def druk(opdracht: Drukopdracht, meld: Meld | None = None) -> dict[str, Any]:
    """Print, and tell what came of it. The same job gives the same bytes."""
    vordering = Vordering(meld if opdracht.melden else None, twee=opdracht.regelnummers)
    pers = Pers(opdracht)
    document, passing = _zet_alles(pers, opdracht, vordering)
    if opdracht.regelnummers:
        vordering.begin("nummeren", len(document.pages))
        document = pers.zet(_samen(opdracht, passing), regelnummers.stijl(document, opdracht.achtergrond))
    vordering.begin("schrijven", len(document.pages))
    _schrijf(document, opdracht)
    vordering.klaar()
    return {"paginas": len(document.pages), "passing": passing}


def _schrijf(document: Any, opdracht: Drukopdracht) -> None:
    from weasyprint import Attachment

    kenmerk = opdracht.kenmerk.encode("ascii")
    if (stuk := opdracht.bijlage) is None:
        document.write_pdf(opdracht.uit, pdf_variant="pdf/ua-1", pdf_identifier=kenmerk, finisher=_met_reikwijdte)
        return
    op = datetime.fromisoformat(stuk["op"])
    bijlage = Attachment(
        string=stuk["inhoud"],
        url_fetcher=document.url_fetcher,
        name=stuk["naam"],
        description=stuk["omschrijving"],
        created=op,
        modified=op,
        relationship="Source",
    )

    document.write_pdf(
        opdracht.uit, pdf_variant="pdf/a-3a", pdf_identifier=kenmerk, attachments=[bijlage], finisher=_archiefwaardig
    )


OOK_TOEGANKELIJK = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that this file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""The engine writes one standard into a file. This says that an archive copy is PDF/UA-1 as well, with the description
of that word which PDF/A asks for."""


def _met_reikwijdte(_: Any, pdf: Any) -> None:
    """Say of each header cell whether it heads a column or a row: one in the head of its table heads a column."""
    for ding in pdf.objects:
        if isinstance(ding, dict) and ding.get("S") == "/TH" and "A" in ding:
            boven = _ding(pdf, _ding(pdf, ding["P"])["P"])
            ding["A"]["Scope"] = "/Column" if boven["S"] == "/THead" else "/Row"


def _ding(pdf: Any, verwijzing: bytes) -> Any:
    return pdf.objects[int(verwijzing.split()[0])]


def _archiefwaardig(document: Any, pdf: Any) -> None:
    """What the engine leaves: its file named twice, packed metadata without PDF/UA, and a stream that ends on half a
    line end."""
    _met_reikwijdte(document, pdf)
    pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    for ding in pdf.objects:
        extra = getattr(ding, "extra", None)
        if extra is None:
            continue
        if extra.get("Type") == "/Metadata":
            ding.compress = False
            ding.stream = [b"".join(ding.stream).replace(b"</rdf:RDF>", OOK_TOEGANKELIJK + b"</rdf:RDF>")]
        elif ding.compress and not extra:
            while ding.data.endswith(b"\r\nendstream"):  # checkers take the last byte for a part of the line end
                ding.stream.append(b"")


def _maten(document: Any) -> dict[str, Any]:
    """How the sections stand on their pages: pieces in fractions of the page's own area, and how full the pages are."""
    stukken, vulling = [], []
    for n, bladzijde in enumerate(document.pages, 1):
        doos = bladzijde._page_box
        links, boven, breed, hoog = doos.content_box_x(), doos.content_box_y(), doos.width, doos.height
        onder = boven
        for deel in doos.descendants():
            if deel.element_tag not in ("section", "header"):
                continue
            y, h = deel.position_y, deel.margin_height()
            onder = max(onder, y + h)
            stukken.append(
                {
                    "code": deel.element.get("data-code") or "",
                    "pagina": n,
                    "boven": round((y - boven) / hoog, 4),
                    "onder": round((y + h - boven) / hoog, 4),
                    "links": round((deel.position_x - links) / breed, 4),
                    "rechts": round((deel.position_x + deel.margin_width() - links) / breed, 4),
                }
            )
        vulling.append(round((onder - boven) / hoog, 4))
    return {"paginas": len(document.pages), "stukken": stukken, "vulling": vulling, "hoogte": hoog}


def meet(opdracht: Drukopdracht) -> dict[str, Any]:
    """How one fiche stands on its pages as it prints. On more than one page: also how full they are in the tight step,
    which says how much has to go."""
    pers = Pers(opdracht)
    document, passing = _zet_alles(pers, opdracht, Vordering(None))
    (deel,) = (d for d in opdracht.delen if d.get("sleutel"))
    maten = _maten(document) | {"passing": passing, "strak": passing.get(deel["sleutel"]) == "vol"}
    if maten["paginas"] > 1 and not maten["strak"]:
        html = "".join(_vol(d["html"]) if d is deel else d["html"] for d in opdracht.delen)
        maten["vulling_strak"] = _maten(pers.zet(html))["vulling"]
    return maten


def verwerk(gelezen: bytes, meld: Meld | None = None) -> tuple[int, str, str]:
    """Do one job in this process, within its limits: exit code, answer as JSON, what went wrong."""
    try:
        opdracht = Drukopdracht(**json.loads(gelezen))
        _begrens(opdracht)
        gc.disable()  # a collection in the middle of a layout costs a quarter of the time; the process ends soon
        if opdracht.tmp:
            for naam in ("HOME", "TMPDIR", "XDG_CACHE_HOME"):
                os.environ[naam] = opdracht.tmp
            tempfile.tempdir = None
        try:
            import weasyprint  # noqa: F401
        except OSError as fout:
            return BIBLIOTHEEK, "", str(fout)
        return GOED, json.dumps(meet(opdracht) if opdracht.meten else druk(opdracht, meld), sort_keys=True), ""
    except (MemoryError, SystemError):  # the second is what C parts make of the first
        return GEHEUGEN, "", ""
    except RecursionError:
        return DIEP, "", ""
    except BaseException as fout:  # also what the engine calls fatal
        code = GEHEUGEN if isinstance(fout.__context__, MemoryError) else FOUT
        return code, "", f"{type(fout).__name__}: {fout}"[:2000]


if __name__ == "__main__":
    afloop, uit, fout = verwerk(sys.stdin.buffer.read())
    if uit:
        print(uit)
    print(fout, file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(afloop)
