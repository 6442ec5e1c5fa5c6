"""Reads the example plan of `fixtures/` (see its README): registers into tables, the plan into a Plandocument."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from governance.actions.structuur import Rij, laad_registers, zet_rijen
from governance.models import Mijlpaal, Ministerie, Regio
from monitoring.models import Bron, Indicator, Meetgebied, Meting, Nulmeting, Stap
from opgaven.actions.plannen import pas_toe
from opgaven.models import Plan, Traject
from plandocument import boom, tekst
from plandocument.sleutels import vaste_sleutel
from plandocument.standaard import SECTIESOORTEN
from versies.actions.publicaties import AlOpenbaar, publiceer
from versies.actions.versies import AlVast, maak_versie


def _lees(map_: Path, naam: str) -> Any:
    return yaml.safe_load((map_ / naam).read_text(encoding="utf-8"))


class _Lezer:
    """From the YAML of one plan to a Plandocument; keys follow from the place, so they are the same everywhere."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.regio = map_.name
        self.plan: Rij = _lees(map_, "plan.yaml")
        self.rijen: list[Rij] = [_lees(p.parent, p.name) for p in sorted((map_ / "opgaven").glob("*.yaml"))]
        self.opgaven = {int(o["nummer"]): self.sleutel("opgave", o["nummer"]) for o in self.rijen}

    def sleutel(self, *delen: object) -> str:
        return vaste_sleutel(self.regio, *delen)

    def document(self) -> boom.Plandocument:
        return boom.Plandocument(
            regio=self.regio,
            titel=self.plan["titel"],
            ondertitel=self.plan.get("ondertitel", ""),
            label=self.plan.get("label", ""),
            sectiesoorten=SECTIESOORTEN,
            clusters=tuple(
                boom.Cluster(self.sleutel("cluster", c["code"]), c["naam"], c["kleur"]) for c in self.plan["clusters"]
            ),
            doelstellingen=tuple(
                boom.Doelstelling(
                    self.sleutel("doel", d["nummer"]), d["nummer"], d["naam"], d["kort"], self.blok(d["omschrijving"])
                )
                for d in self.plan["doelstellingen"]
            ),
            uitgangspunten=tuple(
                boom.Uitgangspunt(
                    self.sleutel("uitgangspunt", u["nummer"]), u["nummer"], u["naam"], self.blok(u["omschrijving"])
                )
                for u in self.plan["uitgangspunten"]
            ),
            hoofdstukken=tuple(self.hoofdstuk(n, h) for n, h in enumerate(_lees(self.map, "hoofdstukken.yaml"), 1)),
            opgaven=tuple(self.opgave(o) for o in self.rijen),
        )

    def blok(self, waarde: str | None) -> str:
        return tekst.uit_plat(waarde or "", self.opgaven)

    def hoofdstuk(self, nummer: int, rij: Rij) -> boom.Hoofdstuk:
        secties = tuple(
            boom.Sectie(self.sleutel("hoofdstuk", nummer, n), titel=s["titel"], opening=self.blok(s["tekst"]))
            for n, s in enumerate(rij["secties"], 1)
        )
        return boom.Hoofdstuk(self.sleutel("hoofdstuk", nummer), rij["titel"], secties, rij["na_opgaven"])

    def opgave(self, rij: Rij) -> boom.Opgave:
        nummer = rij["nummer"]
        return boom.Opgave(
            sleutel=self.opgaven[nummer],
            nummer=nummer,
            titel=rij["titel"],
            cluster=self.sleutel("cluster", rij["cluster"]),
            cluster_overzicht=self.sleutel("cluster", rij["cluster_overzicht"]),
            overzicht=tekst.regel_uit_plat(rij["overzicht"], self.opgaven),
            doelstellingen=tuple(self.sleutel("doel", d) for d in rij["doelstellingen"]),
            secties=tuple(self.sectie(nummer, s.code, rij["secties"].get(s.code) or {}) for s in SECTIESOORTEN),
        )

    def sectie(self, nummer: int, code: str, rij: Rij) -> boom.Sectie:
        sleutel = self.sleutel("opgave", nummer, code)
        items = tuple(self.item(sleutel, n, i) for n, i in enumerate(rij.get("items") or (), 1))
        return boom.Sectie(
            sleutel,
            code,
            opening=self.blok(rij.get("tekst")),
            items=items,
            slot=self.blok(rij.get("slot")),
            gedrukt=rij.get("gedrukt", ""),
        )

    def item(self, sectie: str, nummer: int, rij: Rij) -> boom.Item:
        links = [boom.Koppeling("ministerie", rij["ministerie"])] if "ministerie" in rij else []
        for veld, soort in (("gremia", "gremium"), ("organisaties", "organisatie"), ("trajecten", "traject")):
            links += [boom.Koppeling(soort, doel) for doel in rij.get(veld) or ()]
        return boom.Item(
            vaste_sleutel(sectie, nummer),
            tekst.regel_uit_plat(rij["tekst"], self.opgaven),
            groep=rij.get("groep", ""),
            deelthema=rij.get("deelthema", ""),
            status=rij.get("status", ""),
            primair=rij.get("primair", False),
            koppelingen=tuple(links),
        )


def lees_voorbeeld(map_: Path) -> boom.Plandocument:
    """The example plan of one region. Reads files only; some 0.3 s."""
    return _Lezer(map_).document()


@transaction.atomic
def laad_voorbeeld(map_: Path) -> Plan:
    """Load the registers and the plan of `map_`, and publish it: all or nothing.

    What is there under the same code is overwritten; versions that were made stay.
    """
    regio = laad_registers(map_)
    _laad_trajecten(regio, _lees(map_, "trajecten.yaml"))
    _laad_mijlpalen(regio, _lees(map_, "mijlpalen.yaml"))
    document = lees_voorbeeld(map_)
    doelen = {d.nummer: d.sleutel for d in document.doelstellingen}
    opgaven = {o.nummer: o.sleutel for o in document.opgaven}
    _laad_indicatoren(regio, _lees(map_, "indicatoren.yaml"), (doelen, opgaven))
    plan = pas_toe(regio=regio, document=document, door=None, vervang=True)
    try:
        versie = maak_versie(plan=plan, label=document.label, door=None)
    except AlVast as fout:
        versie = fout.versie
    with suppress(AlOpenbaar):
        publiceer(versie=versie, door=None)
    return Plan.objects.select_related("regio").get(pk=plan.pk)


def _laad_trajecten(regio: Regio, rijen: list[Rij]) -> None:
    velden = ["naam", "soort", "periode", "bedrag", "status", "toelichting"]
    zet_rijen(Traject.objects, lambda r: {"regio": regio, "code": r["code"]}, rijen, velden)
    ministeries = dict(Ministerie.objects.values_list("code", "pk"))
    for rij in rijen:
        if codes := rij.get("ministeries"):
            Traject.objects.get(regio=regio, code=rij["code"]).ministeries.set([ministeries[c] for c in codes])


def _laad_mijlpalen(regio: Regio, rijen: list[Rij]) -> None:
    for rij in rijen:
        Mijlpaal.objects.update_or_create(
            regio=regio,
            code=rij["code"],
            defaults={
                veld: str(rij.get(veld) or "")
                for veld in (
                    "datum",
                    "einddatum",
                    "precisie",
                    "aanduiding",
                    "sorteer",
                    "wat",
                    "wie",
                    "soort",
                    "relevantie",
                    "bron",
                )
            }
            | {"opgave_nummer": rij.get("opgave")},
        )


def _laad_indicatoren(regio: Regio, rijen: Rij, sleutels: tuple[dict[int, str], dict[int, str]]) -> None:
    """`sleutels`: of doelstellingen and of opgaven, by their numbers in the plan."""
    zet_rijen(Bron.objects, lambda r: {"regio": regio, "code": r["code"]}, rijen["bronnen"], ["naam", "houder"])
    bronnen = dict(Bron.objects.filter(regio=regio).values_list("code", "pk"))
    for n, rij in enumerate(rijen["gebieden"]):
        velden = {"kolom": None, "rij": None, "volgorde": n} | {k: v for k, v in rij.items() if k != "code"}
        Meetgebied.objects.update_or_create(regio=regio, code=rij["code"], defaults=velden)
    doelen, opgaven = sleutels
    Nulmeting.objects.filter(indicator__regio=regio).delete()
    for n, rij in enumerate(rijen["indicatoren"]):
        indicator, _ = Indicator.objects.update_or_create(
            regio=regio,
            code=rij["code"],
            defaults={
                "naam": rij["naam"],
                "eenheid": rij["eenheid"],
                "decimalen": rij.get("decimalen", 0),
                "doelstelling": doelen.get(rij.get("doelstelling"), ""),
                "opgaven": [opgaven[nummer] for nummer in rij.get("opgaven") or []],
                "openbaar": True,
                "richting": rij.get("richting", "geen"),
                "toelichting": (rij.get("toelichting") or "").strip(),
                "volgorde": n,
            },
        )
        indicator.metingen.all().delete()
        Meting.objects.bulk_create(
            Meting(
                indicator=indicator,
                waarde=meting["waarde"],
                tot=meting.get("tot"),
                grens=meting.get("grens") or "",
                jaar=meting.get("jaar"),
                gebied=meting["gebied"],
                soort=meting["soort"],
                bron_id=bronnen.get(meting.get("bron")),
                vindplaats=meting.get("vindplaats") or "",
                toelichting=meting.get("toelichting") or "",
                volgorde=m,
            )
            for m, meting in enumerate(rij["metingen"])
        )
    Stap.objects.filter(regio=regio).delete()
    stappen = [
        Stap(regio=regio, nummer=s["nummer"], titel=s["titel"], tekst=s["tekst"].strip()) for s in rijen["stappen"]
    ]
    for jaar in rijen["roadmap"]:
        stappen += [Stap(regio=regio, jaar=jaar["jaar"], nummer=n, titel=s) for n, s in enumerate(jaar["stappen"], 1)]
    Stap.objects.bulk_create(stappen)
