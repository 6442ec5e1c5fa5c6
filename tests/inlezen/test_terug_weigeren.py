"""Files of our own kind that are not to be trusted: refused in one sentence, and nothing is fetched."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile
from collections.abc import Callable

import pytest

from documenten.schrijvers import fiche, odt_bytes, word_bytes
from inlezen.lezers import Leesfout
from inlezen.lezers.regels import MAX_BYTES
from inlezen.lezers.terug import lees_json, lees_terug
from plandocument import boom
from tests.inlezen.wordwerk import UITGAVE, W, Word, run

GOED = {"[Content_Types].xml": b"<Types/>"}
LIJF = f'<w:document xmlns:w="{W[1:-1]}"><w:body>%s</w:body></w:document>'


def zip_van(delen: dict[str, bytes]) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return uit.getvalue()


def docx(document: str, **delen: bytes) -> bytes:
    return zip_van(GOED | {"word/document.xml": document.encode()} | delen)


def odt(content: str, **delen: bytes) -> bytes:
    return zip_van({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()} | delen)


BOM = b"<w>" + b" " * 70_000_000 + b"</w>"
XXE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>'
MACRO = {"word/vbaProject.bin": b"x"}
DIEP = LIJF % ("<w:sdt><w:sdtContent>" * 90 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 90)
GEVALLEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "geen zip": (lambda: b"tekst", "beschadigd"),
    "leeg": (lambda: b"", "beschadigd"),
    "te groot": (lambda: b"PK\x03\x04" + bytes(MAX_BYTES), "te groot"),
    "half": (lambda: docx(LIJF % "<w:p/>" * 50)[:200], "beschadigd"),
    "geen Word": (lambda: zip_van({"a.txt": b"a"}), "geen Word-bestand"),
    "bom": (lambda: zip_van(GOED | {"word/document.xml": BOM}), "te groot"),
    "xxe": (lambda: docx(XXE), "DOCTYPE"),
    "xxe in UTF-16": (lambda: zip_van(GOED | {"word/document.xml": XXE.encode("utf-16")}), "DOCTYPE"),
    "macro": (lambda: zip_van(GOED | {"word/document.xml": b"<d/>"} | MACRO), "macro"),
    "geen lijf": (lambda: docx("<d/>"), "niet te lezen"),
    "kapotte XML": (lambda: docx("<d>"), "niet te lezen"),
    "te diep": (lambda: docx(DIEP), "te diep"),
    "ander document": (lambda: docx(LIJF % "<w:p/>"), "komt niet uit het portaal"),
    "odt xxe": (lambda: odt(XXE), "DOCTYPE"),
    "odt bom": (lambda: odt("<d>" + " " * 70_000_000 + "</d>"), "te groot"),
    "odt macro": (lambda: zip_van({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<d/>",
                                   "Basic/Standard/x.xml": b"x"}), "macro"),
    "odt kapot": (lambda: odt("<d>"), "niet te lezen"),
    "odt zonder lijf": (lambda: odt("<d/>"), "niet te lezen"),
}  # fmt: skip


@pytest.mark.parametrize("naam", GEVALLEN)
def test_is_refused_in_one_sentence(naam: str, document: boom.Plandocument) -> None:
    maak, zin = GEVALLEN[naam]
    with pytest.raises(Leesfout, match=zin) as fout:
        lees_terug(maak(), document)
    assert str(fout.value).endswith(".")
    assert len(str(fout.value)) < 160


@pytest.mark.parametrize("schrijf", [word_bytes, odt_bytes])
def test_every_file_broken_off_is_refused(document: boom.Plandocument, schrijf: Callable[..., bytes]) -> None:
    heel = schrijf(fiche(document, document.opgave(14), UITGAVE))
    for tot in range(0, len(heel), len(heel) // 25):
        with pytest.raises(Leesfout):
            lees_terug(heel[:tot], document)


@pytest.mark.parametrize("schrijf", [word_bytes, odt_bytes])
def test_flipped_bytes_never_give_anything_but_a_sentence(
    document: boom.Plandocument, schrijf: Callable[..., bytes]
) -> None:
    heel = bytearray(schrijf(fiche(document, document.opgave(14), UITGAVE)))
    for plek in range(0, len(heel), 97):
        stuk = bytearray(heel)
        stuk[plek] ^= 0xFF
        try:
            lees_terug(bytes(stuk), document)
        except Leesfout as fout:
            assert str(fout).endswith(".")


@pytest.mark.parametrize(
    "adres",
    ["javascript:alert(1)", "file:///etc/passwd", "opgave:abcdefgh", "ftp://a.nl/", "http://a b"],
)
def test_an_unsafe_link_becomes_plain_text(document: boom.Plandocument, adres: str) -> None:
    word = Word(word_bytes(fiche(document, document.opgave(14), UITGAVE)))
    was = document.opgave(14).sectie("knelpunten").items[0]
    p = word.alinea(f"p_{was.sleutel}")
    link = p.makeelement(f"{W}hyperlink")
    link.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "rKwaad")
    link.append(run(" hier"))
    p.append(link)
    soort = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    rij = f'<Relationship Id="rKwaad" Type="{soort}" Target="{adres}" TargetMode="External"/></Relationships>'
    rels = word.delen["word/_rels/document.xml.rels"].decode()
    word.delen["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", rij).encode()
    terug = lees_terug(word.bytes(), document)
    assert terug.opgave.sectie("knelpunten").items[0].tekst == was.tekst + " hier"


def test_an_external_template_and_picture_are_not_fetched(document: boom.Plandocument) -> None:
    word = Word(word_bytes(fiche(document, document.opgave(14), UITGAVE)))
    rels = word.delen["word/_rels/document.xml.rels"].decode()
    soort = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rij = "".join(
        f'<Relationship Id="rX{n}" Type="{soort}/{naam}" Target="http://127.0.0.1:1/x" TargetMode="External"/>'
        for n, naam in enumerate(("attachedTemplate", "image", "comments", "styles"))
    )
    word.delen["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", f"{rij}</Relationships>").encode()
    assert lees_terug(word.bytes(), document).document == document


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "geen leesbare JSON"),
        (b"\xff\xfe", "geen leesbare JSON"),
        (b"[" * 100_000, "geen leesbare JSON"),
        (b"{}", "schema"),
        (b'{"schema": 99}', "onbekend"),
        (b'{"schema": 1, "regio": "twente", "titel": "x", "persoon": "y"}', "onbekend veld"),
        (bytes(MAX_BYTES + 1), "te groot"),
    ],
)
def test_json_that_is_no_plan(inhoud: bytes, zin: str) -> None:
    with pytest.raises(Leesfout, match=zin):
        lees_json(inhoud)


def _ballast(soort: str, document: boom.Plandocument) -> bytes:
    """A file of ours, blown up in one way."""
    word = Word(word_bytes(fiche(document, document.opgave(14), UITGAVE)))
    p = word.alinea(f"p_{document.opgave(14).sectie('knelpunten').items[0].sleutel}")
    xml = {
        "punten": '<w:p><w:pPr><w:pStyle w:val="Planpunt"/></w:pPr><w:r><w:t>een punt erbij</w:t></w:r></w:p>' * 15_000,
        "bladwijzers": "".join(f'<w:bookmarkStart w:id="{n}" w:name="p_x{n}"/>' for n in range(60_000)),
        "spaties": f'<w:p><w:r><w:t xml:space="preserve">{" " * 1_000_000}x</w:t></w:r></w:p>',
        "geschrapt": (
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
            * 30_000
        ),
        "regeleinden": f"<w:p><w:r><w:t>a</w:t>{'<w:br/><w:t>a</w:t>' * 200_000}</w:r></w:p>",
        "haakjes": f"<w:p><w:r><w:t>{'(' * 500_000}{'(voorstel)' * 50_000}</w:t></w:r></w:p>",
        "runs": f"<w:p>{'<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r>' * 20_000}</w:p>",
    }[soort]
    merk = "BALLAST"
    p.addnext(p.makeelement(f"{W}{merk}"))
    inhoud = word.bytes()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        delen = {n: pakket.read(n) for n in pakket.namelist()}
    delen["word/document.xml"] = delen["word/document.xml"].replace(b"<w:BALLAST/>", xml.encode())
    return zip_van(delen)


@pytest.mark.parametrize("soort", ["punten", "bladwijzers", "spaties", "geschrapt", "haakjes", "runs", "regeleinden"])
def test_an_inflated_file_is_soon_done(document: boom.Plandocument, soort: str) -> None:
    inhoud = _ballast(soort, document)
    begin = time.perf_counter()
    with contextlib.suppress(Leesfout):
        lees_terug(inhoud, document)
    assert time.perf_counter() - begin < 10
