"""What somebody types in a comment and has not placed, kept for them alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from npvr.eenmaal import slot_op
from opgaven.models import Plan

from ..models import PersoonlijkeLink, ReactieKlad

GROOTSTE = 200_000
BEWAARTERMIJN = timedelta(days=90)


class ReactiekladTeGroot(Exception):
    """More text than a comment can hold by far."""


def bewaar(
    *,
    plan: Plan,
    plek: str,
    volgnummer: int,
    velden: Mapping[str, Sequence[str]],
    kenmerk: UUID | None,
    door: User | None = None,
    link: PersoonlijkeLink | None = None,
) -> None:
    """Keep what was typed at that place, unless it was placed meanwhile (`kenmerk`), or a later message came first.

    Of two windows at one place the last one counts. Raises ReactiekladTeGroot. Two queries.
    """
    if sum(len(naam) + sum(map(len, waarden)) for naam, waarden in velden.items()) > GROOTSTE:
        raise ReactiekladTeGroot
    with transaction.atomic(), connection.cursor() as cursor:
        slot_op(kenmerk)
        cursor.execute(
            """
            INSERT INTO reacties_reactieklad AS k (user_id, link_id, plan_id, plek, velden, volgnummer, bewaard_op)
            SELECT %(user)s, %(link)s, %(plan)s, %(plek)s, %(velden)s::jsonb, %(nummer)s, now()
            WHERE NOT EXISTS (SELECT FROM reacties_reactie WHERE kenmerk = %(kenmerk)s)
                AND NOT EXISTS (SELECT FROM reacties_bericht WHERE kenmerk = %(kenmerk)s)
            ON CONFLICT (user_id, link_id, plan_id, plek) DO UPDATE SET
                volgnummer = EXCLUDED.volgnummer, velden = EXCLUDED.velden, bewaard_op = EXCLUDED.bewaard_op
            WHERE k.volgnummer < EXCLUDED.volgnummer OR k.velden #>> '{kenmerk,0}' IS DISTINCT FROM %(kenmerk_tekst)s
            """,
            {
                "user": door.pk if door else None,
                "link": link.pk if link else None,
                "plan": plan.pk,
                "plek": plek[:200],
                "velden": json.dumps(
                    {naam: list(w) for naam, w in velden.items()} | {"kenmerk": [str(kenmerk) if kenmerk else ""]}
                ),
                "nummer": volgnummer,
                "kenmerk": kenmerk,
                "kenmerk_tekst": str(kenmerk) if kenmerk else "",
            },
        )


def lees(
    *, plan: Plan, plek: str, door: User | None = None, link: PersoonlijkeLink | None = None
) -> ReactieKlad | None:
    """What was typed there and not placed. One query."""
    return ReactieKlad.objects.filter(plan=plan, plek=plek[:200], user=door, link=link).first()


def gooi_weg(*, plan: Plan, plek: str, door: User | None = None, link: PersoonlijkeLink | None = None) -> bool:
    """Throw it away, at the wish of who typed it, or because it was said. Whether it was there. One query."""
    return bool(ReactieKlad.objects.filter(plan=plan, plek=plek[:200], user=door, link=link).delete()[0])


def ruim_op(*, na: timedelta = BEWAARTERMIJN) -> int:
    """Remove what nobody touched for so long. How many. One query."""
    return ReactieKlad.objects.filter(bewaard_op__lt=timezone.now() - na).delete()[0]


def velden_van(klad: ReactieKlad) -> dict[str, str]:
    """Its fields as a form begins with them."""
    return {naam: str(waarden[-1]) for naam, waarden in klad.velden.items() if isinstance(waarden, list) and waarden}
