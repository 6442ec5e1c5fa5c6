"""What the reading process does with a file: recognise it, read it, lay it in the plan that stands. Pure; no database.

Runs within limits (`proces`); arguments and answers are plain data. Raises Leesfout.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import asdict
from typing import Any, Final

from plandocument.boom import Plandocument
from plandocument.canoniek import naar_data, uit_data
from plandocument.herken import herken
from plandocument.herkenning import herken_opgaven
from plandocument.vergelijk import vergelijk

from ..fiches import Fichelezing, leg_vreemde, rij_van, telling
from ..keur import keur
from ..lezers import GEPLAATST, NIET_GEPLAATST, PERSOON, GelezenTekst, Koppelregisters, lees
from ..lezers.fouten import Leesfout
from ..lezers.los import controlegetal, lees_los, vind, zonder
from ..lezers.regels import MAX_BYTES
from ..lezers.stroom import Stroom
from ..lezers.terug import lees_json, stroom_van

LEESSOORTEN: Final = {"docx": "Word", "odt": "ODT", "pdf": "PDF", "json": "JSON", "txt": "tekst"}
ANDERS: Final = "De naam van dit bestand eindigt op .{naam}, maar de inhoud is {inhoud}. Geef het de goede naam."
GEEN_ZULK: Final = "De naam van dit bestand eindigt op .{naam}, maar dat is het niet. Misschien is het beschadigd."
ANDER_PLAN: Final = (
    "Dit bestand is van een ander plan, bijvoorbeeld van een andere regio. Lees het in bij de regio waar het van is."
)
ANDERE_REGIO: Final = "Dit bestand is van het plan van een andere regio."
TE_GROOT: Final = f"Het bestand is te groot: meer dan {MAX_BYTES // 1_000_000} MB."
MACROS: Final = "Dit Word-bestand kan macro's bevatten. Sla het op als gewoon document (.docx) en probeer het opnieuw."
GEEN_PLAN: Final = "Er is nog geen plan; lees eerst een heel plan in."


def plan(kop: dict[str, Any], inhoud: bytes) -> dict[str, Any]:
    """Read a file beside the plan that stands.

    The answer: `document` (the whole plan as the file has it), `basis` (what it is to be compared from: "huidig",
    "basis", "onbekend" or "geen"), `bron`, `geheel`, `verslag`, and `ruw` (the fiches as they were read, before they
    were laid in the plan; see `fiches`). Or only `vraag`: the hash of the text that the file
    was written from, when that was not given along.
    """
    soort = herken_soort(kop["naam"], inhoud)
    huidig = uit_data(kop["huidig"]) if kop["huidig"] else None
    if soort == "json":
        uit = _json(kop, inhoud, huidig)
    elif (eigen := _uit_stroom(kop, soort, inhoud, huidig)) is not None:
        uit = eigen
    else:
        uit = _vreemd(kop, inhoud, huidig)
    if "document" in uit:
        document = keur(uit["document"])
        if huidig is not None:
            vergelijk(huidig, document)  # what the page will do: not there, when it would take too long
        uit["document"] = naar_data(document)
    return uit


def heel_plan(kop: dict[str, Any], inhoud: bytes) -> dict[str, Any]:
    """Read a plan beside nothing: `document`, the lot of every line (`regels`), `soort`, and what to tell a person."""
    gelezen = lees(
        inhoud, regio=kop["regio"], regionaam=kop["regionaam"], registers=Koppelregisters(**kop["registers"])
    )
    return {
        "document": naar_data(keur(gelezen.document)),
        "regels": [[r.nummer, r.lot, r.plaats] for r in gelezen.regels],
        "soort": gelezen.soort,
        "opmerkingen": list(gelezen.opmerkingen),
        "overgeslagen": [asdict(o) for o in gelezen.overgeslagen],
        "op_plaats": gelezen.op_plaats,
    }


# ---- what kind of file it is ----


def buitenkant(naam: str, inhoud: bytes) -> str:
    """What can be told without opening the file: its size and its name. The ending of the name. Raises Leesfout."""
    eind = naam.rpartition(".")[2].lower() if "." in naam else ""
    if len(inhoud) > MAX_BYTES:
        raise Leesfout(TE_GROOT)
    if not inhoud.strip(b"\x00 \t\r\n\f"):
        raise Leesfout("Het bestand is leeg.")
    if eind in ("docm", "dotm"):
        raise Leesfout(MACROS)
    if eind in ("xlsx", "ods", "csv", "xls", "xlsm"):
        raise Leesfout("Dit is een tabel. Hier leest u een plan of een fiche in.")
    return eind


def herken_soort(naam: str, inhoud: bytes) -> str:
    """By its content; a name that says otherwise is refused. Raises Leesfout."""
    eind = buitenkant(naam, inhoud)
    gevonden = _soort(inhoud)
    verwacht = {"docx": "docx", "odt": "odt", "pdf": "pdf", "json": "json"}.get(eind)
    if (verwacht or gevonden) != gevonden or (eind == "txt" and gevonden != "txt" and gevonden != "json"):
        woord = {"docx": "een Word-bestand", "odt": "een ODT-bestand", "pdf": "een PDF", "json": "JSON"}
        if gevonden not in woord:
            raise Leesfout(GEEN_ZULK.format(naam=eind))
        raise Leesfout(ANDERS.format(naam=eind, inhoud=woord[gevonden]))
    return "txt" if eind == "txt" else gevonden


def _soort(inhoud: bytes) -> str:
    if inhoud.startswith(b"PK\x03\x04"):
        return _zipsoort(inhoud)
    if inhoud[:1024].lstrip().startswith(b"%PDF"):
        return "pdf"
    if re.match(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"", inhoud[:200]):
        return "json"
    return "txt"


def _zipsoort(inhoud: bytes) -> str:
    """Word or ODT. Macros by their name or by the kind that the package says it is are refused here for both."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            namen = set(pakket.NameToInfo)
            for naam in ("[Content_Types].xml", "META-INF/manifest.xml"):
                if naam in namen and pakket.NameToInfo[naam].file_size < 1_000_000:
                    with pakket.open(naam) as deel:
                        tekst = deel.read(1_000_000)
                    if b"macroEnabled" in tekst:
                        raise Leesfout(MACROS)
                    if b"encryption-data" in tekst:
                        raise Leesfout("Dit bestand is beveiligd met een wachtwoord. Haal dat eraf en probeer opnieuw.")
    except Leesfout:
        raise
    except Exception as fout:  # whatever zipfile and zlib make of a broken package
        raise Leesfout("Dit bestand is beschadigd: het is niet uit te pakken.") from fout
    return "odt" if "content.xml" in namen and "word/document.xml" not in namen else "docx"


# ---- our own files ----


def _uit_stroom(kop: dict[str, Any], soort: str, inhoud: bytes, huidig: Plandocument | None) -> dict[str, Any] | None:
    """A file that the portal wrote, with its marks or without them; None for a file of somebody else."""
    if huidig is None or soort not in ("docx", "odt"):
        return None
    stroom = stroom_van(inhoud)
    stroom.hash = stroom.hash or controlegetal(stroom)
    basis, welke = huidig, "huidig"
    if stroom.hash != kop["huidig_hash"]:
        if stroom.hash and "basis" not in kop:
            return {"vraag": stroom.hash}
        eerder = kop.get("basis") if stroom.hash else None
        basis, welke = (uit_data(eerder), "basis") if eerder else (huidig, "onbekend")
    sleutels = _sleutels(stroom)
    bekend = sleutels & (_bekend(huidig) | _bekend(basis))
    if stroom.hash and welke == "onbekend" and sleutels and not bekend:
        raise Leesfout(ANDER_PLAN)
    lezing = Fichelezing(basis, welke, LEESSOORTEN[soort], kop["opgave"])
    losse = vind(stroom, basis, bekend)
    if bekend or (stroom.hash and not losse):
        lezing.met_merken(stroom if not losse else zonder(stroom, losse))
    if losse:
        los = lees_los(stroom, losse, basis, rest=not bekend)
        lezing.zonder_merken(los)
        if not bekend and soort == "docx" and not (stroom.hash or lezing.woordelijk):
            return None  # of somebody else, whose words and forms the other reader knows better
    elif not bekend and not stroom.hash:
        return None
    return lezing.antwoord()


def _sleutels(stroom: Stroom) -> set[str]:
    """Keys of opgaven, chapters and sections that the portal left in a file; Word has marks of its own."""
    return {m[2:] for a in stroom.alineas for m in (*a.merken, a.vak) if m[:2] in ("o_", "h_", "s_")}


def _bekend(document: Plandocument) -> set[str]:
    houders = {o.sleutel for o in document.opgaven} | {h.sleutel for h in document.hoofdstukken}
    return houders | {s.sleutel for _, s in document.alle_secties()}


def _json(kop: dict[str, Any], inhoud: bytes, huidig: Plandocument | None) -> dict[str, Any]:
    if kop["opgave"]:
        raise Leesfout("Een JSON-bestand is een heel plan, niet één fiche.")
    document = keur(lees_json(inhoud))
    if document.regio != kop["regio"]:
        raise Leesfout(ANDERE_REGIO)
    rijen: list[dict[str, Any]] = []
    if huidig is not None and document.opgaven and not set(document.per_sleutel) & set(huidig.per_sleutel):
        nummers = {o.sleutel: o.nummer for o in document.opgaven}
        herkend = herken_opgaven(document.opgaven, huidig, nummers)
        rijen = [rij_van(o, h, huidig) | {"ruw": ""} for o, h in zip(document.opgaven, herkend, strict=True)]
        als = {o.sleutel: h.sleutel for o, h in zip(document.opgaven, herkend, strict=True)}
        document = herken(document, huidig, als)
    return {
        "document": document,
        "basis": "huidig" if huidig is not None else "geen",
        "bron": "JSON",
        "geheel": True,
        "opgaven": [o.sleutel for o in document.opgaven],
        "verslag": {"telling": telling(document.opgaven, len(document.hoofdstukken)), "fiches": rijen},
    }


# ---- a file of somebody else ----


def _vreemd(kop: dict[str, Any], inhoud: bytes, huidig: Plandocument | None) -> dict[str, Any]:
    gelezen = lees(
        inhoud,
        regio=kop["regio"],
        regionaam=kop["regionaam"],
        registers=Koppelregisters(**kop["registers"]),
        opgaven={o.nummer: o.sleutel for o in huidig.opgaven} if huidig is not None else {},
    )
    document = keur(gelezen.document)
    verslag: dict[str, Any] = {
        "aantallen": gelezen.aantallen,
        "niet_geplaatst": _waar(gelezen),
        "personen": gelezen.aantallen[PERSOON],
        "meldingen": list(gelezen.opmerkingen),
        "overgeslagen": [asdict(o) for o in gelezen.overgeslagen],
    }
    if huidig is None:
        if kop["opgave"]:
            raise Leesfout(GEEN_PLAN)
        verslag["telling"] = telling(document.opgaven, len(document.hoofdstukken))
        return {
            "document": document,
            "basis": "geen",
            "bron": gelezen.soort,
            "geheel": True,
            "opgaven": [o.sleutel for o in document.opgaven],
            "verslag": verslag,
        }
    return leg_vreemde(document, gelezen, huidig, kop["opgave"], verslag)


# ---- the report ----


def _waar(gelezen: GelezenTekst) -> list[dict[str, Any]]:
    """Runs of lines that nobody placed, each with what stood before it. Never their words: they may name a person."""
    uit: list[dict[str, Any]] = []
    na, vorige = "", ""
    for lot in gelezen.regels:
        if lot.lot == GEPLAATST:
            na = lot.plaats
        if lot.lot == NIET_GEPLAATST:
            if vorige == NIET_GEPLAATST and uit:
                uit[-1]["tot"] = lot.nummer
            else:
                uit.append({"van": lot.nummer, "tot": lot.nummer, "na": na})
        vorige = lot.lot
    return uit
