"""A server that answers as CBS does (OData v4), in pages of three rows, and goes wrong in the ways that it may."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

BLAD = 3
TABEL = "70072ned"


@dataclass
class Stand:
    """What the server holds, and what is wrong with it."""

    fout: str = ""
    gewijzigd: str = "2026-11-30T02:00:00+01:00"
    gebieden: dict[str, str] = field(default_factory=lambda: {"CR12": "Twente (CR)", "GM0153": "Enschede"})
    maten: dict[str, str] = field(default_factory=lambda: {"M1": "Totale bevolking"})
    perioden: dict[str, str] = field(default_factory=lambda: {"2024JJ00": "Definitief", "2025JJ00": "Voorlopig"})
    indelingen: dict[str, list[str]] = field(default_factory=dict)
    cijfers: list[dict[str, Any]] = field(default_factory=list)
    vragen: list[str] = field(default_factory=list)

    def zet(self, gebied: str, periode: str, waarde: object, kenmerk: str = "None", **meer: object) -> None:
        self.cijfers.append(
            {"Measure": "M1", "RegioS": gebied, "Perioden": periode, "Value": waarde, "ValueAttribute": kenmerk, **meer}
        )


def _rijen(stand: Stand, pad: str, filter_: str) -> list[dict[str, Any]]:
    if pad == "Datasets":
        alles = [
            {"Identifier": TABEL, "Title": "Regionale kerncijfers Nederland", "ObservationsModified": stand.gewijzigd}
        ]
        woorden = re.findall(r"tolower\(Title\),'([^']*)'", filter_) + re.findall(r"Identifier eq '([^']*)'", filter_)
        return [r for r in alles if all(w in f"{r['Title'].lower()} {r['Identifier']}" for w in woorden)]
    naam = pad.rpartition("/")[2]
    if naam == "Dimensions":
        vast = [
            {"@odata.type": "#Cbs.Ccb.Models.GeoDimension", "Identifier": "RegioS", "Title": "Regio's"},
            {"@odata.type": "#Cbs.Ccb.Models.TimeDimension", "Identifier": "Perioden", "Title": "Perioden"},
        ]
        return vast + [
            {"@odata.type": "#Cbs.Ccb.Models.Dimension", "Identifier": i, "Title": i} for i in stand.indelingen
        ]
    if naam == "MeasureCodes":
        return [{"Identifier": c, "Title": t, "Unit": "aantal"} for c, t in stand.maten.items()]
    if naam == "RegioSCodes":
        return [{"Identifier": f"{c:<10}", "Title": t} for c, t in stand.gebieden.items()]
    if naam == "PeriodenCodes":
        return [{"Identifier": c, "Title": c[:4], "Status": s or None} for c, s in stand.perioden.items()]
    if naam == "Observations":
        gevraagd = re.findall(r"RegioS eq '([^']*)'", filter_)
        rijen = [r for r in stand.cijfers if r["RegioS"].strip() in gevraagd]
        return [r for r in rijen for _ in range(2 if stand.fout == "dubbel" else 1)]
    return [{"Identifier": c, "Title": f"Waarde {c}"} for c in stand.indelingen[naam.removesuffix("Codes")]]


class _Antwoord(BaseHTTPRequestHandler):
    stand: Stand
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        stand, delen = self.stand, urlsplit(self.path)
        stand.vragen.append(unquote(self.path))
        pad, vraag = delen.path.strip("/"), parse_qs(delen.query)
        if stand.fout == "404" and pad != "Datasets":
            return self._geef(404, b"{}")
        if stand.fout == "500":
            return self._geef(500, b"<h1>Fout</h1>", "text/html")
        if stand.fout == "html":
            return self._geef(200, b"<!doctype html><p>Onderhoud</p>", "text/html; charset=utf-8")
        if stand.fout == "afgebroken":
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b'{"value": [')
            self.close_connection = True
            return None
        if stand.fout == "stil":
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b'{"value": [')
            self.wfile.flush()
            self.server.wacht.wait(5)  # type: ignore[attr-defined]
            self.close_connection = True
            return None
        if pad.endswith("/Properties"):
            return self._json(
                {"Identifier": TABEL, "Title": "Regionale kerncijfers Nederland", "DatasetType": "Numeric"}
            )
        filter_ = vraag.get("$filter", vraag.get("f", [""]))[0]
        rijen, van = _rijen(stand, pad, filter_), int(vraag.get("van", ["0"])[0])
        uit: dict[str, Any] = {"value": rijen[van : van + BLAD]}
        if van + BLAD < len(rijen) or (stand.fout == "lus" and pad.endswith("Observations")):
            verder = 0 if stand.fout == "lus" else van + BLAD
            basis = "http://elders.voorbeeld" if stand.fout == "elders" else f"http://{self.headers['Host']}"
            uit["@odata.nextLink"] = f"{basis}/{pad}?van={verder}&f={quote(filter_)}"
        return self._json(uit)

    def _json(self, wat: dict[str, Any]) -> None:
        inhoud = json.dumps(wat).encode()
        self._geef(200, inhoud[:-4] if self.stand.fout == "stuk" else inhoud)

    def _geef(self, status: int, inhoud: bytes, soort: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", soort)
        self.send_header("Content-Length", str(len(inhoud)))
        self.end_headers()
        self.wfile.write(inhoud)


@contextmanager
def cbsserver() -> Iterator[tuple[str, Stand]]:
    """Its address, and what it holds."""
    stand = Stand()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Antwoord", (_Antwoord,), {"stand": stand}))
    server.daemon_threads = True
    server.wacht = threading.Event()  # type: ignore[attr-defined]
    draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    draad.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", stand
    finally:
        server.wacht.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()
        draad.join()
