"""What people do in Word, done to the XML as Word does it: typing, tracked changes, moving, comments."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree

from documenten.druk.opmaak import Uitgave

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPATIE = "{http://www.w3.org/XML/1998/namespace}space"
AUTEUR = "Redacteur Tien"
UITGAVE = Uitgave(
    "Plan voor de Regio Twente",
    "Twente",
    "concept",
    "werkversie 20 november 2026",
    "TW-4F7K-92QD",
    "a1" * 32,
    "https://voorbeeld.test/twente/",
)


class Word:
    """A .docx that is open for editing."""

    def __init__(self, inhoud: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            self.delen = {naam: pakket.read(naam) for naam in pakket.namelist()}
        self.document = etree.fromstring(self.delen["word/document.xml"])

    def bytes(self) -> bytes:
        delen = self.delen | {"word/document.xml": etree.tostring(self.document)}
        uit = io.BytesIO()
        with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
            for naam, inhoud in delen.items():
                pakket.writestr(naam, inhoud)
        return uit.getvalue()

    def alinea(self, merk: str) -> Any:
        """The paragraph that carries a bookmark."""
        for start in self.document.iter(f"{W}bookmarkStart"):
            if start.get(f"{W}name") == merk:
                return next(start.iterancestors(f"{W}p"))
        raise AssertionError(f"geen bladwijzer {merk}")

    def met(self, woorden: str) -> Any:
        """The first paragraph with these words."""
        for alinea in self.document.iter(f"{W}p"):
            if woorden in "".join(t.text or "" for t in alinea.iter(f"{W}t")):
                return alinea
        raise AssertionError(f"geen alinea met {woorden}")


def run(woorden: str, tag: str = "t", **opmaak: bool) -> Any:
    r = etree.Element(f"{W}r")
    if opmaak:
        rpr = etree.SubElement(r, f"{W}rPr")
        for naam in opmaak:
            etree.SubElement(rpr, f"{W}{naam}")
    t = etree.SubElement(r, f"{W}{tag}")
    t.text = woorden
    t.set(SPATIE, "preserve")
    return r


def gevolgd(soort: str, *inhoud: Any) -> Any:
    """w:ins, w:del, w:moveTo or w:moveFrom, with an author as Word writes it."""
    knoop = etree.Element(f"{W}{soort}")
    knoop.set(f"{W}id", "9001")
    knoop.set(f"{W}author", AUTEUR)
    knoop.set(f"{W}date", "2026-11-20T10:00:00Z")
    knoop.extend(inhoud)
    return knoop


def runs(alinea: Any) -> list[Any]:
    return list(alinea.iter(f"{W}r"))


def zet_tekst(alinea: Any, woorden: str) -> None:
    """Type over all that stands in a paragraph."""
    eerste, *rest = [r for r in runs(alinea) if r.find(f"{W}t") is not None]
    eerste.find(f"{W}t").text = woorden
    for r in rest:
        r.getparent().remove(r)


def teken_weg(alinea: Any, soort: str = "del") -> None:
    """The paragraph's own mark is deleted or moved away, tracked."""
    ppr = alinea.find(f"{W}pPr")
    if ppr is None:
        ppr = etree.Element(f"{W}pPr")
        alinea.insert(0, ppr)
    rpr = etree.SubElement(ppr, f"{W}rPr")
    rpr.append(gevolgd(soort))


def schrap(alinea: Any, *, teken: bool = True) -> None:
    """Delete a paragraph with Track Changes on."""
    for r in runs(alinea):
        for t in r.findall(f"{W}t"):
            t.tag = f"{W}delText"
        plek = r.getparent()
        weg = gevolgd("del")
        plek.replace(r, weg)
        weg.append(r)
    if teken:
        teken_weg(alinea)


def nieuwe_alinea(na: Any, woorden: str, *, volg: bool = False) -> Any:
    """Enter at the end of a paragraph, and type: its style goes along, its bookmarks do not."""
    p = etree.Element(f"{W}p")
    if (ppr := na.find(f"{W}pPr")) is not None:
        p.append(copy.deepcopy(ppr))
    p.append(gevolgd("ins", run(woorden)) if volg else run(woorden))
    na.addnext(p)
    return p


def pak_uit(document: Any) -> None:
    """Take all content controls away, and leave what stands in them."""
    for sdt in list(document.iter(f"{W}sdt")):
        plek = sdt
        for kind in list(sdt.find(f"{W}sdtContent")):
            plek.addnext(kind)
            plek = kind
        sdt.getparent().remove(sdt)


def zonder(document: Any, *tags: str) -> None:
    for knoop in list(document.iter(*(f"{W}{t}" for t in tags))):
        knoop.getparent().remove(knoop)


def kanttekening(word: Word, alinea: Any, woorden: str) -> None:
    """A comment on a whole paragraph."""
    start, eind = etree.Element(f"{W}commentRangeStart"), etree.Element(f"{W}commentRangeEnd")
    teken = etree.Element(f"{W}r")
    verwijzing = etree.SubElement(teken, f"{W}commentReference")
    for knoop in (start, eind, verwijzing):
        knoop.set(f"{W}id", "7")
    eerste = runs(alinea)[0]
    while eerste.getparent() is not alinea:
        eerste = eerste.getparent()
    eerste.addprevious(start)
    alinea.append(eind)
    alinea.append(teken)
    word.delen["word/comments.xml"] = (
        f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="7" w:author="{AUTEUR}" w:initials="RT">'
        f"<w:p><w:r><w:t>{woorden}</w:t></w:r></w:p></w:comment></w:comments>"
    ).encode()


Bewerking = Callable[[Word], None]
