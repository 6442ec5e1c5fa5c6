"""The fixed parts of our Word files: styles, fonts, settings. Order of elements is the schema's; Word insists on it."""

from __future__ import annotations

from typing import Final

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KOP: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
INKT: Final = "1A1F24"
BLAUW: Final = "1D4478"
GRIJS: Final = "48525A"
_LETTERS: Final = '<w:rFonts w:ascii="Fira Sans" w:hAnsi="Fira Sans" w:eastAsia="Fira Sans" w:cs="Calibri"/>'


def _stijl(
    code: str,
    naam: str,
    alinea: str = "",
    letter: str = "",
    *,
    op: str = "Normal",
    daarna: str = "",
    volgnummer: int = 10,
) -> str:
    delen = [
        f'<w:style w:type="paragraph" w:styleId="{code}"><w:name w:val="{naam}"/>',
        f'<w:basedOn w:val="{op}"/>' if op else "",
        f'<w:next w:val="{daarna}"/>' if daarna else "",
        f'<w:uiPriority w:val="{volgnummer}"/><w:qFormat/>',
        f"<w:pPr>{alinea}</w:pPr>" if alinea else "",
        f"<w:rPr>{letter}</w:rPr>" if letter else "",
        "</w:style>",
    ]
    return "".join(delen)


def _teken(code: str, naam: str, letter: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{code}"><w:name w:val="{naam}"/><w:uiPriority w:val="20"/><w:qFormat/>'
        f"<w:rPr>{letter}</w:rPr></w:style>"
    )


def _kop(n: int, punten: float, boven: int, onder: int, kleur: str, extra: str = "") -> str:
    alinea = (
        f'<w:keepNext/><w:keepLines/>{extra}<w:suppressAutoHyphens/><w:spacing w:before="{boven}" w:after="{onder}"/>'
        f'<w:outlineLvl w:val="{n - 1}"/>'
    )
    letter = f'<w:b/><w:color w:val="{kleur}"/><w:sz w:val="{round(punten * 2)}"/>'
    return _stijl(f"Heading{n}", f"heading {n}", alinea, letter, daarna="Normal", volgnummer=9)


STIJLEN: Final = "".join(
    (
        KOP,
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{_LETTERS}<w:color w:val="{INKT}"/>',
        '<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/></w:rPr>',
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="276" w:lineRule="auto"/></w:pPr>',
        "</w:pPrDefault></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">',
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/>',
        "</w:style>",
        _stijl(
            "Title",
            "Title",
            '<w:suppressAutoHyphens/><w:spacing w:before="2800" w:after="200" w:line="240" w:lineRule="auto"/>',
            f'<w:b/><w:color w:val="{BLAUW}"/><w:sz w:val="64"/>',
            daarna="Subtitle",
        ),
        _stijl(
            "Subtitle",
            "Subtitle",
            '<w:suppressAutoHyphens/><w:spacing w:after="700"/>',
            f'<w:color w:val="{GRIJS}"/><w:sz w:val="28"/>',
            daarna="Normal",
        ),
        _kop(1, 22, 0, 200, BLAUW, "<w:pageBreakBefore/>"),
        _kop(2, 13, 320, 80, BLAUW),
        _kop(3, 10.5, 160, 40, INKT),
        _stijl(
            "TOCHeading",
            "TOC Heading",
            "<w:keepNext/><w:pageBreakBefore/>",
            f'<w:b/><w:color w:val="{BLAUW}"/><w:sz w:val="44"/>',
        ),
        _stijl("TOC1", "toc 1", '<w:spacing w:after="60"/>', daarna="Normal", volgnummer=39),
        _stijl("ListBullet", "List Bullet", '<w:spacing w:after="40"/>'),
        _stijl("ListNumber", "List Number", '<w:spacing w:after="40"/>'),
        _stijl("Planpunt", "Planpunt", '<w:spacing w:after="60"/>', op="ListNumber", daarna="Planpunt"),
        _stijl("Kenmerk", "Kenmerk", '<w:spacing w:after="40"/>', f'<w:color w:val="{GRIJS}"/>'),
        _stijl(
            "Header",
            "header",
            '<w:tabs><w:tab w:val="right" w:pos="7937"/></w:tabs><w:spacing w:after="0"/>',
            f'<w:color w:val="{GRIJS}"/><w:sz w:val="16"/>',
        ),
        _stijl(
            "Footer",
            "footer",
            '<w:tabs><w:tab w:val="right" w:pos="7937"/></w:tabs><w:spacing w:after="0"/>',
            f'<w:color w:val="{GRIJS}"/><w:sz w:val="16"/>',
        ),
        _stijl(
            "Caption", "caption", '<w:keepNext/><w:spacing w:before="160" w:after="60"/>', '<w:b/><w:sz w:val="18"/>'
        ),
        _stijl("Figuur", "Figuur", '<w:keepNext/><w:spacing w:before="160" w:after="60"/>'),
        _stijl("Figuurnaam", "Figuurnaam", '<w:keepLines/><w:spacing w:after="60"/>', '<w:b/><w:sz w:val="18"/>'),
        _stijl(
            "Figuurbron", "Figuurbron", '<w:spacing w:after="160"/>', f'<w:color w:val="{GRIJS}"/><w:sz w:val="18"/>'
        ),
        _stijl("Tabelcel", "Tabelcel", '<w:spacing w:before="30" w:after="30"/>', '<w:sz w:val="17"/>'),
        _stijl("Tabelkop", "Tabelkop", "<w:keepNext/>", "<w:b/>", op="Tabelcel"),
        '<w:style w:type="table" w:styleId="Overzicht"><w:name w:val="Overzicht"/><w:uiPriority w:val="59"/><w:tblPr>',
        '<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="1A1F24"/>',
        '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="AAB4BA"/>',
        '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="AAB4BA"/></w:tblBorders>',
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar>',
        "</w:tblPr></w:style>",
        _teken("Nieuw", "Nieuw", '<w:u w:val="single"/>'),
        _teken("Vervalt", "Vervalt", f'<w:strike/><w:color w:val="{GRIJS}"/>'),
        _teken("Hyperlink", "Hyperlink", '<w:color w:val="0B4F8A"/><w:u w:val="single"/>'),
        _teken("Deelthema", "Deelthema", "<w:b/>"),
        _teken("Planstatus", "Planstatus", f'<w:i/><w:color w:val="{GRIJS}"/>'),
        _teken("Leeg", "Leeg", f'<w:i/><w:color w:val="{GRIJS}"/>'),
        "</w:styles>",
    )
)

LETTERTABEL: Final = (
    f'{KOP}<w:fonts xmlns:w="{W}"><w:font w:name="Fira Sans"><w:altName w:val="Calibri"/><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font><w:font w:name="Calibri"><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)

INSTELLINGEN: Final = (
    f'{KOP}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:autoHyphenation/>'
    '<w:hyphenationZone w:val="425"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="nl-NL"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)

STIJLSOORTEN: Final = (
    KOP + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{naam}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{soort}+xml"/>'
        for naam, soort in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("settings", "settings"),
            ("fontTable", "fontTable"),
            ("header1", "header"),
            ("footer1", "footer"),
        )
    )
    + '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
    '<Override PartName="/docProps/custom.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>'
)

PAKKET: Final = (
    KOP + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" '
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{R}/extended-properties" Target="docProps/app.xml"/>'
    f'<Relationship Id="rId4" Type="{R}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
)

APP: Final = (
    KOP + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>NPVR-portaal</Application></Properties>"
)
