from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.models import Regio
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Plan

from ...actions.inlezingen import (
    Dicht,
    Verouderd,
    Vervallen,
    bewaar_inlezing,
    laad_eerste_plan,
    neem_inlezing_over,
)
from ...beeld import Overnamebeeld
from ...keuzes import Keuzebotsing
from ...lees_veilig import GelezenPlan, Leesfout, afdruk, bereid_voor
from ...opdracht import als_data, beeld_van
from .importeer_plan import inhoud_van, regio_van

NIETS = (
    "Er is niets aangevinkt, dus niets overgenomen. Kijk hierboven waarom; kies zo nodig met --opgave welke opgave het "
    "is, of lees het bestand in op het scherm en vink daar aan wat goed is."
)


class Command(BaseCommand):
    help = (
        "Leest een plan of fiche (Word, ODT, PDF, tekst of JSON) en zegt wat het scherm zou tonen: als welke opgave en "
        "waarom, wat er zou veranderen met het vinkje, en wat is overgeslagen. Zonder --toepassen verandert er niets."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--regio", required=True, help="code van de regio, bijvoorbeeld twente")
        parser.add_argument("--opgave", type=int, help="nummer van de opgave die in het bestand staat")
        parser.add_argument("--json", action="store_true", help="druk het af als JSON")
        parser.add_argument("--toepassen", action="store_true", help="neem over wat is aangevinkt")

    def handle(
        self, *args: Any, bestand: Path, regio: str, opgave: int | None, json: bool, toepassen: bool, **options: Any
    ) -> None:
        van = regio_van(regio)
        plan = Plan.objects.van(van.code).select_related("regio").first()
        huidig = bouw_opnieuw(plan) if plan is not None else None
        sleutel = ""
        if opgave is not None:
            gevonden = next((o for o in huidig.opgaven if o.nummer == opgave), None) if huidig else None
            if gevonden is None:
                raise CommandError(f"Het plan van {van.naam} heeft geen opgave {opgave}.")
            sleutel = gevonden.sleutel
        inhoud = inhoud_van(bestand)
        try:
            gelezen = bereid_voor(van, bestand.name, inhoud, sleutel)
        except Leesfout as fout:
            raise CommandError(f"{bestand.name} is niet ingelezen. {fout}") from None
        gezien = beeld_van(gelezen, plan, huidig) if plan is not None and huidig is not None else None
        data = als_data(van, gelezen, gezien)
        gedaan = self._pas_toe(van, gelezen, gezien, inhoud) if toepassen else None
        if json:
            self.stdout.write(jsonlib.dumps(data | {"overgenomen": gedaan or []}, ensure_ascii=False, indent=1))
        else:
            self._druk_af(data, gedaan)
        if toepassen and not gedaan and data["onderdelen"]:
            raise CommandError(NIETS)

    def _pas_toe(self, regio: Regio, gelezen: GelezenPlan, gezien: Overnamebeeld | None, inhoud: bytes) -> list[str]:
        """Take over what is ticked; the names of those pieces."""
        kies = [k for k in gezien.keuzes if k.aan] if gezien is not None else []
        if gezien is not None and not kies:
            return []
        rij = bewaar_inlezing(
            regio=regio,
            gelezen=gelezen,
            sha256=afdruk(inhoud),
            omvang=len(inhoud),
            door=None,
            waarom="Met een opdracht",
        )
        try:
            if gezien is None:
                laad_eerste_plan(inlezing=rij, door=None)
                return ["Het plan"]
            neem_inlezing_over(inlezing=rij, gezien={k.code: k.gezien for k in kies}, door=None, mag=lambda _: True)
        except (Dicht, Verouderd, Vervallen):
            raise CommandError(
                "Het plan is intussen gewijzigd. Er is niets overgenomen; probeer het opnieuw."
            ) from None
        except Keuzebotsing as fout:
            raise CommandError(f"{fout} Er is niets overgenomen.") from None
        return [k.naam for k in kies]

    def _druk_af(self, data: dict[str, Any], gedaan: list[str] | None) -> None:
        uit = [f"{data['bestand']} ({data['soort']})"]
        uit.append(
            f"Gelezen als: {data['gelezen_als'] or 'nog niet herkend'}{'' if data['zeker'] else ' (niet zeker)'}"
        )
        for f in data["fiches"]:
            if len(data["fiches"]) < 4 or not f["zeker"]:
                uit.append(f"      ‘{f['titel']}’ → {f['opgave'] or 'geen opgave'}: {f['waarom']}.")
        if not data["weet_basis"]:
            uit.append("      Van welke tekst dit bestand is gemaakt, is niet bekend; daarom is niets aangevinkt.")
        uit += ["", "Wat u kunt overnemen:" if data["onderdelen"] else "Het bestand zegt niets anders dan het plan."]
        vorig = ""
        for o in data["onderdelen"]:
            if o["deel"] != vorig:
                uit.append(f"[{'x' if o['vink'] else ' '}] {o['deel']}")
                uit += [f"      ! {zin}" for zin in o["waarschuwingen"]]
                vorig = o["deel"]
            uit.append(f"      {o['code']}  {o['wijziging']}")
        uit.append("")
        if data["overgeslagen"]:
            uit.append("Niet overgenomen uit het bestand:")
            uit += [f"- {g['waar']}: {g['wat']}" for g in data["overgeslagen"]]
        else:
            uit.append("Alles in het bestand is gelezen en heeft een plaats.")
        if data["kanttekeningen"]:
            uit += ["", "Opmerkingen in de kantlijn:"]
            for k in data["kanttekeningen"]:
                opgelost = " (opgelost)" if k["opgelost"] else ""
                uit.append(f"- {k['waar']}{opgelost}: {k['tekst']}")
                uit += [f"      Antwoord: {a}" for a in k["antwoorden"]]
        if data["meldingen"]:
            uit += ["", "Om op te letten:", *(f"- {m}" for m in data["meldingen"])]
        if gedaan:
            uit += ["", f"Overgenomen: {'; '.join(gedaan)}."]
        self.stdout.write("\n".join(uit))
