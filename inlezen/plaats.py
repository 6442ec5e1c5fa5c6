"""Laying fiches that were read without marks in the plan that stands: as which opgave, and what stays of it. Pure.

`ruw` is what the file says, with keys of its own; `als` says for each of its opgaven which opgave of the plan it is
(its key), `NIEUW`, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from plandocument import tekst
from plandocument.boom import Item, Opgave, Plandocument, Sectie
from plandocument.herken import herken
from plandocument.herkenning import titelmaat

NIEUW: Final = "nieuw"
_ALINEA = re.compile(r"<p>.*?</p>")
_VERWIJZING = re.compile(r'href="opgave:([0-9a-z]+)"')


def leg_in(
    ruw: Plandocument, basis: Plandocument, als: Mapping[str, str], *, geheel: bool
) -> tuple[Plandocument, list[str]]:
    """The plan as the file has it, and what a person should know of it. `geheel`: the file is the whole plan.

    Otherwise only these opgaven change, and sections that the file does not fill stay as they are.
    """
    gevonden = herken(ruw, basis, {van: naar for van, naar in als.items() if naar != NIEUW})
    if geheel:
        return _vul_aan(gevonden, basis), []
    meldingen: list[str] = []
    nieuw: dict[str, Opgave] = {}
    for los, opgave in zip(ruw.opgaven, gevonden.opgaven, strict=True):
        doel = als.get(los.sleutel, "")
        if doel == NIEUW:
            nummer = max((o.nummer for o in (*basis.opgaven, *nieuw.values())), default=0) + 1
            nieuw[los.sleutel] = _nieuwe(opgave, basis, nummer)
        elif doel in basis.per_sleutel:
            nieuw[doel] = _een_fiche(opgave, basis.per_sleutel[doel], basis, meldingen)
    opgaven = tuple(nieuw.get(o.sleutel, o) for o in basis.opgaven)
    return replace(basis, opgaven=(*opgaven, *(o for s, o in nieuw.items() if s not in basis.per_sleutel))), meldingen


def herleg(
    gelezen: Plandocument, basis: Plandocument, ruw: Plandocument, was: Mapping[str, str], als: Mapping[str, str]
) -> tuple[Plandocument, list[str]]:
    """What was read, with the loose fiches laid elsewhere than before: where they lay, the text of `basis` is back."""
    gelegd = {doel if doel != NIEUW else los for los, doel in was.items()} | {d for d in als.values() if d != NIEUW}
    schoon = replace(
        gelezen,
        opgaven=tuple(
            basis.per_sleutel[o.sleutel] if o.sleutel in gelegd else o
            for o in gelezen.opgaven
            if o.sleutel in basis.per_sleutel or o.sleutel not in gelegd
        ),
    )
    return leg_in(ruw, schoon, als, geheel=False)


def secties_van(ruw: Plandocument, plan: Plandocument, als: Mapping[str, str]) -> dict[str, str]:
    """Key of a section as it was read → the section of the plan in which it lies."""
    uit = {}
    for los in ruw.opgaven:
        doel = als.get(los.sleutel, "")
        opgave = plan.per_sleutel.get(los.sleutel if doel == NIEUW else doel)
        per_soort = {s.soort: s.sleutel for s in opgave.secties} if opgave is not None else {}
        uit |= {s.sleutel: per_soort[s.soort] for s in los.secties if s.soort in per_soort}
    return uit


def _nieuwe(opgave: Opgave, basis: Plandocument, nummer: int) -> Opgave:
    secties = tuple(s for s in opgave.secties if s.soort in basis.soorten)
    return replace(opgave, nummer=nummer, cluster="", cluster_overzicht="", doelstellingen=(), secties=secties)


def _een_fiche(gelezen: Opgave, was: Opgave, basis: Plandocument, meldingen: list[str]) -> Opgave:
    daar = {s.soort: s for s in gelezen.secties if not s.leeg}
    secties = []
    for oud in was.secties:
        nieuw = daar.pop(oud.soort, None)
        naam = basis.soorten[oud.soort].naam if oud.soort in basis.soorten else oud.soort
        if nieuw is None and not oud.leeg:
            meldingen.append(
                f"De sectie “{naam}” van opgave {was.nummer} staat niet in het bestand, of is er leeg; "
                "zij is gelaten zoals zij was."
            )
        secties.append(_sectie(replace(nieuw, sleutel=oud.sleutel), oud, basis.nummers) if nieuw is not None else oud)
    gelijk = not gelezen.titel or titelmaat(gelezen.titel, was.titel) == 1
    return replace(was, titel=was.titel if gelijk else gelezen.titel, secties=tuple(secties))


# ---- a whole plan ----


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
        opgaven=tuple(_opgave(o, per[o.sleutel], oud.nummers) if o.sleutel in per else o for o in nieuw.opgaven),
    )


def _zelfde_codes(nieuw: Plandocument, oud: Plandocument) -> bool:
    return {s.code for s in nieuw.sectiesoorten} <= {s.code for s in oud.sectiesoorten}


def _opgave(nieuw: Opgave, oud: Opgave, nummers: Mapping[str, int]) -> Opgave:
    was = {s.sleutel: s for s in oud.secties}
    return replace(
        nieuw,
        cluster=nieuw.cluster or oud.cluster,
        cluster_overzicht=nieuw.cluster_overzicht or oud.cluster_overzicht,
        overzicht=nieuw.overzicht or oud.overzicht,
        doelstellingen=nieuw.doelstellingen or oud.doelstellingen,
        secties=tuple(_sectie(s, was[s.sleutel], nummers) if s.sleutel in was else s for s in nieuw.secties),
    )


# ---- words that stayed keep what a text cannot carry ----


def _sectie(nieuw: Sectie, oud: Sectie, nummers: Mapping[str, int]) -> Sectie:
    was = {i.sleutel: i for i in oud.items}
    items = tuple(_item(i, was[i.sleutel], nummers) if i.sleutel in was else i for i in nieuw.items)
    opening, slot = (_blokken(n, o, nummers) for n, o in ((nieuw.opening, oud.opening), (nieuw.slot, oud.slot)))
    zelfde = items == oud.items and (opening, slot) == (oud.opening, oud.slot)
    return replace(
        nieuw,
        items=items,
        opening=opening,
        slot=slot,
        gedrukt=oud.gedrukt if zelfde or not nieuw.gedrukt else nieuw.gedrukt,
    )


def _item(nieuw: Item, oud: Item, nummers: Mapping[str, int]) -> Item:
    gelijk = _zegt(nieuw.tekst, nummers) == _zegt(oud.tekst, nummers)
    return replace(
        nieuw,
        tekst=oud.tekst if gelijk else _met_verwijzingen(nieuw.tekst, oud.tekst, nummers),
        status=nieuw.status or oud.status,
        deelthema=nieuw.deelthema or oud.deelthema,
        feiten=nieuw.feiten or oud.feiten,
        koppelingen=oud.koppelingen if gelijk and oud.koppelingen else nieuw.koppelingen or oud.koppelingen,
    )


def _blokken(nieuw: str, oud: str, nummers: Mapping[str, int]) -> str:
    """Blocks of text in which each paragraph that says the same as before is the one of before."""
    if _zegt(nieuw, nummers) == _zegt(oud, nummers) and nieuw.count("<li>") == oud.count("<li>"):
        return oud
    per = {_zegt(a, nummers): a for a in _ALINEA.findall(oud)}

    def alinea(gevonden: re.Match[str]) -> str:
        return per.get(_zegt(gevonden[0], nummers)) or _met_verwijzingen(gevonden[0], oud, nummers)

    return tekst.schoon(_ALINEA.sub(alinea, nieuw))


def _zegt(html: str, nummers: Mapping[str, int]) -> str:
    return " ".join(tekst.woorden(html, nummers).replace("\u00ad", "").replace("\u2011", "-").split())


def _met_verwijzingen(nieuw: str, oud: str, nummers: Mapping[str, int]) -> str:
    """References to opgaven that stood in the words before and are plain words now are references again."""
    for sleutel in dict.fromkeys(_VERWIJZING.findall(oud)):
        if sleutel not in nummers or f'href="opgave:{sleutel}"' in nieuw:
            continue
        link = f'<a href="opgave:{sleutel}">opgave</a>'
        nieuw = re.sub(rf"\bopgave[ \u00a0]{nummers[sleutel]}\b(?![^<>]*>)", lambda _, link=link: link, nieuw)  # type: ignore[misc]
    return nieuw


def als_van(fiches: list[dict[str, Any]]) -> dict[str, str]:
    """Of the rows of a report: key as it was read → where it lies."""
    return {f["ruw"]: f["als"] for f in fiches if f["ruw"]}
