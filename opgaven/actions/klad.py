"""What somebody types in a section and has not saved, kept for them alone; and that they have it open."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User

from ..models import Aanwezigheid, Klad, Sectie

GROOTSTE = 2_000_000
"""As many characters as the longest form holds, with room for a text that is too long and must not be lost."""
AANWEZIG = timedelta(minutes=1)
BEWAARTERMIJN = timedelta(days=90)


class KladTeGroot(Exception):
    """More text than a section can hold by far."""


def bewaar_klad(
    *,
    sectie: Sectie,
    door: User,
    venster: str,
    volgnummer: int,
    vanaf_versie: int,
    velden: Mapping[str, Sequence[str]],
    uit: tuple[str, int] | None = None,
) -> None:
    """Keep what a window sent, unless a later message of that window is there, or its save. At most five queries.

    `uit` is the klad (window and number) that was opened in this window to go on with: its text lives on in this one,
    unless somebody typed on in the other window. Raises KladTeGroot. A save that runs is waited for: a message that it
    overtook would otherwise come back as a klad of a text that was saved.
    """
    if sum(len(naam) + sum(map(len, waarden)) for naam, waarden in velden.items()) > GROOTSTE:
        raise KladTeGroot
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT FROM opgaven_sectie WHERE id = %s FOR SHARE", [sectie.pk])
        cursor.execute(
            """
            INSERT INTO opgaven_klad AS k
                (user_id, sectie_id, venster, volgnummer, vanaf_versie, velden, bewaard_op)
            SELECT %(user)s, %(sectie)s, %(venster)s, %(nummer)s, %(versie)s, %(velden)s::jsonb, now()
            WHERE NOT EXISTS (
                SELECT FROM opgaven_sectiegebeurtenis g JOIN pghistory_context c ON c.id = g.pgh_context_id
                WHERE g.pgh_obj_id = %(sectie)s AND g.versie > %(versie)s AND c.metadata ->> 'venster' = %(venster)s
            )
            ON CONFLICT (user_id, sectie_id, venster) DO UPDATE SET
                volgnummer = EXCLUDED.volgnummer, vanaf_versie = EXCLUDED.vanaf_versie,
                velden = EXCLUDED.velden, bewaard_op = EXCLUDED.bewaard_op
            WHERE k.volgnummer < EXCLUDED.volgnummer
            """,
            {
                "user": door.pk,
                "sectie": sectie.pk,
                "venster": venster,
                "nummer": volgnummer,
                "versie": vanaf_versie,
                "velden": json.dumps({naam: list(waarden) for naam, waarden in velden.items()}),
            },
        )
        if uit and uit[0] != venster:
            Klad.objects.filter(user=door, sectie=sectie, venster=uit[0], volgnummer=uit[1]).delete()


def rond_af(*, sectie: Sectie, door: User, vensters: Sequence[str]) -> None:
    """The kladden of these windows are done with, and whoever typed in them has left. One query.

    Called in the transaction of the save that carries their text, or when their writer throws them away.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH klad AS (
                DELETE FROM opgaven_klad WHERE user_id = %(user)s AND sectie_id = %(sectie)s
                AND venster = ANY(%(vensters)s)
            )
            DELETE FROM opgaven_aanwezigheid WHERE user_id = %(user)s AND sectie_id = %(sectie)s
            """,
            {"user": door.pk, "sectie": sectie.pk, "vensters": list(vensters)},
        )


def gooi_weg(*, sectie: Sectie, door: User, venster: str) -> bool:
    """Throw one klad away, at the wish of who wrote it. Whether it was there. One query."""
    return bool(Klad.objects.filter(user=door, sectie=sectie, venster=venster).delete()[0])


def meld_aanwezig(*, sectie: Sectie, door: User) -> None:
    """Somebody has the section open now. Who was away for a minute, is here anew. One query."""
    nu = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO opgaven_aanwezigheid AS a (user_id, sectie_id, sinds, gezien_op)
            VALUES (%(user)s, %(sectie)s, %(nu)s, %(nu)s)
            ON CONFLICT (user_id, sectie_id) DO UPDATE SET gezien_op = EXCLUDED.gezien_op,
                sinds = CASE WHEN a.gezien_op < %(grens)s THEN EXCLUDED.sinds ELSE a.sinds END
            """,
            {"user": door.pk, "sectie": sectie.pk, "nu": nu, "grens": nu - AANWEZIG},
        )


def meld_weg(*, sectie: Sectie, door: User) -> None:
    """Somebody closed the section. One query."""
    Aanwezigheid.objects.filter(user=door, sectie=sectie).delete()


def ruim_op(*, na: timedelta = BEWAARTERMIJN) -> int:
    """Remove kladden that nobody touched for so long, and who left before today. How many kladden. Two queries."""
    nu = timezone.now()
    with transaction.atomic():
        Aanwezigheid.objects.filter(gezien_op__lt=nu - timedelta(days=1)).delete()
        return Klad.objects.filter(bewaard_op__lt=nu - na).delete()[0]
