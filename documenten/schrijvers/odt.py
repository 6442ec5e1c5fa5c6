"""Paragraphs as an OpenDocument text (.odt). The same walk, marks and styles as Word; the same bytes again.

Sections are text sections by their mark, headings and items carry bookmarks; codes are labels of lists, as in Word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from typing import Final

from npvr.formaten import FORMATEN, ODT

from .odtstijlen import MANIFEST, RUIMTES, meta, stijlen
from .opbouw import LEEG_BEELD, Schrijfalinea, Schrijfbeeld, Schrijfstuk, Stuktekst, veilig
from .pakket import pak
from .wordbeeld import eigen_naam, maat

MIME: Final = FORMATEN[ODT].inhoudstype
_STIJL: Final = {
    "titel": "Title",
    "ondertitel": "Subtitle",
    "kop1": "Heading_20_1",
    "kop2": "Heading_20_2",
    "kop3": "Heading_20_3",
    "tabelnaam": "Table",
    "figuur": "Figuur",
    "figuurnaam": "Figuurnaam",
    "figuurbron": "Figuurbron",
    "tekst": "Text_20_body",
    "ul": "List_20_Bullet",
    "ol": "List_20_Number",
    "punt": "Planpunt",
    "kenmerk": "Kenmerk",
    "inhoudkop": "Contents_20_Heading",
    "inhoud": "Contents_20_1",
}
_TEKENSTIJL: Final = {
    "deelthema": "Deelthema",
    "status": "Planstatus",
    "leeg": "Leeg",
    "nieuw": "Nieuw",
    "vervalt": "Vervalt",
}


class _Schrijver:
    def __init__(self, adres: str) -> None:
        self.adres = adres  # of the web, for references out of a fiche
        self.labels: dict[str, str] = {}
        self.merken: set[str] = set()
        self.vakken: set[str] = set()
        self.beeld_van: Mapping[str, Schrijfbeeld] = {}
        self.namen: set[str] = set()
        self.plaatjes: dict[str, Schrijfbeeld] = {}  # by name in the file
        self.tabellen: list[tuple[int, ...]] = []  # widths of columns, in percent

    def run(self, stuk: Schrijfstuk) -> str:
        if stuk.tekst == "\n":
            return "<text:line-break/>"
        woorden = escape(veilig(stuk.tekst), quote=False)
        if woorden.startswith(" "):
            woorden = f"<text:s/>{woorden[1:]}"  # a space at the edge is dropped when read, unless it says so
        if woorden.endswith(" "):
            woorden = f"{woorden[:-1]}<text:s/>"
        stijl = _TEKENSTIJL.get(stuk.stijl, "") or {
            (True, True): "VetSchuin",
            (True, False): "Strong_20_Emphasis",
            (False, True): "Emphasis",
        }.get((stuk.vet, stuk.schuin), "")
        return f'<text:span text:style-name="{stijl}">{woorden}</text:span>' if stijl else woorden

    def stukken(self, rij: Iterable[Schrijfstuk]) -> str:
        uit = ""
        for (doel, opgave), groep in groupby(rij, key=lambda s: (s.doel, s.opgave)):
            binnen = "".join(map(self.run, groep))
            if opgave:
                sleutel, nummer = opgave
                doel = f"{self.adres}opgaven/{nummer}/" if self.adres and nummer else ""
                doel += f"#o_{sleutel}"
            if doel:
                binnen = f'<text:a xlink:type="simple" xlink:href="{escape(veilig(doel))}">{binnen}</text:a>'
            uit += binnen
        return uit

    def alinea(self, alinea: Schrijfalinea) -> str:
        stijl = _STIJL[alinea.soort]
        begin, eind = self.bladwijzers(alinea.merken)
        woorden = self.kader(alinea) if alinea.soort == "figuur" else self.stukken(alinea.stukken)
        binnen = begin + woorden + eind
        if alinea.anker:
            binnen = f'<text:a xlink:type="simple" xlink:href="#{alinea.anker}">{binnen}</text:a>'
        if alinea.soort.startswith("kop"):
            return f'<text:h text:style-name="{stijl}" text:outline-level="{alinea.soort[3]}">{binnen}</text:h>'
        return f'<text:p text:style-name="{stijl}">{binnen}</text:p>'

    def kader(self, alinea: Schrijfalinea) -> str:
        """A picture as a sign among words; its name says what it shows."""
        beeld = self.beeld_van.get(alinea.beeld, LEEG_BEELD)
        naam = next((n for n, b in self.plaatjes.items() if b.inhoud == beeld.inhoud), "")
        naam = naam or f"Pictures/beeld{len(self.plaatjes) + 1}.{beeld.eind}"
        self.plaatjes[naam] = beeld
        breed, hoog = maat(beeld, 14_000, 18_000, 2540 / 96)
        alt = f"<svg:desc>{escape(veilig(alinea.alt), quote=False)}</svg:desc>" if alinea.alt else ""
        return (
            f'<draw:frame draw:name="{escape(eigen_naam(alinea.beeld, self.namen))}" text:anchor-type="as-char" '
            f'svg:width="{breed / 100:.2f}mm" svg:height="{hoog / 100:.2f}mm">'
            f'<draw:image xlink:href="{naam}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
            f"{alt}</draw:frame>"
        )

    def tabel(self, alinea: Schrijfalinea) -> str:
        """A table with a header row."""
        self.tabellen.append(alinea.kolommen)
        naam = f"Overzicht{len(self.tabellen)}"
        kolommen = "".join(
            f'<table:table-column table:style-name="{naam}.{k}"/>' for k in range(1, len(alinea.kolommen) + 1)
        )
        begin, eind = self.bladwijzers(alinea.merken)
        rijen = []
        for n, rij in enumerate(alinea.rijen):
            cellen = ""
            for k, cel in enumerate(rij):
                kop = (alinea.koprij and not n) or (alinea.kopkolom and not k)
                cellen += (
                    '<table:table-cell table:style-name="Cel" office:value-type="string">'
                    f'<text:p text:style-name="{"Tabelkop" if kop else "Tabelcel"}">'
                    f"{begin}{self.stukken(cel)}{eind}</text:p></table:table-cell>"
                )
                begin = eind = ""
            rijen.append(f"<table:table-row>{cellen}</table:table-row>")
        boven = f"<table:table-header-rows>{rijen.pop(0)}</table:table-header-rows>" if alinea.koprij else ""
        return (
            f'<table:table table:name="{naam}" table:style-name="Overzicht">{kolommen}{boven}{"".join(rijen)}'
            "</table:table>"
        )

    def bladwijzers(self, merken: Iterable[str]) -> tuple[str, str]:
        """Bookmarks, to stand before and behind what they mark."""
        begin = eind = ""
        for naam in merken:
            if naam not in self.merken:
                self.merken.add(naam)
                begin += f'<text:bookmark-start text:name="{naam}"/>'
                eind = f'<text:bookmark-end text:name="{naam}"/>{eind}'
        return begin, eind

    def label(self, tekst: str) -> str:
        """The list style of a heading's label, with the codes of the items below it on its second level."""
        return self.labels.setdefault(tekst, f"Label{len(self.labels) + 1}")

    def rij(self, alineas: list[Schrijfalinea]) -> str:
        """Paragraphs with the lists they stand in."""
        uit = ""
        n = 0
        while n < len(alineas):
            alinea = alineas[n]
            m = n + 1
            if alinea.soort == "tabel":
                uit += ("<text:p/>" if n and alineas[n - 1].soort == "tabel" else "") + self.tabel(alinea)
            elif alinea.soort in ("ul", "ol"):
                while m < len(alineas) and alineas[m].soort in ("ul", "ol") and self._hoort(alineas[n], alineas[m]):
                    m += 1
                uit += self.lijst(alineas[n:m])
            elif alinea.soort == "punt":
                while m < len(alineas) and (alineas[m].soort, alineas[m].label) == ("punt", alinea.label):
                    m += 1
                uit += self.punten(alineas[n:m])
            elif alinea.label:
                stijl = self.label(alinea.label)
                binnen = f"<text:list-item>{self.alinea(alinea)}</text:list-item>"
                uit += f'<text:list text:style-name="{stijl}">{binnen}</text:list>'
            else:
                uit += self.alinea(alinea)
            n = m
        return uit

    @staticmethod
    def _hoort(eerste: Schrijfalinea, volgende: Schrijfalinea) -> bool:
        return volgende.niveau > eerste.niveau or (volgende.soort, volgende.lijst) == (eerste.soort, eerste.lijst)

    def lijst(self, alineas: list[Schrijfalinea]) -> str:
        hier = alineas[0]
        stijl = "Bullets" if hier.soort == "ul" else "Nummers"
        uit = ""
        n = 0
        while n < len(alineas):
            m = n + 1
            while m < len(alineas) and alineas[m].niveau > hier.niveau:
                m += 1
            binnen = self.alinea(alineas[n]) + self.rij(alineas[n + 1 : m])
            uit += f"<text:list-item>{binnen}</text:list-item>"
            n = m
        return f'<text:list text:style-name="{stijl}">{uit}</text:list>'

    def punten(self, alineas: list[Schrijfalinea]) -> str:
        label = alineas[0].label
        binnen = "".join(f"<text:list-item>{self.alinea(a)}</text:list-item>" for a in alineas)
        if not label:
            return f'<text:list text:style-name="Bullets">{binnen}</text:list>'
        stijl = self.label(label)
        verder = ' text:continue-numbering="true"'  # codes count on through the groups of a section
        return (
            f'<text:list text:style-name="{stijl}"{verder}><text:list-item><text:list>{binnen}</text:list>'
            "</text:list-item></text:list>"
        )

    def vak(self, naam: str, inhoud: str) -> str:
        eigen = naam
        while eigen in self.vakken:
            eigen = f"{naam}-{len(self.vakken)}"
        self.vakken.add(eigen)
        return f'<text:section text:style-name="Vak" text:name="{eigen}">{inhoud}</text:section>'

    def inhoud(self, regels: str, kop: str) -> str:
        return (
            '<text:table-of-content text:style-name="Vak" text:name="v_inhoudsopgave">'
            '<text:table-of-content-source text:outline-level="1">'
            '<text:table-of-content-entry-template text:outline-level="1" text:style-name="Contents_20_1">'
            "<text:index-entry-link-start/><text:index-entry-chapter/><text:index-entry-span> </text:index-entry-span>"
            "<text:index-entry-text/><text:index-entry-link-end/></text:table-of-content-entry-template>"
            f"</text:table-of-content-source><text:index-body>{kop}{regels}</text:index-body></text:table-of-content>"
        )

    def lijf(self, tekst: Stuktekst) -> str:
        delen = []
        for (vak, inhoud), groep in groupby(tekst.alineas, key=lambda a: (a.vak, a.soort == "inhoud")):
            rij = list(groep)
            xml = self.inhoud(self.rij(rij), "") if inhoud else self.rij(rij)
            delen.append(self.vak(vak, xml) if vak and not inhoud else xml)
        return "".join(delen)


def _lijststijl(naam: str, label: str) -> str:
    kaal = escape(label)
    plek = (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-15mm" '
        'fo:margin-left="0mm" text:list-tab-stop-position="0mm"/></style:list-level-properties>'
    )
    return (
        f'<text:list-style style:name="{naam}">'
        f'<text:list-level-style-number text:level="1" style:num-format="" style:num-prefix="{kaal}">{plek}'
        "</text:list-level-style-number>"
        f'<text:list-level-style-number text:level="2" text:style-name="Sectiecode" style:num-format="1" '
        f'style:num-prefix="{kaal}">{plek}</text:list-level-style-number></text:list-style>'
    )


def _tabelstijlen(tabellen: list[tuple[int, ...]]) -> str:
    if not tabellen:
        return ""
    rand = "0.5pt solid #aab4ba"
    kolommen = "".join(
        f'<style:style style:name="Overzicht{n}.{k}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{1.4 * procent:.1f}mm"/></style:style>'
        for n, breed in enumerate(tabellen, 1)
        for k, procent in enumerate(breed, 1)
    )
    return (
        '<style:style style:name="Overzicht" style:family="table"><style:table-properties style:width="140mm" '
        f'table:align="left" fo:margin-bottom="6pt"/></style:style>{kolommen}'
        '<style:style style:name="Cel" style:family="table-cell"><style:table-cell-properties fo:padding="1mm" '
        f'fo:padding-left="0mm" fo:border-bottom="{rand}"/></style:style>'
    )


def odt_bytes(tekst: Stuktekst) -> bytes:
    """The .odt of a document. The same document gives the same bytes."""
    schrijver = _Schrijver("" if tekst.voorblad else tekst.uitgave.adres)
    schrijver.beeld_van = tekst.beelden
    lijf = schrijver.lijf(tekst)
    labels = "".join(_lijststijl(naam, label) for label, naam in schrijver.labels.items())
    kop = '<?xml version="1.0" encoding="UTF-8"?>\n'
    content = (
        f'{kop}<office:document-content {RUIMTES} office:version="1.3"><office:automatic-styles>'
        '<style:style style:name="Vak" style:family="section">'
        '<style:section-properties text:dont-balance-text-columns="true"/></style:style>'
        f"{labels}{_tabelstijlen(schrijver.tabellen)}</office:automatic-styles><office:body><office:text>{lijf}</office:text></office:body>"
        "</office:document-content>"
    )
    return pak(
        (
            ("mimetype", MIME),
            ("content.xml", content),
            ("styles.xml", stijlen(tekst)),
            ("meta.xml", meta(tekst)),
            (
                "META-INF/manifest.xml",
                MANIFEST.replace(
                    "</manifest:manifest>",
                    "".join(
                        f'<manifest:file-entry manifest:full-path="{naam}" manifest:media-type="{beeld.soort}"/>'
                        for naam, beeld in schrijver.plaatjes.items()
                    )
                    + "</manifest:manifest>",
                ),
            ),
            *((naam, beeld.inhoud) for naam, beeld in schrijver.plaatjes.items()),
        ),
        los=frozenset({"mimetype"}),
    )
