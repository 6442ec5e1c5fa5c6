"""Writing a hundred thousand measurements out of the admin: memory above what the process held, clock, size.

    python tests/bench/bench_uitvoer.py [rows]

Needs a database with the example plan; everything is rolled back. Prints, judges nothing.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path

BASIS = Path(__file__).resolve().parents[2]


def main(hoeveel: int) -> None:
    sys.path.insert(0, str(BASIS))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npvr.settings")
    os.environ.setdefault("NPVR_TEST", "1")
    import django

    django.setup()
    from django.contrib import admin
    from django.db import transaction
    from django.test import RequestFactory

    from monitoring.models import Indicator, Meting

    indicator = Indicator.objects.select_related("regio").first()
    if indicator is None:
        raise SystemExit("Geen voorbeeldplan in deze database.")
    with transaction.atomic():
        for begin in range(0, hoeveel, 5_000):
            Meting.objects.bulk_create(
                Meting(
                    indicator=indicator, gebied=f"Gebied {n}", jaar=2000 + n % 30, waarde=n / 8, toelichting=f"Nr. {n}"
                )
                for n in range(begin, min(begin + 5_000, hoeveel))
            )
        beheer = admin.site._registry[Meting]
        for formaat in beheer.get_export_formats():
            rijen = Meting.objects.select_related("indicator__regio", "bron")
            voor, klok = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
            inhoud = beheer.get_export_data(formaat(), RequestFactory().get("/"), rijen)
            meer = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - voor) / 1024
            duur = time.perf_counter() - klok
            print(f"  {formaat.naam:5} {meer:6.1f} MB  {duur:5.1f} s  bestand {len(inhoud) / 1e6:.1f} MB")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
