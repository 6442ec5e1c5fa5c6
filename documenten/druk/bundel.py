"""Several PDFs of the portal as one: each a bookmark, with its own bookmarks below, its links and its tags. Pure.

The first one gives the file its title, language and what it promises (PDF/UA); the trees of tags of the others hang
beside its own, so that a screen reader goes through all of it. pypdf joins pages; tags it leaves out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PdfReadError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)

BOOM: Final = "/StructTreeRoot"
OUDER, OUDERS = "/StructParent", "/StructParents"


class GeenPdf(ValueError):
    """A part that is no readable PDF, or has no tags; `titel` says which."""

    def __init__(self, titel: str) -> None:
        super().__init__(titel)
        self.titel = titel


def bundel(delen: Sequence[tuple[str, bytes]]) -> bytes:
    """(title for the bookmark, PDF) each, in their order. Raises GeenPdf."""
    (eerste, inhoud), *verder = delen
    schrijver = PdfWriter(clone_from=_lezer(eerste, inhoud))
    _onder_een_kop(schrijver, eerste)
    for n, (titel, bytes_) in enumerate(verder, 2):
        _voeg_toe(schrijver, titel, _lezer(titel, bytes_), n)
    _onder_een_document(schrijver)
    uit = io.BytesIO()
    schrijver.write(uit)
    return uit.getvalue()


def bladzijden(inhoud: bytes) -> int:
    return len(_lezer("", inhoud).pages)


def _lezer(titel: str, inhoud: bytes) -> PdfReader:
    try:
        lezer = PdfReader(io.BytesIO(inhoud))
        if lezer.is_encrypted or BOOM not in lezer.root_object:
            raise GeenPdf(titel)
    except PdfReadError as fout:
        raise GeenPdf(titel) from fout
    return lezer


def _onder_een_kop(schrijver: PdfWriter, titel: str) -> None:
    """Put the bookmarks of the first part below one of its own, as the others have."""
    top = schrijver.get_outline_root()
    oude = list(_kinderen(top))
    for sleutel in ("/First", "/Last", "/Count"):
        top.pop(sleutel, None)
    kop = schrijver.add_outline_item(title=titel, page_number=0)
    ouder = cast(DictionaryObject, kop.get_object())
    for vorige, rij in zip([None, *oude], oude, strict=False):
        kind = cast(DictionaryObject, rij.get_object())
        kind[NameObject("/Parent")] = kop
        kind.pop("/Next", None)
        kind.pop("/Prev", None)
        if vorige is not None:
            kind[NameObject("/Prev")] = vorige
            cast(DictionaryObject, vorige.get_object())[NameObject("/Next")] = rij
    if oude:
        ouder[NameObject("/First")], ouder[NameObject("/Last")] = oude[0], oude[-1]
        ouder[NameObject("/Count")] = NumberObject(-len(oude))


def _kinderen(top: DictionaryObject) -> Iterator[IndirectObject]:
    rij = top.raw_get("/First") if "/First" in top else None
    while isinstance(rij, IndirectObject):
        yield rij
        kind = cast(DictionaryObject, rij.get_object())
        rij = kind.raw_get("/Next") if "/Next" in kind else None


def _voeg_toe(schrijver: PdfWriter, titel: str, lezer: PdfReader, nummer: int) -> None:
    _vaste_bestemmingen(lezer)
    vanaf = len(schrijver.pages)
    schrijver.append(lezer, outline_item=titel, import_outline=True)
    eigen = cast(DictionaryObject, schrijver.root_object[BOOM])
    ouders = _ouders(eigen)
    verschil = max((int(n) for n in ouders[::2]), default=-1) + 1
    for bron, pagina in zip(lezer.pages, schrijver.pages[vanaf:], strict=True):
        _hernummer(bron, pagina, verschil)
    ander = cast(DictionaryObject, lezer.root_object[BOOM].clone(schrijver))
    takken = _als_rij(ander.raw_get("/K"))
    for tak in takken:
        cast(DictionaryObject, tak.get_object())[NameObject("/P")] = eigen.indirect_reference or NullObject()
        _eigen_namen(tak, nummer)
    eigen[NameObject("/K")] = ArrayObject([*_als_rij(eigen.raw_get("/K")), *takken])
    rijen = _ouders(ander)
    for n, wat in zip(rijen[::2], rijen[1::2], strict=True):
        ouders += [NumberObject(int(n) + verschil), wat]
    eigen[NameObject("/ParentTree")] = schrijver._add_object(DictionaryObject({NameObject("/Nums"): ouders}))
    hoogste = max((int(n) for n in ouders[::2]), default=-1)
    eigen[NameObject("/ParentTreeNextKey")] = NumberObject(hoogste + 1)
    rollen = cast(DictionaryObject, eigen.setdefault(NameObject("/RoleMap"), DictionaryObject()).get_object())
    for rol, soort in cast(DictionaryObject, ander.get("/RoleMap", DictionaryObject()).get_object()).items():
        rollen.setdefault(NameObject(rol), soort)


def _eigen_namen(tak: Any, nummer: int) -> None:
    """Cells of a table name their headings; two parts give the same names."""

    def naam(oud: Any) -> ByteStringObject:
        inhoud = oud.original_bytes if isinstance(oud, TextStringObject) else bytes(oud)
        return ByteStringObject(b"%d." % nummer + inhoud)

    wacht = [tak]
    while wacht:
        knoop = wacht.pop().get_object()
        if not isinstance(knoop, DictionaryObject):
            continue
        if "/ID" in knoop:
            knoop[NameObject("/ID")] = naam(knoop["/ID"])
        for feit in _als_rij(knoop.raw_get("/A")) if "/A" in knoop else ():
            feiten = feit.get_object()
            if isinstance(feiten, DictionaryObject) and "/Headers" in feiten:
                feiten[NameObject("/Headers")] = ArrayObject([naam(k) for k in _als_rij(feiten["/Headers"])])
        if knoop.get("/Type") != "/OBJR" and "/K" in knoop:
            wacht += _als_rij(knoop.raw_get("/K"))


def _onder_een_document(schrijver: PdfWriter) -> None:
    """The parts below one root, as a tagged file has it."""
    boom = cast(DictionaryObject, schrijver.root_object[BOOM])
    takken = ArrayObject(_als_rij(boom.raw_get("/K")))
    document = schrijver._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject("/Document"),
                NameObject("/P"): boom.indirect_reference or NullObject(),
                NameObject("/K"): takken,
            }
        )
    )
    for tak in takken:
        deel = cast(DictionaryObject, tak.get_object())
        deel[NameObject("/S")], deel[NameObject("/P")] = NameObject("/Part"), document
    boom[NameObject("/K")] = ArrayObject([document])


def _als_rij(wat: Any) -> list[Any]:
    """The branches below a root: one, or several in an array."""
    inhoud = wat.get_object()
    return list(inhoud) if isinstance(inhoud, ArrayObject) else [wat]


def _ouders(boom: DictionaryObject) -> ArrayObject:
    """The number tree that leads from a page or link to its tags, flat: number, what, number, what."""

    def plat(knoop: DictionaryObject) -> Iterator[Any]:
        yield from cast(ArrayObject, knoop.get("/Nums", ArrayObject()).get_object())
        for kind in cast(ArrayObject, knoop.get("/Kids", ArrayObject()).get_object()):
            yield from plat(cast(DictionaryObject, kind.get_object()))

    return ArrayObject(plat(cast(DictionaryObject, boom.get("/ParentTree", DictionaryObject()).get_object())))


def _hernummer(bron: PageObject, pagina: PageObject, verschil: int) -> None:
    """From the numbers in the tree of the part to those in the tree of the whole; pypdf leaves those of a page out."""
    if OUDERS in bron:
        pagina[NameObject(OUDERS)] = NumberObject(int(cast(Any, bron[OUDERS])) + verschil)
    for verwijzing in cast(ArrayObject, pagina.get("/Annots", ArrayObject()).get_object()):
        noot = cast(DictionaryObject, verwijzing.get_object())
        if OUDER in noot:
            noot[NameObject(OUDER)] = NumberObject(int(cast(Any, noot[OUDER])) + verschil)


def _vaste_bestemmingen(lezer: PdfReader) -> None:
    """Links to a named place become links to the place: another part may use the same name."""
    namen = lezer.named_destinations
    for pagina in lezer.pages:
        for verwijzing in cast(ArrayObject, pagina.get("/Annots", ArrayObject()).get_object()):
            noot = cast(DictionaryObject, verwijzing.get_object())
            daad = cast(DictionaryObject, noot.get("/A", DictionaryObject()).get_object())
            for houder, sleutel in ((noot, "/Dest"), (daad, "/D")):
                naam = houder.get(sleutel)
                if isinstance(naam, str) and naam in namen:
                    houder[NameObject(sleutel)] = namen[naam].dest_array
