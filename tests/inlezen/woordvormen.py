"""Pieces of WordprocessingML as other programs and other habits leave them, to put into a file of the portal."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tests.inlezen.wordwerk import Word

_RUIMTEN = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def xml(stuk: str) -> list[Any]:
    return list(etree.fromstring(f"<x {_RUIMTEN}>{stuk}</x>"))


def t(woorden: str, rpr: str = "") -> str:
    """A run."""
    eigenschappen = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return f'<w:r>{eigenschappen}<w:t xml:space="preserve">{woorden}</w:t></w:r>'


def p(*inhoud: str, ppr: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}{''.join(inhoud)}</w:p>"


def veld(opdracht: str, uitkomst: str) -> str:
    """A complex field, its instruction in two pieces as Word cuts them."""
    half = len(opdracht) // 2

    def teken(soort: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{soort}"/></w:r>'

    delen = "".join(
        f'<w:r><w:instrText xml:space="preserve">{d}</w:instrText></w:r>' for d in (opdracht[:half], opdracht[half:])
    )
    return f"{teken('begin')}{delen}{teken('separate')}{uitkomst}{teken('end')}"


def erbij(alinea: Any, stuk: str) -> None:
    """At the end of a paragraph."""
    alinea.extend(xml(stuk))


def erna(alinea: Any, stuk: str) -> None:
    """Blocks right after a paragraph."""
    for knoop in reversed(xml(stuk)):
        alinea.addnext(knoop)


def inhoud_wordt(alinea: Any, stuk: str) -> None:
    """Other words in a paragraph; its properties and bookmark stay."""
    for kind in list(alinea):
        if kind.tag.endswith(("}r", "}hyperlink")):
            alinea.remove(kind)
    erbij(alinea, stuk)


def deel(word: Word, naam: str, wortel: str, inhoud: str) -> None:
    """A part of the package (notes, comments)."""
    word.delen[naam] = f"<w:{wortel} {_RUIMTEN}>{inhoud}</w:{wortel}>".encode()


def relatie(word: Word, code: str, soort: str, doel: str, extern: bool = False) -> None:
    naam = "word/_rels/document.xml.rels"
    waar = ' TargetMode="External"' if extern else ""
    rij = f'<Relationship Id="{code}" Type="http://x/{soort}" Target="{doel}"{waar}/>'
    word.delen[naam] = word.delen[naam].replace(b"</Relationships>", f"{rij}</Relationships>".encode())


def stijl(word: Word, code: str, soort: str, naam: str, inhoud: str) -> None:
    rij = f'<w:style w:type="{soort}" w:styleId="{code}"><w:name w:val="{naam}"/>{inhoud}</w:style>'
    word.delen["word/styles.xml"] = word.delen["word/styles.xml"].replace(b"</w:styles>", f"{rij}</w:styles>".encode())


def lijst(word: Word, nummer: int, *niveaus: tuple[str, str]) -> None:
    """A numbering of its own: per level its form and text."""
    lvls = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{vorm}"/><w:lvlText w:val="{tekst}"/></w:lvl>'
        for n, (vorm, tekst) in enumerate(niveaus)
    )
    oud = word.delen["word/numbering.xml"].decode()
    num = f'<w:num w:numId="{nummer}"><w:abstractNumId w:val="{nummer}"/></w:num>'
    nieuw = f'<w:abstractNum w:abstractNumId="{nummer}">{lvls}</w:abstractNum>'
    plek = oud.index("<w:num ")
    heel = f"{oud[:plek]}{nieuw}{oud[plek:]}".replace("</w:numbering>", f"{num}</w:numbering>")
    word.delen["word/numbering.xml"] = heel.encode()


def in_lijst(nummer: int, niveau: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{niveau}"/><w:numId w:val="{nummer}"/></w:numPr>'
