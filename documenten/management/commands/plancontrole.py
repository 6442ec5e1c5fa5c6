from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from documenten import passing
from documenten.druk.fouten import DrukMislukt
from npvr import getallen
from opgaven.bouw import bouw_opnieuw
from opgaven.controle import afwijzingen, omgeving
from opgaven.models import Afwijzing, Plan
from plandocument.boom import Plandocument
from plandocument.canoniek import hash_van
from plandocument.controleer import GEWICHTEN, PER_CODE, Bevinding, Plek, controleer

BREED = 100
OPZIJ = ("bevinding is", "bevindingen zijn")
Opzij = list[tuple[Bevinding, Afwijzing]]


class Command(BaseCommand):
    help = (
        "Controleert het plan van een regio op fouten en slordigheden. "
        "Meet ook of elke fiche op één bladzijde past. "
        "Geeft 0 als er geen fouten zijn, 1 als er fouten zijn, 2 als het plan niet te controleren is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("regio")
        parser.add_argument("--json", action="store_true", help="uitkomst als JSON, voor andere programma's")
        parser.add_argument("--alles", action="store_true", help="toon ook wat opzij is gezet, met de reden")
        parser.add_argument(
            "--zonder-passing", action="store_true", help="meet niet of elke fiche op een bladzijde past"
        )

    def handle(self, *args: Any, regio: str, **options: Any) -> None:
        try:
            document, bevindingen, redenen = self._controleer(regio, meten=not options["zonder_passing"])
        except DatabaseError as fout:
            raise CommandError(f"Het plan is niet te lezen: {fout}", returncode=2) from fout
        telt = tuple(b for b in bevindingen if b.afdruk not in redenen)
        opzij = [(b, redenen[b.afdruk]) for b in bevindingen if b.afdruk in redenen]
        if options["json"]:
            self.stdout.write(json.dumps(_als_data(document, telt, opzij), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join([*_als_tekst(document, telt), *_als_opzij(opzij, alles=options["alles"])]))
        if any(b.gewicht == "fout" for b in telt):
            raise SystemExit(1)

    def _controleer(
        self, regio: str, *, meten: bool
    ) -> tuple[Plandocument, tuple[Bevinding, ...], dict[str, Afwijzing]]:
        plan = Plan.objects.van(regio).first()
        if plan is None:
            raise CommandError(f"De regio '{regio}' heeft geen plan.", returncode=2)
        document = bouw_opnieuw(plan)
        if not document.opgaven:
            raise CommandError(f"Het plan van '{regio}' heeft nog geen opgaven om te controleren.", returncode=2)
        bladzijden = self._bladzijden(document) if meten else {}
        return document, controleer(document, omgeving=omgeving(plan.regio, bladzijden)), afwijzingen(plan)

    def _bladzijden(self, document: Plandocument) -> dict[int, int]:
        """Pages per fiche. Where one cannot be measured: what is known, and a word about it on the error stream."""
        try:
            return {nummer: p.paginas for nummer, p in passing.meet_alles(document).items()}
        except DrukMislukt as fout:
            self.stderr.write(f"Niet elke fiche kon worden gemeten. {fout.zin} {fout.raad}")
            return passing.bladzijden(document)


def _telling(bevindingen: Iterable[Bevinding]) -> dict[str, int]:
    telling = Counter(b.gewicht for b in bevindingen)
    return {gewicht: telling[gewicht] for gewicht in GEWICHTEN}


def _als_data(document: Plandocument, telt: tuple[Bevinding, ...], opzij: Opzij) -> dict[str, Any]:
    return {
        "regio": document.regio,
        "titel": document.titel,
        "hash": hash_van(document),
        "telling": _telling(telt),
        "bevindingen": [_een(b) for b in telt],
        "afgewezen": [
            _een(b) | {"reden": a.reden, "door": str(a.door or ""), "op": a.op.isoformat()} for b, a in opzij
        ],
    }


def _een(bevinding: Bevinding) -> dict[str, Any]:
    regel = PER_CODE[bevinding.regel]
    return asdict(bevinding) | {"naam": regel.naam, "waarom": regel.waarom}


def _als_tekst(document: Plandocument, bevindingen: tuple[Bevinding, ...]) -> Iterable[str]:
    aantallen = ", ".join(
        f"{aantal} {GEWICHTEN[gewicht][aantal != 1]}" for gewicht, aantal in _telling(bevindingen).items()
    )
    yield f"Plancontrole van {document.titel}: {aantallen}."
    for gewicht, groep in groupby(bevindingen, key=lambda b: b.gewicht):
        yield f"\n{GEWICHTEN[gewicht][1].upper()}"
        for code, rijen in groupby(groep, key=lambda b: b.regel):
            yield f"\n{PER_CODE[code].naam} [{code}]"
            yield textwrap.fill(PER_CODE[code].waarom, BREED, initial_indent="  ", subsequent_indent="  ")
            for rij in rijen:
                yield from _regels(rij)


def _als_opzij(opzij: Opzij, *, alles: bool) -> Iterable[str]:
    """Apart, since they do not count: with `alles` each with its reason, else how many."""
    if not opzij:
        return
    if not alles:
        yield f"\n{getallen.hoofdletter(getallen.aantal(len(opzij), *OPZIJ))} opzij gezet; --alles toont ze."
        return
    yield "\nOPZIJ GEZET\n"
    for bevinding, afwijzing in opzij:
        yield from _regels(bevinding)
        wie = f"{afwijzing.door or 'Iemand'}, {getallen.datum_tijd(afwijzing.op)}: {' '.join(afwijzing.reden.split())}"
        yield textwrap.fill(wie, BREED, initial_indent="    ", subsequent_indent="    ")


def _regels(bevinding: Bevinding) -> Iterable[str]:
    plaats = ", ".join(dict.fromkeys(map(_plaats, bevinding.plekken)))
    yield textwrap.fill(f"- {plaats}: {bevinding.zin}", BREED, initial_indent="  ", subsequent_indent="    ")
    if bevinding.citaat:
        yield textwrap.fill(f"“{bevinding.citaat}”", BREED, initial_indent="    ", subsequent_indent="    ")


def _plaats(plek: Plek) -> str:
    if plek.code and "." not in plek.code:
        return f"opgave {plek.code}"
    return plek.code or plek.naam or "plan"
