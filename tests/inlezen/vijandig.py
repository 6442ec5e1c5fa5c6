"""Files that mean harm, made here and small: a name, the file, and whether a reader may also read it as something.

`GROEPEN` holds them by the reader they are for. A case that may be read (`mag`) asks only that nothing else happens.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Geval:
    bestand: str
    maak: Callable[[], bytes]
    mag: bool = False


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40
XXE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
PARAMETER = '<!DOCTYPE d [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><d/>'
LACHEN = (
    "<!DOCTYPE d [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "]><d>&a11;</d>"
)
DIEP = "<d>" * 100_000 + "</d>" * 100_000


def pak(delen: dict[str, bytes], methode: int = zipfile.ZIP_DEFLATED) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", methode) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return uit.getvalue()


def open_(inhoud: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        return {naam: pakket.read(naam) for naam in pakket.namelist()}


def bom() -> bytes:
    """A part that is small only while it is packed."""
    return b"<d>" + b" " * 200_000_000


def genest(diep: int = 6) -> bytes:
    """A zip in a zip in a zip, each several times."""
    inhoud = pak({"bom.txt": bytes(5_000_000)})
    for _ in range(diep):
        inhoud = pak({f"{n}.zip": inhoud for n in range(10)})
    return inhoud


def overlappend(delen: dict[str, bytes], naam: str, keer: int = 2000) -> bytes:
    """A package whose directory names the same bytes many times: small, and without end when it is unpacked."""
    heel = bytearray(pak(delen | {naam: bytes(3_000_000)}))
    eind = heel.rindex(b"PK\x05\x06")
    begin, omvang = (
        struct.unpack("<I", heel[eind + 16 : eind + 20])[0],
        struct.unpack("<I", heel[eind + 12 : eind + 16])[0],
    )
    rijen = bytes(heel[begin : begin + omvang])
    laatste = rijen[rijen.rindex(b"PK\x01\x02") :]
    meer = b"".join(laatste.replace(naam.encode(), naam.encode()[:-4] + b"%04d" % n) for n in range(keer))
    aantal = struct.unpack("<H", heel[eind + 10 : eind + 12])[0] + keer
    slot = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, aantal, aantal, omvang + len(meer), begin, 0)
    return bytes(heel[:begin]) + rijen + meer + slot


def gelogen(inhoud: bytes, deel: str, omvang: int) -> bytes:
    """The directory says another size of one part than it has."""
    uit = bytearray(inhoud)
    plek = uit.index(b"PK\x01\x02")
    while True:
        lengte = struct.unpack("<H", uit[plek + 28 : plek + 30])[0]
        if uit[plek + 46 : plek + 46 + lengte] == deel.encode():
            uit[plek + 24 : plek + 28] = struct.pack("<I", omvang)
            return bytes(uit)
        plek = uit.index(b"PK\x01\x02", plek + 4)


def op_slot(inhoud: bytes) -> bytes:
    """As a package with a password: the flag on every part."""
    uit = bytearray(inhoud)
    for teken, plaats in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        plek = uit.find(teken)
        while plek >= 0:
            uit[plek + plaats] |= 1
            plek = uit.find(teken, plek + 4)
    return bytes(uit)


def geknipt(maak: Callable[[], bytes], n: int, van: int = 20) -> bytes:
    inhoud = maak()
    return inhoud[: len(inhoud) * n // van]


def _pakketgevallen(eind: str, goed: Callable[[], bytes], hart: str, macro: str) -> dict[str, Geval]:
    """What can be wrong with any package: `goed` is a sound one, `hart` the part that holds its text."""

    def met(**delen: bytes) -> bytes:
        return pak(open_(goed()) | {naam.replace("__", "/"): inhoud for naam, inhoud in delen.items()})

    def hart_is(inhoud: bytes) -> Callable[[], bytes]:
        return lambda: pak(open_(goed()) | {hart: inhoud})

    gevallen: dict[str, tuple[Callable[[], bytes], bool]] = {
        "platte bom": (lambda: hart_is(bom())(), False),
        "bom in een ander deel": (lambda: met(**{"docProps__x.xml": bytes(200_000_000)}), False),
        "geneste bom": (genest, False),
        "geneste bom binnenin": (lambda: met(**{"word__embeddings__x.zip": genest()}), True),
        "overlappende delen": (lambda: overlappend(open_(goed()), "x/abcd0000"), False),
        "zegt te groot te zijn": (lambda: gelogen(goed(), hart, 4_000_000_000), False),
        "zegt klein te zijn": (lambda: gelogen(hart_is(bom())(), hart, 100), False),
        "veel delen": (lambda: pak(open_(goed()) | {f"x/{n}.xml": b"" for n in range(6000)}), False),
        "xxe": (hart_is(XXE.encode()), False),
        "xxe in utf-16": (hart_is(XXE.encode("utf-16")), False),
        "parameter": (hart_is(PARAMETER.encode()), False),
        "miljard keer lachen": (hart_is(LACHEN.encode()), False),
        "lachen in een ander deel": (
            lambda: met(**{"docProps__core.xml": LACHEN.encode(), "meta.xml": LACHEN.encode()}),
            False,
        ),
        "diep": (hart_is(DIEP.encode()), False),
        "half teken": (hart_is("<d>é</d>".encode()[:4]), False),
        "NUL": (hart_is(b"<d>\x00</d>"), False),
        "geen XML": (hart_is(b"hallo"), False),
        "leeg deel": (hart_is(b""), False),
        "macro": (lambda: pak(open_(goed()) | {macro: b"x"}), False),
        "wachtwoord": (lambda: op_slot(goed()), False),
        "OLE": (lambda: OLE, False),
        "leeg": (lambda: b"", False),
        "alleen NUL": (lambda: bytes(1000), False),
        "ander pakket": (lambda: pak({"a.txt": b"a"}), False),
        "gekke namen": (lambda: met(**{"..__..__..__tmp__x": b"x"}), True),
        "pad omhoog": (lambda: pak(open_(goed()) | {"../../../tmp/x.xml": b"<a/>", "/etc/x": b""}), True),
    }
    uit = {naam: Geval(f"x.{eind}", maak, mag) for naam, (maak, mag) in gevallen.items()}
    for n in range(20):
        uit[f"geknipt op {n}/20"] = Geval(f"x.{eind}", lambda n=n: geknipt(goed, n))  # type: ignore[misc]
    return uit


# ---- our own documents ----


@cache
def _fiche(schrijver: str) -> bytes:
    from documenten import schrijvers
    from tests.inlezen.wordwerk import UITGAVE

    document = basis()
    return bytes(getattr(schrijvers, schrijver)(schrijvers.fiche(document, document.opgaven[0], UITGAVE)))


@cache
def basis():  # type: ignore[no-untyped-def]
    from plandocument.canoniek import uit_bytes

    return uit_bytes((Path(__file__).parents[1] / "plandocument" / "gouden" / "schema-1.json").read_bytes())


def goede_word() -> bytes:
    return _fiche("word_bytes")


def goede_odt() -> bytes:
    return _fiche("odt_bytes")


def word_met_relaties(*soorten: str) -> bytes:
    delen = open_(goede_word())
    rij = "".join(
        f'<Relationship Id="rX{n}" Type="{R}/{soort}" Target="http://127.0.0.1:9/{soort}" TargetMode="External"/>'
        for n, soort in enumerate(soorten)
    )
    for naam in ("word/_rels/document.xml.rels", "word/_rels/settings.xml.rels"):
        leeg = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        delen[naam] = delen.get(naam, leeg).replace(b"</Relationships>", rij.encode() + b"</Relationships>")
    return pak(delen)


def _lijf(binnen: str) -> bytes:
    delen = open_(goede_word())
    return pak(
        delen | {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{binnen}</w:body></w:document>'.encode()}
    )


WORD = _pakketgevallen("docx", goede_word, "word/document.xml", "word/vbaProject.bin") | {
    "sjabloon en plaatjes van buiten": Geval(
        "x.docx",
        lambda: word_met_relaties("attachedTemplate", "image", "oleObject", "styles", "comments", "footnotes"),
        True,
    ),
    "miljoen alinea's": Geval("x.docx", lambda: _lijf("<w:p/>" * 1_000_000)),
    "diepe tabellen": Geval(
        "x.docx", lambda: _lijf("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60)
    ),
    "een alinea van 4 MB": Geval("x.docx", lambda: _lijf(f"<w:p><w:r><w:t>{'x ' * 2_000_000}</w:t></w:r></w:p>")),
    "docm": Geval("x.docm", lambda: pak(open_(goede_word()) | {"word/vbaProject.bin": b"x"})),
    "een werkblad": Geval("x.docx", lambda: goede_xlsx()),
}
ODT = _pakketgevallen("odt", goede_odt, "content.xml", "Basic/Standard/Module1.xml") | {
    "plaatje van buiten": Geval(
        "x.odt",
        lambda: pak(
            open_(goede_odt())
            | {
                "content.xml": open_(goede_odt())["content.xml"].replace(
                    b"</office:text>",
                    b'<text:p><draw:image xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
                    b'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="http://127.0.0.1:9/x.png"/></text:p></office:text>',
                )
            }
        ),
        True,
    ),
}


# ---- PDF ----


def pdf(voorwerpen: list[bytes], wortel: int = 1) -> bytes:
    uit, plekken = b"%PDF-1.7\n", []
    for n, inhoud in enumerate(voorwerpen, 1):
        plekken.append(len(uit))
        uit += b"%d 0 obj\n" % n + inhoud + b"\nendobj\n"
    xref = len(uit)
    uit += b"xref\n0 %d\n0000000000 65535 f \n" % (len(plekken) + 1)
    uit += b"".join(b"%010d 00000 n \n" % plek for plek in plekken)
    return uit + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(plekken) + 1, wortel, xref)


def stroom(inhoud: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n" % (len(inhoud), extra) + inhoud + b"\nendstream"


def een_blad(inhoud: bytes, *meer: bytes, catalogus: bytes = b"") -> bytes:
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R" + catalogus + b">>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            inhoud,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *meer,
        ]
    )


def goede_pdf() -> bytes:
    return een_blad(stroom(b"BT /F 12 Tf 50 700 Td (Geachte raad, dit is een brief.) Tj ET " * 30))


def _filters(keer: int) -> bytes:
    inhoud = zlib.compress(bytes(400_000_000), 9)
    for _ in range(keer - 1):
        inhoud = zlib.compress(inhoud, 9)
    return een_blad(stroom(inhoud, b"/Filter[" + b"/FlateDecode " * keer + b"]"))


def _diepe_bladen(diep: int) -> bytes:
    rij = [b"<</Type/Catalog/Pages 2 0 R>>"]
    rij += [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 3) for n in range(diep)]
    return pdf([*rij, b"<</Type/Page/MediaBox[0 0 600 800]>>"])


def _veel_bladen(hoeveel: int) -> bytes:
    kinderen = b" ".join(b"3 0 R" for _ in range(hoeveel))
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (hoeveel, kinderen),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>",
        ]
    )


def _pdf_met_wachtwoord() -> bytes:
    import pypdf

    schrijver = pypdf.PdfWriter(clone_from=io.BytesIO(goede_pdf()))
    schrijver.encrypt("geheim", algorithm="RC4-128")
    uit = io.BytesIO()
    schrijver.write(uit)
    return uit.getvalue()


def _vormen(diep: int, breed: int) -> bytes:
    """Forms that draw forms that draw forms."""
    rij = []
    for n in range(diep):
        volgende = 6 + n + 1
        teken = b"/X Do " * breed if n < diep - 1 else b"BT /F 12 Tf (a) Tj ET "
        middelen = b"/Resources<</XObject<</X %d 0 R>>/Font<</F 5 0 R>>>>" % volgende
        rij.append(stroom(teken, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + middelen))
    uit = een_blad(stroom(b"/X Do "), *rij)
    return uit.replace(
        b"/Resources<</Font<</F 5 0 R>>>>>>", b"/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>>>", 1
    )


def _lus() -> bytes:
    inhoud = goede_pdf()
    xref = inhoud.rindex(b"xref\n0")
    return inhoud.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % xref)


PDF = {
    "bom": Geval("x.pdf", lambda: _filters(1)),
    "bom in een bom": Geval("x.pdf", lambda: _filters(3)),
    "diepe bladen": Geval("x.pdf", lambda: _diepe_bladen(20_000)),
    "kring van bladen": Geval(
        "x.pdf", lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"])
    ),
    "honderdduizend bladen": Geval("x.pdf", lambda: _veel_bladen(100_000)),
    "zegt miljard bladen": Geval("x.pdf", lambda: goede_pdf().replace(b"/Count 1", b"/Count 9")),
    "vormen in vormen": Geval("x.pdf", lambda: _vormen(12, 10)),
    "JavaScript": Geval(
        "x.pdf", lambda: een_blad(stroom(b""), catalogus=b"/OpenAction<</S/JavaScript/JS(app.launchURL\\(1\\))>>")
    ),
    "wachtwoord": Geval("x.pdf", _pdf_met_wachtwoord),
    "lus in de inhoudsopgave": Geval("x.pdf", _lus),
    "diepe haken": Geval("x.pdf", lambda: een_blad(stroom(b"[" * 1_000_000))),
    "diepe haken in een voorwerp": Geval(
        "x.pdf", lambda: een_blad(stroom(b""), catalogus=b"/X" + b"[" * 100_000 + b"]" * 100_000)
    ),
    "onmogelijk groot blad": Geval(
        "x.pdf", lambda: goede_pdf().replace(b"[0 0 600 800]", b"[0 0 1e999 9" + b"9" * 5000 + b"]")
    ),
    "geen wortel": Geval("x.pdf", lambda: goede_pdf().replace(b"/Root 1 0 R", b"/Root 9 0 R")),
    "eigen inhoud als lengte": Geval("x.pdf", lambda: een_blad(b"<</Length 4 0 R>>stream\nBT ET\nendstream")),
    "alleen de kop": Geval("x.pdf", lambda: b"%PDF-1.7\n"),
    "ruis": Geval("x.pdf", lambda: b"%PDF-1.7\n" + OLE),
    "een brief": Geval("x.pdf", goede_pdf),
} | {f"geknipt op {n}/20": Geval("x.pdf", lambda n=n: geknipt(goede_pdf, n)) for n in range(20)}  # type: ignore[misc]


# ---- JSON ----


def goede_json() -> bytes:
    from documenten.schrijvers import json_bytes

    return json_bytes(basis())


def _anders(**velden: object) -> Callable[[], bytes]:
    return lambda: json.dumps(json.loads(goede_json()) | velden).encode()


def _nummer(woord: str) -> Callable[[], bytes]:
    """The number of the first opgave as these letters."""

    def maak() -> bytes:
        data = json.loads(goede_json())
        data["opgaven"][0]["nummer"] = "HIER"
        return json.dumps(data).encode().replace(b'"HIER"', woord.encode())

    return maak


JSON = {
    "honderdduizend diep": Geval("x.json", lambda: b'{"schema":1,"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "honderdduizend objecten diep": Geval("x.json", lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    "dubbele sleutel": Geval("x.json", lambda: goede_json().replace(b'"titel":', b'"titel":"Een andere","titel":', 1)),
    "dubbel schema": Geval("x.json", lambda: b'{"schema":99,' + goede_json()[1:]),
    "NaN": Geval("x.json", _nummer("NaN")),
    "oneindig": Geval("x.json", _nummer("-Infinity")),
    "breuk": Geval("x.json", _nummer("14.0")),
    "reusachtig getal": Geval("x.json", _nummer("9" * 100_000)),
    "groot getal": Geval("x.json", _nummer("9" * 30)),
    "net te groot getal": Geval("x.json", _nummer(str(2**63))),
    "groot met een macht": Geval("x.json", _nummer("1e400")),
    "negatief": Geval("x.json", _nummer("-14"), True),
    "half surrogaat": Geval("x.json", _anders(titel="Plan \ud800 kapot")),
    "half surrogaat als veld": Geval("x.json", _anders(**{"\udfff": 1})),
    "NUL in een titel": Geval("x.json", _anders(titel="Plan \x00"), True),
    "ander schema": Geval("x.json", _anders(schema=99)),
    "schema als tekst": Geval("x.json", _anders(schema="1")),
    "schema waar": Geval("x.json", _anders(schema=True)),
    "met een hash": Geval("x.json", _anders(sha256="0" * 64)),
    "onbekend veld": Geval("x.json", _anders(persoon="iemand")),
    "lijst van tekst": Geval("x.json", _anders(opgaven="opgaven")),
    "geen object": Geval("x.json", lambda: b"[]"),
    "staart": Geval("x.json", lambda: goede_json() + b"{}"),
    "utf-16": Geval("x.json", lambda: goede_json().decode().encode("utf-16"), True),
    "latin-1": Geval("x.json", lambda: goede_json().decode().encode("cp1252", "replace")),
    "NUL ertussen": Geval("x.json", lambda: goede_json().replace(b",", b"\x00,", 1)),
    "lege tekst": Geval("x.json", lambda: b""),
    "miljoen opgaven": Geval(
        "x.json", lambda: b'{"schema":1,"regio":"x","titel":"x","opgaven":[' + b"{}," * 999_999 + b"{}]}"
    ),
} | {f"geknipt op {n}/20": Geval("x.json", lambda n=n: geknipt(goede_json, n)) for n in range(20)}  # type: ignore[misc]


# ---- tables ----


@cache
def goede_xlsx() -> bytes:
    import openpyxl

    boek = openpyxl.Workbook()
    blad = boek.active
    assert blad is not None
    for rij in (("code", "naam"), ("a", "Naam"), ("b", "Nog een")):
        blad.append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


BLAD = "xl/worksheets/sheet1.xml"
_KOP = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def blad(binnen: bytes) -> bytes:
    return pak(open_(goede_xlsx()) | {BLAD: _KOP + binnen + b"</sheetData></worksheet>"})


_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet><table:table>%s</table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)
_CEL = '<table:table-cell office:value-type="string"%s><text:p>x</text:p></table:table-cell>'


def goede_ods(binnen: str = "") -> bytes:
    rij = "".join(
        f"<table:table-row>{(_CEL % '').replace('x<', f'{woord}<')}</table:table-row>" for woord in ("naam", "a")
    )
    return pak(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": (_ODS % (binnen or rij)).encode(),
            "META-INF/manifest.xml": b"<manifest/>",
        }
    )


def _strings(hoeveel: int) -> bytes:
    delen = open_(goede_xlsx())
    ns = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return pak(delen | {"xl/sharedStrings.xml": b'<sst xmlns="%s">' % ns + b"<si><t>x</t></si>" * hoeveel + b"</sst>"})


def _macro_xlsm() -> bytes:
    return pak(open_(goede_xlsx()) | {"xl/vbaProject.bin": b"x"})


_TABELLEN = {
    "miljoen rijen": lambda: blad(
        b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 10**6))
    ),
    "miljoen rijen zonder nummer": lambda: blad(b"<row><c><v>1</v></c></row>" * 10**6),
    "een gat van een miljoen rijen": lambda: blad(
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    ),
    "16.384 kolommen": lambda: blad(b"<row>" + b"<c><v>1</v></c>" * 16_384 + b"</row>"),
    "verste kolom": lambda: blad(b'<row r="1"><c r="XFD1"><v>1</v></c></row>'),
    "twee miljoen cellen": lambda: blad((b"<row>" + b"<c><v>1</v></c>" * 100 + b"</row>") * 20_000),
    "miljoen woorden": lambda: _strings(10**6),
    "grote stijlen": lambda: pak(open_(goede_xlsx()) | {"xl/styles.xml": b"<a>" + b"<b/>" * 3_000_000 + b"</a>"}),
    "xlsm": _macro_xlsm,
    "gewone zip": lambda: pak({"a": b"a"}),
    "een Word-bestand": goede_word,
    "een ODT-bestand": goede_odt,
    "een PDF": goede_pdf,
    "een plaatje": lambda: b"\x89PNG\r\n\x1a\n" + OLE,
}
_ODSEN = {
    "miljoen keer dezelfde rij": lambda: goede_ods(
        f'<table:table-row table:number-rows-repeated="1000000">{_CEL % ""}</table:table-row>'
    ),
    "600.000 rijen": lambda: goede_ods(f"<table:table-row>{_CEL % ''}</table:table-row>" * 600_000),
    "16.384 kolommen": lambda: goede_ods(
        "<table:table-row>" + _CEL % ' table:number-columns-repeated="16384"' + "</table:table-row>"
    ),
    "negatief herhaald": lambda: goede_ods(
        f'<table:table-row table:number-rows-repeated="{"9" * 5000}">{_CEL % ""}</table:table-row>'
    ),
}
_CSVS: dict[str, tuple[Callable[[], bytes], bool]] = {
    "miljoen rijen": (lambda: b"a;b\n" * 10**6, False),
    "16.384 kolommen": (lambda: b";".join(b"k%d" % n for n in range(16_384)) + b"\n", False),
    "te groot": (lambda: b"a;b\n" * 2_000_000, False),
    "open aanhalingsteken": (lambda: b'a;b\n"x;y\n' * 1000, False),
    "NUL": (lambda: b"a;b\n\x00\x00;x\n" * 100, False),
    "afgebroken utf-16": (lambda: "a;b\néén;x\n".encode("utf-16")[:-1], False),
    "ruis": (lambda: OLE[8:], False),
    "leeg": (lambda: b"", False),
    "alleen witruimte": (lambda: b"\xef\xbb\xbf \r\n\t", False),
    "reusachtige cel": (lambda: b"a;b\nx;" + b"y" * 4_000_000, False),
    "dubbele kolom": (lambda: b"naam;Naam\na;b\n", False),
    "formule": (lambda: b"code;naam\n=cmd|'/c calc'!A1;@SUM(1)\n", True),
}
TABEL = (
    {f"xlsx: {n}": g for n, g in _pakketgevallen("xlsx", goede_xlsx, BLAD, "xl/vbaProject.bin").items()}
    | {f"ods: {n}": g for n, g in _pakketgevallen("ods", goede_ods, "content.xml", "Basic/Standard/x.xml").items()}
    | {f"xlsx: {n}": Geval("x.xlsx", maak) for n, maak in _TABELLEN.items()}
    | {f"ods: {n}": Geval("x.ods", maak) for n, maak in _ODSEN.items()}
    | {f"csv: {n}": Geval("x.csv", maak, mag) for n, (maak, mag) in _CSVS.items()}
)

# a part that no reader opens may hold anything, as long as it is weighed; a sheet in a "ruined" central part too
GROEPEN = {"word": WORD, "odt": ODT, "pdf": PDF, "json": JSON, "tabel": TABEL}
