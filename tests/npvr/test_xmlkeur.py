"""A DOCTYPE is refused in whatever encoding it is written."""

from __future__ import annotations

import io
import zipfile

import pytest

from inlezen.lezers import Leesfout
from inlezen.lezers.odt_stroom import _delen
from npvr.tabel import Tabelfout, lees_tabel
from npvr.xmlkeur import VerbodenXml, Voorwerk

KOP = '<?xml version="1.0" encoding="{}"?>'
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
VORMEN = {
    "utf-8": XXE.encode(),
    "utf-8 met BOM": XXE.encode("utf-8-sig"),
    "utf-16 met BOM": XXE.encode("utf-16"),
    "utf-16-le": (KOP.format("UTF-16") + XXE).encode("utf-16-le"),
    "utf-16-be": (KOP.format("UTF-16") + XXE).encode("utf-16-be"),
    "utf-7": KOP.format("UTF-7").encode() + XXE.encode("utf-7"),
    "ebcdic": (KOP.format("cp037") + XXE).encode("cp037"),
    "utf-32": XXE.encode("utf-32"),
    "achter een lange opmerking": b"<!--" + b" " * 300_000 + b"-->" + XXE.encode(),
}


@pytest.mark.parametrize("vorm", VORMEN)
def test_a_doctype_is_refused(vorm: str) -> None:
    with pytest.raises(VerbodenXml):
        Voorwerk().neem(VORMEN[vorm])


@pytest.mark.parametrize("codering", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_plain_part_is_not(codering: str) -> None:
    inhoud = (KOP.format(codering) + "<!-- é --><x>&lt;!DOCTYPE é</x>").encode(codering)
    voorwerk = Voorwerk()
    for begin in range(0, len(inhoud), 7):  # in blocks, as it is unpacked
        voorwerk.neem(inhoud[begin : begin + 7])


def _zip(**delen: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return uit.getvalue()


def test_sheets_and_odt_ask_it() -> None:
    boos = VORMEN["utf-16 met BOM"]
    with pytest.raises(Tabelfout, match="DOCTYPE"):
        lees_tabel(_zip(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": boos}))
    with pytest.raises(Tabelfout, match="DOCTYPE"):
        lees_tabel(_zip(**{"content.xml": boos}))
    with pytest.raises(Leesfout, match="DOCTYPE"):
        _delen(zipfile.ZipFile(io.BytesIO(_zip(**{"content.xml": boos}))))
