"""What the reading process does with a file: recognise it, read it, lay it in the plan that stands. Pure; no database.

Runs within limits (`inlezen_proces`); arguments and answers are plain data. Raises Leesfout.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from plandocument.boom import Item, Opgave, Plandocument, Sectie
from plandocument.canoniek import naar_data, uit_data
from plandocument.herken import herken
from plandocument.vergelijk import vergelijk

from .inlezen_keur import keur
from .lezers import GEPLAATST, NIET_GEPLAATST, PERSOON, Inlezing, Registers, lees
from .lezers.fouten import Leesfout
from .lezers.regels import MAX_BYTES
from .lezers.stroom import Stroom
from .lezers.terug import lees_json, stroom_van, voeg_in

SOORTEN: Final = {"docx": "Word", "odt": "ODT", "pdf": "PDF", "json": "JSON", "txt": "tekst"}
ANDERS: Final = "De naam van dit bestand eindigt op .{naam}, maar de inhoud is {inhoud}. Geef het de goede naam."
GEEN_ZULK: Final = "De naam van dit bestand eindigt op .{naam}, maar dat is het niet. Misschien is het beschadigd."
VREEMD_ODT: Final = (
    "Dit ODT-bestand komt niet uit het portaal, of hoort bij een ander plan. "
    "Sla het op als .docx en probeer het opnieuw."
)
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
    "basis", "onbekend" or "geen"), `bron`, `geheel` and `verslag`. Or only `vraag`: the hash of the text that the file
    was written from, when that was not given along.
    """
    soort = herken_soort(kop["naam"], inhoud)
    huidig = uit_data(kop["huidig"]) if kop["huidig"] else None
    if soort == "json":
        uit = _json(kop, inhoud, huidig)
    elif (stroom := _eigen_stroom(soort, inhoud, huidig)) is not None:
        uit = _terug(kop, stroom, huidig, SOORTEN[soort])
    elif soort == "odt":
        raise Leesfout(VREEMD_ODT)
    else:
        uit = _vreemd(kop, inhoud, huidig)
    if "document" in uit:
        document = keur(uit["document"])
        if huidig is not None:
            vergelijk(huidig, document)  # what the page will do: not there, when it would take too long
        uit["document"] = naar_data(document)
    return uit


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


def _eigen_stroom(soort: str, inhoud: bytes, huidig: Plandocument | None) -> Stroom | None:
    """The paragraphs of a file that the portal wrote; None for a file of somebody else."""
    if huidig is None or soort not in ("docx", "odt"):
        return None
    stroom = stroom_van(inhoud)
    if stroom.hash or _sleutels(stroom) & _bekend(huidig):
        return stroom
    return None


def _sleutels(stroom: Stroom) -> set[str]:
    """Keys of opgaven, chapters and sections that the portal left in a file; Word has marks of its own."""
    return {m[2:] for a in stroom.alineas for m in (*a.merken, a.vak) if m[:2] in ("o_", "h_", "s_")}


def _bekend(document: Plandocument) -> set[str]:
    houders = {o.sleutel for o in document.opgaven} | {h.sleutel for h in document.hoofdstukken}
    return houders | {s.sleutel for _, s in document.alle_secties()}


def _van_een_ander_plan(stroom: Stroom, document: Plandocument) -> bool:
    """Whether the file has keys, and none of them is of this plan: its chapters may be called the same all the same."""
    sleutels = _sleutels(stroom)
    return bool(sleutels) and not sleutels & _bekend(document)


def _terug(kop: dict[str, Any], stroom: Stroom, huidig: Plandocument | None, naam: str) -> dict[str, Any]:
    if huidig is None:
        raise Leesfout(GEEN_PLAN)
    basis, welke = huidig, "huidig"
    if stroom.hash and stroom.hash != kop["huidig_hash"]:
        if "basis" not in kop:
            return {"vraag": stroom.hash}
        if not kop["basis"] and _van_een_ander_plan(stroom, huidig):
            raise Leesfout(ANDER_PLAN)
        basis, welke = (uit_data(kop["basis"]), "basis") if kop["basis"] else (huidig, "onbekend")
    elif not stroom.hash:
        welke = "onbekend"
    gelezen = voeg_in(stroom, basis)
    opgaven = [o for o in gelezen.document.opgaven if o.sleutel in gelezen.opgaven]
    hoofdstukken = _geraakt(gelezen.document, basis)
    if kop["opgave"] and (list(gelezen.opgaven) != [kop["opgave"]] or hoofdstukken):
        raise Leesfout("In dit bestand staat niet deze ene fiche. Kies de goede opgave, of laat het portaal kijken.")
    verslag = {
        "bijgehouden": [asdict(w) for w in gelezen.wijzigingen],
        "kanttekeningen": [asdict(k) for k in gelezen.kanttekeningen],
        "meldingen": list(gelezen.meldingen),
        "overgeslagen": [asdict(o) for o in gelezen.overgeslagen],
        "telling": _telling(opgaven, hoofdstukken),
    }
    return {
        "document": gelezen.document,
        "basis": welke,
        "bron": f"{naam}, uit het portaal",
        "geheel": bool(hoofdstukken),
        "opgaven": list(gelezen.opgaven),
        "verslag": verslag,
    }


def _geraakt(document: Plandocument, basis: Plandocument) -> int:
    """How many chapters of the file say something else than before."""
    was = {h.sleutel: h for h in basis.hoofdstukken}
    return sum(was.get(h.sleutel) != h for h in document.hoofdstukken)


def _json(kop: dict[str, Any], inhoud: bytes, huidig: Plandocument | None) -> dict[str, Any]:
    if kop["opgave"]:
        raise Leesfout("Een JSON-bestand is een heel plan, niet één fiche.")
    document = keur(lees_json(inhoud))
    if document.regio != kop["regio"]:
        raise Leesfout(ANDERE_REGIO)
    if huidig is not None and document.opgaven and not set(document.per_sleutel) & set(huidig.per_sleutel):
        document = herken(document, huidig)
    return {
        "document": document,
        "basis": "huidig" if huidig is not None else "geen",
        "bron": "JSON",
        "geheel": True,
        "opgaven": [o.sleutel for o in document.opgaven],
        "verslag": {"telling": _telling(document.opgaven, len(document.hoofdstukken))},
    }


# ---- a file of somebody else ----


def _vreemd(kop: dict[str, Any], inhoud: bytes, huidig: Plandocument | None) -> dict[str, Any]:
    gelezen = lees(inhoud, regio=kop["regio"], regionaam=kop["regionaam"], registers=Registers(**kop["registers"]))
    document = gelezen.document
    meldingen = list(gelezen.opmerkingen)
    if kop["opgave"]:
        document = _een_fiche(document, huidig, kop["opgave"])
        meldingen = [m for m in meldingen if "overzicht" not in m and "Opgave" not in m]
    elif huidig is not None:
        document = _vul_aan(herken(document, huidig), huidig)
    gelezen_opgaven = [o for o in document.opgaven if not kop["opgave"] or o.sleutel == kop["opgave"]]
    verslag = {
        "aantallen": gelezen.aantallen,
        "niet_geplaatst": _waar(gelezen),
        "personen": gelezen.aantallen[PERSOON],
        "meldingen": meldingen,
        "overgeslagen": [asdict(o) for o in gelezen.overgeslagen],
        "telling": _telling(gelezen_opgaven, 0 if kop["opgave"] else len(document.hoofdstukken)),
    }
    return {
        "document": document,
        "basis": "huidig" if huidig is not None else "geen",
        "bron": gelezen.soort,
        "geheel": not kop["opgave"],
        "opgaven": [o.sleutel for o in gelezen_opgaven],
        "verslag": verslag,
    }


def _een_fiche(document: Plandocument, huidig: Plandocument | None, sleutel: str) -> Plandocument:
    """The plan that stands with the one fiche that was read in the place of that opgave."""
    if huidig is None:
        raise Leesfout(GEEN_PLAN)
    if len(document.opgaven) != 1:
        raise Leesfout(f"In dit bestand staan {len(document.opgaven)} fiches, niet één. Lees het in als heel plan.")
    was = huidig.per_sleutel[sleutel]
    eigen = replace(document.opgaven[0], nummer=was.nummer)
    alleen = replace(document, opgaven=(replace(eigen, titel=was.titel),))
    gevonden = herken(alleen, replace(huidig, opgaven=(was,))).opgaven[0]
    nieuw = _opgave(replace(gevonden, titel=eigen.titel or was.titel), was, los=True)
    nieuw = replace(
        was,
        titel=nieuw.titel,
        secties=tuple(
            next((s for s in nieuw.secties if s.sleutel == oud.sleutel and not s.leeg), oud) for oud in was.secties
        ),
    )
    return replace(huidig, opgaven=tuple(nieuw if o.sleutel == sleutel else o for o in huidig.opgaven))


def _vul_aan(nieuw: Plandocument, oud: Plandocument) -> Plandocument:
    """What a text cannot carry, from the plan that stands: names of the plan, colours, links of words that stayed."""
    per = oud.per_sleutel
    return replace(
        nieuw,
        titel=nieuw.titel or oud.titel,
        ondertitel=nieuw.ondertitel or oud.ondertitel,
        label=nieuw.label or oud.label,
        sectiesoorten=oud.sectiesoorten if _zelfde_codes(nieuw, oud) else nieuw.sectiesoorten,
        clusters=nieuw.clusters or oud.clusters,
        doelstellingen=nieuw.doelstellingen or oud.doelstellingen,
        uitgangspunten=nieuw.uitgangspunten or oud.uitgangspunten,
        opgaven=tuple(_opgave(o, per[o.sleutel]) if o.sleutel in per else o for o in nieuw.opgaven),
    )


def _zelfde_codes(nieuw: Plandocument, oud: Plandocument) -> bool:
    return {s.code for s in nieuw.sectiesoorten} <= {s.code for s in oud.sectiesoorten}


def _opgave(nieuw: Opgave, oud: Opgave, *, los: bool = False) -> Opgave:
    was = {s.sleutel: s for s in oud.secties}
    secties = tuple(_sectie(s, was[s.sleutel]) if s.sleutel in was else s for s in nieuw.secties)
    if los:
        return replace(nieuw, secties=secties)
    return replace(
        nieuw,
        cluster=nieuw.cluster or oud.cluster,
        cluster_overzicht=nieuw.cluster_overzicht or oud.cluster_overzicht,
        overzicht=nieuw.overzicht or oud.overzicht,
        doelstellingen=nieuw.doelstellingen or oud.doelstellingen,
        secties=secties,
    )


def _sectie(nieuw: Sectie, oud: Sectie) -> Sectie:
    was = {i.sleutel: i for i in oud.items}
    items = tuple(_item(i, was[i.sleutel]) if i.sleutel in was else i for i in nieuw.items)
    zelfde = items == oud.items and (nieuw.opening, nieuw.slot) == (oud.opening, oud.slot)
    return replace(nieuw, items=items, gedrukt=oud.gedrukt if zelfde or not nieuw.gedrukt else nieuw.gedrukt)


def _item(nieuw: Item, oud: Item) -> Item:
    if nieuw.tekst == oud.tekst and nieuw.groep == oud.groep:
        return oud
    return replace(nieuw, koppelingen=nieuw.koppelingen or oud.koppelingen)


# ---- the report ----


def _telling(opgaven: Sequence[Opgave], hoofdstukken: int) -> dict[str, int]:
    secties = [s for o in opgaven for s in o.secties if not s.leeg]
    return {
        "opgaven": len(opgaven),
        "secties": len(secties),
        "punten": sum(len(s.items) for s in secties),
        "hoofdstukken": hoofdstukken,
    }


def _waar(gelezen: Inlezing) -> list[dict[str, Any]]:
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
