"""Reading ten thousand rows into a register, beside `bulk_create` of the same rows. Prints ratios, judges nothing.

    python tests/bench/bench_tabellen.py [rows] [rounds]

Needs a database with the example plan; everything is rolled back. Rounds are interleaved, medians shown. Processor time
of this process and the clock: the work of PostgreSQL shows in the clock alone.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BASIS = Path(__file__).resolve().parents[2]


def main(hoeveel: int, rondes: int) -> None:
    sys.path.insert(0, str(BASIS))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npvr.settings")
    os.environ.setdefault("NPVR_TEST", "1")
    import django

    django.setup()
    from django.db import transaction

    from accounts.models import User
    from governance.models import Organisatie, Rol
    from inlezen.models import Tabelinvoer
    from inlezen.tabellen.actions import bron_van, draai_terug, lees_in, pas_toe, voorstel_van
    from opgaven.bouw import bouw
    from opgaven.models import Plan

    plan = Plan.objects.van("twente").get()
    door = User.objects.create_user(f"bench-{User.objects.count()}@voorbeeld.test", "Bench")
    Rol.objects.create(user=door, regio=plan.regio, soort=Rol.Soort.BEHEERDER)
    document = bouw(plan)

    def csv(naam: str) -> bytes:
        rijen = "".join(f"o{n};{naam} {n};Overig;;\n" for n in range(hoeveel))
        return ("Code;Naam;Soort;Kolom;Verwijderen\n" + rijen).encode()

    def alles(_: str) -> bool:
        return True

    def lees(inhoud: bytes) -> Tabelinvoer:
        return lees_in(regio=plan.regio, soort="organisaties", naam="x.csv", inhoud=inhoud, door=door)

    def bekijk(invoer: Tabelinvoer) -> str:
        return voorstel_van(invoer, bron_van("organisaties", plan.regio, document, mag=alles)).afdruk

    def neem_over(invoer: Tabelinvoer, afdruk: str) -> Tabelinvoer:
        return pas_toe(invoer=invoer, plan=plan, mag=alles, afdruk=afdruk, gekozen=None, door=door)

    tijden: dict[str, list[tuple[float, float]]] = {}

    def meet(naam: str, doe: Callable[[], Any]) -> Any:
        klok, cpu = time.perf_counter(), time.process_time()
        uit = doe()
        tijden.setdefault(naam, []).append((time.perf_counter() - klok, time.process_time() - cpu))
        return uit

    for _ in range(rondes):
        with transaction.atomic():
            rijen = [Organisatie(regio=plan.regio, code=f"o{n}", naam=f"Naam {n}") for n in range(hoeveel)]
            meet("bulk_create", lambda rijen=rijen: Organisatie.objects.bulk_create(rijen))
            transaction.set_rollback(True)
        with transaction.atomic():
            invoer = meet("csv lezen en bewaren", lambda: lees(csv("Naam")))
            afdruk = meet("bekijken", lambda i=invoer: bekijk(i))
            klaar = meet("overnemen: nieuw", lambda i=invoer, a=afdruk: neem_over(i, a))
            ander = lees(csv("Anders"))
            afdruk = bekijk(ander)
            meet("overnemen: gewijzigd", lambda i=ander, a=afdruk: neem_over(i, a))
            draai_terug(invoer=Tabelinvoer.objects.get(pk=ander.pk), plan=plan, door=door)
            meet("ongedaan maken", lambda k=klaar: draai_terug(invoer=k, plan=plan, door=door))
            transaction.set_rollback(True)
    vloer = [statistics.median(t[i] for t in tijden["bulk_create"]) for i in (0, 1)]
    print(f"{hoeveel} rijen, {rondes} rondes; maal bulk_create (klok / processor)")
    for naam, metingen in tijden.items():
        klok, cpu = (statistics.median(t[i] for t in metingen) for i in (0, 1))
        print(f"  {naam:34} {klok:6.2f} s   {klok / vloer[0]:5.2f} / {cpu / vloer[1]:5.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
