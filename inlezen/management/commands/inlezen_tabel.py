from __future__ import annotations

import json as json_
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from governance.models import Regio
from npvr.tabel import GROOTST, TE_GROOT, Tabelfout
from opgaven.bouw import bouw
from opgaven.models import Plan

from ...models import Tabelinvoer
from ...tabellen.actions import (
    NietsGekozen,
    TabelVeranderd,
    bron_van,
    dichte_opgaven,
    lees_in,
    pas_toe,
    voorstel_van,
)
from ...tabellen.registers import Registerdaad
from ...tabellen.soort import Tabelsoort
from ...tabellen.soorten import TABELSOORTEN, tabelsoort
from ...tabellen.voorstel import FOUT, Tabelregel, Tabelrij, Tabelvoorstel, rijen

WAAROM = "Ingelezen met script/manage inlezen_tabel"


class Command(BaseCommand):
    help = (
        "Leest een tabel (xlsx, ods of csv) en zegt per rij en cel wat het portaal ermee zou doen. Zonder --toepassen "
        "verandert er niets; met --toepassen gaat over wat is aangevinkt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--soort", required=True, choices=list(TABELSOORTEN), help="welke tabel het is")
        parser.add_argument("--regio", required=True, help="code van de regio, bijvoorbeeld twente")
        parser.add_argument("--json", action="store_true", help="druk het verslag af als JSON")
        parser.add_argument("--toepassen", action="store_true", help="neem de aangevinkte rijen over")

    def handle(
        self, *args: Any, bestand: Path, soort: str, regio: str, json: bool, toepassen: bool, **options: Any
    ) -> None:
        van = Regio.objects.filter(code=regio).first()
        if van is None:
            bekend = ", ".join(Regio.objects.order_by("code").values_list("code", flat=True))
            raise CommandError(f"De regio ‘{regio}’ bestaat niet. Bekend zijn: {bekend or 'geen'}.")
        plan = Plan.objects.filter(regio=van).select_related("regio").first()
        if plan is None:
            raise CommandError(f"De regio {van.naam} heeft nog geen plan.")
        inhoud = _inhoud(bestand)
        try:
            with transaction.atomic():
                invoer = lees_in(regio=van, soort=soort, naam=bestand.name, inhoud=inhoud, door=None)
                bron = _bron(plan, soort)
                voorstel = voorstel_van(invoer, bron)
                gelezen = {
                    rij.nummer: _zeker(rij, bron) for rij in rijen(tuple(invoer.kop), invoer.rijen, bron.kolommen)
                }
                if toepassen:
                    pas_toe(
                        invoer=invoer,
                        plan=plan,
                        mag=_alles,
                        afdruk=voorstel.afdruk,
                        gekozen=None,
                        door=None,
                        waarom=WAAROM,
                    )
                else:
                    transaction.set_rollback(True)
        except Tabelfout as fout:
            raise CommandError(f"{bestand.name} is niet ingelezen. {fout}") from None
        except NietsGekozen:
            toepassen = False
        except TabelVeranderd:
            raise CommandError("Er is intussen iets gewijzigd. Er is niets overgenomen; probeer het opnieuw.") from None
        if json:
            self.stdout.write(
                json_.dumps(_data(bestand, invoer, voorstel, gelezen, toepassen), ensure_ascii=False, indent=1)
            )
        else:
            self._druk_af(invoer, voorstel, toepassen)

    def _druk_af(self, invoer: Tabelinvoer, voorstel: Tabelvoorstel, toegepast: bool) -> None:
        self.stdout.write(f"{len(voorstel.regels)} rijen uit een {invoer.gelezen}.")
        for zin in voorstel.let_op:
            self.stdout.write(zin)
        for regel in voorstel.regels:
            self.stdout.write(
                f"[{'x' if regel.vink else ' '}] rij {regel.nummer}  {regel.soort}  {regel.naam}".rstrip()
            )
            for cel in regel.cellen:
                self.stdout.write(f"      {cel.kolom}: {cel.oud or '(leeg)'} → {cel.nieuw or '(leeg)'}")
            for kolom, zin in regel.fouten:
                self.stdout.write(f"      {kolom}: {zin}")
            if regel.twijfel:
                self.stdout.write(f"      {regel.twijfel}")
        self.stdout.write("")
        if toegepast:
            self.stdout.write(f"Overgenomen: {len(voorstel.zeker)} rijen.")
        elif voorstel.zeker:
            self.stdout.write("Er is niets gewijzigd. Met --toepassen gaat over wat is aangevinkt.")
        else:
            self.stdout.write("Er is niets gewijzigd: er is geen rij zonder twijfel die iets verandert.")


def _zeker(rij: Tabelrij, bron: Tabelsoort) -> dict[str, str]:
    """The cells by the code of their column, without those that may not be taken for their text."""
    twijfel = {naam for naam, _ in rij.fouten}
    weg = {kolom.code for kolom in bron.kolommen if kolom.naam in twijfel}
    return {code: tekst for code, tekst in rij.cellen.items() if code not in weg}


def _alles(_: str) -> bool:
    return True


def _bron(plan: Plan, soort: str) -> Tabelsoort:
    dicht = dichte_opgaven(plan) if tabelsoort(soort).in_plan else ()
    return bron_van(soort, plan.regio, bouw(plan), mag=_alles, dicht=dicht)


def _data(
    bestand: Path, invoer: Tabelinvoer, voorstel: Tabelvoorstel, gelezen: dict[int, dict[str, str]], toegepast: bool
) -> dict[str, Any]:
    return {
        "bestand": bestand.name,
        "soort": invoer.soort,
        "gelezen": invoer.gelezen,
        "let_op": list(voorstel.let_op),
        "toegepast": toegepast,
        "rijen": [_rij(regel, gelezen[regel.nummer]) for regel in voorstel.regels],
    }


def _rij(regel: Tabelregel, gelezen: dict[str, str]) -> dict[str, Any]:
    return {
        "nummer": regel.nummer,
        "doet": regel.soort,
        "naam": regel.naam,
        "velden": _velden(regel, gelezen),
        "cellen": [{"kolom": c.kolom, "oud": c.oud, "nieuw": c.nieuw} for c in regel.cellen],
        "fouten": [{"kolom": kolom, "fout": zin} for kolom, zin in regel.fouten],
        "twijfel": regel.twijfel,
        "vink": regel.vink,
    }


def _velden(regel: Tabelregel, gelezen: dict[str, str]) -> dict[str, Any]:
    """What the row would hold: the fields of the register, and beside them the cells as the file has them."""
    cellen = {code: tekst for code, tekst in gelezen.items() if code != "verwijderen"}
    if regel.soort == FOUT or not isinstance(regel.data, Registerdaad):
        return dict(cellen)
    return {**(regel.data.na or regel.data.voor or {}), **cellen}


def _inhoud(bestand: Path) -> bytes:
    try:
        if bestand.is_dir():
            raise CommandError(f"{bestand} is een map, geen bestand.")
        if bestand.stat().st_size > GROOTST:
            raise CommandError(f"{bestand.name} is niet ingelezen. {TE_GROOT}")
        return bestand.read_bytes()
    except FileNotFoundError:
        raise CommandError(f"Het bestand {bestand} bestaat niet.") from None
    except OSError as fout:
        raise CommandError(f"Het bestand {bestand} is niet te openen: {fout.strerror}.") from None
