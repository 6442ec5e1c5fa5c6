"""What encoding a text file is in: UTF-8, UTF-16 or Windows-1252. Imports no app."""

from __future__ import annotations

import codecs

AFGEBROKEN, GEEN_TEKST, ONBEKEND = "afgebroken", "geen tekst", "onbekend"


class Onleesbaar(ValueError):
    """The bytes are no text; `soort` says in what way."""

    def __init__(self, soort: str) -> None:
        super().__init__(soort)
        self.soort = soort


def ontcijfer(inhoud: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises Onleesbaar."""
    begin = inhoud[:4000]
    try:
        if inhoud.startswith(codecs.BOM_UTF8):
            return inhoud.decode("utf-8-sig"), "UTF-8"
        if inhoud.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return inhoud.decode("utf-16"), "UTF-16"
        for codering, plek in (("utf-16-le", 1), ("utf-16-be", 0)):
            nul, ander = begin[plek::2].count(0), begin[1 - plek :: 2].count(0)
            if nul > 0.7 * len(begin[plek::2]) and ander <= 0.02 * len(begin):
                return inhoud.decode(codering), "UTF-16"
    except UnicodeDecodeError as fout:
        raise Onleesbaar(AFGEBROKEN) from fout
    stuur = sum(inhoud[:200_000].count(bytes([b])) for b in (*range(9), *range(14, 27), *range(28, 32), 127))
    if b"\x00" in inhoud or stuur > 2 + len(inhoud[:200_000]) // 1000:
        raise Onleesbaar(GEEN_TEKST)
    for codering, naam in (("utf-8", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            return inhoud.decode(codering), naam
        except UnicodeDecodeError:
            continue
    raise Onleesbaar(ONBEKEND)
