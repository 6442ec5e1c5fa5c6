"""The press: HTML in, a PDF on disk out. Renders in a process of its own, once per text, and keeps what it made.

A print is kept by the hash of everything that decides its bytes, so a kept one is never an old one.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from . import fouten, oproep, werker
from .bewaarplaats import Bewaarplaats
from .letters import LettersOntbreken, letterblad
from .watermerk import watermerk

logger = logging.getLogger("documenten.druk")

Meld = Callable[[float, str], None]
FICHE: Final = re.compile(r"(<!--fiche .*?<!--/fiche-->)", re.S)
_STUUR: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufff9-\ufffb]")
_REGELEINDE: Final = re.compile("[\u2028\u2029]")
_STUKKEN: Final = re.compile(r"(<style.*?</style>|<[^>]*>)", re.S)
_LANG_WOORD: Final = re.compile(r"[^\s&;]{81,}")
_HIER: Final = Path(__file__).resolve().parent
_STIJL: Final = Path(settings.BASE_DIR) / "static" / "druk" / "druk.css"
_UITGEPUT: Final = (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGTRAP)
"""How the C parts of the engine end when they get no more memory."""
_FONTS: Final = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig></fontconfig>'


@dataclass(frozen=True, slots=True)
class Grenzen:
    """What one print may use."""

    seconden: float = 60
    cpu: int = 50
    geheugen: int = 1024 * 2**20  # address space; a plan of 40 pages needs some 260 MB
    uitvoer: int = 64 * 2**20
    tegelijk: int = 2
    wachten: float = 30  # for a free press


@dataclass(frozen=True, slots=True)
class Afdruk:
    """A print that lies ready. `sleutel` is its ETag."""

    pad: Path
    sleutel: str
    paginas: int

    def lees(self) -> bytes:
        """Raises DrukMislukt in the rare case that it was tidied away just now."""
        try:
            return self.pad.read_bytes()
        except OSError as fout:
            raise fouten.GeenDrukplek(str(fout)) from fout


@dataclass(frozen=True, slots=True)
class Zetsel:
    """A text that is ready to print, with the key of its print. Making one reads files, and renders nothing."""

    delen: tuple[dict[str, Any], ...]
    letters: str
    css: str
    bestanden: dict[str, str]
    sleutel: str
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bijlage:
    """A file inside a print, which makes that an archive copy; `op` is the moment of the text."""

    naam: str
    omschrijving: str
    inhoud: str
    op: datetime


@lru_cache(maxsize=1)
def uitrusting() -> str:
    """Fingerprint of the engine and of our own part of it."""
    som = hashlib.sha256(f"weasyprint {version('weasyprint')} pydyf {version('pydyf')}".encode())
    for bestand in (*(_HIER / f"{n}.py" for n in ("werker", "regelnummers", "vordering")), _STIJL):
        som.update(bestand.read_bytes())
    return som.hexdigest()


def _breekbaar(html: str) -> str:
    """A place to break after every forty letters of a word over eighty: looking for hyphens in it costs its square."""
    if not _LANG_WOORD.search(html):
        return html
    stukken = _STUKKEN.split(html)
    for n in range(0, len(stukken), 2):  # every second one is a tag
        stukken[n] = _LANG_WOORD.sub(lambda m: "<wbr>".join(re.findall(".{1,40}", m[0], re.S)), stukken[n])
    return "".join(stukken)


def zetsel(html: str, *, regelnummers: bool = False, woord: str = "", bijlage: Bijlage | None = None) -> Zetsel:
    """Prepare HTML for the press. Some milliseconds. Raises DrukMislukt when the font is not installed.

    Control characters, which have no form and no meaning on paper, are left out. `regelnummers` puts numbers beside the
    lines, `woord` stands behind the text, `bijlage` makes it an archive copy (PDF/A-3a) instead of PDF/UA-1.
    """
    html = _breekbaar(_REGELEINDE.sub(" ", _STUUR.sub("", html)))
    try:
        letters, bestanden = letterblad(html)
        extra: dict[str, Any] = {"regelnummers": regelnummers, "achtergrond": watermerk(woord)}
    except LettersOntbreken as fout:
        raise fouten.LetterOntbreekt(str(fout)) from fout
    css = _STIJL.read_text(encoding="utf-8")
    som = hashlib.sha256(f"{uitrusting()}\n{letters}\n{css}\n".encode())
    basis = som.copy()
    if bijlage:
        op = bijlage.op.astimezone(UTC).replace(microsecond=0, tzinfo=None)
        extra["bijlage"] = asdict(bijlage) | {"op": op.isoformat()}
    extra = {naam: waarde for naam, waarde in extra.items() if waarde}
    som.update(html.encode())
    if extra:
        som.update(json.dumps(extra, sort_keys=True).encode())
    delen = []
    for stuk in FICHE.split(html):
        deel: dict[str, Any] = {"html": stuk}
        if kop := re.match(r"<!--fiche (\S+) (\d)-->", stuk):
            # where the references lead to makes no difference to the length
            eigen = basis.copy()
            eigen.update(re.sub(r' href="[^"]*"', "", stuk).encode())
            deel |= {"anker": kop[1], "twijfel": kop[2] == "1", "sleutel": eigen.hexdigest()[:32]}
        delen.append(deel)
    return Zetsel(tuple(delen), letters, css, bestanden, som.hexdigest(), extra)


def druk(zetsel: Zetsel, grenzen: Grenzen | None = None, meld: Meld | None = None) -> Afdruk:
    """The print of a text: a kept one, or a new one. Two requests for the same text print once.

    `meld(deel, stap)` is told how far it is, 0 to 1; what it raises stops the print.
    Raises a DrukMislukt; then nothing half-done stays behind.
    """
    grenzen = grenzen or Grenzen()
    try:
        plaats = Bewaarplaats(Path(settings.VAR) / "afdrukken")
        if (afdruk := _bewaard(plaats, zetsel.sleutel)) is not None:
            return afdruk
        with plaats.slot(zetsel.sleutel[:2]):
            if (afdruk := _bewaard(plaats, zetsel.sleutel)) is not None:
                return afdruk
            if naam := plaats.mislukt(zetsel.sleutel):
                raise getattr(fouten, naam, fouten.DrukMislukt)()
            try:
                with _beurt(plaats, grenzen):
                    return _druk_nieuw(plaats, zetsel, grenzen, meld)
            except fouten.DrukMislukt as fout:
                if fout.onthoud:
                    plaats.onthoud_mislukt(zetsel.sleutel, type(fout).__name__)
                raise
    except OSError as fout:
        logger.exception("afdruk niet bewaard")
        raise fouten.GeenDrukplek(str(fout)) from fout


def bewaard(sleutel: str) -> Afdruk | None:
    """The print with this key, where it still lies ready."""
    return _bewaard(Bewaarplaats(Path(settings.VAR) / "afdrukken"), sleutel)


def _bewaard(plaats: Bewaarplaats, sleutel: str) -> Afdruk | None:
    gevonden = plaats.zoek(sleutel)
    return Afdruk(gevonden[0], sleutel, gevonden[1]) if gevonden else None


@contextmanager
def _beurt(plaats: Bewaarplaats, grenzen: Grenzen) -> Iterator[None]:
    """One of a few presses, so that many requests at once do not take the whole machine. Raises fouten.Druk."""
    tot = time.monotonic() + grenzen.wachten
    while True:
        for n in range(grenzen.tegelijk):
            with plaats.pad(f"slot-pers-{n}").open("w") as bestand:
                try:
                    fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                yield
                return
        if time.monotonic() > tot:
            raise fouten.Druk
        time.sleep(0.05)


def _druk_nieuw(plaats: Bewaarplaats, zetsel: Zetsel, grenzen: Grenzen, meld: Meld | None) -> Afdruk:
    fd, naam = tempfile.mkstemp(prefix="bezig-", suffix=".pdf", dir=plaats.map)
    os.close(fd)
    tijdelijk = Path(naam)
    try:
        opdracht = replace(_opdracht(plaats, zetsel, grenzen, uit=naam), melden=meld is not None, **zetsel.extra)
        uitkomst = laat_werken(opdracht, grenzen.seconden, plaats, meld)
        with tijdelijk.open("rb") as bestand:
            os.fsync(bestand.fileno())
        plaats.onthoud_passing(uitkomst["passing"])
        pad = plaats.neem_op(tijdelijk, zetsel.sleutel, uitkomst["paginas"])
        return Afdruk(pad, zetsel.sleutel, uitkomst["paginas"])
    finally:
        tijdelijk.unlink(missing_ok=True)


def _opdracht(
    plaats: Bewaarplaats, zetsel: Zetsel, grenzen: Grenzen, *, uit: str, meten: bool = False
) -> werker.Drukopdracht:
    return werker.Drukopdracht(
        delen=list(zetsel.delen),
        letters=zetsel.letters,
        css=zetsel.css,
        uit=uit,
        meten=meten,
        kenmerk=zetsel.sleutel[:32],
        bestanden=zetsel.bestanden,
        passing=plaats.passing({d["sleutel"] for d in zetsel.delen if "sleutel" in d}),
        geheugen=grenzen.geheugen,
        cpu=grenzen.cpu,
        uitvoer=grenzen.uitvoer,
    )


def meet(zetsel: Zetsel, grenzen: Grenzen | None = None) -> dict[str, Any]:
    """How the one fiche of this text stands on its pages (see `werker.meet`). Keeps nothing but whether it was set
    tight; a text that failed is not tried again at once. Raises a DrukMislukt."""
    grenzen = grenzen or Grenzen()
    try:
        plaats = Bewaarplaats(Path(settings.VAR) / "afdrukken")
        merk = f"m{zetsel.sleutel}"
        if naam := plaats.mislukt(merk):
            raise getattr(fouten, naam, fouten.DrukMislukt)()
        try:
            with _beurt(plaats, grenzen):
                maten = laat_werken(_opdracht(plaats, zetsel, grenzen, uit="", meten=True), grenzen.seconden, plaats)
        except fouten.DrukMislukt as fout:
            if fout.onthoud:
                plaats.onthoud_mislukt(merk, type(fout).__name__)
            raise
        plaats.onthoud_passing(maten.pop("passing"))
        return maten
    except OSError as fout:
        raise fouten.GeenDrukplek(str(fout)) from fout


def laat_werken(
    opdracht: werker.Drukopdracht, seconden: float, plaats: Bewaarplaats, meld: Meld | None = None
) -> dict[str, Any]:
    """Have one job done, by the warm press or else by a process of its own, and give what it answers.

    Raises a DrukMislukt. A warm press that goes away in the middle costs one more try, by a fresh process.
    """
    fontconfig = plaats.pad("fonts.conf")
    if not fontconfig.exists():
        plaats.schrijf(fontconfig, _FONTS.encode())
    # nothing of our own environment goes along: no secrets, no fonts of the machine, no proxy
    omgeving = {
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
        "FONTCONFIG_FILE": str(fontconfig),
        "HOME": "/nonexistent",
        "SOURCE_DATE_EPOCH": "0",
        "PYTHONHASHSEED": "0",
        "PYTHONWARNINGS": "ignore",
    } | {k: os.environ[k] for k in ("LD_LIBRARY_PATH", "PYTHONPATH") if k in os.environ}
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="druk-", ignore_cleanup_errors=True) as tmp:
        bytes_ = json.dumps(asdict(replace(opdracht, tmp=tmp))).encode()
        try:
            if getattr(settings, "WARME_PERS", True):
                try:
                    afloop = warme_pers(plaats, omgeving).vraag(bytes_, seconden, meld)
                except oproep.PersWeg as weg:
                    logger.warning("de warme pers doet het niet (%s); een eigen proces doet het werk", weg)
                    afloop = _eigen_proces(bytes_, seconden, omgeving)
            else:
                afloop = _eigen_proces(bytes_, seconden, omgeving)
        except oproep.TeLaat:
            raise fouten.DuurtTeLang(f"na {seconden} seconden gestopt") from None
    logger.info("afdruk %s in %.1f s, uitkomst %s", opdracht.kenmerk, time.monotonic() - begin, afloop.code)
    if afloop.code == werker.GOED:
        antwoord: dict[str, Any] = json.loads(afloop.uit)
        return antwoord
    raise _fout(afloop.code, afloop.fout[-1000:])


def warme_pers(plaats: Bewaarplaats, omgeving: dict[str, str]) -> oproep.WarmePers:
    return oproep.WarmePers(
        map=plaats.map,
        naam=oproep.naam(uitrusting() + json.dumps(omgeving, sort_keys=True)),
        stil=getattr(settings, "WARME_PERS_STIL", 20 if settings.TESTING else 600),
        stijl=_STIJL,
        omgeving=omgeving,
        werkmap=Path(settings.BASE_DIR),
        baas=settings.WARME_PERS_BIJ,
    )


def _eigen_proces(opdracht: bytes, seconden: float, omgeving: dict[str, str]) -> oproep.Drukafloop:
    """One job in a process that is started for it. Raises oproep.TeLaat."""
    proces = subprocess.Popen(
        [sys.executable, "-m", "documenten.druk.werker"],
        cwd=settings.BASE_DIR,
        env=omgeving,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        uit, fout = proces.communicate(opdracht, timeout=seconden)
    except subprocess.TimeoutExpired:
        raise oproep.TeLaat from None
    finally:
        if proces.poll() is None:
            os.killpg(proces.pid, signal.SIGKILL)
            proces.communicate()
    return oproep.Drukafloop(proces.returncode, uit.decode(), fout.decode("utf-8", "replace"))


def _fout(code: int, tekst: str) -> fouten.DrukMislukt:
    logger.error("afdruk mislukt (%s): %s", code, tekst)
    if code == werker.BIBLIOTHEEK:
        return fouten.DelenOntbreken(tekst)
    if code == werker.GEHEUGEN or -code in _UITGEPUT:
        return fouten.TeVeelGeheugen(tekst)
    if code in (werker.DIEP, -signal.SIGXCPU, -signal.SIGXFSZ):
        return fouten.DuurtTeLang(tekst)
    return fouten.Afgebroken(tekst) if code < 0 else fouten.DrukMislukt(tekst)
