"""From a file that somebody hands over to a plan to compare: read elsewhere and within limits, clean, and complete.

`lees_veilig` knows no database; `bereid_voor` looks up what it needs. Nothing here writes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final, Literal

from governance.models import Regio
from opgaven.actions.secties import Regioregisters
from opgaven.bouw import bouw_opnieuw
from opgaven.eerder import werkversie_met
from opgaven.models import Plan
from plandocument.boom import Plandocument, Sectie
from plandocument.canoniek import OngeldigDocument, hash_van, naar_data, uit_data
from versies.models import Versie

from .importeren import registers_van
from .keur import keur
from .lezers import Koppelregisters
from .lezers.fouten import Leesfout
from .lezers.regels import MAX_BYTES
from .veilig.lezing import buitenkant
from .veilig.proces import MISLUKT, roep

TAAK: Final = "inlezen.veilig.lezing:plan"
NAAM_MAX: Final = 150
Basis = Literal["huidig", "basis", "onbekend", "geen"]


@dataclass(frozen=True)
class GelezenPlan:
    """What came out of a file. `document` is the whole plan as the file has it, `basis` what it was written from.

    `weet_basis` is false when a file of the portal does not say (or nobody knows any more) what text it was written
    from; then `basis` is the plan that stands. `geheel`: it also speaks of what is no fiche. `opgaven`: keys of the
    fiches in it. `verslag` is plain data, see `veilig.lezing`. `ruw` are the fiches that were recognised by title and
    words, as they were read: a person may say that they are others.
    """

    naam: str
    document: Plandocument
    basis: Plandocument | None
    weet_basis: bool
    bron: str
    geheel: bool
    opgaven: tuple[str, ...] = ()
    verslag: dict[str, Any] = field(default_factory=dict)
    ruw: Plandocument | None = None


def nette_naam(naam: str) -> str:
    """The name of a file as it may be shown and kept: the last part, without signs that steer or turn text round."""
    laatste = re.split(r"[/\\]", naam)[-1]
    kaal = "".join(t if unicodedata.category(t)[0] not in "CZ" else " " for t in laatste)
    kort = " ".join(kaal.split()) or "bestand"
    stam, punt, eind = kort.rpartition(".")
    if len(kort) > NAAM_MAX and punt and len(eind) <= 10:
        return f"{stam[: NAAM_MAX - len(eind) - 2]}….{eind}"
    return kort[:NAAM_MAX]


def lees_veilig(
    naam: str,
    inhoud: bytes,
    *,
    regio: str = "",
    regionaam: str = "",
    registers: Koppelregisters | None = None,
    huidig: Plandocument | None = None,
    opgave: str = "",
    zoek: Callable[[str], Plandocument | None] = lambda _: None,
) -> GelezenPlan:
    """Read a file of any kind beside the plan that stands (`huidig`), in a process with limits. Raises Leesfout.

    `opgave` is the key of an opgave when the file is that one fiche; `zoek` finds the text with a hash, for a file
    that the portal wrote from another text than stands now. Half a second, a second and a half for a PDF.
    """
    buitenkant(naam, inhoud)
    kop: dict[str, Any] = {
        "naam": naam,
        "regio": regio,
        "regionaam": regionaam,
        "registers": {k: dict(v) for k, v in asdict(registers or Koppelregisters()).items()},
        "huidig": naar_data(huidig) if huidig is not None else None,
        "huidig_hash": hash_van(huidig) if huidig is not None else "",
        "opgave": opgave,
    }
    basis: Plandocument | None = None
    antwoord = roep(TAAK, kop, inhoud)
    if "vraag" in antwoord:
        basis = zoek(str(antwoord["vraag"]))
        antwoord = roep(TAAK, kop | {"basis": naar_data(basis) if basis is not None else None}, inhoud)
    try:
        document = keur(uit_data(antwoord["document"]))
        ruw = keur(uit_data(antwoord["ruw"])) if antwoord.get("ruw") else None
    except (OngeldigDocument, KeyError) as fout:
        raise Leesfout(MISLUKT) from fout
    welke: Basis = antwoord["basis"]
    return GelezenPlan(
        naam=nette_naam(naam),
        document=document,
        basis=basis if welke == "basis" else huidig,
        weet_basis=welke != "onbekend",
        bron=antwoord["bron"],
        geheel=antwoord["geheel"],
        opgaven=tuple(antwoord["opgaven"]),
        verslag=antwoord["verslag"],
        ruw=ruw,
    )


def bereid_voor(regio: Regio, naam: str, inhoud: bytes, opgave: str = "") -> GelezenPlan:
    """Read a file beside the current plan of a region. Writes nothing; raises Leesfout. Some seventeen queries, and
    four more when the file was written from an older text."""
    plan = Plan.objects.van(regio.code).first()
    huidig = bouw_opnieuw(plan) if plan is not None else None

    def zoek(hash_: str) -> Plandocument | None:
        if plan is None or huidig is None:
            return None
        versie = Versie.objects.filter(plan=plan, sha256=hash_).first()
        return versie.document if versie is not None else werkversie_met(plan, huidig, hash_)

    gelezen = lees_veilig(
        naam,
        inhoud,
        regio=regio.code,
        regionaam=regio.naam,
        registers=registers_van(regio),
        huidig=huidig,
        opgave=opgave,
        zoek=zoek,
    )
    return replace(gelezen, document=met_bekende_koppelingen(gelezen.document, regio))


def met_bekende_koppelingen(document: Plandocument, regio: Regio) -> Plandocument:
    """Without links to rows that the registers do not have: they could not be kept. One query."""
    registers = Regioregisters(regio.pk)

    def sectie(s: Sectie) -> Sectie:
        return registers.bekend(s) if any(i.koppelingen for i in s.items) else s

    return replace(
        document,
        opgaven=tuple(replace(o, secties=tuple(map(sectie, o.secties))) for o in document.opgaven),
        hoofdstukken=tuple(replace(h, secties=tuple(map(sectie, h.secties))) for h in document.hoofdstukken),
    )


def afdruk(inhoud: bytes) -> str:
    """SHA-256 of a file, so that the same one is known again; the bytes themselves are not kept."""
    return hashlib.sha256(inhoud).hexdigest()


__all__ = [
    "MAX_BYTES",
    "GelezenPlan",
    "Leesfout",
    "afdruk",
    "bereid_voor",
    "lees_veilig",
    "met_bekende_koppelingen",
    "nette_naam",
]
