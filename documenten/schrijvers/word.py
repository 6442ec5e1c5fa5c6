"""Paragraphs as a Word file (.docx). Built as text: the same document gives the same bytes, in some milliseconds.

Codes and numbers are labels of Word's own lists, so that they count by themselves and are no part of the words. A
section is a content control, headings and items carry bookmarks: see docs/formaten.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby, pairwise
from typing import Final

from .opbouw import LEEG_BEELD, Schrijfalinea, Schrijfbeeld, Schrijfstuk, Stuktekst, veilig
from .pakket import pak
from .wordbeeld import Wordbeelden
from .wordstijlen import APP, INSTELLINGEN, KOP, LETTERTABEL, PAKKET, STIJLEN, STIJLSOORTEN, R, W

_STIJL: Final = {
    "titel": "Title",
    "ondertitel": "Subtitle",
    "kop1": "Heading1",
    "kop2": "Heading2",
    "kop3": "Heading3",
    "tabelnaam": "Caption",
    "figuur": "Figuur",
    "figuurnaam": "Figuurnaam",
    "figuurbron": "Figuurbron",
    "ul": "ListBullet",
    "ol": "ListNumber",
    "punt": "Planpunt",
    "kenmerk": "Kenmerk",
    "inhoudkop": "TOCHeading",
    "inhoud": "TOC1",
}
_TEKENSTIJL: Final = {
    "deelthema": "Deelthema",
    "status": "Planstatus",
    "leeg": "Leeg",
    "nieuw": "Nieuw",
    "vervalt": "Vervalt",
}
_W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
_BULLETS: Final = "•–•–•–•–•"
_ZETSPIEGEL: Final = 7937
"""Twips between the margins: 140 mm."""
_MARGE: Final = 850
"""Twips (15 mm) that labels and codes hang out in the margin, as they do in the print."""


class _Nummering:
    """Definitions of lists: bullets, numbers (each list its own), labels of headings with the codes under them."""

    def __init__(self) -> None:
        self.abstract = [self._bullets(), self._nummers()]
        self.nums = ['<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>']
        self.per_label: dict[str, int] = {}
        self.per_lijst: dict[tuple[int, int], int] = {}

    @staticmethod
    def _niveau(n: int, vorm: str, tekst: str, links: int, hangt: int, letter: str = "") -> str:
        return (
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{vorm}"/><w:suff w:val="tab"/>'
            f'<w:lvlText w:val="{escape(tekst)}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{links}" w:hanging="{hangt}"/></w:pPr>{letter}</w:lvl>'
        )

    @staticmethod
    def _definitie(nummer: int, niveaus: Iterable[str]) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{nummer}"><w:nsid w:val="{0x4E500000 + nummer:08X}"/>'
            '<w:multiLevelType w:val="multilevel"/>'
            f"{''.join(niveaus)}</w:abstractNum>"
        )

    def _bullets(self) -> str:
        return self._definitie(0, (self._niveau(n, "bullet", t, 340 * (n + 1), 340) for n, t in enumerate(_BULLETS)))

    def _nummers(self) -> str:
        return self._definitie(1, (self._niveau(n, "decimal", f"%{n + 1}.", 340 * (n + 1), 340) for n in range(9)))

    def label(self, tekst: str) -> int:
        """The list of a heading's label; its second level counts the codes of the items below it."""
        if tekst not in self.per_label:
            nummer = len(self.abstract)
            kaal = tekst.replace("%", "")
            code = '<w:rPr><w:b/><w:color w:val="48525A"/><w:sz w:val="16"/></w:rPr>'
            kop = self._niveau(0, "none", kaal, 0, _MARGE)
            punt = self._niveau(1, "decimal", f"{kaal}%2", 0, _MARGE, code)
            self.abstract.append(self._definitie(nummer, (kop, punt)))
            self.nums.append(f'<w:num w:numId="{len(self.nums) + 1}"><w:abstractNumId w:val="{nummer}"/></w:num>')
            self.per_label[tekst] = len(self.nums)
        return self.per_label[tekst]

    def nummers(self, lijst: int, niveau: int) -> int:
        if (lijst, niveau) not in self.per_lijst:
            self.nums.append(
                f'<w:num w:numId="{len(self.nums) + 1}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="{niveau}">'
                f'<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
            self.per_lijst[lijst, niveau] = len(self.nums)
        return self.per_lijst[lijst, niveau]

    def van(self, alinea: Schrijfalinea) -> str:
        niveau = min(alinea.niveau, 8)
        if alinea.soort == "ul" or (alinea.soort == "punt" and not alinea.label):
            nummer = 1
        elif alinea.soort == "ol":
            nummer = self.nummers(alinea.lijst, niveau)
        elif alinea.label:
            nummer, niveau = self.label(alinea.label), int(alinea.soort == "punt")
        else:
            return ""
        return f'<w:numPr><w:ilvl w:val="{niveau}"/><w:numId w:val="{nummer}"/></w:numPr>'

    def xml(self) -> str:
        return f'{KOP}<w:numbering xmlns:w="{W}">{"".join(self.abstract)}{"".join(self.nums)}</w:numbering>'


class _Schrijver:
    def __init__(self) -> None:
        self.nummering = _Nummering()
        self.links: dict[str, str] = {}
        self.merken: set[str] = set()
        self.teller = 0
        self.beelden = Wordbeelden()
        self.beeld_van: Mapping[str, Schrijfbeeld] = {}

    def run(self, stuk: Schrijfstuk) -> str:
        eigenschappen = ""
        stijl = _TEKENSTIJL.get(stuk.stijl) or ("Hyperlink" if stuk.doel or (stuk.opgave and stuk.opgave[1]) else "")
        if stijl:
            eigenschappen += f'<w:rStyle w:val="{stijl}"/>'
        if stuk.vet:
            eigenschappen += "<w:b/>"
        if stuk.schuin:
            eigenschappen += "<w:i/>"
        rpr = f"<w:rPr>{eigenschappen}</w:rPr>" if eigenschappen else ""
        if stuk.tekst == "\n":
            return f"<w:r>{rpr}<w:br/></w:r>"
        return f'<w:r>{rpr}<w:t xml:space="preserve">{escape(veilig(stuk.tekst), quote=False)}</w:t></w:r>'

    def relatie(self, adres: str) -> str:
        return self.links.setdefault(adres, f"rLink{len(self.links) + 1}")

    def stukken(self, rij: Iterable[Schrijfstuk], opgave_adres: str) -> str:
        uit = ""
        for (doel, opgave), groep in groupby(rij, key=lambda s: (s.doel, s.opgave)):
            binnen = "".join(map(self.run, groep))
            if doel:
                binnen = f'<w:hyperlink r:id="{self.relatie(veilig(doel))}" w:history="1">{binnen}</w:hyperlink>'
            elif opgave:
                sleutel, nummer = opgave
                extern = ""
                if opgave_adres and nummer:
                    extern = f' r:id="{self.relatie(f"{opgave_adres}opgaven/{nummer}/")}"'
                binnen = f'<w:hyperlink{extern} w:anchor="o_{escape(sleutel)}" w:history="1">{binnen}</w:hyperlink>'
            uit += binnen
        return uit

    def tabel(self, alinea: Schrijfalinea, opgave_adres: str) -> str:
        """A table whose header row comes back on every page; no row is cut."""
        breed = [round(_ZETSPIEGEL * procent / 100) for procent in alinea.kolommen]
        begin, eind = self.bladwijzers(alinea.merken)
        rijen = ""
        for n, rij in enumerate(alinea.rijen):
            cellen = ""
            for k, cel in enumerate(rij):
                kop = (alinea.koprij and not n) or (alinea.kopkolom and not k)
                binnen = f"{begin}{self.stukken(cel, opgave_adres)}{eind}"
                begin = eind = ""
                cellen += (
                    f'<w:tc><w:tcPr><w:tcW w:w="{breed[k]}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle '
                    f'w:val="{"Tabelkop" if kop else "Tabelcel"}"/></w:pPr>{binnen}</w:p></w:tc>'
                )
            herhaal = "<w:tblHeader/>" if alinea.koprij and not n else ""
            rijen += f"<w:tr><w:trPr><w:cantSplit/>{herhaal}</w:trPr>{cellen}</w:tr>"
        raster = "".join(f'<w:gridCol w:w="{b}"/>' for b in breed)
        kr, kk = int(alinea.koprij), int(alinea.kopkolom)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Overzicht"/><w:tblW w:w="{sum(breed)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{0x600 + 0x20 * kr + 0x80 * kk:04X}" w:firstRow="{kr}" '
            f'w:lastRow="0" w:firstColumn="{kk}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{raster}</w:tblGrid>{rijen}</w:tbl>"
        )

    def bladwijzers(self, merken: Iterable[str]) -> tuple[str, str]:
        """Bookmarks, to stand before and behind what they mark."""
        begin = eind = ""
        for naam in merken:
            if naam not in self.merken:  # a name may stand once; keys are unique, but for a plan made by hand
                self.merken.add(naam)
                self.teller += 1
                begin += f'<w:bookmarkStart w:id="{self.teller}" w:name="{naam}"/>'
                eind = f'<w:bookmarkEnd w:id="{self.teller}"/>{eind}'
        return begin, eind

    def alinea(self, alinea: Schrijfalinea, opgave_adres: str) -> str:
        if alinea.soort == "tabel":
            return self.tabel(alinea, opgave_adres)
        stijl = _STIJL.get(alinea.soort, "")
        ppr = (f'<w:pStyle w:val="{stijl}"/>' if stijl else "") + self.nummering.van(alinea)
        begin, eind = self.bladwijzers(alinea.merken)
        binnen = self.stukken(alinea.stukken, opgave_adres)
        if alinea.soort == "figuur":
            binnen = self.beelden.tekening(alinea, self.beeld_van.get(alinea.beeld, LEEG_BEELD))
        if alinea.anker:
            binnen = f'<w:hyperlink w:anchor="{alinea.anker}" w:history="1">{binnen}</w:hyperlink>'
        return f"<w:p>{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}{begin}{binnen}{eind}</w:p>"

    def vak(self, naam: str, inhoud: str) -> str:
        """A block under a tag. Not framed on screen, and not locked: it must not be in the way of who edits."""
        self.teller += 1
        return (
            f'<w:sdt><w:sdtPr><w:tag w:val="{naam}"/><w:id w:val="{self.teller}"/>'
            f'<w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>{inhoud}</w:sdtContent></w:sdt>'
        )

    def inhoud(self, regels: list[str]) -> str:
        """A table of contents as a field, with its lines in place: it is right before Word ever counts the pages."""
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z'
            ' </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        regels[0] = regels[0].replace("</w:pPr>", f"</w:pPr>{begin}", 1)
        regels[-1] = regels[-1].removesuffix("</w:p>") + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        return "".join(regels)

    def lijf(self, tekst: Stuktekst) -> str:
        adres = "" if tekst.voorblad else tekst.uitgave.adres
        delen = []
        for (vak, inhoud), groep in groupby(tekst.alineas, key=lambda a: (a.vak, a.soort == "inhoud")):
            rij = list(groep)
            regels = [self.alinea(a, adres) for a in rij]
            for n, (eerste, tweede) in enumerate(pairwise(rij)):
                if eerste.soort == tweede.soort == "tabel":
                    regels[n] += "<w:p/>"  # or Word makes one table of the two
            xml = self.inhoud(regels) if inhoud else "".join(regels)
            delen.append(self.vak(vak, xml) if vak else xml)
        return "".join(delen)


def _rand(tag: str, stijl: str, links: str, rechts: str = "") -> str:
    def veld(naam: str) -> str:
        return f'<w:fldSimple w:instr=" {naam} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    def woorden(tekst: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{escape(veilig(tekst), quote=False)}</w:t></w:r>'

    blad = f"<w:r><w:tab/></w:r>{woorden('pagina ')}{veld('PAGE')}{woorden(' van ')}{veld('NUMPAGES')}"
    rest = blad if tag == "ftr" else f"<w:r><w:tab/></w:r>{woorden(rechts)}"
    alinea = f'<w:p><w:pPr><w:pStyle w:val="{stijl}"/></w:pPr>{woorden(links)}{rest}</w:p>'
    return f'{KOP}<w:{tag} xmlns:w="{W}">{alinea}</w:{tag}>'


def _eigenschappen(tekst: Stuktekst) -> str:
    uitgave = tekst.uitgave
    return (
        f'{KOP}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(veilig(tekst.titel))}</dc:title><dc:subject>{escape(veilig(uitgave.voet))}</dc:subject>"
        f"<dc:creator>{escape(veilig(f'NPVR-team {uitgave.regio}'))}</dc:creator>"
        f"<dc:identifier>{escape(f'npvr:{uitgave.hash}')}</dc:identifier><dc:language>nl-NL</dc:language>"
        f"<cp:version>{escape(veilig(uitgave.code))}</cp:version></cp:coreProperties>"
    )


def _eigen(hash_: str) -> str:
    """Which text the file was made from once more, as a property of its own: other programs keep those."""
    soort = "http://schemas.openxmlformats.org/officeDocument/2006"
    return (
        f'{KOP}<Properties xmlns="{soort}/custom-properties" xmlns:vt="{soort}/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="npvr"><vt:lpwstr>{escape(hash_)}'
        "</vt:lpwstr></property></Properties>"
    )


def word_bytes(tekst: Stuktekst) -> bytes:
    """The .docx of a document. The same document gives the same bytes."""
    schrijver = _Schrijver()
    schrijver.beeld_van = tekst.beelden
    lijf = schrijver.lijf(tekst)
    mm = 1440 / 25.4
    blad = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        f'<w:pgSz w:w="{round(210 * mm)}" w:h="{round(297 * mm)}"/><w:pgMar w:top="{round(22 * mm)}" '
        f'w:right="{round(24 * mm)}" w:bottom="{round(24 * mm)}" w:left="{round(46 * mm)}" w:header="{round(11 * mm)}" '
        f'w:footer="{round(11 * mm)}" w:gutter="0"/>{"<w:titlePg/>" if tekst.voorblad else ""}</w:sectPr>'
    )
    document = (
        f'{KOP}<w:document xmlns:w="{W}" xmlns:r="{R}" '
        f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:w15="{_W15}" mc:Ignorable="w15"><w:body>{lijf}{blad}</w:body></w:document>'
    )
    vast = ("styles", "numbering", "settings", "fontTable", "header1", "footer1")
    soort = {"header1": "header", "footer1": "footer"}
    relaties = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{soort.get(naam, naam)}" Target="{naam}.xml"/>'
        for n, naam in enumerate(vast, 1)
    ) + "".join(
        f'<Relationship Id="{code}" Type="{R}/hyperlink" Target="{escape(adres)}" TargetMode="External"/>'
        for adres, code in schrijver.links.items()
    )
    relaties += "".join(
        f'<Relationship Id="{code}" Type="{R}/image" Target="{naam}"/>'
        for code, naam in schrijver.beelden.relaties.items()
    )
    einden = "".join(
        f'<Default Extension="{eind}" ContentType="{soort}"/>'
        for eind, soort in (("png", "image/png"), ("jpeg", "image/jpeg"), ("svg", "image/svg+xml"))
        if any(naam.endswith(eind) for naam in schrijver.beelden.delen)
    )
    uitgave = tekst.uitgave
    return pak(
        (
            ("[Content_Types].xml", STIJLSOORTEN.replace("<Override", f"{einden}<Override", 1)),
            ("_rels/.rels", PAKKET),
            ("word/document.xml", document),
            (
                "word/_rels/document.xml.rels",
                f'{KOP}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relaties}'
                "</Relationships>",
            ),
            ("word/styles.xml", STIJLEN),
            ("word/numbering.xml", schrijver.nummering.xml()),
            ("word/settings.xml", INSTELLINGEN),
            ("word/fontTable.xml", LETTERTABEL),
            ("word/header1.xml", _rand("hdr", "Header", uitgave.naam, uitgave.label)),
            ("word/footer1.xml", _rand("ftr", "Footer", f"{uitgave.code}  {uitgave.stand}")),
            ("docProps/core.xml", _eigenschappen(tekst)),
            ("docProps/app.xml", APP),
            ("docProps/custom.xml", _eigen(uitgave.hash)),
            *((f"word/{naam}", inhoud) for naam, inhoud in schrijver.beelden.delen.items()),
        )
    )
