"""The example agenda of `fixtures/`: what is done about the example plan, in our own words, marked as an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from opgaven.actions.plannen import pas_toe
from opgaven.models import Plan
from plandocument import boom, tekst
from plandocument.agenda import nieuwe_agenda
from plandocument.itemsoorten import Itemsoort, Registerveld, Verwijsveld
from plandocument.sleutels import vaste_sleutel
from plandocument.verwijzen import alle_doelen
from versies.models import Versie


class _Agendalezer:
    """From the YAML to an agenda on a version of the plan; keys follow from the place."""

    def __init__(self, rij: Mapping[str, Any], plan: boom.Plandocument, volgt: str) -> None:
        self.rij, self.plan = rij, plan
        self.codes = {doel.code: sleutel for sleutel, doel in alle_doelen(plan).items()}
        self.leeg = nieuwe_agenda(plan, volgt, rij["titel"], rij["periode"])

    def document(self) -> boom.Plandocument:
        return replace(
            self.leeg,
            label=self.rij["label"],
            hoofdstukken=tuple(
                replace(
                    h,
                    sleutel=self.sleutel("hoofdstuk", h.titel),
                    secties=tuple(
                        replace(
                            s,
                            sleutel=self.sleutel(h.titel, s.titel),
                            opening=tekst.uit_plat(self.rij["hoofdstukken"].get(s.titel, ""), {}),
                        )
                        for s in h.secties
                    ),
                )
                for h in self.leeg.hoofdstukken
            ),
            opgaven=tuple(self.blad(o, self.rij["bladen"].get(o.nummer) or {}) for o in self.leeg.opgaven),
        )

    def sleutel(self, *delen: object) -> str:
        return vaste_sleutel(self.plan.regio, "agenda", *delen)

    def blad(self, opgave: boom.Opgave, rij: Mapping[str, Any]) -> boom.Opgave:
        secties = []
        for sectie in opgave.secties:
            soort, staat = self.leeg.soorten[sectie.soort], rij.get(sectie.soort) or []
            sectie = replace(sectie, sleutel=self.sleutel(opgave.nummer, sectie.soort))
            if isinstance(staat, str):
                secties.append(replace(sectie, opening=tekst.uit_plat(staat, {})))
                continue
            items = (self.item(opgave.nummer, soort, n, i) for n, i in enumerate(staat, 1))
            secties.append(replace(sectie, items=tuple(items)))
        return replace(opgave, secties=tuple(secties))

    def item(self, nummer: int, soort: boom.Sectiesoort, volg: int, rij: Mapping[str, Any]) -> boom.Item:
        klasse: Itemsoort = soort.itemklasse
        item = boom.Item(self.sleutel(nummer, soort.code, volg), tekst.regel_uit_plat(rij["tekst"], {}))
        bekend = {"tekst"}
        for veld in klasse.velden:
            naam = veld.rol if isinstance(veld, Registerveld) else veld.naam
            bekend.add(naam)
            if (woorden := str(rij.get(naam, ""))) == "":
                continue
            if isinstance(veld, Registerveld):
                paren = (deel.split() for deel in woorden.split(";"))
                links = tuple(boom.Koppeling(soort_, code, veld.rol) for soort_, code in paren)
                item = replace(item, koppelingen=(*item.koppelingen, *links))
            elif isinstance(veld, Verwijsveld):
                item = veld.zet(item, " ".join(self.naar(nummer, deel.strip()) for deel in woorden.split(";")))
            else:
                item = veld.zet(item, veld.lees(woorden))
        if vreemd := set(rij) - bekend:
            raise ValueError(f"blad {nummer}, {soort.code} {volg}: {vreemd}")
        return item

    def naar(self, nummer: int, code: str) -> str:
        """The key of a place of the plan ("10.I1", "D3"), or of this blad ("A2")."""
        if code in self.codes:
            return self.codes[code]
        per_letter = {s.letter: s.code for s in self.leeg.sectiesoorten}
        return self.sleutel(nummer, per_letter[code[0]], int(code[1:]))


def lees_voorbeeldagenda(map_: Path, plan: boom.Plandocument, volgt: str) -> boom.Plandocument:
    """The example agenda on this version of the example plan. Raises what a mistake in the file raises."""
    rij = yaml.safe_load((map_ / "agenda.yaml").read_text(encoding="utf-8"))
    return _Agendalezer(rij, plan, volgt).document()


def laad_voorbeeldagenda(map_: Path) -> Plan:
    """Make the example agenda the current one of the region, on the newest version of its plan."""
    versie = Versie.objects.filter(plan=Plan.objects.van(map_.name).get()).latest("nummer")
    document = lees_voorbeeldagenda(map_, versie.document, versie.sha256)
    return pas_toe(regio=versie.plan.regio, document=document, door=None, vervang=True, waarom="Voorbeeldagenda")
