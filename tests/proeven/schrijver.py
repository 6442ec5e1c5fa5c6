"""The other doors to the plan's text, in a process of its own, while clients save over HTTP: bulk updates and imports.

Run as a program with its DATABASE_URL, a number of its own, and how many sections it saves by the action itself (as a
command would) or in bulk; writes a line of JSON per act, and ends when those are done and its input has ended. `DOREN`
is the list of other doors: one that is added to the portal is added here.
"""

from __future__ import annotations

import json
import random
import select
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import django

Melding = dict[str, Any]
IK = int(sys.argv[1])
SOORTEN = ("opgave", "situatie", "impact")
VAKER = 5


def _nog_eens(schrijf: Callable[[], Any]) -> Any:
    """Bare bulk updates lock in no order, so the database may stop one of two that wait for each other, and it chooses
    which: the bulk update, or what loads the plan and locks all of it in order. Nothing of that one is written then,
    and who typed it types it again, a few times at most. A save of one section holds one row and gets no such second
    chance."""
    from django.db import DatabaseError

    for over in reversed(range(VAKER)):
        try:
            return schrijf()
        except DatabaseError as fout:
            if not over or getattr(fout.__cause__, "sqlstate", "") != "40P01":
                raise
    raise AssertionError


def _geweigerd(schrijf: Callable[[], object]) -> bool:
    from django.db import DatabaseError, transaction

    def heel() -> None:
        with transaction.atomic():
            schrijf()

    try:
        _nog_eens(heel)
    except DatabaseError as fout:
        return getattr(fout.__cause__, "sqlstate", "") in ("NP001", "NP002")
    return False


def bulk_goed(n: int) -> Melding:
    """Every section of a kind gets a line, each from the version that stands: the database adds, so nothing is lost."""
    from django.db import DatabaseError
    from django.db.models import F, Value
    from django.db.models.functions import Concat

    from opgaven.models import Sectie

    teken = f"q{900 + IK}z{n}q"
    try:
        regel = {"versie": F("versie") + 1, "slot": Concat(F("slot"), Value(f"<p>{teken}</p>"))}
        aantal = _nog_eens(lambda: Sectie.objects.filter(soort__code="situatie").update(**regel))
    except DatabaseError as fout:  # one of the fiches is akkoord just now: then none is written
        if getattr(fout.__cause__, "sqlstate", "") != "NP002":
            raise
        aantal = 0
    return {"soort": "bulk", "teken": teken, "aantal": aantal}


def bulk_fout(n: int) -> Melding:
    """A bulk update that leaves the version as it is."""
    from opgaven.models import Sectie

    return {
        "soort": "fout",
        "geweigerd": _geweigerd(lambda: Sectie.objects.filter(opgave__nummer=n % 8 + 1).update(slot="weg")),
    }


def bulk_oud(n: int) -> Melding:
    """Rows that were read a moment ago and are written as a whole: refused when one of them was overtaken."""
    from opgaven.models import Sectie

    rijen = list(Sectie.objects.filter(opgave__nummer=n % 8 + 1).order_by("pk"))
    select.select([], [], [], 0.1)
    teken = f"q{910 + IK}z{n}q"
    for rij in rijen:
        rij.versie += 1
        rij.opening += f"<p>{teken}</p>"
    rijen = [rij for rij in rijen if rij.soort_id and rij.soort.code in SOORTEN]
    geweigerd = _geweigerd(lambda: Sectie.objects.bulk_update(rijen, ["versie", "opening"]))
    return {"soort": "oud", "teken": teken, "geweigerd": geweigerd, "aantal": 0 if geweigerd else len(rijen)}


def inlezen(n: int) -> Melding:
    """Loading a plan: refused while people edit, and on purpose (`vervang`) twice; the history keeps what stood."""
    from opgaven.actions.plannen import PlanIsBewerkt, pas_toe
    from opgaven.bouw import bouw_opnieuw
    from opgaven.models import Plan

    plan = Plan.objects.van("twente").get()
    teken = f"q{920 + IK}z{n}q"
    doc = bouw_opnieuw(plan)
    eerste = doc.opgaven[0]
    secties = tuple(
        replace(s, opening=s.opening + f"<p>{teken}</p>") if s.soort == "opgave" else s for s in eerste.secties
    )
    doc = replace(doc, opgaven=(replace(eerste, secties=secties), *doc.opgaven[1:]))
    try:
        _nog_eens(lambda: pas_toe(regio=plan.regio, document=doc, door=None, vervang=n in (1, 17)))
    except PlanIsBewerkt:
        return {"soort": "inlezen", "teken": teken, "gedaan": False}
    return {"soort": "inlezen", "teken": teken, "gedaan": True}


def daad(n: int) -> list[Melding]:
    """Saves by the action: read, add a word, save from the version that was read; again when it was overtaken."""
    from accounts.models import User
    from opgaven.actions.secties import FicheIsAkkoord, Sectieconflict, bewaar_sectie
    from opgaven.bouw import bouw_sectie
    from opgaven.models import Sectie

    wie = User.objects.order_by("pk")[IK]
    pks = Sectie.objects.filter(soort__code__in=SOORTEN).order_by("pk").values_list("pk", flat=True)
    uit = []
    for keer, pk in enumerate(random.choices(pks, k=20)):
        teken = f"q{930 + IK}z{n * 100 + keer}q"
        while True:
            rij = Sectie.objects.select_related("plan", "soort").get(pk=pk)
            inhoud = bouw_sectie(rij)
            basis = rij.versie
            try:
                bewaar_sectie(
                    sectie=rij,
                    vanaf_versie=basis,
                    inhoud=replace(inhoud, opening=f"{inhoud.opening}<p>{teken}</p>"),
                    door=wie,
                )
            except (Sectieconflict, FicheIsAkkoord):
                continue
            uit.append({"soort": "daad", "teken": teken, "pk": pk, "basis": basis})
            break
    return uit


def werkorde(n: int) -> Melding:
    """A fiche is put forward, becomes akkoord, which closes its text, and opens again; as long as its text stays."""
    from accounts.models import User
    from opgaven.actions.werkorde import StandVeranderd, TekstVeranderd, verzet
    from opgaven.models import Opgave, Plan
    from opgaven.werkorde import PER_CODE, standen

    wie = User.objects.order_by("pk")[IK]
    plan = Plan.objects.van("twente").get()
    gezet = []
    for code in ("leg_voor", "geef_akkoord", "open_opnieuw"):
        for _ in range(5):
            stand = standen(plan, n % 21 + 1)[0]
            try:
                verzet(opgave=stand.pk, stap=PER_CODE[code], door=wie, gezien=stand.afdruk, reden="Nog een woord.")
            except (StandVeranderd, TekstVeranderd):
                plan.refresh_from_db()  # somebody saved in between
                continue
            gezet.append(code)
            break
        select.select([], [], [], 0.02)
    Opgave.objects.filter(plan=plan, nummer=n % 21 + 1).update(status=Opgave.Status.CONCEPT)
    return {"soort": "werkorde", "gezet": gezet}


DOREN: list[Callable[[int], Melding]] = [bulk_fout, inlezen, bulk_oud, werkorde]


def _maak_manager() -> None:
    """Who moves fiches here may do so."""
    from accounts.models import User
    from governance.models import Regio, Rol

    wie = User.objects.order_by("pk")[IK]
    Rol.objects.get_or_create(user=wie, regio=Regio.objects.get(code="twente"), soort=Rol.Soort.PROGRAMMAMANAGER)


def main() -> None:
    django.setup()
    random.seed(IK)
    _maak_manager()
    n = gedaan = 0
    over = int(sys.argv[2])
    open_ = True
    while open_ or gedaan < over:
        if open_ and select.select([sys.stdin], [], [], 0.05)[0]:
            open_ = False
        meldingen = [*daad(n), bulk_goed(n)] if gedaan < over else []
        gedaan += sum(melding.get("aantal", 1) for melding in meldingen)
        for melding in (*meldingen, DOREN[n % len(DOREN)](n)):
            print(json.dumps(melding), flush=True)
        n += 1


if __name__ == "__main__":
    main()
