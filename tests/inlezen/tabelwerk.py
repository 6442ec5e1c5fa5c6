"""Tables for the tests: what stands now as cells, changed by hand, as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import tablib

from accounts.models import User
from governance.models import Rol
from inlezen.models import Tabelinvoer
from inlezen.tabellen.actions import bron_van, dichte_opgaven, lees_in, pas_toe, voorstel_van
from inlezen.tabellen.soort import Tabelsoort
from inlezen.tabellen.voorstel import Tabelvoorstel
from npvr.bladschrijver import SJABLONEN
from npvr.cellen import veilige_cel
from opgaven.bouw import bouw
from opgaven.models import Plan

Rijen = list[list[object]]


def alles(_: str) -> bool:
    return True


def bron(plan: Plan, soort: str, mag: Callable[[str], bool] = alles) -> Tabelsoort:
    plan.refresh_from_db()
    return bron_van(soort, plan.regio, bouw(plan), mag=mag, dicht=dichte_opgaven(plan))


def rijen(plan: Plan, soort: str) -> Rijen:
    """What the template holds, each row as a list; below its head."""
    return [list(rij) for rij in bron(plan, soort).rijen()]


def kop(plan: Plan, soort: str) -> list[str]:
    return [kolom.naam for kolom in bron(plan, soort).kolommen]


def als_csv(namen: list[str], inhoud: Rijen, codering: str = "utf-8", teken: str = ";") -> bytes:
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=teken)
    schrijver.writerow(namen)
    schrijver.writerows(inhoud)
    return uit.getvalue().encode(codering)


def als_bestand(namen: list[str], inhoud: Rijen, formaat: str) -> bytes:
    return SJABLONEN[formaat](
        tablib.Dataset(*(tuple(veilige_cel(cel) for cel in rij) for rij in inhoud), headers=namen)
    )


def lees(plan: Plan, soort: str, inhoud: bytes | Rijen, door: User | None = None) -> Tabelinvoer:
    if isinstance(inhoud, list):
        inhoud = als_csv(kop(plan, soort), inhoud)
    return lees_in(regio=plan.regio, soort=soort, naam=f"{soort}.csv", inhoud=inhoud, door=door or lezer(plan))


def lezer(plan: Plan) -> User:
    """Somebody who may read any table in."""
    user = User.objects.filter(email="tabel@voorbeeld.test").first()
    if user is None:
        user = User.objects.create_user("tabel@voorbeeld.test", "Tabel", "een-lang-wachtwoord")
        for rol in (Rol.Soort.PROGRAMMAMANAGER, Rol.Soort.BEHEERDER):
            Rol.objects.create(user=user, regio=plan.regio, soort=rol)
    return user


def voorstel(plan: Plan, invoer: Tabelinvoer, mag: Callable[[str], bool] = alles) -> Tabelvoorstel:
    return voorstel_van(invoer, bron(plan, invoer.soort, mag))


def neem_over(plan: Plan, invoer: Tabelinvoer, gekozen: set[str] | None = None) -> Tabelinvoer:
    assert invoer.door is not None
    return pas_toe(
        invoer=invoer,
        plan=plan,
        mag=alles,
        afdruk=voorstel(plan, invoer).afdruk,
        gekozen=gekozen,
        door=invoer.door,
        waarom="Uit het overleg",
    )
