"""Asking CBS: JSON over HTTPS, page by page, within a time and a size, and each fault as a sentence for people.

Nothing is guessed: an answer that is not what the documentation says raises Cbsfout, and who asked writes nothing.
Source: CBS, OData v4 (datasets.cbs.nl/odata/v1).
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpx

GROOTST: Final = 64 * 2**20
"""Bytes of one answer: a page of a hundred thousand rows is some fifteen million."""
BLADZIJDEN: Final = 500
STIL: Final = 20.0
"""Seconds without a byte."""
RAAD: Final = "De cijfers van gisteren blijven staan."


class Cbsfout(RuntimeError):
    """What went wrong, as a Dutch sentence."""

    def __init__(self, zin: str) -> None:
        super().__init__(f"{zin} {RAAD}")
        self.zin = str(self)


@dataclass
class Cbsclient:
    """`basis` is the address of the catalogue service, without a slash at its end."""

    basis: str
    seconden: float = 120.0
    """For one answer, however slowly it comes."""
    stil: float = STIL
    grootst: int = GROOTST
    transport: httpx.BaseTransport | None = None
    _http: httpx.Client | None = field(default=None, repr=False)

    def __enter__(self) -> Cbsclient:
        koppen = {"Accept": "application/json", "User-Agent": "Plan voor de Regio (open data)"}
        self._http = httpx.Client(timeout=self.stil, headers=koppen, transport=self.transport, follow_redirects=False)
        return self

    def __exit__(self, *_: object) -> None:
        if self._http is not None:
            self._http.close()

    def een(self, pad: str, **vraag: str) -> dict[str, Any]:
        """One object."""
        return self._lees(f"{self.basis}/{pad}", {f"${naam}": waarde for naam, waarde in vraag.items()})

    def rijen(self, pad: str, **vraag: str) -> Iterator[dict[str, Any]]:
        """All rows of a list, over all its pages."""
        adres, opties = f"{self.basis}/{pad}", {f"${naam}": waarde for naam, waarde in vraag.items()}
        gezien: set[str] = set()
        while adres:
            antwoord = self._lees(adres, opties)
            rijen = antwoord.get("value")
            if not isinstance(rijen, list) or not all(isinstance(rij, dict) for rij in rijen):
                raise Cbsfout("Het CBS gaf een antwoord zonder lijst.")
            yield from rijen
            volgende = antwoord.get("@odata.nextLink") or ""
            if not volgende:
                return
            adres, opties = self._volgende(adres, str(volgende)), {}
            if adres in gezien or len(gezien) >= BLADZIJDEN:
                raise Cbsfout("Het CBS verwijst steeds naar dezelfde bladzijde.")
            gezien.add(adres)

    def _volgende(self, van: str, naar: str) -> str:
        """The next page, if it is one of the same service: an answer does not send us elsewhere."""
        adres = urljoin(van, naar)
        if urlsplit(adres)[:2] != urlsplit(self.basis)[:2]:
            raise Cbsfout("Het CBS verwijst naar een ander adres.")
        return adres

    def _lees(self, adres: str, vraag: Mapping[str, str]) -> dict[str, Any]:
        assert self._http is not None, "within a with"
        eind = time.monotonic() + self.seconden
        inhoud = bytearray()
        try:
            with self._http.stream("GET", adres, params=vraag or None) as antwoord:
                self._keur(antwoord)
                for deel in antwoord.iter_bytes():
                    inhoud += deel
                    if len(inhoud) > self.grootst:
                        raise Cbsfout("Het antwoord van het CBS is te groot.")
                    if time.monotonic() > eind:
                        raise Cbsfout("Het CBS antwoordt te langzaam.")
                soort = antwoord.headers.get("Content-Type", "")
        except httpx.TimeoutException:
            raise Cbsfout("Het CBS antwoordt niet op tijd.") from None
        except (httpx.RemoteProtocolError, httpx.ReadError):
            raise Cbsfout("Het antwoord van het CBS brak halverwege af.") from None
        except httpx.HTTPError:
            raise Cbsfout("Het CBS is niet te bereiken.") from None
        if "json" not in soort.lower():
            raise Cbsfout("Het CBS gaf een webpagina in plaats van cijfers.")
        try:
            gelezen = json.loads(bytes(inhoud), parse_float=Decimal, parse_constant=_geen_getal)
        except (ValueError, RecursionError):
            raise Cbsfout("Het antwoord van het CBS is niet heel.") from None
        if not isinstance(gelezen, dict):
            raise Cbsfout("Het CBS gaf een antwoord in een onbekende vorm.")
        return gelezen

    def _keur(self, antwoord: httpx.Response) -> None:
        if antwoord.status_code == 404:
            raise Cbsfout("Deze tabel is er bij het CBS niet (meer). Zoek de tabel opnieuw op.")
        if antwoord.status_code >= 500:
            raise Cbsfout(f"Het CBS heeft een storing ({antwoord.status_code}).")
        if antwoord.status_code != 200:
            raise Cbsfout(f"Het CBS weigerde de vraag ({antwoord.status_code}).")


def _geen_getal(woord: str) -> Any:
    raise ValueError(woord)
