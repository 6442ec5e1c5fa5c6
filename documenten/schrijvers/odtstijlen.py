"""The fixed parts of our ODT files: the same look as Word's."""

from __future__ import annotations

from html import escape
from typing import Final

from npvr.formaten import FORMATEN, ODT

from .opbouw import Stuktekst, veilig
from .wordstijlen import BLAUW, GRIJS, INKT

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
RUIMTES: Final = " ".join(
    (
        f'xmlns:office="{_OASIS}office:1.0"',
        f'xmlns:style="{_OASIS}style:1.0"',
        f'xmlns:text="{_OASIS}text:1.0"',
        f'xmlns:table="{_OASIS}table:1.0"',
        f'xmlns:draw="{_OASIS}drawing:1.0"',
        f'xmlns:fo="{_OASIS}xsl-fo-compatible:1.0"',
        f'xmlns:svg="{_OASIS}svg-compatible:1.0"',
        f'xmlns:meta="{_OASIS}meta:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
    )
)
MANIFEST: Final = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0" '
    'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" '
    f'manifest:media-type="{FORMATEN[ODT].inhoudstype}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{naam}" manifest:media-type="text/xml"/>'
        for naam in ("content.xml", "styles.xml", "meta.xml")
    )
    + "</manifest:manifest>"
)


def _alinea(naam: str, alinea: str = "", letter: str = "", *, op: str = "Standard", extra: str = "") -> str:
    return (
        f'<style:style style:name="{naam.replace(" ", "_20_")}" style:display-name="{naam}" style:family="paragraph" '
        f'style:parent-style-name="{op}" style:class="text"{extra}><style:paragraph-properties {alinea}/>'
        f"<style:text-properties {letter}/></style:style>"
    )


def _teken(naam: str, letter: str) -> str:
    return (
        f'<style:style style:name="{naam.replace(" ", "_20_")}" style:display-name="{naam}" style:family="text">'
        f"<style:text-properties {letter}/></style:style>"
    )


def _kop(n: int, punten: float, boven: int, onder: int, kleur: str, extra: str = "") -> str:
    return _alinea(
        f"Heading {n}",
        f'fo:margin-top="{boven}pt" fo:margin-bottom="{onder}pt" fo:keep-with-next="always"{extra}',
        f'fo:font-size="{punten}pt" fo:font-weight="bold" fo:color="#{kleur}" fo:hyphenate="false"',
        extra=f' style:default-outline-level="{n}" style:next-style-name="Text_20_body"',
    )


def _niveaus(vorm: str) -> str:
    uit = ""
    for n in range(1, 7):
        plek = (
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-6mm" '
            f'fo:margin-left="{6 * n}mm" text:list-tab-stop-position="{6 * n}mm"/></style:list-level-properties>'
        )
        if vorm == "bullet":
            teken = "•" if n % 2 else "–"
            uit += (
                f'<text:list-level-style-bullet text:level="{n}" text:bullet-char="{teken}">{plek}'
                "</text:list-level-style-bullet>"
            )
        else:
            uit += (
                f'<text:list-level-style-number text:level="{n}" style:num-format="1" style:num-suffix=".">{plek}'
                "</text:list-level-style-number>"
            )
    return uit


def stijlen(tekst: Stuktekst) -> str:
    uitgave = tekst.uitgave
    code, naam = (escape(veilig(w), quote=False) for w in (f"{uitgave.code}  {uitgave.stand}", f"{uitgave.naam}"))
    label = escape(veilig(uitgave.label), quote=False)
    klein = f'fo:font-size="8pt" fo:color="#{GRIJS}"'
    tab = '<style:tab-stops><style:tab-stop style:position="140mm" style:type="right"/></style:tab-stops>'
    rand = (
        f'<style:header><text:p text:style-name="Rand">{naam}<text:tab/>{label}</text:p></style:header>'
        f'<style:footer><text:p text:style-name="Rand">{code}<text:tab/>pagina '
        '<text:page-number text:select-page="current">1</text:page-number> van <text:page-count>1</text:page-count>'
        "</text:p></style:footer>"
    )
    eerste = (
        '<style:header-first><text:p text:style-name="Rand"/></style:header-first>'
        '<style:footer-first><text:p text:style-name="Rand"/></style:footer-first>'
        if tekst.voorblad
        else ""
    )
    kop, _, voet = rand.partition("<style:footer>")
    kop_eerste, _, voet_eerste = eerste.partition("<style:footer-first>")
    randen = kop + kop_eerste + "<style:footer>" + voet + (f"<style:footer-first>{voet_eerste}" if eerste else "")
    return "".join(
        (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-styles {RUIMTES} office:version="1.3">',
            '<office:font-face-decls><style:font-face style:name="Fira Sans" svg:font-family="\'Fira Sans\', Calibri" ',
            'style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls><office:styles>',
            '<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="5pt" ',
            'fo:line-height="125%" fo:orphans="2" fo:widows="2"/><style:text-properties style:font-name="Fira Sans" ',
            f'fo:font-size="10pt" fo:color="#{INKT}" fo:language="nl" fo:country="NL" fo:hyphenate="true" ',
            'fo:hyphenation-remain-char-count="3" fo:hyphenation-push-char-count="3"/></style:default-style>',
            '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>',
            _alinea("Text body"),
            _alinea(
                "Title",
                'fo:margin-top="60mm" fo:margin-bottom="10pt" fo:line-height="100%"',
                f'fo:font-size="32pt" fo:font-weight="bold" fo:color="#{BLAUW}" fo:hyphenate="false"',
            ),
            _alinea(
                "Subtitle", 'fo:margin-bottom="35pt"', f'fo:font-size="14pt" fo:color="#{GRIJS}" fo:hyphenate="false"'
            ),
            _kop(1, 22, 0, 10, BLAUW, ' fo:break-before="page"'),
            _kop(2, 13, 16, 4, BLAUW),
            _kop(3, 10.5, 8, 2, INKT),
            _alinea(
                "Contents Heading",
                'fo:break-before="page" fo:margin-bottom="10pt"',
                f'fo:font-size="22pt" fo:font-weight="bold" fo:color="#{BLAUW}"',
            ),
            _alinea("Contents 1", 'fo:margin-bottom="3pt"'),
            _alinea("List Bullet", 'fo:margin-bottom="2pt"'),
            _alinea("List Number", 'fo:margin-bottom="2pt"'),
            _alinea("Planpunt", 'fo:margin-bottom="3pt"', op="List_20_Number"),
            _alinea("Kenmerk", 'fo:margin-bottom="2pt"', f'fo:color="#{GRIJS}"'),
            '<style:style style:name="Rand" style:family="paragraph" style:parent-style-name="Standard">',
            f"<style:paragraph-properties>{tab}</style:paragraph-properties>",
            f"<style:text-properties {klein}/></style:style>",
            _teken("Strong Emphasis", 'fo:font-weight="bold"'),
            _teken("Emphasis", 'fo:font-style="italic"'),
            _teken("VetSchuin", 'fo:font-weight="bold" fo:font-style="italic"'),
            _teken("Deelthema", 'fo:font-weight="bold"'),
            _teken("Planstatus", f'fo:font-style="italic" fo:color="#{GRIJS}"'),
            _teken("Leeg", f'fo:font-style="italic" fo:color="#{GRIJS}"'),
            _alinea(
                "Table",
                'fo:margin-top="8pt" fo:margin-bottom="3pt" fo:keep-with-next="always"',
                'fo:font-size="9pt" fo:font-weight="bold"',
            ),
            _alinea("Figuur", 'fo:margin-top="8pt" fo:margin-bottom="3pt" fo:keep-with-next="always"'),
            _alinea("Figuurnaam", 'fo:margin-bottom="3pt"', 'fo:font-size="9pt" fo:font-weight="bold"'),
            _alinea("Figuurbron", 'fo:margin-bottom="8pt"', f'fo:font-size="9pt" fo:color="#{GRIJS}"'),
            _alinea("Tabelcel", 'fo:margin-bottom="0pt"', 'fo:font-size="8.5pt" fo:hyphenate="false"'),
            _alinea("Tabelkop", 'fo:margin-bottom="0pt"', 'fo:font-weight="bold"', op="Tabelcel"),
            _teken("Nieuw", 'style:text-underline-style="solid" style:text-underline-width="auto"'),
            _teken("Vervalt", f'style:text-line-through-style="solid" fo:color="#{GRIJS}"'),
            _teken("Sectiecode", f'fo:font-weight="bold" {klein}'),
            f'<text:list-style style:name="Bullets">{_niveaus("bullet")}</text:list-style>',
            f'<text:list-style style:name="Nummers">{_niveaus("nummer")}</text:list-style>',
            '</office:styles><office:automatic-styles><style:page-layout style:name="A4">',
            "<style:page-layout-properties ",
            'fo:page-width="210mm" fo:page-height="297mm" fo:margin-top="11mm" fo:margin-bottom="11mm" ',
            'fo:margin-left="46mm" fo:margin-right="24mm"/><style:header-style><style:header-footer-properties ',
            'fo:min-height="8mm" fo:margin-bottom="5mm"/></style:header-style><style:footer-style>',
            '<style:header-footer-properties fo:min-height="8mm" fo:margin-top="5mm"/></style:footer-style>',
            "</style:page-layout></office:automatic-styles><office:master-styles>",
            f'<style:master-page style:name="Standard" style:page-layout-name="A4">{randen}</style:master-page>',
            "</office:master-styles></office:document-styles>",
        )
    )


def meta(tekst: Stuktekst) -> str:
    """Title and language; no person. The hash of the version is what the reader looks for."""
    uitgave = tekst.uitgave

    def tekst_(woorden: str) -> str:
        return escape(veilig(woorden), quote=False)

    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta {RUIMTES} office:version="1.3"><office:meta>'
        f"<meta:generator>NPVR-portaal</meta:generator><dc:title>{tekst_(tekst.titel)}</dc:title>"
        f"<dc:subject>{tekst_(uitgave.voet)}</dc:subject>"
        f"<dc:creator>{tekst_(f'NPVR-team {uitgave.regio}')}</dc:creator>"
        f"<dc:language>nl-NL</dc:language>"
        f'<meta:user-defined meta:name="npvr">{uitgave.hash}</meta:user-defined>'
        f'<meta:user-defined meta:name="versiecode">{tekst_(uitgave.code)}</meta:user-defined>'
        "</office:meta></office:document-meta>"
    )
