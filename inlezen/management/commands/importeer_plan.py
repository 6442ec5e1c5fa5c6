from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.models import Regio
from opgaven.actions.plannen import PlanIsBewerkt
from plandocument.canoniek import naar_data

from ...importeren import LosseFiches, Planvoorstel, bereid_voor, importeer
from ...lezers import Leesfout
from ...lezers.regels import MAX_BYTES

TOEGEPAST = "Toegepast: dit is nu de werkversie. Publiceren doet u daarna, in het portaal, bij Documenten."


class Command(BaseCommand):
    help = (
        "Leest een bestaand plan (tekst, Word of PDF) en zegt wat het zou doen. Zonder --toepassen verandert er niets."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--regio", required=True, help="code van de regio, bijvoorbeeld twente")
        parser.add_argument("--json", action="store_true", help="druk alleen het Plandocument af, als JSON")
        parser.add_argument("--toepassen", action="store_true", help="maak hiervan het plan van de regio")
        parser.add_argument("--vervang", action="store_true", help="ook als het huidige plan is bewerkt")

    def handle(
        self, *args: Any, bestand: Path, regio: str, json: bool, toepassen: bool, vervang: bool, **options: Any
    ) -> None:
        van = regio_van(regio)
        inhoud = inhoud_van(bestand)
        try:
            if toepassen:
                voorstel, _ = importeer(regio=van, inhoud=inhoud, door=None, vervang=vervang)
            else:
                voorstel = bereid_voor(van, inhoud)
        except Leesfout as fout:
            raise CommandError(f"{bestand.name} is niet ingelezen. {fout}") from None
        except LosseFiches:
            raise CommandError(
                f"In {bestand.name} staan losse fiches, geen heel plan; er is niets veranderd. "
                "Lees ze in met script/manage inlezen, dan blijven de andere opgaven staan."
            ) from None
        except PlanIsBewerkt:
            raise CommandError(
                f"Het plan van {van.naam} is bewerkt sinds het is geladen; er is niets veranderd. "
                "Met --vervang komt het bestand ervoor in de plaats, en gaat dat werk verloren."
            ) from None
        self._druk_af(voorstel, als_json=json, toegepast=toepassen)

    def _druk_af(self, voorstel: Planvoorstel, *, als_json: bool, toegepast: bool) -> None:
        if als_json:
            self.stdout.write(json.dumps(naar_data(voorstel.inlezing.document), ensure_ascii=False, indent=1))
            return
        self.stdout.write(voorstel.inlezing.verslag())
        self.stdout.write("")
        self.stdout.write(TOEGEPAST if toegepast else voorstel.uitleg())


def regio_van(code: str) -> Regio:
    """The region of a command. Raises CommandError."""
    van = Regio.objects.filter(code=code).first()
    if van is None:
        bekend = ", ".join(Regio.objects.order_by("code").values_list("code", flat=True))
        raise CommandError(f"De regio ‘{code}’ bestaat niet. Bekend zijn: {bekend or 'geen'}.")
    return van


def inhoud_van(bestand: Path) -> bytes:
    """The bytes of the file of a command. Raises CommandError."""
    try:
        if bestand.is_dir():
            raise CommandError(f"{bestand} is een map, geen bestand.")
        if bestand.stat().st_size > MAX_BYTES:
            raise CommandError(f"{bestand.name} is te groot: meer dan {MAX_BYTES // 1_000_000} MB.")
        return bestand.read_bytes()
    except FileNotFoundError:
        raise CommandError(f"Het bestand {bestand} bestaat niet.") from None
    except OSError as fout:
        raise CommandError(f"Het bestand {bestand} is niet te openen: {fout.strerror}.") from None
