"""The document in an address: "twente" is the plan of Twente, "twente/uitvoering" its agenda.

Pages that are about a document, whatever its kind, have `<document:regio>` where others have `<slug:regio>`; what
they link to of the same document begins with `regio.adres`. An address without a kind of document means the plan.
"""

from __future__ import annotations

from typing import Final

from django.urls.converters import register_converter

from plandocument.documentsoorten import DOCUMENTSOORTEN, PLAN, Documentsoort

PER_PAD: Final = {soort.pad: soort for soort in DOCUMENTSOORTEN.values()}


def ontleed(adres: str) -> tuple[str, Documentsoort]:
    """The code of the region, and the kind of document."""
    regio, _, pad = adres.partition("/")
    return regio, PER_PAD.get(pad, PLAN)


def adres(regio: str, soort: Documentsoort) -> str:
    return f"{regio}/{soort.pad}" if soort.pad else regio


class Documentdeel:
    """In a URL pattern: a region, maybe with the word of a kind of document behind it."""

    regex = f"[-a-zA-Z0-9_]+(?:/(?:{'|'.join(pad for pad in PER_PAD if pad)}))?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: object) -> str:
        return str(value)


register_converter(Documentdeel, "document")
